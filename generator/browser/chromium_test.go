package browser_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"sync"
	"time"

	"github.com/chromedp/chromedp"
)

// patience is how long Chromium may take to answer anything.
const patience = time.Minute

// chromium is a running browser.
type chromium struct {
	ctx  context.Context
	free func() // ends the browser, if it has not ended, and removes what it has left

	mu       sync.Mutex
	troubles []error // the driver's own: what it could not read, no check has seen
}

// programs are the names under which Chromium is installed. The last can be
// Ubuntu's, which without its snap only says that there is one.
var programs = []string{"chromium", "google-chrome", "google-chrome-stable", "chromium-browser"}

func startChromium() (*chromium, error) {
	program, err := findChromium()
	if err != nil {
		return nil, err
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(program),
		chromedp.Flag("disable-gpu", true),
		chromedp.Flag("disable-component-update", true),
		chromedp.Flag("disable-smooth-scrolling", true),
		chromedp.Flag("host-resolver-rules", "MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"), // nothing leaves this machine
	)
	c := &chromium{}
	c.ctx, c.free = chromedp.NewExecAllocator(context.Background(), options...)
	c.ctx, _ = chromedp.NewContext(c.ctx, chromedp.WithErrorf(c.trouble)) // free cancels it
	if err := open(c.ctx, c.free); err != nil {
		c.free()
		return nil, fmt.Errorf("%s does not start: %w", program, err)
	}
	return c, nil
}

// findChromium looks for it, unless CHROMIUM says where it is.
func findChromium() (string, error) {
	if program := os.Getenv("CHROMIUM"); program != "" {
		program, err := exec.LookPath(program)
		if err != nil {
			return "", fmt.Errorf("CHROMIUM: %w", err)
		}
		return program, nil
	}
	for _, name := range programs {
		if program, err := exec.LookPath(name); err == nil {
			return program, nil
		}
	}
	return "", errors.New("there is no Chromium: make test-browser installs it, or says what to do")
}

// open starts a browser or opens a tab. Both live as long as the context with which
// they are first asked for something, so that it cannot have a deadline.
func open(ctx context.Context, cancel func()) error {
	late := time.AfterFunc(patience, cancel)
	err := chromedp.Do(ctx)
	if !late.Stop() {
		return fmt.Errorf("no answer within %v", patience)
	}
	return err
}

func (c *chromium) trouble(format string, args ...any) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.troubles = append(c.troubles, fmt.Errorf(format, args...))
}

// stop ends the browser and removes what it has left.
func (c *chromium) stop() error {
	ctx, cancel := context.WithTimeout(c.ctx, patience)
	defer cancel()
	err := chromedp.Cancel(ctx)
	c.free()
	c.mu.Lock()
	defer c.mu.Unlock()
	return errors.Join(append(c.troubles, err)...)
}

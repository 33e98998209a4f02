package browser_test

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"sync"
	"time"
)

// patience is how long Chromium may take to answer anything.
const patience = time.Minute

// chromium is a running browser, spoken to in the DevTools protocol over two
// pipes. These tests need about twenty of its methods. A driver would bring the
// types of all of them, half a dozen modules, and the habit of complaining about
// events that a newer Chromium sends.
type chromium struct {
	process           *exec.Cmd
	commands, answers *os.File
	profile           string

	mu      sync.Mutex
	last    int
	waiting map[int]chan message
	tabs    map[string]*tab // by session
	ended   error           // set when the browser has gone
}

// message is a command, its answer or an event.
type message struct {
	ID      int             `json:"id,omitempty"`
	Session string          `json:"sessionId,omitempty"`
	Method  string          `json:"method,omitempty"`
	Params  any             `json:"params,omitempty"`
	Result  json.RawMessage `json:"result,omitempty"`
	Error   *struct {
		Message string `json:"message"`
	} `json:"error,omitempty"`
}

// params are those of a command.
type params map[string]any

// programs are the names under which Chromium is installed.
var programs = []string{os.Getenv("CHROMIUM"), "chromium", "chromium-browser", "google-chrome", "google-chrome-stable"}

func startChromium() (*chromium, error) {
	program, err := findChromium()
	if err != nil {
		return nil, err
	}
	profile, err := os.MkdirTemp("", "wegweiser-browser-")
	if err != nil {
		return nil, err
	}
	theirCommands, commands, err := os.Pipe()
	if err != nil {
		return nil, err
	}
	answers, theirAnswers, err := os.Pipe()
	if err != nil {
		return nil, err
	}
	flags := []string{
		"--headless", "--remote-debugging-pipe", "--user-data-dir=" + profile,
		"--disable-gpu", "--disable-dev-shm-usage", // containers have little shared memory
		"--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
		"--disable-extensions", "--disable-default-apps", "--disable-smooth-scrolling", "--hide-scrollbars",
		"--disable-backgrounding-occluded-windows", "--disable-renderer-backgrounding", "--disable-background-timer-throttling",
		"--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1", // nothing leaves this machine
	}
	if os.Geteuid() == 0 {
		flags = append(flags, "--no-sandbox") // root has none
	}
	c := &chromium{
		process: exec.Command(program, flags...), commands: commands, answers: answers, profile: profile,
		waiting: map[int]chan message{}, tabs: map[string]*tab{},
	}
	c.process.ExtraFiles = []*os.File{theirCommands, theirAnswers} // 3 and 4
	if err := c.process.Start(); err != nil {
		return nil, err
	}
	_, _ = theirCommands.Close(), theirAnswers.Close()
	go c.listen()
	return c, nil
}

func findChromium() (string, error) {
	for _, name := range programs {
		if name == "" {
			continue
		}
		if program, err := exec.LookPath(name); err == nil {
			return program, nil
		}
	}
	return "", errors.New("there is no Chromium: make test-browser installs it, or says what to do")
}

// listen hands every message on until the browser closes its end.
func (c *chromium) listen() {
	in := bufio.NewReaderSize(c.answers, 1<<16)
	for {
		text, err := in.ReadBytes(0)
		if err != nil {
			if errors.Is(err, io.EOF) {
				err = errors.New("Chromium has ended")
			}
			c.end(err)
			return
		}
		var m struct {
			message
			Params json.RawMessage `json:"params"`
		}
		if err := json.Unmarshal(text[:len(text)-1], &m); err != nil {
			c.end(fmt.Errorf("Chromium says %.200s: %w", text, err))
			return
		}
		c.mu.Lock()
		answer, to := c.waiting[m.ID], c.tabs[m.Session]
		delete(c.waiting, m.ID)
		c.mu.Unlock()
		switch {
		case answer != nil:
			answer <- m.message
		case to != nil:
			to.hear(m.Method, m.Params)
		}
	}
}

func (c *chromium) end(err error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.ended = err
	for _, answer := range c.waiting {
		close(answer)
	}
	clear(c.waiting)
}

// call sends a command and reads its answer into result, if that is not nil.
func (c *chromium) call(session, method string, p params, result any) error {
	answer := make(chan message, 1)
	c.mu.Lock()
	if c.ended != nil {
		c.mu.Unlock()
		return c.ended
	}
	c.last++
	id := c.last
	c.waiting[id] = answer
	text, err := json.Marshal(message{ID: id, Session: session, Method: method, Params: p})
	if err == nil {
		_, err = c.commands.Write(append(text, 0))
	}
	c.mu.Unlock()
	if err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	select {
	case m, ok := <-answer:
		switch {
		case !ok:
			return c.ended
		case m.Error != nil:
			return fmt.Errorf("%s: %s", method, m.Error.Message)
		case result != nil:
			return json.Unmarshal(m.Result, result)
		}
		return nil
	case <-ctx.Done():
		return fmt.Errorf("%s: no answer within %v", method, patience)
	}
}

// stop ends the browser and removes what it has left.
func (c *chromium) stop() error {
	asked := c.call("", "Browser.close", nil, nil)
	if asked != nil {
		_ = c.process.Process.Kill()
	}
	_ = c.commands.Close()
	return errors.Join(asked, c.process.Wait(), os.RemoveAll(c.profile))
}

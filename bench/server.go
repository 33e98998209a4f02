package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"math"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"time"
)

const (
	pollPause     = time.Millisecond       // between two requests for a page that is awaited
	editPatience  = 30 * time.Second       // after which an edit is taken never to be shown
	startPatience = 10 * time.Minute       // for a first answer
	calm          = 100 * time.Millisecond // a server that does nothing for so long, twice, is at rest
	restPatience  = 20 * time.Second       // for a server to come to rest
)

// A server is the running watch mode of a tool.
type server struct {
	tool  tool
	input string        // the folder whose content/ it watches
	first time.Duration // from the start to the first answer
	ctx   context.Context
	stop  func() // ends the server and returns when it has ended

	pid    int
	base   string // address
	client http.Client
	body   bytes.Buffer // of the last answer
}

// startServer starts the watch mode and waits until it shows the first service.
// The caller stops it.
func startServer(ctx context.Context, t tool, input, cache string) (*server, error) {
	host, port, err := freePort()
	if err != nil {
		return nil, err
	}
	s := &server{tool: t, input: input, base: "http://" + net.JoinHostPort(host, port)}
	// One connection, kept alive, as a browser keeps it.
	s.client.Transport = &http.Transport{DisableCompression: true}
	begin := time.Now()
	if err := s.run(ctx, t.serving(input, host, port, cache), cache); err != nil {
		return nil, err
	}
	shown, err := s.await(edit{}.page(), title(0), begin.Add(startPatience))
	if err == nil && !shown {
		err = fmt.Errorf("no answer within %v", startPatience)
	}
	if err != nil {
		s.stop()
		return nil, err
	}
	s.first = time.Since(begin)
	return s, nil
}

// freePort is a port of the loopback interface that nobody listens at.
func freePort() (host, port string, err error) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", "", err
	}
	defer listener.Close()
	return net.SplitHostPort(listener.Addr().String())
}

// run starts the process. The server's context ends with the process, and its
// cause says what the tool said last.
func (s *server) run(ctx context.Context, args []string, cache string) error {
	ctx, end := context.WithCancelCause(ctx)
	said := &excerpt{left: 4000}
	cmd := exec.CommandContext(ctx, s.tool.binary, args...)
	cmd.Env = append(os.Environ(), "XDG_CACHE_HOME="+cache)
	cmd.Stdout, cmd.Stderr = said, said
	cmd.Cancel = func() error { return killGroup(cmd.Process) }
	cmd.WaitDelay = time.Second
	ownGroup(cmd)
	started, ended := make(chan error, 1), make(chan struct{})
	go func() {
		defer close(ended)
		// The kernel ends the server with the thread that started it, so that
		// thread has nothing else to do.
		runtime.LockOSThread()
		err := cmd.Start()
		started <- err
		if err == nil {
			_ = cmd.Wait() // what matters is that it has ended
			end(fmt.Errorf("the server ended: %v\n%s", cmd.ProcessState, said.Bytes()))
		}
	}()
	s.ctx = ctx
	s.stop = func() {
		end(nil)
		<-ended
		s.client.CloseIdleConnections()
	}
	if err := <-started; err != nil {
		s.stop()
		return err
	}
	s.pid = cmd.Process.Pid
	return nil
}

// await asks for a page until it shows a word; false if the deadline comes first.
// The error is for a server that ended.
func (s *server) await(page, word string, deadline time.Time) (bool, error) {
	ctx, cancel := context.WithDeadline(s.ctx, deadline)
	defer cancel()
	for {
		if s.get(ctx, page) && bytes.Contains(s.body.Bytes(), []byte(word)) {
			return true, nil
		}
		select {
		case <-ctx.Done():
			return false, context.Cause(s.ctx)
		case <-time.After(pollPause):
		}
	}
}

// get asks for a page and reports whether there was one. While a tool starts, and
// while it puts a page in place, there may be none.
func (s *server) get(ctx context.Context, page string) bool {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, s.base+page, nil)
	if err != nil {
		return false
	}
	answer, err := s.client.Do(request)
	if err != nil {
		return false
	}
	defer answer.Body.Close()
	s.body.Reset()
	_, err = s.body.ReadFrom(answer.Body)
	return err == nil && answer.StatusCode == http.StatusOK
}

// visit looks at the pages that an edit concerns, as an editor has them open. Hugo
// keeps those pages up to date that were looked at lately.
func (s *server) visit(e edit) {
	for _, page := range e.concerned() {
		s.get(s.ctx, page)
	}
}

// rest waits until the server has nothing left to do: a page may be shown before
// all else that the edit concerns is done. It does not wait for ever, as a server
// may never be quite idle.
func (s *server) rest() error {
	quiet, before := 0, int64(-1)
	for deadline := time.Now().Add(restPatience); quiet < 2 && time.Now().Before(deadline); {
		ticks, err := ticksOf(s.pid)
		if err != nil {
			return errors.Join(err, context.Cause(s.ctx))
		}
		if quiet++; ticks != before {
			quiet, before = 0, ticks
		}
		if err := pause(s.ctx, calm); err != nil {
			return err
		}
	}
	return nil
}

// pause waits; the error says why the waiting was cut short.
func pause(ctx context.Context, d time.Duration) error {
	select {
	case <-ctx.Done():
		return context.Cause(ctx)
	case <-time.After(d):
		return nil
	}
}

// show saves an edit and returns the seconds until all pages that it concerns
// show it, which can be infinitely many.
func (s *server) show(e edit, save func(file string, text []byte) error) (float64, error) {
	file := filepath.Join(s.input, "content", "dienste", serviceFile(e.service))
	text, err := os.ReadFile(file)
	if err != nil {
		return 0, err
	}
	text = e.apply(text)
	begin := time.Now()
	if err := save(file, text); err != nil {
		return 0, err
	}
	for _, page := range e.concerned() {
		shown, err := s.await(page, e.word, begin.Add(editPatience))
		if err != nil {
			return 0, err
		}
		if !shown {
			return math.Inf(1), nil
		}
	}
	return time.Since(begin).Seconds(), nil
}

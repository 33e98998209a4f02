package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"net/url"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	"wegweiser/generator/engine"
	"wegweiser/generator/preview"

	"github.com/spf13/pflag"
	"golang.org/x/sync/errgroup"
)

func serveFlags(f *pflag.FlagSet, o *options) {
	siteFlags(f, o)
	f.StringVar(&o.addr, "addr", "127.0.0.1:4000", "")
	f.DurationVar(&o.poll, "poll", 0, "")
	f.Lookup("poll").NoOptDefVal = time.Second.String()
	f.StringVar(&o.editor, "editor", "vscode", "")
	f.BoolVar(&o.open, "open", false, "")
	f.BoolVar(&o.verify, "verify", false, "")
	o.drafts = true // an editor wants to see them
}

// editors are the address schemes by which programs open a file at a line.
var editors = map[string]string{
	"vscode": "vscode://file%s:%d:%d",
	"cursor": "cursor://file%s:%d:%d",
	"zed":    "zed://file%s:%d:%d",
	"idea":   "idea://open?file=%s&line=%d&column=%d",
	"none":   "",
}

// minPoll keeps a slip of the finger from asking for all files all the time.
const minPoll = 10 * time.Millisecond

// opener returns what opens a file of the hub in the editor; nil for none.
func (o *options) opener() func(path string, line, col int) string {
	scheme := editors[o.editor]
	root, err := filepath.Abs(o.root)
	if scheme == "" || err != nil {
		return nil
	}
	return func(path string, line, col int) string {
		full := "/" + strings.TrimPrefix(filepath.ToSlash(filepath.Join(root, path)), "/")
		if strings.Contains(scheme, "?") {
			full = strings.ReplaceAll(url.QueryEscape(full), "+", "%20")
		} else {
			full = (&url.URL{Path: full}).EscapedPath()
		}
		return fmt.Sprintf(scheme, full, line, col)
	}
}

// runServe serves a preview until it is interrupted.
func runServe(ctx context.Context, e *Environment, o *options, args []string) int {
	limitHeap(serveGrowth)
	if code := o.validate(e, args); code != exitFine {
		return code
	}
	switch _, known := editors[o.editor]; {
	case !known:
		return e.usage(o.lang, "bad-value", o.editor, "editor", "vscode, cursor, zed, idea, none")
	case o.poll < 0, o.poll > 0 && o.poll < minPoll:
		return e.usage(o.lang, "bad-value", o.poll.String(), "poll", "1s")
	}
	in, code := e.read(o)
	if in == nil {
		return code
	}
	in.Settle(e.Now)
	listener, err := net.Listen("tcp", o.addr)
	if err != nil {
		return e.cannotListen(o, err)
	}
	s := &session{Environment: e, o: o, engine: engine.New(), snapshot: in, url: reachable(listener.Addr())}
	if o.baseURL == "" {
		o.baseURL = s.url
	}
	return s.run(ctx, listener)
}

// cannotListen says why nothing can be served at the address.
func (e *Environment) cannotListen(o *options, err error) int {
	var refused syscall.Errno
	switch {
	case errors.Is(err, syscall.EADDRINUSE):
		return e.usage(o.lang, "addr-in-use", o.addr)
	case errors.As(err, &refused):
		return e.usage(o.lang, "addr-refused", o.addr, describe(o.lang, refused))
	}
	return e.usage(o.lang, "bad-value", o.addr, "addr", "127.0.0.1:4000")
}

// open reports whether other machines reach a listener.
func open(addr net.Addr) bool {
	host, _, _ := net.SplitHostPort(addr.String())
	return !net.ParseIP(host).IsLoopback()
}

// reachable is the address of a listener as a browser on this machine finds it.
func reachable(addr net.Addr) string {
	host, port, _ := net.SplitHostPort(addr.String())
	if ip := net.ParseIP(host); ip.IsUnspecified() {
		host = "localhost"
	}
	return "http://" + net.JoinHostPort(host, port)
}

// run builds, serves and builds again whenever something may have changed, until
// the context ends.
func (s *session) run(ctx context.Context, listener net.Listener) int {
	g, ctx := errgroup.WithContext(ctx)
	s.server = preview.New(preview.Options{Hosts: s.hosts(), Editor: s.o.opener(), Late: s.searchFile})
	s.rebuild(ctx, time.Now())
	web := &http.Server{
		Handler: s.server, ReadHeaderTimeout: 10 * time.Second, WriteTimeout: time.Minute, IdleTimeout: 2 * time.Minute,
		MaxHeaderBytes: 64 << 10, ErrorLog: log.New(io.Discard, "", 0), // what browsers do wrong is no news
	}
	g.Go(func() error {
		if err := web.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
			return err
		}
		return nil
	})
	g.Go(func() error {
		<-ctx.Done()
		return web.Close() // nothing is to be written: the site is in memory
	})
	s.announce(listener.Addr())
	rings := make(chan []string)
	g.Go(func() error { return s.watch(ctx, rings) })
	g.Go(func() error {
		s.follow(ctx, rings)
		return nil
	})
	err := g.Wait()
	s.awaitVerified()
	if err != nil {
		return s.fail(s.o.lang, err)
	}
	return exitFine
}

// hosts are the names by which browsers may ask for the preview.
func (s *session) hosts() []string {
	host, _, _ := net.SplitHostPort(s.o.addr)
	return []string{host, s.Hostname}
}

// announce says where the preview is and who else can read it, and shows it if asked to.
func (s *session) announce(addr net.Addr) {
	if open(addr) {
		fmt.Fprintln(s.Stderr, say(s.o.lang, "serving-others", s.o.addr))
	}
	fmt.Fprintln(s.Stdout, say(s.o.lang, "serving", s.url+"/", s.url+"/_wegweiser/"))
	if !s.o.open {
		return
	}
	if err := s.Browse(s.url + "/"); err != nil {
		fmt.Fprintln(s.Stderr, say(s.o.lang, "no-browser", err.Error()))
	}
}

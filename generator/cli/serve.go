package cli

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/url"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	"wegweiser/generator/engine"

	"github.com/spf13/pflag"
)

func serveFlags(f *pflag.FlagSet, o *options) {
	checkFlags(f, o)
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

// reachable is the address of a listener as a browser on this machine finds it.
func reachable(addr net.Addr) string {
	host, port, _ := net.SplitHostPort(addr.String())
	if ip := net.ParseIP(host); ip.IsUnspecified() {
		host = "localhost"
	}
	return "http://" + net.JoinHostPort(host, port)
}

// Command wegweiser builds static information hubs of the public administration.
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"
	"time"
	_ "time/tzdata" // Windows has no time zones of its own

	"wegweiser"
	"wegweiser/generator/cli"

	"github.com/cli/browser"
)

func main() {
	browser.Stdout = os.Stderr // stdout is this program's own
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	code := cli.Main(ctx, os.Args[1:], cli.Environment{
		Stdout: os.Stdout, Stderr: os.Stderr, Files: wegweiser.Files,
		Now: time.Now(), Terminal: terminal(os.Stderr), NoColor: os.Getenv("NO_COLOR") != "",
		Hostname: hostname(), Browse: browser.OpenURL,
	})
	stop()
	os.Exit(code)
}

func hostname() string {
	name, err := os.Hostname()
	if err != nil {
		return "" // then the preview answers to addresses alone
	}
	return name
}

func terminal(f *os.File) bool {
	info, err := f.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}

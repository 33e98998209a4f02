package main

import (
	"bytes"
	"context"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"time"
)

const megabyte = 1_000_000

// A build is what one run of one tool took and made.
type build struct {
	wall  time.Duration
	cpu   time.Duration // of all cores, in user and system mode
	peak  int64         // resident memory at its highest, in bytes
	pages int           // HTML files written
	size  int64         // of all files written, in bytes
}

// measure runs the tool once, into a directory that did not exist and with
// caches that are empty. A build that fails or writes fewer pages than the
// corpus has services is an error.
func (t tool) measure(ctx context.Context, input, dir string, services int) (build, error) {
	if err := os.RemoveAll(dir); err != nil {
		return build{}, err
	}
	defer os.RemoveAll(dir)
	out, cache := filepath.Join(dir, "out"), filepath.Join(dir, "cache")
	if err := os.MkdirAll(cache, 0o755); err != nil {
		return build{}, err
	}
	cmd := exec.CommandContext(ctx, t.binary, t.arguments(input, out, cache)...)
	cmd.Env = append(os.Environ(), "XDG_CACHE_HOME="+cache)
	built, err := timed(cmd)
	if err != nil {
		return build{}, err
	}
	if built.pages, built.size, err = countOutput(out); err != nil {
		return build{}, err
	}
	if built.pages < services {
		return build{}, fmt.Errorf("wrote %d HTML files for %d services", built.pages, services)
	}
	return built, nil
}

// timed runs a command and measures it.
func timed(cmd *exec.Cmd) (build, error) {
	wall, err := wallTime(cmd)
	if err != nil {
		return build{}, err
	}
	peak, err := peakMemory(cmd.ProcessState)
	return build{wall: wall, cpu: cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime(), peak: peak}, err
}

// wallTime runs a command. If it fails, the error has the beginning of what it
// said.
func wallTime(cmd *exec.Cmd) (time.Duration, error) {
	said := &excerpt{left: 4000}
	cmd.Stdout, cmd.Stderr = said, said
	begin := time.Now()
	err := cmd.Run()
	wall := time.Since(begin)
	if err != nil {
		return 0, fmt.Errorf("the build failed: %w\n%s", err, said.Bytes())
	}
	return wall, nil
}

// An excerpt keeps the first bytes that are written to it and drops the rest.
type excerpt struct {
	bytes.Buffer
	left int
}

func (e *excerpt) Write(data []byte) (int, error) {
	kept := min(len(data), e.left)
	e.left -= kept
	e.Buffer.Write(data[:kept])
	return len(data), nil
}

func countOutput(dir string) (pages int, size int64, err error) {
	err = filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		info, err := entry.Info()
		if err != nil {
			return err
		}
		size += info.Size()
		if filepath.Ext(path) == ".html" {
			pages++
		}
		return nil
	})
	return pages, size, err
}

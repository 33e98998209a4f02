//go:build !linux

package main

import (
	"fmt"
	"os"
	"runtime"
)

// memoryDirectory is a directory whose files lie in memory; only Linux has one.
const memoryDirectory = "/dev/shm"

// peakMemory needs what only Linux reports in a form that we know.
func peakMemory(*os.ProcessState) (int64, error) {
	return 0, fmt.Errorf("peak memory is measured on Linux only, not on %s", runtime.GOOS)
}

func machine() string {
	return fmt.Sprintf("%d cores, %s/%s", runtime.NumCPU(), runtime.GOOS, runtime.GOARCH)
}

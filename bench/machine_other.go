//go:build !linux

package main

import (
	"fmt"
	"os"
	"os/exec"
	"runtime"
)

// memoryDirectory is a directory whose files lie in memory; only Linux has one.
const memoryDirectory = "/dev/shm"

// peakMemory needs what only Linux reports in a form that we know.
func peakMemory(*os.ProcessState) (int64, error) {
	return 0, fmt.Errorf("peak memory is measured on Linux only, not on %s", runtime.GOOS)
}

// memoryOf and ticksOf need Linux as well, so nobody gets far with a server
// elsewhere; it is ended all the same.
func memoryOf(int) (now, peak int64, err error) {
	return 0, 0, fmt.Errorf("servers are measured on Linux only, not on %s", runtime.GOOS)
}

func ticksOf(int) (int64, error) {
	return 0, fmt.Errorf("servers are measured on Linux only, not on %s", runtime.GOOS)
}

func ownGroup(*exec.Cmd) {}

func killGroup(leader *os.Process) error { return leader.Kill() }

func machine() string {
	return fmt.Sprintf("%d cores, %s/%s", runtime.NumCPU(), runtime.GOOS, runtime.GOARCH)
}

package main

import (
	"bufio"
	"fmt"
	"os"
	"runtime"
	"strconv"
	"strings"
	"syscall"
)

// memoryDirectory is a directory whose files lie in memory.
const memoryDirectory = "/dev/shm"

// peakMemory is the highest resident memory of a finished process, in bytes.
//
// Linux lets a process inherit, as its starting value, the peak of the program
// that started it. A reading that is not above our own peak therefore says
// nothing about the child, and is an error.
func peakMemory(state *os.ProcessState) (int64, error) {
	usage, ok := state.SysUsage().(*syscall.Rusage)
	if !ok {
		return 0, fmt.Errorf("no resource usage for process %d", state.Pid())
	}
	own, err := kilobytes("/proc/self/status", "VmHWM")
	if err != nil {
		return 0, err
	}
	if usage.Maxrss <= own {
		return 0, fmt.Errorf("the peak memory of the build is hidden by our own of %d kB", own)
	}
	return usage.Maxrss * 1024, nil
}

// machine describes processor, cores, memory and system.
func machine() string {
	model, err := procField("/proc/cpuinfo", "model name")
	if err != nil {
		model = runtime.GOARCH
	}
	memory, _ := kilobytes("/proc/meminfo", "MemTotal")
	return fmt.Sprintf("%s, %d cores, %d GB memory, %s/%s",
		model, runtime.NumCPU(), memory*1024/1e9, runtime.GOOS, runtime.GOARCH)
}

func kilobytes(file, key string) (int64, error) {
	text, err := procField(file, key)
	if err != nil {
		return 0, err
	}
	return strconv.ParseInt(strings.TrimSuffix(text, " kB"), 10, 64)
}

// procField is the value in the first line "key : value" of a file in /proc.
func procField(file, key string) (string, error) {
	data, err := os.Open(file)
	if err != nil {
		return "", err
	}
	defer data.Close()
	for lines := bufio.NewScanner(data); lines.Scan(); {
		name, value, _ := strings.Cut(lines.Text(), ":")
		if strings.TrimSpace(name) == key {
			return strings.TrimSpace(value), nil
		}
	}
	return "", fmt.Errorf("%s has no %s", file, key)
}

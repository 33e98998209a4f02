package main

import (
	"bufio"
	"bytes"
	"fmt"
	"os"
	"os/exec"
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

// ownGroup lets a process lead a group of its own, which ends when this program
// does, however it does.
func ownGroup(cmd *exec.Cmd) {
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true, Pdeathsig: syscall.SIGKILL}
}

// killGroup ends a process and all that it has started.
func killGroup(leader *os.Process) error {
	return syscall.Kill(-leader.Pid, syscall.SIGKILL)
}

// memoryOf is the resident memory of a running process, now and at its highest,
// in bytes. Unlike the peak of a finished one, it is not inherited.
func memoryOf(pid int) (now, peak int64, err error) {
	file := fmt.Sprintf("/proc/%d/status", pid)
	if now, err = kilobytes(file, "VmRSS"); err != nil {
		return 0, 0, err
	}
	peak, err = kilobytes(file, "VmHWM")
	return now * 1024, peak * 1024, err
}

// ticksOf is the processor time that a running process has used, in the kernel's
// unit.
func ticksOf(pid int) (int64, error) {
	file := fmt.Sprintf("/proc/%d/stat", pid)
	data, err := os.ReadFile(file)
	if err != nil {
		return 0, err
	}
	// The second field is the program's name, in parentheses; user and system
	// time are the fields 14 and 15.
	fields := strings.Fields(string(data[bytes.LastIndexByte(data, ')')+1:]))
	if len(fields) < 13 {
		return 0, fmt.Errorf("%s has no processor time", file)
	}
	user, err := strconv.ParseInt(fields[11], 10, 64)
	if err != nil {
		return 0, fmt.Errorf("%s: %w", file, err)
	}
	system, err := strconv.ParseInt(fields[12], 10, 64)
	return user + system, err
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

package main

import (
	"bytes"
	"context"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// hugoVersion is pinned, so that two reports mean the same Hugo. It is the
// newest that the Go version in go.mod compiles.
const hugoVersion = "v0.165.0"

// A tool is one side of the comparison.
type tool struct {
	name, version string
	binary        string
	prepare       func(corpus, dir string) (input string, err error)
	arguments     func(input, out, cache string) []string
	serving       func(input, host, port, cache string) []string // arguments of the watch mode
}

// installTools compiles every tool that was asked for, with the same Go.
func installTools(ctx context.Context, o options) ([]tool, error) {
	bin, err := filepath.Abs(filepath.Join(o.work, "bin"))
	if err != nil {
		return nil, err
	}
	if err := os.MkdirAll(bin, 0o755); err != nil {
		return nil, err
	}
	var tools []tool
	for _, name := range o.tools {
		install := map[string]func(context.Context, string) (tool, error){"wegweiser": installWegweiser, "hugo": installHugo}[name]
		if install == nil {
			return nil, fmt.Errorf("unknown tool %q", name)
		}
		installed, err := install(ctx, bin)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		tools = append(tools, installed)
	}
	return tools, nil
}

func installWegweiser(ctx context.Context, bin string) (tool, error) {
	binary := filepath.Join(bin, "wegweiser")
	if err := goCommand(ctx, bin, "build", "-o", binary, "./cmd/wegweiser"); err != nil {
		return tool{}, err
	}
	version, err := firstLine(ctx, binary, "version")
	return wegweiserTool(binary, version), err
}

func wegweiserTool(binary, version string) tool {
	return tool{
		name:    "wegweiser",
		version: version,
		binary:  binary,
		prepare: func(corpus, _ string) (string, error) { return corpus, nil },
		arguments: func(input, out, _ string) []string {
			return []string{"build", "--root", input, "--out", out, "--quiet"}
		},
		serving: func(input, host, port, _ string) []string {
			return []string{"serve", "--root", input, "--addr", net.JoinHostPort(host, port)}
		},
	}
}

func installHugo(ctx context.Context, bin string) (tool, error) {
	binary := filepath.Join(bin, "hugo")
	version, err := firstLine(ctx, binary, "version")
	if err != nil || !strings.Contains(version, hugoVersion+" ") {
		if err := goCommand(ctx, bin, "install", "github.com/gohugoio/hugo@"+hugoVersion); err != nil {
			return tool{}, err
		}
		if version, err = firstLine(ctx, binary, "version"); err != nil {
			return tool{}, err
		}
	}
	return tool{
		name:    "hugo",
		version: version,
		binary:  binary,
		prepare: func(corpus, dir string) (string, error) {
			project := filepath.Join(dir, "hugo")
			return project, writeHugoProject(corpus, project)
		},
		arguments: func(input, out, cache string) []string {
			return []string{"build", "--source", input, "--destination", out, "--cacheDir", cache,
				"--minify", "--noBuildLock"}
		},
		// Pages are not minified, which would cost Hugo time, and lie in memory,
		// as ours do. Rendering what was looked at lately is the default.
		serving: func(input, host, port, cache string) []string {
			return []string{"server", "--source", input, "--bind", host, "--port", port, "--cacheDir", cache,
				"--renderToMemory", "--noHTTPCache", "--disableLiveReload=false", "--noBuildLock"}
		},
	}, nil
}

// goCommand runs the go command. Neither tool needs C, and without it both
// are compiled alike everywhere.
func goCommand(ctx context.Context, bin string, args ...string) error {
	cmd := exec.CommandContext(ctx, "go", args...)
	cmd.Env = append(os.Environ(), "CGO_ENABLED=0", "GOBIN="+bin)
	if output, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("go %s: %w\n%s", strings.Join(args, " "), err, output)
	}
	return nil
}

func firstLine(ctx context.Context, binary string, args ...string) (string, error) {
	output, err := exec.CommandContext(ctx, binary, args...).Output()
	if err != nil {
		return "", fmt.Errorf("%s %s: %w", filepath.Base(binary), strings.Join(args, " "), err)
	}
	line, _, _ := bytes.Cut(output, []byte("\n"))
	return string(line), nil
}

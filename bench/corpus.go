package main

import (
	"fmt"
	"os"
	"path/filepath"
)

// writeCorpus copies the hub's content/ to out/content and adds n services to
// it. out must be absent or empty, so that nothing of another corpus remains.
func writeCorpus(hub, out string, n int) error {
	if n < 1 || n > maxServices {
		return fmt.Errorf("corpus: n is %d, want 1 to %d", n, maxServices)
	}
	if err := requireModels(hub); err != nil {
		return err
	}
	if err := createEmpty(out); err != nil {
		return err
	}
	content := filepath.Join(out, "content")
	if err := os.CopyFS(content, os.DirFS(filepath.Join(hub, "content"))); err != nil {
		return err
	}
	return writeServices(filepath.Join(content, "dienste"), n)
}

func writeServices(dir string, n int) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	for i := range n {
		path := filepath.Join(dir, serviceFile(i))
		if err := os.WriteFile(path, newService(i, n).markdown(), 0o644); err != nil {
			return err
		}
	}
	return nil
}

// requireModels reports a hub that lacks a page to which the services refer.
func requireModels(hub string) error {
	for _, model := range models {
		path := filepath.Join(hub, "content", "modelle", model+".md")
		if _, err := os.Stat(path); err != nil {
			return fmt.Errorf("corpus: the services refer to a page that the hub lacks: %w", err)
		}
	}
	return nil
}

// createEmpty makes dir and fails if something is in it already.
func createEmpty(dir string) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		return err
	}
	if len(entries) > 0 {
		return fmt.Errorf("%s is not empty", dir)
	}
	return nil
}

package publish

import (
	"errors"
	"maps"
	"testing"
)

var errPower = errors.New("the power fails")

// stopped builds a site and stops it before its n-th change of the directory, as
// a crash would: nothing is cleared away. It reports whether it came to that.
func stopped(t *testing.T, dir string, site files, n int) bool {
	t.Helper()
	p := stage(t, dir, site)
	p.step = func() error {
		if n == 0 {
			return errPower
		}
		n--
		return nil
	}
	_, err := p.Commit()
	if err != nil && !errors.Is(err, errPower) {
		t.Fatal(err)
	}
	return err != nil
}

// Wherever a build stops, the next one makes the directory as if it had not
// been: of the same site, or of the one before, a third or none.
func TestRecovery(t *testing.T) {
	third := files{"index.html": "dritter Start", "modelle/efa/index.html": "EfA", "kontakt/neu.html": "x"}
	others := []files{old, third, nil}
	for n := 0; ; n++ {
		for _, next := range []files{changed, others[n%len(others)]} {
			dir := t.TempDir()
			build(t, dir, old)
			put(t, dir, foreign)
			if !stopped(t, dir, changed, n) {
				if n < 20 {
					t.Errorf("a commit makes only %d changes", n)
				}
				return
			}
			if stats := build(t, dir, next); stats.Kept != nil {
				t.Errorf("stopped before change %d: kept %v", n, stats.Kept)
			}
			check(t, dir, next, foreign)
		}
	}
}

// A build that recovers may be stopped as well.
func TestRecoveryOfRecovery(t *testing.T) {
	third := files{"index.html": "dritter Start", "modelle/efa/index.html": "EfA, neu", "dienste/hund/index.html": "Hund"}
	for n := 1; ; n += 4 {
		more := false
		for m := n % 3; ; m += 3 {
			dir := t.TempDir()
			build(t, dir, old)
			put(t, dir, foreign)
			first := stopped(t, dir, changed, n)
			more = more || first
			if !stopped(t, dir, third, m) {
				break
			}
			if stats := build(t, dir, old); stats.Kept != nil {
				t.Errorf("stopped before changes %d and %d: kept %v", n, m, stats.Kept)
			}
			check(t, dir, old, foreign)
		}
		if !more {
			return
		}
	}
}

// While a commit goes on, each page that both builds have can be read, and is
// either the old or the new one.
func TestPagesAreNeverMissing(t *testing.T) {
	dir := t.TempDir()
	build(t, dir, old)
	p := stage(t, dir, changed)
	p.step = func() error {
		got := tree(t, dir)
		for path := range old {
			want, stays := changed[path]
			if data, ok := got[path]; stays && (!ok || data != want && data != old[path]) {
				t.Errorf("%s is %q", path, data)
			}
		}
		return nil
	}
	if _, err := p.Commit(); err != nil {
		t.Fatal(err)
	}
	check(t, dir, changed, nil)
}

// After a failed Commit nothing of ours is lost from the record, and the staging
// folder is gone.
func TestFailedCommit(t *testing.T) {
	dir := t.TempDir()
	build(t, dir, old)
	p := stage(t, dir, changed)
	full, calls := errors.New("disk full"), 0
	p.step = func() error {
		if calls++; calls == 5 {
			return full
		}
		return nil
	}
	if _, err := p.Commit(); !errors.Is(err, full) {
		t.Fatalf("Commit: %v", err)
	}
	left := tree(t, dir)
	for path := range left {
		if _, ours := p.recorded[path]; !ours && path != manifestName && changed[path] != left[path] {
			t.Errorf("%s is left", path)
		}
	}
	build(t, dir, changed)
	check(t, dir, changed, maps.Clone(files{}))
}

package cli

import (
	"os"
	"runtime/debug"
)

// By how many percent the heap may outgrow what is alive before it is collected.
const (
	// buildGrowth is a little less than Go's default: 10,000 pages stay below 250 MB.
	buildGrowth = 90
	// serveGrowth is what a preview is worth: it stays for the day, beside an
	// editor's other programs, and an edit leaves little behind.
	serveGrowth = 32
)

// limitHeap sets the growth of the heap, unless the user has.
func limitHeap(percent int) {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(percent)
	}
}

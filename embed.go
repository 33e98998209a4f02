// Package wegweiser carries this repository's layouts, static files and content
// types inside the program, so that an editor needs one file and no set-up.
package wegweiser

import "embed"

// Files holds layouts/, static/ and content/types/.
//
//go:embed layouts static content/types
var Files embed.FS

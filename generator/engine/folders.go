package engine

import (
	"maps"
	"path"
	"slices"
	"strings"

	"wegweiser/generator/diag"
	"wegweiser/generator/schema"
	"wegweiser/generator/source"
)

// stray is a folder below content/ that belongs to no type although its pages have
// fields of one: it has been renamed, or its type is gone.
type stray struct {
	path    string
	unknown map[string]bool // the fields that its pages cannot have
	count   int             // how often they are said
}

// reportPages reports what is wrong with each page. What follows from a folder that
// has lost its type is said once, of the folder.
func (b *build) reportPages(files []*source.File, pages []*parsed) {
	lost := map[string]bool{}
	for _, s := range b.strays(files, pages) {
		if !b.schema.value.Lost() { // else that has a finding
			b.result.Report.Add(b.describe(s))
		}
		lost[s.path] = true
	}
	for i, p := range pages {
		follows := len(lost) > 0 && lost[b.typeless(files[i], p)]
		for _, d := range p.found {
			if !follows || d.Code != diag.UnknownField {
				b.result.Report.Add(d)
			}
		}
	}
}

// typeless is the folder of a page that lies in one without a type, or "".
func (b *build) typeless(f *source.File, p *parsed) string {
	if p.page == nil || p.page.Type != b.schema.value.Type("page") {
		return ""
	}
	folder, _, inside := strings.Cut(p.page.ID, "/")
	if !inside || b.schema.value.Folder(folder) != nil {
		return ""
	}
	return path.Join(source.Content, strings.Split(f.Path, "/")[1])
}

// strays finds the folders that have lost their type, in order. A field that is
// unknown once is a slip of its page, unless a type without pages knows it.
func (b *build) strays(files []*source.File, pages []*parsed) []*stray {
	all := map[string]*stray{}
	for i, p := range pages {
		for _, d := range p.found {
			if d.Code != diag.UnknownField || d.Suggest != "" {
				continue
			}
			folder := b.typeless(files[i], p)
			if folder == "" {
				break
			}
			if all[folder] == nil {
				all[folder] = &stray{path: folder, unknown: map[string]bool{}}
			}
			all[folder].unknown[d.Args[0].Value] = true
			all[folder].count++
		}
	}
	var strays []*stray
	for _, folder := range slices.Sorted(maps.Keys(all)) {
		if s := all[folder]; s.count > 1 || b.deserted(s) != nil || b.schema.value.Lost() {
			strays = append(strays, s)
		}
	}
	return strays
}

// deserted is the type without pages that knows most of a folder's fields, or nil.
func (b *build) deserted(s *stray) *schema.Type {
	inhabited := map[string]bool{}
	for _, p := range b.pages {
		if p.page != nil {
			folder, _, _ := strings.Cut(p.page.ID, "/")
			inhabited[folder] = true
		}
	}
	var best *schema.Type
	most := 0
	for _, t := range b.schema.value.Types {
		known := 0
		for field := range s.unknown {
			if t.Field(field) != nil {
				known++
			}
		}
		if t.Folder != "" && !inhabited[t.Folder] && known > most {
			best, most = t, known
		}
	}
	return best
}

func (b *build) describe(s *stray) diag.Diagnostic {
	folder := path.Base(s.path)
	if t := b.deserted(s); t != nil {
		return diag.New(diag.FolderRenamed, source.Span{Path: s.path}, "folder", folder, "empty", t.Folder, "type", t.One, "file", t.Span.Path)
	}
	fields := strings.Join(slices.Sorted(maps.Keys(s.unknown)), ", ")
	return diag.New(diag.FolderWithoutType, source.Span{Path: s.path}, "folder", folder, "fields", fields)
}

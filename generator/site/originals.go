package site

import (
	"path"
	"strings"

	"wegweiser/generator/diag"
	"wegweiser/generator/source"
)

// originalMissing reports a page in another language of which there is no original: its
// name may be misspelt.
func (s *Site) originalMissing(p *Page) diag.Diagnostic {
	file := strings.TrimSuffix(p.Doc.Path, "."+p.Lang+".md") + ".md"
	d := diag.New(diag.OriginalMissing, source.Span{Path: p.Doc.Path}, "file", file)
	return d.Guessed(file, func() string { return likelyOriginal(file, s.untranslated(p.Lang)) })
}

// untranslated are the files of the pages of which a language has no variant, sorted.
func (s *Site) untranslated(lang string) []string {
	return s.names("untranslated "+lang, func() []string {
		var files []string
		for _, p := range s.linked {
			if p.Lang == s.defaultLang() && s.byID[lang+":"+p.ID] == nil {
				files = append(files, p.Doc.Path)
			}
		}
		return files
	})
}

// likelyOriginal returns the file that was probably meant: one of the same name in
// another folder, one of nearly that name, or one in the same folder whose name goes
// on (wohngelt.md is wohngeld-beantragen.md); else "".
func likelyOriginal(file string, files []string) string {
	folder, name := path.Split(file)
	words := strings.Count(name, "-") + 1
	var beginnings []string
	longer := map[string]string{} // by its beginning
	for _, f := range files {
		inFolder, other := path.Split(f)
		if other == name && name != "index.md" {
			return f
		}
		parts := strings.Split(strings.TrimSuffix(other, ".md"), "-")
		if inFolder != folder || len(parts) <= words {
			continue
		}
		beginning := strings.Join(parts[:words], "-") + ".md"
		if longer[beginning] == "" {
			beginnings = append(beginnings, beginning)
			longer[beginning] = f
		}
	}
	if near := diag.Nearest(file, files); near != "" {
		return near
	}
	if f := longer[name]; f != "" {
		return f
	}
	return longer[diag.Nearest(name, beginnings)]
}

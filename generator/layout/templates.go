package layout

import (
	"html/template"
	"maps"
	"path"
	"slices"
	"strings"
	"sync"

	"wegweiser/generator/diag"
	"wegweiser/generator/source"
)

// templates are the layouts as the pages of one language run them.
type templates struct {
	pages      map[string]*template.Template // by the name of the layout: "service", "index", "404"
	partials   *template.Template
	directives map[string]*template.Template // by name
	found      []diag.Diagnostic
}

// in returns the templates of a language, made when its first page is drawn.
func (s *Set) in(lang string) *templates {
	made, ok := s.languages.Load(lang)
	if !ok {
		made, _ = s.languages.LoadOrStore(lang, sync.OnceValue(func() *templates { return s.build(lang) }))
	}
	return made.(func() *templates)()
}

// build puts the templates together: partials see each other, a page has the
// base and its own main.
func (s *Set) build(lang string) *templates {
	t := &templates{pages: map[string]*template.Template{}, directives: map[string]*template.Template{}}
	parse := func(into *template.Template, name string) *template.Template {
		if _, err := into.Parse(s.texts[name]); err != nil {
			t.found = append(t.found, s.Explain(source.Layouts+"/"+name, err, nil))
		}
		return into
	}
	t.partials = template.New("").Funcs(s.words.functions(lang))
	names := slices.Sorted(maps.Keys(s.texts))
	for _, name := range names {
		if strings.HasPrefix(name, "partials/") {
			parse(t.partials.New(name), name)
		}
	}
	for _, name := range names {
		switch dir, file := path.Split(name); {
		case dir == "directives/":
			t.directives[strings.TrimSuffix(file, ".html")] = parse(clone(t.partials).New(name), name)
		case dir == "" && file != baseFile:
			page := parse(clone(t.partials).New(baseFile), baseFile)
			parse(page.New(name), name)
			t.pages[strings.TrimSuffix(file, ".html")] = page
		}
	}
	return t
}

func clone(t *template.Template) *template.Template { return template.Must(t.Clone()) }

// Page returns the layout for a page of the given kind, in a language: its own, else
// the default.
func (s *Set) Page(kind, lang string) *template.Template {
	pages := s.in(lang).pages
	if t := pages[kind]; t != nil {
		return t
	}
	return pages[DefaultPage]
}

// Partial returns partials/NAME.html for pages in a language, or nil.
func (s *Set) Partial(name, lang string) *template.Template {
	return s.in(lang).partials.Lookup("partials/" + name + ".html")
}

// Draws returns the template that draws a directive on pages in a language.
func (s *Set) Draws(d *Directive, lang string) *template.Template {
	return s.in(lang).directives[d.Name]
}

package schema

import (
	"net/url"
	"slices"
	"strings"
	"time"

	"wegweiser/generator/diag"
	"wegweiser/generator/source"

	"go.yaml.in/yaml/v4"
)

// SitePath is where the site's description lies.
const SitePath = "content/site.yaml"

// Site is what content/site.yaml says of the site as a whole.
type Site struct {
	Title        string
	BaseURL      string // https://host/path without a slash at the end; "" if none is given
	Languages    []Language
	TimeZone     *time.Location
	Navigation   []string // references to pages
	Footer       []string
	Organisation string
	Checks       diag.Severities

	lost bool // which languages there are cannot be read: a finding of its own
}

// Language is one language of the site; the first is the default.
type Language struct{ Code, Name string }

// BasePath is the path of BaseURL: "" or "/ozg".
func (s Site) BasePath() string {
	u, err := url.Parse(s.BaseURL)
	if err != nil {
		return ""
	}
	return strings.TrimSuffix(u.EscapedPath(), "/")
}

// Language reports whether code is one of the site's languages.
func (s Site) Language(code string) bool {
	for _, l := range s.Languages {
		if l.Code == code {
			return true
		}
	}
	return false
}

func loadSite(files []*source.File) (Site, []diag.Diagnostic) {
	for _, f := range files {
		if f.Path == SitePath {
			r := newReader(f, "@site")
			site := r.readSite()
			return site, r.found
		}
	}
	site := defaultSite()
	site.lost = true
	return site, []diag.Diagnostic{diag.New(diag.NoSiteConfig, source.Span{Path: SitePath})}
}

func defaultSite() Site {
	return Site{TimeZone: time.UTC, Languages: []Language{{"de", "Deutsch"}}}
}

func (r *reader) readSite() Site {
	site := defaultSite()
	root := r.root()
	if root == nil {
		site.lost = true
		if len(r.found) == 0 {
			r.found = append(r.found, diag.New(diag.MissingField, source.Span{Path: r.path}, "field", "title", "label", "Titel", "type", r.owner))
		}
		return site
	}
	var languages []Language
	r.mapping(root, keys{
		"title":    r.textInto(&site.Title),
		"base_url": func(n *yaml.Node) { site.BaseURL = r.baseURL(n) },
		"languages": func(n *yaml.Node) {
			before := len(r.found)
			languages = r.languages(n)
			site.lost = len(r.found) > before
		},
		"time_zone":    func(n *yaml.Node) { site.TimeZone = r.timeZone(n) },
		"navigation":   r.textsInto(&site.Navigation),
		"footer":       r.textsInto(&site.Footer),
		"organisation": r.textInto(&site.Organisation),
		"checks":       func(n *yaml.Node) { site.Checks = r.checks(n) },
	})
	if len(languages) > 0 {
		site.Languages = languages
	} else if len(r.found) > 0 {
		site.lost = true // a finding may be about them: langages
	}
	if site.Title == "" {
		r.report(root, diag.MissingField, "field", "title", "label", "Titel", "type", r.owner)
	}
	return site
}

// Codes are the codes of the site's languages, its first one first.
func (s *Site) Codes() []string {
	var codes []string
	for _, l := range s.Languages {
		codes = append(codes, l.Code)
	}
	return codes
}

func (r *reader) baseURL(n *yaml.Node) string {
	value := strings.TrimSuffix(r.scalar(n), "/")
	if !ValidBaseURL(value) {
		r.report(n, diag.InvalidURL, "field", "base_url", "value", value)
		return ""
	}
	return value
}

// ValidBaseURL reports whether a site can live at this address.
func ValidBaseURL(value string) bool {
	u, err := url.Parse(value)
	return err == nil && (u.Scheme == "https" || u.Scheme == "http") && u.Host != "" && !strings.ContainsAny(value, "?#") && u.User == nil
}

func (r *reader) languages(n *yaml.Node) []Language {
	var all []Language
	r.items(n, func(item *yaml.Node) {
		l, before := Language{}, len(r.found)
		r.mapping(item, keys{"code": r.textInto(&l.Code), "name": r.textInto(&l.Name)})
		if !languageCode(l.Code) {
			if len(r.found) == before {
				r.invalid(item, "@language-code")
			}
			return
		}
		if slices.ContainsFunc(all, func(other Language) bool { return other.Code == l.Code }) {
			r.invalid(item, "@language-twice")
			return
		}
		l.Name = orElse(l.Name, l.Code)
		all = append(all, l)
	})
	return all
}

// languageCode reports whether s looks like de, hsb or de-simple.
func languageCode(s string) bool {
	for _, c := range s {
		if (c < 'a' || c > 'z') && c != '-' {
			return false
		}
	}
	return len(s) >= 2 && len(s) <= 20 && s[0] != '-'
}

func (r *reader) timeZone(n *yaml.Node) *time.Location {
	zone, err := time.LoadLocation(r.scalar(n))
	if err != nil || n.Value == "Local" { // Local would depend on the machine
		r.invalid(n, "@time-zone")
		return time.UTC
	}
	return zone
}

func (r *reader) checks(n *yaml.Node) diag.Severities {
	overrides := diag.Severities{}
	r.each(n, func(key, value *yaml.Node) {
		severity, ok := diag.ParseSeverity(r.scalar(value))
		switch entry, known := diag.Describe(diag.Code(key.Value)); {
		case !known:
			d := diag.New(diag.UnknownCheck, r.span(key), "code", key.Value)
			r.found = append(r.found, d.Meant(key.Value, codeNames()))
		case !ok:
			r.invalid(value, "@severity")
		case entry.Fixed && severity < entry.Severity:
			r.invalid(value, "@severity-fixed")
		default:
			overrides[diag.Code(key.Value)] = severity
		}
	})
	return overrides
}

func codeNames() []string {
	var names []string
	for _, c := range diag.Codes() {
		names = append(names, string(c))
	}
	return names
}

package preview

import "strings"

// words are what the server says outside of its templates, in German and English.
// {} stands for a name.
var words = map[string][2]string{
	"forbidden": {"Diese Vorschau antwortet nur dem Rechner, auf dem sie läuft.", "This preview only answers the machine that it runs on."},
	"only-get":  {"Diese Vorschau kann nur gelesen werden.", "This preview can only be read."},
	"too-many":  {"Zu viele offene Seiten.", "Too many open pages."},
	"no-file":   {"Diese Datei gibt es nicht.", "There is no such file."},
	"no-editor": {"Es ist kein Editor eingestellt: wegweiser serve --editor NAME", "No editor is set: wegweiser serve --editor NAME"},
	"no-type":   {"Diesen Typ gibt es nicht.", "There is no such type."},

	"task-page":      {"{}", "{}"},
	"task-check":     {"{} (nicht veröffentlicht)", "{} (not published)"},
	"task-file":      {"Datei {}", "File {}"},
	"task-api":       {"Daten des Typs {}", "Data of type {}"},
	"task-schema":    {"Schema des Typs {}", "Schema of type {}"},
	"task-index":     {"Verzeichnis der Daten", "List of all data"},
	"task-feed":      {"Feed der Änderungen", "Feed of changes"},
	"task-sitemap":   {"Verzeichnis aller Adressen", "List of all addresses"},
	"task-not found": {"Seite für falsche Adressen", "Page for wrong addresses"},

	"because-":           {"neu", "new"},
	"because-own":        {"bearbeitet", "edited"},
	"because-declared":   {"Typen, Einstellungen oder Layouts haben sich geändert", "types, settings or layouts have changed"},
	"because-day":        {"ein neuer Tag", "a new day"},
	"because-navigation": {"die Navigation hat sich geändert", "the navigation has changed"},
	"because-pages":      {"eine Seite ist hinzugekommen, weggefallen oder heißt anders", "a page is new, gone or has another title"},
	"because-changes":    {"was sich zuletzt geändert hat, ist anders", "what has changed last is different"},
	"because-assets":     {"in static/ ist eine Datei hinzugekommen oder weggefallen", "a file in static/ is new or gone"},
	"because-page":       {"die Seite {} hat sich geändert", "the page {} has changed"},
	"because-ancestors":  {"eine übergeordnete Seite hat sich geändert", "a page above has changed"},
	"because-variants":   {"die Seite in einer anderen Sprache hat sich geändert", "the page in another language has changed"},
	"because-referrers":  {"Seiten, die hierher verweisen, haben sich geändert", "pages that refer here have changed"},
	"because-list":       {"eine der aufgeführten Seiten hat sich geändert: {}", "one of the listed pages has changed: {}"},
	"because-comparison": {"eine der verglichenen Seiten hat sich geändert: {}", "one of the compared pages has changed: {}"},
	"because-fact":       {"die Angabe {} hat sich geändert", "the value {} has changed"},
	"because-link":       {"das Ziel des Links {} hat sich geändert", "the target of the link {} has changed"},
	"because-address":    {"unter {} steht jetzt etwas anderes", "something else stands at {}"},
	"because-layout":     {"das Layout {} hat sich geändert", "the layout {} has changed"},
	"because-asset":      {"static/{} hat sich geändert", "static/{} has changed"},
}

// phrase is a phrase in a language: German unless it is English.
func phrase(lang, key, name string) string {
	i := 0
	if lang == "en" {
		i = 1
	}
	return strings.ReplaceAll(words[key][i], "{}", name)
}

func (s *Server) say(key string) string {
	s.mu.RLock()
	defer s.mu.RUnlock()
	return phrase(s.build.Lang, key, "")
}

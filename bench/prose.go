package main

import (
	"fmt"
	"strings"
)

// paragraph writes sentences, leaving out the empty ones.
func (s *service) paragraph(sentences ...string) {
	for i, text := range sentences {
		if i > 0 && text != "" {
			s.WriteByte(' ')
		}
		s.WriteString(text)
	}
	s.WriteString("\n\n")
}

// sentence is a statement in the active or in the passive voice.
func (s *service) sentence() string {
	if s.IntN(2) == 0 {
		return fmt.Sprintf("%s wird %s %s.", pick(s.Rand, openings), pick(s.Rand, nominatives), pick(s.Rand, participles))
	}
	return fmt.Sprintf("%s %s %s %s, %s.", pick(s.Rand, subjects), pick(s.Rand, verbs),
		pick(s.Rand, objects), pick(s.Rand, adverbials), pick(s.Rand, clauses))
}

// advice is a statement with emphasis in it.
func (s *service) advice() string {
	word := pick(s.Rand, stressed)
	switch s.IntN(3) {
	case 0:
		return fmt.Sprintf("Wichtig ist, dass %s **%s** vorliegt.", pick(s.Rand, nominatives), word)
	case 1:
		return fmt.Sprintf("Das Verfahren bleibt dabei *%s*.", word)
	default:
		return fmt.Sprintf("Die Kennung `%s-%03d` gehört in jede Nachricht.", strings.ToUpper(pick(s.Rand, models)), s.IntN(1000))
	}
}

// link is a sentence that leads to another service, about every second time
// to a heading of it. It is empty once the page has enough links.
func (s *service) link() string {
	if s.links == 0 {
		return ""
	}
	s.links--
	target := s.other()
	text, url := title(target), serviceFile(target)
	if s.IntN(2) == 0 {
		first := headings(target)[0].text
		text, url = text+": "+first, url+"#"+strings.ToLower(first)
	}
	return fmt.Sprintf(pick(s.Rand, linkSentences), text, url)
}

var linkSentences = []string{
	"Dazu passt [%s](%s).",
	"Häufig wird zugleich [%s](%s) genutzt.",
	"Wer umzieht, braucht auch [%s](%s).",
	"Verwandt ist [%s](%s).",
}

// other is the index of another service; a corpus of one links to itself.
func (s *service) other() int {
	if s.count == 1 {
		return s.index
	}
	return (s.index + 1 + s.IntN(s.count-1)) % s.count
}

// block writes what the i-th section has besides paragraphs.
func (s *service) block(i int) {
	switch i {
	case 0:
		s.bullets()
		s.paragraph(s.sentence(), s.outside())
	case 1:
		s.table()
	case 2:
		s.steps()
		if s.IntN(3) == 0 {
			s.code()
		}
	}
}

// outside is a sentence with a link to a model and one with an external link.
func (s *service) outside() string {
	model, site := pick(s.Rand, models), external[s.IntN(len(external))]
	return fmt.Sprintf("Das Modell [%s](../modelle/%s.md) regelt den Betrieb. Mehr bietet: [%s](%s).",
		modelNames[model], model, site.text, site.url)
}

var modelNames = map[string]string{
	"oaa": "Online-Antragsassistent", "efa": "Einer für Alle", "dritte": "Lösungen Dritter",
}

func (s *service) bullets() {
	for _, document := range s.some(documents, 3, 5) {
		fmt.Fprintf(s, "- %s: %s\n", document, s.advice())
	}
	s.WriteByte('\n')
}

func (s *service) steps() {
	for i := range 3 + s.IntN(2) {
		fmt.Fprintf(s, "%d. %s\n", i+1, s.sentence())
	}
	s.WriteByte('\n')
}

// table has its caption on the line above it.
func (s *service) table() {
	s.WriteString("Tabelle: Fristen und Gebühren nach Verfahrensschritt\n")
	s.WriteString("| Schritt | Zuständig | Frist | Gebühr in Euro |\n|---|---|---|---:|\n")
	for i := range 3 + s.IntN(3) {
		fmt.Fprintf(s, "| Schritt %d: %s | %s | %s | %d |\n", i+1, pick(s.Rand, nominatives),
			pick(s.Rand, offices), pick(s.Rand, durations), 5*s.IntN(40))
	}
	s.WriteByte('\n')
}

// code writes one small fenced block.
func (s *service) code() {
	sample := samples[s.IntN(len(samples))]
	text := strings.NewReplacer("{id}", fmt.Sprint(s.index+1), "{model}", pick(s.Rand, models),
		"{days}", fmt.Sprint(1+s.IntN(60))).Replace(sample.text)
	fmt.Fprintf(s, "```%s\n%s```\n\n", sample.language, text)
}

var samples = []struct{ language, text string }{
	{"json", `{
  "antrag": {id},
  "modell": "{model}",
  "frist": {"tage": {days}, "verbindlich": true}
}
`},
	{"xml", `<antrag xmlns="urn:example:antrag" nummer="{id}">
  <modell>{model}</modell>
  <frist einheit="Tag">{days}</frist>
</antrag>
`},
	{"go", `// Frist liefert die Bearbeitungszeit in Tagen.
func Frist(nummer int) (tage int, ok bool) {
	if nummer != {id} {
		return 0, false
	}
	return {days}, true
}
`},
	{"yaml", `antrag: {id}
modell: {model} # siehe Modellseite
frist:
  tage: {days}
`},
	{"sql", `SELECT name, frist
FROM dienste
WHERE nummer = {id} AND modell = '{model}' AND frist <= {days};
`},
}

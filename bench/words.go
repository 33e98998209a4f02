package main

// The vocabulary of the corpus. Every list is in the grammatical form that its
// place in a sentence needs, so that sentences come out as German.

// Titles are <prefix><head> <verb> <qualifier>, numbered through by title.
var (
	titlePrefixes = []string{
		"Wohn", "Bau", "Gewerbe", "Jagd", "Fischerei", "Straßen", "Markt", "Hunde",
		"Wasser", "Abwasser", "Bestattungs", "Schul", "Kita", "Pflege", "Sport", "Vereins",
		"Kultur", "Denkmal", "Abfall", "Brandschutz", "Gaststätten", "Handwerks", "Park", "Taxi",
		"Baum", "Garten", "Forst", "Wald", "Tierschutz", "Lebensmittel", "Eltern", "Jugend",
		"Senioren", "Betreuungs", "Melde", "Ausweis", "Führungs", "Kraftfahrzeug", "Übungs", "Gewässer",
	}
	titleHeads = []string{
		"zuschuss", "erlaubnis", "anzeige", "nachweis", "bescheinigung", "genehmigung", "befreiung", "förderung",
		"zulassung", "auskunft", "karte", "gebühr", "prüfung", "urkunde", "vereinbarung", "anmeldung",
		"beihilfe", "konzession", "ermäßigung", "vormerkung", "ausnahme", "bestätigung", "erstattung", "änderung",
	}
	titleVerbs = []string{
		"beantragen", "verlängern", "anzeigen", "ändern", "widerrufen", "vorbereiten", "erneuern", "prüfen lassen",
	}
	titleQualifiers = []string{
		"", "für Vereine", "für Betriebe", "für Familien", "für Studierende", "für Zugezogene",
		"für Träger", "für Angehörige", "im Außenbereich", "in Schutzgebieten", "bei Umzug", "bei Übergabe",
		"vor Baubeginn", "nach Fristende", "für Veranstaltungen", "für Selbständige", "im Eilverfahren", "auf Zeit",
		"mit Vollmacht", "ohne Meldeadresse", "für Einrichtungen", "für Erben", "im Ehrenamt", "für Dritte",
		"zum Jahreswechsel", "bei Änderungen", "in Ortsteilen", "für Neubauten",
	}
)

// The choices that content/types/service.yaml declares; a test compares them.
var (
	topics = []string{
		"arbeit-ruhestand", "bauen-wohnen", "bildung", "ein-auswanderung", "engagement-hobby",
		"familie-kind", "forschung-foerderung", "gesundheit", "mobilitaet-reisen", "querschnitt",
		"recht-ordnung", "steuern-zoll", "umwelt", "unternehmen",
	}
	audiences   = []string{"citizens", "businesses", "administration"}
	executives  = []string{"state", "county", "city", "municipality"}
	statuses    = []string{"planned", "requirements", "analysis", "development", "pilot", "available"}
	trustLevels = []string{"none", "low", "substantial", "high"}
)

// models are the pages in content/modelle/ that the corpus refers to.
var models = []string{"oaa", "efa", "dritte"}

var (
	offices = []string{
		"Bürgerbüro", "Ordnungsamt", "Bauaufsichtsbehörde", "Sozialamt", "Gewerbeamt",
		"Umweltamt", "Jugendamt", "Straßenverkehrsbehörde", "Kämmerei", "Standesamt",
	}
	norms = []struct{ act, path string }{
		{"WoGG", "wogg"}, {"GewO", "gewo"}, {"BauGB", "bbaug"}, {"BMG", "bmg"}, {"PAuswG", "pauswg"},
		{"BNatSchG", "bnatschg_2009"}, {"WHG", "whg_2009"}, {"StVO", "stvo_2013"}, {"VwVfG", "vwvfg"}, {"OZG", "ozg"},
	}
	documents = []string{
		"Personalausweis", "Lageplan", "Vollmacht", "Nachweis über das Einkommen", "Mietvertrag",
		"Registerauszug", "Versicherungsnachweis", "Lichtbild", "Baubeschreibung", "Satzung",
	}
	durations = []string{"zwei Wochen", "drei Wochen", "ein Monat", "sechs Wochen", "zehn Arbeitstage", "drei Monate"}
	keywords  = []string{
		"Antrag", "Formular", "Bescheid", "Gebühren", "Frist", "Zuständigkeit", "Nachweise", "Online-Antrag",
		"Kommune", "Landkreis", "Verwaltung", "Bürgerkonto", "Unterlagen", "Genehmigung",
	}
)

// anchorHeadings have the same id under every rule for making ids, so another
// service may link to them. The first heading of a service is one of these.
var (
	anchorHeadings = []string{"Voraussetzungen", "Unterlagen", "Ablauf", "Kosten", "Antrag", "Fristen", "Datenschutz", "Hinweise"}
	otherHeadings  = []string{
		"Zuständige Stelle", "Häufige Fragen", "Gebühren und Auslagen", "Prüfung und Bescheid", "Rückfragen",
		"Technische Anbindung", "Anbindung an Fachverfahren", "Einführung in der Kommune", "Rechtsbehelf", "Änderungen nach der Antragstellung",
	}
)

// The parts of sentences.
var (
	subjects = []string{
		"Die Gemeinde", "Der Landkreis", "Das Bürgerbüro", "Die zuständige Stelle", "Das Fachamt",
		"Die Kreisfreie Stadt", "Der Sachbearbeiter", "Die Sachbearbeiterin", "Der Online-Dienst", "Das Fachverfahren",
		"Die Landesdirektion", "Das Portal", "Die Poststelle", "Der Antragsassistent", "Die Kommune",
	}
	verbs = []string{
		"prüft", "erfasst", "übernimmt", "bestätigt", "speichert", "bewertet", "ergänzt", "übermittelt",
		"dokumentiert", "vergleicht", "kontrolliert", "bearbeitet", "empfängt", "archiviert",
	}
	objects = []string{
		"den Antrag", "die Unterlagen", "alle Angaben", "den Nachweis", "die Anlagen", "das Formular",
		"die Zahlung", "den Bescheid", "die Vollmacht", "das Aktenzeichen", "die Rückmeldung", "den Lageplan",
		"die Personendaten", "den Eingang", "die Stellungnahme", "das Ergebnis", "die Erklärung", "den Vorgang",
	}
	adverbials = []string{
		"auf elektronischem Weg", "innerhalb der Frist", "ohne weitere Rückfrage", "nach den örtlichen Regeln",
		"in der Regel am selben Tag", "mit dem vorhandenen Fachverfahren", "im Auftrag der Behörde", "vor der Entscheidung",
		"in einem Arbeitsgang", "gemeinsam mit dem Fachamt", "nach Eingang der Gebühr", "über die gesicherte Schnittstelle",
	}
	clauses = []string{
		"sobald alle Angaben vorliegen", "wenn die Gebühr bezahlt ist", "bevor der Bescheid ergeht",
		"damit niemand doppelt gefragt wird", "falls eine Vertretung beauftragt ist", "soweit das Gesetz es erlaubt",
		"nachdem die Identität geprüft wurde", "auch wenn mehrere Ämter beteiligt sind",
	}
	openings = []string{
		"Im ersten Schritt", "Anschließend", "Nach der Prüfung", "Bei Bedarf", "Zum Abschluss", "Auf Wunsch",
		"Vor der Freigabe", "In einfachen Fällen", "Spätestens nach vier Wochen", "Parallel dazu",
	}
	nominatives = []string{
		"der Bescheid", "die Anfrage", "das Dokument", "die Meldung", "der Vorgang", "die Entscheidung",
		"das Protokoll", "die Quittung", "der Nachweis", "die Freigabe", "das Schreiben", "die Übersicht",
	}
	participles = []string{
		"elektronisch zugestellt", "im Postfach abgelegt", "an das Fachverfahren übergeben", "mit einem Zeitstempel versehen",
		"noch einmal geprüft", "der Akte beigefügt", "automatisch erstellt", "von Hand ergänzt", "sicher aufbewahrt", "freigegeben",
	}
	stressed = []string{
		"vollständig", "fristgerecht", "gut lesbar", "kostenfrei", "verbindlich", "mehrsprachig", "barrierefrei", "vertraulich",
	}
)

// external are addresses outside of the hub; nobody fetches them.
var external = []struct{ text, url string }{
	{"Verwaltungsportal Amt24", "https://amt24.sachsen.de/"},
	{"FIM-Portal", "https://fimportal.de/"},
	{"Marktplatz für EfA-Leistungen", "https://www.fitko.de/"},
	{"Gesetze im Internet", "https://www.gesetze-im-internet.de/"},
	{"Revosax, das Landesrecht Sachsens", "https://www.revosax.sachsen.de/"},
}

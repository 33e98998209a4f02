package ask

import (
	"strings"

	"wegweiser/generator/memo"
)

// Reason says what a question is about: a word for its kind, and a name where
// there is more than one such thing.
func Reason(q memo.Question[*World]) (kind, name string) {
	switch q := q.(type) {
	case declared:
		return "declared", ""
	case day:
		return "day", ""
	case navigation:
		return "navigation", ""
	case pages:
		return "pages", ""
	case recent:
		return "changes", ""
	case eventful:
		return "changes", ""
	case assetNames:
		return "assets", ""
	case own:
		return "own", ""
	case page:
		return "page", q.key
	case find:
		return "page", q.ref
	case entry:
		return "page", q.slug
	case ancestors:
		return "ancestors", ""
	case variants:
		return "variants", ""
	case referrers:
		return "referrers", ""
	case section:
		return "list", q.typeName
	case facets:
		return "list", q.typeName
	case siblings:
		return "list", q.key
	case selection:
		return "list", strings.TrimSpace(q.typeName + " " + q.where)
	case index:
		return "list", strings.TrimSpace(q.typeName + " " + q.where)
	case comparison:
		return "comparison", q.of
	case fact:
		return "fact", q.name
	case unreadable:
		return "fact", q.name
	case at:
		return "fact", q.key + ": " + q.path
	case linkTo:
		return "link", q.target
	case anchorOf:
		return "link", q.target
	case linkTitle:
		return "link", q.target
	case numbers:
		return "page", q.key
	case owner:
		return "address", q.output
	case free:
		return "address", q.output
	case layouts:
		return "layout", q.name
	case assetPath:
		return "asset", q.name
	}
	return "", ""
}

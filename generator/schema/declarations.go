package schema

import (
	"slices"

	"wegweiser/generator/diag"
)

// checkDeclarations looks for names in declarations that do not exist, and takes
// them out.
func (s *Schema) checkDeclarations() []diag.Diagnostic {
	var found []diag.Diagnostic
	var refused []func() // when all has been looked at: one refusal is no reason for another
	for _, t := range s.Types {
		report := func(reason, name string, known []string) {
			found = append(found, diag.New(diag.TypeInvalid, t.named[name], "reason", reason).Meant(name, known))
		}
		walkFields(t.Own(), func(f *Field) { // a hub may do without the types that common fields lead to
			if f.Kind != Ref {
				return
			}
			target := s.byName[f.To]
			if target == nil {
				report("@ref-unknown", f.To, s.TypeNames())
				refused = append(refused, f.leadNowhere)
				return
			}
			if reason, known := showRefused(target, f.Show); reason != "" {
				report(reason, f.Show, known)
				refused = append(refused, func() { f.Show = "" })
			}
		})
		unknown := func(name string) bool {
			if t.Path(name) != nil {
				return false
			}
			report("@names-unknown", name, t.Keys())
			return true
		}
		t.Card, t.Sort = slices.DeleteFunc(t.Card, unknown), slices.DeleteFunc(t.Sort, unknown)
	}
	for _, refuse := range refused {
		refuse()
	}
	return found
}

// leadNowhere makes a text of a reference whose type does not exist: so its values
// are kept, and are not wrong as well.
func (f *Field) leadNowhere() {
	f.Kind, f.To, f.Show, f.Acyclic = Text, "", "", false
}

// showRefused says why references to pages of a type cannot show a field of them,
// and what they could; "" if they can.
func showRefused(target *Type, show string) (reason string, known []string) {
	switch shown := target.Field(show); {
	case show == "":
		return "", nil
	case shown == nil:
		return "@names-unknown", target.Keys()
	case showsMore(shown): // and so on, maybe in a circle
		return "@show-chain", nil
	}
	return "", nil
}

// showsMore reports whether a field shows fields of the pages that it refers to.
func showsMore(f *Field) bool {
	more := false
	walkFields([]*Field{f}, func(inner *Field) { more = more || inner.Show != "" })
	return more
}

func walkFields(fields []*Field, visit func(*Field)) {
	for _, f := range fields {
		visit(f)
		if f.Of != nil {
			walkFields([]*Field{f.Of}, visit)
		}
		walkFields(f.Fields, visit)
	}
}

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
		report := func(reason, role, name string, known []string, args ...string) {
			d := diag.New(diag.TypeInvalid, t.named[role+" "+name], append(args, "reason", reason)...)
			found = append(found, d.Meant(name, known).Listing(known))
		}
		unknown := func(in *Type, reason, role, name string, known []string) {
			report(reason, role, name, known, "type", in.Name, "name", name)
		}
		hidden := func(role, name string) {
			found = append(found, diag.New(diag.InternalField, t.named[role+" "+name], "field", name))
		}
		walkFields(t.Own(), func(f *Field) { // a hub may do without the types that common fields lead to
			if f.Kind != Ref {
				return
			}
			target := s.byName[f.To]
			if target == nil {
				if !s.LostType(f.To) {
					report("@ref-unknown", "to", f.To, s.TypeNames())
				}
				refused = append(refused, f.leadNowhere)
				return
			}
			reason, known := showRefused(target, f.Show)
			switch {
			case reason == "@names-unknown":
				unknown(target, reason, "show", f.Show, known)
			case reason != "":
				report(reason, "show", f.Show, known)
			case f.Show != "" && target.Field(f.Show).Internal:
				hidden("show", f.Show)
			default:
				return
			}
			refused = append(refused, func() { f.Show = "" })
		})
		t.Card = slices.DeleteFunc(t.Card, func(name string) bool {
			path := t.Path(name)
			switch {
			case path == nil:
				unknown(t, "@names-unknown", "card", name, t.OwnFirst())
			case Hidden(path):
				hidden("card", name)
			}
			return path == nil || Hidden(path)
		})
		t.Sort = slices.DeleteFunc(t.Sort, func(name string) bool {
			if t.Path(name) != nil {
				return false
			}
			unknown(t, "@names-unknown", "sort", name, t.Keys())
			return true
		})
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
		return "@names-unknown", target.OwnFirst()
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

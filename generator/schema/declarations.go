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
		c := declared{schema: s, t: t}
		walkFields(t.Own(), c.reference)
		t.Card = slices.DeleteFunc(t.Card, c.notOnCards)
		t.Sort = slices.DeleteFunc(t.Sort, c.notSortable)
		c.checkLinked(t.Linked)
		found, refused = append(found, c.found...), append(refused, c.refused...)
	}
	for _, refuse := range refused {
		refuse()
	}
	return found
}

// declared checks what the declaration of one type names.
type declared struct {
	schema  *Schema
	t       *Type
	found   []diag.Diagnostic
	refused []func()
}

// report adds a finding about a name, where it is written in its role.
func (c *declared) report(reason, role, name string, known []string, args ...string) {
	d := diag.New(diag.TypeInvalid, c.t.named[role+" "+name], append(args, "reason", reason)...)
	c.found = append(c.found, d.Meant(name, known).Listing(known))
}

func (c *declared) unknown(in *Type, role, name string, known []string) {
	c.report(namesUnknown, role, name, known, "type", in.Name, "name", name)
}

func (c *declared) hidden(role, name string) {
	c.found = append(c.found, diag.New(diag.InternalField, c.t.named[role+" "+name], "field", name))
}

// reference checks the type that a reference leads to, and the field that it shows. A
// hub may do without the types that common fields lead to.
func (c *declared) reference(f *Field) {
	if f.Kind != Ref {
		return
	}
	target := c.schema.byName[f.To]
	if target == nil {
		if !c.schema.LostType(f.To) {
			c.report("@ref-unknown", "to", f.To, c.schema.TypeNames())
		}
		c.refused = append(c.refused, f.leadNowhere)
		return
	}
	reason, known := showRefused(target, f.Show)
	switch {
	case reason == namesUnknown:
		c.unknown(target, "show", f.Show, known)
	case reason != "":
		c.report(reason, "show", f.Show, known)
	case f.Show != "" && target.Field(f.Show).Internal:
		c.hidden("show", f.Show)
	default:
		return
	}
	c.refused = append(c.refused, func() { f.Show = "" })
}

// notOnCards reports a name of no field that a card can show.
func (c *declared) notOnCards(name string) bool {
	path := c.t.Path(name)
	switch {
	case path == nil:
		c.unknown(c.t, "card", name, c.t.OwnFirst())
	case Hidden(path):
		c.hidden("card", name)
	default:
		return false
	}
	return true
}

// notSortable reports a name of no field.
func (c *declared) notSortable(name string) bool {
	if c.t.Path(name) != nil {
		return false
	}
	c.unknown(c.t, "sort", name, c.t.Keys())
	return true
}

// namesUnknown is the word for a name of no field.
const namesUnknown = "@names-unknown"

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
		return namesUnknown, target.OwnFirst()
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

package engine_test

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

// hub is the hub of this repository, as it is published.
func hub(t *testing.T) outcome {
	t.Helper()
	out := build(t, "../..", options{})
	if len(out.files) < 50 {
		t.Fatalf("%d files: %s", len(out.files), out.findings)
	}
	return out
}

// What programs read is as its schema says; the list of types leads to all of it.
func TestAPIFollowsItsSchemas(t *testing.T) {
	t.Parallel()
	out := hub(t)
	var index struct {
		Types []struct {
			Type, Data, Schema string
			Count              int
		}
	}
	if err := json.Unmarshal([]byte(out.files["api/index.json"]), &index); err != nil {
		t.Fatal(err)
	}
	if len(index.Types) < 9 {
		t.Errorf("%d types", len(index.Types))
	}
	base := "https://ozg-wegweiser.example/"
	for _, listed := range index.Types {
		data := parsed(t, out.files[strings.TrimPrefix(listed.Data, base)]).(map[string]any)
		if n := len(data["entries"].([]any)); n != listed.Count || data["type"] != listed.Type {
			t.Errorf("%s has %d entries of %v, the index says %d", listed.Data, n, data["type"], listed.Count)
		}
		if err := compiled(t, listed.Schema, out.files[strings.TrimPrefix(listed.Schema, base)]).Validate(data); err != nil {
			t.Error(err)
		}
	}
}

// A schema refuses what the declarations do not allow.
func TestAPISchemaBites(t *testing.T) {
	t.Parallel()
	out := hub(t)
	service := compiled(t, "https://hub.example/service", out.files["api/service.schema.json"])
	for entry, good := range map[string]bool{
		`{"id":"dienste/a","url":"/a/","title":"A","topic":"umwelt","offers":[{"model":"efa","status":"planned","available_since":"2026-11","maturity":{"version":"2.0","level":3}}],"cost":[{"value":"frei","until":"2026"}]}`: true,
		`{"id":"dienste/a","url":"/a/","topic":"umwelt"}`:                                             false, // no title
		`{"id":"dienste/a","url":"/a/","title":"A","topic":"Umwelt"}`:                                 false,
		`{"id":"dienste/a","url":"/a/","title":"A","topic":"umwelt","leika":"1"}`:                     false,
		`{"id":"dienste/a","url":"/a/","title":"A","topic":"umwelt","sdg":"ja"}`:                      false,
		`{"id":"dienste/a","url":"/a/","title":"A","topic":"umwelt","cost":"frei"}`:                   false,
		`{"id":"dienste/a","url":"/a/","title":"A","topic":"umwelt","cost":[{"until":"2026"}]}`:       false,
		`{"id":"dienste/a","url":"/a/","title":"A","topic":"umwelt","reviewed":"1. Mai"}`:             false,
		`{"id":"dienste/a","url":"/a/","title":"A","topic":"umwelt","offers":[{"model":"efa"}]}`:      false,
		`{"id":"dienste/a","url":"/a/","title":"A","topic":"umwelt","draft":true}`:                    false,
		`{"id":"dienste/a","url":"/a/","title":"A","topic":"umwelt","sources":[{"title":"T"}]}`:       true,
		`{"id":"dienste/a","url":"/a/","title":"A","topic":"umwelt","sources":[{"title":"T","x":1}]}`: false,
	} {
		err := service.Validate(parsed(t, `{"version":2,"type":"service","entries":[`+entry+`]}`))
		if (err == nil) != good {
			t.Errorf("%s: %v", entry, err)
		}
	}
}

func parsed(t *testing.T, text string) any {
	t.Helper()
	v, err := jsonschema.UnmarshalJSON(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// compiled is a schema that allows no member that it does not name, for what a program
// need not know it must not find unannounced either.
func compiled(t *testing.T, address, text string) *jsonschema.Schema {
	t.Helper()
	c := jsonschema.NewCompiler()
	c.DefaultDraft(jsonschema.Draft2020)
	c.AssertFormat()
	document := parsed(t, text)
	if id := document.(map[string]any)["$id"]; !strings.HasSuffix(id.(string), ".schema.json") {
		t.Errorf("%s calls itself %v", address, id)
	}
	if err := c.AddResource(address, closed(document)); err != nil {
		t.Fatal(err)
	}
	s, err := c.Compile(address)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func closed(v any) any {
	switch v := v.(type) {
	case map[string]any:
		for key, inner := range v {
			v[key] = closed(inner)
		}
		if _, ok := v["properties"]; ok && v["type"] == "object" {
			v["additionalProperties"] = false
		}
	case []any:
		for i := range v {
			v[i] = closed(v[i])
		}
	}
	return v
}

// Every page with an address says what it is, in JSON that a parser takes.
func TestLinkedDataOfEveryPage(t *testing.T) {
	t.Parallel()
	const open, end = `<script type="application/ld+json">`, "</script>"
	kinds := map[string]int{}
	for name, text := range hub(t).files {
		if !strings.HasSuffix(name, ".html") {
			continue
		}
		_, rest, found := strings.Cut(text, open)
		if redirect := strings.Contains(text, `http-equiv="refresh"`); !found {
			if name != "404.html" && !redirect {
				t.Errorf("%s has no linked data", name)
			}
			continue
		}
		data, _, _ := strings.Cut(rest, end)
		var linked struct {
			Context string `json:"@context"`
			Graph   []struct {
				Type       string `json:"@type"`
				MainEntity struct {
					Type string `json:"@type"`
				} `json:"mainEntity"`
			} `json:"@graph"`
		}
		if err := json.NewDecoder(bytes.NewReader([]byte(data))).Decode(&linked); err != nil || linked.Context != "https://schema.org" {
			t.Errorf("%s: %v in %s", name, err, data)
		}
		if len(data) > 2000 {
			t.Errorf("%s: %d bytes of linked data", name, len(data))
		}
		for _, thing := range linked.Graph {
			kinds[thing.Type]++
			kinds[thing.MainEntity.Type]++
		}
	}
	for _, kind := range []string{"WebSite", "Organization", "BreadcrumbList", "WebPage", "CollectionPage", "GovernmentService", "DefinedTerm"} {
		if kinds[kind] == 0 {
			t.Errorf("no page is a %s: %v", kind, kinds)
		}
	}
}

package main

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"strings"
)

// serviceSize is the length in bytes that a service's file grows to.
const serviceSize = 4096

// The random streams of a service. Headings have their own, so that a link
// from elsewhere knows them without writing the service.
const (
	streamText = iota
	streamHeadings
)

// A service is one generated page. Its text follows from its index and from
// the number of services, which decides where its links may lead.
type service struct {
	index, count int
	links        int // to other services, still to be written
	*rand.Rand
	bytes.Buffer
}

func newService(index, count int) *service {
	random := stream(index, streamText)
	return &service{index: index, count: count, links: 3 + random.IntN(4), Rand: random}
}

func stream(index, kind int) *rand.Rand {
	return rand.New(rand.NewPCG(uint64(index), uint64(kind)))
}

// serviceFile is the name of a service's file; people count from 1.
func serviceFile(index int) string { return fmt.Sprintf("dienst-%06d.md", index+1) }

// maxServices is the number of different titles.
var maxServices = len(titlePrefixes) * len(titleHeads) * len(titleVerbs) * len(titleQualifiers)

// title is unique: the stride shares no factor with maxServices, so no index
// below maxServices meets another one's words.
func title(index int) string {
	const stride = 99_991 // a prime
	k := index * stride % maxServices
	next := func(words []string) string {
		word := words[k%len(words)]
		k /= len(words)
		return word
	}
	prefix, head, verb, qualifier := next(titlePrefixes), next(titleHeads), next(titleVerbs), next(titleQualifiers)
	if qualifier != "" {
		qualifier = " " + qualifier
	}
	return prefix + head + qualifier + " " + verb
}

type heading struct {
	level int
	text  string
}

// headings are the three to five headings of a service. The first one is an
// h2 with an id that links may name.
func headings(index int) []heading {
	random := stream(index, streamHeadings)
	list := []heading{{2, pick(random, anchorHeadings)}}
	for _, i := range random.Perm(len(otherHeadings))[:2+random.IntN(3)] {
		list = append(list, heading{2 + random.IntN(4)/3, otherHeadings[i]})
	}
	return list
}

// markdown is the whole file.
func (s *service) markdown() []byte {
	s.frontMatter()
	s.paragraph(s.sentence(), s.advice(), s.link())
	parts := headings(s.index)
	for i, h := range parts {
		fmt.Fprintf(s, "%s %s\n\n", strings.Repeat("#", h.level), h.text)
		s.block(i)
		for s.Len() < serviceSize*(i+1)/len(parts)-200 {
			s.paragraph(s.sentence(), s.advice(), s.sentence(), s.link())
		}
	}
	return s.Bytes()
}

func (s *service) frontMatter() {
	fmt.Fprintf(s, "---\ntitle: %s\n", title(s.index))
	fmt.Fprintf(s, "summary: %s\n", s.sentence())
	fmt.Fprintf(s, "leika: \"999%06d%05d\"\n", s.index+1, s.IntN(100_000))
	fmt.Fprintf(s, "topic: %s\n", pick(s.Rand, topics))
	s.list("audience", audiences, 1, 2)
	s.list("executed_by", executives, 1, 2)
	fmt.Fprintf(s, "responsible: %s\n", pick(s.Rand, offices))
	s.legalBasis()
	s.cost()
	fmt.Fprintf(s, "processing_time: %s\n", pick(s.Rand, durations))
	s.list("documents", documents, 1, 4)
	fmt.Fprintf(s, "trust_level: %s\n", pick(s.Rand, trustLevels))
	s.offers()
	s.list("keywords", keywords, 2, 4)
	s.WriteString("---\n")
}

// list writes a field with least to most different words.
func (s *service) list(key string, words []string, least, most int) {
	fmt.Fprintf(s, "%s: [%s]\n", key, strings.Join(s.some(words, least, most), ", "))
}

func (s *service) legalBasis() {
	s.WriteString("legal_basis:\n")
	for range 1 + s.IntN(2) {
		norm, section := norms[s.IntN(len(norms))], 1+s.IntN(40)
		fmt.Fprintf(s, "  - {norm: § %d %s, url: https://www.gesetze-im-internet.de/%s/__%d.html}\n",
			section, norm.act, norm.path, section)
	}
}

// cost is dated in one service of ten. Its change lies so far ahead that the
// corpus means the same for years.
func (s *service) cost() {
	if s.IntN(10) > 0 {
		fmt.Fprintf(s, "cost: %s\n", s.fee())
		return
	}
	fmt.Fprintf(s, "cost:\n  - {value: kostenfrei, until: 2039-12-31}\n  - {value: %s, from: 2040-01-01}\n", s.fee())
}

func (s *service) fee() string {
	if s.IntN(3) == 0 {
		return "kostenfrei"
	}
	return fmt.Sprintf("%d Euro", 5*(1+s.IntN(40)))
}

func (s *service) offers() {
	s.WriteString("offers:\n")
	for _, model := range s.some(models, 1, 2) {
		status := pick(s.Rand, statuses)
		fmt.Fprintf(s, "  - {model: %s, status: %s", model, status)
		if status == "available" {
			fmt.Fprintf(s, ", available_since: %d-%02d", 2019+s.IntN(7), 1+s.IntN(12))
		}
		s.WriteString("}\n")
	}
}

// some are least to most different words, in the order in which words has them.
func (s *service) some(words []string, least, most int) []string {
	left := least + s.IntN(most-least+1)
	var chosen []string
	for i, word := range words {
		if s.IntN(len(words)-i) < left {
			chosen = append(chosen, word)
			left--
		}
	}
	return chosen
}

func pick(random *rand.Rand, words []string) string { return words[random.IntN(len(words))] }

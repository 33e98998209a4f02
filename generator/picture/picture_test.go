package picture

import (
	"bytes"
	"strings"
	"testing"
	"unicode/utf16"
)

const head = `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:h="http://www.w3.org/1999/xhtml">`

func TestAttacks(t *testing.T) {
	for name, drawing := range map[string]string{
		"nothing":                "",
		"no drawing":             `<html xmlns="http://www.w3.org/1999/xhtml"/>`,
		"two roots":              head + `</svg><script xmlns="http://www.w3.org/2000/svg"/>`,
		"not closed":             head,
		"script":                 head + `<script>alert(1)</script></svg>`,
		"script with a prefix":   `<x:svg xmlns:x="http://www.w3.org/2000/svg"><x:script/></x:svg>`,
		"HTML script":            head + `<h:script/></svg>`,
		"HTML in its own space":  head + `<g xmlns="http://www.w3.org/1999/xhtml"/></svg>`,
		"HTML in metadata":       head + `<metadata><h:iframe src="javascript:alert(1)"/></metadata></svg>`,
		"foreignObject":          head + `<foreignObject/></svg>`,
		"handler":                `<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>`,
		"handler after newline":  "<svg xmlns=\"http://www.w3.org/2000/svg\"\nonload\n=\n\"alert(1)\"/>",
		"handler in capitals":    head + `<g onClick="alert(1)"/></svg>`,
		"handler elsewhere":      `<svg xmlns="http://www.w3.org/2000/svg" xmlns:cc="http://creativecommons.org/ns#"><cc:Work onload="alert(1)"/></svg>`,
		"entity":                 `<!DOCTYPE svg [<!ENTITY x "&#60;script/>">]>` + head + `&x;</svg>`,
		"unknown entity":         head + `&x;</svg>`,
		"external declarations":  `<!DOCTYPE svg SYSTEM "https://evil.example/x.dtd">` + head + `</svg>`,
		"style sheet":            `<?xml-stylesheet href="https://evil.example/x.xsl" type="text/xsl"?>` + head + `</svg>`,
		"link":                   head + `<a xlink:href="javascript:alert(1)"/></svg>`,
		"link in references":     head + `<a href="&#106;avascript&#58;alert(1)"/></svg>`,
		"link with a space":      head + `<a href=" javascript:alert(1)"/></svg>`,
		"link with a tab":        head + "<a href=\"java\tscript:alert(1)\"/></svg>",
		"link in capitals":       head + `<a href="JavaScript:alert(1)"/></svg>`,
		"link to data":           head + `<a href="data:text/html,x"/></svg>`,
		"link by another prefix": `<svg xmlns="http://www.w3.org/2000/svg" xmlns:l="http://www.w3.org/1999/xlink"><a l:href="javascript:alert(1)"/></svg>`,
		"link of an alien":       `<svg xmlns="http://www.w3.org/2000/svg" xmlns:cc="http://creativecommons.org/ns#" xmlns:l="http://www.w3.org/1999/xlink"><cc:a l:href="javascript:alert(1)"/></svg>`,
		"use of elsewhere":       head + `<use href="https://evil.example/x.svg#a"/></svg>`,
		"use of data":            head + `<use href="data:image/svg+xml;base64,PHN2Zz4="/></svg>`,
		"image from elsewhere":   head + `<image xlink:href="https://evil.example/x.png"/></svg>`,
		"image of a drawing":     head + `<image href="data:image/svg+xml,x"/></svg>`,
		"filter from elsewhere":  head + `<filter><feImage href="https://evil.example/x.png"/></filter></svg>`,
		"animation":              head + `<a><animate attributeName="href" to="javascript:alert(1)"/></a></svg>`,
		"set":                    head + `<a><set attributeName="href" to="javascript:alert(1)"/></a></svg>`,
		"base":                   `<svg xmlns="http://www.w3.org/2000/svg" xml:base="https://evil.example/"/>`,
		"import":                 head + `<style>@import "https://evil.example/x.css";</style></svg>`,
		"import in CDATA":        head + `<style><![CDATA[@import "https://evil.example/x.css";]]></style></svg>`,
		"import in pieces":       head + `<style>@im<!-- -->port "x";<![CDATA[]]></style></svg>`,
		"import in references":   head + `<style>&#64;import "x";</style></svg>`,
		"import, escaped":        head + `<style>@\69mport "x";</style></svg>`,
		"element in a style":     head + `<style>@im<g/>port "x";</style></svg>`,
		"address in a style":     head + `<style>g{fill:url(https://evil.example/x#a)}</style></svg>`,
		"address, quoted":        head + `<style>g{fill:url( 'https://evil.example/x#a')}</style></svg>`,
		"address in a font":      head + `<style>@font-face{src:url(//evil.example/x)}</style></svg>`,
		"image-set":              head + `<style>g{background:-webkit-image-set("https://evil.example/x" 1x)}</style></svg>`,
		"style attribute":        head + `<g style="fill:URL(https://evil.example/x)"/></svg>`,
		"fill":                   head + `<g fill="url(https://evil.example/x#a)"/></svg>`,
		"fill, escaped":          head + `<g fill="\75rl(https://evil.example/x#a)"/></svg>`,
		"binding":                head + `<g style="-moz-binding:none"/></svg>`,
		"expression":             head + `<g style="width:expression(alert(1))"/></svg>`,
		"frame":                  head + `<iframe src="x"/></svg>`,
		"sound":                  head + `<audio href="x"/></svg>`,
		"unknown attribute":      head + `<g ping="https://evil.example/"/></svg>`,
		"unknown prefix":         head + `<x:script/></svg>`,
		"odd prefix":             head + `<:script/></svg>`,
		"UTF-7":                  `<?xml version="1.0" encoding="utf-7"?>` + head + `+ADw-script+AD4-</svg>`,
		"Latin 1":                `<?xml version="1.0" encoding="iso-8859-1"?>` + head + "\u00e4</svg>",
		"not UTF-8":              head + "\xe4</svg>",
		"compressed":             "\x1f\x8b\x08\x00",
		"UTF-16":                 sixteen(`<?xml version="1.0" encoding="utf-16"?>` + head + `<script/></svg>`),
	} {
		if Check([]byte(drawing)) == nil {
			t.Errorf("%s: passes", name)
		}
	}
}

func sixteen(s string) string {
	var b bytes.Buffer
	for _, unit := range append([]uint16{0xfeff}, utf16.Encode([]rune(s))...) {
		b.Write([]byte{byte(unit >> 8), byte(unit)})
	}
	return b.String()
}

func TestPictures(t *testing.T) {
	for name, drawing := range map[string]string{
		"empty":       `<svg/>`,
		"mark":        "\xef\xbb\xbf" + head + "</svg>",
		"Inkscape":    inkscape,
		"Illustrator": illustrator,
		"LibreOffice": libreOffice,
		"Visio":       visio,
		"link":        head + `<a href="https://www.sachsen.de/" target="_blank"><text>Sachsen &amp; Bund</text></a></svg>`,
		"parts":       head + `<defs><g id="a"/></defs><use xlink:href="#a"/><use href="#a" fill="url('#b')" filter="url(#c)"/></svg>`,
		"pixels":      head + `<image width="1" height="1" xlink:href="data:image/png;base64,iVBO` + "\n" + `Rw0KGgo="/></svg>`,
		"labels":      head + `<g role="img" aria-label="Mail (neu): info@example.org" data-name="Ebene 1"><title>Plan</title></g></svg>`,
	} {
		if flaw := Check([]byte(drawing)); flaw != nil {
			t.Errorf("%s: %q at %d", name, flaw.What, flaw.Start)
		}
	}
}

func TestFlaw(t *testing.T) {
	text := head + "\n<g onload=\"x\"/></svg>"
	flaw := Check([]byte(text))
	if flaw == nil || flaw.What != `onload="x"` || text[flaw.Start:flaw.End] != `<g onload="x"/>` {
		t.Errorf("got %+v", flaw)
	}
	flaw = Check([]byte(head + `<a href="` + strings.Repeat("ä", 100) + `"/></svg>`))
	if flaw == nil || flaw.What != `href="`+strings.Repeat("ä", 20)+`…"` {
		t.Errorf("got %+v", flaw)
	}
}

func FuzzDrawing(f *testing.F) {
	for _, seed := range []string{inkscape, illustrator, head + `<style>@im<!-- -->port</style></svg>`} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		flaw := Check(data)
		hidden := bytes.Contains(data, []byte("<!")) || bytes.Contains(data, []byte("<?")) // what a browser does not read as an element
		if flaw == nil && !hidden && bytes.Contains(data, []byte("<script")) {
			t.Errorf("passes: %q", data)
		}
		if flaw != nil && (flaw.Start < 0 || flaw.End < flaw.Start || flaw.End > len(data)) {
			t.Errorf("flaw at %d to %d of %d", flaw.Start, flaw.End, len(data))
		}
	})
}

const inkscape = `<?xml version="1.0" encoding="UTF-8" standalone="no"?>
<!-- Created with Inkscape (http://www.inkscape.org/) -->
<svg xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:cc="http://creativecommons.org/ns#"
   xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:svg="http://www.w3.org/2000/svg" xmlns="http://www.w3.org/2000/svg"
   xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:sodipodi="http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd"
   xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape" width="210mm" height="297mm" viewBox="0 0 210 297" version="1.1"
   id="svg8" inkscape:version="1.0.2" sodipodi:docname="plan.svg">
  <defs id="defs2">
    <linearGradient inkscape:collect="always" id="a"><stop style="stop-color:#000000;stop-opacity:1" offset="0" id="s"/></linearGradient>
    <linearGradient xlink:href="#a" id="b" gradientUnits="userSpaceOnUse" x1="0" y1="0" x2="1" y2="1" gradientTransform="translate(1,2)"/>
    <inkscape:path-effect effect="spiro" id="path-effect1" is_visible="true"/>
  </defs>
  <sodipodi:namedview id="base" pagecolor="#ffffff" borderopacity="1.0" inkscape:zoom="0.35" showgrid="false"/>
  <metadata id="metadata5"><rdf:RDF><cc:Work rdf:about=""><dc:format>image/svg+xml</dc:format>
    <dc:type rdf:resource="http://purl.org/dc/dcmitype/StillImage"/></cc:Work></rdf:RDF></metadata>
  <g inkscape:label="Ebene 1" inkscape:groupmode="layer" id="layer1">
    <path style="fill:url(#b);stroke:#000000;-inkscape-stroke:none" d="M 1,2 3,4 Z" id="p" sodipodi:nodetypes="cc"/>
    <text xml:space="preserve" style="font-size:10px;-inkscape-font-specification:'Arial, Normal'" x="1" y="2"><tspan sodipodi:role="line">Amt</tspan></text>
  </g>
</svg>`

const illustrator = `<?xml version="1.0" encoding="iso-8859-1"?>
<!-- Generator: Adobe Illustrator 24.0.1, SVG Export Plug-In . SVG Version: 6.00 Build 0)  -->
<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">
<svg version="1.1" id="Ebene_1" xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" x="0px" y="0px"
	 viewBox="0 0 100 100" style="enable-background:new 0 0 100 100;" xml:space="preserve">
<style type="text/css"><![CDATA[
	.st0{clip-path:url(#SVGID_2_);fill:#FFFFFF;}
	.st1{fill:none;stroke:#1D1D1B;stroke-width:0.5;stroke-miterlimit:10;}
	.st2{font-family:'MyriadPro-Regular';}
]]></style>
<g><defs><rect id="SVGID_1_" width="100" height="100"/></defs>
	<clipPath id="SVGID_2_"><use xlink:href="#SVGID_1_" style="overflow:visible;"/></clipPath>
	<path class="st0" d="M10,10h80v80H10V10z"/><text transform="matrix(1 0 0 1 10 20)" class="st1 st2">A</text></g>
</svg>`

const libreOffice = `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">
<svg width="210mm" height="297mm" viewBox="0 0 21000 29700" version="1.1" xmlns="http://www.w3.org/2000/svg" xmlns:ooo="http://xml.openoffice.org/svg/export" xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:presentation="http://sun.com/xmlns/staroffice/presentation" xmlns:smil="http://www.w3.org/2001/SMIL20/" xmlns:anim="urn:oasis:names:tc:opendocument:xmlns:animation:1.0" preserveAspectRatio="xMidYMid" fill-rule="evenodd" stroke-width="28.222" stroke-linejoin="round" xml:space="preserve">
 <defs class="ClipPathGroup"><clipPath id="presentation_clip_path" clipPathUnits="userSpaceOnUse"><rect x="0" y="0" width="21000" height="29700"/></clipPath></defs>
 <defs><font id="EmbeddedFont_1" horiz-adv-x="2048"><font-face font-family="Liberation Sans embedded" units-per-em="2048" font-weight="normal" font-style="normal" ascent="1852" descent="423"/><missing-glyph horiz-adv-x="2048" d="M 0,0 Z"/><glyph unicode="(" horiz-adv-x="1033" d="M 1,2 Z"/></font></defs>
 <defs class="TextShapeIndex"><g ooo:slide="id1" ooo:id-list="id3"/></defs>
 <g class="SlideGroup"><g visibility="hidden" clip-path="url(#presentation_clip_path)"><path fill="rgb(114,159,207)" stroke="none" d="M 1 2 Z"/>
 <text class="SVGTextShape"><tspan class="TextParagraph" font-family="Liberation Sans, sans-serif" font-size="635px" font-weight="400"><tspan class="TextPosition" x="1" y="2"><tspan fill="rgb(0,0,0)" stroke="none" style="white-space: pre">Amt</tspan></tspan></tspan></text></g></g>
</svg>`

const visio = `<?xml version="1.0" encoding="UTF-8" standalone="no"?>
<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">
<!-- Von Microsoft Visio generiert, SVG-Export Prozess.svg Zeichenblatt-1 -->
<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:ev="http://www.w3.org/2001/xml-events"
	xmlns:v="http://schemas.microsoft.com/visio/2003/SVGExtensions/" width="8in" height="11in" viewBox="0 0 595 841" xml:space="preserve" color-interpolation-filters="sRGB" class="st3">
	<v:documentProperties v:langID="1031" v:viewMarkup="false"/>
	<style type="text/css"><![CDATA[.st1 {fill:#ffffff;stroke:#000000}]]></style>
	<g v:mID="0" v:index="1" v:groupContext="foregroundPage"><title>Zeichenblatt-1</title><v:pageProperties v:drawingScale="0.0393701"/>
		<g id="shape1-1" v:mID="1" v:groupContext="shape" transform="translate(1,-2)"><desc>Amt</desc><rect x="0" y="1" width="2" height="3" class="st1"/></g></g>
</svg>`

package picture

import "strings"

// set makes a set of the words of a text.
func set(words string) map[string]bool {
	all := map[string]bool{}
	for _, word := range strings.Fields(words) {
		all[word] = true
	}
	return all
}

// elements are those of SVG that draw or describe. Not among them are those that
// run or embed (script, foreignObject, iframe, handler) and those that change
// others (animate, set): they could give a link another target.
var elements = set(`
	svg g defs symbol use switch a view title desc metadata style
	path rect circle ellipse line polyline polygon image
	text tspan textPath tref altGlyph
	marker linearGradient radialGradient stop pattern clipPath mask filter solidcolor color-profile
	feBlend feColorMatrix feComponentTransfer feComposite feConvolveMatrix feDiffuseLighting feDisplacementMap
	feDistantLight feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR feGaussianBlur feImage feMerge feMergeNode
	feMorphology feOffset fePointLight feSpecularLighting feSpotLight feTile feTurbulence
	font font-face font-face-src font-face-name missing-glyph glyph hkern vkern
	flowRoot flowRegion flowPara flowSpan`)

// attributes are those whose values CSS understands, or that are numbers and words.
var attributes = set(`
	style type media version baseProfile viewBox preserveAspectRatio width height x y x1 x2 y1 y2 z
	cx cy r rx ry fx fy fr dx dy pathLength rotate textLength lengthAdjust startOffset method spacing side
	gradientUnits gradientTransform spreadMethod offset patternUnits patternContentUnits patternTransform
	clipPathUnits maskUnits maskContentUnits markerUnits markerWidth markerHeight refX refY orient
	filterUnits primitiveUnits filterRes in in2 result mode values tableValues slope intercept amplitude exponent
	k k1 k2 k3 k4 order kernelMatrix divisor bias targetX targetY edgeMode preserveAlpha surfaceScale
	diffuseConstant specularConstant specularExponent kernelUnitLength scale xChannelSelector yChannelSelector
	stdDeviation baseFrequency numOctaves seed stitchTiles azimuth elevation pointsAtX pointsAtY pointsAtZ
	limitingConeAngle operator radius requiredFeatures systemLanguage externalResourcesRequired
	zoomAndPan contentScriptType contentStyleType role tabindex focusable target rel
	transform transform-origin transform-box fill fill-opacity fill-rule stroke stroke-dasharray stroke-dashoffset
	stroke-linecap stroke-linejoin stroke-miterlimit stroke-opacity stroke-width stroke-alignment
	alignment-baseline baseline-shift clip clip-path clip-rule color color-interpolation color-interpolation-filters
	color-profile color-rendering cursor direction display dominant-baseline enable-background filter
	flood-color flood-opacity font font-family font-feature-settings font-size font-size-adjust font-stretch
	font-style font-variant font-weight glyph-orientation-horizontal glyph-orientation-vertical image-rendering
	isolation kerning letter-spacing lighting-color line-height marker marker-start marker-mid marker-end mask
	mask-type mix-blend-mode opacity overflow paint-order pointer-events shape-rendering shape-inside shape-padding
	solid-color solid-opacity stop-color stop-opacity text-align text-anchor text-decoration text-overflow
	text-rendering text-transform unicode-bidi vector-effect vertical-align visibility white-space word-spacing
	writing-mode
	horiz-adv-x horiz-origin-x horiz-origin-y vert-adv-y vert-origin-x vert-origin-y units-per-em ascent descent
	cap-height x-height panose-1 alphabetic mathematical ideographic hanging bbox stemv stemh accent-height
	underline-position underline-thickness strikethrough-position strikethrough-thickness overline-position
	overline-thickness unicode-range arabic-form orientation
	name`)

// texts are attributes that nothing reads as CSS or as an address.
var texts = set(`id class lang d points title unicode glyph-name u1 u2 g1 g2 string content requiredExtensions`)

// links are the attributes of XLink beside href.
var links = set(`title type show actuate role arcrole`)

var cssRules = set(`@media @font-face @keyframes @supports @page`)

var cssFunctions = set(`
	url( rgb( rgba( hsl( hsla( hwb( lab( lch( oklab( oklch( color( color-mix( icc-color(
	matrix( matrix3d( translate( translatex( translatey( translate3d( scale( scalex( scaley( scale3d(
	rotate( rotatex( rotatey( rotatez( rotate3d( skew( skewx( skewy( perspective(
	calc( min( max( clamp( var( local( format( cubic-bezier( steps( linear(
	blur( brightness( contrast( drop-shadow( grayscale( hue-rotate( invert( opacity( saturate( sepia(
	circle( ellipse( inset( polygon( path( rect(
	is( not( where( nth-child( nth-of-type( lang( and( or(`)

// spaces are the starts of the namespaces in which drawing programs take notes.
var spaces = []string{
	"http://www.w3.org/1999/02/22-rdf-syntax-ns#", "http://purl.org/dc/", "http://creativecommons.org/ns#", "http://web.resource.org/cc/",
	"http://www.inkscape.org/namespaces/", "http://sodipodi.sourceforge.net/DTD/", "http://inkscape.sourceforge.net/DTD/",
	"http://www.openswatchbook.org/uri/", "http://ns.adobe.com/", "adobe:ns:meta/",
	"http://xml.openoffice.org/svg/export", "http://sun.com/xmlns/staroffice/presentation",
	"http://schemas.microsoft.com/visio/", "http://www.bohemiancoding.com/sketch/", "http://www.serif.com/",
	"http://www.figma.com/", "https://boxy-svg.com", "http://www.corel.com/", "http://www.xara.com/",
	"http://xmlns.com/foaf/", "http://ns.useplus.org/ldf/", "http://iptc.org/std/", "http://www.aiim.org/pdfa/ns/",
}

func harmless(space string) bool {
	for _, known := range spaces {
		if strings.HasPrefix(space, known) {
			return true
		}
	}
	return false
}

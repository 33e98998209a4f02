package diag

// The codes, in the order in which a page meets them. registry.yaml says what
// each of them means.
const (
	// Reading the tree.
	FileUnreadable   Code = "file-unreadable"   // path, reason
	FileTooLarge     Code = "file-too-large"    // limit, with its unit: 16 MB
	LinkEscapes      Code = "symlink-escapes"   // a symlink that leads out of the hub
	LinkedDirectory  Code = "symlink-directory" // a symlink to a directory
	IrregularFile    Code = "irregular-file"
	DirectoryAsFile  Code = "directory-as-file" // a directory named x.md
	NameClash        Code = "name-clash"        // names equal up to Unicode form
	InvalidUTF8      Code = "invalid-utf8"
	NulByte          Code = "nul-byte"
	NoContent        Code = "no-content"        // content/ has no page
	NoSiteConfig     Code = "no-site-config"    // content/site.yaml is missing
	InvalidFileName  Code = "invalid-file-name" // no usable URL: name
	UnportableName   Code = "unportable-name"   // name, reason (vocabulary): what Windows refuses
	UnknownLanguage  Code = "unknown-language"  // language: of a file name, not in site.yaml
	NoHomePage       Code = "no-home-page"      // content/index.md is missing or not public
	ControlCharacter Code = "control-character" // character: U+202E
	RefusedFile      Code = "refused-file"      // name: a kind of file that is not published from content/
	StrayYAML        Code = "stray-yaml"        // name: YAML that nobody reads
	PageAsText       Code = "page-as-text"      // name, meant: a page whose name ends in .txt
	ActiveDrawing    Code = "active-drawing"    // name, what: a drawing that is more than a picture
	RunnableFile     Code = "runnable-file"     // name: a file of static/ that a browser or host could run
	BrokenAddress    Code = "broken-address"    // target: an address in a style sheet
	StyleCircle      Code = "style-circle"      // target: a style sheet that refers back to this one
	StyleRequest     Code = "style-request"     // target: an address in a style sheet on another host
	GitConflict      Code = "git-conflict"      // two versions of a text, between which nobody has chosen

	// Front matter.
	FrontMatterMissing  Code = "front-matter-missing"
	FrontMatterUnclosed Code = "front-matter-unclosed"
	FrontMatterDashes   Code = "front-matter-dashes" // a line of dashes inside closes the block early
	YAMLSyntax          Code = "yaml-syntax"         // reason, how (words): what is wrong and how to mend it
	YAMLKey             Code = "yaml-key"            // a key that is not text: key
	DuplicateKey        Code = "duplicate-key"       // key
	ValueCutOff         Code = "value-cut-off"       // field, rest: what YAML takes for a comment
	ItemJoined          Code = "item-joined"         // item: a list item that YAML takes for more of the value above
	CurlyQuotes         Code = "curly-quotes"        // value: „…“ around a YAML value

	// Types and site.yaml.
	TypeInvalid       Code = "type-invalid"        // reason; type, name of a field
	UnknownType       Code = "unknown-type"        // type, how
	FolderRenamed     Code = "folder-renamed"      // folder, empty, type, file: a folder without a type, a type without pages, where that is declared
	FolderWithoutType Code = "folder-without-type" // folder, fields
	UnknownField      Code = "unknown-field"       // field, type, reason (vocabulary) if it is the rest of a value
	MissingField      Code = "missing-field"       // field, label, type
	RecommendedField  Code = "recommended-field"   // field, label, type
	WrongKind         Code = "wrong-kind"          // field, want (vocabulary), got (vocabulary), how (vocabulary)
	InvalidDate       Code = "invalid-date"        // field, value
	NoSuchDate        Code = "no-such-date"        // field, value, reason (vocabulary)
	GluedNumbers      Code = "glued-numbers"       // field, first, second: two numbers that may be one with a comma
	InvalidNumber     Code = "invalid-number"      // field, value
	InvalidURL        Code = "invalid-url"         // field, value
	InvalidEmail      Code = "invalid-email"       // field, value
	InvalidPhone      Code = "invalid-phone"       // field, value
	InvalidOption     Code = "invalid-option"      // field, value, options
	PatternMismatch   Code = "pattern-mismatch"    // field, value, hint
	InvalidPeriod     Code = "invalid-period"      // field, reason (vocabulary), how (vocabulary)
	NoCurrentValue    Code = "no-current-value"    // field, day: no period is valid on the build's day
	BlockInField      Code = "block-in-field"      // what (vocabulary): a field is one paragraph

	// The body of a page.
	RawHTML           Code = "raw-html"         // how
	UnclosedComment   Code = "unclosed-comment" // <!-- without -->
	MissingAlt        Code = "missing-alt"
	EmptyLink         Code = "empty-link"      // an external link without text
	InvalidContact    Code = "invalid-contact" // target, want (vocabulary): a link to mail or call that reaches nobody
	LiteralMarkup     Code = "literal-markup"  // text, form and literally (words): what is almost Markdown and shows as it is typed
	PlainAddress      Code = "plain-address"   // address: of the web or of mail that is no link
	UnusedFootnote    Code = "unused-footnote" // label
	SkippedHeading    Code = "skipped-heading" // from, to
	TopHeading        Code = "top-heading"     // an h1 in the body
	EmptyHeading      Code = "empty-heading"
	HeadingID         Code = "heading-id"         // id
	UnsafeLink        Code = "unsafe-link"        // scheme
	LocalPath         Code = "local-path"         // target, file: a place on somebody's computer, what it is called there
	UnclosedCode      Code = "unclosed-code"      // fence: that of a block of code, which does not come again
	UnclosedDirective Code = "unclosed-directive" // name
	StrayFence        Code = "stray-fence"        // ::: that closes nothing
	DirectiveSyntax   Code = "directive-syntax"   // name, reason (vocabulary), colons: of its form
	TooDeep           Code = "too-deep"           // limit: blocks nested deeper than that
	TooMuch           Code = "too-much"           // what (vocabulary), limit: more than a page may have
	TableCells        Code = "table-cells"        // cells, columns: a row that has other cells than its table
	TableCaption      Code = "table-caption"      // a table in prose without a caption

	// The linked site.
	DuplicateURL       Code = "duplicate-url"       // url
	ReservedURL        Code = "reserved-url"        // url, owner (vocabulary): what the generator itself puts there
	LongAddress        Code = "long-address"        // limit: of a part of the address, in bytes
	BrokenReference    Code = "broken-reference"    // field, target, type (or vocabulary)
	ReferenceType      Code = "reference-type"      // field, target, got (label of a type), type
	AmbiguousReference Code = "ambiguous-reference" // field, target, first, second: IDs of pages
	BrokenLink         Code = "broken-link"         // target
	BrokenAnchor       Code = "broken-anchor"       // anchor, target
	BrokenAsset        Code = "broken-asset"        // target
	LinkOutside        Code = "link-outside"        // target: leaves content/
	AbsoluteLink       Code = "absolute-link"       // target: starts with /, is not a file link
	LinkToDraft        Code = "link-to-draft"       // target
	EmptyFolder        Code = "empty-folder"        // folder: of a type, without pages
	UnknownDirective   Code = "unknown-directive"   // name, known: all of them
	DirectiveForm      Code = "directive-form"      // name, want (vocabulary), form
	DirectiveLinks     Code = "directive-links"     // name: of one that encloses something else than a list of links
	DirectiveCount     Code = "directive-count"     // name, count: of its links, min and max
	UnknownArgument    Code = "unknown-argument"    // argument, name, known: all of the directive
	MissingArgument    Code = "missing-argument"    // argument, name, where (vocabulary) and written: what is to be added
	InvalidArgument    Code = "invalid-argument"    // argument, value, name, want (vocabulary), kind: of the page that is wanted, options: what is possible
	UnknownFact        Code = "unknown-fact"        // fact
	EmptyFact          Code = "empty-fact"          // fact, field
	InternalField      Code = "internal-field"      // field: one that no output has, but is to show
	DuplicateTitle     Code = "duplicate-title"     // title, how
	ReferenceCycle     Code = "reference-cycle"     // field, path
	ReviewDue          Code = "review-due"          // date
	TranslationOlder   Code = "translation-older"   // date: of the original's review, state (vocabulary)
	TranslationDiffers Code = "translation-differs" // field, label (or vocabulary), how (vocabulary): a fact that is not that of the original
	OriginalMissing    Code = "original-missing"    // file: the original that a translation should have
	FutureDate         Code = "future-date"         // field, date
	UnknownCheck       Code = "unknown-check"       // code: a code in site.yaml that does not exist

	// Layouts.
	LayoutSyntax  Code = "layout-syntax"  // reason and lead (words), detail: what Go says
	LayoutMissing Code = "layout-missing" // name
	LayoutFailed  Code = "layout-failed"  // reason and lead (words), detail: what Go says, or the names that there are
	InvalidWords  Code = "invalid-words"  // reason (vocabulary): an entry of layouts/words.yaml
	UnknownWord   Code = "unknown-word"   // word: of a layout or a translation
	UnusedWord    Code = "unused-word"    // word: of a hub, that no layout says
	WordPlaces    Code = "word-places"    // word, places and want (numbers), original: the text, place: {}
	UnusedLayout  Code = "unused-layout"  // name: a file in layouts/ that nothing uses
	ActiveLayout  Code = "active-layout"  // what (vocabulary): what the site's policy blocks
)

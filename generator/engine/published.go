package engine

import (
	"bytes"
	"path"
	"slices"
	"strings"

	"wegweiser/generator/asset"
	"wegweiser/generator/diag"
	"wegweiser/generator/picture"
	"wegweiser/generator/schema"
	"wegweiser/generator/site"
	"wegweiser/generator/source"
)

// loadAttachments lists the files that lie beside the pages and are published as
// they are, and reports those that are refused.
func (b *build) loadAttachments() (attachments []*source.File, found []diag.Diagnostic) {
	for _, f := range b.in.Files {
		if !besidePages(f.Path) {
			continue
		}
		problem := flaw(f)
		if !publishable(path.Base(f.Path)) {
			problem = refused(f)
		} else if b.looksLikePage(f) {
			problem = pageAsText(f)
		}
		if problem != nil {
			found = append(found, *problem)
		} else {
			attachments = append(attachments, f)
		}
	}
	return attachments, append(found, unportableAmong(attachments)...)
}

func besidePages(p string) bool {
	return strings.HasPrefix(p, source.Content+"/") && path.Ext(p) != ".md" && !schema.Declares(p)
}

// refused reports a file that is not published. YAML was mostly meant to be read.
func refused(f *source.File) *diag.Diagnostic {
	name := path.Base(f.Path)
	ext := path.Ext(name)
	if lower := strings.ToLower(ext); lower != ".yaml" && lower != ".yml" {
		return about(diag.RefusedFile, f)
	}
	d := about(diag.StrayYAML, f)
	if meant := strings.TrimSuffix(f.Path, ext) + ".yaml"; schema.Declares(meant) && meant != f.Path {
		d.Suggest = path.Base(meant)
	}
	return d
}

// maxPage is how large a page can be, in bytes.
var maxPage = int(source.Limit("x.md"))

// looksLikePage reports whether a text file is a page to which a program has given
// one more ending, or has front matter at least, which may not be for everybody.
func (b *build) looksLikePage(f *source.File) bool {
	name := strings.ToLower(f.Path)
	if path.Ext(name) != ".txt" {
		return false
	}
	if strings.HasSuffix(name, ".md.txt") {
		return true
	}
	if f.Size > maxPage {
		return false
	}
	data, _ := b.in.Data(f)
	first, _, _ := bytes.Cut(source.Text(data), []byte("\n"))
	return string(bytes.TrimRight(first, " \t")) == "---"
}

func pageAsText(f *source.File) *diag.Diagnostic {
	d := about(diag.PageAsText, f)
	stem := strings.TrimSuffix(path.Base(f.Path), path.Ext(f.Path))
	if ext := path.Ext(stem); strings.EqualFold(ext, ".md") {
		stem = strings.TrimSuffix(stem, ext)
	}
	d.Args = append(d.Args, diag.Arg{Name: "meant", Value: stem + ".md"})
	return d
}

// loadAssets prepares the files below static/. Whoever writes there knows the web,
// so what can run is published, but not without a word.
func (b *build) loadAssets() (*asset.Set, []diag.Diagnostic) {
	var files []*source.File
	var found []diag.Diagnostic
	for _, f := range b.in.Files {
		if !within(source.Static)(f.Path) {
			continue
		}
		if problem := flaw(f); problem != nil {
			found = append(found, *problem) // kept, so that layouts do not miss it as well
		}
		if runs(path.Base(f.Path)) && !b.in.Own(f) {
			found = append(found, *about(diag.RunnableFile, f))
		}
		files = append(files, f)
	}
	found = append(found, unportableAmong(files)...)
	set := asset.Load(files, asset.Options{
		Hashed: !b.options.Preview, Base: b.schema.value.Site.BasePath(), Beside: b.addresses(), Robots: b.robots(),
	})
	for _, flaw := range set.Flaws {
		found = append(found, b.brokenAddress(flaw))
	}
	for _, flaw := range set.Outside {
		found = append(found, diag.New(diag.StyleRequest, spanIn(flaw.File, flaw.Start, flaw.End), "target", flaw.Target))
	}
	return set, found
}

// robots says in the program's own robots.txt where the list of all pages is. Crawlers
// want the full address. That of a hub stays as it is.
func (b *build) robots() []byte {
	base := b.schema.value.Site.BaseURL
	if f := b.in.File(source.Robots); base == "" || f == nil || !b.in.Own(f) {
		return nil
	}
	return []byte("Sitemap: " + base + "/sitemap.xml\n")
}

// addresses are the files that pages can link to, by their paths below the site.
func (b *build) addresses() map[string]bool {
	all := map[string]bool{}
	for _, f := range b.allFiles() {
		all[strings.TrimPrefix(site.FileURL(f), "/")] = true
	}
	return all
}

// brokenAddress reports an address in a style sheet that leads nowhere.
func (b *build) brokenAddress(flaw asset.Flaw) diag.Diagnostic {
	place := spanIn(flaw.File, flaw.Start, flaw.End)
	if flaw.Circle {
		return diag.New(diag.StyleCircle, place, "target", flaw.Target)
	}
	d := diag.New(diag.BrokenAddress, place, "target", flaw.Target)
	folder := path.Dir(site.FileURL(flaw.File.Path))
	return d.AmongMade(flaw.Target, func() []string {
		var known []string
		for _, f := range b.allFiles() {
			known = append(known, site.LinkFrom(strings.TrimSuffix(folder, "/")+"/", site.FileURL(f)))
		}
		return known
	})
}

// spanIn is a stretch of a file's bytes, if it is the same in the file's text.
func spanIn(f *source.File, start, end int) source.Span {
	if !bytes.Equal(source.Text(f.Data), f.Data) {
		return source.Span{Path: f.Path}
	}
	return source.Span{Path: f.Path, Start: start, End: end}
}

// siteFiles lists what pages can link to beside other pages, sorted.
func (b *build) siteFiles() []string {
	return slices.DeleteFunc(b.allFiles(), func(f string) bool { return b.assets.value.Parts[f] })
}

// allFiles lists what style sheets can refer to, sorted.
func (b *build) allFiles() []string {
	var files []string
	for _, f := range b.attachments.value {
		files = append(files, f.Path)
	}
	for _, f := range b.in.Files {
		if within(source.Static)(f.Path) {
			files = append(files, f.Path)
		}
	}
	return files
}

// flaw reports a drawing that is more than a picture.
func flaw(f *source.File) *diag.Diagnostic {
	if strings.ToLower(path.Ext(f.Path)) != ".svg" {
		return nil
	}
	flaw := picture.Check(f.Data)
	if flaw == nil {
		return nil
	}
	d := about(diag.ActiveDrawing, f)
	what := flaw.What
	if what == "" {
		what = "@drawing-xml"
	}
	d.Args = append(d.Args, diag.Arg{Name: "what", Value: what})
	d.Span = spanIn(f, flaw.Start, flaw.End)
	return d
}

func about(code diag.Code, f *source.File) *diag.Diagnostic {
	d := diag.New(code, source.Span{Path: f.Path}, "name", path.Base(f.Path))
	return &d
}

// publishable reports whether a file of that name is of a kind that readers save or
// look at.
func publishable(name string) bool {
	return publishedKinds[strings.ToLower(path.Ext(name))] && !runs(name)
}

// publishedKinds are the files that are published from beside the pages.
var publishedKinds = kinds(`pdf epub txt csv tsv json geojson ics vcf rtf
	png jpg jpeg gif webp avif svg ico bmp tif tiff heic eps ai dxf dwg
	odt ods odp odg odf odc odb ott ots otp otg fodt fods fodp
	doc docx dot dotx xls xlsx xlt xltx ppt pptx pps ppsx pot potx vsd vsdx mpp
	zip 7z tar gz tgz bz2 xz
	mp3 m4a ogg oga opus wav flac aac mp4 m4v webm ogv mov avi mkv vtt srt
	woff woff2 ttf otf
	gpx shp dbf shx prj gpkg
	asc sig p7s p7m p7b p7c pem crt cer der crl sha256 sha512 md5`)

// runs reports whether a browser or a host could run a file. Some hosts look at
// every ending of a name: plan.php.pdf is a program to them.
func runs(name string) bool {
	endings := strings.Split(strings.ToLower(name), ".")[1:]
	for i, ending := range endings {
		last := i == len(endings)-1
		if runByHosts["."+ending] || last && runByBrowsers["."+ending] {
			return true
		}
	}
	return false
}

var (
	runByBrowsers = kinds(`html htm xhtml xht svgz xsl xslt mht mhtml hta htc swf js mjs cjs wasm`)
	runByHosts    = kinds(`shtml shtm stm php php3 php4 php5 php7 php8 phtml phps pht phar cgi fcgi
	asp aspx ascx ashx asmx asa jsp jspx jsw jsv jspf cfm cfml htaccess`)
)

func kinds(endings string) map[string]bool {
	all := map[string]bool{}
	for _, ending := range strings.Fields(endings) {
		all["."+ending] = true
	}
	return all
}

// hasRoom reports whether an asset can be written under its name with a hash, of
// which the site does not know.
func hasRoom(s *site.Site, f asset.File) bool {
	output := "/" + f.Path
	return output == site.FileURL(f.Source) || s.Free(output)
}

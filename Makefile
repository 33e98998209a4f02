# Every target explains itself: make help.
GO ?= go
BIN := ./wegweiser

.DEFAULT_GOAL := help
.PHONY: help site build test test-browser check race lint vuln fuzz oracle bench bench-peers bench-serve bench-search bench-lighthouse golden dist clean

help: ## show this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F':.*## ' '{printf "  %-16s %s\n", $$1, $$2}'

build: ## build the program ./wegweiser
	$(GO) build -trimpath -o $(BIN) ./cmd/wegweiser

site: build ## build the hub: content/ to public/
	$(BIN) build

test: lint ## everything that proves the generator: formatting, vet, staticcheck, tests with the race detector
	$(GO) test -race $$($(GO) list ./... | grep -v /generator/browser)
	$(GO) test ./generator/document ./generator/engine -run 'Pathological|Oracle' # too slow with the race detector
	$(MAKE) --no-print-directory test-browser site
	@echo "all tests passed"

# SKIP_BROWSER=1 leaves them out, and says so.
test-browser: ## every page of the hub in Chromium; installs Chromium and axe-core where they are missing
	@[ -n "$$SKIP_BROWSER" ] || sh generator/browser/setup.sh
	$(GO) test -count=1 -timeout 20m ./generator/browser

lint: ## gofmt, go vet, staticcheck, go.mod is tidy
	@unformatted=$$(gofmt -l $$(git ls-files '*.go')); if [ -n "$$unformatted" ]; then echo "gofmt -w $$unformatted"; exit 1; fi
	$(GO) vet ./...
	$(GO) tool staticcheck ./...
	$(GO) mod tidy -diff

vuln: ## look for known vulnerabilities; needs the database at vuln.go.dev
	$(GO) tool govulncheck ./...

ORACLE_STEPS ?= 200000
oracle: ## compare builds after ORACLE_STEPS random edits with builds from scratch
	$(GO) test ./generator/engine -run 'TestOracle$$' -oracle.steps $(ORACLE_STEPS) -oracle.seed $$(date +%s) -timeout 3h

FUZZTIME ?= 30s
fuzz: ## fuzz every parser for FUZZTIME each
	@for t in $$(grep -rhoE 'func Fuzz[A-Za-z]+' --include=*_test.go generator | awk '{print $$2}' | sort -u); do \
	  pkg=./$$(dirname $$(grep -rlE "func $$t\\(" --include=*_test.go generator)); \
	  echo "$$t in $$pkg"; $(GO) test $$pkg -run '^$$' -fuzz "^$$t$$" -fuzztime $(FUZZTIME) || exit 1; done

golden: ## rewrite the expected results of all stories; look at the diff before you commit it
	$(GO) test ./generator/diag ./generator/engine -update

bench: ## measure the stages of a build
	$(GO) test ./bench -run '^$$' -bench . -benchmem

bench-peers: ## build the same corpus with Hugo, side by side; PAGES and RUNS can be set
	$(GO) run ./bench peers -n $(or $(PAGES),1000,10000) -runs $(or $(RUNS),5)

bench-serve: ## edit the same corpus under the preview and under Hugo's server; PAGES and RUNS can be set
	$(GO) run ./bench serve -n $(or $(PAGES),1000,10000) -runs $(or $(RUNS),5)

bench-search: site ## ask the hub's search and Pagefind the same questions (node); PAGES=10000 also compares the time to index
	npm ci --prefix bench/search --no-audit --no-fund --silent
	node bench/search/compare.mjs public bench/search/queries.tsv
	node bench/search/compare.mjs public bench/search/later.tsv
	$(if $(PAGES),$(GO) run ./bench search -n $(PAGES) -runs $(or $(RUNS),3))

bench-lighthouse: build ## Lighthouse on a page of every kind, 100 in all categories; KIND can be part of a name of one
	cd bench/lighthouse && { cmp -s package-lock.json node_modules/installed.json || \
	  { npm ci --ignore-scripts && cp package-lock.json node_modules/installed.json; }; } && node run.mjs $(KIND)

PLATFORMS := windows/amd64 windows/arm64 darwin/amd64 darwin/arm64 linux/amd64 linux/arm64
VERSION ?= $(shell git describe --tags --always --dirty)
dist: ## the program for Windows, macOS and Linux, with checksums, in dist/
	@rm -rf dist && mkdir -p dist
	@for p in $(PLATFORMS); do os=$${p%/*}; arch=$${p#*/}; ext=; [ $$os = windows ] && ext=.exe; \
	  out=wegweiser-$(VERSION)-$$os-$$arch$$ext; echo "dist/$$out"; \
	  CGO_ENABLED=0 GOOS=$$os GOARCH=$$arch $(GO) build -trimpath -ldflags '-s -w' -o dist/$$out ./cmd/wegweiser || exit 1; done
	@cd dist && sha256sum wegweiser-* > SHA256SUMS

clean: ## remove what is generated
	rm -rf public dist bench/work $(BIN)

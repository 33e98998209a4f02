#!/bin/sh
# Makes sure of what the browser tests need: Chromium and axe-core.
set -eu
cd "$(dirname "$0")"

# The names are those that chromium_test.go looks for. No function may have one of
# them: command -v finds functions, too.
found_chromium() {
	for name in "${CHROMIUM:-}" chromium chromium-browser google-chrome google-chrome-stable; do
		if [ -n "$name" ] && command -v "$name" >/dev/null; then return 0; fi
	done
	return 1
}

# install_package PACKAGE…: from Debian, or from whom else has apt-get.
install_package() {
	command -v apt-get >/dev/null || return 1
	root=
	if [ "$(id -u)" -ne 0 ]; then root='sudo -n'; fi
	$root apt-get update -q && DEBIAN_FRONTEND=noninteractive $root apt-get install -q -y --no-install-recommends "$@"
}

give_up() {
	echo >&2
	echo "The browser tests cannot run: $1 Until then, SKIP_BROWSER=1 make test runs all other tests." | fold -s -w 78 >&2
	exit 1
}

if ! found_chromium; then
	echo "There is no Chromium; installing Debian's package." >&2
	install_package chromium >&2 && found_chromium ||
		give_up "there is no Chromium, and it could not be installed. Install the package chromium as root (apt-get install chromium), or set CHROMIUM to the path of Chromium or Chrome, and try again."
fi

if ! command -v npm >/dev/null; then
	echo "There is no npm, which brings axe-core; installing Debian's package." >&2
	install_package npm >&2 ||
		give_up "there is no npm, which brings axe-core, and it could not be installed. Install the package npm as root (apt-get install npm) and try again."
fi

# What is there already, as the lock file wants it, needs no network.
if ! cmp -s package-lock.json node_modules/installed.json; then
	npm ci --silent || npm ci ||
		give_up "npm could not fetch axe-core. Try again when the package registry can be reached."
	cp package-lock.json node_modules/installed.json
fi

#!/bin/sh
# Makes sure of what the browser tests need: Chromium and axe-core.
set -eu
cd "$(dirname "$0")"

say() { echo "$*" | fold -s -w 78 >&2; }

give_up() {
	echo >&2
	say "The browser tests cannot run: $1 Until then, SKIP_BROWSER=1 make test runs all other tests."
	exit 1
}

# runs PROGRAM: that it is there is not enough. Ubuntu's chromium-browser without its
# snap only says that there is one. No function here may have the name of a program.
runs() { "$1" --version >/dev/null 2>&1; }

# The names are those that chromium_test.go looks for.
found_chromium() {
	for name in chromium google-chrome google-chrome-stable chromium-browser; do
		if runs "$name"; then return 0; fi
	done
	return 1
}

# install_package PACKAGE: from Debian, or from whom else has apt-get.
install_package() {
	if ! command -v apt-get >/dev/null; then
		say "There is no apt-get."
		return 1
	fi
	root=
	if [ "$(id -u)" -ne 0 ]; then
		root='sudo -n' # a test does not wait for a password
		if ! $root true 2>/dev/null; then
			say "That takes root, and sudo is not there or wants a password."
			return 1
		fi
	fi
	# Where one of the lists cannot be had, the others may do.
	$root apt-get update -q || say "Not all lists of packages could be fetched."
	$root env DEBIAN_FRONTEND=noninteractive \
		apt-get install -q -y --no-install-recommends -o DPkg::Lock::Timeout=120 "$1"
}

if [ -n "${CHROMIUM:-}" ]; then
	runs "$CHROMIUM" ||
		give_up "CHROMIUM is set to $CHROMIUM, which is no program that runs. Set it to the path of Chromium or Chrome, or unset it."
elif ! found_chromium; then
	say "There is no Chromium that runs; installing Debian's package."
	install_package chromium >&2 && found_chromium ||
		give_up "there is no Chromium that runs, and it could not be installed. Install the package chromium (sudo apt-get install chromium) or, on Ubuntu, which has it as a snap only, Google Chrome; or set CHROMIUM to the path of Chromium or Chrome. Then try again."
fi

# What is there already, as the lock file wants it, needs neither npm nor a network.
if ! cmp -s package-lock.json node_modules/installed.json; then
	if ! runs npm; then
		say "There is no npm, which brings axe-core; installing Debian's package."
		install_package npm >&2 && runs npm ||
			give_up "there is no npm, which brings axe-core, and it could not be installed. Install the package npm (sudo apt-get install npm) and try again."
	fi
	npm ci --ignore-scripts --fetch-retries=1 --loglevel=error >/dev/null ||
		give_up "npm could not fetch axe-core. If it says above that it could not connect, try again when the package registry can be reached."
	cp package-lock.json node_modules/installed.json
fi

#!/bin/sh
# SPDX-License-Identifier: MIT
# Generates ./configure. With --deps, first installs what a bare Debian 12 lacks.
set -eu
cd "$(dirname "$0")"

# package                what it is for
packages='
autoconf                 build
automake                 build
gcc                      build
libc6-dev                build
make                     build
pkg-config               build
libavif-dev              pictures
libcairo2-dev            cover
libcmark-gfm-dev         Markdown
libcmark-gfm-extensions-dev Markdown
libcurl4-openssl-dev     remote pictures
libdeflate-dev           compression
libfontconfig-dev        cover
libglib2.0-dev           Unicode
libjpeg-dev              pictures
libpango1.0-dev          cover
libpng-dev               pictures
libwebp-dev              pictures
libxml2-dev              checking
libyaml-dev              front matter
libzip-dev               container
fonts-dejavu-core        cover
bats                     tests
jq                       tests
libgumbo-dev             tests
python3                  tests
unzip                    tests
zip                      tests
'

usage() {
    echo "usage: ./autogen.sh [--deps]"
    echo "Generates ./configure; --deps installs missing Debian packages before that."
}

is_installed() {
    [ "$(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null)" = installed ]
}

missing_packages() {
    echo "$packages" | while read -r package _; do
        [ -z "$package" ] || is_installed "$package" || echo "$package"
    done
}

# Runs a command as root.
as_root() {
    if [ "$(id -u)" -eq 0 ]; then
        env DEBIAN_FRONTEND=noninteractive "$@"
    elif command -v sudo >/dev/null; then
        sudo env DEBIAN_FRONTEND=noninteractive "$@"
    else
        echo "autogen.sh: not root and no sudo; as root, run: $*" >&2
        exit 1
    fi
}

install_packages() {
    if ! command -v apt-get >/dev/null; then
        echo "autogen.sh: --deps knows Debian only; install these by yourself:" >&2
        echo "$packages" | awk 'NF { print "  " $1 }' >&2
        exit 1
    fi
    missing=$(missing_packages)
    if [ -z "$missing" ]; then
        echo "autogen.sh: nothing to install"
        return
    fi
    echo "autogen.sh: installing $(echo "$missing" | tr '\n' ' ')"
    as_root apt-get -qq update
    # shellcheck disable=SC2086
    as_root apt-get -qq install --no-install-recommends -o Dpkg::Use-Pty=0 -y $missing >/dev/null
}

case "${1-}" in
'') ;;
--deps) install_packages ;;
-h | --help)
    usage
    exit 0
    ;;
*)
    usage >&2
    exit 2
    ;;
esac

if ! command -v autoreconf >/dev/null; then
    echo "autogen.sh: autoreconf is missing; try ./autogen.sh --deps" >&2
    exit 1
fi
autoreconf --install --force
echo "autogen.sh: now run ./configure"

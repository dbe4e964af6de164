#!/bin/sh
# Qt's system libraries on Linux. As root on Debian they are installed; elsewhere what is missing is said in one line.
set -eu
[ "$(uname -s)" = Linux ] || exit 0

packages="libegl1 libgl1 libglib2.0-0 libfontconfig1 libdbus-1-3 libxkbcommon0 libxkbcommon-x11-0 libxcb-cursor0
libxcb-icccm4 libxcb-image0 libxcb-keysyms1 libxcb-randr0 libxcb-render-util0 libxcb-shape0 libxcb-xinerama0 libxcb-xkb1"
libraries="libEGL.so.1 libGL.so.1 libglib-2.0.so.0 libfontconfig.so.1 libdbus-1.so.3 libxkbcommon.so.0
libxkbcommon-x11.so.0 libxcb-cursor.so.0 libxcb-icccm.so.4 libxcb-image.so.0 libxcb-keysyms.so.1 libxcb-randr.so.0
libxcb-render-util.so.0 libxcb-shape.so.0 libxcb-xinerama.so.0 libxcb-xkb.so.1"

missing() {
    known=$( (PATH="$PATH:/sbin:/usr/sbin" ldconfig -p) 2>/dev/null || true)
    for library in $libraries; do
        case "$known" in *"$library "*) ;; *) printf '%s ' "$library" ;; esac
    done
}

lacking=$(missing)
[ -n "$lacking" ] || exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "Installing Qt's system libraries: $lacking"
    export DEBIAN_FRONTEND=noninteractive
    apt-get update -qq
    # shellcheck disable=SC2086 # one word per package is meant
    apt-get install -y -qq --no-install-recommends $packages >/dev/null
else
    echo "Qt needs these system libraries, please install them: $lacking" >&2
fi

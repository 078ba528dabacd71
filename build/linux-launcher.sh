#!/bin/sh
# What stands on the PATH. A command goes without Chromium's sandbox, which root has none of: no page is shown by one.
# Nor does it show what Chromium has to say of this computer, such as a missing D-Bus: stderr is for our own words.
self=$(readlink -f "$0")
program=$(dirname "$(dirname "$(dirname "$self")")")/$(basename "$self")
case ${1-} in
  --help | -h | --version | -V) ;;
  '' | *[!a-z-]* | -*) exec "$program" "$@" ;;
esac
exec "$program" --no-sandbox --log-level=3 "$@"

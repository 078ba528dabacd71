#!/bin/sh
# What stands on the PATH. A command goes without Chromium's sandbox, which root has none of: no page is shown by one.
self=$(readlink -f "$0")
program=$(dirname "$(dirname "$(dirname "$self")")")/$(basename "$self")
case ${1-} in
  --help | -h | --version | -V) exec "$program" --no-sandbox "$@" ;;
  '' | *[!a-z-]* | -*) exec "$program" "$@" ;;
  *) exec "$program" --no-sandbox "$@" ;;
esac

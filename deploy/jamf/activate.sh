#!/bin/sh
# Jamf policy script: activates this computer. Parameter 4 is the path of a file with the key, which only root can read:
# a parameter itself can be read by anybody in the list of processes. The file is removed once it has done its work, so
# that a later run finds none: it ends with 0 where this computer has a valid license. Parameter 5 is the name of the
# vendor's program, such as Acme CAD Activation.
name=${5:-}
wizard=${ACTIVATION_WIZARD:-/Applications/$name.app/Contents/MacOS/$name}
key_file=${4:-/Library/Application Support/$name/license-key.txt}

if [ -z "$name${ACTIVATION_WIZARD:-}" ]; then
  echo "Name the vendor's program: parameter 5" >&2
  exit 2
fi
if [ ! -x "$wizard" ]; then
  echo "Missing: $wizard" >&2
  exit 1
fi
if [ ! -f "$key_file" ]; then
  "$wizard" cli status --scope machine && exit 0
  echo "Missing: $key_file" >&2
  exit 1
fi
"$wizard" cli activate --scope machine --key-file "$key_file"
code=$?
[ "$code" -eq 0 ] && rm -f "$key_file"
exit "$code"

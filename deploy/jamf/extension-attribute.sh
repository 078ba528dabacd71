#!/bin/sh
# Jamf extension attribute: one word for the license of this computer. Use it for a smart group of those that need one.
# Fill in the name of the vendor's program, such as Acme CAD Activation.
name=''
wizard=${ACTIVATION_WIZARD:-/Applications/$name.app/Contents/MacOS/$name}

if [ -z "$name${ACTIVATION_WIZARD:-}" ]; then
  echo '<result>script not filled in: name</result>'
  exit 0
fi
if [ ! -x "$wizard" ]; then
  echo '<result>not installed</result>'
  exit 0
fi
"$wizard" cli status --scope machine --quiet >/dev/null 2>&1
code=$?
case $code in
  0) word='valid' ;;
  10) word='none' ;;
  12) word='expired or not started' ;;
  13) word='disabled' ;;
  14) word='other computer' ;;
  15) word='damaged' ;;
  40) word='partly valid' ;;
  50) word='waiting for an answer' ;;
  *) word="status failed with exit code $code" ;;
esac
echo "<result>$word</result>"

#!/usr/bin/env bash
# The spreadsheets that the host tests run in, and the tools of their makers. Installs what is missing where that is possible;
# says in CI that it is not.
set -euo pipefail
failed() {
  echo "test:hosts needs $*" >&2
  [ "${CI:-}" != "true" ] || exit 1
}
missing=()
need() { command -v "$1" > /dev/null || [ -e "$1" ] || missing+=("${@:2}"); }
need soffice libreoffice-calc
need ssconvert gnumeric
need /usr/lib/libreoffice/sdk/bin/unoidl-write libreoffice-dev
need /usr/lib/libreoffice/program/pythonloader.py python3-uno libreoffice-script-provider-python
need chromium chromium
need /usr/share/fonts/truetype/wqy fonts-wqy-microhei
if [ ${#missing[@]} -gt 0 ]; then
  if [ "$(id -u)" -eq 0 ] && command -v apt-get > /dev/null; then
    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" > /dev/null || failed "${missing[@]}"
  else failed "${missing[@]}"; fi
fi
# Each in a folder of its own: what they need does not go together, and no part of the library needs them.
tools="$(cd "$(dirname "$0")/../.." && pwd)/node_modules/.hosts"
tool() {
  [ -e "$tools/$1/installed" ] && return
  mkdir -p "$tools/$1" && echo '{ "private": true }' > "$tools/$1/package.json"
  npm install --prefix "$tools/$1" --ignore-scripts --no-audit --no-fund --silent "${@:2}" && touch "$tools/$1/installed" || failed "${@:2}"
}
tool office custom-functions-metadata@2.2.3 typescript@5.9.3
tool wps wpsjs@2.2.3
tool univer @univerjs/presets@0.25.1 @univerjs/preset-sheets-core@0.25.1 playwright-core@1.65.1

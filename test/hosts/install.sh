#!/usr/bin/env bash
# The spreadsheets that the host tests run in. Installs what is missing where that is possible; says in CI that it is not.
set -euo pipefail
missing=()
command -v soffice > /dev/null || missing+=(libreoffice-calc)
command -v ssconvert > /dev/null || missing+=(gnumeric)
[ ${#missing[@]} -eq 0 ] && exit 0
if [ "$(id -u)" -eq 0 ] && command -v apt-get > /dev/null; then
  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" > /dev/null && exit 0
fi
echo "test:hosts needs ${missing[*]}" >&2
[ "${CI:-}" = "true" ] && exit 1
exit 0

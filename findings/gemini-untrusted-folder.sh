#!/usr/bin/env bash
# Gemini CLI 0.61.0: a server in the user's own settings, in a folder that was never trusted.
# One would guess that trust is about what a folder brings along, and that the user's own servers start everywhere. Seen: they are
# disabled too, and "mcp list" is the only place that says so. With the folder trusted the same server is tried.
# Exits non-zero where that is no longer so.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-fund --no-audit @google/gemini-cli@0.61.0 >/dev/null

mkdir -p home/.gemini project
echo '{ "mcpServers": { "nowhere": { "command": "/no/such/program", "args": [] } } }' >home/.gemini/settings.json
cd project
list() { env -i PATH="$PATH" HOME="$folder/home" "$@" ../node_modules/.bin/gemini mcp list </dev/null 2>&1 | grep nowhere; }
untrusted=$(list)
trusted=$(list GEMINI_CLI_TRUST_WORKSPACE=true)
printf 'untrusted: %s\ntrusted:   %s\n' "$untrusted" "$trusted"
grep -q Disabled <<<"$untrusted" && grep -q Disconnected <<<"$trusted"

#!/usr/bin/env bash
# Codex 0.171.0 and Copilot CLI 1.0.102: `mcp list` with a server whose program does not exist.
# One would guess that the list says whether a server can be reached, as Claude Code, Gemini CLI, Qwen Code and opencode do. Seen: both
# list what is configured and connect to nothing; Codex calls it "enabled", Copilot CLI names it without a word.
# Exits non-zero where that is no longer so.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-fund --no-audit @openai/codex@0.171.0 @github/copilot@1.0.102 >/dev/null

mkdir -p home/.codex home/.copilot
printf '[mcp_servers.nowhere]\ncommand = "/no/such/program"\n' >home/.codex/config.toml
echo '{ "mcpServers": { "nowhere": { "type": "local", "command": "/no/such/program", "args": [], "tools": ["*"] } } }' >home/.copilot/mcp-config.json

alone() { env -i PATH="$PATH" HOME="$folder/home" "$@" </dev/null; }
codex=$(alone node_modules/.bin/codex mcp list 2>/dev/null)
copilot=$(alone node_modules/.bin/copilot mcp list 2>/dev/null)
printf 'Codex:\n%s\n\nCopilot CLI:\n%s\n' "$codex" "$copilot"
grep -q '^nowhere .*enabled' <<<"$codex" && grep -q '^ *nowhere (local)$' <<<"$copilot"

#!/usr/bin/env bash
# opencode 1.18.33: which files of instructions its model is shown, where both AGENTS.md and CLAUDE.md are there.
# One would guess that both are read, as opencode reads Claude Code's files too, and that a new AGENTS.md adds to them. Seen: the first
# that is there is read and hides the other, in the home folder (~/.config/opencode/AGENTS.md, then ~/.claude/CLAUDE.md) and in a project.
# Exits non-zero where that is no longer so.
set -euo pipefail
folder=$(mktemp -d)
model=
trap '[ -z "$model" ] || kill "$model"; rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-fund --no-audit opencode-ai@1.18.33 >/dev/null

cat >model.mjs <<'X'
import { createServer } from 'node:http';
import { appendFileSync } from 'node:fs';
const usage = { input_tokens: 1, output_tokens: 1 };
const events = [
  { type: 'message_start', message: { id: 'msg_1', type: 'message', role: 'assistant', model: 'm', content: [], stop_reason: null, usage } },
  { type: 'content_block_start', index: 0, content_block: { type: 'text', text: '' } },
  { type: 'content_block_delta', index: 0, delta: { type: 'text_delta', text: 'Done.' } },
  { type: 'content_block_stop', index: 0 },
  { type: 'message_delta', delta: { stop_reason: 'end_turn', stop_sequence: null }, usage },
  { type: 'message_stop' },
];
const server = createServer(async (incoming, outgoing) => {
  for await (const part of incoming) appendFileSync('requests', part);
  outgoing.writeHead(200, { 'content-type': 'text/event-stream' });
  outgoing.end(events.map(event => `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`).join(''));
});
server.listen(0, '127.0.0.1', () => console.log(`http://127.0.0.1:${server.address().port}`));
X
node model.mjs >address &
model=$!
until [ -s address ]; do sleep 0.1; done

# shown: which of the files the model was shown, by the word in each.
shown() {
    rm -f requests
    (cd project && env -i PATH="$PATH" HOME="$folder/home" TERM=dumb OPENCODE_DISABLE_AUTOUPDATE=1 OPENCODE_DISABLE_MODELS_FETCH=1 \
        OPENCODE_CONFIG_CONTENT="{\"provider\":{\"anthropic\":{\"options\":{\"baseURL\":\"$(cat ../address)/v1\",\"apiKey\":\"none\"}}}}" \
        ../node_modules/.bin/opencode run --model anthropic/claude-sonnet-4-5 "Say hello." </dev/null >/dev/null 2>&1)
    grep -Eo 'aardvark|badger|chamois|dormouse' requests | sort -u | tr '\n' ' '
}

mkdir -p home/.claude home/.config/opencode project
echo aardvark >home/.claude/CLAUDE.md
echo badger >project/CLAUDE.md
before=$(shown)
echo chamois >home/.config/opencode/AGENTS.md
echo dormouse >project/AGENTS.md
after=$(shown)
printf 'with CLAUDE.md: %s\nwith both:      %s\n' "$before" "$after"
[ "$before" = "aardvark badger " ] && [ "$after" = "chamois dormouse " ]

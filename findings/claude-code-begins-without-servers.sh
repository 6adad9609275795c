#!/usr/bin/env bash
# Claude Code 2.1.332: what the first request of "claude -p" says of an MCP server that takes two seconds to start.
# One would guess that a session waits for the servers of the user's settings and shows its model their tools. Seen: it waits for one that
# is named by --mcp-config, and not for one in ~/.claude.json, which is said to be still connecting. Neither is shown with its tools:
# only their names are there, and the model has to ask for one by ToolSearch before it is told what it does.
# Exits non-zero where that is no longer so.
set -euo pipefail
folder=$(mktemp -d)
model=
trap '[ -z "$model" ] || kill "$model"; rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-fund --no-audit @anthropic-ai/claude-code@2.1.332 >/dev/null

cat >server.mjs <<'X'
import { createInterface } from 'node:readline';
const tool = { name: 'water_plants', description: 'Waters the plants of the office.', inputSchema: { type: 'object', properties: {} } };
const answers = {
  initialize: request => ({
    protocolVersion: request.params.protocolVersion, capabilities: { tools: {} }, serverInfo: { name: 'plants', version: '1' },
  }),
  'tools/list': () => ({ tools: [tool] }),
};
await new Promise(done => setTimeout(done, Number(process.argv[2])));
for await (const line of createInterface({ input: process.stdin })) {
  const request = JSON.parse(line);
  const result = answers[request.method]?.(request);
  if (result) console.log(JSON.stringify({ jsonrpc: '2.0', id: request.id, result }));
}
X
cat >model.mjs <<'X'
import { createServer } from 'node:http';
import { writeFileSync } from 'node:fs';
const server = createServer(async (incoming, outgoing) => {
  const parts = [];
  for await (const part of incoming) parts.push(part);
  const request = JSON.parse(Buffer.concat(parts).toString() || '{}');
  if (request.tools?.length) writeFileSync('request.json', JSON.stringify(request));
  const message = { id: 'msg_1', type: 'message', role: 'assistant', model: 'm', content: [], stop_reason: null, usage: { input_tokens: 1, output_tokens: 1 } };
  const events = [
    { type: 'message_start', message },
    { type: 'content_block_start', index: 0, content_block: { type: 'text', text: '' } },
    { type: 'content_block_delta', index: 0, delta: { type: 'text_delta', text: 'Done.' } },
    { type: 'content_block_stop', index: 0 },
    { type: 'message_delta', delta: { stop_reason: 'end_turn', stop_sequence: null }, usage: message.usage },
    { type: 'message_stop' },
  ];
  outgoing.writeHead(200, { 'content-type': 'text/event-stream' });
  outgoing.end(events.map(event => `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`).join(''));
});
server.listen(0, '127.0.0.1', () => console.log(`http://127.0.0.1:${server.address().port}`));
X
node model.mjs >address &
model=$!
until [ -s address ]; do sleep 0.1; done

# first SETTINGS OPTION...: what the first request says, with these settings of the user and these options.
first() {
    rm -rf home request.json
    mkdir home
    echo "$1" >home/.claude.json
    shift
    env -i PATH="$PATH" HOME="$folder/home" ANTHROPIC_BASE_URL="$(cat address)" ANTHROPIC_API_KEY=none DISABLE_AUTOUPDATER=1 \
        CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC=1 node_modules/.bin/claude -p "Water the plants." "$@" </dev/null >/dev/null
    node -e '
        const text = require("fs").readFileSync("request.json", "utf8");
        const names = JSON.parse(text).tools.map(tool => tool.name);
        console.log([
          names.includes("ToolSearch") && "ToolSearch", names.some(name => name.endsWith("water_plants")) && "the tool",
          text.includes("mcp__plants__water_plants") && "its name", text.includes("Waters the plants of the office") && "its description",
          /still connecting[^"]*plants/.test(text) && "that the server is still connecting",
        ].filter(Boolean).join(", "));'
}
servers="{\"mcpServers\":{\"plants\":{\"command\":\"$(command -v node)\",\"args\":[\"$folder/server.mjs\",\"2000\"]}}}"
settings=$(first "$servers")
option=$(first '{}' --mcp-config "$servers")
printf 'in ~/.claude.json: %s\nby --mcp-config:   %s\n' "$settings" "$option"
[ "$settings" = "ToolSearch, that the server is still connecting" ] && [ "$option" = "ToolSearch, its name" ]

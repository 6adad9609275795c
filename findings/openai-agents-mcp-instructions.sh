#!/usr/bin/env bash
# OpenAI Agents JS 0.20.0 with an MCP server whose answer to initialize holds instructions.
# One would guess that the model is given them, or that they are in serverInitializeResult, which is there for what the server answered.
# Seen: they are not among what the model gets, and serverInitializeResult holds a name and a version that the framework made up.
# The client within, which is private, has them.
# Exits non-zero where that is no longer so.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-fund --no-audit @openai/agents@0.20.0 zod@4.6.7 >/dev/null

cat > server.mjs <<'JS'
import { createInterface } from 'node:readline';
const answers = {
  initialize: {
    protocolVersion: '2025-11-25', capabilities: { tools: {} }, serverInfo: { name: 'tea', version: '3.2.1' },
    instructions: 'Warm the pot.',
  },
  'tools/list': { tools: [{ name: 'pour', inputSchema: { type: 'object', properties: {} } }] },
};
for await (const line of createInterface({ input: process.stdin })) {
  const { id, method } = JSON.parse(line);
  const answer = answers[method] ? { result: answers[method] } : { error: { code: -32601, message: 'unknown' } };
  if (id !== undefined) console.log(JSON.stringify({ jsonrpc: '2.0', id, ...answer }));
}
JS
cat > look.mjs <<'JS'
import { Agent, MCPServerStdio, Usage, run, setTracingDisabled } from '@openai/agents';
setTracingDisabled(true);
const server = new MCPServerStdio({ name: 'mine', command: process.execPath, args: ['server.mjs'] });
await server.connect();
let asked;
const model = {
  getResponse: async request => {
    asked = JSON.stringify({ instructions: request.systemInstructions, input: request.input, tools: request.tools });
    const content = [{ type: 'output_text', text: 'done' }];
    return { usage: new Usage(), output: [{ type: 'message', role: 'assistant', status: 'completed', content }] };
  },
};
await run(new Agent({ name: 'a', model, mcpServers: [server] }), 'Make tea.');
const { session, serverInitializeResult } = server['underlying'];
console.log(`what the model got: ${asked}`);
console.log(`serverInitializeResult: ${JSON.stringify(serverInitializeResult)}`);
const instructions = session.getInstructions();
console.log(`the client within: ${instructions}`);
await server.close();
process.exit(asked.includes('pour') && !asked.includes('Warm') && instructions === 'Warm the pot.'
  && JSON.stringify(serverInitializeResult) === '{"serverInfo":{"name":"mine","version":"1.0.0"}}' ? 0 : 1);
JS
node look.mjs

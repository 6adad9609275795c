#!/usr/bin/env bash
# AI SDK 7.0.173 (@ai-sdk/openai 4.0.118), LangChain 1.4.0 (@langchain/openai 1.6.0) and OpenAI Agents JS 0.20.0: a tool with an optional
# property, as JSON schema, in strict mode. OpenAI takes a strict schema only where every property is required.
# One would guess that strict makes a framework convert the schema, or refuse it.
# Seen: OpenAI Agents makes the optional property required and nullable. AI SDK and LangChain send "strict": true beside the schema as
# it is, which OpenAI answers with an error about every tool that has an optional argument.
# Exits non-zero where that is no longer so.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-fund --no-audit ai@7.0.173 @ai-sdk/openai@4.0.118 @langchain/core@1.4.0 @langchain/openai@1.6.0 \
  @openai/agents@0.20.0 zod@4.6.7 >/dev/null 2>&1

cat > look.mjs <<'JS'
import { createServer } from 'node:http';
import { createOpenAI } from '@ai-sdk/openai';
import { generateText, jsonSchema, tool } from 'ai';
import { tool as chainTool } from '@langchain/core/tools';
import { ChatOpenAI } from '@langchain/openai';
import { tool as agentTool } from '@openai/agents';

const schema = {
  type: 'object', properties: { city: { type: 'string' }, unit: { type: 'string' } }, required: ['city'], additionalProperties: false,
};
let sent;
const server = createServer(async (request, answer) => {
  let body = '';
  for await (const part of request) body += part;
  const given = JSON.parse(body).tools[0];
  sent = given.function ?? given;
  answer.setHeader('content-type', 'application/json');
  answer.end(JSON.stringify({
    id: 'a', object: 'chat.completion', created: 0, model: 'm', usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
    choices: [{ index: 0, finish_reason: 'stop', message: { role: 'assistant', content: 'done' } }],
  }));
});
await new Promise(listening => server.listen(0, '127.0.0.1', listening));
const url = `http://127.0.0.1:${server.address().port}/v1`;
const shown = (who, strict, parameters) => {
  const seen = `strict ${strict}, required ${parameters.required}`;
  console.log(`${who}: ${seen}`);
  return seen;
};

await generateText({
  model: createOpenAI({ baseURL: url, apiKey: 'none' }).chat('gpt-5'), prompt: 'x',
  tools: { weather: tool({ inputSchema: jsonSchema(schema), strict: true, execute: () => 'sunny' }) },
});
const sdk = shown('AI SDK', sent.strict, sent.parameters);
await new ChatOpenAI({ model: 'gpt-5', apiKey: 'none', configuration: { baseURL: url } })
  .bindTools([chainTool(() => 'sunny', { name: 'weather', description: 'w', schema })], { strict: true }).invoke('x');
const chain = shown('LangChain', sent.strict, sent.parameters);
const converted = agentTool({ name: 'weather', description: 'w', parameters: schema, strict: true, execute: () => 'sunny' });
const agents = shown('OpenAI Agents', converted.strict, converted.parameters);
server.close();
process.exit(sdk === 'strict true, required city' && chain === sdk && agents === 'strict true, required city,unit' ? 0 : 1);
JS
node look.mjs

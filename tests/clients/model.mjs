// A model that follows a script, in the words of three makers: Anthropic's messages, OpenAI's responses and Gemini's generateContent.
// It calls the tools of skillmcp one after another, and notes for each request which tools the client named, whether it said what they
// are for, and what it handed over as the results of the calls.
//
//   node model.mjs CALLS NOTES    CALLS: a file with a JSON list of {tool, arguments}; NOTES: a file that gets a JSON line per request.
//
// It prints its address, and ends after ten minutes at the latest.
import { createServer } from 'node:http';
import { appendFileSync, readFileSync } from 'node:fs';

const [, , callsFile, notesFile] = process.argv;
const calls = JSON.parse(readFileSync(callsFile, 'utf8'));
const last = 'All calls were made.';
const patience = 10;

// Of what the server says of itself, or of the lines in a file of instructions.
const instructions = 'Before multi-step work: retrieve_skill';

// Of what a hook adds to a prompt: our mark, and a step of the skill that fits it.
// Qwen Code hands the marks on as entities.
const unescaped = text => text.replaceAll('&lt;', '<').replaceAll('&gt;', '>');
const recalled = ['<skillmcp-recall>', 'gatewayctl verify deploy', '</skillmcp-recall>'];

const text = value => typeof value === 'string' ? value : JSON.stringify(value);

// What a model calls while a tool of ours is missing, by what the client has for it. Claude Code and Qwen Code tell the names of tools
// only, until the model asks for them; Codex may begin before the server has started.
const listed = tool => `mcp__skillmcp__${tool}`;
const query = `select:${calls.map(call => listed(call.tool))}`;
const whileMissing = [
  { name: 'ToolSearch', arguments: { query } },
  { name: 'tool_search', arguments: { query } },
  { name: 'exec_command', arguments: { cmd: 'sleep 0.5' } },
];

// What a maker's API is like: which requests are for the model; the tools in one, [{name, ...}]; the results in one, [{id, name, text}];
// and how a call and a text are answered.
const anthropic = {
  path: /\/v1\/messages(\?|$)/,
  tools: request => request.tools ?? [],
  results: request => request.messages
    .flatMap(message => Array.isArray(message.content) ? message.content : [])
    .filter(part => part.type === 'tool_result')
    .map(part => ({ id: part.tool_use_id, text: text(part.content) })),
  answer(request, call) {
    const block = call ? { type: 'tool_use', id: call.id, name: call.tool.name, input: {} } : { type: 'text', text: '' };
    const delta = call
      ? { type: 'input_json_delta', partial_json: JSON.stringify(call.arguments) }
      : { type: 'text_delta', text: last };
    const usage = { input_tokens: 1, output_tokens: 1 };
    const message = { id: 'msg_1', type: 'message', role: 'assistant', model: request.model, content: [], stop_reason: null, usage };
    const reason = call ? 'tool_use' : 'end_turn';
    return request.stream
      ? [
          { type: 'message_start', message },
          { type: 'content_block_start', index: 0, content_block: block },
          { type: 'content_block_delta', index: 0, delta },
          { type: 'content_block_stop', index: 0 },
          { type: 'message_delta', delta: { stop_reason: reason, stop_sequence: null }, usage },
          { type: 'message_stop' },
        ]
      : { ...message, content: [call ? { ...block, input: call.arguments } : { ...block, text: last }], stop_reason: reason };
  },
};

const openai = {
  path: /\/responses(\?|$)/,
  // The tools of a server are in a namespace, which a call repeats.
  tools: request => (request.tools ?? []).flatMap(tool => tool.type === 'namespace'
    ? tool.tools.map(inner => ({ name: inner.name, namespace: tool.name }))
    : [{ name: tool.name ?? tool.type }]),
  results: request => (Array.isArray(request.input) ? request.input : [])
    .filter(item => item.type === 'function_call_output')
    .map(item => ({ id: item.call_id, text: text(item.output) })),
  answer(request, call) {
    const item = call
      ? { type: 'function_call', id: `fc_${call.id}`, call_id: call.id, ...call.tool, arguments: JSON.stringify(call.arguments), status: 'completed' }
      : { type: 'message', id: 'msg_1', role: 'assistant', status: 'completed', content: [{ type: 'output_text', text: last, annotations: [] }] };
    const response = { id: 'resp_1', object: 'response', model: request.model, status: 'in_progress', output: [] };
    const usage = { input_tokens: 1, output_tokens: 1, total_tokens: 2 };
    return [
      { type: 'response.created', response },
      { type: 'response.output_item.done', output_index: 0, item },
      { type: 'response.completed', response: { ...response, status: 'completed', output: [item], usage } },
    ];
  },
};

const gemini = {
  path: /:(stream)?generateContent(\?|$)/i,
  tools: request => (request.tools ?? []).flatMap(tool => tool.functionDeclarations ?? []),
  results: request => request.contents
    .flatMap(content => content.parts ?? [])
    .filter(part => part.functionResponse)
    .map(({ functionResponse }) => ({ name: functionResponse.name, text: text(functionResponse.response) })),
  answer(request, call, address) {
    const part = call ? { functionCall: { name: call.tool.name, args: call.arguments } } : { text: last };
    const answer = {
      candidates: [{ content: { role: 'model', parts: [part] }, finishReason: 'STOP', index: 0 }],
      usageMetadata: { promptTokenCount: 1, candidatesTokenCount: 1, totalTokenCount: 2 },
    };
    return address.includes('stream') ? [answer] : answer;
  },
};

const makers = { anthropic, openai, gemini };

// The next call of the script; null where it has ended, or the request is for something else, such as a title.
function next(maker, request, results) {
  const tools = maker.tools(request);
  const call = calls[results.length];
  if (!call || tools.length === 0) return null;
  const tool = tools.find(one => one.name.endsWith(call.tool));
  if (tool) return { id: `call_${results.length}`, tool: { name: tool.name, namespace: tool.namespace }, arguments: call.arguments };
  const waits = maker.results(request).length - results.length;
  // Qwen Code keeps a tool that was asked for out of its list, and calls it by another.
  if (waits > 0 && tools.some(one => one.name === 'tool_call')) {
    const whole = { name: listed(call.tool), arguments: call.arguments };
    return { id: `call_${results.length}`, tool: { name: 'tool_call' }, arguments: whole };
  }
  const wait = whileMissing.find(one => tools.some(tool => tool.name === one.name));
  return wait && waits < patience ? { id: `wait_${waits}`, tool: { name: wait.name }, arguments: wait.arguments } : null;
}

const isOurs = result => result.id?.startsWith('call_') || calls.some(call => result.name?.endsWith(call.tool));

const server = createServer(async (incoming, outgoing) => {
  const parts = [];
  for await (const part of incoming) parts.push(part);
  const maker = Object.values(makers).find(one => one.path.test(incoming.url));
  if (incoming.method !== 'POST' || !maker) {
    outgoing.writeHead(404, { 'content-type': 'application/json' }).end('{}');
    return;
  }
  const request = JSON.parse(Buffer.concat(parts).toString());
  const results = maker.results(request).filter(isOurs);
  const note = {
    tools: maker.tools(request).map(tool => tool.name),
    told: JSON.stringify(request).includes(instructions),
    recalled: recalled.every(part => unescaped(JSON.stringify(request)).includes(part)),
    results: results.map(result => result.text),
  };
  appendFileSync(notesFile, `${JSON.stringify(note)}\n`);
  const answer = maker.answer(request, next(maker, request, results), incoming.url);
  if (!Array.isArray(answer)) {
    outgoing.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
    return;
  }
  outgoing.writeHead(200, { 'content-type': 'text/event-stream' });
  for (const event of answer) outgoing.write(`${event.type ? `event: ${event.type}\n` : ''}data: ${JSON.stringify(event)}\n\n`);
  outgoing.end();
});

server.listen(0, '127.0.0.1', () => console.log(`http://127.0.0.1:${server.address().port}`));
setTimeout(() => process.exit(0), 10 * 60 * 1000);

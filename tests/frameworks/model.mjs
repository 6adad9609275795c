// A scripted model on loopback that speaks the chat completions and the responses of OpenAI: it calls retrieve_skill once, and then
// says that it is done. Keeps what it was asked.
import { createServer } from 'node:http';

export const said = 'The cart service is deployed.';
const request = JSON.stringify({ task: 'Deploy the cart service', arguments: [{ name: 'tag', value: 'v7' }] });

export async function startModel() {
    const asked = [];
    const server = createServer(async (incoming, answer) => {
        const question = JSON.parse(Buffer.concat(await Array.fromAsync(incoming)).toString() || '{}');
        asked.push(question);
        const isAnswered = answersIn(question).length > 0;
        const tool = isAnswered ? null : toolsOf(question).map(tool => tool.name).find(name => name.endsWith('retrieve_skill'));
        answer.setHeader('content-type', 'application/json');
        const speak = incoming.url.endsWith('/responses') ? response : completion;
        // Frameworks take two answers of one id for one.
        answer.end(JSON.stringify({ id: `answer_${asked.length}`, ...speak(question.model, tool) }));
    });
    await new Promise(listening => server.listen(0, '127.0.0.1', listening));
    return { asked, url: `http://127.0.0.1:${server.address().port}/v1`, stop: () => server.close() };
}

/** The tools' answers that a request holds. */
export const answersIn = question =>
    (question.messages ?? question.input ?? []).filter(item => item.role === 'tool' || item.type === 'function_call_output');

/** The tools that a request offers, each with its name, parameters and strict. */
export const toolsOf = question => (question.tools ?? []).map(tool => tool.function ?? tool);

function completion(model, tool) {
    const call = { id: 'call_1', type: 'function', function: { name: tool, arguments: request } };
    const message = tool ? { role: 'assistant', content: null, tool_calls: [call] } : { role: 'assistant', content: said };
    return {
        object: 'chat.completion', created: 0, model,
        choices: [{ index: 0, message, finish_reason: tool ? 'tool_calls' : 'stop' }],
        usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
    };
}

function response(model, tool) {
    const call = { id: 'fc_1', type: 'function_call', call_id: 'call_1', name: tool, arguments: request, status: 'completed' };
    const content = [{ type: 'output_text', text: said, annotations: [] }];
    const text = { id: 'msg_1', type: 'message', role: 'assistant', status: 'completed', content };
    return {
        object: 'response', created_at: 0, status: 'completed', model, output: [tool ? call : text],
        parallel_tool_calls: false, tool_choice: 'auto', tools: [],
        usage: {
            input_tokens: 1, input_tokens_details: { cached_tokens: 0 },
            output_tokens: 1, output_tokens_details: { reasoning_tokens: 0 }, total_tokens: 2,
        },
    };
}

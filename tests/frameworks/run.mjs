// Runs the examples of a page against a scripted model, and checks what reached it.
//   node run.mjs PAGE SCRATCH HOME
// An example is a heading with a block of TypeScript, and of the command that installs what it needs, or a block of C#. HOME is a
// folder with a memory that has the skill which the model asks for; skillmcp is on the path.
import { spawnSync, spawn } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { answersIn, said, startModel, toolsOf } from './model.mjs';

const [page, scratch, home] = process.argv.slice(2);
const typescript = 'typescript@5.9.3 @types/node@24.10.1';
const instructions = 'Memory of procedures that worked before.';
const step = 'docker push cart:v7';
const count = { ok: 0, FAILED: 0, skipped: 0 };

for (const { heading, blocks } of examples(readFileSync(page, 'utf8'))) {
    const folder = join(scratch, heading.replaceAll(/\W+/g, '-').toLowerCase());
    mkdirSync(folder);
    const asksForStrict = blocks.ts?.includes('convertSchemasToStrict');
    const made = blocks.ts ? makeTypeScript(folder, blocks) : makeCSharp(folder, blocks);
    const [end, why] = made.command ? await judged(made.command, folder, asksForStrict) : [made.end, made.why];
    count[end]++;
    console.log(`${end.padEnd(7)} ${heading}${why ? `: ${why}` : ''}`);
}
console.log(`${count.ok} passed, ${count.FAILED} failed`);
process.exit(count.FAILED === 0 && count.ok + count.skipped > 0 ? 0 : 1);

function examples(text) {
    return text.split(/^### /m).slice(1).map(section => ({
        heading: section.split('\n')[0],
        blocks: Object.fromEntries([...section.matchAll(/^```(\w+)\n(.*?)^```/gms)].map(([, language, block]) => [language, block])),
    }));
}

// The compiler checks what Node, which only takes the types away, does not look at.
function makeTypeScript(folder, { sh, ts }) {
    writeFileSync(join(folder, 'package.json'), '{ "private": true, "type": "module" }');
    writeFileSync(join(folder, 'example.ts'), ts);
    const packages = sh.match(/^npm install (.*)$/m)[1];
    const needed = `${packages} ${typescript}`.split(' ');
    const installed = ran(folder, 'npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts', ...needed]);
    if (installed.status !== 0) {
        return { end: 'skipped', why: `npm could not install ${packages}` };
    }
    const options = ['--noEmit', '--strict', '--skipLibCheck', '--target', 'es2023', '--module', 'nodenext', 'example.ts'];
    const checked = ran(folder, process.execPath, [join('node_modules', 'typescript', 'bin', 'tsc'), ...options]);
    return checked.status === 0 ? { command: [process.execPath, 'example.ts'] } : { end: 'FAILED', why: checked.output };
}

function makeCSharp(folder, { csharp }) {
    writeFileSync(join(folder, 'example.cs'), csharp);
    const built = ran(folder, 'dotnet', ['build', 'example.cs', '--output', 'built']);
    if (built.status === 0) {
        return { command: [join(folder, 'built', 'example')] };
    }
    const isMissing = built.error || /NU1101|NU1102|NU1301|not found/.test(built.output);
    return { end: isMissing ? 'skipped' : 'FAILED', why: isMissing ? 'dotnet could not restore its packages' : built.output };
}

function ran(folder, command, options) {
    const { status, error, stdout, stderr } = spawnSync(command, options, { cwd: folder, encoding: 'utf8' });
    return { status, error, output: `${stdout}${stderr}` };
}

async function judged(command, folder, asksForStrict) {
    const model = await startModel();
    const { code, output } = await followed(command, folder, {
        HOME: home, OPENAI_BASE_URL: model.url, OPENAI_API_KEY: 'none', OPENAI_AGENTS_DISABLE_TRACING: '1',
    });
    model.stop();
    const [first, last] = [model.asked[0] ?? {}, model.asked.at(-1) ?? {}];
    const strict = toolsOf(first).filter(tool => tool.strict);
    const faults = [
        [code === 0 && output.includes(said), `it ended with ${code}:\n${output}`],
        [model.asked.length === 2, `the model was asked ${model.asked.length} times`],
        [toolsOf(first).length === 7, `the model was offered ${toolsOf(first).length} tools`],
        [JSON.stringify(first).includes(instructions), 'the instructions did not reach the model'],
        [JSON.stringify(last).includes(step), 'the procedure did not reach the model'],
        [strict.every(tool => everyIsRequired(tool.parameters)), 'a tool is called strict, and its schema is not'],
        [!asksForStrict || strict.length === 7, 'a schema was not converted'],
    ].filter(([holds]) => !holds).map(([, fault]) => fault);
    return faults.length === 0 ? ['ok', lengthOfAnswer(last)] : ['FAILED', faults.join('; ')];
}

function followed([command, ...options], folder, environment) {
    const child = spawn(command, options, { cwd: folder, env: { ...process.env, ...environment }, timeout: 120_000 });
    let output = '';
    child.stdout.on('data', text => output += text);
    child.stderr.on('data', text => output += text);
    return new Promise(ended => child.on('close', code => ended({ code, output })));
}

// As OpenAI's strict function schemas demand it.
function everyIsRequired(schema) {
    const parts = [...Object.values(schema.properties ?? {}), ...(schema.anyOf ?? []), ...(schema.items ? [schema.items] : [])];
    const names = Object.keys(schema.properties ?? {});
    const isClosed = names.length === 0 || schema.additionalProperties === false;
    return isClosed && names.every(name => schema.required?.includes(name)) && parts.every(everyIsRequired);
}

function lengthOfAnswer(question) {
    const answer = answersIn(question).at(-1);
    return `the model reads ${JSON.stringify(answer.content ?? answer.output).length} characters of the answer`;
}

// Judges what the clients found against what is expected of the server, prints it as a table and counts it.
//   node judge.mjs RESULTS INSPECTED README
// RESULTS holds a folder a run of the conformance suite, named as in scenarios.json. INSPECTED has a line a check of the
// Inspector: its group, its name and its end, "ok" or "FAILED", between tabs. README is where the table must stand.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const [results, inspected, readme] = process.argv.slice(2);
const beside = name => JSON.parse(readFileSync(join(import.meta.dirname, name), 'utf8'));
const { required, notApplicable } = beside('scenarios.json');
const { dependencies: versions } = beside('package.json');
const reasons = new Map(notApplicable.flatMap(({ reason, of }) => of.map(name => [name, reason])));

const runs = Object.keys(required).map(run => judged(run, ranIn(run)));
const groups = Map.groupBy(readFileSync(inspected, 'utf8').trim().split('\n').map(line => line.split('\t')), ([group]) => group);
const faults = [...runs.flatMap(run => run.faults), ...neverRan(), ...[...groups].flatMap(([group, checks]) =>
    checks.filter(([, , end]) => end !== 'ok').map(([, name]) => `inspector, ${group}: ${name}`))];
const table = [
    '| client | what it checks | passed | does not apply |',
    '|---|---|--:|---|',
    ...runs.map(run => `| conformance suite ${versions['@modelcontextprotocol/conformance']} | ${title(run)} | ${run.passed} | ${excuses(run.excused)} |`),
    ...[...groups].map(([group, checks]) => `| Inspector ${versions['@modelcontextprotocol/inspector']} | ${group} | ${checks.filter(([, , end]) => end === 'ok').length} | nothing |`),
].join('\n');
if (faults.length === 0 && !readFileSync(readme, 'utf8').includes(table)) {
    faults.push('the table in README.md is not this one: put it in its place');
}

console.log(table);
console.log();
faults.forEach(fault => console.log(`FAILED  ${fault}`));
const passed = runs.reduce((sum, run) => sum + run.passed, 0) + [...groups.values()].flat().filter(([, , end]) => end === 'ok').length;
console.log(`${passed} passed, ${faults.length} failed`);
process.exit(faults.length === 0 ? 0 : 1);

// The checks of each scenario that ran, from folders such as server-ping-2026-07-28T10-00-00-000Z.
function ranIn(run) {
    const folder = join(results, run);
    return new Map((existsSync(folder) ? readdirSync(folder) : []).map(name => [
        name.match(/^server-(.+)-\d{4}-\d\d-\d\dT/)[1],
        JSON.parse(readFileSync(join(folder, name, 'checks.json'), 'utf8')).filter(check => check.status !== 'INFO'),
    ]));
}

function judged(run, scenarios) {
    const faults = required[run].filter(scenario => !scenarios.has(scenario)).map(scenario => `${run}, ${scenario}: did not run`);
    const excused = [];
    let passed = 0;
    for (const [scenario, checks] of scenarios) {
        const bad = checks.filter(check => check.status !== 'SUCCESS' && !(reasons.has(scenario) && check.id !== 'wire-schema-valid'));
        if (reasons.has(scenario)) {
            excused.push(scenario);
            if (checks.every(check => check.status === 'SUCCESS')) {
                faults.push(`${run}, ${scenario}: passes, though scenarios.json says that it does not apply: require it`);
            }
        } else if (!required[run].includes(scenario)) {
            faults.push(`${run}, ${scenario}: is new: require it in scenarios.json, or say there why it does not apply`);
        } else {
            passed += checks.filter(check => check.status === 'SUCCESS').length;
        }
        for (const check of bad.filter(check => !reasons.has(`${scenario}:${check.id}`))) {
            faults.push(`${run}, ${scenario}, ${check.id}: ${check.status}: ${check.errorMessage ?? check.description}`);
        }
        excused.push(...bad.map(check => `${scenario}:${check.id}`).filter(name => reasons.has(name)));
    }
    return { run, faults, excused, passed };
}

// What is said not to apply, and applied to no run: it passes now, or the suite has it no more.
function neverRan() {
    const excused = new Set(runs.flatMap(run => run.excused));
    return [...reasons.keys()].filter(name => !excused.has(name)).map(name => `${name}: scenarios.json says that it does not apply, and it passes or is no more`);
}

function title({ run }) {
    const scenarios = required[run].map(name => `\`${name}\``).join(', ');
    return run === 'extension' ? `the Skills extension: ${scenarios}` : `protocol ${run}: ${scenarios}`;
}

function excuses(names) {
    return [...Map.groupBy(names, name => reasons.get(name))].map(([reason, which]) => `${reason}: ${counted(which)}`).join('; ') || 'nothing';
}

function counted(names) {
    const checks = names.filter(name => name.includes(':')).length;
    const scenarios = names.length - checks;
    return [scenarios && `${scenarios} scenario${scenarios > 1 ? 's' : ''}`, checks && `${checks} check${checks > 1 ? 's' : ''}`].filter(Boolean).join(' and ');
}

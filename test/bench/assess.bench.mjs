/**
 * `npm run bench`: how fast the built library is, against straight-line decimal.js code for the same rules.
 *
 * 1. each typed calculator against the same measure written by hand, on the applications of thousands of mixed cases;
 * 2. `assess` against `straightLineAssess` on whole cases, and against `json`: JSON.parse of the text of a case and
 *    JSON.stringify of its assessment, which no caller can do without;
 * 3. `assess` and `audit` on one case of 10, 100, 1,000 and 10,000 rows;
 * 4. importing an entry against importing its dependencies, in fresh processes;
 * 5. what an import costs in a bundle.
 *
 * `npm run bench:engines`: the same, and side by side with them in the same run
 *
 * 6. other rules engines on the same twelve measures, on the applications of which every fact is known, as they know no
 *    other (test/bench/engines);
 * 7. a pipe of cases, a line each, against the pipe without the library: lines per second and memory.
 *
 * Everything is processor time. `-- --readme` writes the ratios of that run into both READMEs.
 *
 * Before anything is timed, what the contenders say is compared. What they do is alike, not equal: the straight-line code
 * validates nothing, knows the default readings only, and gives no steps, warnings, runner-up or settlement; the engines
 * give a status and an amount.
 */
import { assess } from '../../dist/index.js';
import * as calculators from '../../dist/measures.js';
import { applicationsOf } from './applications.mjs';
import { makeCases, makeOrdinaryCases } from './cases.mjs';
import { agreement, loadEngines } from './engines/index.mjs';
import { completed, isKnown } from './engines/facts.mjs';
import { FOLDER } from './engines/install.mjs';
import { PATIENCE_MS, grow } from './growth.mjs';
import { bundleSize, nativeSize, startUp } from './loading.mjs';
import { throughput } from './ndjson.mjs';
import { writeReadmes } from './readme.mjs';
import * as straightLine from './straight-line.mjs';
import { each, race, table, times, us } from './timing.mjs';

const CASES = 4_000;
/** fewer beside the engines, the slowest of which takes a second for a thousand applications, and of each measure so many timed */
const CASES_OF_ENGINES = 1_000;
const TIMED = 100;
/** fewer, and more rounds of them: it takes that long until the compiler has settled on a large library */
const WHOLE_CASES = 500;
const WHOLE_ROUNDS = 40;
const SEED = 20250202;

// ---- 1 and 6. the measures, one application at a time --------------------------------------------------------------

const OURS = 'this library';
const BY_HAND = 'straight-line';

/** A ratio means something only where both sides say the same. */
function mustAgree(measure, facts, ours) {
  const theirs = calculators[measure](facts);
  if (ours.status !== theirs.status || ours.amount.min !== theirs.amount.min || ours.amount.max !== theirs.amount.max) {
    throw new Error(`${measure} differs on ${JSON.stringify(facts)}:\n${JSON.stringify(ours)}\n${JSON.stringify(theirs)}`);
  }
}

/** Every n-th, so that there are at most so many. */
const sampled = (list, most) => list.filter((_each, i) => i % Math.ceil(list.length / most) === 0);

/** One pass of each contender over `[measure, facts]`, with what it is given made beforehand. */
function passesOver(applications, engines) {
  const call = (functions) => each(applications, ([measure, facts]) => functions[measure](facts));
  const ofEngine = ({ name, measures, pass }) => {
    const inputs = applications.map(([measure, facts]) => {
      const { prepare, call } = measures[measure];
      return { call, input: prepare(completed(facts)) };
    });
    return [name, pass(inputs, ({ call, input }) => call(input))];
  };
  return { [OURS]: call(calculators), [BY_HAND]: call(straightLine), ...Object.fromEntries(engines.map(ofEngine)) };
}

/** Each measure alone, then all of them mixed as they occur, after every result was compared. */
async function raceMeasures(cases, engines) {
  const rows = [];
  const mixed = [];
  const equal = Object.fromEntries(engines.map(({ name }) => [name, 0]));
  for (const [measure, all] of Object.entries(applicationsOf(cases))) {
    const applications = engines.length > 0 ? all.filter((facts) => isKnown(measure, facts)) : all;
    const expected = applications.map((facts) => straightLine[measure](facts));
    for (const [i, facts] of applications.entries()) mustAgree(measure, facts, expected[i]);
    for (const engine of engines) equal[engine.name] += await agreement(engine, measure, applications, expected);
    mixed.push(...applications.map((facts) => [measure, facts]));

    const timed = engines.length > 0 ? sampled(applications, TIMED) : applications;
    const contenders = passesOver(timed.map((facts) => [measure, facts]), engines);
    rows.push(rowOf(measure, applications.length, await race(timed.length, contenders)));
  }
  // in an order in which no measure comes twice in a row for long, the same in every run
  const shuffled = mixed.map((entry, i) => [(i * 7919) % mixed.length, entry]).sort(([a], [b]) => a - b).map(([, entry]) => entry);
  const timed = engines.length > 0 ? sampled(shuffled, 10 * TIMED) : shuffled;
  const found = await race(timed.length, passesOver(timed, engines), WHOLE_ROUNDS);
  rows.push(rowOf('all, as they occur', mixed.length, found));
  table(['measure', 'applications', ...Object.keys(found).flatMap((name) => (name === OURS ? [name] : [name, '/ ours']))], rows);
  for (const { name } of engines) console.log(`${name}: ${equal[name]} of ${mixed.length} equal to the fen, the others within one`);
  return { applications: mixed.length, equal, ratio: (name) => found[name] / found[OURS] };
}

const rowOf = (title, count, found) => [
  title, String(count),
  ...Object.entries(found).flatMap(([name, time]) => (name === OURS ? [us(time)] : [us(time), times(time / found[OURS])])),
];

// ---- 2. whole cases ------------------------------------------------------------------------------------------------

/**
 * Assessments that stay in memory make V8 put all later ones where they are dearer to collect, so that a caller who drops
 * them, as a service does that writes each of them down, is measured beside copies of them.
 */
async function raceCases(title, cases, { areKept = false } = {}) {
  const copyOf = (value) => JSON.parse(JSON.stringify(value));
  const inputs = cases.map((file) => ({ file, text: JSON.stringify(file), assessment: areKept ? assess(file) : copyOf(assess(file)) }));
  const perCase = inputs.reduce((sum, { assessment }) => sum + assessment.determinations.length, 0) / cases.length;
  const { json, straight, assess: whole } = await race(inputs.length, {
    straight: each(inputs, ({ file }) => straightLine.straightLineAssess(file)),
    assess: each(inputs, ({ file }) => assess(file)),
    json: each(inputs, ({ text, assessment }) => JSON.parse(text) && JSON.stringify(assessment)),
  }, WHOLE_ROUNDS);
  return {
    row: [
      title, String(cases.length), perCase.toFixed(1), us(json), us(straight), us(whole), us(whole / perCase),
      times(whole / json), times(whole / straight),
    ],
    toJson: whole / json, perCase,
  };
}

// ---- 4 and 5. what it costs to have it -----------------------------------------------------------------------------

const DEPENDENCIES = 'decimal.js and zod/mini';
const ENTRIES = { '.': './dist/index.js', './measures': './dist/measures.js', './policy': './dist/policy.js' };
const BUNDLES = {
  'assess alone': `export { assess } from './dist/index.js'`,
  'investmentReward alone': `export { investmentReward } from './dist/measures.js'`,
  '/measures': `export * from './dist/measures.js'`,
  '/policy': `export * from './dist/policy.js'`,
  'decimal.js': `export { Decimal } from 'decimal.js'`,
};

async function ofEntries() {
  console.log('\nImporting, in fresh processes');
  const started = startUp({
    [DEPENDENCIES]: { modules: ['decimal.js', 'zod/mini'] },
    ...Object.fromEntries(Object.entries(ENTRIES).map(([entry, file]) => [entry, { modules: [file] }])),
  });
  table(['import', 'ms', 'against dependencies'], started.map(({ name, ms, ratio }) => [name, ms.toFixed(1), times(ratio)]));

  console.log('\nBundled, minified and gzipped (dependencies included)');
  const sizes = await Promise.all(Object.entries(BUNDLES).map(async ([name, contents]) => ({ name, ...(await bundleSize(contents)) })));
  table(['bundle', 'kB', 'with'], sizes.map(({ name, bytes, packages }) => [name, (bytes / 1000).toFixed(1), packages.join(', ')]));
}

/** The same of each contender: the twelve measures of ours and of those by hand, the bare engine of the others. */
async function ofContenders(engines) {
  const others = [...new Set(engines.map((engine) => engine.of))];
  const started = startUp({
    [OURS]: { modules: ['./dist/measures.js'] },
    [BY_HAND]: { modules: ['./test/bench/straight-line.mjs'] },
    ...Object.fromEntries(others.map((name) => [name, { modules: [name], folder: FOLDER }])),
  });
  const native = nativeSize(FOLDER);
  const bytes = {
    [OURS]: (await bundleSize(BUNDLES['/measures'])).bytes,
    [BY_HAND]: (await bundleSize(`export * from './test/bench/straight-line.mjs'`)).bytes,
  };
  for (const name of others) bytes[name] = name.startsWith('@gorules') ? native : (await bundleSize(`export * from '${name}'`, FOLDER)).bytes;
  console.log('\nImporting a contender in a fresh process, and its bundle, minified and gzipped (zen-engine: its native module as it is)');
  table(['contender', 'ms', '/ ours', 'kB', '/ ours'], started.map(({ name, ms, ratio }) => [
    name, ms.toFixed(1), times(ratio), (bytes[name] / 1000).toFixed(1), times(bytes[name] / bytes[OURS]),
  ]));
  return { start: Object.fromEntries(started.map(({ name, ratio }) => [name, ratio])), bytes };
}

// ---- the run -------------------------------------------------------------------------------------------------------

async function wholeCases(cases) {
  console.log('\nWhole cases, µs');
  const ordinary = makeOrdinaryCases(WHOLE_CASES, SEED);
  const found = [
    await raceCases('mixed', cases.slice(0, WHOLE_CASES)), await raceCases('ordinary', ordinary),
    // Last, because what it makes the compiler think stays.
    await raceCases('ordinary, all kept', ordinary, { areKept: true }),
  ];
  table(
    ['cases', 'number', 'determinations', 'json', 'straight-line', 'assess', 'per determination', 'assess/json', 'assess/straight'],
    found.map(({ row }) => row),
  );
  const [, dropped, kept] = found;
  return { ...dropped, toJsonKept: kept.toJson };
}

async function growth() {
  console.log('\nOne case that grows (many: unrelated applicants; one: a single enterprise, all leases under one cap; consortia;');
  console.log('unknown: many, with one fact of every row unknown; audit: of a ledger for many, one line in five wrong)');
  const found = await grow();
  table(['shape', 'rows', 'ms', 'µs/row', '/ json'], found.map(({ shape, size, rows, ms, ratio }) =>
    ms === undefined
      ? [shape, String(size), `> ${PATIENCE_MS}`, '', 'given up']
      : [shape, String(rows), ms.toFixed(ms < 10 ? 3 : 0), us((ms * 1000) / rows), times(ratio)]));
  return found;
}

function pipes(cases) {
  console.log('\nA case a line, through examples/service.mjs and through a pipe that only parses and writes the line (fresh processes)');
  const found = throughput(cases);
  table(['pipe', 'lines/s', 'peak MB'], found.contenders.map(({ name, perSecond, megabytes }) => [name, perSecond.toFixed(0), megabytes.toFixed(0)]));
  console.log(`time ${times(found.time)}, memory ${times(found.memory)}`);
  return found;
}

const flags = process.argv.slice(2);
const engines = flags.includes('--engines') ? loadEngines() : [];
const cases = makeCases(engines.length > 0 ? CASES_OF_ENGINES : CASES, SEED);
console.log(`Node ${process.version} ${process.platform} ${process.arch}; ${cases.length} mixed cases, seed ${SEED}; processor time, the least of the rounds\n`);
console.log('Measures, µs per application');
const measures = await raceMeasures(cases, engines);
const ordinary = await wholeCases(cases);
const grown = await growth();
await ofEntries();
if (engines.length > 0) {
  const found = { measures, ordinary, grown, loading: await ofContenders(engines), pipes: pipes(cases) };
  if (flags.includes('--readme')) writeReadmes(found, [OURS, BY_HAND, ...engines]);
}

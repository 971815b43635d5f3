/**
 * `npm run bench`: how fast the built library is, against straight-line decimal.js code for the same rules.
 *
 * 1. each typed calculator against the same measure written by hand, on the applications of thousands of mixed cases;
 * 2. `assess` against `straightLineAssess` on whole cases, and against `json`: JSON.parse of the text of a case and
 *    JSON.stringify of its assessment, which no caller can do without;
 * 3. `assess` on one case of 10, 100, 1,000 and 10,000 rows;
 * 4. importing an entry against importing its dependencies, in fresh processes;
 * 5. what an import costs in a bundle.
 *
 * Contenders are measured in turn within each round, after warm-up; figures are medians over the rounds. What the two
 * sides do is alike, not equal: the straight-line code validates nothing, knows the default readings only, and gives no
 * steps, warnings, runner-up or settlement.
 */
import { Worker, isMainThread, parentPort, workerData } from 'node:worker_threads';
import { assess } from '../../dist/index.js';
import * as calculators from '../../dist/measures.js';
import { applicationsOf } from './applications.mjs';
import { countEntities, makeCases, makeLargeCase, makeOrdinaryCases } from './cases.mjs';
import { bundleSizes, startUp } from './loading.mjs';
import * as straightLine from './straight-line.mjs';

const CASES = 4_000;
/** fewer, because their assessments stay in memory beside them */
const WHOLE_CASES = 1_000;
const SEED = 20250202;
const ROUNDS = 9;
/** so that a measure with few applications is not timed over a millisecond */
const LEAST_CALLS = 4_000;

/** Keeps results alive, so that no call can be optimised away. */
let sink = 0;

const now = () => performance.now();

function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/**
 * µs per input of each contender, `{ name: (input) => unknown }`, over the same `inputs` in turn in every round.
 * `ratio(a, b)` is the median of the ratios within a round: what slows the whole machine for a while cancels out.
 */
function race(inputs, contenders, rounds = ROUNDS) {
  const names = Object.keys(contenders);
  const passes = Math.max(1, Math.ceil(LEAST_CALLS / inputs.length));
  const times = Object.fromEntries(names.map((name) => [name, []]));
  for (let round = -2; round < rounds; round++) {
    const order = round % 2 ? names : [...names].reverse();
    for (const name of order) {
      const run = contenders[name];
      const from = now();
      for (let pass = 0; pass < passes; pass++) {
        for (const input of inputs) if (run(input)) sink++;
      }
      const elapsed = ((now() - from) * 1000) / (passes * inputs.length);
      if (round >= 0) times[name].push(elapsed);
    }
  }
  return {
    ...Object.fromEntries(names.map((name) => [name, median(times[name])])),
    ratio: (a, b) => median(times[a].map((time, round) => time / times[b][round])),
  };
}

function table(header, rows) {
  const widths = header.map((cell, i) => Math.max(cell.length, ...rows.map((row) => row[i].length)));
  const line = (row) => row.map((cell, i) => (i === 0 ? cell.padEnd(widths[i]) : cell.padStart(widths[i]))).join('  ');
  console.log(line(header));
  console.log(widths.map((width) => '-'.repeat(width)).join('  '));
  for (const row of rows) console.log(line(row));
}

const us = (value) => value.toFixed(value < 100 ? 2 : 0);
const times = (value) => `${value.toFixed(2)}x`;

// ---- 1. the measures, one application at a time --------------------------------------------------------------------

/** A ratio means something only where both sides say the same. */
function mustAgree(measure, facts) {
  for (const each of facts) {
    const ours = straightLine[measure](each);
    const theirs = calculators[measure](each);
    if (ours.status !== theirs.status || ours.amount.min !== theirs.amount.min || ours.amount.max !== theirs.amount.max) {
      throw new Error(`${measure} differs on ${JSON.stringify(each)}:\n${JSON.stringify(ours)}\n${JSON.stringify(theirs)}`);
    }
  }
}

// ---- 2. whole cases ------------------------------------------------------------------------------------------------

function raceCases(title, cases) {
  const inputs = cases.map((file) => ({ file, text: JSON.stringify(file), assessment: assess(file) }));
  const perCase = inputs.reduce((sum, { assessment }) => sum + assessment.determinations.length, 0) / cases.length;
  const result = race(inputs, {
    straight: ({ file }) => straightLine.straightLineAssess(file),
    assess: ({ file }) => assess(file),
    json: ({ text, assessment }) => JSON.parse(text) && JSON.stringify(assessment),
  }, 5);
  return [
    title,
    String(cases.length),
    perCase.toFixed(1),
    us(result.json),
    us(result.straight),
    us(result.assess),
    us(result.assess / perCase),
    times(result.ratio('assess', 'json')),
    times(result.ratio('assess', 'straight')),
  ];
}

// ---- 3. one case that grows ----------------------------------------------------------------------------------------

/** A size that takes longer is given up, and the larger ones of its shape with it: no step may hang the benchmark. */
const PATIENCE_MS = 15_000;
const SIZES = [10, 100, 1_000, 10_000];

/** Runs in a worker: only from outside can a call that does not return be stopped. */
function timeOneCase({ size, shape }) {
  const file = makeLargeCase(size, SEED, shape);
  const spent = [];
  const until = now() + 1_500;
  do {
    const from = now();
    sink += assess(file).determinations.length;
    spent.push(now() - from);
  } while (now() < until);
  // the first half of the runs is warm-up
  return { entities: countEntities(file), ms: median(spent.slice(Math.floor(spent.length / 2))) };
}

/** @returns {Promise<{ entities: number, ms: number } | undefined>} */
function inWorker(workerData) {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL(import.meta.url), { workerData });
    const timer = setTimeout(() => {
      resolve(undefined);
      void worker.terminate();
    }, PATIENCE_MS);
    worker.once('message', (result) => {
      clearTimeout(timer);
      resolve(result);
    });
    worker.once('error', (error) => {
      clearTimeout(timer);
      reject(error);
    });
  });
}

async function grow(shape) {
  const rows = [];
  let before;
  for (const size of SIZES) {
    const result = await inWorker({ size, shape });
    if (!result) {
      rows.push([shape, String(size), `> ${PATIENCE_MS}`, '', 'given up']);
      break;
    }
    const { entities, ms } = result;
    const perEntity = (ms * 1000) / entities;
    rows.push([shape, String(entities), ms.toFixed(ms < 10 ? 3 : 0), us(perEntity), before ? times(perEntity / before) : '']);
    before = perEntity;
  }
  return rows;
}

// ---- the run -------------------------------------------------------------------------------------------------------

async function main() {
  const cases = makeCases(CASES, SEED);
  console.log(`Node ${process.version} ${process.platform} ${process.arch}; ${CASES} mixed cases, seed ${SEED}; medians of interleaved rounds\n`);

  console.log('Measures, µs per application');
  const measureRows = [];
  let straightSum = 0;
  let typedSum = 0;
  let applications = 0;
  for (const [measure, facts] of Object.entries(applicationsOf(cases))) {
    mustAgree(measure, facts);
    const result = race(facts, { straight: straightLine[measure], typed: calculators[measure] });
    measureRows.push([measure, String(facts.length), us(result.straight), us(result.typed), times(result.ratio('typed', 'straight'))]);
    straightSum += result.straight * facts.length;
    typedSum += result.typed * facts.length;
    applications += facts.length;
  }
  measureRows.push(['all, by frequency', String(applications), us(straightSum / applications), us(typedSum / applications), times(typedSum / straightSum)]);
  table(['measure', 'applications', 'straight-line', 'typed', 'ratio'], measureRows);

  console.log('\nWhole cases, µs');
  table(
    ['cases', 'number', 'determinations', 'json', 'straight-line', 'assess', 'per determination', 'assess/json', 'assess/straight'],
    [raceCases('mixed', cases.slice(0, WHOLE_CASES)), raceCases('ordinary', makeOrdinaryCases(WHOLE_CASES, SEED))],
  );

  console.log('\nOne case that grows (many: unrelated applicants; one: a single enterprise, all leases under one cap)');
  const growth = [...(await grow('many')), ...(await grow('one'))];
  table(['shape', 'entities', 'ms', 'µs/entity', 'against the size before'], growth);

  console.log('\nImporting, in fresh processes');
  const { dependencies, entries } = startUp();
  table(
    ['import', 'ms', 'against dependencies'],
    [['decimal.js and zod/mini', dependencies.toFixed(1), ''], ...entries.map(({ entry, ms, ratio }) => [entry, ms.toFixed(1), times(ratio)])],
  );

  console.log('\nBundled, minified and gzipped (dependencies included)');
  const sizes = await bundleSizes();
  table(['bundle', 'kB', 'with'], sizes.map(({ name, bytes, packages }) => [name, (bytes / 1000).toFixed(1), packages.join(', ')]));

  if (sink < 0) console.log(sink);
}

if (isMainThread) await main();
else parentPort?.postMessage(timeOneCase(workerData));

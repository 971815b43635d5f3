/**
 * `npm run bench`: how fast the built library is, against straight-line decimal.js code for the same rules.
 *
 * 1. each typed calculator against the same measure written by hand, on the applications of 10,000 mixed cases;
 * 2. `assess` against `straightLineAssess` on whole cases, with JSON.parse + JSON.stringify of a case as a yardstick;
 * 3. `assess` on one case of 10, 100, 1,000 and 10,000 rows.
 *
 * Contenders are measured in turn within each round, after warm-up; figures are medians over the rounds. What the two
 * sides do is alike, not equal: the straight-line code validates nothing, knows the default readings only, and gives no
 * steps, warnings, runner-up or settlement.
 */
import { Worker, isMainThread, parentPort, workerData } from 'node:worker_threads';
import { assess } from '../../dist/index.js';
import * as calculators from '../../dist/measures.js';
import { countEntities, makeCases, makeLargeCase, makeOrdinaryCases } from './cases.mjs';
import * as straightLine from './straight-line.mjs';

const CASES = 10_000;
const SEED = 20250202;
const ROUNDS = 9;
/** so that a measure with few applications is not timed over a millisecond */
const LEAST_CALLS = 10_000;

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

/** Exactly the facts that both sides take, so that nobody reads properties that do not matter. */
const only = (source, names) => Object.fromEntries(names.filter((name) => source[name] !== undefined).map((name) => [name, source[name]]));

const SCOPE = ['filingDate', 'nationalDemonstration'];
const LOAN = ['id', 'productListed', 'interestPaid', 'assessedSubsidy'];
const LEASE = ['id', 'lesseeIsIndustrial', 'mode', 'annualAmount', 'principal', 'start'];

function groupBy(rows, keyOf) {
  const groups = {};
  for (const row of rows) (groups[keyOf(row)] ??= []).push(row);
  return Object.values(groups);
}

/** The flat facts of every application in the cases, by measure. */
function applicationsOf(cases) {
  const all = {
    investmentReward: [],
    investmentSubsidy: [],
    loanInterestSubsidy: [],
    financeLeaseSubsidy: [],
    serviceProviderAward: [],
    equipmentSupplySubsidy: [],
    softwareSupplySubsidy: [],
    demonstrationAnnualAward: [],
    demonstrationCompletionAward: [],
    chainLeaderAward: [],
    consortiumInvestmentSubsidy: [],
    parkAward: [],
  };
  for (const file of cases) {
    const { applicationDate } = file;
    const projects = new Map((file.projects ?? []).map((project) => [project.id, project]));
    for (const project of projects.values()) {
      const facts = { project: project.id, applicationDate, ...only(project, [...SCOPE, 'totalInvestment']) };
      all.investmentReward.push({ ...facts, ...only(project, ['technicalUpgrade', 'inIndustrialStatistics', 'assessedReward']) });
      all.investmentSubsidy.push({ ...facts, ...only(project, ['newType', 'pilotIndustry', 'equipmentInvestment']) });
    }
    for (const rows of groupBy(file.loans ?? [], (row) => `${row.borrower}:${row.year}`)) {
      const { borrower: enterprise, year } = rows[0];
      const loans = rows.map((row) => ({ ...only(row, LOAN), ...only(projects.get(row.project), [...SCOPE, 'newType']) }));
      all.loanInterestSubsidy.push({ enterprise, year, applicationDate, loans });
    }
    for (const rows of groupBy(file.leases ?? [], (row) => `${row.lessee}:${row.year}`)) {
      const { lessee: enterprise, year } = rows[0];
      const leases = rows.map((row) => ({ ...only(row, LEASE), ...only(projects.get(row.project), [...SCOPE, 'technicalUpgrade']) }));
      all.financeLeaseSubsidy.push({ enterprise, year, applicationDate, leases });
    }
    for (const row of file.serviceProviders ?? []) all.serviceProviderAward.push({ ...row, applicationDate });
    for (const rows of groupBy(file.supplies ?? [], (row) => `${row.kind}:${row.supplier}`)) {
      const { supplier, kind } = rows[0];
      const supplies = rows.map((row) => {
        const project = projects.get(row.project);
        return { ...only(row, ['id', 'date', 'amount']), buyer: project.owner, ...only(project, [...SCOPE, 'newType']) };
      });
      all[`${kind}SupplySubsidy`].push({ supplier, applicationDate, supplies });
    }
    for (const { project, taskBookSigned, evaluations, completion } of file.demonstrations ?? []) {
      const gate = {
        project,
        applicationDate,
        ...only(projects.get(project), [...SCOPE, 'pilotIndustry', 'newType']),
        taskBookSigned,
      };
      for (const { year, passed } of evaluations) all.demonstrationAnnualAward.push({ ...gate, year, passed });
      const annualAwards = evaluations.filter(({ passed }) => passed).length * 300_000;
      all.demonstrationCompletionAward.push({ ...gate, ...completion, annualAwards });
    }
    for (const { id: consortium, projects: members, ...row } of file.consortia ?? []) {
      const facts = {
        consortium,
        applicationDate,
        ...only(row, ['directSuppliers', 'taskBookSigned']),
        projects: members.map((id) => only(projects.get(id), ['id', ...SCOPE, 'equipmentInvestment'])),
      };
      all.chainLeaderAward.push({ ...facts, ...only(row, ['targetsMet', 'effectAchieved']) });
      all.consortiumInvestmentSubsidy.push({ ...facts, ...only(row, ['nationalPilotTask']) });
    }
    for (const { id: park, ...row } of file.parks ?? []) {
      all.parkAward.push({ park, applicationDate, ...only(row, ['nationalPilotTask', 'taskBookSigned', 'assessedTotal']) });
    }
  }
  return all;
}

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
  const determinations = cases.reduce((sum, file) => sum + assess(file).determinations.length, 0);
  const result = race(cases, {
    straight: straightLine.straightLineAssess,
    assess,
    json: (file) => JSON.parse(JSON.stringify(file)),
  }, 5);
  const perCase = determinations / cases.length;
  return [
    title,
    String(cases.length),
    perCase.toFixed(1),
    us(result.json),
    us(result.straight),
    us(result.assess),
    us(result.straight / perCase),
    us(result.assess / perCase),
    times(result.ratio('assess', 'straight')),
    times(result.ratio('assess', 'json')),
  ];
}

// ---- 3. one case that grows ----------------------------------------------------------------------------------------

/** A size that takes longer is given up, and the larger ones of its shape with it: no step may hang the benchmark. */
const PATIENCE_MS = 20_000;
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

  console.log('\nWhole cases, µs (per case; then per determination)');
  table(
    ['cases', 'number', 'determinations', 'JSON', 'straight-line', 'assess', 'straight/det', 'assess/det', 'assess/straight', 'assess/JSON'],
    [raceCases('mixed', cases), raceCases('ordinary', makeOrdinaryCases(CASES, SEED))],
  );

  console.log('\nOne case that grows (many: unrelated applicants; one: a single enterprise, all leases under one cap)');
  const growth = [...(await grow('many')), ...(await grow('one'))];
  table(['shape', 'entities', 'ms', 'µs/entity', 'against the size before'], growth);

  if (sink < 0) console.log(sink);
}

if (isMainThread) await main();
else parentPort?.postMessage(timeOneCase(workerData));

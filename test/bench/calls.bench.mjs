/**
 * `npm run bench:calls`: how the time of every call grows with a case of one shape. Four times the rows should take about four
 * times as long; a call that takes far more, and long, is marked, because somewhere it looks at all rows for each row. A call
 * that reaches its work limit grows less.
 */
import { explainForgone, noDoubleDipping } from '../../dist/constraints/index.js';
import { assess, audit, compareReadings, match, nextQuestions } from '../../dist/index.js';
import { explain, receipt, replay } from '../../dist/words.js';
import { spent, table } from './timing.mjs';

const SIZES = [250, 1_000];
/** Marked from here on: more than twice the proportion, and long enough to tell. */
const MOST_GROWTH = (2 * SIZES[1]) / SIZES[0];
const LEAST_MS = 300;

const range = (n, of) => Array.from({ length: n }, (_x, i) => of(i));
const projects = (n, more = {}) => range(n, (i) => ({
  id: `P${i}`, owner: `E${i}`, filed: true, filingDate: '2024-09-01', newType: true, technicalUpgrade: true, pilotIndustry: i % 2 === 0, nationalDemonstration: false,
  inIndustrialStatistics: true, totalInvestment: `${30_000_000 + i}`, equipmentInvestment: `${20_000_000 + i}`, assessedReward: '100000', ...more,
}));
const flow = { year: 2025, project: 'P0' };
const loan = (i) => ({ ...flow, id: `L${i}`, productListed: true, interestPaid: `${1_000 + i}`, assessedSubsidy: '500' });
const lease = (i) => ({ ...flow, id: `Z${i}`, lesseeIsIndustrial: true, mode: 'direct', annualAmount: `${1_000_000 + i}`, equipmentValue: '100' });
const sale = (i) => ({ id: `S${i}`, kind: 'equipment', project: 'P0', date: '2025-07-01', amount: '90000000' });
const signed = { taskBookSigned: true, benchmarkTaskBookSigned: true, nationalPilotTask: true, targetsMet: true, effectAchieved: true, directSuppliers: 20 };
const years = (...verdicts) => verdicts.map((passed, i) => ({ year: 2025 + i, passed }));

/** Lists beside the day of application. */
const SHAPES = {
  'one owner': (n) => ({ projects: projects(n, { owner: 'E' }) }),
  'little known': (n) => ({ projects: range(n, (i) => ({ id: `P${i}`, owner: `E${i}` })) }),
  'loans of one borrower': (n) => ({ projects: projects(1), loans: range(n, (i) => ({ ...loan(i), borrower: 'E0' })) }),
  'loans of many borrowers': (n) => ({ projects: projects(1), loans: range(n, (i) => ({ ...loan(i), borrower: `B${i}` })) }),
  'leases on one project': (n) => ({ projects: projects(1), leases: range(n, (i) => ({ ...lease(i), lessee: `B${i}` })) }),
  'leases on many projects': (n) => ({ projects: projects(n), leases: range(n, (i) => ({ ...lease(i), lessee: 'E0', project: `P${i}` })) }),
  'suppliers of one project': (n) => ({ projects: projects(1), supplies: range(n, (i) => ({ ...sale(i), supplier: `V${i}` })) }),
  'demonstrations completed': (n) => ({
    projects: projects(n),
    demonstrations: range(n, (i) => ({ project: `P${i}`, taskBookSigned: true, evaluations: years(true, true), completion: { targetsMet: true, effectAchieved: true, assessedAward: '900000' } })),
  }),
  'demonstrations not evaluated': (n) => ({ projects: projects(n), demonstrations: range(n, (i) => ({ project: `P${i}`, taskBookSigned: true })) }),
  'one consortium': (n) => ({ projects: projects(n), consortia: [{ id: 'C', leader: 'E0', ...signed, projects: range(n, (i) => `P${i}`) }] }),
  'consortia of two': (n) => ({ projects: projects(n), consortia: range(n >> 1, (i) => ({ id: `C${i}`, leader: `E${2 * i}`, ...signed, projects: [`P${2 * i}`, `P${2 * i + 1}`] })) }),
  parks: (n) => ({ parks: range(n, (i) => ({ id: `K${i}`, nationalPilotTask: true, taskBookSigned: true, assessedTotal: '10000000', evaluations: years(true, i % 3 > 0).map((year, k) => ({ ...year, taskProgress: `0.${3 + k}` })), advancesPaid: '100' })) }),
};

/** Everything in full, by a factor. */
const ledgerOf = ({ determinations }, factor) => determinations.filter((d) => d.amount.max !== '0.00').map((d) => ({
  id: d.key, measure: d.measure, subject: d.subject.id, ...(d.year && { year: d.year }), amount: (Number(d.amount.max) * factor).toFixed(2), date: '2028-12-01', payment: 'full',
}));
const claims = (file) => ({ claims: (file.projects ?? []).flatMap(({ id }) => ['1a', '1b'].map((code, k) => ({ id: `${code} ${id}`, amount: `${9 + k}`, inputs: [id] }))) });

/** What is prepared of a case, and what is timed. */
const CALLS = {
  assess: (file) => () => assess(file),
  'audit, in full': (file, assessment) => { const lines = ledgerOf(assessment, 1); return () => audit(file, lines); },
  'audit, too little': (file, assessment) => { const lines = ledgerOf(assessment, 0.9); return () => audit(file, lines); },
  'audit, too much': (file, assessment) => { const lines = ledgerOf(assessment, 1.1); return () => audit(file, lines); },
  match: (file) => () => match(file),
  questions: (file) => () => nextQuestions(file),
  compare: (file) => () => compareReadings(file),
  explain: (file, assessment) => () => explain(assessment, { caseFile: file }),
  notice: (file, assessment) => () => explain(assessment, { caseFile: file, document: 'notice', format: 'html' }),
  replay: (file, assessment) => { const kept = receipt(file, assessment); return () => replay(kept); },
  forgone: (file) => { const problem = claims(file); return () => explainForgone(problem, noDoubleDipping(problem)); },
};

function timed(shape, call, size) {
  const file = { applicationDate: '2025-06-18', ...SHAPES[shape](size) };
  const run = CALLS[call](file, assess(file));
  const from = spent();
  run();
  return spent() - from;
}

const rows = Object.keys(SHAPES).flatMap((shape) => Object.keys(CALLS).map((call) => {
  // The first run compiles.
  const [, small, large] = [SIZES[0], ...SIZES].map((size) => timed(shape, call, size));
  const isMarked = large > LEAST_MS && large / small > MOST_GROWTH;
  return [`${shape}: ${call}`, small.toFixed(0), large.toFixed(0), `${(large / small).toFixed(1)}x`, isMarked ? 'look here' : ''];
}));
table(['', `ms, ${SIZES[0]}`, `ms, ${SIZES[1]}`, 'growth', ''], rows);

// @ts-check
/** Cases for the workbook of formulas: figures on and beside every number of the policy, days on and beside every day, facts left out. */
import { chengdu2025 } from 'chengdu-tech-upgrade';

const FEN = 0.01;
const parameters = Object.values(/** @type {Record<string, any>} */ (chengdu2025.parameters));
const sums = parameters.filter((p) => p.unit === 'CNY').map((p) => Number(p.value));
const days = parameters.filter((p) => p.unit === 'day').map((p) => p.value);
const counts = parameters.filter((p) => p.unit === 'rank' || p.unit === 'enterprises').map((p) => Number(p.value));
const rates = parameters.filter((p) => p.unit === 'ratio').map((p) => Number(p.value));

/** Whole numbers from 0 to below n, the same for the same seed. @param {number} seed */
function dice(seed) {
  let state = seed >>> 0;
  return (/** @type {number} */ n) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * n);
  };
}

/** @param {string} day @param {number} by */
const shifted = (day, by) => new Date(Date.parse(`${day}T00:00:00Z`) + by * 86_400_000).toISOString().slice(0, 10);

/**
 * @param {number} seed
 * @param {{ rows?: number, unknown?: number }} [options] rows of each list; of a hundred facts, how many are left out
 */
export function workbookCase(seed, { rows = 40, unknown = 15 } = {}) {
  const roll = dice(seed);
  /** @template T @param {readonly T[]} from @returns {T} */
  const one = (from) => /** @type {T} */ (from[roll(from.length)]);
  /** @template T @param {() => T} value @returns {T | undefined} */
  const maybe = (value) => (roll(100) < unknown ? undefined : value());
  /** A sum on or beside a number of the policy, on a cap divided by a rate, on half a fen, or any. */
  const sum = () => {
    const by = [() => one(sums) + one([-FEN, 0, FEN]), () => one(sums) / one(rates) + one([-FEN, 0, FEN]), () => roll(1000) * 1000 + one([6.25, 0.05, 0.2, 0.06, 3.7, 8.95]), () => roll(2e9) + roll(100) / 100];
    return Math.max(0, Math.min(one(by)(), 9e9)).toFixed(2);
  };
  const day = () => (roll(3) === 0 ? shifted(one(days), one([-1, 0, 1])) : `${2024 + roll(3)}-${String(1 + roll(12)).padStart(2, '0')}-${String(1 + roll(28)).padStart(2, '0')}`);
  const yes = () => roll(10) < 8;
  const year = () => one([2023, 2024, 2025, 2025, 2026, 2026, 2027]);
  const ratio = () => one(['0', '0.25', '0.3333', '0.4999', '0.5', '0.5001', '0.75', '1']);
  const applied = () => maybe(() => (roll(4) === 0 ? day() : '2025-06-01'));
  /** Facts without those that are left out. @param {Record<string, unknown>} facts */
  const known = (facts) => Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined));
  const each = (/** @type {string} */ name) => Array.from({ length: rows }, (_x, i) => `${name}${i + 1}`);

  const projects = each('项目').map((id) => known({
    id, owner: one(['甲公司', '乙公司', '丙公司']), applicationDate: applied(), filed: roll(5) === 0 ? yes() : undefined, filingDate: maybe(day),
    technicalUpgrade: roll(3) === 0 ? yes() : undefined, newType: maybe(yes), pilotIndustry: maybe(yes), nationalDemonstration: maybe(() => roll(4) === 0), inIndustrialStatistics: maybe(yes),
    totalInvestment: maybe(sum), equipmentInvestment: maybe(sum), assessedReward: maybe(() => one(['99999.99', '100000', '100000.01', '50000'])),
    ...(roll(3) > 0 ? { construction: known({ started: yes(), investmentProgress: maybe(ratio), advancesPaid: maybe(() => one(['0', '100000.01', '900000'])) }) } : {}),
    ...(roll(4) === 0 ? { acceptance: { date: '2026-06-30', totalInvestment: sum(), equipmentInvestment: sum() } } : {}),
  }));
  const project = () => one(projects).id;
  const flow = () => ({ project: project(), year: year(), applicationDate: applied(), flowAccepted: maybe(yes) });
  /** One year of one contract each. @param {any} row */
  const evaluations = (row) => {
    const list = [2025, 2026, 2027].flatMap((y) => (roll(3) === 0 ? [] : [known({ year: y, passed: yes(), ...row() })]));
    return list.length === 0 ? {} : { evaluations: list };
  };
  return {
    applicationDate: '2025-06-01',
    projects,
    loans: each('贷款').map((id) => known({ id, borrower: one(['甲公司', '乙公司', '丙公司', '丁公司']), ...flow(), productListed: maybe(yes), interestPaid: maybe(() => one(['300000', '1999999.99', '2000000', '700000.5'])), assessedSubsidy: maybe(() => one(['150000.25', '2000000', '2000000.01', '99.99'])) })),
    leases: each('租赁').map((id) => known({ id, lessee: one(['甲公司', '乙公司', '丙公司', '丁公司', '戊公司']), ...flow(), lesseeIsIndustrial: maybe(yes), mode: maybe(() => (roll(6) === 0 ? 'sale-and-leaseback' : 'direct')), annualAmount: maybe(sum) })),
    serviceProviders: each('服务商').map((provider) => known({ provider, year: year(), applicationDate: applied(), listed: maybe(yes), qualified: maybe(yes), rank: maybe(() => one(counts) + one([-1, 0, 1])), tierAmount: maybe(() => one(['499999.99', '500000', '500000.01', '200000'])) })),
    supplies: each('销售').map((id) => known({ id, supplier: one(['供一', '供二', '供三', '供四', '甲公司']), kind: one(['equipment', 'software']), project: project(), applicationDate: applied(), date: maybe(day), amount: maybe(sum) })),
    demonstrations: projects.map((p) => known({
      project: p.id, applicationDate: applied(), taskBookSigned: maybe(yes), ...evaluations(() => ({})),
      completion: known({ targetsMet: maybe(yes), effectAchieved: maybe(yes), assessedAward: maybe(() => one(['999999.99', '1000000', '1000000.01', '650000.5'])) }),
    })),
    consortia: each('联合体').map((id, i) => known({
      id, leader: one(['甲公司', '乙公司']), applicationDate: applied(), directSuppliers: maybe(() => one(counts) + one([-1, 0, 1])), taskBookSigned: maybe(yes), benchmarkTaskBookSigned: maybe(yes), nationalPilotTask: maybe(yes),
      targetsMet: maybe(yes), effectAchieved: maybe(yes), projects: roll(8) === 0 ? [] : [/** @type {any} */ (projects[i]).id], investmentProgress: maybe(ratio), taskProgress: maybe(ratio),
      advancesPaid: maybe(() => one(['0', '300000.01'])), settlementFactor: maybe(() => one(['1', '0.95', '0.3333', '0.9999'])), accepted: roll(3) === 0,
    })),
    parks: each('园区').map((id) => known({
      id, applicationDate: applied(), nationalPilotTask: maybe(yes), taskBookSigned: maybe(yes), assessedTotal: maybe(() => one(['42000000', '50000000', '50000000.01', '0.01', '33333333.33'])),
      ...evaluations(() => ({ taskProgress: maybe(ratio) })), allTasksCompleted: roll(4) === 0, advancesPaid: maybe(() => one(['0', '9000000', '25000000'])),
    })),
  };
}

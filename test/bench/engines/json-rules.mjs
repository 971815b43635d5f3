/**
 * The twelve measures for json-rules-engine: conditions and events are its own, and so are the thresholds, the rates and
 * the caps, which the events carry. It computes no amount and knows no list of rows, so a step in plain code does both: it runs
 * the rules of a row for each row, and works out the amount with decimal.js, because money in doubles would miss the fen.
 *
 * Days compare as the texts that they are; the numeric operators take them.
 */
import { Decimal } from 'decimal.js';

const from = (fact, value) => ({ fact, operator: 'greaterThanInclusive', value });
const until = (fact, value) => ({ fact, operator: 'lessThanInclusive', value });
const is = (fact, value = true) => ({ fact, operator: 'equal', value });

const inForce = [from('applicationDate', '2025-02-02'), until('applicationDate', '2026-12-31')];
const inScope = [is('filed'), { any: [is('nationalDemonstration'), from('filingDate', '2024-06-01')] }];
const flow = [
  { any: [{ all: [from('year', 2025), until('year', 2026)] }, { all: [is('year', 2024), is('flowAccepted')] }] },
  from('year', { fact: 'filingYear' }),
];
const demonstrationGate = [...inForce, ...inScope, is('pilotIndustry'), is('newType'), is('taskBookSigned')];
const consortium = [...inForce, from('counted', 1), from('directSuppliers', 10)];
const sale = [
  ...inForce, ...inScope, from('date', '2024-06-01'), until('date', '2026-12-31'), from('date', { fact: 'filingDate' }), is('newType'),
  { fact: 'buyer', operator: 'notEqual', value: { fact: 'supplier' } },
];

const counts = (all) => [{ conditions: { all }, event: { type: 'counts' } }];
const eligible = (all, params) => ({ conditions: { all }, event: { type: 'eligible', params } });
const rate = (fact, value) => ({ conditions: { all: [is(fact)] }, event: { type: 'rate', params: { rate: value } } });
const supply = (threshold, rate, cap) => ({
  list: 'supplies', row: counts(sale), base: (line) => line.amount,
  rules: [eligible([from('base', threshold)], { rate, cap })],
  amount: ({ base }, { rate, cap }) => Decimal.min(base.times(rate), cap),
});

const RULES = {
  investmentReward: {
    rules: [eligible([...inForce, ...inScope, is('technicalUpgrade'), from('totalInvestment', 5_000_000), is('inIndustrialStatistics')], { cap: 100_000 })],
    amount: ({ assessedReward }, { cap }) => Decimal.min(assessedReward, cap),
  },
  investmentSubsidy: {
    rules: [
      eligible([...inForce, ...inScope, is('newType'), from('totalInvestment', 20_000_000), from('verifiedTotal', 20_000_000)], { cap: 20_000_000 }),
      rate('nationalDemonstration', '0.20'), rate('pilotIndustry', '0.10'), rate('newType', '0.08'),
    ],
    // a project in two classes takes the higher rate
    amount: ({ equipmentInvestment, verifiedEquipment }, { cap }, rates) =>
      Decimal.min(Decimal.max(...rates).times(Decimal.min(equipmentInvestment, verifiedEquipment)), cap),
  },
  loanInterestSubsidy: {
    list: 'loans', row: counts([...inForce, ...inScope, ...flow, is('productListed'), is('newType')]),
    base: (loan) => Decimal.min(loan.assessedSubsidy, loan.interestPaid),
    rules: [eligible([from('counted', 1)], { cap: 2_000_000 })],
    amount: ({ base }, { cap }) => Decimal.min(base, cap),
  },
  financeLeaseSubsidy: {
    list: 'leases', row: counts([...inForce, ...inScope, ...flow, is('lesseeIsIndustrial'), is('mode', 'direct'), is('technicalUpgrade')]),
    base: (lease) => lease.annualAmount,
    rules: [eligible([from('counted', 1)], { rate: '0.025', cap: 5_000_000 })],
    amount: ({ base }, { rate, cap }) => Decimal.min(base.times(rate), cap),
  },
  serviceProviderAward: {
    rules: [eligible([...inForce, is('listed'), is('qualified'), from('year', 2025), until('year', 2026), until('rank', 50)], { cap: 500_000 })],
    amount: ({ tierAmount }, { cap }) => Decimal.min(tierAmount, cap),
  },
  equipmentSupplySubsidy: supply(80_000_000, '0.01', 10_000_000),
  softwareSupplySubsidy: supply(50_000_000, '0.005', 5_000_000),
  demonstrationAnnualAward: {
    rules: [eligible([...demonstrationGate, from('year', 2025), from('year', { fact: 'applicationYear' }), is('passed')], { award: 300_000 })],
    amount: (_facts, { award }) => new Decimal(award),
  },
  demonstrationCompletionAward: {
    rules: [eligible([...demonstrationGate, is('targetsMet'), is('effectAchieved')], { cap: 1_000_000 })],
    amount: ({ assessedAward, annualAwards }, { cap }) => Decimal.max(Decimal.min(assessedAward, cap).minus(annualAwards), 0),
  },
  chainLeaderAward: {
    list: 'projects', row: counts([...inScope, is('newType')]), base: () => 0,
    rules: [eligible([...consortium, is('taskBookSigned'), is('targetsMet'), is('effectAchieved')], { award: 2_000_000 })],
    amount: (_facts, { award }) => new Decimal(award),
  },
  consortiumInvestmentSubsidy: {
    list: 'projects', row: counts([...inScope, is('newType')]),
    base: (project) => Decimal.min(project.equipmentInvestment, project.verifiedEquipment),
    rules: [eligible([...consortium, is('benchmarkTaskBookSigned'), is('nationalPilotTask')], { rate: '0.15', cap: 30_000_000 })],
    amount: ({ base, settlementFactor }, { rate, cap }) => Decimal.min(base.times(rate), cap).times(settlementFactor),
  },
  parkAward: {
    list: 'evaluations', row: counts([from('year', 2025), from('year', { fact: 'applicationYear' }), is('passed', false)]), base: () => 0,
    rules: [eligible([...inForce, is('nationalPilotTask'), is('taskBookSigned')], { cap: 50_000_000, most: '0.5' })],
    // `counted` are the failed evaluations: after one, the award is what the passed years allow
    amount: ({ assessedTotal, evaluations, counted, applicationYear }, { cap, most }) => {
      const total = Decimal.min(assessedTotal, cap);
      if (counted === 0) return total;
      const passed = evaluations.filter(({ year, passed }) => passed && year >= Math.max(applicationYear, 2025));
      const progress = Decimal.max(0, ...passed.map(({ taskProgress }) => Decimal.min(taskProgress, most)));
      return progress.times(total).toDecimalPlaces(2, Decimal.ROUND_DOWN);
    },
  },
};

/** How many rows count, and the sum over them. */
async function aggregate(engine, rows, base) {
  let counted = 0;
  let sum = new Decimal(0);
  for (const row of rows) {
    const { events } = await engine.run(row);
    if (events.length === 0) continue;
    counted++;
    sum = sum.plus(base(row));
  }
  return { counted, base: sum };
}

export function createJsonRules({ Engine }) {
  const create = (rules) => new Engine(rules, { allowUndefinedFacts: true });
  return Object.fromEntries(Object.entries(RULES).map(([measure, { list, row, base, rules, amount }]) => {
    const ofRow = row && create(row);
    const ofMeasure = create(rules);
    return [measure, async (facts) => {
      const whole = ofRow ? { ...facts, ...(await aggregate(ofRow, facts[list], base)) } : facts;
      const { events } = await ofMeasure.run(whole);
      const found = events.find(({ type }) => type === 'eligible');
      if (found === undefined) return { eligible: false, amount: 0 };
      const rates = events.flatMap(({ type, params }) => (type === 'rate' ? [params.rate] : []));
      return { eligible: true, amount: amount(whole, found.params, rates).toFixed(2) };
    }];
  }));
}

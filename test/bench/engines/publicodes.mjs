/**
 * The twelve measures for publicodes, in its mechanisms: `toutes ces conditions`, `variations`, `plafond`, `plancher`,
 * `arrondi`. It computes in doubles, so an amount can be a fen away; how often is counted, not hidden. It knows no list of
 * rows, so a step in plain code evaluates the rules of a row for each row and adds up what they give.
 *
 * A situation is given as nodes that need no parsing, in strict mode: both make the call two to three times as fast.
 */
const all = (...conditions) => ({ 'toutes ces conditions': conditions });
const any = (...conditions) => ({ 'une de ces conditions': conditions });

const inForce = ['applicationDate >= 02/02/2025', 'applicationDate <= 31/12/2026'];
const inScope = ['filed', any('nationalDemonstration', 'filingDate >= 01/06/2024')];
const flow = [any(all('year >= 2025', 'year <= 2026'), all('year = 2024', 'flowAccepted')), 'year >= filingYear'];
const demonstrationGate = [...inForce, ...inScope, 'pilotIndustry', 'newType', 'taskBookSigned'];
const consortium = [...inForce, 'counted >= 1', 'directSuppliers >= 10'];
const sale = [...inForce, ...inScope, 'date >= 01/06/2024', 'date <= 31/12/2026', 'date >= filingDate', 'newType', 'buyer != supplier'];

/** What is paid where all the conditions are met; elsewhere the rule is not applicable. */
const award = (conditions, amount) => ({ 'applicable si': all(...conditions), arrondi: '2 décimales', ...amount });
const lower = (a, b) => ({ 'le minimum de': [a, b] });
const supply = (threshold, rate, cap) => ({
  list: 'supplies',
  row: award(sale, { valeur: 'amount' }),
  rule: award([`base >= ${threshold}`], { valeur: `base * ${rate}`, plafond: cap }),
});
const member = (amount) => ({ list: 'projects', row: award([...inScope, 'newType'], { valeur: amount }) });

const furthest = (evaluations) => Math.max(0, ...evaluations.map(({ taskProgress }) => taskProgress));

const RULES = {
  investmentReward: {
    rule: award([...inForce, ...inScope, 'technicalUpgrade', 'totalInvestment >= 5000000', 'inIndustrialStatistics'], { valeur: 'assessedReward', plafond: 100_000 }),
  },
  investmentSubsidy: {
    rule: award([...inForce, ...inScope, 'newType', 'totalInvestment >= 20000000', 'verifiedTotal >= 20000000'], { valeur: 'rate * equipment', plafond: 20_000_000 }),
    rate: { variations: [{ si: 'nationalDemonstration', alors: '20%' }, { si: 'pilotIndustry', alors: '10%' }, { sinon: '8%' }] },
    equipment: lower('equipmentInvestment', 'verifiedEquipment'),
  },
  loanInterestSubsidy: {
    list: 'loans',
    row: award([...inForce, ...inScope, ...flow, 'productListed', 'newType'], lower('assessedSubsidy', 'interestPaid')),
    rule: award(['counted >= 1'], { valeur: 'base', plafond: 2_000_000 }),
  },
  financeLeaseSubsidy: {
    list: 'leases',
    row: award([...inForce, ...inScope, ...flow, 'lesseeIsIndustrial', "mode = 'direct'", 'technicalUpgrade'], { valeur: 'annualAmount' }),
    rule: award(['counted >= 1'], { valeur: 'base * 2.5%', plafond: 5_000_000 }),
  },
  serviceProviderAward: {
    rule: award([...inForce, 'listed', 'qualified', 'year >= 2025', 'year <= 2026', 'rank <= 50'], { valeur: 'tierAmount', plafond: 500_000 }),
  },
  equipmentSupplySubsidy: supply(80_000_000, '1%', 10_000_000),
  softwareSupplySubsidy: supply(50_000_000, '0.5%', 5_000_000),
  demonstrationAnnualAward: {
    rule: award([...demonstrationGate, 'year >= 2025', 'year >= applicationYear', 'passed'], { valeur: 300_000 }),
  },
  demonstrationCompletionAward: {
    rule: award([...demonstrationGate, 'targetsMet', 'effectAchieved'], { valeur: 'gross - annualAwards', plancher: 0 }),
    gross: { valeur: 'assessedAward', plafond: 1_000_000 },
  },
  chainLeaderAward: {
    ...member(0),
    rule: award([...consortium, 'taskBookSigned', 'targetsMet', 'effectAchieved'], { valeur: 2_000_000 }),
  },
  consortiumInvestmentSubsidy: {
    ...member('equipment'),
    equipment: lower('equipmentInvestment', 'verifiedEquipment'),
    rule: award([...consortium, 'benchmarkTaskBookSigned', 'nationalPilotTask'], { valeur: 'whole * settlementFactor' }),
    whole: { valeur: 'base * 15%', plafond: 30_000_000 },
  },
  parkAward: {
    // `counted` are the failed evaluations: after one, the award is what the passed years allow
    list: 'evaluations',
    row: award(['year >= 2025', 'year >= applicationYear', 'passed = non'], { valeur: 0 }),
    given: ({ evaluations, applicationYear }) => ({ progress: furthest(evaluations.filter((each) => each.passed && each.year >= Math.max(applicationYear, 2025))) }),
    rule: award([...inForce, 'nationalPilotTask', 'taskBookSigned'], { variations: [{ si: 'counted = 0', alors: 'total' }, { sinon: 'kept / 100' }] }),
    total: { valeur: 'assessedTotal', plafond: 50_000_000 },
    drawn: { valeur: 'progress', plafond: 0.5 },
    // rounded down to the fen
    kept: 'drawn * total * 100 // 1',
  },
};

/** The expressions of a rule, without the names of its mechanisms. */
const expressions = (rule) => (typeof rule === 'object' ? Object.values(rule).flatMap(expressions) : [String(rule)]);

/** The names that some rules use and do not define: facts, which the situation gives. */
function factsOf(rules) {
  const words = expressions(Object.values(rules)).flatMap((text) => text.replaceAll(/'.*'/g, '').match(/\p{L}+/gu) ?? []);
  return [...new Set(words)].filter((word) => !(word in rules) && word !== 'non' && word !== 'décimales');
}

const DAY = /^(\d{4})-(\d{2})-(\d{2})$/;
function constant(value) {
  const day = typeof value === 'string' ? DAY.exec(value) : null;
  const type = day ? 'date' : typeof value;
  return { nodeKind: 'constant', type, nodeValue: day ? `${day[3]}/${day[2]}/${day[1]}` : value, isNullable: false, missingVariables: {} };
}
const situationOf = (names, facts) => Object.fromEntries(names.filter((name) => facts[name] != null).map((name) => [name, constant(facts[name])]));

/** Rules with an engine of their own, the situation that some facts make, and what a rule then comes to: null where nothing is due. */
function evaluator(Engine, rules, target) {
  const names = factsOf(rules);
  const silent = { warn() {}, error() {}, log() {} };
  const engine = new Engine({ ...Object.fromEntries(names.map((name) => [name, null])), ...rules }, { strict: true, logger: silent });
  return {
    situation: (facts) => situationOf(names, facts),
    value: (situation) => engine.setSituation(situation).evaluate(target).nodeValue,
  };
}

export function createPublicodes({ default: Engine }) {
  return Object.fromEntries(Object.entries(RULES).map(([measure, { list, row, rule, given, ...helpers }]) => {
    const ofRow = row && evaluator(Engine, { row, ...helpers }, 'row');
    const ofMeasure = evaluator(Engine, { rule, ...helpers }, 'rule');
    return [measure, {
      prepare: (facts) => ({
        rows: ofRow ? facts[list].map(ofRow.situation) : [],
        whole: ofMeasure.situation({ ...facts, ...given?.(facts) }),
      }),
      call: ({ rows, whole }) => {
        const counted = ofRow ? rows.map(ofRow.value).filter((value) => value !== null) : [];
        const base = counted.reduce((sum, value) => sum + value, 0);
        const amount = ofMeasure.value({ ...whole, ...ofMeasure.situation({ counted: counted.length, base }) });
        return { eligible: amount !== null, amount: amount ?? 0 };
      },
    }];
  }));
}

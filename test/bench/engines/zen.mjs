/**
 * The twelve measures for @gorules/zen-engine. It computes in decimals of its own and rounds half away from zero, which is
 * what the policy's default reading asks of positive amounts.
 *
 * Each measure is a list of named expressions, of which a later one may use an earlier one as `$.name`. It is run in two
 * ways: as a decision graph with one expression node, which is the engine as its makers mean it (several nodes or a
 * decision table for the three rates of A1.3 are slower); and as one expression for `evaluateExpressionSync`, which is
 * neither graph nor decision any more, but the fastest way that the package has.
 */
const inForce = (row = '') => `d(${row}applicationDate) >= d("2025-02-02") and d(${row}applicationDate) <= d("2026-12-31")`;
const inScope = (row = '') => `${row}filed and (${row}nationalDemonstration or d(${row}filingDate) >= d("2024-06-01"))`;
const flow = '(#.year >= 2025 and #.year <= 2026 or #.year == 2024 and #.flowAccepted == true) and #.year >= #.filingYear';
const all = (...conditions) => conditions.join(' and ');
const capped = (amount, cap) => `$.eligible ? round(min([${amount}, ${cap}]), 2) : 0`;

const sale = all(
  inForce('#.'), inScope('#.'), 'd(#.date) >= d("2024-06-01")', 'd(#.date) <= d("2026-12-31")', 'd(#.date) >= d(#.filingDate)',
  '#.newType', '#.buyer != #.supplier',
);
const supply = (threshold, rate, cap) => ({
  sales: `sum(map(filter(supplies, ${sale}), #.amount))`,
  eligible: `$.sales >= ${threshold}`,
  amount: capped(`$.sales * ${rate}`, cap),
});
const demonstrationGate = all(inForce(), inScope(), 'pilotIndustry', 'newType', 'taskBookSigned');
const members = `filter(projects, ${all(inScope('#.'), '#.newType')})`;

const MEASURES = {
  investmentReward: {
    eligible: all(inForce(), inScope(), 'technicalUpgrade', 'totalInvestment >= 5000000', 'inIndustrialStatistics'),
    amount: capped('assessedReward', 100_000),
  },
  investmentSubsidy: {
    eligible: all(inForce(), inScope(), 'newType', 'totalInvestment >= 20000000', 'verifiedTotal >= 20000000'),
    rate: 'nationalDemonstration ? 0.20 : pilotIndustry ? 0.10 : 0.08',
    amount: capped('$.rate * min([equipmentInvestment, verifiedEquipment])', 20_000_000),
  },
  loanInterestSubsidy: {
    counted: `filter(loans, ${all(inForce('#.'), inScope('#.'), flow, '#.productListed', '#.newType')})`,
    eligible: 'len($.counted) > 0',
    amount: capped('sum(map($.counted, min([#.assessedSubsidy, #.interestPaid])))', 2_000_000),
  },
  financeLeaseSubsidy: {
    counted: `filter(leases, ${all(inForce('#.'), inScope('#.'), flow, '#.lesseeIsIndustrial', '#.mode == "direct"', '#.technicalUpgrade')})`,
    eligible: 'len($.counted) > 0',
    amount: capped('sum(map($.counted, #.annualAmount)) * 0.025', 5_000_000),
  },
  serviceProviderAward: {
    eligible: all(inForce(), 'listed', 'qualified', 'year >= 2025', 'year <= 2026', 'rank <= 50'),
    amount: capped('tierAmount', 500_000),
  },
  equipmentSupplySubsidy: supply(80_000_000, 0.01, 10_000_000),
  softwareSupplySubsidy: supply(50_000_000, 0.005, 5_000_000),
  demonstrationAnnualAward: {
    eligible: all(demonstrationGate, 'year >= 2025', 'year >= applicationYear', 'passed'),
    amount: '$.eligible ? 300000 : 0',
  },
  demonstrationCompletionAward: {
    eligible: all(demonstrationGate, 'targetsMet', 'effectAchieved'),
    amount: '$.eligible ? round(max([min([assessedAward, 1000000]) - annualAwards, 0]), 2) : 0',
  },
  chainLeaderAward: {
    eligible: all(inForce(), `len(${members}) > 0`, 'directSuppliers >= 10', 'taskBookSigned', 'targetsMet', 'effectAchieved'),
    amount: '$.eligible ? 2000000 : 0',
  },
  consortiumInvestmentSubsidy: {
    members,
    eligible: all(inForce(), 'len($.members) > 0', 'directSuppliers >= 10', 'benchmarkTaskBookSigned', 'nationalPilotTask'),
    base: 'sum(map($.members, min([#.equipmentInvestment, #.verifiedEquipment])))',
    amount: '$.eligible ? round(min([$.base * 0.15, 30000000]) * (accepted ? settlementFactor : 1), 2) : 0',
  },
  parkAward: {
    eligible: all(inForce(), 'nationalPilotTask', 'taskBookSigned'),
    total: 'min([assessedTotal, 50000000])',
    counted: 'filter(evaluations, #.year >= 2025 and #.year >= #.applicationYear)',
    kept: 'map(filter($.counted, #.passed), min([#.taskProgress, 0.5]))',
    amount: '$.eligible ? all($.counted, #.passed) ? round($.total, 2) : trunc(max(merge([[0], $.kept])) * $.total, 2) : 0',
  },
};

function graphOf(expressions) {
  const node = (id, type, content) => ({ id, type, name: id, content, position: { x: 0, y: 0 } });
  const edge = (sourceId, targetId) => ({ id: `${sourceId}-${targetId}`, type: 'edge', sourceId, targetId });
  return {
    contentType: 'application/vnd.gorules.decision',
    nodes: [
      node('application', 'inputNode', { schema: '' }),
      node('measure', 'expressionNode', {
        expressions: Object.entries(expressions).map(([key, value]) => ({ id: key, key, value })),
        passThrough: false, inputField: null, outputPath: null, executionMode: 'single',
      }),
      node('award', 'outputNode', { schema: '' }),
    ],
    edges: [edge('application', 'measure'), edge('measure', 'award')],
  };
}

/** The same expressions as one: assignments, then what the last two of them are. */
function expressionOf(expressions) {
  const steps = Object.entries(expressions).map(([key, value]) => `${key} = ${value}`);
  return `${steps.join('; ')}; { eligible: eligible, amount: amount }`.replaceAll('$.', '');
}

export function createZen({ ZenEngine, ZenDecisionContent }) {
  const engine = new ZenEngine();
  return Object.fromEntries(Object.entries(MEASURES).map(([measure, expressions]) => {
    const decision = engine.createDecision(new ZenDecisionContent(graphOf(expressions)));
    return [measure, async (facts) => (await decision.evaluate(facts)).result];
  }));
}

export function createZenExpressions({ evaluateExpressionSync }) {
  return Object.fromEntries(Object.entries(MEASURES).map(([measure, expressions]) => {
    const expression = expressionOf(expressions);
    return [measure, (facts) => evaluateExpressionSync(expression, facts)];
  }));
}

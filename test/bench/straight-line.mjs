/**
 * The twelve measures written out by hand with decimal.js, without a rules engine: what a careful engineer would put
 * into one file for one payment office. It is two things at once:
 *
 * - the speed baseline of `assess.bench.mjs`;
 * - an oracle for `assess` that shares no line with `src/` (test/engine/straight-line.test.ts).
 *
 * It knows the default readings only and expects COMPLETE facts: a fact that is left out is not "unknown" here, with the
 * exception of the figures an authority assesses, whose absence leaves a ceiling. Nothing is validated. Clause and
 * I-numbers are those of the reading.
 */
import { Decimal } from 'decimal.js';

const D = Decimal.clone({ defaults: true, precision: 40, rounding: Decimal.ROUND_HALF_UP });

const ZERO = new D(0);
const HALF = new D('0.5');
const WAN = 10_000;

const REWARD_THRESHOLD = new D(500 * WAN);
const REWARD_CAP = new D(10 * WAN);
const SUBSIDY_THRESHOLD = new D(2000 * WAN);
const SUBSIDY_CAP = new D(2000 * WAN);
const RATE_NATIONAL = new D('0.20');
const RATE_PILOT = new D('0.10');
const RATE_OTHER = new D('0.08');
const LOAN_CAP = new D(200 * WAN);
const LEASE_RATE = new D('0.025');
const LEASE_CAP = new D(500 * WAN);
const PROVIDER_CAP = new D(50 * WAN);
const PROVIDER_LAST_RANK = 50;
const EQUIPMENT_THRESHOLD = new D(8000 * WAN);
const EQUIPMENT_RATE = new D('0.01');
const EQUIPMENT_CAP = new D(1000 * WAN);
const SOFTWARE_THRESHOLD = new D(5000 * WAN);
const SOFTWARE_RATE = new D('0.005');
const SOFTWARE_CAP = new D(500 * WAN);
const ANNUAL_AWARD = new D(30 * WAN);
const COMPLETION_CAP = new D(100 * WAN);
const LEADER_AWARD = new D(200 * WAN);
const LEAST_SUPPLIERS = 10;
const CONSORTIUM_RATE = new D('0.15');
const CONSORTIUM_CAP = new D(3000 * WAN);
const PARK_CAP = new D(5000 * WAN);

const IN_FORCE_FROM = '2025-02-02';
const IN_FORCE_TO = '2026-12-31';
const FILED_FROM = '2024-06-01';

/**
 * @typedef {{ id: string, outcome: 'met' | 'unmet' | 'unknown', required: string, actual: string }} Reason
 * @typedef {{ status: 'eligible' | 'ineligible' | 'undetermined', amount: { min: string, max: string }, reasons: Reason[],
 *             min: Decimal, max: Decimal }} Result  `min` and `max` are exact, `amount` is rounded
 */

/** @param {Decimal} amount */
const yuan = (amount) => amount.toFixed(2);
/** @param {Decimal} amount */
const fen = (amount) => amount.toDecimalPlaces(2);
/** 「不超过」 is rounded down: half of an odd fen must not exceed half. @param {Decimal} amount */
const yuanDown = (amount) => amount.toFixed(2, Decimal.ROUND_DOWN);

/** @returns {Reason} */
const reason = (id, met, required, actual) => ({ id, outcome: met ? 'met' : 'unmet', required, actual });
const isTrue = (id, fact) => reason(id, fact === true, 'true', String(fact));
const atLeast = (id, actual, threshold) => reason(id, actual.gte(threshold), `>= ${yuan(threshold)}`, yuan(actual));

// F.1
const inForce = (day) => reason('in-force', day >= IN_FORCE_FROM && day <= IN_FORCE_TO, `${IN_FORCE_FROM}/${IN_FORCE_TO}`, day);
// F.2 and its bracket
const isInScope = (facts) => facts.nationalDemonstration === true || facts.filingDate >= FILED_FROM;
const filedInTime = (facts) => reason('filing-date', isInScope(facts), `>= ${FILED_FROM}`, facts.filingDate);

const allMet = (reasons) => reasons.every((entry) => entry.outcome === 'met');

/** @returns {Result} */
function ineligible(reasons) {
  return { status: 'ineligible', amount: { min: '0.00', max: '0.00' }, reasons, min: ZERO, max: ZERO };
}

/** @returns {Result} */
function eligible(reasons, exact) {
  const text = yuan(exact);
  return { status: 'eligible', amount: { min: text, max: text }, reasons, min: exact, max: exact };
}

/** @returns {Result} */
function between(status, reasons, min, max) {
  return { status, amount: { min: yuan(min), max: yuan(max) }, reasons, min, max };
}

/** The authority's figure within the cap, or everything up to the cap while there is none. @returns {Result} */
function assessed(reasons, figure, cap) {
  if (figure == null) return between('eligible', reasons, ZERO, cap);
  return eligible(reasons, D.min(figure, cap));
}

// ---- Article 1 ----------------------------------------------------------------------------------------------------

/** 1a, A1.2. @returns {Result} */
export function investmentReward(facts) {
  const reasons = [
    inForce(facts.applicationDate),
    filedInTime(facts),
    isTrue('technical-upgrade', facts.technicalUpgrade),
    atLeast('total-investment', new D(facts.totalInvestment), REWARD_THRESHOLD),
    isTrue('in-statistics', facts.inIndustrialStatistics),
  ];
  return allMet(reasons) ? assessed(reasons, facts.assessedReward, REWARD_CAP) : ineligible(reasons);
}

/** A project in two classes takes the higher rate (I-16). */
function subsidyRate(facts) {
  if (facts.nationalDemonstration) return RATE_NATIONAL;
  return facts.pilotIndustry ? RATE_PILOT : RATE_OTHER;
}

/** 1b, A1.3. @returns {Result} */
export function investmentSubsidy(facts) {
  const reasons = [
    inForce(facts.applicationDate),
    filedInTime(facts),
    isTrue('new-type', facts.newType),
    atLeast('total-investment', new D(facts.totalInvestment), SUBSIDY_THRESHOLD),
  ];
  if (!allMet(reasons)) return ineligible(reasons);
  return eligible(reasons, D.min(subsidyRate(facts).times(facts.equipmentInvestment), SUBSIDY_CAP));
}

/** A1.4: by investment progress, never more than half, nothing before the works start. */
function subsidyAdvance(construction, payable) {
  if (!construction.started) return '0.00';
  return yuanDown(D.min(construction.investmentProgress, HALF).times(fen(payable)));
}

// ---- Article 2 ----------------------------------------------------------------------------------------------------

const loanCounts = (loan) => loan.productListed === true && loan.newType === true && isInScope(loan);
const leaseCounts = (lease) =>
  lease.lesseeIsIndustrial === true && lease.mode === 'direct' && lease.technicalUpgrade === true && isInScope(lease);

/** Flows of 2024 belong to an in-scope project but precede the policy: nobody has said whether they count (I-05). */
const CONTESTED_YEAR = 2024;

/** @returns {Result} */
function flowsOfYear(facts, reasons, min, max) {
  if (facts.year !== CONTESTED_YEAR) return between('eligible', reasons, min, max);
  reasons.push({ id: 'flow-year', outcome: 'unknown', required: '2025', actual: '2024' });
  return between('undetermined', reasons, ZERO, max);
}

/** 2a, A2.2: one enterprise, one year, all of its loans. @returns {Result} */
export function loanInterestSubsidy(facts) {
  const reasons = [inForce(facts.applicationDate)];
  let min = ZERO;
  let max = ZERO;
  let counted = 0;
  for (const loan of facts.loans) {
    if (!loanCounts(loan)) {
      reasons.push(isTrue(`${loan.id}/product-listed`, loan.productListed), isTrue(`${loan.id}/new-type`, loan.newType), filedInTime(loan));
      continue;
    }
    counted++;
    if (loan.assessedSubsidy == null) {
      max = max.plus(loan.interestPaid);
    } else {
      const bounded = D.min(loan.assessedSubsidy, loan.interestPaid);
      min = min.plus(bounded);
      max = max.plus(bounded);
    }
  }
  reasons.push(reason('some-loan-counts', counted > 0, '>= 1', String(counted)));
  if (counted === 0 || reasons[0]?.outcome !== 'met') return ineligible(reasons);
  return flowsOfYear(facts, reasons, D.min(min, LOAN_CAP), D.min(max, LOAN_CAP));
}

/** 2b, A2.3: one enterprise, one year, all of its leases. @returns {Result} */
export function financeLeaseSubsidy(facts) {
  const reasons = [inForce(facts.applicationDate)];
  let base = ZERO;
  let counted = 0;
  for (const lease of facts.leases) {
    if (!leaseCounts(lease)) {
      reasons.push(
        isTrue(`${lease.id}/industrial`, lease.lesseeIsIndustrial),
        reason(`${lease.id}/mode`, lease.mode === 'direct', 'direct', lease.mode),
        isTrue(`${lease.id}/technical-upgrade`, lease.technicalUpgrade),
        filedInTime(lease),
      );
      continue;
    }
    counted++;
    base = base.plus(lease.annualAmount);
  }
  reasons.push(reason('some-lease-counts', counted > 0, '>= 1', String(counted)));
  if (counted === 0 || reasons[0]?.outcome !== 'met') return ineligible(reasons);
  const amount = D.min(base.times(LEASE_RATE), LEASE_CAP);
  return flowsOfYear(facts, reasons, amount, amount);
}

// ---- Article 3 ----------------------------------------------------------------------------------------------------

/** 3, A3.3. @returns {Result} */
export function serviceProviderAward(facts) {
  const reasons = [
    inForce(facts.applicationDate),
    isTrue('listed', facts.listed),
    isTrue('qualified', facts.qualified),
    reason('rank', facts.rank <= PROVIDER_LAST_RANK, `<= ${PROVIDER_LAST_RANK}`, String(facts.rank)),
  ];
  return allMet(reasons) ? assessed(reasons, facts.tierAmount, PROVIDER_CAP) : ineligible(reasons);
}

// ---- Article 4 ----------------------------------------------------------------------------------------------------

/** Sales to in-scope new-type projects of somebody else (I-25 to I-27). */
function countedSales(facts) {
  let sum = ZERO;
  for (const line of facts.supplies) {
    if (line.newType === true && isInScope(line) && line.buyer !== facts.supplier) sum = sum.plus(line.amount);
  }
  return sum;
}

/** @returns {Result} */
function supplySubsidy(facts, threshold, rate, cap) {
  const sales = countedSales(facts);
  const reasons = [inForce(facts.applicationDate), atLeast('sales', sales, threshold)];
  return allMet(reasons) ? eligible(reasons, D.min(sales.times(rate), cap)) : ineligible(reasons);
}

/** 4a, A4.3. @returns {Result} */
export function equipmentSupplySubsidy(facts) {
  return supplySubsidy(facts, EQUIPMENT_THRESHOLD, EQUIPMENT_RATE, EQUIPMENT_CAP);
}

/** 4b, A4.4. @returns {Result} */
export function softwareSupplySubsidy(facts) {
  return supplySubsidy(facts, SOFTWARE_THRESHOLD, SOFTWARE_RATE, SOFTWARE_CAP);
}

// ---- Article 5 ----------------------------------------------------------------------------------------------------

/** A5.2, the gate to both awards. */
const demonstrationGate = (facts) => [
  inForce(facts.applicationDate),
  filedInTime(facts),
  isTrue('pilot-industry', facts.pilotIndustry),
  isTrue('new-type', facts.newType),
  isTrue('task-book', facts.taskBookSigned),
];

/** 5a, A5.3. @returns {Result} */
export function demonstrationAnnualAward(facts) {
  const reasons = demonstrationGate(facts);
  reasons.push(isTrue('evaluation-passed', facts.passed));
  return allMet(reasons) ? eligible(reasons, ANNUAL_AWARD) : ineligible(reasons);
}

/** 5b, A5.4: at most 100万 gross, less the annual awards, never below nothing. @returns {Result} */
export function demonstrationCompletionAward(facts) {
  const reasons = demonstrationGate(facts);
  reasons.push(isTrue('targets-met', facts.targetsMet), isTrue('effect-achieved', facts.effectAchieved));
  if (!allMet(reasons)) return ineligible(reasons);
  const gross = facts.assessedAward == null ? COMPLETION_CAP : D.min(facts.assessedAward, COMPLETION_CAP);
  const net = D.max(gross.minus(facts.annualAwards), ZERO);
  return facts.assessedAward == null ? between('eligible', reasons, ZERO, net) : eligible(reasons, net);
}

// ---- Article 6 ----------------------------------------------------------------------------------------------------

const enoughSuppliers = (facts) =>
  reason('direct-suppliers', facts.directSuppliers >= LEAST_SUPPLIERS, `>= ${LEAST_SUPPLIERS}`, String(facts.directSuppliers));

const someProjectInScope = (facts) => {
  const inScope = facts.projects.filter(isInScope).length;
  return reason('some-project-in-scope', inScope > 0, '>= 1', String(inScope));
};

/** 6a, A6.2. @returns {Result} */
export function chainLeaderAward(facts) {
  const reasons = [
    inForce(facts.applicationDate),
    someProjectInScope(facts),
    enoughSuppliers(facts),
    isTrue('task-book', facts.taskBookSigned),
    isTrue('targets-met', facts.targetsMet),
    isTrue('effect-achieved', facts.effectAchieved),
  ];
  return allMet(reasons) ? eligible(reasons, LEADER_AWARD) : ineligible(reasons);
}

/** 6b, A6.4. @returns {Result} */
export function consortiumInvestmentSubsidy(facts) {
  const reasons = [
    inForce(facts.applicationDate),
    someProjectInScope(facts),
    enoughSuppliers(facts),
    isTrue('task-book', facts.taskBookSigned),
    isTrue('national-pilot-task', facts.nationalPilotTask),
  ];
  if (!allMet(reasons)) return ineligible(reasons);
  let base = ZERO;
  for (const project of facts.projects) if (isInScope(project)) base = base.plus(project.equipmentInvestment);
  return eligible(reasons, D.min(base.times(CONSORTIUM_RATE), CONSORTIUM_CAP));
}

/** A6.5: the slower of the two progresses (I-34), never more than half. */
function consortiumAdvance(facts, payable) {
  return yuanDown(D.min(facts.investmentProgress, facts.taskProgress, HALF).times(fen(payable)));
}

// ---- Article 7 ----------------------------------------------------------------------------------------------------

/** 7, A7.3. @returns {Result} */
export function parkAward(facts) {
  const reasons = [
    inForce(facts.applicationDate),
    isTrue('national-pilot-task', facts.nationalPilotTask),
    isTrue('task-book', facts.taskBookSigned),
  ];
  return allMet(reasons) ? assessed(reasons, facts.assessedTotal, PARK_CAP) : ineligible(reasons);
}

/** A7.4: each passed year lifts the cumulative limit to its own task progress; a failed year adds nothing. */
function parkAdvances(evaluations, total) {
  const byYear = [];
  let drawn = ZERO;
  for (const { year, passed, taskProgress } of [...evaluations].sort((a, b) => a.year - b.year)) {
    let limit = ZERO;
    if (passed) {
      const cumulative = new D(yuanDown(D.min(taskProgress, HALF).times(total)));
      if (cumulative.gt(drawn)) {
        limit = cumulative.minus(drawn);
        drawn = cumulative;
      }
    }
    byYear.push({ year, limit: yuan(limit) });
  }
  return { cumulativeLimit: yuan(drawn), byYear };
}

// ---- The whole case -----------------------------------------------------------------------------------------------

function groupBy(rows, keyOf) {
  const groups = new Map();
  for (const row of rows) {
    const key = keyOf(row);
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return groups;
}

/**
 * Status and amount of every determination, the best payable total, and the advance limits.
 *
 * `total` is null where a group of linked projects has too many combinations to enumerate. `tied` tells that two exactly
 * equal combinations round to different totals, so that neither is *the* answer.
 */
export function straightLineAssess(file) {
  const { applicationDate } = file;
  /** @type {Map<string, Result>} */
  const determinations = new Map();
  const projects = new Map();
  /** what is payable whatever is chosen elsewhere */
  let min = ZERO;
  let max = ZERO;
  const settle = (key, result) => {
    determinations.set(key, result);
    if (result.status === 'ineligible') return;
    max = max.plus(fen(result.max));
    min = min.plus(fen(result.min));
  };

  for (const project of file.projects ?? []) {
    const facts = { ...project, applicationDate };
    const reward = investmentReward(facts);
    const subsidy = investmentSubsidy(facts);
    determinations.set(`investment-reward:${project.id}`, reward);
    determinations.set(`investment-subsidy:${project.id}`, subsidy);
    projects.set(project.id, { project, reward, subsidy, leases: [], consortium: undefined });
  }

  const withProject = (row) => {
    const { newType, technicalUpgrade, filingDate, nationalDemonstration, owner } = projects.get(row.project).project;
    return { ...row, newType, technicalUpgrade, filingDate, nationalDemonstration, buyer: owner };
  };

  for (const [key, loans] of groupBy(file.loans ?? [], (row) => `${row.borrower}:${row.year}`)) {
    const { borrower: enterprise, year } = loans[0];
    settle(`loan-interest-subsidy:${key}`, loanInterestSubsidy({ applicationDate, enterprise, year, loans: loans.map(withProject) }));
  }

  const contracts = new Map();
  for (const [key, rows] of groupBy(file.leases ?? [], (row) => `${row.lessee}:${row.year}`)) {
    const { lessee: enterprise, year } = rows[0];
    const leases = rows.map(withProject);
    const result = financeLeaseSubsidy({ applicationDate, enterprise, year, leases });
    determinations.set(`finance-lease-subsidy:${key}`, result);
    if (result.status === 'ineligible') continue;
    for (const lease of leases) {
      if (!leaseCounts(lease)) continue;
      let contract = contracts.get(lease.id);
      if (!contract) {
        contract = { id: lease.id, lessee: lease.lessee, project: lease.project, value: new D(lease.equipmentValue), flows: [] };
        contracts.set(lease.id, contract);
        projects.get(lease.project).leases.push(contract);
      }
      contract.flows.push({ key, certain: result.status === 'eligible', amount: LEASE_RATE.times(lease.annualAmount) });
    }
  }

  for (const row of file.serviceProviders ?? []) {
    settle(`service-provider-award:${row.provider}:${row.year}`, serviceProviderAward({ ...row, applicationDate }));
  }

  for (const rows of groupBy(file.supplies ?? [], (row) => `${row.kind}:${row.supplier}`).values()) {
    const { supplier, kind } = rows[0];
    const facts = { applicationDate, supplier, supplies: rows.map(withProject) };
    if (kind === 'equipment') settle(`equipment-supply-subsidy:${supplier}`, equipmentSupplySubsidy(facts));
    else settle(`software-supply-subsidy:${supplier}`, softwareSupplySubsidy(facts));
  }

  for (const { project, taskBookSigned, evaluations = [], completion } of file.demonstrations ?? []) {
    const { filingDate, nationalDemonstration, pilotIndustry, newType } = projects.get(project).project;
    const gate = { applicationDate, filingDate, nationalDemonstration, pilotIndustry, newType, taskBookSigned };
    let annualAwards = ZERO;
    for (const { year, passed } of evaluations) {
      const award = demonstrationAnnualAward({ ...gate, year, passed });
      annualAwards = annualAwards.plus(award.max);
      settle(`demonstration-annual-award:${project}:${year}`, award);
    }
    settle(`demonstration-completion-award:${project}`, demonstrationCompletionAward({ ...gate, ...completion, annualAwards }));
  }

  for (const consortium of file.consortia ?? []) {
    const members = consortium.projects.map((id) => projects.get(id));
    const facts = { ...consortium, applicationDate, projects: members.map((member) => member.project) };
    settle(`chain-leader-award:${consortium.id}`, chainLeaderAward(facts));
    const subsidy = consortiumInvestmentSubsidy(facts);
    determinations.set(`consortium-investment-subsidy:${consortium.id}`, subsidy);
    if (subsidy.status !== 'eligible') continue;
    for (const member of members) if (isInScope(member.project)) member.consortium = consortium;
  }

  /** @type {Record<string, { cumulativeLimit: { min: string, max: string }, byYear?: { year: number, limit: { min: string, max: string } }[] }>} */
  const advances = {};
  for (const park of file.parks ?? []) {
    const key = `park-award:${park.id}`;
    const award = parkAward({ ...park, applicationDate });
    settle(key, award);
    if (award.status !== 'eligible') continue;
    const low = parkAdvances(park.evaluations ?? [], award.amount.min);
    const high = parkAdvances(park.evaluations ?? [], award.amount.max);
    advances[key] = {
      cumulativeLimit: { min: low.cumulativeLimit, max: high.cumulativeLimit },
      byYear: low.byYear.map(({ year, limit }, i) => ({ year, limit: { min: limit, max: high.byYear[i].limit } })),
    };
  }

  // F.3: what competes for the same investment
  let countable = true;
  let tied = false;
  for (const group of linkedProjects(projects, contracts)) {
    const low = bestCombination(group, 'min');
    const high = group.open ? bestCombination(group, 'max') : low;
    if (!low || !high) {
      countable = false;
      continue;
    }
    min = min.plus(roundedTotal(low));
    max = max.plus(roundedTotal(high));
    if (low.tied || high.tied) tied = true;
    for (const [key, lowPayable] of low.payable) {
      const highPayable = high.payable.get(key);
      if (low.tied || high.tied || low.several || high.several || !highPayable?.eq(lowPayable)) continue;
      advances[key] = { cumulativeLimit: advanceOf(key, lowPayable, projects, group) };
    }
  }

  const total = countable ? { min: yuan(min), max: yuan(max) } : null;
  return { determinations, total, tied, advances };
}

function advanceOf(key, payable, projects, group) {
  const id = key.slice(key.indexOf(':') + 1);
  const limit = key.startsWith('investment-subsidy:')
    ? subsidyAdvance(projects.get(id).project.construction, payable)
    : consortiumAdvance(group.consortia.get(id), payable);
  return { min: limit, max: limit };
}

// ---- Choosing among what competes ---------------------------------------------------------------------------------

const MOST_COMBINATIONS = 100_000;

/** Projects that share a consortium subsidy or a lessee's yearly cap have to be decided together. */
function linkedProjects(projects, contracts) {
  const parent = new Map();
  const root = (node) => {
    let at = node;
    for (let up = parent.get(at); up !== undefined; up = parent.get(at)) at = up;
    return at;
  };
  const link = (a, b) => {
    const from = root(a);
    const to = root(b);
    if (from !== to) parent.set(from, to);
  };
  for (const contract of contracts.values()) link(`p${contract.project}`, `e${contract.lessee}`);
  for (const [id, { consortium }] of projects) if (consortium) link(`p${id}`, `c${consortium.id}`);

  const groups = new Map();
  for (const [id, member] of projects) {
    const at = root(`p${id}`);
    let group = groups.get(at);
    if (!group) {
      group = { members: [], contracts: [], consortia: new Map(), open: false };
      groups.set(at, group);
    }
    group.members.push(member);
    group.contracts.push(...member.leases);
    if (member.consortium) group.consortia.set(member.consortium.id, member.consortium);
    if (!member.reward.min.eq(member.reward.max)) group.open = true;
    if (member.leases.some((contract) => contract.flows.some((flow) => !flow.certain))) group.open = true;
  }
  return groups.values();
}

/** Every track of every project times every set of leases; `end` says whether open amounts count at their least or most. */
function bestCombination(group, end) {
  const { members, contracts } = group;
  const tracks = members.map(({ reward, subsidy, consortium }) => {
    const open = ['reward'];
    if (subsidy.status === 'eligible') open.push('subsidy');
    if (consortium) open.push('consortium');
    return open;
  });
  const combinations = tracks.reduce((product, open) => product * open.length, 2 ** contracts.length);
  if (combinations > MOST_COMBINATIONS) return undefined;

  const taken = new Set();
  const chosen = members.map(() => 0);
  let best;
  do {
    for (let bits = 0; bits < 2 ** contracts.length; bits++) {
      taken.clear();
      for (let i = 0; i < contracts.length; i++) if (bits & (1 << i)) taken.add(contracts[i]);
      const result = valueOf(members, tracks, chosen, contracts, taken, end);
      const order = best ? result.exact.cmp(best.exact) : 1;
      if (order > 0) {
        best = result;
      } else if (order === 0) {
        best.several = true;
        if (!roundedTotal(best).eq(roundedTotal(result))) best.tied = true;
      }
    }
  } while (advance(chosen, tracks));
  return best;
}

/** The next choice of tracks, as an odometer; false after the last. */
function advance(chosen, tracks) {
  for (let i = 0; i < chosen.length; i++) {
    chosen[i]++;
    if (chosen[i] < tracks[i].length) return true;
    chosen[i] = 0;
  }
  return false;
}

/** Each payable amount is rounded once; the total is the sum of the rounded ones. */
function roundedTotal(combination) {
  return combination.amounts.reduce((sum, amount) => sum.plus(fen(amount)), ZERO);
}

/**
 * What one combination pays. A lease that takes 2b takes its equipment out of the base of 1b or 6b (I-11), and the 500万 of
 * 1a are tested again without it. The reading orders that second test for 1a + 2b only; the 2000万 of 1b stay a matter of
 * the whole project.
 */
function valueOf(members, tracks, chosen, contracts, taken, end) {
  let exact = ZERO;
  const amounts = [];
  const payable = new Map();
  const pay = (amount) => {
    if (amount.isZero()) return;
    exact = exact.plus(amount);
    amounts.push(amount);
  };

  const equipmentOf = new Map();
  for (let i = 0; i < members.length; i++) {
    const { project, reward, subsidy, consortium, leases } = members[i];
    const track = tracks[i][chosen[i]];
    let leased = ZERO;
    for (const contract of leases) if (taken.has(contract)) leased = leased.plus(contract.value);
    if (track === 'consortium') {
      const soFar = equipmentOf.get(consortium) ?? ZERO;
      equipmentOf.set(consortium, soFar.plus(project.equipmentInvestment).minus(leased));
    } else if (leased.isZero()) {
      pay(track === 'subsidy' ? subsidy.max : reward[end]);
      if (track === 'subsidy') payable.set(`investment-subsidy:${project.id}`, subsidy.max);
    } else {
      if (track === 'reward') {
        if (new D(project.totalInvestment).minus(leased).gte(REWARD_THRESHOLD)) pay(reward[end]);
      } else {
        const equipment = new D(project.equipmentInvestment).minus(leased);
        const amount = D.min(subsidyRate(project).times(equipment), SUBSIDY_CAP);
        pay(amount);
        payable.set(`investment-subsidy:${project.id}`, amount);
      }
    }
  }
  for (const [consortium, equipment] of equipmentOf) {
    const amount = D.min(CONSORTIUM_RATE.times(equipment), CONSORTIUM_CAP);
    pay(amount);
    payable.set(`consortium-investment-subsidy:${consortium.id}`, amount);
  }
  const leaseYears = new Map();
  for (const contract of taken) {
    for (const { key, certain, amount } of contract.flows) {
      if (certain || end === 'max') leaseYears.set(key, (leaseYears.get(key) ?? ZERO).plus(amount));
    }
  }
  for (const amount of leaseYears.values()) pay(D.min(amount, LEASE_CAP));
  return { exact, amounts, payable, several: false, tied: false };
}

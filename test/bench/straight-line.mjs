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
const unknown = (id, required, actual) => ({ id, outcome: 'unknown', required, actual });
const atLeast = (id, actual, threshold) => reason(id, actual.gte(threshold), `>= ${yuan(threshold)}`, yuan(actual));

// F.1
const inForce = (day) => reason('in-force', day >= IN_FORCE_FROM && day <= IN_FORCE_TO, `${IN_FORCE_FROM}/${IN_FORCE_TO}`, day);
// F.2 and its bracket; a project that was never filed is out in any case
const isInScope = (facts) => facts.filed !== false && (facts.nationalDemonstration === true || facts.filingDate >= FILED_FROM);
const filedInTime = (facts) => reason('filing-date', isInScope(facts), `>= ${FILED_FROM}`, facts.filed === false ? 'not-filed' : facts.filingDate);

// What is left out follows: the national list is one of new-type projects, new-type is a kind of upgrade (I-16).
const isNewType = (facts) => facts.newType ?? facts.nationalDemonstration === true;
const isUpgrade = (facts) => facts.technicalUpgrade ?? isNewType(facts);
const newType = (facts) => isTrue('new-type', isNewType(facts));

const yearOf = (day) => Number(day.slice(0, 4));

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
    isTrue('technical-upgrade', isUpgrade(facts)),
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

/** From acceptance on the verified total must still reach the threshold (I-15): the lower of the two is tested. */
const totalOf = ({ totalInvestment, acceptance }) => (acceptance ? D.min(totalInvestment, acceptance.totalInvestment) : new D(totalInvestment));

/** The base of 1b and 6b: as filed, from acceptance on the lower of filed and verified (I-44). */
const equipmentOf = ({ equipmentInvestment, acceptance }) =>
  acceptance ? D.min(equipmentInvestment, acceptance.equipmentInvestment) : new D(equipmentInvestment);

/** 1b, A1.3. @returns {Result} */
export function investmentSubsidy(facts) {
  const reasons = [
    inForce(facts.applicationDate),
    filedInTime(facts),
    newType(facts),
    atLeast('total-investment', totalOf(facts), SUBSIDY_THRESHOLD),
  ];
  if (!allMet(reasons)) return ineligible(reasons);
  return eligible(reasons, D.min(subsidyRate(facts).times(equipmentOf(facts)), SUBSIDY_CAP));
}

/** A1.4: by investment progress, never more than half, nothing before the works start. */
function subsidyAdvance(construction, payable) {
  if (!construction.started) return '0.00';
  return yuanDown(D.min(construction.investmentProgress, HALF).times(fen(payable)));
}

// ---- Article 2 ----------------------------------------------------------------------------------------------------

const FIRST_FLOWS = 2025;
const LAST_FLOWS = 2026;
/** Flows of 2024 may be of an in-scope project but precede the policy: an authority says whether they count (I-05). */
const CONTESTED_YEAR = 2024;

/** F.1 and I-05 for the flow of a year: in the policy's years, or of 2024 where it is accepted. */
function flowInForce(row, year) {
  const required = `${FIRST_FLOWS}..${LAST_FLOWS}`;
  if (year === CONTESTED_YEAR && row.flowAccepted == null) return unknown(`${row.id}/flow-year`, required, String(year));
  return reason(`${row.id}/flow-year`, (year >= FIRST_FLOWS && year <= LAST_FLOWS) || (year === CONTESTED_YEAR && row.flowAccepted), required, String(year));
}

/** Nothing that was spent before the project was filed is spending of the project (I-05). */
const flowAfterFiling = (row, year) => reason(`${row.id}/after-filing`, row.filed !== false && year >= yearOf(row.filingDate), String(row.filingDate), String(year));

const dayOf = (row, facts) => row.applicationDate ?? facts.applicationDate;

const loanReasons = (loan, facts) => [
  inForce(dayOf(loan, facts)),
  filedInTime(loan),
  flowInForce(loan, facts.year),
  flowAfterFiling(loan, facts.year),
  isTrue(`${loan.id}/product-listed`, loan.productListed),
  newType(loan),
];
const leaseReasons = (lease, facts) => [
  inForce(dayOf(lease, facts)),
  filedInTime(lease),
  flowInForce(lease, facts.year),
  flowAfterFiling(lease, facts.year),
  isTrue(`${lease.id}/industrial`, lease.lesseeIsIndustrial),
  reason(`${lease.id}/mode`, lease.mode === 'direct', 'direct', lease.mode),
  isTrue(`${lease.id}/technical-upgrade`, isUpgrade(lease)),
];

/** Whether a row counts: for certain, perhaps, or not. */
function standing(reasons) {
  let open = false;
  for (const { outcome } of reasons) {
    if (outcome === 'unmet') return 'out';
    if (outcome === 'unknown') open = true;
  }
  return open ? 'open' : 'in';
}

/** 2a, A2.2: one enterprise, one year, all of its loans. @returns {Result} */
export function loanInterestSubsidy(facts) {
  const reasons = [];
  let min = ZERO;
  let max = ZERO;
  let certain = 0;
  let open = 0;
  for (const loan of facts.loans) {
    const own = loanReasons(loan, facts);
    const counts = standing(own);
    if (counts !== 'in') reasons.push(...own);
    if (counts === 'out') continue;
    if (counts === 'in') certain++;
    else open++;
    if (loan.assessedSubsidy == null) {
      max = max.plus(loan.interestPaid);
    } else {
      const bounded = D.min(loan.assessedSubsidy, loan.interestPaid);
      if (counts === 'in') min = min.plus(bounded);
      max = max.plus(bounded);
    }
  }
  reasons.push(reason('some-loan-counts', certain + open > 0, '>= 1', String(certain)));
  if (certain + open === 0) return ineligible(reasons);
  return between(certain > 0 ? 'eligible' : 'undetermined', reasons, D.min(min, LOAN_CAP), D.min(max, LOAN_CAP));
}

/** 2b, A2.3: one enterprise, one year, all of its leases. @returns {Result} */
export function financeLeaseSubsidy(facts) {
  const reasons = [];
  let min = ZERO;
  let max = ZERO;
  let certain = 0;
  let open = 0;
  for (const lease of facts.leases) {
    const own = leaseReasons(lease, facts);
    const counts = standing(own);
    if (counts !== 'in') reasons.push(...own);
    if (counts === 'out') continue;
    if (counts === 'in') {
      certain++;
      min = min.plus(lease.annualAmount);
    } else {
      open++;
    }
    max = max.plus(lease.annualAmount);
  }
  reasons.push(reason('some-lease-counts', certain + open > 0, '>= 1', String(certain)));
  if (certain + open === 0) return ineligible(reasons);
  const amount = (base) => D.min(base.times(LEASE_RATE), LEASE_CAP);
  return between(certain > 0 ? 'eligible' : 'undetermined', reasons, amount(min), amount(max));
}

// ---- Article 3 ----------------------------------------------------------------------------------------------------

/** 3, A3.3. @returns {Result} */
export function serviceProviderAward(facts) {
  const reasons = [
    inForce(facts.applicationDate),
    isTrue('listed', facts.listed),
    isTrue('qualified', facts.qualified),
    reason('evaluated-year', facts.year >= FIRST_FLOWS && facts.year <= LAST_FLOWS, `${FIRST_FLOWS}..${LAST_FLOWS}`, String(facts.year)),
    reason('rank', facts.rank <= PROVIDER_LAST_RANK, `<= ${PROVIDER_LAST_RANK}`, String(facts.rank)),
  ];
  return allMet(reasons) ? assessed(reasons, facts.tierAmount, PROVIDER_CAP) : ineligible(reasons);
}

// ---- Article 4 ----------------------------------------------------------------------------------------------------

/**
 * A sale in the period to an in-scope new-type project of somebody else, not before that project was filed (I-05, I-25 to
 * I-27). F.1 is asked of each line.
 */
const saleReasons = (line, facts) => [
  inForce(dayOf(line, facts)),
  filedInTime(line),
  reason(`${line.id}/in-period`, line.date >= FILED_FROM && line.date <= IN_FORCE_TO, `${FILED_FROM}/${IN_FORCE_TO}`, line.date),
  reason(`${line.id}/after-filing`, line.filed !== false && line.date >= line.filingDate, String(line.filingDate), line.date),
  newType(line),
  reason(`${line.id}/to-another`, line.buyer !== facts.supplier, facts.supplier, line.buyer),
];

/** @returns {Result} */
function supplySubsidy(facts, threshold, rate, cap) {
  const reasons = [];
  let sales = ZERO;
  let counted = 0;
  for (const line of facts.supplies) {
    const own = saleReasons(line, facts);
    if (allMet(own)) {
      counted++;
      sales = sales.plus(line.amount);
    } else {
      reasons.push(...own);
    }
  }
  const reached = atLeast('sales', sales, threshold);
  reasons.push(reason('some-sale-counts', counted > 0, '>= 1', String(counted)), reached);
  return reached.outcome === 'met' ? eligible(reasons, D.min(sales.times(rate), cap)) : ineligible(reasons);
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
  newType(facts),
  isTrue('task-book', facts.taskBookSigned),
];

/** A year before commencement, or before the year of its task book, has no evaluation (I-04). */
const firstEvaluated = (applicationDate) => Math.max(yearOf(IN_FORCE_FROM), yearOf(applicationDate));

/** 5a, A5.3. @returns {Result} */
export function demonstrationAnnualAward(facts) {
  const reasons = demonstrationGate(facts);
  const first = firstEvaluated(facts.applicationDate);
  reasons.push(reason('evaluated-year', facts.year >= first, `>= ${first}`, String(facts.year)), isTrue('evaluation-passed', facts.passed));
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

/** A member project counts if it is in scope and new-type: A6.2 speaks of a 新型技改联合体. */
const memberCounts = (project) => isInScope(project) && isNewType(project) === true;

const someProjectCounts = (facts) => {
  const counted = facts.projects.filter(memberCounts).length;
  return reason('some-project-counts', counted > 0, '>= 1', String(counted));
};

/** 6a, A6.2. @returns {Result} */
export function chainLeaderAward(facts) {
  const reasons = [
    inForce(facts.applicationDate),
    someProjectCounts(facts),
    enoughSuppliers(facts),
    isTrue('task-book', facts.taskBookSigned),
    isTrue('targets-met', facts.targetsMet),
    isTrue('effect-achieved', facts.effectAchieved),
  ];
  return allMet(reasons) ? eligible(reasons, LEADER_AWARD) : ineligible(reasons);
}

/** 6b on the equipment of some projects: the cap, and from acceptance on the authority's factor (A6.6). */
function consortiumSubsidyOn(equipment, { accepted, settlementFactor }) {
  const capped = D.min(equipment.times(CONSORTIUM_RATE), CONSORTIUM_CAP);
  return accepted ? capped.times(settlementFactor) : capped;
}

/** 6b, A6.4; its 标杆任务书 is not the task book of A6.2. @returns {Result} */
export function consortiumInvestmentSubsidy(facts) {
  const reasons = [
    inForce(facts.applicationDate),
    someProjectCounts(facts),
    enoughSuppliers(facts),
    isTrue('benchmark-task-book', facts.benchmarkTaskBookSigned),
    isTrue('national-pilot-task', facts.nationalPilotTask),
  ];
  if (!allMet(reasons)) return ineligible(reasons);
  let base = ZERO;
  for (const project of facts.projects) if (memberCounts(project)) base = base.plus(equipmentOf(project));
  return eligible(reasons, consortiumSubsidyOn(base, facts));
}

/** A6.5: the slower of the two progresses (I-34), never more than half. */
function consortiumAdvance(facts, payable) {
  return yuanDown(D.min(facts.investmentProgress, facts.taskProgress, HALF).times(fen(payable)));
}

// ---- Article 7 ----------------------------------------------------------------------------------------------------

const evaluationsThatCount = ({ evaluations = [], applicationDate }) => evaluations.filter(({ year }) => year >= firstEvaluated(applicationDate));

/** 7, A7.3; after a failed year the award comes to what its passed years allow (I-36). @returns {Result} */
export function parkAward(facts) {
  const reasons = [
    inForce(facts.applicationDate),
    isTrue('national-pilot-task', facts.nationalPilotTask),
    isTrue('task-book', facts.taskBookSigned),
  ];
  if (!allMet(reasons)) return ineligible(reasons);
  const whole = assessed(reasons, facts.assessedTotal, PARK_CAP);
  if (evaluationsThatCount(facts).every(({ passed }) => passed)) return whole;
  const kept = (total) => new D(parkAdvances(facts, total).cumulativeLimit);
  return between('eligible', reasons, kept(whole.min), kept(whole.max));
}

/** A7.4: each passed year lifts the cumulative limit to its own task progress; a failed year adds nothing. */
function parkAdvances(facts, total) {
  const byYear = [];
  let drawn = ZERO;
  const first = firstEvaluated(facts.applicationDate);
  for (const { year, passed, taskProgress } of [...(facts.evaluations ?? [])].sort((a, b) => a.year - b.year)) {
    let limit = ZERO;
    if (passed && year >= first) {
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
  const withDay = (row) => ({ ...row, applicationDate: dayOf(row, file) });
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
    const facts = withDay(project);
    const reward = investmentReward(facts);
    const subsidy = investmentSubsidy(facts);
    determinations.set(`investment-reward:${project.id}`, reward);
    determinations.set(`investment-subsidy:${project.id}`, subsidy);
    projects.set(project.id, { project, reward, subsidy, leases: [], consortium: undefined });
  }

  const withProject = (row) => {
    const { newType, technicalUpgrade, filed, filingDate, nationalDemonstration, owner } = projects.get(row.project).project;
    return { ...withDay(row), newType, technicalUpgrade, filed, filingDate, nationalDemonstration, buyer: owner };
  };

  for (const [key, loans] of groupBy(file.loans ?? [], (row) => `${row.borrower}:${row.year}`)) {
    const { borrower: enterprise, year } = loans[0];
    settle(`loan-interest-subsidy:${key}`, loanInterestSubsidy({ enterprise, year, loans: loans.map(withProject) }));
  }

  const contracts = new Map();
  for (const [key, rows] of groupBy(file.leases ?? [], (row) => `${row.lessee}:${row.year}`)) {
    const { lessee: enterprise, year } = rows[0];
    const leases = rows.map(withProject);
    const facts = { enterprise, year, leases };
    const result = financeLeaseSubsidy(facts);
    determinations.set(`finance-lease-subsidy:${key}`, result);
    if (result.status === 'ineligible') continue;
    for (const lease of leases) {
      const counts = standing(leaseReasons(lease, facts));
      if (counts === 'out') continue;
      let contract = contracts.get(lease.id);
      if (!contract) {
        contract = { id: lease.id, lessee: lease.lessee, project: lease.project, value: new D(lease.equipmentValue), flows: [] };
        contracts.set(lease.id, contract);
        projects.get(lease.project).leases.push(contract);
      }
      contract.flows.push({ key, certain: counts === 'in', amount: LEASE_RATE.times(lease.annualAmount) });
    }
  }

  for (const row of file.serviceProviders ?? []) {
    settle(`service-provider-award:${row.provider}:${row.year}`, serviceProviderAward(withDay(row)));
  }

  for (const rows of groupBy(file.supplies ?? [], (row) => `${row.kind}:${row.supplier}`).values()) {
    const { supplier, kind } = rows[0];
    const facts = { supplier, supplies: rows.map(withProject) };
    if (kind === 'equipment') settle(`equipment-supply-subsidy:${supplier}`, equipmentSupplySubsidy(facts));
    else settle(`software-supply-subsidy:${supplier}`, softwareSupplySubsidy(facts));
  }

  for (const row of file.demonstrations ?? []) {
    const { project, applicationDate, taskBookSigned, evaluations = [], completion } = withDay(row);
    const { filed, filingDate, nationalDemonstration, pilotIndustry, newType } = projects.get(project).project;
    const gate = { applicationDate, filed, filingDate, nationalDemonstration, pilotIndustry, newType, taskBookSigned };
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
    const facts = { ...withDay(consortium), projects: members.map((member) => member.project) };
    settle(`chain-leader-award:${consortium.id}`, chainLeaderAward(facts));
    const subsidy = consortiumInvestmentSubsidy(facts);
    determinations.set(`consortium-investment-subsidy:${consortium.id}`, subsidy);
    if (subsidy.status !== 'eligible') continue;
    for (const member of members) if (memberCounts(member.project)) member.consortium = consortium;
  }

  /** @type {Record<string, { cumulativeLimit: { min: string, max: string }, byYear?: { year: number, limit: { min: string, max: string } }[] }>} */
  const advances = {};
  for (const park of file.parks ?? []) {
    const key = `park-award:${park.id}`;
    const facts = withDay(park);
    const award = parkAward(facts);
    settle(key, award);
    if (award.status !== 'eligible' || award.max.isZero()) continue;
    const total = park.assessedTotal == null ? undefined : D.min(park.assessedTotal, PARK_CAP);
    const low = parkAdvances(facts, total ?? ZERO);
    const high = parkAdvances(facts, total ?? PARK_CAP);
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
 * What one combination pays. A lease that takes 2b takes its equipment out of the base of 1b or 6b (I-11); 1a is one sum for
 * the project and stands beside it. No threshold is tested again: each is a fact of the whole project.
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

  const ofConsortium = new Map();
  for (let i = 0; i < members.length; i++) {
    const { project, reward, subsidy, consortium, leases } = members[i];
    const track = tracks[i][chosen[i]];
    let leased = ZERO;
    for (const contract of leases) if (taken.has(contract)) leased = leased.plus(contract.value);
    if (track === 'consortium') {
      const soFar = ofConsortium.get(consortium) ?? ZERO;
      ofConsortium.set(consortium, soFar.plus(equipmentOf(project)).minus(leased));
    } else if (track === 'reward') {
      pay(reward[end]);
    } else {
      const amount = leased.isZero() ? subsidy.max : D.min(subsidyRate(project).times(equipmentOf(project).minus(leased)), SUBSIDY_CAP);
      pay(amount);
      payable.set(`investment-subsidy:${project.id}`, amount);
    }
  }
  for (const [consortium, equipment] of ofConsortium) {
    const amount = consortiumSubsidyOn(equipment, consortium);
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

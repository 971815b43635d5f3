/**
 * The applications in some cases, one measure at a time: the flat facts that the typed calculators and the straight-line
 * code both take.
 *
 * @typedef {import('./cases.d.mts').CaseFile} CaseFile
 */

/** Exactly the facts that both sides take, so that nobody reads properties that do not matter. */
const only = (source, names) => Object.fromEntries(names.filter((name) => source[name] !== undefined).map((name) => [name, source[name]]));

const SCOPE = ['filed', 'filingDate', 'nationalDemonstration', 'newType'];
const LOAN = ['id', 'applicationDate', 'productListed', 'interestPaid', 'assessedSubsidy', 'flowAccepted'];
const LEASE = ['id', 'applicationDate', 'lesseeIsIndustrial', 'mode', 'annualAmount', 'principal', 'start', 'flowAccepted'];
const FIRST_YEAR = 2025;

function groupBy(rows, keyOf) {
  const groups = {};
  for (const row of rows) (groups[keyOf(row)] ??= []).push(row);
  return Object.values(groups);
}

/** The flat facts of every application in the cases, by measure. @param {readonly CaseFile[]} cases */
export function applicationsOf(cases) {
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
    const dayOf = (row) => row.applicationDate ?? file.applicationDate;
    const projects = new Map((file.projects ?? []).map((project) => [project.id, project]));
    for (const project of projects.values()) {
      const facts = { project: project.id, applicationDate: dayOf(project), ...only(project, [...SCOPE, 'totalInvestment', 'equipmentInvestment']) };
      all.investmentReward.push({ ...facts, ...only(project, ['technicalUpgrade', 'inIndustrialStatistics', 'assessedReward']) });
      all.investmentSubsidy.push({ ...facts, ...only(project, ['pilotIndustry', 'acceptance']) });
    }
    for (const rows of groupBy(file.loans ?? [], (row) => `${row.borrower}:${row.year}`)) {
      const { borrower: enterprise, year } = rows[0];
      const loans = rows.map((row) => ({ ...only(row, LOAN), ...only(projects.get(row.project), SCOPE) }));
      all.loanInterestSubsidy.push({ enterprise, year, applicationDate: file.applicationDate, loans });
    }
    for (const rows of groupBy(file.leases ?? [], (row) => `${row.lessee}:${row.year}`)) {
      const { lessee: enterprise, year } = rows[0];
      const leases = rows.map((row) => ({ ...only(row, LEASE), ...only(projects.get(row.project), [...SCOPE, 'technicalUpgrade']) }));
      all.financeLeaseSubsidy.push({ enterprise, year, applicationDate: file.applicationDate, leases });
    }
    for (const row of file.serviceProviders ?? []) all.serviceProviderAward.push({ ...row, applicationDate: dayOf(row) });
    for (const rows of groupBy(file.supplies ?? [], (row) => `${row.kind}:${row.supplier}`)) {
      const { supplier, kind } = rows[0];
      const supplies = rows.map((row) => {
        const project = projects.get(row.project);
        return { ...only(row, ['id', 'applicationDate', 'date', 'amount']), buyer: project.owner, ...only(project, SCOPE) };
      });
      all[`${kind}SupplySubsidy`].push({ supplier, applicationDate: file.applicationDate, supplies });
    }
    for (const row of file.demonstrations ?? []) {
      const { project, taskBookSigned, evaluations, completion } = row;
      const gate = {
        project,
        applicationDate: dayOf(row),
        ...only(projects.get(project), [...SCOPE, 'pilotIndustry']),
        taskBookSigned,
      };
      for (const { year, passed } of evaluations) all.demonstrationAnnualAward.push({ ...gate, year, passed });
      const first = Math.max(FIRST_YEAR, Number(dayOf(row).slice(0, 4)));
      const annualAwards = evaluations.filter(({ year, passed }) => passed && year >= first).length * 300_000;
      all.demonstrationCompletionAward.push({ ...gate, ...completion, annualAwards });
    }
    for (const { id: consortium, projects: members, ...row } of file.consortia ?? []) {
      const facts = {
        consortium,
        applicationDate: dayOf(row),
        ...only(row, ['directSuppliers']),
        projects: members.map((id) => only(projects.get(id), ['id', ...SCOPE, 'totalInvestment', 'equipmentInvestment', 'acceptance'])),
      };
      all.chainLeaderAward.push({ ...facts, ...only(row, ['taskBookSigned', 'targetsMet', 'effectAchieved']) });
      all.consortiumInvestmentSubsidy.push({ ...facts, ...only(row, ['nationalPilotTask', 'benchmarkTaskBookSigned', 'accepted', 'settlementFactor']) });
    }
    for (const { id: park, ...row } of file.parks ?? []) {
      all.parkAward.push({ park, applicationDate: dayOf(row), ...only(row, ['nationalPilotTask', 'taskBookSigned', 'assessedTotal', 'evaluations']) });
    }
  }
  return all;
}

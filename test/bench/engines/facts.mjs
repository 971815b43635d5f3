/**
 * The flat facts of an application as an engine without unknowns needs them: everything known, what follows from another
 * fact filled in, money as numbers, the day of each row on the row, years beside days. They are made before any timing
 * starts; this library and the straight-line code take the applications as they are and do all of this within the call.
 */

const CONTESTED_YEAR = 2024;
const decided = (row, year) => year !== CONTESTED_YEAR || row.flowAccepted != null;

/** Whether every fact is there. What an authority has not assessed yet, or not decided yet, no engine here can answer. */
const KNOWN = {
  investmentReward: (facts) => facts.assessedReward != null,
  loanInterestSubsidy: ({ loans, year }) => loans.every((loan) => loan.assessedSubsidy != null && decided(loan, year)),
  financeLeaseSubsidy: ({ leases, year }) => leases.every((lease) => decided(lease, year)),
  serviceProviderAward: (facts) => facts.tierAmount != null,
  demonstrationCompletionAward: (facts) => facts.assessedAward != null,
  parkAward: (facts) => facts.assessedTotal != null,
};
export const isKnown = (measure, facts) => KNOWN[measure]?.(facts) ?? true;

const MONEY = [
  'totalInvestment', 'equipmentInvestment', 'assessedReward', 'interestPaid', 'assessedSubsidy', 'annualAmount', 'amount',
  'tierAmount', 'annualAwards', 'assessedAward', 'assessedTotal', 'taskProgress', 'settlementFactor',
];
const yearOf = (day) => Number(day.slice(0, 4));

/** One row or one application, without its lists. */
function complete(facts, given) {
  const row = { ...given, ...facts };
  for (const name of MONEY) if (row[name] !== undefined) row[name] = Number(row[name]);
  row.applicationYear = yearOf(row.applicationDate);
  if ('filingDate' in row || 'filed' in row) {
    row.filed ??= true;
    // never filed: a day that is in no project's reach
    row.filingDate ??= '9999-12-31';
    row.filingYear = yearOf(row.filingDate);
    row.newType ??= row.nationalDemonstration;
    row.technicalUpgrade ??= row.newType;
  }
  if ('accepted' in row) row.settlementFactor ??= 1;
  if (row.acceptance !== undefined) {
    row.verifiedTotal = Number(row.acceptance.totalInvestment);
    row.verifiedEquipment = Number(row.acceptance.equipmentInvestment);
  } else if (row.totalInvestment !== undefined) {
    row.verifiedTotal = row.totalInvestment;
    row.verifiedEquipment = row.equipmentInvestment;
  }
  return row;
}

const LISTS = ['loans', 'leases', 'supplies', 'projects', 'evaluations'];

export function completed(facts) {
  const whole = complete(facts, {});
  for (const list of LISTS) {
    if (whole[list] === undefined) continue;
    const { applicationDate, year, supplier } = whole;
    whole[list] = whole[list].map((row) => complete(row, { applicationDate, ...(year !== undefined && { year }), ...(supplier !== undefined && { supplier }) }));
  }
  return whole;
}

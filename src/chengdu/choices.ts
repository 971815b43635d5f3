/** The open questions of the text with the ways to read each; the first is the default. `readings.ts` says them in words. */
export const CHOICES = {
  filingCutoffException: ['exempt-from-cutoff', 'excluded-from-policy', 'no-exception'],
  filingCutoffScope: ['project-linked-measures', 'own-projects-only'],
  sameInput: ['funding-item', 'project'],
  rewardWithSubsidy: ['take-higher', 'stack'],
  consortiumSubsidyWithInvestmentSubsidy: ['take-higher', 'stack'],
  consortiumTrack: ['per-project', 'whole-consortium'],
  leaseWithInvestmentSubsidy: ['take-higher', 'stack'],
  leasedEquipmentInInvestment: ['yes', 'no'],
  pilotIndustryMustBeNewType: ['yes', 'no'],
  thresholdAtSettlement: ['actual', 'as-approved'],
  advanceFormula: ['capped-progress', 'half-of-progress', 'flat-half'],
  settlementAboveApproved: ['not-above', 'verified'],
  loanProjects: ['new-type-only', 'any-technical-upgrade'],
  interestBound: ['interest-paid', 'off'],
  leaseBasis: ['annual-amount', 'time-weighted-principal'],
  leaseDayCount: ['months-12', 'act-365', 'act-360'],
  supplyAggregation: ['policy-period', 'per-year', 'per-project'],
  completionDeduction: ['from-assessed', 'from-cap'],
  demonstrationTotalBound: ['none', 'one-million'],
  directSupplierCount: ['excludes-leader', 'includes-leader'],
  dualProgress: ['min', 'mean', 'product', 'investment-only'],
  parkFailedYear: ['keep-advances', 'claw-back'],
  afterExpiry: ['honour-vested', 'validity-only'],
  rounding: ['half-up-fen', 'down-fen'],
} as const;

export type ReadingId = keyof typeof CHOICES;
/** A value for every reading. */
export type Readings = { readonly [R in ReadingId]: (typeof CHOICES)[R][number] };

export const readingIds = /* @__PURE__ */ Object.keys(CHOICES) as readonly ReadingId[];

/** The default of every reading: its first value. */
export const defaultReadings: Readings = /* @__PURE__ */ firstOf(readingIds);

function firstOf(ids: readonly ReadingId[]): Readings {
  return Object.freeze(Object.fromEntries(ids.map((id) => [id, CHOICES[id][0]]))) as Readings;
}

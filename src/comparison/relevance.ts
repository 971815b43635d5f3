import { buyerFiledInScope } from '../articles/final-provisions.js';
import type { ReadCase } from '../case/read.js';
import type { Figures } from '../inquiry/figures.js';
import { inPlace } from '../kernel/condition.js';
import type { Context } from '../kernel/context.js';
import { yearOf } from '../kernel/day.js';
import type { Dec } from '../kernel/decimal.js';
import type { Determination, MeasureId } from '../kernel/determination.js';
import type { ParameterRegister } from '../policy/parameters.js';
import { READINGS, type ReadingId, type Readings } from '../policy/readings.js';

/**
 * Which readings can touch a case at all, told without evaluating them.
 *
 * Each entry is a necessary condition for the reading to change a figure, read off the rule that
 * asks for the reading; it may be met by a case in which nothing changes, never the other way round
 * (a property test holds every entry to that). `ever` looks at the stated facts and holds whatever
 * the other readings say; `here` looks at an assessment under the other readings as they stand, and
 * holds for a change of this reading alone.
 */
export interface Relevance {
  /** A reading that bears on payments alone cannot move the total. */
  readonly bearsOn: 'total' | 'payments';
  readonly ever: (c: Stated) => boolean;
  readonly here: (c: Standing) => boolean;
}

/** The facts of a case and the parameters they are held against. */
export interface Stated {
  readonly read: ReadCase;
  readonly parameters: ParameterRegister;
}

/** A case with its assessment under the readings in force. */
export interface Standing extends Stated {
  readonly context: Context;
  readonly determinations: ReadonlyMap<string, Determination>;
  /** Keys of the payments. */
  readonly paid: ReadonlySet<string>;
}

export const standingOf = (read: ReadCase, context: Context, base: Figures): Standing => ({
  read,
  parameters: context.parameters,
  context,
  determinations: new Map(base.determinations.map((d) => [d.key, d])),
  paid: new Set(base.payments.map((p) => p.key)),
});

const always = (): boolean => true;

/** Looks a determination up; `pays` says whether it can bring anything, `stands` whether it is not ruled out. */
const found = (c: Standing, measure: MeasureId, id: string, year?: number): Determination | undefined =>
  c.determinations.get(year === undefined ? `${measure}:${id}` : `${measure}:${id}:${year}`);
const stands = (d: Determination | undefined): boolean => d !== undefined && d.status !== 'ineligible';
const pays = (d: Determination | undefined): boolean => d !== undefined && d.amount.max !== '0.00';

/** Consortia of a project. */
const consortiaOf = (read: ReadCase, project: string): readonly { readonly id: string; readonly projects: readonly string[] }[] =>
  (read.facts.consortia ?? []).filter((c) => c.projects.includes(project));

const subsidyPays = (c: Standing, project: string): boolean => pays(found(c, 'investment-subsidy', project));
const rewardPays = (c: Standing, project: string): boolean => pays(found(c, 'investment-reward', project));
const memberPays = (c: Standing, project: string): boolean =>
  consortiaOf(c.read, project).some((k) => pays(found(c, 'consortium-investment-subsidy', k.id)));
const leasePays = (c: Standing, l: { lessee: string; year: number }): boolean =>
  pays(found(c, 'finance-lease-subsidy', l.lessee, l.year));

/** Members of consortia whose subsidy can bring something. */
const members = (c: Standing): string[] =>
  (c.read.facts.consortia ?? []).filter((k) => pays(found(c, 'consortium-investment-subsidy', k.id))).flatMap((k) => k.projects);

const hasLeases = ({ read }: Stated): boolean => (read.facts.leases ?? []).length > 0;
const hasConsortia = ({ read }: Stated): boolean => (read.facts.consortia ?? []).length > 0;

/** What a project can earn beside its investment: each of it competes only when the same input is the project. */
function othersPay(c: Standing, id: string): number {
  const { facts } = c.read;
  const loans = (facts.loans ?? []).some((l) => l.project === id && pays(found(c, 'loan-interest-subsidy', l.borrower, l.year)));
  const leases = (facts.leases ?? []).some((l) => l.project === id && leasePays(c, l));
  const demonstration = [...c.determinations.values()].some((d) => d.article === 5 && d.subject.id === id && pays(d));
  const leader = consortiaOf(c.read, id).some((k) => pays(found(c, 'chain-leader-award', k.id)));
  return [loans, leases, demonstration, leader].filter(Boolean).length;
}

export const RELEVANCE: Readonly<Record<ReadingId, Relevance>> = {
  filingCutoffException: {
    bearsOn: 'total',
    // The bracket is about national demonstration projects and nobody else.
    ever: ({ read }) => read.projects.some((p) => p.nationalDemonstration !== false),
    here: always,
  },
  filingCutoffScope: {
    bearsOn: 'total',
    ever: ({ read }) => (read.facts.supplies ?? []).length > 0,
    // Only a buyer's project that fails the test, or may fail it, makes testing it matter.
    here: ({ read, context }) => {
      const tested = { ...context, readings: { ...context.readings, filingCutoffScope: 'project-linked-measures' } as const };
      return (read.facts.supplies ?? []).some((s) => {
        const { filingDate, nationalDemonstration } = read.projects[read.projectIndex.get(s.project) as number] ?? {};
        return buyerFiledInScope.test({ filingDate, nationalDemonstration }, tested, inPlace).outcome !== 'met';
      });
    },
  },
  sameInput: {
    bearsOn: 'total',
    ever: ({ read: { facts } }) => [facts.loans, facts.leases, facts.demonstrations, facts.consortia].some((rows) => (rows ?? []).length > 0),
    here: (c) =>
      c.read.projects.some(({ id }) => {
        const others = othersPay(c, id);
        const own = [rewardPays, subsidyPays, memberPays].filter((f) => f(c, id)).length;
        return others > 0 && others + own > 1;
      }),
  },
  rewardWithSubsidy: {
    bearsOn: 'total',
    ever: ({ read }) => read.projects.length > 0,
    here: (c) => c.read.projects.some(({ id }) => rewardPays(c, id) && (subsidyPays(c, id) || memberPays(c, id))),
  },
  consortiumSubsidyWithInvestmentSubsidy: {
    bearsOn: 'total',
    ever: hasConsortia,
    here: (c) => members(c).some((id) => c.context.readings.splitWithinProject === 'yes' || subsidyPays(c, id)),
  },
  splitWithinProject: {
    bearsOn: 'total',
    ever: hasConsortia,
    // Where both subsidies stand there is nothing to divide.
    here: (c) => c.context.readings.consortiumSubsidyWithInvestmentSubsidy !== 'stack' && members(c).length > 0,
  },
  consortiumTrack: {
    bearsOn: 'total',
    ever: ({ read }) => (read.facts.consortia ?? []).some((k) => k.projects.length > 1),
    here: (c) => members(c).some((id) => subsidyPays(c, id) || rewardPays(c, id)),
  },
  leaseWithInvestmentSubsidy: {
    bearsOn: 'total',
    ever: hasLeases,
    here: (c) => (c.read.facts.leases ?? []).some((l) => leasePays(c, l) && (subsidyPays(c, l.project) || memberPays(c, l.project))),
  },
  leasedEquipmentInInvestment: {
    bearsOn: 'total',
    // The equipment of a sale and leaseback was bought, so it never leaves the base.
    ever: ({ read }) => (read.facts.leases ?? []).some((l) => l.mode !== 'sale-and-leaseback'),
    here: (c) =>
      (c.read.facts.leases ?? []).some(
        ({ project }) =>
          stands(found(c, 'investment-subsidy', project)) ||
          consortiaOf(c.read, project).some((k) => stands(found(c, 'consortium-investment-subsidy', k.id))),
      ),
  },
  pilotIndustryMustBeNewType: {
    bearsOn: 'total',
    ever: ({ read }) => read.projects.some((p) => p.pilotIndustry !== false && p.newType !== true),
    here: (here) =>
      here.read.projects.some(
        (p) =>
          p.newType !== true &&
          p.pilotIndustry !== false &&
          found(here, 'investment-subsidy', p.id)?.conditions.every((c) => c.id === 'new-type' || c.outcome !== 'unmet') === true,
      ),
  },
  thresholdAtSettlement: {
    bearsOn: 'payments',
    ever: ({ read, parameters }) =>
      read.projects.some((p) => p.acceptance !== undefined && p.acceptance.totalInvestment.cmp(parameters['A1.3.threshold'].decimal) < 0),
    here: ({ read, paid }) => read.projects.some((p) => p.acceptance !== undefined && paid.has(`investment-subsidy:${p.id}`)),
  },
  advanceFormula: {
    bearsOn: 'payments',
    // Before the start of works nothing is advanced under any formula.
    ever: ({ read }) => read.projects.some((p) => p.construction?.started === true),
    here: ({ read, paid }) => read.projects.some((p) => p.construction?.started === true && paid.has(`investment-subsidy:${p.id}`)),
  },
  interestBound: {
    bearsOn: 'total',
    ever: ({ read, parameters }) =>
      (read.facts.loans ?? []).some(({ interestPaid, assessedSubsidy }) =>
        interestPaid === undefined ? true : interestPaid.cmp(assessedSubsidy ?? parameters['A2.2.cap'].decimal) < 0,
      ),
    here: (c) => (c.read.facts.loans ?? []).some((l) => stands(found(c, 'loan-interest-subsidy', l.borrower, l.year))),
  },
  leaseBasis: {
    bearsOn: 'total',
    ever: hasLeases,
    here: (c) => (c.read.facts.leases ?? []).some((l) => stands(found(c, 'finance-lease-subsidy', l.lessee, l.year))),
  },
  leaseDayCount: {
    bearsOn: 'total',
    ever: hasLeases,
    here: (c) =>
      c.context.readings.leaseBasis === 'time-weighted-principal' &&
      (c.read.facts.leases ?? []).some((l) => stands(found(c, 'finance-lease-subsidy', l.lessee, l.year))),
  },
  supplyAggregation: { bearsOn: 'total', ever: ({ read }) => (read.facts.supplies ?? []).length > 0, here: always },
  completionDeduction: {
    bearsOn: 'total',
    ever: ({ read }) => (read.facts.demonstrations ?? []).some((d) => (d.evaluations ?? []).some((e) => e.passed !== false)),
    here: (c) =>
      (c.read.facts.demonstrations ?? []).some(
        ({ project }) =>
          stands(found(c, 'demonstration-completion-award', project)) &&
          [...c.determinations.values()].some((d) => d.measure === 'demonstration-annual-award' && d.subject.id === project && pays(d)),
      ),
  },
  demonstrationTotalBound: {
    bearsOn: 'total',
    // The yearly awards alone must be able to exceed the ceiling: the completion award is net of them.
    ever: ({ read, parameters }) =>
      (read.facts.demonstrations ?? []).some((d) => {
        const years = (d.evaluations ?? []).filter((e) => e.passed !== false).length;
        return parameters['A5.3.amount'].decimal.times(years).cmp(parameters['A5.4.cap'].decimal) > 0;
      }),
    here: always,
  },
  directSupplierCount: {
    bearsOn: 'total',
    // One enterprise more or less decides only beside the threshold.
    ever: ({ read, parameters }) =>
      (read.facts.consortia ?? []).some(
        ({ directSuppliers }) => directSuppliers !== undefined && Math.abs(directSuppliers - Number(parameters['A6.2.suppliers'].value)) <= 1,
      ),
    here: always,
  },
  dualProgress: {
    bearsOn: 'payments',
    ever: hasConsortia,
    here: ({ read, paid }) => (read.facts.consortia ?? []).some((k) => paid.has(`consortium-investment-subsidy:${k.id}`)),
  },
  parkFailedYear: {
    bearsOn: 'payments',
    // A year that failed; or, once the tasks are completed, one that may have.
    ever: ({ read }) =>
      (read.facts.parks ?? []).some(({ evaluations = [], allTasksCompleted }) =>
        evaluations.some((e) => e.passed === false) ||
        (allTasksCompleted === true && (evaluations.length === 0 || evaluations.some((e) => e.passed === undefined))),
      ),
    here: ({ read, paid }) => (read.facts.parks ?? []).some((p) => paid.has(`park-award:${p.id}`)),
  },
  afterExpiry: {
    bearsOn: 'total',
    ever: ({ read: { facts }, parameters }) => {
      const end = parameters['F.1.to'].value;
      const later = (facts.demonstrations ?? []).some((d) => (d.evaluations ?? []).some((e) => e.year > yearOf(end)));
      return later || facts.settlementDate === undefined || facts.settlementDate > end;
    },
    // Everything else is paid without a settlement of its own.
    here: ({ read: { facts }, paid }) =>
      [facts.demonstrations, facts.consortia].some((rows) => (rows ?? []).length > 0) ||
      [...paid].some((key) => key.startsWith('investment-subsidy:') || key.startsWith('park-award:')),
  },
  rounding: { bearsOn: 'total', ever: always, here: mayHaveFractions },
};

/**
 * Whether some amount may have a fraction of a fen: not if every amount that a rate is applied to is
 * a multiple of what makes all rates give whole fen, and nothing is divided.
 */
function mayHaveFractions({ read, parameters, context }: Standing): boolean {
  const { facts } = read;
  if (hasLeases({ read, parameters }) && context.readings.leaseBasis !== 'annual-amount') return true;
  if (hasConsortia({ read, parameters }) && (context.readings.splitWithinProject === 'yes' || facts.consortia?.some((c) => c.accepted === true))) return true;
  const all = Object.values(parameters);
  if (all.some((p) => p.unit === 'CNY' && p.decimal.decimalPlaces() > 2)) return true;
  const digits = Math.max(...all.filter((p) => p.unit === 'ratio').map((p) => p.decimal.decimalPlaces()));
  const fine = (amount: Dec | undefined): boolean =>
    amount === undefined || amount.times(100).mod((10 ** digits)).isZero();
  const bases = [
    ...read.projects.flatMap((p) => [p.equipmentInvestment, p.acceptance?.equipmentInvestment]),
    ...(facts.leases ?? []).flatMap((l) => [l.annualAmount, l.equipmentValue]),
    ...(facts.supplies ?? []).map((s) => s.amount),
  ];
  return !bases.every(fine);
}

/** Every other value of a reading. */
export const alternativesOf = <R extends ReadingId>(id: R, readings: Readings): Readings[R][] =>
  (Object.keys(READINGS[id].values) as Readings[R][]).filter((value) => value !== readings[id]);

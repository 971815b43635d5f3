import { isUnderPolicy } from '../articles/article-7-parks.js';
import { buyerFiledInScope } from '../articles/final-provisions.js';
import type { ReadCase } from '../case/read.js';
import { inPlace } from '../kernel/condition.js';
import type { Context } from '../kernel/context.js';
import { yearOf } from '../kernel/day.js';
import type { Dec } from '../kernel/decimal.js';
import type { Determination, MeasureId } from '../kernel/determination.js';
import type { ParameterId, ParameterRegister } from '../policy/parameters.js';
import { chengdu2025 } from '../policy/policy.js';
import { READINGS, type ReadingId, type Readings } from '../policy/readings.js';

/**
 * Which figures a reading can touch, told without evaluating the case again.
 *
 * Each entry is a necessary condition for the reading to change a figure, read off the rule that
 * asks for the reading; it may be met where nothing changes, never the other way round (a property
 * test holds every entry to that). `ever` looks at the stated facts and holds whatever the other
 * readings say; `touches` looks at an assessment under the other readings as they stand, and holds
 * for a change of this reading alone. Where it touches nothing, no figure changes. What it touches
 * may move other awards in turn, through a cap that they share.
 */
export interface Relevance {
  /** A reading that bears on payments alone cannot move the total. */
  readonly bearsOn: 'total' | 'payments';
  readonly ever: (c: Stated) => boolean;
  /** The determinations whose status, amount, choice or payment the reading can change directly. */
  readonly touches: (c: Standing) => readonly Determination[];
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
  /** The determinations that concern each project, found once. */
  readonly awards: ReadonlyMap<string, ProjectFound>;
}

type Found = readonly Determination[];
type Rows<K extends keyof ReadCase['facts']> = NonNullable<ReadCase['facts'][K]>;

/** The determinations of a project, of the contracts that finance it and of the consortia that it belongs to. */
interface ProjectFound {
  readonly reward: Found;
  readonly subsidy: Found;
  readonly loans: Determination[];
  readonly leases: Determination[];
  readonly demonstration: Determination[];
  readonly leader: Determination[];
  readonly member: Determination[];
}

export function standingOf(
  read: ReadCase,
  context: Context,
  base: { readonly determinations: readonly Determination[]; readonly payments: readonly { readonly key: string }[] },
): Standing {
  const { facts } = read;
  const determinations = new Map(base.determinations.map((d) => [d.key, d]));
  const awards = new Map<string, ProjectFound>();
  const c: Standing = { read, parameters: context.parameters, context, determinations, paid: new Set(base.payments.map((p) => p.key)), awards };
  for (const { id } of read.projects) {
    const own = { reward: found(c, 'investment-reward', id), subsidy: found(c, 'investment-subsidy', id) };
    awards.set(id, { ...own, loans: [], leases: [], demonstration: [], leader: [], member: [] });
  }
  const add = (project: string, list: 'loans' | 'leases' | 'demonstration' | 'leader' | 'member', some: Found): void => {
    awards.get(project)?.[list].push(...some);
  };
  for (const l of facts.loans ?? []) add(l.project, 'loans', loanOf(c, l));
  for (const l of facts.leases ?? []) add(l.project, 'leases', leaseOf(c, l));
  for (const d of facts.demonstrations ?? []) add(d.project, 'demonstration', [...annual(c, d), ...completion(c, d.project)]);
  for (const k of facts.consortia ?? []) {
    const leader = found(c, 'chain-leader-award', k.id);
    const member = found(c, 'consortium-investment-subsidy', k.id);
    for (const project of k.projects) {
      add(project, 'leader', leader);
      add(project, 'member', member);
    }
  }
  return c;
}

/** Whether a reading can change any figure of an assessed case. */
export const isRelevant = (id: ReadingId, c: Standing): boolean => RELEVANCE[id].ever(c) && RELEVANCE[id].touches(c).length > 0;

const NOTHING: Found = [];

/** The determination of a measure for a subject, as a list of one or none. */
function found(c: Standing, measure: MeasureId, id: string, year?: number): Found {
  const d = c.determinations.get(year === undefined ? `${measure}:${id}` : `${measure}:${id}:${year}`);
  return d === undefined ? NOTHING : [d];
}
const stands = (d: Determination): boolean => d.status !== 'ineligible';
const pays = (d: Determination): boolean => d.amount.max !== '0.00';
/** Not ruled out by anything but the named condition. */
const standsBut = (id: string) => (d: Determination): boolean => stands(d) || d.conditions.every((r) => r.outcome !== 'unmet' || r.id === id);

const projectsOf = (c: Stated): ReadCase['projects'] => c.read.projects;
const consortia = ({ read }: Stated): Rows<'consortia'> => read.facts.consortia ?? [];
const leases = ({ read }: Stated): Rows<'leases'> => read.facts.leases ?? [];
const loans = ({ read }: Stated): Rows<'loans'> => read.facts.loans ?? [];
const supplies = ({ read }: Stated): Rows<'supplies'> => read.facts.supplies ?? [];
const demonstrations = ({ read }: Stated): Rows<'demonstrations'> => read.facts.demonstrations ?? [];
const parks = ({ read }: Stated): Rows<'parks'> => read.facts.parks ?? [];
const some = (rows: { readonly length: number }): boolean => rows.length > 0;
const both = (a: Found, b: Found): Found => (some(a) && some(b) ? [...a, ...b] : NOTHING);
const distinct = (list: Found): Found => (list.length < 2 ? list : [...new Set(list)]);

const reward = (c: Standing, project: string): Found => c.awards.get(project)?.reward ?? NOTHING;
const subsidy = (c: Standing, project: string): Found => c.awards.get(project)?.subsidy ?? NOTHING;
const member = (c: Standing, project: string): Found => c.awards.get(project)?.member ?? NOTHING;
const leader = (c: Standing, project: string): Found => c.awards.get(project)?.leader ?? NOTHING;
const leasesFor = (c: Standing, project: string): Found => c.awards.get(project)?.leases ?? NOTHING;
const loansFor = (c: Standing, project: string): Found => c.awards.get(project)?.loans ?? NOTHING;
const demonstrationFor = (c: Standing, project: string): Found => c.awards.get(project)?.demonstration ?? NOTHING;
const leaseOf = (c: Standing, l: { readonly lessee: string; readonly year: number }): Found => found(c, 'finance-lease-subsidy', l.lessee, l.year);
const loanOf = (c: Standing, l: { readonly borrower: string; readonly year: number }): Found => found(c, 'loan-interest-subsidy', l.borrower, l.year);
const annual = (c: Standing, { project, evaluations = [] }: Rows<'demonstrations'>[number]): Found =>
  evaluations.flatMap((e) => found(c, 'demonstration-annual-award', project, e.year));
const completion = (c: Standing, project: string): Found => found(c, 'demonstration-completion-award', project);
const suppliesFor = (c: Standing, isConcerned: (line: Rows<'supplies'>[number]) => boolean): Found => {
  const suppliers = new Set(supplies(c).filter(isConcerned).map((l) => `${l.kind}-supply-subsidy:${l.supplier}`));
  if (suppliers.size === 0) return NOTHING;
  return [...c.determinations.values()].filter((d) => d.article === 4 && suppliers.has(`${d.measure}:${d.subject.id}`));
};
const paidOf = (c: Standing, list: Found): Found => list.filter((d) => c.paid.has(d.key));

export const RELEVANCE: Readonly<Record<ReadingId, Relevance>> = {
  filingCutoffException: {
    bearsOn: 'total',
    // The bracket is about national demonstration projects and nobody else.
    ever: (c) => projectsOf(c).some((p) => p.nationalDemonstration !== false),
    touches: (c) => {
      const ids = new Set(projectsOf(c).flatMap((p) => (p.nationalDemonstration === false ? [] : [p.id])));
      return distinct([
        ...[...ids].flatMap((id) => [reward, subsidy, loansFor, leasesFor, demonstrationFor, leader, member].flatMap((of) => of(c, id))),
        ...suppliesFor(c, (line) => ids.has(line.project)),
      ]);
    },
  },
  filingCutoffScope: {
    bearsOn: 'total',
    ever: (c) => some(supplies(c)),
    // Only a buyer's project that fails the test, or may fail it, makes testing it matter.
    touches: (c) => {
      const tested = { ...c.context, readings: { ...c.context.readings, filingCutoffScope: 'project-linked-measures' } as const };
      return suppliesFor(c, (line) => {
        const { filingDate, nationalDemonstration } = projectsOf(c)[c.read.projectIndex.get(line.project) as number] ?? {};
        return buyerFiledInScope.test({ filingDate, nationalDemonstration }, tested, inPlace).outcome !== 'met';
      });
    },
  },
  sameInput: {
    bearsOn: 'total',
    ever: (c) => [loans(c), leases(c), demonstrations(c), consortia(c)].some(some),
    // What a project earns beside its investment competes only when the same input is the project.
    touches: (c) =>
      distinct(
        projectsOf(c).flatMap(({ id }) => {
          const others = [loansFor(c, id), leasesFor(c, id), demonstrationFor(c, id), leader(c, id)].map((list) => list.filter(pays)).filter(some);
          const own = [reward(c, id), subsidy(c, id), member(c, id)].map((list) => list.filter(pays)).filter(some);
          return some(others) && others.length + own.length > 1 ? [...own, ...others].flat() : NOTHING;
        }),
      ),
  },
  rewardWithSubsidy: {
    bearsOn: 'total',
    ever: (c) => some(projectsOf(c)),
    touches: (c) =>
      distinct(projectsOf(c).flatMap(({ id }) => both(reward(c, id).filter(pays), [...subsidy(c, id), ...member(c, id)].filter(pays)))),
  },
  consortiumSubsidyWithInvestmentSubsidy: {
    bearsOn: 'total',
    ever: (c) => some(consortia(c)),
    touches: (c) =>
      membersTouched(c, (id, k) => (c.context.readings.splitWithinProject === 'yes' ? [...subsidy(c, id), ...k] : both(subsidy(c, id).filter(pays), k))),
  },
  splitWithinProject: {
    bearsOn: 'total',
    ever: (c) => some(consortia(c)),
    // Where both subsidies stand there is nothing to divide.
    touches: (c) =>
      c.context.readings.consortiumSubsidyWithInvestmentSubsidy === 'stack' ? NOTHING : membersTouched(c, (id, k) => [...subsidy(c, id), ...k]),
  },
  consortiumTrack: {
    bearsOn: 'total',
    ever: (c) => consortia(c).some((k) => k.projects.length > 1),
    touches: (c) => membersTouched(c, (id, k) => both([...reward(c, id), ...subsidy(c, id)].filter(pays), k)),
  },
  leaseWithInvestmentSubsidy: {
    bearsOn: 'total',
    ever: (c) => some(leases(c)),
    touches: (c) =>
      distinct(leases(c).flatMap((l) => both(leaseOf(c, l).filter(pays), [...subsidy(c, l.project), ...member(c, l.project)].filter(pays)))),
  },
  leasedEquipmentInInvestment: {
    bearsOn: 'total',
    // The equipment of a sale and leaseback was bought, so it never leaves the base.
    ever: (c) => leases(c).some((l) => l.mode !== 'sale-and-leaseback'),
    touches: (c) => distinct(leases(c).flatMap((l) => [...subsidy(c, l.project), ...member(c, l.project)].filter(stands))),
  },
  pilotIndustryMustBeNewType: {
    bearsOn: 'total',
    ever: (c) => projectsOf(c).some((p) => p.pilotIndustry !== false && p.newType !== true),
    touches: (c) =>
      projectsOf(c).flatMap((p) => (p.newType !== true && p.pilotIndustry !== false ? subsidy(c, p.id).filter(standsBut('new-type')) : NOTHING)),
  },
  thresholdAtSettlement: {
    bearsOn: 'payments',
    ever: (c) => projectsOf(c).some((p) => p.acceptance !== undefined && p.acceptance.totalInvestment.cmp(c.parameters['A1.3.threshold'].decimal) < 0),
    touches: (c) => projectsOf(c).flatMap((p) => (p.acceptance === undefined ? NOTHING : paidOf(c, subsidy(c, p.id)))),
  },
  advanceFormula: {
    bearsOn: 'payments',
    // Before the start of works nothing is advanced under any formula.
    ever: (c) => projectsOf(c).some((p) => p.construction?.started === true),
    touches: (c) => projectsOf(c).flatMap((p) => (p.construction?.started === true ? paidOf(c, subsidy(c, p.id)) : NOTHING)),
  },
  interestBound: {
    bearsOn: 'total',
    ever: (c) => loans(c).some((l) => isBoundByInterest(c, l)),
    touches: (c) => distinct(loans(c).flatMap((l) => (isBoundByInterest(c, l) ? loanOf(c, l).filter(stands) : NOTHING))),
  },
  leaseBasis: {
    bearsOn: 'total',
    ever: (c) => some(leases(c)),
    touches: (c) => distinct(leases(c).flatMap((l) => leaseOf(c, l).filter(stands))),
  },
  leaseDayCount: {
    bearsOn: 'total',
    ever: (c) => some(leases(c)),
    touches: (c) =>
      c.context.readings.leaseBasis === 'time-weighted-principal' ? distinct(leases(c).flatMap((l) => leaseOf(c, l).filter(stands))) : NOTHING,
  },
  supplyAggregation: {
    bearsOn: 'total',
    ever: (c) => some(supplies(c)),
    touches: (c) => suppliesFor(c, () => true),
  },
  completionDeduction: {
    bearsOn: 'total',
    ever: (c) => demonstrations(c).some((d) => (d.evaluations ?? []).some((e) => e.passed !== false)),
    touches: (c) =>
      demonstrations(c).flatMap((d) => (annual(c, d).some(pays) ? completion(c, d.project).filter(stands) : NOTHING)),
  },
  demonstrationTotalBound: {
    bearsOn: 'total',
    ever: (c) => demonstrations(c).some((d) => mayExceedCeiling(c, d)),
    touches: (c) => demonstrations(c).flatMap((d) => (mayExceedCeiling(c, d) ? [...annual(c, d), ...completion(c, d.project)].filter(stands) : NOTHING)),
  },
  directSupplierCount: {
    bearsOn: 'total',
    ever: (c) => consortia(c).some((k) => isBesideThreshold(c, k)),
    touches: (c) =>
      consortia(c).flatMap((k) =>
        isBesideThreshold(c, k)
          ? [...found(c, 'chain-leader-award', k.id), ...found(c, 'consortium-investment-subsidy', k.id)].filter(standsBut('direct-suppliers'))
          : NOTHING,
      ),
  },
  dualProgress: {
    bearsOn: 'payments',
    ever: (c) => some(consortia(c)),
    touches: (c) => consortia(c).flatMap((k) => paidOf(c, found(c, 'consortium-investment-subsidy', k.id))),
  },
  parkFailedYear: {
    bearsOn: 'payments',
    ever: (c) => parks(c).some((p) => mayHaveFailed(c, p)),
    touches: (c) => parks(c).flatMap((p) => (mayHaveFailed(c, p) ? paidOf(c, found(c, 'park-award', p.id)) : NOTHING)),
  },
  afterExpiry: {
    bearsOn: 'total',
    ever: ({ read: { facts }, parameters }) => {
      const end = parameters['F.1.to'].value;
      const evaluated = [...(facts.demonstrations ?? []), ...(facts.parks ?? [])];
      const later = evaluated.some((d) => (d.evaluations ?? []).some((e) => e.year > yearOf(end)));
      return later || facts.settlementDate === undefined || facts.settlementDate > end;
    },
    // Everything else is paid without a settlement of its own.
    touches: (c) => [
      ...demonstrations(c).flatMap((d) => [...annual(c, d), ...completion(c, d.project)]),
      ...consortia(c).flatMap((k) => [...found(c, 'chain-leader-award', k.id), ...found(c, 'consortium-investment-subsidy', k.id)]),
      ...paidOf(c, [...projectsOf(c).flatMap((p) => subsidy(c, p.id)), ...parks(c).flatMap((p) => found(c, 'park-award', p.id))]),
    ],
  },
  rounding: {
    bearsOn: 'total',
    ever: () => true,
    touches: (c) => (mayHaveFractions(c) ? [...c.determinations.values()].filter((d) => d.nature === 'determinate' && pays(d)) : NOTHING),
  },
};

/** Members of consortia whose subsidy can bring something, with that subsidy. */
const membersTouched = (c: Standing, touched: (project: string, subsidy: Found) => Found): Found =>
  distinct(
    consortia(c).flatMap((k) => {
      const own = found(c, 'consortium-investment-subsidy', k.id).filter(pays);
      return some(own) ? k.projects.flatMap((id) => touched(id, own)) : NOTHING;
    }),
  );

const isBoundByInterest = (c: Stated, { interestPaid, assessedSubsidy }: Rows<'loans'>[number]): boolean =>
  interestPaid === undefined || interestPaid.cmp(assessedSubsidy ?? c.parameters['A2.2.cap'].decimal) < 0;

/** The yearly awards alone must be able to exceed the ceiling: the completion award is net of them. */
function mayExceedCeiling(c: Stated, { evaluations = [] }: Rows<'demonstrations'>[number]): boolean {
  const years = evaluations.filter((e) => e.passed !== false).length;
  return c.parameters['A5.3.amount'].decimal.times(years).cmp(c.parameters['A5.4.cap'].decimal) > 0;
}

/** One enterprise more or less decides only beside the threshold. */
const isBesideThreshold = (c: Stated, { directSuppliers }: Rows<'consortia'>[number]): boolean =>
  directSuppliers !== undefined && Math.abs(directSuppliers - Number(c.parameters['A6.2.suppliers'].value)) <= 1;

/** A year that failed or may have; once the tasks are completed, also one that is not stated. */
function mayHaveFailed(c: Stated, { evaluations = [], allTasksCompleted }: Rows<'parks'>[number]): boolean {
  const years = evaluations.filter((e) => isUnderPolicy(e.year, c));
  return years.some((e) => e.passed !== true) || (allTasksCompleted === true && years.length === 0);
}

const ids = (unit: 'CNY' | 'ratio'): ParameterId[] =>
  (Object.keys(chengdu2025.parameters) as ParameterId[]).filter((id) => chengdu2025.parameters[id].unit === unit);
const CAPS = ids('CNY');
const RATES = ids('ratio');

/**
 * Whether some amount may have a fraction of a fen: not if every amount that a rate is applied to is
 * a multiple of what makes all rates give whole fen, and nothing is divided.
 */
function mayHaveFractions({ read, parameters, context }: Standing): boolean {
  const { facts } = read;
  if (some(facts.leases ?? []) && context.readings.leaseBasis !== 'annual-amount') return true;
  if (some(facts.consortia ?? []) && (context.readings.splitWithinProject === 'yes' || facts.consortia?.some((c) => c.accepted === true))) return true;
  if (CAPS.some((id) => parameters[id].decimal.decimalPlaces() > 2)) return true;
  const digits = Math.max(...RATES.map((id) => parameters[id].decimal.decimalPlaces()));
  // The last digit of the amount, moved by the digits of a rate, is still a fen.
  const fine = (amount: Dec | undefined): boolean =>
    amount === undefined || amount.isZero() || amount.precision() - 1 - amount.e + digits <= 2;
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

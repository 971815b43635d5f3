import { measureCatalogue } from '../articles/catalogue.js';
import type { AssessOptions } from '../assessment/assess.js';
import { determine } from '../assessment/determine.js';
import { readCase } from '../case/read.js';
import { type Context, contextOf } from '../kernel/context.js';
import { type Dec, Dec as Decimal, ZERO, formatMoney } from '../kernel/decimal.js';
import type { ConditionResult, Determination, MeasureId, Status, SubjectKind } from '../kernel/determination.js';
import type { Range } from '../kernel/span.js';
import type { Bilingual } from '../kernel/text.js';
import { type Code, RELATION_TEXT, type Relation, relationOf } from '../selection/overlap.js';
import { allEvaluated } from '../selection/select.js';
import { type Figures, figuresOf } from './figures.js';
import { type Completed, type Profile, type Subjects, type Supposition, complete } from './profile.js';

/** What one subject of a profile can get under one measure. */
export interface MatchedSubject {
  readonly key: string;
  readonly subject: { readonly kind: SubjectKind; readonly id: string };
  readonly year?: number;
  readonly status: Status;
  readonly amount: Range;
  /** Facts that would settle it, by their path in the profile. */
  readonly missing: readonly string[];
  /** What rules it out. */
  readonly unmet: readonly ConditionResult[];
}

/** One of the twelve measures, matched against a profile. */
export interface Match {
  readonly measure: MeasureId;
  readonly code: string;
  readonly clause: string;
  readonly title: Bilingual;
  /**
   * `eligible`: the stated facts suffice. `possible`: they neither suffice nor rule it out.
   * `excluded`: they rule it out for every subject stated.
   */
  readonly fit: 'eligible' | 'possible' | 'excluded';
  /** False where the profile states nobody who could claim it: what it would bring to such a subject. */
  readonly stated: boolean;
  /** Sum over the subjects, before F.3. */
  readonly amount: Range;
  readonly missing: readonly string[];
  readonly subjects: readonly MatchedSubject[];
  /** How it stands to the other measures that are not excluded (F.3, A5.5, A6.3). */
  readonly combines: readonly { readonly code: string; readonly measure: MeasureId; readonly relation: Relation; readonly text: Bilingual; readonly both: boolean }[];
}

export interface Matching {
  /** All twelve: eligible, then possible, then excluded; in each the one that can bring most first, the stated ones before the others. */
  readonly measures: readonly Match[];
  /** What the stated subjects can receive together under F.3; a safe bound where loans or sales name no project. */
  readonly total: Range;
  /** Keys of the payable combination of the stated subjects. */
  readonly chosen: readonly string[];
}

/**
 * What can I get? All twelve measures for a thin profile: a project, an enterprise's loans or sales,
 * a provider, a park, a consortium, or any part of a case file.
 *
 * Nothing is assumed in anybody's favour. The profile is made a case file and assessed; names are
 * made up where they are missing, because names decide nothing; where the day of application, a year
 * or the kind of goods is missing, the case is assessed with one that counts and one that does not,
 * and a measure for which the two differ is `possible` and names what is missing. For a measure whose
 * subject is not stated, a subject of which nothing is known is added for that measure alone.
 *
 * @throws InvalidCaseError naming path and value, as `assess` does; the profile is not changed
 * @example
 * match({ projects: [{ newType: true, totalInvestment: '30000000' }] }).measures[0]
 */
export function match(profile: Profile, options?: Omit<AssessOptions, 'election'>): Matching {
  const context = contextOf(options, 'workLimit');
  const both = (added: Subjects | undefined): Suppositions => {
    const suppose = (when: Supposition): Supposed => {
      const completed = complete(profile, added, when, context);
      const read = readCase(completed.caseFile);
      // An added subject is only looked at by itself: what it would compete with does not matter.
      if (added !== undefined) return { completed, figures: { determinations: allEvaluated(determine(read, context)).map((e) => e.determination), ...UNCHOSEN } };
      return { completed, figures: figuresOf(read, context, options?.workLimit) };
    };
    const inForce = suppose('in-force');
    return { inForce, outOfForce: inForce.completed.supplied.size === 0 ? inForce : suppose('out-of-force') };
  };
  const stated = both(undefined);
  const absent = new Map<Subjects, Suppositions>();
  const matches = measureCatalogue.map((m): Match => {
    const list = LIST_OF[m.id];
    // A project made up for a loan or a sale that names none is not the profile's own.
    const own = subjectsOf(m.id, stated, list).filter((s) => s.subject.kind !== 'project' || s.subject.id !== stated.inForce.completed.madeProject || list === 'demonstrations');
    if (own.length > 0) return matched(m, own, true);
    let added = absent.get(list);
    if (added === undefined) absent.set(list, (added = both(list)));
    return matched(m, subjectsOf(m.id, added, list), false);
  });
  return {
    measures: sorted(matches).map((m) => ({ ...m, combines: combinesOf(m, matches, context) })),
    ...together(stated, matches),
  };
}

/** The payable combination of the stated subjects. */
function together({ inForce, outOfForce }: Suppositions, matches: readonly Match[]): Pick<Matching, 'total' | 'chosen'> {
  const keys = new Set(matches.flatMap((m) => (m.stated ? m.subjects.map((s) => s.key) : [])));
  const payable = inForce.figures.payable.filter((p) => keys.has(p.key));
  const chosen = payable.map((p) => p.key);
  const { total } = inForce.figures;
  if (inForce.completed.madeProject !== undefined) {
    // The made-up project's own awards are nobody's: what is stated, each in full, bounds the total.
    const sum = (ranges: readonly Range[], end: 'min' | 'max'): string => formatMoney(ranges.reduce<Dec>((s, r) => s.plus(r[end]), ZERO));
    const settled = inForce.completed.supplied.size === 0;
    const least = settled ? sum(payable.map((p) => p.amount), 'min') : formatMoney(ZERO);
    return { total: { min: least, max: sum(matches.filter((m) => m.stated).map((m) => m.amount), 'max') }, chosen };
  }
  return { total: inForce.completed.supplied.size > 0 ? hull(total, outOfForce.figures.total) : total, chosen };
}

const UNCHOSEN = { payable: [], payments: [], total: { min: formatMoney(ZERO), max: formatMoney(ZERO) } } as const;

interface Supposed {
  readonly completed: Completed;
  readonly figures: Figures;
}

interface Suppositions {
  readonly inForce: Supposed;
  readonly outOfForce: Supposed;
}

/** The list whose rows a measure looks at. */
const LIST_OF: Readonly<Record<MeasureId, Subjects>> = {
  'investment-reward': 'projects',
  'investment-subsidy': 'projects',
  'loan-interest-subsidy': 'loans',
  'finance-lease-subsidy': 'leases',
  'service-provider-award': 'serviceProviders',
  'equipment-supply-subsidy': 'supplies',
  'software-supply-subsidy': 'supplies',
  'demonstration-annual-award': 'demonstrations',
  'demonstration-completion-award': 'demonstrations',
  'chain-leader-award': 'consortia',
  'consortium-investment-subsidy': 'consortia',
  'park-award': 'parks',
};

/** Each subject of a measure in force, widened by what it would be out of force. */
function subjectsOf(measure: MeasureId, { inForce, outOfForce }: Suppositions, list: Subjects): MatchedSubject[] {
  const { supplied, inProfile } = inForce.completed;
  const skeleton = [...(supplied.get('') ?? []), ...(supplied.get(list) ?? [])];
  const kinds = skeleton.some((path) => path.endsWith('.kind'));
  return inForce.figures.determinations
    .filter((d) => d.measure === measure)
    .map((d) => {
      // A supplied year is part of the key, so the other supposition is found by the subject.
      const others = outOfForce.figures.determinations.filter((o) => o.measure === measure && o.subject.id === d.subject.id);
      const other = others.find((o) => o.key === d.key) ?? others[0];
      const open = skeleton.length > 0 && d.status !== 'ineligible' && (kinds || other === undefined || differ(d, other));
      return {
        key: d.key,
        subject: d.subject,
        ...(d.year === undefined ? undefined : { year: d.year }),
        status: open && (kinds || d.status !== other?.status) ? 'undetermined' : d.status,
        amount: open ? hull(kinds ? NOTHING : d.amount, hull(d.amount, other?.amount ?? NOTHING)) : d.amount,
        missing: [...(open ? skeleton : []), ...(d.missing ?? []).map(inProfile)],
        unmet: d.status === 'ineligible' ? unmetOf(d) : [],
      };
    });
}

const NOTHING: Range = Object.freeze({ min: '0.00', max: '0.00' });

const differ = (d: Determination, other: Determination): boolean =>
  d.status !== other.status || d.amount.min !== other.amount.min || d.amount.max !== other.amount.max;

const unmetOf = (d: Determination): ConditionResult[] => d.conditions.filter((c) => c.outcome === 'unmet');

type Unranked = Omit<Match, 'combines'>;

function matched(m: (typeof measureCatalogue)[number], subjects: readonly MatchedSubject[], stated: boolean): Match {
  const has = (status: Status): boolean => subjects.some((s) => s.status === status);
  const sum = (end: 'min' | 'max'): string =>
    formatMoney(subjects.reduce<Dec>((total, s) => total.plus(s.amount[end]), ZERO));
  const base: Unranked = {
    measure: m.id,
    code: m.code,
    clause: m.clause,
    title: m.title,
    fit: has('eligible') ? 'eligible' : has('undetermined') ? 'possible' : 'excluded',
    stated,
    amount: { min: sum('min'), max: sum('max') },
    missing: [...new Set(subjects.flatMap((s) => s.missing))],
    subjects,
  };
  return { ...base, combines: [] };
}

const FITS: readonly Match['fit'][] = ['eligible', 'possible', 'excluded'];

/** Equal ones keep the order of the articles. */
function sorted(matches: readonly Match[]): Match[] {
  return [...matches].sort(
    (a, b) =>
      FITS.indexOf(a.fit) - FITS.indexOf(b.fit) ||
      Number(b.stated) - Number(a.stated) ||
      new Decimal(b.amount.max).cmp(a.amount.max) ||
      new Decimal(b.amount.min).cmp(a.amount.min),
  );
}

function combinesOf(m: Match, all: readonly Match[], { readings }: Context): Match['combines'] {
  if (m.fit === 'excluded') return [];
  return all
    .filter((o) => o !== m && o.measure !== m.measure && o.fit !== 'excluded')
    .map((o) => {
      const relation = relationOf(m.code as Code, o.code as Code, readings);
      return { code: o.code, measure: o.measure, relation, text: RELATION_TEXT[relation], both: relation !== 'same-input' };
    });
}

/** The smallest range that holds both. */
function hull(a: Range, b: Range): Range {
  const [min, max] = [new Decimal(a.min).cmp(b.min) <= 0 ? a.min : b.min, new Decimal(a.max).cmp(b.max) >= 0 ? a.max : b.max];
  return { min, max };
}


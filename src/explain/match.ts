import { readCase } from '../case/case.js';
import { type Budget, budgetOf } from '../assess/choose.js';
import { determine } from '../assess/determine.js';
import { type Context, contextOf } from '../core/context.js';
import { type Dec, Dec as Decimal, ZERO, formatMoney } from '../core/decimal.js';
import type { ConditionResult, Determination, Status } from '../core/determination.js';
import type { Measure } from '../core/measure.js';
import { RELATION_TEXT, type Relation } from '../core/overlap.js';
import type { Policy } from '../core/policy.js';
import type { Range } from '../core/span.js';
import type { Bilingual } from '../core/text.js';
import { figuresOf } from './figures.js';
import { type Completed, type Supposition, complete, listOf, suppositionsOf } from './profile.js';
import type { QuestionOptions } from './questions.js';

/** What one subject of a profile can get under one measure. */
export interface MatchedSubject {
  readonly key: string;
  readonly subject: { readonly kind: string; readonly id: string };
  readonly year?: number;
  readonly status: Status;
  readonly amount: Range;
  /** Facts that would settle it, by their path in the profile. */
  readonly missing: readonly string[];
  /** What rules it out. */
  readonly unmet: readonly ConditionResult[];
}

/** One of the measures, matched against a profile. */
export interface Match {
  readonly measure: string;
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
  /** Sum over the subjects, before they are held against each other. */
  readonly amount: Range;
  readonly missing: readonly string[];
  readonly subjects: readonly MatchedSubject[];
  /** How it stands to the other measures that are not excluded. */
  readonly combines: readonly { readonly code: string; readonly measure: string; readonly relation: Relation; readonly text: Bilingual; readonly both: boolean }[];
}

export interface Matching {
  /** All measures: eligible, then possible, then excluded; in each the one that can bring most first, the stated ones before the others. */
  readonly measures: readonly Match[];
  /** What the stated subjects can receive together; a safe bound where rows name nothing that they hang on. */
  readonly total: Range;
  /** Keys of the payable combination of the stated subjects. */
  readonly chosen: readonly string[];
  /** Present where the work limit was reached: the combination is lawful, and a better one may exist. */
  readonly provisional?: true;
}

/**
 * What can I get? All measures for a thin profile: a project, an enterprise's loans or sales, a provider,
 * a park, a consortium, or any part of a case file.
 *
 * Nothing is assumed in anybody's favour. The profile is made a case and assessed; names are made up where
 * they are missing, because names decide nothing; where the day of application, a year or the kind of goods
 * is missing, the case is assessed with one that counts and one that does not, and a measure for which the
 * two differ is `possible` and names what is missing. For a measure whose subject is not stated, a subject of
 * which nothing is known is added for that measure alone.
 *
 * @throws InvalidCaseError naming path and value, as `assess` does; the profile is not changed
 */
export function matchUnder(published: Policy, profile: unknown, options?: QuestionOptions): Matching {
  const context = contextOf(published, options, 'workLimit');
  const budget = budgetOf(options?.workLimit);
  const stated = supposed(profile, undefined, context, budget);
  const absent = new Map<string, Suppositions>();
  const matches = context.policy.measures.map((m): Match => {
    const list = listOf(m);
    // What was made up for rows that name nothing is not the profile's own.
    const made = stated[0].completed.made.get(list);
    const own = subjectsOf(m, stated).filter((s) => made === undefined || s.subject.id !== made || !('each' in m.source) || m.source.id !== 'id');
    if (own.length > 0) return matched(m, own, true);
    let added = absent.get(list);
    if (added === undefined) absent.set(list, (added = supposed(profile, list, context, undefined)));
    return matched(m, subjectsOf(m, added), false);
  });
  return {
    measures: sorted(matches).map((m) => ({ ...m, combines: combinesOf(m, matches, context) })),
    ...together(stated, matches),
    ...(stated.every((s) => s.optimal) ? undefined : { provisional: true }),
  };
}

interface Supposed {
  readonly completed: Completed;
  readonly determinations: readonly Determination[];
  readonly payable: readonly (readonly [key: string, amount: Range])[];
  readonly total: Range;
  readonly optimal: boolean;
}

/** The first one is in force from its beginning. */
type Suppositions = readonly [Supposed, ...Supposed[]];

/** The profile as a case, under each supposition of what it does not say; an added subject is only looked at by itself. */
function supposed(profile: unknown, added: string | undefined, context: Context, budget: Budget | undefined): Suppositions {
  const suppose = (when: Supposition): Supposed => {
    const completed = complete(profile, added, when, context);
    const read = readCase(completed.input, context.policy);
    if (budget === undefined) return { completed, determinations: determine(read, context).map((a) => a.determination), payable: [], total: NOTHING, optimal: true };
    const { awards, payable, total, chosen } = figuresOf(read, context, budget);
    return { completed, determinations: awards.map((a) => a.determination), payable, total, optimal: chosen.optimal };
  };
  const [first, ...others] = suppositionsOf(context) as [Supposition, ...Supposition[]];
  const inForce = suppose(first);
  const { supplied } = inForce.completed;
  if (supplied.size === 0) return [inForce];
  return [inForce, ...others.filter((o) => supplied.has('') || !o.isInForce).map(suppose)];
}

/** The payable combination of the stated subjects. */
function together(all: Suppositions, matches: readonly Match[]): Pick<Matching, 'total' | 'chosen'> {
  const keys = new Set(matches.flatMap((m) => (m.stated ? m.subjects.map((s) => s.key) : [])));
  const [inForce] = all;
  const payable = inForce.payable.filter(([key]) => keys.has(key));
  const chosen = payable.map(([key]) => key);
  const settled = inForce.completed.supplied.size === 0;
  if (inForce.completed.made.size > 0 || inForce.completed.split.size > 0) {
    // The awards of what was made up are nobody's: what is stated, each in full, bounds the total.
    const least = settled ? sumOf(payable.map(([, amount]) => amount), 'min') : formatMoney(ZERO);
    return { total: { min: least, max: sumOf(matches.filter((m) => m.stated).map((m) => m.amount), 'max') }, chosen };
  }
  return { total: all.map((s) => s.total).reduce(hull), chosen };
}

const NOTHING: Range = Object.freeze({ min: '0.00', max: '0.00' });
const sumOf = (ranges: readonly Range[], end: 'min' | 'max'): string => formatMoney(ranges.reduce<Dec>((s, r) => s.plus(r[end]), ZERO));

/** Each subject of a measure in force, widened by what it would be under the other suppositions. */
function subjectsOf(measure: Measure, [inForce, ...others]: Suppositions): MatchedSubject[] {
  const { supplied, inProfile, split } = inForce.completed;
  const list = listOf(measure);
  const skeleton = [...(supplied.get('') ?? []), ...(supplied.get(list) ?? [])];
  const isSplit = split.has(list);
  return inForce.determinations
    .filter((d) => d.measure === measure.id)
    .map((d) => {
      // A supplied year is part of the key, so the other supposition is found by the subject.
      const found = others.map(({ determinations }): Pick<Determination, 'status' | 'amount'> => {
        const own = determinations.filter((o) => o.measure === measure.id && o.subject.id === d.subject.id);
        return own.find((o) => o.key === d.key) ?? own[0] ?? INELIGIBLE;
      });
      const all = [d, ...found, ...(isSplit ? [INELIGIBLE] : [])];
      const status = all.every((o) => o.status === d.status) ? d.status : 'undetermined';
      const amount = all.map((o) => o.amount).reduce(hull);
      const open = skeleton.length > 0 && (status !== d.status || amount.min !== d.amount.min || amount.max !== d.amount.max);
      return {
        key: d.key,
        subject: d.subject,
        ...(d.year === undefined ? undefined : { year: d.year }),
        status: open ? status : d.status,
        amount: open ? amount : d.amount,
        missing: [...(open ? skeleton : []), ...(d.missing ?? []).map(inProfile)],
        unmet: !open && d.status === 'ineligible' ? d.conditions.filter((c) => c.outcome === 'unmet') : [],
      };
    });
}

const INELIGIBLE = Object.freeze({ status: 'ineligible', amount: NOTHING });

function matched(m: Measure, subjects: readonly MatchedSubject[], stated: boolean): Match {
  const has = (status: Status): boolean => subjects.some((s) => s.status === status);
  return {
    measure: m.id,
    code: m.code,
    clause: m.clause,
    title: m.title,
    fit: has('eligible') ? 'eligible' : has('undetermined') ? 'possible' : 'excluded',
    stated,
    amount: { min: sumOf(subjects.map((s) => s.amount), 'min'), max: sumOf(subjects.map((s) => s.amount), 'max') },
    missing: [...new Set(subjects.flatMap((s) => s.missing))],
    subjects,
    combines: [],
  };
}

const FITS: readonly Match['fit'][] = ['eligible', 'possible', 'excluded'];

/** Equal ones keep the order of the articles. */
const sorted = (matches: readonly Match[]): Match[] =>
  [...matches].sort(
    (a, b) =>
      FITS.indexOf(a.fit) - FITS.indexOf(b.fit) ||
      Number(b.stated) - Number(a.stated) ||
      new Decimal(b.amount.max).cmp(a.amount.max) ||
      new Decimal(b.amount.min).cmp(a.amount.min),
  );

function combinesOf(m: Match, all: readonly Match[], { policy, readings }: Context): Match['combines'] {
  if (m.fit === 'excluded') return [];
  return all
    .filter((o) => o.measure !== m.measure && o.fit !== 'excluded')
    .map((o) => {
      const relation = policy.overlap.relation(m.code, o.code, readings);
      return { code: o.code, measure: o.measure, relation, text: RELATION_TEXT[relation], both: relation !== 'same-input' };
    });
}

/** The smallest range that holds both. */
const hull = (a: Range, b: Range): Range => ({
  min: new Decimal(a.min).cmp(b.min) <= 0 ? a.min : b.min,
  max: new Decimal(a.max).cmp(b.max) >= 0 ? a.max : b.max,
});

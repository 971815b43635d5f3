import { readCase } from '../case/case.js';
import { budgetOf } from '../assess/choose.js';
import { type Award, rowsOf } from '../assess/determine.js';
import { type Context, contextOf } from '../core/context.js';
import { Dec, ZERO, added, formatMoney } from '../core/decimal.js';
import type { ConditionResult, Determination } from '../core/determination.js';
import { evaluate, statusOfAll } from '../core/evaluate.js';
import { byKey, listUnder } from '../core/groups.js';
import { type Measure, listOf } from '../core/measure.js';
import { RELATION_TEXT, type Relation } from '../core/overlap.js';
import type { Policy } from '../core/policy.js';
import { NOTHING, type Range, hull, same, sum, toRange } from '../core/span.js';
import type { Bilingual } from '../core/text.js';
import type { ReadCase } from '../core/view.js';
import { type Figures, determineAlone, figuresOf } from './figures.js';
import { type Completed, completionsOf } from './profile.js';
import type { QuestionOptions } from './questions.js';

/** What one subject of a profile can get under one measure. */
export interface MatchedSubject extends Pick<Determination, 'key' | 'subject' | 'year' | 'status' | 'amount'> {
  /** Facts that would settle it, by their path in the profile. */
  readonly missing: readonly string[];
  /** What rules it out. */
  readonly unmet: readonly ConditionResult[];
}

/** One of the measures, matched against a profile. */
export interface Match extends Pick<Measure, 'code' | 'clause' | 'title'> {
  readonly measure: string;
  /**
   * `eligible`: the stated facts suffice. `possible`: they neither suffice nor rule it out.
   * `excluded`: they rule it out for every subject stated.
   */
  readonly fit: 'eligible' | 'possible' | 'excluded';
  /** Whether the profile states a subject that could claim it; else the figures are those of a subject of which nothing is known. */
  readonly stated: boolean;
  /** What the subjects come to together, before they are held against each other. */
  readonly amount: Range;
  readonly missing: readonly string[];
  readonly subjects: readonly MatchedSubject[];
  /** How it stands to the other measures that are not excluded. */
  readonly combines: readonly { readonly code: string; readonly measure: string; readonly relation: Relation; readonly text: Bilingual; readonly both: boolean }[];
}

export interface Matching {
  /** All measures: eligible, then possible, then excluded; in each the one that can bring most first, the stated ones before the others. */
  readonly measures: readonly Match[];
  /** What the stated subjects can receive together; a safe bound where rows do not name the project, or other row, that they belong to. */
  readonly total: Range;
  /** Keys of the payable combination of the stated subjects. */
  readonly chosen: readonly string[];
  /** Present where the work limit was reached: the combination is lawful, and a better one may exist. */
  readonly provisional?: true;
}

/**
 * The profile is made a case and assessed; names are made up where they are missing, because names decide nothing; where
 * the day of application, a year or the kind of goods is missing, the case is assessed with each that the law may tell
 * apart and with one that does not count, and a measure for which they differ is `possible` and names what is missing. For
 * a measure whose subject is not stated, a subject of which nothing is known is added for that measure alone.
 */
export function matchUnder(published: Policy, profile: unknown, options?: QuestionOptions): Matching {
  const context = contextOf(published, options, 'workLimit');
  const budget = budgetOf(options?.workLimit);
  const stated = supposed(profile, undefined, context, (read) => figuresOf(read, context, budget));
  const absent = new Map<string, Suppositions>();
  const matches = context.policy.measures.map((m): Match => {
    const list = listOf(m);
    // What was made up for rows that name nothing is not the profile's own.
    const made = stated[0].completed.made.get(list);
    const isOwn = (a: Award): boolean => a.measure === m && a.subject.id !== made;
    if (stated.some((s) => s.figures.awards.some(isOwn))) return matched(m, stated, isOwn, true, context);
    // An added subject is only looked at by itself: what it can be combined with is nobody's.
    const ofList = context.policy.measures.filter((other) => listOf(other) === list);
    const added = absent.get(list) ?? supposed(profile, list, context, (read) => ({ awards: determineAlone(read, ofList, context) }));
    absent.set(list, added);
    return matched(m, added, (a) => a.measure === m, false, context);
  });
  return {
    measures: sorted(matches).map((m) => ({ ...m, combines: combinesOf(m, matches, context) })),
    ...together(stated, matches.filter((m) => m.stated)),
    ...(stated.every((s) => s.figures.chosen.optimal) ? undefined : { provisional: true }),
  };
}

interface Supposed<F> {
  readonly completed: Completed;
  readonly figures: F;
}

/** The profile under each supposition of what it does not say. */
type Suppositions<F = Pick<Figures, 'awards'>> = readonly [Supposed<F>, ...Supposed<F>[]];

function supposed<F>(profile: unknown, added: string | undefined, context: Context, figures: (read: ReadCase) => F): Suppositions<F> {
  const [first, ...others] = completionsOf(profile, added, context);
  const under = (completed: Completed): Supposed<F> => ({ completed, figures: figures(readCase(completed.input, context.policy)) });
  return [under(first), ...others.map(under)];
}

/** The payable combination of the stated subjects. */
function together(all: Suppositions<Figures>, matches: readonly Match[]): Pick<Matching, 'total' | 'chosen'> {
  const [{ completed: { made, options, supplied }, figures: { payable } }] = all;
  const keys = new Set(matches.flatMap((m) => m.subjects.map((s) => s.key)));
  const chosen = [...payable.keys()].filter((key) => keys.has(key));
  if (made.size === 0 && options === 1) return { total: toRange(all.map((s) => s.figures.chosen.total).reduce(hull)), chosen };
  // The awards of what was made up are nobody's: what is stated, each in full, bounds the total.
  const least = supplied.size > 0 ? ZERO : added(chosen.map((key) => (payable.get(key) as Range).min));
  return { total: { min: formatMoney(least), max: formatMoney(added(matches.map((m) => m.amount.max))) }, chosen };
}

/** Whether two awards of one subject stand on the same row; a year that was only supplied may set their keys apart. */
function isLike({ places: [row], measure: { source }, subject: a }: Award, { places, subject: b }: Award): boolean {
  if ('group' in source) return places.some((p) => p.at === row?.at);
  return source.year === undefined || a.locate(source.year) === b.locate(source.year);
}

/** Each subject of a measure as under the first supposition that has it, widened by what the others give. */
function subjectsOf(awards: readonly (readonly Award[])[], supplied: Completed['supplied']): MatchedSubject[] {
  const seen = new Map<string, Award[]>();
  const first = awards.flatMap((own) => {
    // A subject may have awards of several years, not all of them under each supposition.
    const fresh = own.filter((a) => seen.get(a.subject.id)?.some((b) => isLike(a, b) || isLike(b, a)) !== true);
    for (const a of fresh) listUnder(seen, a.subject.id).push(a);
    return fresh;
  });
  const bySubject = awards.map((own) => byKey(own, (a) => a.subject.id));
  return first.map((award) => {
    const { determination: d, amount, subject } = award;
    const found = bySubject.map((own) => {
      const alike = own.get(subject.id) ?? [];
      return alike.find((o) => o.determination.key === d.key) ?? alike.find((o) => isLike(award, o));
    });
    const isSame = found.every((o) => (o?.determination.status ?? 'ineligible') === d.status);
    const status = isSame ? d.status : 'undetermined';
    const open = !isSame || found.some((o) => !same(o?.amount ?? NOTHING, amount));
    const told = found.find((o) => o !== undefined && o.determination.status !== 'ineligible') ?? award;
    // What was supplied for a row that the subject may have stands open; a year sets its rows together with one another or apart.
    const rows = new Set(['', ...bySubject.flatMap((own) => own.get(subject.id) ?? []).flatMap(rowsOf)]);
    const skeleton = open ? [...rows].flatMap((row) => supplied.get(row) ?? []) : [];
    // What rules it out does so under every supposition, this one included.
    const rulesOut = ({ id }: ConditionResult): boolean =>
      found.every((o) => o === undefined || o.determination.conditions.some((c) => c.id === id && c.outcome === 'unmet'));
    return {
      key: d.key, subject: d.subject, ...(d.year === undefined ? undefined : { year: d.year }),
      status, amount: toRange(found.map((o) => o?.amount ?? NOTHING).reduce(hull)),
      missing: [...skeleton, ...(told.determination.missing ?? [])],
      unmet: d.conditions.filter(rulesOut),
    };
  });
}

/** An award of a person of whom nothing is known, as of any number of rows. */
function withAnyRows(award: Award, { policy: { relations } }: Context): Award {
  const { measure, facts, subject, law, amount } = award;
  if (measure.rows === undefined || !('group' in measure.source) || measure.source.apart?.(law) !== undefined || amount.hi.isZero()) return award;
  return { ...award, amount: hull(amount, evaluate(measure, { ...facts, [measure.rows.fact]: undefined }, subject, law, relations.implied).amount) };
}

function matched(measure: Measure, all: Suppositions, isOwn: (a: Award) => boolean, stated: boolean, context: Context): Match {
  const { id, code, clause, title } = measure;
  const awards = all.map((s) => s.figures.awards.filter(isOwn).map((a) => (stated ? a : withAnyRows(a, context))));
  const subjects = subjectsOf(awards, all[0].completed.supplied);
  const fit = FITS[statusOfAll(subjects)];
  const amount = toRange(awards.map((own) => sum(own.map((a) => a.amount))).reduce(hull));
  return { measure: id, code, clause, title, fit, stated, amount, missing: [...new Set(subjects.flatMap((s) => s.missing))], subjects, combines: [] };
}

const FITS = { eligible: 'eligible', undetermined: 'possible', ineligible: 'excluded' } as const;
const BY_FIT: readonly Match['fit'][] = Object.values(FITS);

/** Equal ones keep the order of the articles. */
const sorted = (matches: readonly Match[]): Match[] =>
  [...matches].sort(
    (a, b) =>
      BY_FIT.indexOf(a.fit) - BY_FIT.indexOf(b.fit) ||
      Number(b.stated) - Number(a.stated) ||
      new Dec(b.amount.max).cmp(a.amount.max) ||
      new Dec(b.amount.min).cmp(a.amount.min),
  );

function combinesOf(m: Match, all: readonly Match[], { policy, readings }: Context): Match['combines'] {
  const others = m.fit === 'excluded' ? [] : all.filter((o) => o.measure !== m.measure && o.fit !== 'excluded');
  return others.map(({ code, measure }) => {
    const relation = policy.overlap.relation(m.code, code, readings);
    return { code, measure, relation, text: RELATION_TEXT[relation], both: relation !== 'same-input' };
  });
}

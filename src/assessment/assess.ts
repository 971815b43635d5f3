import { completionNet } from '../articles/article-5-demonstrations.js';
import { type CaseFile, type ReadCase, readCase } from '../case/read.js';
import { type Context, type Options, contextOf } from '../kernel/context.js';
import { formatMoney } from '../kernel/decimal.js';
import { InvalidCaseError, isInvalidCaseError } from '../kernel/error.js';
import type { Evaluated } from '../kernel/measure.js';
import { NOTHING, type Span, isCertain, plus, toRange } from '../kernel/span.js';
import { demonstrationSum } from '../selection/realise.js';
import { type Chosen, allEvaluated, select } from '../selection/select.js';
import { elect } from './elect.js';
import { RELEVANCE, type Standing, standingOf } from '../comparison/relevance.js';
import { readingIds } from '../policy/readings.js';
import type { Assessment, ReadingAtStake } from './assessment.js';
import { type Determined, determine } from './determine.js';
import { payments } from './pay.js';
import { loosenessOf, turnedBy } from './uncertainty.js';
import { contestedProjects, districtMatching, warnings } from './warn.js';

/** Options of an assessment. */
export interface AssessOptions extends Options {
  /** Most nodes that the exact selection may visit: a count, never a clock. Without it the result is proven (see `selection.optimal`). */
  readonly workLimit?: number | undefined;
  /**
   * Keys of the determinations that the applicant claims instead of the best combination. It is
   * checked: where it is lawful, selection, payments and totals follow it; where not, they stay with
   * the best. Either way `selection.election` says what it costs.
   */
  readonly election?: readonly string[] | undefined;
}

/**
 * Assesses a case: what each measure gives and why, which combination is payable, when it is paid.
 *
 * The result is an estimate, not a decision. It is plain JSON data, the same bytes for the same
 * case, whatever the time zone, locale or clock; the case is not changed.
 *
 * @param caseFile the case (contract section 3); a fact that is left out or null is unknown
 * @param options readings of the open questions and version of the policy
 * @throws InvalidCaseError when the case or an option is broken; it names path, value and what was
 * expected, and nothing was computed
 * @example
 * assess({
 *   applicationDate: '2025-06-01',
 *   projects: [{ id: 'P', owner: 'E', filingDate: '2024-07-01', newType: true, pilotIndustry: true,
 *     nationalDemonstration: false, totalInvestment: '30000000', equipmentInvestment: '20000000' }],
 * }).selection.total.min // '2000000.00': 10 % of the equipment investment
 */
export function assess(caseFile: CaseFile, options?: AssessOptions): Assessment {
  const context = contextOf(options, 'workLimit', 'election');
  return assessRead(readCase(caseFile), context, options);
}

/** What {@link safeAssess} gives. */
export type SafeAssessment =
  | { readonly success: true; readonly data: Assessment }
  | { readonly success: false; readonly error: InvalidCaseError };

/** Like {@link assess} for any value whatsoever; never throws. */
export function safeAssess(input: unknown, options?: AssessOptions): SafeAssessment {
  try {
    return { success: true, data: assess(input as CaseFile, options) };
  } catch (error) {
    return { success: false, error: invalidCaseOf(error) };
  }
}

/** Whatever was thrown as an error of the case: hostile values may throw anything, even on being looked at. */
function invalidCaseOf(error: unknown): InvalidCaseError {
  let received = 'something else';
  try {
    if (error instanceof InvalidCaseError || (isInvalidCaseError(error) && Array.isArray(error.issues))) return error;
    if (error instanceof RangeError) received = `more than this machine can hold (${error.message})`;
    else if (error instanceof Error) received = String(error.message);
  } catch {
    // The thrown value does not let itself be read.
  }
  return new InvalidCaseError([{ path: '$', code: 'type', expected: 'a case file of plain data that can be assessed', received }]);
}

/** Assesses a case that was read before, under a law resolved before. */
export function assessRead(read: ReadCase, context: Context, options: Pick<AssessOptions, 'workLimit' | 'election'> = {}): Assessment {
  const { workLimit } = options;
  const determined = determine(read, context);
  const evaluated = allEvaluated(determined);
  const best = select(read, determined, evaluated, context, { workLimit });
  const elected = options.election === undefined ? undefined : elect(read, determined, evaluated, best, context, options);
  const chosen = elected?.chosen ?? best;
  const strict = strictOf(read, determined, evaluated, chosen, context, workLimit);
  const { policy } = context;
  const total = toRange(chosen.total);
  const matching = districtMatching(read, determined, chosen, context);
  const determinations = evaluated.map((e) => e.determination);
  const paid = payments(read, determined, chosen, context);
  return {
    policy: { id: policy.id, version: policy.version, textSha256: policy.textSha256 },
    readings: context.readings,
    determinations,
    selection: {
      chosen: [...chosen.payable.keys()],
      forgone: chosen.forgone.map(({ key, insteadOf, loses, partly, insisting }) => ({
        key,
        insteadOf,
        clause: 'F.3',
        loses: toRange(loses),
        ...(partly ? { partly } : undefined),
        ...(insisting === undefined ? undefined : { insisting: toRange(insisting) }),
      })),
      total,
      optimal: chosen.optimal,
      upperBound: chosen.upperBound === undefined ? total.max : formatMoney(chosen.upperBound),
      ...(chosen.runnerUp === undefined
        ? undefined
        : { runnerUp: { chosen: chosen.runnerUp.chosen, total: toRange(chosen.runnerUp.total), gap: toRange(chosen.runnerUp.gap) } }),
      robust: chosen.swing.size === 0,
      ...(chosen.swing.size === 0 ? undefined : { turnedBy: turnedBy(read, evaluated, chosen) }),
      ...(strict === undefined || same(strict.total, chosen.total)
        ? undefined
        : { strict: { chosen: [...strict.payable.keys()], total: toRange(strict.total) } }),
      ...(elected === undefined ? undefined : { election: elected.report }),
      payable: [...chosen.payable].map(([key, amount]) => ({ key, amount: toRange(amount) })),
    },
    payments: paid,
    bySubject: bySubject(determined, evaluated, chosen, context),
    warnings: warnings(read, determined, chosen, strict?.total, context),
    looseness: loosenessOf(read, evaluated, chosen, context),
    readingsAtStake: readingsAtStake(standingOf(read, context, { determinations, payments: paid })),
    ...(matching.length === 0 ? undefined : { districtMatching: matching }),
  };
}

function readingsAtStake(standing: Standing): ReadingAtStake[] {
  const out: ReadingAtStake[] = [];
  for (const reading of readingIds) {
    const { bearsOn, ever, touches } = RELEVANCE[reading];
    const keys = ever(standing) ? touches(standing).map((d) => d.key) : [];
    if (keys.length > 0) out.push({ reading, bearsOn, keys });
  }
  return out;
}

/** The combination under the stricter notion of 同一投入, by project (I-07), where the default lets contested awards stand together. */
function strictOf(
  read: ReadCase,
  determined: Determined,
  evaluated: readonly Evaluated[],
  chosen: Chosen,
  context: Context,
  workLimit: number | undefined,
): Chosen | undefined {
  if (context.readings.sameInput === 'project') return undefined;
  // Where open amounts can turn the choice, awards may come to stand together that the choice at the least amounts keeps apart.
  if (chosen.swing.size === 0 && contestedProjects(read, determined, chosen).length === 0) return undefined;
  const readings = { ...context.readings, sameInput: 'project' } as const;
  return select(read, determined, evaluated, { ...context, readings }, { workLimit, runnerUp: false, robustness: false });
}

const same = (a: Span, b: Span): boolean => a.lo.eq(b.lo) && a.hi.eq(b.hi);

/** What each subject receives, in the order of their first award, whatever the open amounts turn out to be. */
function bySubject(
  determined: Determined,
  evaluated: readonly Evaluated[],
  chosen: Chosen,
  context: Context,
): Assessment['bySubject'] {
  const totals = new Map<string, { subject: Evaluated['determination']['subject']; sum: Span }>();
  const comesTo = (key: string): Span | undefined => chosen.swing.get(key)?.subject ?? chosen.payable.get(key);
  for (const { determination } of evaluated) {
    const span = comesTo(determination.key);
    if (span === undefined || span.hi.isZero()) continue;
    const { subject } = determination;
    const name = `${subject.kind}:${subject.id}`;
    const known = totals.get(name);
    totals.set(name, { subject, sum: known === undefined ? span : plus(known.sum, span) });
  }
  for (const awards of determined.projects) {
    const own = awards.completion === undefined ? [] : [...awards.annual, awards.completion].filter((e) => chosen.payable.has(e.determination.key));
    if (own.every((e) => isCertain(e.amount)) || own.some((e) => chosen.swing.get(e.determination.key)?.subject.lo.isZero() === true)) continue;
    const name = `project:${own[0]?.determination.subject.id}`;
    const known = totals.get(name);
    if (known === undefined) continue;
    // The awards of Article 5 are tied to each other: their sum is not the sum of their ends.
    const apart = own.reduce<Span>((sum, e) => plus(sum, e.amount), NOTHING);
    const joint = demonstrationSum(awards, (gross, paid) => completionNet(gross, paid, context));
    const { sum } = known;
    totals.set(name, { ...known, sum: { lo: sum.lo.minus(apart.lo).plus(joint.lo), hi: sum.hi.minus(apart.hi).plus(joint.hi) } });
  }
  return [...totals.values()].map(({ subject, sum }) => ({ kind: subject.kind, id: subject.id, total: toRange(sum) }));
}

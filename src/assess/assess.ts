import { readCase } from '../case/case.js';
import { type Context, type Options, contextOf, excludes, strictContext } from '../core/context.js';
import { type Dec, ZERO, formatMoney, minOf, toFen } from '../core/decimal.js';
import { InvalidCaseError, isInvalidCaseError, issueOf } from '../core/error.js';
import { byKey, listUnder, onDemand } from '../core/groups.js';
import { paidOn } from '../core/evaluate.js';
import type { Rules } from '../core/policy.js';
import { type Payment, paymentOf } from '../core/payment.js';
import { NOTHING, type Range, type Span, between, exactly, isCertain, same, sum, toRange } from '../core/span.js';
import { text } from '../core/text.js';
import type { AssessmentView, ReadCase } from '../core/view.js';
import type { Assessment, SelectionReport } from './assessment.js';
import { type Budget, type ChooseOptions, budgetOf, choose } from './choose.js';
import { type Chosen, contestsByAward } from './chosen.js';
import { type Claimed, claimedBy } from './claims.js';
import type { Payout } from './contest.js';
import { type Award, determine } from './determine.js';
import { elect, keysOf } from './elect.js';
import { warningsOf } from './warnings.js';

/** Options of an assessment. */
export interface AssessOptions extends Options {
  /**
   * Most work that the whole call may do: a count, never a clock, with a finite default. Reached, the result is lawful and
   * the best found, `selection.optimal` is false and `selection.upperBound` valid. `Infinity` asks for the proof at any cost.
   */
  readonly workLimit?: number | undefined;
  /**
   * Keys of the determinations that the applicant claims instead of the best combination. It is
   * checked: where it is lawful, selection, payments and totals follow it; where not, they stay with
   * the best. Either way `selection.election` says what it costs.
   */
  readonly election?: readonly string[] | undefined;
  /**
   * Only what these payees can claim is determined; the other rows stay as context. Left out: everybody. Claims of others on
   * the same input are then not looked at, and displace nothing. What some payees receive in the combination of the whole
   * case is told by `payees` of `explain`.
   */
  readonly payees?: readonly string[] | undefined;
}

/** Assesses a case under a policy: what each measure gives and why, which combination is payable, when it is paid. */
export function assessUnder(published: Rules, caseFile: unknown, options?: AssessOptions): Assessment {
  const context = contextOf(published, options, 'workLimit', 'election', 'payees');
  return assessRead(readCase(caseFile, context.policy), context, options);
}

/** What an assessment that never throws gives. */
export type SafeAssessment<A = Assessment> =
  | { readonly success: true; readonly data: A }
  | { readonly success: false; readonly error: InvalidCaseError };

/** The result or the error of a call on any value whatsoever; never throws. */
export function safely<A>(call: () => A): SafeAssessment<A> {
  try {
    return { success: true, data: call() };
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
  const expected = text('可测算的案件数据', 'a case file of plain data that can be assessed');
  return new InvalidCaseError([issueOf({ path: '$', code: 'type', expected, received })]);
}

/** Assesses a case that was read before, under a law resolved before. */
export function assessRead(read: ReadCase, context: Context<Rules>, options: AssessOptions = {}): Assessment {
  const budget = budgetOf(options.workLimit);
  const awards = determine(read, context, options.payees && new Set(options.payees));
  const claimed = claimedBy(awards, context.policy);
  const best = choose(claimed, context, { budget });
  const elected = options.election === undefined ? undefined : elect(options.election, awards, best, context, budget);
  const chosen = elected?.chosen ?? best;
  const strict = strictOf(claimed, chosen, context, budget);
  const payments = paymentsOf(awards, chosen, context);
  const view = viewOf(read, awards, chosen, context, payments, strict?.total);
  const { policy } = context;
  const total = toRange(chosen.total);
  const keys = (of: { readonly has: (index: number) => boolean }): string[] => keysOf(awards, of);
  const key = (a: Award): string => a.determination.key;
  // Assigned in the order of the contract, which is the order of the bytes: what follows a spread is slow to make.
  const selection: { -readonly [K in keyof SelectionReport]?: SelectionReport[K] } = {
    chosen: keys(chosen.payable),
    forgone: chosen.forgone().map(({ award, insteadOf, loses, partly }) => ({
      key: key(award),
      insteadOf: insteadOf.map(key),
      clause: policy.overlap.clause,
      loses: toRange(loses),
      ...(partly ? { partly } : undefined),
    })),
    total,
    payable: [...chosen.payable].map(([index, amount]) => ({ key: key(awards[index] as Award), amount: toRange(amount) })),
    optimal: chosen.optimal,
    upperBound: chosen.bound === undefined ? total.max : formatMoney(chosen.bound),
  };
  const { runnerUp } = chosen;
  if (runnerUp !== undefined) selection.runnerUp = { chosen: keys(runnerUp.chosen), total: toRange(runnerUp.total), gap: toRange(runnerUp.gap) };
  selection.robust = chosen.isRobust();
  if (strict !== undefined) selection.strict = { chosen: keys(strict.payable), total: toRange(strict.total) };
  selection.tight = chosen.tight && policy.ties?.(view) !== true;
  if (elected !== undefined) selection.election = elected.report;
  return {
    policy: { id: policy.id, version: policy.version, textSha256: policy.textSha256 },
    readings: context.readings,
    determinations: awards.map((a) => a.determination),
    selection: selection as SelectionReport,
    payments,
    bySubject: totalsBy(awards, chosen, (a) => a.measure.kind, (a) => a.subject.id),
    byPayee: totalsBy(awards, chosen, (a) => a.measure.payee.kind, (a) => a.subject.payee as string),
    warnings: warningsOf(view, context, chosen),
    ...policy.beside?.(view),
  };
}

/** What is given for each subject or to each payee, in the order of their first award, whatever the open amounts turn out to be. */
function totalsBy<K extends string>(awards: readonly Award[], chosen: Chosen, kindOf: (a: Award) => K, idOf: (a: Award) => string): { kind: K; id: string; total: Range }[] {
  const byId = byKey(awards, idOf);
  // A group is called by its first award.
  const groups = awards.map((a) => ((byId.get(idOf(a)) as Award[]).find((other) => kindOf(other) === kindOf(a)) as Award).index);
  const totals = chosen.groupTotals(({ awards: [first], span }, give) => give(groups[(first as Award).index] as number, span));
  const paid = awards.filter((a) => totals.get(a.index)?.hi.isZero() === false);
  return paid.map((a) => ({ kind: kindOf(a), id: idOf(a), total: toRange(totals.get(a.index) as Span) }));
}

/** The payments of the chosen awards, and of what was advanced on others, in article order. */
export function paymentsOf(awards: readonly Award[], chosen: Chosen, context: Context<Rules>): Payment[] {
  const openBy = openTotals(awards, chosen, context);
  const amounts = chosen.reach();
  const out: Payment[] = [];
  for (const award of awards) {
    const { index, measure, determination, law, facts, subject } = award;
    if (measure.pays === undefined) continue;
    const total = amounts.get(index) ?? NOTHING;
    const isRefused = determination.status === 'ineligible';
    const payment = paymentOf(measure.pays, { key: determination.key, total, openBy: isCertain(total) ? [] : openBy(award), isRefused, law, facts, locate: subject.locate });
    if (payment !== undefined) out.push(payment);
  }
  return out;
}

/** The facts that leave open what an award gets: its own, those on its inputs, or else those on any input of its contest. */
function openTotals(awards: readonly Award[], chosen: Chosen, context: Context<Rules>): (award: Award) => readonly string[] {
  const contended = contendedBy(awards, context);
  return (award) => {
    // A cap may hide a fact until contracts take of the base.
    const own = isCertain(chosen.payable.get(award.index) ?? NOTHING) ? award.determination.missing ?? [] : award.openBy;
    const near = [...own, ...contended(award)];
    if (near.length > 0) return near;
    // It may also carry what is open from one input to others.
    const { stakes = [] } = contestsByAward(chosen).get(award)?.contest ?? {};
    return contended({ ...award, inputs: [...new Set(stakes.flatMap((s) => s.inputs))] });
  };
}

/**
 * The facts that leave open what an award gets of its inputs: those that are missing on the awards there that exclude it, on
 * the awards that exclude these, and so on. None where nothing excludes it.
 */
export function contendedBy(awards: readonly Award[], context: Context<Rules>): (award: Award) => string[] {
  let openOn: ReturnType<typeof missingOn> | undefined;
  return ({ measure: { code, uses }, inputs }) => inputs.flatMap((input) => {
    const open = (openOn ??= missingOn(awards)).get(input) ?? [];
    const rivals = new Set([code]);
    for (const rival of rivals) for (const [other] of open) if (!rivals.has(other) && excludes(context, rival, other)) rivals.add(other);
    // One input is measured by one award of a measure.
    return rivals.size === 1 && uses?.as !== 'base' ? [] : open.flatMap(([other, names]) => (rivals.has(other) ? names : []));
  });
}

/**
 * On each input, the code of every award with what is missing of it there: facts of the award as a whole, of its rows on
 * that input, and how much of the base of others goes with a contract.
 */
function missingOn(awards: readonly Award[]): ReadonlyMap<number, readonly (readonly [code: string, names: readonly string[]])[]> {
  const out = new Map<number, (readonly [string, readonly string[]])[]>();
  for (const { determination, inputs, rows, measure, places } of awards) {
    if (determination.status === 'ineligible') continue;
    const ofRows = new Set(rows.flatMap((row) => row.missing));
    const common = (determination.missing ?? []).filter((name) => !ofRows.has(name));
    const part = measure.uses?.takes;
    inputs.forEach((input, r) => {
      const { list, at, row } = places[r] ?? {};
      const isOpen = part !== undefined && rows[r]?.status !== 'ineligible' && row?.[part] === undefined;
      listUnder(out, input).push([measure.code, [...common, ...(rows[r]?.missing ?? []), ...(isOpen ? [`$.${list}[${at}].${part}`] : [])]]);
    });
  }
  return out;
}

/** The combination under the stricter readings, where awards on one input that stand together would not, and the total differs. */
function strictOf(claimed: Claimed, chosen: Chosen, context: Context<Rules>, budget: Budget): Chosen | undefined {
  const strictly = strictContext(context);
  if (!hasContested(claimed.awards, chosen, strictly)) return undefined;
  const strict = choose(claimed, strictly, { budget, runnerUp: false, ranges: false } satisfies ChooseOptions);
  return same(strict.total, chosen.total) ? undefined : strict;
}

/** Whether two chosen awards on one input exclude each other in another context. */
function hasContested(awards: readonly Award[], { reach }: Chosen, context: Context<Rules>): boolean {
  const onInput = new Map<number, string[]>();
  const amounts = reach();
  return awards.some(({ index, inputs, measure: { code } }) => amounts.has(index) && inputs.some((input) => {
    const codes = listUnder(onInput, input);
    if (codes.some((other) => other !== code && excludes(context, other, code))) return true;
    codes.push(code);
    return false;
  }));
}

function viewOf(
  read: ReadCase,
  awards: readonly Award[],
  chosen: Chosen,
  context: Context<Rules>,
  payments: readonly Payment[],
  strict: Span | undefined,
): AssessmentView {
  const payouts = onDemand(() => {
    const byAward = new Map<number, Payout>();
    for (const payout of chosen.payouts) for (const { index } of payout.awards) byAward.set(index, payout);
    return byAward;
  });
  const byInput = onDemand(() => chosen.groupTotals(partsByInput));
  return {
    // One by one: a spread makes an object that is slow to read, and every warning reads this one.
    facts: read.facts,
    rows: read.rows,
    position: read.position,
    law: context.at(read.facts[context.policy.period.applied] as string | undefined),
    awards,
    paid: ({ index }) => chosen.payable.get(index),
    chosenRows: (award) => {
      const payout = payouts().get(award.index);
      if (payout === undefined) return [];
      return payout.rows?.map((r) => r.row) ?? award.rows.flatMap((r, i) => (r.status === 'ineligible' ? [] : [i]));
    },
    // An award on several inputs counts by their parts of its base.
    moneyOn: (input) => byInput().get(input) ?? NOTHING,
    total: chosen.total,
    strict,
    payments,
  };
}

const NO_INPUT = Infinity;

/**
 * Divides a payout among its inputs by what each brings to the base; money that is given for no input in particular goes to
 * {@link NO_INPUT}. While the base is open, the part of an input is lowest where its own share of the base is lowest and the
 * others' are highest, because all of them share one cap.
 */
function partsByInput({ awards, span, rows }: Payout, give: (input: number, span: Span) => void): void {
  const [award] = awards as readonly [Award];
  const { uses } = award.measure;
  if (uses === undefined || (uses.as === 'whole' && award.measure.rows !== undefined)) return give(NO_INPUT, span);
  if (award.inputs.length === 1) return give(award.inputs[0] as number, span);
  const bases = rows ?? award.rows.map((r, row) => ({ row, base: r.span }));
  const whole = sum(bases.map((b) => b.base));
  const part = (own: Dec, others: Dec, end: 'lo' | 'hi'): Dec => {
    const all = own.plus(others);
    return all.isZero() ? ZERO : toFen(paidOn(award, exactly(all))[end].times(own).div(all));
  };
  for (const [input, own] of byKey(bases, ({ row }) => award.inputs[row])) {
    const { lo, hi } = sum(own.map((b) => b.base));
    const most = minOf(span.hi, part(hi, whole.lo.minus(lo), 'hi'));
    give(input as number, between(minOf(part(lo, whole.hi.minus(hi), 'lo'), most), most));
  }
}

import type { Determined } from '../assessment/determine.js';
import type { ReadCase } from '../case/read.js';
import type { Context } from '../kernel/context.js';
import { type Dec, Dec as Decimal, MAX_MONEY, ZERO, minOf, notBelowZero } from '../kernel/decimal.js';
import type { Payment } from '../kernel/payment.js';
import { NOTHING, type Range, type Span, between, exactly } from '../kernel/span.js';
import { advanceShare } from './measures.js';
import { type Choice, type Standing, paymentsOf } from './standing.js';
import { type Tally, holdsAdvances, sumOfTally } from './tally.js';

/** The account of each awarded determination: what was paid on it against what it may come to. */

/** What the account of one determination is held against. */
export interface Account {
  readonly tally: Tally;
  /** Without regard to other awards, and in the combination that was taken (F.3). */
  readonly own: Span;
  readonly kept: Span;
  readonly ownPayment: Payment | undefined;
  readonly keptPayment: Payment | undefined;
  /** Advances that the case states and the ledger does not hold; undefined while unknown. */
  readonly before: Dec | undefined;
  /** Everything paid on it. */
  readonly received: Dec;
  readonly settled: boolean;
}

/** The case with the advances of the ledger, where it holds some: it is the fuller record of what was paid. */
export function withLedgerAdvances(read: ReadCase, tallies: ReadonlyMap<string, Tally>): ReadCase {
  const paid = (key: string): Dec | undefined => {
    const t = tallies.get(key);
    return t === undefined || !holdsAdvances(t) ? undefined : t.advances;
  };
  const projects = read.projects.map((p) => {
    const advancesPaid = paid(`investment-subsidy:${p.id}`);
    return advancesPaid === undefined || p.construction === undefined ? p : { ...p, construction: { ...p.construction, advancesPaid } };
  });
  const replaced = <T extends { readonly id: string }>(rows: readonly T[] | undefined, measure: string): readonly T[] | undefined =>
    rows?.map((row) => {
      const advancesPaid = paid(`${measure}:${row.id}`);
      return advancesPaid === undefined ? row : { ...row, advancesPaid };
    });
  const facts = {
    ...read.facts,
    consortia: replaced(read.facts.consortia, 'consortium-investment-subsidy'),
    parks: replaced(read.facts.parks, 'park-award'),
  };
  return { ...read, facts, projects };
}

/** What the case itself says was advanced. */
export function statedAdvances(t: Tally, read: ReadCase): Dec | undefined {
  switch (t.place.kind) {
    case 'subsidy':
      return read.projects[t.place.at]?.construction?.advancesPaid;
    case 'consortium':
      return read.facts.consortia?.[t.place.at]?.advancesPaid;
    case 'park':
      return read.facts.parks?.[t.place.at]?.advancesPaid;
    default:
      return ZERO;
  }
}

/**
 * Advances that the case states and the ledger, which holds none, does not; undefined while unknown.
 * Where a line says that it was the whole in one sum, none is presumed.
 */
const advancedBefore = (t: Tally, read: ReadCase): Dec | undefined =>
  holdsAdvances(t) ? ZERO : (statedAdvances(t, read) ?? (t.inFull ? ZERO : undefined));

/**
 * The least that each award must come to in all for what was paid to be lawful: an advance stands
 * for a claim to the total that would allow it, a settlement for itself.
 */
export function claimedTotals(open: readonly Tally[], read: ReadCase, determined: Determined, context: Context): ReadonlyMap<string, Dec> {
  const fractions = advanceFractions(open, read, determined, context);
  return new Map(
    open.map((t): [string, Dec] => {
      const paid = sumOfTally(t);
      const fraction = fractions.get(t.key);
      if (t.finalLines.length > 0) return [t.key, paid.plus(advancedBefore(t, read) ?? ZERO)];
      return [t.key, fraction === undefined || fraction.isZero() ? paid : paid.div(fraction).toDecimalPlaces(PLACES, Decimal.ROUND_DOWN)];
    }),
  );
}

/** The fraction of its total that may be advanced on each award by now, at most. */
export function advanceFractions(open: readonly Tally[], read: ReadCase, determined: Determined, context: Context): ReadonlyMap<string, Dec> {
  // The advances of a total of 1e13 yuan give it, whatever it hangs on.
  const payable = new Map(open.map((t): [string, Span] => [t.key, exactly(MAX_MONEY)]));
  const limits = paymentsOf(read, determined, choice(payable), context);
  return new Map(
    open.flatMap((t): [string, Dec][] => {
      const limit = limits.get(t.key)?.advance?.cumulativeLimit.max;
      return limit === undefined ? [] : [[t.key, new Decimal(limit).div(MAX_MONEY)]];
    }),
  );
}

/** Decimals that the selection takes in an amount, with room to spare. */
const PLACES = 8;

/** A choice that pays the given amounts, with nothing withdrawn and every member on its track. */
const choice = (payable: ReadonlyMap<string, Span>): Choice => ({ payable, withdrawn: new Map(), members: new Map() });

export function accountsOf(open: readonly Tally[], stands: Standing, read: ReadCase, determined: Determined, context: Context): (t: Tally) => Account {
  const alone = choice(new Map(open.map((t) => [t.key, t.place.evaluated.amount])));
  const ownPayments = paymentsOf(read, determined, alone, context);
  const keptPayments = paymentsOf(read, determined, stands.chosen, context);
  return (t) => {
    const staged = advanceShare(t.measure, context) !== undefined;
    const settled = !staged || t.finalLines.length > 0;
    const ownPayment = ownPayments.get(t.key);
    const keptPayment = keptPayments.get(t.key);
    const before = staged ? advancedBefore(t, read) : ZERO;
    const final = (p: Payment | undefined, total: Span): Span => (staged && settled && p?.settlement !== undefined ? spanOf(p.settlement.final) : total);
    return {
      tally: t,
      own: final(ownPayment, t.place.evaluated.amount),
      kept: final(keptPayment, stands.payable.get(t.key) ?? NOTHING),
      ownPayment,
      keptPayment,
      before,
      received: sumOfTally(t).plus(settled ? (before ?? ZERO) : ZERO),
      settled,
    };
  };
}

export const spanOf = ({ min, max }: Range): Span => between(new Decimal(min), new Decimal(max));

export interface JointSum {
  readonly last: string;
  /** What each may have by itself of what it received. */
  readonly granted: Dec;
  readonly most: Dec;
  readonly total: Span;
}

/** Under `splitWithinProject` only the sum of the two subsidies is fixed, not how it is divided. */
export function jointSums(stands: Standing, tallies: ReadonlyMap<string, Tally>, account: (t: Tally) => Account): ReadonlyMap<string, JointSum> {
  const out = new Map<string, JointSum>();
  for (const { keys, total } of stands.divided) {
    const paid = keys.flatMap((key) => tallies.get(key) ?? []);
    const granted = paid.reduce((sum, t) => sum.plus(lawfulAlone(account(t))), ZERO);
    for (const { key } of paid) out.set(key, { last: (paid[paid.length - 1] as Tally).key, granted, most: total.hi, total });
  }
  return out;
}

/** What an award may have of what it received, without regard to other awards. */
export const lawfulAlone = (a: Account): Dec => (a.settled ? minOf(a.received, a.own.hi) : a.received);

export function balance(a: Account, group: JointSum | undefined, context: Context): { allowed: Span; toReturn: Span; stillPayable: Span } {
  const { tally: t, received } = a;
  const allowed = group === undefined ? a.kept : a.own;
  const granted = sumOfTally(t);
  let limit = allowed;
  if (!a.settled) {
    const most = a.keptPayment?.advance === undefined ? NOTHING : spanOf(a.keptPayment.advance.cumulativeLimit);
    const final = a.keptPayment?.settlement === undefined ? most : spanOf(a.keptPayment.settlement.final);
    limit = between(minOf(most.lo, final.lo), minOf(most.hi, final.hi));
  }
  const back = (cap: Dec): Dec => minOf(granted, notBelowZero(received.minus(cap)));
  const joint = group === undefined || group.last !== t.key ? ZERO : notBelowZero(group.granted.minus(group.most));
  const toReturn = between(minOf(granted, back(limit.hi).plus(joint)), minOf(granted, back(limit.lo).plus(joint)));
  const rest = (due: Dec, paid: Dec): Dec => notBelowZero(due.minus(paid));
  const stillPayable =
    group !== undefined && context.readings.splitWithinProject === 'yes'
      ? NOTHING
      : a.settled
        ? between(rest(allowed.lo, received), rest(allowed.hi, received))
        : between(rest(allowed.lo, minOf(received, limit.hi)), rest(allowed.hi, minOf(received, limit.lo)));
  // Together they may come to one sum, counted with the last of them.
  const together = group === undefined ? allowed : group.last === t.key ? group.total : NOTHING;
  return { allowed: together, toReturn, stillPayable };
}

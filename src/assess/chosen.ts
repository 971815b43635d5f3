import { type Dec, HALF_A_FEN, ZERO, compare, maxOf, minOf, notBelowZero } from '../core/decimal.js';
import { onDemand, remembered, sorted } from '../core/groups.js';
import { NOTHING, type Span, between, hull, isCertain, plus, same, sum } from '../core/span.js';
import type { Claim, Contest, Payout } from './contest.js';
import type { Award } from './determine.js';

/**
 * What a choice means: what each award and each group comes to, whatever the open amounts turn out to be, what was forgone,
 * and what comes next.
 */

/** An award that was not chosen, or not in full. */
export interface Forgone {
  readonly award: Award;
  readonly insteadOf: readonly Award[];
  readonly loses: Span;
  /** Only a part is forgone; the rest is chosen. */
  readonly partly: boolean;
}

/** Divides a payout among groups: gives each its part, once, and all parts together are the payout. */
export type PartsOf = (payout: Payout, give: (group: number, span: Span) => void) => void;

/** The combination with what each award pays in it. */
export interface Chosen {
  /** Rounded amount of every chosen award, by its position. */
  readonly payable: ReadonlyMap<number, Span>;
  /** What each award may come to whatever the open amounts turn out to be; nothing where another may take its place. */
  readonly reach: () => ReadonlyMap<number, Span>;
  readonly payouts: readonly Payout[];
  readonly forgone: () => readonly Forgone[];
  readonly total: Span;
  readonly optimal: boolean;
  /** Proven bound on the highest total, where the choice is not proven. */
  readonly bound: Dec | undefined;
  readonly runnerUp: { readonly chosen: ReadonlySet<number>; readonly total: Span; readonly gap: Span } | undefined;
  readonly isRobust: () => boolean;
  /** Both ends of the total are reached by some completion, as far as the choice goes. */
  readonly tight: boolean;
  /** What each group comes to, where `partsOf` divides the payouts among groups. */
  readonly groupTotals: (partsOf: PartsOf) => Map<number, Span>;
  /** The contests with their outcomes. */
  readonly contests: readonly Settled[];
}

/** The payouts of a choice that can turn out best, and whether it can bring more than the chosen one. */
export interface Outcome {
  readonly payouts: readonly Payout[];
  readonly leads: boolean;
}

/** A contest with its outcome. */
export interface Settled {
  readonly contest: Contest;
  readonly chosen: ReadonlySet<number>;
  readonly payouts: readonly Payout[];
  readonly amounts: ReadonlyMap<number, Span>;
  readonly total: Span;
  /** What the best choice brings, at the least amounts and at the highest, where it may be another one. */
  readonly range: Span;
  /** The next best choice; `open` where it is not proven which it is. */
  readonly next: readonly Payout[] | 'open' | undefined;
  readonly optimal: boolean;
  readonly bound: Dec | undefined;
  /** The payouts of every choice that can turn out best; undefined where they are not known. */
  readonly outcomes: readonly Outcome[] | undefined;
  /** What is chosen with each value of a fact that opens awards; nothing where no fact does, or none can turn the choice. */
  readonly byValue: () => readonly Chosen[];
  /** An end of the total may be reached by no completion. */
  readonly loose: boolean;
}

/** The contest of each award that contends with others. */
export const contestsByAward = remembered(({ contests }: Chosen): ReadonlyMap<Award, Settled> =>
  new Map(contests.flatMap((settled) => settled.contest.stakes.flatMap((s) => s.awards.map((a) => [a, settled] as const)))));

export const totalOf = (payouts: readonly Payout[]): Span => sum(payouts.map((p) => p.span));

/** What was chosen in every contest, and what contends with nothing, as one combination. */
export function combined(free: readonly Payout[], contests: readonly Settled[], tellRunnerUp: boolean): Chosen {
  const payouts = [...free];
  for (const c of contests) for (const payout of c.payouts) payouts.push(payout);
  const payable = new Map(sorted([...amountsOf(payouts)], ([a], [b]) => a - b));
  let total = totalOf(free);
  let optimal = true;
  let slack: Dec = ZERO;
  for (const c of contests) {
    total = plus(total, c.range);
    optimal &&= c.optimal;
    if (c.bound !== undefined) slack = slack.plus(notBelowZero(c.bound.minus(c.range.hi)));
  }
  // What a comparison of totals never asks for is worked out when it is asked for: by functions, because an accessor in a
  // literal gives every object a hidden class of its own, which holds the whole case until the next full collection.
  const reach = onDemand(() => (contests.some((c) => c.contest.open) ? new Map([...amountsOf(free), ...contests.flatMap((c) => [...reachOf(c)])]) : payable));
  const forgone = onDemand(() => contests.flatMap(forgoneOf).sort((a, b) => a.award.index - b.award.index));
  return {
    payable,
    reach,
    payouts,
    forgone,
    total,
    optimal,
    bound: optimal ? undefined : total.hi.plus(slack),
    runnerUp: tellRunnerUp ? runnerUpOf(payable, payouts, contests) : undefined,
    isRobust: () => contests.every(isRobust),
    tight: contests.every((c) => !c.loose),
    groupTotals: (partsOf) => groupTotals(free, contests, partsOf),
    contests,
  };
}

/** The amount of each award of some payouts; the parts of one payable have their own. */
export function amountsOf(payouts: readonly Payout[]): Map<number, Span> {
  const out = new Map<number, Span>();
  for (const { awards, span } of payouts) {
    for (const a of awards) out.set(a.index, awards.length === 1 ? span : a.amount);
  }
  return out;
}

/** What each award of a contest may come to. */
function reachOf(settled: Settled): ReadonlyMap<number, Span> {
  return within(reachOfOutcomes(settled), settled.byValue().map((c) => c.reach()));
}

/** Spans as far as they lie in the hull of others, of which one holds. */
function within<K>(spans: ReadonlyMap<K, Span>, others: readonly ReadonlyMap<K, Span>[]): ReadonlyMap<K, Span> {
  if (others.length === 0) return spans;
  return new Map([...spans].map(([key, { lo, hi }]) => {
    const reached = others.map((of) => of.get(key) ?? NOTHING).reduce(hull);
    return [key, between(maxOf(lo, reached.lo), minOf(hi, reached.hi))];
  }));
}

function reachOfOutcomes({ contest, outcomes, range }: Settled): ReadonlyMap<number, Span> {
  const out = new Map<number, Span>();
  if (outcomes === undefined) {
    for (const a of new Set(contest.stakes.flatMap((s) => s.awards))) out.set(a.index, between(ZERO, a.amount.hi));
    return out;
  }
  const least = range.lo.minus(roundings(contest));
  const each = outcomes.map(({ payouts }) => {
    const own = amountsOf(payouts);
    const most = totalOf(payouts).hi;
    // What the parts of one payable come to together says nothing of one of them.
    for (const { awards: [award, ...others], span } of payouts) if (others.length === 0) own.set((award as Award).index, raised(span, most, least));
    return own;
  });
  for (const index of new Set(each.flatMap((own) => [...own.keys()]))) out.set(index, each.map((own) => own.get(index) ?? NOTHING).reduce(hull));
  return out;
}

/** What an award or a group gets in a choice. It is only made where it brings what the best choice brings at the least amounts, which may raise the lower end. */
const raised = (own: Span, most: Dec, least: Dec): Span =>
  isCertain(own) ? own : between(maxOf(own.lo, minOf(own.hi, least.minus(most.minus(own.hi)))), own.hi);

/** What the rounding of amounts can move a total, where some are no whole fen. */
export function roundings({ problem, scale }: Contest): Dec {
  const whole = scale.eq(1) && problem.claims.every(({ parts }) => parts.every(({ lo, hi }) => lo.decimalPlaces() <= 2 && hi.decimalPlaces() <= 2));
  return whole ? ZERO : HALF_A_FEN.times(2 * problem.claims.length);
}

/** Whether no other awards bring more whatever the open amounts turn out to be. */
function isRobust({ outcomes, amounts: own, byValue }: Settled): boolean {
  const stands = outcomes !== undefined && outcomes.every(({ payouts, leads }) => {
    if (!leads) return true;
    const other = amountsOf(payouts);
    return other.size === own.size && [...other.keys()].every((k) => own.has(k));
  });
  if (stands) return true;
  // With each value the same awards, but for those that are not given then.
  const isSame = ({ payable, forgone }: Chosen): boolean =>
    [...payable.keys()].every((k) => own.has(k)) && forgone().every(({ award, partly }) => partly || !own.has(award.index));
  const known = byValue();
  return known.length > 0 && known.every((c) => c.isRobust() && isSame(c));
}

/** What the money of each group comes to together; safe, and tight where a group has a whole contest to itself. */
function groupTotals(free: readonly Payout[], contests: readonly Settled[], partsOf: PartsOf): Map<number, Span> {
  const out = grouped(free, partsOf);
  for (const settled of contests) {
    if (!settled.contest.open) grouped(settled.payouts, partsOf, out);
    else {
      const totals = within(totalsOfOutcomes(settled, partsOf), settled.byValue().map((c) => c.groupTotals(partsOf)));
      for (const [group, span] of totals) out.set(group, plus(out.get(group) ?? NOTHING, span));
    }
  }
  return out;
}

function totalsOfOutcomes({ contest, outcomes, payouts, range }: Settled, partsOf: PartsOf): ReadonlyMap<number, Span> {
  // The awards in full: more a group cannot come to.
  const mosts = grouped([...new Set(contest.stakes.flatMap((s) => s.awards))].map((award) => ({ awards: [award], span: award.amount })), partsOf);
  if (mosts.size === 1) return new Map([...mosts.keys()].map((group) => [group, range]));
  const each = (outcomes ?? [{ payouts }]).map((o) => ({ own: grouped(o.payouts, partsOf), most: totalOf(o.payouts).hi }));
  const least = range.lo.minus(roundings(contest));
  return new Map([...mosts].map(([group, { hi }]) => {
    const reached = each.map(({ own, most }) => raised(own.get(group) ?? NOTHING, most, least)).reduce(hull);
    return [group, outcomes === undefined ? between(ZERO, maxOf(reached.hi, hi)) : reached];
  }));
}

function grouped(payouts: readonly Payout[], partsOf: PartsOf, out = new Map<number, Span>()): Map<number, Span> {
  for (const payout of payouts) partsOf(payout, (group, span) => void out.set(group, plus(out.get(group) ?? NOTHING, span)));
  return out;
}

/** The awards that lost in full or in part, with what they lost to. */
function forgoneOf({ contest, chosen, amounts: paid }: Settled): Forgone[] {
  const { claims, problem } = contest;
  const instead = new Map<Award, Set<Award>>();
  problem.neighbours.forEach((of, i) => {
    const lost = (claims[i] as Claim).stake.awards;
    for (const j of of) {
      if (!chosen.has(j)) continue;
      for (const by of (claims[j] as Claim).stake.awards) {
        for (const a of lost) instead.set(a, (instead.get(a) ?? new Set()).add(by));
      }
    }
  });
  return [...instead].flatMap(([award, by]): Forgone[] => {
    const insteadOf = [...by].sort((a, b) => a.index - b.index);
    const own = paid.get(award.index);
    if (own === undefined) return [{ award, insteadOf, loses: award.amount, partly: false }];
    if (compare(own.hi, award.amount.hi) >= 0 && compare(own.lo, award.amount.lo) >= 0) return [];
    return [{ award, insteadOf, loses: inOrder(differ(award.amount, own)), partly: true }];
  });
}

/** The next best combination differs in one contest, that whose next best loses least; none is told while that of any contest is open. */
function runnerUpOf(payable: ReadonlyMap<number, Span>, payouts: readonly Payout[], contests: readonly Settled[]): Chosen['runnerUp'] {
  let closest: { settled: Settled; next: ReadonlyMap<number, Span>; gap: Span } | undefined;
  for (const settled of contests) {
    if (settled.next === undefined) continue;
    if (settled.next === 'open') return undefined;
    const next = amountsOf(settled.next);
    // The same awards with the same amounts, of other contracts, are no other combination.
    if (sameAmounts(next, settled.amounts)) continue;
    const gap = differ(settled.total, totalOf(settled.next));
    if (closest === undefined || compare(gap.lo, closest.gap.lo) < 0) closest = { settled, next, gap };
  }
  if (closest === undefined) return undefined;
  const { settled, next, gap } = closest;
  const chosen = new Set(payable.keys());
  for (const index of settled.amounts.keys()) chosen.delete(index);
  for (const index of next.keys()) chosen.add(index);
  // What it brings at each end; the chosen combination may fall behind it at the higher one.
  return { chosen, total: differ(totalOf(payouts), gap), gap: inOrder(gap) };
}

const sameAmounts = (a: ReadonlyMap<number, Span>, b: ReadonlyMap<number, Span>): boolean =>
  a.size === b.size && [...a].every(([key, span]) => b.has(key) && same(span, b.get(key) as Span));

/** End by end: what the first brings more at the least amounts, and at the highest. */
const differ = (a: Span, b: Span): Span => ({ lo: a.lo.minus(b.lo), hi: a.hi.minus(b.hi) });

/** A gap as a range of money: what the chosen combination brings more, where it does. */
export function inOrder({ lo, hi }: Span): Span {
  const [a, b] = [notBelowZero(lo), notBelowZero(hi)];
  return between(minOf(a, b), maxOf(a, b));
}

import { type IndexedSelection, WORK_LIMIT, prepare } from '../constraints/no-double-dipping/solve.js';
import type { Context } from '../core/context.js';
import type { Rules } from '../core/policy.js';
import { type Dec, HALF_A_FEN, ZERO, compare, maxOf, minOf, notBelowZero, upToFen } from '../core/decimal.js';
import { remembered, sorted } from '../core/groups.js';
import { NOTHING, type Span, between, hull, isCertain, plus, same, sum } from '../core/span.js';
import { type Claimed, pays, stakesOf } from './claims.js';
import { type Claim, type Contest, type Payout, contestsOf, payoutsOf, wholePayout } from './contest.js';
import type { Award } from './determine.js';
import { NOTHING_INSISTED, insistIn } from './insist.js';
import { atEnds, bestListed, neighboursAtMost, sharesOpenly, winners } from './winners.js';

/**
 * The best lawful combination. Awards that contend with nothing are payable as they are; each contest
 * is settled apart by the exact solver.
 */

/** How much work a whole call may do: a count, never a clock. */
export interface Budget {
  left: number;
}

export const budgetOf = (workLimit: number | undefined): Budget => ({ left: workLimit ?? WORK_LIMIT });
/** Takes work from a budget; whether any is left. */
export const spend = (budget: Budget, work: number): boolean => (budget.left = Math.max(0, budget.left - work)) > 0;

/** The work that one contest may do: all that is left, and while anything is left never less than a small effort. */
const workFor = ({ left }: Budget, contest: Contest): number => Math.max(left, left === 0 ? 0 : 5_000 + 20 * contest.claims.length);

export interface ChooseOptions {
  readonly budget: Budget;
  readonly runnerUp?: boolean;
  /** Whether to find out what open amounts can turn. */
  readonly ranges?: boolean;
  /** Whether all contracts of the awards have to be claimed, though another choice among them may bring more. */
  readonly insist?: boolean;
}

/** An award that was not chosen, or not in full. */
export interface Forgone {
  readonly award: Award;
  readonly insteadOf: readonly Award[];
  readonly loses: Span;
  /** Only a part is forgone; the rest is chosen. */
  readonly partly: boolean;
}

/** Divides a payout among groups: gives each its part, once, and all parts together are the payout. */
export type PartsOf = (payout: Payout, give: (group: string, span: Span) => void) => void;

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
  readonly groupTotals: (partsOf: PartsOf) => Map<string, Span>;
  /** The contests with their outcomes. */
  readonly contests: readonly Settled[];
}

/** The payouts of a choice that can turn out best, and whether it can bring more than the chosen one. */
interface Outcome {
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
  /** An end of the total may be reached by no completion. */
  readonly loose: boolean;
}

/** The contest of each award that contends with others. */
export const contestsByAward = remembered(({ contests }: Chosen): ReadonlyMap<Award, Settled> =>
  new Map(contests.flatMap((settled) => settled.contest.stakes.flatMap((s) => s.awards.map((a) => [a, settled] as const)))));

export function choose(claimed: Claimed, context: Context<Rules>, options: ChooseOptions): Chosen {
  const stakes = stakesOf(claimed, context);
  const contests = contestsOf(stakes, context).map((contest) => settle(contest, options));
  const placed = new Set<Award>();
  for (const { contest } of contests) for (const stake of contest.stakes) for (const award of stake.awards) placed.add(award);
  // An award that is claimed whole is claimed by one stake.
  const free = stakes.flatMap((s) => (s.as === 'whole' && !placed.has(s.awards[0] as Award) ? [wholePayout(s)] : []));
  for (const award of claimed.awards) {
    if (award.measure.uses?.as !== 'whole' && pays(award) && !placed.has(award)) free.push({ awards: [award], span: award.amount });
  }
  return combined(free, contests, options);
}

function settle(contest: Contest, options: ChooseOptions): Settled {
  const ask = prepare(contest.problem);
  const work = (): number => workFor(options.budget, contest);
  const spent = (s: IndexedSelection): IndexedSelection => {
    spend(options.budget, s.work);
    return s;
  };
  const insisted = options.insist === true ? insistIn(contest, (problem) => spent(prepare(problem)({ workLimit: work() }))) : NOTHING_INSISTED;
  const solved = spent(ask({ required: insisted.on, runnerUp: options.runnerUp !== false, workLimit: work() }));
  // Where amounts have too many digits for the solver, the choices are listed and compared exactly, if they are few enough.
  const listed = solved.optimal || options.insist === true ? undefined : bestListed(contest);
  const found = listed === undefined ? solved : { ...solved, ...listed };
  const chosen = new Set(found.chosen);
  const payouts = payoutsOf(contest, chosen);
  const total = totalOf(payouts);
  // What was insisted on may turn out not to count, and then takes nothing from the others.
  const { mayFall } = insisted;
  const required = mayFall || !insisted.proven ? [] : insisted.on;
  const bringsAtMost = (set: readonly number[]): Dec => totalOf(payoutsOf(contest, new Set(set))).hi;
  let highest = required === insisted.on ? found : spent(ask({ workLimit: work() }));
  let optimal = insisted.proven && found.optimal && highest.optimal;
  const ends = [total.hi];
  if (mayFall) ends.push(bringsAtMost(highest.bestHigh));
  if (found.bestHigh !== found.chosen) ends.push(bringsAtMost(found.bestHigh));
  if (listed === undefined && contest.onlyAtLeast.length > 0) {
    // At the highest amounts contracts of unknown part take nothing away.
    const high = spent(prepare({ ...contest.problem, neighbours: neighboursAtMost(contest) })({ required, workLimit: work() }));
    ends.push(bringsAtMost(high.bestHigh));
    optimal &&= high.optimal;
    highest = high;
  }
  // Amounts are compared exactly and then rounded: the best at the highest ones may end a fen below the best at the least.
  const range = between(optimal ? ends.reduce(minOf, total.lo) : total.lo, ends.reduce(maxOf));
  // Each award is rounded by itself, for which the bound allows.
  const bound = optimal ? undefined : upToFen(highest.bound().div(contest.scale).plus(HALF_A_FEN.times(contest.stakes.length)));
  const next = typeof found.runnerUp === 'object' ? payoutsOf(contest, new Set(found.runnerUp)) : found.runnerUp;
  const outcomes = !contest.open ? [{ payouts, leads: false }] : options.ranges === false || contest.maySpare ? undefined : outcomesOf(contest, chosen, work);
  const loose = contest.loose || mayFall;
  return { contest, chosen, payouts, amounts: amountsOf(payouts), total, range, next, optimal, bound, outcomes, loose };
}

/**
 * What every choice pays that can turn out best. Where they are too many to list, one question decides
 * whether there is any other: the chosen amounts at their least against all others at their highest.
 */
function outcomesOf(
  contest: Contest,
  chosen: ReadonlySet<number>,
  work: () => number,
): readonly Outcome[] | undefined {
  const found = winners(contest, chosen);
  if (found !== undefined) return found.map(({ set, leads }) => ({ payouts: payoutsOf(contest, set), leads }));
  if (sharesOpenly(contest) || contest.onlyAtLeast.length > 0) return undefined;
  const against = prepare(atEnds(contest.problem, (i) => !chosen.has(i)))({ workLimit: work() });
  const stands = against.optimal && against.chosen.every((i) => chosen.has(i));
  return stands ? [{ payouts: payoutsOf(contest, chosen), leads: false }] : undefined;
}

const totalOf = (payouts: readonly Payout[]): Span => sum(payouts.map((p) => p.span));

function combined(free: readonly Payout[], contests: readonly Settled[], options: ChooseOptions): Chosen {
  const payouts = [...free, ...contests.flatMap((c) => c.payouts)];
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
    runnerUp: options.runnerUp === false ? undefined : runnerUpOf(payable, payouts, contests),
    isRobust: () => contests.every(isRobust),
    tight: contests.every((c) => !c.loose),
    groupTotals: (partsOf) => groupTotals(free, contests, partsOf),
    contests,
  };
}

function onDemand<T>(find: () => T): () => T {
  let found: T | undefined;
  return () => (found ??= find());
}

/** The amount of each award of some payouts; the parts of one payable have their own. */
function amountsOf(payouts: readonly Payout[]): Map<number, Span> {
  const out = new Map<number, Span>();
  for (const { awards, span } of payouts) {
    for (const a of awards) out.set(a.index, awards.length === 1 ? span : a.amount);
  }
  return out;
}

/** What each award of a contest may come to. */
function reachOf({ contest, outcomes, range }: Settled): ReadonlyMap<number, Span> {
  const out = new Map<number, Span>();
  if (outcomes === undefined) {
    for (const a of new Set(contest.stakes.flatMap((s) => s.awards))) out.set(a.index, between(ZERO, a.amount.hi));
    return out;
  }
  const least = range.lo.minus(roundings(contest));
  const each = outcomes.map(({ payouts }) => ({ own: amountsOf(payouts), most: totalOf(payouts).hi }));
  for (const index of new Set(each.flatMap(({ own }) => [...own.keys()]))) {
    out.set(index, each.map(({ own, most }) => raised(own.get(index) ?? NOTHING, most, least)).reduce(hull));
  }
  return out;
}

/** What one award gets in a choice. It is only made where it brings what the best choice brings at the least amounts, which may raise the lower end. */
const raised = (own: Span, most: Dec, least: Dec): Span =>
  isCertain(own) ? own : between(maxOf(own.lo, minOf(own.hi, least.minus(most.minus(own.hi)))), own.hi);

/** What the rounding of amounts can move a total, where some are no whole fen. */
function roundings({ problem, scale }: Contest): Dec {
  const whole = scale.eq(1) && problem.claims.every(({ parts }) => parts.every(({ lo, hi }) => lo.decimalPlaces() <= 2 && hi.decimalPlaces() <= 2));
  return whole ? ZERO : HALF_A_FEN.times(2 * problem.claims.length);
}

/** Whether no other awards bring more whatever the open amounts turn out to be. */
function isRobust({ outcomes, amounts: own }: Settled): boolean {
  return outcomes !== undefined && outcomes.every(({ payouts, leads }) => {
    if (!leads) return true;
    const other = amountsOf(payouts);
    return other.size === own.size && [...other.keys()].every((k) => own.has(k));
  });
}

/** What the money of each group comes to together; safe, and tight where a group has a whole contest to itself. */
function groupTotals(free: readonly Payout[], contests: readonly Settled[], partsOf: PartsOf): Map<string, Span> {
  const out = grouped(free, partsOf);
  const add = (group: string, span: Span): void => void out.set(group, plus(out.get(group) ?? NOTHING, span));
  for (const { contest, outcomes, payouts, range } of contests) {
    if (!contest.open) {
      grouped(payouts, partsOf, out);
      continue;
    }
    // The awards in full: more a group cannot come to.
    const mosts = grouped([...new Set(contest.stakes.flatMap((s) => s.awards))].map((award) => ({ awards: [award], span: award.amount })), partsOf);
    if (mosts.size === 1) {
      add([...mosts.keys()][0] as string, range);
      continue;
    }
    const each = (outcomes ?? [{ payouts }]).map((o) => grouped(o.payouts, partsOf)).map((own): Divided => ({ own, most: sum([...own.values()]).hi }));
    const least = range.lo.minus(roundings(contest));
    for (const [group, { hi }] of mosts) {
      const reached = each.map((outcome) => atLeastAs(outcome, each, group, least)).reduce(hull);
      add(group, outcomes === undefined ? between(ZERO, maxOf(reached.hi, hi)) : reached);
    }
  }
  return out;
}

/** The money of one outcome by groups, and all of it at the highest amounts. */
interface Divided {
  readonly own: ReadonlyMap<string, Span>;
  readonly most: Dec;
}

/** What a group gets in one outcome: no less than in another that differs in nothing else, because the better of the two is taken. */
function atLeastAs({ own, most }: Divided, each: readonly Divided[], group: string, least: Dec): Span {
  const span = raised(own.get(group) ?? NOTHING, most, least);
  if (isCertain(span)) return span;
  const alike = ({ own: other }: Divided): boolean =>
    [...new Set([...own.keys(), ...other.keys()])].every((g) => g === group || same(own.get(g) ?? NOTHING, other.get(g) ?? NOTHING));
  const floor = each.filter(alike).reduce<Dec>((floor, other) => maxOf(floor, (other.own.get(group) ?? NOTHING).lo), span.lo);
  return between(minOf(floor, span.hi), span.hi);
}

function grouped(payouts: readonly Payout[], partsOf: PartsOf, out = new Map<string, Span>()): Map<string, Span> {
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


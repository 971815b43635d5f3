import { type IndexedSelection, WORK_LIMIT, prepare } from '../constraints/no-double-dipping/solve.js';
import type { Context } from '../core/context.js';
import type { Rules } from '../core/policy.js';
import { type Dec, HALF_A_FEN, maxOf, minOf, upToFen } from '../core/decimal.js';
import { onDemand } from '../core/groups.js';
import { between } from '../core/span.js';
import { type Chosen, type Outcome, type Settled, amountsOf, combined, roundings, totalOf } from './chosen.js';
import { type Claimed, claimedBy, pays, stakesOf } from './claims.js';
import { type Contest, type Payout, contestsOf, payoutsOf, wholePayout } from './contest.js';
import type { Award } from './determine.js';
import { byValue } from './by-value.js';
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
  /** Of how many facts that open the awards of a contest each value is tried. */
  readonly byValue?: number;
}

/** Each multiplies the work by its values. What more of them open is taken to open by itself: safe, perhaps wider than need be. */
const MOST_BY_VALUE = 2;

export function choose(claimed: Claimed, context: Context<Rules>, options: ChooseOptions): Chosen {
  const stakes = stakesOf(claimed, context);
  const contests = contestsOf(stakes, context).map((contest) => settle(contest, context, options));
  const placed = new Set<Award>();
  for (const { contest } of contests) for (const stake of contest.stakes) for (const award of stake.awards) placed.add(award);
  const free: Payout[] = [];
  // An award that is claimed whole is claimed by one stake.
  for (const s of stakes) if (s.as === 'whole' && !placed.has(s.awards[0] as Award)) free.push(wholePayout(s));
  for (const award of claimed.awards) {
    if (award.measure.uses?.as !== 'whole' && pays(award) && !placed.has(award)) free.push({ awards: [award], span: award.amount });
  }
  return combined(free, contests, options.runnerUp !== false);
}

function settle(contest: Contest, context: Context<Rules>, options: ChooseOptions): Settled {
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
  if (contest.open && !roundings(contest).isZero()) {
    // Of choices that are worth the same exactly, the one that is chosen at the highest amounts may round to more.
    const closed = { ...atEnds(contest.problem, () => true), neighbours: neighboursAtMost(contest) };
    ends.push(bringsAtMost(spent(prepare(closed)({ required, workLimit: work() })).chosen));
  }
  // Amounts are compared exactly and then rounded: the best at the highest ones may end a fen below the best at the least.
  const range = between(optimal ? ends.reduce(minOf, total.lo) : total.lo, ends.reduce(maxOf));
  // Each award is rounded by itself, for which the bound allows.
  const bound = optimal ? undefined : upToFen(highest.bound().div(contest.scale).plus(HALF_A_FEN.times(contest.stakes.length)));
  const next = typeof found.runnerUp === 'object' ? payoutsOf(contest, new Set(found.runnerUp)) : found.runnerUp;
  const outcomes = !contest.open ? [{ payouts, leads: false }] : options.ranges === false || contest.maySpare ? undefined : outcomesOf(contest, chosen, work);
  const loose = contest.loose || mayFall;
  // Where no other choice can turn out best, no fact turns it.
  const known = onDemand(() => (outcomes?.length === 1 ? [] : chosenByValue(contest, context, options)));
  return { contest, chosen, payouts, amounts: amountsOf(payouts), total, range, next, optimal, bound, outcomes, loose, byValue: known };
}

function chosenByValue(contest: Contest, context: Context<Rules>, options: ChooseOptions): readonly Chosen[] {
  const { byValue: most = MOST_BY_VALUE } = options;
  return byValue(contest, context.policy, most).map((own) => choose(claimedBy(own, context.policy), context, { ...options, runnerUp: false, byValue: most - 1 }));
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

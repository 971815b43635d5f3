import { Dec } from '../../core/decimal.js';
import { byKey, remembered, sorted, unionFind } from '../../core/groups.js';
import { searchGroup } from './group.js';
import { list } from './list.js';
import { ascending, isEarlier, type Work } from './part.js';
import { compare, inWholeUnits, worthOf, type IndexedProblem, type Share, type WholeProblem, type Worth } from './units.js';

/**
 * The solver on a problem by index. Claims that exclusions and binding pools tie together are a *group*; each is solved
 * apart, by listing (`list.ts`) or by search (`group.ts`), and what is best in each is best together.
 */

/** What is asked of a problem. `required` claims must go together; `runnerUp` is false and `workLimit` finite when left out. */
export interface IndexedQuestion {
  readonly required?: readonly number[] | undefined;
  readonly excluded?: readonly number[] | undefined;
  readonly runnerUp?: boolean | undefined;
  readonly workLimit?: number | undefined;
}

/** The answer; all lists are ascending. Bounds are worked out when they are asked for, which they seldom are. */
export interface IndexedSelection {
  /** The best at minima, then at maxima, then with the fewest claims, then the earliest in order. */
  readonly chosen: readonly number[];
  /** The best with all amounts at their maxima; the same list as `chosen` where that is as good. */
  readonly bestHigh: readonly number[];
  readonly optimal: boolean;
  readonly tiesSettled: boolean;
  /** `open` where it was asked for and the work limit left it unproven. */
  readonly runnerUp: readonly number[] | 'open' | undefined;
  readonly work: number;
  /** No set brings more, at maxima; reached when `optimal`. */
  readonly bound: () => Dec;
  /** What a set brings. */
  worthOf(set: readonly number[]): Worth<Dec>;
}

/** Units of work unless the question says otherwise: some seconds where a problem is hopeless. */
export const WORK_LIMIT = 1e6;

/** What must be chosen, and what else may be: neither excluded nor unable to bring anything. */
export interface Wishes {
  readonly must: ReadonlySet<number>;
  may(claim: number): boolean;
}

/** What is best in a group. */
export interface Solved {
  readonly chosen: readonly number[];
  readonly bestHigh: readonly number[];
  readonly worth: Worth;
  readonly bound: Worth;
  readonly proven: boolean;
  readonly settled: boolean;
  /** The best set in which a displaced claim brings something, unless it loses more; `open` where that is not proven. */
  next(loss: Worth | undefined, work: Work): (Worth & { readonly claims: readonly number[] }) | 'open' | undefined;
}

/** Reads a problem once; the answer to any number of questions. */
export function prepare(given: IndexedProblem): (question?: IndexedQuestion) => IndexedSelection {
  const problem = inWholeUnits(given);
  const groups = groupsOf(problem);
  const together = (lists: readonly (readonly number[])[]): readonly number[] => sorted(lists.length === 1 ? (lists[0] as readonly number[]) : lists.flat(), ascending);
  return (question = {}) => {
    const work: Work = { used: 0, limit: question.workLimit ?? WORK_LIMIT };
    const solved = solveAll(problem, groups, wishing(problem, new Set(question.required), new Set(question.excluded)), work);
    const chosen = together(solved.map((part) => part.chosen));
    const optimal = solved.every((part) => part.proven);
    return {
      chosen,
      bestHigh: solved.every((part) => part.bestHigh === part.chosen) ? chosen : together(solved.map((part) => part.bestHigh)),
      optimal,
      tiesSettled: solved.every((part) => part.settled),
      runnerUp: question.runnerUp !== true ? undefined : optimal && work.used <= work.limit ? findRunnerUp(solved, chosen, work) : 'open',
      work: Math.min(Math.ceil(work.used), work.limit),
      bound: () => amountIn(problem, solved.reduce((sum, { bound }) => sum + bound.hi, 0n)),
      worthOf: (set) => amounts(problem, worthOf(problem, set)),
    };
  };
}

/**
 * What it costs to insist on a claim: how much less its own group brings, as no other changes. Undefined where what is left
 * of the work for all questions together does not prove it.
 */
export function costsOf(given: IndexedProblem, workLimit = WORK_LIMIT): (claim: number) => Worth<Dec> | undefined {
  const problem = inWholeUnits(given);
  const work: Work = { used: 0, limit: workLimit };
  const most = (group: readonly number[], must: ReadonlySet<number>): Worth | undefined => {
    work.used += group.length / 8;
    if (work.used > work.limit) return undefined;
    const { proven, bound } = solvedGroup(problem, group, wishing(problem, must), work);
    return proven ? bound : undefined;
  };
  const groupOf = new Map(groupsOf(problem).flatMap((group) => group.map((i) => [i, group] as const)));
  const freely = remembered((group: readonly number[]) => ({ most: most(group, new Set()) }));
  return (claim) => {
    const group = groupOf.get(claim) as readonly number[];
    const free = freely(group).most;
    const forced = free && most(group, new Set([claim]));
    return free && forced && amounts(problem, { lo: free.lo - forced.lo, hi: free.hi - forced.hi });
  };
}

/** The claims in groups that exclusions and pools tie together, each ascending. */
function groupsOf({ claims, caps, neighbours }: WholeProblem): number[][] {
  const { find, join } = unionFind(claims.length);
  // Claims of one input share a list, which is looked at once.
  const seen = new Set<readonly number[]>();
  neighbours.forEach((list, i) => {
    if (!seen.has(list)) for (const j of list) join(i, j);
    seen.add(list);
  });
  const first: (number | undefined)[] = caps.map(() => undefined);
  claims.forEach((shares, i) => {
    for (const { pool } of shares) if (pool >= 0) join((first[pool] ??= i), i);
  });
  return [...byKey(claims.keys(), find).values()];
}

const wishing = ({ claims }: WholeProblem, must: ReadonlySet<number>, out: ReadonlySet<number> = new Set()): Wishes => ({
  must,
  may: (i) => !must.has(i) && !out.has(i) && (claims[i] as readonly Share[]).length > 0,
});

const amountIn = ({ decimals }: WholeProblem, units: bigint): Dec => new Dec(`${units}e${-decimals}`);

function amounts(problem: WholeProblem, { lo, hi }: Worth): Worth<Dec> {
  const least = amountIn(problem, lo);
  return { lo: least, hi: lo === hi ? least : amountIn(problem, hi) };
}

const solvedGroup = (problem: WholeProblem, group: readonly number[], wishes: Wishes, work: Work): Solved =>
  list(problem, group, wishes, work) ?? searchGroup(problem, group, wishes, work);

/** Every group by itself. */
function solveAll(problem: WholeProblem, groups: readonly (readonly number[])[], wishes: Wishes, work: Work): Solved[] {
  const { limit } = work;
  let left = problem.claims.length;
  const solved = groups.map((group) => {
    // Each group has its share of what is left, so that a hopeless one leaves the others theirs.
    const size = group.length;
    const rest = limit - work.used;
    work.limit = work.used + Math.max(0, (rest * size) / left, Math.min(rest, 5_000 + 20 * size));
    left -= size;
    return solvedGroup(problem, group, wishes, work);
  });
  work.limit = limit;
  return solved;
}

/** The next best changes one group only: of all groups that in which it loses least. */
function findRunnerUp(solved: readonly Solved[], chosen: readonly number[], work: Work): number[] | 'open' | undefined {
  let loss: Worth | undefined;
  let best: number[] | undefined;
  for (const part of solved) {
    const found = part.next(loss, work);
    if (found === 'open') return found;
    if (found === undefined) continue;
    const mine = { lo: part.worth.lo - found.lo, hi: part.worth.hi - found.hi };
    const more = loss === undefined ? -1 : compare(mine, loss);
    if (more > 0) continue;
    const own = new Set(part.chosen);
    const set = chosen.filter((i) => !own.has(i)).concat(found.claims).sort(ascending);
    if (more === 0 && !isEarlier(set, best as number[])) continue;
    best = set;
    loss = mine;
  }
  return best;
}

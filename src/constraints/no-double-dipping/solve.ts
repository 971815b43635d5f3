import { type Dec, ZERO } from '../../core/decimal.js';
import { searchGroup } from './group.js';
import { list } from './list.js';
import { ascending, isEarlier, type Part, type Work } from './part.js';
import { compare, minus, readUnits, type IndexedProblem, type Units, type Worth } from './units.js';

export { valueOf, type IndexedProblem } from './units.js';

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

/** Amounts at all minima and at all maxima. */
interface Bounds {
  readonly lo: Dec;
  readonly hi: Dec;
}

/** The answer; all lists are ascending. Bounds are worked out when they are asked for, which they seldom are. */
export interface IndexedSelection {
  /** The best at minima, then at maxima, then with the fewest claims, then the earliest in order. */
  readonly chosen: readonly number[];
  /** The best with all amounts at their maxima; the same list as `chosen` where that is as good. */
  readonly bestHigh: readonly number[];
  readonly optimal: boolean;
  readonly tiesSettled: boolean;
  readonly runnerUp: readonly number[] | undefined;
  readonly work: number;
  /** No set brings more, at minima and at maxima; reached when `optimal`. */
  readonly bound: Bounds;
  /** The groups, with the most that each can bring. */
  readonly parts: readonly { readonly claims: readonly number[]; readonly proven: boolean; readonly bound: Bounds }[];
}

/** Units of work unless the question says otherwise: some seconds where a problem is hopeless. */
const WORK_LIMIT = 1e6;

export interface Wishes {
  readonly required: ReadonlySet<number>;
  readonly excluded: ReadonlySet<number>;
}

/** Claims that exclusions and binding pools tie together, with the forms in which they were searched before. */
export interface Group {
  readonly claims: readonly number[];
  readonly parts: (Part | undefined)[];
}

/** What is best in a group. */
export interface Solved {
  /** All that could be chosen. */
  readonly claims: readonly number[];
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
export function prepare(problem: IndexedProblem): (question?: IndexedQuestion) => IndexedSelection {
  const units = readUnits(problem);
  const groups = groupsOf(problem, units);
  return (question = {}) => {
    const work: Work = { used: 0, limit: question.workLimit ?? WORK_LIMIT };
    const solved = solveAll(problem, units, groups, { required: new Set(question.required), excluded: new Set(question.excluded) }, work);
    const together = (lists: readonly (readonly number[])[]): readonly number[] => (lists.length === 1 ? (lists[0] as readonly number[]) : lists.flat().sort(ascending));
    const chosen = together(solved.map((part) => part.chosen));
    const optimal = solved.every((part) => part.proven);
    const boundOf = ({ bound: { lo, hi } }: Solved): Bounds => ({ lo: units.toAmount(lo), hi: units.toAmount(hi) });
    return {
      chosen,
      bestHigh: solved.every((part) => part.bestHigh === part.chosen) ? chosen : together(solved.map((part) => part.bestHigh)),
      optimal,
      tiesSettled: solved.every((part) => part.settled),
      runnerUp: question.runnerUp === true && optimal && work.used <= work.limit ? findRunnerUp(solved, chosen, work) : undefined,
      work: Math.min(Math.ceil(work.used), work.limit),
      get bound(): Bounds {
        return solved.map(boundOf).reduce((sum, { lo, hi }) => ({ lo: sum.lo.plus(lo), hi: sum.hi.plus(hi) }), { lo: ZERO, hi: ZERO });
      },
      get parts() {
        return solved.map((part) => ({ claims: part.claims, proven: part.proven, bound: boundOf(part) }));
      },
    };
  };
}

/** The claims in groups that exclusions and pools that can be full tie together, each ascending. */
function groupsOf({ neighbours }: IndexedProblem, { start, pool, most, binding }: Units): Group[] {
  const members: number[][] = [];
  const poolsOf = most.map((_, i) => pool.slice(start[i], start[i + 1]).filter((p) => binding[p] === true));
  poolsOf.forEach((pools, i) => pools.forEach((p) => (members[p] ??= []).push(i)));
  const seen: boolean[] = [];
  // Claims of one input or pool share a list, which is looked at once.
  const done = new Set<readonly number[]>();
  const groups: Group[] = [];
  for (let first = 0; first < most.length; first++) {
    if (seen[first] === true) continue;
    const claims = [first];
    seen[first] = true;
    const reach = (list: readonly number[]): void => {
      if (done.has(list)) return;
      if (list.length > 8) done.add(list);
      for (const j of list) {
        if (seen[j] !== true) claims.push(j);
        seen[j] = true;
      }
    };
    for (const i of claims) {
      reach(neighbours[i] as readonly number[]);
      for (const p of poolsOf[i] as readonly number[]) reach(members[p] as number[]);
    }
    groups.push({ claims: claims.sort(ascending), parts: [] });
  }
  return groups;
}

/** Every group of which something can be chosen. */
function solveAll(problem: IndexedProblem, units: Units, groups: readonly Group[], wishes: Wishes, work: Work): Solved[] {
  const { limit } = work;
  let left = units.most.length;
  const solved = groups.flatMap((group): Solved[] => {
    // Each group has its share of what is left, so that a hopeless one leaves the others theirs.
    const size = group.claims.length;
    const rest = limit - work.used;
    work.limit = limit === Infinity ? limit : work.used + Math.max(0, (rest * size) / left, Math.min(rest, 5_000 + 20 * size));
    left -= size;
    const found = list(problem, units, group.claims, wishes, work) ?? searchGroup(problem, units, group, wishes, work);
    return found === undefined || found.claims.length === 0 ? [] : [found];
  });
  work.limit = limit;
  return solved;
}

/** The next best changes one group only: of all groups that in which it loses least. */
function findRunnerUp(solved: readonly Solved[], chosen: readonly number[], work: Work): number[] | undefined {
  let loss: Worth | undefined;
  let best: number[] | undefined;
  for (const part of solved) {
    const found = part.next(loss, work);
    if (found === 'open') return undefined;
    if (found === undefined) continue;
    const mine = { lo: minus(part.worth.lo, found.lo), hi: minus(part.worth.hi, found.hi) };
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

import { Dec, ZERO } from '../../core/decimal.js';
import { Searched } from './group.js';
import { Listed } from './list.js';
import { ascending, isEarlier, type Part, type Work } from './part.js';
import { readUnits, type IndexedProblem, type Units } from './units.js';

export { valueOf, type IndexedClaim, type IndexedProblem } from './units.js';

/** What is asked of a problem. `required` claims must go together; `runnerUp` is false and `workLimit` finite when left out. */
export interface IndexedQuestion {
  readonly required?: readonly number[] | undefined;
  readonly excluded?: readonly number[] | undefined;
  readonly runnerUp?: boolean | undefined;
  readonly workLimit?: number | undefined;
}

/** Amounts at all minima and at all maxima. */
export interface Bounds {
  readonly lo: Dec;
  readonly hi: Dec;
}

/** A part that nothing ties to the others, and the most that it can bring. */
export interface SolvedPart {
  readonly claims: readonly number[];
  readonly proven: boolean;
  readonly bound: Bounds;
}

/** The answer; all lists are ascending. */
export interface IndexedSelection {
  /** The best at minima, then at maxima, then with the fewest claims, then the earliest in order. */
  readonly chosen: readonly number[];
  /** The best with all amounts at their maxima; the same list as `chosen` where that is as good. */
  readonly bestHigh: readonly number[];
  readonly optimal: boolean;
  readonly tiesSettled: boolean;
  /** No set brings more, at minima and at maxima; reached when `optimal`. */
  readonly bound: Bounds;
  readonly runnerUp?: readonly number[];
  readonly work: number;
  readonly parts: readonly SolvedPart[];
}

/** Units of work unless the question says otherwise: some seconds where a problem is hopeless. */
export const WORK_LIMIT = 1e6;

/** What a set brings: in whole units, or exactly where those are rounded. */
export interface Worth {
  readonly lo: number | Dec;
  readonly hi: number | Dec;
}

export interface Wishes {
  readonly required: ReadonlySet<number> | undefined;
  readonly excluded: ReadonlySet<number> | undefined;
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
  /** The best set in which a displaced claim brings something, unless it loses more; `open` where the work did not suffice. */
  next(loss: Worth | undefined, work: Work): (Worth & { readonly claims: readonly number[] }) | 'open' | undefined;
}

/** Reads a problem once; the answer to any number of questions. */
export function prepare(problem: IndexedProblem): (question?: IndexedQuestion) => IndexedSelection {
  const units = readUnits(problem);
  const groups = groupsOf(problem, units);
  return (question = {}) => answer(problem, units, groups, question);
}

/** The claims in groups that exclusions and pools that can be full tie together, each ascending. */
function groupsOf({ neighbours }: IndexedProblem, { start, pool, binding }: Units): Group[] {
  const size = start.length - 1;
  const members: number[][] = [];
  for (let i = 0; i < size; i++) {
    for (let k = start[i] as number; k < (start[i + 1] as number); k++) if (binding[pool[k] as number] === true) (members[pool[k] as number] ??= []).push(i);
  }
  const seen: boolean[] = [];
  // Claims of one input or pool share a list, which is looked at once.
  const done = new Set<readonly number[]>();
  const groups: Group[] = [];
  for (let first = 0; first < size; first++) {
    if (seen[first] === true) continue;
    const claims = [first];
    seen[first] = true;
    const reach = (list: readonly number[]): void => {
      if (list.length > 8 && done.has(list)) return;
      if (list.length > 8) done.add(list);
      for (const j of list) {
        if (seen[j] !== true) claims.push(j);
        seen[j] = true;
      }
    };
    for (const i of claims) {
      reach(neighbours[i] as readonly number[]);
      for (let k = start[i] as number; k < (start[i + 1] as number); k++) if (binding[pool[k] as number] === true) reach(members[pool[k] as number] as number[]);
    }
    groups.push({ claims: claims.length === 1 ? claims : claims.sort(ascending), parts: [] });
  }
  return groups;
}

/** The claims with a wish; undefined where there is none. */
function wishesOf(list: readonly number[] | undefined): ReadonlySet<number> | undefined {
  return list === undefined || list.length === 0 ? undefined : new Set(list);
}

function answer(problem: IndexedProblem, units: Units, groups: readonly Group[], question: IndexedQuestion): IndexedSelection {
  const limit = question.workLimit ?? WORK_LIMIT;
  const work: Work = { used: 0, limit };
  const wishes = { required: wishesOf(question.required), excluded: wishesOf(question.excluded) };
  const solved: Solved[] = [];
  let left = units.start.length - 1;
  for (const group of groups) {
    // Each group has its share of what is left, so that a hopeless one leaves the others theirs.
    const size = group.claims.length;
    work.limit = limit === Infinity ? limit : work.used + Math.max(0, ((limit - work.used) * size) / left, Math.min(limit - work.used, 5_000 + 20 * size));
    left -= size;
    const part = solveGroup(problem, units, group, wishes, work);
    if (part !== undefined) solved.push(part);
  }
  work.limit = limit;
  return new Answer(units, solved, question.runnerUp === true, work);
}

function solveGroup(problem: IndexedProblem, units: Units, group: Group, wishes: Wishes, work: Work): Solved | undefined {
  const { claims } = group;
  const listed = Listed.of(problem, units, claims, wishes);
  if (listed === undefined) return Searched.of(problem, units, group, wishes, work);
  work.used += listed.work;
  return listed.claims.length === 0 ? undefined : listed;
}

/** The next best changes one group only: of all groups that in which it loses least. */
function findRunnerUp(solved: readonly Solved[], chosen: readonly number[], work: Work): number[] | undefined {
  let loss: Worth | undefined;
  let best: number[] | undefined;
  for (const part of solved) {
    const found = part.next(loss, work);
    if (found === 'open') return undefined;
    if (found === undefined) continue;
    const mine = { lo: less(part.worth.lo, found.lo), hi: less(part.worth.hi, found.hi) };
    const order = loss === undefined ? -1 : compare(mine.lo, loss.lo) || compare(mine.hi, loss.hi);
    if (order > 0) continue;
    const own = part.chosen;
    const set = solved.length === 1 ? [...found.claims] : chosen.filter((i) => !own.includes(i)).concat(found.claims).sort(ascending);
    if (order === 0 && !isEarlier(set, best as number[])) continue;
    best = set;
    loss = mine;
  }
  return best;
}

const less = (a: number | Dec, b: number | Dec): number | Dec => (typeof a === 'number' ? a - (b as number) : a.minus(b));
const compare = (a: number | Dec, b: number | Dec): number => (typeof a === 'number' ? a - (b as number) : a.cmp(b));

function together(lists: readonly (readonly number[])[]): readonly number[] {
  return lists.length === 1 ? (lists[0] as readonly number[]) : lists.flat().sort(ascending);
}

/** The answer; bounds are worked out when they are asked for, which they seldom are. */
class Answer implements IndexedSelection {
  readonly chosen: readonly number[];
  readonly bestHigh: readonly number[];
  readonly optimal: boolean;
  readonly tiesSettled: boolean;
  readonly runnerUp?: readonly number[];
  readonly work: number;
  private readonly units: Units;
  private readonly solved: readonly Solved[];

  constructor(units: Units, solved: readonly Solved[], runnerUp: boolean, work: Work) {
    this.units = units;
    this.solved = solved;
    this.chosen = together(solved.map((part) => part.chosen));
    this.bestHigh = solved.every((part) => part.bestHigh === part.chosen) ? this.chosen : together(solved.map((part) => part.bestHigh));
    this.optimal = solved.every((part) => part.proven);
    this.tiesSettled = solved.every((part) => part.settled);
    const next = runnerUp && this.optimal && work.used <= work.limit ? findRunnerUp(solved, this.chosen, work) : undefined;
    if (next !== undefined) this.runnerUp = next;
    this.work = Math.min(Math.ceil(work.used), work.limit);
  }

  private amount(worth: number | Dec): Dec {
    return typeof worth === 'number' ? this.units.toAmount(worth) : worth;
  }

  get bound(): Bounds {
    const sum = (end: 'lo' | 'hi'): Dec => this.solved.reduce((total, part) => total.plus(this.amount(part.bound[end])), ZERO);
    return { lo: sum('lo'), hi: sum('hi') };
  }

  get parts(): readonly SolvedPart[] {
    return this.solved.map(({ claims, proven, bound }) => ({ claims, proven, bound: { lo: this.amount(bound.lo), hi: this.amount(bound.hi) } }));
  }
}

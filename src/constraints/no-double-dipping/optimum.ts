import { has, put, drop, toList, type Bits } from './bits.js';
import type { Part } from './part.js';
import { climb, worth } from './climb.js';
import type { ExactJudge } from './exact.js';
import { solveKnapsack, type Answer } from './knapsack/knapsack.js';
import type { Objective } from './knapsack/menu.js';
import { ANY, FEWER, type Search, type Work } from './query.js';

/** A set within one part, by search number, with its value per level (in units). */
export interface Best {
  readonly claims: readonly number[];
  readonly values: readonly number[];
}

/** What the set must and may contain. */
export interface Frame {
  readonly fixed: readonly number[];
  readonly free: Bits;
  readonly guard: Bits | undefined;
}

/**
 * Best by value at minima, then value at maxima, level by level: each level is maximised with the earlier ones held
 * at their best. `atLeast` (per level, the first ones binding) cuts off what is of no interest. Ties are open still.
 */
export function bestValues(
  part: Part,
  search: Search,
  frame: Frame,
  start: Best | undefined,
  atLeast: number,
  judge: ExactJudge | undefined,
  knapsack: Knapsack | undefined,
  nodes = Infinity,
): { best: Best | undefined; tied: boolean; settled: boolean } {
  const { levels } = part;
  const early = part.size > LARGE_PART;
  let settled = true;
  const more = judge === undefined ? 1 : 0;
  let best = start;
  let tied = false;
  const floors: number[] = [];
  for (let l = 0; l < levels; l++) {
    const need: number[] = [];
    for (let k = 0; k < levels; k++) need.push(k < l ? (floors[k] as number) : 0);
    need[l] = best === undefined ? (l === 0 ? atLeast : 0) : (best.values[l] as number) + more;
    if (judge !== undefined) judge.held = l;
    const askKnapsack = (): boolean => {
      if (knapsack === undefined || knapsack.unfit || best === undefined) return false;
      const answer = l === 0 ? knapsack.ask(frame, [{ level: 0, weight: 1 }], best.values[0] as number) : knapsack.askNext(frame, best);
      if (answer?.claims !== undefined) best = bestOf(part, answer.claims);
      need[l] = (best.values[l] as number) + more;
      return answer?.proven ?? false;
    };
    let proven = early && askKnapsack();
    // Most parts close within the first stage; what a later stage prepares is worth its while only for hard ones.
    for (let stage = 0; stage < STAGES.length && !proven; stage++) {
      if (stage === 1) {
        if (!early && askKnapsack()) {
          proven = true;
          break;
        }
        search.bound(l, frame.fixed, frame.free);
      }
      if (l > 0 && stage === 2 && knapsack !== undefined && !knapsack.unfit) {
        settled = false;
        break;
      }
      if (stage === 2 && judge === undefined && frame.guard === undefined && best !== undefined) {
        best = raise(part, best, frame.fixed, l, floors);
      }
      if (best !== undefined) need[l] = stage === 0 ? (need[l] as number) : (best.values[l] as number) + more;
      if (search.run({ ...frame, need, limit: Infinity, goal: l, allowance: Math.min(nodes, STAGES[stage] as number) })) best = copyOf(search);
      if (!search.exhausted() || search.stopped()) break;
      if (nodes <= (STAGES[stage] as number)) return { best, tied, settled: false };
    }
    tied = proven || search.tied() || judge !== undefined;
    if (best === undefined || search.stopped()) break;
    floors.push(best.values[l] as number);
  }
  return { best, tied, settled };
}

/** Nodes before pool shares are tuned, before a better start is looked for, and after that. */
const STAGES = [400, 4_000, Infinity];

/** Nodes for settling ties, small and larger parts: far above what cases need, and a stop where optima abound. */
const SMALL_PART = 32;
/** Parts above this size go to the knapsack method at once: a node of the search costs more than it is likely to bring. */
const LARGE_PART = 128;
const tieNodes = (part: Part): number => (part.size <= SMALL_PART ? 20_000 : 1_500);
/** And for parts that the knapsack method solves, on which a node of the search costs more the larger they are. */
const LARGE_TIES = 2_000_000;

/**
 * Among the sets as good as `best`: the fewest claims, then the earliest in the problem's order. `settled` is false
 * when the allowance ran out; the set is as good, but another of the same value may have been due.
 */
export function settleTies(part: Part, search: Search, frame: Frame, best: Best, fits: boolean): { best: Best; settled: boolean } {
  const need = best.values;
  const allowed = Math.min(tieNodes(part), fits ? Math.ceil(LARGE_TIES / (part.size * part.words)) : Infinity);
  const end = search.nodes() + allowed;
  let result = best;
  const query = { ...frame, need, allowance: allowed };
  if (search.run({ ...query, limit: best.claims.length - 1, goal: FEWER })) result = copyOf(search);
  if (search.exhausted()) return { best: result, settled: false };
  const limit = result.claims.length;
  const fixed = frame.fixed.slice();
  const free = frame.free.slice();
  const remove = (v: number): void => {
    for (let w = 0; w < part.words; w++) free[w] = (free[w] as number) & ~(part.conflicts[v * part.words + w] as number);
    drop(free, v);
  };
  for (const v of fixed) remove(v);
  const inProblemOrder = toList(free).sort((a, b) => (part.claims[a] as number) - (part.claims[b] as number));
  for (const v of inProblemOrder) {
    if (fixed.length === limit || search.stopped()) break;
    if (!has(free, v)) continue;
    if (!result.claims.includes(v)) {
      const allowance = Math.max(1, end - search.nodes());
      const found = search.run({ need, limit, goal: ANY, fixed: [...fixed, v], free, guard: frame.guard, allowance });
      if (search.exhausted() && !found) return { best: result, settled: false };
      if (!found) {
        drop(free, v);
        continue;
      }
      result = copyOf(search);
    }
    fixed.push(v);
    remove(v);
  }
  return { best: result, settled: true };
}

function raise(part: Part, best: Best, fixed: readonly number[], l: number, floors: readonly number[]): Best {
  const claims = climb(part, best.claims, fixed, l);
  const values = best.values.map((_, k) => worth(part, claims, k));
  const better = (values[l] as number) > (best.values[l] as number) && floors.every((floor, k) => (values[k] as number) >= floor);
  return better ? { claims, values } : best;
}

function copyOf({ found }: Search): Best {
  return { claims: found.claims.slice(), values: found.values.slice() };
}

export function bitsOf(size: number, words: number, claims: readonly number[] | undefined): Bits {
  const bits = new Int32Array(words);
  if (claims === undefined) for (let i = 0; i < size; i++) put(bits, i);
  else for (const v of claims) put(bits, v);
  return bits;
}

export function bestOf(part: Part, claims: readonly number[]): Best {
  const values: number[] = [];
  for (let l = 0; l < part.levels; l++) values.push(worth(part, claims, l));
  return { claims, values };
}

/** Sums must stay below this so that doubles hold them exactly. */
const EXACT_LIMIT = 2 ** 51;
const WEIGHTS = [1, 64, 4_096, 2 ** 20];

/** The knapsack method over one part. `unfit` once it is clear that the part is not of its kind. */
export interface Knapsack {
  readonly unfit: boolean;
  ask(frame: Frame, objective: Objective, floor: number): Answer | undefined;
  /** The most on level 1 among the sets as good as `best` on level 0. */
  askNext(frame: Frame, best: Best): Answer | undefined;
}

export function createKnapsack(part: Part, work: Work): Knapsack {
  let total = 0;
  for (const list of [...part.own, ...part.pooled, part.caps]) for (const amount of list) total += amount;
  const knapsack = {
    unfit: part.caps.length === 0 && part.thresholds.length === 0,
    ask(frame: Frame, objective: Objective, floor: number): Answer | undefined {
      if (knapsack.unfit) return undefined;
      const answer = solveKnapsack({ part, objective, fixed: frame.fixed, free: frame.free, limits: [], floor }, work);
      if (answer === undefined) knapsack.unfit = true;
      return answer;
    },
    askNext(frame: Frame, best: Best): Answer | undefined {
      const [low, high] = best.values as readonly [number, number];
      for (const weight of WEIGHTS) {
        if (total * (weight + 1) >= EXACT_LIMIT) break;
        const answer = knapsack.ask(frame, [{ level: 0, weight }, { level: 1, weight: 1 }], low * weight + high);
        if (answer === undefined || !answer.proven) return undefined;
        // What is worth most with this weight is best in order if it gives nothing away at minima.
        if (answer.claims === undefined || worth(part, answer.claims, 0) === low) return answer;
      }
      return undefined;
    },
  };
  return knapsack;
}

import { has, toList, type Bits } from '../bits.js';
import { worth } from '../climb.js';
import type { Part } from '../part.js';
import type { Work } from '../query.js';
import { solveKnapsack } from './knapsack.js';
import { newBudget } from './leaf.js';
import type { Budget } from './lists.js';
import type { Limit, Objective } from './menu.js';

/** A displaced claim forced in, and what must hold for it to make a difference. */
interface Case {
  readonly claim: number;
  readonly limits: readonly Limit[];
  /** What is easily reached with it, to begin with the promising ones. */
  readonly hope: number;
}

/** Forced solutions that may be looked for, times the claims of the part: a fixed count, so that large parts end. */
const EFFORT = 24_000;
/** And the states and nodes for all of them together. */
const STATES = 1_500_000;
const WEIGHTS = [64, 4_096, 2 ** 20];
const EXACT_LIMIT = 2 ** 51;

/**
 * The best set in which one of the displaced claims makes a difference: each of them is forced in in turn. A claim that
 * pays into pools only makes a difference where the others leave one of them short of its cap. Undefined when the fixed
 * effort does not suffice for a proof, `none` when there is no such set.
 */
export function nextByKnapsack(
  part: Part,
  fixed: readonly number[],
  free: Bits,
  displaced: Bits,
  main: readonly number[],
  known: readonly number[] | undefined,
  work: Work,
): readonly number[] | 'none' | undefined {
  let left = Math.max(3, Math.floor(EFFORT / part.size));
  // Nothing is worth more than the chosen set.
  const most = worth(part, main, 0);
  const cases = casesOf(part, fixed, displaced, main);
  const budget = newBudget(STATES);
  let best = known;
  let value = known === undefined ? -1 : worth(part, known, 0);
  for (const { claim, limits } of cases) {
    if (value >= most) break;
    if (left-- === 0) return undefined;
    const answer = solveKnapsack({ part, objective: [{ level: 0, weight: 1 }], fixed: withClaim(fixed, claim), free, limits, floor: value }, work, budget);
    if (answer === undefined || !answer.proven) return undefined;
    if (answer.claims === undefined) continue;
    best = answer.claims;
    value = answer.value;
  }
  if (best === undefined) return 'none';
  return part.levels === 1 ? best : highest(part, fixed, free, cases, best, left, work, budget);
}

/** Among the sets as good at minima, the best at maxima. */
function highest(part: Part, fixed: readonly number[], free: Bits, cases: readonly Case[], from: readonly number[], effort: number, work: Work, budget: Budget): readonly number[] | undefined {
  let left = effort;
  let best = from;
  const low = worth(part, from, 0);
  let total = 0;
  for (const list of [...part.own, ...part.pooled, part.caps]) for (const amount of list) total += amount;
  for (const { claim, limits } of cases) {
    let done = false;
    for (const weight of WEIGHTS) {
      if (done || total * (weight + 1) >= EXACT_LIMIT) break;
      if (left-- <= 0) return undefined;
      const objective: Objective = [{ level: 0, weight }, { level: 1, weight: 1 }];
      const floor = low * weight + worth(part, best, 1);
      const answer = solveKnapsack({ part, objective, fixed: withClaim(fixed, claim), free, limits, floor }, work, budget);
      if (answer === undefined || !answer.proven) return undefined;
      if (answer.claims !== undefined && worth(part, answer.claims, 0) !== low) continue;
      if (answer.claims !== undefined) best = answer.claims;
      done = true;
    }
    if (!done) return undefined;
  }
  return best;
}

function withClaim(fixed: readonly number[], claim: number): number[] {
  return fixed.includes(claim) ? fixed.slice() : [...fixed, claim];
}

function casesOf(part: Part, fixed: readonly number[], displaced: Bits, main: readonly number[]): Case[] {
  const cases: Case[] = [];
  const { conflicts, words, start, pool } = part;
  for (const claim of toList(displaced)) {
    const beside = main.filter((u) => ((conflicts[claim * words + (u >>> 5)] as number) & (1 << (u & 31))) === 0);
    if (fixed.some((u) => u !== claim && has(conflicts.subarray(claim * words, (claim + 1) * words), u))) continue;
    const hope = worth(part, [...beside, claim], 0);
    if (part.own.some((list) => (list[claim] as number) > 0)) {
      cases.push({ claim, limits: [], hope });
      continue;
    }
    for (let level = 0; level < part.levels; level++) {
      for (let k = start[claim] as number; k < (start[claim + 1] as number); k++) {
        const p = pool[k] as number;
        if (((part.pooled[level] as Float64Array)[k] as number) === 0) continue;
        cases.push({ claim, limits: [{ level, pool: p, slack: (part.caps[p] as number) - 1, except: claim }], hope });
      }
    }
  }
  return cases.sort((a, b) => b.hope - a.hope || a.claim - b.claim);
}

import { drop, type Bits } from '../bits.js';
import type { Part } from '../part.js';
import type { Work } from '../query.js';
import { newBudget, prepare, solveLeaf, type Leaf } from './leaf.js';
import type { Budget } from './lists.js';
import { buildMenu, type Limit, type Objective } from './menu.js';

/** What to solve: the best set with the fixed claims among the free ones that is worth more than `floor`. */
export interface Question {
  readonly part: Part;
  readonly objective: Objective;
  readonly fixed: readonly number[];
  readonly free: Bits;
  readonly limits: readonly Limit[];
  readonly floor: number;
}

export interface Answer {
  /** Undefined when nothing better than the floor was found. */
  readonly claims: readonly number[] | undefined;
  /** The value of `claims`, else the floor. */
  readonly value: number;
  /** No set with the fixed claims is worth more than `value`. */
  readonly proven: boolean;
  /** A bound on every set with the fixed claims. */
  readonly bound: number;
}

/** Branches on claims that tie everything together; more than this, and the part is not of the kind meant here. */
const LEAVES = 160;
/** States of lists and nodes of dives for one question: a fixed count. */
const STATES = 60_000_000;
/** States of lists that count as one node of work. */
const STATES_PER_NODE = 1_000;

/** What is left of the caller's limit, in states. */
const statesFor = ({ used, limit }: Work): number => Math.min(STATES, Math.max(0, limit - used) * STATES_PER_NODE);

/**
 * Parts in which capped pools tie together many small groups of exclusive claims, such as the leases of a project or
 * the tracks of a consortium's projects: in essence knapsack problems, on which branch and bound by claims drowns in
 * near-ties. Claims that connect groups otherwise apart are branched on; then each group is a short list of options and
 * only the pools connect them (`menu.ts`). Each such menu is bounded by prices for the pools (`prices.ts`), a start is
 * improved by exchange, and what remains is decided by lists of states (`lists.ts`) or a dive (`dive.ts`).
 *
 * Undefined when the part does not come apart in that way.
 */
export function solveKnapsack(question: Question, work: Work, budget: Budget = newBudget(statesFor(work))): Answer | undefined {
  const leaves: Leaf[] = [];
  if (!collect(question, question.fixed, question.free, leaves, { left: 2 * LEAVES })) return undefined;
  leaves.sort((a, b) => b.bound - a.bound);
  let value = question.floor;
  let claims: readonly number[] | undefined;
  let open = -Infinity;
  let proven = true;
  for (const leaf of leaves) {
    if (leaf.bound <= value) continue;
    if (work.used >= work.limit) {
      proven = false;
      open = Math.max(open, leaf.bound);
      continue;
    }
    const before = budget.left;
    const solved = solveLeaf(leaf, value, budget);
    work.used += 1 + Math.ceil((before - budget.left) / STATES_PER_NODE);
    if (solved.claims !== undefined) {
      claims = solved.claims;
      value = solved.value;
    }
    if (!solved.proven) {
      proven = false;
      open = Math.max(open, leaf.bound);
    }
  }
  return { claims, value, proven: proven || open <= value, bound: Math.max(open, value) };
}

function collect(question: Question, fixed: readonly number[], free: Bits, leaves: Leaf[], steps: { left: number }): boolean {
  const { part, objective, limits } = question;
  if (--steps.left < 0) return false;
  const menu = buildMenu(part, objective, fixed, free, limits);
  if (menu === undefined) return true;
  if (typeof menu === 'number') {
    const without = free.slice();
    drop(without, menu);
    const beside = without.slice();
    for (let w = 0; w < part.words; w++) beside[w] = (beside[w] as number) & ~(part.conflicts[menu * part.words + w] as number);
    if (!collect(question, [...fixed, menu], beside, leaves, steps)) return false;
    dropOutdone(part, menu, without, limits.length > 0);
    return collect(question, fixed, without, leaves, steps);
  }
  const leaf = prepare(menu);
  if (leaf === undefined || leaf.bound <= question.floor) return true;
  leaves.push(leaf);
  return leaves.length <= LEAVES;
}

/**
 * Without the hub, a claim that excludes all that the hub excludes is of no use: wherever it is chosen the hub could be
 * added, which the other branch has seen. Not where a claim may do harm to something other than those it excludes.
 */
function dropOutdone(part: Part, hub: number, free: Bits, limited: boolean): void {
  if (limited || part.thresholds.some((t) => t.claim === hub || t.others.includes(hub))) return;
  const { conflicts, words } = part;
  for (let v = 0; v < part.size; v++) {
    let covers = true;
    for (let w = 0; w < words && covers; w++) {
      const mine = (conflicts[hub * words + w] as number) & (free[w] as number);
      covers = (mine & ~(conflicts[v * words + w] as number)) === 0;
    }
    if (covers) drop(free, v);
  }
}

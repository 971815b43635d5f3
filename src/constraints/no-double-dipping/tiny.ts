import { HIGH, type Model } from './model.js';
import type { Outcome } from './outcome.js';

/** Up to this many claims all feasible sets are listed outright. */
export const TINY = 8;

interface Listing {
  readonly masks: number[];
  readonly low: number[];
  readonly high: number[];
  readonly size: number[];
}

/** For a few claims: lists every feasible set and picks. No bounds, no parts, next to no set-up. */
export function solveTiny(model: Model, required: number, excluded: number, wantRunnerUp: boolean): Outcome {
  const n = model.ids.length;
  const conflicts = conflictMasks(model);
  const list = listFeasible(model, conflicts, excluded);
  const { masks, high } = list;
  let best = -1;
  let top = -1;
  for (let i = 0; i < masks.length; i++) {
    if (((masks[i] as number) & required) !== required) continue;
    if (best < 0 || better(list, i, best)) best = i;
    if (top < 0 || (high[i] as number) > (high[top] as number)) top = i;
  }
  if (best < 0) throw new Error('options.required: expected claims that can be chosen together');
  const chosen = masks[best] as number;
  let runnerUp = -1;
  if (wantRunnerUp) {
    const displaced = displacedClaims(model, conflicts, chosen, excluded);
    for (let i = 0; i < masks.length && displaced !== 0; i++) {
      const mask = masks[i] as number;
      if ((mask & displaced) === 0 || (mask & required) !== required) continue;
      if ((runnerUp < 0 || better(list, i, runnerUp)) && bringsMore(list, i, displaced)) runnerUp = i;
    }
  }
  const chosenList = membersOf(chosen, n);
  const bestHigh = model.ranged ? membersOf(masks[top] as number, n) : chosenList;
  return {
    chosen: chosenList,
    bestHigh,
    openBound: undefined,
    tiesSettled: true,
    runnerUp: runnerUp < 0 ? undefined : membersOf(masks[runnerUp] as number, n),
    work: masks.length,
    parts: [{ claims: membersOf((1 << n) - 1, n), evidence: 'search', bound: undefined, chosen: chosenList, bestHigh }],
  };
}

/** Value at minima, value at maxima, fewer claims; the listing is in order of the claims, so the earlier set stays. */
function better(list: Listing, i: number, than: number): boolean {
  const { low, high, size } = list;
  if (low[i] !== low[than]) return (low[i] as number) > (low[than] as number);
  if (high[i] !== high[than]) return (high[i] as number) > (high[than] as number);
  return (size[i] as number) < (size[than] as number);
}

/** Whether one of some claims makes a difference to the value of a listed set that contains it. */
function bringsMore(list: Listing, i: number, claims: number): boolean {
  const { masks, low, high } = list;
  const mask = masks[i] as number;
  for (let rest = mask & claims; rest !== 0; rest &= rest - 1) {
    const without = masks.indexOf(mask ^ (rest & -rest));
    if ((high[without] as number) < (high[i] as number) || (low[without] as number) < (low[i] as number)) return true;
  }
  return false;
}

function listFeasible(model: Model, conflicts: readonly number[], excluded: number): Listing {
  const list: Listing = { masks: [0], low: [0], high: [0], size: [0] };
  const { start, pool, caps, ranged, thresholds } = model;
  const [lows, highs] = model.amounts;
  const n = conflicts.length;
  const restLow = ranged ? caps.slice() : [];
  const restHigh = caps.slice();
  const add = (from: number, mask: number, low: number, high: number, size: number): void => {
    for (let i = from; i < n; i++) {
      const bit = 1 << i;
      if ((bit & excluded) !== 0 || ((conflicts[i] as number) & mask) !== 0) continue;
      const grown = mask | bit;
      if (thresholds.length > 0 && breaksThreshold(model, grown)) continue;
      const first = start[i] as number;
      const end = start[i + 1] as number;
      const addedHigh = take(highs, pool, restHigh, first, end);
      const addedLow = ranged ? take(lows, pool, restLow, first, end) : addedHigh;
      list.masks.push(grown);
      list.low.push(low + addedLow);
      list.high.push(high + addedHigh);
      list.size.push(size + 1);
      add(i + 1, grown, low + addedLow, high + addedHigh, size + 1);
      giveBack(highs, pool, restHigh, first, end);
      if (ranged) giveBack(lows, pool, restLow, first, end);
    }
  };
  add(0, 0, 0, 0, 0);
  return list;
}

/** Uses up the pools (whose rest may go below 0) and returns what that brings. */
function take(amounts: readonly number[], pool: readonly number[], rest: number[], first: number, end: number): number {
  let gain = 0;
  for (let k = first; k < end; k++) {
    const p = pool[k] as number;
    const amount = amounts[k] as number;
    if (p < 0) gain += amount;
    else {
      const left = rest[p] as number;
      if (left > 0) gain += amount < left ? amount : left;
      rest[p] = left - amount;
    }
  }
  return gain;
}

function giveBack(amounts: readonly number[], pool: readonly number[], rest: number[], first: number, end: number): void {
  for (let k = first; k < end; k++) {
    const p = pool[k] as number;
    if (p >= 0) rest[p] = (rest[p] as number) + (amounts[k] as number);
  }
}

function conflictMasks(model: Model): number[] {
  const n = model.ids.length;
  const masks: number[] = [];
  for (let i = 0; i < n; i++) masks.push(0);
  const { inputs, exclusive, stackable } = model;
  for (let g = 0; g < inputs.length; g++) {
    const group = inputs[g] as readonly number[];
    let all = 0;
    for (let k = 0; k < group.length; k++) all |= 1 << (group[k] as number);
    for (let k = 0; k < group.length; k++) {
      const i = group[k] as number;
      masks[i] = (masks[i] as number) | (all & ~(1 << i));
    }
  }
  for (let k = 0; k < exclusive.length; k++) {
    const i = exclusive[k] as number;
    masks[i] = (masks[i] as number) | (1 << (exclusive[k ^ 1] as number));
  }
  for (let k = 0; k < stackable.length; k++) {
    const i = stackable[k] as number;
    masks[i] = (masks[i] as number) & ~(1 << (stackable[k ^ 1] as number));
  }
  return masks;
}

function breaksThreshold(model: Model, mask: number): boolean {
  for (const t of model.thresholds) {
    if ((mask & (1 << t.claim)) === 0) continue;
    let sum = 0;
    for (let k = 0; k < t.others.length; k++) {
      if ((mask & (1 << (t.others[k] as number))) !== 0) sum += t.amounts[k] as number;
    }
    if (sum > t.slack) return true;
  }
  return false;
}

/** Claims that could bring something but cannot be added to the chosen set. */
function displacedClaims(model: Model, conflicts: readonly number[], chosen: number, excluded: number): number {
  let displaced = 0;
  for (let i = 0; i < conflicts.length; i++) {
    const bit = 1 << i;
    if (((chosen | excluded) & bit) !== 0) continue;
    if (((conflicts[i] as number) & chosen) === 0 && !(model.thresholds.length > 0 && breaksThreshold(model, chosen | bit))) continue;
    if (bringsSomething(model, i)) displaced |= bit;
  }
  return displaced;
}

/** Whether a claim brings anything on its own, its pools being empty. */
export function bringsSomething(model: Model, claim: number): boolean {
  for (let k = model.start[claim] as number; k < (model.start[claim + 1] as number); k++) {
    const p = model.pool[k] as number;
    if ((model.amounts[HIGH][k] as number) > 0 && (p < 0 || (model.caps[p] as number) > 0)) return true;
  }
  return false;
}

function membersOf(mask: number, n: number): number[] {
  const members: number[] = [];
  for (let i = 0; i < n; i++) if ((mask & (1 << i)) !== 0) members.push(i);
  return members;
}

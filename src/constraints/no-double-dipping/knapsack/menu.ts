import { has, toList, type Bits } from '../bits.js';
import type { Part } from '../part.js';

/** What is maximised: value per level of the part, each with a whole weight. */
export type Objective = readonly { readonly level: number; readonly weight: number }[];

/** One way to choose within a group: what it brings outside the shared pools, and what it puts into each of them. */
export interface Option {
  readonly claims: readonly number[];
  value: number;
  /** Aligned with `Group.dims`. */
  readonly sums: number[];
}

/** Claims that exclude or concern each other, as the list of what can be chosen among them. */
export interface Group {
  dims: number[];
  options: Option[];
}

/**
 * A part with its exclusions dissolved: one option of each group, and what the groups put together into the shared
 * dimensions counts up to a cap (a pool) or must stay within it (`hard`: a threshold).
 */
export interface Menu {
  groups: Group[];
  readonly caps: number[];
  readonly hard: boolean[];
  /** Decided already: what it brings, less what it uses of the caps. */
  base: number;
  readonly claims: number[];
}

/** A further bound: the amounts of the other chosen claims in a pool must stay within `slack`. */
export interface Limit {
  readonly level: number;
  readonly pool: number;
  readonly slack: number;
  readonly except: number;
}

/** Larger groups, or groups with more options, are taken apart by a branch first. */
const GROUP_SIZE = 30;
const GROUP_STEPS = 20_000;
const GROUP_OPTIONS = 1_200;

interface Draft {
  readonly part: Part;
  readonly objective: Objective;
  readonly amounts: readonly (readonly { readonly dim: number; readonly amount: number }[])[];
  readonly own: Float64Array;
  readonly touchy: Uint8Array;
  readonly thresholds: Part['thresholds'];
  readonly fixed: readonly number[];
}

/** The menu, or the claim to branch on because it ties too much together, or undefined if the fixed claims clash. */
export function buildMenu(part: Part, objective: Objective, fixed: readonly number[], free: Bits, limits: readonly Limit[]): Menu | number | undefined {
  const open = free.slice();
  if (!clear(part, fixed, open)) return undefined;
  const chosen: Record<number, true> = {};
  for (const v of fixed) chosen[v] = true;
  const caps: number[] = [];
  const hard: boolean[] = [];
  const amounts: { dim: number; amount: number }[][] = [];
  for (let v = 0; v < part.size; v++) amounts.push([]);
  for (const { level, weight } of objective) {
    for (let p = 0; p < part.caps.length; p++) {
      caps.push((part.caps[p] as number) * weight);
      hard.push(false);
    }
    const pooled = part.pooled[level] as Float64Array;
    const first = caps.length - part.caps.length;
    for (let v = 0; v < part.size; v++) {
      for (let k = part.start[v] as number; k < (part.start[v + 1] as number); k++) {
        if ((pooled[k] as number) > 0) (amounts[v] as { dim: number; amount: number }[]).push({ dim: first + (part.pool[k] as number), amount: (pooled[k] as number) * weight });
      }
    }
  }
  const own = new Float64Array(part.size);
  for (const { level, weight } of objective) {
    const list = part.own[level] as Float64Array;
    for (let v = 0; v < part.size; v++) own[v] = (own[v] as number) + weight * (list[v] as number);
  }
  const touchy = new Uint8Array(part.size);
  const bar = (v: number, amount: number): void => {
    (amounts[v] as { dim: number; amount: number }[]).push({ dim: caps.length - 1, amount });
    touchy[v] = 1;
  };
  for (const { level, pool, slack, except } of limits) {
    caps.push(slack);
    hard.push(true);
    const pooled = part.pooled[level] as Float64Array;
    for (let v = 0; v < part.size; v++) {
      if (v === except) continue;
      for (let k = part.start[v] as number; k < (part.start[v + 1] as number); k++) {
        if (part.pool[k] === pool && (pooled[k] as number) > 0) bar(v, pooled[k] as number);
      }
    }
  }
  const dormant: Part['thresholds'][number][] = [];
  for (const t of part.thresholds) {
    if (chosen[t.claim]) {
      caps.push(t.slack);
      hard.push(true);
      t.others.forEach((other, k) => bar(other, t.amounts[k] as number));
    } else if (has(open, t.claim)) {
      dormant.push(t);
      touchy[t.claim] = 1;
      for (const other of t.others) touchy[other] = 1;
    }
  }
  const menu: Menu = { groups: [], caps, hard, base: 0, claims: [] };
  const draft: Draft = { part, objective, amounts, own, touchy, thresholds: dormant, fixed };
  for (const v of fixed) menu.groups.push(groupOf(draft, [[v]]));
  for (const component of components(part, open, dormant)) {
    const sets = component.length > GROUP_SIZE ? undefined : independentSets(draft, component);
    if (sets === undefined) return busiest(part, open, component, dormant);
    menu.groups.push(groupOf(draft, sets));
  }
  return menu;
}

/** Takes out of `open` what the fixed claims exclude; false if they exclude each other. */
function clear(part: Part, fixed: readonly number[], open: Bits): boolean {
  const { conflicts, words } = part;
  for (const v of fixed) {
    for (const u of fixed) if (((conflicts[v * words + (u >>> 5)] as number) & (1 << (u & 31))) !== 0) return false;
  }
  for (const v of fixed) {
    for (let w = 0; w < words; w++) open[w] = (open[w] as number) & ~(conflicts[v * words + w] as number);
    open[v >>> 5] = (open[v >>> 5] as number) & ~(1 << (v & 31));
  }
  return true;
}

/** Free claims linked by exclusions and by thresholds that may still come into force. */
function components(part: Part, open: Bits, thresholds: Part['thresholds']): number[][] {
  const { conflicts, words } = part;
  const links: (number[] | undefined)[] = [];
  for (const { claim, others } of thresholds) {
    for (const other of others) {
      (links[claim] ??= []).push(other);
      (links[other] ??= []).push(claim);
    }
  }
  const left = open.slice();
  const found: number[][] = [];
  for (const v of toList(open)) {
    if (!has(left, v)) continue;
    const component = [v];
    left[v >>> 5] = (left[v >>> 5] as number) & ~(1 << (v & 31));
    for (let k = 0; k < component.length; k++) {
      const u = component[k] as number;
      for (let w = 0; w < words; w++) {
        let word = (left[w] as number) & (conflicts[u * words + w] as number);
        left[w] = (left[w] as number) & ~word;
        for (; word !== 0; word &= word - 1) component.push((w << 5) + 31 - Math.clz32(word & -word));
      }
      for (const other of links[u] ?? []) {
        if (!has(left, other)) continue;
        left[other >>> 5] = (left[other >>> 5] as number) & ~(1 << (other & 31));
        component.push(other);
      }
    }
    found.push(component);
  }
  return found;
}

function busiest(part: Part, open: Bits, component: readonly number[], thresholds: Part['thresholds']): number {
  const { conflicts, words } = part;
  const degree: Record<number, number> = {};
  for (const v of component) {
    let count = 0;
    for (let w = 0; w < words; w++) for (let word = (open[w] as number) & (conflicts[v * words + w] as number); word !== 0; word &= word - 1) count++;
    degree[v] = count;
  }
  for (const { claim, others } of thresholds) if (degree[claim] !== undefined) degree[claim] = (degree[claim] as number) + others.length;
  let best = component[0] as number;
  for (const v of component) if ((degree[v] as number) > (degree[best] as number) || (degree[v] === degree[best] && v < best)) best = v;
  return best;
}

/** The sets worth considering in a component; undefined when there are too many. */
function independentSets({ part, touchy, thresholds, fixed }: Draft, list: readonly number[]): number[][] | undefined {
  const n = list.length;
  if (n === 1 && touchy[list[0] as number] === 0) return [[list[0] as number]];
  const { conflicts, words } = part;
  const clash: number[] = [];
  for (const v of list) {
    let row = 0;
    list.forEach((u, j) => {
      if (((conflicts[v * words + (u >>> 5)] as number) & (1 << (u & 31))) !== 0) row |= 1 << j;
    });
    clash.push(row);
  }
  const mine = thresholds.filter((t) => list.includes(t.claim));
  // More never brings less; so where nothing else limits a claim, only sets that cannot be added to are of interest.
  const mayStayOut = list.map((v) => touchy[v] === 1);
  const sets: number[][] = [];
  let steps = 0;
  const walk = (i: number, mask: number, blocked: number): boolean => {
    if (++steps > GROUP_STEPS) return false;
    if (i === n) {
      for (let j = 0; j < n; j++) if ((mask & (1 << j)) === 0 && !mayStayOut[j] && ((clash[j] as number) & mask) === 0) return true;
      const set = list.filter((_, j) => (mask & (1 << j)) !== 0);
      if (mine.every((t) => withinSlack(t, set, fixed))) sets.push(set);
      return sets.length <= GROUP_OPTIONS;
    }
    const row = clash[i] as number;
    if ((blocked & (1 << i)) === 0 && !walk(i + 1, mask | (1 << i), blocked | row)) return false;
    const later = -1 << (i + 1);
    if ((blocked & (1 << i)) !== 0 || mayStayOut[i] || (row & later & ~blocked) !== 0) return walk(i + 1, mask, blocked);
    return true;
  };
  return walk(0, 0, 0) ? sets : undefined;
}

function withinSlack(t: Part['thresholds'][number], set: readonly number[], fixed: readonly number[]): boolean {
  if (!set.includes(t.claim)) return true;
  let sum = 0;
  t.others.forEach((other, k) => {
    if (set.includes(other) || fixed.includes(other)) sum += t.amounts[k] as number;
  });
  return sum <= t.slack;
}

function groupOf({ amounts, own }: Draft, sets: readonly (readonly number[])[]): Group {
  const dims: number[] = [];
  for (const set of sets) for (const v of set) for (const { dim } of amounts[v] ?? []) if (!dims.includes(dim)) dims.push(dim);
  const options = sets.map((set): Option => {
    const sums = dims.map(() => 0);
    let value = 0;
    for (const v of set) {
      value += own[v] as number;
      for (const { dim, amount } of amounts[v] ?? []) {
        const k = dims.indexOf(dim);
        sums[k] = (sums[k] as number) + amount;
      }
    }
    return { claims: set, value, sums };
  });
  return { dims, options };
}

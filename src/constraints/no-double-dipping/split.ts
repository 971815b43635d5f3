import type { Model } from './model.js';
import { bringsSomething } from './tiny.js';

/** The claims that matter, in groups that have nothing to do with each other. */
export interface Split {
  /** Each ascending; a group of one is a claim that nothing restricts except caps of its own. */
  readonly groups: readonly (readonly number[])[];
  /** The group of each claim, -1 for a claim that is out of the question. */
  readonly groupOf: Int32Array;
  /** Pools whose members can exceed the cap together; the others have no effect. */
  readonly binding: readonly boolean[];
}

/**
 * Two claims belong together if they exclude each other, share a pool whose members can exceed its cap, or meet in
 * a threshold. Claims that bring nothing and claims that are excluded are left out.
 */
export function split(model: Model, required: readonly boolean[] | undefined, excluded: readonly boolean[] | undefined): Split {
  const n = model.ids.length;
  const active: boolean[] = [];
  for (let i = 0; i < n; i++) {
    active.push(!(excluded?.[i] ?? false) && ((required?.[i] ?? false) || bringsSomething(model, i)));
  }
  const parent = new Int32Array(n);
  for (let i = 0; i < n; i++) parent[i] = i;
  joinConflicts(model, active, parent);
  const binding = joinPools(model, active, parent);
  for (const t of model.thresholds) {
    if (!active[t.claim]) continue;
    for (const other of t.others) if (active[other]) join(parent, t.claim, other);
  }
  const groupOf = new Int32Array(n).fill(-1);
  const groups: number[][] = [];
  for (let i = 0; i < n; i++) {
    if (!active[i]) continue;
    const r = root(parent, i);
    let g = groupOf[r] as number;
    if (g < 0) {
      g = groups.length;
      groups.push([]);
      groupOf[r] = g;
    }
    groupOf[i] = g;
    (groups[g] as number[]).push(i);
  }
  return { groups, groupOf, binding };
}

/** The stackable partners of each claim that has any. */
export function partners(model: Model): (number[] | undefined)[] {
  const lists: (number[] | undefined)[] = [];
  const { stackable } = model;
  for (let k = 0; k < stackable.length; k++) {
    const i = stackable[k] as number;
    (lists[i] ??= []).push(stackable[k ^ 1] as number);
  }
  return lists;
}

function joinConflicts(model: Model, active: readonly boolean[], parent: Int32Array): void {
  const partnerLists = partners(model);
  const mark = new Int32Array(parent.length).fill(-1);
  for (const input of model.inputs) {
    const members = input.filter((i) => active[i]);
    // A claim without partners excludes every other, so one of that kind ties the whole input together.
    const anchor = members.find((i) => partnerLists[i] === undefined);
    if (anchor !== undefined) {
      for (const i of members) join(parent, anchor, i);
      continue;
    }
    for (let a = 0; a < members.length; a++) {
      const i = members[a] as number;
      for (const partner of partnerLists[i] ?? []) mark[partner] = i;
      for (let b = a + 1; b < members.length; b++) {
        const j = members[b] as number;
        if (mark[j] !== i) join(parent, i, j);
      }
    }
  }
  const { exclusive } = model;
  for (let k = 0; k < exclusive.length; k += 2) {
    const i = exclusive[k] as number;
    const j = exclusive[k + 1] as number;
    if (active[i] && active[j] && !(partnerLists[i]?.includes(j) ?? false)) join(parent, i, j);
  }
}

function joinPools(model: Model, active: readonly boolean[], parent: Int32Array): boolean[] {
  const { start, pool, caps } = model;
  const highs = model.amounts[1];
  const sums: number[] = caps.map(() => 0);
  for (let i = 0; i < active.length; i++) {
    if (!active[i]) continue;
    for (let k = start[i] as number; k < (start[i + 1] as number); k++) {
      const p = pool[k] as number;
      if (p >= 0) sums[p] = (sums[p] as number) + (highs[k] as number);
    }
  }
  // In rounded units a sum can look larger than it is, never smaller: that joins too much at worst.
  const slackOfRounding = model.exact === undefined ? 0 : 1;
  const binding = caps.map((cap, p) => (sums[p] as number) > cap - slackOfRounding);
  const first: number[] = [];
  for (let i = 0; i < active.length; i++) {
    if (!active[i]) continue;
    for (let k = start[i] as number; k < (start[i + 1] as number); k++) {
      const p = pool[k] as number;
      if (p < 0 || !binding[p] || highs[k] === 0) continue;
      const other = first[p];
      if (other === undefined) first[p] = i;
      else join(parent, other, i);
    }
  }
  return binding;
}

function root(parent: Int32Array, i: number): number {
  let r = i;
  while (parent[r] !== r) r = parent[r] as number;
  while (parent[i] !== r) {
    const next = parent[i] as number;
    parent[i] = r;
    i = next;
  }
  return r;
}

function join(parent: Int32Array, a: number, b: number): void {
  const x = root(parent, a);
  const y = root(parent, b);
  if (x < y) parent[y] = x;
  else if (y < x) parent[x] = y;
}

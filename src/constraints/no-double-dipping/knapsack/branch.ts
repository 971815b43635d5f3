import { choiceOf, improve } from './improve.js';
import type { Budget } from './lists.js';
import type { Group, Menu, Option } from './menu.js';
import { adjusted, best, retune } from './prices.js';

/** What branching found better than its floor, and whether it saw everything. */
export interface Branched {
  readonly claims: readonly number[] | undefined;
  readonly value: number;
  readonly complete: boolean;
}

/** States of the budget that one node counts for. */
const STATES_PER_NODE = 2_000;
const PASSES = 4;

/**
 * Branch and bound over groups with prices tuned anew at every node, for menus whose dimensions bind together so that
 * neither lists nor a dive with fixed prices decide them: leases of several enterprises and years across the same
 * projects, consortia that share members.
 *
 * At a node, options that the prices show to fall short are struck, groups with one option left are decided, and prices
 * are tuned to what remains, until nothing changes. Then one option of the group that moves the dimensions most is
 * chosen after the other. Values count what options put into pools in full, less what exceeds a cap (`withPools`).
 */
export function branch(menu: Menu, price: Float64Array, floor: number, budget: Budget): Branched {
  let top = floor;
  let claims: readonly number[] | undefined;
  let complete = true;
  const margin = marginOf(menu);

  const take = (at: Menu, pick: Int32Array): void => {
    const choice = choiceOf(at, pick);
    improve(at, choice, Infinity, { states: 0, left: 4_000 });
    if (choice.broken > 0 || choice.value <= top) return;
    top = choice.value;
    claims = [...at.claims, ...at.groups.flatMap((group, g) => (group.options[choice.pick[g] as number] as Option).claims)];
  };

  const visit = (start: Menu, from: Float64Array): void => {
    budget.left -= STATES_PER_NODE;
    if (budget.left < 0) {
      complete = false;
      return;
    }
    let at: Menu | undefined = start;
    const tuned = from.slice();
    for (let pass = 0; pass < PASSES; pass++) {
      retune(at, tuned);
      const spare: number = boundOf(at, tuned) + margin - (top + 1);
      if (spare < 0) return;
      if (pass === 0) take(at, Int32Array.from(at.groups, (group) => best(group, tuned)));
      const struck: Menu | undefined | 'same' = strike(at, tuned, spare);
      if (struck === undefined) return;
      if (struck === 'same') break;
      at = struck;
    }
    if (at.groups.length === 0) {
      take(at, new Int32Array(0));
      return;
    }
    const g = branchingGroup(at, tuned);
    const group = at.groups[g] as Group;
    const counts = group.options.map((o) => adjusted(group, o, tuned));
    const order = group.options.map((_, o) => o).sort((x, y) => (counts[y] as number) - (counts[x] as number) || x - y);
    for (const o of order) {
      const next = decided(at, [g], [group.options[o] as Option]);
      if (next !== undefined) visit(next, tuned);
      if (!complete) return;
    }
  };
  visit(menu, price);
  return { claims, value: top, complete };
}

/** What rounding can amount to at most in a bound added up in doubles. */
function marginOf({ groups, caps, base }: Menu): number {
  let size = Math.abs(base);
  let terms = caps.length + 8;
  for (const { options } of groups) {
    terms++;
    for (const o of options) {
      size += Math.abs(o.value);
      for (const sum of o.sums) size += sum;
    }
  }
  for (const cap of caps) size += cap;
  return size * terms * 2 ** -52;
}

function boundOf(menu: Menu, price: Float64Array): number {
  let bound = menu.base;
  menu.caps.forEach((cap, d) => (bound += (price[d] as number) * cap));
  for (const group of menu.groups) {
    let most = -Infinity;
    for (const o of group.options) most = Math.max(most, adjusted(group, o, price));
    bound += most;
  }
  return bound;
}

/** Without the options that fall short of the best of their group by more than `spare`; undefined when nothing is lawful. */
function strike(menu: Menu, price: Float64Array, spare: number): Menu | undefined | 'same' {
  const kept: Group[] = [];
  const single: number[] = [];
  const options: Option[] = [];
  let changed = false;
  menu.groups.forEach((group, g) => {
    const counts = group.options.map((o) => adjusted(group, o, price));
    const least = Math.max(...counts) - spare;
    const left = group.options.filter((o, i) => (counts[i] as number) >= least && fits(menu, group, o));
    if (left.length < group.options.length) changed = true;
    kept.push(left.length === group.options.length ? group : { dims: group.dims, options: left });
    if (left.length === 1) {
      single.push(g);
      options.push(left[0] as Option);
    }
  });
  if (kept.some((group) => group.options.length === 0)) return undefined;
  if (!changed && single.length === 0) return 'same';
  return decided({ ...menu, groups: kept }, single, options);
}

const fits = ({ caps, hard }: Menu, { dims }: Group, o: Option): boolean =>
  dims.every((d, k) => !hard[d] || (o.sums[k] as number) <= (caps[d] as number));

/** The menu with an option decided for each of some groups; undefined if a hard limit breaks. */
function decided(menu: Menu, places: readonly number[], options: readonly Option[]): Menu | undefined {
  const caps = menu.caps.slice();
  const claims = menu.claims.slice();
  let { base } = menu;
  for (let i = 0; i < places.length; i++) {
    const group = menu.groups[places[i] as number] as Group;
    const o = options[i] as Option;
    base += o.value;
    claims.push(...o.claims);
    for (let k = 0; k < group.dims.length; k++) {
      const d = group.dims[k] as number;
      const room = (caps[d] as number) - (o.sums[k] as number);
      if (room < 0 && menu.hard[d]) return undefined;
      // What exceeds a pool brings nothing.
      if (room < 0) base += room;
      caps[d] = Math.max(0, room);
    }
  }
  return { groups: menu.groups.filter((_, g) => !places.includes(g)), caps, hard: menu.hard, base, claims };
}

/** Groups looked at more closely for the next branch. */
const CANDIDATES = 6;

/**
 * The group to branch on: of those whose two best options the prices hardly tell apart, the one that lowers the bound
 * most whichever of the two is decided.
 */
function branchingGroup(menu: Menu, price: Float64Array): number {
  const gaps = menu.groups.map((group) => {
    let first = -Infinity;
    let second = -Infinity;
    for (const o of group.options) {
      const now = adjusted(group, o, price);
      if (now > first) {
        second = first;
        first = now;
      } else if (now > second) second = now;
    }
    return first - second;
  });
  const close = menu.groups.map((_, g) => g).sort((a, b) => (gaps[a] as number) - (gaps[b] as number) || a - b);
  const bound = boundOf(menu, price);
  let found = close[0] as number;
  let most = -1;
  for (const g of close.slice(0, CANDIDATES)) {
    const group = menu.groups[g] as Group;
    const two = group.options.map((_, o) => o).sort((a, b) => adjusted(group, group.options[b] as Option, price) - adjusted(group, group.options[a] as Option, price)).slice(0, 2);
    let score = 1;
    for (const o of two) {
      const next = decided(menu, [g], [group.options[o] as Option]);
      if (next === undefined) {
        score *= bound;
        continue;
      }
      const tuned = price.slice();
      retune(next, tuned, 1);
      score *= 1 + Math.max(0, bound - boundOf(next, tuned));
    }
    if (score > most) {
      most = score;
      found = g;
    }
  }
  return found;
}

import { branch } from './branch.js';
import { dive } from './dive.js';
import { choiceOf, improve } from './improve.js';
import { lineOf, solveLine, type Budget } from './lists.js';
import type { Group, Menu, Option } from './menu.js';
import { adjusted, boundAt, findPrices, withPools } from './prices.js';
import { shrink } from './shrink.js';

/** A menu with its bound, ready to be solved. */
export interface Leaf {
  readonly menu: Menu;
  readonly price: Float64Array;
  bound: number;
}

/** Simplifies and bounds a menu; undefined when nothing in it is lawful. */
export function prepare(menu: Menu): Leaf | undefined {
  if (!shrink(menu)) return undefined;
  withPools(menu);
  let price: Float64Array | undefined;
  let bound = Infinity;
  for (const from of [0, 1]) {
    const table = findPrices(menu, from).price;
    const now = boundAt(menu, table);
    if (now < bound) {
      bound = now;
      price = table;
    }
    if (usedDims(menu).length < 2) break;
  }
  return { menu, price: price ?? new Float64Array(menu.caps.length), bound };
}

export interface Solved {
  /** The best found, if better than the floor. */
  claims: number[] | undefined;
  value: number;
  /** Nothing beats `value`. */
  proven: boolean;
}

const DIVE_NODES = 60_000;
/** Lengths of lists, tried one after the other. */
const LIST_STATES = [60_000, 600_000, 1_500_000];
const TRIES = 3;

/** The best of a leaf above `floor`. */
export function solveLeaf(leaf: Leaf, floor: number, budget: Budget): Solved {
  const { menu, price } = leaf;
  const state: Solved = { claims: undefined, value: floor, proven: leaf.bound <= floor };
  if (state.proven) return state;
  const take = (pick: Int32Array): void => {
    const choice = choiceOf(menu, pick.slice());
    if (choice.broken > 0 || choice.value <= state.value) return;
    state.value = choice.value;
    state.claims = menu.claims.slice();
    menu.groups.forEach((group, g) => state.claims?.push(...(group.options[choice.pick[g] as number] as Option).claims));
  };
  let start: Int32Array | undefined;
  let most = -Infinity;
  for (const share of [1, 0.95, 0.5, 0]) {
    const table = price.map((p) => p * share);
    const choice = choiceOf(menu, Int32Array.from(menu.groups, (group) => pickAt(group, table)));
    improve(menu, choice, leaf.bound, budget);
    if (choice.broken > 0) continue;
    if (choice.value > most) {
      most = choice.value;
      start = choice.pick;
    }
    take(choice.pick);
    if (state.value >= leaf.bound) break;
  }
  if (state.value >= leaf.bound) {
    state.proven = true;
    return state;
  }
  const dims = usedDims(menu);
  const main = mainDim(menu, dims, price);
  /** Looks for more than `least` along the main dimension; true when that is decided. */
  const look = (attempt: number, least: number): boolean => {
    const order = orderOf(menu, main, price, attempt);
    const { line, constant } = lineOf(menu, order, main, price);
    const base = start === undefined || attempt % 2 === 1 ? Int32Array.from(menu.groups, (group) => pickAt(group, price)) : start;
    const result = solveLine(line, Int32Array.from(order, (g) => base[g] as number), least - constant, budget);
    if (result.found !== undefined) {
      const pick = base.slice();
      const found = result.found.pick;
      order.forEach((g, r) => (pick[g] = found[r] as number));
      const before = state.value;
      take(pick);
      if (state.value > before) start = pick;
      if (dims.length > 1) {
        const choice = choiceOf(menu, pick.slice());
        improve(menu, choice, leaf.bound, budget);
        take(choice.pick);
      }
    }
    if (result.complete) leaf.bound = Math.min(leaf.bound, Math.max(state.value, result.found === undefined ? least : result.found.value + constant));
    state.proven = state.value >= leaf.bound;
    return state.proven || (result.complete && result.found !== undefined);
  };
  for (const states of LIST_STATES) {
    budget.states = states;
    if (decide(look, leaf, state, budget)) break;
  }
  if (state.proven || dims.length === 1) return state;
  const tables = [price, menu.caps.map(() => 0), menu.hard.map((h) => (h ? 0 : 1))].map((t) => Float64Array.from(t));
  const dived = dive(menu, tables, state.value, Math.min(DIVE_NODES, budget.left));
  budget.left -= dived.nodes;
  if (dived.pick !== undefined) take(dived.pick);
  state.proven = dived.complete || state.value >= leaf.bound;
  if (state.proven || budget.left <= 0) return state;
  const branched = branch(menu, price, state.value, budget);
  if (branched.claims !== undefined) {
    state.claims = branched.claims.slice();
    state.value = branched.value;
  }
  state.proven = branched.complete;
  return state;
}

/**
 * First with all that beats what is known, which decides small menus. Then only what comes within a unit of the bound,
 * two units, four: the nearer, the fewer states there are, and each answer that there is nothing lowers the bound.
 */
function decide(look: (attempt: number, least: number) => boolean, leaf: Leaf, state: Solved, budget: Budget): boolean {
  for (let attempt = 0; attempt < TRIES; attempt++) {
    if (budget.left <= 0 || look(attempt, state.value)) return true;
  }
  for (let below = 1; below < leaf.bound - state.value; below *= 2) {
    const { bound } = leaf;
    const least = bound - below;
    for (let attempt = 0; attempt < 2 && leaf.bound === bound; attempt++) {
      if (budget.left <= 0 || look(attempt, least)) return true;
    }
    if (leaf.bound === bound) break;
  }
  return false;
}

export function newBudget(left: number): Budget {
  return { states: 0, left };
}

function pickAt(group: Group, price: Float64Array): number {
  let found = 0;
  let most = -Infinity;
  group.options.forEach((o, i) => {
    const now = adjusted(group, o, price);
    if (now > most) {
      most = now;
      found = i;
    }
  });
  return found;
}

function usedDims(menu: Menu): number[] {
  const used: number[] = [];
  for (const group of menu.groups) for (const d of group.dims) if (!used.includes(d)) used.push(d);
  return used.sort((a, b) => a - b);
}

/** The dimension whose price lies most clearly between the extremes: the one that the others hang on. */
function mainDim(menu: Menu, dims: readonly number[], price: Float64Array): number {
  const weight = (d: number): number => {
    const p = price[d] as number;
    return (menu.hard[d] ? Math.min(p, 0.5) : Math.min(p, 1 - p)) * (menu.caps[d] as number);
  };
  let found = dims[0] as number;
  for (const d of dims) if (weight(d) > weight(found)) found = d;
  return found;
}

/** Groups with the most to lose first, then by how much they can move. */
function orderOf(menu: Menu, dim: number, price: Float64Array, attempt: number): number[] {
  const stake: number[] = [];
  const reach: number[] = [];
  const loss: number[] = [];
  for (const group of menu.groups) {
    const counts = group.options.map((o) => adjusted(group, o, price)).sort((a, b) => b - a);
    const gap = (counts[0] as number) - (counts[1] as number);
    const k = group.dims.indexOf(dim);
    const sums = group.options.map((o) => (k < 0 ? 0 : (o.sums[k] as number)));
    const span = Math.max(...sums) - Math.min(...sums);
    reach.push(span);
    loss.push(gap);
    // Where the difference is nothing but rounding, groups are told apart by their reach alone.
    stake.push(Math.round(gap * 64));
  }
  const order = menu.groups.map((_, g) => g);
  order.sort((a, b) => (stake[b] as number) - (stake[a] as number) || (reach[b] as number) - (reach[a] as number) || a - b);
  if (attempt === 0) return order;
  // The closest calls at both ends, where the lists look at them; the clear ones in between stay as they are.
  const close = menu.groups.map((_, g) => g);
  close.sort((a, b) => (loss[a] as number) - (loss[b] as number) || (reach[b] as number) - (reach[a] as number) || a - b);
  const shift = attempt === 1 ? 0 : Math.floor((Math.min(close.length, 120) * (attempt - 1)) / TRIES);
  const turned = [...close.slice(shift), ...close.slice(0, shift)];
  const front = turned.filter((_, i) => i % 2 === 0);
  const back = turned.filter((_, i) => i % 2 === 1).reverse();
  return [...front, ...back];
}

import type { Group, Menu, Option } from './menu.js';

/**
 * Lagrangian bounds. For a pool and any price l between 0 and 1, min(cap, x) <= l cap + (1 - l) x; for a hard limit
 * and any price l >= 0, 0 <= l (cap - x). So with a price for every dimension each group can choose on its own, and
 * the sum bounds every choice. Any price is valid, so prices are doubles; the bound itself is added up exactly.
 */
export interface Prices {
  readonly price: Float64Array;
  /** The option of each group that is best at these prices. */
  readonly pick: Int32Array;
}

const ROUNDS = 12;
const HALVINGS = 80;

/** What an option counts at some prices, but for what the caps add. */
export function adjusted(group: Group, option: Option, price: Float64Array): number {
  let sum = option.value;
  for (let k = 0; k < group.dims.length; k++) sum -= (price[group.dims[k] as number] as number) * (option.sums[k] as number);
  return sum;
}

/** `value` of a soft option counts what it puts into pools: see {@link withPools}. */
export function withPools(menu: Menu): void {
  for (const group of menu.groups) {
    for (const o of group.options) group.dims.forEach((dim, k) => menu.hard[dim] || (o.value += o.sums[k] as number));
  }
}

/** Prices that make the bound low: one dimension after the other, each exactly. After {@link withPools}. */
export function findPrices(menu: Menu, from: number): Prices {
  const price = new Float64Array(menu.caps.length);
  menu.hard.forEach((hard, d) => hard || (price[d] = from));
  retune(menu, price, ROUNDS);
  return { price, pick: picks(menu, price) };
}

/** Lowers the bound from the given prices on; a dimension that nobody uses has none. */
export function retune(menu: Menu, price: Float64Array, rounds = 3): void {
  const { groups, caps } = menu;
  const users: number[][] = caps.map(() => []);
  groups.forEach((group, g) => {
    for (const dim of group.dims) (users[dim] as number[]).push(g);
  });
  const tight: number[] = [];
  caps.forEach((_, d) => {
    if ((users[d] as number[]).length > 0) tight.push(d);
    else price[d] = 0;
  });
  for (let round = 0; round < rounds; round++) {
    let moved = false;
    for (const d of tight) {
      const before = price[d] as number;
      settle(menu, users[d] as number[], price, d);
      if (price[d] !== before) moved = true;
    }
    if (!moved || tight.length === 1) break;
  }
}

/** The lowest price of one dimension at which no more than its cap is asked for (1 where a pool is always asked for). */
function settle(menu: Menu, users: readonly number[], price: Float64Array, d: number): void {
  const cap = menu.caps[d] as number;
  // Laid out flat: what each option counts but for this dimension, and what it puts in.
  const first: number[] = [0];
  const counts: number[] = [];
  const amounts: number[] = [];
  price[d] = 0;
  for (const g of users) {
    const group = menu.groups[g] as Group;
    const k = group.dims.indexOf(d);
    for (const o of group.options) {
      counts.push(adjusted(group, o, price));
      amounts.push(o.sums[k] as number);
    }
    first.push(counts.length);
  }
  const asked = (at: number): number => {
    let sum = 0;
    for (let u = 0; u < users.length; u++) {
      let most = -Infinity;
      let amount = 0;
      for (let i = first[u] as number; i < (first[u + 1] as number); i++) {
        const now = (counts[i] as number) - at * (amounts[i] as number);
        if (now > most) {
          most = now;
          amount = amounts[i] as number;
        }
      }
      sum += amount;
    }
    return sum;
  };
  let low = 0;
  let high = 1;
  if (menu.hard[d]) while (asked(high) > cap && high < 2 ** 60) high *= 2;
  if (asked(low) <= cap) return;
  for (let i = 0; i < HALVINGS; i++) {
    const middle = (low + high) / 2;
    if (middle <= low || middle >= high) break;
    if (asked(middle) > cap) low = middle;
    else high = middle;
  }
  price[d] = high;
}

export function best(group: Group, price: Float64Array): number {
  let found = 0;
  let most = -Infinity;
  for (let i = 0; i < group.options.length; i++) {
    const now = adjusted(group, group.options[i] as Option, price);
    if (now > most) {
      most = now;
      found = i;
    }
  }
  return found;
}

export function picks(menu: Menu, price: Float64Array): Int32Array {
  return Int32Array.from(menu.groups, (group) => best(group, price));
}

const FRACTION = 2 ** 52;

/** The bound at these prices, exactly, rounded down to units (values are whole). */
export function boundAt(menu: Menu, price: Float64Array): number {
  const { groups, caps } = menu;
  const scale = BigInt(FRACTION);
  const exact = Array.from(price, (p) => BigInt(Math.round(p * FRACTION)));
  let total = 0n;
  caps.forEach((cap, d) => {
    if (exact[d] !== 0n) total += (exact[d] as bigint) * BigInt(cap);
  });
  for (const group of groups) {
    let most: bigint | undefined;
    for (const o of group.options) {
      let sum = BigInt(o.value) * scale;
      group.dims.forEach((dim, k) => (sum -= (exact[dim] as bigint) * BigInt(o.sums[k] as number)));
      if (most === undefined || sum > most) most = sum;
    }
    total += most ?? 0n;
  }
  // Arithmetic shift rounds down, for negative sums as well.
  return menu.base + Number(total >> 52n);
}

import type { Menu } from './menu.js';

/** A group over one dimension: what each option puts in, and what it counts (what it puts in included). */
export interface Row {
  readonly sums: Float64Array;
  readonly values: Float64Array;
}

/** One dimension with a cap that is a pool's or (`hard`) a limit. */
export interface Line {
  readonly rows: readonly Row[];
  readonly cap: number;
  readonly hard: boolean;
  readonly price: number;
}

/** States of a list: ascending sums, each with the most that it can count for. */
interface List {
  sums: Float64Array;
  values: Float64Array;
  size: number;
  readonly layers: { readonly row: number; readonly from: Int32Array; readonly option: Uint16Array }[];
}

export interface Budget {
  /** States that one list may have, and that may be made in all. */
  states: number;
  left: number;
}

export interface Joined {
  readonly value: number;
  readonly pick: Int32Array;
}

/**
 * The best choice over one dimension by lists of states: from the first row on and, where that list grows too long,
 * from the last row back; the two are joined by running through them against each other (Horowitz and Sahni). States
 * that another outdoes and states that cannot beat `floor` are dropped. `complete` tells whether all rows were covered
 * and the result thus proves that nothing beats the larger of `floor` and what was found; otherwise the rows in between
 * keep the option they have in `start`.
 */
export function solveLine(line: Line, start: Int32Array, floor: number, budget: Budget): { found: Joined | undefined; complete: boolean } {
  const { rows } = line;
  const n = rows.length;
  const { ahead, margin } = boundsOf(line);
  const before = emptyList();
  let next = 0;
  while (next < n && extend(line, before, next, outside(ahead, 0, next + 1), floor, margin, budget)) next++;
  const after = emptyList();
  let last = n;
  while (last > next && extend(line, after, last - 1, outside(ahead, last - 1, n), floor, margin, budget)) last--;
  const middle = emptyList();
  for (let r = next; r < last; r++) keepOnly(line, middle, r, start[r] as number);
  const found = join(line, before, after, middle.sums[0] as number, middle.values[0] as number, floor);
  if (found === undefined) return { found, complete: next >= last };
  const pick = start.slice();
  trace(before, found.before, pick);
  trace(after, found.after, pick);
  return { found: { value: found.value, pick }, complete: next >= last };
}

function emptyList(): List {
  return { sums: new Float64Array(1), values: new Float64Array(1), size: 1, layers: [] };
}

/** The three prices at which states are bounded: the tuned one, and the extremes. */
function pricesOf({ price, hard }: Line): number[] {
  return hard ? [price, 0] : [price, 0, 1];
}

/** Sums of doubles with their whole and fractional parts apart, so that the whole parts stay exact. */
interface Sums {
  readonly whole: Float64Array;
  readonly part: Float64Array;
}

/** Running sums over the rows of the best option at each price; `margin` covers all rounding of doubles, so that bounds stay bounds. */
function boundsOf(line: Line): { ahead: Sums[]; margin: number } {
  const prices = pricesOf(line);
  const ahead: Sums[] = [{ whole: new Float64Array(prices.length), part: new Float64Array(prices.length) }];
  const highest = Math.max(1, line.price);
  let size = line.cap * highest;
  line.rows.forEach(({ sums, values }, r) => {
    const last = ahead[r] as Sums;
    const now: Sums = { whole: last.whole.slice(), part: last.part.slice() };
    prices.forEach((price, i) => {
      let most = -Infinity;
      for (let o = 0; o < sums.length; o++) most = Math.max(most, (values[o] as number) - price * (sums[o] as number));
      const whole = Math.floor(most);
      now.whole[i] = (now.whole[i] as number) + whole;
      now.part[i] = (now.part[i] as number) + (most - whole);
    });
    let largest = 0;
    for (let o = 0; o < sums.length; o++) largest = Math.max(largest, Math.abs(values[o] as number) + (sums[o] as number) * highest);
    size += largest;
    ahead.push(now);
  });
  return { ahead, margin: (size + (line.rows.length + 4) ** 2) * 2 ** -49 };
}

/** What the rows outside `from` .. `to` can count at most, at each price. */
function outside(ahead: readonly Sums[], from: number, to: number): Sums {
  const all = ahead[ahead.length - 1] as Sums;
  const a = ahead[from] as Sums;
  const b = ahead[to] as Sums;
  return {
    whole: all.whole.map((sum, i) => sum - ((b.whole[i] as number) - (a.whole[i] as number))),
    part: all.part.map((sum, i) => sum - ((b.part[i] as number) - (a.part[i] as number))),
  };
}

/** Adds a row to a list; false, and the list is as before, if it would grow too long. */
function extend(line: Line, list: List, r: number, rest: Sums, floor: number, margin: number, budget: Budget): boolean {
  const { cap, hard } = line;
  const { sums, values } = line.rows[r] as Row;
  const prices = pricesOf(line);
  const count = sums.length;
  const room = Math.min(list.size * count, budget.states + 1);
  const newSums = new Float64Array(room);
  const newValues = new Float64Array(room);
  const from = new Int32Array(room);
  const option = new Uint16Array(room);
  const at = new Int32Array(count);
  let size = 0;
  const made = list.size * count;
  if (budget.left < made) return false;
  for (;;) {
    let pickOption = -1;
    let least = Infinity;
    for (let o = 0; o < count; o++) {
      const i = at[o] as number;
      if (i >= list.size) continue;
      const s = (list.sums[i] as number) + (sums[o] as number);
      if (s < least) {
        least = s;
        pickOption = o;
      }
    }
    if (pickOption < 0) break;
    const i = at[pickOption] as number;
    at[pickOption] = i + 1;
    let value = (list.values[i] as number) + (values[pickOption] as number);
    let sum = least;
    if (sum > cap) {
      if (hard) continue;
      value -= sum - cap;
      sum = cap;
    }
    // Something with no larger sum counts as much already.
    if (size > 0 && (newValues[size - 1] as number) >= value) continue;
    let bounded = true;
    for (let k = 0; k < prices.length && bounded; k++) {
      bounded = value + (rest.whole[k] as number) - floor + ((prices[k] as number) * (cap - sum) + (rest.part[k] as number)) + margin >= 1;
    }
    if (!bounded) continue;
    if (!hard) while (size > 0 && value - (sum - (newSums[size - 1] as number)) >= (newValues[size - 1] as number)) size--;
    else if (size > 0 && newSums[size - 1] === sum) size--;
    if (size >= budget.states) {
      budget.left -= made;
      return false;
    }
    newSums[size] = sum;
    newValues[size] = value;
    from[size] = i;
    option[size] = pickOption;
    size++;
  }
  budget.left -= made;
  list.sums = newSums.subarray(0, size);
  list.values = newValues.subarray(0, size);
  list.size = size;
  list.layers.push({ row: r, from: from.slice(0, size), option: option.slice(0, size) });
  return true;
}

function keepOnly(line: Line, list: List, r: number, o: number): void {
  const { sums, values } = line.rows[r] as Row;
  list.sums[0] = (list.sums[0] as number) + (sums[o] as number);
  list.values[0] = (list.values[0] as number) + (values[o] as number);
}

/** The best pair of states: for each of one list, the best partner that fills the cap and the best that does not. */
function join(line: Line, a: List, b: List, sum: number, value: number, floor: number): { value: number; before: number; after: number } | undefined {
  if (a.size === 0 || b.size === 0) return undefined;
  const { cap, hard } = line;
  // Best of b from each place on, as counted once the cap is exceeded: value less sum. Up to a place it is the last,
  // for values ascend with the sums.
  const beyond = new Int32Array(b.size + 1).fill(-1);
  for (let j = b.size - 1; j >= 0; j--) {
    const k = beyond[j + 1] as number;
    const mine = (b.values[j] as number) - (b.sums[j] as number);
    beyond[j] = k >= 0 && (b.values[k] as number) - (b.sums[k] as number) > mine ? k : j;
  }
  let top = floor;
  let before = -1;
  let after = -1;
  let j = b.size;
  for (let i = 0; i < a.size; i++) {
    const s = (a.sums[i] as number) + sum;
    const v = (a.values[i] as number) + value;
    while (j > 0 && s + (b.sums[j - 1] as number) > cap) j--;
    if (j > 0 && v + (b.values[j - 1] as number) > top) {
      top = v + (b.values[j - 1] as number);
      before = i;
      after = j - 1;
    }
    if (hard) continue;
    const k = beyond[j] as number;
    if (k < 0) continue;
    const over = v + (b.values[k] as number) - (s + (b.sums[k] as number) - cap);
    if (over > top) {
      top = over;
      before = i;
      after = k;
    }
  }
  return before < 0 ? undefined : { value: top, before, after };
}

function trace(list: List, state: number, pick: Int32Array): void {
  let at = state;
  for (let k = list.layers.length - 1; k >= 0; k--) {
    const { row, from, option } = list.layers[k] as List['layers'][number];
    pick[row] = option[at] as number;
    at = from[at] as number;
  }
}

/** Rows of a menu over one dimension; pools left out count in full, or not at all beyond what they are worth at price 1. */
export function lineOf(menu: Menu, order: readonly number[], dim: number, price: Float64Array): { line: Line; constant: number } {
  let constant = menu.base;
  price.forEach((p, d) => {
    if (d !== dim && !menu.hard[d] && p > 0.5) constant += menu.caps[d] as number;
  });
  const rows = order.map((g): Row => {
    const group = menu.groups[g];
    const options = group?.options ?? [];
    const k = group?.dims.indexOf(dim) ?? -1;
    const sums = Float64Array.from(options, (o) => (k < 0 ? 0 : (o.sums[k] as number)));
    const values = Float64Array.from(options, (o) => {
      let value = o.value;
      group?.dims.forEach((d, i) => {
        if (d !== dim && !menu.hard[d] && (price[d] as number) > 0.5) value -= o.sums[i] as number;
      });
      return value;
    });
    return { sums, values };
  });
  return { line: { rows, cap: menu.caps[dim] as number, hard: menu.hard[dim] as boolean, price: price[dim] as number }, constant };
}

import type { Group, Menu, Option } from './menu.js';
import { adjusted } from './prices.js';

/** What a dive found better than its floor, and whether it saw everything. */
export interface Dive {
  readonly pick: Int32Array | undefined;
  readonly value: number;
  readonly complete: boolean;
  readonly nodes: number;
}

/**
 * Depth first over the groups, those with the most to lose first, each option bounded at several sets of prices. For
 * menus with several dimensions that really bind at once.
 */
export function dive(menu: Menu, tables: readonly Float64Array[], floor: number, limit: number): Dive {
  const { groups, caps, hard } = menu;
  const main = tables[0] as Float64Array;
  const counts = groups.map((group) => group.options.map((o) => tables.map((price) => adjusted(group, o, price))));
  const stake = counts.map((list) => {
    const sorted = list.map((c) => c[0] as number).sort((a, b) => b - a);
    return (sorted[0] as number) - (sorted[1] as number);
  });
  const order = groups.map((_, g) => g).sort((a, b) => (stake[b] as number) - (stake[a] as number) || a - b);
  const n = order.length;
  const ranked = order.map((g) => (counts[g] as number[][]).map((_, o) => o).sort((a, b) => ((counts[g] as number[][])[b]?.[0] as number) - ((counts[g] as number[][])[a]?.[0] as number) || a - b));
  // What is still to come at best, at each table; `margin` covers all rounding, so that bounds stay bounds.
  const rest: Float64Array[] = [];
  rest[n] = new Float64Array(tables.length);
  let size = Math.abs(menu.base);
  for (let i = n - 1; i >= 0; i--) {
    const list = counts[order[i] as number] as number[][];
    rest[i] = (rest[i + 1] as Float64Array).map((sum, t) => sum + Math.max(...list.map((c) => c[t] as number)));
  }
  for (const group of groups) {
    for (const o of group.options) {
      size += Math.abs(o.value);
      group.dims.forEach((d, k) => (size += (o.sums[k] as number) * Math.max(1, main[d] as number)));
    }
  }
  caps.forEach((cap, d) => (size += cap * Math.max(1, main[d] as number)));
  const margin = size * (n + caps.length + 8) * 2 ** -52;
  const sums = new Float64Array(caps.length);
  const pick = new Int32Array(n);
  let found: Int32Array | undefined;
  let top = floor;
  let nodes = 0;

  const walk = (i: number, value: number): boolean => {
    if (++nodes > limit) return false;
    for (let t = 0; t < tables.length; t++) {
      const price = tables[t] as Float64Array;
      let bound = value + ((rest[i] as Float64Array)[t] as number);
      for (let d = 0; d < caps.length; d++) {
        const room = (caps[d] as number) - (sums[d] as number);
        if (room >= 0) bound += (price[d] as number) * room;
        else if (hard[d]) return true;
        else bound += room;
      }
      if (bound + margin < top + 1) return true;
    }
    if (i === n) {
      let total = value;
      for (let d = 0; d < caps.length; d++) if (!hard[d]) total -= Math.max(0, (sums[d] as number) - (caps[d] as number));
      if (total > top) {
        top = total;
        found = pick.slice();
      }
      return true;
    }
    const g = order[i] as number;
    const { dims, options } = groups[g] as Group;
    for (const o of ranked[i] as number[]) {
      const option = options[o] as Option;
      pick[g] = o;
      for (let k = 0; k < dims.length; k++) sums[dims[k] as number] = (sums[dims[k] as number] as number) + (option.sums[k] as number);
      const more = walk(i + 1, value + option.value);
      for (let k = 0; k < dims.length; k++) sums[dims[k] as number] = (sums[dims[k] as number] as number) - (option.sums[k] as number);
      if (!more) return false;
    }
    return true;
  };
  const complete = walk(0, menu.base);
  return { pick: found, value: top, complete, nodes };
}

import type { Bits } from './bits.js';
import type { Part } from './part.js';

/** Adds up what the free claims could bring to each pool; true if some pool is too short for it. */
export function measurePools(part: Part, l: number, free: Bits, left: Float64Array, potential: Float64Array): boolean {
  const { start, pool } = part;
  const amounts = part.pooled[l] as Float64Array;
  potential.fill(0);
  for (let w = 0; w < free.length; w++) {
    for (let word = free[w] as number; word !== 0; word &= word - 1) {
      const v = (w << 5) + 31 - Math.clz32(word & -word);
      for (let k = start[v] as number; k < (start[v + 1] as number); k++) {
        const p = pool[k] as number;
        potential[p] = (potential[p] as number) + Math.min(left[p] as number, amounts[k] as number);
      }
    }
  }
  for (let p = 0; p < potential.length; p++) if ((potential[p] as number) > (left[p] as number)) return true;
  return false;
}

/** Scratch for {@link reweigh}: what {@link measurePools} found, and the shares in force. */
export interface Shares {
  readonly potential: Float64Array;
  readonly now: Float64Array;
}

/** After `measurePools`: weights with every short pool counted by its share, and the constant for the rest of it. */
export function reweigh(part: Part, l: number, free: Bits, left: Float64Array, shares: Shares, table: Float64Array, target: Float64Array): number {
  const { start, pool } = part;
  const { potential, now } = shares;
  const amounts = part.pooled[l] as Float64Array;
  const own = part.own[l] as Float64Array;
  let constant = 0;
  for (let p = 0; p < now.length; p++) {
    const short = (potential[p] as number) > (left[p] as number);
    now[p] = short ? (table[p] as number) : 1;
    if (short) constant += (1 - (table[p] as number)) * (left[p] as number);
  }
  for (let w = 0; w < free.length; w++) {
    for (let word = free[w] as number; word !== 0; word &= word - 1) {
      const v = (w << 5) + 31 - Math.clz32(word & -word);
      let sum = own[v] as number;
      for (let k = start[v] as number; k < (start[v + 1] as number); k++) {
        const p = pool[k] as number;
        sum += (now[p] as number) * Math.min(left[p] as number, amounts[k] as number);
      }
      target[v] = sum;
    }
  }
  return constant;
}

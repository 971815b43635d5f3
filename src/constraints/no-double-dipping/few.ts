import type { Bits } from './bits.js';
import type { Part } from './part.js';

/** Scratch for {@link mostFrom}. */
export interface Few {
  readonly gains: Float64Array;
  readonly elsewhere: Float64Array;
  readonly left: Float64Array;
  readonly byAmount: number[];
}

/**
 * What `room` of the free claims can add at most on a level, exclusions aside. Each claim counts in the pool of its
 * first part, largest first until the pool is full; what it brings elsewhere counts in full. `weights` are clipped to
 * `rest`, what is left of the pools.
 */
export function mostFrom(part: Part, few: Few, level: number, weights: Float64Array, free: Bits, rest: Float64Array, room: number): number {
  const { start, pool } = part;
  const amounts = part.pooled[level] as Float64Array;
  const { gains, elsewhere, left, byAmount } = few;
  left.set(rest);
  byAmount.length = 0;
  let count = 0;
  for (let w = 0; w < free.length; w++) {
    for (let word = free[w] as number; word !== 0; word &= word - 1) {
      const v = (w << 5) + 31 - Math.clz32(word & -word);
      if (start[v] === start[v + 1]) {
        elsewhere[count] = 0;
        gains[count++] = weights[v] as number;
      } else byAmount.push(v);
    }
  }
  const first = (v: number): number => amounts[start[v] as number] as number;
  byAmount.sort((a, b) => first(b) - first(a));
  for (let i = 0; i < byAmount.length; i++) {
    const v = byAmount[i] as number;
    const p = pool[start[v] as number] as number;
    const gain = Math.min(left[p] as number, first(v));
    left[p] = (left[p] as number) - gain;
    elsewhere[count] = (weights[v] as number) - Math.min(rest[p] as number, first(v));
    gains[count++] = gain;
  }
  return largest(gains, count, room) + largest(elsewhere, count, room);
}

function largest(list: Float64Array, count: number, room: number): number {
  const used = list.subarray(0, count);
  if (room < count) used.sort();
  let sum = 0;
  for (let k = 1; k <= room && k <= count; k++) sum += used[count - k] as number;
  return sum;
}

import type { Part } from './part.js';

/** Whether a claim of a set makes a difference to its value, on some level: not if all its pools are full without it. */
export function makesDifference(part: Part, set: readonly number[], claim: number): boolean {
  const { start, pool, caps } = part;
  for (let l = 0; l < part.levels; l++) {
    if (((part.own[l] as Float64Array)[claim] as number) > 0) return true;
    const amounts = part.pooled[l] as Float64Array;
    for (let k = start[claim] as number; k < (start[claim + 1] as number); k++) {
      if (amounts[k] === 0) continue;
      const p = pool[k] as number;
      let others = 0;
      for (const u of set) {
        if (u === claim) continue;
        for (let j = start[u] as number; j < (start[u + 1] as number); j++) if (pool[j] === p) others += amounts[j] as number;
      }
      if (others < (caps[p] as number)) return true;
    }
  }
  return false;
}

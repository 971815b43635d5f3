import type { Part } from './part.js';

/** Parts above this size are left to the greedy set: the climb looks at every claim against every chosen one. */
const SIZE_LIMIT = 600;
const ROUNDS = 20;

/**
 * A better start by exchange: put one claim in, take out what excludes it, fill up; keep what is better. Then every
 * claim is forced in once and the climb starts again from there. Nothing depends on it but the time that the search
 * takes. Fixed claims stay.
 */
export function climb(part: Part, start: readonly number[], fixed: readonly number[], level: number): number[] {
  if (part.size > SIZE_LIMIT) return start.slice();
  let best = improve(part, start.slice(), fixed, level);
  let value = worth(part, best, level);
  for (let round = 0; round < 2; round++) {
    let better = false;
    for (let v = 0; v < part.size; v++) {
      if (best.includes(v)) continue;
      const forced = exchange(part, best, v, fixed);
      if (forced === undefined) continue;
      const found = improve(part, fill(part, forced, level), fixed, level);
      const now = worth(part, found, level);
      if (now <= value) continue;
      best = found;
      value = now;
      better = true;
    }
    if (!better) break;
  }
  return best;
}

function improve(part: Part, set: number[], fixed: readonly number[], level: number): number[] {
  let value = worth(part, set, level);
  for (let round = 0; round < ROUNDS; round++) {
    let better = false;
    for (let v = 0; v < part.size; v++) {
      if (set.includes(v)) continue;
      const other = exchange(part, set, v, fixed);
      if (other === undefined) continue;
      const now = worth(part, other, level);
      if (now <= value) continue;
      set = other;
      value = now;
      better = true;
    }
    if (!better) break;
  }
  return fill(part, set, level);
}

/** The set with v in and whatever excludes it out; undefined if that is not possible. */
function exchange(part: Part, set: readonly number[], v: number, fixed: readonly number[]): number[] | undefined {
  const { conflicts, words } = part;
  const out: number[] = [];
  for (let k = 0; k < set.length; k++) {
    const u = set[k] as number;
    if (((conflicts[v * words + (u >>> 5)] as number) & (1 << (u & 31))) === 0) out.push(u);
    else if (fixed.includes(u)) return undefined;
  }
  out.push(v);
  return part.thresholds.length === 0 || respectsThresholds(part, out) ? out : undefined;
}

function fill(part: Part, set: number[], level: number): number[] {
  const { conflicts, words } = part;
  let value = worth(part, set, level);
  for (let v = 0; v < part.size; v++) {
    let fits = !set.includes(v);
    for (let k = 0; k < set.length && fits; k++) {
      const u = set[k] as number;
      fits = ((conflicts[v * words + (u >>> 5)] as number) & (1 << (u & 31))) === 0;
    }
    if (!fits) continue;
    set.push(v);
    const now = worth(part, set, level);
    if (now > value && (part.thresholds.length === 0 || respectsThresholds(part, set))) value = now;
    else set.pop();
  }
  return set;
}

function respectsThresholds(part: Part, set: readonly number[]): boolean {
  return part.thresholds.every(({ claim, slack, others, amounts }) => {
    if (!set.includes(claim)) return true;
    let sum = 0;
    for (let k = 0; k < others.length; k++) if (set.includes(others[k] as number)) sum += amounts[k] as number;
    return sum <= slack;
  });
}

/** What a set brings on a level, in units. */
export function worth(part: Part, set: readonly number[], level: number): number {
  const own = part.own[level] as Float64Array;
  const amounts = part.pooled[level] as Float64Array;
  const { start, pool } = part;
  const pooled = part.caps.length > 0;
  const rest = pooled ? part.caps.slice() : part.caps;
  let sum = 0;
  for (let i = 0; i < set.length; i++) {
    const v = set[i] as number;
    sum += own[v] as number;
    if (!pooled) continue;
    for (let k = start[v] as number; k < (start[v + 1] as number); k++) {
      const p = pool[k] as number;
      const taken = Math.min(rest[p] as number, amounts[k] as number);
      rest[p] = (rest[p] as number) - taken;
      sum += taken;
    }
  }
  return sum;
}

import type { Decimal } from 'decimal.js';
import { arrange, prices, type Arranged, type Item, type Num, type Rule } from './recheck-arrange.js';

export type { Item, Rule } from './recheck-arrange.js';

/** Steps that the checker may still take before it says that it could not verify. */
export interface Effort {
  left: number;
}

/** What is asked of a part: is there a set that brings more than `above`? */
export interface Question {
  readonly level: 0 | 1;
  /** Only sets that bring more than this count. */
  readonly above: Decimal;
  /** If given, only sets that bring at least this at minima. */
  readonly atLeast?: Decimal | undefined;
  /** The id of a claim that must be in the set. */
  readonly with?: number | undefined;
  /** With `with`: the others must leave this pool short of its cap on this level, so that the claim makes a difference. */
  readonly short?: { readonly pool: string; readonly level: 0 | 1 } | undefined;
}

/** The most that was found, or `above` where nothing more was; `proven` unless the effort ran out. */
export interface Best {
  readonly value: Decimal;
  readonly found: boolean;
  readonly proven: boolean;
}

export interface Prover {
  most(question: Question, effort: Effort): Best;
}

/** States kept for comparison per place in the search, and in all. */
const KEPT_PER_KEY = 400;
const KEPT = 400_000;
/** A part with more rows than this is proven by its first bound or not at all (depth of the recursion). */
const MOST_ROWS = 2_500;
/** Claims looked at in a bound that count as one step. */
const LOOKS_PER_STEP = 16;

/**
 * Searches one part by plain enumeration, apart from the solver: the claims are put into rows of mutually exclusive
 * ones, and row by row one of them is taken or none. A branch is cut
 *
 * - if a bound says so: for any price λ from 0 to 1 of each pool, min(cap, x) <= λ x + (1 - λ) cap, so that each row
 *   can add no more than its best claim at these prices;
 * - if an earlier branch had the same choice left and at least as much in hand.
 *
 * All amounts are whole numbers of the part's smallest unit, so that nothing is rounded.
 */
export function createProver(
  items: readonly Item[],
  caps: Readonly<Record<string, Decimal>>,
  rules: readonly Rule[],
  required: (id: number) => boolean,
): Prover {
  const part = arrange(items, caps, rules);
  const lists = [prices(part, 0), part.levels === 2 ? prices(part, 1) : []];
  const forced = part.items.flatMap((item, i) => (required(item.id) ? [i] : []));
  return { most: (question, effort) => search(part, lists, forced, question, effort) };
}

function search(part: Arranged, lists: readonly (readonly Num[][])[], forced: readonly number[], question: Question, effort: Effort): Best {
  const { zero, rows, words, later, grid } = part;
  const level = part.levels === 1 ? 0 : question.level;
  const one = (typeof zero === 'bigint' ? 1n : 1) as Num;
  const above = part.toUnits(question.above, 'down');
  // With one level both questions are about the same amounts.
  const least = question.atLeast === undefined || part.levels === 2 ? above : ((part.toUnits(question.atLeast, 'up') as Num) - one) as Num;
  const floorOf = least > above ? least : above;
  const need = question.atLeast === undefined || level === 0 ? undefined : part.toUnits(question.atLeast, 'up');
  const watched = need === undefined ? [level] : [0, 1];
  const R = rows.length;
  const P = part.caps.length;
  let top = floorOf;
  let found = false;
  let out = false;

  // The claims that must be in, and what that leaves of the rows.
  const musts = forced.slice();
  const wanted = question.with === undefined ? -1 : part.items.findIndex((item) => item.id === question.with);
  if (wanted >= 0 && !musts.includes(wanted)) musts.push(wanted);
  // A pool that is not shared between rows is full for no other claim beside this one.
  const pool = question.short === undefined ? -1 : part.poolIds.indexOf(question.short.pool);
  const limit = question.short === undefined || pool < 0 ? undefined : { level: part.levels === 1 ? 0 : question.short.level, pool };
  const nothing: Best = { value: question.above, found: false, proven: true };
  const choice = settle(part, lists, watched, musts, { level, top, need });
  if (choice === undefined) return nothing;
  const { options, bounds } = choice;

  const own: Num[] = [zero, zero];
  const used: Num[][] = [part.caps.map(() => zero), part.caps.map(() => zero)];
  const value: Num[] = [zero, zero];
  let othersUsed = zero;
  const room: Num[] = part.rules.map((rule) => rule.slack);
  const inRule: boolean[] = part.rules.map(() => false);
  const put = (i: number, sign: 1 | -1): void => {
    for (let l = 0; l < part.levels; l++) {
      const amount = part.own[l]?.[i] as Num;
      own[l] = (sign > 0 ? (own[l] as Num) + amount : (own[l] as Num) - amount) as Num;
      let gain = amount;
      const pools = part.pools[i] as readonly number[];
      const list = used[l] as Num[];
      for (let k = 0; k < pools.length; k++) {
        const p = pools[k] as number;
        const cap = part.caps[p] as Num;
        const a = part.pooled[l]?.[i]?.[k] as Num;
        const before = list[p] as Num;
        const after = (sign > 0 ? before + a : before - a) as Num;
        list[p] = after;
        const lower = sign > 0 ? before : after;
        const upper = sign > 0 ? after : before;
        gain = (gain + (upper < cap ? upper : cap) - (lower < cap ? lower : cap)) as Num;
        if (limit !== undefined && l === limit.level && p === limit.pool && i !== wanted) othersUsed = (sign > 0 ? othersUsed + a : othersUsed - a) as Num;
      }
      value[l] = (sign > 0 ? (value[l] as Num) + gain : (value[l] as Num) - gain) as Num;
    }
    for (const b of bounds) for (const s of b.sets) s.base = (sign > 0 ? s.base + (s.weight[i] as Num) : s.base - (s.weight[i] as Num)) as Num;
    for (const k of part.ruled[i] as readonly number[]) {
      const rule = part.rules[k] as (typeof part.rules)[number];
      if (rule.claim === i) inRule[k] = sign > 0;
      else room[k] = (sign > 0 ? (room[k] as Num) - (rule.amounts[i] as Num) : (room[k] as Num) + (rule.amounts[i] as Num)) as Num;
    }
  };
  const lawful = (i: number): boolean => {
    for (const k of part.ruled[i] as readonly number[]) if (inRule[k] && (room[k] as Num) < zero) return false;
    return limit === undefined || othersUsed < (part.caps[limit.pool] as Num);
  };
  const note = (): void => {
    if ((value[level] as Num) > top && (need === undefined || (value[0] as Num) >= need)) {
      top = value[level] as Num;
      found = true;
    }
  };

  /** Whether the rows from `r` on could still bring enough, first whatever excludes what, then without what is excluded. */
  const promising = (r: number, blocked: Int32Array, at: number): boolean => {
    const first = part.rowStart[r] as number;
    let any = (blocked[at + (first >>> 5)] as number) & (-1 << (first & 31));
    for (let w = (first >>> 5) + 1; w < words; w++) any |= blocked[at + w] as number;
    for (const { level: l, sets } of bounds) {
      const isGoal = l === level;
      const target = ((isGoal ? top : (need as Num)) * grid) as Num;
      for (let k = 0; k < sets.length; k++) {
        const s = sets[k] as (typeof sets)[number];
        let rest = (s.base + (s.suffix[r] as Num)) as Num;
        if (isGoal ? rest <= target : rest < target) return false;
        for (let q = r; q < R && any !== 0; q++) {
          let most = zero;
          let full = zero;
          const row = options[q] as readonly number[];
          for (let j = 0; j < row.length; j++) {
            const i = row[j] as number;
            const w = s.weight[i] as Num;
            if (w > full) full = w;
            if (w > most && ((blocked[at + (i >>> 5)] as number) & (1 << (i & 31))) === 0) most = w;
          }
          effort.left -= row.length / LOOKS_PER_STEP;
          rest = (rest - full + most) as Num;
          if (isGoal ? rest <= target : rest < target) return false;
        }
      }
    }
    return true;
  };

  const seen = new Map<string, Num[][]>();
  let kept = 0;
  /** Whether an earlier branch had as much in hand and the same choice left; else this one is kept for later. */
  const outdone = (r: number, blocked: Int32Array, at: number): boolean => {
    let key = `${r}`;
    const first = part.rowStart[r] as number;
    for (let w = first >>> 5; w < words; w++) {
      let word = blocked[at + w] as number;
      if (w === first >>> 5) word &= -1 << (first & 31);
      key += `,${word}`;
    }
    const state: Num[] = [];
    for (const l of watched) {
      let sum = own[l] as Num;
      for (let p = 0; p < P; p++) {
        const cap = part.caps[p] as Num;
        const x = used[l]?.[p] as Num;
        const held = x < cap ? x : cap;
        if ((part.lastRow[p] as number) >= r) state.push(held);
        else sum = (sum + held) as Num;
      }
      state.push(sum);
    }
    for (let k = 0; k < part.rules.length; k++) {
      const rule = part.rules[k] as (typeof part.rules)[number];
      if (rule.lastRow < r || (!inRule[k] && rule.row < r)) continue;
      key += inRule[k] ? `+${k}` : `-${k}`;
      state.push(room[k] as Num);
    }
    if (limit !== undefined) state.push((zero - othersUsed) as Num, othersUsed);
    const list = seen.get(key);
    if (list !== undefined) {
      effort.left -= list.length / LOOKS_PER_STEP;
      next: for (const other of list) {
        for (let k = 0; k < state.length; k++) if ((other[k] as Num) < (state[k] as Num)) continue next;
        return true;
      }
    }
    if (kept < KEPT && (list === undefined || list.length < KEPT_PER_KEY)) {
      kept++;
      if (list === undefined) seen.set(key, [state]);
      else list.push(state);
    }
    return false;
  };

  const stack = new Int32Array((R + 1) * words);
  const walk = (from: number, at: number): void => {
    let r = from;
    const free = (i: number): boolean => ((stack[at + (i >>> 5)] as number) & (1 << (i & 31))) === 0;
    while (r < R && !(options[r] as readonly number[]).some(free)) r++;
    if (r === R) return;
    if (--effort.left < 0) {
      out = true;
      return;
    }
    if (!promising(r, stack, at) || outdone(r, stack, at)) return;
    const next = at + words;
    for (const i of options[r] as readonly number[]) {
      if (out) return;
      if (!free(i)) continue;
      put(i, 1);
      if (lawful(i)) {
        note();
        for (let w = 0; w < words; w++) stack[next + w] = (stack[at + w] as number) | (later[i * words + w] as number);
        walk(r + 1, next);
      }
      put(i, -1);
    }
    for (let w = 0; w < words; w++) stack[next + w] = stack[at + w] as number;
    walk(r + 1, next);
  };

  for (const m of musts) put(m, 1);
  if (musts.every(lawful)) {
    note();
    if (options.filter((row) => row.length > 0).length <= MOST_ROWS) walk(0, 0);
    else if (promising(0, stack, 0)) out = true;
  }
  return { value: found ? part.fromUnits(top) : question.above, found, proven: !out };
}

/** A bound at given prices: what is in hand, and what the rows from each on can add. */
interface PricedBound {
  readonly weight: readonly Num[];
  readonly suffix: readonly Num[];
  base: Num;
}

interface Choice {
  readonly options: readonly (readonly number[])[];
  /** Before anything is chosen, the claims that must be in included only once they are put in. */
  readonly bounds: readonly { readonly level: number; readonly sets: readonly PricedBound[] }[];
}

/**
 * What is left to choose beside the claims that must be in: claims with which the bound is too low are out, and claims
 * without which it is too low are added to `musts`. Undefined if nothing can be enough.
 */
function settle(
  part: Arranged,
  lists: readonly (readonly Num[][])[],
  watched: readonly number[],
  musts: number[],
  goal: { readonly level: number; readonly top: Num; readonly need: Num | undefined },
): Choice | undefined {
  const { zero, grid, rows } = part;
  const weights = watched.map((l) => (lists[l] as readonly Num[][]).map((price) => part.items.map((_, i) => part.weigh(i, l, price))));
  const out = part.items.map((_, i) => musts.some((m) => m === i || part.excludes(m, i)));
  const isMust = part.items.map((_, i) => musts.includes(i));
  for (let a = 0; a < musts.length; a++) for (let b = 0; b < a; b++) if (part.excludes(musts[a] as number, musts[b] as number)) return undefined;
  for (;;) {
    let changed = false;
    const bounds: { level: number; sets: PricedBound[] }[] = [];
    for (let x = 0; x < watched.length; x++) {
      const l = watched[x] as number;
      const isGoal = l === goal.level;
      const target = ((isGoal ? goal.top : (goal.need as Num)) * grid) as Num;
      const tooLow = (bound: Num): boolean => (isGoal ? bound <= target : bound < target);
      const sets: PricedBound[] = [];
      for (let k = 0; k < (lists[l] as readonly Num[][]).length; k++) {
        const price = (lists[l] as readonly Num[][])[k] as readonly Num[];
        const weight = weights[x]?.[k] as readonly Num[];
        const suffix: Num[] = new Array<Num>(rows.length + 1).fill(zero);
        for (let r = rows.length - 1; r >= 0; r--) suffix[r] = ((suffix[r + 1] as Num) + most(rows[r] as readonly number[], weight, out, zero)) as Num;
        let base = zero;
        for (let p = 0; p < part.caps.length; p++) base = (base + (grid - (price[p] as Num)) * (part.caps[p] as Num)) as Num;
        sets.push({ weight, suffix, base });
        let bound = (base + (suffix[0] as Num)) as Num;
        for (const m of musts) bound = (bound + (weight[m] as Num)) as Num;
        if (tooLow(bound)) return undefined;
        for (let r = 0; r < rows.length; r++) {
          const row = rows[r] as readonly number[];
          const rest = (bound - most(row, weight, out, zero)) as Num;
          let last = -1;
          let count = 0;
          for (const i of row) {
            if (out[i]) continue;
            if (tooLow((rest + (weight[i] as Num)) as Num)) {
              out[i] = true;
              changed = true;
            } else {
              last = i;
              count++;
            }
          }
          if (count !== 1 || !tooLow(rest)) continue;
          // The row's only claim left has to be in.
          for (let i = 0; i < out.length; i++) {
            if (!part.excludes(last, i)) continue;
            if (isMust[i]) return undefined;
            out[i] = true;
          }
          out[last] = true;
          isMust[last] = true;
          musts.push(last);
          changed = true;
          break;
        }
      }
      bounds.push({ level: l, sets });
    }
    if (!changed) return { options: rows.map((row) => row.filter((i) => !out[i])), bounds };
  }
}

function most(row: readonly number[], weight: readonly Num[], out: readonly boolean[], zero: Num): Num {
  let top = zero;
  for (let j = 0; j < row.length; j++) {
    const i = row[j] as number;
    if (!out[i] && (weight[i] as Num) > top) top = weight[i] as Num;
  }
  return top;
}

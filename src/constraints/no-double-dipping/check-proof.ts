import type { Decimal } from 'decimal.js';
import { Dec } from '../../core/decimal.js';
import type { AmountLike } from '../argument.js';
import type { AmountBounds, SelectionProblem } from './types.js';

/** At minima and at maxima, in whole numbers of the smallest unit that an amount may have. */
export type Range = readonly [bigint, bigint];

/** The checker's own view of a problem, claim by claim. */
export interface Facts {
  readonly names: readonly string[];
  /** Shares of each claim, pool -1 for none. */
  readonly parts: readonly (readonly { readonly pool: number; readonly amount: Range }[])[];
  readonly excludes: readonly ReadonlySet<number>[];
  readonly caps: readonly bigint[];
}

/** Which sets of some claims to compare, and how. */
export interface Question {
  readonly claims: readonly number[];
  readonly must: readonly number[];
  /** Levels in the order in which they are compared. */
  readonly levels: readonly (0 | 1)[];
  readonly accept?: ((set: readonly number[], worth: Range) => boolean) | undefined;
}

export interface Effort {
  left: number;
}

/** Claims of which all sets are tried. */
const MOST_CLAIMS = 20;
const SCALE = new Dec('1e20');

export const unitsOf = (amount: Decimal): bigint => BigInt(new Dec(amount).times(SCALE).toFixed(0));
export const text = (units: bigint): string => new Dec(units.toString()).div(SCALE).toFixed();

const least = (a: bigint, b: bigint): bigint => (a < b ? a : b);

export function gather({ claims, pools = [], exclusive = [], stackable = [] }: SelectionProblem): Facts {
  const index = new Map(claims.map(({ id }, i) => [id, i]));
  const poolIndex = new Map(pools.map(({ id }, p) => [id, p]));
  const excludes = claims.map(() => new Set<number>());
  const set = (a: number, b: number, excluded: boolean): void => {
    for (const [x, y] of [[a, b], [b, a]] as const) excluded ? excludes[x]?.add(y) : excludes[x]?.delete(y);
  };
  const users = new Map<string, number[]>();
  claims.forEach(({ inputs = [] }, i) => {
    for (const input of new Set(inputs)) {
      const list = users.get(input) ?? [];
      list.forEach((j) => set(i, j, true));
      users.set(input, [...list, i]);
    }
  });
  for (const [a, b] of exclusive) set(index.get(a) as number, index.get(b) as number, true);
  for (const [a, b] of stackable) set(index.get(a) as number, index.get(b) as number, false);
  const rangeOf = (amount: AmountLike | AmountBounds): Range => {
    const { min, max } = typeof amount === 'object' && 'min' in amount ? amount : { min: amount, max: amount };
    return [unitsOf(new Dec(min)), unitsOf(new Dec(max))];
  };
  const caps = pools.map(({ cap }) => unitsOf(new Dec(cap)));
  const parts = claims.map(({ parts: list, pool: own, amount: all = 0 }) =>
    (list ?? [{ pool: own, amount: all }]).map(({ pool, amount }) => {
      const at = pool === undefined ? -1 : (poolIndex.get(pool) as number);
      const [lo, hi] = rangeOf(amount);
      // What goes into a pool counts up to its cap.
      return { pool: at, amount: [least(lo, caps[at] ?? lo), least(hi, caps[at] ?? hi)] as const };
    }),
  );
  return { names: claims.map(({ id }) => id), parts, excludes, caps };
}

/** What a set brings, by the definition. */
export function worth({ parts, caps }: Facts, set: readonly number[]): Range {
  const sum = (level: 0 | 1): bigint => {
    let total = 0n;
    const pooled = new Map<number, bigint>();
    for (const i of set) {
      for (const { pool, amount } of parts[i] ?? []) {
        if (pool < 0) total += amount[level];
        else pooled.set(pool, (pooled.get(pool) ?? 0n) + amount[level]);
      }
    }
    for (const [pool, amount] of pooled) total += least(amount, caps[pool] as bigint);
    return total;
  };
  return [sum(0), sum(1)];
}

/** Whether a set brings something more without a claim than it is said to bring with it. */
export const matters = (facts: Facts, set: readonly number[], own: Range, i: number): boolean => {
  const without = worth(facts, set.filter((j) => j !== i));
  return without[0] < own[0] || without[1] < own[1];
};

/**
 * The best set, by trying all: claim after claim is taken or left out, and a branch is given up if it does not become
 * better even with all that is left. `open` where that takes too long.
 */
export function bestOf(facts: Facts, { claims, must, levels, accept }: Question, effort: Effort): Range | 'open' | undefined {
  if (claims.length > MOST_CLAIMS) return 'open';
  const excludes = (i: number, j: number): boolean => (facts.excludes[i] as ReadonlySet<number>).has(j);
  const order = [...must, ...claims.filter((i) => !must.includes(i) && !must.some((j) => excludes(i, j)))];
  const alone = order.map((i) => worth(facts, [i]));
  let best: Range | undefined;
  const isBetter = (value: Range): boolean => {
    for (const level of levels) if (best !== undefined && value[level] !== best[level]) return value[level] > best[level];
    return best === undefined;
  };
  const visit = (at: number, set: readonly number[]): void => {
    if (effort.left-- < 0) return;
    const own = worth(facts, set);
    const most = alone.slice(at).reduce<Range>((sum, value) => [sum[0] + value[0], sum[1] + value[1]], own);
    if (!isBetter(most)) return;
    if (at === order.length) {
      if (accept === undefined || accept(set, own)) best = own;
      return;
    }
    const i = order[at] as number;
    if (!set.some((j) => excludes(i, j))) visit(at + 1, [...set, i]);
    if (at >= must.length) visit(at + 1, set);
  };
  visit(0, []);
  return effort.left < 0 ? 'open' : best;
}

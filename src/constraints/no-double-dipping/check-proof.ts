import { Dec } from '../../core/decimal.js';
import type { ReadProblem } from './read.js';
import type { SelectionProblem } from './types.js';

/**
 * The checker's own view of a problem, and its proof by trying all sets: whole numbers of the smallest unit that an amount
 * may have, exclusions read off the problem pair by pair, and values added up by the definition.
 *
 *     1a 9 or 1b 20, with 5b 5 beside either; 1b and 5b in a pool of 23
 *     1a 5b 14, 1a alone at most 14, 1b 5b 23, then nothing can be better: with 5b alone at most 5
 */

/** At minima and at maxima. */
export type Range = readonly [bigint, bigint];

export interface Facts {
  readonly names: readonly string[];
  /** Shares of each claim, pool -1 for none; what goes into a pool counts up to its cap. */
  readonly shares: readonly (readonly { readonly pool: number; readonly amount: Range }[])[];
  readonly excludes: readonly ReadonlySet<number>[];
  readonly caps: readonly bigint[];
}

/** Which sets of some claims to compare: all with `must`, by the levels in their order, and of a kind. */
interface Question {
  readonly claims: readonly number[];
  readonly must: readonly number[];
  readonly levels: readonly (0 | 1)[];
  readonly isMeant?: ((set: readonly number[], worth: Range) => boolean) | undefined;
}

/** Claims of which all sets are tried. */
const MOST_CLAIMS = 20;
const SCALE = new Dec('1e20');

export const unitsOf = (amount: Dec): bigint => BigInt(amount.times(SCALE).toFixed(0));
export const text = (units: bigint): string => new Dec(units.toString()).div(SCALE).toFixed();

const least = (a: bigint, b: bigint): bigint => (a < b ? a : b);

export function gather({ claims, exclusive = [], stackable = [] }: SelectionProblem, { ids, index, claims: read, caps: limits }: ReadProblem): Facts {
  const excludes = ids.map(() => new Set<number>());
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
  const caps = limits.map(unitsOf);
  const held = (amount: Dec, pool: number): bigint => least(unitsOf(amount), caps[pool] ?? unitsOf(amount));
  const shares = read.map(({ parts }) => parts.map(({ pool, lo, hi }) => ({ pool, amount: [held(lo, pool), held(hi, pool)] as const })));
  return { names: ids, shares, excludes, caps };
}

/** The claims in parts: exclusions, and pools that their users can exceed together, tie the claims of one to each other. */
export function partsOf({ excludes, shares, caps }: Facts, claims: readonly number[]): number[][] {
  const users = caps.map((): number[] => []);
  const room = [...caps];
  for (const i of claims) {
    for (const { pool, amount } of shares[i] ?? []) {
      if (pool < 0) continue;
      users[pool]?.push(i);
      room[pool] = (room[pool] as bigint) - amount[1];
    }
  }
  const left = new Set(claims);
  return claims.flatMap((first) => {
    if (!left.delete(first)) return [];
    const part = [first];
    const reach = (list: Iterable<number>): void => {
      for (const j of list) if (left.delete(j)) part.push(j);
    };
    for (const i of part) {
      reach(excludes[i] ?? []);
      // The users of a pool are reached once.
      for (const { pool } of shares[i] ?? []) if (pool >= 0 && (room[pool] as bigint) < 0n) reach(users[pool]?.splice(0) ?? []);
    }
    return [part.sort((a, b) => a - b)];
  });
}

/** What a set brings, by the definition. */
export function worth({ shares, caps }: Facts, set: readonly number[]): Range {
  const sum = (level: 0 | 1): bigint => {
    let total = 0n;
    const pooled = new Map<number, bigint>();
    for (const i of set) {
      for (const { pool, amount } of shares[i] ?? []) {
        if (pool < 0) total += amount[level];
        else pooled.set(pool, (pooled.get(pool) ?? 0n) + amount[level]);
      }
    }
    for (const [pool, amount] of pooled) total += least(amount, caps[pool] as bigint);
    return total;
  };
  return [sum(0), sum(1)];
}

/** Whether a set that is worth so much brings less without a claim. */
export const matters = (facts: Facts, set: readonly number[], own: Range, i: number): boolean => {
  const without = worth(facts, set.filter((j) => j !== i));
  return without[0] < own[0] || without[1] < own[1];
};

/**
 * The best set, by trying all: claim after claim is taken or left out, and a branch is given up if it does not become
 * better even with all that is left. `open` where that takes too long.
 */
export function bestOf(facts: Facts, { claims, must, levels, isMeant }: Question, effort: { left: number }): Range | 'open' | undefined {
  if (claims.length > MOST_CLAIMS) return 'open';
  const excludes = (i: number, j: number): boolean => (facts.excludes[i] as ReadonlySet<number>).has(j);
  const order = [...must, ...claims.filter((i) => !must.includes(i) && !must.some((j) => excludes(i, j)))];
  const alone = order.map((i) => worth(facts, [i]));
  let best: Range | undefined;
  const isBetter = (value: Range): boolean => {
    const level = levels.find((l) => best !== undefined && value[l] !== best[l]);
    return best === undefined || (level !== undefined && value[level] > best[level]);
  };
  const visit = (at: number, set: readonly number[]): void => {
    if (effort.left-- < 0) return;
    const own = worth(facts, set);
    if (!isBetter(alone.slice(at).reduce<Range>((sum, value) => [sum[0] + value[0], sum[1] + value[1]], own))) return;
    if (at === order.length) {
      if (isMeant === undefined || isMeant(set, own)) best = own;
      return;
    }
    const i = order[at] as number;
    if (!set.some((j) => excludes(i, j))) visit(at + 1, [...set, i]);
    if (at >= must.length) visit(at + 1, set);
  };
  visit(0, []);
  return effort.left < 0 ? 'open' : best;
}

import { Dec } from '../../core/decimal.js';
import { listUnder } from '../../core/groups.js';
import type { ReadProblem } from './read.js';
import type { SelectionProblem } from './types.js';

/**
 * The checker's own view of a problem, and its proof by trying all sets: whole numbers of the smallest unit that an amount
 * may have, exclusions read off the problem pair by pair, and values added up by the definition.
 *
 *     1a 9 or 1b 20, with 5b 5 beside either; 1b and 5b in a pool of 23
 *     1a 5b 14, 1a alone at most 14, 1b 5b 23, then nothing can be better: with 5b alone at most 5
 */

/** At minima and at maxima, compared in that order. */
export type Range = readonly [bigint, bigint];

/** What a claim brings in pools, or in none (-1). */
type Shares = readonly { readonly pool: number; readonly amount: Range }[];

export interface Facts {
  readonly shares: readonly Shares[];
  readonly excludes: readonly ReadonlySet<number>[];
  readonly caps: readonly bigint[];
}

/** Claims of which all sets are tried. */
const MOST_CLAIMS = 20;
const SCALE = new Dec('1e20');

export const unitsOf = (amount: Dec): bigint => BigInt(amount.times(SCALE).toFixed(0));
export const text = (units: bigint): string => new Dec(units.toString()).div(SCALE).toFixed();

export function gather({ claims, exclusive = [], stackable = [] }: SelectionProblem, { index, claims: read, caps: limits }: ReadProblem): Facts {
  const excludes = claims.map(() => new Set<number>());
  const users = new Map<string, number[]>();
  claims.forEach(({ inputs = [] }, i) => {
    for (const input of inputs) listUnder(users, input).push(i);
  });
  for (const list of users.values()) for (const i of list) for (const j of list) if (i !== j) (excludes[i] as Set<number>).add(j);
  for (const [pairs, change] of [[exclusive, 'add'], [stackable, 'delete']] as const) {
    for (const [a, b] of [...pairs, ...pairs.map(([x, y]) => [y, x] as const)]) (excludes[index.get(a) as number] as Set<number>)[change](index.get(b) as number);
  }
  const shares = read.map(({ parts }) => parts.map(({ pool, lo, hi }) => ({ pool, amount: [unitsOf(lo), unitsOf(hi)] as const })));
  return { shares, excludes, caps: limits.map(unitsOf) };
}

/** The same with all amounts at their maxima. */
export const atMaxima = (facts: Facts): Facts => ({ ...facts, shares: facts.shares.map((own) => own.map(({ pool, amount: [, most] }) => ({ pool, amount: [most, most] }))) });

/** The claims in parts: exclusions, and pools that their users can exceed together, tie the claims of one to each other. */
export function partsOf({ excludes, shares, caps }: Facts, claims: readonly number[]): number[][] {
  const users = new Map<number, number[]>();
  const room = [...caps];
  for (const i of claims) {
    for (const { pool, amount } of shares[i] as Shares) {
      if (pool < 0) continue;
      listUnder(users, pool).push(i);
      room[pool] = (room[pool] as bigint) - amount[1];
    }
  }
  const left = new Set(claims);
  return claims.flatMap((first) => {
    if (!left.delete(first)) return [];
    const part = [first];
    const reach = (j: number): void => void (left.delete(j) && part.push(j));
    for (const i of part) {
      (excludes[i] as ReadonlySet<number>).forEach(reach);
      // The users of a pool are reached once.
      for (const { pool } of shares[i] as Shares) if ((room[pool] ?? 0n) < 0n) listUnder(users, pool).splice(0).forEach(reach);
    }
    return [part];
  });
}

/** What a set brings, by the definition. */
export function worth({ shares, caps }: Facts, set: readonly number[]): Range {
  const sum = (end: 0 | 1): bigint => {
    let total = 0n;
    const pooled = new Map<number, bigint>();
    for (const i of set) for (const { pool, amount } of shares[i] as Shares) pooled.set(pool, (pooled.get(pool) ?? 0n) + amount[end]);
    for (const [pool, amount] of pooled) {
      const cap = caps[pool] ?? amount;
      total += amount < cap ? amount : cap;
    }
    return total;
  };
  return [sum(0), sum(1)];
}

/** Whether a set would bring less without a claim. */
export const bringsMore = (facts: Facts, set: readonly number[], i: number): boolean => {
  const [all, without] = [worth(facts, set), worth(facts, set.filter((j) => j !== i))];
  return all[0] > without[0] || all[1] > without[1];
};

export const isMore = (a: Range, b: Range): boolean => (a[0] === b[0] ? a[1] > b[1] : a[0] > b[0]);

/**
 * The best set of some claims that has all of `must` and is of a kind, by trying all: claim after claim is taken or left
 * out, and a branch is given up if it does not become better even with all that is left. `open` where that takes too long.
 */
export function bestOf(
  facts: Facts,
  claims: readonly number[],
  must: readonly number[],
  effort: { left: number },
  isMeant = (_set: readonly number[], _own: Range): boolean => true,
): Range | 'open' | undefined {
  if (claims.length > MOST_CLAIMS) return 'open';
  const excludes = (i: number, j: number): boolean => (facts.excludes[i] as ReadonlySet<number>).has(j);
  const order = [...must, ...claims.filter((i) => !must.includes(i))];
  const alone = order.map((i) => worth(facts, [i]));
  let best: Range | undefined;
  const visit = (at: number, set: readonly number[]): void => {
    if (effort.left-- < 0) return;
    const own = worth(facts, set);
    const most = alone.slice(at).reduce<Range>((sum, value) => [sum[0] + value[0], sum[1] + value[1]], own);
    if (best !== undefined && !isMore(most, best)) return;
    if (at === order.length) {
      if (isMeant(set, own)) best = own;
      return;
    }
    const i = order[at] as number;
    if (!set.some((j) => excludes(i, j))) visit(at + 1, [...set, i]);
    if (at >= must.length) visit(at + 1, set);
  };
  visit(0, []);
  return effort.left < 0 ? 'open' : best;
}

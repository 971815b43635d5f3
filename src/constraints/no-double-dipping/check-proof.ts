import { Dec } from '../../core/decimal.js';
import { byKey, unionFind } from '../../core/groups.js';
import type { ReadProblem, ReadQuestion } from './read.js';
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

/** A part of the claims, with those of it that must be chosen and those that were. */
export interface Part {
  readonly claims: readonly number[];
  readonly must: readonly number[];
  readonly chosen: readonly number[];
}

/** Claims of which all sets are tried. */
const MOST_CLAIMS = 20;
const SCALE = new Dec('1e20');

export const unitsOf = (amount: Dec): bigint => BigInt(amount.times(SCALE).toFixed(0));
export const decimalText = (units: bigint): string => new Dec(units.toString()).div(SCALE).toFixed();
export const inWords = ([min, max]: Range): string => `${decimalText(min)} at minima, ${decimalText(max)} at maxima`;
export const minus = (a: Range, b: Range): Range => [a[0] - b[0], a[1] - b[1]];
export const isMore = (a: Range, b: Range): boolean => (a[0] === b[0] ? a[1] > b[1] : a[0] > b[0]);

export function gather({ claims, exclusive = [], stackable = [] }: SelectionProblem, { index, claims: read, caps }: ReadProblem): Facts {
  const excludes = claims.map(() => new Set<number>());
  const uses = claims.flatMap(({ inputs = [] }, i) => inputs.map((input) => ({ input, i })));
  for (const users of byKey(uses, ({ input }) => input).values()) {
    for (const { i } of users) for (const { i: j } of users) if (i !== j) (excludes[i] as Set<number>).add(j);
  }
  for (const [pairs, change] of [[exclusive, 'add'], [stackable, 'delete']] as const) {
    for (const [a, b] of [...pairs, ...pairs.map(([x, y]) => [y, x] as const)]) (excludes[index.get(a) as number] as Set<number>)[change](index.get(b) as number);
  }
  const shares = read.map(({ parts }) => parts.map(({ pool, lo, hi }) => ({ pool, amount: [unitsOf(lo), unitsOf(hi)] as const })));
  return { shares, excludes, caps: caps.map(unitsOf) };
}

/** The same with all amounts at their maxima. */
export const atMaxima = (facts: Facts): Facts => ({ ...facts, shares: facts.shares.map((own) => own.map(({ pool, amount: [, most] }) => ({ pool, amount: [most, most] }))) });

/** What can be chosen, in parts: exclusions, and pools that their users can exceed together, tie the claims of one to each other. */
export function partsOf(facts: Facts & Pick<ReadQuestion, 'required' | 'excluded'>, chosen: readonly number[]): Part[] {
  const { excludes, shares, caps, required, excluded } = facts;
  const [must, out, set] = [new Set(required), new Set(excluded), new Set(chosen)];
  const claims = shares.map((_, i) => i).filter((i) => !out.has(i) && (must.has(i) || bringsMore(facts, [i], i)));
  const { find, join } = unionFind(shares.length);
  const open = new Set(claims);
  for (const i of claims) for (const j of excludes[i] as ReadonlySet<number>) if (open.has(j)) join(i, j);
  const payments = claims.flatMap((i) => (shares[i] as Shares).map((share) => ({ ...share, i })));
  for (const [pool, list] of byKey(payments, (share) => share.pool)) {
    const most = list.reduce((sum, { amount }) => sum + amount[1], 0n);
    if (most > (caps[pool] ?? most)) list.forEach((share, k) => join(share.i, (list[k - 1] ?? share).i));
  }
  return [...byKey(claims, find).values()].map((part) => ({ claims: part, must: part.filter((i) => must.has(i)), chosen: part.filter((i) => set.has(i)) }));
}

/** What a set brings, by the definition. */
export function worth({ shares, caps }: Facts, set: readonly number[]): Range {
  const at = (end: 0 | 1): bigint => {
    const sums = new Map<number, bigint>();
    for (const i of set) for (const { pool, amount } of shares[i] as Shares) sums.set(pool, (sums.get(pool) ?? 0n) + amount[end]);
    let total = 0n;
    for (const [pool, sum] of sums) {
      const cap = caps[pool] ?? sum;
      total += sum < cap ? sum : cap;
    }
    return total;
  };
  return [at(0), at(1)];
}

/** Whether a set would bring less without a claim. */
export const bringsMore = (facts: Facts, set: readonly number[], i: number): boolean => isMore(worth(facts, set), worth(facts, set.filter((j) => j !== i)));

/**
 * What the best set of a part that has all of `must` and is of a kind brings less than the chosen one: below nothing where
 * it is better. By trying all: claim after claim is taken or left out, and a branch is given up if it does not become better
 * even with all that is left. Undefined where there is none, or where that takes too long.
 */
export function lossIn(facts: Facts, { claims, must, chosen }: Part, effort: { left: number }, isMeant: (set: readonly number[]) => boolean = () => true): Range | undefined {
  if (claims.length > MOST_CLAIMS) return undefined;
  const rest = claims.filter((i) => !must.includes(i));
  const alone = rest.map((i) => worth(facts, [i]));
  let best: Range | undefined;
  const visit = (at: number, set: readonly number[]): void => {
    if (effort.left-- < 0) return;
    const own = worth(facts, set);
    const most = alone.slice(at).reduce((sum, value) => [sum[0] + value[0], sum[1] + value[1]], own);
    if (best !== undefined && !isMore(most, best)) return;
    const i = rest[at];
    if (i === undefined) {
      if (isMeant(set)) best = own;
      return;
    }
    if (!set.some((j) => (facts.excludes[i] as ReadonlySet<number>).has(j))) visit(at + 1, [...set, i]);
    visit(at + 1, set);
  };
  visit(0, must);
  return effort.left < 0 || best === undefined ? undefined : minus(worth(facts, chosen), best);
}

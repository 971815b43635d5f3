import { masksOf, maximalSets as maskSets } from '../constraints/no-double-dipping/list.js';
import { isEarlier } from '../constraints/no-double-dipping/part.js';
import type { IndexedSelection } from '../constraints/no-double-dipping/solve.js';
import { type IndexedProblem, type WholeProblem, compare as compareWorth, inWholeUnits, lesser, worthOf } from '../constraints/no-double-dipping/units.js';
import { type Dec, ZERO, compare } from '../core/decimal.js';
import { byKey } from '../core/groups.js';
import { exactly } from '../core/span.js';
import type { Claim, Contest } from './contest.js';

/**
 * While amounts are open, which choices can turn out best? A choice can if it does with its own amounts
 * at their highest and all others at their least: there it stands best against every other. Where open
 * amounts share a full cap that is no longer so: 375 and 100 of leases under a cap of 500 may both be
 * taken, though neither is beside 500 or beside nothing. There a choice is named if it can be as good as
 * each other one, somewhere: too many rather than too few.
 */

/** Beyond that many alternatives the choices are not listed. */
const MOST_CLAIMS = 24;
const MOST_CHOICES = 64;

/** Beyond that many contracts of unknown part the choices are not listed either; what is open otherwise is tried at both ends up to that many. */
const MOST_OPEN = 4;

/** A set of claims that can turn out best, and whether it can bring more than the chosen one: as much turns no choice. */
export interface Winner {
  readonly set: ReadonlySet<number>;
  readonly leads: boolean;
}

/** The sets that can turn out best, the chosen one first; undefined where there are too many to list. */
export function winners(contest: Contest, chosen: ReadonlySet<number>): readonly Winner[] | undefined {
  const open = [...new Set(contest.onlyAtLeast.map(([contract]) => contract))];
  if (open.length > MOST_OPEN) return undefined;
  const turns = turnsBetween(contest);
  // Awards beyond those that are tried are taken to open piece by piece, which names too many choices rather than too few.
  const whole = turns ? [] : contest.openWhole.slice(0, MOST_OPEN - open.length);
  const out = new Map<string, Winner>([[keyOf(chosen), { set: chosen, leads: false }]]);
  // A contract of unknown part may take nothing from a base, or so much that one of the two is not worth having.
  for (let tried = 0; tried < 2 ** (open.length + whole.length); tried += 1) {
    const isSo = (i: number): boolean => (tried & (1 << i)) !== 0;
    const onlyAtLeast = contest.onlyAtLeast.filter(([contract]) => !isSo(open.indexOf(contract)));
    const given = new Map(whole.map((pool, i) => [pool, isSo(open.length + i)]));
    const problem = given.size === 0 ? contest.problem : atEnds(contest.problem, (_claim, pool) => given.get(pool));
    const among = { ...contest, onlyAtLeast, problem };
    const units = inWholeUnits(problem);
    const found = turns ? maximalSets(among) : winnersAmong(among, units);
    if (found === undefined || out.size > MOST_CHOICES) return undefined;
    for (const set of found) {
      const key = keyOf(set);
      out.set(key, { set, leads: out.get(key)?.leads === true || lead(units, set, chosen) > 0n });
    }
  }
  return [...out.values()];
}

/** A problem with some amounts at one end: at their highest where `isHigh`, at their least where not, as they are where it does not say. */
export const atEnds = (problem: IndexedProblem, isHigh: (claim: number, pool: number) => boolean | undefined): IndexedProblem => ({
  ...problem,
  claims: problem.claims.map(({ parts }, i) => ({
    parts: parts.map((part) => {
      const high = isHigh(i, part.pool);
      return high === undefined ? part : { ...part, ...exactly(high ? part.hi : part.lo) };
    }),
  })),
});

/**
 * Whether an unknown part between nothing and all may turn the choice though neither end does: where a base may exceed its
 * cap, and so loses nothing by the first machines that go to the contract, while a rival of it loses by each of them, or
 * while another contract, beside none of the part or all of it, is worth taking and in between is not. Then every choice is named.
 */
function turnsBetween({ claims, takers, problem, onlyAtLeast }: Contest): boolean {
  const pieces = new Set(onlyAtLeast.map(([, piece]) => piece));
  const meets = (i: number): boolean => problem.neighbours[i]?.some((j) => pieces.has(j)) === true || (takers.get((claims[i] as Claim).stake) ?? []).length > 1;
  const turning = [...pieces].filter(meets);
  if (turning.length === 0) return false;
  const isOver = overCaps(problem);
  return turning.some((i) => problem.claims[i]?.parts.some(({ pool }) => isOver[pool] === true));
}

const keyOf = (set: ReadonlySet<number>): string => [...set].sort((a, b) => a - b).join();

/** The sets that can turn out best where the open parts in `onlyAtLeast` exclude nothing and all other open parts do. */
function winnersAmong(contest: Contest, units: WholeProblem): ReadonlySet<number>[] | undefined {
  const sets = maximalSets(contest);
  if (sets === undefined) return undefined;
  if (sharesOpenly(contest)) return sets.filter((set) => sets.every((other) => lead(units, set, other) >= 0n));
  // Sets with the same open claims stand against the same values.
  const isOpen = contest.problem.claims.map(({ parts }) => parts.some(({ lo, hi }) => lo !== hi));
  const alike = byKey(sets, (set) => [...set].filter((i) => isOpen[i]).join());
  return [...alike.values()].flatMap((among) => {
    const [set] = among as [ReadonlySet<number>];
    const best = bestOf(atEnds(contest.problem, (i) => set.has(i)), sets);
    return among.includes(best) ? [best] : [];
  });
}

/** The best of some sets: at the least amounts, then at the highest, then with the fewest claims that bring something, then the first in order. */
function bestOf(problem: IndexedProblem, sets: readonly ReadonlySet<number>[]): ReadonlySet<number> {
  const whole = inWholeUnits(problem);
  const valued = sets.map((set) => ({ set, worth: worthOf(whole, [...set]) }));
  return valued.reduce((top, other) => {
    const more = compareWorth(other.worth, top.worth);
    return more > 0 || (more === 0 && isEarlier(lean(whole, other.set), lean(whole, top.set))) ? other : top;
  }).set;
}

/** A set, in order, without the claims that bring nothing, at the highest amounts. */
function lean(problem: WholeProblem, set: ReadonlySet<number>): readonly number[] {
  let kept: readonly number[] = [...set];
  const { hi } = worthOf(problem, kept);
  for (const i of kept.slice().reverse()) {
    const without = kept.filter((j) => j !== i);
    if (worthOf(problem, without).hi === hi) kept = without;
  }
  return kept;
}

/** Whether open amounts share a cap that they can reach together: then none of them counts by itself. */
export function sharesOpenly({ problem }: Contest): boolean {
  const isOver = overCaps(problem);
  return problem.claims.some(({ parts }) => parts.some(({ pool, lo, hi }) => lo !== hi && isOver[pool] === true));
}

/** Of each cap, whether all that falls under it comes to more. */
function overCaps({ claims, caps }: Contest['problem']): readonly boolean[] {
  const reached = caps.map(() => ZERO);
  for (const { parts } of claims) for (const { pool, hi } of parts) if (pool >= 0) reached[pool] = (reached[pool] as Dec).plus(hi);
  return reached.map((sum, pool) => compare(sum, caps[pool] as Dec) > 0);
}

/**
 * What a set can bring more than another, at the most: what only the first has at its highest, what only the other has at its
 * least, and what both have in a pool at the end at which the cap takes less from the first.
 */
function lead({ claims, caps }: WholeProblem, set: ReadonlySet<number>, other: ReadonlySet<number>): bigint {
  let ahead = 0n;
  const pools = new Map<number, { own: bigint; theirs: bigint; least: bigint; most: bigint }>();
  claims.forEach((shares, i) => {
    const [isOwn, isTheirs] = [set.has(i), other.has(i)];
    if (!isOwn && !isTheirs) return;
    for (const { pool, lo, hi } of shares) {
      if (pool < 0) {
        ahead += isOwn === isTheirs ? 0n : isOwn ? hi : -lo;
        continue;
      }
      const sums = pools.get(pool) ?? { own: 0n, theirs: 0n, least: 0n, most: 0n };
      if (!isTheirs) sums.own += hi;
      else if (!isOwn) sums.theirs += lo;
      else [sums.least, sums.most] = [sums.least + lo, sums.most + hi];
      pools.set(pool, sums);
    }
  });
  for (const [pool, { own, theirs, least, most }] of pools) {
    const both = own > theirs ? least : most;
    const held = (sum: bigint): bigint => lesser(sum, caps[pool] as bigint);
    ahead += held(own + both) - held(theirs + both);
  }
  return ahead;
}

/**
 * The best set by listing all of them, exactly, with all amounts at one end: for contests whose amounts
 * have too many digits for the solver's whole numbers. Undefined where there are too many to list.
 */
export function bestListed(contest: Contest): Pick<IndexedSelection, 'chosen' | 'bestHigh' | 'optimal'> | undefined {
  const atLeast = maximalSets({ ...contest, onlyAtLeast: [] });
  const atMost = maximalSets(contest);
  if (atLeast === undefined || atMost === undefined) return undefined;
  const { problem } = contest;
  const chosen = bestOf(problem, atLeast);
  return { chosen: lean(inWholeUnits(problem), chosen), bestHigh: [...bestOf(atEnds(problem, () => true), atMost)], optimal: true };
}

/** What excludes each claim at the highest amounts, where open parts exclude nothing. */
export function neighboursAtMost({ problem, onlyAtLeast }: Contest): Contest['problem']['neighbours'] {
  const lifted = new Set(onlyAtLeast.flatMap(([a, b]) => [`${a} ${b}`, `${b} ${a}`]));
  return problem.neighbours.map((of, i) => of.filter((j) => !lifted.has(`${i} ${j}`)));
}

/**
 * All sets to which nothing can be added, at the highest amounts, where open parts exclude nothing: those with the first claim
 * before those without it, and so on. Undefined where there are too many to list.
 */
export function maximalSets(contest: Contest): ReadonlySet<number>[] | undefined {
  const claims = [...contest.claims.keys()];
  if (claims.length > MOST_CLAIMS) return undefined;
  const neighbours = neighboursAtMost(contest);
  const sets = maskSets(masksOf(claims, (i) => neighbours[i] as readonly number[]), 2 ** claims.length - 1, 0, MOST_CHOICES);
  const isFirst = (a: number, b: number): boolean => (a & (a ^ b) & -(a ^ b)) !== 0;
  if (sets.length > MOST_CHOICES) return undefined;
  return sets.sort((a, b) => (isFirst(a, b) ? -1 : 1)).map((set) => new Set(claims.filter((i) => (set & (1 << i)) !== 0)));
}

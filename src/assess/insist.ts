import type { IndexedSelection } from '../constraints/no-double-dipping/solve.js';
import type { IndexedProblem, Share } from '../constraints/no-double-dipping/units.js';
import type { Dec } from '../core/decimal.js';
import { sum } from '../core/span.js';
import type { Stake } from './claims.js';
import { type Claim, type Contest, payoutsOf } from './contest.js';
import type { Award } from './determine.js';

/**
 * Which claims of a contest an election insists on: the best that pay every award of it, in full or in part. Where no choice
 * pays all of them, those that no other of it excludes, so that the rest can be refused by what it may not stand beside.
 */

/** What an election insists on in a contest. */
interface Insisted {
  readonly on: readonly number[];
  /** Whether they are the best that pay everything elected, or else that nothing pays all of it. */
  readonly proven: boolean;
  /** Whether an award that is insisted on may turn out not to count. */
  readonly mayFall: boolean;
}

export const NOTHING_INSISTED: Insisted = { on: [], proven: true, mayFall: false };

export function insistIn(contest: Contest, solve: (problem: IndexedProblem) => IndexedSelection): Insisted {
  const awards = new Set(contest.stakes.flatMap((s) => s.awards));
  const { chosen, optimal: proven } = solve(payingMost(contest));
  const paysAll = new Set(payoutsOf(contest, new Set(chosen)).flatMap((p) => p.awards)).size === awards.size;
  return { on: paysAll ? chosen : insistedOn(contest), proven, mayFall: [...awards].some((a) => a.determination.status === 'undetermined') };
}

/**
 * The question which of the choices that pay most awards is best: each award, paid in full or in part, counts once for more
 * than all of the money together.
 */
function payingMost({ claims, problem, takers }: Contest): IndexedProblem {
  const more = sum(problem.claims.flatMap(({ parts }) => parts)).hi.ceil().plus(1);
  const caps = [...problem.caps];
  const counts = new Map<Award, Share<Dec>>();
  const countOf = (award: Award): Share<Dec> => {
    const count = counts.get(award) ?? { pool: caps.push(more) - 1, lo: more, hi: more };
    counts.set(award, count);
    return count;
  };
  const counted = problem.claims.map(({ parts }, i) => {
    const { stake, piece } = claims[i] as Claim;
    // A base of which contracts may take all may also be left as it is.
    const brings = parts.some((p) => !p.hi.isZero()) || (piece === undefined && takers.get(stake)?.some((c) => c.open) === true);
    return { parts: brings ? [...parts, ...stake.awards.map(countOf)] : parts };
  });
  return { ...problem, claims: counted, caps };
}

/**
 * The claims that an election insists on: those that no other claim of it excludes. Of a base only the piece counts that
 * no contract can take; an award on several inputs gives way on those where another award is elected, as long as it keeps one.
 */
function insistedOn({ claims, problem }: Contest): number[] {
  const insisted = new Set(claims.flatMap((c, i) => (c.piece === undefined ? [i] : [])));
  const rivalled = (i: number): boolean => (problem.neighbours[i] as readonly number[]).some((j) => insisted.has(j));
  const stakeOf = (i: number): Stake => (claims[i] as Claim).stake;
  for (const i of [...insisted]) {
    const s = stakeOf(i);
    if (s.as !== 'base' || !rivalled(i)) continue;
    const keepsOne = [...insisted].some((j) => {
      const t = stakeOf(j);
      return t.as === 'base' && t.award === s.award && !rivalled(j);
    });
    if (keepsOne) insisted.delete(i);
  }
  return [...insisted].filter((i) => !rivalled(i));
}

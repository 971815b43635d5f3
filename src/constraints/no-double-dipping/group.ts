import { makePart, measure, type Ask, type Found, type Part, type Put, type Work } from './part.js';
import { boundsWithEach, decide, search } from './search.js';
import type { Solved, Wishes } from './solve.js';
import type { WholeProblem, Worth } from './units.js';

/**
 * A group that is too large to be listed: the best at minima, the best at maxima as a question of its own, and for the
 * runner-up the best with one displaced claim after the other.
 */
export function searchGroup(problem: WholeProblem, claims: readonly number[], { must, may }: Wishes, work: Work): Solved {
  const part = makePart(problem, claims, false);
  const required = claims.flatMap((i, k) => (must.has(i) ? [k] : []));
  const barred = new Set(required.flatMap((k) => part.near[k] as readonly number[]));
  const ask: Ask = { part, required, free: claims.flatMap((i, k) => (may(i) && !barred.has(k) ? [k] : [])) };
  const { best: found, proven, settled, bound0 } = decide(ask, undefined, work);
  // Undefined only where none is better than a known one.
  const best = found as Found;
  const namesOf = (set: readonly number[]): number[] => set.map((k) => claims[k] as number);
  const amounts = (lo: number, hi: number, { unit }: Part): Worth => ({ lo: BigInt(lo) * part.unit, hi: BigInt(hi) * unit });
  const worthOf = ({ v0, v1 }: Found): Worth => amounts(v0, part.ranged ? v1 : v0, part);
  const next = (loss: Worth | undefined, left: Work): ReturnType<Solved['next']> => {
    const second = nextBest(ask, best, loss, left);
    return second === undefined || second === 'open' ? second : { claims: namesOf(second.claims), ...worthOf(second) };
  };
  const solved = { chosen: namesOf(best.claims), worth: worthOf(best), settled: settled && !part.rounded, next };
  if (!part.ranged) return { ...solved, bestHigh: solved.chosen, bound: amounts(bound0, bound0, part), proven: proven && !part.rounded };
  const top = makePart(problem, claims, true);
  const known = measure(top, best.claims);
  const high = search({ ...ask, part: top }, known, false, work);
  return {
    ...solved,
    bestHigh: high.best === undefined ? solved.chosen : namesOf(high.best.claims),
    bound: amounts(bound0, Math.max(high.bound0, known.v0), top),
    proven: proven && high.proven && !part.rounded,
  };
}

/**
 * The best set in which a displaced claim brings something: one displaced claim after the other is insisted on. Where full
 * pools leave it without effect, one of the claims that fill them must go: the first, or it stays and the second goes, ….
 */
function nextBest(ask: Ask, best: Found, loss: Worth | undefined, work: Work): Found | 'open' | undefined {
  const { part, free } = ask;
  const chosen = new Set(best.claims);
  const near = (i: number): readonly number[] => part.near[i] as readonly number[];
  const displaced = free.filter((i) => !chosen.has(i) && near(i).some((j) => chosen.has(j)));
  const bounds = boundsWithEach(ask, work);
  const boundWith = (i: number): number => bounds.get(i) ?? Infinity;
  displaced.sort((a, b) => boundWith(b) - boundWith(a));
  // One unit below what is allowed, so that as much loss is still found.
  const floor = loss && { claims: [], v0: best.v0 - Number((loss.lo + part.unit - 1n) / part.unit), v1: part.ranged ? best.v1 - Number(loss.hi / part.unit) - 1 : -1 };
  let known: Found | undefined = floor;
  for (const i of displaced) {
    if (known !== undefined && boundWith(i) < known.v0) break;
    const dimsOf = (j: number): number[] => (part.puts[j] as readonly Put[]).map(({ dim }) => dim);
    const own = new Set(dimsOf(i));
    const asks = [insistOn(ask, i)];
    for (let next = asks.pop(); next !== undefined; next = asks.pop()) {
      work.used += (part.size + near(i).length) / 2;
      const found = decide(next, known, work);
      if (!found.proven) return 'open';
      if (found.best === undefined) continue;
      const without = measure(part, found.best.claims.filter((j) => j !== i));
      if (without.v0 < found.best.v0 || without.v1 < found.best.v1) {
        known = found.best;
        continue;
      }
      for (const j of found.best.claims) {
        if (next.required.includes(j) || !dimsOf(j).some((d) => own.has(d))) continue;
        asks.push({ ...next, free: next.free.filter((k) => k !== j) });
        next = insistOn(next, j);
      }
    }
  }
  return known === floor ? undefined : known;
}

function insistOn({ part, required, free }: Ask, i: number): Ask {
  const out = new Set([i, ...(part.near[i] as readonly number[])]);
  return { part, required: [...required, i], free: free.filter((j) => !out.has(j)) };
}

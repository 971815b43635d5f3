import { describe, expect, it } from 'vitest';
import { noDoubleDipping, type Claim } from '../../../src/constraints/no-double-dipping/index.js';
import type { Money } from '../../../src/index.js';

/** Instances of 50 to 200 claims with structures for which an exact dynamic programme exists; amounts in fen. */
function numbers(seed: number): (min: number, max: number) => number {
  let state = seed;
  return (min, max) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return min + Math.floor((state / 0x80000000) * (max - min + 1));
  };
}
const yuan = (fen: number) => `${Math.floor(fen / 100)}.${String(fen % 100).padStart(2, '0')}` as Money;
const SEEDS = [1, 2, 3];

describe('equals an exact dynamic programme to the fen', () => {
  for (const n of [50, 100, 200]) {
    it(`intervals on a line that exclude each other where they overlap, ${n} claims`, () => {
      for (const seed of SEEDS) {
        const r = numbers(seed);
        const list = Array.from({ length: n }, (_, i) => {
          const from = r(0, 999);
          return { id: `c${i}`, from, to: from + r(1, 60), fen: r(1, 1e9) };
        });
        const exclusive: [string, string][] = [];
        for (const a of list) for (const b of list) if (a.id < b.id && a.from < b.to && b.from < a.to) exclusive.push([a.id, b.id]);
        // best[t]: the most from intervals that end by t.
        const best: number[] = [0];
        for (let t = 1; t <= 1100; t++) {
          best[t] = Math.max(best[t - 1]!, ...list.filter((x) => x.to === t).map((x) => best[x.from]! + x.fen));
        }
        const s = noDoubleDipping({ claims: list.map(({ id, fen }) => ({ id, amount: yuan(fen) })), exclusive });
        const right = yuan(best[1100]!);
        // Only a graph without projects may stay open.
        if (s.optimal || n < 200) expect(s.total.max.toFixed(2)).toBe(right);
        expect(s.upperBound.gte(right) && s.total.max.lte(right)).toBe(true);
      }
    });

    it(`a random tree of exclusions, ${n} claims`, () => {
      for (const seed of SEEDS) {
        const r = numbers(seed + 10);
        const fen = Array.from({ length: n }, () => r(1, 1e9));
        const parent = fen.map((_, i) => (i === 0 ? -1 : r(Math.max(0, i - 8), i - 1)));
        const withIt = fen.slice();
        const without = fen.map(() => 0);
        for (let i = n - 1; i > 0; i--) {
          withIt[parent[i]!]! += without[i]!;
          without[parent[i]!]! += Math.max(withIt[i]!, without[i]!);
        }
        const s = noDoubleDipping({
          claims: fen.map((f, i) => ({ id: `c${i}`, amount: yuan(f), inputs: [] })),
          exclusive: parent.flatMap((p, i): [string, string][] => (p < 0 ? [] : [[`c${p}`, `c${i}`]])),
        });
        const right = yuan(Math.max(withIt[0]!, without[0]!));
        if (s.optimal || n < 200) expect(s.total.max.toFixed(2)).toBe(right);
        expect(s.upperBound.gte(right) && s.total.max.lte(right)).toBe(true);
      }
    });

    it(`alternatives per project, one of them in a shared pool, ${n} claims`, () => {
      for (const seed of SEEDS) {
        const r = numbers(seed + 20);
        const claims: Claim[] = [];
        const cap = 3000;
        // State: what the pool holds so far, up to its cap, in whole 10,000 yuan; value: the rest, in fen.
        let best: number[] = [0];
        for (let p = 0; claims.length < n; p++) {
          const alone = r(1, 5e8);
          const pooled = r(50, 900);
          claims.push({ id: `1a:${p}`, amount: yuan(alone), inputs: [`p${p}`] });
          claims.push({ id: `6b:${p}`, amount: pooled * 10_000, pool: 'K', inputs: [`p${p}`] });
          const next: number[] = [];
          best.forEach((value, held) => {
            const grown = Math.min(cap, held + pooled);
            next[held] = Math.max(next[held] ?? 0, value + alone);
            next[grown] = Math.max(next[grown] ?? 0, value);
          });
          best = next;
        }
        const right = Math.max(...Object.entries(best).map(([held, value]) => Number(held) * 1e6 + value));
        const s = noDoubleDipping({ claims, pools: [{ id: 'K', cap: `${cap}0000` }] }, { runnerUp: false });
        expect(s.total.max.toFixed(2)).toBe(yuan(right));
      }
    });
  }
});

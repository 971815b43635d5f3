import { describe, expect, it } from 'vitest';
import { checkSelection, noDoubleDipping, type SelectionProblem } from '../../../src/constraints/no-double-dipping/index.js';
import { bruteForce, unlisted } from './brute-force.js';
import { createMilp, worthInFen } from '../../bench/selection-milp.mjs';
import { consortium, entangled, leases } from './knapsacks.js';

const range = (r: { min: { toNumber(): number }; max: { toNumber(): number } }): [number, number] => [r.min.toNumber(), r.max.toNumber()];

describe('projects entangled by shared consortia and lessees', () => {
  it('are proven, and no set is better as an independent solver has it', async () => {
    const milp = await createMilp();
    for (const [projects, lessees, consortia, seed] of [[12, 3, 2, 1], [18, 3, 3, 2], [24, 6, 4, 3]] as const) {
      const problem = entangled({ projects, lessees, consortia, seed });
      const s = noDoubleDipping(problem, { runnerUp: false });
      const other = milp(problem, 60);
      expect([s.optimal, other.solved]).toEqual([true, true]);
      expect(worthInFen(problem, s.chosen)).toBe(worthInFen(problem, other.chosen));
    }
  });
});

describe('leases of a project, and tracks of a consortium', () => {
  const check = (problem: SelectionProblem): void => {
    const right = bruteForce(problem)!;
    for (const same of [problem, unlisted(problem)]) {
      const s = noDoubleDipping(same);
      expect([range(s.total), range(s.value), s.chosen]).toEqual([[right.total.min, right.total.max], [right.value.min, right.value.max], right.chosen]);
      expect(s.runnerUp && [s.runnerUp.chosen, range(s.runnerUp.value)]).toEqual(right.runnerUp && [right.runnerUp.chosen, [right.runnerUp.value.min, right.runnerUp.value.max]]);
    }
  };
  for (const ranges of [false, true]) {
    it(`equal brute force while small${ranges ? ', open amounts' : ''}`, () => {
      for (let seed = 1; seed <= 16; seed++) {
        check(leases({ count: 1 + (seed % 5), pools: 1 + (seed % 3), seed, ranges, coarse: true }));
        check(seed % 3 === 0 ? consortium({ projects: 2, leased: 1, leases: 1 + (seed % 2), seed, ranges, coarse: true }) : consortium({ projects: 1 + (seed % 4), seed, ranges, coarse: true }));
      }
    });
  }

  it('equal a dynamic programme over whole units, 30 to 200 leases', () => {
    for (const [count, seed] of [[30, 1], [60, 2], [120, 3], [200, 4]] as const) {
      const problem = leases({ count, pools: 1, seed, coarse: true });
      const amounts: Record<string, number> = Object.fromEntries(problem.claims.map((c) => [c.id, Number(c.parts?.[0]!.amount) / 1000]));
      const amount = (id: string): number => amounts[id]!;
      const [capA, capB] = problem.pools!.map((p) => Number(p.cap) / 1000) as [number, number];
      // State: what the first pool holds, clipped; value: the most in the second, clipped.
      let best = new Int32Array(capA + 1).fill(-1);
      best[Math.min(capA, amount('1b'))] = 0;
      for (let i = 0; i < count; i++) {
        const next = best.slice();
        const [a, b] = [amount(`1b.${i}`), amount(`2b.${i}`)];
        best.forEach((value, held) => {
          if (value < 0) return;
          const grown = Math.min(capA, held + a);
          next[grown] = Math.max(next[grown]!, value);
          next[held] = Math.max(next[held]!, Math.min(capB, value + b));
        });
        best = next;
      }
      const right = Math.max(...Array.from(best, (value, held) => (value < 0 ? 0 : held + value)));
      const s = noDoubleDipping(problem, { runnerUp: false });
      expect([s.optimal, s.total.max.toNumber()]).toEqual([true, right * 1000]);
    }
  });

  it('equal a dynamic programme over whole units, 30 to 200 projects', () => {
    for (const [projects, seed] of [[30, 1], [100, 2], [200, 3]] as const) {
      const problem = consortium({ projects, seed, coarse: true });
      const amount = (id: string): number => Number(problem.claims.find((c) => c.id === id)!.amount) / 1000;
      const cap = Number(problem.pools![0]!.cap) / 1000;
      let best = new Float64Array(cap + 1).fill(-1);
      best[0] = 0;
      for (let p = 0; p < projects; p++) {
        const alone = Math.max(amount(`1a:${p}`), Math.min(20_000, amount(`1b:${p}`)));
        const shared = amount(`6b:${p}`);
        const next = new Float64Array(cap + 1).fill(-1);
        best.forEach((value, held) => {
          if (value < 0) return;
          next[held] = Math.max(next[held]!, value + alone);
          const grown = Math.min(cap, held + shared);
          next[grown] = Math.max(next[grown]!, value);
        });
        best = next;
      }
      const right = Math.max(...Array.from(best, (value, held) => (value < 0 ? 0 : held + value))) * 1000;
      const s = noDoubleDipping(problem, { runnerUp: false });
      // Rates of 8, 10 and 15 % under one cap tie so often that many projects may stay open, by less than 0.001 %.
      if (s.optimal || projects < 100) expect(s.total.max.toNumber()).toBe(right);
      expect(s.total.max.toNumber()).toBeLessThanOrEqual(right);
      expect(s.total.max.toNumber()).toBeGreaterThan(right * 0.99999);
      expect(s.upperBound.toNumber()).toBeGreaterThanOrEqual(right);
    }
  });

  const big: [string, SelectionProblem][] = [
    ['30 leases, one pool', leases({ count: 30, pools: 1 })],
  ];
  for (const [name, problem] of big) {
    it(`are proven and repeatable: ${name}`, () => {
      const s = noDoubleDipping(problem, { runnerUp: false });
      expect(s.optimal).toBe(true);
      expect(noDoubleDipping(problem, { runnerUp: false }).chosen).toEqual(s.chosen);
      expect(checkSelection(problem, s)).toMatchObject({ feasible: true });
      const cut = noDoubleDipping(problem, { workLimit: 1 });
      expect(cut.total.max.lte(s.total.max) && cut.upperBound.gte(s.total.max)).toBe(true);
    });
  }

  it('10,000 in one part overflow no stack and end; without any work the set is lawful and the bound valid', () => {
    const shared = { claims: Array.from({ length: 10_000 }, (_, i) => ({ id: `c${i}`, amount: 1 + (i % 97), inputs: [`i${i >> 1}`], pool: 'P' })), pools: [{ id: 'P', cap: 9_000 }] };
    const clique = { claims: Array.from({ length: 10_000 }, (_, i) => ({ id: `c${i}`, amount: 1 + (i % 97), inputs: ['i'] })) };
    const path = { claims: Array.from({ length: 10_000 }, (_, i) => ({ id: `c${i}`, amount: 1 + (i % 97), inputs: [`i${i}`, `i${i + 1}`] })) };
    for (const problem of [shared, clique, path] as SelectionProblem[]) {
      const s = noDoubleDipping(problem);
      const cut = noDoubleDipping(problem, { workLimit: 0 });
      expect(cut.total.max.lte(s.total.max) && cut.upperBound.gte(s.total.max) && cut.work === 0).toBe(true);
    }
    expect(noDoubleDipping(shared, { runnerUp: false })).toMatchObject({ optimal: true });
    expect(noDoubleDipping(clique).chosen).toEqual(['c96']);
  });

  it.each([
    [10, 10, 4, 25, 45], [8, 10, 5, 55, 27], [9, 13, 6, 55, 27], [7, 11, 2, 32, 38],
  ])('each go into the pool of their project with %d, into one of both with %d, or into none with %d; the pools hold %d and %d', (own, both, none, capOfOwn, capOfBoth) => {
    const seven = ['0', '1', '2', '3', '4', '5', '6'];
    const claims = ['P', 'Q'].flatMap((p) => [
      { id: `1a:${p}`, amount: 40, inputs: seven.map((i) => p + i) },
      ...seven.flatMap((i) => [
        { id: `1b.${i}:${p}`, amount: own, pool: p, inputs: [p + i] }, { id: `6b.${i}:${p}`, amount: both, pool: 'K', inputs: [p + i] }, { id: `2b.${i}:${p}`, amount: none, inputs: [p + i] },
      ]),
    ]);
    // Leases of a project are alike, so that only their numbers count; a project without leases takes 40.
    const counts = (most: number): number[] => Array.from({ length: most + 1 }, (_, k) => k);
    const values = [[7, 7], [7, 0], [0, 7], [0, 0]].flatMap(([p, q]) => counts(p!).flatMap((a) => counts(q!).flatMap((b) => counts(p! + q! - a - b).map((k) =>
      Math.min(capOfOwn, own * a) + Math.min(capOfOwn, own * b) + Math.min(capOfBoth, both * k) + none * (p! + q! - a - b - k) + (p === 0 ? 40 : 0) + (q === 0 ? 40 : 0)))));
    const s = noDoubleDipping({ claims, pools: [{ id: 'P', cap: capOfOwn }, { id: 'Q', cap: capOfOwn }, { id: 'K', cap: capOfBoth }] }, { runnerUp: false });
    expect([s.optimal, s.total.max.toNumber()]).toEqual([true, Math.max(...values)]);
  });

  it('respect what is required and excluded', () => {
    const problem = leases({ count: 60, pools: 2, seed: 5 });
    const s = noDoubleDipping(problem, { required: ['2b.3', '1b.4'], excluded: ['2b.7', '1b'], runnerUp: false });
    expect(s.optimal && s.chosen.includes('2b.3') && s.chosen.includes('1b.4') && !s.chosen.includes('2b.7') && !s.chosen.includes('1b')).toBe(true);
    expect(noDoubleDipping(problem, { required: ['1a'], runnerUp: false }).chosen.some((id) => id.startsWith('1b'))).toBe(false);
  });
});

describe('many alternatives under one cap', () => {
  // 400 projects take 10 under a cap of 3,990 or 9, 8.999, 8.998, … beside it: one must leave the cap, and the first loses
  // least: 3,990 + 9 = 3,999. The next best is that the second leaves in its place, 0.001 less.
  const each = Array.from({ length: 400 }, (_, i) => i);
  const problem: SelectionProblem = {
    claims: each.flatMap((i) => [
      { id: `in.${i}`, inputs: [`p${i}`], pool: 'cap', amount: 10 },
      { id: `out.${i}`, inputs: [`p${i}`], amount: (9_000 - i) / 1_000 },
    ]),
    pools: [{ id: 'cap', cap: 3_990 }],
  };

  it('have a runner-up that is found without a search for each of them', () => {
    const s = noDoubleDipping(problem);
    expect([s.optimal, ...range(s.value)]).toEqual([true, 3_999, 3_999]);
    expect(s.chosen.filter((id) => id.startsWith('out'))).toEqual(['out.0']);
    expect(s.runnerUp?.chosen.filter((id) => id.startsWith('out'))).toEqual(['out.1']);
    expect(range(s.runnerUp!.gap)).toEqual([0.001, 0.001]);
  });
});

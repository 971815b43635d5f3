import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkSelection, noDoubleDipping, type SelectionProblem } from '../../../src/constraints/no-double-dipping/index.js';
import { bitsOf } from '../../../src/constraints/no-double-dipping/optimum.js';
import { worth } from '../../../src/constraints/no-double-dipping/climb.js';
import { branch } from '../../../src/constraints/no-double-dipping/knapsack/branch.js';
import { solveKnapsack } from '../../../src/constraints/no-double-dipping/knapsack/knapsack.js';
import { newBudget, prepare } from '../../../src/constraints/no-double-dipping/knapsack/leaf.js';
import { buildMenu } from '../../../src/constraints/no-double-dipping/knapsack/menu.js';
import { buildPart, sortRules, type Part } from '../../../src/constraints/no-double-dipping/part.js';
import { readProblem } from '../../../src/constraints/no-double-dipping/read.js';
import { split } from '../../../src/constraints/no-double-dipping/split.js';
import { bruteForce } from './brute-force.js';
import { createMilp, worthInFen } from '../../bench/selection-milp.mjs';
import { consortium, entangled, leases } from './knapsacks.js';
import { problems, SHAPES } from './problems.js';

const range = (r: { min: { toNumber(): number }; max: { toNumber(): number } }): [number, number] => [r.min.toNumber(), r.max.toNumber()];

/** The parts of a problem that have more than one claim. */
function partsOf(problem: SelectionProblem): Part[] {
  const model = readProblem(problem);
  const parts = split(model, undefined, undefined);
  const rules = sortRules(model, parts);
  return parts.groups.flatMap((group, g) => (group.length < 2 ? [] : [buildPart(model, parts, rules, g)]));
}

function isLawful(part: Part, set: readonly number[]): boolean {
  const clash = (v: number, u: number): boolean => ((part.conflicts[v * part.words + (u >>> 5)] as number) & (1 << (u & 31))) !== 0;
  return (
    set.every((v) => set.every((u) => !clash(v, u))) &&
    part.thresholds.every((t) => !set.includes(t.claim) || t.others.reduce((sum, o, k) => sum + (set.includes(o) ? t.amounts[k]! : 0), 0) <= t.slack)
  );
}

describe('branching over groups alone equals brute force on every structure', () => {
  // Free claims fall into parts of one claim each.
  for (const [name, shape] of Object.entries(SHAPES).filter(([shapeName]) => shapeName !== 'free claims')) {
    it(name, () => {
      let seen = 0;
      fc.assert(
        fc.property(problems({ ...shape, ranges: false }), (problem) => {
          for (const part of partsOf(problem)) {
            const menu = buildMenu(part, [{ level: 0, weight: 1 }], [], bitsOf(part.size, part.words, undefined), []);
            if (menu === undefined || typeof menu === 'number') continue;
            const leaf = prepare(menu);
            if (leaf === undefined) continue;
            let right = 0;
            for (let mask = 0; mask < 2 ** part.size; mask++) {
              const set = Array.from({ length: part.size }, (_, v) => v).filter((v) => mask & (1 << v));
              if (isLawful(part, set)) right = Math.max(right, worth(part, set, 0));
            }
            const { claims, value, complete } = branch(leaf.menu, leaf.price, -1, newBudget(1e7));
            expect([complete, value]).toEqual([true, right]);
            expect(isLawful(part, claims ?? [])).toBe(true);
            expect(worth(part, claims ?? [], 0)).toBe(right);
            seen += 1;
          }
        }),
        { numRuns: 60 },
      );
      expect(seen).toBeGreaterThan(0);
    });
  }
});

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

describe('the knapsack method alone equals brute force on every structure', () => {
  for (const [name, shape] of Object.entries(SHAPES)) {
    it(name, () => {
      fc.assert(
        fc.property(problems({ ...shape, ranges: true }), fc.integer({ min: 0, max: 2 }), fc.nat(), fc.nat(20), (problem, aim, pick, slack) => {
          for (const part of partsOf(problem)) {
            const objective = part.levels === 1 || aim === 0 ? [{ level: 0, weight: 1 }] : aim === 1 ? [{ level: 1, weight: 1 }] : [{ level: 0, weight: 64 }, { level: 1, weight: 1 }];
            const fixed = pick % 3 === 0 ? [pick % part.size] : [];
            const limits = pick % 4 === 0 && part.caps.length > 0 ? [{ level: 0, pool: pick % part.caps.length, slack, except: fixed[0] ?? -1 }] : [];
            const within = (set: readonly number[]): boolean =>
              limits.every(({ pool, except }) => {
                let sum = 0;
                for (const v of set) {
                  for (let k = part.start[v]!; k < part.start[v + 1]!; k++) if (v !== except && part.pool[k] === pool) sum += part.pooled[0]![k]!;
                }
                return sum <= slack;
              });
            const value = (set: readonly number[]): number => objective.reduce((sum, o) => sum + o.weight * worth(part, set, o.level), 0);
            let right = -1;
            for (let mask = 0; mask < 2 ** part.size; mask++) {
              const set = Array.from({ length: part.size }, (_, v) => v).filter((v) => mask & (1 << v));
              if (fixed.every((v) => set.includes(v)) && isLawful(part, set) && within(set)) right = Math.max(right, value(set));
            }
            const free = bitsOf(part.size, part.words, undefined);
            const answer = solveKnapsack({ part, objective, fixed, free, limits, floor: -1 }, { used: 0, limit: Infinity });
            if (answer === undefined) continue;
            expect(answer.bound).toBeGreaterThanOrEqual(right);
            if (answer.claims !== undefined) {
              expect(isLawful(part, answer.claims) && within(answer.claims)).toBe(true);
              expect(value(answer.claims)).toBe(answer.value);
            }
            expect([answer.proven, answer.value]).toEqual([true, right]);
          }
        }),
        { numRuns: 40 },
      );
    });
  }
});

describe('leases of a project, and tracks of a consortium', () => {
  const check = (problem: SelectionProblem): void => {
    const right = bruteForce(problem)!;
    for (const workLimit of [undefined, 1e9]) {
      const s = noDoubleDipping(problem, workLimit === undefined ? {} : { workLimit });
      expect([range(s.total), range(s.value), s.chosen]).toEqual([[right.total.min, right.total.max], [right.value.min, right.value.max], right.chosen]);
      expect(s.runnerUp && [s.runnerUp.chosen, range(s.runnerUp.value)]).toEqual(right.runnerUp && [right.runnerUp.chosen, [right.runnerUp.value.min, right.runnerUp.value.max]]);
    }
  };
  for (const ranges of [false, true]) {
    it(`equal brute force while small${ranges ? ', open amounts' : ''}`, () => {
      for (let seed = 1; seed <= 16; seed++) {
        check(leases({ count: 1 + (seed % 5), pools: 1 + (seed % 3), seed, ranges, coarse: true, threshold: seed % 2 === 0 }));
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
      const right = Math.max(...Array.from(best, (value, held) => (value < 0 ? 0 : held + value)));
      const s = noDoubleDipping(problem, { runnerUp: false });
      expect([s.optimal, s.total.max.toNumber()]).toEqual([true, right * 1000]);
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

  it('respect what is required and excluded', () => {
    const problem = leases({ count: 60, pools: 2, seed: 5 });
    const s = noDoubleDipping(problem, { required: ['2b.3', '1b.4'], excluded: ['2b.7', '1b'], runnerUp: false });
    expect(s.optimal && s.chosen.includes('2b.3') && s.chosen.includes('1b.4') && !s.chosen.includes('2b.7') && !s.chosen.includes('1b')).toBe(true);
    expect(noDoubleDipping(problem, { required: ['1a'], runnerUp: false }).chosen.some((id) => id.startsWith('1b'))).toBe(false);
  });
});

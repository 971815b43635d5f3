import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { noDoubleDipping, type Selection, type SelectionProblem } from '../../../src/constraints/no-double-dipping/index.js';
import { beside, problems, rename, SHAPES } from './problems.js';

const figures = (s: Selection): string[] => [s.total.min, s.total.max, s.value.min, s.value.max, ...(s.runnerUp ? [s.runnerUp.value.min, s.runnerUp.value.max] : [])].map(String);

const everything = problems({ ...SHAPES['everything']!, claims: [2, 16], ranges: true });

describe('what must not matter', () => {
  it('names', () => {
    fc.assert(
      fc.property(everything, (problem) => {
        const s = noDoubleDipping(problem);
        const renamed = noDoubleDipping(rename(problem, (id) => `renamed ${id}`));
        expect(renamed.chosen).toEqual(s.chosen.map((id) => `renamed ${id}`));
        expect(renamed.runnerUp?.chosen).toEqual(s.runnerUp?.chosen.map((id) => `renamed ${id}`));
        expect(figures(renamed)).toEqual(figures(s));
      }),
      { numRuns: 60 },
    );
  });

  it('the order of claims, but for ties', () => {
    const shuffled = everything.chain((p) => fc.tuple(fc.constant(p), fc.shuffledSubarray([...p.claims], { minLength: p.claims.length })));
    fc.assert(
      fc.property(shuffled, ([problem, claims]) => {
        const a = noDoubleDipping(problem);
        const b = noDoubleDipping({ ...problem, claims });
        expect([b.total.min, b.total.max, b.value.max, b.chosen.length].map(String)).toEqual([a.total.min, a.total.max, a.value.max, a.chosen.length].map(String));
      }),
      { numRuns: 100 },
    );
  });

  it('the order of pools, pairs and inputs, ties included', () => {
    fc.assert(
      fc.property(everything, (p) => {
        const turned: SelectionProblem = {
          claims: p.claims.map((c) => ({ ...c, ...(c.inputs ? { inputs: [...c.inputs].reverse() } : {}), ...(c.parts ? { parts: [...c.parts].reverse() } : {}) })),
          pools: [...(p.pools ?? [])].reverse(),
          stackable: (p.stackable ?? []).map(([a, b]): [string, string] => [b, a]).reverse(),
          exclusive: (p.exclusive ?? []).map(([a, b]): [string, string] => [b, a]).reverse(),
        };
        const a = noDoubleDipping(p);
        const b = noDoubleDipping(turned);
        expect([b.chosen, b.runnerUp?.chosen, ...figures(b)]).toEqual([a.chosen, a.runnerUp?.chosen, ...figures(a)]);
      }),
      { numRuns: 60 },
    );
  });

  it('whether independent parts are solved together or apart', () => {
    fc.assert(
      fc.property(everything, everything, (a, b) => {
        const apart = [noDoubleDipping(a), noDoubleDipping(b)] as const;
        const together = noDoubleDipping(beside(a, b));
        expect(together.chosen).toEqual([...apart[0].chosen, ...apart[1].chosen.map((id) => `second ${id}`)]);
        expect(together.total.max.eq(apart[0].total.max.plus(apart[1].total.max))).toBe(true);
        const gaps = apart.flatMap((s) => (s.runnerUp ? [s.runnerUp.gap.min] : []));
        expect(together.runnerUp?.gap.min.toNumber()).toBe(gaps.length === 0 ? undefined : Math.min(...gaps.map(Number)));
      }),
      { numRuns: 60 },
    );
  });

  it('a further claim never lowers the total', () => {
    fc.assert(
      fc.property(everything, (problem) => {
        const last = problem.claims[problem.claims.length - 1]!.id;
        const without = noDoubleDipping(problem, { excluded: [last] });
        const s = noDoubleDipping(problem);
        expect(s.total.min.gte(without.total.min) && s.total.max.gte(without.total.max)).toBe(true);
      }),
      { numRuns: 60 },
    );
  });
});

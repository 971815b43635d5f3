import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkSelection, explainForgone, noDoubleDipping, type Claim, type Selection, type SelectionProblem } from '../../../src/constraints/no-double-dipping/index.js';
import { bruteForce, excludesPairwise, unlisted, type BruteForce } from './brute-force.js';
import type { Money } from '../../../src/index.js';
import { beside, problems, SHAPES } from './problems.js';
import { holding } from '../../support/holding.js';

const numbers = (range: { min: { toNumber(): number }; max: { toNumber(): number } }): { min: number; max: number } => ({
  min: range.min.toNumber(),
  max: range.max.toNumber(),
});

function expectSame(selection: Selection, right: BruteForce): void {
  expect(numbers(selection.total)).toEqual(right.total);
  expect(numbers(selection.value)).toEqual(right.value);
  expect(selection.chosen).toEqual(right.chosen);
  expect(selection.optimal).toBe(true);
  expect(selection.upperBound.toNumber()).toBe(right.total.max);
  if (right.runnerUp === undefined) expect(selection.runnerUp).toBeUndefined();
  else {
    expect(selection.runnerUp?.chosen).toEqual(right.runnerUp.chosen);
    expect(numbers(selection.runnerUp!.value)).toEqual(right.runnerUp.value);
    expect(selection.runnerUp!.gap.min.toNumber()).toBe(right.value.min - right.runnerUp.value.min);
    expect(selection.runnerUp!.gap.max.toNumber()).toBe(right.value.max - right.runnerUp.value.max);
  }
}

describe('the selection equals brute force', () => {
  for (const [name, shape] of Object.entries(SHAPES)) {
    for (const ranges of [false, true]) {
      it(`${name}${ranges ? ', open amounts' : ''}`, () => {
        fc.assert(
          fc.property(problems({ ...shape, ranges }), (problem) => {
            const right = bruteForce(problem)!;
            // Few claims are listed; the same among more is searched, by prices and lists of states.
            for (const same of [problem, unlisted(problem)]) {
              expectSame(noDoubleDipping(same), right);
              expect(noDoubleDipping(same, { runnerUp: false }).chosen).toEqual(right.chosen);
            }
          }),
          { numRuns: 60 },
        );
      });
    }
  }

  // Beyond twelve claims that bring something a part is taken apart at its hubs as well.
  for (const name of ['everything', 'many ties', 'pools, parts and exclusions', 'pools only', 'one input with stackable pairs'] as const) {
    it(`${name}, more claims than are listed`, () => {
      fc.assert(
        fc.property(problems({ ...SHAPES[name]!, claims: [13, 14], ranges: true }), (problem) => expectSame(noDoubleDipping(problem), bruteForce(problem)!)),
        { numRuns: 25 },
      );
    });
  }

  it('two parts that are searched apart, the runner-up in that which loses least', () => {
    for (const name of ['inputs shared in twos', 'everything', 'many ties'] as const) {
      const part = problems({ ...SHAPES[name]!, claims: [2, 5], ranges: true });
      fc.assert(
        fc.property(part, part, (a, b) => expectSame(noDoubleDipping(beside(unlisted(a), unlisted(b))), bruteForce(beside(a, b))!)),
        { numRuns: 60 },
      );
    }
  });

  it('a displaced claim that full pools leave without effect: what fills them must go', () => {
    const inPool = (id: string, amount: number): Claim => ({ id, amount, pool: 'P' });
    const around = (...fillers: Claim[]): SelectionProblem =>
      ({ claims: [...fillers, { id: 'y', amount: 5, pool: 'P', inputs: ['i'] }, { id: 'z', amount: 6, inputs: ['i'] }], pools: [{ id: 'P', cap: 10 }] });
    for (const of of [(p: SelectionProblem) => p, unlisted]) {
      const second = (...fillers: Claim[]): unknown => {
        const { chosen, runnerUp } = noDoubleDipping(of(around(...fillers)));
        return [chosen, runnerUp?.chosen, runnerUp?.gap.min.toNumber()];
      };
      // Beside x, y adds nothing to the 10 of the pool: alone it brings 5, and 11 less than x and z.
      expect(second(inPool('x', 10))).toEqual([['x', 'z'], ['y'], 11]);
      expect(second({ id: 'x', parts: [{ pool: 'P', amount: 10 }, { amount: 1 }] })).toEqual([['x', 'z'], ['y'], 12]);
      // Of two 6 either may stay: 6 and 4 of the 5 are 10, and w, x and z 16.
      expect(second(inPool('w', 6), inPool('x', 6))).toEqual([['w', 'x', 'z'], ['w', 'y'], 6]);
      // Of 10 and 7 the 7: with 3 of the 5 it is 10.
      expect(second(inPool('w', 10), inPool('x', 7))).toEqual([['w', 'z'], ['x', 'y'], 6]);
    }
  });

  it('what fills one pool may pay into another as well: without it the other holds less', () => {
    // x fills P, and Q of 4 with w: 10 + 4 + 6. With y x must go, which leaves 5 + 3.
    const claims: Claim[] = [
      { id: 'x', parts: [{ pool: 'P', amount: 10 }, { pool: 'Q', amount: 3 }] }, { id: 'w', amount: 3, pool: 'Q' }, { id: 'y', amount: 5, pool: 'P', inputs: ['i'] }, { id: 'z', amount: 6, inputs: ['i'] },
    ];
    for (const of of [(p: SelectionProblem) => p, unlisted]) {
      const { chosen, runnerUp } = noDoubleDipping(of({ claims, pools: [{ id: 'P', cap: 10 }, { id: 'Q', cap: 4 }] }));
      expect([chosen, runnerUp?.chosen, runnerUp?.gap.min.toNumber()]).toEqual([['x', 'w', 'z'], ['w', 'y'], 12]);
    }
  });

  it('of two parts that lose as much at minima that which loses less at maxima, and of equal ones the earlier set', () => {
    type Ends = readonly [min: number, max: number];
    const pair = (id: string, first: Ends, second: Ends, base = 0): SelectionProblem =>
      unlisted({ claims: [first, second].map(([min, max], k) => ({ id: `${id}${k + 1}`, amount: { min: `${base + min}` as Money, max: `${base + max}` as Money }, inputs: [id] })) });
    // Whole tens of an amount of which no smaller unit can be searched.
    for (const base of [0, 9_007_199_254_741_000]) {
      const second = (a: Ends, b: Ends): unknown => noDoubleDipping(beside(pair('a', [100, 120], a), pair('b', [100, 120], b, base))).runnerUp?.chosen;
      const [ofA, ofB] = [['a2', 'second b1'], ['a1', 'second b2']];
      // At maxima 30 less in the first; in the second 40, 30 and 20 less.
      expect([second([80, 90], [80, 80]), second([80, 90], [80, 90]), second([80, 90], [80, 100])]).toEqual([ofA, ofB, ofB]);
      // 30 more in the first; in the second 20, 30 and 40 more.
      expect([second([80, 150], [80, 140]), second([80, 150], [80, 150]), second([80, 150], [80, 160])]).toEqual([ofA, ofB, ofB]);
      expect([second([80, 90], [70, 150]), second([80, 90], [90, 90])]).toEqual([ofA, ofB]);
    }
  });

  it('with required and excluded claims', () => {
    const cases = problems({ ...SHAPES['everything']!, ranges: true }).chain((problem) => {
      const ids = problem.claims.map((c) => c.id);
      return fc.tuple(fc.constant(problem), fc.subarray(ids, { maxLength: Math.min(2, ids.length) }), fc.subarray(ids, { maxLength: Math.min(3, ids.length) }));
    });
    holding({ lawful: 0.4 }, (given) => fc.assert(
      fc.property(cases, ([problem, required, excluded]) => {
        const right = bruteForce(problem, required, excluded);
        for (const same of [problem, unlisted(problem)]) {
          if (given('lawful', right)) expectSame(noDoubleDipping(same, { required, excluded }), right);
          else expect(() => noDoubleDipping(same, { required, excluded })).toThrow(/options\.required/);
        }
      }),
      { numRuns: 200 },
    ));
  });

  it('what insisting on a forgone claim costs', () => {
    fc.assert(
      fc.property(problems({ ...SHAPES['everything']!, ranges: true }), (problem) => {
        const right = bruteForce(problem)!;
        const forgone = explainForgone(problem, noDoubleDipping(problem));
        expect(forgone.map((f) => f.claim)).toEqual(problem.claims.map((c) => c.id).filter((id) => !right.chosen.includes(id)));
        const chosen = problem.claims.filter((c) => right.chosen.includes(c.id));
        for (const { claim, displacedBy, cost } of forgone) {
          const own = problem.claims.find((c) => c.id === claim)!;
          expect(displacedBy).toEqual(chosen.filter((c) => excludesPairwise(problem, own, c)).map((c) => c.id));
          const best = right.bestWith(claim);
          expect(numbers(cost!)).toEqual({ min: right.total.min - best.min, max: right.total.max - best.max });
        }
      }),
      { numRuns: 100 },
    );
  });

  it('what insisting costs is not told where the best is not proven: 40 claims, each of which excludes the next', () => {
    const claims = Array.from({ length: 40 }, (_, i): Claim => ({ id: `c${i}`, amount: 1 + ((i * 37) % 97), inputs: [`i${i}`, `i${i + 1}`] }));
    expect(noDoubleDipping({ claims }, { runnerUp: false }).optimal).toBe(false);
    expect(explainForgone({ claims }, { chosen: claims.slice(1).map((c) => c.id) })).toEqual([{ claim: 'c0', displacedBy: ['c1'], cost: undefined }]);
  });

  it('twelve claims of 81 sets to which nothing can be added, all of which are listed', () => {
    const claims = Array.from({ length: 12 }, (_, i): Claim => ({ id: `c${i}`, amount: 1 + ((i * 37) % 97), inputs: [`i${i % 4}`], pool: 'P' }));
    for (const cap of [150, 300]) {
      const problem: SelectionProblem = { claims, pools: [{ id: 'P', cap }] };
      expectSame(noDoubleDipping(problem), bruteForce(problem)!);
    }
  });

  it('a claim of which one part is open: 5 and 0 to 5 are less at minima than 7', () => {
    const problem: SelectionProblem = { claims: [{ id: 'a', parts: [{ amount: 5 }, { amount: { min: 0, max: 5 } }], inputs: ['i'] }, { id: 'b', amount: 7, inputs: ['i'] }] };
    // The open part in a pool of its own, which a third claim lets bind.
    const apart: SelectionProblem = {
      claims: [{ id: 'a', parts: [{ amount: 5 }, { pool: 'P', amount: { min: 0, max: 5 } }], inputs: ['i'] }, { id: 'b', amount: 7, inputs: ['i'] }, { id: 'c', amount: 1, pool: 'P', inputs: ['i'] }],
      pools: [{ id: 'P', cap: 5 }],
    };
    for (const same of [problem, unlisted(problem), apart, unlisted(apart)]) expect([noDoubleDipping(same).chosen, noDoubleDipping(same).total.max.toNumber()]).toEqual([['b'], 10]);
    // Beside twelve that are certain, and none that brings nothing.
    const more = Array.from({ length: 12 }, (_, i): Claim => ({ id: `c${i}`, amount: 6, inputs: ['i'] }));
    for (const { claims, pools } of [problem, apart]) expect(noDoubleDipping({ claims: [...claims, ...more], pools }).chosen).toEqual(['b']);
  });

  it('and the checker, which does not use the solver, agrees', () => {
    for (const shape of Object.values(SHAPES)) {
      fc.assert(
        fc.property(problems({ ...shape, ranges: true }), (problem) => {
          expect(checkSelection(problem, noDoubleDipping(problem))).toEqual({ feasible: true, optimal: true, findings: [] });
        }),
        { numRuns: 25 },
      );
    }
  });
});

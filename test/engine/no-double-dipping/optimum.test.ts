import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkSelection, explainForgone, noDoubleDipping, type Claim, type Selection, type SelectionProblem } from '../../../src/constraints/no-double-dipping/index.js';
import { bruteForce, unlisted, type BruteForce } from './brute-force.js';
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
      unlisted({ claims: [...fillers, { id: 'y', amount: 5, pool: 'P', inputs: ['i'] }, { id: 'z', amount: 6, inputs: ['i'] }], pools: [{ id: 'P', cap: 10 }] });
    // Beside x, y adds nothing to the 10 of the pool: alone it brings 5, and 11 less than x and z.
    expect(noDoubleDipping(around(inPool('x', 10)))).toMatchObject({ chosen: ['x', 'z'], runnerUp: { chosen: ['y'] } });
    expect(noDoubleDipping(around(inPool('x', 10))).runnerUp?.gap.min.toNumber()).toBe(11);
    // Of two 6 either may stay: 6 and 4 of the 5.
    expect(noDoubleDipping(around(inPool('w', 6), inPool('x', 6))).runnerUp?.chosen).toEqual(['w', 'y']);
    expect(noDoubleDipping(around(inPool('w', 10), inPool('x', 7))).runnerUp?.chosen).toEqual(['x', 'y']);
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
        for (const { claim, cost } of forgone) {
          const best = right.bestWith(claim);
          expect(numbers(cost!)).toEqual({ min: right.total.min - best.min, max: right.total.max - best.max });
        }
      }),
      { numRuns: 100 },
    );
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

import { Decimal } from 'decimal.js';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { explainForgone, noDoubleDipping, type AmountBounds, type AmountLike, type Claim, type Selection, type SelectionProblem } from '../../../src/constraints/no-double-dipping/index.js';
import type { Money } from '../../../src/index.js';
import { bruteForce, isFeasible, unlisted } from './brute-force.js';
import { beside, problems, SHAPES } from './problems.js';

const Big = Decimal.clone({ defaults: true, precision: 80 });

/** The same problem with every amount and cap mapped; any strictly growing linear map leaves the answer alone. */
function mapAmounts(problem: SelectionProblem, f: (amount: AmountLike) => AmountLike): SelectionProblem {
  const both = (a: AmountLike | AmountBounds): AmountLike | AmountBounds =>
    typeof a === 'object' && 'min' in a ? { min: f(a.min), max: f(a.max) } : f(a);
  return {
    ...problem,
    claims: problem.claims.map((c) => ({
      ...c,
      ...(c.amount === undefined ? {} : { amount: both(c.amount) }),
      ...(c.parts === undefined ? {} : { parts: c.parts.map((p) => ({ ...p, amount: both(p.amount) })) }),
    })),
    pools: (problem.pools ?? []).map((p) => ({ ...p, cap: f(p.cap) })),
  };
}

const outline = (s: Selection): unknown => [s.chosen, s.runnerUp?.chosen, s.optimal];

describe('amounts of any size', () => {
  const factors: Record<string, string> = {
    'beyond 2^53 with a common unit': '100000000000000000000',
    'thousands of a fen': '0.00001',
    'twenty decimals': '0.00000000000000000007',
  };
  for (const [name, factor] of Object.entries(factors)) {
    it(name, () => {
      for (const shape of ['everything', 'many ties', 'pools, parts and exclusions'] as const) {
        for (const ranges of [false, true]) {
          fc.assert(
            fc.property(problems({ ...SHAPES[shape]!, ranges }), (problem) => {
              const scaled = mapAmounts(problem, (a) => new Big(a).times(factor).toFixed() as Money);
              const plain = noDoubleDipping(problem);
              const large = noDoubleDipping(scaled);
              expect(outline(large)).toEqual(outline(plain));
              expect(outline(noDoubleDipping(unlisted(scaled)))).toEqual(outline(plain));
              for (const key of ['total', 'value'] as const) {
                expect(large[key].min.toFixed()).toBe(new Big(plain[key].min).times(factor).toFixed());
                expect(large[key].max.toFixed()).toBe(new Big(plain[key].max).times(factor).toFixed());
              }
            }),
            { numRuns: 25 },
          );
        }
      }
    });
  }

  const factor = '1000000000000000.0000000001';

  it('that no unit below 2^53 holds exactly are compared as they are while they can be listed', () => {
    for (const shape of ['everything', 'many ties', 'pools, parts and exclusions'] as const) {
      fc.assert(
        fc.property(problems({ ...SHAPES[shape]!, ranges: true }), (problem) => {
          const right = bruteForce(problem)!;
          const large = noDoubleDipping(mapAmounts(problem, (a) => new Big(a).times(factor).toFixed() as Money));
          expect([large.optimal, large.chosen, large.runnerUp?.chosen]).toEqual([true, right.chosen, right.runnerUp?.chosen]);
          expect(large.total.max.toFixed()).toBe(new Big(right.total.max).times(factor).toFixed());
          expect(large.upperBound.eq(large.total.max)).toBe(true);
        }),
        { numRuns: 60 },
      );
    }
  });

  it('and otherwise rounded: lawful, near the best, with a valid bound, and not called proven', () => {
    fc.assert(
      fc.property(problems({ ...SHAPES['everything']!, claims: [13, 20], ranges: true }), (problem) => {
        const plain = noDoubleDipping(problem);
        const large = noDoubleDipping(mapAmounts(problem, (a) => new Big(a).times(factor).toFixed() as Money));
        const best = new Big(plain.total.max.toFixed()).times(factor);
        expect(isFeasible(problem, problem.claims.filter((c) => large.chosen.includes(c.id)))).toBe(true);
        expect(large.upperBound.gte(best) && large.total.max.lte(best)).toBe(true);
        // Rounding is far below one part in a million here.
        expect(large.value.min.gte(new Big(plain.total.min.toFixed()).times(factor).times('0.999999'))).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  it('are searched in units of a thousand fen where sums of fen exceed 2^52, rounded up: two of 9,007,199,254,740,993 are alike', () => {
    const oneOf = (amounts: readonly (AmountLike | AmountBounds)[]): Selection =>
      noDoubleDipping(unlisted({ claims: amounts.map((amount, i) => ({ id: 'ab'[i] as string, amount, inputs: ['i'] })) }));
    const alike = oneOf(['9007199254740993.01', '9007199254740993.02']);
    expect(alike).toMatchObject({ chosen: ['a'], optimal: false, tiesSettled: false });
    expect([alike.total.max, alike.upperBound].map(String)).toEqual(['9007199254740993.01', '9007199254741000']);
    const open = oneOf([{ min: '9007199254740991.01', max: '9007199254740993.01' }, '9007199254740990.02']);
    expect(open).toMatchObject({ optimal: false, tiesSettled: false });
    expect([open.total.min, open.total.max, open.upperBound].map(String)).toEqual(['9007199254740991.01', '9007199254740993.01', '9007199254741000']);
    // Below 2^52 = 4,503,599,627,370,496 in one sum nothing is rounded; there, to tens.
    expect(['1', '2'].map((amount) => oneOf(['4503599627370494', amount as Money]).optimal)).toEqual([true, false]);
    // Whole thousands of fen are nothing rounded.
    const whole = oneOf(['9007199254741010.00', '9007199254741020.00']);
    expect(whole).toMatchObject({ chosen: ['b'], optimal: true, tiesSettled: true, runnerUp: { chosen: ['a'] } });
    expect([whole.upperBound, whole.runnerUp?.gap.min].map(String)).toEqual(['9007199254741020', '10']);
  });

  it('are searched part by part, each in a unit of its own: a loss of 10 in one is set against 5, 10 and 15 in the other', () => {
    const pair = (id: string, high: string, low: string): SelectionProblem =>
      unlisted({ claims: [{ id: `${id}1`, amount: high as Money, inputs: [id] }, { id: `${id}2`, amount: low as Money, inputs: [id] }] });
    const large = pair('L', '9007199254741020', '9007199254741010');
    const second = (small: SelectionProblem): unknown => {
      const { runnerUp } = noDoubleDipping(beside(large, small));
      return [runnerUp?.chosen, runnerUp?.gap.min.toNumber()];
    };
    expect(second(pair('S', '100', '95'))).toEqual([['L1', 'second S2'], 5]);
    expect(second(pair('S', '100', '90.01'))).toEqual([['L1', 'second S2'], 9.99]);
    expect(second(pair('S', '100', '90'))).toEqual([['L1', 'second S2'], 10]);
    expect(second(pair('S', '100', '89.99'))).toEqual([['L2', 'second S1'], 10]);
    const before = (small: SelectionProblem): unknown => noDoubleDipping(beside(small, large)).runnerUp?.chosen;
    expect([before(pair('S', '100', '90.01')), before(pair('S', '100', '90')), before(pair('S', '100', '89.99'))]).toEqual([['S2', 'second L1'], ['S1', 'second L2'], ['S1', 'second L2']]);
    // What insisting on the other claim costs, at minima and at maxima.
    const [{ claim, displacedBy, cost } = { claim: '', displacedBy: [], cost: undefined }] = explainForgone(large, { chosen: ['L1'] });
    expect([claim, displacedBy, cost?.min.toNumber(), cost?.max.toNumber()]).toEqual(['L2', ['L1'], 10, 10]);
  });

  it('are counted in the finest decimals of any cap or end, and held to their caps', () => {
    const inPool = (id: string, amount: AmountLike | AmountBounds): Claim => ({ id, amount, pool: 'P' });
    for (const of of [(p: SelectionProblem) => p, unlisted]) {
      expect(noDoubleDipping(of({ claims: [inPool('a', 1), inPool('b', 2)], pools: [{ id: 'P', cap: '2.55' }] })).total.max.toFixed()).toBe('2.55');
      const open = noDoubleDipping(of({ claims: [{ id: 'a', amount: 0.04, inputs: ['i'] }, { id: 'b', amount: { min: '0.0401', max: 1 }, inputs: ['i'] }] }));
      expect([open.chosen, open.value.min.toFixed(), open.value.max.toFixed()]).toEqual([['b'], '0.0401', '1']);
      expect(noDoubleDipping(of({ claims: [{ id: 'a', amount: { min: '0.04', max: '1.0001' } }] })).value.max.toFixed()).toBe('1.0001');
      // 10^18 in a pool of 100 are 100, so that nothing need be rounded.
      const most = noDoubleDipping(of({ claims: [inPool('a', { min: '50.01', max: '1000000000000000000' }), inPool('b', '60.02')], pools: [{ id: 'P', cap: 100 }] }));
      expect([most.optimal, most.chosen, most.value.min.toFixed(), most.value.max.toFixed()]).toEqual([true, ['a', 'b'], '100', '100']);
    }
  });

  it('more than 2^53 hundredths in one sum is no error', () => {
    const s = noDoubleDipping({
      claims: [
        { id: 'a', amount: '9007199254740993.01', inputs: ['i'] },
        { id: 'b', amount: '9007199254740993.02', inputs: ['i'] },
        { id: 'c', amount: '0.00000000000000000001' },
      ],
    });
    expect(s.chosen).toEqual(['b', 'c']);
    expect(s.optimal).toBe(true);
    expect(s.upperBound.toFixed()).toBe('9007199254740993.02000000000000000001');
  });

  it('are read to the last digit, beside one that is counted in ten-thousandths', () => {
    const sumWith = (amount: string): string => noDoubleDipping({ claims: [{ id: 'a', amount: amount as Money }, { id: 'b', amount: '0.0001' }] }).total.min.toFixed();
    expect(['120000000.5', '1200000000000000'].map(sumWith)).toEqual(['120000000.5001', '1200000000000000.0001']);
    // Up to 2^53 ten-thousandths.
    fc.assert(fc.property(fc.integer({ min: 600_000_000_000, max: 900_719_925_473 }), (whole) => sumWith(`${whole}`) === `${whole}.0001`));
  });

  it('reads strings, numbers and decimals alike', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 47 }), (fen) => {
        const text = new Big(fen).div(100).toFixed() as Money;
        const totals = [text, Number(text), new Decimal(text)].map((amount) => noDoubleDipping({ claims: [{ id: 'a', amount }] }).total.max.toFixed());
        expect(totals).toEqual([text, text, text]);
      }),
    );
    expect(noDoubleDipping({ claims: [{ id: 'a', amount: 0.1 }, { id: 'b', amount: 1e-7 }, { id: 'c', amount: 1e21 }] }).value.max.toFixed()).toBe('1000000000000000000000.1000001');
  });
});

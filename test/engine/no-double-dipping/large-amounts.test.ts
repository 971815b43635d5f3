import { Decimal } from 'decimal.js';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkSelection, noDoubleDipping, type AmountBounds, type AmountLike, type Selection, type SelectionProblem } from '../../../src/constraints/no-double-dipping/index.js';
import { problems, SHAPES } from './problems.js';

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
    thresholds: (problem.thresholds ?? []).map((t) => ({
      ...t,
      slack: f(t.slack),
      withdraws: t.withdraws.map((w) => ({ ...w, amount: f(w.amount) })),
    })),
  };
}

const outline = (s: Selection): unknown => [s.chosen, s.runnerUp?.chosen, s.optimal];

describe('amounts of any size', () => {
  const factors: Record<string, string> = {
    'beyond 2^53 with a common unit': '100000000000000000000',
    'thousands of a fen': '0.00001',
    'neither a round unit nor within a double': '1000000000000000.0000000001',
    'twenty decimals': '0.00000000000000000007',
  };
  for (const [name, factor] of Object.entries(factors)) {
    it(name, () => {
      for (const shape of ['everything', 'many ties', 'pools, parts and exclusions', 'thresholds'] as const) {
        for (const ranges of [false, true]) {
          fc.assert(
            fc.property(problems({ ...SHAPES[shape]!, ranges }), (problem) => {
              const scaled = mapAmounts(problem, (a) => new Big(a).times(factor).toFixed());
              const plain = noDoubleDipping(problem);
              const large = noDoubleDipping(scaled);
              expect(outline(large)).toEqual(outline(plain));
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

  it('tells apart what a double cannot: 9,007,199,254,740,993.01 and .02 fen-wise', () => {
    const s = noDoubleDipping({
      claims: [
        { id: 'a', amount: '9007199254740993.01', inputs: ['i'] },
        { id: 'b', amount: '9007199254740993.02', inputs: ['i'] },
        { id: 'c', amount: '0.00000000000000000001' },
      ],
    });
    expect(s.chosen).toEqual(['b', 'c']);
    expect(s.total.min.toFixed()).toBe('9007199254740993.02000000000000000001');
    expect(s.runnerUp?.gap.min.toFixed()).toBe('0.01');
    expect(checkSelection({ claims: [{ id: 'a', amount: '1' }] }, noDoubleDipping({ claims: [{ id: 'a', amount: '1' }] })).optimal).toBe(true);
  });

  it('reads strings, numbers and decimals alike', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 47 }), (fen) => {
        const text = new Big(fen).div(100).toFixed();
        const totals = [text, Number(text), new Decimal(text)].map((amount) => noDoubleDipping({ claims: [{ id: 'a', amount }] }).total.max.toFixed());
        expect(totals).toEqual([text, text, text]);
      }),
    );
    expect(noDoubleDipping({ claims: [{ id: 'a', amount: 0.1 }, { id: 'b', amount: 1e-7 }, { id: 'c', amount: 1e21 }] }).total.max.toFixed()).toBe('1000000000000000000000.1000001');
  });
});

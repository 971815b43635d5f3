import type { Decimal } from 'decimal.js';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkSelection, noDoubleDipping, type Selection, type SelectionProblem } from '../../../src/constraints/no-double-dipping/index.js';
import { isFeasible } from './brute-force.js';
import { leases } from './knapsacks.js';
import { beside, problems, SHAPES } from './problems.js';
import { holding } from '../../support/holding.js';

/** Project P: 1a 900,000 or 1b 2,400,000 capped at 2,000,000; 5b 500,000 beside either: 2,500,000, next 1,400,000. */
const PROJECT: SelectionProblem = {
  claims: [
    { id: '1a:P', amount: '900000', inputs: ['investment:P'] },
    { id: '1b:P', amount: '2400000', inputs: ['investment:P'], pool: 'P' },
    { id: '5b:P', amount: '500000' },
  ],
  pools: [{ id: 'P', cap: '2000000' }],
};

describe('the checker', () => {
  it('accepts the worked example and its figures', () => {
    const s = noDoubleDipping(PROJECT);
    expect(s.chosen).toEqual(['1b:P', '5b:P']);
    expect(s.total.min.toFixed(2)).toBe('2500000.00');
    expect(s.runnerUp?.chosen).toEqual(['1a:P', '5b:P']);
    expect(s.runnerUp?.gap.max.toFixed(2)).toBe('1100000.00');
    expect(checkSelection(PROJECT, s)).toEqual({ feasible: true, optimal: true, findings: [] });
  });

  it('rejects a forbidden pair, an unknown claim, a repeated one', () => {
    const s = noDoubleDipping(PROJECT);
    for (const chosen of [['1a:P', '1b:P', '5b:P'], ['1b:P', 'x'], ['1b:P', '1b:P'], ['5b:P', '1b:P']]) {
      expect(checkSelection(PROJECT, { ...s, chosen }).feasible).toBe(false);
    }
  });

  it('rejects a combination that is not the best, whatever its figures claim', () => {
    const s = noDoubleDipping(PROJECT);
    const less = noDoubleDipping(PROJECT, { excluded: ['1b:P'] });
    expect(checkSelection(PROJECT, less)).toMatchObject({ feasible: true, optimal: false });
    expect(checkSelection(PROJECT, { ...s, chosen: ['1a:P', '5b:P'] }).optimal).toBe(false);
  });

  it('rejects any tampered figure', () => {
    const more = (d: Decimal): Decimal => d.plus('0.01');
    holding({ 'a runner-up': 0.4 }, (given) => fc.assert(
      fc.property(problems({ ...SHAPES['everything']!, ranges: true }), fc.constantFrom('total', 'value', 'upperBound', 'runnerUp'), fc.constantFrom('min', 'max'), (problem, field, end) => {
        const s = noDoubleDipping(problem);
        let tampered: Selection;
        if (field === 'upperBound') tampered = { ...s, upperBound: more(s.upperBound) };
        else if (field === 'runnerUp') {
          if (!given('a runner-up', s.runnerUp)) return;
          tampered = { ...s, runnerUp: { ...s.runnerUp, gap: { ...s.runnerUp.gap, [end]: more(s.runnerUp.gap[end]) } } };
        } else tampered = { ...s, [field]: { ...s[field as 'total'], [end]: more(s[field as 'total'][end]) } };
        expect(checkSelection(problem, s).optimal).toBe(true);
        expect(checkSelection(problem, tampered).optimal).toBe(false);
      }),
      { numRuns: 100 },
    ));
  });

  it('rejects a worse set even with its own figures stated rightly', () => {
    holding({ 'something chosen': 0.8 }, (given) => fc.assert(
      fc.property(problems({ ...SHAPES['sparse exclusions']!, ranges: true }), (problem) => {
        const s = noDoubleDipping(problem);
        const first = s.chosen[0];
        if (!given('something chosen', first)) return;
        const worse = noDoubleDipping(problem, { excluded: [first] });
        const sameValue = worse.value.min.eq(s.value.min) && worse.value.max.eq(s.value.max);
        // With the figures of the best set; the runner-up of another problem is left out.
        const { runnerUp: _other, ...own } = worse;
        const claimed = { ...own, total: s.total, upperBound: s.upperBound };
        expect(checkSelection(problem, claimed, { runnerUp: false }).optimal).toBe(sameValue);
      }),
      { numRuns: 100 },
    ));
  });
});

describe('what is required stands in every set', () => {
  const right = { feasible: true, optimal: true, findings: [] };

  it('misses no runner-up where all that is displaced is excluded by it', () => {
    const problem: SelectionProblem = { claims: [{ id: 'r', amount: 5, inputs: ['i'] }, { id: 'd', amount: 4, inputs: ['i'] }] };
    const options = { required: ['r'] };
    expect(noDoubleDipping(problem, options).runnerUp).toBeUndefined();
    expect(checkSelection(problem, noDoubleDipping(problem, options), options)).toEqual(right);
    expect(checkSelection(problem, noDoubleDipping(problem, { runnerUp: false })).findings).toEqual(['runnerUp: not verified: none is stated, though "d" is displaced']);
  });

  it('and may leave a displaced claim without effect: r fills the pool of 10, so that only e 1 for f 7 is a next best, and not d for c 5', () => {
    const problem: SelectionProblem = {
      claims: [
        { id: 'r', amount: 10, pool: 'P' }, { id: 'c', amount: 5, inputs: ['i'] }, { id: 'd', amount: 10, pool: 'P', inputs: ['i'] },
        { id: 'e', amount: 1, inputs: ['j'] }, { id: 'f', amount: 7, inputs: ['j'] },
      ],
      pools: [{ id: 'P', cap: 10 }],
    };
    const options = { required: ['r'] };
    const s = noDoubleDipping(problem, options);
    expect([s.chosen, s.runnerUp?.chosen]).toEqual([['r', 'c', 'f'], ['r', 'c', 'e']]);
    expect(checkSelection(problem, s, options)).toEqual(right);
    const alone = { ...problem, claims: problem.claims.slice(0, 3) };
    expect(checkSelection(alone, noDoubleDipping(alone, options), options)).toEqual(right);
  });
});

describe('a work limit', () => {
  it('that suffices for the choice and not for the runner-up leaves that out, also where another part has one', () => {
    const problem = leases({ count: 30, pools: 1, seed: 30 });
    for (const [same, chosen] of [[problem, undefined], [beside(problem, PROJECT), ['second 1b:P', 'second 5b:P']]] as const) {
      const s = noDoubleDipping(same, { workLimit: 1_500 });
      expect([s.optimal, s.runnerUp]).toEqual([true, undefined]);
      expect(noDoubleDipping(same).runnerUp).toBeDefined();
      if (chosen !== undefined) expect(s.chosen).toEqual(expect.arrayContaining([...chosen]));
    }
  });

  it('gives a lawful set, a valid bound, and says whether it is proven', () => {
    holding({ 'cut short': 0.2 }, (given) => fc.assert(
      fc.property(problems({ ...SHAPES['everything']!, ranges: true, claims: [10, 16] }), fc.integer({ min: 0, max: 40 }), (problem, workLimit) => {
        const full = noDoubleDipping(problem);
        const cut = noDoubleDipping(problem, { workLimit });
        expect(isFeasible(problem, problem.claims.filter((c) => cut.chosen.includes(c.id)))).toBe(true);
        expect(cut.upperBound.gte(full.total.max)).toBe(true);
        expect(cut.total.max.lte(full.total.max)).toBe(true);
        expect(cut.work).toBeLessThanOrEqual(workLimit);
        if (given('cut short', !cut.optimal)) expect(checkSelection(problem, cut).optimal).toBe(false);
        else {
          expect(cut.total).toEqual(full.total);
          expect(cut.upperBound.eq(cut.total.max)).toBe(true);
        }
        expect(noDoubleDipping(problem, { workLimit })).toEqual(cut);
      }),
      { numRuns: 200 },
    ));
  });
});

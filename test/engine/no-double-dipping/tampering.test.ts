/** What the checker must see: every statement of a selection that is not as the solver would have made it. */
import { Decimal } from 'decimal.js';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkSelection, noDoubleDipping, type Claim, type Selection, type SelectionOptions, type SelectionProblem } from '../../../src/constraints/no-double-dipping/index.js';
import { bruteForce, isFeasible, worth } from './brute-force.js';
import { leases } from './knapsacks.js';
import { problems, SHAPES } from './problems.js';
import { holding } from '../../support/holding.js';

const Big = Decimal.clone({ defaults: true, precision: 80 });
const throughJson = (s: Selection): Selection => JSON.parse(JSON.stringify(s)) as Selection;

/** Three projects of four claims each, so that the parts are solved apart: 1b 20, 1a 9, both with 5b 5 in a pool of 23. */
const THREE: SelectionProblem = {
  claims: ['P', 'Q', 'R'].flatMap((p) => [
    { id: `1a:${p}`, amount: '9', inputs: [p], pool: p },
    { id: `1b:${p}`, amount: '20', inputs: [p], pool: p },
    { id: `5b:${p}`, amount: '5', pool: p },
    { id: `0:${p}`, amount: '0', inputs: [p] },
  ]),
  pools: ['P', 'Q', 'R'].map((id) => ({ id, cap: '23' })),
};

describe('an untouched selection', () => {
  it('passes, by itself and through JSON, on every structure and with its options', () => {
    for (const [shape, ranges] of Object.keys(SHAPES).flatMap((k) => [[k, false], [k, true]] as const)) {
      fc.assert(
        fc.property(problems({ ...SHAPES[shape]!, ranges }), fc.nat(), fc.nat(3), (problem, pick, kind) => {
          const id = problem.claims[pick % problem.claims.length]!.id;
          const options: SelectionOptions = [{}, { required: [id] }, { excluded: [id] }, { workLimit: 1e9 }][kind]!;
          const s = noDoubleDipping(problem, options);
          const right = { feasible: true, optimal: true, findings: [] };
          expect(checkSelection(problem, s, options)).toEqual(right);
          expect(checkSelection(problem, throughJson(s), options)).toEqual(right);
        }),
        { numRuns: 30 },
      );
    }
  });

  it('passes with amounts that no double holds', () => {
    fc.assert(
      fc.property(problems({ ...SHAPES['everything']!, ranges: true, claims: [2, 12] }), fc.constantFrom(undefined, 3), (problem, workLimit) => {
        const big = (a: unknown): unknown => (typeof a === 'number' ? new Big(a).times('1234567890123456.7890123456789').toFixed() : a);
        const large = JSON.parse(JSON.stringify(problem), (_, v: unknown) => big(v)) as SelectionProblem;
        const s = noDoubleDipping(large, workLimit === undefined ? {} : { workLimit });
        const { optimal, findings } = checkSelection(large, throughJson(s));
        expect(findings.filter((f) => !f.startsWith('runnerUp: not verified'))).toEqual(s.optimal ? [] : ['the selection is not claimed to be proven: its work limit was reached']);
        expect(optimal).toBe(s.optimal);
      }),
      { numRuns: 100 },
    );
  });

  it('that was cut short has nothing against it but that', () => {
    for (const shape of ['everything', 'many ties', 'dense exclusions', 'pools, parts and exclusions']) {
      holding({ 'not proven': 0.2 }, (given) => fc.assert(
        fc.property(problems({ ...SHAPES[shape]!, ranges: true, claims: [10, 16] }), fc.nat(30), (problem, workLimit) => {
          const s = noDoubleDipping(problem, { workLimit });
          const { findings } = checkSelection(problem, s, { workLimit });
          const missing = findings.filter((f) => !f.startsWith('the selection is not claimed') && !f.startsWith('runnerUp: not verified'));
          expect(missing).toEqual([]);
          if (given('not proven', !s.optimal)) expect(checkSelection(problem, s).optimal).toBe(false);
        }),
        { numRuns: 60 },
      ));
    }
  });

  it('of 9 leases against as many subsidies under one cap is proven, of 20 not verified', () => {
    for (const count of [9, 20]) {
      const problem = leases({ count, pools: 1, seed: count });
      const s = noDoubleDipping(problem, { runnerUp: false });
      expect(s.optimal).toBe(true);
      const findings = count === 9 ? [] : ['not verified within the checker\'s limit: a part of 42 claims'];
      expect(checkSelection(problem, s, { runnerUp: false })).toEqual({ feasible: true, optimal: count === 9, findings });
    }
  });
});

describe('the runner-up is verified', () => {
  const s = noDoubleDipping(THREE);
  const stated = (ids: string[], problem = THREE): Selection => {
    const set = problem.claims.filter((c) => ids.includes(c.id));
    const value = { min: new Decimal(worth(problem, set, 'min')), max: new Decimal(worth(problem, set, 'max')) };
    return { ...s, runnerUp: { chosen: ids, value, gap: { min: s.value.min.minus(value.min), max: s.value.max.minus(value.max) } } };
  };
  const findings = (ids: string[]): string => {
    const check = checkSelection(THREE, stated(ids));
    expect(check.optimal).toBe(false);
    return check.findings.join('\n');
  };
  const rest = ['1b:Q', '5b:Q', '1b:R', '5b:R'];

  it('accepts the right one, and an equally good one', () => {
    expect(s.runnerUp?.chosen).toEqual(['1a:P', '5b:P', ...rest]);
    expect(checkSelection(THREE, stated(['1a:P', '5b:P', ...rest])).findings).toEqual([]);
  });
  it('rejects', () => {
    expect(findings(['1a:P', '1b:P', '5b:P', ...rest])).toMatch(/exclude each other/);
    expect(findings(['1b:P', ...rest])).toMatch(/no displaced claim that brings something/);
    expect(findings(['5b:P', '0:P', ...rest])).toMatch(/no displaced claim that brings something/);
    expect(findings(['1a:P', ...rest])).toMatch(/not the second best; another set brings 60 at minima/);
    expect(checkSelection(THREE, { ...s, runnerUp: null } as never).findings.join()).toMatch(/^runnerUp\.chosen: expected an array/);
    expect(checkSelection(THREE, { ...s, runnerUp: {} } as never).findings.join()).toMatch(/^runnerUp\.chosen: expected an array/);
    expect(checkSelection(THREE, { ...s, runnerUp: { ...s.runnerUp, gap: undefined } } as never).findings.join()).toMatch(/^runnerUp\.gap\.min: expected/);
  });
  it('takes the part that loses least, also where that is not the last: 1b 20 for 15, and for 9', () => {
    const of = (p: string, reward: number): Claim[] => [{ id: `1a:${p}`, amount: reward, inputs: [p] }, { id: `1b:${p}`, amount: 20, inputs: [p] }];
    const problem: SelectionProblem = { claims: [...of('P', 15), ...of('Q', 9)] };
    expect(noDoubleDipping(problem).runnerUp?.chosen).toEqual(['1a:P', '1b:Q']);
    expect(checkSelection(problem, noDoubleDipping(problem))).toEqual({ feasible: true, optimal: true, findings: [] });
  });
  it('misses one that is not stated, unless it was not asked for', () => {
    const without = noDoubleDipping(THREE, { runnerUp: false });
    expect(checkSelection(THREE, without)).toEqual({ feasible: true, optimal: true, findings: ['runnerUp: not verified: none is stated, though "1a:P" is displaced'] });
    expect(checkSelection(THREE, without, { runnerUp: false }).findings).toEqual([]);
  });
  it('accepts exactly the best of its kind, by brute force', () => {
    for (const shape of ['everything', 'many ties', 'pools, parts and exclusions']) {
      holding({ 'lawful, beside a runner-up': 0.1 }, (given) => fc.assert(
        fc.property(problems({ ...SHAPES[shape]!, ranges: true }), fc.nat(), (problem, mask) => {
          const chosen = noDoubleDipping(problem);
          const right = bruteForce(problem)!;
          const set = problem.claims.filter((_, i) => mask & (1 << i));
          if (!given('lawful, beside a runner-up', isFeasible(problem, set) && chosen.runnerUp !== undefined)) return;
          const value = { min: new Decimal(worth(problem, set, 'min')), max: new Decimal(worth(problem, set, 'max')) };
          const gap = { min: chosen.value.min.minus(value.min), max: chosen.value.max.minus(value.max) };
          const ids = set.map((c) => c.id);
          const check = checkSelection(problem, { ...chosen, runnerUp: { chosen: ids, value, gap } });
          const best = right.runnerUp!.value;
          const displaced = problem.claims.filter((c) => !right.chosen.includes(c.id) && !isFeasible(problem, problem.claims.filter((o) => o === c || right.chosen.includes(o.id))));
          const counts = set.some((c) => displaced.includes(c) && (['min', 'max'] as const).some((l) => worth(problem, set, l) > worth(problem, set.filter((o) => o !== c), l)));
          expect(check.optimal).toBe(counts && value.min.eq(best.min) && value.max.eq(best.max));
        }),
        { numRuns: 150 },
      ));
    }
  });
});

describe('a selection that is not proven', () => {
  const problem = leases({ count: 8, pools: 2, seed: 3 });
  const s = noDoubleDipping(problem, { workLimit: 5 });
  const rejected = (changed: object): string => checkSelection(problem, { ...s, ...changed }).findings.join('\n');
  it('is the example', () => {
    expect(s.optimal).toBe(false);
    expect(rejected({})).toBe('the selection is not claimed to be proven: its work limit was reached');
  });
  it('has its figures verified', () => {
    const more = (d: Decimal): Decimal => d.plus('0.01');
    expect(rejected({ value: { ...s.value, min: more(s.value.min) } })).toMatch(/^value\.min: stated/m);
    expect(rejected({ total: { ...s.total, min: more(s.total.min) } })).toMatch(/^total\.min: stated/m);
    expect(rejected({ total: { min: s.total.min, max: s.value.max.minus(1) } })).toMatch(/^total\.max: stated/m);
    expect(rejected({ total: { min: s.total.min, max: more(s.upperBound) } })).toMatch(/^total\.max: stated .*no more than .* was found/m);
    expect(rejected({ upperBound: s.value.max.minus(1) })).toMatch(/^upperBound: stated .* was found/m);
  });
  it('has its kinds of values verified', () => {
    for (const optimal of ['true', 1, undefined, null]) expect(rejected({ optimal })).toMatch(/^optimal: expected true or false/m);
    expect(rejected({ tiesSettled: 'yes' })).toMatch(/^tiesSettled: expected true or false/m);
    for (const field of ['total', 'value', 'upperBound'] as const) expect(rejected({ [field]: undefined })).toMatch(new RegExp(`^${field}(\\.min)?: expected`, 'm'));
  });
});

describe('a list of chosen claims', () => {
  const s = noDoubleDipping(THREE);
  const against = (chosen: readonly unknown[]): unknown => checkSelection(THREE, { ...s, chosen } as never);
  const refused = (finding: string): unknown => ({ feasible: false, optimal: false, findings: [`chosen: ${finding}`] });
  it('has each fault named once', () => {
    expect(against(['1a:P', '1b:P', '5b:Q'])).toEqual(refused('"1a:P" and "1b:P" exclude each other'));
    for (const [chosen, wrong] of [[['1a:P', 'x'], 'x'], [['1b:P', '1b:P'], '1b:P'], [['5b:P', '1b:P'], '1b:P']] as const) {
      expect(against(chosen)).toEqual(refused(`"${wrong}" is not a claim of the problem, repeated or out of order`));
    }
  });
  it('longer than there are claims is not gone through', () => {
    expect(against(Array.from({ length: 13 }, () => 'x'))).toEqual(refused('expected an array of claim ids, found an array of 13'));
  });
});

describe('a figure', () => {
  const s = noDoubleDipping(THREE);
  /** 1b 20 with 5b 5, held to 23, three times. */
  const against = (max: unknown): string[] => checkSelection(THREE, { ...s, value: { min: 69, max }, runnerUp: undefined } as never, { runnerUp: false }).findings;
  it('is stated as a decimal, a number or a text', () => {
    for (const max of [new Decimal(69), 69, '69', '69.00']) expect(against(max)).toEqual([]);
    for (const max of [['69'], [69], 69n, NaN, '6.9e1', new Decimal('1e54')]) expect(against(max)).toEqual([expect.stringMatching(/^value\.max: expected an amount, found /)]);
  });
  it('too low or too high is told with what was found', () => {
    expect(against(68)).toEqual(['value.max: stated 68, 69 was found']);
    expect(against('69.01')).toEqual(['value.max: stated 69.01, no more than 69 was found']);
    const second = (more: object): string[] => checkSelection(THREE, { ...s, runnerUp: { ...s.runnerUp, ...more } } as never).findings;
    // 1a 9 and 5b 5 in the place of 23: 60, and 9 less.
    expect(second({ value: { min: 60, max: 61 } })).toEqual(['runnerUp.value.max: stated 61, no more than 60 was found']);
    expect(second({ gap: { min: 8, max: 9 } })).toEqual(['runnerUp.gap.min: stated 8, 9 was found']);
    // Of one that is wrong, whether it is the second best is not asked any more.
    expect(second({ chosen: ['1a:P', ...s.chosen.slice(2)] })).toEqual([
      'runnerUp.value.min: stated 60, no more than 55 was found', 'runnerUp.value.max: stated 60, no more than 55 was found',
      'runnerUp.gap.min: stated 9, 14 was found', 'runnerUp.gap.max: stated 9, 14 was found',
    ]);
  });
});

describe('open amounts on one input: at minima first, then at maxima', () => {
  type Ends = readonly [min: number, max: number];
  const oneOf = (...claims: Ends[]): SelectionProblem => ({ claims: claims.map(([min, max], i) => ({ id: 'abc'[i] as string, amount: { min, max }, inputs: ['i'] })) });
  /** The choice of the first claim, with its own figures. */
  const choice = ([min, max]: Ends, more: object = {}): Selection =>
    ({ chosen: ['a'], value: { min, max }, total: { min, max }, upperBound: max, optimal: true, tiesSettled: true, work: 0, ...more }) as never;
  const against = (problem: SelectionProblem, selection: Selection): string[] => checkSelection(problem, selection, { runnerUp: false }).findings;

  it('a set that brings more at minima is better, though it brings no more at maxima', () => {
    expect(against(oneOf([5, 9], [6, 9]), choice([5, 9]))).toEqual(['another set brings 6 at minima, 9 at maxima']);
    expect(against(oneOf([6, 9], [5, 9]), choice([6, 9]))).toEqual([]);
  });
  it('one that brings more at maxima only is better where ties are settled', () => {
    const [problem, total] = [oneOf([5, 8], [5, 9]), { total: { min: 5, max: 9 }, upperBound: 9 }];
    expect(against(problem, choice([5, 8], total))).toEqual(['another set brings 5 at minima, 9 at maxima']);
    expect(checkSelection(problem, choice([5, 8], { ...total, tiesSettled: false }), { runnerUp: false })).toEqual({ feasible: true, optimal: true, findings: [] });
  });
  it('the total and the bound of a proven choice are the most at maxima, no less and no more', () => {
    const problem = oneOf([5, 8], [4, 9]);
    expect(against(problem, choice([5, 8], { total: { min: 5, max: 9 }, upperBound: 9 }))).toEqual([]);
    expect(against(problem, choice([5, 8]))).toEqual(['total.max: stated 8, 9 was found', 'upperBound: stated 8, 9 was found']);
    expect(against(problem, choice([5, 8], { total: { min: 5, max: 9 }, upperBound: 10 }))).toEqual(['upperBound: stated 10, no more than 9 was found']);
  });
  it('and so it is with the runner-up', () => {
    const seconds = (problem: SelectionProblem, [min, max]: Ends, more: object = {}): string[] =>
      checkSelection(problem, choice([10, 10], { runnerUp: { chosen: ['b'], value: { min, max }, gap: { min: 10 - min, max: 10 - max } }, ...more })).findings;
    const another = (min: number, max: number): string => `runnerUp: is not the second best; another set brings ${min} at minima, ${max} at maxima`;
    expect(seconds(oneOf([10, 10], [3, 9], [4, 9]), [3, 9])).toEqual([another(4, 9)]);
    expect(seconds(oneOf([10, 10], [4, 8], [4, 9]), [4, 8])).toEqual([another(4, 9)]);
    expect(seconds(oneOf([10, 10], [4, 8], [4, 9]), [4, 8], { tiesSettled: false })).toEqual([]);
    expect(seconds(oneOf([10, 10], [4, 9]), [4, 9], { optimal: false })).toEqual([
      'runnerUp: not verified that it is the second best', 'the selection is not claimed to be proven: its work limit was reached',
    ]);
  });
});

describe('what is not verified', () => {
  const clique = (...amounts: number[]): SelectionProblem => ({ claims: amounts.map((amount, i) => ({ id: `c${i}`, amount, inputs: ['i'] })) });
  const inPool = (count: number, cap: number): SelectionProblem =>
    ({ claims: Array.from({ length: count }, (_, i) => ({ id: `c${i}`, amount: 100 + 7 * i, pool: 'P' })), pools: [{ id: 'P', cap }] });
  const of = (problem: SelectionProblem, options: SelectionOptions = { runnerUp: false }): string[] => checkSelection(problem, noDoubleDipping(problem, options), options).findings;
  const tooLarge = (count: number): string => `not verified within the checker's limit: a part of ${count} claims`;

  it('is a part of 21 claims and no part of 20; what brings nothing is not counted', () => {
    const twenty = Array.from({ length: 20 }, (_, i) => i + 1);
    expect(of(clique(...twenty))).toEqual([]);
    expect(of(clique(...twenty, 21))).toEqual([tooLarge(21)]);
    expect(of(clique(...twenty, 0))).toEqual([]);
  });
  it('is a pool of 21 claims that can exceed it together; one that cannot be full ties none of them', () => {
    // 100 + 107 + ... + 240 = 3,570.
    expect(of(inPool(21, 3_569))).toEqual([tooLarge(21)]);
    expect(of(inPool(21, 3_570))).toEqual([]);
  });
  it('is a part of 17 claims of which almost all sets must be tried; of 16 it is verified', () => {
    expect(of(inPool(16, 800))).toEqual([]);
    expect(of(inPool(17, 850))).toEqual([tooLarge(17)]);
  });
  it('is a runner-up that would need all sets of 18 claims: none of them goes with the one displaced', () => {
    const ids = Array.from({ length: 18 }, (_, i) => `c${i}`);
    const problem: SelectionProblem = { claims: [...ids, 'z'].map((id) => ({ id, amount: 1 })), exclusive: ids.map((id) => [id, 'z'] as const) };
    const s = noDoubleDipping(problem);
    expect([s.chosen, s.runnerUp?.chosen]).toEqual([ids, ['z']]);
    expect(checkSelection(problem, s)).toEqual({ feasible: true, optimal: false, findings: ['runnerUp: not verified that it is the second best'] });
  });
  it('so it is beside a part of which the second best is known, and where none is stated: 4 for 5, while those 18 take too long', () => {
    const ids = Array.from({ length: 18 }, (_, i) => `c${i}`);
    const many: SelectionProblem = { claims: [...ids, 'z'].map((id) => ({ id, amount: 1 })), exclusive: ids.map((id) => [id, 'z'] as const) };
    const both: SelectionProblem = { ...many, claims: [{ id: 'a', amount: 5, inputs: ['i'] }, { id: 'b', amount: 4, inputs: ['i'] }, ...many.claims] };
    expect(noDoubleDipping(both).runnerUp?.chosen).toEqual(['b', ...ids]);
    expect(checkSelection(both, noDoubleDipping(both))).toEqual({ feasible: true, optimal: false, findings: ['runnerUp: not verified that it is the second best'] });
    expect(checkSelection(many, noDoubleDipping(many, { runnerUp: false }))).toEqual({ feasible: true, optimal: true, findings: ['runnerUp: not verified: none is stated, though "z" is displaced'] });
  });
  it('is no part that only an excluded claim ties together', () => {
    const on = (input: string): Claim[] => Array.from({ length: 11 }, (_, i) => ({ id: `${input}${i}`, amount: i + 1, inputs: [input] }));
    const tied: SelectionProblem = { claims: [...on('i'), ...on('j'), { id: 'z', amount: 1, inputs: ['i', 'j'] }] };
    expect(of(tied)).toEqual([tooLarge(23)]);
    expect(of(tied, { runnerUp: false, excluded: ['z'] })).toEqual([]);
  });
  it('names a displaced claim that could be chosen and would bring something', () => {
    const problem = clique(0, 7, 8, 9);
    const options: SelectionOptions = { excluded: ['c1'], runnerUp: false };
    expect(checkSelection(problem, noDoubleDipping(problem, options), { excluded: ['c1'] }).findings).toEqual(['runnerUp: not verified: none is stated, though "c2" is displaced']);
  });
});

describe('what is no selection, no problem, no options', () => {
  const s = noDoubleDipping(THREE);
  const check = (...args: unknown[]) => () => (checkSelection as (...a: unknown[]) => unknown)(...args);
  it('is one clear error', () => {
    for (const none of [null, undefined, 3, 'x']) expect(check(THREE, none)).toThrow(/^selection: expected an object/);
    expect(check(THREE, {})).toThrow(/^selection\.chosen: expected an array of claim ids, found undefined/);
    expect(check(THREE, { chosen: 5 })).toThrow(/^selection\.chosen: expected an array of claim ids, found 5$/);
    expect(check(null, s)).toThrow(/^problem: expected an object, found null/);
    expect(check({}, s)).toThrow(/^claims: expected an array/);
    expect(check({ claims: [{ id: 'a', amount: 'x' }] }, s)).toThrow(/^claims\[0\]\.amount: /);
    expect(check(THREE, s, { need: [] })).toThrow(/^options\.need: /);
    expect(check(THREE, s, { required: ['z'] })).toThrow(/^options\.required\[0\]: /);
  });
  it('never is another error, whatever the fields hold', () => {
    const field = fc.constantFrom('chosen', 'total', 'value', 'optimal', 'tiesSettled', 'upperBound', 'runnerUp', 'work');
    holding({ 'a list': 0.7, 'looked at': 0.4 }, (given) => fc.assert(
      fc.property(field, fc.anything(), (name, value) => {
        if (!given('a list', name !== 'chosen' || Array.isArray(value))) return;
        const { findings, optimal } = checkSelection(THREE, { ...s, [name]: value } as never);
        // Any count of work and any word on ties may be true: the checker does not look at them.
        if (!given('looked at', name !== 'work' && name !== 'runnerUp' && !(name === 'tiesSettled' && typeof value === 'boolean'))) return;
        expect(findings.length > 0 || JSON.stringify(value) === JSON.stringify(s[name as 'optimal'])).toBe(true);
        expect(findings.length > 0 || optimal).toBe(true);
      }),
      { numRuns: 400 },
    ));
  });
});

describe('the runner-up of parts of which only one has open amounts', () => {
  it('is held to the least amounts first: {c0, c3} brings 5 to 6, {c1, c4} 1 to 7', () => {
    const problem: SelectionProblem = {
      claims: [
        { id: 'c0', amount: 5, inputs: ['in0'] }, { id: 'c1', amount: 1, inputs: ['in0'] },
        { id: 'c3', amount: { min: 0, max: 1 }, inputs: ['in4'] }, { id: 'c4', amount: { min: 0, max: 6 }, inputs: ['in4'] },
      ],
    };
    const selection = noDoubleDipping(problem);
    expect(selection.runnerUp?.chosen).toEqual(['c0', 'c3']);
    expect(checkSelection(problem, selection)).toEqual({ feasible: true, optimal: true, findings: [] });
  });
});

describe('options', () => {
  it('decide what may be chosen', () => {
    const forced = noDoubleDipping(THREE, { required: ['1a:P'], excluded: ['5b:Q'] });
    expect(checkSelection(THREE, forced, { required: ['1a:P'], excluded: ['5b:Q'] })).toEqual({ feasible: true, optimal: true, findings: [] });
    expect(checkSelection(THREE, forced).optimal).toBe(false);
    const free = noDoubleDipping(THREE);
    expect(checkSelection(THREE, free, { required: ['1a:P'] })).toMatchObject({ feasible: false, findings: ['chosen: "1a:P" is required by the options'] });
    expect(checkSelection(THREE, free, { excluded: ['5b:Q'] })).toMatchObject({ feasible: false, findings: ['chosen: "5b:Q" is excluded by the options'] });
  });
});

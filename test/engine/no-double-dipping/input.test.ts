import { Decimal } from 'decimal.js';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isInvalidCaseError } from '../../../src/core/error.js';
import { explainForgone, noDoubleDipping, type SelectionProblem } from '../../../src/constraints/no-double-dipping/index.js';

const solve = (problem: unknown, options?: unknown): unknown => noDoubleDipping(problem as SelectionProblem, options as never);
const claim = (more: object): unknown => ({ claims: [{ id: 'a', amount: '1' }, { id: 'b', ...more }] });

describe('bad input is one clear error that names the path', () => {
  const cases: [string, unknown, RegExp][] = [
    ['no problem', undefined, /^problem: /],
    ['no claims', {}, /^claims: expected an array/],
    ['a claim that is no object', { claims: [7] }, /^claims\[0\]: /],
    ['an empty id', { claims: [{ id: '', amount: 1 }] }, /^claims\[0\]\.id: .*""/],
    ['an id that is no text', { claims: [{ id: 5, amount: 1 }] }, /^claims\[0\]\.id: .*found 5$/],
    ['a duplicate id', { claims: [{ id: 'a', amount: 1 }, { id: 'a', amount: 1 }] }, /^claims\[1\]\.id: expected a unique id, found "a"/],
    ['neither amount nor parts', claim({}), /^claims\[1\]: expected exactly one of amount and parts, found "neither"$/],
    ['amount and parts', claim({ amount: 1, parts: [] }), /^claims\[1\]: expected exactly one of amount and parts, found "both"$/],
    ['pool beside parts', { claims: [{ id: 'a', pool: 'p', parts: [] }], pools: [{ id: 'p', cap: 1 }] }, /^claims\[0\]\.pool/],
    ['a negative amount', claim({ amount: '-1' }), /^claims\[1\]\.amount: .*"-1"/],
    ['a negative number', claim({ amount: -1 }), /^claims\[1\]\.amount: .*-1/],
    ['a negative decimal', claim({ amount: new Decimal(-1) }), /^claims\[1\]\.amount: /],
    ['NaN', claim({ amount: NaN }), /^claims\[1\]\.amount: .*NaN/],
    ['Infinity', claim({ amount: Infinity }), /^claims\[1\]\.amount: .*Infinity/],
    ['a decimal that is not finite', claim({ amount: new Decimal(NaN) }), /^claims\[1\]\.amount: /],
    ['an exponent', claim({ amount: '1e5' }), /^claims\[1\]\.amount: .*"1e5"/],
    ['text', claim({ amount: '1,000' }), /^claims\[1\]\.amount: /],
    ['a bare point', claim({ amount: '.5' }), /^claims\[1\]\.amount: /],
    ['null', claim({ amount: null }), /^claims\[1\]\.amount: /],
    ['min above max', claim({ amount: { min: 2, max: 1 } }), /^claims\[1\]\.amount\.min: /],
    ['min above max, long decimals', claim({ amount: { min: '2.0001', max: '2.00001' } }), /^claims\[1\]\.amount\.min: /],
    ['no max', claim({ amount: { min: 2 } }), /^claims\[1\]\.amount\.max: /],
    ['an unknown pool', claim({ amount: 1, pool: 'q' }), /^claims\[1\]\.pool: .*declared pool, found "q"/],
    ['an unknown pool in a part', claim({ parts: [{ pool: 'q', amount: 1 }] }), /^claims\[1\]\.parts\[0\]\.pool: /],
    ['a bad cap', { claims: [], pools: [{ id: 'p', cap: '-3' }] }, /^pools\[0\]\.cap: .*"-3"/],
    ['a duplicate pool', { claims: [], pools: [{ id: 'p', cap: 1 }, { id: 'p', cap: 1 }] }, /^pools\[1\]\.id: /],
    ['an unknown stackable id', { claims: [{ id: 'a', amount: 1 }], stackable: [['a', 'z']] }, /^stackable\[0\]\[1\]: .*"z"/],
    ['a claim with itself', { claims: [{ id: 'a', amount: 1 }], exclusive: [['a', 'a']] }, /^exclusive\[0\]: /],
    ['not a pair', { claims: [{ id: 'a', amount: 1 }], exclusive: [['a']] }, /^exclusive\[0\]: /],
    ['a pair of three', { claims: [{ id: 'a', amount: 1 }, { id: 'b', amount: 1 }], stackable: [['a', 'b', 'a']] }, /^stackable\[0\]: expected a pair of claim ids/],
    ['a pair of none', { claims: [{ id: 'a', amount: 1 }], stackable: [[]] }, /^stackable\[0\]: expected a pair of claim ids/],
    ['an empty input', claim({ amount: 1, inputs: [''] }), /^claims\[1\]\.inputs\[0\]: /],
  ];
  for (const [name, problem, message] of cases) it(name, () => expect(() => solve(problem)).toThrow(message));

  const unknown: [string, unknown, RegExp][] = [
    ['the problem', { claims: [], stackables: [] }, /^stackables: expected only the properties claims, stackable, exclusive, pools, found/],
    ['a claim', claim({ amount: 1, input: ['x'] }), /^claims\[1\]\.input: expected only the properties id, amount, inputs, pool, parts, found an array of 1/],
    ['a part', claim({ parts: [{ amount: 1, cap: 1 }] }), /^claims\[1\]\.parts\[0\]\.cap: expected only .*pool, amount/],
    ['open amounts', claim({ amount: { min: 1, max: 2, mx: 3 } }), /^claims\[1\]\.amount\.mx: expected only .*min, max/],
    ['a pool', { claims: [], pools: [{ id: 'p', cap: 1, limit: 2 }] }, /^pools\[0\]\.limit: expected only .*id, cap/],
  ];
  for (const [name, problem, message] of unknown) it(`an unknown property of ${name}`, () => expect(() => solve(problem)).toThrow(message));

  it('options of an unknown name or kind', () => {
    const problem = { claims: [{ id: 'a', amount: 1 }] };
    expect(() => solve(problem, { worklimit: 3 })).toThrow(/^options\.worklimit: expected only the properties workLimit, runnerUp, required, excluded, found 3/);
    expect(() => solve(problem, { runnerUp: 'no' })).toThrow(/^options\.runnerUp: expected true or false, found "no"/);
    for (const options of [null, 3, 'fast', [], () => 1]) expect(() => solve(problem, options)).toThrow(/^options: expected an object/);
    expect(() => solve(problem, { workLimit: undefined, runnerUp: undefined, required: undefined, excluded: undefined })).not.toThrow();
  });

  it('a selection to explain that is none', () => {
    const explain = (selection: unknown) => (): unknown => explainForgone({ claims: [{ id: 'a', amount: 1 }] }, selection as never);
    expect(explain(null)).toThrow(/^selection: expected an object, found null/);
    expect(explain({})).toThrow(/^selection\.chosen: expected an array of claim ids, found undefined/);
    expect(() => explainForgone({ claims: [] }, { chosen: [] }, { workLimit: -1 })).toThrow(/^options\.workLimit: /);
    expect(() => explainForgone({ claims: [] }, { chosen: [] }, { runnerUp: false } as never)).toThrow(/^options\.runnerUp: expected only the properties workLimit/);
  });

  it('options', () => {
    const problem = { claims: [{ id: 'a', amount: 1, inputs: ['i'] }, { id: 'b', amount: 1, inputs: ['i'] }] };
    expect(() => solve(problem, { required: ['z'] })).toThrow(/^options\.required\[0\]: .*"z"/);
    for (const required of [['a', 'b'], ['b', 'a']]) expect(() => solve(problem, { required })).toThrow(/^options\.required: expected claims that go together \(not with "a"\), found "b"$/);
    // Of several faults that of the first claim in the problem's order.
    expect(() => solve(problem, { required: ['b', 'a'], excluded: ['a', 'b'] })).toThrow(/^options\.required: .*found "a"$/);
    expect(() => solve(problem, { required: ['a'], excluded: ['a'] })).toThrow(/^options\.required: /);
    expect(() => solve(problem, { workLimit: -1 })).toThrow(/^options\.workLimit: /);
    for (const workLimit of [NaN, '5', [5], null]) expect(() => solve(problem, { workLimit })).toThrow(/^options\.workLimit: /);
  });

  it('hostile exponents and lengths are refused before they cost anything', () => {
    const hostile = ['1e1000000000', '1'.repeat(1e6), `0.${'0'.repeat(1e6)}1`, '9'.repeat(25), new Decimal('1e1000000'), new Decimal('1e-1000000'), 1e300, 5e-324];
    // In a message the value is cut: nothing has written it out.
    for (const amount of hostile) expect(() => solve({ claims: [{ id: 'a', amount }] })).toThrow(/^claims\[0\]\.amount: .{1,200}$/s);
  });

  it('never another error for arbitrary values, and each in both languages', () => {
    fc.assert(
      fc.property(fc.anything(), fc.anything(), (a, b) => {
        for (const problem of [a, { claims: a, pools: b }, { claims: [{ id: 'x', amount: a, inputs: b }] }, { claims: [], exclusive: a, stackable: b }, { claims: [{ id: 'x', parts: a }], pools: [b] }, { claims: [{ id: 'x', amount: { min: a, max: b } }] }, { claims: [], exclusive: [a, [b]], stackable: [[a, b]] }]) {
          try {
            solve(problem);
          } catch (error) {
            expect(isInvalidCaseError(error) && error.issues.every(({ path, message }) => path !== '' && /[一-龥]/.test(message.zh) && message.en !== '')).toBe(true);
          }
        }
      }),
      { numRuns: 300 },
    );
  });

  it('ids may be any text', () => {
    const ids = ['__proto__', 'constructor', 'toString', '0', ' ', '投入'];
    const s = noDoubleDipping({ claims: ids.map((id, i) => ({ id, amount: i + 1, inputs: ['__proto__'], pool: '__proto__' })), pools: [{ id: '__proto__', cap: 100 }] });
    expect(s.chosen).toEqual(['投入']);
    const many = Array.from({ length: 30 }, (_, i) => ({ id: i === 7 ? '__proto__' : `${i}`, amount: i + 1, inputs: ['hasOwnProperty'] }));
    expect(noDoubleDipping({ claims: many }, { required: ['__proto__'] }).chosen).toEqual(['__proto__']);
  });

  it('the input is never changed', () => {
    const freeze = <T>(value: T): T => {
      if (typeof value === 'object' && value !== null) Object.values(Object.freeze(value)).forEach(freeze);
      return value;
    };
    const claims = Array.from({ length: 12 }, (_, i) => ({ id: `c${i}`, amount: i, inputs: [`i${i % 4}`], pool: 'p' }));
    expect(noDoubleDipping(freeze({ claims, pools: [{ id: 'p', cap: 20 }] })).total.max.toNumber()).toBe(20);
  });
});

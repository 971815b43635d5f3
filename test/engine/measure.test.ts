/** What becomes of a fact on which right and amount hang at once while it is open: each value is evaluated, and only what both say is told as a fact. */
import { describe, expect, it } from 'vitest';
import { type Condition, inPlace, met, unknown, unmet } from '../../src/core/condition.js';
import { ONE, Dec } from '../../src/core/decimal.js';
import { fact, required } from '../../src/core/fact.js';
import { percentage } from '../../src/core/formula.js';
import { lawByDay, lawSource } from '../../src/core/law.js';
import { type Measure, evaluate } from '../../src/core/measure.js';
import { exactly } from '../../src/core/span.js';
import { text } from '../../src/core/text.js';

interface Facts {
  readonly flag?: boolean | undefined;
}

const label = text('条件', 'condition');
const cap = { value: '1000', unit: 'CNY', bound: 'at-most', words: '最高1000元', clause: 'X.1', name: text('上限', 'cap'), validFrom: '2025-01-01', validTo: '2025-12-31' } as const;
const law = lawByDay(lawSource({ cap }, {}, () => false).register, {}, false)(undefined);
const condition = (id: string, test: Condition<Facts>['test']): Condition<Facts> => ({ id, clause: 'X.1', label, facts: ['flag'], test });

const toy = (conditions: readonly Condition<Facts>[], rate = (flag: boolean | undefined) => (flag === true ? '0.2' : '0.1')): Measure<Facts> => ({
  id: 'toy', code: 't', article: 1, clause: 'X.1', title: label, kind: 'project', source: { each: 'projects', id: 'id' }, subject: 'project', payee: { kind: 'enterprise', fact: 'owner' },
  facts: { project: required(fact('id', 'applicant', '编号', 'id')), flag: fact('boolean', 'applicant', '是否', 'flag') }, conditions, branchOn: ['flag'], datedBy: 'day', parameters: ['cap'],
  formula: percentage({ base: () => ({ span: exactly(new Dec(100)), missing: [] }), rate: (facts) => exactly(new Dec(rate(facts.flag))), cap: 'cap' }),
});
const subject = { id: 'P', locate: (name: string) => `$.${name}`, locateRow: () => inPlace };
const of = (measure: Measure<Facts>, facts: Facts = {}) => evaluate(measure as never, { project: 'P', ...facts }, subject, law, (f) => f).determination;
const toldOf = (test: Condition<Facts>['test']) => {
  const { conditions, ...rest } = of(toy([condition('c', test)]));
  return { ...rest, told: conditions[0] };
};
const head = { id: 'c', clause: 'X.1', label };

describe('an open fact', () => {
  it('leaves a range between what its values give, and is named: 10 % or 20 % of 100', () => {
    const d = of(toy([]));
    expect([d.status, d.amount, d.missing, d.steps.map(({ id, value }) => `${id} ${value}`)]).toEqual([
      'eligible', { min: '10.00', max: '20.00' }, ['$.flag'], ['base 100.00', 'rate 0.1..0.2', 'product 10.00..20.00', 'cap 10.00..20.00'],
    ]);
    expect(of(toy([]), { flag: true })).toMatchObject({ amount: { min: '20.00', max: '20.00' } });
    expect(of(toy([]), { flag: true }).missing).toBeUndefined();
  });

  it('that changes nothing is not asked for', () => {
    const d = of(toy([], () => '0.1'));
    expect([d.status, d.amount, d.missing]).toEqual(['eligible', { min: '10.00', max: '10.00' }, undefined]);
  });

  it('leaves a condition as it stands while it is open', () => {
    const d = toldOf(({ flag }, _law, locate) => (flag === undefined ? unknown('x', [locate('flag')]) : flag ? met('x', 'yes') : unmet('x', 'no')));
    expect([d.status, d.amount, d.told]).toEqual(['undetermined', { min: '0.00', max: '20.00' }, { ...head, outcome: 'unknown', required: 'x', missing: ['$.flag'] }]);
  });

  it('that no completion fails leaves the condition met, with what was found where both found the same', () => {
    const test = (a: string, b: string): Condition<Facts>['test'] => ({ flag }, _law, locate) => (flag === undefined ? unknown('x', [locate('flag')]) : met('x', flag ? a : b));
    expect(toldOf(test('yes', 'yes')).told).toEqual({ ...head, outcome: 'met', required: 'x', actual: 'yes' });
    expect(toldOf(test('yes', 'no')).told).toStrictEqual({ ...head, outcome: 'met', required: 'x' });
  });

  it('that every completion fails makes it ineligible, and then nothing is asked for', () => {
    const d = toldOf(({ flag }, _law, locate) => (flag === undefined ? unknown('x', [locate('flag')]) : unmet('x', flag ? 'a' : 'b', '1')));
    expect([d.status, d.amount, d.missing, d.told]).toEqual(['ineligible', { min: '0.00', max: '0.00' }, undefined, { ...head, outcome: 'unmet', required: 'x' }]);
  });

  it('that decides a condition which does not look at it as open is named as what decides', () => {
    const d = toldOf(({ flag }) => (flag === false ? unmet('x', 'no', '1') : met('x', 'yes')));
    expect([d.status, d.told]).toEqual(['undetermined', { ...head, outcome: 'unknown', required: 'x', missing: ['$.flag'] }]);
    // Where both completions leave it open by other facts, those are named, each once.
    const both = toldOf(({ flag }) => (flag === undefined ? met('x') : unknown('x', flag ? ['$.a', '$.b'] : ['$.b', '$.c'])));
    expect(both.told).toEqual({ ...head, outcome: 'unknown', required: 'x', missing: ['$.a', '$.b', '$.c'] });
  });
});

describe('an amount held to its cap', () => {
  it('binds only where it is more than the cap', () => {
    const times = (base: number) => evaluate({ ...toy([]), formula: percentage({ base: () => ({ span: exactly(new Dec(base)), missing: [] }), rate: () => exactly(ONE), cap: 'cap' }) } as never, { project: 'P', flag: true }, subject, law, (f) => f).determination;
    expect([999, 1000, 1001].map((base) => [times(base).amount.max, times(base).capBinding])).toEqual([['999.00', false], ['1000.00', false], ['1000.00', true]]);
  });
});

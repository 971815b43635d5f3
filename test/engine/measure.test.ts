/** What becomes of a fact on which right and amount hang at once while it is open: each value is evaluated, and only what both say is told as a fact. */
import { describe, expect, it } from 'vitest';
import { type Condition, inPlace, met, unknown, unmet } from '../../src/core/condition.js';
import { ONE, Dec } from '../../src/core/decimal.js';
import { fact, list, required } from '../../src/core/fact.js';
import { type Valuation, formatStage, mergeValuations, money, percentage } from '../../src/core/formula.js';
import { ratio } from '../../src/core/ratio.js';
import { lawByDay, lawSource } from '../../src/core/law.js';
import { evaluate, paidOn } from '../../src/core/evaluate.js';
import type { Measure, Rows, SumCondition } from '../../src/core/measure.js';
import { ANY_AMOUNT, type Span, between, exactRatio, exactly } from '../../src/core/span.js';
import { text } from '../../src/core/text.js';

interface Facts {
  readonly flag?: boolean | undefined;
}

const label = text('条件', 'condition');
const cap = { value: '1000', unit: 'CNY', bound: 'at-most', words: '最高1000元', clause: 'X.1', name: text('上限', 'cap'), validFrom: '2025-01-01', validTo: '2025-12-31' } as const;
const law = lawByDay(lawSource({ cap }, {}, () => false).register, {}, false)(undefined);
const condition = (id: string, test: Condition<Facts>['test']): Condition<Facts> => ({ id, clause: 'X.1', label, facts: ['flag'], test });

const toy = (conditions: readonly Condition<Facts>[], rate = (flag: boolean | undefined): string => (flag === true ? '0.2' : '0.1')): Measure<Facts> => ({
  id: 'toy', code: 't', article: 1, clause: 'X.1', title: label, kind: 'project', source: { each: 'projects', id: 'id' }, subject: 'project', payee: { kind: 'enterprise', fact: 'owner' },
  facts: { project: required(fact('id', 'applicant', '编号', 'id')), flag: fact('boolean', 'applicant', '是否', 'flag') }, conditions, branchOn: ['flag'], datedBy: 'day', parameters: ['cap'],
  formula: percentage({ base: () => ({ span: exactly(new Dec(100)), missing: [] }), rate: (facts) => exactly(new Dec(rate(facts.flag))), cap: 'cap' }),
});
const subject = { id: 'P', locate: (name: string) => `$.${name}`, locateRow: () => inPlace };
const of = (measure: Measure<Facts>, facts: Facts = {}) => evaluate(measure as never, { project: 'P', ...facts }, subject, law, []).determination;
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
    // A measure that adds nothing up tells of no rows.
    expect(Object.keys(of(toy([]), { flag: true }))).not.toContain('items');
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

describe('an open fact beside conditions and amounts', () => {
  const byFlag = (of: (flag: boolean | undefined) => 'met' | 'unmet' | 'unknown'): Condition<Facts>['test'] => ({ flag }) =>
    ({ met: met('x'), unmet: unmet('x', 'no'), unknown: unknown('x', ['$.flag']) })[of(flag)];

  it('tells each condition as it stands, also beside one that does not apply', () => {
    const other: Condition<Facts> = { ...condition('other', () => met('never')), applies: () => false };
    const d = of(toy([other, condition('c', byFlag((flag) => (flag === undefined ? 'unknown' : 'met')))]));
    expect(d.conditions).toEqual([{ ...head, outcome: 'met', required: 'x' }]);
  });

  it('is named where it decides the right and not the amount: 0 % either way', () => {
    const d = of(toy([condition('c', byFlag((flag) => (flag === undefined ? 'unknown' : flag ? 'met' : 'unmet')))], () => '0'));
    expect([d.status, d.amount, d.missing]).toEqual(['undetermined', { min: '0.00', max: '0.00' }, ['$.flag']]);
  });

  it('tells the nature and the rows of the value that may pay more, whichever that is', () => {
    const paying = (yes: number, no: number): Measure<Facts> => {
      const base = toy([]).formula;
      const evaluate: typeof base.evaluate = (facts, input) => ({ ...base.evaluate(facts, input), capped: exactly(new Dec(facts.flag === true ? yes : no)) });
      return { ...toy([]), formula: { ...base, nature: ({ flag }) => (flag === true ? 'assessed' : 'ceiling'), evaluate } };
    };
    expect([paying(2, 1), paying(1, 2)].map((measure) => of(measure).nature)).toEqual(['assessed', 'ceiling']);
  });
});

describe('the rows of a measure', () => {
  interface Row { readonly id: string; readonly amount?: number; readonly is?: 'met' | 'unmet' | 'unknown' }
  const findings = (row: Row) => ({ met: met('x', `of ${row.id}`), unmet: unmet('x', `of ${row.id}`), unknown: unknown('x', [`$.${row.id}`]) })[row.is ?? 'met'];
  const rows: Rows<Row> = {
    fact: 'rows', inherits: [], conditions: [{ id: 'c', clause: 'X.1', label, facts: [], test: findings }],
    value: ({ amount }) => ({ span: exactly(new Dec(amount ?? 1)), missing: [] }),
  };
  const sumTest: SumCondition['test'] = ({ span }, _law, certain) => (certain ? met('5', span.hi.toFixed()) : unknown('5', ['$.sum']));
  const summed: Measure<never, Row> = {
    ...toy([]), branchOn: [], rows, facts: { project: required(fact('id', 'applicant', '编号', 'id')), rows: list({}, label, text('明细', 'row')) },
    sumCondition: { id: 'sum', clause: 'X.1', label, test: sumTest },
    formula: percentage({ rate: () => exactly(ONE), cap: 'cap' }),
  } as never;
  const over = (given: readonly Row[] | undefined) => evaluate(summed as never, { project: 'P', rows: given }, subject, law, []);
  const [a, b] = [{ id: 'a' }, { id: 'b', amount: 2 }] as const;

  it('are one to be asked for where the list is left out, and none where it is empty', () => {
    const [open, none] = [undefined, []].map((given) => over(given).determination);
    expect(open).toMatchObject({ status: 'undetermined', amount: { min: '0.00', max: '1000.00' }, missing: ['$.rows', '$.sum'] });
    expect(open?.conditions[0]).toEqual({ id: 'some-rows', clause: 'X.1', label: text('有明细', 'at least one row'), outcome: 'unknown', required: '1', missing: ['$.rows'] });
    expect(none).toMatchObject({ status: 'ineligible', amount: { min: '0.00', max: '0.00' } });
    expect(none?.conditions).toMatchObject([{ outcome: 'unmet', required: '1', actual: '0' }, { id: 'sum', outcome: 'met', actual: '0' }]);
  });

  it('that count are added up; one that may not leaves the sum without a figure', () => {
    expect(over([a, b]).determination).toMatchObject({ status: 'eligible', amount: { min: '3.00', max: '3.00' }, conditions: [{ id: 'c' }, { id: 'sum', outcome: 'met', actual: '3' }] });
    expect(over([a, { ...b, is: 'unknown' }]).determination).toMatchObject({ amount: { min: '0.00', max: '3.00' }, conditions: [{ id: 'c', outcome: 'met' }, { id: 'sum', outcome: 'unknown' }] });
  });

  it('are told of the first by its id, in whatever order they stand', () => {
    const told = (...given: Row[]) => over(given).determination.conditions[0];
    for (const is of ['met', 'unmet'] as const) {
      const [first, second] = [{ ...a, is }, { ...b, is }];
      const result = { ...head, outcome: is, required: 'x', actual: 'of a' };
      for (const order of [[first, second], [second, first], [second, first, { id: 'c', is }]]) expect(told(...order)).toEqual(result);
    }
    const unknowns = [{ ...b, is: 'unknown' }, { ...a, is: 'unknown' }] as const;
    expect(told(...unknowns)).toEqual({ ...head, outcome: 'unknown', required: 'x', missing: ['$.a', '$.b'] });
    // One that counts, or may count, decides.
    expect(told({ ...a, is: 'unmet' }, { ...b, is: 'unknown' })).toMatchObject({ outcome: 'unknown', missing: ['$.b'] });
    expect(told({ ...a, is: 'unknown' }, b)).toMatchObject({ outcome: 'met', actual: 'of b' });
  });
});

describe('an amount of a part of a year', () => {
  const quarter = (base: Span) => of({ ...toy([]), formula: percentage({ base: () => ({ span: base, missing: [] }), rate: () => exactly(new Dec('0.1')), cap: 'cap', divisor: () => 4 }) }, { flag: true });
  const steps = (base: Span) => quarter(base).steps.map(({ id, value }) => `${id} ${value}`);

  it('is divided before it is held to the cap: 100 a year are 25 a quarter, 10 % of it 2.50', () => {
    expect(quarter(exactly(new Dec(100))).amount).toEqual({ min: '2.50', max: '2.50' });
    expect(steps(exactly(new Dec(100)))).toEqual(['base 25.00', 'rate 0.1', 'product 2.50', 'cap 2.50']);
  });

  it('on a base of which nothing is known tells none, only what the cap leaves', () => {
    expect(steps(ANY_AMOUNT)).toEqual(['rate 0.1', 'cap 0.00..1000.00']);
  });
});

describe('what is paid on a base of its own', () => {
  it('reaches down to nothing while the right to it is open: 10 % of 50', () => {
    const on = (test: Condition<Facts>['test']) => paidOn(evaluate(toy([condition('c', test)]) as never, { project: 'P', flag: false }, subject, law, []), exactly(new Dec(50)));
    expect([on(() => met('x')), on(() => unknown('x', ['$.y'])), on(() => unmet('x', 'no'))]).toEqual([exactly(new Dec(5)), between(new Dec(0), new Dec(5)), exactly(new Dec(0))]);
  });
});

describe('an amount held to its cap', () => {
  it('binds only where it is more than the cap', () => {
    const times = (base: number) => evaluate({ ...toy([]), formula: percentage({ base: () => ({ span: exactly(new Dec(base)), missing: [] }), rate: () => exactly(ONE), cap: 'cap' }) } as never, { project: 'P', flag: true }, subject, law, []).determination;
    expect([999, 1000, 1001].map((base) => [times(base).amount.max, times(base).capBinding])).toEqual([['999.00', false], ['1000.00', false], ['1000.00', true]]);
  });
});

describe('two valuations as one', () => {
  const amount = (n: number) => exactly(new Dec(n));
  const valuation = (n: number, change: Partial<Valuation> = {}): Valuation => ({ capped: amount(n), stages: [money('cap', 'X.1', label, amount(n))], capBinding: false, missing: [], ...change });
  const written = (v: Valuation | undefined) => v?.stages.map(formatStage).map(({ id, value }) => `${id} ${value}`);

  it('are the one that there is', () => {
    const one = valuation(1);
    expect([mergeValuations(one, undefined), mergeValuations(undefined, one), mergeValuations(undefined, undefined)]).toEqual([one, one, undefined]);
  });

  it('hold both amounts, stage by stage where the stages are the same', () => {
    const both = mergeValuations(valuation(2), valuation(1));
    expect([both?.capped, written(both)]).toEqual([between(new Dec(1), new Dec(2)), ['cap 1.00..2.00']]);
    const share = (r: string) => ({ id: 'factor', clause: 'X.1', label, span: exactRatio(ratio(new Dec(r))), unit: 'ratio' as const });
    expect(written(mergeValuations(valuation(1, { stages: [share('0.5')] }), valuation(1, { stages: [share('0.5')] })))).toEqual(['factor 0.5']);
    // A stage that only one has, or that is another, is told as the first has it.
    const stages = [money('base', 'X.1', label, amount(5)), money('cap', 'X.1', label, amount(3))];
    expect(written(mergeValuations(valuation(3, { stages }), valuation(1)))).toEqual(['base 5.00', 'cap 3.00']);
  });

  it('bind at the cap only where both do, and keep how they follow from a base only where both say', () => {
    const bound = (capBinding: boolean) => valuation(1, { capBinding });
    expect([[true, true], [true, false], [false, true], [false, false]].map(([a, b]) => mergeValuations(bound(a as boolean), bound(b as boolean))?.capBinding)).toEqual([true, false, false, false]);
    const linear = (base: number, rate: string) => ({ base: amount(base), rate: exactly(new Dec(rate)), divisor: 1, cap: new Dec(9) });
    const both = mergeValuations(valuation(1, { linear: linear(5, '0.1') }), valuation(1, { linear: linear(7, '0.2') }));
    expect([both?.linear?.base, both?.linear?.rate, both?.linear?.cap]).toEqual([between(new Dec(5), new Dec(7)), between(new Dec('0.1'), new Dec('0.2')), new Dec(9)]);
    expect([mergeValuations(valuation(1, { linear: linear(5, '0.1') }), valuation(1))?.linear, mergeValuations(valuation(1), valuation(1, { linear: linear(5, '0.1') }))?.linear]).toEqual([undefined, undefined]);
  });

  it('are written with two decimals of money at least, and with all that an amount or a ratio has', () => {
    const one = (span: ReturnType<typeof exactly>, unit: 'CNY' | 'ratio' = 'CNY') => formatStage({ id: 'x', clause: 'X.1', label, span, unit }).value;
    expect([one(amount(5)), one(exactly(new Dec('5.25'))), one(exactly(new Dec('5.125'))), one(exactly(new Dec('0.2')), 'ratio'), one(between(new Dec('0.1'), new Dec('0.25')), 'ratio'), one(between(new Dec(1), new Dec('1.005')))])
      .toEqual(['5.00', '5.25', '5.125', '0.2', '0.1..0.25', '1.00..1.005']);
  });
});

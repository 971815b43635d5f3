/** The small parts that everything else is made of: amounts and ratios that may be open, bounds, days, groups. */
import { describe, expect, it } from 'vitest';
import { COMPARISONS, type BoundWord, keeps, keepsDay, requirement, toReach } from '../../src/core/bound.js';
import { atLeast, inPlace, isTrue, met, reaches, told, unknown, unmet, whether } from '../../src/core/condition.js';
import { dayOfMonth, dayWords, isDay, monthOf, yearOf } from '../../src/core/day.js';
import { ALL, NONE, compareRatios, higher, lessRatio, lower, mean, product, ratio, share, writeRatio } from '../../src/core/ratio.js';
import {
  Dec, FEN, HALF_A_FEN, MAX_MONEY, ONE, added, compare, downToFen, formatMoney, grouped, maxOf, minOf, notBelowZero, readBack, toFen, upToFen,
} from '../../src/core/decimal.js';
import { daysBetween } from '../../src/core/elapsed.js';
import { UNITS, event, fact, group, list } from '../../src/core/fact.js';
import { amountOf, BOUNDS as BOUNDS_OF } from '../../src/core/facts.js';
import { listUnder, unionFind } from '../../src/core/groups.js';
import {
  ANY_AMOUNT, ANY_RATIO, NOTHING, amountOrAny, between, combineRatios, exactRatio, exactly, hull, isCertain, isUnbounded, least, mapSpan, minusToZero, orNothing, plus,
  ratioOrAny, same, sum, times, toRange,
} from '../../src/core/span.js';
import { text } from '../../src/core/text.js';

const dec = (value: number | string) => new Dec(value);
const span = (lo: number | string, hi: number | string = lo) => between(dec(lo), dec(hi));
const shown = ({ lo, hi }: { lo: { toFixed(): string }; hi: { toFixed(): string } }) => `${lo.toFixed()}..${hi.toFixed()}`;

describe('money', () => {
  it('is multiplied exactly and written without an exponent', () => {
    const [amount, rate] = ['9'.repeat(24), '12345678901234567891'];
    expect(dec(amount).times(`0.${rate}`).toFixed().replace('.', '')).toBe(String(BigInt(amount) * BigInt(rate)));
    expect([dec('1e-40'), dec('1e40')].map(String)).toEqual([`0.${'0'.repeat(39)}1`, `1${'0'.repeat(40)}`]);
    expect(added(['1.5', dec('0.25'), '1']).toFixed()).toBe('2.75');
  });

  it('is rounded half up to the fen, down where a bound may not be exceeded, up for the end of a range', () => {
    expect(['1.004', '1.005', '1.0149', '2'].map((a) => toFen(dec(a)).toFixed())).toEqual(['1', '1.01', '1.01', '2']);
    expect(['1.009', '1.01', '-1.009'].map((a) => downToFen(dec(a)).toFixed())).toEqual(['1', '1.01', '-1']);
    expect(['1.001', '1.01', '1'].map((a) => upToFen(dec(a)).toFixed())).toEqual(['1.01', '1.01', '1']);
    expect([FEN.toFixed(), HALF_A_FEN.toFixed(), MAX_MONEY.toFixed()]).toEqual(['0.01', '0.005', '10000000000000']);
  });

  it('is written with two decimals whatever its size', () => {
    const written = {
      '0': '0.00', '0.01': '0.01', '0.1': '0.10', '1': '1.00', '1.05': '1.05', '1.5': '1.50', '9999999.99': '9999999.99', '10000000': '10000000.00', '10000000.01': '10000000.01',
      '20000000.1': '20000000.10', '12345678901234.56': '12345678901234.56', '99999999999999.99': '99999999999999.99', '100000000000000': '100000000000000.00', '-1.5': '-1.50', '-20000000': '-20000000.00',
      '1.005': '1.01', '12345678.905': '12345678.91', '0.001': '0.00', '10000000.0000001': '10000000.00', '1.00000001': '1.00', '10000000.000000001': '10000000.00',
    };
    for (const [value, expected] of Object.entries(written)) expect(formatMoney(dec(value)), value).toBe(expected);
  });

  it('is read again within a hundred digits of the point, beyond which nothing was written', () => {
    for (const written of ['0.00', '1234567.89', '0.005', '1e100', '1e-100']) expect(readBack(written).toFixed()).toBe(dec(written).toFixed());
    for (const none of ['1e101', '1e-101', '1e1000000000', 'NaN', 'Infinity']) expect(() => readBack(none), none).toThrow(new RangeError(none));
  });

  it('is grouped by thousands before the point only', () => {
    expect(['1', '999.00', '1000.00', '1234567.89', '0.123456', '-1000'].map(grouped)).toEqual(['1', '999.00', '1,000.00', '1,234,567.89', '0.123456', '-1,000']);
  });

  it('is compared by its value', () => {
    const rising = ['-20000000.5', '-20000000', '-1.5', '-1', '0', '0.0000001', '0.5', '1', '1.0000001', '1.5', '9999999', '10000000', '10000000.5', '10000001', '20000000'].map(dec);
    for (const [i, a] of rising.entries()) for (const [j, b] of rising.entries()) expect(compare(a, b), `${a} ${b}`).toBe(Math.sign(i - j));
    expect([minOf(dec(1), dec(2)), minOf(dec(2), dec(1)), maxOf(dec(1), dec(2)), maxOf(dec(2), dec(1))].map(Number)).toEqual([1, 1, 2, 2]);
    expect([notBelowZero(dec(-1)), notBelowZero(dec(0)), notBelowZero(dec(1))].map(Number)).toEqual([0, 0, 1]);
  });
});

describe('an amount that may be open', () => {
  it('has one object for both ends where it is certain', () => {
    expect(isCertain(exactly(dec(1)))).toBe(true);
    expect(isCertain(span(1))).toBe(true);
    expect(isCertain(span(1, 2))).toBe(false);
    for (const certain of [plus(span(1), span(2)), times(span(2), span(3)), mapSpan(span(1), (a) => a.plus(1)), minusToZero(span(3), span(1)), hull(span(1), span(1)), least(span(1), span(2))]) {
      expect(isCertain(certain)).toBe(true);
    }
  });

  it('is added, multiplied, held and subtracted at both ends', () => {
    const [a, b] = [span(1, 3), span(2, 5)];
    expect([plus(a, b), times(a, b), least(a, b), sum([a, b, span(1)])].map(shown)).toEqual(['3..8', '2..15', '1..3', '4..9']);
    expect([plus(NOTHING, a), plus(a, NOTHING), plus(a, span(1)), plus(span(1), a)].map(shown)).toEqual(['1..3', '1..3', '2..4', '2..4']);
    expect(sum([])).toBe(NOTHING);
    // From 1 − 5, not below zero, to 3 − 2.
    expect([minusToZero(a, b), minusToZero(b, a), minusToZero(span(5), a), minusToZero(a, span(1)), minusToZero(span(1), span(2))].map(shown)).toEqual(['0..1', '0..4', '2..4', '0..2', '0..0']);
    expect([mapSpan(a, (x) => x.times(2)), mapSpan(a, () => ONE)].map(shown)).toEqual(['2..6', '1..1']);
    expect([hull(a, b), hull(b, a), hull(span(2), a)].map(shown)).toEqual(['1..5', '1..5', '1..3']);
    expect([orNothing(a), orNothing(span(0, 2)), orNothing(span(2))].map(shown)).toEqual(['0..3', '0..2', '0..2']);
  });

  it('is the same by value, and is told in yuan', () => {
    expect([same(span(1, 2), span(1, 2)), same(span(1, 2), span(1, 3)), same(span(1, 2), span(0, 2)), same(NOTHING, NOTHING)]).toEqual([true, false, false, true]);
    expect([toRange(span(1)), toRange(span(1, '2.5'))]).toEqual([{ min: '1.00', max: '1.00' }, { min: '1.00', max: '2.50' }]);
  });

  it('is anything where nothing is known, and then has no upper end to print', () => {
    expect([amountOrAny(undefined), amountOrAny(dec(7))].map(shown)).toEqual(['0..10000000000000', '7..7']);
    expect([isUnbounded(ANY_AMOUNT), isUnbounded(exactly(MAX_MONEY)), isUnbounded(span(0, '9999999999999')), isUnbounded(span(5, '20000000000000'))]).toEqual([true, false, false, true]);
  });

  it('is what is stated, or what its other facts leave of it, with what to name', () => {
    expect(amountOf({ a: dec(3) }, 'a', inPlace)).toEqual({ span: exactly(dec(3)), missing: [] });
    expect(amountOf<'a'>({}, 'a', (name) => `$.${name}`)).toEqual({ span: ANY_AMOUNT, missing: ['$.a'] });
    expect(amountOf<'a'>({ [BOUNDS_OF]: { a: { span: span(1, 2) } } }, 'a', inPlace)).toEqual({ span: span(1, 2), missing: ['a'] });
    expect(amountOf<'a'>({ [BOUNDS_OF]: { a: { span: span(1, 2), missing: ['b'] } } }, 'a', inPlace)).toEqual({ span: span(1, 2), missing: ['b'] });
    expect(amountOf<'a'>({ [BOUNDS_OF]: {} }, 'a', inPlace).span).toBe(ANY_AMOUNT);
  });
});

describe('a ratio', () => {
  const [half, third] = [ratio(dec('0.5')), ratio(ONE, dec(3))];

  it('is compared exactly, also against a quotient', () => {
    expect([compareRatios(half, third), compareRatios(third, half), compareRatios(third, ratio(dec(2), dec(6))), compareRatios(half, ALL)]).toEqual([1, -1, 0, -1]);
    expect([lower(half, third), lower(third, half), higher(half, third), higher(third, half)].map(writeRatio)).toEqual(['1/3', '1/3', '0.5', '0.5']);
    const same = [ratio(dec(1), dec(3)), ratio(dec(2), dec(6))] as const;
    expect([lower(...same), higher(...same)]).toEqual([same[0], same[0]]);
  });

  it('is multiplied, averaged and subtracted exactly, and divided last', () => {
    expect([product(half, third), product(third, half), product(third, third), product(half, half)].map(writeRatio)).toEqual(['0.5/3', '0.5/3', '1/9', '0.25']);
    expect([mean(half, third), mean(ALL, NONE)].map((r) => share(dec(12), r).toFixed())).toEqual(['5', '6']);
    expect([lessRatio(half, third), lessRatio(third, half), lessRatio(half, half)].map((r) => share(dec(6), r).toFixed())).toEqual(['1', '0', '0']);
    expect([share(dec(3000000), third), share(dec(3), half)].map((a) => a.toFixed())).toEqual(['1000000', '1.5']);
  });

  it('that may be open is combined at both ends', () => {
    expect([ratioOrAny(undefined), ANY_RATIO]).toEqual([ANY_RATIO, { lo: NONE, hi: ALL }]);
    const open = combineRatios(ANY_RATIO, exactRatio(half), lower);
    expect([writeRatio(open.lo), writeRatio(open.hi), isCertain(open)]).toEqual(['0', '0.5', false]);
    const none = combineRatios(ANY_RATIO, exactRatio(NONE), lower);
    expect([writeRatio(none.hi), isCertain(none)]).toEqual(['0', true]);
    expect(isCertain(combineRatios(exactRatio(half), exactRatio(third), product))).toBe(true);
    // Ends of one value, however they are written, leave nothing open.
    expect(isCertain(combineRatios({ lo: third, hi: ratio(dec(2), dec(6)) }, exactRatio(half), lower))).toBe(true);
  });
});

describe('a bound', () => {
  const SIDES: Readonly<Record<BoundWord, readonly [sign: string, below: boolean, itself: boolean, above: boolean, days: boolean]>> = {
    'at-least': ['>=', false, true, true, false], above: ['>', false, false, true, false], 'at-most': ['<=', true, true, false, false], below: ['<', true, false, false, false],
    exactly: ['=', false, true, false, false], 'on-or-after': ['>=', false, true, true, true], after: ['>', false, false, true, true], 'on-or-before': ['<=', true, true, false, true],
    before: ['<', true, false, false, true],
  };

  it.each(Object.entries(SIDES))('%s', (word, [sign, below, itself, above, ofDays]) => {
    const bound = word as BoundWord;
    expect([COMPARISONS[bound].sign, COMPARISONS[bound].ofDays]).toEqual([sign, ofDays]);
    const amount = { value: '5', decimal: dec(5), bound };
    expect([4, 5, 6].map((fact) => keeps(amount, fact))).toEqual([below, itself, above]);
    expect(['4.99', '5', '5.01'].map((fact) => keeps(amount, dec(fact)))).toEqual([below, itself, above]);
    const day = { value: '2024-06-01', bound };
    expect(['2024-05-31', '2024-06-01', '2024-06-02'].map((d) => keepsDay(day, d))).toEqual([below, itself, above]);
    expect([requirement(day), requirement(day, 'x'), toReach(day), toReach(day, 'x')]).toEqual([
      `${sign} 2024-06-01`, `${sign} x`, bound === 'at-least' ? '2024-06-01' : `${sign} 2024-06-01`, bound === 'at-least' ? 'x' : `${sign} x`,
    ]);
  });
});

describe('a condition', () => {
  const condition = { id: 'c', clause: 'X.1', label: text('条件', 'a condition'), facts: [], test: () => met('true') };
  const head = { id: 'c', clause: 'X.1', label: condition.label };

  it('is told with what there is to tell, and nothing beside it', () => {
    expect(told(condition, met('5'))).toStrictEqual({ ...head, outcome: 'met', required: '5' });
    expect(told(condition, met('5', '6'))).toStrictEqual({ ...head, outcome: 'met', required: '5', actual: '6' });
    expect(told(condition, unmet('5', '4', '1'))).toStrictEqual({ ...head, outcome: 'unmet', required: '5', actual: '4', shortfall: '1' });
    expect(told(condition, unmet('5'))).toStrictEqual({ ...head, outcome: 'unmet', required: '5' });
    expect(told(condition, unknown('5', ['a']))).toStrictEqual({ ...head, outcome: 'unknown', required: '5', missing: ['a'] });
    expect(told(condition, unknown('5', ['a'], '4'))).toStrictEqual({ ...head, outcome: 'unknown', required: '5', actual: '4', missing: ['a'] });
    expect([whether(true, '5', '6').outcome, whether(false, '5', '4').outcome]).toEqual(['met', 'unmet']);
  });

  it('on an amount is met or missed where both its ends are, and says what lacks of a certain one', () => {
    const law = (bound: BoundWord) => ({ parameter: () => ({ value: '500', decimal: dec(500), written: '500.00', bound }) }) as never;
    const find = (lo: number, hi: number, stated?: number, bound: BoundWord = 'at-least') =>
      atLeast({ span: span(lo, hi), missing: ['a'] }, stated === undefined ? undefined : dec(stated), law(bound), 'x');
    expect(find(500, 500, 500)).toEqual(met('500.00', '500.00'));
    expect(find(499, 499, 499)).toEqual(unmet('500.00', '499.00', '1.00'));
    expect(find(499, 500)).toEqual(unknown('500.00', ['a']));
    expect(find(500, 600)).toEqual(met('500.00', undefined));
    expect(find(0, 499)).toEqual(unmet('500.00', undefined, undefined));
    // Where the value itself is not enough, nothing lacks of it.
    expect(find(500, 500, 500, 'above')).toEqual(unmet('> 500.00', '500.00', undefined));
    expect(find(501, 501, 501, 'above')).toEqual(met('> 500.00', '501.00'));
    // Below a limit the lower end keeps it where the upper does not.
    expect(find(499, 501, undefined, 'below')).toEqual(unknown('< 500.00', ['a']));
  });
});

describe('a condition by name of its fact', () => {
  const law = { parameter: () => ({ value: '500', decimal: dec(500), written: '500.00', bound: 'at-least' }) } as never;
  const label = text('条件', 'a condition');
  const at = (name: string) => `$.${name}`;

  it('asks whether it is true', () => {
    const { test, ...declared } = isTrue('c', 'X.1', 'flag', label);
    expect(declared).toEqual({ id: 'c', clause: 'X.1', label, facts: ['flag'] });
    expect([test({ flag: true }, law, at), test({ flag: false }, law, at), test({}, law, at)]).toEqual([met('true', 'true'), unmet('true', 'false'), unknown('true', ['$.flag'])]);
  });

  it('asks whether it reaches a number of the policy', () => {
    const { test, ...declared } = reaches('c', 'X.1', 'sum', 'x', label);
    expect(declared).toEqual({ id: 'c', clause: 'X.1', label, facts: ['sum'] });
    expect([test({ sum: dec(500) }, law, at), test({ sum: dec(499) }, law, at), test({}, law, at)]).toEqual([met('500.00', '500.00'), unmet('500.00', '499.00', '1.00'), unknown('500.00', ['$.sum'])]);
  });
});

describe('a day', () => {
  it('is one of the calendar, from 1900 to 2199', () => {
    const days = ['1900-01-01', '2199-12-31', '2024-02-29', '2000-02-29', '2025-04-30', '2025-12-31'];
    const none = ['1899-12-31', '2200-01-01', '2025-02-29', '2100-02-29', '2025-04-31', '2025-13-01', '2025-00-10', '2025-01-00', '2025-01-32', '2025-1-01', ' 2025-01-01', '2025-01-01T', '2025-01-011', '2025-06-31'];
    expect([days.filter((d) => !isDay(d)), none.filter(isDay)]).toEqual([[], []]);
    expect([yearOf('2025-06-07'), monthOf('2025-06-07'), dayOfMonth('2025-06-07')]).toEqual([2025, 6, 7]);
    const months = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];
    for (const [i, month] of months.entries()) expect(dayWords(`2025-${String(i + 1).padStart(2, '0')}-07`)).toEqual(text(`2025年${i + 1}月7日`, `7 ${month} 2025`));
  });

  it('lies so many days from another', () => {
    expect([daysBetween('2025-01-01', '2025-01-31'), daysBetween('2024-01-01', '2025-01-01'), daysBetween('2025-03-01', '2025-02-28'), daysBetween('2025-02-02', '2025-02-02')]).toEqual([30, 366, -1, 0]);
    // The day that Apia left out, and the hours that New York did.
    expect([daysBetween('2011-12-29', '2011-12-31'), daysBetween('2025-03-08', '2025-03-10')]).toEqual([2, 2]);
  });
});

describe('a fact as declared', () => {
  it('of a list has no keys unless they are named, and only an event has happened or not', () => {
    const name = text('名称', 'name');
    const flag = fact('boolean', 'applicant', '是否', 'flag');
    expect(list({ flag }, name, name)).toEqual({ kind: 'list', required: false, of: { flag }, name, row: name, unique: [], common: [] });
    expect(list({ flag }, name, name, { unique: ['flag'], common: ['flag'] })).toMatchObject({ unique: ['flag'], common: ['flag'] });
    const whole = { kind: 'group', required: false, of: { flag }, name };
    expect([group({ flag }, '名称', 'name'), event({ flag }, '名称', 'name')]).toEqual([{ ...whole, isEvent: false }, { ...whole, isEvent: true }]);
  });

  it('is counted in its unit; text and yes or no in none', () => {
    expect(UNITS).toEqual({ money: 'CNY', ratio: 'ratio', day: 'day', rank: 'rank', count: 'enterprises' });
  });
});

describe('groups', () => {
  it('hold what was joined, directly or through others', () => {
    const { find, join } = unionFind(5);
    join(0, 1);
    join(3, 4);
    expect([find(0) === find(1), find(1) === find(2), find(3) === find(4), find(0) === find(3)]).toEqual([true, false, true, false]);
    join(1, 4);
    expect([find(0) === find(3), find(2) === find(0)]).toEqual([true, false]);
    const lists = new Map<string, number[]>();
    listUnder(lists, 'a').push(1);
    listUnder(lists, 'a').push(2);
    expect([...lists]).toEqual([['a', [1, 2]]]);
  });
});

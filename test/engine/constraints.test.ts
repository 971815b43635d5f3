/** The shared constraints on their own: properties that hold for any policy. */
import { Decimal } from 'decimal.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { advance, cap, capPerGroup, disbursement, filingCutoff, oneOff, perEnterpriseYear, perProject, settlement, validityWindow } from '../../src/constraints/index.js';
import { exactAmount, exactRange, exactRatio, recordOf } from '../../src/constraints/argument.js';
import { isDay } from '../../src/core/day.js';
import { writeRatio } from '../../src/core/ratio.js';
import { type DayInput, type RatioInput, isInvalidCaseError } from '../../src/index.js';
import { daysBetween } from '../../src/core/elapsed.js';

const money = fc.integer({ min: 0, max: 2 ** 50 }).map((fen) => new Decimal(fen).div(100));
const ratio = fc.integer({ min: 0, max: 1_000_000 }).map((n) => new Decimal(n).div(1_000_000));
const day = fc.date({ min: new Date('2024-01-01T00:00:00Z'), max: new Date('2028-12-31T00:00:00Z'), noInvalidDate: true }).map((d) => d.toISOString().slice(0, 10) as DayInput);

describe('cap', () => {
  it('pays the lower of amount and limit, and says what it took', () => {
    fc.assert(
      fc.property(money, money, (amount, limit) => {
        const held = cap(amount, limit);
        expect(held.amount.lte(limit) && held.amount.lte(amount)).toBe(true);
        expect(held.amount.plus(held.excess).eq(amount)).toBe(true);
        expect(held.binding).toBe(amount.gt(limit));
      }),
    );
  });

  it('does not decrease with the amount', () => {
    fc.assert(fc.property(money, money, money, (a, b, limit) => cap(Decimal.min(a, b), limit).amount.lte(cap(Decimal.max(a, b), limit).amount)));
  });

  it('may be paid in full, and not a fen more', () => {
    const limit = new Decimal('100');
    expect(cap(new Decimal('100'), limit)).toMatchObject({ binding: false });
    expect(cap(new Decimal('100.01'), limit)).toMatchObject({ binding: true });
  });

  it('holds the sum of a group, whatever the order of its amounts', () => {
    const amounts = fc.array(fc.record({ group: fc.constantFrom(perEnterpriseYear('甲', 2025), perEnterpriseYear('甲', 2026), perProject('P'), oneOff('C')), amount: money }));
    fc.assert(
      fc.property(amounts, money, (list, limit) => {
        const there = capPerGroup(list, limit);
        const back = capPerGroup([...list].reverse(), limit);
        for (const [group, held] of there) {
          const sum = list.filter((a) => a.group === group).reduce((s, a) => s.plus(a.amount), new Decimal(0));
          expect(held.amount.eq(Decimal.min(sum, limit))).toBe(true);
          expect(back.get(group)?.amount.eq(held.amount)).toBe(true);
        }
      }),
    );
  });
});

describe('validity window', () => {
  const window = { from: '2025-02-02', to: '2026-12-31' } as const;
  it('includes both days', () => {
    expect((['2025-02-01', '2025-02-02', '2026-12-31', '2027-01-01'] as const).map((d) => validityWindow(d, window))).toEqual(['unmet', 'met', 'met', 'unmet']);
  });
  it('is open while the day is unknown', () => expect(validityWindow(undefined, window)).toBe('unknown'));
  it('agrees with counting days', () => {
    fc.assert(fc.property(day, (d) => (validityWindow(d, window) === 'met') === (daysBetween(window.from, d) >= 0 && daysBetween(d, window.to) >= 0)));
  });
});

describe('filing cutoff', () => {
  const cutoff = '2024-06-01';
  const exceptions = ['exempt', 'excluded', 'none'] as const;

  it('leaves open exactly what the unknown facts can still decide', () => {
    const possible = (d: DayInput | undefined): DayInput[] => (d === undefined ? ['2024-05-31', '2024-06-01'] : [d]);
    const classes = (e: boolean | undefined): boolean[] => (e === undefined ? [true, false] : [e]);
    fc.assert(
      fc.property(fc.option(day, { nil: undefined }), fc.constantFrom(true, false, undefined), fc.constantFrom(...exceptions), (d, excepted, exception) => {
        const outcomes = new Set(possible(d).flatMap((x) => classes(excepted).map((e) => filingCutoff({ day: x, excepted: e }, cutoff, exception).outcome)));
        const { outcome, missing } = filingCutoff({ day: d, excepted }, cutoff, exception);
        expect(outcome).toBe(outcomes.size === 1 ? [...outcomes][0] : 'unknown');
        expect(missing.length > 0).toBe(outcome === 'unknown');
      }),
    );
  });

  it('includes its own day and obeys the exception', () => {
    const of = (d: DayInput, excepted: boolean): string[] => exceptions.map((e) => filingCutoff({ day: d, excepted }, cutoff, e).outcome);
    expect(of('2024-06-01', false)).toEqual(['met', 'met', 'met']);
    expect(of('2024-05-31', false)).toEqual(['unmet', 'unmet', 'unmet']);
    expect(of('2024-05-31', true)).toEqual(['met', 'unmet', 'unmet']);
    expect(of('2024-06-01', true)).toEqual(['met', 'unmet', 'met']);
  });
});

describe('disbursement', () => {
  const half = new Decimal('0.5');

  it('never advances more than the share, nor ahead of progress, rounded down to the fen', () => {
    fc.assert(
      fc.property(money, ratio, money, (total, progress, paid) => {
        const { cumulativeLimit, payableNow } = advance(total, progress, half, paid);
        expect(cumulativeLimit.times(2).lte(total)).toBe(true);
        expect(cumulativeLimit.lte(total.times(progress))).toBe(true);
        expect(cumulativeLimit.plus('0.01').gt(Decimal.min(progress, half).times(total))).toBe(true);
        expect(payableNow.eq(Decimal.max(0, cumulativeLimit.minus(paid)))).toBe(true);
      }),
    );
  });

  it('does not decrease with progress', () => {
    fc.assert(
      fc.property(money, ratio, ratio, (total, p, q) => {
        const at = (x: Decimal): Decimal => advance(total, x, half, new Decimal(0)).cumulativeLimit;
        expect(at(Decimal.min(p, q)).lte(at(Decimal.max(p, q)))).toBe(true);
      }),
    );
  });

  it('settles so that advances + payable − recoverable = final, one of the two being 0', () => {
    fc.assert(
      fc.property(money, money, (final, paid) => {
        const s = settlement(final, paid);
        expect(paid.plus(s.payable).minus(s.recoverable).eq(final)).toBe(true);
        expect(s.payable.isZero() || s.recoverable.isZero()).toBe(true);
        expect(s.payable.gte(0) && s.recoverable.gte(0)).toBe(true);
      }),
    );
  });

  it('half of an odd fen is not exceeded', () => {
    expect(advance(new Decimal('100.01'), new Decimal(1), half, new Decimal(0)).cumulativeLimit.toFixed(2)).toBe('50.00');
  });
});

describe('calendar days', () => {
  it('counts days like the civil calendar, in any time zone', () => {
    fc.assert(fc.property(day, day, (a, b) => daysBetween(a, b) === (Date.parse(`${b}T00:00:00Z`) - Date.parse(`${a}T00:00:00Z`)) / 86_400_000));
    expect(daysBetween('2011-12-29', '2011-12-31')).toBe(2);
  });

  it('knows real days only', () => {
    for (const d of ['2024-02-29', '2000-02-29', '1900-01-01', '2199-12-31', '2025-04-30']) expect(isDay(d), d).toBe(true);
    for (const d of ['2025-02-29', '1900-02-29', '2100-02-29', '2025-04-31', '2025-13-01', '2025-00-10', '2025-1-1', '1899-12-31', '2200-01-01', '2025-06-01T00:00', ' 2025-06-01', '２０２５-06-01']) {
      expect(isDay(d), d).toBe(false);
    }
  });
});

describe('the constraints on their own', () => {
  it('take decimal texts, numbers and decimals alike', () => {
    expect(cap('100.50', 50).amount.toFixed(2)).toBe('50.00');
    expect(capPerGroup([{ group: 'E', amount: '150' }, { group: 'E', amount: 80 }], '200').get('E')?.excess.toFixed(2)).toBe('30.00');
    expect(settlement('3000000', '4000000').recoverable.toFixed(2)).toBe('1000000.00');
  });

  it('A1.4 disburse in two stages: half of an odd fen is rounded down, the rest is settled', () => {
    const { advance: advances, settlement: account } = disbursement({ total: '0.05', progress: '1', share: '0.5', advancesPaid: '0', final: '0.05' });
    // Half of 5 fen is 2.5 fen, of which 2 could be advanced; beside the settlement nothing is any more.
    expect([advances.cumulativeLimit.toFixed(2), advances.payableNow.toFixed(2)]).toEqual(['0.02', '0.00']);
    expect(account?.payable.toFixed(2)).toBe('0.05');
    expect(disbursement({ total: '1', progress: '1', share: '0.1234567891', advancesPaid: '0' })).not.toHaveProperty('settlement');
    expect(disbursement({ total: '1', progress: '1', share: '0.5', advancesPaid: '0', final: null })).not.toHaveProperty('settlement');
  });

  it('A1.4 a third of 3,000,000 is 1,000,000, and nothing is advanced beside a settlement', () => {
    expect(advance('3000000', '1/3', '0.5', '0').cumulativeLimit.toFixed(2)).toBe('1000000.00');
    expect(disbursement({ total: '3000000', progress: '1/3', share: '0.5', advancesPaid: '0', final: '3000000' }).advance.payableNow.toFixed(2)).toBe('0.00');
  });

  it('treat null as unknown', () => {
    expect(validityWindow(null, { from: '2025-02-02', to: '2026-12-31' })).toBe('unknown');
    expect(filingCutoff({ day: null, excepted: null }, '2024-06-01', 'exempt')).toEqual({ outcome: 'unknown', missing: ['day', 'excepted'] });
  });

  it.each<[string, () => unknown]>([
    ['day', () => validityWindow('2025-02-30', { from: '2025-02-02', to: '2026-12-31' })],
    ['window.to', () => validityWindow('2025-02-03', { from: '2025-02-02', to: '2026-13-31' })],
    ['filing.day', () => filingCutoff({ day: '2024-6-1', excepted: false }, '2024-06-01', 'none')],
    ['cutoff', () => filingCutoff({ day: '2024-06-01', excepted: false }, 'June' as never, 'none')],
    ['exception', () => filingCutoff({ day: '2024-06-01', excepted: false }, '2024-06-01', 'other' as never)],
    ['amount', () => cap('1e9', '5')],
    ['limit', () => cap('5', NaN)],
    ['progress', () => advance('100', '1.5', '0.5', '0')],
    ['share', () => advance('100', '1', '2', '0')],
    ['total', () => disbursement({ total: '-1', progress: '1', share: '0.5', advancesPaid: '0' })],
    ['advancesPaid', () => settlement('100', { toStringTag: '[object Decimal]' } as never)],
    ['amounts[0].amount', () => capPerGroup([{ group: 'E', amount: 'x' as never }], '1')],
    ['amounts[0]', () => capPerGroup([null] as never, 1)],
    ['amounts[0].group', () => capPerGroup([{ group: {}, amount: 1 }] as never, 1)],
    ['amounts', () => capPerGroup(null as never, 1)],
    ['filing', () => filingCutoff(null as never, '2024-06-01', 'none')],
    ['filing.excepted', () => filingCutoff({ day: '2024-06-01', excepted: 'yes' as never }, '2024-06-01', 'none')],
    ['window', () => validityWindow('2025-02-03', null as never)],
    ['window.to', () => validityWindow('2025-02-03', { from: '2026-12-31', to: '2025-02-02' })],
    ['disbursement', () => disbursement(undefined as never)],
    // Misspelt, what may be left out would be taken for unknown, or for not yet settled.
    ['filing.except', () => filingCutoff({ day: '2024-05-31', except: true } as never, '2024-06-01', 'exempt')],
    ['finals', () => disbursement({ total: '2', progress: '1', share: '0.5', advancesPaid: '0', finals: '2' } as never)],
    ['limit', () => capPerGroup([], 'x' as never)],
    ['window.from', () => validityWindow('2025-02-03', { from: 'x' as never, to: '2026-12-31' })],
    ['advancesPaid', () => advance('100', '1', '0.5', 'x' as never)],
    ['final', () => settlement('x' as never, '100')],
    ['progress', () => advance('100', '1/0', '0.5', '0')],
    ['progress', () => advance('100', '3/2', '0.5', '0')],
    ['progress', () => advance('100', 0.1 + 0.2, '0.5', '0')],
    ['share', () => advance('100', '1', '0.12345678901', '0')],
  ])('refuse a wrong argument by its name: %s', (name, call) => {
    expect(call).toThrow(new RegExp(`^${name.replace(/[[\].]/g, '\\$&')}: expected `));
  });
});

describe('an argument', () => {
  const issue = (call: () => unknown) => {
    try {
      return call();
    } catch (error) {
      if (!isInvalidCaseError(error)) throw error;
      const [{ path, code, received } = { path: '', code: '', received: '' }] = error.issues;
      return [path, code, received];
    }
  };
  const amount = (value: unknown) => {
    const read = issue(() => exactAmount(value, 'a'));
    return Decimal.isDecimal(read) ? read.toFixed() : read;
  };

  it('has at most 24 digits before the point and 20 after it, in a text, a number or a decimal', () => {
    const [whole, decimals] = ['9'.repeat(24), `0.${'1'.repeat(20)}`];
    for (const kept of [whole, decimals, '0', '0.10', '007']) expect(amount(kept)).toBe(new Decimal(kept).toFixed());
    for (const kept of [whole, decimals]) expect(amount(new Decimal(kept))).toBe(kept);
    for (const text of ['9'.repeat(25), `0.${'1'.repeat(21)}`, '1.', '.5', '', '-1', '+1', '1e3', ' 1', '1 ', '0x1', '１']) expect(amount(text), text).toEqual(['a', 'format', JSON.stringify(text)]);
    for (const decimal of ['9'.repeat(25), `0.${'1'.repeat(21)}`, '-1', '1e40', 'Infinity', 'NaN']) expect(amount(new Decimal(decimal)), decimal).toEqual(['a', 'type', 'an object']);
    expect([0, -0, 0.1, 1e23].map(amount)).toEqual(['0', '0', '0.1', '100000000000000000000000']);
    for (const number of [-1, 1e24, 1e-21, Infinity, -Infinity, NaN]) expect(amount(number)).toEqual(['a', 'format', String(number)]);
    for (const other of [null, undefined, true, [], {}, 1n]) expect(amount(other)).toEqual(['a', 'type', expect.any(String)]);
    expect((exactAmount(-0, 'a') as Decimal).s).toBe(1);
  });

  it('is a decimal of another copy of the library as well, and no object that only looks like one', () => {
    const Other = Decimal.clone({ precision: 5, toExpPos: 3 });
    expect(amount(new Other('123456.25'))).toBe('123456.25');
    const copy = { toStringTag: '[object Decimal]', isFinite: () => true, e: 5, toString: () => '123456.25' };
    expect([amount(copy), amount({ ...copy, isFinite: () => false })]).toEqual(['123456.25', ['a', 'type', 'an object']]);
    const looks = { toStringTag: '[object Decimal]', isFinite: () => true, e: 1, toString: () => { throw new Error('no'); } };
    expect(amount(looks)).toEqual(['a', 'type', 'an object']);
    expect(amount({ ...looks, isFinite: 1 })).toEqual(['a', 'type', 'an object']);
    expect(amount({ ...copy, toStringTag: undefined })).toEqual(['a', 'type', 'an object']);
  });

  it('that is a ratio lies between 0 and 1, as a decimal or as a quotient of at most 15 digits each', () => {
    const read = (value: unknown) => {
      const found = issue(() => exactRatio(value, 'r'));
      return Array.isArray(found) ? found : writeRatio(found as never);
    };
    expect(['0', '1', '0.5', '1/3', '0/7', '7/7', '999999999999999/999999999999999'].map(read)).toEqual(['0', '1', '0.5', '1/3', '0/7', '7/7', '999999999999999/999999999999999']);
    expect([0.25, new Decimal('0.75')].map(read)).toEqual(['0.25', '0.75']);
    for (const text of ['1.01', '4/3', '1/0', '1/03', '-1/3', '1/-3', '1/', '/3', '1/3/3', ' 1/3', '1/3 ', '1000000000000000/1000000000000000', '1/1000000000000000']) {
      expect(read(text), text).toEqual(['r', 'format', JSON.stringify(text)]);
    }
    expect([-0.1, 1.1].map(read)).toEqual([['r', 'format', '-0.1'], ['r', 'format', '1.1']]);
  });

  it('that is an object has no property that nobody reads, and is told where', () => {
    expect(recordOf({ a: 1 }, 'o', ['a', 'b'])).toEqual({ a: 1 });
    expect(issue(() => recordOf({ a: 1, c: 2 }, 'o', ['a', 'b']))).toEqual(['o.c', 'unknown-property', '2']);
    expect(issue(() => recordOf({ c: 2 }, 'o', [], ''))).toEqual(['c', 'unknown-property', '2']);
    expect(issue(() => recordOf({ 'c d': 2 }, 'o', [], ''))).toEqual(['["c d"]', 'unknown-property', '2']);
    // What is only inherited is nobody's spelling mistake.
    expect(issue(() => recordOf(Object.create({ c: 2 }), 'o', []))).toEqual({});
    for (const none of [null, [], 'x', 1]) expect(issue(() => recordOf(none, 'o', []))).toEqual(['o', typeof none === 'object' ? 'type' : 'format', expect.any(String)]);
  });
});

describe('what a wrong argument is told', () => {
  it('is the lower end of a range whose upper end lies below it', () => {
    const read = (min: string, max: string) => exactRange({ min, max }, 'r');
    expect([read('4', '5'), read('5', '5')].map(({ lo, hi }) => `${lo}..${hi}`)).toEqual(['4..5', '5..5']);
    expect(() => read('5', '4')).toThrow(expect.objectContaining({ issues: [expect.objectContaining({
      path: 'r.max', message: { zh: 'r.max：应为不少于5的金额，实为"4"', en: 'r.max: expected an amount of at least 5, found "4"' },
    })] }));
  });

  it('F.2 names the exceptions that there are, in both languages', () => {
    try {
      filingCutoff({ day: '2024-06-01', excepted: false }, '2024-06-01', 'other' as never);
      expect.unreachable();
    } catch (error) {
      if (!isInvalidCaseError(error)) throw error;
      const names = 'exempt | excluded | none';
      expect([error.issues[0]?.expected, error.issues[0]?.message]).toEqual([names, { zh: `exception：应为${names}，实为"other"`, en: `exception: expected ${names}, found "other"` }]);
    }
  });
});

describe('examples reckoned by hand', () => {
  it('a cap for each group, in the order of the first amount of each', () => {
    const held = capPerGroup([{ group: 'B', amount: 3 }, { group: 'A', amount: 4 }, { group: 'B', amount: 2 }], 4);
    // B: 3 + 2 = 5, of which 4 may be paid and 1 is lost; A: 4, the cap itself.
    expect([...held].map(([group, { amount, binding, excess }]) => [group, Number(amount), binding, Number(excess)])).toEqual([['B', 4, true, 1], ['A', 4, false, 0]]);
    expect([perProject('P'), perEnterpriseYear('甲', 2025), oneOff('C')]).toEqual(['P', '2025:甲', 'C']);
    expect(perEnterpriseYear('甲', 2025)).not.toBe(perEnterpriseYear('甲', 2026));
    for (const [call, path] of [
      [() => perProject(1 as never), 'project'], [() => oneOff(null as never), 'object'],
      [() => perEnterpriseYear({} as never, 2025), 'enterprise'], [() => perEnterpriseYear('甲', 2025.5), 'year'],
    ] as const) expect(call).toThrow(expect.objectContaining({ name: 'InvalidCaseError', path }));
  });

  it('F.2 what a filing cutoff still has to know', () => {
    const missing = (day: DayInput | undefined, excepted: boolean | undefined, exception: 'exempt' | 'excluded' | 'none') => {
      const { outcome, missing: names } = filingCutoff({ day, excepted }, '2024-06-01', exception);
      return [outcome, ...names];
    };
    const [late, early] = ['2024-06-01', '2024-05-31'] as const;
    expect([missing(undefined, undefined, 'none'), missing(undefined, true, 'none'), missing(late, undefined, 'none'), missing(early, undefined, 'none')])
      .toEqual([['unknown', 'day'], ['unknown', 'day'], ['met'], ['unmet']]);
    expect([missing(undefined, undefined, 'exempt'), missing(undefined, false, 'exempt'), missing(early, undefined, 'exempt'), missing(undefined, true, 'exempt')])
      .toEqual([['unknown', 'day', 'excepted'], ['unknown', 'day'], ['unknown', 'excepted'], ['met']]);
    expect([missing(undefined, undefined, 'excluded'), missing(undefined, false, 'excluded'), missing(late, undefined, 'excluded'), missing(undefined, true, 'excluded')])
      .toEqual([['unknown', 'day', 'excepted'], ['unknown', 'day'], ['unknown', 'excepted'], ['unmet']]);
  });

  it('A1.4 40 % of 20 million is 8 million, of which 3 are paid; what is paid beyond the limit leaves nothing', () => {
    const figures = (paid: number, progress: RatioInput = '0.4') => {
      const { cumulativeLimit, payableNow } = advance(20_000_000, progress, '0.5', paid);
      return [cumulativeLimit.toFixed(2), payableNow.toFixed(2)];
    };
    expect([figures(3_000_000), figures(8_000_000), figures(9_000_000), figures(0, '0.6')]).toEqual([
      ['8000000.00', '5000000.00'], ['8000000.00', '0.00'], ['8000000.00', '0.00'], ['10000000.00', '10000000.00'],
    ]);
  });

  it('A6.6 what was advanced beyond the final total is recoverable', () => {
    const account = (final: number, paid: number) => {
      const { final: told, payable, recoverable } = settlement(final, paid);
      return [told, payable, recoverable].map(Number);
    };
    expect([account(18, 4), account(3, 4), account(4, 4)]).toEqual([[18, 14, 0], [3, 0, 1], [4, 0, 0]]);
  });

  it('F.1 one day may be a whole period', () => {
    const window = { from: '2025-02-02', to: '2025-02-02' } as const;
    expect((['2025-02-01', '2025-02-02', '2025-02-03'] as const).map((d) => validityWindow(d, window))).toEqual(['unmet', 'met', 'unmet']);
  });
});

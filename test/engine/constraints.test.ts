/** The shared constraints on their own: properties that hold for any policy. */
import { Decimal } from 'decimal.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { advance, cap, capPerGroup, disbursement, filingCutoff, oneOff, perEnterpriseYear, perProject, settlement, validityWindow } from '../../src/constraints/index.js';
import type { DayInput } from '../../src/index.js';
import { isDay } from '../../src/core/day.js';
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
    expect(disbursement({ total: '1', progress: '1', share: '0.5', advancesPaid: '0' })).not.toHaveProperty('settlement');
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
    ['progress', () => advance('100', '1/0', '0.5', '0')],
    ['progress', () => advance('100', '3/2', '0.5', '0')],
  ])('refuse a wrong argument by its name: %s', (name, call) => {
    expect(call).toThrow(new RegExp(`^${name.replace(/[[\].]/g, '\\$&')}: expected `));
  });
});

/** What a change between two assessments bears on, and when there is nothing left to ask. */
import { describe, expect, it } from 'vitest';
import type { Range } from '../../src/core/span.js';
import { type Change, type Figures, bearingOf, isDetermined, widthsOf } from '../../src/explain/figures.js';

const sure: Range = { min: '1.00', max: '1.00' };
const open: Range = { min: '1.00', max: '3.00' };
type Parts = { total?: object; status?: string; amount?: object; payable?: object; payment?: object };
const figures = ({ total = sure, status = 'eligible', amount = sure, payable = sure, payment = sure }: Parts): Figures => ({
  total, determinations: new Map([['a', { status: 'eligible', amount: sure }], ['b', { status, amount }]]), payable: new Map([['b', payable]]),
  payments: new Map([['b', { key: 'b', settlement: { final: sure, payable: payment } }]]),
}) as unknown as Figures;

describe('figures', () => {
  it('are determined where no status is open and no total, amount, payable sum or payment is a range', () => {
    expect(isDetermined(figures({}))).toBe(true);
    for (const parts of [{ total: open }, { status: 'undetermined' }, { amount: open }, { payable: open }, { payment: open }]) expect(isDetermined(figures(parts)), JSON.stringify(parts)).toBe(false);
    expect(widthsOf(figures({ total: open, amount: open, payment: open })).map(String)).toEqual(['2', '2', '2']);
  });
});

describe('a change', () => {
  const NONE: Change = { total: { from: sure, to: sure, by: sure }, determinations: [], payable: [], payments: [] };
  const entry = { key: 'a' } as never;
  it('bears on amounts where an end of the total, a determination or a payable sum moves, else on payments, else on nothing', () => {
    for (const to of [{ min: '0.00', max: '1.00' }, { min: '1.00', max: '2.00' }] as const) expect(bearingOf({ ...NONE, total: { ...NONE.total, to } })).toBe('amounts');
    for (const moved of [{ determinations: [entry] }, { payable: [entry] }, { determinations: [entry], payable: [entry] }]) expect(bearingOf({ ...NONE, ...moved, payments: [entry] })).toBe('amounts');
    expect([bearingOf({ ...NONE, payments: [entry] }), bearingOf(NONE)]).toEqual(['payments', undefined]);
  });
});

/** The audit of a policy that is not the city's: nothing in it knows a measure by name. */
import { describe, expect, it } from 'vitest';
import { type Award, auditUnder } from '../../src/audit/index.js';
import type { Money } from '../../src/index.js';
import { toyCase, toyDistrict } from '../support/toy-district.js';

const audit = (...awards: Award[]) => auditUnder(toyDistrict, toyCase, awards);
const line = (measure: string, subject: string, amount: Money, payment: Award['payment'], more: Partial<Award> = {}): Award =>
  ({ measure, subject, amount, payment, date: '2026-06-30', ...more });

// W1: the bonus of 20万 is more than 5 % of 300万, 15万. W2 at 20 % progress: a fifth of the capped 50万 is 10万, less than 30 %.
const bonus = line('renewal-bonus', 'W1', '200000', 'full');
const advance = (amount: Money) => line('renewal-grant', 'W2', amount, 'advance');
// 2万 for T1 and 1.5万 for T2 are 3.5万, of which 3万 a year are paid.
const services = (amount: Money) => line('service-subsidy', 'F', amount, 'annual', { year: 2026 });

const FEN_MORE: [string, Award, object][] = [
  ['20万 and a fen of the bonus', { ...bonus, amount: '200000.01' }, { code: 'amount-mismatch', clause: 'D3', key: 'renewal-bonus:W1' }],
  ['10万 and a fen in advance', advance('100000.01'), { code: 'advance-ahead-of-progress', clause: 'D2', key: 'renewal-grant:W2' }],
  ['3万 and a fen for services', services('30000.01'), { clause: 'D4', key: 'service-subsidy:F:2026' }],
];

describe('the audit of a toy district', () => {
  it('draws no error where 20万 of the bonus, 10万 in advance and 3万 for services were paid', () => {
    const { findings, summary } = audit(bonus, advance('100000'), services('30000'));
    expect(findings.filter((f) => f.severity === 'error')).toEqual([]);
    expect(summary).toMatchObject({ granted: '330000.00', toReturn: { min: '0.00', max: '0.00' } });
  });

  it.each(FEN_MORE)('finds a fen more: %s', (_, award, found) => {
    expect(audit(award).findings.filter((f) => f.severity === 'error')).toMatchObject([{ ...found, difference: '0.01', effect: 'return' }]);
  });

  it('finds the bonus of 20万 beside 30 % of 15万, 4.5万 of the grant, on one work: 4.5万 is to be returned', () => {
    const found = audit(bonus, line('renewal-grant', 'W1', '45000', 'advance')).findings.filter((f) => f.severity === 'error');
    expect(found).toMatchObject([{ code: 'double-dip', clause: 'D5', key: 'renewal-grant:W1', difference: '45000.00', against: [{ key: 'renewal-bonus:W1' }] }]);
    expect(found[0]?.message.zh).toContain('更新项目“W1”');
  });
});

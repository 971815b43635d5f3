/** The typed calculators: what is left out is unknown, and what a reading needs is asked for. */
import { describe, expect, it } from 'vitest';
import * as measures from '../../src/measures.js';

const applicationDate = '2025-06-01';

describe('a calculator whose rows are left out', () => {
  const enterprise = { enterprise: 'E', year: 2025, applicationDate };
  const consortium = { consortium: 'C', applicationDate, directSuppliers: 10, taskBookSigned: true };
  const finished = { ...consortium, targetsMet: true, effectAchieved: true };

  it.each([
    ['2a, up to 200万', measures.loanInterestSubsidy(enterprise), '2000000.00', 'loans', '0.00'],
    ['2b, up to 500万', measures.financeLeaseSubsidy(enterprise), '5000000.00', 'leases', '0.00'],
    ['4a, up to 1000万', measures.equipmentSupplySubsidy({ supplier: 'S', applicationDate }), '10000000.00', 'supplies', '0.00'],
    ['4b, up to 500万', measures.softwareSupplySubsidy({ supplier: 'S', applicationDate }), '5000000.00', 'supplies', '0.00'],
    ['6a, 200万 or nothing', measures.chainLeaderAward(finished), '2000000.00', 'projects', '0.00'],
    ['6b, up to 3000万', measures.consortiumInvestmentSubsidy({ ...consortium, nationalPilotTask: true }), '30000000.00', 'projects', '0.00'],
  ])('is undetermined: %s', (_, determination, max, list, min) => {
    expect(determination).toMatchObject({ status: 'undetermined', amount: { min, max }, missing: [list] });
    expect(determination.conditions.filter((c) => c.outcome === 'unmet')).toEqual([]);
  });

  it('differs from one that has no rows', () => {
    expect(measures.loanInterestSubsidy({ ...enterprise, loans: [] })).toMatchObject({ status: 'ineligible', amount: { min: '0.00', max: '0.00' } });
    expect(measures.equipmentSupplySubsidy({ supplier: 'S', applicationDate, supplies: [] }).status).toBe('ineligible');
  });
});

describe('a yearly demonstration award under a bound on the whole article (I-29)', () => {
  const year = { project: 'P', applicationDate, filingDate: '2025-03-01', pilotIndustry: true, newType: true, taskBookSigned: true, year: 2026, passed: true };
  const bounded = { readings: { demonstrationTotalBound: 'one-million' } } as const;

  it('is open while earlier awards are not stated: nothing to 30万', () => {
    expect(measures.demonstrationAnnualAward(year, bounded)).toMatchObject({ amount: { min: '0.00', max: '300000.00' }, missing: ['earlierAwards'] });
  });

  it('is what they leave of 100万: 100 − 90 = 10万', () => {
    expect(measures.demonstrationAnnualAward({ ...year, earlierAwards: '900000' }, bounded).amount).toEqual({ min: '100000.00', max: '100000.00' });
  });

  it('asks for nothing without the bound', () => {
    const determination = measures.demonstrationAnnualAward(year);
    expect(determination.amount).toEqual({ min: '300000.00', max: '300000.00' });
    expect(determination.missing).toBeUndefined();
  });
});

/** The typed calculators: what is left out is unknown, and what a reading needs is asked for. */
import { describe, expect, it } from 'vitest';
import type { DayInput, Money } from '../../src/index.js';
import * as measures from '../../src/measures.js';

const applicationDate = '2025-06-01';

describe('a calculator whose rows are left out', () => {
  const enterprise = { enterprise: 'E', year: 2025, applicationDate } as const;
  const consortium = { consortium: 'C', applicationDate, directSuppliers: 10 } as const;
  const finished = { ...consortium, taskBookSigned: true, targetsMet: true, effectAchieved: true } as const;

  it.each([
    ['2a, up to 200万', measures.loanInterestSubsidy(enterprise), '2000000.00', 'loans', '0.00'],
    ['2b, up to 500万', measures.financeLeaseSubsidy(enterprise), '5000000.00', 'leases', '0.00'],
    ['4a, up to 1000万', measures.equipmentSupplySubsidy({ supplier: 'S', applicationDate }), '10000000.00', 'supplies', '0.00'],
    ['4b, up to 500万', measures.softwareSupplySubsidy({ supplier: 'S', applicationDate }), '5000000.00', 'supplies', '0.00'],
    ['6a, 200万 or nothing', measures.chainLeaderAward(finished), '2000000.00', 'projects', '0.00'],
    ['6b, up to 3000万', measures.consortiumInvestmentSubsidy({ ...consortium, nationalPilotTask: true, benchmarkTaskBookSigned: true }), '30000000.00', 'projects', '0.00'],
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
  const year = { project: 'P', applicationDate, filingDate: '2025-03-01', pilotIndustry: true, newType: true, taskBookSigned: true, year: 2026, passed: true } as const;
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

describe('a supply subsidy under the ways of adding sales up (I-25)', () => {
  const sale = (id: string, project: string | undefined, date: DayInput | undefined, amount: Money) =>
    ({ id, project, buyer: `owner of ${project}`, date, amount, newType: true, filingDate: '2024-09-01', nationalDemonstration: false }) as const;
  const of = (supplyAggregation: 'policy-period' | 'per-year' | 'per-project', supplies: ReturnType<typeof sale>[], year?: number) =>
    measures.equipmentSupplySubsidy({ supplier: 'S', applicationDate, supplies, year }, { readings: { supplyAggregation } });
  const twoProjects = [sale('a', 'P', '2025-05-01', '40000000'), sale('b', 'Q', '2025-06-01', '40000000')];
  const twoYears = [sale('a', 'P', '2025-05-01', '90000000'), sale('b', 'P', '2026-05-01', '80000000')];
  const certain = (amount: string) => ({ min: amount, max: amount });

  it('policy-period: 4000万 + 4000万 reach 8000万, 1 % of it', () => {
    expect(of('policy-period', twoProjects)).toMatchObject({ key: 'equipment-supply-subsidy:S', amount: certain('800000.00') });
    expect(of('policy-period', twoProjects, 2025).key).toBe('equipment-supply-subsidy:S');
  });

  it('per-project: 4000万 to each of two projects reach nothing; 8000万 and 9000万 are 80 + 90万', () => {
    expect(of('per-project', twoProjects)).toMatchObject({ status: 'ineligible', amount: certain('0.00') });
    const both = [sale('a', 'P', '2025-05-01', '80000000'), sale('b', 'Q', '2025-05-01', '60000000'), sale('c', 'Q', '2025-06-01', '30000000')];
    expect(of('per-project', both)).toMatchObject({ status: 'eligible', amount: certain('1700000.00') });
  });

  it('per-project: a sale of no stated project is refused, and what is missing in a sale is named where it stands', () => {
    expect(() => of('per-project', [twoProjects[0] as never, sale('b', undefined, undefined, '40000000')])).toThrow(/^\$\.supplies\[1\]\.project: /);
    const open = [sale('a', 'P', '2025-05-01', '80000000'), { ...sale('b', 'Q', '2025-05-01', '90000000'), newType: undefined as never }];
    expect(of('per-project', open)).toMatchObject({ amount: { min: '800000.00', max: '1700000.00' }, missing: ['supplies[1].newType'] });
  });

  it('per-year: sales of two years are not added up', () => {
    expect(of('per-year', twoYears, 2025)).toMatchObject({ key: 'equipment-supply-subsidy:S:2025', amount: certain('900000.00') });
    expect(of('per-year', twoYears, 2026).amount).toEqual(certain('800000.00'));
    expect(() => of('per-year', twoYears)).toThrow(/^\$\.year: /);
    expect(() => of('per-year', [sale('a', 'P', undefined, '90000000')])).toThrow(/^\$\.year: /);
    expect(of('per-year', [twoYears[0] as never])).toMatchObject({ key: 'equipment-supply-subsidy:S:2025', amount: certain('900000.00') });
  });

  it('no sale at all is no subsidy, however sales are added up: there is no year to be asked for', () => {
    for (const supplyAggregation of ['policy-period', 'per-year', 'per-project'] as const) {
      expect(of(supplyAggregation, [])).toMatchObject({ key: 'equipment-supply-subsidy:S', status: 'ineligible', amount: certain('0.00') });
    }
  });

  it('what one fact of a sale says of another holds: a project of the national list is new-type', () => {
    const { newType: _, ...listed } = { ...sale('a', 'P', '2025-05-01', '90000000'), nationalDemonstration: true };
    expect(of('policy-period', [listed as never])).toMatchObject({ status: 'eligible', amount: certain('900000.00') });
  });
});

describe('who is paid, in a calculator of one subject', () => {
  it('is the subject where it is an enterprise with its rows, a consortium or a park, or where it states who', () => {
    expect(measures.loanInterestSubsidy({ enterprise: 'E', year: 2025, applicationDate }).payee).toBe('E');
    expect(measures.softwareSupplySubsidy({ supplier: 'S', applicationDate }).payee).toBe('S');
    expect(measures.serviceProviderAward({ provider: 'advisor', year: 2025, applicationDate }).payee).toBe('advisor');
    expect(measures.consortiumInvestmentSubsidy({ consortium: 'C', applicationDate }).payee).toBe('C');
    expect(measures.parkAward({ park: 'park', applicationDate }).payee).toBe('park');
  });

  it('is not known where the owner of the project or the leader of the consortium is no fact of the measure', () => {
    expect(measures.investmentSubsidy({ project: 'P', applicationDate }).payee).toBeUndefined();
    expect(measures.chainLeaderAward({ consortium: 'C', applicationDate }).payee).toBeUndefined();
  });
});

/** The runner-up is a combination of its own: what it brings is its own sum at each end, not the total less a gap. */
import { Decimal } from 'decimal.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CaseFile, type LeaseYear, type Project, assess } from '../../src/index.js';
import { completeCase } from '../support/cases.js';
import { holding } from '../support/holding.js';

const project = {
  id: 'P', owner: 'E', filingDate: '2024-07-01', technicalUpgrade: true, newType: true, pilotIndustry: true, nationalDemonstration: false,
  inIndustrialStatistics: true, totalInvestment: '30000000', equipmentInvestment: '20000000',
} satisfies Project;

describe('the runner-up', () => {
  it('of a subsidy of 200万 is the unassessed reward: nothing to 10万', () => {
    const { runnerUp } = assess({ applicationDate: '2025-06-01', projects: [project] }).selection;
    expect(runnerUp).toEqual({
      chosen: ['investment-reward:P'],
      total: { min: '0.00', max: '100000.00' },
      gap: { min: '1900000.00', max: '2000000.00' },
    });
  });

  it('with a lease brings what the subsidy leaves and the lease: 20 % less equipment, 2.5 % of the rent', () => {
    const leases: LeaseYear[] = [{ id: 'S', lessee: 'E', project: 'P', year: 2025, lesseeIsIndustrial: true, mode: 'direct', annualAmount: '1000000', equipmentValue: '4000000' }];
    const { runnerUp, total } = assess({ applicationDate: '2025-06-01', projects: [project], leases }).selection;
    expect(total.min).toBe('2000000.00');
    // 10 % of (2000万 − 400万) = 160万, and 2.5 % of 100万 = 2.5万.
    expect(runnerUp?.total).toEqual({ min: '1625000.00', max: '1625000.00' });
    expect(runnerUp?.gap).toEqual({ min: '375000.00', max: '375000.00' });
  });

  it('is another combination, not the same awards from another lease', () => {
    // Each lease alone fills the cap of 500万: which of the two is claimed makes no difference.
    const leases = ['A', 'B'].map((id): LeaseYear => ({ id, lessee: 'E', project: 'P', year: 2025, lesseeIsIndustrial: true, mode: 'direct', annualAmount: '200000000', equipmentValue: '0' }));
    const small: Project = { ...project, totalInvestment: '5000000', newType: false, assessedReward: '80000' };
    const { chosen, runnerUp } = assess({ applicationDate: '2025-06-01', projects: [small], leases }).selection;
    expect(runnerUp?.chosen).not.toEqual(chosen);
  });

  it('that the work limit leaves open in one part of the case is not told: the next best of another part need not be it', () => {
    // The reward of 10万 for 200万 of subsidy loses 190万 at the least in either project; with work for one of the two, neither is known to lose less.
    const projects = [project, { ...project, id: 'Q', owner: 'F', equipmentInvestment: '19000000' } as const];
    const told = (workLimit: number) => {
      const { optimal, runnerUp } = assess({ applicationDate: '2025-06-01', projects }, { workLimit }).selection;
      return optimal ? runnerUp?.chosen : 'not proven';
    };
    const full = told(Infinity);
    expect(full).toEqual(['investment-reward:Q', 'investment-subsidy:P']);
    for (let limit = 0; limit <= 40; limit += 1) expect([full, undefined, 'not proven']).toContainEqual(told(limit));
  });

  it('costs nothing to avoid: electing the best combination is lawful and free', () => {
    fc.assert(
      fc.property(completeCase, (file) => {
        const best = assess(file as CaseFile).selection;
        const { election, total } = assess(file as CaseFile, { election: best.chosen }).selection;
        expect([election?.lawful, election?.costs.max, total]).toEqual([true, '0.00', best.total]);
      }),
      { numRuns: 200 },
    );
  });

  it('of a determined case is worth no more than the choice, and the gap is the difference', () => {
    holding({ 'a runner-up': 0.25 }, (given) => fc.assert(
      fc.property(completeCase, (file) => {
        const { chosen, total, runnerUp } = assess(file as CaseFile).selection;
        if (!given('a runner-up', runnerUp)) return;
        // Alternatives are compared exactly and rounded afterwards, award by award: where they are worth the same to
        // less than that, the rounded sums may come out the other way round.
        const gap = new Decimal(total.min).minus(runnerUp.total.min);
        const halfFen = new Decimal('0.005').times(chosen.length + runnerUp.chosen.length);
        expect(gap.gte(halfFen.neg())).toBe(true);
        expect(runnerUp.gap.min).toBe(Decimal.max(gap, 0).toFixed(2));
      }),
      { numRuns: 200 },
    ));
  });
});

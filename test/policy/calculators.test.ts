/** The calculators of single measures apply the same law as a case: leased equipment (I-11), an application not yet dated, implied facts. */
import { describe, expect, it } from 'vitest';
import * as measures from '../../src/measures.js';
import { wan } from '../support/policy-facts.js';
import { exactly, missingFacts, NOTHING, upTo } from '../support/policy-outcome.js';

const project = {
  project: 'P', applicationDate: '2025-06-30', filingDate: '2025-03-01', newType: true, pilotIndustry: true, nationalDemonstration: false,
  totalInvestment: wan(2500), equipmentInvestment: wan(2000),
} as const;
const undated = ({ applicationDate: _, ...facts }: typeof project) => facts;

describe('A1.3 leased equipment in the calculator (I-11)', () => {
  const leased = { ...project, leasedEquipment: wan(500) };

  it('A1.3 is part of the equipment by default: 10 % of 2000万', () => {
    expect(measures.investmentSubsidy(leased).amount).toEqual(exactly(wan(200)));
    expect(measures.investmentSubsidy(leased, { readings: { leasedEquipmentInInvestment: 'yes' } }).amount).toEqual(exactly(wan(200)));
  });

  it('A1.3 is left out where the reading says so: 10 % of 2000 − 500万', () => {
    expect(measures.investmentSubsidy(leased, { readings: { leasedEquipmentInInvestment: 'no' } }).amount).toEqual(exactly(wan(150)));
  });

  it('A1.3 need not be known by default', () => {
    const determination = measures.investmentSubsidy(project);
    expect(determination.amount).toEqual(exactly(wan(200)));
    expect(missingFacts(determination)).toBe('');
  });

  it('A1.3 unknown, where it is left out: 0 up to 10 % of 2000万', () => {
    const determination = measures.investmentSubsidy(project, { readings: { leasedEquipmentInInvestment: 'no' } });
    expect(determination.amount).toEqual(upTo(wan(200)));
    expect(missingFacts(determination)).toContain('leasedEquipment');
  });
});

describe('F.1 an application that is not yet dated is unknown, not refused', () => {
  it('A1.3 nothing or 10 % of 2000万', () => {
    const determination = measures.investmentSubsidy(undated(project));
    expect(determination).toMatchObject({ status: 'undetermined', amount: upTo(wan(200)) });
    expect(missingFacts(determination)).toContain('applicationDate');
    expect(determination.conditions.find(({ clause }) => clause === 'F.1')?.outcome).toBe('unknown');
  });

  it('A1.2 nothing or 6万', () => {
    const facts = { ...undated(project), technicalUpgrade: true, inIndustrialStatistics: true, assessedReward: wan(6) };
    const { pilotIndustry: _, equipmentInvestment: __, newType: ___, ...reward } = facts;
    expect(measures.investmentReward(reward)).toMatchObject({ status: 'undetermined', amount: upTo(wan(6)) });
  });

  it('A3.3 nothing or 30万', () => {
    const facts = { provider: 'advisor', year: 2025, listed: true, qualified: true, rank: 10, tierAmount: wan(30) };
    expect(measures.serviceProviderAward(facts)).toMatchObject({ status: 'undetermined', amount: upTo(wan(30)) });
    expect(measures.serviceProviderAward({ ...facts, applicationDate: '2025-06-30' })).toMatchObject({ status: 'eligible', amount: exactly(wan(30)) });
  });

  it('A7.3 nothing or 2000万', () => {
    const facts = { park: 'park', nationalPilotTask: true, taskBookSigned: true, assessedTotal: wan(2000) };
    expect(measures.parkAward(facts)).toMatchObject({ status: 'undetermined', amount: upTo(wan(2000)) });
  });

  // Applied for in 2026, an evaluation of 2025 does not count: none is deducted, and none was failed.
  it('A5.4 up to 100万 of a completion award of 100万, one yearly award being deducted only if its year counts', () => {
    const { totalInvestment: _, equipmentInvestment: __, ...facts } = project;
    const done = { ...facts, taskBookSigned: true, targetsMet: true, effectAchieved: true, assessedAward: wan(100), evaluations: [{ year: 2025, passed: true }] };
    const { applicationDate: ___, ...open } = done;
    expect(measures.demonstrationCompletionAward({ ...done, applicationDate: '2026-03-01' }).amount).toEqual(exactly(wan(100)));
    expect(measures.demonstrationCompletionAward(open)).toMatchObject({ status: 'undetermined', amount: upTo(wan(100)) });
  });

  it('A7.5 up to 2000万 after a failed year that counts only if it is not before the task book', () => {
    const facts = { park: 'park', nationalPilotTask: true, taskBookSigned: true, assessedTotal: wan(2000), evaluations: [{ year: 2025, passed: false }] };
    expect(measures.parkAward({ ...facts, applicationDate: '2026-03-01' }).amount).toEqual(exactly(wan(2000)));
    expect(measures.parkAward(facts)).toMatchObject({ status: 'undetermined', amount: upTo(wan(2000)) });
  });

  it('A1.3 a condition that is not met decides all the same', () => {
    expect(measures.investmentSubsidy({ ...undated(project), newType: false })).toMatchObject({ status: 'ineligible', amount: NOTHING });
  });

  it.each([
    ['2025-02-01', 'ineligible'],
    ['2025-02-02', 'eligible'],
    ['2026-12-31', 'eligible'],
    ['2027-01-01', 'ineligible'],
  ] as const)('A1.3 dated %s it is %s', (applicationDate, status) => {
    expect(measures.investmentSubsidy({ ...project, applicationDate }).status).toBe(status);
  });
});

describe('part within whole in the calculator', () => {
  it('A1.3 equipment not known: at most 10 % of the total of 2500万', () => {
    const { equipmentInvestment: _, ...facts } = project;
    expect(measures.investmentSubsidy(facts).amount).toEqual(upTo(wan(250)));
  });

  it('A1.3 total not known, 2000万 of equipment: the threshold is met', () => {
    const { totalInvestment: _, ...facts } = project;
    expect(measures.investmentSubsidy(facts)).toMatchObject({ status: 'eligible', amount: exactly(wan(200)) });
  });

  it('A1.3 neither total nor equipment known, 2000万 of it leased: the threshold is met, 200万 up to the cap', () => {
    const { totalInvestment: _, equipmentInvestment: __, ...facts } = { ...project, leasedEquipment: wan(2000) };
    expect(measures.investmentSubsidy(facts)).toMatchObject({ status: 'eligible', amount: { min: wan(200), max: wan(2000) } });
    expect(measures.investmentSubsidy({ ...facts, totalInvestment: wan(2500) }).amount).toEqual({ min: wan(200), max: wan(250) });
    // Left out of the investment, the leased 2000万 bring nothing, and at most 500万 are left.
    const apart = { readings: { leasedEquipmentInInvestment: 'no' } } as const;
    expect(measures.investmentSubsidy({ ...facts, totalInvestment: wan(2500) }, apart)).toMatchObject({ status: 'eligible', amount: upTo(wan(50)) });
  });

  it('A6.4 equipment not known, 2000万 of it leased: at least 15 % of that', () => {
    const { project: id, totalInvestment: _, equipmentInvestment: __, applicationDate, pilotIndustry: ___, ...member } = project;
    const consortium = { consortium: 'C', applicationDate, directSuppliers: 10, nationalPilotTask: true, benchmarkTaskBookSigned: true };
    const determination = measures.consortiumInvestmentSubsidy({ ...consortium, projects: [{ ...member, id, leasedEquipment: wan(2000) }] });
    expect(determination).toMatchObject({ status: 'eligible', amount: { min: wan(300), max: wan(3000) } });
  });

  it('A1.3 a national project is new-type where nothing else is stated: 20 %', () => {
    const { newType: _, ...facts } = project;
    expect(measures.investmentSubsidy({ ...facts, nationalDemonstration: true })).toMatchObject({ status: 'eligible', amount: exactly(wan(400)) });
  });
});

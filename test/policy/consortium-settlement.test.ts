/** A6.6 the settlement of a consortium whose cap some members fill alone. */
import { describe, expect, it } from 'vitest';
import { assess } from '../../src/index.js';

const member = (id: string, equipmentInvestment: string, facts: object = {}) => ({
  id, owner: id, filingDate: '2024-07-01', technicalUpgrade: true, newType: false, pilotIndustry: false, nationalDemonstration: false,
  inIndustrialStatistics: false, totalInvestment: '400000000', equipmentInvestment, ...facts,
});
const verified = (equipmentInvestment: string) => ({ acceptance: { date: '2026-06-30', totalInvestment: '400000000', equipmentInvestment } });
const consortium = (projects: string[]) => ({
  id: 'C', leader: 'L', directSuppliers: 10, taskBookSigned: true, nationalPilotTask: true, projects, investmentProgress: '1', taskProgress: '1',
  advancesPaid: '0', settlementFactor: '1', accepted: true,
});
const final = (file: Parameters<typeof assess>[0]) => assess(file).payments.find((p) => p.key === 'consortium-investment-subsidy:C')?.settlement?.final;

// Filed 2亿 fill the cap of 3000万 (15 %); verified 1.5亿 + 1亿 still come to 3750万, held to 3000万.
const P1 = member('P1', '200000000', verified('150000000'));
const P2 = member('P2', '100000000', verified('100000000'));

it('A6.6 counts a member that adds nothing to a full cap: 15 % of 2.5亿 is held to 3000万', () => {
  expect(final({ applicationDate: '2025-06-01', projects: [P1, P2], consortia: [consortium(['P1', 'P2'])] })).toEqual({ min: '30000000.00', max: '30000000.00' });
});

it('A6.6 does so beside a third member that takes 1b instead', () => {
  const P3 = member('P3', '10000000', { newType: true });
  const file = { applicationDate: '2025-06-01', projects: [P1, P2, P3], consortia: [consortium(['P1', 'P2', 'P3'])] };
  expect(assess(file).selection.chosen).toContain('investment-subsidy:P3');
  expect(final(file)).toEqual({ min: '30000000.00', max: '30000000.00' });
});

describe('A6.6 a project of two consortia', () => {
  const two = (...projects: ReturnType<typeof member>[]) => ({
    applicationDate: '2025-06-01',
    projects,
    consortia: [consortium([projects[0]?.id as string]), { ...consortium(projects.map((p) => p.id)), id: 'D' }],
  });
  const finals = (file: Parameters<typeof assess>[0]) =>
    ['C', 'D'].map((id) => assess(file).payments.find((p) => p.key === `consortium-investment-subsidy:${id}`)?.settlement?.final.max);

  it('is settled with one of them: 15 % of 1亿 there, 15 % of 50万 here', () => {
    expect(finals(two(member('P1', '100000000'), member('P3', '500000')))).toEqual(['15000000.00', '75000.00']);
  });

  it('is settled once where it adds nothing to a full cap of either', () => {
    // Each consortium has a project of its own that fills its cap (15 % of 3亿), and both share P1.
    // Verified, the own projects come to 1亿 (1500万), and P1 to 1亿 (1500万): 3000万 and 1500万, not twice 3000万.
    const short = { acceptance: { date: '2026-06-30', totalInvestment: '400000000', equipmentInvestment: '100000000' } };
    const file = {
      applicationDate: '2025-06-01',
      projects: [member('P1', '100000000', short), member('P2', '300000000', short), member('P3', '300000000', short)],
      consortia: [consortium(['P1', 'P2']), { ...consortium(['P1', 'P3']), id: 'D' }],
    };
    expect(finals(file)).toEqual(['30000000.00', '15000000.00']);
  });
});

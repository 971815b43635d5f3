/** F.3 可就高享受最高补助政策: the applicant may take the highest, and may choose otherwise (I-13). */
import { describe, expect, it } from 'vitest';
import { type CaseFile, type LeaseYear, type Project, assess, safeAssess } from '../../src/index.js';

const project = {
  id: 'P', owner: 'E', filingDate: '2024-07-01', technicalUpgrade: true, newType: true, pilotIndustry: true, nationalDemonstration: false,
  inIndustrialStatistics: true, totalInvestment: '30000000', equipmentInvestment: '20000000', assessedReward: '80000',
} satisfies Project;
const lease = { id: 'S', lessee: 'E', project: 'P', year: 2025, lesseeIsIndustrial: true, mode: 'direct', annualAmount: '4000000', equipmentValue: '5000000' } satisfies LeaseYear;
const consortium = { id: 'C', leader: 'E', directSuppliers: 10, taskBookSigned: true, benchmarkTaskBookSigned: true, nationalPilotTask: true, targetsMet: false, effectAchieved: false };
const file: CaseFile = { applicationDate: '2025-06-01', projects: [project], leases: [lease] };
const elect = (...election: string[]) => assess(file, { election });

describe('F.3 an election', () => {
  it('of the best combination costs nothing: 10 % of 2000万 is 200万, against 150万 and 10万 with the lease', () => {
    const { selection } = elect('investment-subsidy:P');
    expect(selection.total.min).toBe('2000000.00');
    expect(selection.election).toMatchObject({ lawful: true, refused: [], costs: { min: '0.00', max: '0.00' } });
  });

  it('of subsidy and lease together takes the leased 500万 out of the base: 150万 + 10万, 40万 less', () => {
    const { selection, payments } = elect('investment-subsidy:P', 'finance-lease-subsidy:E:2025');
    expect(selection.chosen).toEqual(['investment-subsidy:P', 'finance-lease-subsidy:E:2025']);
    expect(selection.total.min).toBe('1600000.00');
    expect(selection.election?.costs).toEqual({ min: '400000.00', max: '400000.00' });
    expect(payments[0]?.advance?.cumulativeLimit.max).toBe('750000.00');
  });

  it('of the best combination costs nothing where it claims one lease of a year and leaves the other in the base', () => {
    // A: 2.5 % of 4000万 is 100万 for 100万 of equipment; B: 2.5万 for 900万. Best is 1b on 1900万, 190万, with A: 290万.
    const leases: LeaseYear[] = [{ ...lease, id: 'A', annualAmount: '40000000', equipmentValue: '1000000' }, { ...lease, id: 'B', annualAmount: '1000000', equipmentValue: '9000000' }];
    const best = assess({ ...file, leases }).selection;
    expect(best.total.min).toBe('2900000.00');
    const { selection } = assess({ ...file, leases }, { election: best.chosen });
    expect(selection.total).toEqual(best.total);
    expect(selection.election).toMatchObject({ lawful: true, costs: { min: '0.00', max: '0.00' } });
  });

  it('of the next best combination is lawful and brings what it was told to bring: of two leases the one that leaves 1b its base', () => {
    // A: 2.5 % of 9000万 is 225万 for all of the equipment, against 200万 of 1b; B: 20万 for none of it. With B alone 1b stands: 220万.
    const leases: LeaseYear[] = [{ ...lease, id: 'A', annualAmount: '90000000', equipmentValue: '20000000' }, { ...lease, id: 'B', annualAmount: '8000000', equipmentValue: '0' }];
    const { total, runnerUp } = assess({ ...file, leases }).selection;
    expect(total.min).toBe('2530000.00'); // 225 + 20 + 8万 of 1a
    const election = ['investment-subsidy:P', 'finance-lease-subsidy:E:2025'];
    expect(runnerUp).toEqual({ chosen: election, total: { min: '2200000.00', max: '2200000.00' }, gap: { min: '330000.00', max: '330000.00' } });
    const elected = assess({ ...file, leases }, { election }).selection;
    expect(elected).toMatchObject({ chosen: election, total: { min: '2200000.00', max: '2200000.00' } });
    expect(elected.election).toMatchObject({ lawful: true, refused: [], costs: { min: '330000.00', max: '330000.00' } });
  });

  it('of the reward and the lease is lawful, one sum for the project and one for the rent: 8 + 10万, 182万 less than 1b', () => {
    const { selection } = elect('investment-reward:P', 'finance-lease-subsidy:E:2025');
    expect(selection.election).toMatchObject({ lawful: true, refused: [], costs: { min: '1820000.00', max: '1820000.00' } });
    expect(selection.total).toEqual({ min: '180000.00', max: '180000.00' });
  });

  it('of 1b for one member and 6b for the other is lawful: 10 % of 2000万 and 15 % of 1000万, 350万 against 450万', () => {
    const members: Project[] = [{ ...project, id: 'P1', inIndustrialStatistics: false }, { ...project, id: 'P2', inIndustrialStatistics: false, equipmentInvestment: '10000000' }];
    const consortia = [{ ...consortium, projects: ['P1', 'P2'] }];
    const { selection } = assess({ applicationDate: '2025-06-01', projects: members, consortia }, { election: ['investment-subsidy:P1', 'consortium-investment-subsidy:C'] });
    expect(selection.election).toMatchObject({ lawful: true, refused: [], costs: { min: '1000000.00', max: '1000000.00' } });
    expect(selection.chosen).toEqual(['investment-subsidy:P1', 'consortium-investment-subsidy:C']);
  });

  it.each([['C1', 'C2'], ['C2', 'C1']])('of 1b for one member beside two consortia that share another is lawful, however they are called: 200 + 300 + 300万 against 900万 (%s, %s)', (first, second) => {
    // Each of three projects of 2000万 takes a track of its own: 1b of P1, 6b of P2 and 6b of P3.
    const projects = ['P1', 'P2', 'P3'].map((id): Project => ({ ...project, id, inIndustrialStatistics: false }));
    const consortia = [{ ...consortium, id: first, projects: ['P1', 'P2'] }, { ...consortium, id: second, projects: ['P2', 'P3'] }];
    const { selection } = assess({ applicationDate: '2025-06-01', projects, consortia }, { election: ['investment-subsidy:P1', ...['C1', 'C2'].map((id) => `consortium-investment-subsidy:${id}`)] });
    expect(selection.election).toMatchObject({ lawful: true, refused: [], costs: { min: '1000000.00', max: '1000000.00' } });
    expect(selection.payable.map((p) => p.amount.min)).toEqual(['2000000.00', '3000000.00', '3000000.00']);
  });

  it('beside a lease of unknown part and one of 500万 as well: 1b of P1 keeps what the leases leave of it, however the consortia are called', () => {
    for (const [first, second] of [['C1', 'C2'], ['C2', 'C1']] as const) {
      const projects = ['P1', 'P2', 'P3'].map((id): Project => ({ ...project, id, inIndustrialStatistics: false }));
      const consortia = [{ ...consortium, id: first, projects: ['P1', 'P2'] }, { ...consortium, id: second, projects: ['P2', 'P3'] }];
      const stated = { ...lease, project: 'P1' };
      const { equipmentValue: _, ...unknown } = { ...stated, id: 'S2', year: 2026 };
      const election = ['investment-subsidy:P1', 'finance-lease-subsidy:E:2025', 'finance-lease-subsidy:E:2026', 'consortium-investment-subsidy:C1', 'consortium-investment-subsidy:C2'];
      expect(assess({ applicationDate: '2025-06-01', projects, consortia, leases: [stated, unknown] }, { election }).selection.election).toMatchObject({ lawful: true, refused: [] });
    }
  });

  it('whose 1b may turn out not to count comes to what 6b then brings of both projects: 15 % of 1000 + 1000万 at most', () => {
    // Whether the total of P1 reaches 2000万 is not known: 1b of P1 is 100万 or nothing, 6b of P2 150万 or, without that 1b, 300万 of both.
    const [p1, p2] = ['P1', 'P2'].map((id): Project => ({ ...project, id, inIndustrialStatistics: false, equipmentInvestment: '10000000' })) as [Project, Project];
    const { totalInvestment: _, ...open } = p1;
    const { selection } = assess(
      { applicationDate: '2025-06-01', projects: [open, p2], consortia: [{ ...consortium, projects: ['P1', 'P2'] }] },
      { election: ['investment-subsidy:P1', 'consortium-investment-subsidy:C'] },
    );
    expect(selection.election?.lawful).toBe(true);
    expect(selection.total.max).toBe('3000000.00');
    expect(selection.tight).toBe(false);
  });

  it('of the reward beside a subsidy of which a lease takes a part refuses the reward alone, which may not stand beside the subsidy', () => {
    const { selection } = elect('investment-reward:P', 'investment-subsidy:P', 'finance-lease-subsidy:E:2025');
    expect(selection.election).toMatchObject({ lawful: false, refused: [{ key: 'investment-reward:P', reason: 'same-input', insteadOf: ['investment-subsidy:P'] }] });
  });

  it('of a subsidy for each of three consortia of the same three projects is lawful: one project each', () => {
    // 15 % of 2000万 in full, half and a quarter of it as settled: at best all three go to the first, 900万; one each brings 300 + 150 + 75万.
    const projects = ['P1', 'P2', 'P3'].map((id): Project => ({ ...project, id, inIndustrialStatistics: false }));
    const consortia = ([['A', '1'], ['B', '0.5'], ['C', '0.25']] as const).map(([id, settlementFactor]) => ({ ...consortium, id, projects: ['P1', 'P2', 'P3'], accepted: true, settlementFactor }));
    const { selection } = assess({ applicationDate: '2025-06-01', projects, consortia }, { election: ['A', 'B', 'C'].map((id) => `consortium-investment-subsidy:${id}`) });
    expect(selection.election).toMatchObject({ lawful: true, refused: [], costs: { min: '3750000.00', max: '3750000.00' } });
  });

  it('of two years of rent beside 1b claims no more contracts than pay them: 1b on 1000万 and 10 + 10万, not on 900万 with 9.75万 more', () => {
    // Contract B runs in both years and takes 1000万 of the equipment. Contract A takes 100万 for 9.75万 in 2026 alone, which is the next best without B.
    const leases: LeaseYear[] = [
      { ...lease, id: 'A', year: 2026, annualAmount: '3900000', equipmentValue: '1000000' },
      { ...lease, id: 'B', year: 2025, equipmentValue: '10000000' },
      { ...lease, id: 'B', year: 2026, equipmentValue: '10000000' },
    ];
    const { selection } = assess({ ...file, leases }, { election: ['investment-subsidy:P', 'finance-lease-subsidy:E:2025', 'finance-lease-subsidy:E:2026'] });
    expect(selection.election).toMatchObject({ lawful: true, refused: [], costs: { min: '800000.00', max: '800000.00' } });
    expect(selection.total).toEqual({ min: '1200000.00', max: '1200000.00' });
  });

  it('of subsidy and lease holds what both come to and what the subsidy comes to where the lease is none: 150 + 10万, or 200万', () => {
    const { selection, byPayee } = assess({ ...file, leases: [{ ...lease, lessee: 'L', lesseeIsIndustrial: null }] }, { election: ['investment-subsidy:P', 'finance-lease-subsidy:L:2025'] });
    for (const amount of [1_600_000, 2_000_000]) {
      expect(Number(selection.total.min)).toBeLessThanOrEqual(amount);
      expect(Number(selection.total.max)).toBeGreaterThanOrEqual(amount);
    }
    // No completion brings the subsidy of what the lease leaves without the lease.
    expect(selection.tight && selection.total.min === '1500000.00').toBe(false);
    expect(byPayee[0]).toEqual({ kind: 'enterprise', id: 'E', total: { min: '1500000.00', max: '2000000.00' } });
  });

  it('A5.4 of one yearly award and the completion award leaves both as they were determined: 30 + 20万, 30万 less', () => {
    // 80万 assessed, less the 60万 of 2025 and 2026, is 20万, whether or not the award of 2026 is taken.
    const demonstration: NonNullable<CaseFile['demonstrations']>[number] = {
      project: 'P', taskBookSigned: true, evaluations: [{ year: 2025, passed: true }, { year: 2026, passed: true }],
      completion: { targetsMet: true, effectAchieved: true, assessedAward: '800000' },
    };
    const { selection } = assess(
      { applicationDate: '2025-06-01', projects: [{ ...project, totalInvestment: '4000000', equipmentInvestment: '3000000' }], demonstrations: [demonstration] },
      { election: ['demonstration-annual-award:P:2025', 'demonstration-completion-award:P'] },
    );
    expect(selection.total).toEqual({ min: '500000.00', max: '500000.00' });
    expect(selection.election?.costs).toEqual({ min: '300000.00', max: '300000.00' });
  });

  it.each([
    // Passed: 30万, and 50 − 60万 leave nothing. Not passed: no yearly award, and 50 − 30万.
    ['50万 assessed and one evaluation open: 30万, or 20万', { evaluations: [{ year: 2025 }, { year: 2026, passed: true }], assessedAward: '500000' }, { min: '200000.00', max: '300000.00' }],
    ['no award fixed yet, two years passed: 30万, and up to 100 − 60万', { evaluations: [{ year: 2025, passed: true }, { year: 2026, passed: true }] }, { min: '300000.00', max: '700000.00' }],
    // 30 + 100 − 60万 at most; nothing at the least.
    ['neither known', { evaluations: [{ year: 2025 }, { year: 2026, passed: true }] }, { min: '0.00', max: '700000.00' }],
  ] as const)('A5.4 of the award of 2025 and the completion award, which deducts that of 2026 all the same: %s', (_, { evaluations, ...assessed }, total) => {
    const demonstration: NonNullable<CaseFile['demonstrations']>[number] = { project: 'P', taskBookSigned: true, evaluations, completion: { targetsMet: true, effectAchieved: true, ...assessed } };
    const { selection } = assess(
      { applicationDate: '2025-06-01', projects: [{ ...project, totalInvestment: '4000000', equipmentInvestment: '3000000' }], demonstrations: [demonstration] },
      { election: ['demonstration-annual-award:P:2025', 'demonstration-completion-award:P'] },
    );
    expect(selection.total).toEqual(total);
  });

  it('of the reward of 8万 alone is lawful and costs 192万', () => {
    const { selection } = elect('investment-reward:P');
    expect(selection.chosen).toEqual(['investment-reward:P']);
    expect(selection.election).toMatchObject({ lawful: true, costs: { min: '1920000.00' } });
  });

  it('of reward and subsidy is unlawful: same input; the selection stays with the best', () => {
    const { selection } = elect('investment-reward:P', 'investment-subsidy:P');
    expect(selection.election?.lawful).toBe(false);
    expect(selection.election?.refused).toEqual([{ key: 'investment-reward:P', reason: 'same-input', insteadOf: ['investment-subsidy:P'], clause: 'F.3' }]);
    expect(selection.chosen).toEqual(['investment-subsidy:P']);
  });

  it('of an ineligible award is unlawful under its own clause', () => {
    const small: CaseFile = { ...file, leases: [], projects: [{ ...project, totalInvestment: '19999999.99' }] };
    const { election } = assess(small, { election: ['investment-subsidy:P'] }).selection;
    expect(election).toMatchObject({ lawful: false, refused: [{ key: 'investment-subsidy:P', reason: 'ineligible', insteadOf: [], clause: 'A1.3' }] });
  });

  it('of something that is no determination is an error that names it', () => {
    expect(() => elect('investment-subsidy:Q')).toThrow('options.election[0]');
  });

  it('of anything but a list is an error of the whole, and of more keys than are told the first ones are', () => {
    const issues = (election: unknown) => {
      const answer = safeAssess(file, { election } as never);
      return answer.success ? [] : answer.error.issues.map((issue) => issue.path);
    };
    for (const election of ['investment-subsidy:P', {}, 7, null]) expect(issues(election)).toEqual(['options.election']);
    expect(issues(['investment-subsidy:P', 7, 'x'])).toEqual(['options.election[1]', 'options.election[2]']);
    expect(issues(Array.from({ length: 21 }, (_, i) => `${i}`))).toHaveLength(20);
  });
});

/**
 * Where the naive implementation (test/naive), typed from the text, and the library differ, and the text, its reading or the
 * contract is with the former. Each is expected to fail: when the library is mended, `it.fails` goes, and with it the line
 * of `known` in test/naive/compare.ts.
 */
import { describe, expect, it } from 'vitest';
import { type AssessOptions, type CaseFile, assess } from '../../src/index.js';
import { file, lease, leading, plain, project, sale, small, tasked } from '../vectors/facts.js';
import type { Facts } from '../vectors/vector.js';

const given = (facts: Facts, readings: Record<string, string>) => assess(facts as unknown as CaseFile, { readings } as AssessOptions);
const payable = (found: ReturnType<typeof given>, key: string) => found.selection.payable.find((p) => p.key === key)?.amount.max;
const notNewType = { newType: false, technicalUpgrade: true };

describe('a member that does not count in the subsidy of its consortium (A6.2 新型技改联合体)', () => {
  // F.3: 同一投入. The subsidy is 15 % of P alone; Q, which is not new-type, puts nothing into it, so Q's reward stands beside it.
  it.fails('keeps its reward where the consortium has one track: 20,000,000 × 15 % + 80,000', () => {
    const found = given(file({ projects: [project(), small({ id: 'Q', ...notNewType })], consortia: [tasked({ projects: ['P', 'Q'] })] }), { consortiumTrack: 'whole-consortium' });
    expect(payable(found, 'consortium-investment-subsidy:C')).toBe('3000000.00');
    expect(payable(found, 'investment-reward:Q')).toBe('80000.00');
  });

  // I-07(b): the same project. The leader's award is for the projects that count; Q is none of them, so Q's lease is another project.
  it.fails("keeps its lease beside the leader's award under the project test: 2,000,000 + 40,000,000 × 2.5 %", () => {
    const found = given(file({ projects: [plain(), plain({ id: 'Q', ...notNewType })], leases: [lease({ project: 'Q' })], consortia: [leading({ projects: ['P', 'Q'] })] }), { sameInput: 'project' });
    expect(found.selection.total.max).toBe('3000000.00');
  });
});

describe('sales', () => {
  // I-39: one rounding per payable amount. 80,000,000.50 × 1 % is 800,000.005; twice that is 1,600,000.01, and no fen is lost or won.
  it.fails.each([['half-up-fen'], ['down-fen']])('to two projects, counted per project, are rounded once, %s', (rounding) => {
    const lines = [sale({ amount: '80000000.50' }), sale({ id: 'G2', project: 'Q', amount: '80000000.50' })];
    const found = given(file({ projects: [plain(), plain({ id: 'Q' })], supplies: lines }), { supplyAggregation: 'per-project', rounding });
    expect(found.determinations.find((d) => d.key === 'equipment-supply-subsidy:供')?.amount.max).toBe('1600000.01');
  });

  // F.2 lets sales count from 2024-06-01 on, so a sale of unknown day may be one of 2024 as well.
  it.fails('of an unknown day may be of 2024, where years are apart', () => {
    const found = given(file({ projects: [plain({ filingDate: '2024-06-01' })], supplies: [sale({ date: null })] }), { supplyAggregation: 'per-year' });
    expect(found.determinations.filter((d) => d.measure === 'equipment-supply-subsidy').map((d) => d.year)).toEqual([2024, 2025, 2026]);
  });
});

describe('two leases of one project', () => {
  // Leased equipment lies within the equipment, and S2 has 4,000,000 of the 10,000,000: S can have 6,000,000 at most. A total that is
  // called tight must be reached: 40,000,000 × 2.5 % + (10,000,000 − 6,000,000) × 10 % at the least, not 1,000,000.
  it.fails('share its equipment, the one of unknown value too', () => {
    const rows = [lease({ equipmentValue: null }), lease({ id: 'S2', mode: 'sale-and-leaseback', equipmentValue: '4000000' })];
    const { total, tight } = given(file({ projects: [project({ equipmentInvestment: '10000000' })], leases: rows }), {}).selection;
    expect(tight && total.min).toBe('1400000.00');
  });
});

/** `splitWithinProject: yes` (I-10) against a brute force, and against the reading that divides nothing. */
import { Decimal } from 'decimal.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CaseFile, assess } from '../../src/index.js';
import type { Readings } from '../support/policy-outcome.js';
import { caseWithGaps, completeCase } from '../support/cases.js';

const D = (text: string): Decimal => new Decimal(text);
const split = (file: CaseFile, beside: Readings = {}) => assess(file, { readings: { ...beside, splitWithinProject: 'yes' } });

/** One project in whole yuan; all amounts are such that nothing is rounded. */
interface Plant {
  readonly rate: number; // in percent; 0 where the project is too small for A1.3
  readonly equipment: number;
  readonly reward: number;
  readonly consortia: readonly number[];
  readonly lease: { readonly value: number; readonly subsidy: number } | undefined;
}

const MILLION = 1_000_000;
const [CAP_1B, CAP_6B, ROOM] = [20 * MILLION, 30 * MILLION, 200 * MILLION];

/** What one division brings: `moved` is the equipment of each plant that counts under A6.4. */
function bring(plants: readonly { readonly rate: number; readonly equipment: number }[], moved: readonly number[]): number {
  const own = plants.reduce((sum, p, i) => sum + Math.min(CAP_1B, (p.rate * (p.equipment - (moved[i] as number))) / 100), 0);
  return own + Math.min(CAP_6B, (15 * moved.reduce((a, b) => a + b, 0)) / 100);
}

/** A best division lies where each plant but one moves nothing, all, or what lies beyond its cap; that one fills the room. */
function bestDivision(plants: readonly { readonly rate: number; readonly equipment: number }[]): number {
  const marks = plants.map((p) => [...new Set([0, p.equipment, p.rate === 0 ? p.equipment : Math.max(0, p.equipment - (100 * CAP_1B) / p.rate)])]);
  let best = 0;
  const walk = (moved: readonly number[]): void => {
    if (moved.length < plants.length) {
      for (const mark of marks[moved.length] as number[]) walk([...moved, mark]);
      return;
    }
    best = Math.max(best, bring(plants, moved));
    const sum = moved.reduce((a, b) => a + b, 0);
    plants.forEach((p, i) => {
      const rest = Math.min(p.equipment, Math.max(0, ROOM - (sum - (moved[i] as number))));
      best = Math.max(best, bring(plants, moved.map((m, j) => (i === j ? rest : m))));
    });
  };
  walk([]);
  return best;
}

/** Every way to take rewards, leases and consortia, each with its best divisions. */
function bruteForce(plants: readonly Plant[]): number {
  let best = 0;
  const walk = (i: number, sum: number, groups: ReadonlyMap<number, readonly { rate: number; equipment: number }[]>): void => {
    const p = plants[i];
    if (p === undefined) {
      best = Math.max(best, [...groups.values()].reduce((s, g) => s + bestDivision(g), sum));
      return;
    }
    for (const leased of p.lease === undefined ? [undefined] : [undefined, p.lease]) {
      const equipment = p.equipment - (leased?.value ?? 0);
      const extra = leased?.subsidy ?? 0;
      walk(i + 1, sum + extra + p.reward, groups);
      walk(i + 1, sum + extra + Math.min(CAP_1B, (p.rate * equipment) / 100), groups);
      for (const k of p.consortia) walk(i + 1, sum + extra, new Map([...groups, [k, [...(groups.get(k) ?? []), { rate: p.rate, equipment }]]]));
    }
  };
  walk(0, 0, new Map());
  return best;
}

const plant = (consortia: number): fc.Arbitrary<Omit<Plant, 'lease'>> =>
  fc.record({
    rate: fc.constantFrom(0, 8, 10, 20),
    equipment: fc.oneof(fc.constantFrom(1, 99, 100, 101, 133, 150, 199, 200, 201, 250, 251, 300, 400), fc.integer({ min: 1, max: 450 })).map((m) => m * MILLION),
    reward: fc.constantFrom(0, 0, 100_000, 50_000),
    consortia: fc.subarray(Array.from({ length: consortia }, (_x, k) => k)),
  });

const plants: fc.Arbitrary<Plant[]> = fc.integer({ min: 1, max: 2 }).chain((consortia) =>
  fc.tuple(
    fc.array(plant(consortia), { minLength: 1, maxLength: 3 }),
    fc.option(fc.record({ share: fc.constantFrom(0.25, 0.5, 1), subsidy: fc.constantFrom(1000, 500_000, 2 * MILLION, 5 * MILLION) })),
  ).map(([all, lease]) =>
    all.map((p, i): Plant => ({ ...p, lease: i === 0 && lease !== null ? { value: p.equipment * lease.share, subsidy: lease.subsidy } : undefined })),
  ),
);

function caseOfPlants(all: readonly Plant[]): CaseFile {
  const members = (k: number): string[] => all.flatMap((p, i) => (p.consortia.includes(k) ? [`P${i}`] : []));
  const consortia = [0, 1].filter((k) => members(k).length > 0).map((k) => ({
    id: `C${k}`, leader: 'L', directSuppliers: 10, taskBookSigned: true, nationalPilotTask: true, targetsMet: false, effectAchieved: false, projects: members(k),
  }));
  return {
    applicationDate: '2025-06-01',
    projects: all.map((p, i) => ({
      id: `P${i}`, owner: `E${i}`, filingDate: '2024-09-01', technicalUpgrade: true, newType: p.rate > 0, pilotIndustry: p.rate === 10,
      nationalDemonstration: p.rate === 20, inIndustrialStatistics: p.reward > 0, totalInvestment: `${p.equipment + 30 * MILLION}`,
      equipmentInvestment: `${p.equipment}`, assessedReward: `${p.reward}`,
    })),
    consortia,
    leases: all.flatMap((p, i) => (p.lease === undefined ? [] : [{
      id: `L${i}`, lessee: `E${i}`, project: `P${i}`, year: 2025, lesseeIsIndustrial: true, mode: 'direct' as const,
      annualAmount: `${p.lease.subsidy * 40}`, equipmentValue: `${p.lease.value}`,
    }])),
  };
}

describe('dividing the equipment of a project', () => {
  it('finds what trying every division finds', () => {
    fc.assert(
      fc.property(plants, (all) => {
        const { total, optimal } = split(caseOfPlants(all)).selection;
        expect([total.min, total.max]).toEqual([bruteForce(all).toFixed(2), bruteForce(all).toFixed(2)]);
        expect(optimal).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it('pays each award within its caps and names everything that is given up', () => {
    fc.assert(
      fc.property(plants, (all) => {
        const { determinations, selection } = split(caseOfPlants(all));
        const named = new Set([...selection.chosen, ...selection.forgone.map((f) => f.key)]);
        const missed = determinations.filter((d) => d.amount.max !== '0.00' && !named.has(d.key));
        expect(missed.map((d) => d.key)).toEqual([]);
        for (const { key, amount } of selection.payable) {
          expect(D(amount.max).lte(determinations.find((d) => d.key === key)?.amount.max as string), key).toBe(true);
        }
      }),
      { numRuns: 200 },
    );
  });

  it('settles a project verified as filed at what was chosen', () => {
    fc.assert(
      fc.property(plants, (all) => {
        const filed = caseOfPlants(all);
        const verified: CaseFile = {
          ...filed,
          projects: filed.projects?.map((p) => ({
            ...p, construction: { started: true, investmentProgress: '1', advancesPaid: '0' },
            acceptance: { date: '2026-06-01', totalInvestment: p.totalInvestment as string, equipmentInvestment: p.equipmentInvestment as string },
          })),
          consortia: filed.consortia?.map((c) => ({ ...c, investmentProgress: '1', taskProgress: '1', advancesPaid: '0', settlementFactor: '1', accepted: true })),
        };
        const { payments, selection } = split(verified);
        for (const { key, amount } of selection.payable) {
          const final = payments.find((p) => p.key === key)?.settlement?.final;
          if (key.startsWith('investment-subsidy') || key.startsWith('consortium-investment')) expect(final, key).toEqual(amount);
        }
      }),
      { numRuns: 200 },
    );
  });
});

describe('more leases than are varied one by one, in a consortium of two', () => {
  const many = fc.record({
    rates: fc.tuple(fc.constantFrom(8, 10, 20), fc.constantFrom(0, 8, 10, 20)),
    equipment: fc.tuple(fc.integer({ min: 90, max: 300 }), fc.integer({ min: 50, max: 300 })),
    leases: fc.array(fc.record({ value: fc.integer({ min: 1, max: 10 }), annual: fc.integer({ min: 1, max: 200 }) }), { minLength: 9, maxLength: 9 }),
  });

  it('is proven only where it is best, and bounded by no less than the best', () => {
    let unproven = 0;
    fc.assert(
      fc.property(many, ({ rates, equipment, leases }) => {
        const plain = caseOfPlants(rates.map((rate, i) => ({ rate, equipment: (equipment[i] as number) * MILLION, reward: 0, consortia: [0], lease: undefined })));
        const file: CaseFile = {
          ...plain,
          leases: leases.map((l, i) => ({
            id: `L${i}`, lessee: 'E0', project: 'P0', year: 2025, lesseeIsIndustrial: true, mode: 'direct', annualAmount: `${l.annual * MILLION}`,
            equipmentValue: `${l.value * MILLION}`,
          })),
        };
        let best = 0;
        for (let set = 0; set < 1 << leases.length; set += 1) {
          const taken = leases.filter((_l, i) => (set & (1 << i)) !== 0);
          const left = ((equipment[0] as number) - taken.reduce((sum, l) => sum + l.value, 0)) * MILLION;
          const rent = taken.reduce((sum, l) => sum + l.annual, 0) * MILLION;
          const both = bestDivision([{ rate: rates[0], equipment: left }, { rate: rates[1], equipment: equipment[1] * MILLION }]);
          best = Math.max(best, both + Math.min(5 * MILLION, rent / 40));
        }
        const { total, optimal, upperBound } = split(file).selection;
        expect(D(total.max).lte(best)).toBe(true);
        expect(D(upperBound).gte(best)).toBe(true);
        if (optimal) expect(total.max).toBe(best.toFixed(2));
        else unproven += 1;
        expect(D(total.max).gte(assess(file).selection.total.max)).toBe(true);
      }),
      { numRuns: 60 },
    );
    expect(unproven).toBeGreaterThan(0);
  });
});

const BESIDE: fc.Arbitrary<Readings> = fc.record({
  consortiumTrack: fc.constantFrom('per-project' as const, 'whole-consortium' as const),
  sameInput: fc.constantFrom('funding-item' as const, 'funding-item' as const, 'project' as const),
  rewardWithSubsidy: fc.constantFrom('take-higher' as const, 'stack' as const),
  leaseWithInvestmentSubsidy: fc.constantFrom('take-higher' as const, 'stack' as const),
  leasedEquipmentInInvestment: fc.constantFrom('yes' as const, 'no' as const),
});

describe('any case under the reading that divides', () => {
  it('never comes to less than without dividing', () => {
    fc.assert(
      fc.property(completeCase, BESIDE, (file, beside) => {
        const undivided = assess(file as CaseFile, { readings: beside }).selection;
        const divided = split(file as CaseFile, beside).selection;
        expect(divided.optimal).toBe(true);
        // Each of the awards is rounded by itself.
        expect(D(divided.total.min).gte(D(undivided.total.min).minus('0.05')), `${divided.total.min} under ${undivided.total.min}`).toBe(true);
      }),
      { numRuns: 400 },
    );
  });

  it('has ranges that contain every completion of the open facts', () => {
    const within = (amount: { min: string; max: string }, range: { min: string; max: string } | undefined): boolean =>
      range !== undefined && D(amount.min).gte(range.min) && D(amount.max).lte(range.max);
    fc.assert(
      fc.property(caseWithGaps, ({ whole, partial }) => {
        const open = split(partial);
        const known = split(whole);
        expect(within(known.selection.total, open.selection.total), `${JSON.stringify(known.selection.total)} in ${JSON.stringify(open.selection.total)}`).toBe(true);
        for (const s of known.bySubject) {
          const o = open.bySubject.find((x) => x.kind === s.kind && x.id === s.id);
          expect(within(s.total, o?.total), `${s.id} ${JSON.stringify(s.total)} in ${JSON.stringify(o?.total)}`).toBe(true);
        }
        const sum = (a: typeof open) => a.selection.payable.reduce((s, p) => s.plus(p.amount.min), D('0'));
        expect(sum(known).toFixed(2)).toBe(known.selection.total.min);
        expect(sum(open).lte(open.selection.total.min)).toBe(true);
      }),
      { numRuns: 600 },
    );
  });
});

/** The comparison of readings: what it skips changes nothing, what it reports is what assess says. */
import { Decimal } from 'decimal.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Assessment, type CaseFile, type ReadingId, type Readings, assess, chengdu2025, compareReadings } from '../../src/index.js';
import { caseWithGaps, deepFreeze } from '../support/cases.js';
import { holding } from '../support/holding.js';

const readingIds = Object.keys(chengdu2025.readings) as ReadingId[];
const valuesOf = (id: ReadingId): string[] => Object.keys(chengdu2025.readings[id]?.values ?? {});

const figures = (a: Assessment): unknown => [
  a.determinations.filter((d) => d.status !== 'ineligible').map((d) => [d.key, d.status, d.amount]),
  a.selection.payable,
  a.selection.total,
  a.payments.map(({ missing: _names, ...p }) => p),
];

/** Any choice among the readings, mostly near the defaults. */
const someReadings: fc.Arbitrary<Partial<Readings>> = fc
  .subarray([...readingIds], { maxLength: 6 })
  .chain((ids) => fc.tuple(...ids.map((id) => fc.constantFrom(...valuesOf(id)).map((value) => [id, value] as const))))
  .map((pairs) => Object.fromEntries(pairs));

/** A third of the cases are accepted projects, some below the threshold. */
const withAcceptance = fc.tuple(caseWithGaps, fc.constantFrom('19999999.99', '20000000.00', undefined, undefined)).map(([{ whole, partial }, total]) =>
  [whole, partial].map((file): CaseFile => ({
    ...file,
    projects: (file.projects ?? []).map((p) =>
      total === undefined ? p : { ...p, acceptance: { date: '2026-06-01', totalInvestment: total, equipmentInvestment: '15000000.05' } },
    ),
  })),
);

describe('a reading that changes nothing', () => {
  it('alone changes no figure, whatever readings are in force beside it', () => {
    fc.assert(
      fc.property(withAcceptance, someReadings, (files, readings) => {
        for (const file of files) {
          const base = figures(assess(file, { readings }));
          const { irrelevant, withoutEffect } = compareReadings(file, { readings });
          for (const id of [...irrelevant, ...withoutEffect] as ReadingId[]) {
            for (const value of valuesOf(id)) {
              const other = assess(file, { readings: { ...readings, [id]: value } });
              expect(figures(other), `${id}: ${value}\n${JSON.stringify({ readings, file })}`).toEqual(base);
            }
          }
        }
      }),
      { numRuns: 10 },
    );
  });
});

describe('the comparison', () => {
  it('reports of each alternative what assess says, and names every reading once', () => {
    fc.assert(
      fc.property(caseWithGaps, ({ partial }) => {
        const frozen = deepFreeze(structuredClone(partial));
        const base = assess(frozen);
        const { effects, withoutEffect, irrelevant, notProven, readings, total } = compareReadings(frozen);
        expect(frozen).toEqual(partial);
        expect(readings).toEqual(base.readings);
        expect(total).toEqual(base.selection.total);
        expect(notProven).toBeUndefined();
        const named = [...new Set(effects.map((e) => e.reading)), ...withoutEffect, ...irrelevant];
        expect([...named].sort()).toEqual([...readingIds].sort());
        for (const { reading, from, to, change } of effects) {
          expect(from.value).toBe(base.readings[reading as ReadingId]);
          const other = assess(frozen, { readings: { [reading]: to.value } });
          expect(change.total.to).toEqual(other.selection.total);
          expect(new Decimal(change.total.by.max).eq(new Decimal(other.selection.total.max).minus(total.max))).toBe(true);
          const now = new Map(other.determinations.map((d) => [d.key, d]));
          for (const d of change.determinations) expect(d.to.amount).toEqual(now.get(d.key)?.amount ?? { min: '0.00', max: '0.00' });
        }
      }),
      { numRuns: 10 },
    );
  });

  it('finds joint extremes that are reached, and are beaten by no single reading', () => {
    holding({ 'most generous proven': 0.3, 'most strict proven': 0.3 }, (given) => fc.assert(
      fc.property(caseWithGaps, someReadings, ({ partial }, sample) => {
        const { mostGenerous, mostStrict, effects } = compareReadings(partial, { proveUpTo: 512 });
        for (const joint of [mostGenerous, mostStrict]) {
          expect(assess(partial, { readings: joint.readings }).selection.total).toEqual(joint.total);
        }
        for (const { change } of effects) {
          expect(new Decimal(change.total.to.max).lte(mostGenerous.total.max)).toBe(true);
          expect(new Decimal(change.total.to.min).gte(mostStrict.total.min)).toBe(true);
        }
        const other = assess(partial, { readings: sample }).selection.total;
        const beaten = JSON.stringify({ sample, partial, mostGenerous: mostGenerous.total, mostStrict: mostStrict.total, other });
        if (given('most generous proven', mostGenerous.proven)) expect(new Decimal(other.max).lte(mostGenerous.total.max), beaten).toBe(true);
        if (given('most strict proven', mostStrict.proven)) expect(new Decimal(other.min).gte(mostStrict.total.min), beaten).toBe(true);
      }),
      { numRuns: 10 },
    ));
  });

  it('says what the work limit left unproven', () => {
    const file: CaseFile = { applicationDate: '2025-06-01', projects: [{ id: 'P', owner: 'E' }] };
    const { notProven = [], effects, mostGenerous, assessments } = compareReadings(file, { workLimit: 0 });
    expect(assessments).toBe(1);
    expect(effects).toEqual([]);
    expect(notProven.length).toBeGreaterThan(0);
    expect(mostGenerous.proven).toBe(false);
  });

  it('refuses an option that is none', () => {
    expect(() => compareReadings({ applicationDate: '2025-06-01' }, { proveUpTo: 0 })).toThrow(expect.objectContaining({ path: 'options.proveUpTo', issues: [expect.objectContaining({ code: 'option' })] }) as Error);
  });
});

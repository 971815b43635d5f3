/** Matching a profile: a thin profile never rules out, and never promises, what the facts left open decide. */
import { Decimal } from 'decimal.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CaseFile, type Profile, assess, chengdu2025, match } from '../../src/index.js';
import { caseWithGaps, completeCase, deepFreeze } from '../support/cases.js';
import { holding } from '../support/holding.js';

/** A profile without any day of application, of the case or of a row. */
const undated = (file: CaseFile): Profile => JSON.parse(JSON.stringify(file, (name, value: unknown) => (name === 'applicationDate' ? undefined : value))) as Profile;

describe('a profile', () => {
  it('names the day, the year and the kind wherever they decide, other facts missing or not', () => {
    const missing = (profile: Profile, code: string) => match(profile).measures.find((m) => m.code === code)?.missing;
    // Whatever else is open: one who applies outside of F.1 gets nothing, nor a supplier of the other kind (A4.3, A4.4).
    expect(missing({ parks: [{}] }, '7')).toEqual(expect.arrayContaining(['$.applicationDate', '$.parks[0].assessedTotal']));
    expect(missing({ projects: [{ newType: true }] }, '1b')).toContain('$.applicationDate');
    for (const code of ['4a', '4b']) expect(missing({ supplies: [{ amount: '90000000' }] }, code)).toEqual(expect.arrayContaining(['$.applicationDate', '$.supplies[0].kind']));
    // Below both thresholds no kind brings anything.
    for (const code of ['4a', '4b']) expect(missing({ applicationDate: '2025-06-01', supplies: [{ amount: '49999999.99' }] }, code)).not.toContain('$.supplies[0].kind');
    expect(missing({ applicationDate: '2025-06-01', projects: [{}], loans: [{}] }, '2a')).toContain('$.loans[0].year');
    // Stated, none of them is named.
    expect(missing({ applicationDate: '2025-06-01', parks: [{}] }, '7')).not.toContain('$.applicationDate');
  });

  it('gives all twelve measures once, sorted, whatever is stated', () => {
    holding({ 'beside its like': 0.3 }, (given) => fc.assert(
      fc.property(caseWithGaps, fc.boolean(), ({ partial }, dated) => {
        const profile = deepFreeze(structuredClone(dated ? partial : undated(partial)));
        const { measures } = match(profile);
        expect(measures.map((m) => m.code).sort()).toEqual(chengdu2025.measures.map((m) => m.code).sort());
        const order = ['eligible', 'possible', 'excluded'];
        const places = measures.map((m) => order.indexOf(m.fit));
        expect(places).toEqual([...places].sort());
        for (const [i, m] of measures.entries()) {
          const next = measures[i + 1];
          if (given('beside its like', next?.fit === m.fit && next.stated === m.stated)) expect(new Decimal(m.amount.max).gte(next?.amount.max ?? 0)).toBe(true);
        }
      }),
      { numRuns: 20 },
    ));
  });

  it('that is a case file gives what assess gives', () => {
    fc.assert(
      fc.property(caseWithGaps, ({ partial }) => {
        const a = assess(partial);
        const { measures, total, chosen } = match(partial);
        expect(total).toEqual(a.selection.total);
        expect(chosen).toEqual(a.selection.chosen);
        const given = measures.filter((m) => m.stated).flatMap((m) => m.subjects.map((s) => [s.key, s.status, s.amount]));
        expect(given.sort()).toEqual(a.determinations.map((d) => [d.key, d.status, d.amount]).sort());
      }),
      { numRuns: 20 },
    );
  });

  it('without a day of application holds every day, and is never eligible', () => {
    holding({ ineligible: 0.3 }, (given) => fc.assert(
      fc.property(completeCase, fc.constantFrom('2025-02-01', '2025-02-02', '2026-12-31', '2027-01-01'), (file, day) => {
        const { measures, total } = match(undated(file as CaseFile));
        expect(measures.some((m) => m.fit === 'eligible')).toBe(false);
        const a = assess({ ...undated(file as CaseFile), applicationDate: day } as CaseFile);
        expect(new Decimal(a.selection.total.max).lte(total.max) && new Decimal(a.selection.total.min).gte(total.min)).toBe(true);
        const byKey = new Map(measures.flatMap((m) => m.subjects.map((s) => [s.key, s] as const)));
        for (const d of a.determinations) {
          const s = byKey.get(d.key);
          if (given('ineligible', s?.status === 'ineligible')) expect(d.status).toBe('ineligible');
          expect(new Decimal(d.amount.max).lte(s?.amount.max as string)).toBe(true);
        }
      }),
      { numRuns: 20 },
    ));
  });

  it('without the year of a row holds every year that it may be of', () => {
    holding({ 'a row with a year': 0.7, excluded: 0.1, eligible: 0.1 }, (given) => fc.assert(
      fc.property(completeCase, fc.nat(), (file, pick) => {
        const profile = structuredClone(file) as unknown as { [list: string]: { year?: number; evaluations?: { year?: number }[] }[] };
        const dated = ['loans', 'leases', 'serviceProviders', 'demonstrations'].flatMap((list) => profile[list] ?? []).flatMap((row) => row.evaluations ?? [row]);
        const row = dated[pick % dated.length];
        if (!given('a row with a year', row)) return;
        delete row.year;
        const a = assess(file as CaseFile);
        const { measures, total } = match(profile as Profile);
        expect(new Decimal(a.selection.total.max).lte(total.max) && new Decimal(a.selection.total.min).gte(total.min), JSON.stringify([a.selection.total, total])).toBe(true);
        for (const { measure, fit, amount } of measures.filter((m) => m.stated)) {
          const own = a.determinations.filter((d) => d.measure === measure);
          const sum = own.reduce((all, d) => all.plus(d.amount.max), new Decimal(0));
          expect(sum.gte(amount.min) && sum.lte(amount.max), `${measure}: ${sum.toFixed(2)} in ${JSON.stringify(amount)}`).toBe(true);
          if (given('excluded', fit === 'excluded')) expect(own.every((d) => d.status === 'ineligible')).toBe(true);
          if (given('eligible', fit === 'eligible')) expect(own.some((d) => d.status === 'eligible')).toBe(true);
        }
      }),
      { numRuns: 25 },
    ));
  });

  it('of one project does not depend on its id, its owner or the order of its facts', () => {
    fc.assert(
      fc.property(completeCase, (file) => {
        const { id: _id, owner: _owner, ...project } = file.projects?.[0] as NonNullable<CaseFile['projects']>[number];
        const shown = (p: Profile) => match(p).measures.map((m) => [m.code, m.fit, m.stated, m.amount, m.missing]);
        const named = { id: '甲', owner: '乙', ...project };
        const reversed = Object.fromEntries(Object.entries(named).reverse());
        const expected = shown({ projects: [project] });
        expect(shown({ projects: [named] })).toEqual(expected);
        expect(shown({ projects: [reversed] })).toEqual(expected);
      }),
      { numRuns: 10 },
    );
  });

  it('is refused for what is wrong in a group that states too little to stand', () => {
    const at = (construction: object): readonly string[] => {
      try {
        match({ projects: [{ construction }] } as Profile);
        return [];
      } catch (error) {
        return (error as { issues: { path: string }[] }).issues.map(({ path }) => path);
      }
    };
    expect(at({ investmentProgress: '0.5' })).toEqual([]);
    expect(at({ investmentProgress: null })).toEqual([]);
    expect(at({ investmentProgress: '2' })).toContain('$.projects[0].construction.investmentProgress');
    for (const progress of [{}, { investmentProgress: '0.5' }]) expect(at({ ...progress, id: 'P' })).toContain('$.projects[0].construction.id');
  });

  it('is refused with its path where it is broken', () => {
    const broken: readonly (readonly [unknown, string])[] = [
      [5, '$'],
      [[], '$'],
      [{ projects: 5 }, '$.projects'],
      [{ projects: [5] }, '$.projects[0]'],
      [{ projects: 5, loans: [{}] }, '$.projects'],
      [{ projects: [null], loans: [{}] }, '$.projects[0]'],
      [{ projects: [{ colour: 'red' }] }, '$.projects[0].colour'],
      [{ loans: [{ project: '别的项目' }] }, '$.loans[0].project'],
      [{ supplies: [{ amount: '-1' }] }, '$.supplies[0].amount'],
    ];
    for (const [profile, path] of broken) {
      expect(() => match(profile as Profile)).toThrow(expect.objectContaining({ name: 'InvalidCaseError', path }) as Error);
    }
  });
});

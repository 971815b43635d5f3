/** The order of the rows of a case is no fact: it changes nothing but the order of the output. */
import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { assess } from '../../src/index.js';
import type { CaseFile } from '../../src/index.js';
import { completeCase } from '../support/cases.js';
import {
  caseOf, consortium, equipmentSale, lease, loan, nationalProject, ordinaryProject, park, pilotProject, provider, smallProject, taskBook, wan,
} from '../support/policy-facts.js';

const LISTS = ['projects', 'loans', 'leases', 'serviceProviders', 'supplies', 'demonstrations', 'consortia', 'parks'] as const;

/** The same rows, each list turned by some places. */
const turned = (file: CaseFile, by: number): CaseFile => {
  const copy: Record<string, unknown> = { ...file };
  for (const name of LISTS) {
    const rows = file[name];
    if (rows && rows.length > 0) copy[name] = [...rows.slice(by % rows.length), ...rows.slice(0, by % rows.length)];
  }
  return copy as unknown as CaseFile;
};

const reversed = (file: CaseFile): CaseFile => {
  const copy: Record<string, unknown> = { ...file };
  for (const name of LISTS) if (file[name]) copy[name] = [...file[name]].reverse();
  return copy as unknown as CaseFile;
};

/** The figures of an assessment without any order. */
const figures = (file: CaseFile) => {
  const { determinations, selection, bySubject, byPayee } = assess(file);
  return {
    determinations: Object.fromEntries(
      determinations.map(({ key, status, nature, amount, capBinding, payee }) => [key, { status, nature, amount, capBinding, payee }]),
    ),
    total: selection.total,
    strict: selection.strict?.total,
    subjects: Object.fromEntries(bySubject.map(({ kind, id, total }) => [`${kind} ${id}`, total])),
    payees: Object.fromEntries(byPayee.map(({ kind, id, total }) => [`${kind} ${id}`, total])),
  };
};

describe('the order of the rows', () => {
  /** No two combinations come to the same sum here, so even the choice must be the same. */
  const mixed = caseOf(
    nationalProject().named('P1').investing(wan(20_000)).equipping(wan(15_000)).underConstruction('0.4', wan(100)),
    pilotProject().named('P2').equipping(wan(2100)),
    ordinaryProject().named('P3').ownedBy('beta').rewardedWith(wan(7)),
    loan().named('L1').forProject('P2').assessedAt(wan(150)), loan().named('L2').forProject('P1').assessedAt(wan(130)),
    lease().named('R1').forProject('P1').ofEquipmentWorth(wan(400)).amounting(wan(2000)),
    lease().named('R2').forProject('P3').by('beta').amounting(wan(800)),
    provider(), provider().inYear(2026),
    equipmentSale().named('S1').toProject('P1').for(wan(5000)), equipmentSale().named('S2').toProject('P2').for(wan(3500)),
    taskBook().of('P2').evaluated(true, false).completed(wan(90)),
    consortium().over('P1', 'P2').progressing('0.5', '0.4'), park().evaluated(['passed', '0.30'], ['passed', '0.60']).paidInAdvance('0'),
  );

  it.each([
    ['reversed', reversed(mixed)],
    ['turned by one', turned(mixed, 1)],
    ['turned by two', turned(mixed, 2)],
  ])('%s: the same figures, choice, payments and warnings', (_, other) => {
    expect(figures(other)).toEqual(figures(mixed));
    const [a, b] = [assess(mixed), assess(other)];
    expect([...b.selection.chosen].sort()).toEqual([...a.selection.chosen].sort());
    expect(b.selection.forgone.map(({ key, loses }) => [key, loses]).sort()).toEqual(a.selection.forgone.map(({ key, loses }) => [key, loses]).sort());
    const payments = (of: typeof a) => Object.fromEntries(of.payments.map(({ key, advance, settlement, byYear }) => [key, { advance, settlement, byYear }]));
    expect(payments(b)).toEqual(payments(a));
    expect(b.warnings.map(({ code }) => code).sort()).toEqual(a.warnings.map(({ code }) => code).sort());
  });

  it('the members of a consortium may be named in any order', () => {
    const over = (...projects: string[]) =>
      figures(caseOf(smallProject().named('P1'), smallProject().named('P2').equipping(wan(200)), consortium().missingTargets().over(...projects)));
    expect(over('P2', 'P1')).toEqual(over('P1', 'P2'));
  });

  it('the yearly evaluations may be listed in any order', () => {
    const evaluations = [{ year: 2025, passed: true }, { year: 2026, passed: false }, { year: 2027, passed: true }];
    const book = taskBook().completed(wan(90));
    expect(figures(caseOf(smallProject(), book.with({ evaluations: [...evaluations].reverse() })))).toEqual(
      figures(caseOf(smallProject(), book.with({ evaluations }))),
    );
  });

  it('of any case changes no determination and no total', () => {
    fc.assert(
      fc.property(completeCase, (file) => {
        const { determinations, total, strict } = figures(file as CaseFile);
        expect(figures(reversed(file as CaseFile))).toMatchObject({ determinations, total });
        expect(figures(reversed(file as CaseFile)).strict).toEqual(strict);
      }),
      { numRuns: 60 },
    );
  });
});

describe('ties', () => {
  it('two consortia that bring the same on three projects: the ids decide, not the order in which members are named', () => {
    const members = [['P1', '133333333.34', false], ['P2', '150000000.01', false], ['P3', '133333333.32', true]] as const;
    const rows = members.map(([id, equipment, pilot]) => {
      const project = smallProject().named(id).ownedBy(id).investing(wan(20_000)).equipping(equipment);
      return pilot ? project.inPilotIndustry() : project;
    });
    const all = ['P1', 'P2', 'P3'];
    const paid = (first: string[], second: string[]) =>
      assess(caseOf(...rows, consortium().named('A').over(...first), consortium().named('B').over(...second))).selection.payable;
    const known = paid(all, all);
    for (const first of [['P2', 'P1', 'P3'], ['P3', 'P2', 'P1'], ['P3', 'P1', 'P2']]) {
      expect(paid(first, all)).toEqual(known);
      expect(paid(all, first)).toEqual(known);
    }
  });
});

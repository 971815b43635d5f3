/** The rows of loans and leases: one id is one contract, a row is a year of it (contract section 7, rows). */
import { describe, expect, it } from 'vitest';
import { safeAssess } from '../../src/index.js';
import { caseOf, consortium, equipmentSale, lease, loan, park, pilotProject, provider, smallProject, taskBook, wan } from '../support/policy-facts.js';
import { assessed, exactly } from '../support/policy-outcome.js';

const refusal = (...facts: Parameters<typeof caseOf>) => {
  const result = safeAssess(caseOf(...facts));
  return result.success ? 'accepted' : result.error.message;
};

describe('contract section 7 a row is unique by its contract and year', () => {
  it.each([
    ['a lease', lease(), '$.leases[1]'],
    ['a loan', loan(), '$.loans[1]'],
    ['a service provider', provider(), '$.serviceProviders[1]'],
  ])('%s stated twice for a year is an error that names the second row', (_, row, path) => {
    expect(refusal(smallProject(), row, row)).toContain(path);
    expect(refusal(smallProject(), row, row.inYear(2026))).toBe('accepted');
  });

  it.each([
    ['a loan', loan().named('L-7'), 'an id not used before with the same year, found "L-7"'],
    ['a service provider', provider().of('advisor'), 'an id not used before with the same year, found "advisor"'],
  ])('%s stated twice for a year: the error shows what stands at its path', (_, row, said) => {
    expect(refusal(smallProject(), row, row)).toContain(said);
  });

  it.each([
    ['a sale', equipmentSale(), '$.supplies[1]', equipmentSale().named('other')],
    ['a consortium', consortium(), '$.consortia[1]', consortium().named('other')],
    ['a park', park(), '$.parks[1]', park().named('other')],
    ['the task book of a project', taskBook(), '$.demonstrations[1]', taskBook().of('Q')],
    ['a project', smallProject().named('R'), '$.projects[3]', smallProject().named('S')],
  ] as const)('%s stated twice is an error that names the second row', (_, row, path, other) => {
    const projects = [smallProject(), smallProject().named('Q').filedOn('2026-02-01')];
    expect(refusal(...projects, row, row)).toContain(path);
    expect(refusal(...projects, row, other)).toBe('accepted');
  });

  it('a year evaluated twice is one as well, of a task book and of a park', () => {
    const twice = [{ year: 2025, passed: true }, { year: 2025, passed: true }];
    expect(refusal(smallProject(), taskBook().with({ evaluations: twice }))).toContain('$.demonstrations[0].evaluations[1]');
    expect(refusal(park().with({ evaluations: twice }))).toContain('$.parks[0].evaluations[1]');
  });

  it.each([
    ['a loan for another project', loan(), loan().forProject('Q'), 'loans[1].project'],
    ['a loan of another borrower', loan(), loan().by('beta'), 'loans[1].borrower'],
    ['a lease for another project', lease(), lease().forProject('Q'), 'leases[1].project'],
    ['a lease of another lessee', lease(), lease().by('beta'), 'leases[1].lessee'],
    ['a lease of other equipment', lease().ofEquipmentWorth(wan(100)), lease().ofEquipmentWorth(wan(200)), 'leases[1].equipmentValue'],
  ] as const)('%s is no further year of the contract', (_, first, second, path) => {
    expect(refusal(smallProject(), smallProject().named('Q').filedOn('2024-07-01'), first, second.inYear(2026))).toContain(path);
  });

  it.each([
    ['A2.3 2.5 % of 400万 in each of two years', lease(), wan(20)],
    ['A2.2 30万 in each of two years', loan(), wan(60)],
  ])('%s is one contract', (_, row, total) => {
    expect(assessed(caseOf(smallProject(), row.inYear(2025), row.inYear(2026))).total).toEqual(exactly(total));
  });
});

describe('I-11 the choice is made per contract', () => {
  // 2000万 of equipment at 10 %, 500万 of it leased: its share of 1b is 50万.
  const leased = (id: string) => lease().named(id).ofEquipmentWorth(wan(500));
  const year = (id: string, which: number, rent: number) => leased(id).inYear(which).amounting(wan(rent));

  it.each([
    ['20 + 40万 of its two years beat 50万: both, 150 + 60万', 800, 1600, wan(210)],
    ['20 + 20万 do not: neither, 200万', 800, 800, wan(200)],
  ])('A2.3/F.3 %s', (_, first, second, total) => {
    expect(assessed(caseOf(pilotProject(), year('R', 2025, first), year('R', 2026, second))).total).toEqual(exactly(total));
  });

  it('A2.3/F.3 its equipment leaves the base once, not once a year: 150 + 60 + 60万', () => {
    expect(assessed(caseOf(pilotProject(), year('R', 2025, 2400), year('R', 2026, 2400))).total).toEqual(exactly(wan(270)));
  });

  it('A2.3/F.3 two contracts are two choices: R stays leased for its 60万, S stays in the base for its 50万', () => {
    expect(assessed(caseOf(pilotProject(), year('R', 2025, 2400), year('S', 2025, 1600))).total).toEqual(exactly(wan(210)));
  });
});

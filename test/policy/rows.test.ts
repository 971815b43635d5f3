/** The rows of loans and leases: one id is one contract, a row is a year of it (contract section 7, rows). */
import { describe, expect, it } from 'vitest';
import { safeAssess } from '../../src/index.js';
import { caseOf, lease, loan, pilotProject, smallProject, wan } from '../support/policy-facts.js';
import { assessed, exactly } from '../support/policy-outcome.js';

const refusal = (...facts: Parameters<typeof caseOf>) => {
  const result = safeAssess(caseOf(...facts));
  return result.success ? 'accepted' : result.error.message;
};

describe('contract section 7 a row is unique by its contract and year', () => {
  it.each([
    ['a lease', lease(), '$.leases[1]'],
    ['a loan', loan(), '$.loans[1]'],
  ])('%s stated twice for a year is an error that names the second row', (_, row, path) => {
    expect(refusal(smallProject(), row, row)).toContain(path);
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

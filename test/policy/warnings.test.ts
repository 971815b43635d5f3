/**
 * What the reading asks to be flagged. Codes are free (contract §4), so each test compares two cases
 * that differ in the one fact: the flagged case carries a code that its neighbour does not.
 */
import { describe, expect, it } from 'vitest';
import type { CaseFile } from '../../src/index.js';
import { caseOf, consortium, equipmentSale, lease, loan, park, pilotProject, smallProject, taskBook, wan } from '../support/policy-facts.js';
import { assessed } from '../support/policy-outcome.js';

const codes = (facts: CaseFile) => new Set(assessed(facts).assessment.warnings.map(({ code }) => code));
const beyond = (flagged: CaseFile, neighbour: CaseFile) => {
  const known = codes(neighbour);
  return [...codes(flagged)].filter((code) => !known.has(code));
};

const twoYearPark = (second: 'passed' | 'failed') => caseOf(park().evaluated(['passed', '0.30'], [second, '0.60']).paidInAdvance(wan(600)).finished());
const other = smallProject().named('Q').filedOn('2026-02-01');

describe('warnings', () => {
  it.each([
    ['I-11 loan interest beside 1b on one project is contested',
      caseOf(pilotProject(), other, loan()), caseOf(pilotProject(), other, loan().forProject('Q'))],
    ['I-27 a supplier that sells to its own project',
      caseOf(smallProject().ownedBy('maker'), equipmentSale()), caseOf(smallProject().ownedBy('acme'), equipmentSale())],
    ['I-05 a lease year of 2024', caseOf(smallProject(), lease().inYear(2024)), caseOf(smallProject(), lease().inYear(2025))],
    ['I-05 a loan year of 2024', caseOf(smallProject(), loan().inYear(2024)), caseOf(smallProject(), loan().inYear(2025))],
    ['I-20 two projects of one owner filed a day apart',
      caseOf(pilotProject().named('P1').filedOn('2025-03-01'), pilotProject().named('P2').filedOn('2025-03-02')),
      caseOf(pilotProject().named('P1').filedOn('2025-03-01'), pilotProject().named('P2').filedOn('2025-03-02').ownedBy('beta'))],
    ['I-36 a park that failed a year awaits a decision', twoYearPark('failed'), twoYearPark('passed')],
  ])('%s', (_, flagged, neighbour) => {
    expect(beyond(flagged, neighbour)).not.toEqual([]);
  });
});

describe('I-14 the overlay on central money: 20 % of the total investment of one project', () => {
  const warns = (facts: CaseFile) => codes(facts).has('central-funds-share');
  const six = smallProject().investing(wan(600)).equipping(wan(600));
  const twoYears = taskBook().evaluated(true, true);

  it('counts 6b: 60 + 15 % of 600 = 150万 of 600万 are 25 %', () => {
    expect(warns(caseOf(six, twoYears, consortium().missingTargets()))).toBe(true);
    expect(warns(caseOf(six, twoYears))).toBe(false);
  });

  it('counts only the share of the project where several are members: 60 of 600万, and 15 % of the 600万 of each', () => {
    const other = six.named('Q').investing(wan(900));
    const flagged = assessed(caseOf(six, other, twoYears, consortium().over('P', 'Q').missingTargets())).assessment.warnings.filter((w) => w.code === 'central-funds-share');
    // P: 60 + 90 = 150 of 600万; Q: 90 of 900万
    expect(flagged.map((w) => w.message.en.slice(0, 9))).toEqual(['Project P']);
  });

  it('counts 2a and 2b: 60 + 61 and 60 + 10 + 51 of 600万 are more than 120万, 60 + 60万 are not', () => {
    const interest = (assessedAt: string) => loan().assessedAt(assessedAt);
    expect(warns(caseOf(six, twoYears, interest(wan(60))))).toBe(false);
    expect(warns(caseOf(six, twoYears, interest(wan(61))))).toBe(true);
    expect(warns(caseOf(six, twoYears, interest(wan(51)), lease()))).toBe(true);
  });
});

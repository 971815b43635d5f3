/**
 * What the reading asks to be flagged. Codes are free (contract §4), so each test compares two cases
 * that differ in the one fact: the flagged case carries a code that its neighbour does not.
 */
import { describe, expect, it } from 'vitest';
import type { CaseFile, DayInput, Money, RatioInput } from '../../src/index.js';
import {
  caseOf, consortium, equipmentSale, lease, loan, ordinaryProject, otherProject, park, pilotProject, provider, settledOn, smallProject,
  softwareSale, taskBook, wan,
} from '../support/policy-facts.js';
import { assessed, flagsBeyond } from '../support/policy-outcome.js';

const codes = (facts: CaseFile) => new Set(assessed(facts).assessment.warnings.map(({ code }) => code));

const twoYearPark = (second: 'passed' | 'failed') => caseOf(park().evaluated(['passed', '0.30'], [second, '0.60']).paidInAdvance(wan(600)).finished());
const other = smallProject().named('Q').filedOn('2026-02-01');

describe('warnings', () => {
  it.each([
    ['I-11 loan interest beside 1b on one project is contested',
      caseOf(pilotProject(), other, loan()), caseOf(pilotProject(), other, loan().forProject('Q'))],
    ['I-27 a supplier that sells to its own project',
      caseOf(smallProject().ownedBy('maker'), equipmentSale()), caseOf(smallProject().ownedBy('acme'), equipmentSale())],
    ['I-05 a lease year of 2024', caseOf(smallProject().filedOn('2024-07-01'), lease().inYear(2024)), caseOf(smallProject().filedOn('2024-07-01'), lease().inYear(2025))],
    ['I-05 a loan year of 2024', caseOf(smallProject().filedOn('2024-07-01'), loan().inYear(2024)), caseOf(smallProject().filedOn('2024-07-01'), loan().inYear(2025))],
    ['I-20 two projects of one owner filed a day apart',
      caseOf(pilotProject().named('P1').filedOn('2025-03-01'), pilotProject().named('P2').filedOn('2025-03-02')),
      caseOf(pilotProject().named('P1').filedOn('2025-03-01'), pilotProject().named('P2').filedOn('2025-03-02').ownedBy('beta'))],
    ['I-36 a park that failed a year awaits a decision', twoYearPark('failed'), twoYearPark('passed')],
  ])('%s', (_, flagged, neighbour) => {
    expect(flagsBeyond(flagged, neighbour)).not.toEqual([]);
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
    const interest = (assessedAt: Money) => loan().assessedAt(assessedAt);
    expect(warns(caseOf(six, twoYears, interest(wan(60))))).toBe(false);
    expect(warns(caseOf(six, twoYears, interest(wan(61))))).toBe(true);
    expect(warns(caseOf(six, twoYears, interest(wan(51)), lease()))).toBe(true);
  });
});

describe('facts that do not fit each other are named, and each is used as it stands', () => {
  const buyer = smallProject().investing(wan(2000)).equipping(wan(1500));
  const large = smallProject().investing(wan(20_000)).equipping(wan(15_000));
  const led = consortium().withoutNationalTask();

  it.each([
    ['equipment of 5236 yuan beside a total of 6850万: a slip between yuan and 万元',
      caseOf(pilotProject().investing(wan(6850)).equipping('5236')), caseOf(pilotProject().investing(wan(6850)).equipping(wan(5236)))],
    ['verified equipment of 2000 yuan beside 2000万 filed',
      caseOf(pilotProject().accepted(wan(2500), '2000')), caseOf(pilotProject().accepted(wan(2500), wan(2000)))],
    ['a sale above the whole investment of its buyer', caseOf(buyer, equipmentSale()), caseOf(large, equipmentSale())],
    ['a sale of software alike', caseOf(buyer, softwareSale()), caseOf(large, softwareSale())],
    ['a lessee that is not the owner of the project', caseOf(smallProject(), lease().by('beta')), caseOf(smallProject(), lease())],
    ['one project and one leader in two awards of A6.2 (I-35)',
      caseOf(smallProject(), smallProject().named('Q').ownedBy('beta'), led, led.named('D')),
      caseOf(smallProject(), smallProject().named('Q').ownedBy('beta'), led, led.named('D').over('Q'))],
    ['money to be returned', caseOf(pilotProject().notNewType().underConstruction('1', wan(80))), caseOf(pilotProject().notNewType().underConstruction('1', '0'))],
  ])('%s', (_, flagged, neighbour) => {
    expect(flagsBeyond(flagged, neighbour)).not.toEqual([]);
  });

  it.each([
    ['brackets of two widths', '川蓉（集团）公司', '川蓉(集团)公司'],
    ['full-width letters', 'ＣＲ公司', 'CR公司'],
    ['a space between', '川蓉 公司', '川蓉公司'],
    ['a space at the end', '川蓉公司 ', '川蓉公司'],
    ['a full-width space', '川蓉\u3000公司', '川蓉公司'],
  ])('I-22 two names that differ only in %s share no cap, and the warning names them', (_, first, second) => {
    const borrowing = (one: string, other: string) =>
      caseOf(
        smallProject().named('P1').ownedBy(one), smallProject().named('P2').ownedBy(other).filedOn('2026-02-01'),
        loan().named('L1').forProject('P1').by(one).assessedAt(wan(150)), loan().named('L2').forProject('P2').by(other).inYear(2026).assessedAt(wan(150)),
      );
    expect(assessed(borrowing(first, second)).total).toEqual({ min: wan(300), max: wan(300) });
    expect(flagsBeyond(borrowing(first, second), borrowing('川蓉公司', '蓉川公司'))).not.toEqual([]);
    expect(assessed(borrowing(first, second)).warningsOf(first.trim(), second)).not.toEqual([]);
  });

  it('I-22 by two spellings an enterprise has two caps of one year: 150 + 150万', () => {
    const spelt = (by: string) => loan().by(by).assessedAt(wan(150));
    const outcome = assessed(caseOf(smallProject(), spelt('甲（集团）厂').named('L1'), spelt('甲(集团)厂').named('L2')));
    expect(outcome.total).toEqual({ min: wan(300), max: wan(300) });
    expect(outcome.warningsOf('甲（集团）厂', '甲(集团)厂')).not.toEqual([]);
  });
});

describe('an ordinary case has nothing to flag', () => {
  const large = otherProject().investing(wan(20_000)).equipping(wan(15_000));

  it.each([
    ['1b alone', caseOf(pilotProject())],
    ['1b in advance', caseOf(pilotProject().underConstruction('0.4', wan(60)))],
    ['1b settled within the period', settledOn('2026-12-01', caseOf(pilotProject().underConstruction('1', wan(100)).accepted(wan(2500), wan(2000))))],
    ['1b settled with less equipment', settledOn('2026-12-01', caseOf(pilotProject().underConstruction('1', wan(100)).accepted(wan(2400), wan(1800))))],
    ['1a alone', caseOf(ordinaryProject().rewardedWith(wan(6)))],
    ['1a not yet fixed', caseOf(ordinaryProject())],
    ['1a beside 1b', caseOf(pilotProject().rewardedWith(wan(6)))],
    ['2a of two years', caseOf(smallProject(), loan().inYear(2025), loan().inYear(2026))],
    ['2b', caseOf(smallProject(), lease().ofEquipmentWorth(wan(100)).amounting(wan(80)))],
    ['3', caseOf(provider(), provider().inYear(2026).ranked(51))],
    ['4a and 4b', caseOf(large, equipmentSale(), softwareSale())],
    ['5a and 5b', caseOf(smallProject().investing(wan(1900)), taskBook().evaluated(true, true).completed(wan(90)))],
    ['6a and 6b', caseOf(pilotProject(), consortium())],
    ['7', caseOf(park().evaluated(['passed', '0.30'], ['passed', '1']).paidInAdvance(wan(600)).finished())],
    ['a project that is not eligible', caseOf(otherProject().notNewType())],
    ['facts that are not known', caseOf(pilotProject().notKnowing('filingDate', 'equipmentInvestment', 'newType'))],
    ['two owners', caseOf(pilotProject().named('P1'), pilotProject().named('P2').ownedBy('beta'))],
    ['two projects of one owner, filed a year apart', caseOf(pilotProject().named('P1'), pilotProject().named('P2').filedOn('2026-04-01'))],
  ])('%s', (_, facts) => {
    expect(assessed(facts).assessment.warnings).toEqual([]);
  });
});

describe('a warning says nothing that the facts do not', () => {
  it('I-05 a lease year of 2024 of a project that was filed in 2025 does not count, so nothing is for the authority', () => {
    const early = (filed: DayInput) => codes(caseOf(smallProject().filedOn(filed), lease().inYear(2024)));
    expect(early('2024-07-01')).toContain('flow-before-commencement');
    expect(early('2025-03-01')).not.toContain('flow-before-commencement');
  });

  it('money is to be returned for certain, or may be', () => {
    const said = (factor: RatioInput | undefined) => {
      const joint = consortium().acceptedAt(factor ?? '1', wan(10));
      const facts = caseOf(smallProject().accepted(wan(400), wan(300)), factor === undefined ? joint.notKnowing('settlementFactor') : joint);
      return assessed(facts).assessment.warnings.find((w) => w.code === 'money-to-return')?.message.en;
    };
    // 15 % of 300万 is 45万, times the factor.
    expect(said('0')).toMatch(/: 100,000.00 yuan to be returned/);
    expect(said(undefined)).toMatch(/up to 100,000.00 yuan may have to be returned/);
    expect(said('1')).toBeUndefined();
  });
});

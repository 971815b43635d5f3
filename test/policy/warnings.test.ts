/**
 * What the reading asks to be flagged. Codes are free (contract §4), so each test compares two cases
 * that differ in the one fact: the flagged case carries a code that its neighbour does not.
 */
import { describe, expect, it } from 'vitest';
import type { CaseFile, DayInput, Money, RatioInput } from '../../src/index.js';
import {
  caseOf, consortium, equipmentSale, fenAbove, fenBelow, lease, loan, nationalProject, ordinaryProject, otherProject, park, pilotProject,
  provider, settledOn, smallProject, softwareSale, taskBook, wan,
} from '../support/policy-facts.js';
import { type Readings, assessed, exactly, flagsBeyond } from '../support/policy-outcome.js';

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
    expect(flagged.map((w) => w.message.en.slice(0, 11))).toEqual(['Project “P”']);
  });

  it('counts 2a and 2b: 60 + 61 and 60 + 10 + 51 of 600万 are more than 120万, 60 + 60万 are not', () => {
    const interest = (assessedAt: Money) => loan().assessedAt(assessedAt);
    expect(warns(caseOf(six, twoYears, interest(wan(60))))).toBe(false);
    expect(warns(caseOf(six, twoYears, interest(wan(61))))).toBe(true);
    expect(warns(caseOf(six, twoYears, interest(wan(51)), lease()))).toBe(true);
  });

  it('counts what the project may reach, not what is chosen while that is open: 20 % of 2500万 are 500万', () => {
    // 15 % of 2000万 are 300万, chosen before 1b of 10 %; beside it 100万 of Article 5 and 1万 of interest. As a national project 1b brings 400万.
    const beside = [consortium().missingTargets(), taskBook().completed(wan(100)), loan().assessedAt(wan(1))];
    expect(warns(caseOf(pilotProject(), ...beside))).toBe(false);
    expect(warns(caseOf(pilotProject().onNationalList(), ...beside))).toBe(true);
    expect(warns(caseOf(pilotProject().notKnowing('nationalDemonstration'), ...beside))).toBe(true);
  });

  it('is not exceeded by rounding alone: 20 % of 22,000,000.03 are 4,400,000.006 yuan, to the fen 4,400,000.01; a fen more exceeds it', () => {
    const whole = nationalProject().investing('22000000.03').equipping('22000000.03');
    expect(assessed(caseOf(whole)).total).toEqual(exactly('4400000.01'));
    expect(warns(caseOf(whole))).toBe(false);
    expect(warns(caseOf(whole, loan().assessedAt('0.01')))).toBe(true);
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

describe('each warning names its clause and what it is about', () => {
  const said = (code: string, facts: CaseFile, readings: Readings = {}) =>
    assessed(facts, readings).assessment.warnings.filter((w) => w.code === code).map(({ clause, message: { zh, en } }) => `${clause ?? '-'} ${zh} ${en}`);
  const one = (clause: string, ...words: string[]) => [expect.stringMatching(new RegExp(`^${clause} .*${words.join('.*')}`))];
  const second = (of: ReturnType<typeof smallProject>) => of.named('Q').filedOn('2026-02-01');

  it('F.3, I-11 1b 10 % of 2000万 with 2a 30万: 230万, and 200万 if the project is one input', () => {
    const contested = (...facts: Parameters<typeof caseOf>) => said('contested-interest-with-subsidy', caseOf(...facts));
    expect(contested(pilotProject(), loan())).toEqual(one('F.3', '项目“P”同时计', '合计为2,000,000.00元（默认2,300,000.00元）', 'stand for “P”:', 'total is 2,000,000.00 yuan \\(default 2,300,000.00 yuan\\)'));
    // 2a unknown, within the interest of 50万: 200 to 250万.
    expect(contested(pilotProject(), loan().payingInterest(wan(50)).notKnowing('assessedSubsidy'))).toEqual(one('F.3', '默认2,000,000.00至2,500,000.00元', 'default 2,000,000.00 to 2,500,000.00'));
    // Whether the project is on the national list is not known: 10 or 20 % of 2000万.
    expect(contested(pilotProject().notKnowing('nationalDemonstration'), loan())).toEqual(one(
      'F.3', '合计为2,000,000.00至4,000,000.00元（默认2,300,000.00至4,300,000.00元）', 'total is 2,000,000.00 to 4,000,000.00 yuan \\(default 2,300,000.00 to 4,300,000.00 yuan\\)'));
    const both = [pilotProject(), pilotProject().named('Q').filedOn('2024-07-01'), loan(), loan().named('K').forProject('Q')] as const;
    expect(contested(...both)).toEqual(one('F.3', '项目“P”、“Q”同时计', 'stand for “P”, “Q”:'));
    expect(contested(both[0], both[1], both[2], both[3].with({ productListed: false }))).toEqual(one('F.3', '项目“P”同时计'));
    // 6b is a subsidy on the equipment as well; 1a, 2b, 5a and 6a are none.
    expect(contested(smallProject(), consortium().missingTargets(), loan())).toHaveLength(1);
    const beside = [smallProject().investing(wan(1900)).rewardedWith(wan(6)), lease(), taskBook().evaluated(true), consortium().withoutNationalTask()] as const;
    expect(contested(...beside, loan())).toEqual([]);
    // Neither without the other.
    expect(contested(pilotProject(), loan().with({ productListed: false }))).toEqual([]);
    expect(contested(otherProject().notNewType(), loan())).toEqual([]);
    expect(said('contested-interest-with-subsidy', caseOf(pilotProject(), loan()), { sameInput: 'project' })).toEqual([]);
  });

  it('F.3, I-12 a demonstration and a consortium that are both paid around one project', () => {
    const books = (...facts: Parameters<typeof caseOf>) => said('one-task-book', caseOf(...facts));
    const [small, evaluated] = [smallProject(), taskBook().evaluated(true)];
    expect(books(small, evaluated, consortium())).toEqual(one('F.3', '项目“P”与联合体“C”', 'Project “P” and consortium “C”'));
    expect(books(small, evaluated, consortium().withoutNationalTask())).toHaveLength(1);
    expect(books(small, second(small), evaluated, consortium().over('Q'))).toEqual([]);
    expect(books(small, evaluated)).toEqual([]);
    expect(books(small, taskBook().evaluated(false), consortium())).toEqual([]);
    expect(books(small, evaluated, consortium().withoutNationalTask().missingTargets())).toEqual([]);
    // A project that is paid for something else is no demonstration.
    expect(books(pilotProject(), consortium())).toEqual([]);
    expect(books(pilotProject(), consortium().withoutNationalTask())).toEqual([]);
  });

  it('A6.2, I-35 two consortia of one leader with a common project, if both are rewarded', () => {
    const twice = (...facts: Parameters<typeof caseOf>) => said('same-consortium', caseOf(smallProject(), second(smallProject()).ownedBy('beta'), ...facts));
    const led = consortium().withoutNationalTask();
    expect(twice(led, led.named('D'))).toEqual(one('A6.2', '联合体“C”与“D”的链主企业同为“acme”且都含项目“P”', 'Consortia “C” and “D” have the same leader “acme” and both include project “P”'));
    expect(twice(led.over('P', 'Q'), led.named('D').over('Q'), led.named('E').over('Q'))).toHaveLength(2);
    expect(twice(led, led.named('D').ledBy('beta'))).toEqual([]);
    expect(twice(led, led.named('D').over('Q'))).toEqual([]);
    expect(twice(led, led.named('D').missingTargets())).toEqual([]);
    expect(twice(led.missingTargets(), led.named('D').missingTargets())).toEqual([]);
    expect(twice(led)).toEqual([]);
  });

  it('I-14 20 % of a total of 600万 are 120万: 60 + 60万 are not above it, a fen more is', () => {
    const share = (assessedAt: Money) => said('central-funds-share', caseOf(
      smallProject().investing(wan(600)).equipping(wan(600)), taskBook().evaluated(true, true), loan().assessedAt(assessedAt)));
    expect(share(wan(60))).toEqual([]);
    // What others earn is not on this project.
    expect(said('central-funds-share', caseOf(smallProject().investing(wan(600)).equipping(wan(600)), taskBook().evaluated(true, true), loan().assessedAt(wan(60)), provider()))).toEqual([]);
    expect(share(fenAbove(wan(60)))).toEqual(one('-', '项目“P”按', '1,200,000.01元，超过其总投资的20%（1,200,000.00元）', '财建〔2024〕16号', '1,200,000.01 yuan under this policy, above 20% of its total investment \\(1,200,000.00 yuan\\)'));
    expect(said('central-funds-share', caseOf(smallProject().notKnowing('totalInvestment'), consortium()))).toEqual([]);
  });

  it('A1.3, I-20 projects of one owner 180 days apart, and not 181', () => {
    const filed = (...days: DayInput[]) => said('close-filings', caseOf(...days.map((day, i) => pilotProject().named('PQRS'[i] as string).filedOn(day))));
    // 2025-03-01 and 180 days later.
    expect(filed('2025-03-01', '2025-08-28')).toEqual(one('A1.3', '“acme”的项目“P”、“Q”备案', 'Projects “P”, “Q” of “acme”'));
    expect(filed('2025-03-01', '2025-08-29')).toEqual([]);
    // In the order of their days, and only those that have a neighbour.
    expect(filed('2026-05-01', '2025-03-02', '2025-03-01', '2025-03-03')).toEqual(one('A1.3', '项目“R”、“Q”、“S”备案'));
    expect(filed('2025-03-01', '2025-03-01')).toEqual(one('A1.3', '项目“P”、“Q”备案'));
    // On one day by their names, whatever the order of the rows.
    expect(said('close-filings', caseOf(pilotProject().named('Q').filedOn('2025-03-01'), pilotProject().filedOn('2025-03-01')))).toEqual(one('A1.3', '项目“P”、“Q”备案'));
    expect(filed('2025-03-01')).toEqual([]);
    const unfiled = pilotProject().named('Q').notKnowing('filingDate');
    expect(said('close-filings', caseOf(pilotProject(), unfiled, pilotProject().named('R').filedOn('2025-02-28')))).toEqual(one('A1.3', '项目“R”、“P”备案'));
    expect(said('close-filings', caseOf(pilotProject(), pilotProject().named('Q').notKnowing('filingDate')))).toEqual([]);
  });

  it('F.1, I-05 a flow of 2024, the year of the filing cutoff, before the policy was in force', () => {
    const early = smallProject().filedOn('2024-07-01');
    const flow = (...facts: Parameters<typeof caseOf>) => said('flow-before-commencement', caseOf(early, ...facts));
    expect(flow(loan().inYear(2024))).toEqual(one('F.1', '贷款“loan”的2024年度发生额', 'The 2024 flow of loan “loan”'));
    expect(flow(lease().inYear(2024))).toEqual(one('F.1', '融资租赁“lease”的2024年度发生额', 'The 2024 flow of lease “lease”'));
    expect(flow(loan().inYear(2024), loan().named('K').inYear(2024), loan().inYear(2025))).toEqual(one('F.1', '贷款“loan”、“K”的', 'of loan “loan”, “K”'));
    for (const year of [2023, 2025]) expect(flow(loan().inYear(year))).toEqual([]);
    // An authority has said it.
    for (const flowAccepted of [true, false]) expect(flow(loan().inYear(2024).with({ flowAccepted }))).toEqual([]);
    const unlisted = loan().inYear(2024).with({ productListed: false });
    expect(flow(unlisted)).toEqual([]);
    expect(flow(unlisted.named('x'), lease().named('x').inYear(2024))).toEqual(one('F.1', '融资租赁“x”的'));
  });

  it('A4.3, A4.4, I-27 sales of a supplier to itself', () => {
    const own = smallProject().ownedBy('maker');
    const sold = (...facts: Parameters<typeof caseOf>) => said('self-supply', caseOf(...facts));
    expect(sold(own, equipmentSale(), equipmentSale().named('second'))).toEqual(one('A4.3', '供给明细“sale”、“second”的买方', 'Supply of “sale”, “second” to the supplier itself does not count'));
    // Each kind under its own sentence.
    expect(sold(own, equipmentSale(), softwareSale())).toEqual([...one('A4.3', '供给明细“sale”的买方'), ...one('A4.4', '供给明细“licence”的买方', 'Supply of “licence” to the supplier itself does not count')]);
    expect(sold(own, smallProject().named('Q'), equipmentSale().toProject('Q'), softwareSale())).toEqual(one('A4.4', '供给明细“licence”的买方'));
    expect(sold(smallProject(), equipmentSale())).toEqual([]);
  });

  it('F.1, I-04 an account drawn up after 2026-12-31, and not on that day', () => {
    const built = pilotProject().underConstruction('1', wan(100)).accepted(wan(2500), wan(2000));
    const settled = (day: DayInput, readings: Readings = {}) => said('settlement-after-expiry', settledOn(day, caseOf(built)), readings);
    expect(settled('2026-12-31')).toEqual([]);
    expect(settled('2027-01-01')).toEqual(one('F.1', '结算日2027年1月1日在有效期届满（2026年12月31日）之后', 'settlement of 1 January 2027 falls after expiry \\(31 December 2026\\)'));
    // Then what was not advanced lapses: final 100万 of the 200万 in the total.
    const only = { afterExpiry: 'validity-only' } as const;
    expect(settled('2026-12-31', only)).toEqual([]);
    expect(settled('2027-01-01', only)).toEqual(one('F.1', '结算日2027年1月1日在有效期届满（2026年12月31日）之后：按所选解读届满后不再拨付，已预拨的除外', 'nothing is paid any more beyond what was advanced'));
    expect(said('settlement-after-expiry', settledOn('2027-01-01', caseOf(smallProject(), taskBook().evaluated(true))), only)).toEqual([]);
    // Of an account with nothing to settle nothing is said.
    expect(said('settlement-after-expiry', settledOn('2027-01-01', caseOf(ordinaryProject().notKnowing('totalInvestment').with({ technicalUpgrade: false }))))).toEqual([]);
  });

  it('F.1, I-04 evaluations of years after 2026 that may count', () => {
    const late = (...facts: Parameters<typeof caseOf>) => said('evaluation-after-expiry', caseOf(smallProject(), ...facts));
    expect(late(taskBook().evaluatedIn(2026, true))).toEqual([]);
    expect(late(taskBook().evaluatedIn(2027, true))).toEqual(one('F.1', '“P”的2027年度评价在有效期届满（2026年12月31日）之后', 'evaluation of 2027 of “P”'));
    expect(late(taskBook().evaluatedIn(2027, false))).toEqual([]);
    expect(late(taskBook().notKnowing('evaluations'))).toEqual([]);
    expect(late(taskBook().with({ evaluations: [{ year: 2028, passed: true }, { year: 2027 }] }))).toEqual(one('F.1', '“P”的2027、2028年度评价'));
    expect(late(park().evaluated(['passed', '0.2'], ['passed', '0.4'], ['passed', '0.6'], ['passed', '0.8']))).toEqual(one('F.1', '“park”的2027、2028年度评价', 'evaluation of 2027, 2028 of “park”'));
    // A failed one costs a park its settlement, and so counts.
    expect(late(park().evaluated(['passed', '0.2'], ['passed', '0.4'], ['failed', '0.6']))).toEqual(one('F.1', '“park”的2027年度评价', 'evaluation of 2027 of “park”'));
    expect(said('evaluation-after-expiry', caseOf(smallProject(), taskBook().evaluatedIn(2027, true)), { afterExpiry: 'validity-only' })).toEqual([]);
  });

  it('A1.4, I-15 a verified total one fen below 2000万, for which alone the subsidy lapses', () => {
    const lapsed = (project: ReturnType<typeof pilotProject>, readings: Readings = {}) => said('threshold-missed-at-settlement', caseOf(project), readings);
    const accepted = (total: Money) => pilotProject().accepted(total, wan(1800));
    expect(lapsed(accepted(wan(2000)))).toEqual([]);
    expect(lapsed(accepted(fenBelow(wan(2000))))).toEqual(one('A1.4', '项目“P”核定总投资19,999,999.99元低于20,000,000.00元', 'total investment of “P”, 19,999,999.99 yuan, falls below 20,000,000.00 yuan:'));
    // A1.2: the reward remains where its own conditions let it, which ask for the statistics.
    expect(lapsed(accepted(wan(1900)))).toEqual(one('A1.4', '投资补助不再成立。', 'the subsidy lapses\\.'));
    for (const project of [accepted(wan(1900)).inStatistics(), accepted(wan(1900)).notKnowing('inIndustrialStatistics')]) {
      expect(lapsed(project)).toEqual(one('A1.4', '投资补助不再成立，仍可申请技改奖励。', 'the subsidy lapses, the investment reward remains'));
    }
    expect(lapsed(accepted(wan(1900)), { thresholdAtSettlement: 'as-approved' })).toEqual([]);
    // There never was a subsidy, for the filed total or for another reason.
    expect(lapsed(accepted(wan(1900)).investing(wan(1900)))).toEqual([]);
    expect(lapsed(accepted(wan(1900)).notKnowing('totalInvestment'))).toEqual([]);
    expect(lapsed(accepted(wan(1900)).notNewType())).toEqual([]);
    expect(lapsed(accepted(wan(1900)).notNewType(), { thresholdAtSettlement: 'as-approved' })).toEqual([]);
    expect(lapsed(pilotProject())).toEqual([]);
  });

  it.each<[string, string, CaseFile, readonly string[]]>([
    ['an account after expiry: all that is paid', 'settlement-after-expiry', settledOn('2027-01-01', caseOf(pilotProject().underConstruction('1', wan(100)).accepted(wan(2500), wan(2000)), taskBook().evaluated(true))),
      ['investment-subsidy:P', 'demonstration-annual-award:P:2025']],
    ['an evaluation after expiry: the award of its year', 'evaluation-after-expiry',
      caseOf(smallProject(), taskBook().with({ evaluations: [{ year: 2026, passed: true }, { year: 2027, passed: true }] }).completed(wan(90))), ['demonstration-annual-award:P:2027']],
    ['and of a park its only award', 'evaluation-after-expiry', caseOf(smallProject(), park().evaluated(['passed', '0.2'], ['passed', '0.4'], ['passed', '0.6'])), ['park-award:park']],
    ['a verified total below the threshold: the subsidy', 'threshold-missed-at-settlement', caseOf(pilotProject().accepted(fenBelow(wan(2000)), wan(1800))), ['investment-subsidy:P']],
    ['a failed park: its award', 'authority-decision', twoYearPark('failed'), ['park-award:park']],
  ])('names the awards whose payment it bears on: %s', (_, code, facts, keys) => {
    expect(assessed(facts).assessment.warnings.find((w) => w.code === code)?.keys).toEqual(keys);
  });

  it('A7.5, I-36 the failed years of a park, and what the reading makes of its advances', () => {
    const failed = (readings: Readings = {}) => said('authority-decision', twoYearPark('failed'), readings);
    expect(failed()).toEqual(one('A7.5', '园区“park”在2026年评价中未达标', '由主管部门决定', 'Park “park” failed the evaluation of 2026', 'for the authority'));
    expect(failed({ parkFailedYear: 'claw-back' })).toEqual(one('A7.5', '已拨款项全部收回', 'all advances are recovered'));
    expect(said('authority-decision', caseOf(park().evaluated(['failed', '0.30'], ['failed', '0.60'])))).toEqual(one('A7.5', '在2025、2026年评价', 'evaluation of 2025, 2026 and'));
    expect(said('authority-decision', twoYearPark('passed'))).toEqual([]);
    for (const book of [taskBook().evaluated(false), taskBook().evaluated(true, false).completed(wan(90))]) expect(said('authority-decision', caseOf(smallProject(), book))).toEqual([]);
    expect(said('authority-decision', caseOf(park().evaluated(['failed', '0.30']).with({ nationalPilotTask: false })))).toEqual([]);
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

describe('what every policy warns of names what it is about', () => {
  const told = (code: string, facts: CaseFile, readings: Readings = {}) =>
    assessed(facts, readings).assessment.warnings.filter((w) => w.code === code).map(({ message: { zh, en } }) => `${zh} ${en}`);
  const named = (...owners: string[]) => caseOf(...owners.map((owner, i) => smallProject().named(`P${i}`).ownedBy(owner).filedOn(i % 2 === 0 ? '2025-03-01' : '2026-03-01')));
  const similar = (facts: CaseFile) => told('similar-names', facts);

  it('a contradiction by the kind and the id of its row; of task books by that of their project', () => {
    expect(told('contradictory-facts', caseOf(smallProject(), lease().by('beta')))).toEqual([
      '融资租赁“lease”：承租企业“beta”不是项目“P”的项目单位“acme”。 lease “lease”: the lessee “beta” is not the owner “acme” of project “P”.',
    ]);
    expect(told('contradictory-facts', caseOf(smallProject().named('Q').investing(wan(300)).equipping(fenAbove(wan(300)))))).toEqual([
      expect.stringMatching(/^项目“Q”：.*大于.*。 project “Q”: .* exceeds .*\.$/),
    ]);
    expect(told('contradictory-facts', caseOf(smallProject().investing(wan(300)).equipping(wan(300))))).toEqual([]);
    // Verified figures, and what is leased of a project together.
    expect(told('contradictory-facts', caseOf(pilotProject().accepted(wan(2000), fenAbove(wan(2000)))))).toHaveLength(1);
    const leased = (a: number, b: number) => told('contradictory-facts', caseOf(smallProject(), lease().named('A').ofEquipmentWorth(wan(a)), lease().named('B').ofEquipmentWorth(wan(b))));
    expect(leased(200, 100)).toEqual([]);
    expect(leased(200, 101)).toEqual([expect.stringMatching(/^项目“P”：.*合计大于.* project “P”: the sum of “.*” exceeds .*\.$/)]);
    const falling = park().evaluated(['passed', '0.6'], ['passed', '0.5']);
    expect(told('contradictory-facts', caseOf(falling))).toEqual([expect.stringMatching(/^园区“park”：2026年度.*低于2025年度。 park “park”: .* of 2026 is below that of 2025\.$/)]);
  });

  it('a figure that looks like 万元, of the project or of its acceptance, as it is written', () => {
    expect(told('unit-slip', caseOf(pilotProject().investing(wan(6850)).equipping('5236')))).toEqual([
      expect.stringMatching(/^项目“P”的设备投资.*为5,236\.00元，疑为以万元填写：.* The equipment investment.* of project “P” is 5,236\.00 yuan, which looks like 万元/),
    ]);
    expect(told('unit-slip', caseOf(pilotProject().accepted('2500', wan(2000))))).toEqual([expect.stringMatching(/^项目“P”的.*为2,500\.00元.* of project “P” is 2,500\.00 yuan/)]);
  });

  it('names that differ in width, case, brackets, spaces or points, all spellings of one together; of persons and of rows, not of both', () => {
    const said = (zh: string, en: string) => [`${zh}仅全半角、括号或空格不同，按不同名称处理，不共用限额：如系同一主体，请统一写法。 ${en} differ only in width, brackets or spaces; they are taken as different names and share no cap: if they are one, write them alike.`];
    expect(similar(named('甲（集团）', '甲(集团)', '甲 集团'))).toEqual(said('“甲（集团）”、“甲(集团)”、“甲 集团”', '“甲（集团）”, “甲(集团)”, “甲 集团”'));
    expect(similar(named('ＡＢ', 'AB'))).toHaveLength(1);
    expect(similar(named('Ab', 'aB'))).toHaveLength(1);
    expect(similar(named('甲集团', '乙集团', '甲 集团股份'))).toEqual([]);
    // What is left of neither is no name that they share.
    expect(similar(named('()', '·'))).toEqual([]);
    expect(similar(caseOf(smallProject().named('一期（东）'), smallProject().named('一期(东)').filedOn('2026-03-01')))).toHaveLength(1);
    expect(similar(caseOf(smallProject().named('甲（集团）').ownedBy('甲(集团)')))).toEqual([]);
    expect(similar(caseOf(smallProject().named('甲（集团）').ownedBy('acme'), loan().forProject('甲（集团）').by('甲(集团)')))).toEqual([]);
  });

  it('money to be returned by the award, the sum, what was taken instead, and the key', () => {
    const returned = (facts: CaseFile) => assessed(facts).assessment.warnings.filter((w) => w.code === 'money-to-return');
    const paid = pilotProject().underConstruction('1', wan(80));
    const one = (facts: CaseFile) => {
      const [found, ...others] = returned(facts);
      expect([found?.keys, others]).toEqual([['investment-subsidy:P'], []]);
      return found?.message;
    };
    const nothing = one(caseOf(paid.notNewType()));
    expect(nothing?.zh).toMatch(/^“P”的新型技术改造投资补助已预拨款项超出最终应得，应退回800,000\.00元；各项之间不自动抵扣。$/);
    expect(nothing?.en).toMatch(/^More was advanced on the [a-z -]+ of “P” than it comes to: 800,000\.00 yuan to be returned; nothing is netted between awards\.$/);
    // 2.5 % of 1亿 are 250万 a year for the equipment of which 10 % are 200万.
    const rent = lease().amounting(wan(10_000)).ofEquipmentWorth(wan(2000));
    const instead = one(caseOf(paid, rent, rent.inYear(2026)));
    expect(instead?.zh).toMatch(/应退回800,000\.00元，已改按“acme”的2025年度[^“]+、“acme”的2026年度[^“]+享受；/);
    expect(instead?.en).toMatch(/800,000\.00 yuan to be returned; the [a-z ]+ for 2025 of “acme”, the [a-z ]+ for 2026 of “acme” is taken instead; nothing/);
    // 10 or 20 % of 2000万: 500万 are 100 to 300万 too much, 300万 at most 100万, 200万 for certain nothing.
    const open = (advanced: Money) => caseOf(pilotProject().notKnowing('nationalDemonstration').underConstruction('1', advanced).accepted(wan(2500), wan(2000)));
    expect(one(open(wan(500)))?.zh).toContain('应退回1,000,000.00–3,000,000.00元');
    expect(one(open(wan(500)))?.en).toContain(': 1,000,000.00–3,000,000.00 yuan to be returned');
    expect(one(open(wan(300)))?.zh).toContain('可能应退回至多1,000,000.00元');
    expect(returned(open(wan(200)))).toEqual([]);
  });
});

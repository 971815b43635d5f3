/** Article 8 「完善新型技改工作机制」: districts may match (A8.4); the city's figures do not move. */
import { type Money, chengdu2025 } from '../../src/index.js';
import { jsonSchemas } from '../../src/schema.js';
import { describe, expect, it } from 'vitest';
import {
  caseOf, consortium, lease, loan, nationalProject, ordinaryProject, otherProject, pilotProject, smallProject, taskBook, wan,
} from '../support/policy-facts.js';
import { assessed, between, exactly } from '../support/policy-outcome.js';
import { explain } from '../../src/words.js';

describe('A8.4 各区（市）县可结合本辖区实际，对本政策措施实施配套支持', () => {
  const matched = (project: ReturnType<typeof otherProject>, amount: Money) =>
    assessed({ ...caseOf(project), districtMatching: [{ project: 'P', amount }] });

  it('A8.4 district money is no duplicate under F.3 and no part of the city total: 160万 stay 160万', () => {
    const outcome = matched(otherProject(), wan(100));
    expect(outcome.total).toEqual(exactly(wan(160)));
    expect(outcome.the('investment-subsidy').amount).toEqual(exactly(wan(160)));
  });

  it('A8.4 district money does not use up the city cap: 2000万 stay 2000万 beside 500万 of the district', () => {
    const capped = nationalProject().investing(wan(20_000)).equipping(wan(10_000));
    expect(matched(capped, wan(500)).total).toEqual(exactly(wan(2000)));
  });

  it('A8.4 district money larger than the city subsidy does not replace it', () => {
    expect(matched(otherProject(), wan(900)).total).toEqual(exactly(wan(160)));
  });

  it('A8.4 the sum shown beside it, a yearly evaluation open: 30 + 50 or 0 + 80 = 80万 of the city, and 20万', () => {
    const book = taskBook().with({ evaluations: [{ year: 2025 }] }).completed(wan(80));
    const { districtMatching } = assessed({ ...caseOf(smallProject(), book), districtMatching: [{ project: 'P', amount: wan(20) }] }).assessment;
    expect(districtMatching).toEqual([{ project: 'P', amount: wan(20), withCity: exactly(wan(100)) }]);
  });
});

describe('A8.4 in words', () => {
  it('stands the district money, and below it what both come to: 100万, and 260万', () => {
    const { assessment } = assessed({ ...caseOf(otherProject()), districtMatching: [{ project: 'P', amount: wan(100) }] });
    const said = chengdu2025.besideWords?.({ ...assessment });
    expect(said?.map(({ label, amount, deep }) => [label.en, amount, deep === true])).toEqual([
      ['district matching (outside the city caps)  P', exactly(wan(100)), false], ['city and district together', exactly(wan(260)), true],
    ]);
    expect(jsonSchemas.assessment['properties']).toMatchObject({ districtMatching: { items: { properties: { amount: { 'x-unit': 'CNY' } } } } });
  });

  it('stands nothing where no district matches', () => {
    const { assessment } = assessed(caseOf(otherProject()));
    expect(assessment).not.toHaveProperty('districtMatching');
    expect(chengdu2025.besideWords?.({ ...assessment })).toEqual([]);
  });
});

describe('A8.4 of the subsidy of a consortium each project has its part of the equipment', () => {
  const beside = (...facts: Parameters<typeof caseOf>) =>
    assessed({ ...caseOf(...facts), districtMatching: ['P', 'Q'].map((project) => ({ project, amount: wan(20) })) }).assessment.districtMatching?.map((m) => m.withCity);
  const track = consortium().missingTargets().over('P', 'Q');
  const open = smallProject().named('Q').notKnowing('equipmentInvestment');

  it('15 % of 300万 and of 200万, with 20万 each', () => {
    expect(beside(smallProject(), smallProject().named('Q').equipping(wan(200)), track)).toEqual([exactly(wan(65)), exactly(wan(50))]);
  });

  it('where the equipment of one is open, the part of the other is not: at most 15 % of 400万', () => {
    expect(beside(smallProject(), open, track)).toEqual([exactly(wan(65)), between(wan(20), wan(80))]);
  });

  it('where the national task is open, both parts are', () => {
    expect(beside(smallProject(), smallProject().named('Q'), track.notKnowing('nationalPilotTask'))).toEqual([between(wan(20), wan(65)), between(wan(20), wan(65))]);
  });
});

describe('A8.4 a page shows district money beside the figures of the city', () => {
  it('the 20万 of the district, outside the city caps, and 160万 with it', () => {
    const { assessment } = assessed({ ...caseOf(otherProject()), districtMatching: [{ project: 'P', amount: wan(20) }] });
    expect(explain(assessment)).toMatch(/区（市）县配套（不计入市级上限）\s+P\s+200,000\.00.*\n.*市区两级合计\s+1,800,000\.00/);
    expect(explain(assessment, { lang: 'en' })).toMatch(/district matching \(outside the city caps\)\s+P\s+200,000\.00.*\n.*city and district together\s+1,800,000\.00/);
    expect(explain(assessed(caseOf(otherProject())).assessment)).not.toContain('区（市）县配套');
  });
});

describe('A8.4 the sum shown for a project adds everything that the city pays on it', () => {
  const shown = (amount: Money, ...facts: Parameters<typeof caseOf>) =>
    assessed({ ...caseOf(...facts), districtMatching: [{ project: 'P', amount }] }).assessment.districtMatching?.map(({ withCity }) => withCity);

  it.each([
    ['1b 200 and the district 50', [pilotProject()], wan(250)],
    ['1a 6, 2b 10 and the district 50', [ordinaryProject().rewardedWith(wan(6)), lease()], wan(66)],
    ['1b 200, 2a 30, 5a 30, 5b 80 − 30 and the district 50', [pilotProject(), loan(), taskBook().evaluated(true).completed(wan(80))], wan(360)],
    ['6b 300 instead of 1b and the district 50', [pilotProject(), consortium().missingTargets()], wan(350)],
    ['the 200 of the leader are no money for the project: 1b 200 and the district 50', [pilotProject(), consortium().withoutNationalTask()], wan(250)],
    ['its part of 6b: 15 % of its own 2000, not of the 1000 of the other member', [
      pilotProject(), pilotProject().named('Q').ownedBy('beta').investing(wan(1900)).equipping(wan(1000)), consortium().missingTargets().over('P', 'Q'),
    ], wan(350)],
    ['nothing of a loan and a lease for another project', [
      pilotProject(), smallProject().named('Q'), loan().forProject('Q'), lease().forProject('Q'),
    ], wan(250)],
    ['nothing of what was given up: 1b 200 beside a reward of 6', [pilotProject().rewardedWith(wan(6))], wan(250)],
    ['nothing of the city where it is not eligible', [pilotProject().notNewType()], wan(50)],
  ] as const)('A8.4 %s', (_, facts, sum) => {
    expect(shown(wan(50), ...facts)).toEqual([exactly(sum)]);
  });
});

describe('A8.4 the sum shown beside it stays open as far as the choice of F.3 does', () => {
  const shown = (caseFile: ReturnType<typeof caseOf>, ...amounts: Money[]) =>
    assessed({ ...caseFile, districtMatching: amounts.map((amount) => ({ project: 'P', amount })) }).assessment.districtMatching?.map(({ withCity }) => withCity);
  // 15 % of 400万, by half: 30万 of 6b; 10 % of it, 40万 of 1b, where the total reaches 2000万.
  const halved = consortium().missingTargets().acceptedAt('0.5');
  const project = pilotProject().equipping(wan(400));

  it('the total investment open: 1b of 40万 where it reaches 2000万, else 6b of 30万, and 20万 of the district', () => {
    expect(shown(caseOf(project.investing(wan(2000)), halved), wan(20))).toEqual([exactly(wan(60))]);
    expect(shown(caseOf(project.investing(wan(1999)), halved), wan(20))).toEqual([exactly(wan(50))]);
    expect(shown(caseOf(project.notKnowing('totalInvestment'), halved), wan(20))).toEqual([between(wan(50), wan(60))]);
  });

  it('the share of a lease open: 1b of 160万 alone where it has all the equipment, with the 10万 of the lease where it has none', () => {
    expect(shown(caseOf(otherProject(), lease().ofEquipmentWorth(wan(2000))), wan(20))).toEqual([exactly(wan(180))]);
    expect(shown(caseOf(otherProject(), lease().ofEquipmentWorth('0')), wan(20))).toEqual([exactly(wan(190))]);
    expect(shown(caseOf(otherProject(), lease().notKnowing('equipmentValue')), wan(20))).toEqual([between(wan(180), wan(190))]);
  });

  // Below 2000万 there is no 1b; taken for the same project, the 200万 of the leader exclude 1a of up to 10万, and are no money for the project.
  it('A8.4 under the project test nothing of the city where the leader’s award takes the place of a reward that is open', () => {
    const caseFile = { ...caseOf(pilotProject().investing(wan(1900)).equipping(wan(1000)).inStatistics(), consortium().withoutNationalTask()), districtMatching: [{ project: 'P', amount: wan(20) }] };
    const { assessment } = assessed(caseFile, { sameInput: 'project' });
    expect(assessment.selection.total).toEqual(exactly(wan(200)));
    expect(assessment.districtMatching?.map(({ withCity }) => withCity)).toEqual([exactly(wan(20))]);
  });

  it('under the cap of 6b one member takes from the other: 3000万, or the half of it beside as much equipment', () => {
    // Applied for after F.1, so that neither has 1b; 15 % of 2亿 are 3000万.
    const member = pilotProject().appliedForOn('2027-01-04').investing(wan(20_000)).equipping(wan(20_000));
    const beside = (other: typeof member) => shown(caseOf(member, other.named('Q').ownedBy('beta'), consortium().missingTargets().over('P', 'Q')), '0');
    expect(beside(member.equipping('0'))).toEqual([exactly(wan(3000))]);
    expect(beside(member)).toEqual([exactly(wan(1500))]);
    expect(beside(member.notKnowing('equipmentInvestment'))).toEqual([between(wan(1500), wan(3000))]);
  });

  it('two grants of districts for one project stand in it together: 160, 20 and 30万', () => {
    expect(shown(caseOf(otherProject()), wan(20), wan(30))).toEqual([exactly(wan(210)), exactly(wan(210))]);
  });
});

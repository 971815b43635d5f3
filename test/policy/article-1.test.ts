/** Article 1 「扩大新型技术改造投资」: the investment reward (A1.2) and the investment subsidy (A1.3). */
import { describe, expect, it } from 'vitest';
import { caseOf, fenAbove, fenBelow, nationalProject, ordinaryProject, otherProject, pilotProject, wan } from '../support/policy-facts.js';
import { assessed, between, exactly, missingFacts, NOTHING, unmetClauses, upTo } from '../support/policy-outcome.js';

const reward = (project: ReturnType<typeof ordinaryProject>) => assessed(caseOf(project)).the('investment-reward');
const subsidy = (project: ReturnType<typeof otherProject>) => assessed(caseOf(project)).the('investment-subsidy');

describe('A1.2 investment reward: 投资500万元（含）以上且纳入工业投资统计的技改项目', () => {
  it.each([
    ['one fen below 500万: not reached', fenBelow(wan(500)), 'ineligible', NOTHING],
    ['exactly 500万: 含 includes it', wan(500), 'eligible', upTo(wan(10))],
    ['one fen above 500万', fenAbove(wan(500)), 'eligible', upTo(wan(10))],
    ['one fen below 2000万: still the reward', fenBelow(wan(2000)), 'eligible', upTo(wan(10))],
    ['2000万 and more: the text sets no upper limit', wan(2000), 'eligible', upTo(wan(10))],
  ] as const)('A1.2 total investment %s', (_, total, status, amount) => {
    expect(reward(ordinaryProject().investing(total).equipping(wan(400)))).toMatchObject({ status, amount });
  });

  it.each([
    ['no fixed amount: 最高 gives a ceiling of 10万', undefined, 'ceiling', upTo(wan(10)), false],
    ['the authority fixes 6万: 6万', wan(6), 'assessed', exactly(wan(6)), false],
    ['one fen below the cap', fenBelow(wan(10)), 'assessed', exactly(fenBelow(wan(10))), false],
    ['exactly 10万: the cap does not bind', wan(10), 'assessed', exactly(wan(10)), false],
    ['one fen above 10万: cut to 10万', fenAbove(wan(10)), 'assessed', exactly(wan(10)), true],
  ] as const)('A1.2 %s', (_, assessedReward, nature, amount, capBinding) => {
    const project = assessedReward === undefined ? ordinaryProject() : ordinaryProject().rewardedWith(assessedReward);
    expect(reward(project)).toMatchObject({ status: 'eligible', nature, amount, capBinding });
  });

  it('A1.2 asks neither for a new-type project nor for a pilot industry', () => {
    const project = ordinaryProject().with({ newType: false, pilotIndustry: false, nationalDemonstration: false });
    expect(reward(project)).toMatchObject({ status: 'eligible', amount: upTo(wan(10)) });
  });

  it('A1.2 the threshold looks at the total, not at the equipment: 500万 in total with 1万 of equipment qualifies', () => {
    expect(reward(ordinaryProject().investing(wan(500)).equipping(wan(1))).status).toBe('eligible');
  });

  it.each([
    ['not in the industrial-investment statistics', { inIndustrialStatistics: false }],
    ['not a technical upgrade', { technicalUpgrade: false }],
  ])('A1.2 a project that is %s gets nothing', (_, facts) => {
    expect(reward(ordinaryProject().with(facts))).toMatchObject({ status: 'ineligible', amount: NOTHING });
  });

  it('A1.2 whether the project is in the statistics is not known: undetermined, from nothing up to the ceiling', () => {
    const determination = reward(ordinaryProject().notKnowing('inIndustrialStatistics'));
    expect(determination).toMatchObject({ status: 'undetermined', amount: upTo(wan(10)) });
    expect(missingFacts(determination)).toContain('inIndustrialStatistics');
  });

  it('A1.2 the statistics are unknown and the authority fixed 6万: nothing or 6万 at most', () => {
    const project = ordinaryProject().rewardedWith(wan(6)).notKnowing('inIndustrialStatistics');
    expect(reward(project)).toMatchObject({ status: 'undetermined', amount: upTo(wan(6)) });
  });

  it('A1.2 one condition unmet decides, even beside an unknown one', () => {
    const project = ordinaryProject().investing(fenBelow(wan(500))).equipping(wan(400)).notKnowing('inIndustrialStatistics');
    expect(reward(project)).toMatchObject({ status: 'ineligible', amount: NOTHING });
  });

  it('A1.2 every unmet condition is listed: too small, not in the statistics, filed too early', () => {
    const project = ordinaryProject().investing(wan(499)).equipping(wan(400)).with({ inIndustrialStatistics: false }).filedOn('2024-05-31');
    const clauses = unmetClauses(reward(project));
    expect(clauses.filter((clause) => clause === 'A1.2').length).toBeGreaterThanOrEqual(2);
    expect(clauses).toContain('F.2');
  });
});

describe('A1.3 investment subsidy: 投资2000万元（含）以上 … 按项目设备投资（含软件）的20%、10%、8%', () => {
  it.each([
    ['one fen below 2000万', fenBelow(wan(2000)), 'ineligible', NOTHING],
    ['exactly 2000万: 8 % of 1000万 of equipment is 80万', wan(2000), 'eligible', exactly(wan(80))],
    ['one fen above 2000万: the same 80万', fenAbove(wan(2000)), 'eligible', exactly(wan(80))],
  ] as const)('A1.3 total investment %s', (_, total, status, amount) => {
    expect(subsidy(otherProject().investing(total).equipping(wan(1000)))).toMatchObject({ status, nature: 'determinate', amount });
  });

  it.each([
    ['national demonstration project: 20 % of 2000万 is 400万', nationalProject(), wan(400)],
    ['pilot-industry project: 10 % of 2000万 is 200万', pilotProject(), wan(200)],
    ['other new-type project: 8 % of 2000万 is 160万', otherProject(), wan(160)],
    ['national and pilot industry at once: the higher rate, 400万', nationalProject().inPilotIndustry(), wan(400)],
  ])('A1.3 %s', (_, project, amount) => {
    expect(subsidy(project)).toMatchObject({ status: 'eligible', amount: exactly(amount), capBinding: false });
  });

  it.each([
    ['20 %: 1亿 less 10元 of equipment is 2000万 less 2元', nationalProject(), '99999990.00', '19999998.00', false],
    ['20 %: exactly 1亿 is exactly the cap', nationalProject(), wan(10_000), wan(2000), false],
    ['20 %: one fen above 1亿 binds', nationalProject(), fenAbove(wan(10_000)), wan(2000), true],
    ['10 %: 2亿 less 10元 is 2000万 less 1元', pilotProject(), '199999990.00', '19999999.00', false],
    ['10 %: exactly 2亿 is exactly the cap', pilotProject(), wan(20_000), wan(2000), false],
    ['10 %: one fen above 2亿 binds', pilotProject(), fenAbove(wan(20_000)), wan(2000), true],
    ['8 %: 2.5亿 less 100元 is 2000万 less 8元', otherProject(), '249999900.00', '19999992.00', false],
    ['8 %: exactly 2.5亿 is exactly the cap', otherProject(), wan(25_000), wan(2000), false],
    ['8 %: one fen above 2.5亿 binds', otherProject(), fenAbove(wan(25_000)), wan(2000), true],
  ] as const)('A1.3 cap of 2000万 a project, %s', (_, project, equipment, amount, capBinding) => {
    expect(subsidy(project.investing(wan(40_000)).equipping(equipment))).toMatchObject({ amount: exactly(amount), capBinding });
  });

  it('A1.3 the cap is per project (单个项目): two projects of one owner at the cap make 4000万', () => {
    const large = pilotProject().investing(wan(40_000)).equipping(wan(30_000));
    const outcome = assessed(caseOf(large.named('P1'), large.named('P2')));
    expect(outcome.at('investment-subsidy:P1').amount).toEqual(exactly(wan(2000)));
    expect(outcome.total).toEqual(exactly(wan(4000)));
  });

  it.each([
    ['in the statistics', { inIndustrialStatistics: true, assessedReward: wan(1) }],
    ['not in the statistics', { inIndustrialStatistics: false }],
  ])('A1.3 does not ask for the statistics: a project %s gets its 160万', (_, facts) => {
    expect(subsidy(otherProject().with(facts))).toMatchObject({ status: 'eligible', amount: exactly(wan(160)) });
  });

  it('A1.3 其他新型技术改造项目: a project that is not new-type is in no class', () => {
    expect(subsidy(otherProject().notNewType())).toMatchObject({ status: 'ineligible', amount: NOTHING });
  });

  it('A1.3 no equipment at all is known to be 0, so the subsidy is 0 and not unknown', () => {
    expect(subsidy(otherProject().equipping('0')).amount).toEqual(NOTHING);
  });

  it('A1.3 every unmet condition is listed: too small, not new-type, filed too early', () => {
    const clauses = unmetClauses(subsidy(otherProject().investing(wan(1999)).equipping(wan(1000)).notNewType().filedOn('2024-05-31')));
    expect(clauses.filter((clause) => clause === 'A1.3').length).toBeGreaterThanOrEqual(2);
    expect(clauses).toContain('F.2');
  });
});

describe('A1.3 exact arithmetic, one rounding half-up to the fen (I-39)', () => {
  it.each([
    ['10 % of 20,000,000.04 = 2,000,000.004, down', pilotProject(), '20000000.04', '2000000.00'],
    ['10 % of 20,000,000.05 = 2,000,000.005, up', pilotProject(), '20000000.05', '2000000.01'],
    ['8 % of 20,000,000.06 = 1,600,000.0048, down', otherProject(), '20000000.06', '1600000.00'],
    ['8 % of 20,000,000.07 = 1,600,000.0056, up', otherProject(), '20000000.07', '1600000.01'],
    ['20 % of 20,000,000.02 = 4,000,000.004, down', nationalProject(), '20000000.02', '4000000.00'],
    ['20 % of 20,000,000.03 = 4,000,000.006, up', nationalProject(), '20000000.03', '4000000.01'],
    ['8 % of 12,345,678.90 = 987,654.312, down', otherProject(), '12345678.90', '987654.31'],
  ] as const)('%s', (_, project, equipment, amount) => {
    expect(subsidy(project.equipping(equipment)).amount).toEqual(exactly(amount));
  });
});

describe('A1.3 what is not known leaves the tightest range', () => {
  it.each([
    ['new-type: nothing, or 8 % of 2000万', otherProject().notKnowing('newType'), upTo(wan(160))],
    ['filing date: nothing, or 160万', otherProject().notKnowing('filingDate'), upTo(wan(160))],
    ['total, with 1000万 of equipment: nothing, or 80万', otherProject().equipping(wan(1000)).notKnowing('totalInvestment'), upTo(wan(80))],
    ['total, with one fen below 2000万 of equipment: nothing, or 8 % of it',
      otherProject().equipping(fenBelow(wan(2000))).notKnowing('totalInvestment'), upTo(wan(160))],
  ])('a condition is not known: %s', (_, project, amount) => {
    expect(subsidy(project)).toMatchObject({ status: 'undetermined', amount });
  });

  it.each([
    ['pilot industry: 8 % or 10 % of 2000万', otherProject().notKnowing('pilotIndustry'), between(wan(160), wan(200))],
    ['national list: 8 % or 20 %', otherProject().notKnowing('nationalDemonstration'), between(wan(160), wan(400))],
    ['national list of a pilot project: 10 % or 20 %', pilotProject().notKnowing('nationalDemonstration'), between(wan(200), wan(400))],
    ['pilot industry and national list: 8 % to 20 %', otherProject().notKnowing('pilotIndustry', 'nationalDemonstration'), between(wan(160), wan(400))],
  ])('only the class is not known: %s', (_, project, amount) => {
    expect(subsidy(project).amount).toEqual(amount);
  });

  it('total, with 2000万 of equipment: the total holds the equipment, so the threshold is met and it is 160万', () => {
    expect(subsidy(otherProject().equipping(wan(2000)).notKnowing('totalInvestment'))).toMatchObject({ status: 'eligible', amount: exactly(wan(160)) });
  });

  it('equipment of a project of 2500万 in total: it is part of the total, so at most 8 % of 2500万 = 200万', () => {
    expect(subsidy(otherProject().notKnowing('equipmentInvestment')).amount).toEqual(upTo(wan(200)));
  });

  it.each(['newType', 'filingDate', 'totalInvestment'] as const)('names the missing fact %s', (fact) => {
    expect(missingFacts(subsidy(otherProject().equipping(wan(1000)).notKnowing(fact)))).toContain(fact);
  });

  it('the pilot industry of a national project need not be known: 20 % is the higher rate anyway', () => {
    expect(subsidy(nationalProject().notKnowing('pilotIndustry'))).toMatchObject({ status: 'eligible', amount: exactly(wan(400)) });
  });

  it('above the cap at every rate the class need not be known: 8 % of 2.5亿 is the cap already', () => {
    const project = otherProject().investing(wan(40_000)).equipping(wan(25_000)).notKnowing('pilotIndustry', 'nationalDemonstration');
    expect(subsidy(project).amount).toEqual(exactly(wan(2000)));
  });
});

describe('F.2 while it is open whether a project is on the national list', () => {
  const unsure = pilotProject().filedOn('2024-01-01').inStatistics().rewardedWith(wan(5)).notKnowing('nationalDemonstration');
  const filed = (key: string) => assessed(caseOf(unsure)).at(key).conditions.find((c) => c.id === 'filed-in-scope');

  it('1b shows the filing date as 1a does, and asks for the same fact', () => {
    expect(filed('investment-reward:P')).toMatchObject({ outcome: 'unknown', actual: '2024-01-01', missing: ['$.projects[0].nationalDemonstration'] });
    expect(filed('investment-subsidy:P')).toEqual(filed('investment-reward:P'));
  });
});

describe('A1.3 where a pilot industry is enough (I-16), the other classes still ask for 新型', () => {
  const rated = (project: ReturnType<typeof otherProject>) => assessed(caseOf(project), { pilotIndustryMustBeNewType: 'no' }).at('investment-subsidy:P');

  it('on the national list, stated not to be new-type, in a pilot industry: 10 % of 2000万, not 20 %', () => {
    expect(rated(otherProject().onNationalList().notNewType().inPilotIndustry())).toMatchObject({ status: 'eligible', amount: exactly(wan(200)) });
  });

  it('the condition says which of the two it found, and asks for both while both are open', () => {
    const told = (project: ReturnType<typeof otherProject>) => rated(project).conditions.find((c) => c.id === 'new-type');
    expect(told(otherProject())).toMatchObject({ outcome: 'met', required: 'true | pilot-industry', actual: 'true' });
    expect(told(otherProject().notNewType().inPilotIndustry())).toMatchObject({ outcome: 'met', required: 'true | pilot-industry', actual: 'pilot-industry' });
    expect(told(otherProject().notNewType())).toMatchObject({ outcome: 'unmet', required: 'true | pilot-industry', actual: 'false' });
    expect(told(otherProject().notKnowing('newType', 'pilotIndustry'))).toMatchObject({ outcome: 'unknown', missing: ['$.projects[0].newType', '$.projects[0].pilotIndustry'] });
    expect(told(otherProject().notNewType().notKnowing('pilotIndustry'))).toMatchObject({ outcome: 'unknown', missing: ['$.projects[0].pilotIndustry'] });
    expect(told(otherProject().notKnowing('newType'))).toMatchObject({ outcome: 'unknown', missing: ['$.projects[0].newType'] });
  });
});

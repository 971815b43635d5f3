/** When the money comes: advances of at most 50 %, settlement, what must be returned (A1.4, A6.5, A6.6, A7.4, A7.5). */
import type { Money, RatioInput } from '../../src/index.js';
import { describe, expect, it } from 'vitest';
import {
  caseOf, consortium, fenAbove, fenBelow, lease, loan, nationalProject, type otherProject, park, pilotProject, settledOn, smallProject, taskBook, wan,
} from '../support/policy-facts.js';
import { assessed, between, exactly, missingFacts, NOTHING, upTo } from '../support/policy-outcome.js';

const ONE_B = 'investment-subsidy:P';
const SIX_B = 'consortium-investment-subsidy:C';
const SEVEN = 'park-award:park';
type Project = ReturnType<typeof otherProject>;
const building = (project: Project) => assessed(caseOf(project));
const settled = (project: Project) => assessed(settledOn('2026-12-01', caseOf(project)));

describe('A1.4 advance: 项目开工后，按投资进度给予不超过补助总额50%的拨款', () => {
  it.each([
    ['0', '0.00'],
    ['0.30', wan(60)],
    ['0.49', wan(98)],
    ['0.50', wan(100)],
    ['0.51', wan(100)],
    ['1', wan(100)],
  ] as const)('A1.4 of a total of 200万 at progress %s: min(progress, 50 %) is %s', (progress, limit) => {
    expect(building(pilotProject().underConstruction(progress)).advanceLimit(ONE_B)).toEqual(exactly(limit));
  });

  it('A1.4 开工后: nothing before the works have started', () => {
    const outcome = building(pilotProject().notStarted());
    expect(outcome.advanceLimit(ONE_B)).toEqual(NOTHING);
    expect(outcome.advanceNow(ONE_B)).toEqual(NOTHING);
  });

  it('A1.4 the progress of started works is not known: nothing up to half', () => {
    const project = pilotProject().with({ construction: { started: true, advancesPaid: '0' } });
    expect(building(project).advanceLimit(ONE_B)).toEqual(upTo(wan(100)));
  });

  it('A1.4 half of the total after the cap: 10 % of 3亿 is cut to 2000万, half is 1000万 and not 1500万', () => {
    const capped = pilotProject().investing(wan(40_000)).equipping(wan(30_000)).underConstruction('1');
    expect(building(capped).advanceLimit(ONE_B)).toEqual(exactly(wan(1000)));
  });

  it('A1.4 progress is taken of the total after the cap as well: 30 % of 2000万 is 600万', () => {
    const capped = pilotProject().investing(wan(40_000)).equipping(wan(30_000)).underConstruction('0.30');
    expect(building(capped).advanceLimit(ONE_B)).toEqual(exactly(wan(600)));
  });

  it.each([
    ['60万 paid of 100万: 40万 more', wan(60), wan(40)],
    ['one fen short of the limit: one fen', fenBelow(wan(100)), '0.01'],
    ['the limit paid: nothing', wan(100), '0.00'],
    ['more than the limit paid: nothing, not a negative sum', wan(120), '0.00'],
  ])('A1.4 the 50 % is cumulative, %s', (_, paid, now) => {
    const outcome = building(pilotProject().underConstruction('0.80', paid));
    expect(outcome.advanceLimit(ONE_B)).toEqual(exactly(wan(100)));
    expect(outcome.advanceNow(ONE_B)).toEqual(exactly(now));
  });

  it.each([
    // 10 % of 20,000,000.10 = 2,000,000.01; half is 1,000,000.005, which must not become 1,000,000.01
    ['an odd fen: half of 2,000,000.01 is 1,000,000.00', '20000000.10', '1000000.00'],
    // 10 % of 20,000,000.15 = 2,000,000.015, rounded 2,000,000.02; half is 1,000,000.01
    ['the rounded total counts: half of 2,000,000.02 is 1,000,000.01', '20000000.15', '1000000.01'],
  ] as const)('A1.4 不超过50%, rounded down, %s', (_, equipment, limit) => {
    expect(building(pilotProject().equipping(equipment).underConstruction('1')).advanceLimit(ONE_B)).toEqual(exactly(limit));
  });

  it('A1.4 progress too is rounded down: 33.33 % of 2,000,000.01 is 666,600.003333, so 666,600.00', () => {
    const outcome = building(pilotProject().equipping('20000000.10').underConstruction('0.3333'));
    expect(outcome.advanceLimit(ONE_B)).toEqual(exactly('666600.00'));
  });
});

describe('A1.4 settlement: 其余部分待项目竣工验收后统一结算', () => {
  const built = pilotProject().underConstruction('1', wan(100));

  it.each([
    // advances of 100万 were paid in every row
    ['as filed: 200万, 100万 still payable', built.accepted(wan(2500), wan(2000)), wan(200), wan(100), '0.00'],
    ['less equipment: 10 % of 1500万 is 150万, 50万 payable', built.accepted(wan(2500), wan(1500)), wan(150), wan(50), '0.00'],
    ['10 % of 1000万 is exactly the advances: nothing either way', built.accepted(wan(2100), wan(1000)), wan(100), '0.00', '0.00'],
    ['10 % of 600万 is 60万: 40万 come back', built.accepted(wan(2100), wan(600)), wan(60), '0.00', wan(40)],
    ['more equipment: the filed 2000万 stay the base (I-44), 200万', built.accepted(wan(2500), wan(2400)), wan(200), wan(100), '0.00'],
    ['far more: still the filed 2000万, 200万', built.accepted(wan(40_000), wan(30_000)), wan(200), wan(100), '0.00'],
  ])('A1.4 verified %s', (_, project, final, payable, recoverable) => {
    const outcome = settled(project);
    expect(outcome.final(ONE_B)).toEqual(exactly(final));
    expect(outcome.balance(ONE_B)).toEqual(exactly(payable));
    expect(outcome.recoverable(ONE_B)).toEqual(exactly(recoverable));
  });

  it('A1.4 cut at the cap: 20 % of 3亿 filed and verified is 2000万, 1900万 payable', () => {
    const large = nationalProject().investing(wan(40_000)).equipping(wan(30_000)).underConstruction('1', wan(100));
    const outcome = settled(large.accepted(wan(40_000), wan(30_000)));
    expect(outcome.final(ONE_B)).toEqual(exactly(wan(2000)));
    expect(outcome.balance(ONE_B)).toEqual(exactly(wan(1900)));
  });

  it('A1.4 the total says what is finally payable: determination, selection and payment alike 150万 of the verified 1500万', () => {
    const outcome = settled(built.accepted(wan(2500), wan(1500)));
    expect(outcome.the('investment-subsidy').amount).toEqual(exactly(wan(150)));
    expect(outcome.paid(ONE_B)).toEqual(exactly(wan(150)));
    expect(outcome.total).toEqual(exactly(wan(150)));
    expect(outcome.final(ONE_B)).toEqual(exactly(wan(150)));
  });

  it('A1.4 nothing is advanced beside a settlement', () => {
    expect(settled(pilotProject().underConstruction('1', '0').accepted(wan(2500), wan(2000))).advanceNow(ONE_B)).toEqual(NOTHING);
  });

  it.each([
    ['exactly 2000万 in total: 10 % of 1500万, 150万', wan(2000), wan(150), wan(50), '0.00'],
    ['one fen below 2000万: the subsidy lapses and the 100万 come back', fenBelow(wan(2000)), '0.00', '0.00', wan(100)],
  ] as const)('A1.3/I-15 the verified total must still reach the threshold, %s', (_, total, final, payable, recoverable) => {
    const outcome = settled(built.accepted(total, wan(1500)));
    expect(outcome.final(ONE_B)).toEqual(exactly(final));
    expect(outcome.balance(ONE_B)).toEqual(exactly(payable));
    expect(outcome.recoverable(ONE_B)).toEqual(exactly(recoverable));
  });

  it('A1.4 money to be returned is not set off against another measure: 60 + 2000 stay 2060万', () => {
    const outcome = assessed(settledOn('2026-12-01', caseOf(built.accepted(wan(2100), wan(600)), park())));
    expect(outcome.recoverable(ONE_B)).toEqual(exactly(wan(40)));
    // 60万 of 1b and 2000万 of the park
    expect(outcome.total).toEqual(exactly(wan(2060)));
  });

  it('A1.4 one rounding at settlement too: 20 % of 10,000,000.03 verified = 2,000,000.006', () => {
    const project = nationalProject().underConstruction('1', '0').accepted(wan(2500), '10000000.03');
    expect(settled(project).final(ONE_B)).toEqual(exactly('2000000.01'));
  });
});

describe('A6.5 advance of a consortium: 按投资和任务进度给予不超过补助总额50%的拨款', () => {
  // 15 % of 300万 of equipment: 45万 in all
  const advancing = (investment: RatioInput, task: RatioInput, paid: Money = '0') =>
    assessed(caseOf(smallProject(), consortium().progressing(investment, task, paid)));

  it.each([
    ['0.40', '0.20', wan(9)],
    ['0.20', '0.40', wan(9)],
    ['0.49', '1', '220500.00'],
    ['0.50', '1', '225000.00'],
    ['1', '0.51', '225000.00'],
    ['1', '0', '0.00'],
  ] as const)('A6.5 both must have progressed: investment %s and task %s of 45万 is %s', (investment, task, limit) => {
    expect(advancing(investment, task).advanceLimit(SIX_B)).toEqual(exactly(limit));
  });

  it('A6.5 the yearly evaluation does not renew the 50 % (I-34): 22.5万 paid leave nothing', () => {
    expect(advancing('1', '1', '225000.00').advanceNow(SIX_B)).toEqual(NOTHING);
  });

  it('A6.5 10万 paid of 22.5万: 12.5万 more', () => {
    expect(advancing('1', '1', wan(10)).advanceNow(SIX_B)).toEqual(exactly('125000.00'));
  });

  it('A6.5 names no start of works: progress alone opens the advance', () => {
    const outcome = assessed(caseOf(smallProject().notStarted(), consortium().progressing('0.40', '0.20')));
    expect(outcome.advanceLimit(SIX_B)).toEqual(exactly(wan(9)));
  });

  it('A6.5 half of the total after the cap: 15 % of 3亿 is cut to 3000万, half is 1500万', () => {
    const large = pilotProject().investing(wan(40_000)).equipping(wan(30_000));
    const outcome = assessed(caseOf(large, consortium().progressing('1', '1')));
    expect(outcome.advanceLimit(SIX_B)).toEqual(exactly(wan(1500)));
  });

  it('A6.5 an odd fen is not rounded up: 15 % of 300.20 = 45.03, half is 22.51', () => {
    const outcome = assessed(caseOf(smallProject().equipping('300.20'), consortium().progressing('1', '1')));
    expect(outcome.advanceLimit(SIX_B)).toEqual(exactly('22.51'));
  });
});

describe('A6.6 settlement of a consortium: 按项目任务完成情况和取得成效统一结算', () => {
  const closing = (factor: RatioInput, paid: Money, project = smallProject().accepted(wan(400), wan(300))) =>
    assessed(settledOn('2026-12-01', caseOf(project, consortium().acceptedAt(factor, paid))));

  it.each([
    ['full results: 45万, 25万 payable beside 20万 paid', '1', wan(20), wan(45), wan(25), '0.00'],
    ['a factor of 0.8: 36万, 16万 payable', '0.8', wan(20), wan(36), wan(16), '0.00'],
    ['a factor of 0.4: 18万, 2万 come back', '0.4', wan(20), wan(18), '0.00', wan(2)],
    ['no result: nothing, 20万 come back', '0', wan(20), '0.00', '0.00', wan(20)],
  ] as const)('A6.6 %s', (_, factor, paid, final, payable, recoverable) => {
    const outcome = closing(factor, paid);
    expect(outcome.final(SIX_B)).toEqual(exactly(final));
    expect(outcome.balance(SIX_B)).toEqual(exactly(payable));
    expect(outcome.recoverable(SIX_B)).toEqual(exactly(recoverable));
  });

  it('A6.6 the verified equipment counts: 15 % of 200万 is 30万, in determination and payment alike', () => {
    const outcome = closing('1', '0', smallProject().accepted(wan(400), wan(200)));
    expect(outcome.final(SIX_B)).toEqual(exactly(wan(30)));
    expect(outcome.the('consortium-investment-subsidy').amount).toEqual(exactly(wan(30)));
  });

  it('A6.6 the factor is the last step of the determination: 0.8 of 45万 is 36万 in the total as well', () => {
    const outcome = closing('0.8', wan(20));
    expect(outcome.the('consortium-investment-subsidy').amount).toEqual(exactly(wan(36)));
    expect(outcome.paid(SIX_B)).toEqual(exactly(wan(36)));
  });

  it('A6.6 nothing is advanced beside a settlement, though the progress would allow it', () => {
    const project = smallProject().accepted(wan(400), wan(300));
    const facts = consortium().progressing('1', '1').acceptedAt('1');
    expect(assessed(settledOn('2026-12-01', caseOf(project, facts))).advanceNow(SIX_B)).toEqual(NOTHING);
  });

  it('A6.6 the factor is the authority’s: not known, the formula is only the upper bound', () => {
    const project = smallProject().accepted(wan(400), wan(300));
    const facts = consortium().acceptedAt('1').notKnowing('settlementFactor');
    const outcome = assessed(settledOn('2026-12-01', caseOf(project, facts)));
    expect(outcome.final(SIX_B)).toEqual(upTo(wan(45)));
    expect(outcome.the('consortium-investment-subsidy').amount).toEqual(upTo(wan(45)));
    expect(missingFacts(outcome.the('consortium-investment-subsidy'))).toContain('settlementFactor');
  });
});

describe('A payment names every fact that leaves it open, those of the award included', () => {
  const works = () => pilotProject().underConstruction('0.80', '0.00');

  it('A1.4 everything known: nothing is named', () => {
    expect(building(works()).payment(ONE_B).missing).toBeUndefined();
  });

  it('A1.3 the equipment is not known: how much half of the award is depends on it', () => {
    expect(building(works().notKnowing('equipmentInvestment')).payment(ONE_B).missing).toEqual(['$.projects[0].equipmentInvestment']);
  });

  it('F.3 the award is known, yet 6b on the same input may take its place: the task book is named in both', () => {
    const outcome = assessed(caseOf(works(), consortium().progressing('0.80', '0.80').notKnowing('benchmarkTaskBookSigned')));
    expect(outcome.payment(ONE_B).missing).toContain('$.consortia[0].benchmarkTaskBookSigned');
    expect(outcome.payment(SIX_B).missing).toContain('$.consortia[0].benchmarkTaskBookSigned');
  });
});

describe('A7.4 advances of a park: 对评价达标的按任务进度给予不超过奖励总额50%的拨款', () => {
  type Years = Parameters<ReturnType<typeof park>['evaluated']>;
  // the authority fixed 2000万
  const over = (...years: Years) => assessed(caseOf(park().evaluated(...years).paidInAdvance('0').unfinished()));

  it.each([
    ['0.30', wan(600)],
    ['0.49', wan(980)],
    ['0.50', wan(1000)],
    ['0.51', wan(1000)],
    ['1', wan(1000)],
  ] as const)('A7.4 a first passed year at progress %s of 2000万 allows %s', (progress, limit) => {
    const outcome = over(['passed', progress]);
    expect(outcome.limitOf(SEVEN, 2025)).toEqual(exactly(limit));
    expect(outcome.advanceLimit(SEVEN)).toEqual(exactly(limit));
  });

  it('A7.4 50 % over all years: 30 % then 70 % of 2000万 allow 600 and then 400万, not 800', () => {
    const outcome = over(['passed', '0.30'], ['passed', '0.70']);
    expect(outcome.limitOf(SEVEN, 2025)).toEqual(exactly(wan(600)));
    expect(outcome.limitOf(SEVEN, 2026)).toEqual(exactly(wan(400)));
    expect(outcome.advanceLimit(SEVEN)).toEqual(exactly(wan(1000)));
  });

  it('A7.4 the progress is cumulative: 20 % then 30 % allow 400 and then 200万', () => {
    const outcome = over(['passed', '0.20'], ['passed', '0.30']);
    expect(outcome.limitOf(SEVEN, 2026)).toEqual(exactly(wan(200)));
    expect(outcome.advanceLimit(SEVEN)).toEqual(exactly(wan(600)));
  });

  it('A7.4 two passed years at full progress do not pay 100 % (I-37): 1000 and then 0', () => {
    const outcome = over(['passed', '1'], ['passed', '1']);
    expect(outcome.limitOf(SEVEN, 2026)).toEqual(NOTHING);
    expect(outcome.advanceLimit(SEVEN)).toEqual(exactly(wan(1000)));
  });

  it('A7.4 a failed year allows nothing in that year', () => {
    const outcome = over(['passed', '0.30'], ['failed', '0.50']);
    expect(outcome.limitOf(SEVEN, 2025)).toEqual(exactly(wan(600)));
    expect(outcome.limitOf(SEVEN, 2026)).toEqual(NOTHING);
    expect(outcome.advanceLimit(SEVEN)).toEqual(exactly(wan(600)));
  });

  it('A7.4 of the authority’s total after the cap: half of min(6000, 5000) is 2500万', () => {
    const outcome = assessed(caseOf(park().awarded(wan(6000)).evaluated(['passed', '1']).paidInAdvance('0').unfinished()));
    expect(outcome.advanceLimit(SEVEN)).toEqual(exactly(wan(2500)));
  });

  it('A7.4 an odd fen is not rounded up: half of 20,000,000.01 is 10,000,000.00', () => {
    const outcome = assessed(caseOf(park().awarded(fenAbove(wan(2000))).evaluated(['passed', '1']).paidInAdvance('0').unfinished()));
    expect(outcome.advanceLimit(SEVEN)).toEqual(exactly(wan(1000)));
  });

  it('A7.4 600万 paid of 1000万: 400万 more', () => {
    const outcome = assessed(caseOf(park().evaluated(['passed', '1']).paidInAdvance(wan(600)).unfinished()));
    expect(outcome.advanceNow(SEVEN)).toEqual(exactly(wan(400)));
  });
});

describe('A7.5 settlement of a park: 待全面完成预期任务且每年评价均达标后统一结算', () => {
  const twoYears = park().evaluated(['passed', '0.40'], ['passed', '1']).paidInAdvance(wan(1000));
  const close = (facts: ReturnType<typeof park>) => assessed(settledOn('2026-12-01', caseOf(facts)));

  it('A7.5 all tasks and every year: 2000 − 1000 paid = 1000万', () => {
    const outcome = close(twoYears.finished());
    expect(outcome.final(SEVEN)).toEqual(exactly(wan(2000)));
    expect(outcome.balance(SEVEN)).toEqual(exactly(wan(1000)));
    expect(outcome.recoverable(SEVEN)).toEqual(NOTHING);
  });

  it('A7.5 a task left open: no settlement yet', () => {
    expect(close(twoYears.unfinished()).balance(SEVEN)).toEqual(NOTHING);
  });

  it.each([
    ['the last year failed', [['passed', '0.40'], ['failed', '1']]],
    ['the first year failed and the second does not cure it', [['failed', '0.40'], ['passed', '1']]],
  ] as const)('A7.5 均达标: %s, so no balance, and the advances stay (I-36)', (_, years) => {
    const outcome = close(park().evaluated(...years).paidInAdvance(wan(500)).finished());
    expect(outcome.balance(SEVEN)).toEqual(NOTHING);
    expect(outcome.recoverable(SEVEN)).toEqual(NOTHING);
  });
});

describe('A7.4 what is payable now while the evaluation of a year is not known (I-36)', () => {
  const years = [{ year: 2025, passed: true, taskProgress: '0.50' }, { year: 2026, taskProgress: '0.80' }] as const;
  const facts = park().awarded(wan(4000)).with({ evaluations: years }).paidInAdvance(wan(400)).unfinished();
  const now = (passed: boolean | undefined, parkFailedYear: 'keep-advances' | 'claw-back') =>
    assessed(caseOf(facts.with({ evaluations: [years[0], { ...years[1], ...(passed === undefined ? {} : { passed }) }] })), { parkFailedYear }).advanceNow(SEVEN);

  it('A7.4 claw-back: passed, half of 4000 − 400 = 1600万; failed, nothing; open, between the two', () => {
    expect(now(true, 'claw-back')).toEqual(exactly(wan(1600)));
    expect(now(false, 'claw-back')).toEqual(NOTHING);
    expect(now(undefined, 'claw-back')).toEqual(upTo(wan(1600)));
  });

  it('A7.4 keep-advances: the same, for nothing more is advanced after a failed year', () => {
    expect(now(true, 'keep-advances')).toEqual(exactly(wan(1600)));
    expect(now(false, 'keep-advances')).toEqual(NOTHING);
    expect(now(undefined, 'keep-advances')).toEqual(upTo(wan(1600)));
  });
});

describe('F.1 the yearly evaluations of a park', () => {
  const one = (year: number, passed = true) => park().with({ evaluations: [{ year, passed, taskProgress: '0.30' }] }).paidInAdvance('0').unfinished();

  it.each([
    ['2024, before commencement', 2024, 'honour-vested', NOTHING],
    ['2025', 2025, 'honour-vested', exactly(wan(600))],
    ['2027 under the task book', 2027, 'honour-vested', exactly(wan(600))],
    ['2026 where all must fall inside the period', 2026, 'validity-only', exactly(wan(600))],
    ['2027 where all must fall inside the period', 2027, 'validity-only', NOTHING],
  ] as const)('A7.4 30 %% of 2000万 for a passed %s (I-04)', (_, year, afterExpiry, limit) => {
    const outcome = assessed(caseOf(one(year)), { afterExpiry });
    expect(outcome.limitOf(SEVEN, year)).toEqual(limit);
    expect(outcome.advanceLimit(SEVEN)).toEqual(limit);
  });

  it('A7.5 每年评价: a year failed before commencement is none of this policy and bars nothing, 2000 − 600万', () => {
    const years = [{ year: 2024, passed: false, taskProgress: '0' }, { year: 2025, passed: true, taskProgress: '1' }] as const;
    const outcome = assessed(settledOn('2026-12-01', caseOf(park().with({ evaluations: years }).paidInAdvance(wan(600)).finished())));
    expect(outcome.balance(SEVEN)).toEqual(exactly(wan(1400)));
  });

  it('A7.5 a year before commencement alone is no year passed: the account stays open', () => {
    const years = [{ year: 2024, passed: true, taskProgress: '1' }] as const;
    expect(assessed(caseOf(park().with({ evaluations: years }).paidInAdvance('0').finished())).balance(SEVEN)).toEqual(upTo(wan(2000)));
  });
});

describe('I-04 validity-only, the day of the settlement is not known', () => {
  it('the settlement is open, and the day is named', () => {
    const project = pilotProject().underConstruction('1', '0').accepted(wan(2500), wan(2000));
    const { settlement, missing } = assessed(caseOf(project), { afterExpiry: 'validity-only' }).payment(ONE_B);
    expect(settlement?.payable).toEqual(upTo(wan(200)));
    expect(missing).toEqual(['$.settlementDate']);
  });
});

describe('a payment names the facts that leave it open, and no others', () => {
  const open = (key: string, facts: Parameters<typeof assessed>[0], readings: Parameters<typeof assessed>[1] = {}) => {
    const outcome = assessed(facts, readings);
    return [outcome.advanceLimit(key), outcome.payment(key).missing];
  };
  const pilot = pilotProject();
  const works = (construction: { started: boolean; investmentProgress?: RatioInput }) => caseOf(pilotProject().with({ construction: { advancesPaid: '0', ...construction } }));

  it.each([
    ['known works: 40 % of 200万', { started: true, investmentProgress: '0.40' }, exactly(wan(80)), undefined],
    ['works that have not started: nothing, whatever the progress', { started: false }, NOTHING, undefined],
    ['the progress', { started: true }, upTo(wan(100)), ['$.projects[0].construction.investmentProgress']],
  ] as const)('A1.4 %s', (_what, construction, limit, missing) => {
    expect(open(ONE_B, works(construction))).toEqual([limit, missing]);
  });

  it('A1.4 where half is advanced at once, only the start matters (I-17)', () => {
    expect(open(ONE_B, works({ started: true }), { advanceFormula: 'flat-half' })).toEqual([exactly(wan(100)), undefined]);
    const at = '$.projects[0].construction';
    expect(open(ONE_B, caseOf(pilotProject()), { advanceFormula: 'flat-half' })).toEqual([upTo(wan(100)), [`${at}.started`, `${at}.advancesPaid`]]);
    expect(open(ONE_B, caseOf(pilotProject()))).toEqual([upTo(wan(100)), [`${at}.started`, `${at}.investmentProgress`, `${at}.advancesPaid`]]);
    expect(open(ONE_B, works({ started: true, investmentProgress: '0.40' }), { advanceFormula: 'half-of-progress' })).toEqual([exactly(wan(40)), undefined]);
  });

  it.each([
    ['both known: 15 % of 300万 is 45万; the lower progress, 40 %', { investmentProgress: '0.40', taskProgress: '0.60' }, exactly(wan(18)), undefined],
    ['the progress of the tasks', { investmentProgress: '0.40' }, upTo(wan(18)), ['$.consortia[0].taskProgress']],
    ['the progress of the investment', { taskProgress: '0.40' }, upTo(wan(18)), ['$.consortia[0].investmentProgress']],
    ['a progress of nothing settles it', { taskProgress: '0' }, NOTHING, undefined],
  ] as const)('A6.5 %s', (_what, progress, limit, missing) => {
    expect(open(SIX_B, caseOf(smallProject(), consortium().missingTargets().with({ advancesPaid: '0', ...progress })))).toEqual([limit, missing]);
  });

  it('A6.5 where the total is open and the progress is not, only the facts of the total are named', () => {
    const file = (progress: object) => caseOf(smallProject().notKnowing('equipmentInvestment'), consortium().missingTargets().with({ advancesPaid: '0', ...progress }));
    // 15 % of at most 400万 is 60万, 40 % of it 24万.
    expect(open(SIX_B, file({ investmentProgress: '0.40', taskProgress: '0.60' }))).toEqual([upTo(wan(24)), ['$.projects[0].equipmentInvestment']]);
    expect(open(SIX_B, file({ investmentProgress: '0.40' }), { dualProgress: 'investment-only' })).toEqual([upTo(wan(24)), ['$.projects[0].equipmentInvestment']]);
  });

  it.each<[string, string, Parameters<typeof assessed>[0], Parameters<typeof assessed>[1]?]>([
    ['A1.4 works that have not started', ONE_B, caseOf(pilotProject().with({ construction: { started: false } }))],
    ['A1.4 no progress', ONE_B, caseOf(pilotProject().with({ construction: { started: true, investmentProgress: '0' } }))],
    ['A6.5 no progress of the tasks', SIX_B, caseOf(smallProject(), consortium().missingTargets().with({ taskProgress: '0' }))],
    ['A7.4 no progress', SEVEN, caseOf(park().with({ evaluations: [{ year: 2025, passed: true, taskProgress: '0' }] }))],
    ['A1.4 works that have not started, where payment too must fall inside the period (I-04)', ONE_B, caseOf(pilotProject().notStarted()), { afterExpiry: 'validity-only' }],
  ])('%s: nothing can be advanced, whatever was, and nothing is asked', (_what, key, facts, readings) => {
    expect(open(key, facts, readings)).toEqual([NOTHING, undefined]);
  });

  it('I-36 after a failed year nothing is payable, on whatever day the account is drawn up (I-04)', () => {
    const failed = caseOf(park().evaluated(['passed', '0.3'], ['failed', '0.8']).paidInAdvance('0'));
    expect(assessed(failed, { afterExpiry: 'validity-only' }).payment(SEVEN).missing).toBeUndefined();
  });

  it('A6.5 what was advanced is asked for where it is not stated, and nothing is returned for certain', () => {
    const { advance, missing } = assessed(caseOf(smallProject(), consortium().missingTargets().with({ investmentProgress: '0.40', taskProgress: '0.60' }))).payment(SIX_B);
    expect([advance?.payableNow, missing]).toEqual([upTo(wan(18)), ['$.consortia[0].advancesPaid']]);
  });

  it('A7.4 of a year the verdict and the progress, or the verdict alone where it failed; between two years the list itself', () => {
    const years = (...evaluations: object[]) => assessed(caseOf(park().awarded(wan(4000)).paidInAdvance('0').unfinished().with({ evaluations: evaluations as never }))).payment(SEVEN).missing;
    expect(years({ year: 2025, passed: true, taskProgress: '0.30' })).toBeUndefined();
    expect(years({ year: 2025, taskProgress: '0.30' })).toEqual(['$.parks[0].evaluations[0].passed']);
    expect(years({ year: 2025, passed: true })).toEqual(['$.parks[0].evaluations[0].taskProgress']);
    expect(years({ year: 2025 })).toEqual(['$.parks[0].evaluations[0].passed', '$.parks[0].evaluations[0].taskProgress']);
    expect(years({ year: 2025, passed: true, taskProgress: '0.30' }, { year: 2027, passed: true, taskProgress: '0.40' })).toEqual(['$.parks[0].evaluations']);
    expect(years({ year: 2025, passed: true, taskProgress: '0.30' }, { year: 2026, passed: false })).toBeUndefined();
    // A year between them that nobody lists has no limit of its own.
    const { byYear } = assessed(caseOf(park().awarded(wan(4000)).paidInAdvance('0').with({
      evaluations: [{ year: 2025, passed: true, taskProgress: '0.30' }, { year: 2027, passed: true, taskProgress: '0.40' }],
    }))).payment(SEVEN);
    expect(byYear?.map(({ year }) => year)).toEqual([2025, 2027]);
  });

  it('F.3 nothing of what stands beside it: the verdict of 2026 decides 5a and 5b, and no loan, reward or subsidy on the project does', () => {
    const beside = [pilot.notKnowing('inIndustrialStatistics'), loan().notKnowing('assessedSubsidy', 'interestPaid'), lease().notKnowing('annualAmount')];
    const book = taskBook().with({ evaluations: [{ year: 2025, passed: true }, { year: 2026 }] }).completed(wan(80));
    const [, annual] = open('demonstration-annual-award:P:2026', caseOf(...beside, book));
    expect(annual).toEqual(['$.demonstrations[0].evaluations[1].passed']);
    // 80万 less 30万, or less 60万.
    const { settlement, missing } = assessed(caseOf(...beside, book)).payment('demonstration-completion-award:P');
    expect([settlement?.final, missing]).toEqual([between(wan(20), wan(50)), ['$.demonstrations[0].evaluations[1].passed']]);
    // Where 同一投入 is the project, the loan may take their place.
    expect(assessed(caseOf(...beside, book), { sameInput: 'project' }).payment('demonstration-completion-award:P').missing).toContain('$.loans[0].assessedSubsidy');
  });

  it('A5.3 of two years that are open each names its own verdict', () => {
    const outcome = assessed(caseOf(smallProject(), taskBook().with({ evaluations: [{ year: 2025 }, { year: 2026 }] })));
    expect([2025, 2026].map((year) => outcome.payment(`demonstration-annual-award:P:${year}`).missing)).toEqual([0, 1].map((i) => [`$.demonstrations[0].evaluations[${i}].passed`]));
  });

  it('A6.4 a machine counts in one consortium: 0.8 of 45万 in C unless D, which may bring 45万, has the national task', () => {
    const [c, d] = [consortium().missingTargets().progressing('1', '1').acceptedAt('0.8'), consortium().missingTargets().named('D').acceptedAt('1').notKnowing('nationalPilotTask')];
    const { settlement, missing } = assessed(caseOf(smallProject(), c, d)).payment(SIX_B);
    expect([settlement?.final, missing]).toEqual([upTo(wan(36)), ['$.consortia[1].nationalPilotTask']]);
  });

  it('F.3 what is not eligible takes nothing, so that its facts are not asked for: nine suppliers, and a member that may not be new-type', () => {
    const project = pilot.underConstruction('1').notKnowing('newType', 'equipmentInvestment');
    const [, missing] = open(ONE_B, caseOf(project, consortium().joining(9)), { pilotIndustryMustBeNewType: 'no' });
    expect(missing).toEqual(['$.projects[0].equipmentInvestment']);
  });

  it('F.3 but what may take its place, and what may take the place of that: 1b, 6b, the lease', () => {
    const [, missing] = open(ONE_B, caseOf(pilot.underConstruction('1'), loan().notKnowing('assessedSubsidy'), lease().notKnowing('annualAmount', 'equipmentValue')));
    expect(missing).toEqual(['$.leases[0].annualAmount', '$.leases[0].equipmentValue']);
  });

  it('I-44 from acceptance on nothing of the filed equipment is asked for where the verified one counts', () => {
    const project = pilotProject().underConstruction('1', '0').accepted(wan(2500), wan(1500)).notKnowing('equipmentInvestment');
    const verified = assessed(settledOn('2026-12-01', caseOf(project)), { settlementAboveApproved: 'verified' }).at(ONE_B);
    // 10 % of the verified 1500万.
    expect([verified.amount, verified.missing]).toEqual([exactly(wan(150)), undefined]);
    // By default the lower of filed and verified: the filed one is not known.
    const lower = assessed(settledOn('2026-12-01', caseOf(project))).at(ONE_B);
    expect([lower.amount, lower.missing]).toEqual([upTo(wan(150)), ['$.projects[0].equipmentInvestment']]);
  });
});

/**
 * Advances never vanish from the account (I-13, I-19): what was paid on an award that is ineligible or given up is
 * recoverable, nothing is netted between awards, and what is not known is left out rather than made up.
 */
import type { Money } from '../../src/index.js';
import { describe, expect, it } from 'vitest';
import { assess } from '../../src/index.js';
import {
  caseOf, consortium, lease, nationalProject, otherProject, park, pilotProject, settledOn, smallProject, taskBook, wan,
} from '../support/policy-facts.js';
import { assessed, exactly, flagsBeyond, NOTHING, upTo } from '../support/policy-outcome.js';

const ONE_B = 'investment-subsidy:P';
const SIX_B = 'consortium-investment-subsidy:C';
const SEVEN = 'park-award:park';
const C = consortium().missingTargets();

describe('I-19 an advance on an award that is ineligible', () => {
  it.each([
    ['1b of a project that is not new-type', [pilotProject().notNewType().underConstruction('1', wan(80))], ONE_B, wan(80)],
    ['1b of a project filed too early', [pilotProject().filedOn('2024-05-31').underConstruction('1', wan(80))], ONE_B, wan(80)],
    ['1b of a project not new-type, accepted', [pilotProject().notNewType().underConstruction('1', wan(80)).accepted(wan(2500), wan(2000))], ONE_B, wan(80)],
    ['1b that lapsed at settlement', [pilotProject().underConstruction('1', wan(80)).accepted(wan(1900), wan(1500))], ONE_B, wan(80)],
    ['6b of a consortium of nine', [smallProject(), C.joining(9).progressing('1', '1', wan(20))], SIX_B, wan(20)],
    ['6b without the benchmark task book', [smallProject(), C.with({ benchmarkTaskBookSigned: false }).progressing('1', '1', wan(20))], SIX_B, wan(20)],
    ['7 of a park without the national task', [park().with({ nationalPilotTask: false }).paidInAdvance(wan(300))], SEVEN, wan(300)],
  ] as const)('I-19 %s is recoverable', (_, facts, key, sum) => {
    const outcome = assessed(caseOf(...facts));
    expect(outcome.final(key)).toEqual(NOTHING);
    expect(outcome.balance(key)).toEqual(NOTHING);
    expect(outcome.recoverable(key)).toEqual(exactly(sum));
    expect(outcome.advanceNow(key)).toEqual(NOTHING);
  });
});

describe('I-13 an advance on an award that was given up for a higher one', () => {
  it('F.3 1b for 6b: 100万 on 1b come back, 300万 of 6b stand in full, and nothing is netted', () => {
    const outcome = assessed(caseOf(pilotProject().underConstruction('0.5', wan(100)), C.progressing('1', '1')));
    expect(outcome.total).toEqual(exactly(wan(300)));
    expect(outcome.final(ONE_B)).toEqual(NOTHING);
    expect(outcome.recoverable(ONE_B)).toEqual(exactly(wan(100)));
    // Half of 300万 may be advanced on 6b, as if nothing had been paid on 1b.
    expect(outcome.advanceNow(SIX_B)).toEqual(exactly(wan(150)));
  });

  it('F.3 1b for 6b, both accepted: 100万 come back, and 300万 are payable', () => {
    const project = pilotProject().underConstruction('1', wan(100)).accepted(wan(2500), wan(2000));
    const outcome = assessed(settledOn('2026-12-01', caseOf(project, C.acceptedAt('1'))));
    expect(outcome.recoverable(ONE_B)).toEqual(exactly(wan(100)));
    expect(outcome.balance(SIX_B)).toEqual(exactly(wan(300)));
    expect(outcome.recoverable(SIX_B)).toEqual(NOTHING);
  });

  it('F.3 6b for 1b: 50万 on 6b come back beside 2000万 of 1b for a national 1亿', () => {
    const national = nationalProject().investing(wan(12_000)).equipping(wan(10_000));
    const outcome = assessed(caseOf(national, C.progressing('0.1', '0.1', wan(50))));
    expect(outcome.chosen).toEqual([ONE_B]);
    expect(outcome.final(SIX_B)).toEqual(NOTHING);
    expect(outcome.recoverable(SIX_B)).toEqual(exactly(wan(50)));
  });

  it('F.3 1b for 1a: 4万 on 8万 of 1b come back beside a reward of 10万', () => {
    const outcome = assessed(caseOf(otherProject().equipping(wan(100)).rewardedWith(wan(10)).underConstruction('1', wan(4))));
    expect(outcome.chosen).toEqual(['investment-reward:P']);
    expect(outcome.recoverable(ONE_B)).toEqual(exactly(wan(4)));
  });

  it('F.3 1b for 2b: 20万 on 40万 of 1b come back beside 60万 of rent subsidy for all of the equipment', () => {
    const project = otherProject().equipping(wan(500)).underConstruction('1', wan(20));
    const outcome = assessed(caseOf(project, lease().ofEquipmentWorth(wan(500)).amounting(wan(2400))));
    expect(outcome.total).toEqual(exactly(wan(60)));
    expect(outcome.recoverable(ONE_B)).toEqual(exactly(wan(20)));
  });

  it('F.3 of two consortia that share their only project one is given up, and its advance comes back', () => {
    const D = C.named('D').with({ settlementFactor: '0.5', accepted: true, advancesPaid: wan(5) });
    const outcome = assessed(caseOf(smallProject(), C.acceptedAt('1'), D));
    expect(outcome.total).toEqual(exactly(wan(45)));
    expect(outcome.recoverable('consortium-investment-subsidy:D')).toEqual(exactly(wan(5)));
  });

  it('F.3 also where the applicant elected the lower one: 100万 on 1b beside the reward of 8万', () => {
    const facts = caseOf(pilotProject().rewardedWith(wan(8)).underConstruction('0.5', wan(100)));
    const { payments } = assess(facts, { election: ['investment-reward:P'] });
    expect(payments.find(({ key }) => key === ONE_B)?.settlement?.recoverable).toEqual(exactly(wan(100)));
  });

  it('F.3 a warning names the award that was taken instead', () => {
    const outcome = assessed(caseOf(pilotProject().underConstruction('0.5', wan(100)), C));
    const texts = outcome.assessment.warnings.map(({ message }) => message);
    expect(texts.filter(({ zh }) => /联合体|6b|第六条|A6\.4/.test(zh) && /投资补助|1b|第一条|A1\.3/.test(zh))).not.toEqual([]);
    expect(texts.filter(({ en }) => /consortium/i.test(en) && /investment[- ]subsidy/i.test(en))).not.toEqual([]);
  });

  it('F.3 nor does it name what the applicant elected on another input, or beside it: 5a is no substitute for 1b, a consortium only where it is given for the project', () => {
    const paid = pilotProject().underConstruction('0.5', wan(100));
    const instead = (election: string[], ...facts: Parameters<typeof caseOf>) =>
      assess(caseOf(paid, ...facts), { election }).warnings.find((w) => w.code === 'money-to-return')?.message.en.match(/; (.*) is taken instead/)?.[1];
    expect(instead(['demonstration-annual-award:P:2025'], taskBook().evaluated(true))).toBeUndefined();
    // 3亿 of equipment are 4500万 for C, held to 3000万 without P, so that P stands in D.
    const other = pilotProject().named('Q').filedOn('2025-12-01').investing(wan(40_000)).equipping(wan(30_000));
    expect(instead([SIX_B], other, C.over('P', 'Q'))).toMatch(/“C”$/);
    expect(instead([SIX_B, 'consortium-investment-subsidy:D'], other, C.over('P', 'Q'), C.named('D'))).toMatch(/^the [a-z ]+ of “D”$/);
  });

  it('F.3 no such row and no such warning where nothing was advanced on what was given up', () => {
    const outcome = assessed(caseOf(pilotProject(), C));
    expect(outcome.assessment.payments.map(({ key }) => key)).toEqual([SIX_B]);
    expect(outcome.assessment.warnings).toEqual([]);
  });
});

describe('I-19 the advances paid are not known', () => {
  const built = pilotProject().with({ construction: { started: true, investmentProgress: '1' } }).accepted(wan(2500), wan(2000));
  const cases = [
    ['A1.4 1b', caseOf(built), ONE_B, wan(200), '$.projects[0].construction.advancesPaid'],
    ['A6.6 6b', caseOf(smallProject(), C.acceptedAt('1').notKnowing('advancesPaid')), SIX_B, wan(45), '$.consortia[0].advancesPaid'],
    ['A7.5 the park', caseOf(park().evaluated(['passed', '1']).finished()), SEVEN, wan(2000), '$.parks[0].advancesPaid'],
  ] as const;

  it.each(cases)('%s: what is recoverable is left out, the fact is named, and the final sum stands', (_, facts, key, final, fact) => {
    const outcome = assessed(settledOn('2026-12-01', facts));
    expect(outcome.final(key)).toEqual(exactly(final));
    expect(outcome.payment(key).settlement?.recoverable).toBeUndefined();
    expect(outcome.payment(key).missing).toContain(fact);
    expect(outcome.balance(key)).toEqual(upTo(final));
  });

  it.each(cases)('%s: no figure is larger than what the measure can give', (_, facts, _key, final) => {
    const { payments } = assess(settledOn('2026-12-01', facts));
    const figures = [...JSON.stringify(payments).matchAll(/"(\d+\.\d\d)"/g)].map((match) => Number(match[1]));
    expect(Math.max(...figures)).toBeLessThanOrEqual(Number(final));
  });

  it('A1.4 known to be nothing: 200万 payable, nothing recoverable, nothing missing', () => {
    const outcome = assessed(settledOn('2026-12-01', caseOf(pilotProject().underConstruction('1', '0').accepted(wan(2500), wan(2000)))));
    expect(outcome.balance(ONE_B)).toEqual(exactly(wan(200)));
    expect(outcome.recoverable(ONE_B)).toEqual(NOTHING);
    expect(outcome.payment(ONE_B).missing ?? []).toEqual([]);
  });

  it('A1.4 before the acceptance: up to half may be payable now, and the fact is named', () => {
    const project = pilotProject().with({ construction: { started: true, investmentProgress: '1' } });
    const outcome = assessed(caseOf(project));
    expect(outcome.advanceLimit(ONE_B)).toEqual(exactly(wan(100)));
    expect(outcome.advanceNow(ONE_B)).toEqual(upTo(wan(100)));
    expect(outcome.payment(ONE_B).missing).toContain('$.projects[0].construction.advancesPaid');
  });
});

describe('I-19 money to be returned is flagged', () => {
  it('A1.4 40万 above the final 60万', () => {
    const paying = (sum: Money) => caseOf(pilotProject().underConstruction('1', sum).accepted(wan(2100), wan(600)));
    expect(assessed(paying(wan(100))).recoverable(ONE_B)).toEqual(exactly(wan(40)));
    expect(assessed(paying(wan(60))).recoverable(ONE_B)).toEqual(NOTHING);
    expect(flagsBeyond(paying(wan(100)), paying(wan(60)))).not.toEqual([]);
  });
});

/** Article 7 「突出重点产业集群和产业园区技改引育」: the park award (A7.3). Its yearly payments are in payments.test.ts. */
import { describe, expect, it } from 'vitest';
import { caseOf, fenAbove, fenBelow, park, wan } from '../support/policy-facts.js';
import { assessed, exactly, missingFacts, NOTHING, unmetClauses, upTo } from '../support/policy-outcome.js';

const award = (facts: ReturnType<typeof park>) => assessed(caseOf(facts)).the('park-award');

describe('A7.3 park award: 承担国家新型技改试点任务、签订标杆任务书的园区给予最高5000万元奖励', () => {
  it.each([
    ['one fen below 5000万', fenBelow(wan(5000)), fenBelow(wan(5000)), false],
    ['exactly 5000万', wan(5000), wan(5000), false],
    ['one fen above 5000万: cut to 5000万', fenAbove(wan(5000)), wan(5000), true],
  ])('A7.3 the authority fixes %s', (_, total, amount, capBinding) => {
    expect(award(park().awarded(total))).toMatchObject({ status: 'eligible', nature: 'assessed', amount: exactly(amount), capBinding });
  });

  it('A7.3 最高 without a formula: an award not yet fixed is a ceiling of 5000万', () => {
    expect(award(park().notKnowing('assessedTotal'))).toMatchObject({ status: 'eligible', nature: 'ceiling', amount: upTo(wan(5000)) });
  });

  it.each([
    ['the national pilot task', { nationalPilotTask: false }],
    ['the benchmark task book', { taskBookSigned: false }],
  ])('A7.3 、 means both (I-32): without %s nothing', (_, facts) => {
    const determination = award(park().with(facts));
    expect(determination).toMatchObject({ status: 'ineligible', amount: NOTHING });
    expect(unmetClauses(determination)).toContain('A7.3');
  });

  it('A7.3 every unmet condition is listed: neither the task nor the task book', () => {
    const clauses = unmetClauses(award(park().with({ nationalPilotTask: false, taskBookSigned: false })));
    expect(clauses.filter((clause) => clause === 'A7.3').length).toBeGreaterThanOrEqual(2);
  });

  it.each(['nationalPilotTask', 'taskBookSigned'] as const)('A7.3 not known: %s leaves nothing or the 2000万', (fact) => {
    const determination = award(park().notKnowing(fact));
    expect(determination).toMatchObject({ status: 'undetermined', amount: upTo(wan(2000)) });
    expect(missingFacts(determination)).toContain(fact);
  });

  it('A7.3 the cap is per park: two parks of 5000万 make 1亿', () => {
    const outcome = assessed(caseOf(park().with({ id: 'north' }).awarded(wan(5000)), park().with({ id: 'south' }).awarded(wan(5000))));
    expect(outcome.total).toEqual(exactly(wan(10_000)));
  });
});

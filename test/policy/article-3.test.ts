/** Article 3 「培育优质新型技术改造服务商」: the yearly award for service providers (A3.3). */
import { describe, expect, it } from 'vitest';
import { caseOf, fenAbove, fenBelow, provider, wan } from '../support/policy-facts.js';
import { assessed, exactly, missingFacts, NOTHING, unmetClauses, upTo } from '../support/policy-outcome.js';

const award = (row: ReturnType<typeof provider>) => assessed(caseOf(row)).the('service-provider-award');

describe('A3.3 service-provider award: 每年对排名前50的优秀服务商分档给予最高50万元奖励', () => {
  it.each([
    [1, 'eligible', exactly(wan(30))],
    [49, 'eligible', exactly(wan(30))],
    [50, 'eligible', exactly(wan(30))],
    [51, 'ineligible', NOTHING],
  ] as const)('A3.3 前50 includes the fiftieth: rank %i is %s', (rank, status, amount) => {
    expect(award(provider().ranked(rank))).toMatchObject({ status, amount });
  });

  it.each([
    ['one fen below 50万', fenBelow(wan(50)), fenBelow(wan(50)), false],
    ['exactly 50万', wan(50), wan(50), false],
    ['one fen above 50万: cut to 50万', fenAbove(wan(50)), wan(50), true],
  ])('A3.3 a tier of %s', (_, tier, amount, capBinding) => {
    expect(award(provider().inTier(tier))).toMatchObject({ nature: 'assessed', amount: exactly(amount), capBinding });
  });

  it('A3.3 the tiers are not in the text: without the tier the award is a ceiling of 50万, even for rank 1', () => {
    expect(award(provider().ranked(1).notKnowing('tierAmount'))).toMatchObject({
      status: 'eligible', nature: 'ceiling', amount: upTo(wan(50)),
    });
  });

  it('A3.2 the list decides: 30万 for a provider on it, nothing for one that is not', () => {
    const award = (listed: boolean) => assessed(caseOf(provider().with({ listed }))).the('service-provider-award');
    expect([award(true).amount, award(false).amount]).toEqual([exactly(wan(30)), NOTHING]);
    expect(unmetClauses(award(false))).toEqual(['A3.2']);
  });

  it('A3.3 每年: the award comes again in the next year with a cap of its own, 50 + 50 = 100万', () => {
    const outcome = assessed(caseOf(provider().inTier(wan(60)).inYear(2025), provider().inTier(wan(60)).inYear(2026)));
    expect(outcome.at('service-provider-award:advisor:2025').amount).toEqual(exactly(wan(50)));
    expect(outcome.at('service-provider-award:advisor:2026').amount).toEqual(exactly(wan(50)));
    expect(outcome.totalOf('service-provider', 'advisor')).toEqual(exactly(wan(100)));
  });

  it('A3.3 rank 51 in one year costs that year only', () => {
    const outcome = assessed(caseOf(provider().ranked(51).inYear(2025), provider().ranked(50).inYear(2026)));
    expect(outcome.total).toEqual(exactly(wan(30)));
  });

  it.each([
    ['not on the list (A3.2)', { listed: false }],
    ['not meeting the conditions (符合条件)', { qualified: false }],
  ])('A3.3 nothing for a provider %s', (_, facts) => {
    expect(award(provider().with(facts))).toMatchObject({ status: 'ineligible', amount: NOTHING });
  });

  it('A3.3 every unmet condition is listed: not on the list, not qualified, rank 51', () => {
    expect(unmetClauses(award(provider().with({ listed: false, qualified: false }).ranked(51))).length).toBeGreaterThanOrEqual(3);
  });

  it.each(['listed', 'qualified', 'rank'] as const)('A3.3 not known: %s leaves nothing or the tier of 30万', (fact) => {
    const determination = award(provider().notKnowing(fact));
    expect(determination).toMatchObject({ status: 'undetermined', amount: upTo(wan(30)) });
    expect(missingFacts(determination)).toContain(fact);
  });

  it('A3.3 rank unknown and tier unknown: undetermined up to the ceiling', () => {
    expect(award(provider().notKnowing('rank', 'tierAmount'))).toMatchObject({ status: 'undetermined', amount: upTo(wan(50)) });
  });
});

/**
 * Every parameter moved by its smallest step, and every comparison turned, changes what is paid: cases written from the
 * text on both sides of each number hold under the policy as published and fail under every neighbour of it.
 */
import type { DayInput, Money } from '../../src/index.js';
import { describe, expect, it } from 'vitest';
import { type Policy, type CaseFile, amendPolicy, chengdu2025, isInvalidCaseError } from '../../src/index.js';
import { COMPARISONS, type BoundWord } from '../../src/core/bound.js';
import type { ParameterId } from '../../src/policy.js';
import { conditionText } from '../../src/words.js';
import { neighbours } from '../support/neighbours.js';
import {
  appliedOn, caseOf, consortium, equipmentSale, fenAbove, fenBelow, lease, loan, nationalProject, ordinaryProject, otherProject, park, pilotProject,
  provider, smallProject, softwareSale, taskBook, wan,
} from '../support/policy-facts.js';
import { type Measure, type Outcome, assessed } from '../support/policy-outcome.js';

/** A case, what is looked at, and what the text makes of it. */
type Case = readonly [sum: string, file: CaseFile, seen: (outcome: Outcome) => string, expected: string];

const status = (measure: Measure) => (o: Outcome): string => o.the(measure).status;
const amount = (measure: Measure) => (o: Outcome): string => o.the(measure).amount.max;
const advance = (key: string) => (o: Outcome): string => o.advanceLimit(key).max;
const [IN, OUT] = ['eligible', 'ineligible'];

/** Below, at and above a bound that its own value keeps, from below or from above. */
const sides = <V extends string>(measure: Measure, at: (value: V) => CaseFile, [below, value, above]: readonly [V, V, V], lowerBound: boolean): Case[] => [
  [`below: ${below}`, at(below), status(measure), lowerBound ? (OUT as string) : (IN as string)],
  [`the value itself: ${value}`, at(value), status(measure), IN as string],
  [`above: ${above}`, at(above), status(measure), lowerBound ? (IN as string) : (OUT as string)],
];
const around = (money: Money): readonly [Money, Money, Money] => [fenBelow(money), money, fenAbove(money)];

const reward = (total: Money): CaseFile => caseOf(ordinaryProject().investing(total).equipping(wan(400)));
const subsidy = (total: Money): CaseFile => caseOf(otherProject().investing(total).equipping(wan(1000)));
const member = smallProject().investing(wan(1500)).equipping(wan(1000));
const filed = (day: DayInput): CaseFile => caseOf(otherProject().filedOn(day));
const applied = (day: DayInput): CaseFile => appliedOn(day, otherProject().filedOn('2024-07-01'));

const CASES: Readonly<Record<ParameterId, readonly Case[]>> = {
  'A1.2.threshold': sides('investment-reward', reward, around(wan(500)), true),
  'A1.2.cap': [['10万 and a fen are 10万', caseOf(ordinaryProject().rewardedWith(fenAbove(wan(10)))), amount('investment-reward'), wan(10)]],
  'A1.3.threshold': sides('investment-subsidy', subsidy, around(wan(2000)), true),
  'A1.3.rate.national-demonstration': [['20 % of 1000万', caseOf(nationalProject().equipping(wan(1000))), amount('investment-subsidy'), wan(200)]],
  'A1.3.rate.pilot-industry': [['10 % of 1000万', caseOf(pilotProject().equipping(wan(1000))), amount('investment-subsidy'), wan(100)]],
  'A1.3.rate.other-new-type': [['8 % of 1000万', caseOf(otherProject().equipping(wan(1000))), amount('investment-subsidy'), wan(80)]],
  'A1.3.cap': [['20 % of 2亿 are 4000万, cut to 2000万', caseOf(nationalProject().investing(wan(25000)).equipping(wan(20000))), amount('investment-subsidy'), wan(2000)]],
  'A1.4.advance': [['half of 100万 at a progress of 80 %', caseOf(pilotProject().equipping(wan(1000)).underConstruction('0.8')), advance('investment-subsidy:P'), wan(50)]],
  'A2.2.cap': [['200万 and a fen are 200万', caseOf(smallProject(), loan().assessedAt(fenAbove(wan(200)))), amount('loan-interest-subsidy'), wan(200)]],
  'A2.3.rate': [['2.5 % of 400万', caseOf(smallProject(), lease().amounting(wan(400))), amount('finance-lease-subsidy'), wan(10)]],
  'A2.3.cap': [['2.5 % of 3亿 are 750万, cut to 500万', caseOf(smallProject(), lease().amounting(wan(30000))), amount('finance-lease-subsidy'), wan(500)]],
  'A3.3.rank': sides('service-provider-award', (rank) => caseOf(provider().ranked(Number(rank))), ['49', '50', '51'], false),
  'A3.3.cap': [['50万 and a fen are 50万', caseOf(provider().inTier(fenAbove(wan(50)))), amount('service-provider-award'), wan(50)]],
  'A4.3.threshold': sides('equipment-supply-subsidy', (sum) => caseOf(smallProject(), equipmentSale().for(sum)), around(wan(8000)), true),
  'A4.3.rate': [['1 % of 9000万', caseOf(smallProject(), equipmentSale().for(wan(9000))), amount('equipment-supply-subsidy'), wan(90)]],
  'A4.3.cap': [['1 % of 20亿 are 2000万, cut to 1000万', caseOf(smallProject(), equipmentSale().for(wan(200000))), amount('equipment-supply-subsidy'), wan(1000)]],
  'A4.4.threshold': sides('software-supply-subsidy', (sum) => caseOf(smallProject(), softwareSale().for(sum)), around(wan(5000)), true),
  'A4.4.rate': [['0.5 % of 6000万', caseOf(smallProject(), softwareSale().for(wan(6000))), amount('software-supply-subsidy'), wan(30)]],
  'A4.4.cap': [['0.5 % of 20亿 are 1000万, cut to 500万', caseOf(smallProject(), softwareSale().for(wan(200000))), amount('software-supply-subsidy'), wan(500)]],
  'A5.3.amount': [['30万 for a passed year', caseOf(smallProject(), taskBook().evaluatedIn(2026, true)), amount('demonstration-annual-award'), wan(30)]],
  'A5.4.cap': [['100万 and a fen are 100万', caseOf(smallProject(), taskBook().completed(fenAbove(wan(100)))), amount('demonstration-completion-award'), wan(100)]],
  'A6.2.suppliers': sides('chain-leader-award', (n) => caseOf(member, consortium().joining(Number(n)).withoutNationalTask()), ['9', '10', '11'], true),
  'A6.2.amount': [['200万 for the leader', caseOf(member, consortium().withoutNationalTask()), amount('chain-leader-award'), wan(200)]],
  'A6.4.rate': [['15 % of 1000万', caseOf(member, consortium()), amount('consortium-investment-subsidy'), wan(150)]],
  'A6.4.cap': [['15 % of 3亿 are 4500万, cut to 3000万', caseOf(smallProject().investing(wan(35000)).equipping(wan(30000)), consortium()), amount('consortium-investment-subsidy'), wan(3000)]],
  'A6.5.advance': [['half of 150万 at a progress of 80 %', caseOf(member, consortium().progressing('0.8', '0.8')), advance('consortium-investment-subsidy:C'), wan(75)]],
  'A7.3.cap': [['5000万 and a fen are 5000万', caseOf(park().awarded(fenAbove(wan(5000)))), amount('park-award'), wan(5000)]],
  'A7.4.advance': [['half of 2000万 at a progress of 80 %', caseOf(park().awarded(wan(2000)).evaluated(['passed', '0.8'])), advance('park-award:park'), wan(1000)]],
  'F.1.from': sides('investment-subsidy', applied, ['2025-02-01', '2025-02-02', '2025-02-03'], true),
  'F.1.to': sides('investment-subsidy', applied, ['2026-12-30', '2026-12-31', '2027-01-01'], false),
  'F.2.cutoff': sides('investment-subsidy', filed, ['2024-05-31', '2024-06-01', '2024-06-02'], true),
};

/** The cases of a parameter that come out otherwise under a policy. */
const failing = (id: ParameterId, policy: Policy): string[] =>
  CASES[id].filter(([, file, seen, expected]) => seen(assessed(file, {}, { policy: policy as never })) !== expected).map(([sum]) => sum);

const amended = (id: ParameterId, change: { readonly value?: string; readonly bound?: BoundWord }): Policy =>
  amendPolicy(chengdu2025, { version: 'mutant', parameters: { [id]: change } });

const ids = Object.keys(chengdu2025.parameters) as ParameterId[];

describe('the register as published', () => {
  it('has a case for every parameter', () => expect(Object.keys(CASES).sort()).toEqual([...ids].sort()));
  it.each(ids)('%s gives what the text says', (id) => expect(failing(id, chengdu2025)).toEqual([]));
});

describe('a mutant of the register', () => {
  it.each(ids)('%s one step lower or higher is found', (id) => {
    for (const value of neighbours(chengdu2025.parameters[id])) expect(failing(id, amended(id, { value })), value).not.toEqual([]);
  });

  // A rate or a stated sum is compared with nothing.
  it.each(ids.filter((id) => chengdu2025.parameters[id].bound !== 'exactly'))('%s under any other comparison is found, or refused for a ceiling', (id) => {
    const { bound, unit } = chengdu2025.parameters[id];
    const others = (Object.keys(COMPARISONS) as BoundWord[]).filter((b) => b !== bound && COMPARISONS[b].ofDays === (unit === 'day'));
    expect(others.length).toBeGreaterThanOrEqual(3);
    for (const other of others) {
      let mutant: Policy | undefined;
      try {
        mutant = amended(id, { bound: other });
      } catch (error) {
        expect(isInvalidCaseError(error) && error.path, other).toBe(`${id}.bound`);
        expect(bound, other).toBe('at-most');
      }
      if (mutant !== undefined) expect(failing(id, mutant), other).not.toEqual([]);
    }
  });
});

describe('an amendment that takes （含） away', () => {
  const exceeding = amendPolicy(chengdu2025, { version: '2026-01-01', parameters: { 'A1.2.threshold': { bound: 'above', words: '投资超过500万元', validFrom: '2026-01-01' } } });
  const at = (day: DayInput, total: Money) => assessed({ ...reward(total), applicationDate: day }, {}, { policy: exceeding }).the('investment-reward').status;

  it('A1.2 超过500万元 and F.2 六月一日之后 are said as they are', () => {
    const policy = amendPolicy(exceeding, { version: '2026-01-02', parameters: { 'F.2.cutoff': { bound: 'after' }, 'A6.2.suppliers': { bound: 'above' } } });
    const { conditions } = assessed({ ...caseOf(ordinaryProject().investing(wan(500)).filedOn('2024-06-01')), applicationDate: '2026-01-01' }, {}, { policy }).the('investment-reward');
    const said = (id: string): string => conditionText(conditions.find((k) => k.id === id) as (typeof conditions)[number]);
    expect(said('total-investment')).toContain('要求超过5,000,000.00元，实际为5,000,000.00元');
    expect(said('filed-in-scope')).toContain('要求2024年6月1日之后，实际为2024年6月1日');
    const leader = assessed(caseOf(member, consortium()), {}, { policy }).the('chain-leader-award').conditions.find((k) => k.id === 'direct-suppliers');
    expect(conditionText(leader as (typeof conditions)[number])).toContain('要求超过10家，实际为10家');
  });

  it('A1.2 超过500万元 leaves 500万 out from that day on, and one fen more in', () => {
    expect([at('2025-12-31', wan(500)), at('2026-01-01', wan(500)), at('2026-01-01', fenAbove(wan(500)))]).toEqual([IN, OUT, IN]);
  });
});

/** Why a figure may have come out as it did: a cause is told only where it gives the paid sum to the fen, and the simplest one that does. */
import { describe, expect, it } from 'vitest';
import type { AuditOptions, Award, Finding } from '../../src/audit/index.js';
import type { CaseFile, Money } from '../../src/index.js';
import { type Kind, accepted, audit, paidOn, settled } from '../support/ledger.js';
import {
  caseOf, consortium, equipmentSale, fenAbove, lease, loan, nationalProject, otherProject, pilotProject, smallProject, taskBook, wan,
} from '../support/policy-facts.js';

const paid = paidOn('2026-12-01');
const subsidy = (amount: Money, payment: Kind = 'full') => paid('investment-subsidy', 'P', amount, payment);
const joint = (amount: Money, payment: Kind = 'full') => paid('consortium-investment-subsidy', 'C', amount, payment);
const leased = (amount: Money) => paid('finance-lease-subsidy', 'acme', amount, 'annual', { year: 2025 });
const interest = (amount: Money) => paid('loan-interest-subsidy', 'acme', amount, 'annual', { year: 2025 });

/** What the first finding that is more than a note, on the last line's account, says of its cause. */
const found = (file: CaseFile, awards: readonly Award[], options?: AuditOptions): Finding => {
  const all = audit(file, awards, options).findings.filter((f) => f.severity !== 'note');
  return all.find((f) => f.awards.some((a) => a.index === awards.length - 1)) as Finding;
};
const causes = (file: CaseFile, awards: readonly Award[], options?: AuditOptions): string[] =>
  (found(file, awards, options).causes ?? []).map(({ code, by }) => (by === undefined ? code : `${code} ${by}`));

type Row = [words: string, file: CaseFile, awards: readonly Award[], causes: readonly string[]];

describe('the rate', () => {
  // 15 % of 2000万 is 300万.
  const inConsortium = caseOf(accepted, consortium().missingTargets().acceptedAt('1'));

  it.each<Row>([
    ['15 %, the rate of the consortium on the same equipment, 300万', inConsortium, [subsidy(wan(300))], ['rate-of-other-measure A6.4.rate']],
    ['50 % is a share of the total and no rate: 1000万', settled, [subsidy(wan(1000))], []],
    ['2000万, the whole base and the cap, is no base at any rate', settled, [subsidy(wan(2000))], []],
  ])('A1.3 for 10 %%, 200万: %s', (_, file, awards, expected) => {
    expect(causes(file, awards)).toEqual(expected);
  });
});

describe('the base', () => {
  const sale = caseOf(smallProject(), equipmentSale());
  const sold = (amount: Money) => paid('equipment-supply-subsidy', 'maker', amount);
  const direct = lease().named('L1').with({ principal: wan(1000) });
  const leaseback = lease().named('L2').amounting(wan(100)).asSaleAndLeaseback().with({ principal: wan(500) });
  const rented = caseOf(smallProject(), direct, leaseback);
  // 10 % of the verified 1800万 is 180万.
  const verified = caseOf(pilotProject().underConstruction('1').accepted(wan(2300), wan(1800)));

  it.each<Row>([
    ['A4.3 for 1 % of 9000万: the part above the threshold, 1000万', sale, [sold(wan(10))], ['base-above-threshold A4.3.threshold']],
    ['A4.3 the part above the cap of 1000万 is no base: 1 % of 8000万', sale, [sold(wan(80))], []],
    ['A6.4 ten suppliers are no threshold of the base: 15 % of ten yuan less than 300万', caseOf(smallProject(), consortium().missingTargets().acceptedAt('1')), [joint('449998.50')], []],
    ['A2.3 for 2.5 % of 400万: of the principal of 1000万', rented, [leased(wan(25))], ['base-of-other-fact principal']],
    ['A2.3 with the sale and leaseback, 500万', rented, [leased(wan(12.5))], ['base-with-excluded-rows']],
    ['A2.3 of both principals, 1500万', rented, [leased(wan(37.5))], ['base-with-excluded-rows']],
    ['A1.3 for the verified equipment of 1800万: the verified total of 2300万', verified, [subsidy(wan(230))], ['base-of-other-fact acceptance.totalInvestment']],
  ])('%s', (_, file, awards, expected) => {
    expect(causes(file, awards)).toEqual(expected);
  });

  it('A1.3 is called by its name, verified or from before the acceptance', () => {
    expect(found(verified, [subsidy(wan(230))]).causes?.[0]?.message).toEqual({
      zh: '以竣工验收核定总投资为基数', en: 'the base was the completion acceptance: verified total investment',
    });
    expect(found(verified, [subsidy(wan(250))]).causes?.[0]?.message).toEqual({
      zh: '以竣工验收前的项目总投资为基数', en: 'the base was the total investment before completion acceptance',
    });
    // Half of 10 % of 2500万, where half of 200万 may be advanced: there is no acceptance yet.
    expect(found(caseOf(pilotProject().underConstruction('1')), [subsidy(wan(125), 'advance')]).causes?.[0]?.message).toEqual({
      zh: '以项目总投资为基数', en: 'the base was the total investment',
    });
  });
});

describe('steps that were left out', () => {
  // 15 % of 2亿 and 2 fen is 3000万 and 0.003, held to 3000万; times 0.8 it is 2400万.
  const large = (equipment: Money) => caseOf(otherProject().investing(wan(30_000)).equipping(equipment), consortium().missingTargets().acceptedAt('0.8'));

  it('A6.6 3000万 for 0.8 of 3000万: the factor was left out, whether the cap took a part of a fen before or nothing', () => {
    for (const equipment of ['200000000.02', '200000000.00'] as const) {
      expect(found(large(equipment), [joint(wan(3000))]).causes).toEqual([
        { code: 'factor-ignored', by: 'factor', message: { zh: '未乘结算系数', en: 'the settlement factor was not applied' } },
      ]);
    }
  });

  it('A6.4 15 % of 3亿, 4500万, times 0.8, 3600万: the factor was applied and the cap was not', () => {
    expect(causes(large(wan(30_000)), [joint(wan(3600))])).toEqual(['uncapped']);
  });

  const years = (...of: number[]) => of.map((year) => paid('demonstration-annual-award', 'P', wan(30), 'annual', { year }));
  const final = (amount: Money) => paid('demonstration-completion-award', 'P', amount, 'full', { date: '2028-12-01' });
  const book = (gross: Money) => caseOf(smallProject(), taskBook().evaluated(true, true, true).completed(gross));

  it.each([
    ['40万: one of them was not deducted', 40, ['deduction-incomplete 1']],
    ['70万: two', 70, ['deduction-incomplete 2']],
    ['100万: none, the step itself was left out', 100, ['gross-of-deduction deduction']],
    ['90万, what was to be deducted: no step gives that', 90, []],
  ] as const)('A5.4 100万 less three years of 30万 is 10万; paid %s', (_, amount, expected) => {
    const rows = years(2025, 2026, 2027).map((line) => ({ ...line, date: '2027-12-01' as const }));
    expect(causes(book(wan(100)), [...rows, final(wan(amount))])).toEqual(expected);
  });
});

describe('a deduction or a bound that leaves less than itself', () => {
  it('A5.4 50万 less two years of 30万 is nothing; 50万 paid leaves the deduction out', () => {
    const file = caseOf(smallProject(), taskBook().evaluated(true, true).completed(wan(50)));
    const years = [2025, 2026].map((year) => paid('demonstration-annual-award', 'P', wan(30), 'annual', { year }));
    expect(causes(file, [...years, paid('demonstration-completion-award', 'P', wan(50))])).toEqual(['gross-of-deduction deduction']);
  });

  it('I-29 with 100万 for all of Article 5, the fourth year brings 10万: 30万 is uncapped', () => {
    const file = caseOf(smallProject(), taskBook().evaluated(true, true, true, true));
    const fourth = paid('demonstration-annual-award', 'P', wan(30), 'annual', { year: 2028, date: '2028-12-01' });
    expect(causes(file, [fourth], { readings: { demonstrationTotalBound: 'one-million' } })).toEqual(['uncapped']);
  });
});

describe('what is open explains nothing', () => {
  it('A1.3 8 or 10 % of 2000万, 160 to 200万, and a fen above it: it is not known of which it would be a rounding', () => {
    expect(causes(caseOf(accepted.notKnowing('pilotIndustry')), [subsidy(fenAbove(wan(200)))])).toEqual([]);
    expect(causes(settled, [subsidy(fenAbove(wan(200)))])).toEqual(['rounding']);
    // The half of it, 80 to 100万, in advance.
    const building = pilotProject().underConstruction('1');
    expect(causes(caseOf(building.notKnowing('pilotIndustry')), [subsidy(fenAbove(wan(100)), 'advance')])).toEqual([]);
    expect(causes(caseOf(building), [subsidy(fenAbove(wan(100)), 'advance')])).toEqual(['rounding']);
  });

  it('A6.2 200万 with nine suppliers under a reading that counts the leader, if the targets are met, which is not known', () => {
    const leader = (c: ReturnType<typeof consortium>) => causes(caseOf(smallProject(), c.joining(9)), [paid('chain-leader-award', 'C', wan(200))]);
    expect(leader(consortium())).toEqual(['other-reading directSupplierCount=includes-leader']);
    expect(leader(consortium().notKnowing('targetsMet'))).toEqual([]);
  });

  it('A2.2 a loan of 200万 left out of 200 and up to 60万, while nobody assessed the 60万', () => {
    const file = (second: ReturnType<typeof loan>) => caseOf(smallProject(), loan().named('L1').assessedAt(wan(200)), second.named('L2').payingInterest(wan(60)));
    expect(causes(file(loan().assessedAt(wan(60))), [interest(wan(60))])).toEqual(['rows-left-out L1']);
    expect(causes(file(loan().notKnowing('assessedSubsidy')), [interest(wan(60))])).toEqual([]);
  });
});

describe('rows that were left out', () => {
  // 2.5 % of 100万 … 500万: 2.5, 5, 7.5, 10 and 12.5万, 37.5万 in all.
  const rents = (...amounts: number[]) => amounts.map((amount, i) => lease().named(`L${i + 1}`).amounting(wan(amount)));
  const file = caseOf(smallProject(), ...rents(100, 200, 300, 400, 500));

  it.each<Row>([
    ['one: 37.5 − 12.5 = 25万, though two would bring as much', file, [leased(wan(25))], ['rows-left-out L5']],
    ['two: 37.5 − 22.5 = 15万, though three would bring as much', file, [leased(wan(15))], ['rows-left-out L4, L5']],
    ['three: 37.5 − 30 = 7.5万', file, [leased(wan(7.5))], ['rows-left-out L3, L4, L5']],
    ['four are too many for a likely cause: 37.5 − 32.5 = 5万', caseOf(smallProject(), ...rents(100, 201, 300, 400, 500)), [leased(wan(2.5))], []],
    ['a row that brings nothing is not among them: 10 − 5 = 5万', caseOf(smallProject(), ...rents(0, 200, 200)), [leased(wan(5))], ['rows-left-out L2']],
    ['nor one that does not count: 15 − 2.5 = 12.5万',
      caseOf(smallProject(), ...rents(400, 200), lease().named('back').amounting(wan(100)).asSaleAndLeaseback()), [leased(wan(12.5))], []],
  ])('A2.3 %s', (_, rows, awards, expected) => {
    expect(causes(rows, awards)).toEqual(expected);
  });
});

describe('advances', () => {
  // 30 % of 200万 is 60万; half of it is 100万.
  const building = caseOf(pilotProject().underConstruction('0.3'));
  const national = caseOf(nationalProject().underConstruction('0.3'));
  const advance = (amount: Money) => subsidy(amount, 'advance');
  // 15 % of 300万 is 45万, 20 % of it 9万 by the lesser of two progresses.
  const working = caseOf(smallProject(), consortium().missingTargets().progressing('0.4', '0.2'));

  it.each<Row>([
    ['A1.4 120万, 30 % of 20 % of 2000万, twice: 240万', national, [advance(wan(120)), advance(wan(120))], ['paid-twice']],
    ['A1.4 240万 in one line were not paid twice', national, [advance(wan(240))], []],
    ['A1.4 30 % of 10 % of the total of 2500万: 75万', building, [advance(wan(75))], ['base-of-other-fact totalInvestment']],
    ['A1.4 30 % of 20 % of 2000万, the rate of a national project: 120万', building, [advance(wan(120))], ['rate-of-other-class A1.3.rate.national-demonstration']],
    ['A6.5 30 % of 45万 by the mean of 40 and 20 %: 13.5万', working, [joint(wan(13.5), 'advance')], ['other-reading dualProgress=mean']],
    ['A6.5 40 % of 45万 by the investment alone: 18万', working, [joint(wan(18), 'advance')], ['other-reading dualProgress=investment-only']],
    ['A6.5 a fen more is of no reading', working, [joint(fenAbove(wan(18)), 'advance')], []],
  ])('%s', (_, file, awards, expected) => {
    expect(causes(file, awards)).toEqual(expected);
  });
});

describe('money of others', () => {
  const matched = (...amounts: [project: string, amount: Money][]): CaseFile => ({
    ...caseOf(accepted, accepted.named('Q')), districtMatching: amounts.map(([project, amount]) => ({ project, amount })),
  });

  it('A8.4 100万 too much is the matching of the project, not that of another one', () => {
    expect(causes(matched(['P', wan(100)], ['Q', wan(60)]), [subsidy(wan(300))])).toEqual(['money-of-others districtMatching']);
    expect(causes(matched(['P', wan(60)], ['Q', wan(100)]), [subsidy(wan(300))])).toEqual([]);
    expect(causes(matched(['P', wan(60)], ['Q', wan(40)]), [subsidy(wan(300))])).toEqual([]);
  });
});

describe('other readings', () => {
  it('A2.3 the question that the reading answers is named with it in both languages', () => {
    const file = caseOf(smallProject(), lease().with({ principal: wan(1200), start: '2025-07-01' }));
    expect(found(file, [leased(wan(15))]).causes?.[0]?.message.en).toMatch(/^another reading was applied \(.+\? .+\)$/);
  });

  it.each<Row>([
    ['rows', caseOf(smallProject(), lease().with({ principal: wan(1200), start: '2025-07-01' }), ...['b', 'c', 'd'].map((id) => lease().named(id).asSaleAndLeaseback())), [leased(wan(15))], ['other-reading leaseBasis=time-weighted-principal']],
    ['no rows', caseOf(smallProject(), consortium().joining(9)), [paid('chain-leader-award', 'C', wan(200))], ['other-reading directSupplierCount=includes-leader']],
  ])('contract §6 are tried only while the work limit allows: an award with %s', (_, file, awards, expected) => {
    expect(causes(file, awards, { workLimit: 100_000 })).toEqual(expected);
    expect(causes(file, awards, { workLimit: 1 })).toEqual([]);
  });
});

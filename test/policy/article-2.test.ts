/** Article 2 「加强新型技术改造融资支持」: the loan-interest subsidy (A2.2) and the finance-lease subsidy (A2.3). */
import { describe, expect, it } from 'vitest';
import { caseOf, fenAbove, fenBelow, lease, loan, ordinaryProject, smallProject, wan } from '../support/policy-facts.js';
import { assessed, between, exactly, missingFacts, NOTHING, unmetClauses, upTo } from '../support/policy-outcome.js';

type Loan = ReturnType<typeof loan>;
type Lease = ReturnType<typeof lease>;

const project = smallProject();
const interest = (...loans: Loan[]) => assessed(caseOf(project, ...loans)).the('loan-interest-subsidy');
const rent = (...leases: Lease[]) => assessed(caseOf(project, ...leases)).the('finance-lease-subsidy');

describe('A2.2 loan-interest subsidy: 单户企业每年最高贴息200万元', () => {
  it.each([
    ['one fen below 200万', fenBelow(wan(200)), fenBelow(wan(200)), false],
    ['exactly 200万', wan(200), wan(200), false],
    ['one fen above 200万: cut to 200万', fenAbove(wan(200)), wan(200), true],
  ])('A2.2 assessed %s', (_, figure, amount, capBinding) => {
    expect(interest(loan().assessedAt(figure))).toMatchObject({
      status: 'eligible', nature: 'assessed', amount: exactly(amount), capBinding,
    });
  });

  it('A2.2 the cap is for the enterprise and year: 150万 and 120万 on two loans make 200万, not 270万', () => {
    const determination = interest(loan().named('L1').assessedAt(wan(150)), loan().named('L2').assessedAt(wan(120)));
    expect(determination).toMatchObject({ amount: exactly(wan(200)), capBinding: true });
  });

  it('A2.2 the cap covers the loans of an enterprise over all its projects', () => {
    const outcome = assessed(
      caseOf(
        project.named('P1'), project.named('P2'),
        loan().named('L1').forProject('P1').assessedAt(wan(150)), loan().named('L2').forProject('P2').assessedAt(wan(120)),
      ),
    );
    expect(outcome.the('loan-interest-subsidy').amount).toEqual(exactly(wan(200)));
  });

  it('A2.2 每年: a new cap for each year, 200万 in 2025 and 200万 in 2026', () => {
    const outcome = assessed(caseOf(project, loan().inYear(2025).assessedAt(wan(250)), loan().inYear(2026).assessedAt(wan(250))));
    expect(outcome.at('loan-interest-subsidy:acme:2025').amount).toEqual(exactly(wan(200)));
    expect(outcome.at('loan-interest-subsidy:acme:2026').amount).toEqual(exactly(wan(200)));
    expect(outcome.total).toEqual(exactly(wan(400)));
  });

  it('A2.2 单户企业: two borrowers have a cap each', () => {
    const outcome = assessed(
      caseOf(project, loan().named('L1').by('acme').assessedAt(wan(250)), loan().named('L2').by('beta').assessedAt(wan(250))),
    );
    expect(outcome.total).toEqual(exactly(wan(400)));
  });

  it.each([
    ['interest of 90万 paid: 0 up to 90万', wan(90), wan(90)],
    ['interest of 300万 paid: 0 up to the cap', wan(300), wan(200)],
  ])('A2.2 has no rate, so an unassessed loan is a ceiling: %s', (_, paid, ceiling) => {
    expect(interest(loan().payingInterest(paid).notKnowing('assessedSubsidy'))).toMatchObject({
      status: 'eligible', nature: 'ceiling', amount: upTo(ceiling),
    });
  });

  it('A2.2 neither assessed nor any interest known: 0 up to 200万', () => {
    expect(interest(loan().notKnowing('assessedSubsidy', 'interestPaid')).amount).toEqual(upTo(wan(200)));
  });

  it.each([
    ['one fen more interest than assessed', fenAbove(wan(30)), wan(30)],
    ['interest equal to the assessed 30万', wan(30), wan(30)],
    ['one fen less interest than assessed', fenBelow(wan(30)), fenBelow(wan(30))],
    ['no interest paid at all', '0', '0.00'],
  ] as const)('A2.2 贴息 cannot exceed 利息 (I-21), %s', (_, paid, amount) => {
    expect(interest(loan().assessedAt(wan(30)).payingInterest(paid)).amount).toEqual(exactly(amount));
  });

  it('A2.2 each loan is bounded by its own interest: min(40, 30) + min(20, 50) = 50万', () => {
    const determination = interest(
      loan().named('L1').assessedAt(wan(40)).payingInterest(wan(30)), loan().named('L2').assessedAt(wan(20)).payingInterest(wan(50)),
    );
    expect(determination.amount).toEqual(exactly(wan(50)));
  });

  it.each([
    ['30万 assessed, 40万 of interest open: 30 to 70万', wan(40), between(wan(30), wan(70))],
    ['30万 assessed, 250万 of interest open: 30万 to the cap', wan(250), between(wan(30), wan(200))],
  ])('A2.2 some loans assessed: %s', (_, open, amount) => {
    const determination = interest(loan().named('L1'), loan().named('L2').payingInterest(open).notKnowing('assessedSubsidy'));
    expect(determination.amount).toEqual(amount);
  });

  it('A2.2 200万 assessed for one loan are the cap, whatever the other may bring: its facts are not missing', () => {
    const determination = interest(loan().named('L1').assessedAt(wan(200)).payingInterest(wan(300)), loan().named('L2').notKnowing('assessedSubsidy'));
    expect(determination).toMatchObject({ status: 'eligible', amount: exactly(wan(200)) });
    expect(determination).not.toHaveProperty('missing');
  });

  it('A2.2 some loans assessed and the interest of the other not known: 30万 up to the cap', () => {
    const determination = interest(loan().named('L1'), loan().named('L2').notKnowing('assessedSubsidy', 'interestPaid'));
    expect(determination.amount).toEqual(between(wan(30), wan(200)));
  });

  it('A2.2 only listed products count: 30万 beside 20万 of a product that is not listed is 30万', () => {
    const determination = interest(loan().named('L1'), loan().named('L2').assessedAt(wan(20)).with({ productListed: false }));
    expect(determination).toMatchObject({ status: 'eligible', amount: exactly(wan(30)) });
  });

  it('A2.2 whether a product is listed is not known: 30万 without it, 50万 with it', () => {
    const determination = interest(loan().named('L1'), loan().named('L2').assessedAt(wan(20)).notKnowing('productListed'));
    expect(determination.amount).toEqual(between(wan(30), wan(50)));
    expect(missingFacts(determination)).toContain('productListed');
  });

  it('A2.2 two loans not assessed, one cap: 0 up to 200万, not up to 180 + 180万', () => {
    const open = loan().payingInterest(wan(180)).notKnowing('assessedSubsidy');
    expect(interest(open.named('L1'), open.named('L2')).amount).toEqual(upTo(wan(200)));
  });

  it('A2.2 优先支持新型技改项目: a loan for a project that is not new-type gets nothing', () => {
    const determination = assessed(caseOf(ordinaryProject(), loan())).the('loan-interest-subsidy');
    expect(determination).toMatchObject({ status: 'ineligible', amount: NOTHING });
    expect(unmetClauses(determination)).toContain('A2.2');
  });

  it('A2.2/I-43 whether the project is new-type is not known: nothing or 30万; where any upgrade will do, 30万', () => {
    const facts = caseOf(ordinaryProject().with({ inIndustrialStatistics: false }).notKnowing('newType'), loan());
    const determination = assessed(facts).the('loan-interest-subsidy');
    expect(determination).toMatchObject({ status: 'undetermined', amount: upTo(wan(30)) });
    expect(missingFacts(determination)).toContain('newType');
    expect(assessed(facts, { loanProjects: 'any-technical-upgrade' }).the('loan-interest-subsidy')).toMatchObject({
      status: 'eligible', amount: exactly(wan(30)),
    });
  });

  it('A2.2 every unmet condition is listed: product not listed, project filed too early', () => {
    const outcome = assessed(caseOf(project.filedOn('2024-05-31'), loan().with({ productListed: false })));
    expect(unmetClauses(outcome.the('loan-interest-subsidy'))).toEqual(expect.arrayContaining(['A2.2', 'F.2']));
  });

  it('A2.2 sets no investment threshold: a project of 1万 in all is enough', () => {
    const outcome = assessed(caseOf(project.investing(wan(1)).equipping(wan(1)), loan()));
    expect(outcome.the('loan-interest-subsidy').amount).toEqual(exactly(wan(30)));
  });
});

describe('A2.3 finance-lease subsidy: 按设备融资租赁年实际发生额，给予年利率2.5%的补助', () => {
  it('A2.3 2.5 % of an annual 400万 is 10万', () => {
    expect(rent(lease().amounting(wan(400)))).toMatchObject({
      status: 'eligible', nature: 'determinate', amount: exactly(wan(10)), capBinding: false,
    });
  });

  it.each([
    ['2亿 less 40元 is 500万 less 1元', '199999960.00', '4999999.00', false],
    ['exactly 2亿 is exactly 500万', wan(20_000), wan(500), false],
    ['one fen above 2亿 binds', fenAbove(wan(20_000)), wan(500), true],
  ] as const)('A2.3 cap of 500万, 2.5 % of %s', (_, annual, amount, capBinding) => {
    expect(rent(lease().amounting(annual))).toMatchObject({ amount: exactly(amount), capBinding });
  });

  it('A2.3 the cap is for the enterprise and year: 1亿 and 1.5亿 make 500万, not 250 + 375 = 625万', () => {
    const determination = rent(lease().named('R1').amounting(wan(10_000)), lease().named('R2').amounting(wan(15_000)));
    expect(determination).toMatchObject({ amount: exactly(wan(500)), capBinding: true });
  });

  it('A2.3 每年: one contract in two years has a cap in each, 500 + 500 = 1000万', () => {
    const yearly = lease().amounting(wan(25_000));
    const outcome = assessed(caseOf(project, yearly.inYear(2025), yearly.inYear(2026)));
    expect(outcome.at('finance-lease-subsidy:acme:2025').amount).toEqual(exactly(wan(500)));
    expect(outcome.at('finance-lease-subsidy:acme:2026').amount).toEqual(exactly(wan(500)));
    expect(outcome.total).toEqual(exactly(wan(1000)));
  });

  it('A2.3 单户企业: two lessees have a cap each', () => {
    const large = lease().amounting(wan(25_000));
    const outcome = assessed(caseOf(project, large.named('R1').by('acme'), large.named('R2').by('beta')));
    expect(outcome.total).toEqual(exactly(wan(1000)));
  });

  it('A2.3 every year inside the validity period: 2026 is paid, 2027 is not', () => {
    const outcome = assessed(caseOf(project, lease().inYear(2026), lease().inYear(2027)));
    expect(outcome.at('finance-lease-subsidy:acme:2026').amount).toEqual(exactly(wan(10)));
    expect(outcome.at('finance-lease-subsidy:acme:2027')).toMatchObject({ status: 'ineligible', amount: NOTHING });
  });

  it.each([
    ['100,000.19 gives 2,500.00475, down', '100000.19', '2500.00'],
    ['100,000.20 gives 2,500.005, up', '100000.20', '2500.01'],
  ] as const)('A2.3 one rounding, half-up: %s', (_, annual, amount) => {
    expect(rent(lease().amounting(annual)).amount).toEqual(exactly(amount));
  });

  it('A2.3 one rounding for the year, not one a lease: 2,500.005 twice is 5,000.01, not 5,000.02', () => {
    const determination = rent(lease().named('R1').amounting('100000.20'), lease().named('R2').amounting('100000.20'));
    expect(determination.amount).toEqual(exactly('5000.01'));
  });

  it.each([
    ['a sale-and-leaseback (直接租赁 only)', lease().asSaleAndLeaseback()],
    ['a lessee that is no industrial enterprise (工业企业)', lease().with({ lesseeIsIndustrial: false })],
  ])('A2.3 nothing for %s', (_, row) => {
    const determination = rent(row);
    expect(determination).toMatchObject({ status: 'ineligible', amount: NOTHING });
    expect(unmetClauses(determination)).toContain('A2.3');
  });

  it('A2.3 a sale-and-leaseback beside a direct lease does not count: 10万 of the direct one', () => {
    const determination = rent(lease().named('R1'), lease().named('R2').asSaleAndLeaseback());
    expect(determination).toMatchObject({ status: 'eligible', amount: exactly(wan(10)) });
  });

  it('A2.3 技术改造 and not necessarily 新型: an ordinary upgrade qualifies', () => {
    const outcome = assessed(caseOf(ordinaryProject().with({ inIndustrialStatistics: false }), lease()));
    expect(outcome.the('finance-lease-subsidy')).toMatchObject({ status: 'eligible', amount: exactly(wan(10)) });
  });

  it('A2.3 a project that is no technical upgrade does not qualify', () => {
    const outcome = assessed(caseOf(ordinaryProject().with({ technicalUpgrade: false }), lease()));
    expect(outcome.the('finance-lease-subsidy')).toMatchObject({ status: 'ineligible', amount: NOTHING });
  });

  it('A2.3 every unmet condition is listed: leaseback, not industrial, project filed too early', () => {
    const outcome = assessed(
      caseOf(project.filedOn('2024-05-31'), lease().asSaleAndLeaseback().with({ lesseeIsIndustrial: false })),
    );
    const clauses = unmetClauses(outcome.the('finance-lease-subsidy'));
    expect(clauses.filter((clause) => clause === 'A2.3').length).toBeGreaterThanOrEqual(2);
    expect(clauses).toContain('F.2');
  });

  it.each([
    ['the mode of the lease', 'mode', upTo(wan(10))],
    ['whether the lessee is industrial', 'lesseeIsIndustrial', upTo(wan(10))],
  ] as const)('A2.3 not known: %s', (_, fact, amount) => {
    const determination = rent(lease().notKnowing(fact));
    expect(determination).toMatchObject({ status: 'undetermined', amount });
    expect(missingFacts(determination)).toContain(fact);
  });

  it('A2.3 not known: the annual amount, so anything up to the cap', () => {
    const determination = rent(lease().notKnowing('annualAmount'));
    expect(determination.amount).toEqual(upTo(wan(500)));
    expect(missingFacts(determination)).toContain('annualAmount');
  });

  it('A2.3 no lease payment in the year is known to be 0 and not unknown', () => {
    expect(rent(lease().amounting('0')).amount).toEqual(NOTHING);
  });
});

describe('I-05 flows of 2024 of a project filed in 2024 are undetermined', () => {
  const early = project.filedOn('2024-07-01');

  it('A2.3 the lease year 2024: nothing, or 2.5 % of 400万', () => {
    const determination = assessed(caseOf(early, lease().inYear(2024))).the('finance-lease-subsidy');
    expect(determination).toMatchObject({ status: 'undetermined', amount: upTo(wan(10)) });
    expect(missingFacts(determination)).toContain('flowAccepted');
  });

  it('A2.2 the loan year 2024: nothing, or the assessed 30万', () => {
    const determination = assessed(caseOf(early, loan().inYear(2024))).the('loan-interest-subsidy');
    expect(determination).toMatchObject({ status: 'undetermined', amount: upTo(wan(30)) });
    expect(missingFacts(determination)).toContain('flowAccepted');
  });
});

describe('I-23 what each lease adds to the base of the year', () => {
  const rows = (leaseDayCount: 'months-12' | 'act-365') =>
    assessed(
      caseOf(
        smallProject(),
        lease().named('whole').with({ principal: wan(1000), start: '2025-01-01' }),
        lease().named('part').with({ principal: wan(1000), start: '2025-03-01' }),
      ),
      { leaseBasis: 'time-weighted-principal', leaseDayCount },
    ).the('finance-lease-subsidy');

  it('1000万 for twelve months are 1000万, for ten months 1000 × 10/12 = 833.33万; 2.5 % of both', () => {
    const { items, amount } = rows('months-12');
    expect(items?.map((i) => i.amount)).toEqual([exactly(wan(1000)), exactly('8333333.33')]);
    expect(amount).toEqual(exactly('458333.33'));
  });

  it('months-12 counts whole months from the start: from 15 March nine are whole by the end of the year, 2.5 % of 1000 × 9/12', () => {
    const row = lease().startingOn('2025-03-15', wan(1000));
    expect(assessed(caseOf(smallProject(), row), { leaseBasis: 'time-weighted-principal' }).total).toEqual(exactly(wan(18.75)));
  });

  it.each([
    ['1 December: one whole month, 2.5 % of 1000 × 1/12', '2025-12-01', '20833.33'],
    ['2 December: none', '2025-12-02', '0.00'],
  ] as const)('months-12 of a lease from %s', (_, start, amount) => {
    const row = lease().startingOn(start, wan(1000));
    expect(assessed(caseOf(smallProject(), row), { leaseBasis: 'time-weighted-principal' }).total).toEqual(exactly(amount));
  });

  it('by days: 306 of 365', () => {
    // 10,000,000 × 306 / 365 = 8,383,561.64
    expect(rows('act-365').items?.map((i) => i.amount)).toEqual([exactly(wan(1000)), exactly('8383561.64')]);
  });
});

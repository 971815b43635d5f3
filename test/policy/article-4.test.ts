/** Article 4 「鼓励设备和工业软件企业为新型技改赋能」: equipment suppliers (A4.3) and software suppliers (A4.4). */
import { describe, expect, it } from 'vitest';
import { caseOf, equipmentSale, fenAbove, fenBelow, smallProject, softwareSale, wan } from '../support/policy-facts.js';
import { assessed, between, exactly, missingFacts, NOTHING, unmetClauses, upTo } from '../support/policy-outcome.js';

type Sale = ReturnType<typeof equipmentSale>;
const buyer = smallProject();
const equipment = (...sales: Sale[]) => assessed(caseOf(buyer, ...sales)).at('equipment-supply-subsidy:maker');
const software = (...sales: Sale[]) => assessed(caseOf(buyer, ...sales)).at('software-supply-subsidy:maker');

describe('A4.3 equipment supply: 8000万元（含）以上设备 … 按销售总金额的1%给予最高1000万元补助', () => {
  it.each([
    ['one fen below 8000万', fenBelow(wan(8000)), 'ineligible', NOTHING],
    ['exactly 8000万: 1 % is 80万', wan(8000), 'eligible', exactly(wan(80))],
    ['8000万 and one yuan: 800,000.01', '80000001.00', 'eligible', exactly('800000.01')],
  ] as const)('A4.3 sales of %s', (_, sales, status, amount) => {
    expect(equipment(equipmentSale().for(sales))).toMatchObject({ status, amount });
  });

  it('A4.3 销售总金额 is the whole sum, not only the part above 8000万: 1 % of 9000万 is 90万', () => {
    expect(equipment(equipmentSale().for(wan(9000)))).toMatchObject({ nature: 'determinate', amount: exactly(wan(90)) });
  });

  it.each([
    ['10亿 less 100元 is 1000万 less 1元', '999999900.00', '9999999.00', false],
    ['exactly 10亿 is exactly 1000万', wan(100_000), wan(1000), false],
    ['one fen above 10亿 binds', fenAbove(wan(100_000)), wan(1000), true],
  ] as const)('A4.3 cap of 1000万, 1 % of %s', (_, sales, amount, capBinding) => {
    expect(equipment(equipmentSale().for(sales))).toMatchObject({ amount: exactly(amount), capBinding });
  });

  it('A4.3 sums a supplier over projects and years: 4000万 in 2025 and 4000万 in 2026 reach the 8000万', () => {
    const outcome = assessed(
      caseOf(
        buyer.named('P1'), buyer.named('P2'),
        equipmentSale().named('S1').toProject('P1').on('2025-05-01').for(wan(4000)),
        equipmentSale().named('S2').toProject('P2').on('2026-05-01').for(wan(4000)),
      ),
    );
    expect(outcome.at('equipment-supply-subsidy:maker')).toMatchObject({ status: 'eligible', amount: exactly(wan(80)) });
  });

  it('A4.3 the cap applies once to that sum: 7亿 and 7亿 make 1000万, not 1400万', () => {
    const determination = equipment(
      equipmentSale().named('S1').on('2025-05-01').for(wan(70_000)), equipmentSale().named('S2').on('2026-05-01').for(wan(70_000)),
    );
    expect(determination).toMatchObject({ amount: exactly(wan(1000)), capBinding: true });
  });

  it('A4.3 two suppliers are two subjects: 5000万 each reach nothing', () => {
    const outcome = assessed(
      caseOf(buyer, equipmentSale().named('S1').by('maker').for(wan(5000)), equipmentSale().named('S2').by('rival').for(wan(5000))),
    );
    expect(outcome.at('equipment-supply-subsidy:maker').status).toBe('ineligible');
    expect(outcome.at('equipment-supply-subsidy:rival').status).toBe('ineligible');
  });

  it.each([
    ['80,000,000.49: 800,000.0049, down', '80000000.49', '800000.00'],
    ['80,000,000.50: 800,000.005, up', '80000000.50', '800000.01'],
  ] as const)('A4.3 one rounding, half-up: 1 % of %s', (_, sales, amount) => {
    expect(equipment(equipmentSale().for(sales)).amount).toEqual(exactly(amount));
  });
});

describe('A4.4 software supply: 5000万元（含）以上软件 … 按销售总金额的0.5%给予最高500万元补助', () => {
  it.each([
    ['one fen below 5000万', fenBelow(wan(5000)), 'ineligible', NOTHING],
    ['exactly 5000万: 0.5 % is 25万', wan(5000), 'eligible', exactly(wan(25))],
    ['5000万 and two yuan: 250,000.01', '50000002.00', 'eligible', exactly('250000.01')],
  ] as const)('A4.4 sales of %s', (_, sales, status, amount) => {
    expect(software(softwareSale().for(sales))).toMatchObject({ status, amount });
  });

  it.each([
    ['10亿 less 200元 is 500万 less 1元', '999999800.00', '4999999.00', false],
    ['exactly 10亿 is exactly 500万', wan(100_000), wan(500), false],
    ['one fen above 10亿 binds', fenAbove(wan(100_000)), wan(500), true],
  ] as const)('A4.4 cap of 500万, 0.5 % of %s', (_, sales, amount, capBinding) => {
    expect(software(softwareSale().for(sales))).toMatchObject({ nature: 'determinate', amount: exactly(amount), capBinding });
  });
});

describe('A4.3 and A4.4 what counts as a sale to a new-type project', () => {
  it('A4.3/A4.4 the thresholds are not pooled: 7000万 of equipment and 4000万 of software reach neither', () => {
    const outcome = assessed(caseOf(buyer, equipmentSale().for(wan(7000)), softwareSale().for(wan(4000))));
    expect(outcome.at('equipment-supply-subsidy:maker').status).toBe('ineligible');
    expect(outcome.at('software-supply-subsidy:maker').status).toBe('ineligible');
  });

  it('A4.3/A4.4 each kind is paid on its own sum: 1 % of 9000万 + 0.5 % of 6000万 = 90 + 30 = 120万', () => {
    const outcome = assessed(caseOf(buyer, equipmentSale(), softwareSale()));
    expect(outcome.at('equipment-supply-subsidy:maker').amount).toEqual(exactly(wan(90)));
    expect(outcome.at('software-supply-subsidy:maker').amount).toEqual(exactly(wan(30)));
    expect(outcome.totalOf('supplier', 'maker')).toEqual(exactly(wan(120)));
  });

  it.each([
    ['a project that is not new-type', smallProject().named('Q').notNewType()],
    ['a project filed on 2024-05-31, outside F.2 (I-02)', smallProject().named('Q').filedOn('2024-05-31')],
    ['its own project: a sale needs two persons (I-27)', smallProject().named('Q').ownedBy('maker')],
  ])('A4.3 sales to %s do not count: 7000万 + 2000万 stay below 8000万', (_, project) => {
    const outcome = assessed(
      caseOf(
        buyer, project,
        equipmentSale().named('S1').for(wan(7000)), equipmentSale().named('S2').toProject('Q').for(wan(2000)),
      ),
    );
    expect(outcome.at('equipment-supply-subsidy:maker')).toMatchObject({ status: 'ineligible', amount: NOTHING });
  });

  it('A4.3 and sales that do not count are not paid either: 8000万 + 2000万 of own use is 1 % of 8000万', () => {
    const outcome = assessed(
      caseOf(
        buyer, smallProject().named('Q').ownedBy('maker'),
        equipmentSale().named('S1').for(wan(8000)), equipmentSale().named('S2').toProject('Q').for(wan(2000)),
      ),
    );
    expect(outcome.at('equipment-supply-subsidy:maker').amount).toEqual(exactly(wan(80)));
  });

  it('A4.3 asks the buyer for no investment threshold and no pilot industry', () => {
    const outcome = assessed(caseOf(buyer.with({ pilotIndustry: false }).investing(wan(1)).equipping(wan(1)), equipmentSale()));
    expect(outcome.at('equipment-supply-subsidy:maker').amount).toEqual(exactly(wan(90)));
  });

  it('A4.3 one amount of two not known: 80万 at least, 1000万 at most', () => {
    const determination = equipment(equipmentSale().named('S1').for(wan(8000)), equipmentSale().named('S2').notKnowing('amount'));
    expect(determination.amount).toEqual(between(wan(80), wan(1000)));
    expect(missingFacts(determination)).toContain('amount');
  });

  it('A4.3 a sale whose day is not known: what decides about the threshold is named once', () => {
    const determination = equipment(equipmentSale().notKnowing('date'));
    expect(determination.conditions.find((c) => c.id === 'sales')).toMatchObject({ outcome: 'unknown', missing: ['$.supplies[0].date'] });
  });

  it('A4.3 one buyer not known to be new-type: 1 % of 8000万 or of 1亿', () => {
    const outcome = assessed(
      caseOf(
        buyer, smallProject().named('Q').notKnowing('newType'),
        equipmentSale().named('S1').for(wan(8000)), equipmentSale().named('S2').toProject('Q').for(wan(2000)),
      ),
    );
    expect(outcome.at('equipment-supply-subsidy:maker').amount).toEqual(between(wan(80), wan(100)));
  });

  it('A4.3 the only buyer not known to be new-type: nothing, or 1 % of 9000万', () => {
    const outcome = assessed(caseOf(buyer.notKnowing('newType'), equipmentSale()));
    expect(outcome.at('equipment-supply-subsidy:maker')).toMatchObject({ status: 'undetermined', amount: upTo(wan(90)) });
  });

  it('A4.3 the shortfall is an unmet condition of A4.3', () => {
    expect(unmetClauses(equipment(equipmentSale().for(wan(100))))).toContain('A4.3');
  });
});

describe('I-25 sales added up per year', () => {
  const perYear = (...sales: Sale[]) => assessed(caseOf(buyer, ...sales), { supplyAggregation: 'per-year' });
  const dated = equipmentSale().named('S1').on('2025-05-05');
  const undated = equipmentSale().named('S2').notKnowing('date');

  it('a sale without a date may fall in any year of the policy: 10亿 in 2025 reach the cap, 10亿 more may reach it again in 2026', () => {
    const outcome = perYear(dated.for(wan(100_000)), undated.for(wan(100_000)));
    expect(outcome.at('equipment-supply-subsidy:maker:2025').amount).toEqual(exactly(wan(1000)));
    expect(outcome.at('equipment-supply-subsidy:maker:2026')).toMatchObject({ status: 'undetermined', amount: upTo(wan(1000)) });
    expect(missingFacts(outcome.at('equipment-supply-subsidy:maker:2026'))).toContain('$.supplies[1].date');
    // Or in 2024, since F.2 reaches back to 2024-06-01. It falls in one year only: 2000万 are reached, and a range up to 3000万 is not called tight.
    expect(outcome.at('equipment-supply-subsidy:maker:2024')).toMatchObject({ status: 'undetermined', amount: upTo(wan(1000)) });
    expect(outcome.total).toEqual(between(wan(1000), wan(3000)));
    expect(outcome.assessment.selection.tight).toBe(false);
  });

  it.each(['2024-09-01', '2025-09-01', '2026-09-01'] as const)('each date it may have had is among them: %s', (day) => {
    const open = perYear(dated.for(wan(5000)), undated.for(wan(5000)));
    const known = perYear(dated.for(wan(5000)), undated.on(day).for(wan(5000)));
    const keys = (o: typeof open) => o.assessment.determinations.map((d) => d.key);
    expect(keys(open)).toEqual(expect.arrayContaining(keys(known)));
  });

  it('nor may it fall in a year of another sale in which none counts: 10亿 in 2025 and up to 10亿 more each in 2024 and 2026, with a sale of 2027 or without', () => {
    const late = equipmentSale().named('S3').on('2027-01-01').for(wan(100_000));
    const outcome = perYear(dated.for(wan(100_000)), undated.for(wan(100_000)), late);
    expect(outcome.at('equipment-supply-subsidy:maker:2027')).toMatchObject({ status: 'ineligible', items: [{ id: 'S3' }] });
    expect(outcome.total).toEqual(between(wan(1000), wan(3000)));
    expect(perYear(late, undated.for(wan(100_000)), dated.for(wan(100_000))).total).toEqual(outcome.total);
  });

  it('where every sale has a date, only their years are there', () => {
    const keys = perYear(dated).assessment.determinations.filter((d) => d.article === 4).map((d) => d.key);
    expect(keys).toEqual(['equipment-supply-subsidy:maker:2025']);
  });
});

describe('I-25 sales added up per project', () => {
  const perProject = (...facts: Parameters<typeof caseOf>) => assessed(caseOf(...facts), { supplyAggregation: 'per-project' }).at('equipment-supply-subsidy:maker');
  const [other, early, late] = [smallProject().named('Q'), equipmentSale().named('S1').appliedForOn('2025-02-01'), equipmentSale().named('S2').toProject('Q').on('2027-01-01')];
  const unmet = ({ conditions }: ReturnType<typeof perProject>) => conditions.filter((c) => c.outcome === 'unmet').map((c) => c.id);

  it('what rules out each project is listed: one sale applied for too early, the other after the period', () => {
    expect(unmet(perProject(buyer, early))).toEqual(['applied-in-force', 'sales']);
    expect(unmet(perProject(other, late))).toEqual(['sold-in-period', 'sales']);
    expect(unmet(perProject(buyer, other, early, late))).toEqual(['applied-in-force', 'sold-in-period', 'sales']);
  });

  it('the order of the sales says nothing, nor does it where both projects count', () => {
    const [first, second] = [equipmentSale().named('S1'), equipmentSale().named('S2').toProject('Q').for(wan(8000))];
    expect(perProject(buyer, other, late, early).conditions).toEqual(perProject(buyer, other, early, late).conditions);
    expect(perProject(buyer, other, second, first).conditions).toEqual(perProject(buyer, other, first, second).conditions);
  });
});

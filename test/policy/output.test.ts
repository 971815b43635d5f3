/** The rules of the output (contract sections 4 and 6): what every assessment keeps to, whatever the case. */
import { describe, expect, it } from 'vitest';
import { assess, safeAssess } from '../../src/index.js';
import type { CaseFile } from '../../src/index.js';
import {
  caseOf, consortium, equipmentSale, lease, loan, nationalProject, ordinaryProject, otherProject, park, pilotProject, provider, smallProject,
  softwareSale, taskBook, wan,
} from '../support/policy-facts.js';
import { ALL_MEASURES } from '../support/policy-measures.js';
import { assessed, between, exactly, NOTHING } from '../support/policy-outcome.js';

/** Everything at once, some of it open, some of it refused. */
const rich = (): CaseFile =>
  caseOf(
    nationalProject().named('P1').investing(wan(20_000)).equipping(wan(15_000)).underConstruction('1/3', wan(100)),
    pilotProject().named('P2').inStatistics().notKnowing('equipmentInvestment'),
    ordinaryProject().named('P3').ownedBy('beta').rewardedWith(wan(6)),
    otherProject().named('P4').ownedBy('gamma').filedOn('2024-05-31').notNewType(),
    loan().forProject('P2').notKnowing('assessedSubsidy'), loan().named('L2').forProject('P3').by('beta'),
    lease().forProject('P3').by('beta').notKnowing('mode'), lease().named('R2').forProject('P1').ofEquipmentWorth(wan(400)),
    provider(), provider().inYear(2026).ranked(51),
    equipmentSale().toProject('P1'), softwareSale().toProject('P4'),
    taskBook().of('P2').evaluated(true, false).completed(),
    consortium().over('P1', 'P2').progressing('0.4', '0.3').notKnowing('effectAchieved'),
    park().evaluated(['passed', '0.30'], ['failed', '0.40']).paidInAdvance(wan(700)),
  );

describe('contract section 4 what a determination says', () => {
  const determined = () => assess(rich()).determinations;

  it.each(ALL_MEASURES)('of $code has its key, its conditions and what each asks, in both languages', ({ key, measure, facts }) => {
    const determination = assessed(caseOf(...facts())).at(key);
    expect(determination.measure).toBe(measure);
    expect(determination.conditions.length).toBeGreaterThan(0);
    for (const { label, clause, id } of determination.conditions) {
      expect(label.zh, id).toMatch(/[\u4e00-\u9fff]/);
      expect(label.en, id).toMatch(/[a-z]/);
      expect(clause, id).toMatch(/^[AF]\d?\.\d$/);
    }
  });

  it('an ineligible one is nothing and has an unmet condition; an eligible one has none', () => {
    for (const { status, amount, conditions, key } of determined()) {
      const unmet = conditions.filter(({ outcome }) => outcome === 'unmet').length;
      if (status === 'ineligible') expect([amount, unmet > 0], key).toEqual([NOTHING, true]);
      if (status === 'eligible') expect(unmet, key).toBe(0);
    }
  });

  it('an undetermined one names a missing fact, by its path', () => {
    const open = determined().filter(({ status }) => status === 'undetermined');
    expect(open).not.toEqual([]);
    for (const { key, missing } of open) expect(missing?.[0], key).toMatch(/^\$\.[a-z]/i);
  });

  it('a ceiling begins at nothing', () => {
    const ceilings = determined().filter(({ nature }) => nature === 'ceiling');
    expect(ceilings).not.toEqual([]);
    for (const { amount } of ceilings) expect(amount.min).toBe('0.00');
  });

  it('required, actual and shortfall are data: 2000万 required, 1999万 there, 1万 short', () => {
    const { conditions } = assessed(caseOf(otherProject().investing(wan(1999)).equipping(wan(1000)))).the('investment-subsidy');
    expect(conditions).toContainEqual(expect.objectContaining({ outcome: 'unmet', required: wan(2000), actual: wan(1999), shortfall: wan(1) }));
  });

  it('an unknown condition has no actual figure', () => {
    const { conditions } = assessed(caseOf(otherProject().equipping(wan(1000)).notKnowing('totalInvestment'))).the('investment-subsidy');
    const threshold = conditions.find(({ required }) => required === wan(2000));
    expect(threshold?.outcome).toBe('unknown');
    expect(threshold?.missing).toEqual(['$.projects[0].totalInvestment']);
    expect(threshold?.shortfall).toBeUndefined();
  });

  it('the articles come in order, each key once', () => {
    const determinations = determined();
    const articles = determinations.map(({ article }) => article);
    expect(articles).toEqual([...articles].sort((a, b) => a - b));
    const keys = determinations.map(({ key }) => key);
    expect(new Set(keys).size).toBe(keys.length);
  });
});

describe('contract sections 1 and 4 the form', () => {
  const money = /^\d+\.\d\d$/;
  const rangesIn = (value: unknown): { min: unknown; max: unknown }[] =>
    value instanceof Object
      ? [...('min' in value && 'max' in value ? [value as { min: unknown; max: unknown }] : []), ...Object.values(value).flatMap(rangesIn)]
      : [];

  it('every amount is a text with two decimals, min not above max', () => {
    const ranges = rangesIn(assess(rich()));
    expect(ranges.length).toBeGreaterThan(20);
    for (const { min, max } of ranges) {
      expect(min).toMatch(money);
      expect(max).toMatch(money);
      expect(Number(min)).toBeLessThanOrEqual(Number(max));
    }
  });

  it('the same case gives the same bytes, also read from JSON', () => {
    const once = JSON.stringify(assess(rich()));
    expect(JSON.stringify(assess(rich()))).toBe(once);
    expect(JSON.stringify(assess(JSON.parse(JSON.stringify(rich())) as CaseFile))).toBe(once);
  });

  it('the case is left as it was', () => {
    const file = rich();
    const before = JSON.stringify(file);
    assess(file);
    expect(JSON.stringify(file)).toBe(before);
  });

  it.each([null, undefined, 'a case', 42, [], {}, { applicationDate: '2025-02-30' }, { applicationDate: '2025-06-01', projects: [{}] }])(
    'what is no case is refused and not thrown: %j',
    (input) => {
      expect(safeAssess(input).success).toBe(false);
    },
  );
});

describe('contract section 4 the selection', () => {
  it('1b 160万 beside 1a 10万: 1a is forgone and would have brought 10万; the next best is 1a, 150万 less', () => {
    const { selection } = assessed(caseOf(otherProject().rewardedWith(wan(10)))).assessment;
    expect(selection).toMatchObject({
      chosen: ['investment-subsidy:P'], total: exactly(wan(160)), optimal: true, upperBound: wan(160), robust: true, tight: true,
      forgone: [{ key: 'investment-reward:P', insteadOf: ['investment-subsidy:P'], clause: 'F.3', loses: exactly(wan(10)) }],
      runnerUp: { chosen: ['investment-reward:P'], total: exactly(wan(10)), gap: exactly(wan(150)) },
    });
  });

  it('I-07 by project where that differs: 1b 200 + 2a 30万, or 1b alone', () => {
    const { selection } = assessed(caseOf(pilotProject(), loan())).assessment;
    expect(selection.strict).toMatchObject({ chosen: ['investment-subsidy:P'], total: exactly(wan(200)) });
  });

  it('I-07 1a beside 2b is such a pair: 6 + 10万, or the higher', () => {
    const { selection } = assessed(caseOf(ordinaryProject().rewardedWith(wan(6)), lease())).assessment;
    expect(selection.total).toEqual(exactly(wan(16)));
    expect(selection.strict).toMatchObject({ chosen: ['finance-lease-subsidy:acme:2025'], total: exactly(wan(10)) });
  });

  it('I-07 and is left out where it does not', () => {
    expect(assessed(caseOf(pilotProject(), taskBook().evaluated(true))).assessment.selection.strict).toBeUndefined();
  });

  it('where everything is known the payable amounts, the subjects and the payees each add up to the total', () => {
    const { selection, bySubject, byPayee } = assess(
      caseOf(
        pilotProject().equipping('20000000.07'), ordinaryProject().named('Q').ownedBy('beta').rewardedWith(wan(6)), loan(), taskBook().evaluated(true),
        lease().forProject('Q').by('beta'), consortium(), provider(), park(),
      ),
    );
    const sum = (amounts: { min: string; max: string }[]) => amounts.reduce((all, { max }) => all + Math.round(Number(max) * 100), 0);
    const total = Math.round(Number(selection.total.max) * 100);
    expect(selection.total.min).toBe(selection.total.max);
    expect(sum(selection.payable.map(({ amount }) => amount))).toBe(total);
    expect(sum(bySubject.map((subject) => subject.total))).toBe(total);
    expect(sum(byPayee.map((payee) => payee.total))).toBe(total);
  });

  it('with open amounts the total is the best at all minima and at all maxima: 1a of 0 to 10万 beside 8万 of 1b', () => {
    const { selection } = assessed(caseOf(otherProject().equipping(wan(100)).inStatistics())).assessment;
    expect(selection).toMatchObject({ total: between(wan(8), wan(10)), robust: false, tight: true });
  });

  it('A5.3 the evaluations are left out: 5b reaches from 0, and the total is safe rather than tight', () => {
    const { determinations, selection } = assessed(
      caseOf(smallProject(), taskBook().completed(wan(80)).notKnowing('evaluations')),
    ).assessment;
    expect(determinations.map(({ measure }) => measure)).not.toContain('demonstration-annual-award');
    expect(determinations.find(({ measure }) => measure === 'demonstration-completion-award')?.amount).toEqual(between('0.00', wan(80)));
    expect(selection.tight).toBe(false);
  });

  it('A5.4 and where it is chosen instead of the reward of 10万, the 10万 are certain and the 80万 are not', () => {
    const project = smallProject().investing(wan(1000)).inStatistics().rewardedWith(wan(10));
    const { total } = assess(caseOf(project, taskBook().completed(wan(80)).notKnowing('evaluations')), { readings: { sameInput: 'project' } }).selection;
    expect(total).toEqual(between(wan(10), wan(80)));
  });
});

describe('contract section 6 the work limit', () => {
  /** Six projects in two consortia, each with a lease of its own: many combinations. */
  const many = caseOf(
    ...Array.from({ length: 6 }, (_, i) => nationalProject().named(`P${i}`).investing(wan(20_000)).equipping(wan(9000 + 700 * i)).inStatistics().rewardedWith(wan(10))),
    ...Array.from({ length: 6 }, (_, i) => lease().named(`R${i}`).forProject(`P${i}`).ofEquipmentWorth(wan(300 + i)).amounting(wan(2000 + 100 * i))),
    consortium().over('P0', 'P1', 'P2', 'P3'), consortium().named('D').over('P2', 'P3', 'P4', 'P5'),
  );

  it('has a default under which an ordinary case is proven', () => {
    expect(assess(caseOf(otherProject().rewardedWith(wan(10)))).selection.optimal).toBe(true);
  });

  it.each([0, 1, 10, 100])('of %i gives a lawful result and a bound that holds', (workLimit) => {
    const best = assess(many, { workLimit: Infinity }).selection;
    const { selection } = assess(many, { workLimit });
    expect(best.optimal).toBe(true);
    expect(best.upperBound).toBe(best.total.max);
    expect(Number(selection.total.max)).toBeLessThanOrEqual(Number(best.total.max));
    expect(Number(selection.upperBound)).toBeGreaterThanOrEqual(Number(best.total.max));
    if (selection.optimal) expect(selection.total).toEqual(best.total);
    // Never 1a and 1b of one project.
    for (const { id } of many.projects ?? []) {
      expect(selection.chosen.filter((key) => key === `investment-reward:${id}` || key === `investment-subsidy:${id}`).length).toBeLessThanOrEqual(1);
    }
  });

  it('is a count: the same limit gives the same bytes', () => {
    expect(JSON.stringify(assess(many, { workLimit: 50 }))).toBe(JSON.stringify(assess(many, { workLimit: 50 })));
  });
});

describe('what is not known has no figure', () => {
  it('neither steps nor rows print the limit of the type: equipment and total, and the rent of the year, are not known', () => {
    const facts = caseOf(pilotProject().notKnowing('equipmentInvestment', 'totalInvestment'), lease().notKnowing('annualAmount'));
    const text = JSON.stringify(assess(facts));
    expect(text).not.toMatch(/\d{13}/);
  });
});

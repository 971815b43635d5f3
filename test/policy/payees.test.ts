/** Who receives the money: the payee of each measure (contract section 2), the sum by payee, and a case seen for some payees only. */
import { describe, expect, it } from 'vitest';
import {
  caseOf, consortium, equipmentSale, lease, loan, ordinaryProject, otherProject, park, pilotProject, provider, smallProject, softwareSale,
  taskBook, wan,
} from '../support/policy-facts.js';
import { ALL_MEASURES } from '../support/policy-measures.js';
import { assessed, between, exactly, NOTHING, upTo } from '../support/policy-outcome.js';

const RECEIVES: Record<string, string> = {
  '1a': 'acme', '1b': 'acme', '2a': 'acme', '2b': 'acme', 3: 'advisor', '4a': 'maker', '4b': 'maker', '5a': 'acme', '5b': 'acme', '6a': 'acme',
  '6b': 'C', 7: 'park',
};

describe('contract section 2 the payee', () => {
  it.each(ALL_MEASURES)('of $code', ({ code, key, facts }) => {
    expect(assessed(caseOf(...facts())).at(key).payee).toBe(RECEIVES[code]);
  });

  it('A2.2/A2.3 is the borrower and the lessee, also where the project is another’s', () => {
    const outcome = assessed(caseOf(smallProject(), loan().by('beta'), lease().by('gamma')));
    expect(outcome.the('loan-interest-subsidy').payee).toBe('beta');
    expect(outcome.the('finance-lease-subsidy').payee).toBe('gamma');
  });

  it('A6.2 is the leader, also where the projects are the members’', () => {
    const outcome = assessed(caseOf(smallProject().ownedBy('beta'), consortium().ledBy('leader')));
    expect(outcome.the('chain-leader-award').payee).toBe('leader');
    expect(outcome.paidTo('enterprise', 'leader')).toEqual(exactly(wan(200)));
    expect(outcome.paidTo('enterprise', 'beta')).toEqual(NOTHING);
  });

  it('an ineligible determination names it as well', () => {
    expect(assessed(caseOf(otherProject().notNewType())).the('investment-subsidy').payee).toBe('acme');
  });
});

describe('the sum by payee', () => {
  it('adds up what one enterprise receives as owner, borrower, lessee and leader: 200 + 30 + 10 + 30 + 200万', () => {
    const outcome = assessed(
      caseOf(
        pilotProject(), smallProject().named('Q'), loan(), lease().forProject('Q'), taskBook().evaluated(true),
        consortium().withoutNationalTask(),
      ),
    );
    expect(outcome.paidTo('enterprise', 'acme')).toEqual(exactly(wan(470)));
  });

  it('keeps supplier, provider, consortium and park apart from the owner', () => {
    const outcome = assessed(
      caseOf(pilotProject(), equipmentSale(), softwareSale(), provider(), consortium(), park()),
    );
    expect(outcome.paidTo('enterprise', 'acme')).toEqual(exactly(wan(200))); // 6a
    expect(outcome.paidTo('consortium', 'C')).toEqual(exactly(wan(300))); // 6b instead of 1b
    expect(outcome.paidTo('enterprise', 'maker')).toEqual(exactly(wan(120)));
    expect(outcome.paidTo('enterprise', 'advisor')).toEqual(exactly(wan(30)));
    expect(outcome.paidTo('park', 'park')).toEqual(exactly(wan(2000)));
  });

  it('one name that buys, sells and advises is one payee: 200 + 90 + 30万', () => {
    const outcome = assessed(
      caseOf(pilotProject(), smallProject().named('Q').ownedBy('beta'), equipmentSale().by('acme').toProject('Q'), provider().of('acme')),
    );
    expect(outcome.paidTo('enterprise', 'acme')).toEqual(exactly(wan(320)));
  });

  it('what is given up is in no sum: 1a beside 1b', () => {
    expect(assessed(caseOf(pilotProject().rewardedWith(wan(6)))).paidTo('enterprise', 'acme')).toEqual(exactly(wan(200)));
  });

  it('all payees together receive the total', () => {
    const { assessment } = assessed(
      caseOf(pilotProject(), ordinaryProject().named('Q').ownedBy('beta').rewardedWith(wan(6)), equipmentSale(), consortium(), park()),
    );
    const sum = assessment.byPayee.reduce((all, { total }) => all + Number(total.max), 0);
    expect(sum.toFixed(2)).toBe(assessment.selection.total.max);
  });

  it('A2.2 two open loans under one cap: 1b 100 and rent 75万 for certain, interest of 0 to 200万', () => {
    const open = loan().payingInterest(wan(180)).notKnowing('assessedSubsidy');
    // 1200万 of equipment; the lease of 200万 of it brings 2.5 % of 3000万 = 75万 against 20万 of 1b.
    const outcome = assessed(
      caseOf(
        pilotProject().equipping(wan(1200)).underConstruction('0.5', '0'), open.named('L1'), open.named('L2'),
        lease().ofEquipmentWorth(wan(200)).amounting(wan(3000)),
      ),
    );
    expect(outcome.paidTo('enterprise', 'acme')).toEqual(between(wan(175), wan(375)));
    expect(outcome.totalOf('enterprise', 'acme')).toEqual(between(wan(75), wan(275)));
    expect(outcome.advanceLimit('investment-subsidy:P')).toEqual(exactly(wan(50)));
    expect(outcome.assessment.selection.robust).toBe(true);
  });
});

describe('a case seen for some payees only', () => {
  const facts = caseOf(
    pilotProject(), smallProject().named('Q').ownedBy('beta'), loan().by('beta').forProject('Q'), equipmentSale(), park(),
  );
  const keysFor = (...payees: string[]) => assessed(facts, {}, { payees }).assessment.determinations.map(({ key }) => key).sort();

  it('the supplier: its sales alone, the buyer’s project stays as context, 1 % of 9000万', () => {
    const outcome = assessed(facts, {}, { payees: ['maker'] });
    expect(keysFor('maker')).toEqual(['equipment-supply-subsidy:maker']);
    expect(outcome.total).toEqual(exactly(wan(90)));
    expect(outcome.assessment.byPayee.map(({ id }) => id)).toEqual(['maker']);
  });

  it('the borrower: its loan and its project', () => {
    expect(keysFor('beta')).toEqual(['investment-reward:Q', 'investment-subsidy:Q', 'loan-interest-subsidy:beta:2025']);
    expect(assessed(facts, {}, { payees: ['beta'] }).total).toEqual(exactly(wan(30)));
  });

  it('two of them are the two together: 30 + 90万', () => {
    expect(keysFor('beta', 'maker')).toEqual([...keysFor('beta'), ...keysFor('maker')].sort());
    expect(assessed(facts, {}, { payees: ['beta', 'maker'] }).total).toEqual(exactly(wan(120)));
  });

  it('each figure is the one that it has in the whole case', () => {
    const whole = assessed(facts);
    for (const payee of ['acme', 'beta', 'maker', 'park']) {
      for (const { key, amount, status } of assessed(facts, {}, { payees: [payee] }).assessment.determinations) {
        expect({ amount, status }, key).toEqual({ amount: whole.at(key).amount, status: whole.at(key).status });
      }
    }
  });

  it('A4.3 an unknown fact of the buyer is still asked for', () => {
    const open = caseOf(smallProject().notKnowing('newType'), equipmentSale());
    const { missing, amount } = assessed(open, {}, { payees: ['maker'] }).the('equipment-supply-subsidy');
    expect(amount).toEqual(upTo(wan(90)));
    expect(missing?.join(' ')).toContain('$.projects[0].newType');
  });

  it('left out: everybody', () => {
    expect(assessed(facts).assessment.byPayee.map(({ id }) => id).sort()).toEqual(['acme', 'beta', 'maker', 'park']);
  });
});

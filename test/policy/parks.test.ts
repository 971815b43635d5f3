/** Article 7 over the years: passed, failed, open and missing evaluations, and the settlement (A7.4, A7.5, I-36). */
import { describe, expect, it } from 'vitest';
import type { Money, RatioInput } from '../../src/index.js';
import { caseOf, park, settledOn, wan } from '../support/policy-facts.js';
import { assessed, between, exactly, flagsBeyond, missingFacts, NOTHING, upTo } from '../support/policy-outcome.js';
import type { Readings } from '../support/policy-outcome.js';

const SEVEN = 'park-award:park';
type Park = ReturnType<typeof park>;
type Evaluations = NonNullable<NonNullable<Parameters<Park['with']>[0]['evaluations']>>;

/** The authority fixed 2000万 and all tasks are completed, unless a test says otherwise. */
const after = (evaluations: Evaluations, paid: Money = '0', shape: (facts: Park) => Park = (facts) => facts.finished()) =>
  shape(park().with({ evaluations }).paidInAdvance(paid));
const close = (facts: Park, readings: Readings = {}) => assessed(settledOn('2026-12-20', caseOf(facts)), readings);
const passed = (year: number, taskProgress: RatioInput) => ({ year, passed: true, taskProgress });
const failed = (year: number, taskProgress: RatioInput) => ({ year, passed: false, taskProgress });
const open = (year: number, taskProgress: RatioInput) => ({ year, taskProgress });
const CLAW_BACK = { parkFailedYear: 'claw-back' } as const;

describe('A7.5 after a failed year the award comes to what its passed years allow (I-36)', () => {
  it.each([
    ['30 % passed, then failed: 30 % of 2000万', [passed(2025, '0.30'), failed(2026, '0.60')], wan(600)],
    ['80 % passed, then failed: the passed year allows half', [passed(2025, '0.80'), failed(2026, '0.90')], wan(1000)],
    ['failed, then 40 % passed: 40 % of 2000万', [failed(2025, '0.10'), passed(2026, '0.40')], wan(800)],
    ['30 % and 45 % passed, then failed: 45 % of 2000万', [passed(2025, '0.30'), passed(2026, '0.45'), failed(2027, '1')], wan(900)],
    ['no year passed: nothing', [failed(2025, '0.50')], '0.00'],
  ] as const)('A7.5 %s', (_, evaluations, amount) => {
    const outcome = close(after([...evaluations]));
    expect(outcome.the('park-award').amount).toEqual(exactly(amount));
    expect(outcome.total).toEqual(exactly(amount));
    expect(outcome.final(SEVEN)).toEqual(exactly(amount));
  });

  it.each([
    ['less was paid than the 600万: it stays, and no more is payable', wan(200), '0.00'],
    ['the 600万 were paid: nothing either way', wan(600), '0.00'],
    ['one fen more was paid', '6000000.01', '0.01'],
    ['800万 were paid: 200万 come back', wan(800), wan(200)],
  ] as const)('A7.5 after a year that allowed 600万 and a failed one: %s', (_, paid, recoverable) => {
    const outcome = close(after([passed(2025, '0.30'), failed(2026, '0.60')], paid));
    expect(outcome.balance(SEVEN)).toEqual(NOTHING);
    expect(outcome.advanceNow(SEVEN)).toEqual(NOTHING);
    expect(outcome.recoverable(SEVEN)).toEqual(exactly(recoverable));
  });

  it('A7.5 it does not wait for the tasks: the same while they are open', () => {
    const outcome = assessed(caseOf(after([passed(2025, '0.30'), failed(2026, '0.60')], '0', (facts) => facts.unfinished())));
    expect(outcome.total).toEqual(exactly(wan(600)));
    expect(outcome.advanceNow(SEVEN)).toEqual(NOTHING);
  });

  it('A7.5 the authority decides on the rest, and a warning says so', () => {
    const flagged = caseOf(after([passed(2025, '0.30'), failed(2026, '0.60')]));
    expect(flagsBeyond(flagged, caseOf(after([passed(2025, '0.30'), passed(2026, '0.60')])))).not.toEqual([]);
  });

  it('A7.4 of an award not yet fixed: 30 % of at most 5000万', () => {
    const outcome = close(after([passed(2025, '0.30'), failed(2026, '0.60')], '0', (facts) => facts.finished().notKnowing('assessedTotal')));
    expect(outcome.the('park-award').amount).toEqual(upTo(wan(1500)));
  });

  it('A7.4 at progress not known in the passed year: from nothing to half', () => {
    const outcome = close(after([{ year: 2025, passed: true }, failed(2026, '0.60')]));
    expect(outcome.the('park-award').amount).toEqual(upTo(wan(1000)));
    expect(missingFacts(outcome.the('park-award'))).toContain('$.parks[0].evaluations[0].taskProgress');
  });
});

describe('A7.5 claw-back: after a failed year the award is nothing, and everything paid comes back', () => {
  it('A7.5 30 % passed, then failed, 600万 paid', () => {
    const outcome = close(after([passed(2025, '0.30'), failed(2026, '0.60')], wan(600)), CLAW_BACK);
    expect(outcome.the('park-award').amount).toEqual(NOTHING);
    expect(outcome.total).toEqual(NOTHING);
    expect(outcome.final(SEVEN)).toEqual(NOTHING);
    expect(outcome.recoverable(SEVEN)).toEqual(exactly(wan(600)));
    expect(outcome.advanceNow(SEVEN)).toEqual(NOTHING);
  });

  it('A7.5 every year passed: 2000 − 600万', () => {
    const outcome = close(after([passed(2025, '0.30'), passed(2026, '1')], wan(600)), CLAW_BACK);
    expect(outcome.balance(SEVEN)).toEqual(exactly(wan(1400)));
  });
});

describe('A7.5 a year whose verdict is open', () => {
  it('A7.5 30 % passed, then open: 600万 for certain, 2000万 if it passes', () => {
    const outcome = close(after([passed(2025, '0.30'), open(2026, '0.60')]));
    expect(outcome.the('park-award').amount).toEqual(between(wan(600), wan(2000)));
    expect(outcome.final(SEVEN)).toEqual(between(wan(600), wan(2000)));
    expect(missingFacts(outcome.the('park-award'))).toContain('$.parks[0].evaluations[1].passed');
  });

  it('A7.5 under claw-back from nothing', () => {
    expect(close(after([passed(2025, '0.30'), open(2026, '0.60')]), CLAW_BACK).the('park-award').amount).toEqual(upTo(wan(2000)));
  });

  it('A7.5 the only year open: from nothing to 2000万', () => {
    expect(close(after([open(2025, '0.60')])).the('park-award').amount).toEqual(upTo(wan(2000)));
  });
});

describe('A7.5 每年评价: a year between the first and the last that is not listed is open', () => {
  it('A7.5 passed in 2025 and 2027, 2026 not listed: what the two allow, half of 2000万, up to all of it', () => {
    const outcome = close(after([passed(2025, '0.30'), passed(2027, '1')]));
    expect(outcome.the('park-award').amount).toEqual(between(wan(1000), wan(2000)));
    expect(outcome.final(SEVEN)).toEqual(between(wan(1000), wan(2000)));
  });

  it('A7.5 an evaluation that does not count is no end of them: 2024, before the task book, and 2027 under validity-only', () => {
    expect(close(after([passed(2024, '0'), passed(2026, '0.30')])).final(SEVEN)).toEqual(exactly(wan(2000)));
    expect(close(after([passed(2025, '0.30'), passed(2027, '1')]), { afterExpiry: 'validity-only' }).final(SEVEN)).toEqual(exactly(wan(2000)));
  });

  it('A7.5 the same with 2026 passed: 2000万', () => {
    const outcome = close(after([passed(2025, '0.30'), passed(2026, '0.60'), passed(2027, '1')]));
    expect(outcome.final(SEVEN)).toEqual(exactly(wan(2000)));
  });

  it('A7.5 the same with 2026 failed: what the two passed years allow', () => {
    const outcome = close(after([passed(2025, '0.30'), failed(2026, '0.60'), passed(2027, '1')]));
    expect(outcome.final(SEVEN)).toEqual(exactly(wan(1000)));
  });

  it('A7.5 the years may be listed in any order', () => {
    const years = [passed(2025, '0.30'), passed(2026, '0.45'), failed(2027, '1')];
    expect(close(after([...years].reverse())).final(SEVEN)).toEqual(close(after(years)).final(SEVEN));
    expect(close(after([...years].reverse())).limitOf(SEVEN, 2026)).toEqual(exactly(wan(300)));
  });
});

describe('A7.3 evaluations that are left out', () => {
  const unheard = park().notKnowing('evaluations').paidInAdvance('0');

  it('A7.3 the authority’s total stands in the determination and in the total: 2000万', () => {
    const outcome = assessed(caseOf(unheard));
    expect(outcome.the('park-award')).toMatchObject({ status: 'eligible', nature: 'assessed', amount: exactly(wan(2000)) });
    expect(outcome.total).toEqual(exactly(wan(2000)));
  });

  it('A7.4 only the payment is open: up to half in advance', () => {
    expect(assessed(caseOf(unheard.unfinished())).advanceLimit(SEVEN)).toEqual(upTo(wan(1000)));
    expect(assessed(caseOf(unheard.unfinished())).payment(SEVEN).missing?.join(' ')).toContain('evaluations');
  });

  it('A7.4 an empty list is no year: nothing in advance', () => {
    expect(assessed(caseOf(unheard.with({ evaluations: [] }).unfinished())).advanceLimit(SEVEN)).toEqual(NOTHING);
  });
});

describe('I-04 validity-only, the account after the last day, a verdict open', () => {
  it('A7.5 300万 were paid: they stand if the year passed, and 1000万 if it failed', () => {
    const final = (verdict: Evaluations[number]) => assessed(
      settledOn('2027-01-01', caseOf(after([passed(2025, '0.80'), verdict], wan(300)))), { afterExpiry: 'validity-only' },
    ).final(SEVEN);
    expect([final(passed(2026, '0.90')), final(failed(2026, '0.90'))]).toEqual([exactly(wan(300)), exactly(wan(1000))]);
    expect(final(open(2026, '0.90'))).toEqual(between(wan(300), wan(1000)));
  });

  it('A7.5 nothing was paid: either way nothing is payable, and under claw-back nothing stands', () => {
    const outcome = (readings: Readings) => assessed(settledOn('2027-01-01', caseOf(after([passed(2025, '0.80'), open(2026, '0.90')]))), { afterExpiry: 'validity-only', ...readings });
    expect([outcome({}).final(SEVEN), outcome({}).balance(SEVEN)]).toEqual([upTo(wan(1000)), NOTHING]);
    expect([outcome(CLAW_BACK).final(SEVEN), outcome(CLAW_BACK).balance(SEVEN)]).toEqual([NOTHING, NOTHING]);
  });
});

describe('A7.5 fully completed, every year passed', () => {
  it.each([
    ['nothing paid: 2000万 payable', '0', wan(2000), '0.00'],
    ['200万 paid: 1800万 payable', wan(200), wan(1800), '0.00'],
    ['2000万 paid: nothing either way', wan(2000), '0.00', '0.00'],
    ['2100万 paid: 100万 come back', wan(2100), '0.00', wan(100)],
  ] as const)('A7.5 %s, and nothing is advanced beside it', (_, paid, payable, recoverable) => {
    const outcome = close(after([passed(2025, '0.50'), passed(2026, '1')], paid));
    expect(outcome.final(SEVEN)).toEqual(exactly(wan(2000)));
    expect(outcome.balance(SEVEN)).toEqual(exactly(payable));
    expect(outcome.recoverable(SEVEN)).toEqual(exactly(recoverable));
    expect(outcome.advanceNow(SEVEN)).toEqual(NOTHING);
  });
});

describe('A7.4 what leaves a payment open is named, and only years of this policy count', () => {
  it('a progress that is not stated leaves the two years open, though together they reach half', () => {
    const { byYear, missing } = close(after([{ year: 2025, passed: true }, passed(2026, '1')], '0', (facts) => facts)).payment(SEVEN);
    expect(byYear?.map((y) => y.limit)).toEqual([upTo(wan(1000)), upTo(wan(1000))]);
    expect(missing).toEqual(['$.parks[0].evaluations[0].taskProgress']);
  });

  it.each([
    ['at progress not known', [{ year: 2025, passed: true }, { year: 2026, passed: true }]],
    ['of a verdict not known', [{ year: 2025, taskProgress: '1' }, { year: 2026, taskProgress: '1' }]],
  ] as const)('A7.4 no year %s allows more than half of an odd total: 24,999,999.99 of 49,999,999.99', (_, years) => {
    const outcome = close(after([...years], '0', (facts) => facts.awarded('49999999.99').unfinished()));
    expect(outcome.advanceLimit(SEVEN)).toEqual(upTo('24999999.99'));
    for (const { year } of years) expect(outcome.limitOf(SEVEN, year)).toEqual(upTo('24999999.99'));
  });

  it('A7.4 of a total not yet fixed, at most 5000万, a year passed at 30 % allows up to 1500万', () => {
    const outcome = close(after([passed(2025, '0.30')], '0', (facts) => facts.unfinished().notKnowing('assessedTotal')));
    expect(outcome.limitOf(SEVEN, 2025)).toEqual(upTo(wan(1500)));
  });

  it('A7.5 all tasks completed and no evaluation yet: the settlement is open, and the evaluations are named', () => {
    const { settlement, missing } = close(after([])).payment(SEVEN);
    expect(settlement?.final).toEqual(upTo(wan(2000)));
    expect(missing).toContain('$.parks[0].evaluations');
  });

  it('I-36 claw-back, what was paid is not known: all of it is to be returned, and the fact is named', () => {
    const facts = after([failed(2025, '0.50')]).notKnowing('advancesPaid');
    const { settlement, missing } = close(facts, CLAW_BACK).payment(SEVEN);
    expect(settlement).toEqual({ final: NOTHING, payable: NOTHING });
    expect(missing).toEqual(['$.parks[0].advancesPaid']);
  });

  it.each([
    ['2026, inside the period: nothing was allowed before it', 2026, '0.00'],
    ['2027, outside it: 2025 alone counts, and passed', 2027, wan(2000)],
  ] as const)('I-04 validity-only, a failed year %s', (_, year, total) => {
    const years = year === 2026 ? [failed(year, '0.60')] : [passed(2025, '0.60'), failed(year, '0.60')];
    expect(close(after(years), { afterExpiry: 'validity-only' }).the('park-award').amount).toEqual(exactly(total));
  });

  it.each([
    ['in the year of the task book: the authority decides', '2025-03-01', true],
    ['before the year of the task book: it is none of this award', '2026-03-01', false],
  ] as const)('I-36 the evaluation of 2025 was failed, %s', (_, day, isHeld) => {
    const facts = after([failed(2025, '0.10'), passed(2026, '1')]).appliedForOn(day);
    expect(close(facts).assessment.warnings.some((w) => w.code === 'authority-decision')).toBe(isHeld);
  });
});

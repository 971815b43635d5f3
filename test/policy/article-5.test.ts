/** Article 5 「打造新型技术改造标杆示范」: the annual award (A5.3) and the completion award (A5.4). */
import { describe, expect, it } from 'vitest';
import { assess } from '../../src/index.js';
import { caseOf, fenAbove, fenBelow, nationalProject, pilotProject, smallProject, taskBook, wan } from '../support/policy-facts.js';
import { assessed, between, exactly, missingFacts, NOTHING, unmetClauses, upTo } from '../support/policy-outcome.js';

type Book = ReturnType<typeof taskBook>;
const project = smallProject();
const under = (book: Book) => assessed(caseOf(project, book));
const completion = (book: Book) => under(book).the('demonstration-completion-award');

describe('A5.3 annual award: 评价达标即给予30万元奖励', () => {
  it.each([
    ['passed', true, 'eligible', exactly(wan(30))],
    ['failed', false, 'ineligible', NOTHING],
  ] as const)('A5.3 an evaluation that is %s', (_, passed, status, amount) => {
    expect(under(taskBook().evaluatedIn(2025, passed)).the('demonstration-annual-award')).toMatchObject({ status, amount });
  });

  it('A5.3 即给予 without 最高: a stated sum, not a ceiling', () => {
    expect(under(taskBook().evaluated(true)).the('demonstration-annual-award').nature).toBe('determinate');
  });

  it('A5.3 每年: 30万 for each passed year; a failed year costs that year only: 30 + 0 + 30 = 60万', () => {
    const outcome = under(taskBook().evaluated(true, false, true));
    expect(outcome.at('demonstration-annual-award:P:2025').amount).toEqual(exactly(wan(30)));
    expect(outcome.at('demonstration-annual-award:P:2026').amount).toEqual(NOTHING);
    expect(outcome.at('demonstration-annual-award:P:2027').amount).toEqual(exactly(wan(30)));
    expect(outcome.total).toEqual(exactly(wan(60)));
  });

  it('A5.3 the verdict of the year is not known: nothing or 30万', () => {
    const determination = under(taskBook().with({ evaluations: [{ year: 2025 }] })).the('demonstration-annual-award');
    expect(determination).toMatchObject({ status: 'undetermined', amount: upTo(wan(30)) });
    expect(missingFacts(determination)).toContain('passed');
  });
});

describe('A5.2 the gate: 试点行业新型技改项目 with a signed task book', () => {
  const gateOf = (facts: ReturnType<typeof smallProject>, book = taskBook()) => {
    const outcome = assessed(caseOf(facts, book.evaluated(true).completed(wan(100))));
    return [outcome.the('demonstration-annual-award'), outcome.the('demonstration-completion-award')];
  };

  it.each([
    ['not in a pilot industry', project.with({ pilotIndustry: false }), taskBook()],
    ['not new-type', project.notNewType(), taskBook()],
    ['without a signed task book', project, taskBook().with({ taskBookSigned: false })],
  ])('A5.2 a project %s gets neither award', (_, facts, book) => {
    for (const determination of gateOf(facts, book)) {
      expect(determination).toMatchObject({ status: 'ineligible', amount: NOTHING });
      expect(unmetClauses(determination)).toContain('A5.2');
    }
  });

  it.each([
    ['pilot industry', project.notKnowing('pilotIndustry'), 'pilotIndustry'],
    ['new-type', project.notKnowing('newType'), 'newType'],
  ])('A5.2 not known: %s leaves the annual award between nothing and 30万', (_, facts, fact) => {
    const [annual] = gateOf(facts);
    expect(annual).toMatchObject({ status: 'undetermined', amount: upTo(wan(30)) });
    expect(annual && missingFacts(annual)).toContain(fact);
  });

  it('A5.2 sets no investment threshold: a project of 1万 in all qualifies', () => {
    const [annual, final] = gateOf(project.investing(wan(1)).equipping(wan(1)));
    expect(annual?.amount).toEqual(exactly(wan(30)));
    expect(final?.amount).toEqual(exactly(wan(70)));
  });

  it('A5.2 every unmet condition is listed: no pilot industry, not new-type, no task book, filed too early', () => {
    const [annual] = gateOf(project.with({ pilotIndustry: false }).notNewType().filedOn('2024-05-31'), taskBook().with({ taskBookSigned: false }));
    const clauses = annual ? unmetClauses(annual) : [];
    expect(clauses.filter((clause) => clause === 'A5.2').length).toBeGreaterThanOrEqual(3);
    expect(clauses).toContain('F.2');
  });
});

describe('A5.4 completion award: 一次性给予最高100万元奖励（需扣减前期年度奖励部分）', () => {
  it.each([
    ['one fen below 100万', fenBelow(wan(100)), fenBelow(wan(100)), false],
    ['exactly 100万', wan(100), wan(100), false],
    ['one fen above 100万: cut to 100万', fenAbove(wan(100)), wan(100), true],
  ])('A5.4 no annual award before, assessed at %s', (_, gross, amount, capBinding) => {
    expect(completion(taskBook().completed(gross))).toMatchObject({
      status: 'eligible', nature: 'assessed', amount: exactly(amount), capBinding,
    });
  });

  it.each([
    ['100万 less one annual award: 70万', [true], wan(100), wan(70)],
    ['100万 less two: 40万', [true, true], wan(100), wan(40)],
    ['80万 less two: 20万', [true, true], wan(80), wan(20)],
    ['a failed year is not deducted and does not bar it: 100 − 30 = 70万', [true, false], wan(100), wan(70)],
    ['the cap comes before the deduction: min(120, 100) − 30 = 70万', [true], wan(120), wan(70)],
    ['one fen more than two awards: one fen', [true, true], fenAbove(wan(60)), '0.01'],
    ['exactly two awards: nothing more', [true, true], wan(60), '0.00'],
    ['one fen less than two awards: nothing more, never below 0', [true, true], fenBelow(wan(60)), '0.00'],
    ['100万 less four: nothing more, never −20万', [true, true, true, true], wan(100), '0.00'],
  ])('A5.4 %s', (_, years, gross, amount) => {
    expect(completion(taskBook().evaluated(...years).completed(gross)).amount).toEqual(exactly(amount));
  });

  it.each([
    ['two passed years and 80万 gross: 60 + 20 = 80万 in all', [true, true], wan(80), wan(80)],
    ['two passed years and 50万 gross: 60万 stay earned', [true, true], wan(50), wan(60)],
    ['four passed years and 100万 gross: 120万 stay earned', [true, true, true, true], wan(100), wan(120)],
  ])('A5.3/A5.4 %s', (_, years, gross, total) => {
    expect(under(taskBook().evaluated(...years).completed(gross)).total).toEqual(exactly(total));
  });

  it.each([
    ['no year passed: up to 100万', [], wan(100)],
    ['one year passed: up to 70万', [true], wan(70)],
    ['two years passed: up to 40万', [true, true], wan(40)],
  ])('A5.4 not assessed is a ceiling, %s', (_, years, ceiling) => {
    expect(completion(taskBook().evaluated(...years).completed())).toMatchObject({
      status: 'eligible', nature: 'ceiling', amount: upTo(ceiling),
    });
  });

  it.each([
    ['the targets without the effect', { targetsMet: true, effectAchieved: false, assessedAward: wan(100) }],
    ['the effect without the targets', { targetsMet: false, effectAchieved: true, assessedAward: wan(100) }],
  ])('A5.4 asks for both (并): %s is nothing', (_, findings) => {
    const determination = completion(taskBook().with({ completion: findings }));
    expect(determination).toMatchObject({ status: 'ineligible', amount: NOTHING });
    expect(unmetClauses(determination)).toContain('A5.4');
  });

  it('A5.4 lists both findings when both fail', () => {
    const clauses = unmetClauses(completion(taskBook()));
    expect(clauses.filter((clause) => clause === 'A5.4').length).toBeGreaterThanOrEqual(2);
  });

  it('A5.4 the effect is not known: nothing, or the assessed 80万', () => {
    const determination = completion(taskBook().with({ completion: { targetsMet: true, assessedAward: wan(80) } }));
    expect(determination).toMatchObject({ status: 'undetermined', amount: upTo(wan(80)) });
    expect(missingFacts(determination)).toContain('effectAchieved');
  });

  it('A5.4 an earlier year is not known to have passed: 80万, or 50万 after deduction', () => {
    const book = taskBook().completed(wan(80)).with({ evaluations: [{ year: 2025 }] });
    expect(completion(book).amount).toEqual(between(wan(50), wan(80)));
    expect(missingFacts(completion(book))).toContain('$.demonstrations[0].evaluations[0].passed');
  });

  it('A5.4 an open year that cannot change it is not asked for: 20万 gross less one or two awards is nothing', () => {
    const book = taskBook().completed(wan(20)).with({ evaluations: [{ year: 2025, passed: true }, { year: 2026 }] });
    expect(completion(book).amount).toEqual(NOTHING);
    expect(missingFacts(completion(book))).toBe('');
  });

  it.each([
    ['newType', project.notKnowing('newType'), taskBook()],
    ['pilotIndustry', project.notKnowing('pilotIndustry'), taskBook()],
    ['filingDate', project.notKnowing('filingDate'), taskBook()],
    ['taskBookSigned', project, taskBook().notKnowing('taskBookSigned')],
  ])('A5.2 gates both awards, %s not known: 0 + 0, or 60 and the remaining 40万', (_, unsure, book) => {
    const outcome = assessed(caseOf(unsure, book.evaluated(true, true).completed(wan(100))));
    expect(outcome.at('demonstration-completion-award:P').amount).toEqual(upTo(wan(40)));
    expect(outcome.total).toEqual(upTo(wan(100)));
  });

  it('A5.4 is one-off for each project: two projects, two awards', () => {
    const outcome = assessed(
      caseOf(project.named('P1'), project.named('P2'), taskBook().of('P1').completed(wan(90)), taskBook().of('P2').completed(wan(90))),
    );
    expect(outcome.total).toEqual(exactly(wan(180)));
  });
});

describe('I-29 100万 as a bound on all awards of the article', () => {
  const bounded = (book: ReturnType<typeof taskBook>, on = project) => assessed(caseOf(on, book), { demonstrationTotalBound: 'one-million' });
  const inFour = (...passed: (boolean | undefined)[]) =>
    taskBook().with({ evaluations: passed.map((ok, i) => ({ year: 2025 + i, ...(ok === undefined ? {} : { passed: ok }) })) });

  it('A5.3 the fourth year, one earlier year open: 30万, or 100 − 90 = 10万, and that year is asked for', () => {
    const determination = bounded(inFour(true, undefined, true, true)).at('demonstration-annual-award:P:2028');
    expect(determination.amount).toEqual(between(wan(10), wan(30)));
    expect(missingFacts(determination)).toBe('$.demonstrations[0].evaluations[1].passed');
  });

  it('A5.2 the gate is open: where the fourth award stands, the three before it did: nothing or 10万', () => {
    const determination = bounded(inFour(true, true, true, true), project.notKnowing('newType')).at('demonstration-annual-award:P:2028');
    expect(determination.amount).toEqual(upTo(wan(10)));
  });

  it('A5.4 three earlier years open and the fourth passed: at least that 30万 is deducted, 0 to 70万', () => {
    const determination = bounded(inFour(undefined, undefined, undefined, true).completed(wan(100))).at('demonstration-completion-award:P');
    expect(determination.amount).toEqual(upTo(wan(70)));
  });

  // Of the fourth year 10万 are left, whoever claims the first three; of an earlier one a later one takes nothing.
  it.each([[[2027, 2028], 40], [[2025, 2026], 60], [[2026, 2027, 2028], 70], [[2025, 2028], 40]] as const)('A5.3 an election of %o comes to what they are: %d万', (years, sum) => {
    const election = years.map((year) => `demonstration-annual-award:P:${year}`);
    const { selection } = assess(caseOf(project, inFour(true, true, true, true)), { readings: { demonstrationTotalBound: 'one-million' }, election });
    expect([selection.chosen, selection.total]).toEqual([election, exactly(wan(sum))]);
  });

  it('A5.3 an election of two years, of which an earlier one is open: 60万, or 40万', () => {
    const election = [2027, 2028].map((year) => `demonstration-annual-award:P:${year}`);
    const { selection } = assess(caseOf(project, inFour(undefined, true, true, true)), { readings: { demonstrationTotalBound: 'one-million' }, election });
    expect(selection.total).toEqual(between(wan(40), wan(60)));
  });

  it('A5.4 the open years never lift the sum above 100万', () => {
    expect(bounded(inFour(undefined, undefined, undefined, true).completed(wan(100))).total).toEqual(exactly(wan(100)));
    expect(bounded(inFour(undefined, undefined, undefined, true)).total).toEqual(between(wan(30), wan(100)));
  });
});

describe('A5.5 可叠加享受新型技术改造投资补助', () => {
  it('A5.5 1b and both awards are paid: 10 % of 2000万 + 30 + (100 − 30) = 300万', () => {
    const outcome = assessed(caseOf(pilotProject(), taskBook().evaluated(true).completed(wan(100))));
    expect(outcome.total).toEqual(exactly(wan(300)));
  });

  it('A5.5 the awards do not fall under the cap of 1b: 2000 + 30 + 70 = 2100万', () => {
    const capped = nationalProject().inPilotIndustry().investing(wan(20_000)).equipping(wan(15_000));
    const outcome = assessed(caseOf(capped, taskBook().evaluated(true).completed(wan(100))));
    expect(outcome.total).toEqual(exactly(wan(2100)));
  });
});

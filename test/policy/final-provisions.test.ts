/** The final paragraph: validity (F.1) and the filing cutoff with its exception (F.2). F.3 is in no-double-dipping.test.ts. */
import { describe, expect, it } from 'vitest';
import {
  appliedOn, caseOf, consortium, nationalProject, otherProject, park, pilotProject, provider, smallProject, taskBook, wan,
} from '../support/policy-facts.js';
import { ALL_MEASURES, OTHER_MEASURES, PROJECT_MEASURES } from '../support/policy-measures.js';
import { assessed, exactly, missingFacts, NOTHING, unmetClauses, upTo } from '../support/policy-outcome.js';

describe('F.1 本政策自2025年2月2日起施行，有效期至2026年12月31日', () => {
  describe.each(ALL_MEASURES)('F.1 for $code', ({ key, amount, sum, facts }) => {
    it.each(['2025-02-02', '2026-12-31'] as const)(`applied for on %s, a day of the period itself: ${sum}`, (day) => {
      expect(assessed(appliedOn(day, ...facts())).at(key)).toMatchObject({ status: 'eligible', amount: exactly(amount) });
    });

    it.each(['2025-02-01', '2027-01-01'] as const)('applied for on %s, a day outside: nothing', (day) => {
      const outcome = assessed(appliedOn(day, ...facts()));
      expect(outcome.at(key)).toMatchObject({ status: 'ineligible', amount: NOTHING });
      expect(unmetClauses(outcome.at(key))).toContain('F.1');
      expect(outcome.total).toEqual(NOTHING);
    });
  });

  it('F.1/I-04 evaluation and settlement may follow the last day: a 5a verdict of 2027 under a 2026 task book is paid', () => {
    const outcome = assessed(appliedOn('2026-12-31', smallProject(), taskBook().evaluatedIn(2027, true)));
    expect(outcome.at('demonstration-annual-award:P:2027')).toMatchObject({ status: 'eligible', amount: exactly(wan(30)) });
  });
});

describe('F.2 2024年6月1日（含）后备案（审批）项目', () => {
  describe.each(PROJECT_MEASURES)('F.2 for $code', ({ key, amount, sum, facts }) => {
    it.each([
      ['2024-06-01', 'the cutoff day itself, 含'],
      ['2024-06-02', 'the day after'],
    ] as const)(`project filed on %s, %s: ${sum}`, (day, _) => {
      const outcome = assessed(caseOf(...facts((project) => project.filedOn(day))));
      expect(outcome.at(key)).toMatchObject({ status: 'eligible', amount: exactly(amount) });
    });

    it('project filed on 2024-05-31, the day before: nothing', () => {
      const outcome = assessed(caseOf(...facts((project) => project.filedOn('2024-05-31'))));
      expect(outcome.at(key)).toMatchObject({ status: 'ineligible', amount: NOTHING });
      expect(unmetClauses(outcome.at(key))).toContain('F.2');
    });

    it('project with no known filing date: not determined', () => {
      const outcome = assessed(caseOf(...facts((project) => project.notKnowing('filingDate'))));
      expect(outcome.at(key)).toMatchObject({ status: 'undetermined', amount: upTo(amount) });
      expect(missingFacts(outcome.at(key))).toContain('filingDate');
    });
  });

  it.each(OTHER_MEASURES)('F.2 does not reach $code, which has no filed project (I-02)', ({ key, amount, facts }) => {
    const old = otherProject().named('old').filedOn('2020-01-01');
    expect(assessed(caseOf(old, ...facts())).at(key)).toMatchObject({ status: 'eligible', amount: exactly(amount) });
  });
});

describe('F.2 （已入选国家制造业新型技术改造示范项目的除外）: the bracket lifts the cutoff (I-01)', () => {
  it('F.2 a national project filed in 2023 has its 20 %: 400万', () => {
    const outcome = assessed(caseOf(nationalProject().filedOn('2023-03-01')));
    expect(outcome.the('investment-subsidy')).toMatchObject({ status: 'eligible', amount: exactly(wan(400)) });
  });

  it('F.2 a national project filed after the cutoff has its 20 % as well', () => {
    expect(assessed(caseOf(nationalProject().filedOn('2024-06-01'))).total).toEqual(exactly(wan(400)));
  });

  it('F.2 the filing date of a national project need not be known', () => {
    const outcome = assessed(caseOf(nationalProject().notKnowing('filingDate')));
    expect(outcome.the('investment-subsidy')).toMatchObject({ status: 'eligible', amount: exactly(wan(400)) });
  });

  it('F.2 filed in 2023, and not known whether it is on the national list: nothing, or 20 %', () => {
    const outcome = assessed(caseOf(otherProject().filedOn('2023-03-01').notKnowing('nationalDemonstration')));
    expect(outcome.the('investment-subsidy')).toMatchObject({ status: 'undetermined', amount: upTo(wan(400)) });
  });

  it('F.2 a pilot-industry project filed in 2023 is not excepted', () => {
    expect(assessed(caseOf(pilotProject().filedOn('2023-03-01'))).total).toEqual(NOTHING);
  });

  it.each(PROJECT_MEASURES.filter(({ code }) => code !== '1b'))(
    'F.2 the exception holds for $code on a national project filed in 2023',
    ({ key, amount, facts }) => {
      const outcome = assessed(caseOf(...facts((project) => project.onNationalList().filedOn('2023-03-01'))));
      expect(outcome.at(key)).toMatchObject({ status: 'eligible', amount: exactly(amount) });
    },
  );

  it('F.2 the exception is from the date only: a national project of 1999万 is still below the threshold of A1.3', () => {
    const outcome = assessed(caseOf(nationalProject().filedOn('2023-03-01').investing(wan(1999)).equipping(wan(1500))));
    expect(outcome.the('investment-subsidy')).toMatchObject({ status: 'ineligible', amount: NOTHING });
  });
});

describe('the text that is applied', () => {
  it('P.1 to F.5: the assessment cites the official text by its SHA-256', () => {
    expect(assessed(caseOf(otherProject())).assessment.policy.textSha256).toBe(
      '8941add583d9e72a29439d19fd323b0e48337adbf4da21912eca15c64ebd11d9',
    );
  });

  it('the determinations come in the order of the articles', () => {
    const outcome = assessed(
      caseOf(park(), consortium(), taskBook().evaluated(true), provider(), pilotProject()),
    );
    const articles = outcome.assessment.determinations.map((determination) => determination.article);
    expect(articles).toEqual([...articles].sort());
    expect(new Set(articles)).toEqual(new Set([1, 3, 5, 6, 7]));
  });
});

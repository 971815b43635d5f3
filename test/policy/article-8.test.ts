/** Article 8 「完善新型技改工作机制」: districts may match (A8.4); the city's figures do not move. */
import { describe, expect, it } from 'vitest';
import { caseOf, nationalProject, otherProject, smallProject, taskBook, wan } from '../support/policy-facts.js';
import { assessed, exactly } from '../support/policy-outcome.js';

describe('A8.4 各区（市）县可结合本辖区实际，对本政策措施实施配套支持', () => {
  const matched = (project: ReturnType<typeof otherProject>, amount: string) =>
    assessed({ ...caseOf(project), districtMatching: [{ project: 'P', amount }] });

  it('A8.4 district money is no duplicate under F.3 and no part of the city total: 160万 stay 160万', () => {
    const outcome = matched(otherProject(), wan(100));
    expect(outcome.total).toEqual(exactly(wan(160)));
    expect(outcome.the('investment-subsidy').amount).toEqual(exactly(wan(160)));
  });

  it('A8.4 district money does not use up the city cap: 2000万 stay 2000万 beside 500万 of the district', () => {
    const capped = nationalProject().investing(wan(20_000)).equipping(wan(10_000));
    expect(matched(capped, wan(500)).total).toEqual(exactly(wan(2000)));
  });

  it('A8.4 district money larger than the city subsidy does not replace it', () => {
    expect(matched(otherProject(), wan(900)).total).toEqual(exactly(wan(160)));
  });

  it('A8.4 the sum shown beside it, a yearly evaluation open: 30 + 50 or 0 + 80 = 80万 of the city, and 20万', () => {
    const book = taskBook().with({ evaluations: [{ year: 2025 }] }).completed(wan(80));
    const { districtMatching } = assessed({ ...caseOf(smallProject(), book), districtMatching: [{ project: 'P', amount: wan(20) }] }).assessment;
    expect(districtMatching).toEqual([{ project: 'P', amount: wan(20), withCity: exactly(wan(100)) }]);
  });
});

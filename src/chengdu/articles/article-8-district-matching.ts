import { type Money, added, formatMoney } from '../../core/decimal.js';
import { byKey } from '../../core/groups.js';
import type { Wording } from '../../core/policy.js';
import { type Range, exactly, plus, toRange } from '../../core/span.js';
import { text } from '../../core/text.js';
import type { AssessmentView } from '../../core/view.js';
import { listIn } from '../facts.js';

/** 八、完善新型技改工作机制 */

/** A grant of a district for a project, as an assessment reports it. */
export interface DistrictMatching {
  readonly project: string;
  readonly amount: Money;
  /** City and district money for the project together; under `payees` only theirs of the city's. */
  readonly withCity: Range;
}

/**
 * A8.4 「各区（市）县可结合本辖区实际，对本政策措施实施配套支持，进一步提高财政资金使用效能。」
 * A power, which gives nobody a claim: district money is shown beside the city's, never inside its caps (I-38).
 */
export function districtMatching(view: AssessmentView): { readonly districtMatching: readonly DistrictMatching[] } | undefined {
  const rows = listIn(view, 'districtMatching');
  if (rows.length === 0) return undefined;
  // Several grants for one project count together beside the city's money.
  const together = new Map([...byKey(rows, (r) => r.project)].map(([project, own]) =>
    [project, toRange(plus(exactly(added(own.map((r) => r.amount))), view.moneyOn(view.position('projects', project))))]));
  return {
    districtMatching: rows.map(({ project, amount }) => ({ project, amount: formatMoney(amount), withCity: together.get(project) as Range })),
  };
}

/** The same in words, for the documents. */
export const districtMatchingWords: NonNullable<Wording['besideWords']> = (assessment) =>
  ((assessment['districtMatching'] ?? []) as readonly DistrictMatching[]).flatMap(({ project, amount, withCity }) => [
    { label: text(`区（市）县配套（不计入市级上限）  ${project}`, `district matching (outside the city caps)  ${project}`), amount: { min: amount, max: amount } },
    { label: text('市区两级合计', 'city and district together'), amount: withCity, deep: true },
  ]);

import { InvalidCaseError, MAX_ISSUES, issueOf, refuse, show } from '../core/error.js';
import type { Context } from '../core/context.js';
import type { Rules } from '../core/policy.js';
import { toRange } from '../core/span.js';
import { text } from '../core/text.js';
import type { ElectionReport } from './assessment.js';
import { type Budget, choose } from './choose.js';
import { type Chosen, inOrder } from './chosen.js';
import { claimedBy, pays } from './claims.js';
import type { Award } from './determine.js';

/**
 * Checks the combination that an applicant elects (可就高享受最高补助政策: may, not must). The awards that
 * were not elected are not claimed. If the best choice among the elected ones pays all of them, that is the election:
 * a yearly award of several contracts may leave some of them in the base of another. Otherwise it is the best of those
 * choices that pay all. Where none does, what others of it do not exclude is insisted on, and the rest is refused.
 *
 * @throws InvalidCaseError for a key that is no determination of the case
 */
export function elect(
  election: unknown,
  awards: readonly Award[],
  best: Chosen,
  context: Context<Rules>,
  budget: Budget,
): { readonly report: ElectionReport; readonly chosen: Chosen | undefined } {
  const elected = electedOf(election, awards);
  const { clause: overlapClause } = context.policy.overlap;
  const claimed = claimedBy(elected, context.policy);
  const free = choose(claimed, context, { budget });
  const paysAll = elected.every((a) => !pays(a) || free.payable.has(a.index));
  const own = paysAll ? free : choose(claimed, context, { budget, insist: true });
  const lost = new Map(own.forgone().map((f) => [f.award.index, f]));
  const refused: ElectionReport['refused'][number][] = [];
  for (const award of elected) {
    const { key, status, clause } = award.determination;
    const by = lost.get(award.index);
    if (status === 'ineligible') refused.push({ key, reason: 'ineligible', insteadOf: [], clause });
    // Giving up a part (a lease's share of the equipment) is how the two may lawfully stand together.
    else if (by !== undefined && !by.partly) {
      refused.push({ key, reason: 'same-input', insteadOf: by.insteadOf.map((b) => b.determination.key), clause: overlapClause });
    }
  }
  const lawful = refused.length === 0;
  const costs = inOrder({ lo: best.total.lo.minus(own.total.lo), hi: best.total.hi.minus(own.total.hi) });
  const report: ElectionReport = {
    lawful,
    refused,
    best: { chosen: keysOf(awards, best.payable), total: toRange(best.total) },
    costs: toRange(costs),
  };
  return { report, chosen: lawful ? own : undefined };
}

export const keysOf = (awards: readonly Award[], payable: { readonly has: (index: number) => boolean }): string[] =>
  awards.filter((a) => payable.has(a.index)).map((a) => a.determination.key);

function electedOf(election: unknown, awards: readonly Award[]): readonly Award[] {
  if (!Array.isArray(election)) {
    refuse({ path: 'options.election', code: 'option', expected: text('由测算结果的键组成的数组', 'an array of determination keys'), received: show(election) });
  }
  const known = new Set<unknown>(awards.map((a) => a.determination.key));
  const expected = text('本案测算结果的键', 'the key of a determination of this case');
  const issues = election.flatMap((key: unknown, i) =>
    known.has(key) ? [] : [issueOf({ path: `options.election[${i}]`, code: 'option', expected, received: show(key) })]);
  if (issues.length > 0) throw new InvalidCaseError(issues.slice(0, MAX_ISSUES));
  const keys = new Set(election);
  return awards.filter((a) => keys.has(a.determination.key));
}

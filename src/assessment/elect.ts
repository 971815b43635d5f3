import type { ReadCase } from '../case/read.js';
import type { Context } from '../kernel/context.js';
import { notBelowZero } from '../kernel/decimal.js';
import { type CaseIssue, InvalidCaseError, show } from '../kernel/error.js';
import type { Evaluated } from '../kernel/measure.js';
import { between, toRange } from '../kernel/span.js';
import { type Chosen, select } from '../selection/select.js';
import type { ElectionReport } from './assessment.js';
import type { Determined } from './determine.js';

/**
 * Checks the combination that an applicant elects (F.3 可就高享受最高补助政策: may, not must). The awards
 * that were not elected are not claimed. If the best choice among the elected ones pays all of them,
 * that is the election: a yearly award of several leases may leave some of them in the equipment base.
 * Otherwise each contract is insisted on, and the election is lawful if all awards stand together.
 *
 * @throws InvalidCaseError for a key that is no determination of the case
 */
export function elect(
  read: ReadCase,
  determined: Determined,
  evaluated: readonly Evaluated[],
  best: Chosen,
  context: Context,
  options: { readonly election?: readonly string[] | undefined; readonly workLimit?: number | undefined },
): { readonly report: ElectionReport; readonly chosen: Chosen | undefined } {
  const elected = keysOf(options.election, evaluated);
  const choose = (insist: boolean): Chosen => select(read, determined, evaluated, context, { workLimit: options.workLimit, elected, insist });
  const free = choose(false);
  const paysAll = evaluated.every((e) => !elected.has(e.determination.key) || e.amount.hi.isZero() || free.payable.has(e.determination.key));
  const own = paysAll ? free : choose(true);
  const lost = new Map(own.forgone.map((f) => [f.key, f]));
  const divided = new Set(own.joint.flatMap((j) => j.keys));
  const refused: ElectionReport['refused'][number][] = [];
  for (const { determination } of evaluated) {
    const { key, status, clause } = determination;
    if (!elected.has(key)) continue;
    const by = lost.get(key);
    if (status === 'ineligible') refused.push({ key, reason: 'ineligible', insteadOf: [], clause });
    // Giving up a part (a lease's share of the equipment) is how the two may lawfully stand together; so is a
    // division of the equipment, even one that leaves nothing to the other.
    else if (by !== undefined && !by.partly && !divided.has(key)) refused.push({ key, reason: 'same-input', insteadOf: by.insteadOf, clause: 'F.3' });
  }
  const lawful = refused.length === 0;
  const lo = notBelowZero(best.total.lo.minus(own.total.lo));
  const hi = notBelowZero(best.total.hi.minus(own.total.hi));
  const report: ElectionReport = {
    lawful,
    refused,
    best: { chosen: [...best.payable.keys()], total: toRange(best.total) },
    costs: toRange(lo.cmp(hi) <= 0 ? between(lo, hi) : between(hi, lo)),
  };
  return { report, chosen: lawful ? own : undefined };
}

function keysOf(election: readonly string[] | undefined, evaluated: readonly Evaluated[]): ReadonlySet<string> {
  if (!Array.isArray(election)) {
    throw new InvalidCaseError([{ path: 'options.election', code: 'option', expected: 'an array of determination keys', received: show(election) }]);
  }
  const known = new Set(evaluated.map((e) => e.determination.key));
  const issues: CaseIssue[] = [];
  election.forEach((key: unknown, i) => {
    if (typeof key !== 'string' || !known.has(key)) {
      issues.push({ path: `options.election[${i}]`, code: 'option', expected: 'the key of a determination of this case', received: show(key) });
    }
  });
  if (issues.length > 0) throw new InvalidCaseError(issues.slice(0, 20));
  return new Set(election as readonly string[]);
}

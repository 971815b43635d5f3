/** Listing the combinations of an ordinary project gives what the exact solver gives. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { completionNet } from '../../src/articles/article-5-demonstrations.js';
import { determine } from '../../src/assessment/determine.js';
import { type CaseFile, readCase } from '../../src/case/read.js';
import { noDoubleDipping } from '../../src/constraints/index.js';
import { contextOf } from '../../src/kernel/context.js';
import { settleLone } from '../../src/selection/lone.js';
import { contenders } from '../../src/selection/parties.js';
import { buildProblem } from '../../src/selection/problem.js';
import { demonstrationSum } from '../../src/selection/realise.js';
import { completeCase } from '../support/cases.js';

describe.each(['funding-item', 'project'] as const)('a lone project under sameInput = %s', (sameInput) => {
  it('has the same best total either way', () => {
    let compared = 0;
    fc.assert(
      fc.property(completeCase, (file) => {
        // One project, so that no cap is shared with another.
        const only = file.projects?.[0]?.id;
        const lone = {
          ...file,
          projects: file.projects?.slice(0, 1),
          consortia: [],
          supplies: [],
          ...Object.fromEntries((['loans', 'leases', 'demonstrations'] as const).map((k) => [k, file[k]?.filter((r: { project: string }) => r.project === only)])),
        } as CaseFile;
        const context = contextOf({ readings: { sameInput } });
        const read = readCase(lone);
        const determined = determine(read, context);
        const [c] = contenders(read, determined);
        if (c === undefined) return;
        const value = (p: number) => demonstrationSum(determined.projects[p] as never, (g, a) => completionNet(g, a, context));
        const listed = settleLone(c, determined, context, value, false);
        if (listed === undefined || listed.keys.length === 0) return;
        const solved = noDoubleDipping(buildProblem([c], determined, 'least', context, value).problem);
        // The solver also holds what competes with nothing; it is added to the listed total.
        const beside = [c.reward, c.subsidy, ...determined.loans.map((g) => g.evaluated), ...determined.leases.map((g) => g.evaluated), ...c.demonstration]
          .filter((e) => e !== undefined && !listed.keys.includes(e.determination.key))
          .reduce((sum, e) => (e === undefined ? sum : sum.plus(e.exact.hi)), listed.total.hi);
        // Amounts are rounded to the fen one by one here and not at all there: less than a fen each.
        expect(beside.minus(solved.total.max as never).abs().lt('0.05'), `${beside.toFixed()} and ${solved.total.max.toFixed()}`).toBe(true);
        compared += 1;
      }),
      { numRuns: 400 },
    );
    expect(compared).toBeGreaterThan(50);
  });
});

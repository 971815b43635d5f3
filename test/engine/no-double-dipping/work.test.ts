import { describe, expect, it } from 'vitest';
import { noDoubleDipping, type Claim, type SelectionProblem } from '../../../src/constraints/no-double-dipping/index.js';
import { consortium, entangled, leases } from './knapsacks.js';
import { beside } from './problems.js';

/** Amounts that do not rise with the order of the claims. */
const amountAt = (i: number): number => 1 + ((i * 37) % 97);
const claims = (count: number, more: (i: number) => object): Claim[] => Array.from({ length: count }, (_, i) => ({ id: `c${i}`, amount: amountAt(i), ...more(i) }));

/**
 * `workLimit` is what a caller sets, and what a limit proves must not change unnoticed: a solver that needs more has lost one
 * of its shortcuts, and one that needs less counts something no longer. Who means to change it changes these figures.
 */
describe('the work of a proof, to a hundredth', () => {
  const inPool = (count: number, cap: number, more: (i: number) => object): SelectionProblem => ({ claims: claims(count, (i) => ({ pool: 'P', ...more(i) })), pools: [{ id: 'P', cap }] });
  /** What the choice takes, and with the runner-up. */
  const cases: [name: string, problem: SelectionProblem, work: number, withNext?: number, required?: string[]][] = [
    // Six sets, a quarter each: {1a, 5b}, {1b, 5b}, and these without what pays into the pool.
    ['the listed project', { claims: [{ id: '1a', amount: 9, inputs: ['P'], pool: 'P' }, { id: '1b', amount: 20, inputs: ['P'], pool: 'P' }, { id: '5b', amount: 5, pool: 'P' }], pools: [{ id: 'P', cap: 23 }] }, 2, 2],
    ['13 claims on one input', { claims: claims(13, () => ({ inputs: ['i'] })) }, 23, 43],
    ['80 claims on one input', { claims: claims(80, () => ({ inputs: ['i'] })) }, 599, 886],
    ['20 claims, each of which excludes the next', { claims: claims(20, (i) => ({ inputs: [`i${i}`, `i${i + 1}`] })) }, 297, 896],
    ['18 claims in a pool', inPool(18, 400, () => ({})), 912, 912],
    ['20 pairs in a pool', inPool(20, 400, (i) => ({ inputs: [`i${i >> 1}`] })), 888, 4_425],
    ['40 claims in a pool, 36 of them required', inPool(40, 1_500, () => ({})), 24, 24, Array.from({ length: 36 }, (_, i) => `c${i}`)],
    ['two projects of 12 and 14 leases', beside(leases({ count: 12, pools: 1, seed: 3 }), leases({ count: 14, pools: 1, seed: 4 })), 506, 853],
    ['30 leases', leases({ count: 30, pools: 1, seed: 30 }), 883, 3_033],
    ['60 leases of two years', leases({ count: 60, pools: 2, seed: 60 }), 9_173],
    ['60 leases with open amounts', leases({ count: 60, pools: 1, seed: 1, ranges: true }), 2_077, 4_277],
    ['a consortium of 12', consortium({ projects: 12, seed: 1 }), 386, 1_939],
    ['a consortium of 20', consortium({ projects: 20, seed: 1 }), 16_018],
    ['a consortium of 10, three of them with leases', consortium({ projects: 10, seed: 1, leased: 3, leases: 3 }), 1_254, 17_536],
    ['a consortium of 10 with open amounts', consortium({ projects: 10, seed: 2, ranges: true }), 342, 1_250],
    ['12 projects of two consortia and three lessees', entangled({ projects: 12, lessees: 3, consortia: 2, seed: 1 }), 1_400, 13_025],
  ];
  for (const [name, problem, work, withNext, required = []] of cases) {
    it(name, () => {
      const within = (found: number, stated: number): boolean => Math.abs(found - stated) <= stated / 100;
      const alone = noDoubleDipping(problem, { runnerUp: false, required });
      expect([alone.optimal, alone.tiesSettled]).toEqual([true, true]);
      expect([alone.work, within(alone.work, work)]).toEqual([alone.work, true]);
      if (withNext === undefined) return;
      const both = noDoubleDipping(problem, { required }).work;
      expect([both, within(both, withNext)]).toEqual([both, true]);
    });
  }
});

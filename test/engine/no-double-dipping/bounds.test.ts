/** What a bound promises: at whatever prices none is below what a set can bring, and tuned prices leave none that is lower. */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Claim, SelectionProblem } from '../../../src/constraints/no-double-dipping/index.js';
import { makePart, type Work } from '../../../src/constraints/no-double-dipping/part.js';
import { Prices } from '../../../src/constraints/no-double-dipping/prices.js';
import { readProblem } from '../../../src/constraints/no-double-dipping/read.js';
import { plant, type Node, type Scope, type Several } from '../../../src/constraints/no-double-dipping/tree.js';
import { inWholeUnits } from '../../../src/constraints/no-double-dipping/units.js';
import { bruteForce } from './brute-force.js';
import { consortium, entangled, leases } from './knapsacks.js';
import { problems, SHAPES } from './problems.js';
import { holding } from '../../support/holding.js';

interface Priced {
  readonly prices: Prices;
  readonly root: Several;
  readonly scopes: readonly Scope[];
  /** The bound at the prices of the scopes. */
  bound(level?: number): number;
}

const scopesOf = (node: Node): Scope[] => (node.kind === 'list' ? [] : [...node.scopes, ...node.children.flatMap(scopesOf)]);

/** All claims of a problem as one part, whether or not anything ties them together. */
function priced(problem: SelectionProblem, work: Work = { used: 0, limit: Infinity }): Priced {
  const whole = inWholeUnits(readProblem(problem));
  const all = problem.claims.map((_, i) => i);
  const part = makePart(whole, all, false);
  const root = plant({ part, required: [], free: all }, false, work)!;
  const prices = new Prices(part, work);
  return { prices, root, scopes: scopesOf(root), bound: (level = 0) => prices.bound(root, level) };
}

/** Two projects that take 1b 12 beside the pool or 6b 20 in a pool of 30: the best is 12 + 20. */
const TWO: SelectionProblem = {
  claims: ['P', 'Q'].flatMap((p): Claim[] => [{ id: `1b:${p}`, amount: 12, inputs: [p] }, { id: `6b:${p}`, amount: 20, pool: 'K', inputs: [p] }]),
  pools: [{ id: 'K', cap: 30 }],
};

/** Small problems of every structure, with the most that a set brings at minima and with each claim. */
const small = (name: string): fc.Arbitrary<SelectionProblem> => problems({ ...SHAPES[name]!, ranges: true, claims: [2, 9] });
const NAMES = ['pools only', 'pools, parts and exclusions', 'everything', 'many ties', 'dense exclusions'];

describe('a bound by prices', () => {
  it('is 12 + 2 max(12, 0.6 · 20) = 36 of two projects at p = 0.4, 40 at 0, 54 at 1, and 36 at the best price', () => {
    const { prices, root, scopes: [scope], bound } = priced(TWO);
    const at = (price: number): number => {
      scope!.price = price;
      return bound();
    };
    expect([at(0), at(0.4), at(1)]).toEqual([40, 36, 54]);
    prices.tune(root, 8);
    expect([scope!.price, bound()]).toEqual([expect.closeTo(0.4, 9), expect.closeTo(36, 9)]);
  });

  for (const name of NAMES) {
    it(`is at any prices no less than the best, with each claim as well: ${name}`, () => {
      const some = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 12, maxLength: 12 });
      // What brings nothing, or no more than what another brings beside it, need not be in the tree.
      holding({ 'in the tree': 0.6 }, (given) => fc.assert(
        fc.property(small(name), some, (problem, any) => {
          const right = bruteForce(problem)!;
          const { prices, root, scopes, bound } = priced(problem);
          const holds = (): void => {
            expect(bound() + prices.margin).toBeGreaterThanOrEqual(right.total.min);
            const each = prices.boundsWithEach(root);
            problem.claims.forEach(({ id }, i) => {
              const own = each.get(i);
              if (given('in the tree', own)) expect(own + 2 * prices.margin).toBeGreaterThanOrEqual(right.bestWith(id).min);
            });
            expect(Math.max(...each.values())).toBeCloseTo(bound(), 6);
          };
          holds();
          scopes.forEach((scope, k) => (scope.price = any[k % any.length]!));
          holds();
          prices.tune(root, 8);
          holds();
        }),
        { numRuns: 12 },
      ));
    });

    it(`is the lowest there is for one pool after the other: ${name}`, () => {
      fc.assert(
        fc.property(small(name), (problem) => {
          const { prices, root, scopes, bound } = priced(problem);
          prices.tune(root, 60);
          for (const scope of scopes) {
            const { level } = prices.part.dims[scope.dim]!;
            const tuned = { price: scope.price, bound: bound(level) };
            for (let k = 0; k <= 40; k++) {
              scope.price = k / 40;
              expect(bound(level)).toBeGreaterThanOrEqual(tuned.bound - 1e-6);
            }
            scope.price = tuned.price;
          }
        }),
        { numRuns: 12 },
      );
    });
  }

  /** 14 leases of a project: each in the pool with 10, or beside it with 4 to 6; or one sum instead of all of them. */
  const leased = (p: string): Claim[] => Array.from({ length: 14 }, (_, i) => `${p}.${i}`).flatMap((input, i): Claim[] => [
    ...(i === 0 ? [{ id: `1a:${p}`, amount: 1, inputs: Array.from({ length: 14 }, (_x, k) => `${p}.${k}`) }] : []),
    { id: `6b.${i}:${p}`, amount: 10, pool: 'K', inputs: [input] }, { id: `2b.${i}:${p}`, amount: 4 + (i % 3), inputs: [input] },
  ]);
  const large: [name: string, problem: SelectionProblem, isSettledAtOnce?: boolean][] = [
    ['leases of two projects in one pool', { claims: [...leased('P'), ...leased('Q')], pools: [{ id: 'K', cap: 155 }] }, true],
    ['leases of two years', leases({ count: 14, pools: 2, seed: 3 })],
    ['leases with open amounts', leases({ count: 14, pools: 2, seed: 5, ranges: true })],
    ['a consortium with leases', consortium({ projects: 8, seed: 2, leased: 3, leases: 5 }), true],
    ['projects of two consortia', entangled({ projects: 10, lessees: 2, consortia: 2, seed: 1 }), true],
  ];
  for (const [name, problem, isSettledAtOnce = false] of large) {
    it(`is lower with every round, until none is lower for one pool after the other: ${name}`, () => {
      const { prices, root, scopes, bound } = priced(problem);
      const rounds = Array.from({ length: 60 }, () => {
        prices.tune(root, 1);
        return bound();
      });
      rounds.forEach((value, k) => expect(value).toBeLessThanOrEqual((rounds[k - 1] ?? Infinity) + prices.margin));
      // As many rounds at once come to the same; where pools are entangled one is not enough.
      const again = priced(problem);
      again.prices.tune(again.root, 60);
      expect([again.bound(), again.scopes.map((s) => s.price)]).toEqual([bound(), scopes.map((s) => s.price)]);
      expect(rounds[0]! - bound() <= prices.margin).toBe(isSettledAtOnce);
      for (const scope of scopes) {
        const { level } = prices.part.dims[scope.dim]!;
        const tuned = { price: scope.price, bound: bound(level) };
        for (let k = 0; k <= 40; k++) {
          scope.price = k / 40;
          expect(bound(level)).toBeGreaterThanOrEqual(tuned.bound - prices.margin);
        }
        scope.price = tuned.price;
      }
    });
  }

  it('is not looked for where the work is used up, and still is where it is just reached', () => {
    const work = { used: 0, limit: Infinity };
    const { prices, root, scopes: [scope] } = priced(TWO, work);
    Object.assign(work, { used: 6, limit: 5 });
    prices.tune(root, 8);
    expect([scope!.price, work.used]).toEqual([0, 6]);
    Object.assign(work, { used: 5 });
    prices.tune(root, 8);
    expect(scope!.price).toBeCloseTo(0.4, 9);
  });

  it('holds with its margin for amounts of 16 digits, of which a price leaves no exact sums', () => {
    const inPool = (id: string, amount: number, pool = 'P'): Claim => ({ id, amount, pool });
    const most = 2 ** 51 - 1;
    const problems: SelectionProblem[] = [
      // Filled to the last unit by all but the smallest.
      { claims: [inPool('a', Math.floor(most / 3)), inPool('b', most - Math.floor(most / 3)), inPool('c', 1)], pools: [{ id: 'P', cap: most }] },
      // A small pool beside a large amount, which is added last or first.
      { claims: [{ id: 'a', parts: [{ amount: most - 100 }, { pool: 'P', amount: 7 }] }, inPool('b', 1)], pools: [{ id: 'P', cap: 7 }] },
      // Six pools, of which each adds an error of its own.
      { claims: Array.from({ length: 6 }, (_, k) => [inPool(`a${k}`, 2 ** 48 - k, `P${k}`), inPool(`b${k}`, 1, `P${k}`)]).flat(), pools: Array.from({ length: 6 }, (_, k) => ({ id: `P${k}`, cap: 2 ** 48 - k })) },
    ];
    for (const problem of problems) {
      const best = bruteForce(problem)!.total.min;
      const { prices, scopes, bound } = priced(problem);
      // Near 1 a full pool is a fixed sum, and nothing beside it hides an error.
      for (let k = 0; k <= 400; k++) {
        for (const scope of scopes) scope.price = 1 - k / 9_973;
        expect(Math.floor(bound() + prices.margin)).toBeGreaterThanOrEqual(best);
      }
    }
  });
});

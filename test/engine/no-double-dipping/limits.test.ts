/** What an answer is worth where its work is limited: what is said is so, and what is not known is not said. */
import { describe, expect, it } from 'vitest';
import { explainForgone, noDoubleDipping, type Claim, type Selection, type SelectionProblem } from '../../../src/constraints/no-double-dipping/index.js';
import { isFeasible, worth } from './brute-force.js';
import { consortium, entangled, generator, leases } from './knapsacks.js';
import { beside } from './problems.js';

const amountAt = (i: number): number => 1 + ((i * 37) % 97);
/** 40 claims, each of which excludes the next: no project looks so, and nothing is proven of them. */
const CHAIN: SelectionProblem = { claims: Array.from({ length: 40 }, (_, i): Claim => ({ id: `c${i}`, amount: amountAt(i), inputs: [`i${i}`, `i${i + 1}`] })) };
/** 1a 9 or 1b 20 in a pool of 23 with 5b 5 and 5c 2: twelve sets, a quarter each. */
const LISTED: SelectionProblem = {
  claims: [{ id: '1a', amount: 9, inputs: ['P'], pool: 'P' }, { id: '1b', amount: 20, inputs: ['P'], pool: 'P' }, { id: '5b', amount: 5, pool: 'P' }, { id: '5c', amount: 2, pool: 'P' }],
  pools: [{ id: 'P', cap: 23 }],
};
const outline = (s: Selection): unknown => [s.chosen, s.total, s.value, s.upperBound];

describe('what insisting on a claim costs', () => {
  const costsIn = (problem: SelectionProblem, options?: { readonly workLimit: number }): (number | undefined)[] =>
    explainForgone(problem, noDoubleDipping(problem, { runnerUp: false }), options).map((f) => f.cost?.min.toNumber());

  it('is a matter of its own part: 5 less 3, beside 40 claims of which nothing is proven', () => {
    const pair: Claim[] = [{ id: 'a', amount: 5, inputs: ['p'] }, { id: 'b', amount: 3, inputs: ['p'] }];
    const problem = { claims: [...pair, ...CHAIN.claims] };
    expect(explainForgone(problem, { chosen: problem.claims.map((c) => c.id).filter((id) => id !== 'b' && id !== 'c0') }).map((f) => [f.claim, f.cost?.min.toNumber()]))
      .toEqual([['b', 2], ['c0', undefined]]);
  });

  it('takes work of a listed part as well: 23 less 16 with 1a, and 23 less 23 with 5c', () => {
    expect(costsIn(LISTED, { workLimit: 20 })).toEqual([7, 0]);
    expect(costsIn(LISTED, { workLimit: 0 })).toEqual([undefined, undefined]);
  });

  it('is told as far as the work allows that all claims have together', () => {
    const problem = leases({ count: 9, pools: 2, seed: 4 });
    const all = costsIn(problem);
    expect([all.length > 2, all.includes(undefined)]).toEqual([true, false]);
    expect(costsIn(problem, { workLimit: Infinity })).toEqual(all);
    expect(costsIn(problem, { workLimit: 0 })).toEqual(all.map(() => undefined));
    const told = [100, 300, 1_000, 3_000, 10_000, 30_000].map((workLimit) => costsIn(problem, { workLimit }).filter((cost, i) => cost === all[i]).length);
    expect(told).toEqual([...told].sort((a, b) => a - b));
    expect(told.some((n) => n > 0 && n < all.length)).toBe(true);
  });
});

describe('whatever the limit', () => {
  const cases: [name: string, problem: SelectionProblem][] = [
    ['leases', leases({ count: 9, pools: 2, seed: 4 })],
    ['leases with open amounts', leases({ count: 8, pools: 1, seed: 2, ranges: true })],
    ['a consortium', consortium({ projects: 7, seed: 3, leased: 2, leases: 2 })],
    ['a consortium with open amounts, beside a listed project', beside(consortium({ projects: 6, seed: 5, ranges: true }), LISTED)],
    ['projects of two consortia', entangled({ projects: 5, lessees: 2, consortia: 2, seed: 2 })],
  ];
  for (const [name, problem] of cases) {
    it(`the set is lawful, the bound valid, and only what is proven is called so: ${name}`, () => {
      const full = noDoubleDipping(problem);
      expect([full.optimal, full.tiesSettled, full.runnerUp === undefined]).toEqual([true, true, false]);
      for (let k = 0; k <= 30; k++) {
        const workLimit = Math.floor((full.work * k) / 30);
        const cut = noDoubleDipping(problem, { workLimit });
        expect(isFeasible(problem, problem.claims.filter(({ id }) => cut.chosen.includes(id)))).toBe(true);
        expect([cut.work <= workLimit, cut.value.min.lte(full.value.min), cut.total.max.lte(full.total.max), cut.upperBound.gte(full.upperBound)]).toEqual([true, true, true, true]);
        if (cut.optimal) expect([cut.total, cut.upperBound]).toEqual([full.total, full.upperBound]);
        if (cut.optimal && cut.tiesSettled) expect(outline(cut)).toEqual(outline(full));
        if (cut.runnerUp !== undefined) expect([cut.optimal, cut.runnerUp]).toEqual([true, full.runnerUp]);
      }
      expect(noDoubleDipping(problem, { workLimit: full.work + 1 })).toEqual(full);
    });
  }

  it('a project that is listed is decided, and its runner-up is looked for where that much work is allowed', () => {
    const at = (workLimit: number): unknown => {
      const s = noDoubleDipping(LISTED, { workLimit });
      return [s.optimal, s.chosen, s.work, s.runnerUp?.chosen];
    };
    expect(at(2)).toEqual([true, ['1b', '5b'], 2, undefined]);
    expect(at(3)).toEqual([true, ['1b', '5b'], 3, ['1a', '5b', '5c']]);
  });

  it('claims that bring most at minima are taken first where nothing else is left', () => {
    // 5 to 20 in the pool, or 8 to 9 outside it; of the idle ones one is needed to fill the pool.
    const claims: Claim[] = [{ id: 'a', amount: { min: 5, max: 20 }, pool: 'P', inputs: ['i'] }, { id: 'b', amount: { min: 8, max: 9 }, inputs: ['i'] }];
    const fillers = Array.from({ length: 12 }, (_, i): Claim => ({ id: `f${i}`, amount: 3, pool: 'P' }));
    expect(noDoubleDipping({ claims: [...claims, ...fillers], pools: [{ id: 'P', cap: 18 }] }, { workLimit: 0 }).chosen.slice(0, 1)).toEqual(['b']);
  });

  it('no set is said to bring more than all claims together, nor than the prices allow', () => {
    // 30 projects take 12, or 20 in a pool of 310: 0.4 · 310 + 30 max(12, 0.6 · 20) = 484.
    const projects: SelectionProblem = {
      claims: Array.from({ length: 30 }, (_, p): Claim[] => [{ id: `1b:${p}`, amount: 12, inputs: [`${p}`] }, { id: `6b:${p}`, amount: 20, pool: 'K', inputs: [`${p}`] }]).flat(),
      pools: [{ id: 'K', cap: 310 }],
    };
    const cut = noDoubleDipping(projects, { workLimit: 100 });
    expect([cut.optimal, cut.tiesSettled, cut.upperBound.toNumber()]).toEqual([false, false, 484]);
    const pooled: SelectionProblem = { claims: Array.from({ length: 30 }, (_, i): Claim => ({ id: `c${i}`, amount: 30, pool: 'K' })), pools: [{ id: 'K', cap: 310 }] };
    expect(noDoubleDipping(pooled, { workLimit: 0 }).upperBound.toNumber()).toBe(310);
  });
});

describe('each part has its share of the work', () => {
  it('so that a hopeless one leaves the others theirs, and never less than 5,000 and 20 for each claim', () => {
    // 60 leases of two years take 9,200: of 15,000 the chain has 5,800, and the leases what is left.
    const two = leases({ count: 60, pools: 2, seed: 60 });
    const alone = noDoubleDipping(two, { runnerUp: false });
    const s = noDoubleDipping(beside(CHAIN, two), { workLimit: 15_000, runnerUp: false });
    expect([alone.optimal, s.optimal, s.chosen.filter((id) => id.startsWith('second '))]).toEqual([true, false, alone.chosen.map((id) => `second ${id}`)]);
    // Two such groups take twice as much: each has its half of 22,000, while 12,000 are not enough for the second, ties aside.
    const both = beside(two, two);
    const within = (workLimit: number): boolean[] => [noDoubleDipping(both, { workLimit, runnerUp: false })].flatMap((of) => [of.optimal, of.tiesSettled]);
    expect([within(22_000), within(12_000)]).toEqual([[true, true], [false, false]]);
    // Of 8,000 among 622 claims those of 122 leases that need 6,500 have 7,440.
    const one = leases({ count: 60, pools: 2, seed: 17 });
    const singles: SelectionProblem = { claims: Array.from({ length: 500 }, (_, i): Claim => ({ id: `s${i}`, amount: 1 })) };
    expect(noDoubleDipping(beside(one, singles), { workLimit: 8_000, runnerUp: false }).optimal).toBe(true);
  });
});

describe('ties that are too many to be settled', () => {
  /** What is left of all claims when from the end of the order each goes without which as much is brought. */
  const withoutIdle = (problem: SelectionProblem, required: readonly string[]): string[] =>
    problem.claims.slice().reverse().reduce((set: readonly Claim[], claim) => {
      const less = set.filter((c) => c !== claim);
      const isIdle = (['min', 'max'] as const).every((end) => worth(problem, less, end) === worth(problem, set, end));
      return isIdle && !required.includes(claim.id) ? less : set;
    }, problem.claims).map(({ id }) => id);

  // 60 claims that fill the pool of the first 30 of them to the last unit; more pools with more claims beside.
  const claims = Array.from({ length: 60 }, (_, i): Claim => ({ id: `c${i}`, amount: amountAt(i), pool: 'P' }));
  const others: Claim[] = [
    { id: 'open', parts: [{ pool: 'P', amount: 3 }, { amount: { min: 0, max: 5 } }] }, { id: 'q', pool: 'Q', amount: 4 }, { id: 'two', parts: [{ pool: 'P', amount: 4 }, { pool: 'Q', amount: 2 }] },
  ];
  const cap = claims.slice(0, 30).reduce((sum, { amount }) => sum + Number(amount), 3 + 4);
  const problem: SelectionProblem = { claims: [...claims, ...others], pools: [{ id: 'P', cap }, { id: 'Q', cap: 5 }] };

  it('leave a best set without idle claims, but for what is required', () => {
    const expected = [...claims.slice(0, 30), ...others].map(({ id }) => id);
    expect(withoutIdle(problem, [])).toEqual(expected);
    const s = noDoubleDipping(problem, { runnerUp: false });
    expect([s.optimal, s.tiesSettled, s.total.min.toNumber(), s.total.max.toNumber(), s.chosen]).toEqual([true, false, cap + 5, cap + 10, expected]);
    const forced = noDoubleDipping(problem, { required: ['c45'], runnerUp: false });
    expect([forced.optimal, forced.tiesSettled, forced.total.min.toNumber(), forced.chosen]).toEqual([true, false, cap + 5, withoutIdle(problem, ['c45'])]);
    expect(noDoubleDipping(beside(problem, LISTED), { runnerUp: false }).tiesSettled).toBe(false);
  });

  it('of 24 claims in two pools that can both be filled are proven all the same', () => {
    const random = generator(26);
    const amount = (): number => 1 + Math.floor(random() * 97);
    const filling: SelectionProblem = {
      claims: Array.from({ length: 24 }, (_, i): Claim => ({ id: `c${i}`, parts: ['P', 'Q'].map((pool) => ({ pool, amount: amount() })) })),
      pools: ['P', 'Q'].map((id) => ({ id, cap: 582 })),
    };
    const s = noDoubleDipping(filling, { runnerUp: false });
    expect([s.optimal, s.tiesSettled, s.total.min.toNumber(), s.upperBound.toNumber()]).toEqual([true, false, 1_164, 1_164]);
  });
});

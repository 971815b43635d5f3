/** Claims that hang together and are too many to be listed, beside others that pay into the same pools. */
import { describe, expect, it } from 'vitest';
import { checkSelection, noDoubleDipping, type Claim, type SelectionProblem } from '../../../src/constraints/no-double-dipping/index.js';
import { worth } from './brute-force.js';
import { generator } from './knapsacks.js';

/** Claims with all their sets to which nothing can be added. */
interface Component {
  readonly claims: readonly Claim[];
  readonly exclusive: readonly [string, string][];
  readonly sets: readonly (readonly Claim[])[];
}

/** A claim of its own, or in one or two of the pools; open in a third of the cases. */
function claimsAt(random: () => number, most: number): (id: string, isFree?: boolean) => Claim {
  const amount = (): NonNullable<Claim['amount']> => {
    const max = 1 + Math.floor(random() * most);
    return random() < 0.33 ? { min: Math.floor(random() * max), max } : max;
  };
  const pool = (): string => `P${Math.floor(random() * 3)}`;
  return (id, isFree = false) => {
    const kind = isFree ? 0 : random();
    if (kind < 0.25) return { id, amount: amount() };
    return kind < 0.75 ? { id, amount: amount(), pool: pool() } : { id, parts: [{ pool: pool(), amount: amount() }, { pool: pool(), amount: amount() }] };
  };
}

/** One of 13. */
function clique(of: (id: string) => Claim, id: string): Component {
  const claims = Array.from({ length: 13 }, (_, i): Claim => ({ ...of(`${id}${i}`), inputs: [id] }));
  return { claims, exclusive: [], sets: claims.map((claim) => [claim]) };
}

/** One, or all of 13 others. */
function star(of: (id: string) => Claim, id: string): Component {
  const [hub, ...leaves] = Array.from({ length: 14 }, (_, i) => of(`${id}${i}`));
  return { claims: [hub!, ...leaves], exclusive: leaves.map((leaf): [string, string] => [hub!.id, leaf.id]), sets: [[hub!], leaves] };
}

/** A project: 1a, or of each of six leases the equipment or the lease; with 1a all the leases. */
function project(of: (id: string) => Claim, id: string): Component {
  const reward = of(`1a:${id}`);
  const pairs = Array.from({ length: 6 }, (_, i) => [of(`1b.${i}:${id}`), of(`2b.${i}:${id}`)] as const);
  const exclusive = pairs.flatMap(([piece, lease]): [string, string][] => [[reward.id, piece.id], [piece.id, lease.id]]);
  const without = pairs.reduce<Claim[][]>((sets, pair) => sets.flatMap((set) => pair.map((claim) => [...set, claim])), [[]]);
  return { claims: [reward, ...pairs.flat()], exclusive, sets: [[reward, ...pairs.map(([, lease]) => lease)], ...without] };
}

const KINDS = { cliques: [clique, clique], 'a clique and a star': [clique, star], 'a project and a star': [project, star], 'a project and a clique': [project, clique], 'two stars': [star, star], 'a clique between two stars': [star, clique, star] } as const;

describe('claims too many to be listed that share pools with others equal all that can be combined', () => {
  for (const [name, kinds] of Object.entries(KINDS)) {
    it(name, () => {
      for (let seed = 1; seed <= 12; seed++) {
        const random = generator(seed);
        const of = claimsAt(random, seed % 3 === 0 ? 4 : 40);
        const components = kinds.map((make, k) => make(of, 'abc'[k]!));
        const problem: SelectionProblem = {
          claims: components.flatMap((c) => c.claims),
          exclusive: components.flatMap((c) => c.exclusive),
          pools: [0, 1, 2].map((k) => ({ id: `P${k}`, cap: 1 + Math.floor(random() * (seed % 3 === 0 ? 8 : 80)) })),
        };
        const sets = components.reduce<(readonly Claim[])[]>((all, { sets: own }) => all.flatMap((set) => own.map((more) => [...set, ...more])), [[]]);
        const worths = sets.map((set) => [worth(problem, set, 'min'), worth(problem, set, 'max')] as const);
        const least = Math.max(...worths.map(([min]) => min));
        const right = [least, Math.max(...worths.map(([min, max]) => (min === least ? max : 0))), Math.max(...worths.map(([, max]) => max))];
        const s = noDoubleDipping(problem);
        expect([s.optimal, s.value.min.toNumber(), s.value.max.toNumber(), s.total.max.toNumber(), s.upperBound.toNumber()]).toEqual([true, ...right, right[2]]);
        // No claim is idle.
        const chosen = problem.claims.filter(({ id }) => s.chosen.includes(id));
        for (const claim of chosen) {
          const without = chosen.filter((c) => c !== claim);
          expect([worth(problem, without, 'min'), worth(problem, without, 'max')]).not.toEqual([right[0], right[1]]);
        }
        expect(checkSelection(problem, s)).toMatchObject({ feasible: true });
      }
    });
  }
});

it('none of 13 alternatives is claimed where their pool is full anyway, and the best where it is not', () => {
  const claims: Claim[] = [...Array.from({ length: 13 }, (_, i): Claim => ({ id: `c${i}`, amount: 1 + i, pool: 'P', inputs: ['i'] })), { id: 'x', parts: [{ pool: 'P', amount: 20 }, { amount: 1 }] }];
  const chosen = (cap: number): unknown => noDoubleDipping({ claims, pools: [{ id: 'P', cap }] }).chosen;
  expect([chosen(20), chosen(25), chosen(40)]).toEqual([['x'], ['c4', 'x'], ['c12', 'x']]);
});

it('of eight claims that go together the one that fills the pool by itself, though that leaves 2^8 ways to do without others', () => {
  const together = Array.from({ length: 8 }, (_, i): Claim => ({ id: `c${i}`, amount: i === 7 ? 10 : 1, pool: 'P', inputs: [`i${i}`] }));
  const others = Array.from({ length: 5 }, (_, i): Claim => ({ id: `o${i}`, amount: 2, pool: 'P' }));
  const hub: Claim = { id: 'hub', amount: 3, pool: 'P', inputs: together.map((_, i) => `i${i}`) };
  expect(noDoubleDipping({ claims: [hub, ...together, ...others], pools: [{ id: 'P', cap: 10 }] }).chosen).toEqual(['c7']);
});

it('an input that is named as often as there are claims excludes no more than one that is named once', () => {
  // 20 for the hub, or 13 times 3 beside it.
  const leaves = Array.from({ length: 13 }, (_, i): Claim => ({ id: `c${i}`, amount: 3, inputs: [`i${i}`] }));
  const hub: Claim = { id: 'hub', amount: 20, inputs: leaves.flatMap((_, i) => leaves.map(() => `i${i}`)) };
  expect(noDoubleDipping({ claims: [hub, ...leaves] }).chosen).toEqual(leaves.map(({ id }) => id));
});

import * as fc from 'fast-check';
import type { Claim, SelectionProblem } from '../../../src/constraints/no-double-dipping/index.js';

/** What kinds of rules a random problem has. */
export interface Shape {
  readonly claims: readonly [number, number];
  readonly ranges?: boolean;
  readonly parts?: boolean;
  readonly pools?: number;
  readonly inputs?: number;
  /** Chance in percent that a pair is stackable, or exclusive. */
  readonly stackable?: number;
  readonly exclusive?: number;
  /** Largest amount; small ones make for many ties. */
  readonly amounts?: number;
}

/** Small random problems of a given shape with whole amounts. */
export function problems(shape: Shape): fc.Arbitrary<SelectionProblem> {
  return fc.integer({ min: shape.claims[0], max: shape.claims[1] }).chain((n) => {
    const most = shape.amounts ?? 30;
    const whole = fc.integer({ min: 0, max: most });
    const amount: fc.Arbitrary<NonNullable<Claim['amount']>> = shape.ranges
      ? fc.oneof(
          whole,
          fc.tuple(whole, whole).map(([a, b]) => ({ min: Math.min(a, b), max: Math.max(a, b) })),
          whole.map((max) => ({ min: 0, max })),
        )
      : whole;
    const pools = shape.pools ?? 0;
    const pool = pools === 0 ? fc.constant(undefined) : fc.option(fc.integer({ min: 0, max: pools - 1 }).map((p) => `P${p}`), { nil: undefined, freq: 3 });
    const part = fc.record({ pool, amount });
    const money = shape.parts
      ? fc.oneof(part, fc.record({ parts: fc.array(part, { minLength: 1, maxLength: 3 }) }))
      : part;
    const inputs = fc.subarray(Array.from({ length: shape.inputs ?? 0 }, (_, i) => `in${i}`), { minLength: 0, maxLength: Math.min(2, shape.inputs ?? 0) });
    const claim = fc.tuple(money, inputs).map(([m, list]) => ({ ...m, inputs: list }));
    const pairs: [number, number][] = [];
    for (let i = 0; i < n; i++) for (let j = i + 1; j < n; j++) pairs.push([i, j]);
    const some = (percent: number | undefined): fc.Arbitrary<[string, string][]> =>
      percent === undefined
        ? fc.constant([])
        : fc.array(fc.integer({ min: 0, max: 99 }), { minLength: pairs.length, maxLength: pairs.length }).map((dice) =>
            pairs.filter((_, k) => (dice[k] as number) < percent).map(([i, j]): [string, string] => [`c${i}`, `c${j}`]),
          );
    return fc.record({
      claims: fc.array(claim, { minLength: n, maxLength: n }).map((list) => list.map((c, i): Claim => ({ id: `c${i}`, ...c }))),
      pools: fc.array(fc.integer({ min: 0, max: most * 2 }), { minLength: pools, maxLength: pools }).map((caps) => caps.map((cap, i) => ({ id: `P${i}`, cap }))),
      stackable: some(shape.stackable),
      exclusive: some(shape.exclusive),
    });
  });
}

/** One of each structure that the policy, or another policy, may bring. */
export const SHAPES: Readonly<Record<string, Shape>> = {
  'free claims': { claims: [1, 9] },
  'one clique': { claims: [1, 10], inputs: 1 },
  'one input with stackable pairs': { claims: [2, 12], inputs: 1, stackable: 40 },
  'sparse exclusions': { claims: [2, 11], exclusive: 15 },
  'dense exclusions': { claims: [2, 11], exclusive: 60 },
  'inputs shared in twos': { claims: [2, 11], inputs: 5, stackable: 15 },
  'pools only': { claims: [2, 11], pools: 2 },
  'pools, parts and exclusions': { claims: [2, 11], pools: 3, parts: true, exclusive: 25 },
  'everything': { claims: [2, 10], inputs: 3, pools: 3, parts: true, exclusive: 10, stackable: 20 },
  'many ties': { claims: [2, 11], inputs: 3, pools: 2, parts: true, exclusive: 15, stackable: 20, amounts: 3 },
};

/** The same problem under other names. */
export function rename(problem: SelectionProblem, f: (id: string) => string): SelectionProblem {
  const pair = ([a, b]: readonly [string, string]): [string, string] => [f(a), f(b)];
  return {
    claims: problem.claims.map((c) => ({
      ...c,
      id: f(c.id),
      ...(c.inputs ? { inputs: c.inputs.map((i) => `~${i}`) } : {}),
      ...(c.pool === undefined ? {} : { pool: `~${c.pool}` }),
      ...(c.parts ? { parts: c.parts.map((p) => ({ ...p, pool: p.pool === undefined ? undefined : `~${p.pool}` })) } : {}),
    })),
    pools: (problem.pools ?? []).map((p) => ({ ...p, id: `~${p.id}` })),
    stackable: (problem.stackable ?? []).map(pair),
    exclusive: (problem.exclusive ?? []).map(pair),
  };
}

/** Two problems side by side, nothing shared. */
export function beside(a: SelectionProblem, b: SelectionProblem): SelectionProblem {
  const second = rename(b, (id) => `second ${id}`);
  return {
    claims: [...a.claims, ...second.claims],
    pools: [...(a.pools ?? []), ...(second.pools ?? [])],
    stackable: [...(a.stackable ?? []), ...(second.stackable ?? [])],
    exclusive: [...(a.exclusive ?? []), ...(second.exclusive ?? [])],
  };
}

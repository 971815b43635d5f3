import { expect } from 'vitest';

/** Asks whether something holds, counts the answer and passes it on; what is missing (undefined, null) does not hold. */
export type Given<K extends string> = <T>(what: K, value: T) => value is Exclude<T, undefined | null | false>;

/**
 * Runs properties whose expectations stand under preconditions, each asked by its name: `if (!given('a runner-up', s.runnerUp)) return;`.
 * A precondition that held in less than its stated share of the times it was asked leaves the property unproven, and is an error.
 */
export function holding<const S extends Readonly<Record<string, number>>>(shares: S, run: (given: Given<keyof S & string>) => void): void {
  const counts = new Map(Object.keys(shares).map((what) => [what, { asked: 0, held: 0 }]));
  run(<T>(what: string, value: T): value is Exclude<T, undefined | null | false> => {
    const count = counts.get(what) as { asked: number; held: number };
    const held = value !== undefined && value !== null && value !== false;
    count.asked += 1;
    if (held) count.held += 1;
    return held;
  });
  const rare = [...counts].filter(([what, { asked, held }]) => asked === 0 || held < asked * (shares[what] as number));
  expect(rare.map(([what, { asked, held }]) => `${what}: held in ${held} of ${asked}, stated ${shares[what]}`)).toEqual([]);
}

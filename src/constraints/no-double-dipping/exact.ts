import type { Decimal } from 'decimal.js';
import { Dec } from '../../kernel/decimal.js';
import { has, type Bits } from './bits.js';
import { brokenThresholds } from './feasible.js';
import type { Model } from './model.js';
import { valueOf } from './outcome.js';
import type { Part } from './part.js';
import type { Judge } from './query.js';

/**
 * The judge for amounts that do not fit a double. The search then works on units rounded up, which can only make it
 * look at too much; whether a set is acceptable and better is decided here on the true amounts.
 */
export interface ExactJudge extends Judge {
  /** How many of the first levels must stay at the best value found. */
  held: number;
  /** Of these claims one must bring something (`Query.guard`). */
  guard: Bits | undefined;
  /** The values of the last accepted set. */
  best: readonly Decimal[] | undefined;
}

export function createJudge(model: Model, part: Part): ExactJudge {
  const scale = new Dec(`1e${model.decimals}`);
  const differs = (claims: readonly number[], set: readonly number[], values: readonly Decimal[], guard: Bits): boolean =>
    claims.some((v, k) => {
      const without = set.filter((_, j) => j !== k);
      return has(guard, v) && values.some((value, l) => !value.eq(valueOf(model, without, l)));
    });
  const judge = {
    held: 0,
    guard: undefined as Bits | undefined,
    best: undefined as readonly Decimal[] | undefined,
    floors: [0, 0] as readonly number[],
    accept(claims: readonly number[], goal: number): boolean {
      const set = claims.map((v) => part.claims[v] as number);
      if (brokenThresholds(model, (claim) => set.includes(claim)).length > 0) return false;
      const values = [valueOf(model, set, 0), valueOf(model, set, 1)];
      const { best, held } = judge;
      if (best !== undefined) {
        for (let l = 0; l < (goal >= 0 ? held : 2); l++) if (!(values[l] as Decimal).eq(best[l] as Decimal)) return false;
        if (goal >= 0 && (values[goal] as Decimal).lte(best[goal] as Decimal)) return false;
      }
      if (judge.guard !== undefined && !differs(claims, set, values, judge.guard)) return false;
      judge.best = values;
      judge.floors = values.map((v) => v.times(scale).floor().toNumber());
      return true;
    },
  };
  return judge;
}

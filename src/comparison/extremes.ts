import type { ReadCase } from '../case/read.js';
import type { Figures } from '../inquiry/figures.js';
import type { Context } from '../kernel/context.js';
import { Dec } from '../kernel/decimal.js';
import { READINGS, type ReadingId, type Readings, readingIds } from '../policy/readings.js';
import { RELEVANCE, alternativesOf, standingOf } from './relevance.js';

/**
 * The readings taken together: which combination brings most, which least.
 *
 * Readings interact (one opens a measure, another lets it stack), so the best of each does not make
 * the best of all. Where the combinations of the readings that can ever touch the total are few, all
 * are assessed and the extreme is proven. Otherwise the search changes one reading at a time until no
 * single change helps, from the readings in force and from the best value of each alone: what it
 * finds is reached by some combination, but a better one may exist.
 */
export interface Extreme {
  readonly readings: Readings;
  readonly figures: Figures;
  readonly proven: boolean;
}

/** Assesses the case under given readings, each combination once. */
export type FiguresUnder = (readings: Readings) => Figures;

type Better = (a: Figures, b: Figures) => boolean;

/** Highest total, first with the open amounts at their highest; the mirror of {@link lower}. */
export const higher: Better = (a, b) => compare(a, b, 'max', 'min') > 0;
/** Lowest total, first with the open amounts at their lowest. */
export const lower: Better = (a, b) => compare(a, b, 'min', 'max') < 0;

function compare(a: Figures, b: Figures, first: 'min' | 'max', then: 'min' | 'max'): number {
  const x = a.total;
  const y = b.total;
  return new Dec(x[first]).cmp(y[first]) || new Dec(x[then]).cmp(y[then]);
}

/** The readings that can move the total of this case under some combination of the others. */
export function everMoving(read: ReadCase, { parameters }: Context): ReadingId[] {
  return readingIds.filter((id) => RELEVANCE[id].bearsOn === 'total' && RELEVANCE[id].ever({ read, parameters }));
}

/** How many combinations the given readings have. */
export const combinations = (ids: readonly ReadingId[]): number =>
  ids.reduce((n, id) => n * Object.keys(READINGS[id].values).length, 1);

const withReading = (readings: Readings, id: ReadingId, value: string): Readings => ({ ...readings, [id]: value }) as Readings;

/** Every combination of the given readings. */
function* all(ids: readonly ReadingId[], start: Readings): Generator<Readings> {
  const [id, ...rest] = ids;
  if (id === undefined) yield start;
  else for (const value of Object.keys(READINGS[id].values)) yield* all(rest, withReading(start, id, value));
}

export interface Search {
  readonly read: ReadCase;
  readonly context: Context;
  readonly under: FiguresUnder;
  readonly ids: readonly ReadingId[];
  readonly proveUpTo: number;
}

/** The extreme combination in one direction; the readings in force where none is better. */
export function extreme({ read, context, under, ids, proveUpTo }: Search, better: Better): Extreme {
  const start = context.readings;
  let best = { readings: start, figures: under(start) };
  const consider = (readings: Readings): boolean => {
    const figures = under(readings);
    if (!better(figures, best.figures)) return false;
    best = { readings, figures };
    return true;
  };
  if (combinations(ids) <= proveUpTo) {
    for (const readings of all(ids, start)) consider(readings);
    return { ...best, proven: true };
  }
  // The best value of each reading alone, all together, as a second point to start from.
  let together = start;
  const standing = standingOf(read, context, best.figures);
  const alone = best.figures;
  for (const id of ids) {
    if (RELEVANCE[id].touches(standing).length === 0) continue;
    let value = alone;
    for (const alternative of alternativesOf(id, start)) {
      const single = withReading(start, id, alternative);
      consider(single);
      const figures = under(single);
      if (!better(figures, value)) continue;
      value = figures;
      together = withReading(together, id, alternative);
    }
  }
  consider(together);
  for (let moved = true; moved; ) {
    moved = false;
    for (const id of ids) {
      const here = standingOf(read, { ...context, readings: best.readings }, best.figures);
      if (RELEVANCE[id].touches(here).length === 0) continue;
      for (const value of alternativesOf(id, best.readings)) moved = consider(withReading(best.readings, id, value)) || moved;
    }
  }
  return { ...best, proven: false };
}

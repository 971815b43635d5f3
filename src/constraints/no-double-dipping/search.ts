import { measure, type Ask, type Found, type Work } from './part.js';
import { Prices } from './prices.js';
import { Walker } from './states.js';
import { greedy, plant } from './tree.js';

/** What was found in a part. */
export interface Answer {
  /** The best set found; undefined where none is better than what was to be beaten. */
  readonly best: Found | undefined;
  /** Nothing is better. */
  readonly proven: boolean;
  /** No set brings more on the first level. */
  readonly bound0: number;
}

/** Widths of the lists of states, one after the other until one suffices. */
const WIDTHS = [40, 300, 1_500, 12_000, 60_000];
const ROUNDS = 8;

/**
 * The best set of a part: prices bound it, lists of states decide it. A set in `known` is only replaced by a better one.
 */
export function search(ask: Ask, known: Found | undefined, work: Work): Answer {
  const { part, required, free, lean } = ask;
  work.used += (free.length + required.length) / 8;
  const root = plant(ask, work);
  // A greedy set to begin with; a hard limit might not admit it.
  let best = known ?? (part.dims.some((d) => d.hard) ? undefined : measure(part, greedy(part, required, free)));
  // No set brings more than all claims together.
  const all = measure(part, [...required, ...free]).v0;
  if (root === undefined) return { best: best === known ? undefined : best, proven: false, bound0: all };
  const prices = new Prices(part, work);
  prices.tune(root, ROUNDS);
  let bound0 = Math.min(all, Math.floor(prices.bound(root, 0) + prices.margin));
  const walker = new Walker(prices, lean, work);
  let proven = false;
  for (let w = 0; w < WIDTHS.length && !proven && work.used <= work.limit; w++) {
    const gap = best === undefined ? Infinity : bound0 - best.v0;
    const walk = walker.run(root, best, WIDTHS[w] as number);
    if (walk.found !== undefined) best = walk.found;
    proven = walk.complete;
    bound0 = Math.min(bound0, Math.max(Math.floor(walk.dropped0 + prices.margin), best?.v0 ?? -Infinity));
    // The same width again while that pays.
    if (!proven && best !== undefined && gap < Infinity && (bound0 - best.v0) * 2 < gap) w--;
  }
  return { best: best === known ? undefined : best, proven, bound0: proven ? (best?.v0 ?? -Infinity) : bound0 };
}

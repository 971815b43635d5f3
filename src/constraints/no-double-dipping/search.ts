import { measure, type Ask, type Dim, type Found, type Put, type Work } from './part.js';
import { Prices } from './prices.js';
import { Walker } from './states.js';
import { greedy, plant, type Several } from './tree.js';

/** What was found in a part. */
interface Answer {
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
/** Claims of which equally good sets are told apart at once; of more, when it is known what the best is worth. */
const AT_ONCE = 24;
/** Work to settle ties, and that for each claim. */
const TIE_WORK = 2e4;
const TIE_WORK_EACH = 20;

/** The tree of a question with good prices for it; undefined where it would grow too large. */
function priced(ask: Ask, lean: boolean, work: Work): { readonly root: Several; readonly prices: Prices } | undefined {
  const root = plant(ask, lean, work);
  const prices = new Prices(ask.part, work);
  if (root !== undefined) prices.tune(root, ROUNDS);
  return root && { root, prices };
}

/** Bounds on the value at the first level of a set with each claim that may be chosen. */
export function boundsWithEach(ask: Ask, work: Work): ReadonlyMap<number, number> {
  const tree = priced(ask, false, work);
  if (tree === undefined) return new Map();
  const { root, prices } = tree;
  // Twice the margin: these bounds take more steps.
  return new Map([...prices.boundsWithEach(root)].map(([claim, bound]) => [claim, Math.floor(bound + 2 * prices.margin)]));
}

/**
 * The best set of a part: a tree of choices (`tree.ts`), bounded by prices (`prices.ts`), decided by lists of states
 * (`states.ts`). A set in `known` is only replaced by a better one; with `lean` also by an equally good, earlier one.
 */
export function search(ask: Ask, known: Found | undefined, lean: boolean, work: Work): Answer {
  const { part, required, free } = ask;
  work.used += (free.length + required.length) / 8;
  const tree = priced(ask, lean, work);
  const start = known ?? measure(part, greedy(ask));
  // No set brings more than all claims together.
  const all = measure(part, [...required, ...free]).v0;
  if (tree === undefined) return { best: start, proven: false, bound0: all };
  const { root, prices } = tree;
  const bound0 = Math.min(all, Math.floor(prices.bound(root, 0) + prices.margin));
  const walker = new Walker(prices, start, lean, work);
  const proven = WIDTHS.some((width) => walker.run(root, width));
  const { best } = walker;
  return { best: best === known ? undefined : best, proven, bound0: proven ? best.v0 : bound0 };
}

/** The best set of a part, and of equally good ones the first if that does not take too long. */
export function decide(ask: Ask, known: Found | undefined, work: Work): Answer & { readonly settled: boolean } {
  const { limit } = work;
  const tellApart = (from: Found | undefined): Answer => {
    work.limit = Math.min(limit, work.used + TIE_WORK + TIE_WORK_EACH * ask.free.length);
    const found = search(ask, from, true, work);
    work.limit = limit;
    return found;
  };
  if (ask.free.length <= AT_ONCE) {
    const first = tellApart(known);
    if (first.proven) return { ...first, settled: true };
  }
  const value = search(ask, known, false, work);
  const best = value.best && withoutIdle(ask, value.best);
  if (!value.proven) return { ...value, best, settled: false };
  const tie = tellApart(best ?? known);
  return { ...value, best: (tie.proven ? tie.best : undefined) ?? best, settled: tie.proven };
}

/** Without the claims that add nothing, looked for from the end of the order. */
function withoutIdle({ part, required }: Ask, found: Found): Found {
  const { sums } = measure(part, found.claims);
  const claims = new Set(found.claims);
  for (const i of found.claims.slice().reverse()) {
    const puts = part.puts[i] as readonly Put[];
    const left = ({ dim, amount }: Put): number => (sums.get(dim) as number) - amount;
    const isIdle = part.own[0][i] === 0 && part.own[1][i] === 0 && puts.every((put) => left(put) >= (part.dims[put.dim] as Dim).cap);
    if (!isIdle || required.includes(i)) continue;
    claims.delete(i);
    for (const put of puts) sums.set(put.dim, left(put));
  }
  return { ...found, claims: [...claims] };
}

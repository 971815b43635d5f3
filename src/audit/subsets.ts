import { type Dec } from '../kernel/decimal.js';

/** Which of a few items make up a figure. */

/** More items than this are only tried alone and all together. */
const MOST_ITEMS = 12;
/** Subsets whose figure is worked out in full; the sums of the items pick them. */
const MOST_TRIED = 64;

const FEN_PER_YUAN = 100;

/**
 * The subsets of items whose figure is the target, the empty one and the whole included. What each
 * item adds is worked out once; sums of whole fen then say which subsets come near enough, and only
 * for those is the figure worked out. A figure at its ceiling is found where one item or all
 * of them reach it.
 *
 * @param figure the figure of a subset; rounded, and growing by what each item adds up to a ceiling
 */
export function* subsetsGiving(
  target: Dec,
  ids: readonly string[],
  figure: (of: ReadonlySet<string>) => Dec | undefined,
  worth: (of: ReadonlySet<string>) => boolean = () => true,
): Generator<ReadonlySet<string>> {
  const none = figure(new Set());
  if (none === undefined) return;
  if (none.eq(target)) yield new Set();
  const alone = ids.map((id) => figure(new Set([id])));
  for (let i = 0; i < ids.length; i += 1) if (alone[i]?.eq(target) === true) yield new Set([ids[i] as string]);
  if (ids.length > 1 && figure(new Set(ids))?.eq(target) === true) yield new Set(ids);
  if (ids.length < 3 || ids.length > MOST_ITEMS) return;
  const fen = (a: Dec): number => a.times(FEN_PER_YUAN).toNumber();
  const steps = alone.map((a) => (a === undefined ? Number.NaN : fen(a.minus(none))));
  const wanted = fen(target.minus(none));
  // Every figure was rounded by less than a fen.
  const near = ids.length + 2;
  const sums = new Float64Array(2 ** ids.length);
  let tried = 0;
  for (let mask = 1; mask < sums.length - 1 && tried < MOST_TRIED; mask += 1) {
    const last = 31 - Math.clz32(mask & -mask);
    sums[mask] = (sums[mask & (mask - 1)] as number) + (steps[last] as number);
    if ((mask & (mask - 1)) === 0 || !(Math.abs((sums[mask] as number) - wanted) <= near)) continue;
    const of = new Set(ids.filter((_id, i) => (mask >> i) % 2 === 1));
    if (!worth(of)) continue;
    tried += 1;
    if (figure(of)?.eq(target) === true) yield of;
  }
}

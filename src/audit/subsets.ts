import { type Dec } from '../kernel/decimal.js';

/** Which of a few items make up a figure. */

/** Of more items than this only one alone, all but one and all together are tried. */
const MOST_ITEMS = 12;
/** Subsets whose figure is worked out in full; the sums of the items pick them. */
const MOST_TRIED = 64;

const FEN_PER_YUAN = 100;

/**
 * The subsets of items whose figure is the target, the empty one and the whole included. What each
 * item adds is worked out once; sums of whole fen then say which subsets come near enough, and only
 * for those is the figure worked out. Subsets whose figure reaches a ceiling are found where one
 * item, all but one or all of them do.
 *
 * @param figure the figure of a subset; rounded, and growing by what each item adds up to a ceiling
 * @param wanted which subsets are of interest
 */
export function* subsetsGiving(
  target: Dec,
  ids: readonly string[],
  figure: (of: ReadonlySet<string>) => Dec | undefined,
  wanted: (of: ReadonlySet<string>) => boolean = () => true,
): Generator<ReadonlySet<string>> {
  const hit = (of: ReadonlySet<string>): boolean => wanted(of) && figure(of)?.eq(target) === true;
  const none = figure(new Set());
  if (none === undefined) return;
  if (none.eq(target) && wanted(new Set())) yield new Set();
  const alone = ids.map((id) => figure(new Set([id])));
  for (const [i, id] of ids.entries()) if (alone[i]?.eq(target) === true && wanted(new Set([id]))) yield new Set([id]);
  if (ids.length < 2) return;
  if (hit(new Set(ids))) yield new Set(ids);
  if (ids.length > MOST_ITEMS) {
    for (const id of ids) {
      const rest = new Set(ids.filter((other) => other !== id));
      if (hit(rest)) yield rest;
    }
    return;
  }
  const fen = (a: Dec): number => a.times(FEN_PER_YUAN).toNumber();
  const steps = alone.map((a) => (a === undefined ? Number.NaN : fen(a.minus(none))));
  const sought = fen(target.minus(none));
  // Every figure was rounded by less than a fen.
  const near = ids.length + 2;
  const sums = new Float64Array(2 ** ids.length);
  let tried = 0;
  for (let mask = 1; mask < sums.length - 1 && tried < MOST_TRIED; mask += 1) {
    const others = mask & (mask - 1);
    sums[mask] = (sums[others] as number) + (steps[31 - Math.clz32(mask ^ others)] as number);
    if (others === 0 || !(Math.abs((sums[mask] as number) - sought) <= near)) continue;
    const of = new Set(ids.filter((_id, i) => (mask >> i) % 2 === 1));
    if (!wanted(of)) continue;
    tried += 1;
    if (figure(of)?.eq(target) === true) yield of;
  }
}

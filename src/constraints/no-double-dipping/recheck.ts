import type { Decimal } from 'decimal.js';
import { Dec, ZERO } from '../../kernel/decimal.js';

/** A claim as the checker sees it. */
export interface Item {
  readonly id: number;
  readonly parts: readonly { readonly pool: string | undefined; readonly amounts: readonly [Decimal, Decimal] }[];
  readonly excludes: Readonly<Record<number, true>>;
}

interface Rule {
  readonly claim: number;
  readonly slack: Decimal;
  readonly withdraws: readonly { readonly claim: number; readonly amount: Decimal }[];
}

/** Claims looked at per part after which the checker says that it could not verify. */
const STEP_LIMIT = 2_000_000;

/**
 * The best of a part by taking or leaving one claim after the other. A branch is cut only by the plainest of bounds:
 * the undecided claims are put into rows of mutually exclusive ones, and each row can add no more than its largest.
 * `own` is what the selection claims to bring, so that only branches that could beat it are followed.
 */
export function bestByEnumeration(
  items: readonly Item[],
  caps: Readonly<Record<string, Decimal>>,
  rules: readonly Rule[],
  own: readonly [Decimal, Decimal],
): { low: Decimal; high: Decimal; highAtLow: Decimal } | undefined {
  const rows = exclusiveRows(items);
  const mine = rules.filter((r) => items.some((i) => i.id === r.claim));
  let steps = 0;

  /** Best value on a level above `floor`; with `held`, only among sets that bring at least that on level 0. */
  const best = (level: 0 | 1, floor: Decimal, held: Decimal | undefined): Decimal => {
    let top = floor;
    const taken: Record<number, true> = {};
    const walk = (row: number, sums: readonly Sums[]): void => {
      for (let r = row; r < rows.length; r++) steps += (rows[r] as readonly Item[]).length;
      if (++steps > STEP_LIMIT) return;
      const now = sums[level] as Sums;
      if (now.total.gt(top) && (held === undefined || (sums[0] as Sums).total.gte(held))) top = now.total;
      if (row === rows.length) return;
      if (now.total.plus(roomIn(rows, row, now, caps, level)).lte(top)) return;
      if (held !== undefined && (sums[0] as Sums).total.plus(roomIn(rows, row, sums[0] as Sums, caps, 0)).lt(held)) return;
      for (const item of rows[row] as readonly Item[]) {
        let fits = true;
        for (const key in taken) if (item.excludes[Number(key)]) fits = false;
        if (!fits) continue;
        taken[item.id] = true;
        if (mine.every((r) => holds(r, taken))) walk(row + 1, [add(sums[0] as Sums, item, caps, 0), add(sums[1] as Sums, item, caps, 1)]);
        delete taken[item.id];
      }
      walk(row + 1, sums);
    };
    walk(0, [{ total: ZERO, used: {} }, { total: ZERO, used: {} }]);
    return top;
  };

  const low = best(0, own[0], undefined);
  const high = best(1, own[1], undefined);
  const highAtLow = high.eq(own[1]) ? high : best(1, own[1], low);
  return steps > STEP_LIMIT ? undefined : { low, high, highAtLow };
}

interface Sums {
  readonly total: Decimal;
  readonly used: Readonly<Record<string, Decimal>>;
}

function add(sums: Sums, item: Item, caps: Readonly<Record<string, Decimal>>, level: 0 | 1): Sums {
  const used: Record<string, Decimal> = Object.assign(Object.create(null), sums.used);
  let { total } = sums;
  for (const { pool, amounts } of item.parts) {
    const amount = amounts[level];
    if (pool === undefined) {
      total = total.plus(amount);
      continue;
    }
    const before = used[pool] ?? ZERO;
    const cap = caps[pool] ?? ZERO;
    total = total.plus(Dec.min(before.plus(amount), cap)).minus(Dec.min(before, cap));
    used[pool] = before.plus(amount);
  }
  return { total, used };
}

/** What the rows from `row` on can add at most. */
function roomIn(rows: readonly (readonly Item[])[], row: number, sums: Sums, caps: Readonly<Record<string, Decimal>>, level: 0 | 1): Decimal {
  let room = ZERO;
  for (let r = row; r < rows.length; r++) {
    let most = ZERO;
    for (const item of rows[r] as readonly Item[]) most = Dec.max(most, add(sums, item, caps, level).total.minus(sums.total));
    room = room.plus(most);
  }
  return room;
}

function exclusiveRows(items: readonly Item[]): Item[][] {
  const rows: Item[][] = [];
  for (const item of items) {
    const row = rows.find((r) => r.every((other) => item.excludes[other.id]));
    if (row === undefined) rows.push([item]);
    else row.push(item);
  }
  return rows;
}

function holds(rule: Rule, taken: Readonly<Record<number, true>>): boolean {
  if (!taken[rule.claim]) return true;
  let sum = ZERO;
  for (const w of rule.withdraws) if (taken[w.claim]) sum = sum.plus(w.amount);
  return sum.lte(rule.slack);
}

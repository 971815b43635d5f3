import type { Decimal } from 'decimal.js';
import { Dec, ZERO } from '../../kernel/decimal.js';

/** A claim as the checker sees it. */
export interface Item {
  readonly id: number;
  readonly parts: readonly { readonly pool: string | undefined; readonly amounts: readonly [Decimal, Decimal] }[];
  readonly excludes: Readonly<Record<number, true>>;
}

/** A threshold as the checker sees it. */
export interface Rule {
  readonly claim: number;
  readonly slack: Decimal;
  readonly withdraws: readonly { readonly claim: number; readonly amount: Decimal }[];
}

/**
 * A whole number of units: a `number` where all sums stay exact in it, else every one of them is a `bigint`. Both have
 * the same operators, so that the search is written once; only values made by `Arranged` are ever combined.
 */
export type Num = number & { readonly __unit?: never };

/** The claims of a part in rows of mutually exclusive ones, amounts in whole units. */
export interface Arranged {
  readonly zero: Num;
  /** Prices of pools are whole numbers from 0 to this. */
  readonly grid: Num;
  readonly levels: 1 | 2;
  /** In the order of the rows. */
  readonly items: readonly Item[];
  readonly rows: readonly (readonly number[])[];
  readonly rowStart: readonly number[];
  readonly words: number;
  /** What a claim excludes in later rows, as bits. */
  readonly later: Int32Array;
  readonly own: readonly (readonly Num[])[];
  readonly pools: readonly (readonly number[])[];
  readonly pooled: readonly (readonly (readonly Num[])[])[];
  /** Pools with claims in several rows; the others count as what their claims bring anyway. */
  readonly poolIds: readonly string[];
  readonly caps: readonly Num[];
  /** The last row with a claim that pays into the pool. */
  readonly lastRow: readonly number[];
  readonly rules: readonly { claim: number; row: number; lastRow: number; slack: Num; amounts: Readonly<Record<number, Num>> }[];
  /** The rules that a claim has to do with. */
  readonly ruled: readonly (readonly number[])[];
  excludes(a: number, b: number): boolean;
  weigh(item: number, level: number, price: readonly Num[]): Num;
  toUnits(amount: Decimal, round: 'up' | 'down'): Num;
  fromUnits(units: Num): Decimal;
}

/** The finest and the coarsest grid of prices; as fine as the sums allow. */
const FINEST = 2 ** 20;
const COARSEST = 64;
/** Rows beyond this number stay in the problem's order. */
const ORDERED_ROWS = 600;

/**
 * Rows whose choice matters most at good prices come first, so that the many ways to choose in the others are only gone
 * through below the few that can be right.
 */
export function arrange(given: readonly Item[], caps: Readonly<Record<string, Decimal>>, rules: readonly Rule[]): Arranged {
  const rows = exclusiveRows(given);
  const draft = arrangeRows(rows, caps, rules);
  const price = prices(draft, 0);
  const losses = draft.rows.map((row) => {
    const weights = row.map((i) => draft.weigh(i, 0, price[price.length - 1] as readonly Num[])).sort((a, b) => (a < b ? 1 : a > b ? -1 : 0));
    return Number(weights[0] ?? draft.zero) - Number(weights[1] ?? draft.zero);
  });
  return arrangeRows(inOrder(rows, losses), caps, rules);
}

function arrangeRows(rowsOfItems: readonly (readonly Item[])[], caps: Readonly<Record<string, Decimal>>, rules: readonly Rule[]): Arranged {
  const items = rowsOfItems.flat();
  const place: Record<number, number> = {};
  items.forEach((item, i) => (place[item.id] = i));
  const rowStart: number[] = [];
  const rowOf: number[] = [];
  const rows = rowsOfItems.map((row, r) => {
    rowStart.push(rowOf.length);
    return row.map(() => rowOf.push(r) - 1);
  });
  rowStart.push(items.length);

  const poolIds: string[] = [];
  const poolPlace: Record<string, number> = Object.create(null) as Record<string, number>;
  const own: [Decimal[], Decimal[]] = [[], []];
  const pools: number[][] = [];
  const pooled: [Decimal[][], Decimal[][]] = [[], []];
  const lastRow: number[] = [];
  let levels: 1 | 2 = 1;
  const firstRow: Record<string, number> = Object.create(null) as Record<string, number>;
  const shared: Record<string, true> = Object.create(null) as Record<string, true>;
  items.forEach((item, i) => {
    for (const { pool, amounts } of item.parts) {
      if (!amounts[0].eq(amounts[1])) levels = 2;
      if (pool !== undefined && !amounts[1].isZero() && (firstRow[pool] ??= rowOf[i] as number) !== rowOf[i]) shared[pool] = true;
    }
  });
  items.forEach((item, i) => {
    const sums: [Decimal, Decimal] = [ZERO, ZERO];
    const list: number[] = [];
    const amountsOf: [Decimal[], Decimal[]] = [[], []];
    for (const [pool, amounts] of byPool(item)) {
      const cap = caps[pool ?? ''] ?? ZERO;
      const held = pool === undefined ? amounts : ([Dec.min(amounts[0], cap), Dec.min(amounts[1], cap)] as const);
      if (pool === undefined || shared[pool] !== true) {
        for (const l of [0, 1] as const) sums[l] = sums[l].plus(held[l]);
        continue;
      }
      if (held[1].isZero()) continue;
      const p = (poolPlace[pool] ??= poolIds.push(pool) - 1);
      lastRow[p] = rowOf[i] as number;
      list.push(p);
      for (const l of [0, 1] as const) amountsOf[l].push(held[l]);
    }
    pools.push(list);
    for (const l of [0, 1] as const) {
      own[l].push(sums[l]);
      pooled[l].push(amountsOf[l]);
    }
  });
  const capList = poolIds.map((id) => caps[id] ?? ZERO);
  const mine = rules.flatMap((rule) => {
    const claim = place[rule.claim];
    const others = rule.withdraws.filter((w) => place[w.claim] !== undefined);
    return claim === undefined ? [] : [{ claim, slack: rule.slack, others: others.map((w) => ({ at: place[w.claim] as number, amount: w.amount })) }];
  });

  const all = [...own[1], ...pooled[1].flat(), ...capList, ...mine.flatMap((m) => [m.slack, ...m.others.map((o) => o.amount)])];
  const decimals = [...own[0], ...pooled[0].flat(), ...all].reduce((d, a) => Math.max(d, a.decimalPlaces()), 0);
  const scale = new Dec(10).pow(decimals);
  const most = Number.MAX_SAFE_INTEGER / 4 / all.reduce((sum, a) => sum.plus(a), ZERO).times(scale).plus(1).toNumber();
  const small = most >= COARSEST;
  const fine = small ? Math.min(FINEST, 2 ** Math.floor(Math.log2(most))) : FINEST;
  // See `Num`: within one part every value is a bigint, or every value is a number.
  const unit = (text: string): Num => (small ? Number(text) : (BigInt(text) as unknown as number));
  const whole = (a: Decimal): Num => unit(a.times(scale).toFixed(0));
  const zero = unit('0');

  const words = (items.length + 31) >>> 5;
  const later = new Int32Array(items.length * words);
  items.forEach((item, i) => {
    for (const key in item.excludes) {
      const j = place[Number(key)];
      if (j === undefined || (rowOf[j] as number) <= (rowOf[i] as number)) continue;
      const at = i * words + (j >>> 5);
      later[at] = (later[at] as number) | (1 << (j & 31));
    }
  });
  const ownUnits = own.map((list) => list.map(whole));
  const pooledUnits = pooled.map((list) => list.map((amounts) => amounts.map(whole)));
  const ruled: number[][] = items.map(() => []);
  const unitRules = mine.map(({ claim, slack, others }, k) => {
    const amounts: Record<number, Num> = {};
    let last = rowOf[claim] as number;
    (ruled[claim] as number[]).push(k);
    for (const { at, amount } of others) {
      amounts[at] = whole(amount);
      (ruled[at] as number[]).push(k);
      last = Math.max(last, rowOf[at] as number);
    }
    return { claim, row: rowOf[claim] as number, lastRow: last, slack: whole(slack), amounts };
  });
  const grid = unit(`${fine}`);
  return {
    zero,
    grid,
    levels,
    items,
    rows,
    rowStart,
    words,
    later,
    own: ownUnits,
    pools,
    pooled: pooledUnits,
    poolIds,
    caps: capList.map(whole),
    lastRow,
    rules: unitRules,
    ruled,
    excludes: (a, b) => items[a]?.excludes[(items[b] as Item).id] === true,
    weigh(item, level, price) {
      let sum = ((ownUnits[level]?.[item] as Num) * grid) as Num;
      const list = pools[item] as readonly number[];
      for (let k = 0; k < list.length; k++) sum = (sum + (price[list[k] as number] as Num) * (pooledUnits[level]?.[item]?.[k] as Num)) as Num;
      return sum;
    },
    toUnits: (amount, round) => unit((round === 'up' ? amount.times(scale).ceil() : amount.times(scale).floor()).toFixed(0)),
    fromUnits: (units) => new Dec(units.toString()).div(scale),
  };
}

/** Prices of the pools at which the first bound is low: all full, and what a descent over one price at a time finds. */
export function prices(part: Arranged, level: number): Num[][] {
  const { grid, caps, rows } = part;
  const full = caps.map(() => grid);
  if (caps.length === 0) return [full];
  const price = full.slice();
  const touching: number[][] = caps.map(() => []);
  rows.forEach((row, r) => {
    for (const i of row) for (const p of part.pools[i] as readonly number[]) if (!touching[p]?.includes(r)) touching[p]?.push(r);
  });
  /** The share of the bound that depends on the price of a pool. */
  const share = (p: number): Num => {
    let sum = ((grid - (price[p] as Num)) * (caps[p] as Num)) as Num;
    for (const r of touching[p] as readonly number[]) {
      let most = part.zero;
      for (const i of rows[r] as readonly number[]) {
        const w = part.weigh(i, level, price);
        if (w > most) most = w;
      }
      sum = (sum + most) as Num;
    }
    return sum;
  };
  const large = typeof (grid as unknown) === 'bigint';
  for (let round = 0; round < 2; round++) {
    for (let step = Number(grid) / 2; step >= 1; step /= 2) {
      const size = large ? (BigInt(step) as unknown as Num) : step;
      for (let p = 0; p < caps.length; p++) {
        const now = price[p] as Num;
        let best = share(p);
        for (const other of [(now - size) as Num, (now + size) as Num]) {
          if (other < part.zero || other > grid) continue;
          const before = price[p] as Num;
          price[p] = other;
          const s = share(p);
          if (s < best) best = s;
          else price[p] = before;
        }
      }
    }
  }
  return price.every((x) => x === grid) ? [full] : [full, price];
}

/** What a claim puts into each pool, and into none. */
function byPool(item: Item): Map<string | undefined, readonly [Decimal, Decimal]> {
  const sums = new Map<string | undefined, readonly [Decimal, Decimal]>();
  for (const { pool, amounts } of item.parts) {
    const sum = sums.get(pool);
    sums.set(pool, sum === undefined ? amounts : [sum[0].plus(amounts[0]), sum[1].plus(amounts[1])]);
  }
  return sums;
}

/** First fit: each claim joins the first row all of whose claims it excludes. */
function exclusiveRows(items: readonly Item[]): Item[][] {
  const rows: Item[][] = [];
  const rowOf: Record<number, number> = {};
  for (const item of items) {
    const met: Record<number, number> = {};
    let at = rows.length;
    for (const key in item.excludes) {
      const r = rowOf[Number(key)];
      if (r !== undefined) met[r] = (met[r] ?? 0) + 1;
    }
    for (const key in met) {
      const r = Number(key);
      if (r < at && met[r] === rows[r]?.length) at = r;
    }
    if (at === rows.length) rows.push([]);
    (rows[at] as Item[]).push(item);
    rowOf[item.id] = at;
  }
  return rows;
}

/** Rows that exclude each other one after the other, so that little is left open between those done and those to come. */
function inOrder(rows: Item[][], weight: readonly number[]): Item[][] {
  const n = rows.length;
  if (n > ORDERED_ROWS) return rows;
  const rowOf: Record<number, number> = {};
  rows.forEach((row, r) => row.forEach((item) => (rowOf[item.id] = r)));
  const near = rows.map((row, r) => {
    const set = new Set<number>();
    for (const item of row) {
      for (const key in item.excludes) {
        const other = rowOf[Number(key)];
        if (other !== undefined && other !== r) set.add(other);
      }
    }
    return set;
  });
  const done = new Set<number>();
  const open = new Set<number>();
  const order: Item[][] = [];
  while (order.length < n) {
    let best = -1;
    let cost = Infinity;
    const candidates = open.size > 0 ? open : rows.keys();
    for (const r of candidates) {
      if (done.has(r)) continue;
      let grows = 0;
      for (const other of near[r] as Set<number>) if (!done.has(other) && !open.has(other)) grows++;
      if (grows < cost || (grows === cost && (weight[r] as number) > (weight[best] as number))) {
        best = r;
        cost = grows;
      }
    }
    done.add(best);
    open.delete(best);
    for (const other of near[best] as Set<number>) if (!done.has(other)) open.add(other);
    order.push(rows[best] as Item[]);
  }
  return order;
}

import type { Decimal } from 'decimal.js';
import { Dec, ZERO, maxOf, minOf } from '../../kernel/decimal.js';
import { exactAmount, fail, hundredths, wholeUnits } from './amount.js';
import type { ExactAmounts, Model, ThresholdModel } from './model.js';
import { append, declared, find, nameTable, type NameTable } from './names.js';
import { isObject, onlyKnown, type Known } from './shape.js';
import type { SelectionProblem } from './types.js';

const PROBLEM: Known = { claims: true, stackable: true, exclusive: true, pools: true, thresholds: true };
const CLAIM: Known = { id: true, amount: true, inputs: true, pool: true, parts: true };
const PART: Known = { pool: true, amount: true };
const BOUNDS: Known = { min: true, max: true };
const POOL: Known = { id: true, cap: true };
const THRESHOLD: Known = { claim: true, slack: true, withdraws: true };
const WITHDRAWAL: Known = { claim: true, amount: true };

/** Sums of units must stay below this: 2^53 less four bits for the shares of `search.ts`. */
const UNIT_LIMIT = 2 ** 49;

/**
 * Validates a problem and puts it into integer units. Every fault is one error that names its path.
 *
 * What a claim puts into a pool is held to its cap, which changes no value (min(c, Σ a) = min(c, Σ min(a, c))) and
 * keeps amounts of which next to nothing is known within the units that a double holds.
 */
export function readProblem(problem: SelectionProblem): Model {
  if (!isObject(problem)) fail('problem', 'an object', problem);
  onlyKnown(problem, PROBLEM, '');
  const claims = listOf(problem.claims, 'claims');
  const ids = nameTable();
  for (let i = 0; i < claims.length; i++) {
    const claim = claims[i];
    if (!isObject(claim)) fail(`claims[${i}]`, 'an object', claim);
    onlyKnown(claim, CLAIM, 'claims', i);
    addId(ids, claim['id'], 'claims', i);
  }
  const pools = problem.pools === undefined ? [] : listOf(problem.pools, 'pools');
  const poolNames = nameTable();
  for (let i = 0; i < pools.length; i++) {
    const pool = pools[i];
    if (!isObject(pool)) fail(`pools[${i}]`, 'an object', pool);
    onlyKnown(pool, POOL, 'pools', i);
    addId(poolNames, pool['id'], 'pools', i);
  }

  const start: number[] = [0];
  const poolOf: number[] = [];
  const low: number[] = [];
  const high: number[] = [];
  let ranged = false;
  let quick = true;
  let sum = 0;
  const addPart = (pool: number, amount: unknown, claim: number, part: number): void => {
    let min: unknown = amount;
    let max: unknown = amount;
    const open = isObject(amount) && 'min' in amount;
    if (open) {
      onlyKnown(amount, BOUNDS, amountPath(claim, part));
      min = amount['min'];
      max = amount['max'];
    }
    let a = hundredths(min);
    let b = open ? hundredths(max) : a;
    if (a < 0 || b < 0) {
      // Either not valid at all, which is an error now, or for the exact lane.
      const path = amountPath(claim, part);
      const least = exactAmount(min, open ? `${path}.min` : path);
      const most = exactAmount(max, open ? `${path}.max` : path);
      if (least.gt(most)) fail(`${path}.min`, 'at most the max', min);
      quick = false;
      a = b = 0;
      if (!least.eq(most)) ranged = true;
    } else if (a > b) fail(`${amountPath(claim, part)}.min`, 'at most the max', min);
    if (a !== b) ranged = true;
    for (let k = start[claim] as number; k < poolOf.length; k++) {
      if (poolOf[k] !== pool) continue;
      low[k] = (low[k] as number) + a;
      high[k] = (high[k] as number) + b;
      return;
    }
    poolOf.push(pool);
    low.push(a);
    high.push(b);
  };
  const inputNames = nameTable();
  const members: number[][] = [];
  for (let i = 0; i < claims.length; i++) {
    const claim = claims[i] as Record<string, unknown>;
    forEachPart(claim, i, poolNames, addPart);
    start.push(poolOf.length);
    if (claim['inputs'] !== undefined) readInputs(claim['inputs'], i, inputNames, members);
  }
  const caps: number[] = [];
  for (let i = 0; i < pools.length; i++) {
    const cap = (pools[i] as Record<string, unknown>)['cap'];
    const units = hundredths(cap);
    if (units < 0) {
      exactAmount(cap, `pools[${i}].cap`);
      quick = false;
    }
    caps.push(units);
    sum += units;
  }
  const stackable = readPairs(problem.stackable, 'stackable', ids);
  const exclusive = readPairs(problem.exclusive, 'exclusive', ids);
  const thresholds = readThresholds(problem.thresholds, ids);
  for (const t of thresholds) {
    const slack = hundredths(t.slack.value);
    if (slack < 0) quick = false;
    t.units.push(slack);
    for (const w of t.withdrawn) {
      const units = hundredths(w.value);
      if (units < 0) quick = false;
      t.units.push(units);
      sum += units;
    }
  }
  const shared = members.filter((m) => m.length > 1);
  if (quick) {
    for (let k = 0; k < poolOf.length; k++) {
      const cap = (poolOf[k] as number) < 0 ? Infinity : (caps[poolOf[k] as number] as number);
      low[k] = Math.min(low[k] as number, cap);
      high[k] = Math.min(high[k] as number, cap);
      sum += high[k] as number;
    }
  }
  const fits = quick && sum < UNIT_LIMIT;
  const amounts = fits ? undefined : readExactly(claims, pools, poolNames, thresholds);
  return {
    ids: ids.names,
    start,
    pool: poolOf,
    poolIds: poolNames.names,
    ranged,
    inputs: shared,
    exclusive,
    stackable,
    amounts: amounts === undefined ? [ranged ? low : high, high] : amounts.amounts,
    caps: amounts === undefined ? caps : amounts.caps,
    decimals: amounts === undefined ? 2 : amounts.decimals,
    thresholds: amounts === undefined ? thresholds.map(inUnits) : amounts.thresholds,
    exact: amounts === undefined ? undefined : amounts.exact,
  };
}

function inUnits({ claim, others, units }: RawThreshold): ThresholdModel {
  return { claim, others, slack: units[0] as number, amounts: units.slice(1) };
}

/** The same amounts through `Decimal`, in the coarsest unit that is exact, or rounded when no such unit fits. */
function readExactly(
  claims: readonly unknown[],
  pools: readonly unknown[],
  poolNames: NameTable,
  raw: readonly RawThreshold[],
): Pick<Model, 'amounts' | 'caps' | 'decimals' | 'thresholds' | 'exact'> {
  const low: Decimal[] = [];
  const high: Decimal[] = [];
  const poolOf: number[] = [];
  let first = 0;
  const addPart = (pool: number, amount: unknown, claim: number, part: number): void => {
    const open = isObject(amount) && 'min' in amount;
    const path = amountPath(claim, part);
    const a = exactAmount(open ? amount['min'] : amount, path);
    const b = open ? exactAmount(amount['max'], path) : a;
    for (let k = first; k < poolOf.length; k++) {
      if (poolOf[k] !== pool) continue;
      low[k] = (low[k] as Decimal).plus(a);
      high[k] = (high[k] as Decimal).plus(b);
      return;
    }
    poolOf.push(pool);
    low.push(a);
    high.push(b);
  };
  for (let i = 0; i < claims.length; i++) {
    first = poolOf.length;
    forEachPart(claims[i] as Record<string, unknown>, i, poolNames, addPart);
  }
  const caps = pools.map((p, i) => exactAmount((p as Record<string, unknown>)['cap'], `pools[${i}].cap`));
  for (let k = 0; k < poolOf.length; k++) {
    const cap = caps[poolOf[k] as number];
    if (cap === undefined) continue;
    if (cap.lt(low[k] as Decimal)) low[k] = cap;
    if (cap.lt(high[k] as Decimal)) high[k] = cap;
  }
  const slacks = raw.map((t) => exactAmount(t.slack.value, t.slack.path));
  const withdrawn = raw.map((t, i) => t.withdrawn.map((w) => justAbove(slacks[i] as Decimal, exactAmount(w.value, w.path))));
  // Amounts are added to amounts, and what a threshold withdraws to what else it withdraws.
  const sums = [low.concat(high, caps), ...slacks.map((slack, i) => [slack, ...(withdrawn[i] as Decimal[])])];
  let decimals = -Infinity;
  let largest = ZERO;
  for (const amounts of sums) {
    let sum = ZERO;
    for (const a of amounts) {
      if (a.isZero()) continue;
      decimals = Math.max(decimals, lastDigit(a));
      sum = sum.plus(a);
    }
    largest = maxOf(largest, sum);
  }
  if (decimals === -Infinity) decimals = 0;
  const coarse = largest.toNumber() * 10 ** decimals >= UNIT_LIMIT;
  if (coarse) decimals = Math.floor(Math.log10(UNIT_LIMIT)) - 1 - largest.e;
  const exact: ExactAmounts | undefined = coarse ? { amounts: [low, high], caps, slacks, withdrawn } : undefined;
  const scale = new Dec(`1e${decimals}`);
  const whole = (a: Decimal): number => wholeUnits(a, decimals);
  const up = coarse ? (a: Decimal): number => a.times(scale).ceil().toNumber() : whole;
  const down = coarse ? (a: Decimal): number => a.times(scale).floor().toNumber() : whole;
  return {
    amounts: [low.map(up), high.map(up)],
    caps: caps.map(up),
    decimals,
    thresholds: raw.map((t, i): ThresholdModel => {
      return { claim: t.claim, others: t.others, slack: up(slacks[i] as Decimal), amounts: (withdrawn[i] as Decimal[]).map(down) };
    }),
    exact,
  };
}

/** A withdrawal that breaks a threshold alone does so however large it is. */
const justAbove = (slack: Decimal, amount: Decimal): Decimal => (amount.gt(slack) ? minOf(amount, slack.plus(1)) : amount);

/** How many decimals an amount has; negative for trailing zeros before the point. */
function lastDigit(a: Decimal): number {
  return a.precision() - 1 - a.e;
}

function forEachPart(
  claim: Record<string, unknown>,
  i: number,
  pools: NameTable,
  add: (pool: number, amount: unknown, claim: number, part: number) => void,
): void {
  const { amount, parts } = claim;
  if (parts === undefined) {
    if (amount === undefined) fail(`claims[${i}]`, 'exactly one of amount and parts', 'neither');
    const pool = claim['pool'];
    add(pool === undefined ? -1 : declared(pools, pool, `claims[${i}].pool`, 'pool'), amount, i, -1);
    return;
  }
  if (amount !== undefined) fail(`claims[${i}]`, 'exactly one of amount and parts', 'both');
  if (claim['pool'] !== undefined) fail(`claims[${i}].pool`, 'no pool beside parts', claim['pool']);
  const list = listOf(parts, `claims[${i}].parts`);
  for (let k = 0; k < list.length; k++) {
    const part = list[k];
    if (!isObject(part)) fail(`claims[${i}].parts[${k}]`, 'an object', part);
    onlyKnown(part, PART, `claims[${i}].parts`, k);
    const pool = part['pool'];
    add(pool === undefined ? -1 : declared(pools, pool, `claims[${i}].parts[${k}].pool`, 'pool'), part['amount'], i, k);
  }
}

function amountPath(claim: number, part: number): string {
  return part < 0 ? `claims[${claim}].amount` : `claims[${claim}].parts[${part}].amount`;
}

function readInputs(value: unknown, claim: number, names: NameTable, members: number[][]): void {
  const inputs = listOf(value, `claims[${claim}].inputs`);
  for (let k = 0; k < inputs.length; k++) {
    const name = inputs[k];
    if (typeof name !== 'string' || name === '') fail(`claims[${claim}].inputs[${k}]`, 'a non-empty string', name);
    const known = find(names, name);
    const group = known >= 0 ? members[known] : undefined;
    if (group === undefined) {
      append(names, name);
      members.push([claim]);
    } else if (group[group.length - 1] !== claim) group.push(claim);
  }
}

function readPairs(value: unknown, path: string, ids: NameTable): number[] {
  const flat: number[] = [];
  if (value === undefined) return flat;
  const pairs = listOf(value, path);
  for (let k = 0; k < pairs.length; k++) {
    const pair = pairs[k];
    if (!Array.isArray(pair) || pair.length !== 2) fail(`${path}[${k}]`, 'a pair of claim ids', pair);
    const [x, y] = pair as [unknown, unknown];
    const a = typeof x === 'string' ? find(ids, x) : -1;
    const b = typeof y === 'string' ? find(ids, y) : -1;
    if (a < 0) declared(ids, x, `${path}[${k}][0]`, 'claim');
    if (b < 0) declared(ids, y, `${path}[${k}][1]`, 'claim');
    if (a === b) fail(`${path}[${k}]`, 'two different claims', y);
    flat.push(a, b);
  }
  return flat;
}

interface RawThreshold {
  readonly claim: number;
  readonly slack: { readonly value: unknown; readonly path: string };
  readonly others: number[];
  readonly withdrawn: { readonly value: unknown; readonly path: string }[];
  readonly units: number[];
}

function readThresholds(value: unknown, ids: NameTable): RawThreshold[] {
  if (value === undefined) return [];
  return listOf(value, 'thresholds').map((t, i) => {
    const path = `thresholds[${i}]`;
    if (!isObject(t)) fail(path, 'an object', t);
    onlyKnown(t, THRESHOLD, path);
    const claim = declared(ids, t['claim'], `${path}.claim`, 'claim');
    const seen: Record<number, true> = {};
    const others: number[] = [];
    const withdrawn: { value: unknown; path: string }[] = [];
    listOf(t['withdraws'], `${path}.withdraws`).forEach((w, k) => {
      const at = `${path}.withdraws[${k}]`;
      if (!isObject(w)) fail(at, 'an object', w);
      onlyKnown(w, WITHDRAWAL, at);
      const other = declared(ids, w['claim'], `${at}.claim`, 'claim');
      if (other === claim || seen[other]) fail(`${at}.claim`, 'another claim, named once', w['claim']);
      seen[other] = true;
      others.push(other);
      exactAmount(w['amount'], `${at}.amount`);
      withdrawn.push({ value: w['amount'], path: `${at}.amount` });
    });
    exactAmount(t['slack'], `${path}.slack`);
    return { claim, slack: { value: t['slack'], path: `${path}.slack` }, others, withdrawn, units: [] };
  });
}

function addId(table: NameTable, id: unknown, list: string, i: number): void {
  if (typeof id !== 'string' || id === '') fail(`${list}[${i}].id`, 'a non-empty string', id);
  if (find(table, id) >= 0) fail(`${list}[${i}].id`, 'a unique id', id);
  append(table, id);
}

function listOf(value: unknown, path: string): readonly unknown[] {
  return Array.isArray(value) ? (value as unknown[]) : fail(path, 'an array', value);
}

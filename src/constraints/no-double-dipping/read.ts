import { Dec } from '../../core/decimal.js';
import { AN_ARRAY } from '../../core/error.js';
import { listUnder } from '../../core/groups.js';
import { type Bilingual, text } from '../../core/text.js';
import { each, exactAmount, fail, recordOf } from '../argument.js';
import type { IndexedQuestion } from './solve.js';
import type { SelectionOptions, SelectionProblem } from './types.js';
import type { IndexedProblem, Share } from './units.js';

type Fields = ReturnType<typeof recordOf>;

const A_NAME = text('非空字符串', 'a non-empty string');
const A_PAIR = text('两项申报的标识', 'a pair of claim ids');
export const CLAIM_IDS = text('申报标识的数组', 'an array of claim ids');
const A_CLAIM = text('已列申报的标识', 'the id of a declared claim');
const A_POOL = text('已列额度的标识', 'the id of a declared pool');
const ONE_OF_TWO = text('amount 与 parts 二者取一', 'exactly one of amount and parts');

/** A valid problem by index. */
export interface ReadProblem extends IndexedProblem {
  readonly ids: readonly string[];
  readonly index: ReadonlyMap<string, number>;
}

/** Options by claim index, with what is left out. */
export interface ReadQuestion extends IndexedQuestion {
  readonly required: readonly number[];
  readonly excluded: readonly number[];
  readonly runnerUp: boolean;
}

/** Validates a problem. Every fault is one error that names its path. */
export function readProblem(problem: SelectionProblem): ReadProblem {
  const given = recordOf(problem, 'problem', ['claims', 'stackable', 'exclusive', 'pools'], '');
  const claims = objects(given['claims'], 'claims', ['id', 'amount', 'inputs', 'pool', 'parts']);
  const index = idsOf(claims, 'claims');
  const pools = given['pools'] === undefined ? [] : objects(given['pools'], 'pools', ['id', 'cap']);
  const poolIndex = idsOf(pools, 'pools');
  const caps = pools.map((pool, i) => exactAmount(pool['cap'], `pools[${i}].cap`));
  const read = claims.map((claim, i) => ({ parts: partsOf(claim, `claims[${i}]`, poolIndex) }));
  const stackable = readPairs(given['stackable'], 'stackable', index);
  const exclusive = readPairs(given['exclusive'], 'exclusive', index);
  return { ids: [...index.keys()], index, claims: read, caps, neighbours: neighboursOf(claims.length, readInputs(claims), exclusive, stackable) };
}

const OPTIONS: readonly (keyof SelectionOptions)[] = ['workLimit', 'runnerUp', 'required', 'excluded'];

/** The options of a call, by claim index; `known` are those that it has. Every fault is one error that names its path. */
export function readOptions(problem: ReadProblem, options: SelectionOptions | undefined, known = OPTIONS): ReadQuestion {
  const { ids, neighbours } = problem;
  const given = recordOf(options === undefined ? {} : options, 'options', known);
  const { workLimit, runnerUp = true } = given;
  if (workLimit !== undefined && (typeof workLimit !== 'number' || !(workLimit >= 0))) return fail('options.workLimit', text('不小于0的数', 'a count of at least 0'), workLimit);
  if (typeof runnerUp !== 'boolean') return fail('options.runnerUp', text('true 或 false', 'true or false'), runnerUp);
  const claimsIn = (name: string): number[] =>
    given[name] === undefined ? [] : [...new Set(claimsOf(problem, given[name], `options.${name}`))].sort((a, b) => a - b);
  const required = claimsIn('required');
  const excluded = claimsIn('excluded');
  const inSet = new Set(required);
  const outside = new Set(excluded);
  for (const i of required) {
    if (outside.has(i)) fail('options.required', text('未被排除的申报', 'no claim that is excluded as well'), ids[i]);
    const other = (neighbours[i] as readonly number[]).find((j) => j !== i && inSet.has(j));
    if (other === undefined) continue;
    const beside = JSON.stringify(ids[Math.min(i, other)]);
    fail('options.required', text(`可以同时申报的各项（不能与${beside}并列）`, `claims that go together (not with ${beside})`), ids[Math.max(i, other)]);
  }
  return { required, excluded, runnerUp, workLimit };
}

/** The claims of a list of ids that are all declared. */
export const claimsOf = ({ index }: ReadProblem, list: unknown, path: string): number[] => each(list, path, CLAIM_IDS, (id, at) => declared(index, id, at, A_CLAIM));

const objects = (value: unknown, path: string, known: readonly string[]): Fields[] => each(value, path, AN_ARRAY, (entry, at) => recordOf(entry, at, known));

function nameOf(value: unknown, path: string): string {
  return typeof value === 'string' && value !== '' ? value : fail(path, A_NAME, value);
}

function idsOf(list: readonly Fields[], path: string): Map<string, number> {
  const index = new Map<string, number>();
  list.forEach((entry, i) => {
    const id = nameOf(entry['id'], `${path}[${i}].id`);
    if (index.has(id)) fail(`${path}[${i}].id`, text('不重复的标识', 'a unique id'), id);
    index.set(id, i);
  });
  return index;
}

function declared(index: ReadonlyMap<string, number>, id: unknown, path: string, expected: Bilingual): number {
  const position = typeof id === 'string' ? index.get(id) : undefined;
  return position ?? fail(path, expected, id);
}

function partsOf({ amount, parts, pool }: Fields, path: string, pools: ReadonlyMap<string, number>): Share<Dec>[] {
  if (parts === undefined) return amount === undefined ? fail(path, ONE_OF_TWO, 'neither') : [partOf(pool, amount, path, pools)];
  if (amount !== undefined) fail(path, ONE_OF_TWO, 'both');
  if (pool !== undefined) fail(`${path}.pool`, text('有 parts 时不另列 pool', 'no pool beside parts'), pool);
  return objects(parts, `${path}.parts`, ['pool', 'amount']).map((part, k) => partOf(part['pool'], part['amount'], `${path}.parts[${k}]`, pools));
}

function partOf(pool: unknown, amount: unknown, path: string, pools: ReadonlyMap<string, number>): Share<Dec> {
  const at = pool === undefined ? -1 : declared(pools, pool, `${path}.pool`, A_POOL);
  if (typeof amount !== 'object' || amount === null || Dec.isDecimal(amount) || !('min' in amount)) {
    const exact = exactAmount(amount, `${path}.amount`);
    return { pool: at, lo: exact, hi: exact };
  }
  const { min, max } = recordOf(amount, `${path}.amount`, ['min', 'max']);
  const lo = exactAmount(min, `${path}.amount.min`);
  const hi = exactAmount(max, `${path}.amount.max`);
  if (lo.gt(hi)) fail(`${path}.amount.min`, text('不大于 max 的数额', 'at most the max'), min);
  return { pool: at, lo: lo.eq(hi) ? hi : lo, hi };
}

/** The claims that name each input. */
function readInputs(claims: readonly Fields[]): number[][] {
  const users = new Map<string, number[]>();
  claims.forEach(({ inputs }, i) => {
    if (inputs === undefined) return;
    each(inputs, `claims[${i}].inputs`, AN_ARRAY, (entry, at) => {
      const list = listUnder(users, nameOf(entry, at));
      if (list[list.length - 1] !== i) list.push(i);
    });
  });
  return [...users.values()].filter((list) => list.length > 1);
}

function readPairs(value: unknown, path: string, index: ReadonlyMap<string, number>): [number, number][] {
  if (value === undefined) return [];
  return each(value, path, AN_ARRAY, (entry, at): [number, number] => {
    const pair = each(entry, at, A_PAIR, (id, where, k) => (k < 2 ? declared(index, id, where, A_CLAIM) : fail(at, A_PAIR, entry)));
    const [a, b] = pair;
    if (a === undefined || b === undefined) return fail(at, A_PAIR, entry);
    return a === b ? fail(at, text('两项不同的申报', 'two different claims'), (entry as unknown[])[1]) : [a, b];
  });
}

/** Who excludes whom. Claims that name one input and nothing else share one list, so that many of them cost little. */
function neighboursOf(size: number, users: readonly (readonly number[])[], exclusive: readonly [number, number][], stackable: readonly [number, number][]): (readonly number[])[] {
  const inputsOf: (readonly number[])[][] = Array.from({ length: size }, () => []);
  for (const list of users) for (const i of list) (inputsOf[i] as (readonly number[])[]).push(list);
  const others: (Set<number> | undefined)[] = [];
  const ownSet = (i: number): Set<number> => (others[i] ??= new Set((inputsOf[i] as (readonly number[])[]).flat()));
  for (const [a, b] of exclusive) {
    ownSet(a).add(b);
    ownSet(b).add(a);
  }
  for (const [a, b] of stackable) {
    ownSet(a).delete(b);
    ownSet(b).delete(a);
  }
  return inputsOf.map((lists, i) => (others[i] === undefined && lists.length < 2 ? (lists[0] ?? []) : [...ownSet(i)]));
}

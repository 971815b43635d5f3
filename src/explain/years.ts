import { yearsOf } from '../assess/determine.js';
import type { Context } from '../core/context.js';
import { yearOf } from '../core/day.js';
import { isRecord } from '../core/error.js';
import type { Row } from '../core/facts.js';
import { listUnder, remembered } from '../core/groups.js';
import { daysOf } from '../core/law.js';
import { says } from './stated.js';

/** Years for the rows of a profile that lack theirs. */

/** Which years are supplied. */
export interface YearsSupposed {
  /** Whether they are such as can count. */
  readonly isInForce: boolean;
  /** How years in force are dealt out to rows that lack theirs: a digit for each row says by how many it is moved on. Below 0 all rows get a year before those in force. */
  readonly way: number;
}

/** So many rows of a list vary their years independently; further ones vary with these. */
const ROWS_APART = 3;

/** The first and the last day of a policy, the years in force, those before that may count, and one that cannot. */
export const calendarOf = remembered((context: Context) => {
  const { policy } = context;
  const [from, to] = [daysOf(policy, policy.period.from)[0], daysOf(policy, policy.period.to).at(-1)] as [string, string];
  const all = yearsOf(undefined, context);
  return { from, to, years: all.filter((year) => year >= yearOf(from)), before: all.filter((year) => year < yearOf(from)), tooEarly: (all[0] as number) - 1 };
});

/** The ways to give years to rows, of which so many of one list lack theirs at most. */
export function waysFor(lacking: number, context: Context): readonly number[] {
  const { years, before } = calendarOf(context);
  const spreads = Array.from({ length: years.length ** Math.min(lacking, ROWS_APART) }, (_x, way) => way);
  return lacking === 0 ? spreads : [...spreads, ...before.map((_year, k) => -1 - k)];
}

/**
 * Rows with a year each, and the places of those that lacked it; no two of a contract have the same. In force they are
 * spread over the rows, because caps are yearly, or given in another way, because one year may count for a row and
 * another not; or they lie before anything can count.
 */
export function withYears(rows: readonly unknown[], name: string, unique: readonly string[], { isInForce, way }: YearsSupposed, context: Context) {
  const { years, before, tooEarly } = calendarOf(context);
  const taken = new Map<string, unknown[]>();
  const takenBy = (row: Row): unknown[] => listUnder(taken, JSON.stringify(unique.map((fact) => fact !== name && row[fact])));
  for (const row of rows) if (isRecord(row) && says(row, name)) takenBy(row).push(row[name]);
  // What is taken gives way to another year in force, then to one after it.
  const yearAt = (n: number, first: number): number =>
    !isInForce ? tooEarly - n :
    n === 0 && way < 0 ? before[-1 - way] as number :
    n < years.length ? years[(first + n) % years.length] as number : (years.at(-1) as number) + n;
  const lacking: number[] = [];
  const dated = rows.map((row, i): unknown => {
    if (!isRecord(row) || says(row, name)) return row;
    const first = i + Math.floor(Math.max(way, 0) / years.length ** (lacking.length % ROWS_APART));
    lacking.push(i);
    const own = takenBy(row);
    let n = 0;
    while (own.includes(yearAt(n, first))) n += 1;
    const year = yearAt(n, first);
    own.push(year);
    return { ...row, [name]: year };
  });
  return { dated, lacking };
}

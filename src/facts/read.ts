import { Decimal } from 'decimal.js';
import { Dec, MAX_MONEY } from '../kernel/decimal.js';
import { FIRST_YEAR, LAST_YEAR, isDay } from '../kernel/day.js';
import { type CaseIssue, InvalidCaseError, show } from '../kernel/error.js';
import type { FactEntry, FactTable, FactType, KnownFacts } from './fact.js';

/**
 * Reading of single values. Text is held against an anchored pattern with a length limit before
 * decimal.js sees it, because a huge exponent would cost seconds or the process.
 */

const MONEY_PATTERN = /^(?:0|[1-9]\d{0,13})(?:\.\d{1,2})?$/;
const RATIO_PATTERN = /^(?:0(?:\.\d{1,60})?|1(?:\.0{1,60})?)$/;
const MAX_ID_LENGTH = 128;
/** Enough to see what is wrong; hostile input is not read to its end. */
export const MAX_ISSUES = 20;

/** What a type of fact must look like, for messages. */
export const EXPECTED: Readonly<Record<FactType, string>> = Object.freeze({
  id: `a non-empty string of at most ${MAX_ID_LENGTH} characters`,
  money: 'yuan, 0 to 1e13 with at most 2 decimals, as a decimal string or a number',
  ratio: 'a ratio from 0 to 1, as a decimal string or a number',
  day: `a calendar day YYYY-MM-DD, ${FIRST_YEAR} to ${LAST_YEAR}`,
  year: `an integer year, ${FIRST_YEAR} to ${LAST_YEAR}`,
  count: 'an integer of 0 or more',
  rank: 'an integer of 1 or more',
  boolean: 'true or false',
  'supply-kind': '"equipment" or "software"',
  'lease-mode': '"direct" or "sale-and-leaseback"',
});

/** Plain text of a number or decimal that is not exponential; undefined where there is none. */
function plainText(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) return undefined;
    const text = String(value);
    return text.includes('e') ? new Dec(value).toFixed() : text;
  }
  // Data that only claims to be a decimal has no functions.
  if (!Decimal.isDecimal(value) || typeof value.isFinite !== 'function' || typeof value.toFixed !== 'function') return undefined;
  // A decimal of another copy: its exponent is bounded before it is written out.
  return value.isFinite() && Math.abs(value.e) <= 30 ? value.toFixed() : undefined;
}

/** An amount of money, or undefined where the value is none. */
export function moneyOf(value: unknown): Dec | undefined {
  const text = plainText(value);
  if (text === undefined || !MONEY_PATTERN.test(text)) return undefined;
  const amount = new Dec(text);
  return text.length < 14 || amount.cmp(MAX_MONEY) <= 0 ? amount : undefined;
}

/** A ratio from 0 to 1, or undefined where the value is none. */
export function ratioOf(value: unknown): Dec | undefined {
  if (typeof value === 'number') return value >= 0 && value <= 1 ? new Dec(value) : undefined;
  const text = plainText(value);
  return text !== undefined && RATIO_PATTERN.test(text) ? new Dec(text) : undefined;
}

const integerFrom = (value: unknown, from: number, to: number): unknown =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= from && value <= to ? value : undefined;

/** Reads one value of a given type; undefined where it is not of that type. */
export function valueOf(type: FactType, value: unknown): unknown {
  switch (type) {
    case 'money':
      return moneyOf(value);
    case 'ratio':
      return ratioOf(value);
    case 'boolean':
      return typeof value === 'boolean' ? value : undefined;
    case 'day':
      return typeof value === 'string' && isDay(value) ? value : undefined;
    case 'id':
      return typeof value === 'string' && value.length > 0 && value.length <= MAX_ID_LENGTH ? value : undefined;
    case 'year':
      return integerFrom(value, FIRST_YEAR, LAST_YEAR);
    case 'count':
      return integerFrom(value, 0, Number.MAX_SAFE_INTEGER);
    case 'rank':
      return integerFrom(value, 1, Number.MAX_SAFE_INTEGER);
    case 'supply-kind':
      return value === 'equipment' || value === 'software' ? value : undefined;
    case 'lease-mode':
      return value === 'direct' || value === 'sale-and-leaseback' ? value : undefined;
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !Decimal.isDecimal(value);

function readEntry(entry: FactEntry, value: unknown, path: string, issues: CaseIssue[]): unknown {
  switch (entry.kind) {
    case 'fact': {
      const known = valueOf(entry.type, value);
      if (known === undefined) {
        const code = typeof value === 'string' || typeof value === 'number' ? 'format' : 'type';
        issues.push({ path, code, expected: EXPECTED[entry.type], received: show(value) });
      }
      return known;
    }
    case 'ids':
    case 'list': {
      if (!Array.isArray(value)) {
        issues.push({ path, code: 'type', expected: 'an array', received: show(value) });
        return undefined;
      }
      const rows: unknown[] = [];
      const ids = entry.kind === 'list' && entry.of['id']?.required === true ? new Set<unknown>() : undefined;
      for (let i = 0; i < value.length && issues.length < MAX_ISSUES; i += 1) {
        const row: unknown = value[i];
        const at = `${path}[${i}]`;
        if (ids !== undefined && isRecord(row) && row['id'] !== undefined) {
          if (ids.has(row['id'])) issues.push({ path: `${at}.id`, code: 'duplicate', expected: 'an id not used before', received: show(row['id']) });
          ids.add(row['id']);
        }
        if (entry.kind === 'list') rows.push(readTable(entry.of, row, at, issues));
        else if (valueOf('id', row) !== undefined) rows.push(row);
        else issues.push({ path: at, code: 'type', expected: EXPECTED.id, received: show(row) });
      }
      return rows;
    }
    case 'group':
      return readTable(entry.of, value, path, issues);
  }
}

function readTable(table: FactTable, value: unknown, path: string, issues: CaseIssue[]): unknown {
  if (!isRecord(value)) {
    issues.push({ path, code: 'type', expected: 'an object', received: show(value) });
    return undefined;
  }
  const out: Record<string, unknown> = {};
  for (const name of Object.keys(value)) {
    if (issues.length >= MAX_ISSUES) break;
    if (!Object.hasOwn(table, name)) {
      issues.push({
        path: `${path}.${name.slice(0, MAX_ID_LENGTH)}`,
        code: 'unknown-property',
        expected: 'no such property',
      });
    }
  }
  for (const name in table) {
    const entry = table[name] as FactEntry;
    const given = value[name];
    if (given !== undefined && given !== null) {
      out[name] = readEntry(entry, given, `${path}.${name}`, issues);
    } else if (entry.required) {
      issues.push({ path: `${path}.${name}`, code: 'missing', expected: expectedOf(entry) });
    }
  }
  return out;
}

const expectedOf = (entry: FactEntry): string =>
  entry.kind === 'fact' ? EXPECTED[entry.type] : entry.kind === 'group' ? 'an object' : 'an array';

/**
 * Reads the flat facts of a calculator.
 *
 * @throws InvalidCaseError naming the first twenty values that are not of their type, and ids given twice
 */
export function readFacts<S extends FactTable>(table: S, given: unknown): KnownFacts<S> {
  const issues: CaseIssue[] = [];
  const known = readTable(table, given, '$', issues);
  if (issues.length > 0) throw new InvalidCaseError(issues);
  return known as KnownFacts<S>;
}

import { Decimal } from 'decimal.js';
import { Dec } from '../../kernel/decimal.js';
import { show } from '../../kernel/error.js';
import type { Facts } from './check-facts.js';
import { isObject } from './shape.js';
import type { ValueRange } from './types.js';

/**
 * The parts of a selection as they come from anywhere: from the solver, or from JSON with amounts as decimal text.
 * What is not as it should be is a finding, never an exception.
 */

/** Sums of admissible amounts, and the differences between them. */
const PLAIN = /^-?[0-9]{1,34}(?:\.[0-9]{1,20})?$/;
const MOST_DIGITS = 54;

export function readAmount(value: unknown, path: string, findings: string[]): Decimal | undefined {
  if (typeof value === 'string' && PLAIN.test(value)) return new Dec(value);
  if (typeof value === 'number' && Math.abs(value) <= Number.MAX_SAFE_INTEGER) return new Dec(value);
  if (value instanceof Dec && value.isFinite()) return value;
  if (Decimal.isDecimal(value) && value.isFinite() && Math.abs(value.e) < MOST_DIGITS) return new Dec(value.toString());
  findings.push(`${path}: expected an amount, found ${show(value)}`);
  return undefined;
}

export function readRange(value: unknown, path: string, findings: string[]): ValueRange | undefined {
  if (!isObject(value)) {
    findings.push(`${path}: expected an object with min and max, found ${show(value)}`);
    return undefined;
  }
  const min = readAmount(value['min'], `${path}.min`, findings);
  const max = readAmount(value['max'], `${path}.max`, findings);
  return min === undefined || max === undefined ? undefined : { min, max };
}

/** A list of claims in the problem's order. */
export function readSet(facts: Facts, ids: unknown, path: string, findings: string[]): number[] | undefined {
  if (!Array.isArray(ids)) {
    findings.push(`${path}: expected an array of claim ids, found ${show(ids)}`);
    return undefined;
  }
  const before = findings.length;
  const list: number[] = [];
  for (const id of ids as unknown[]) {
    const i = typeof id === 'string' ? facts.index[id] : undefined;
    if (i === undefined) findings.push(`${path}: ${show(id)} is not a claim of the problem`);
    else if (list.length > 0 && i <= (list[list.length - 1] as number)) findings.push(`${path}: ${show(id)} is repeated or out of order`);
    else list.push(i);
  }
  return findings.length === before ? list : undefined;
}

export function expectRange(path: string, stated: ValueRange | undefined, right: ValueRange, findings: string[]): void {
  if (stated === undefined) return;
  for (const level of ['min', 'max'] as const) expectAmount(`${path}.${level}`, stated[level], right[level], findings);
}

export function expectAmount(path: string, stated: Decimal | undefined, right: Decimal, findings: string[]): void {
  if (stated !== undefined && !right.eq(stated)) findings.push(`${path}: stated ${stated.toFixed()}, is ${right.toFixed()}`);
}

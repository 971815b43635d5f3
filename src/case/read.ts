import { InvalidCaseError } from '../core/error.js';
import type { FactTable, KnownFacts } from '../core/fact.js';
import { type Parser, parserOf } from './reader.js';
import { checkRows } from './rows.js';

const parsers = new WeakMap<FactTable, Parser>();

/**
 * Reads facts: money becomes a decimal, a ratio a quotient; a fact that is left out, null or undefined
 * is unknown and left out. The parser of the published schema reads them, without the schema around it.
 *
 * @throws InvalidCaseError naming the first twenty values that are not what the table says
 */
export function readTable<S extends FactTable>(table: S, input: unknown): KnownFacts<S> {
  let parser = parsers.get(table);
  if (parser === undefined) parsers.set(table, (parser = parserOf(table)));
  return parser(input) as KnownFacts<S>;
}

/**
 * Reads facts and checks what their rows must fulfil together.
 *
 * @throws InvalidCaseError naming the first twenty faults of the values or, where each of them is
 * sound, of the rows
 */
export function readCaseTable<S extends FactTable>(table: S, input: unknown): KnownFacts<S> {
  const facts = readTable(table, input);
  const issues = checkRows(table, facts);
  if (issues.length > 0) throw new InvalidCaseError(issues);
  return facts;
}

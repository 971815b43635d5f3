import * as z from 'zod/mini';
import { InvalidCaseError } from '../core/error.js';
import type { FactTable, KnownFacts } from '../core/fact.js';
import { parserOf } from './reader.js';
import { checkRows } from './rows.js';
import { schemaOf } from './schema.js';

const reading = new WeakMap<FactTable, z.ZodMiniObject>();

/**
 * The schema of a table with our parser in it. zod takes such a parser for places where it may not
 * generate code; this one refuses by itself, so that no message of zod's, nor of a host's `z.config`,
 * reaches a user, and so that hostile input is not read to its end.
 */
function readingSchema(table: FactTable): z.ZodMiniObject {
  let schema = reading.get(table);
  if (schema === undefined) reading.set(table, (schema = z.withParser(schemaOf(table), parserOf(table))));
  return schema;
}

/**
 * Reads facts: money becomes a decimal, a ratio a quotient; a fact that is left out, null or undefined
 * is unknown and left out.
 *
 * @throws InvalidCaseError naming the first twenty values that are not what the table says
 */
export function readTable<S extends FactTable>(table: S, input: unknown): KnownFacts<S> {
  return z.parse(readingSchema(table), input) as KnownFacts<S>;
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

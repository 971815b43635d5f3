import * as z from 'zod/mini';
import type { FactEntry, FactTable } from '../facts/fact.js';
import { EXPECTED, MAX_ISSUES, valueOf } from '../facts/read.js';
import { caseFacts } from './facts.js';

/**
 * The zod schema of a case file, derived from the fact tables. It checks structure and single
 * values and turns amounts into decimals; what several values must fulfil together is checked in
 * `read.ts`. No zod message reaches a user: issues are mapped by code and path.
 */

type Schema = z.core.$ZodType;

/** One fact: read by the same function as the flat facts of the calculators. Null is unknown. */
function leaf({ type, required }: FactEntry & { kind: 'fact' }): Schema {
  const schema = z.transform((value: unknown, context) => {
    if (!required && (value === null || value === undefined)) return undefined;
    const known = valueOf(type, value);
    if (known === undefined) {
      context.issues.push({ code: 'custom', input: value, params: { expected: EXPECTED[type] } });
    }
    return known;
  });
  return required ? schema : z.optional(schema);
}

const orUnknown = (schema: Schema): Schema =>
  z.pipe(z.nullish(schema), z.transform((value: unknown) => value ?? undefined));

function schemaOf(entry: FactEntry): Schema {
  switch (entry.kind) {
    case 'fact':
      return leaf(entry);
    case 'ids':
      return rowsOf(leaf(ID_FACT));
    case 'list':
      return entry.required ? rowsOf(tableSchema(entry.of)) : orUnknown(rowsOf(tableSchema(entry.of)));
    case 'group':
      return orUnknown(tableSchema(entry.of));
  }
}

/** A list that stops reading when enough is wrong. */
function rowsOf(row: Schema): Schema {
  return z.transform((value: unknown, context) => {
    if (!Array.isArray(value)) {
      context.issues.push({ code: 'custom', input: value, params: { expected: 'an array' } });
      return z.NEVER;
    }
    const rows: unknown[] = [];
    for (let i = 0; i < value.length && context.issues.length < MAX_ISSUES; i += 1) {
      const result = row._zod.run({ value: value[i], issues: [] }, { async: false });
      if (result instanceof Promise) throw new TypeError('the case schema is synchronous');
      for (const issue of result.issues) context.issues.push({ ...issue, path: [i, ...(issue.path ?? [])] } as typeof issue);
      rows.push(result.value);
    }
    return rows;
  });
}

const ID_FACT = caseFacts.projects.of.id;

function tableSchema(table: FactTable): z.ZodMiniObject {
  const shape: Record<string, Schema> = {};
  for (const name of Object.keys(table)) shape[name] = schemaOf(table[name] as FactEntry);
  return z.strictObject(shape);
}

export const caseSchema: z.ZodMiniObject = /* @__PURE__ */ tableSchema(caseFacts);

import * as z from 'zod/mini';
import { AN_ARRAY, AN_OBJECT } from '../core/error.js';
import type { FactEntry, FactTable } from '../core/fact.js';
import { remembered } from '../core/groups.js';
import { NO_SUCH_PROPERTY } from './read.js';
import { ID, type ValueType, valueTypeOf } from './values.js';

/**
 * The zod schema of a fact table: what is published. `z.toJSONSchema(schema, { io: 'input' })` says all
 * that JSON Schema can say, and as a Standard Schema it validates and converts like our own parser, which
 * is twice as fast and stops when enough is wrong. What several values must fulfil together is no matter
 * of a schema: `rows.ts` checks it.
 *
 * A single value is an opaque node that a function of `values.ts` reads, because a union of strings and
 * numbers with their checks costs several times as much. What JSON Schema can say of it stands beside it
 * in zod's registry, from the same entry.
 */

type Schema = z.core.$ZodType;

/** A single value; null is unknown, like a fact that is left out, where it may be. */
function leaf({ shapes, expected, read }: ValueType, orNull: boolean): Schema {
  const described = z.unknown();
  const all = orNull ? [...shapes, { type: 'null' } as const] : shapes;
  z.globalRegistry.add(described, { description: expected.en, ...(all.length === 1 ? all[0] : { anyOf: [...all] }) });
  return z.pipe(described, z.transform((value, { issues }) => {
    if (orNull && value === null) return undefined;
    const known = read(value);
    if (known === undefined) issues.push({ code: 'custom', input: value, message: `expected ${expected.en}` });
    return known;
  }));
}

const requiredLeaf = remembered((type: ValueType): Schema => leaf(type, false));
const optionalLeaf = remembered((type: ValueType): Schema => z.optional(leaf(type, true)));

const orUnknown = (schema: Schema, required: boolean): Schema =>
  required ? schema : z.optional(z.pipe(z.nullable(schema), z.transform((value: unknown) => value ?? undefined)));

function entrySchema(entry: FactEntry): Schema {
  switch (entry.kind) {
    case 'fact':
      return (entry.required ? requiredLeaf : optionalLeaf)(valueTypeOf(entry));
    case 'ids': {
      const ids = z.array(requiredLeaf(ID), ARRAY);
      z.globalRegistry.add(ids, { uniqueItems: true });
      return ids;
    }
    case 'list':
      return orUnknown(z.array(schemaOf(entry.of), ARRAY), entry.required);
    case 'group':
      return orUnknown(schemaOf(entry.of), entry.required);
  }
}

// The messages of the schema on its own, as a Standard Schema: a host's `z.config` does not reach them.
const ARRAY = { error: () => `expected ${AN_ARRAY.en}` };
const OBJECT = {
  error: ({ code }: { readonly code?: string | undefined }) => `expected ${(code === 'unrecognized_keys' ? NO_SUCH_PROPERTY : AN_OBJECT).en}`,
};

/** The schema of a fact table; built when it is first asked for. */
export const schemaOf: (table: FactTable) => z.ZodMiniObject = remembered((table: FactTable) =>
  z.strictObject(Object.fromEntries(Object.entries(table).map(([name, entry]) => [name, entrySchema(entry)])), OBJECT));

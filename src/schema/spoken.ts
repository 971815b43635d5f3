import * as z from 'zod/mini';
import type { Bilingual } from '../core/text.js';

/**
 * How a schema speaks two languages: `title` is the Chinese name and `description` explains in both, a line each, for
 * tools that know JSON Schema alone; `x-title` holds the names apart. `x-unit`, `x-clause`, `x-source` and
 * `x-enum-labels` say what a value is counted in, which sentence asks for it, who can state it and what its values are called.
 */
export type Json = { [keyword: string]: unknown };

/** The keywords of a name and what is to be said beyond it. */
export function spoken(name: Bilingual, explained: Bilingual = name): Json {
  return { title: name.zh, description: `${explained.zh}\n${explained.en}`, 'x-title': { zh: name.zh, en: name.en } };
}

/** The names of the values of an enumeration. */
export const enumLabels = (labels: Readonly<Record<string, Bilingual>>): Json => ({
  'x-enum-labels': Object.fromEntries(Object.entries(labels).map(([value, { zh, en }]) => [value, { zh, en }])),
});

/** What is said of schemas of the output; a registry of our own, so that nothing of a host's is touched. */
export const said = z.registry<Json>();

/** The same schema under a name of its own, as the property of an object. */
export function named<S extends z.core.$ZodType>(schema: S, name: Bilingual, explained?: Bilingual, more?: Json): S {
  const own = z.core.clone(schema, schema._zod.def, { parent: true });
  said.add(own, { ...spoken(name, explained), ...more });
  return own;
}

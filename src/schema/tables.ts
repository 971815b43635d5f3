import * as z from 'zod/mini';
import { schemaOf } from '../case/schema.js';
import type { FactEntry, FactTable } from '../core/fact.js';
import type { Policy } from '../core/policy.js';
import { text } from '../core/text.js';
import { type FactRecord, factsOf } from './facts.js';
import { type Json, enumLabels, spoken } from './spoken.js';

/** The JSON Schema of a fact table: what zod makes of its schema, with everything that the table says of each fact. */

const UNKNOWN = text('未填或为 null 表示未知', 'left out or null: unknown');

/**
 * The schema of a table, each list's rows under `$defs` by their English name.
 *
 * @param records what is known of its facts
 */
export function schemaOfTable(table: FactTable, records: readonly FactRecord[]): Json {
  const { $schema: _draft, ...schema } = z.toJSONSchema(schemaOf(table), { io: 'input' }) as Json;
  const definitions: Json = {};
  const said = new Speaker(new Map(records.map((r) => [r.path, r])), definitions);
  return { ...said.object(schema, table, '$', ''), $defs: definitions };
}

/** What is known of the facts of a ledger: no measure looks at them. */
export const recordsOfLedger = (facts: FactTable, policy: Policy): readonly FactRecord[] => factsOf({ ...policy, facts, measures: [] });

class Speaker {
  readonly #records: ReadonlyMap<string, FactRecord>;
  readonly #definitions: Json;

  constructor(records: ReadonlyMap<string, FactRecord>, definitions: Json) {
    this.#records = records;
    this.#definitions = definitions;
  }

  object(schema: Json, table: FactTable, path: string, name: string): Json {
    const properties = Object.entries(schema['properties'] as Json).map(([property, given]) =>
      [property, this.#entry(given as Json, table[property] as FactEntry, `${path}.${property}`, name)]);
    return { ...schema, properties: Object.fromEntries(properties) };
  }

  #entry(given: Json, entry: FactEntry, path: string, within: string): Json {
    const { description: _expected, ...schema } = given;
    const about = this.#about(entry, path);
    if (entry.kind === 'fact' || entry.kind === 'ids') return { ...schema, ...about };
    const name = within + pascal(entry.kind === 'list' ? entry.row.en : entry.name.en);
    const own = valueOf(schema);
    const table = entry.kind === 'list' ? (own['items'] as Json) : own;
    const [title, row] = [entry.kind === 'list' ? entry.row : entry.name, entry.kind === 'list' ? `${path}[]` : path];
    this.#definitions[name] = { ...this.object(table, entry.of, row, name), ...spoken(title) };
    const ref: Json = { $ref: `#/$defs/${name}` };
    const value = entry.kind === 'list' ? { ...own, items: ref } : ref;
    return { ...(own === schema ? value : { anyOf: [value, { type: 'null' }] }), ...about };
  }

  /** Name, question and format, unit, clauses, who can state it, names of values; of lists what their rows must fulfil. */
  #about(entry: FactEntry, path: string): Json {
    const { question, format, unit, clauses = [], source, unique = [], common = [], refersTo, measures = [], decimals } = { ...this.#records.get(path), ...this.#records.get(path)?.bounds };
    const expected = format && text(`应填${format.zh}`, `expected: ${format.en}`);
    const parts = [question, expected, entry.required ? undefined : UNKNOWN].filter((part) => part !== undefined);
    const explained = parts.length === 0 ? entry.name : text(parts.map((p) => p.zh).join('；').replaceAll('？；', '？'), parts.map((p) => p.en).join('; ').replaceAll('?; ', '? '));
    return {
      ...spoken(entry.name, explained),
      ...(unit && { 'x-unit': unit }),
      ...(decimals !== undefined && { 'x-decimals': decimals }),
      ...(clauses.length > 0 && { 'x-clause': clauses }),
      ...(source && { 'x-source': source }),
      ...(entry.kind === 'fact' && entry.options && enumLabels(entry.options)),
      ...(refersTo !== undefined && { 'x-refers-to': refersTo }),
      ...(unique.length > 0 && { 'x-unique': unique }),
      ...(common.length > 0 && { 'x-common': common }),
      ...(measures.length > 0 && { 'x-measures': measures }),
    };
  }
}

/** The schema itself, or the alternative that is not null. */
const valueOf = (schema: Json): Json => ((schema['anyOf'] as Json[] | undefined)?.find((one) => one['type'] !== 'null')) ?? schema;

const pascal = (name: string): string => name.replace(/(?:^|[^A-Za-z]+)([a-z])/g, (_all, letter: string) => letter.toUpperCase());

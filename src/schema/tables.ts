import { ID, valueTypeOf } from '../case/values.js';
import type { FactEntry, FactTable } from '../core/fact.js';
import type { Policy } from '../core/policy.js';
import { text } from '../core/text.js';
import { type FactRecord, factsOf } from './facts.js';
import { type Json, enumLabels, spoken } from './spoken.js';

/** The JSON Schema of a fact table: what the reader of the same table accepts, with everything that the table says of each fact. */

const UNKNOWN = text('未填或为 null 即未知', 'left out or null: unknown');

/**
 * The schema of a table, each list's rows under `$defs` by their English name.
 *
 * @param records what is known of its facts
 */
export function schemaOfTable(table: FactTable, records: readonly FactRecord[]): Json {
  const definitions: Json = {};
  const speaker = new Speaker(new Map(records.map((r) => [r.path, r])), definitions);
  return { ...speaker.object(table, '$', ''), $defs: definitions };
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

  object(table: FactTable, path: string, name: string): Json {
    const entries = Object.entries(table);
    const required = entries.flatMap(([property, entry]) => (entry.required ? [property] : []));
    const properties = entries.map(([property, entry]) => {
      const own = `${path}.${property}`;
      return [property, { ...anyOf([...this.#shapes(entry, own, name), ...(entry.required ? [] : [NULL])]), ...this.#about(entry, own) }];
    });
    return { type: 'object', properties: Object.fromEntries(properties), ...(required.length > 0 && { required }), additionalProperties: false };
  }

  /** The ways to state an entry; what lists and groups hold is defined apart. */
  #shapes(entry: FactEntry, path: string, within: string): readonly Json[] {
    if (entry.kind === 'fact') return valueTypeOf(entry).shapes;
    if (entry.kind === 'ids') return [{ type: 'array', items: { description: ID.expected.en, ...anyOf(ID.shapes) }, uniqueItems: true }];
    const [title, row] = entry.kind === 'list' ? [entry.row, `${path}[]`] : [entry.name, path];
    const name = within + pascal(title.en);
    this.#definitions[name] = { ...this.object(entry.of, row, name), ...spoken(title) };
    const ref = { $ref: `#/$defs/${name}` };
    return [entry.kind === 'list' ? { type: 'array', items: ref } : ref];
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

const NULL = { type: 'null' } as const;

/** One of several shapes: in one word where each says nothing but its type. */
function anyOf(shapes: readonly Json[]): Json {
  const [only, ...others] = shapes as readonly [Json, ...Json[]];
  if (others.length === 0) return only;
  return shapes.every((s) => Object.keys(s).join() === 'type') ? { type: shapes.map((s) => s['type']) } : { anyOf: shapes };
}

const pascal = (name: string): string => name.replace(/(?:^|[^A-Za-z]+)([a-z])/g, (_all, letter: string) => letter.toUpperCase());

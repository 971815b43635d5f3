import { type CaseIssue, InvalidCaseError, MAX_ISSUES, issueOf, pathOf, show } from '../core/error.js';
import type { FactEntry, FactTable } from '../core/fact.js';
import { type Bilingual, text } from '../core/text.js';
import { ID, type ValueType, valueTypeOf } from './values.js';

/**
 * The parser of a fact table: one pass over the input that validates and converts, stops when enough is
 * wrong and says in both languages what and where. `schema.ts` gives the same table as a zod schema, of
 * which this is the parser; what one accepts the other accepts, with the same values.
 */
export type Parser = (input: unknown) => Record<string, unknown>;

export function parserOf(table: FactTable): Parser {
  const columns = columnsOf(table);
  return (input) => {
    const reading = new Reading();
    const facts = reading.all(columns, input);
    if (reading.issues.length > 0) throw new InvalidCaseError(reading.issues);
    return facts as Record<string, unknown>;
  };
}

/** A table laid out for reading. */
interface Columns {
  readonly byName: ReadonlyMap<string, Column>;
  readonly required: readonly string[];
}

interface Column {
  readonly entry: FactEntry;
  /** How a single value is read, or each of a list of ids. */
  readonly value: ValueType | undefined;
  /** The facts of each row, or of the group. */
  readonly of: Columns | undefined;
}

function columnsOf(table: FactTable): Columns {
  const byName = new Map<string, Column>();
  for (const [name, entry] of Object.entries(table)) {
    byName.set(name, {
      entry,
      value: entry.kind === 'fact' ? valueTypeOf(entry) : entry.kind === 'ids' ? ID : undefined,
      of: entry.kind === 'list' || entry.kind === 'group' ? columnsOf(entry.of) : undefined,
    });
  }
  return { byName, required: Object.keys(table).filter((name) => table[name]?.required) };
}

export const AN_ARRAY = text('数组', 'an array');
export const AN_OBJECT = text('对象', 'an object');
export const NO_SUCH_PROPERTY = text('案件格式中已有的属性名', 'the name of a property of the format');
const READABLE = text('可读取的数据', 'data that can be read');

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

class Reading {
  readonly issues: CaseIssue[] = [];
  /** Where the value that is looked at stands: so many steps of a path, of which deeper ones were left behind. */
  readonly #path: PropertyKey[] = [];
  #depth = 0;

  all(columns: Columns, input: unknown): unknown {
    try {
      return this.#facts(columns, input, undefined);
    } catch {
      // A getter or a proxy that throws: nothing after it is read.
      this.#refuse('type', READABLE, undefined, undefined);
      return undefined;
    }
  }

  #refuse(code: CaseIssue['code'], expected: Bilingual, value: unknown, fact: Bilingual | undefined): void {
    if (this.issues.length >= MAX_ISSUES) return;
    this.issues.push(issueOf({ path: pathOf(this.#path.slice(0, this.#depth)), code, fact, expected, received: value === undefined ? undefined : show(value) }));
  }

  #enter(depth: number, step: PropertyKey): void {
    this.#path[depth] = step;
    this.#depth = depth + 1;
  }

  #facts({ byName, required }: Columns, input: unknown, name: Bilingual | undefined): unknown {
    if (!isRecord(input)) {
      this.#refuse('type', AN_OBJECT, input, name);
      return undefined;
    }
    const facts: Record<string, unknown> = {};
    let unknown: string[] | undefined;
    const depth = this.#depth;
    let missing = required.length;
    for (const property in input) {
      if (this.issues.length >= MAX_ISSUES) return facts;
      const column = byName.get(property);
      if (column === undefined) {
        if ((unknown ??= []).length < MAX_ISSUES) unknown.push(property);
        continue;
      }
      this.#enter(depth, property);
      const given = input[property];
      if (given !== null && given !== undefined) {
        facts[property] = this.#entry(column, given);
        if (column.entry.required) missing -= 1;
      }
      this.#depth = depth;
    }
    // What the table asks for comes first: of a file that is none of ours, that says most.
    if (missing > 0) this.#missing(byName, required, input);
    for (const property of unknown ?? []) {
      this.#enter(depth, property);
      this.#refuse('unknown-property', NO_SUCH_PROPERTY, property, undefined);
      this.#depth = depth;
    }
    return facts;
  }

  #missing(byName: Columns['byName'], required: readonly string[], input: Record<string, unknown>): void {
    const depth = this.#depth;
    for (const property of required) {
      const given = Object.hasOwn(input, property) ? input[property] : undefined;
      if (given !== null && given !== undefined) continue;
      const { entry, value } = byName.get(property) as Column;
      this.#enter(depth, property);
      this.#refuse('missing', entry.kind === 'fact' && value ? value.expected : entry.kind === 'group' ? AN_OBJECT : AN_ARRAY, given, entry.name);
      this.#depth = depth;
    }
  }

  #entry({ entry, value, of }: Column, given: unknown): unknown {
    switch (entry.kind) {
      case 'fact':
        return this.#value(value as ValueType, given, entry.name);
      case 'ids':
        return this.#list(given, entry.name, value as ValueType, undefined, entry.name);
      case 'list':
        return this.#list(given, entry.name, undefined, of, entry.row);
      case 'group':
        return this.#facts(of as Columns, given, entry.name);
    }
  }

  #value({ read, expected }: ValueType, given: unknown, name: Bilingual): unknown {
    const known = read(given);
    if (known === undefined) this.#refuse(typeof given === 'string' || typeof given === 'number' ? 'format' : 'type', expected, given, name);
    return known;
  }

  #list(given: unknown, name: Bilingual, value: ValueType | undefined, of: Columns | undefined, itemName: Bilingual): unknown {
    if (!Array.isArray(given)) {
      this.#refuse('type', AN_ARRAY, given, name);
      return undefined;
    }
    const items: unknown[] = [];
    const depth = this.#depth;
    for (let i = 0; i < given.length && this.issues.length < MAX_ISSUES; i += 1) {
      this.#enter(depth, i);
      items.push(value !== undefined ? this.#value(value, given[i], itemName) : this.#facts(of as Columns, given[i], itemName));
      this.#depth = depth;
    }
    return items;
  }
}

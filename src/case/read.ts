import { AN_ARRAY, AN_OBJECT, type CaseIssue, InvalidCaseError, MAX_ISSUES, isRecord, issueOf, pathOf, show } from '../core/error.js';
import type { FactEntry, FactTable, KnownFacts } from '../core/fact.js';
import { remembered } from '../core/groups.js';
import { type Bilingual, isShortFor, text } from '../core/text.js';
import { checkRows } from './rows.js';
import { ID, type ValueType, valueTypeOf } from './values.js';

/**
 * The parser of a fact table: one pass over the input that validates and converts, stops when enough is
 * wrong and says in both languages what and where. `schema.ts` gives the same table as a zod schema, of
 * which this is the parser; what one accepts the other accepts, with the same values.
 */

/**
 * Reads facts: money becomes a decimal, a ratio a quotient; a fact that is left out, null or undefined
 * is unknown and left out.
 *
 * @param at where they stand in what was given, and what they are called there
 * @throws InvalidCaseError naming the first twenty values that are not what the table says
 */
export function readTable<S extends FactTable>(table: S, input: unknown, at: readonly PropertyKey[] = [], name?: Bilingual): KnownFacts<S> {
  const reading = new Reading(at);
  const facts = reading.all(columnsOf(table), input, name);
  if (reading.issues.length > 0) throw new InvalidCaseError(reading.issues);
  return facts as KnownFacts<S>;
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

const columnsOf: (table: FactTable) => Columns = remembered((table: FactTable) => {
  const columns = Object.entries(table).map(([name, entry]): [string, Column] => [name, {
    entry,
    value: entry.kind === 'fact' ? valueTypeOf(entry) : entry.kind === 'ids' ? ID : undefined,
    of: entry.kind === 'list' || entry.kind === 'group' ? columnsOf(entry.of) : undefined,
  }]);
  return { byName: new Map(columns), required: Object.keys(table).filter((name) => table[name]?.required) };
});

export const NO_SUCH_PROPERTY = text('案件格式中的属性名', 'the name of a property of the format');
/** Letters that a misspelt name may have too many, or too few. */
const SLIPS = 2;

/** What is expected in place of a name that there is none of: the one that was meant, where one is like it. */
export function nameLike(given: string, names: Iterable<string>): Bilingual {
  const { zh, en } = NO_SUCH_PROPERTY;
  for (const name of names) {
    const [short, long] = given.length < name.length ? [given, name] : [name, given];
    if (long.length - short.length <= SLIPS && isShortFor(short.toLowerCase(), long.toLowerCase())) return text(`${zh}，如${name}`, `${en}, such as ${name}`);
  }
  return NO_SUCH_PROPERTY;
}

const READABLE = text('可读取的数据', 'data that can be read');

export const isStated = (value: unknown): boolean => value !== null && value !== undefined;

class Reading {
  readonly issues: CaseIssue[] = [];
  /** The path of the value that is being read: its first `#depth` steps; deeper ones are left over from values before. */
  readonly #path: PropertyKey[];
  #depth: number;

  constructor(at: readonly PropertyKey[]) {
    this.#path = [...at];
    this.#depth = at.length;
  }

  all(columns: Columns, input: unknown, name: Bilingual | undefined): unknown {
    try {
      return this.#facts(columns, input, name);
    } catch {
      // A getter or a proxy that throws: nothing after it is read.
      return this.#refuse('type', READABLE, undefined, undefined);
    }
  }

  /** Notes what is wrong with the value that is looked at, or with a property of it. */
  #refuse(code: CaseIssue['code'], expected: Bilingual, value: unknown, fact: Bilingual | undefined, ...at: readonly string[]): undefined {
    if (this.issues.length >= MAX_ISSUES) return;
    const received = value === undefined ? undefined : show(value);
    this.issues.push(issueOf({ path: pathOf([...this.#path.slice(0, this.#depth), ...at]), code, fact, expected, received }));
  }

  #enter(depth: number, step: PropertyKey): void {
    this.#path[depth] = step;
    this.#depth = depth + 1;
  }

  #facts({ byName, required }: Columns, input: unknown, name: Bilingual | undefined): unknown {
    if (!isRecord(input)) return this.#refuse('type', AN_OBJECT, input, name);
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
      if (isStated(given)) {
        facts[property] = this.#entry(column, given);
        if (column.entry.required) missing -= 1;
      }
      this.#depth = depth;
    }
    // What is missing comes first: of a file that is no case at all, that says most.
    if (missing > 0) this.#missing(byName, required, input);
    for (const property of unknown ?? []) this.#refuse('unknown-property', nameLike(property, byName.keys()), property, undefined, property);
    return facts;
  }

  #missing(byName: Columns['byName'], required: readonly string[], input: Record<string, unknown>): void {
    for (const property of required) {
      const given = Object.hasOwn(input, property) ? input[property] : undefined;
      if (isStated(given)) continue;
      const { entry, value } = byName.get(property) as Column;
      // Of what may not be left out there are values and lists, no groups.
      this.#refuse('missing', entry.kind === 'fact' ? (value as ValueType).expected : AN_ARRAY, given, entry.name, property);
    }
  }

  #entry(column: Column, given: unknown): unknown {
    const { entry, value, of } = column;
    if (entry.kind === 'fact') return this.#value(value as ValueType, given, entry.name);
    return entry.kind === 'group' ? this.#facts(of as Columns, given, entry.name) : this.#list(column, given, entry.name);
  }

  #value({ read, expected }: ValueType, given: unknown, name: Bilingual): unknown {
    const known = read(given);
    return known === undefined ? this.#refuse(typeof given === 'string' || typeof given === 'number' ? 'format' : 'type', expected, given, name) : known;
  }

  #list({ entry, value, of }: Column, given: unknown, name: Bilingual): unknown {
    if (!Array.isArray(given)) return this.#refuse('type', AN_ARRAY, given, name);
    const itemName = entry.kind === 'list' ? entry.row : name;
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

import { Dec, formatMoney } from '../core/decimal.js';
import { type CaseIssue, MAX_ISSUES, issueOf, pathOf, show } from '../core/error.js';
import type { FactEntry, FactList, FactTable } from '../core/fact.js';
import { remembered } from '../core/groups.js';
import { type Ratio, compareRatios, writeRatio } from '../core/ratio.js';
import { type Bilingual, text } from '../core/text.js';

/**
 * What the rows of a table must fulfil together, each of their values being sound: ids that are used
 * are declared, no two rows are the same, and the years of one contract agree on what belongs to the
 * contract. Driven by the `refersTo`, `unique` and `common` of the table.
 */

type Facts = Readonly<Record<string, unknown>>;
type Path = readonly PropertyKey[];

/** The parts of a table that rows can break, found once per table. */
interface Checks {
  readonly references: readonly { readonly fact: string; readonly list: string; readonly name: Bilingual; readonly isList: boolean }[];
  /** Lists, and groups, with what their rows can break in turn. */
  readonly nested: readonly { readonly fact: string; readonly list: FactList | undefined; readonly facts: Checks | undefined }[];
}

const checksOf: (table: FactTable) => Checks = remembered((table: FactTable) => {
  const references: Checks['references'][number][] = [];
  const nested: Checks['nested'][number][] = [];
  for (const [fact, entry] of Object.entries(table)) {
    if (entry.kind === 'list' || entry.kind === 'group') {
      const own = checksOf(entry.of);
      const facts = own.references.length + own.nested.length > 0 ? own : undefined;
      const list = entry.kind === 'list' && entry.unique.length + entry.common.length > 0 ? entry : undefined;
      if (facts !== undefined || list !== undefined) nested.push({ fact, list, facts });
    } else if (entry.refersTo !== undefined) {
      references.push({ fact, list: entry.refersTo, name: entry.name, isList: entry.kind === 'ids' });
    }
  }
  return { references, nested };
});

/** Checks the rows of facts that `readTable` read; at most {@link MAX_ISSUES} issues, unless more are asked for. */
export function checkRows(table: FactTable, facts: Facts, most = MAX_ISSUES): CaseIssue[] {
  const checks = checksOf(table);
  if (checks.references.length + checks.nested.length === 0) return [];
  const rows = new Rows(table, facts, most);
  rows.check(checks, facts);
  return rows.issues;
}

class Rows {
  readonly issues: CaseIssue[] = [];
  readonly #table: FactTable;
  readonly #facts: Facts;
  readonly #most: number;
  readonly #declared = new Map<string, ReadonlySet<unknown>>();
  /** Where the row stands that is looked at. */
  readonly #at: PropertyKey[] = [];

  constructor(table: FactTable, facts: Facts, most: number) {
    this.#table = table;
    this.#facts = facts;
    this.#most = most;
  }

  check({ references, nested }: Checks, row: Facts): void {
    for (const { fact, list, name, isList } of references) {
      const value = row[fact];
      if (value === undefined) continue;
      if (isList) this.#ids(value as readonly string[], list, name, fact);
      else if (!this.#isDeclared(list, value)) this.#undeclared(list, name, value, [fact]);
    }
    for (const { fact, list, facts } of nested) {
      const value = row[fact] as Facts | readonly Facts[] | undefined;
      if (value === undefined) continue;
      this.#at.push(fact);
      if (list !== undefined && Array.isArray(value) && value.length > 1) {
        this.#unique(list, value);
        this.#common(list, value);
      }
      if (facts !== undefined) {
        if (Array.isArray(value)) value.forEach((each: Facts, i) => this.#within(i, facts, each));
        else this.check(facts, value as Facts);
      }
      this.#at.pop();
    }
  }

  #within(i: number, facts: Checks, row: Facts): void {
    this.#at.push(i);
    this.check(facts, row);
    this.#at.pop();
  }

  #add(code: CaseIssue['code'], path: Path, fact: Bilingual, expected: Bilingual, received: string): void {
    if (this.issues.length < this.#most) this.issues.push(issueOf({ path: pathOf([...this.#at, ...path]), code, fact, expected, received }));
  }

  #isDeclared(list: string, id: unknown): boolean {
    let ids = this.#declared.get(list);
    if (ids === undefined) this.#declared.set(list, (ids = new Set(((this.#facts[list] ?? []) as readonly Facts[]).map((row) => row['id']))));
    return ids.has(id);
  }

  #undeclared(list: string, name: Bilingual, value: unknown, path: Path): void {
    const { zh, en } = (this.#table[list] as FactList).row;
    this.#add('undeclared', path, name, text(`本案所列${zh}的编号`, `the id of ${/^[aeiou]/i.test(en) ? 'an' : 'a'} ${en} of this case`), show(value));
  }

  #ids(ids: readonly string[], list: string, name: Bilingual, fact: string): void {
    const seen = new Set<string>();
    ids.forEach((id, i) => {
      if (!this.#isDeclared(list, id)) this.#undeclared(list, name, id, [fact, i]);
      else if (seen.has(id)) this.#add('duplicate', [fact, i], name, NEW_ID, show(id));
      seen.add(id);
    });
  }

  #unique({ of, unique }: FactList, rows: readonly Facts[]): void {
    const last = unique[unique.length - 1];
    if (last === undefined) return;
    const entry = of[last] as FactEntry;
    const seen = new Set<unknown>();
    rows.forEach((row, i) => {
      const key = keyOf(row, unique);
      if (key === undefined) return;
      if (seen.has(key)) {
        const expected = entry.kind === 'fact' && entry.type === 'year' ? NEW_YEAR : newIdWith(unique.slice(0, -1).map((fact) => (of[fact] as FactEntry).name));
        this.#add('duplicate', [i, last], entry.name, expected, show(row[last]));
      }
      seen.add(key);
    });
  }

  #common({ of, common }: FactList, rows: readonly Facts[]): void {
    if (common.length === 0) return;
    const contracts = new Map<unknown, Facts>();
    rows.forEach((row, i) => {
      let contract = contracts.get(row['id']);
      if (contract === undefined) {
        contracts.set(row['id'], row);
        return;
      }
      for (const fact of common) {
        const stated = row[fact];
        if (stated === undefined) continue;
        const before = contract[fact];
        if (before === undefined) contracts.set(row['id'], (contract = { ...contract, [fact]: stated }));
        if (before === undefined || agree(before, stated)) continue;
        const shown = written(before);
        const expected = text(`${shown}，与该合同其他年度一致`, `${shown}, as in the contract's other years`);
        this.#add('conflict', [i, fact], (of[fact] as FactEntry).name, expected, written(stated));
      }
    });
  }
}

const NEW_ID = text('此前未用过的编号', 'an id not used before');
/** An id that may be used again with other values of these facts. */
const newIdWith = (names: readonly Bilingual[]): Bilingual =>
  names.length === 0 ? NEW_ID : text(`同一${names.map((n) => n.zh).join('、')}此前未用过的编号`, `an id not used before with the same ${names.map((n) => n.en).join(' and ')}`);
const NEW_YEAR = text('此前未列出的年度', 'a year not listed before');

/** One value for the facts that no two rows share; undefined where one of them is unknown. */
function keyOf(row: Facts, unique: readonly string[]): unknown {
  if (unique.length === 1) return row[unique[0] as string];
  let key = '';
  for (const fact of unique) {
    const value = row[fact];
    if (value === undefined) return undefined;
    const part = String(value);
    key += `${part.length}:${part}`;
  }
  return key;
}

const isRatio = (value: unknown): value is Ratio => typeof value === 'object' && value !== null && 'under' in value;

function agree(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (a instanceof Dec && b instanceof Dec) return a.eq(b);
  return isRatio(a) && isRatio(b) && compareRatios(a, b) === 0;
}

const written = (value: unknown): string => (value instanceof Dec ? formatMoney(value) : isRatio(value) ? writeRatio(value) : show(value));

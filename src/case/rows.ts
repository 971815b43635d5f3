import { Dec, formatMoney } from '../core/decimal.js';
import { type CaseIssue, MAX_ISSUES, issueOf, pathOf, show } from '../core/error.js';
import type { Fact, FactEntry, FactList, FactTable, IdList } from '../core/fact.js';
import { remembered } from '../core/groups.js';
import { type Ratio, compareRatios, isRatio, writeRatio } from '../core/ratio.js';
import { type Bilingual, text } from '../core/text.js';

/**
 * What the rows of a table must fulfil together, each of their values being sound: ids that are used
 * are declared, no two rows are the same, and the years of one contract agree on what belongs to the
 * contract. Driven by the `refersTo`, `unique` and `common` of the table.
 */

type Facts = Readonly<Record<string, unknown>>;
type Path = readonly PropertyKey[];

/** The facts of a table that rows can break, or whose own rows can: references, lists and groups. */
const breakable: (table: FactTable) => readonly (readonly [string, FactEntry])[] = remembered((table: FactTable) =>
  Object.entries(table).filter(([, entry]) =>
    entry.kind === 'list' || (entry.kind === 'group' ? breakable(entry.of).length > 0 : entry.refersTo !== undefined)));

/** Checks the rows of facts that `readTable` read; at most {@link MAX_ISSUES} issues, unless more are asked for. */
export function checkRows(table: FactTable, facts: Facts, most = MAX_ISSUES): CaseIssue[] {
  const rows = new Rows(table, facts, most);
  rows.check(breakable(table), facts);
  return rows.issues;
}

class Rows {
  readonly issues: CaseIssue[] = [];
  readonly #table: FactTable;
  readonly #facts: Facts;
  readonly #most: number;
  readonly #declared = new Map<string, ReadonlySet<unknown>>();
  /** Where the value stands that is looked at. */
  readonly #at: PropertyKey[] = [];

  constructor(table: FactTable, facts: Facts, most: number) {
    this.#table = table;
    this.#facts = facts;
    this.#most = most;
  }

  check(entries: ReturnType<typeof breakable>, row: Facts): void {
    for (const [fact, entry] of entries) {
      const value = row[fact];
      if (value === undefined) continue;
      this.#at.push(fact);
      if (entry.kind === 'list') this.#rows(entry, value as readonly Facts[]);
      else if (entry.kind === 'group') this.check(breakable(entry.of), value as Facts);
      else if (entry.kind === 'ids') this.#ids(value as readonly unknown[], entry);
      else this.#isDeclared(value, entry);
      this.#at.pop();
    }
  }

  #rows(list: FactList, rows: readonly Facts[]): void {
    if (rows.length > 1) {
      this.#unique(list, rows);
      this.#common(list, rows);
    }
    const entries = breakable(list.of);
    if (entries.length === 0) return;
    rows.forEach((row, i) => {
      this.#at.push(i);
      this.check(entries, row);
      this.#at.pop();
    });
  }

  #add(code: CaseIssue['code'], path: Path, fact: Bilingual, expected: Bilingual, received: string): void {
    if (this.issues.length < this.#most) this.issues.push(issueOf({ path: pathOf([...this.#at, ...path]), code, fact, expected, received }));
  }

  /** Whether an id is one of the list that it refers to; noted where it is not. */
  #isDeclared(id: unknown, { refersTo, name }: Fact | IdList, path: Path = []): boolean {
    const list = refersTo as string;
    let ids = this.#declared.get(list);
    if (ids === undefined) this.#declared.set(list, (ids = new Set(((this.#facts[list] ?? []) as readonly Facts[]).map((row) => row['id']))));
    if (ids.has(id)) return true;
    const { zh, en } = (this.#table[list] as FactList).row;
    this.#add('undeclared', path, name, text(`本案所列${zh}的编号`, `the id of ${/^[aeiou]/i.test(en) ? 'an' : 'a'} ${en} of this case`), show(id));
    return false;
  }

  #ids(ids: readonly unknown[], entry: IdList): void {
    const seen = new Set<unknown>();
    ids.forEach((id, i) => {
      if (this.#isDeclared(id, entry, [i]) && seen.has(id)) this.#add('duplicate', [i], entry.name, NEW_ID, show(id));
      seen.add(id);
    });
  }

  /** No two rows share all the facts that tell them apart; where one of these is unknown, nothing is said. */
  #unique({ of, unique }: FactList, rows: readonly Facts[]): void {
    const last = unique[unique.length - 1];
    if (last === undefined) return;
    const entry = of[last] as Fact;
    const seen = new Set<unknown>();
    rows.forEach((row, i) => {
      const parts = unique.map((fact) => row[fact]);
      if (parts.includes(undefined)) return;
      const key = parts.length === 1 ? parts[0] : parts.map((part) => `${String(part).length} ${part}`).join();
      if (seen.has(key)) {
        const expected = entry.type === 'year' ? NEW_YEAR : newIdWith(unique.slice(0, -1).map((fact) => (of[fact] as FactEntry).name));
        this.#add('duplicate', [i, last], entry.name, expected, show(row[last]));
      }
      seen.add(key);
    });
  }

  /** All rows of one contract say the same of what belongs to the contract, where they say it. */
  #common({ of, common }: FactList, rows: readonly Facts[]): void {
    if (common.length === 0) return;
    const contracts = new Map<unknown, Record<string, unknown>>();
    rows.forEach((row, i) => {
      const contract = contracts.get(row['id']) ?? {};
      contracts.set(row['id'], contract);
      for (const fact of common) {
        const stated = row[fact];
        const before = (contract[fact] ??= stated);
        if (stated === undefined || agree(before, stated)) continue;
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

/** Whether two values of one fact are the same. */
function agree(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (a instanceof Dec) return a.eq(b as Dec);
  return isRatio(a) && compareRatios(a, b as Ratio) === 0;
}

const written = (value: unknown): string => (value instanceof Dec ? formatMoney(value) : isRatio(value) ? writeRatio(value) : show(value));

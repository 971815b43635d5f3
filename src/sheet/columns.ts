import type { Fact, FactList, FactTable, IdList } from '../core/fact.js';
import { remembered } from '../core/groups.js';
import type { Measure } from '../core/measure.js';
import type { Policy } from '../core/policy.js';
import { isShortFor } from '../core/text.js';
import { type Unit, listing } from '../words/index.js';
import { halfWidth, shownCell, withoutBrackets } from './cell.js';

/**
 * The columns of a table: which fact each header names. Headers are the names of the facts in Chinese or
 * English, or their property names, whatever the width, brackets and spaces; a unit may follow.
 */

/** A fact of a row that can have a column: its own, one of a group of the row, or one of a list inside it. */
export interface Field {
  readonly name: string;
  readonly entry: Fact | IdList;
  readonly group: string | undefined;
  /** The list inside the row: several lines of a table are one row there. */
  readonly inside: string | undefined;
}

/** What a column says: a fact of the row, or of the row of another list that it names. */
export interface Column {
  readonly field: Field;
  /** The list and the fact of the row by which it is found. */
  readonly through?: { readonly list: string; readonly fact: string };
  readonly unit: Unit | undefined;
}

/** Every fact of a row that can have a column. */
export const fieldsOf = remembered((table: FactTable): readonly Field[] =>
  Object.entries(table).flatMap(([name, entry]): Field[] => {
    if (entry.kind === 'fact' || entry.kind === 'ids') return [{ name, entry, group: undefined, inside: undefined }];
    const place = entry.kind === 'group' ? { group: name, inside: undefined } : { group: undefined, inside: name };
    return Object.entries(entry.of).flatMap(([own, fact]) => (fact.kind === 'fact' ? [{ name: own, entry: fact, ...place }] : []));
  }));

/** A name as it is compared: width, brackets, marks, case and spaces make no difference. */
export const bare = (text: string): string => halfWidth(text).toLowerCase().replace(/[()[\]{}【】〔〕《》“”"'‘’*_\-—:;,.、，。；：？?·/]/g, '');

/** Whether one of some names is what was asked for, as names are compared. */
export function isCalled(asked: string, names: readonly string[]): boolean {
  const written = bare(asked);
  return names.some((name) => bare(name) === written);
}

const measuresByName = remembered(({ measures }: Policy): ReadonlyMap<string, Measure> =>
  new Map(measures.flatMap((m) => [m.id, m.code, m.title.zh, m.title.en].map((name) => [bare(name), m] as const))));

/** The measure of a name, an id or a code, or what to say where there is none. */
export const measureCalled = (asked: string, policy: Policy): Measure | string =>
  measuresByName(policy).get(bare(asked)) ?? `没有名为${shownCell(asked)}的措施；可填${listing(policy.measures.map((m) => m.title.zh), 'zh')}，或其代码`;

const UNIT_SUFFIX = /[([_/:,]*(?:单位:?)?(?:人民币)?(万元|元)[)\]]*$/;

/** A header without the unit that follows it. */
function split(header: string): { readonly name: string; readonly unit: Unit | undefined } {
  const written = halfWidth(header);
  const suffix = UNIT_SUFFIX.exec(written);
  if (suffix === null || suffix.index === 0) return { name: written, unit: undefined };
  return { name: written.slice(0, suffix.index), unit: suffix[1] === '万元' ? 'wan' : 'yuan' };
}

/** The ways in which a header may name a field. */
function namesOf({ name, entry, group, inside }: Field, list: FactList, facts: FactTable): string[] {
  const { zh, en } = entry.name;
  const within = group ?? inside;
  const names = [zh, en, name, withoutBrackets(zh), ...(within === undefined ? [] : [`${within}.${name}`, `${list.of[within]?.name.zh ?? ''}${zh}`])];
  // An id is called by what it is the id of.
  const of = entry.kind === 'fact' && name === 'id' ? list : entry.refersTo === undefined ? undefined : (facts[entry.refersTo] as FactList);
  if (of !== undefined && entry.kind === 'fact') names.push(`${of.row.zh}编号`, `${of.row.zh}名称`, of.row.zh, `${of.row.en} id`, of.row.en);
  return names.map(bare);
}

type Names = ReadonlyMap<string, Omit<Column, 'unit'> | 'ambiguous'>;
const byList = remembered((_facts: FactTable) => new Map<string, Names>());

function namesFor(facts: FactTable, list: string): Names {
  const lists = byList(facts);
  let known = lists.get(list);
  if (known === undefined) lists.set(list, (known = makeNames(facts, list)));
  return known;
}

function makeNames(facts: FactTable, list: string): Names {
  const own = facts[list] as FactList;
  const names = new Map<string, Omit<Column, 'unit'> | 'ambiguous'>();
  const put = (all: readonly string[], column: Omit<Column, 'unit'>, taken: ReadonlySet<string>): void => {
    for (const name of all) {
      if (name === '' || taken.has(name)) continue;
      const before = names.get(name);
      names.set(name, before === undefined || (before !== 'ambiguous' && before.field === column.field) ? column : 'ambiguous');
    }
  };
  const fields = fieldsOf(own.of);
  const isOfRow = ({ group, inside }: Field): boolean => group === undefined && inside === undefined;
  for (const field of fields.filter(isOfRow)) put(namesOf(field, own, facts), { field }, new Set());
  const ofRow = new Set(names.keys());
  for (const field of fields.filter((f) => !isOfRow(f))) put(namesOf(field, own, facts), { field }, ofRow);
  // The full name of one fact is not in doubt because it is a short name of another.
  for (const field of fields) names.set(bare(field.entry.name.zh), { field });
  const taken = new Set(names.keys());
  for (const { name: fact, entry, group, inside } of fields) {
    const other = entry.kind === 'fact' && group === undefined && inside === undefined ? entry.refersTo : undefined;
    if (other === undefined) continue;
    const joined = facts[other] as FactList;
    for (const field of fieldsOf(joined.of)) {
      if (field.name !== 'id' && field.inside === undefined) put(namesOf(field, joined, facts), { field, through: { list: other, fact } }, taken);
    }
  }
  return names;
}

/** The column that a header stands for in a table of a list. */
export function columnOf(facts: FactTable, list: string, header: string): Column | undefined {
  if (header.length > 100) return undefined;
  const names = namesFor(facts, list);
  const { name, unit } = split(header);
  for (const asked of [bare(header), bare(name), bare(name).replace(/^是否/, '')]) {
    const found = names.get(asked);
    if (found !== undefined && found !== 'ambiguous') return { ...found, unit: found.field.entry.kind === 'fact' && found.field.entry.type === 'money' ? unit : undefined };
  }
  return Object.keys(facts).length === 1 ? byTail(facts, list, bare(name), unit) : undefined;
}

/** In a table that can be of one kind only, a header may be the end of a name: 日期 for 拨付日期. */
function byTail(facts: FactTable, list: string, asked: string, unit: Unit | undefined): Column | undefined {
  const fields = asked.length < 2 ? [] : fieldsOf((facts[list] as FactList).of).filter(({ entry }) => bare(entry.name.zh).endsWith(asked));
  const [field] = fields;
  return field === undefined || fields.length > 1 ? undefined : { field, unit };
}

/** Names of facts of which a header that names none may be a part or a short form, for a suggestion. */
export function similarTo(facts: FactTable, list: string, header: string): string[] {
  const asked = bare(split(header).name).replace(/^是否/, '');
  if (asked.length < 2) return [];
  const names = fieldsOf((facts[list] as FactList).of).map(({ entry }) => entry.name.zh);
  const parts = names.filter((name) => bare(name).includes(asked) || asked.includes(bare(withoutBrackets(name))));
  return (parts.length > 0 ? parts : names.filter((name) => isShortFor(asked, bare(name)))).slice(0, 3);
}

/** What a table of a list is called: by its name, by what a row is called, or by its property name. */
export function listNamed(facts: FactTable, called: string): string | undefined {
  return Object.keys(facts).find((list) => {
    const entry = facts[list];
    if (entry?.kind !== 'list') return false;
    const names = [list, entry.name.zh, entry.name.en, entry.row.zh, entry.row.en, withoutBrackets(entry.name.zh)];
    return isCalled(called, names.flatMap((name) => [name, `${name}表`]));
  });
}

import type { Determination } from '../core/determination.js';
import { exactYear, record, textOf } from '../constraints/argument.js';
import { placeSteps } from '../core/error.js';
import type { Fact, FactEntry, FactTable } from '../core/fact.js';
import type { Measure } from '../core/measure.js';
import type { Policy } from '../core/policy.js';
import { type Bilingual, type Lang, text } from '../core/text.js';
import { langOf } from './money.js';

/** What facts, sentences, departments and readings of a policy are called. Their names stand in its declarations. */

/** Other people's words as they may be shown: whatever an id holds, it cannot steer a terminal or turn a line round. */
export const plain = (words: string): string => textOf(words, 'words').replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu, '\ufffd');

/** Several names in a row. */
export const listing = (names: readonly string[], lang: Lang): string => names.join(lang === 'zh' ? '、' : ', ');

type Given = Readonly<Record<string, unknown>>;
const isGiven = (value: unknown): value is Given => typeof value === 'object' && value !== null;

/** A row of a case: what its list calls it, where it stands, and what it holds where a case file is given. */
interface Row {
  readonly of: FactTable;
  readonly called: Bilingual;
  readonly unique: readonly string[];
  readonly at: number;
  readonly given: unknown;
}

/** Where a path leads: through which rows, and to which fact, group or list. */
interface Place {
  readonly rows: readonly Row[];
  readonly entry: FactEntry | undefined;
}

const own = (value: unknown, name: PropertyKey): unknown => (isGiven(value) && Object.hasOwn(value, name) ? value[name as string] : undefined);

function placeOf(table: FactTable, steps: readonly (string | number)[], caseFile: unknown): Place | undefined {
  const rows: Row[] = [];
  let [at, given, entry]: [FactTable | undefined, unknown, FactEntry | undefined] = [table, caseFile, undefined];
  for (const step of steps) {
    given = own(given, step);
    if (typeof step === 'number') {
      if (entry?.kind === 'list') rows.push({ of: entry.of, called: entry.row, unique: entry.unique, at: step, given });
      else if (entry?.kind !== 'ids') return undefined;
      [at, entry] = [entry.kind === 'list' ? entry.of : undefined, entry.kind === 'list' ? undefined : entry];
      continue;
    }
    entry = at !== undefined && Object.hasOwn(at, step) ? at[step] : undefined;
    if (entry === undefined) return undefined;
    at = entry.kind === 'group' || entry.kind === 'list' ? entry.of : undefined;
  }
  return { rows, entry };
}

/** The place in a case that a path names; else in the facts of a calculator, which stand by themselves. */
function placeIn({ facts, measures }: Policy, path: string, caseFile: unknown): Place | undefined {
  // In the facts of a calculator a path begins with a name.
  const steps = placeSteps(path.startsWith('$') ? path : `$.${path}`);
  if (steps === undefined) return undefined;
  const place = placeOf(facts, steps, caseFile);
  if (place !== undefined || path.startsWith('$')) return place;
  for (const m of measures) {
    const found = placeOf(m.facts, steps, caseFile);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** A row by what tells it from the others, its id and its year, or by its position. */
function rowName({ of, called, unique, at, given }: Row): Bilingual {
  const told = (type: Fact['type']): readonly unknown[] =>
    unique.filter((name) => (of[name] as Fact | undefined)?.type === type).map((name) => own(given, name));
  const ids = told('id').filter((id) => typeof id === 'string' && id !== '').map((id) => plain(id as string));
  const years = told('year').filter((year) => Number.isInteger(year));
  const isTold = ids.length + years.length === unique.length && unique.length > 0;
  if (!isTold) return text(`第${at + 1}个${called.zh}`, `${called.en} ${at + 1}`);
  const zh = `${ids.join('')}${years.map((y) => `（${y}年度）`).join('')}`;
  return text(zh, [...(ids.length === 0 ? [] : [called.en]), ...ids, ...years].join(' '));
}

/**
 * What a fact is called where a person reads it: the row by its id, or by its position where no case file is given, and the
 * fact by its name.
 *
 * @param path a path as an assessment names missing facts, `$.projects[1].inIndustrialStatistics`
 * @param caseFile the case that the path points into
 * @returns the path itself where it names nothing of the policy
 * @throws InvalidCaseError where the path is no text
 */
export function factNameUnder(policy: Policy, path: string, lang?: Lang, caseFile?: unknown): string {
  const chosen = langOf(lang);
  const place = placeIn(policy, textOf(path, 'path'), caseFile);
  if (place === undefined) return plain(path);
  const rows = place.rows.map(rowName);
  const name = place.entry?.name;
  return chosen === 'zh'
    ? [rows.map((r) => r.zh).join(''), ...(name === undefined ? [] : [name.zh])].filter((part) => part !== '').join('的')
    : [rows.map((r) => r.en).join(', '), ...(name === undefined ? [] : [name.en])].filter((part) => part !== '').join(': ');
}

/** Who can answer what a fact is: the applicant, or which authority. Undefined where the path names no fact that is asked for. */
export function answererUnder(policy: Policy, path: string, lang?: Lang): string | undefined {
  const entry = typeof path === 'string' ? placeIn(policy, path, undefined)?.entry : undefined;
  const who = entry?.kind === 'fact' ? entry.asking?.who : undefined;
  return who === undefined ? undefined : policy.answerers[who]?.[langOf(lang)];
}

/** How a letter names a sentence: 第一条第三句, 附则第三句; with `code` its number as well: 第一条第三句（A1.3）. */
export function clauseNameUnder({ clauseName }: Policy, id: string, lang?: Lang, options: { readonly code?: boolean | undefined } = {}): string {
  const chosen = langOf(lang);
  const name = clauseName?.(textOf(id, 'id'))[chosen] ?? id;
  if (record(options, 'options')['code'] !== true || name === id) return plain(name);
  return chosen === 'zh' ? `${name}（${id}）` : `${name} (${id})`;
}

/** Who is responsible for an article: the units that lead, and those that cooperate. */
export function departmentsUnder({ responsibilities, departments }: Policy, article: number, lang?: Lang): { readonly lead: string; readonly cooperating: string } {
  const chosen = langOf(lang);
  const found = responsibilities.find((r) => r.article === article);
  const named = (units: readonly string[] = []): string => listing(units.map((unit) => (chosen === 'en' ? departments?.[unit] : undefined) ?? unit), chosen);
  return { lead: named(found?.lead), cooperating: named(found?.cooperating) };
}

/** The measure of an id, or the id itself. */
export const measureNameUnder = ({ measures }: Policy, id: string, lang?: Lang): string =>
  measures.find((m) => m.id === textOf(id, 'id'))?.title[langOf(lang)] ?? plain(id);

/** An award by its measure and year. */
export const awardTitle = ({ code, title }: Pick<Measure, 'code' | 'title'>, { year }: Pick<Determination, 'year'>, lang: Lang): string =>
  `${code.padEnd(2)}  ${title[lang]}${year === undefined ? '' : lang === 'zh' ? ` ${year}年` : ` ${year}`}`;

/** An award by its measure, year and subject: 2a  新型技改专项贷贴息 2025年  岷锋精密. */
export function awardNameUnder({ measures }: Policy, determination: Determination, lang?: Lang): string {
  const { measure: id, key, subject, year } = record(determination, 'determination');
  const measure = measures.find((m) => m.id === id);
  if (measure === undefined) return plain(textOf(key, 'determination.key'));
  const title = awardTitle(measure, { ...(year !== undefined && { year: exactYear(year, 'determination.year') }) }, langOf(lang));
  return `${title}  ${plain(textOf(record(subject, 'determination.subject')['id'], 'determination.subject.id'))}`;
}

/** A reading and the value in force in words; undefined where the policy has no such reading or value. */
export function readingNameUnder({ readings }: Policy, id: string, value: string, lang?: Lang): { readonly question: string; readonly value: string } | undefined {
  const reading = Object.hasOwn(readings, textOf(id, 'id')) ? readings[id] : undefined;
  const words = reading !== undefined && Object.hasOwn(reading.values, textOf(value, 'value')) ? reading.values[value] : undefined;
  return reading === undefined || words === undefined ? undefined : { question: reading.question[langOf(lang)], value: words[langOf(lang)] };
}

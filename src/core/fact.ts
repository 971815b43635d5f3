import type { Decimal } from 'decimal.js';
import type { Dec } from './decimal.js';
import type { Ratio } from './ratio.js';
import { type Bilingual, text } from './text.js';

/** Who can state a fact: the applicant, with papers to show, or only an authority by its finding. */
export type FactSource = 'applicant' | 'authority';

export type FactType = 'id' | 'money' | 'ratio' | 'day' | 'year' | 'count' | 'rank' | 'boolean' | 'choice';

/** What values are counted in, facts and parameters alike; text and yes or no in nothing. */
export type FactUnit = 'CNY' | 'ratio' | 'day' | 'rank' | 'enterprises';
export const UNITS: Readonly<Partial<Record<FactType, FactUnit>>> = { money: 'CNY', ratio: 'ratio', day: 'day', rank: 'rank', count: 'enterprises' };

/** What the values of a fact are counted in; none where it counts things that have no unit. */
export const unitOf = ({ type, counted }: Pick<Fact, 'type' | 'counted'>): FactUnit | undefined => (counted === undefined ? UNITS[type] : undefined);

/**
 * How an unknown fact is asked for: who can answer, in which words, and the sentence that makes it
 * matter. Who can answer is a reading of the text and of usual practice, for orientation.
 */
export interface Asking {
  readonly who: string;
  readonly clause: string;
  readonly question: Bilingual;
}

export const ask = (who: string, clause: string, zh: string, en: string): Asking => ({ who, clause, question: text(zh, en) });

/** One fact: its type, its name in both languages, who can state it and how it is asked for. */
export interface Fact<T extends FactType = FactType, R extends boolean = boolean, C extends string = string> {
  readonly kind: 'fact';
  readonly type: T;
  /** A required fact may not be left out; any other is unknown when it is. */
  readonly required: R;
  readonly name: Bilingual;
  readonly source: FactSource;
  readonly asking?: Asking;
  /** Of a count: what is counted, by its Chinese measure word; enterprises where it is left out. */
  readonly counted?: Bilingual;
  /** The choices of a `choice`, with their names. */
  readonly options?: Readonly<Record<C, Bilingual>>;
  /** The list of the case in whose `id`s the value must be found. */
  readonly refersTo?: string;
}

/** A list of rows, each with the same facts. */
export interface FactList<S extends FactTable = FactTable, R extends boolean = boolean> {
  readonly kind: 'list';
  readonly required: R;
  readonly of: S;
  readonly name: Bilingual;
  /** What one row is called. */
  readonly row: Bilingual;
  /** Facts that no two rows share all of. */
  readonly unique: readonly string[];
  /** Facts that all rows of one `id` have in common, where they state them: they belong to the contract. */
  readonly common: readonly string[];
}

/** Facts that are stated together or not at all. */
export interface FactGroup<S extends FactTable = FactTable> {
  readonly kind: 'group';
  readonly required: false;
  readonly of: S;
  readonly name: Bilingual;
  /** Something that has happened or has not: left out, it has not happened, and nobody is asked. */
  readonly isEvent: boolean;
}

/** A list of ids of rows of another list. */
export interface IdList {
  readonly kind: 'ids';
  readonly required: true;
  readonly name: Bilingual;
  readonly refersTo: string;
}

export type FactEntry = Fact | FactList | FactGroup | IdList;
export interface FactTable {
  readonly [name: string]: FactEntry;
}

export function fact<const T extends Exclude<FactType, 'choice'>>(
  type: T,
  source: FactSource,
  zh: string,
  en: string,
  asking?: Asking,
): Fact<T, false> {
  return { kind: 'fact', type, required: false, name: text(zh, en), source, ...(asking && { asking }) };
}

/** A fact that is one of several named values. */
export function choice<const C extends string>(
  options: Readonly<Record<C, Bilingual>>,
  source: FactSource,
  zh: string,
  en: string,
  asking?: Asking,
): Fact<'choice', false, C> {
  return { kind: 'fact', type: 'choice', required: false, name: text(zh, en), source, options, ...(asking && { asking }) };
}

/** The id of a row of another list. */
export const reference = (refersTo: string, zh: string, en: string): Fact<'id', true> => ({
  kind: 'fact',
  type: 'id',
  required: true,
  name: text(zh, en),
  source: 'applicant',
  refersTo,
});

/** The same fact where it may not be left out. */
export const required = <const T extends FactType, C extends string>(f: Fact<T, boolean, C>): Fact<T, true, C> => ({ ...f, required: true });

export function list<const S extends FactTable>(
  of: S,
  name: Bilingual,
  row: Bilingual,
  keys: { readonly unique?: readonly (keyof S & string)[]; readonly common?: readonly (keyof S & string)[] } = {},
): FactList<S, false> {
  return { kind: 'list', required: false, of, name, row, unique: keys.unique ?? [], common: keys.common ?? [] };
}

export const group = <const S extends FactTable>(of: S, zh: string, en: string): FactGroup<S> => ({
  kind: 'group',
  required: false,
  of,
  name: text(zh, en),
  isEvent: false,
});

export const event = <const S extends FactTable>(of: S, zh: string, en: string): FactGroup<S> => ({ ...group(of, zh, en), isEvent: true });

export const idList = (refersTo: string, zh: string, en: string): IdList => ({
  kind: 'ids',
  required: true,
  name: text(zh, en),
  refersTo,
});

/** The list in which the ids of a fact are found; undefined where it refers to none. */
export const referredBy = (entry: FactEntry | undefined): string | undefined => (entry?.kind === 'fact' || entry?.kind === 'ids' ? entry.refersTo : undefined);

/** The first fact of a type that a row must state. */
export const requiredOf = (table: FactTable, type: FactType): string | undefined =>
  Object.keys(table).find((name) => table[name]?.kind === 'fact' && table[name].required && table[name].type === type);

/** Some facts of a table, in the order in which they are named. */
export const pick = <S extends FactTable, const K extends keyof S & string>(table: S, ...names: readonly K[]): { readonly [N in K]: S[N] } =>
  Object.fromEntries(names.map((name) => [name, table[name]])) as unknown as { readonly [N in K]: S[N] };

/** A decimal text (`"12345678.90"`), a finite number, or a decimal of any copy of decimal.js. Text of a form goes through `safeAssess` or `caseSchema`. */
export type AmountInput = `${number}` | number | Decimal;
/** A ratio from 0 to 1, or an exact quotient (`"1/3"`), which is no amount of money. */
export type RatioInput = AmountInput | `${number}/${number}`;
/** A calendar day, `"2025-06-01"`. */
export type DayInput = `${number}-${number}-${number}`;

/** A value as it may be given: money and ratios as text, number or decimal. */
interface GivenByType {
  id: string;
  money: AmountInput;
  ratio: RatioInput;
  day: DayInput;
  year: number;
  count: number;
  rank: number;
  boolean: boolean;
}

interface KnownByType extends Omit<GivenByType, 'money' | 'ratio' | 'day'> {
  money: Dec;
  ratio: Ratio;
  day: string;
}

type EntryBy<E, T, Unknown> =
  E extends Fact<infer K, boolean, infer C>
    ? K extends keyof T
      ? T[K]
      : C
    : E extends FactList<infer S>
      ? readonly FactsBy<S, T, Unknown>[]
      : E extends FactGroup<infer S>
        ? FactsBy<S, T, Unknown>
        : readonly string[];

type Flatten<T> = { [K in keyof T]: T[K] };

type FactsBy<S extends FactTable, T, Unknown> = Flatten<
  { readonly [K in keyof S as S[K]['required'] extends true ? K : never]: EntryBy<S[K], T, Unknown> } & {
    readonly [K in keyof S as S[K]['required'] extends true ? never : K]?: EntryBy<S[K], T, Unknown> | Unknown;
  }
>;

/** Facts as a caller gives them; one that is left out, or null, is unknown. */
export type GivenFacts<S extends FactTable> = FactsBy<S, GivenByType, null | undefined>;

/** Facts once read: amounts are decimals, ratios quotients, unknown facts are undefined. */
export type KnownFacts<S extends FactTable> = FactsBy<S, KnownByType, undefined>;

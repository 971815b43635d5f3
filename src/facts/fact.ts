import type { Bilingual } from '../kernel/text.js';
import { text } from '../kernel/text.js';
import type { Dec } from '../kernel/decimal.js';

/** Who can state a fact: the applicant, with papers to show, or only an authority by its finding. */
export type FactSource = 'applicant' | 'authority';

export type FactType =
  | 'id'
  | 'money'
  | 'ratio'
  | 'day'
  | 'year'
  | 'count'
  | 'rank'
  | 'boolean'
  | 'supply-kind'
  | 'lease-mode';

/** One fact: its type, its name in both languages and who can state it. */
export interface Fact<T extends FactType = FactType, R extends boolean = boolean> {
  readonly kind: 'fact';
  readonly type: T;
  /** A required fact may not be left out; any other is unknown when it is. */
  readonly required: R;
  readonly name: Bilingual;
  readonly source: FactSource;
}

/** A list of rows, each with the same facts. */
export interface FactList<S extends FactTable = FactTable, R extends boolean = boolean> {
  readonly kind: 'list';
  readonly required: R;
  readonly of: S;
  readonly name: Bilingual;
}

/** Facts that are stated together or not at all. */
export interface FactGroup<S extends FactTable = FactTable> {
  readonly kind: 'group';
  readonly required: false;
  readonly of: S;
  readonly name: Bilingual;
}

/** A list of ids. */
export interface IdList {
  readonly kind: 'ids';
  readonly required: true;
  readonly name: Bilingual;
}

export type FactEntry = Fact | FactList | FactGroup | IdList;
export interface FactTable {
  readonly [name: string]: FactEntry;
}

export function fact<const T extends FactType>(
  type: T,
  source: FactSource,
  zh: string,
  en: string,
): Fact<T, false> {
  return { kind: 'fact', type, required: false, name: text(zh, en), source };
}

/** The same fact where it may not be left out. */
export const required = <const T extends FactType>(f: Fact<T>): Fact<T, true> => ({ ...f, required: true });

export const list = <const S extends FactTable>(of: S, zh: string, en: string): FactList<S, false> => ({
  kind: 'list',
  required: false,
  of,
  name: text(zh, en),
});

export const group = <const S extends FactTable>(of: S, zh: string, en: string): FactGroup<S> => ({
  kind: 'group',
  required: false,
  of,
  name: text(zh, en),
});

export const idList = (zh: string, en: string): IdList => ({
  kind: 'ids',
  required: true,
  name: text(zh, en),
});

/** A value as it may be given: money and ratios as text, number or decimal. */
interface GivenByType {
  id: string;
  money: AmountInput;
  ratio: AmountInput;
  day: string;
  year: number;
  count: number;
  rank: number;
  boolean: boolean;
  'supply-kind': 'equipment' | 'software';
  'lease-mode': 'direct' | 'sale-and-leaseback';
}

/** A decimal text (`"12345678.90"`), a finite number, or a decimal of any copy of decimal.js. */
export type AmountInput = string | number | Dec;

interface KnownByType extends Omit<GivenByType, 'money' | 'ratio'> {
  money: Dec;
  ratio: Dec;
}

type GivenEntry<E> =
  E extends Fact<infer T>
    ? GivenByType[T]
    : E extends FactList<infer S>
      ? readonly GivenFacts<S>[]
      : E extends FactGroup<infer S>
        ? GivenFacts<S>
        : readonly string[];

type KnownEntry<E> =
  E extends Fact<infer T>
    ? KnownByType[T]
    : E extends FactList<infer S>
      ? readonly KnownFacts<S>[]
      : E extends FactGroup<infer S>
        ? KnownFacts<S>
        : readonly string[];

type Flatten<T> = { [K in keyof T]: T[K] };

/** Facts as a caller gives them; one that is left out, or null, is unknown. */
export type GivenFacts<S extends FactTable> = Flatten<
  { readonly [K in keyof S as S[K]['required'] extends true ? K : never]: GivenEntry<S[K]> } & {
    readonly [K in keyof S as S[K]['required'] extends true ? never : K]?: GivenEntry<S[K]> | null | undefined;
  }
>;

/** Facts once read: amounts are decimals, unknown facts are undefined. */
export type KnownFacts<S extends FactTable> = Flatten<
  { readonly [K in keyof S as S[K]['required'] extends true ? K : never]: KnownEntry<S[K]> } & {
    readonly [K in keyof S as S[K]['required'] extends true ? never : K]?: KnownEntry<S[K]> | undefined;
  }
>;

import { Decimal } from 'decimal.js';
import { COMPARISONS, type BoundWord } from './bound.js';
import { daysAfter, isDay } from './day.js';
import { Dec, downToFen, formatMoney, toFen } from './decimal.js';
import { AN_OBJECT, isRecord, refuse, show } from './error.js';
import type { FactUnit } from './fact.js';
import { remembered } from './groups.js';
import { type Span, mapSpan } from './span.js';
import { type Bilingual, text } from './text.js';

/** A piece of an official text: the title, an article's heading or one numbered sentence. */
export interface TextSegment {
  readonly id: string;
  readonly kind: 'title' | 'heading' | 'sentence';
  readonly text: string;
  /** White space that follows in the official copy. */
  readonly after?: string;
}

/** One number or day of a policy with the words it comes from. */
export interface ParameterRecord {
  /** Exact value: yuan, a ratio, a count, or a calendar day. */
  readonly value: string;
  readonly unit: FactUnit;
  readonly bound: BoundWord;
  /** To whom, and for how long, a cap applies. */
  readonly scope?: string;
  /** The words of the text that state it. */
  readonly words: string;
  readonly clause: string;
  readonly name: Bilingual;
  /** First and last day on which the value applies, both included. */
  readonly validFrom: string;
  readonly validTo: string;
}

/** A record with its value ready for arithmetic. */
export interface Parameter extends ParameterRecord {
  /** The value as a decimal; 0 for a day. */
  readonly decimal: Dec;
  /** The value as the output writes it: money with two decimals. */
  readonly written: string;
  /** Of an amendment: the sentence whose words it takes the place of. */
  readonly amends?: string;
}

/** Every parameter with its entries in the order of their dates. */
export type DatedRegister = Readonly<Record<string, readonly Parameter[]>>;

/** One open question of a text: the words, the ways to read them, the default and why. */
export interface ReadingRecord {
  /** The number under which it is discussed, such as `I-07`. */
  readonly see: string;
  readonly clause: string;
  /** Further sentences that it decides on. */
  readonly also?: readonly string[];
  /** The words that can be read in more than one way. */
  readonly excerpt: string;
  readonly question: Bilingual;
  /** The alternatives; the first one is the default. */
  readonly values: Readonly<Record<string, Bilingual>>;
  /** Why the default is the default. */
  readonly reason: Bilingual;
}

/** A value for every reading, by its name; a policy has a narrower type of its own. */
export type AnyReadings = Readonly<Record<string, string>>;

/** The law as it stands on one day, under a choice for every reading. */
export interface Law {
  readonly parameters: Readonly<Record<string, Parameter>>;
  readonly readings: AnyReadings;
  readonly parameter: (id: string) => Parameter;
  /** Whether a payable amount drops what is less than a fen; else half a fen rounds up. */
  readonly roundsDown: boolean;
  /** The law of another day; of the earliest entries where the day is not known. */
  readonly at: (day: string | undefined) => Law;
}

/** The day by which the numbers of a year's flow or evaluation are looked up. */
export const dayOfYear = (year: number): string => `${year}-01-01`;

/** The one rounding of a payable amount. */
export const rounded = (law: Law, amount: Dec): Dec => (law.roundsDown ? downToFen(amount) : toFen(amount));
export const roundedSpan = (law: Law, amount: Span): Span => mapSpan(amount, (a) => rounded(law, a));

const COUNT = { expected: text('不小于1的整数', 'an integer of 1 or more'), test: (v: string) => /^[1-9]\d{0,8}$/.test(v) };
/** What a value of each unit looks like. */
const FORM: Readonly<Record<FactUnit, { readonly expected: Bilingual; readonly test: (value: string) => boolean }>> = {
  CNY: { expected: text('至多两位小数的元', 'yuan with at most 2 decimals'), test: (v) => /^\d{1,14}(?:\.\d{1,2})?$/.test(v) },
  ratio: { expected: text('0至1的比例', 'a ratio from 0 to 1'), test: (v) => /^(?:0(?:\.\d{1,20})?|1)$/.test(v) },
  rank: COUNT,
  enterprises: COUNT,
  day: { expected: text('日期 YYYY-MM-DD', 'a calendar day YYYY-MM-DD'), test: isDay },
};

/** @throws InvalidCaseError naming the parameter whose value, unit or dates are not of its kind */
export function parameterOf(id: string, record: ParameterRecord, unit: FactUnit = record.unit): Parameter {
  const wrong = (name: keyof ParameterRecord, expected: Bilingual): never =>
    refuse({ path: `${id}.${name}`, code: 'option', expected, received: show(record[name]) });
  if (!Object.hasOwn(FORM, unit)) wrong('unit', text(Object.keys(FORM).join('、'), Object.keys(FORM).join(' | ')));
  if (record.unit !== unit) wrong('unit', text(JSON.stringify(unit), JSON.stringify(unit)));
  const { expected, test } = FORM[unit];
  if (typeof record.value !== 'string' || !test(record.value)) wrong('value', expected);
  if (!Object.hasOwn(COMPARISONS, record.bound) || COMPARISONS[record.bound].ofDays !== (unit === 'day')) {
    const words = Object.entries(COMPARISONS).filter(([, b]) => b.ofDays === (unit === 'day')).map(([word]) => word).join(' | ');
    wrong('bound', text(words, words));
  }
  for (const name of ['words', 'clause'] as const) if (typeof record[name] !== 'string') wrong(name, text('文本', 'a text'));
  if (typeof record.name?.zh !== 'string' || typeof record.name.en !== 'string') wrong('name', text('中英文名称', 'a name in Chinese and English'));
  const isADay = (value: unknown): boolean => typeof value === 'string' && isDay(value);
  if (!isADay(record.validFrom)) wrong('validFrom', FORM.day.expected);
  if (!isADay(record.validTo) || record.validTo < record.validFrom) {
    wrong('validTo', text('不早于validFrom的日期', 'a calendar day YYYY-MM-DD, not before validFrom'));
  }
  const decimal = new Dec(unit === 'day' ? 0 : record.value);
  // Its digits as well: every call shares this one object.
  Object.freeze(decimal.d);
  Object.freeze(decimal);
  return Object.freeze({ ...record, decimal, written: unit === 'CNY' ? formatMoney(decimal) : record.value });
}

/** A parameter without what is worked out of it. */
export const recordOf = ({ decimal: _decimal, written: _written, ...record }: Parameter): Omit<Parameter, 'decimal' | 'written'> => record;

/** The entries of a parameter with one more, which replaces the others on its own days; one that still applies afterwards comes back. */
export function withEntry(entries: readonly Parameter[], entry: Parameter): readonly Parameter[] {
  const lasting = (e: Parameter, validFrom: string, validTo: string): readonly Parameter[] => (validFrom > validTo ? [] : [Object.freeze({ ...e, validFrom, validTo })]);
  const before = entries.flatMap((e) => lasting(e, e.validFrom, earlier(e.validTo, daysAfter(entry.validFrom, -1))));
  const after = entries.flatMap((e) => lasting(e, later(e.validFrom, daysAfter(entry.validTo, 1)), e.validTo));
  return Object.freeze([...before, entry, ...after]);
}

const earlier = (...days: string[]): string => days.sort()[0] as string;
export const later = (...days: string[]): string => days.sort().at(-1) as string;

/** The entry in force on a day: the last one that has begun, or the first of all. */
export function entryAt<E extends Pick<Parameter, 'validFrom'>>(entries: readonly E[], day: string): E {
  let found = entries[0] as E;
  for (const entry of entries) if (entry.validFrom <= day) found = entry;
  return found;
}

/** A day of a policy under each of its entries, the earliest first. */
export const daysOf = ({ register }: Pick<LawSource, 'register'>, id: string): readonly string[] => (register[id] as readonly Parameter[]).map((entry) => entry.value).sort();

/** Whether a register is ready for arithmetic; one that went through JSON is not. */
export const isRegister = (register: unknown): register is DatedRegister =>
  typeof register === 'object' && register !== null &&
  Object.values(register).every((entries) => Array.isArray(entries) && entries.length > 0 && entries.every(({ decimal }) => Decimal.isDecimal(decimal) && typeof decimal.cmp === 'function'));

/** The days from which some value of a register is another, the earliest first. */
export const changesOf = remembered((register: DatedRegister): readonly string[] =>
  [...new Set(Object.values(register).flatMap((entries) => entries.slice(1).map((e) => e.validFrom)))].sort());

/** The law as a function of the day: one object for all days between two changes of the register. */
export function lawByDay(register: DatedRegister, readings: AnyReadings, roundsDown: boolean): Law['at'] {
  const days = changesOf(register);
  const at: Law['at'] = (day) => {
    let begun = 0;
    if (day !== undefined) for (const change of days) if (change <= day) begun += 1;
    return laws[begun] as Law;
  };
  const laws = ['', ...days].map((from): Law => {
    const parameters: Record<string, Parameter> = {};
    for (const id of Object.keys(register)) parameters[id] = entryAt(register[id] as readonly Parameter[], from);
    const parameter = (id: string): Parameter => {
      const found = parameters[id];
      if (found === undefined) throw new RangeError(`the policy has no parameter "${id}"`);
      return found;
    };
    return { parameters, readings, parameter, roundsDown, at };
  });
  return at;
}

/** The values of every reading, the default first. */
export type Choices = Readonly<Record<string, readonly string[]>>;

/**
 * All readings in force: the defaults with the given choices laid over them.
 *
 * @throws InvalidCaseError for an unknown reading or value; its path names the option
 */
export function resolveReadings(choices: Choices, defaults: AnyReadings, chosen: unknown): AnyReadings {
  if (chosen === undefined) return defaults;
  if (!isRecord(chosen)) refuse({ path: 'options.readings', code: 'option', expected: AN_OBJECT, received: show(chosen) });
  const out: Record<string, string> = { ...defaults };
  for (const id of Object.keys(chosen)) {
    const value: unknown = chosen[id];
    if (value === undefined) continue;
    const path = `options.readings.${id.slice(0, 40)}`;
    if (!Object.hasOwn(choices, id)) {
      refuse({ path, code: 'option', expected: text('解读的名称', 'the name of a reading'), received: show(id) });
    }
    const values = choices[id] as readonly string[];
    if (typeof value !== 'string' || !values.includes(value)) {
      const expected = values.join(' | ');
      refuse({ path, code: 'option', expected: text(expected, expected), received: show(value) });
    }
    out[id] = value as string;
  }
  return Object.freeze(out);
}

/** The numbers and readings of a policy, from which the law of each day is made. */
export interface LawSource {
  readonly register: DatedRegister;
  readonly choices: Choices;
  readonly defaults: AnyReadings;
  /** Whether the readings in force drop what is less than a fen. */
  readonly roundsDown: (readings: AnyReadings) => boolean;
}

/** @throws InvalidCaseError naming a parameter that is not of its kind */
export const lawSource = (parameters: Readonly<Record<string, ParameterRecord>>, choices: Choices, roundsDown: LawSource['roundsDown']): LawSource => Object.freeze({
  register: Object.freeze(Object.fromEntries(Object.entries(parameters).map(([id, record]) => [id, Object.freeze([parameterOf(id, record)])]))),
  choices,
  // The default of every reading is its first value.
  defaults: Object.freeze(Object.fromEntries(Object.entries(choices).map(([id, values]) => [id, values[0] as string]))),
  roundsDown,
});

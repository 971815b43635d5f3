import { exactAmount, exactRange, record } from '../constraints/argument.js';
import { Dec, WAN, formatMoney as writtenMoney, grouped } from '../core/decimal.js';
import { refuse, show } from '../core/error.js';
import { type Range, exactly } from '../core/span.js';
import { type Bilingual, type Lang, text } from '../core/text.js';

/** Amounts as a person reads them: thousands apart, in yuan or in ten thousand yuan (万元), exact in either. */

export type Unit = 'yuan' | 'wan';

export interface MoneyOptions {
  /** Yuan where it is left out. */
  readonly unit?: Unit | undefined;
  /** Chinese where it is left out. */
  readonly lang?: Lang | undefined;
}

export const UNITS: Readonly<Record<Unit, Bilingual>> = { yuan: text('元', 'yuan'), wan: text('万元', '× 10,000 yuan') };

/** Refuses an option that is none of its values. */
export function oneOf<T extends string>(value: unknown, values: readonly T[], path: string): T {
  if (typeof value === 'string' && (values as readonly string[]).includes(value)) return value as T;
  const expected = values.join(' | ');
  return refuse({ path, code: 'option', expected: text(expected, expected), received: show(value) });
}

export const langOf = (lang: unknown): Lang => (lang === undefined ? 'zh' : oneOf<Lang>(lang, ['zh', 'en'], 'lang'));
const unitOf = (unit: unknown): Unit => (unit === undefined ? 'yuan' : oneOf<Unit>(unit, ['yuan', 'wan'], 'options.unit'));

/** In which unit and language an amount is asked for. @throws InvalidCaseError where an option is none */
export function looksOf(options: unknown): { readonly unit: Unit; readonly lang: Lang } {
  const { unit, lang } = record(options, 'options');
  return { unit: unitOf(unit), lang: langOf(lang) };
}

/** The digits of an amount in a unit: yuan with at least two decimals, 万元 with as many as it takes; nothing is rounded away. */
export function digits(amount: Dec, unit: Unit): string {
  if (unit === 'wan') return grouped(amount.div(WAN).toFixed());
  return grouped(amount.decimalPlaces() <= 2 ? writtenMoney(amount) : amount.toFixed());
}

const withUnit = (figures: string, unit: Unit, lang: Lang): string => `${figures}${lang === 'zh' ? '' : ' '}${UNITS[unit][lang]}`;

/** The two ends of an amount that may be open. */
export const spanText = (from: string, to: string, lang: Lang): string => (lang === 'zh' ? `${from}至${to}` : `${from} to ${to}`);

/**
 * An amount of money, or the range in which it lies, in words: `20,000,000.00元`, `1,234.567891万元`. Exact in either unit:
 * a fen is 0.000001 万元, and a step of an amount that is not rounded yet keeps its further decimals.
 *
 * @param amount yuan: a decimal text, a number, a Decimal, or a range of two of them, the lower one first
 * @throws InvalidCaseError naming what is no amount, unit or language
 * @example formatMoney({ min: '0.00', max: '20000000.00' }, { unit: 'wan' }) // '0至2,000万元'
 */
export function formatMoney(amount: string | number | Dec | { readonly [K in keyof Range]: string }, options: MoneyOptions = {}): string {
  const { unit, lang } = looksOf(options);
  const isRange = typeof amount === 'object' && amount !== null && 'min' in amount;
  const { lo, hi } = isRange ? exactRange(amount, 'amount') : exactly(exactAmount(amount, 'amount'));
  const [low, high] = [digits(lo, unit), digits(hi, unit)];
  return withUnit(low === high ? low : spanText(low, high, lang), unit, lang);
}

/** A ratio as a percentage: `0.025` is `2.5%`; a quotient such as `1/3` stays one. */
export const percent = (ratio: string): string => (ratio.includes('/') ? ratio : `${new Dec(ratio).times(100).toFixed()}%`);

import { Decimal } from 'decimal.js';
import { DAY_PATTERN, FIRST_YEAR, LAST_YEAR, isDay } from '../core/day.js';
import { Dec, FEN_IN_WORD, MAX_MONEY, ONE, WORD } from '../core/decimal.js';
import type { Fact, FactType } from '../core/fact.js';
import { remembered } from '../core/groups.js';
import { ALL, NONE, RATIO_DECIMALS, type Ratio } from '../core/ratio.js';
import { type Bilingual, text } from '../core/text.js';

/**
 * The values of facts, one entry for each type: what JSON Schema can say of it, how it is called in a
 * refusal and how it is read. Reading and schema share the patterns and bounds.
 *
 * Text is held against an anchored, bounded pattern before decimal.js sees it, because a huge exponent
 * would cost seconds or the process.
 */

/** A JSON Schema of one value, without its keywords for lists and objects. */
export interface Shape {
  readonly type: 'string' | 'number' | 'integer' | 'boolean' | 'null';
  readonly [keyword: string]: unknown;
}

export interface ValueType {
  readonly shapes: readonly Shape[];
  readonly expected: Bilingual;
  /** How many decimals a number may have. */
  readonly decimals?: number;
  /** The value as it is computed with; undefined where it is not of this type. */
  readonly read: (value: unknown) => unknown;
}

const MAX_ID_LENGTH = 128;
const MONEY_DECIMALS = 2;
/** Below 2^53, so that the two parts of a quotient compare exactly as numbers. */
const QUOTIENT_DIGITS = 15;

/** 0 to 1e13 with at most two decimals: no sign, no exponent, no separators. */
const MONEY_PATTERN = /^(?:(?:0|[1-9]\d{0,12})(?:\.\d{1,2})?|10{13}(?:\.0{1,2})?)$/;
const DECIMAL_RATIO = String.raw`0(?:\.\d{1,${RATIO_DECIMALS}})?|1(?:\.0{1,${RATIO_DECIMALS}})?`;
const QUOTIENT = String.raw`(?:0|[1-9]\d{0,${QUOTIENT_DIGITS - 1}})/[1-9]\d{0,${QUOTIENT_DIGITS - 1}}`;
const RATIO_PATTERN = new RegExp(`^(?:${DECIMAL_RATIO}|${QUOTIENT})$`);

/** A decimal of another copy of decimal.js is written out only if that is short. */
const MAX_EXPONENT = 30;

/** The plain decimal text of what is given as text, number or decimal; undefined where there is none. */
function plainText(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') {
    const shortest = String(value);
    return shortest.includes('e') ? new Dec(shortest).toFixed() : shortest;
  }
  // Data that only claims to be a decimal has no functions; what is not finite has no exponent.
  if (!Decimal.isDecimal(value) || typeof value.toFixed !== 'function' || !(Math.abs(value.e) <= MAX_EXPONENT)) return undefined;
  const written: unknown = value.toFixed();
  return typeof written === 'string' ? written : undefined;
}

/** An amount of money, or undefined where the value is none. */
export function moneyOf(value: unknown): Dec | undefined {
  const written = plainText(value);
  return written !== undefined && MONEY_PATTERN.test(written) ? amountOf(written) : undefined;
}

const POINT = 46;
const ZERO_DIGIT = 48;

/**
 * `new Dec(written)` for a text of the pattern of money, at a fraction of its cost, which is most of the
 * cost of reading a case: `d` are the words of a number, and `e` is the exponent of the first digit.
 */
function amountOf(written: string): Dec {
  let yuan = 0;
  let digits = 0;
  for (; digits < written.length && written.charCodeAt(digits) !== POINT; digits += 1) yuan = yuan * 10 + written.charCodeAt(digits) - ZERO_DIGIT;
  let fen = 0;
  for (let i = digits + 1; i < digits + 3; i += 1) fen = fen * 10 + (i < written.length ? written.charCodeAt(i) - ZERO_DIGIT : 0);
  const high = Math.floor(yuan / WORD);
  const low = yuan - high * WORD;
  // Right as it stands where there are neither fen nor more than seven digits.
  const amount = new Dec(low) as { -readonly [K in 'd' | 'e']: Dec[K] };
  if (high > 0) {
    amount.d = fen > 0 ? [high, low, fen * FEN_IN_WORD] : low > 0 ? [high, low] : [high];
    amount.e = digits - 1;
  } else if (fen > 0) {
    if (low > 0) amount.d.push(fen * FEN_IN_WORD);
    else {
      amount.d = [fen * FEN_IN_WORD];
      amount.e = fen < 10 ? -2 : -1;
    }
  }
  return amount as Dec;
}

/** A ratio from 0 to 1, as the quotient it is given as, or undefined where the value is none. */
export function ratioOf(value: unknown): Ratio | undefined {
  const written = plainText(value);
  if (written === undefined || !RATIO_PATTERN.test(written)) return undefined;
  if (written === '0') return NONE;
  if (written === '1') return ALL;
  const slash = written.indexOf('/');
  if (slash < 0) return { over: new Dec(written), under: ONE };
  const over = written.slice(0, slash);
  const under = written.slice(slash + 1);
  if (Number(over) > Number(under)) return undefined;
  return { over: new Dec(over), under: under === '1' ? ONE : new Dec(under) };
}

/** Characters are counted as JSON Schema counts them: one beyond the basic plane is one. */
function isId(value: unknown): value is string {
  if (typeof value !== 'string' || value.length === 0) return false;
  return value.length <= MAX_ID_LENGTH || (value.length <= 2 * MAX_ID_LENGTH && [...value].length <= MAX_ID_LENGTH);
}

function integer(minimum: number, maximum: number, expected: Bilingual): ValueType {
  return {
    shapes: [{ type: 'integer', minimum, maximum }],
    expected,
    read: (value) => (typeof value === 'number' && Number.isInteger(value) && value >= minimum && value <= maximum ? value : undefined),
  };
}

const VALUE_TYPES: Readonly<Record<Exclude<FactType, 'choice'>, ValueType>> = {
  id: {
    shapes: [{ type: 'string', minLength: 1, maxLength: MAX_ID_LENGTH }],
    expected: text(`1至${MAX_ID_LENGTH}个字符的文本`, `a non-empty string of at most ${MAX_ID_LENGTH} characters`),
    read: (value) => (isId(value) ? value : undefined),
  },
  money: {
    shapes: [
      { type: 'string', pattern: MONEY_PATTERN.source },
      { type: 'number', minimum: 0, maximum: MAX_MONEY.toNumber() },
    ],
    expected: text(
      '0至10万亿元、至多2位小数的金额，写作十进制字符串或数字',
      'yuan, 0 to 1e13 with at most 2 decimals, as a decimal string or a number',
    ),
    decimals: MONEY_DECIMALS,
    read: moneyOf,
  },
  ratio: {
    shapes: [
      { type: 'string', pattern: RATIO_PATTERN.source },
      { type: 'number', minimum: 0, maximum: 1 },
    ],
    expected: text(
      `0至1的比例：至多${RATIO_DECIMALS}位小数的字符串或数字，或整数之商，如"1/3"`,
      `a ratio from 0 to 1: a decimal string or number with at most ${RATIO_DECIMALS} decimals, or a whole-number quotient such as "1/3"`,
    ),
    decimals: RATIO_DECIMALS,
    read: ratioOf,
  },
  day: {
    shapes: [{ type: 'string', format: 'date', pattern: DAY_PATTERN.source }],
    expected: text(`${FIRST_YEAR}至${LAST_YEAR}年间的日期YYYY-MM-DD`, `a calendar day YYYY-MM-DD, ${FIRST_YEAR} to ${LAST_YEAR}`),
    read: (value) => (typeof value === 'string' && isDay(value) ? value : undefined),
  },
  year: integer(FIRST_YEAR, LAST_YEAR, text(`${FIRST_YEAR}至${LAST_YEAR}的整数年份`, `an integer year, ${FIRST_YEAR} to ${LAST_YEAR}`)),
  count: integer(0, Number.MAX_SAFE_INTEGER, text('不小于0的整数', 'an integer of 0 or more')),
  rank: integer(1, Number.MAX_SAFE_INTEGER, text('不小于1的整数', 'an integer of 1 or more')),
  boolean: {
    shapes: [{ type: 'boolean' }],
    expected: text('true或false', 'true or false'),
    read: (value) => (typeof value === 'boolean' ? value : undefined),
  },
};

const choiceOf = remembered((options: Readonly<Record<string, Bilingual>>): ValueType => {
  const values = Object.keys(options);
  const quoted = values.map((value) => JSON.stringify(value));
  return {
    shapes: [{ type: 'string', enum: values }],
    expected: text(values.map((value, i) => `${quoted[i]}（${options[value]?.zh}）`).join('或'), quoted.join(' or ')),
    read: (value) => (typeof value === 'string' && Object.hasOwn(options, value) ? value : undefined),
  };
});

export const ID = VALUE_TYPES.id;

/** The type of a fact's values. */
export const valueTypeOf = ({ type, options = {} }: Fact): ValueType => (type === 'choice' ? choiceOf(options) : VALUE_TYPES[type]);

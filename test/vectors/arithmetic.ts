/**
 * Arithmetic in words. “设备投资52360000元×10%” is read as 52360000 × 10 %: the figure that a vector expects is what its
 * own words come to, so that the two cannot differ.
 *
 * What is neither number nor operator is a label and is passed over; so is a year (2025年). Days compare as days.
 */
import { Fraction, higher, lower, ZERO } from '../naive/fraction.js';

const TOKEN = /\d{4}年|\d{4}-\d{2}-\d{2}|\d+(?:\.\d+)?%?|取低（|取高（|四舍五入（|舍去（|[（），×÷＋－＜≤＞≥]/gu;
const COMPARE: Record<string, (order: number) => boolean> = { '＜': (o) => o < 0, '≤': (o) => o <= 0, '＞': (o) => o > 0, '≥': (o) => o >= 0 };

const FUNCTIONS: Record<string, (all: readonly Fraction[]) => Fraction> = {
  '（': ([x = ZERO]) => x,
  '取低（': (all) => all.reduce(lower),
  '取高（': (all) => all.reduce(higher),
  '四舍五入（': ([x = ZERO]) => x.toFen('half-up-fen'),
  '舍去（': ([x = ZERO]) => x.toFen('down-fen'),
};

const tokens = (words: string): string[] => (words.match(TOKEN) ?? []).filter((t) => !t.endsWith('年'));

const numberOf = (token: string): Fraction =>
  token.endsWith('%') ? Fraction.of(token.slice(0, -1)).dividedBy(Fraction.of(100)) : Fraction.of(token.includes('-') ? token.replaceAll('-', '') : token);

/** Reads one sum off the front of the tokens. */
function sumOf(rest: string[]): Fraction {
  let value = productOf(rest);
  while (rest[0] === '＋' || rest[0] === '－') value = rest.shift() === '＋' ? value.plus(productOf(rest)) : value.minus(productOf(rest));
  return value;
}

function productOf(rest: string[]): Fraction {
  let value = atomOf(rest);
  while (rest[0] === '×' || rest[0] === '÷') value = rest.shift() === '×' ? value.times(atomOf(rest)) : value.dividedBy(atomOf(rest));
  return value;
}

function atomOf(rest: string[]): Fraction {
  const token = rest.shift() ?? '';
  const apply = FUNCTIONS[token];
  if (apply === undefined) return numberOf(token);
  const all = [sumOf(rest)];
  while (rest[0] === '，') all.push((rest.shift(), sumOf(rest)));
  if (rest.shift() !== '）') throw new Error('a bracket is not closed');
  return apply(all);
}

/** What the words come to. */
export function reckon(words: string): Fraction {
  const rest = tokens(words);
  const value = sumOf(rest);
  if (rest.length > 0) throw new Error(`${words}: more than one figure`);
  return value;
}

/** Whether every comparison in the words (the parts between commas) is true; words without one say nothing to check. */
export const holds = (words: string): boolean =>
  words.split('，').every((part) => {
    const sign = /[＜≤＞≥]/u.exec(part)?.[0];
    if (sign === undefined) return true;
    const [left = '', right = ''] = part.split(sign);
    return (COMPARE[sign] as (order: number) => boolean)(reckon(left).compare(reckon(right)));
  });

/** The words with their numbers in groups of three, years aside. */
export const grouped = (words: string): string =>
  words.replace(/\d{4}年|年\d{4}\b|\d{4}-\d{2}-\d{2}|\d+(?:\.\d+)?/gu, (n) => (/[-年]/u.test(n) ? n : n.replace(/\d(?=(?:\d{3})+(?:\.|$))/gu, '$&,')));

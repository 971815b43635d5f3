/**
 * What a vector is, and the words in which the tables of this folder write one.
 *
 * Every expected figure is what its own arithmetic in words comes to (`arithmetic.ts`); nothing here knows the library.
 */
import { grouped, holds, reckon } from './arithmetic.js';

export type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };
export type Facts = Record<string, Json>;

/** Where a figure stands: a name in an object, or the `key`, `id` or `year` of an element of a list; and what must stand there. */
export type Expected = readonly [path: readonly (string | number)[], value: Json];

export interface Vector {
  readonly id: string;
  readonly clause: string;
  /** The words of the sentence that decide. */
  readonly quote: string;
  readonly options?: { readonly readings?: Record<string, string>; readonly election?: readonly string[]; readonly payees?: readonly string[] };
  readonly case: Facts;
  readonly expected: readonly Expected[];
  /** The arithmetic, in Chinese. */
  readonly words: string;
}

/** Figures with the words that they come from. */
export interface Line {
  readonly expected: readonly Expected[];
  readonly words: string;
}

const MEASURES = {
  '1a': 'investment-reward', '1b': 'investment-subsidy', '2a': 'loan-interest-subsidy', '2b': 'finance-lease-subsidy',
  '3': 'service-provider-award', '4a': 'equipment-supply-subsidy', '4b': 'software-supply-subsidy',
  '5a': 'demonstration-annual-award', '5b': 'demonstration-completion-award', '6a': 'chain-leader-award',
  '6b': 'consortium-investment-subsidy', '7': 'park-award',
} as const;
export type Code = keyof typeof MEASURES;

/** The key of a determination: `key('1b', 'P')`, `key('2a', '甲:2025')`. */
export const key = (code: Code, subject: string): string => `${MEASURES[code]}:${subject}`;

/** A figure in words: “设备投资20,000,000元×10%＝2,000,000元”, or the number alone where there is nothing to reckon. */
function figure(words: string): { money: string; words: string } {
  const money = reckon(words).toMoney();
  const result = grouped(money.replace(/\.00$/u, ''));
  return { money, words: /[×÷＋－（]/u.test(words) ? `${grouped(words)}＝${result}元` : grouped(words) };
}

function range(path: readonly (string | number)[], words: string, most = words): Line {
  const [min, max] = [figure(words), figure(most)];
  return {
    expected: [[[...path, 'min'], min.money], [[...path, 'max'], max.money]],
    words: words === most ? min.words : `最少：${min.words}；最多：${max.words}`,
  };
}

/** A value that the words give the reason for; comparisons in them must be true. */
export function fact(path: readonly (string | number)[], value: Json, words: string): Line {
  if (!holds(words)) throw new Error(`not true: ${words}`);
  return { expected: [[path, value]], words: grouped(words) };
}

const all = (...lines: Line[]): Line => ({ expected: lines.flatMap((l) => l.expected), words: lines.map((l) => l.words).filter((w) => w !== '').join('；') });
const silent = (line: Line): Line => ({ ...line, words: '' });

/** The amount of a determination, before F.3. One text: certain; two: from the first to the second. */
export const amount = (code: Code, subject: string, words: string, most?: string): Line => range(['determinations', key(code, subject), 'amount'], words, most);

export type Status = 'eligible' | 'ineligible' | 'undetermined';
export const status = (code: Code, subject: string, is: Status, words: string): Line => fact(['determinations', key(code, subject), 'status'], is, words);
/** Not eligible, and so nothing. */
export const refused = (code: Code, subject: string, words: string): Line => all(status(code, subject, 'ineligible', words), silent(amount(code, subject, '0')));
/** Eligible with an amount. */
export const granted = (code: Code, subject: string, words: string, most?: string): Line =>
  all(silent(status(code, subject, 'eligible', '')), amount(code, subject, words, most));
/** Open for want of a fact, with the range that is left. */
export const open = (code: Code, subject: string, words: string, most: string): Line =>
  all(silent(status(code, subject, 'undetermined', '')), amount(code, subject, words, most));
export const capped = (code: Code, subject: string, is: boolean, words: string): Line => fact(['determinations', key(code, subject), 'capBinding'], is, words);
export const missing = (code: Code, subject: string, paths: readonly string[], words: string): Line => fact(['determinations', key(code, subject), 'missing'], paths, words);

/** What is payable of an award after F.3. */
export const payable = (code: Code, subject: string, words: string, most?: string): Line => range(['selection', 'payable', key(code, subject), 'amount'], words, most);
export const forgone = (code: Code, subject: string, words: string): Line => fact(['selection', 'payable', key(code, subject)], null, words);
export const total = (words: string, most?: string): Line => range(['selection', 'total'], words, most);
export const received = (payee: string, words: string, most?: string): Line => range(['byPayee', payee, 'total'], words, most);

const paid = (code: Code, subject: string, ...rest: (string | number)[]) => ['payments', key(code, subject), ...rest];
export const advance = (code: Code, subject: string, limit: string, now: string = limit): Line =>
  all(range(paid(code, subject, 'advance', 'cumulativeLimit'), limit), limit === now ? silent(range(paid(code, subject, 'advance', 'payableNow'), now)) : range(paid(code, subject, 'advance', 'payableNow'), now));
/** The settlement: what the award finally is, what is still payable, what returns. */
export const settlement = (code: Code, subject: string, final: string, due: string, back: string): Line =>
  all(range(paid(code, subject, 'settlement', 'final'), final), range(paid(code, subject, 'settlement', 'payable'), due), range(paid(code, subject, 'settlement', 'recoverable'), back));
export const yearLimit = (subject: string, year: number, words: string): Line => range(paid('7', subject, 'byYear', year, 'limit'), words);

/** One sentence of the law, and the vectors that its words decide. */
export const sentence = (clause: string, quote: string, ...vectors: Vector[]): Vector[] => vectors.map((v) => ({ ...v, clause, quote }));

/** One vector; its sentence is put to it by `sentence`. */
export function vector(id: string, facts: Facts, lines: readonly Line[], options?: Vector['options']): Vector {
  const { expected, words } = all(...lines);
  return { id, clause: '', quote: '', ...(options === undefined ? {} : { options }), case: facts, expected, words };
}
/** The same under readings other than the default. */
export const read = (readings: Record<string, string>) => ({ readings });

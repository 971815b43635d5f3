// @ts-check
/**
 * Text in columns for a terminal. A Chinese character is two columns wide, so `length` and
 * `padEnd` misalign it; everything here counts columns instead.
 */

/** Columns of a page. */
export const PAGE = 80;

/** East Asian wide and full-width blocks, first and last code point. @type {readonly (readonly [number, number])[]} */
const WIDE = [
  [0x1100, 0x115f],
  [0x2e80, 0x303e],
  [0x3041, 0xa4cf],
  [0xac00, 0xd7a3],
  [0xf900, 0xfaff],
  [0xfe30, 0xfe4f],
  [0xff00, 0xff60],
  [0xffe0, 0xffe6],
  [0x1f300, 0x1faff],
  [0x20000, 0x3fffd],
];

/**
 * Columns that a text takes.
 * @param {string} text
 */
export function widthOf(text) {
  let width = 0;
  for (const char of text) {
    const code = /** @type {number} */ (char.codePointAt(0));
    if (/\p{Mn}|\p{Me}|\p{Cf}/u.test(char)) continue;
    width += WIDE.some(([from, to]) => code >= from && code <= to) ? 2 : 1;
  }
  return width;
}

/**
 * @param {string} text
 * @param {number} width
 */
export const padEnd = (text, width) => text + ' '.repeat(Math.max(0, width - widthOf(text)));

/** A line may not begin with these … */
const CLOSING = /^[，。；：、！？）》」』”’,.;:!?)\]]/u;
/** … nor end with these. */
const OPENING = /[（《「『“‘]$/u;

/**
 * The words of a text with the spaces after them: a Chinese character is a word of its own, with
 * the marks that belong to it.
 * @param {string} text
 */
function wordsOf(text) {
  /** @type {string[]} */
  const words = [];
  for (const part of text.match(/ +|[\u2e80-\uffff]|[^ \u2e80-\uffff]+/gu) ?? []) {
    const last = words.length - 1;
    const before = words[last] ?? '';
    if (last >= 0 && (part.startsWith(' ') || CLOSING.test(part) || OPENING.test(before))) words[last] = before + part;
    else words.push(part);
  }
  return words;
}

/**
 * Breaks a text into lines of at most `width` columns.
 * @param {string} text
 * @param {number} width
 * @param {number} [firstWidth] columns of the first line
 */
export function wrap(text, width, firstWidth = width) {
  /** @type {string[]} */
  const lines = [];
  let line = '';
  for (const word of wordsOf(text)) {
    if (line !== '' && widthOf(line) + widthOf(word.trimEnd()) > (lines.length === 0 ? firstWidth : width)) {
      lines.push(line.trimEnd());
      line = '';
    }
    line += word;
  }
  lines.push(line.trimEnd());
  return lines;
}

/**
 * A text on the left and a figure that ends in the last column.
 * @param {number} indent
 * @param {string} left
 * @param {string} right
 * @param {number} [hang] indent of further lines, where the text needs them
 */
export function row(indent, left, right, hang = indent) {
  const space = PAGE - widthOf(right) - 2;
  const lines = wrap(left, space - hang, space - indent).map((line, i) => ' '.repeat(i === 0 ? indent : hang) + line);
  const last = lines.length - 1;
  lines[last] = padEnd(lines[last] ?? '', PAGE - widthOf(right)) + right;
  return lines.map((line) => line.trimEnd()).join('\n');
}

/**
 * A short name in a column of its own, and a text wrapped beside it.
 * @param {number} indent
 * @param {string} name
 * @param {number} nameWidth
 * @param {string} text
 */
export function entry(indent, name, nameWidth, text) {
  const hang = indent + nameWidth;
  return wrap(text, PAGE - hang)
    .map((line, i) => (i === 0 ? ' '.repeat(indent) + padEnd(name, nameWidth) + line : ' '.repeat(hang) + line))
    .join('\n');
}

/** A text in lines of the page, all indented. @param {string} text @param {number} indent */
export const block = (text, indent) => wrap(text, PAGE - indent).map((line) => ' '.repeat(indent) + line).join('\n');

/**
 * Thousands separators in the whole part of a decimal text.
 * @param {string} amount
 */
export function grouped(amount) {
  const [whole = '', fraction] = amount.split('.');
  const separated = whole.replace(/\B(?=(?:\d{3})+$)/g, ',');
  return fraction === undefined ? separated : `${separated}.${fraction}`;
}

/**
 * An amount, or the range in which it lies.
 * @param {{ min: string, max: string }} range
 * @param {{ to: string, unit: string }} words
 */
export const money = ({ min, max }, { to, unit }) => `${min === max ? grouped(max) : `${grouped(min)} ${to} ${grouped(max)}`} ${unit}`;

/**
 * A ratio as a percentage, without going through binary fractions: `'0.025'` gives `'2.5'`. A quotient stays one.
 * @param {string} ratio
 */
export function percent(ratio) {
  if (ratio.includes('/')) return ratio;
  const [whole = '0', fraction = ''] = ratio.split('.');
  const digits = fraction.padEnd(2, '0');
  const shifted = `${whole}${digits.slice(0, 2)}`.replace(/^0+(?=\d)/, '');
  const rest = digits.slice(2).replace(/0+$/, '');
  return rest === '' ? shifted : `${shifted}.${rest}`;
}

/**
 * An id as it may be shown: whatever it holds, it cannot steer the terminal.
 * @param {string} text
 */
export const shown = (text) => text.replace(/[\p{Cc}\p{Cf}]/gu, '\ufffd');

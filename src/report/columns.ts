import { plain } from '../words/names.js';

/**
 * Text in columns for a terminal. A Chinese character is two columns wide, so `length` and `padEnd` misalign it; everything
 * here counts columns instead.
 */

/** East Asian wide and full-width blocks, first and last code point. */
const WIDE: readonly (readonly [number, number])[] = [
  [0x1100, 0x115f], [0x2e80, 0x303e], [0x3041, 0xa4cf], [0xac00, 0xd7a3], [0xf900, 0xfaff],
  [0xfe30, 0xfe4f], [0xff00, 0xff60], [0xffe0, 0xffe6], [0x1f300, 0x1faff], [0x20000, 0x3fffd],
];

/** Columns that a text takes. */
export function widthOf(words: string): number {
  let width = 0;
  for (const char of words) {
    const code = char.codePointAt(0) as number;
    if (code < 0x300) width += 1;
    else if (!/\p{Mn}|\p{Me}|\p{Cf}/u.test(char)) width += WIDE.some(([from, to]) => code >= from && code <= to) || /(?!\p{RI})\p{Emoji_Presentation}/u.test(char) ? 2 : 1;
  }
  return width;
}

const space = (columns: number): string => ' '.repeat(Math.max(0, columns));
export const padEnd = (words: string, width: number): string => words + space(width - widthOf(words));

/** A line may not begin with these, nor end with those. */
const CLOSING = /^[，。；：、！？）》」』】〕”’,.;:!?)\]]/u;
const OPENING = /[（《「『【〔“‘]$/u;

/** The words of a text with the spaces after them: a Chinese character is a word of its own, with the marks that belong to it. */
function wordsOf(text: string): string[] {
  const words: string[] = [];
  for (const part of text.match(/ +|[\u2e80-\uffff]|[^ \u2e80-\uffff]+/gu) ?? []) {
    const last = words.length - 1;
    const before = words[last] ?? '';
    if (last >= 0 && (part.startsWith(' ') || CLOSING.test(part) || OPENING.test(before))) words[last] = before + part;
    else words.push(part);
  }
  return words;
}

/** A word that no line holds is cut. */
function pieces(word: string, width: number): string[] {
  if (widthOf(word.trimEnd()) <= width) return [word];
  const out: string[] = [];
  let piece = '';
  for (const char of word) {
    if (widthOf(piece + char) > width) {
      out.push(piece);
      piece = '';
    }
    piece += char;
  }
  return [...out, piece];
}

/** Breaks a text into lines of at most `width` columns, the first one of `firstWidth`. */
export function wrap(text: string, width: number, firstWidth = width): string[] {
  const lines: string[] = [];
  let line = '';
  let taken = 0;
  for (const word of wordsOf(plain(text)).flatMap((w) => pieces(w, Math.min(width, firstWidth)))) {
    if (line !== '' && taken + widthOf(word.trimEnd()) > (lines.length === 0 ? firstWidth : width)) {
      lines.push(line.trimEnd());
      [line, taken] = ['', 0];
    }
    line += word;
    taken += widthOf(word);
  }
  return [...lines, line.trimEnd()];
}

/** A page of a terminal. */
export class Page {
  readonly width: number;

  constructor(width: number) {
    this.width = width;
  }

  /** A text in lines of the page, all indented. */
  block(text: string, indent: number): string[] {
    return wrap(text, this.width - indent).map((line) => space(indent) + line);
  }

  /** A short name in a column of its own, and a text wrapped beside it, or below. */
  entry(indent: number, name: string, nameWidth: number, text: string): string[] {
    const hang = indent + nameWidth;
    // A name that its column does not hold has lines of its own.
    if (nameWidth > 0 && widthOf(name) >= nameWidth) return [...this.block(name, indent), ...this.block(text, Math.min(hang, indent + 9))];
    return wrap(text, this.width - hang).map((line, i) => (i === 0 ? space(indent) + padEnd(name, nameWidth) : space(hang)) + line);
  }

  /** A text on the left and a figure that ends in the last column; a text that is too long goes on below, indented by `hang`. */
  row(indent: number, left: string, right: string, hang = indent): string[] {
    const room = this.width - widthOf(right) - 2;
    if (room - Math.max(hang, indent) < 16) return [...this.block(left, indent), space(this.width - widthOf(right)) + right];
    const lines = wrap(left, room - hang, room - indent).map((line, i) => space(i === 0 ? indent : hang) + line);
    lines.push(padEnd(lines.pop() ?? '', this.width - widthOf(right)) + right);
    return lines.map((line) => line.trimEnd());
  }
}

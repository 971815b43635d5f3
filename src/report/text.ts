import { plain } from '../words/names.js';
import { Page, padEnd, widthOf, wrap } from './columns.js';
import { type Block, type Cell, type Document, type Figure, type FigureRow, figureText, fills } from './model.js';

/** A document as plain text in columns. */

/** Columns by which a block goes in, and of the names beside it. */
const STEP = 4;
const NAME = 9;
const WIDEST_NAME = 28;

type Kind<K extends Block['is']> = Extract<Block, { readonly is: K }>;

const filled = ({ lead = '', digits, unit }: Figure, fill: number): string => `${lead}${digits}${' '.repeat(fill)}${unit}`;

/** A heading, or a line that what follows belongs to. */
const leadsOn = (block: Block): boolean => block.is === 'heading' || (block.is === 'text' && block.tone === 'lead');

class Writer {
  readonly #page: Page;
  readonly #lang: Document['lang'];

  constructor({ lang }: Document, width: number) {
    this.#page = new Page(width);
    this.#lang = lang;
  }

  #rule(sign = '-'): string {
    return sign.repeat(this.#page.width);
  }

  blocks(all: readonly Block[], indent: number): string[] {
    const out: string[] = [];
    for (const [i, block] of all.entries()) {
      const lines = this.#block(block, indent);
      if (lines.length === 0) continue;
      // Matters stand apart; what belongs to one of them does not.
      if (i > 0 && indent === 0 && !leadsOn(all[i - 1] as Block)) out.push('');
      out.push(...lines);
    }
    return out;
  }

  #block(block: Block, indent: number): string[] {
    switch (block.is) {
      case 'heading':
        return [...this.#page.block(block.text, indent), ...(block.level === 1 ? [] : [this.#rule()])];
      case 'text':
        return this.#page.block(block.tone === 'quote' ? `「${block.text}」` : block.text, indent);
      case 'pairs':
        return this.#pairs(block, indent);
      case 'figures':
        return this.#figures(block, indent);
      case 'outcomes':
        return this.#outcomes(block, indent);
      case 'table':
        return this.#table(block, indent);
      case 'card':
        return [...this.#page.row(indent, block.title, figureText(block.figure), indent + STEP), ...this.blocks(block.blocks, indent + STEP)];
      case 'page':
        return [this.#rule('='), ...this.blocks(block.blocks, indent)];
      case 'signature':
        return block.lines.flatMap((line) => this.#page.block(line, indent));
      case 'picture':
        return [];
    }
  }

  #pairs({ lead, rows }: Kind<'pairs'>, indent: number): string[] {
    if (lead === undefined) {
      const width = Math.max(0, ...rows.map(([name]) => widthOf(name))) + 2;
      return rows.flatMap(([name, text]) => this.#page.entry(indent, name, Math.min(width, WIDEST_NAME), text));
    }
    const colon = this.#lang === 'zh' ? '：' : ': ';
    return rows.flatMap(([name, text], i) => this.#page.entry(indent, i === 0 ? lead : '', NAME, name === '' ? text : `${name}${colon}${text}`));
  }

  #figures({ lead, rows }: Kind<'figures'>, indent: number): string[] {
    const all = fills(rows.map((r) => r.figure));
    return rows.flatMap((row, i) => this.#figure(row, all[i] as number, lead === undefined ? undefined : i === 0 ? lead : '', indent));
  }

  #figure({ label, how, figure, strong, deep, note }: FigureRow, fill: number, lead: string | undefined, at: number): string[] {
    const indent = deep === true ? at + STEP : at;
    const colon = this.#lang === 'zh' ? '：' : ': ';
    const text = how === undefined ? label : `${label}${colon}${how}`;
    const hang = lead === undefined ? indent : indent + NAME;
    const left = lead === undefined ? text : `${padEnd(lead, NAME)}${text}`;
    return [
      ...(strong === true && indent === 0 ? [this.#rule()] : []),
      ...this.#page.row(indent, left, filled(figure, fill), lead === undefined ? indent + STEP : hang),
      ...(note === undefined ? [] : this.#page.block(note, hang + STEP)),
    ];
  }

  /** One line for each condition that fails or is open, one for all that are met. */
  #outcomes({ rows }: Kind<'outcomes'>, indent: number): string[] {
    return rows.flatMap(({ outcome, word, items }) => {
      const lines = outcome === 'met' ? [items.join(this.#lang === 'zh' ? '；' : '; ')] : items;
      return lines.flatMap((line, i) => this.#page.entry(indent, i === 0 ? word : '', NAME, line));
    });
  }

  /** In columns where they fit; else each row by itself, under its first cell. */
  #table({ head, rows, foot }: Kind<'table'>, indent: number): string[] {
    const all = [...rows, ...(foot === undefined ? [] : [foot])];
    const written = columnsOf(head, all);
    const widths = head.map((name, c) => Math.max(widthOf(name), ...written.map((row) => widthOf(row[c] as string))));
    if (indent + widths.reduce((a, b) => a + b + 2, -2) > this.#page.width) return this.#records(head, all, written, indent);
    const isFigure = head.map((_n, c) => all.some((row) => typeof row[c] !== 'string'));
    const line = (cells: readonly string[]): string =>
      ' '.repeat(indent) + cells.map((cell, c) => (isFigure[c] ? padStart(cell, widths[c] as number) : padEnd(cell, widths[c] as number))).join('  ');
    const lines = written.map(line);
    const last = foot === undefined ? [] : [this.#rule(), lines.pop() as string];
    return [line(head), this.#rule(), ...lines, ...last];
  }

  #records(head: readonly string[], rows: readonly (readonly Cell[])[], written: readonly (readonly string[])[], indent: number): string[] {
    return rows.flatMap((row, i) => [
      ...this.#page.block(written[i]?.[0] as string, indent),
      ...row.flatMap((cell, c) => {
        if (c === 0 || cell === '') return [];
        const [name, text] = [head[c] as string, (written[i]?.[c] as string).trim()];
        return typeof cell === 'string' ? wrapped(this.#page, indent + STEP, name, text) : this.#page.row(indent + STEP, name, text);
      }),
    ]);
  }
}

const padStart = (words: string, width: number): string => ' '.repeat(Math.max(0, width - widthOf(words))) + words;
const wrapped = (page: Page, indent: number, name: string, text: string): string[] => page.entry(indent, name, Math.max(NAME, widthOf(name) + 2), text);

/** Cells as they are written, figures of a column in line. */
function columnsOf(head: readonly string[], rows: readonly (readonly Cell[])[]): string[][] {
  const out = rows.map((row) => row.map((cell) => (typeof cell === 'string' ? plain(cell) : figureText(cell))));
  head.forEach((_name, c) => {
    const at = rows.flatMap((row, r) => (typeof row[c] === 'object' ? [r] : []));
    const figures = at.map((r) => rows[r]?.[c] as Figure);
    const all = fills(figures);
    at.forEach((r, i) => ((out[r] as string[])[c] = filled(figures[i] as Figure, all[i] as number)));
  });
  return out;
}

export function toText(document: Document, width: number): string {
  const writer = new Writer(document, width);
  const [first] = document.blocks;
  const title = document.title === '' ? [] : [...wrap(document.title, width), ...(first?.is === 'text' && first.tone === 'subtitle' ? [] : [''])];
  return `${[...title, ...writer.blocks(document.blocks, 0)].map((line) => plain(line).trimEnd()).join('\n')}\n`;
}

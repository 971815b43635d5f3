import { plain } from '../words/names.js';
import { type Block, type Cell, type Document, type FigureRow, figureText } from './model.js';

/** A document as Markdown (CommonMark with the tables of GitHub). */

/** Words that mean nothing but themselves. */
const escaped = (words: string): string => plain(words).replace(/[\\`*_{}[\]<>#|~&!$]/g, '\\$&').replace(/:(?=\/\/)|@|(?<=www)\./gi, '\\$&');

/** The same where a block begins: no list, no rule, no code. */
const opening = (words: string): string => escaped(words).replace(/^ +/, '').replace(/^(\d+(?=[.)](?: |$))|(?=[-+]))/, '$1\\');

const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
const cellOf = (cell: Cell): string => escaped(typeof cell === 'string' ? cell : figureText(cell));

function table(head: readonly string[], rows: readonly (readonly Cell[])[], figures: readonly boolean[]): string {
  return [row(head.map(escaped)), row(figures.map((f) => (f ? '---:' : '---'))), ...rows.map((cells) => row(cells.map(cellOf)))].join('\n');
}

class Writer {
  readonly #zh: boolean;

  constructor({ lang }: Document) {
    this.#zh = lang === 'zh';
  }

  blocks = (all: readonly Block[], level: number): string[] => all.flatMap((block) => this.#block(block, level)).filter((b) => b !== '');

  #block(block: Block, level: number): string[] {
    switch (block.is) {
      case 'heading':
        return [`${'#'.repeat(block.level)} ${escaped(block.text)}`];
      case 'text':
        return [block.tone === 'quote' ? `> ${opening(block.text)}` : block.tone === 'lead' ? `**${escaped(block.text)}**` : opening(block.text)];
      case 'pairs':
        return [this.#titled(block.lead), block.rows.map(([name, text]) => `- ${name === '' ? opening(text) : `**${escaped(name)}**${this.#zh ? '：' : ': '}${escaped(text)}`}`).join('\n')];
      case 'figures':
        return [this.#titled(block.lead), this.#figures(block.rows)];
      case 'outcomes':
        return [block.rows.flatMap(({ word, items }) => items.map((item) => `- **${escaped(word)}** ${escaped(item)}`)).join('\n')];
      case 'table':
        return [table(block.head, [...block.rows, ...(block.foot === undefined ? [] : [block.foot])], block.head.map((_n, c) => block.rows.some((r) => typeof r[c] !== 'string')))];
      case 'card':
        return [`${'#'.repeat(level)} ${escaped(block.title)}${this.#zh ? '：' : ': '}${escaped(figureText(block.figure))}`, ...this.blocks(block.blocks, level + 1)];
      case 'page':
        return ['---', ...this.blocks(block.blocks, level)];
      case 'signature':
        return block.lines.map(opening);
      case 'picture':
        return [];
    }
  }

  #titled(lead: string | undefined): string {
    return lead === undefined ? '' : `**${escaped(lead)}**`;
  }

  #figures(rows: readonly FigureRow[]): string {
    const columns = ([['how', '算式', 'Calculation'], ['note', '说明', 'Note']] as const).filter(([of]) => rows.some((r) => r[of] !== undefined));
    const head = [this.#zh ? '项目' : 'Item', ...columns.map(([, zh, en]) => (this.#zh ? zh : en)), this.#zh ? '数额' : 'Figure'];
    return table(head, rows.map((r) => [r.label, ...columns.map(([of]) => r[of] ?? ''), r.figure]), head.map((_n, c) => c === head.length - 1));
  }
}

export function toMarkdown(document: Document): string {
  return `${[`# ${escaped(document.title)}`, ...new Writer(document).blocks(document.blocks, 3)].join('\n\n')}\n`;
}

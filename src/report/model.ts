import type { Outcome, Status } from '../core/determination.js';

/**
 * A document as a small tree, made once and written out as plain text, Markdown or HTML. Every text in it is plain words:
 * what they hold is escaped where they are written.
 */
export interface Document {
  readonly lang: 'zh' | 'en';
  readonly title: string;
  readonly blocks: readonly Block[];
}

/** A figure with what stands before it (最高) and its unit apart, so that figures of one column line up. */
export interface Figure {
  readonly lead?: string;
  readonly digits: string;
  readonly unit: string;
}

/** A figure with its name, and how it was found from the figures above it. */
export interface FigureRow {
  readonly label: string;
  readonly how?: string | undefined;
  readonly figure: Figure;
  readonly strong?: boolean | undefined;
  /** Belongs to the row above. */
  readonly deep?: boolean | undefined;
  /** What is said below it. */
  readonly note?: string | undefined;
}

export type Cell = string | Figure;

export type Block =
  | { readonly is: 'heading'; readonly level: 1 | 2 | 3; readonly text: string }
  | { readonly is: 'text'; readonly text: string; readonly tone?: 'lead' | 'note' | 'quote' | 'subtitle' }
  /** Names and what they are. */
  | { readonly is: 'pairs'; readonly lead?: string; readonly rows: readonly (readonly [name: string, text: string])[] }
  | { readonly is: 'figures'; readonly lead?: string; readonly rows: readonly FigureRow[] }
  /** Conditions by how they came out. */
  | { readonly is: 'outcomes'; readonly rows: readonly { readonly outcome: Outcome; readonly word: string; readonly items: readonly string[] }[] }
  | { readonly is: 'table'; readonly head: readonly string[]; readonly rows: readonly (readonly Cell[])[]; readonly foot?: readonly Cell[] }
  | { readonly is: 'picture'; readonly svg: string }
  /** A matter of its own with its figure. */
  | { readonly is: 'card'; readonly title: string; readonly figure: Figure; readonly status?: Status; readonly blocks: readonly Block[] }
  /** Begins a page of its own. */
  | { readonly is: 'page'; readonly blocks: readonly Block[] }
  /** Lines to be filled in by hand. */
  | { readonly is: 'signature'; readonly lines: readonly string[] };

export const figureText = ({ lead = '', digits, unit }: Figure): string => `${lead}${digits}${unit}`;

/** Decimals of the last number of a figure. */
export const decimalsOf = (digits: string): number => /\.(\d+)$/.exec(digits)?.[1]?.length ?? 0;

/** How far each figure of a column is filled up behind its decimals, so that the points of figures of one unit stand below each other. */
export function fills(figures: readonly Figure[]): number[] {
  const most = new Map<string, number>();
  for (const { unit, digits } of figures) most.set(unit, Math.max(most.get(unit) ?? 0, decimalsOf(digits)));
  return figures.map(({ unit, digits }) => {
    const [own, all] = [decimalsOf(digits), most.get(unit) as number];
    // A missing point takes a place of its own.
    return all - own + (own === 0 && all > 0 ? 1 : 0);
  });
}

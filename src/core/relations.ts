import { type Dec, MAX_MONEY, ZERO, maxOf, minOf } from './decimal.js';
import { BOUNDS, type Bound, type Row } from './facts.js';
import { between } from './span.js';
import type { Bilingual } from './text.js';

/**
 * What facts say about each other, declared once beside them. From it come the facts that follow from
 * stated ones, bounds on unknown ones, and warnings where stated ones contradict each other.
 */
export interface Relations {
  /** A stated fact that settles another one that is left out; one may follow from those before it. */
  readonly implied: readonly Implication[];
  /** A part is never more than the whole, nor less than its own part, where a calculator takes that as a fact. */
  readonly within: readonly { readonly part: string; readonly whole: string; readonly least?: string }[];
  /** Facts of other rows that are shares of a fact of the row they name, counted once for each id. */
  readonly shares: readonly Share[];
  /** Stated facts that cannot stand beside each other. */
  readonly contradictions: readonly Contradiction[];
  /** A value so small beside another that it looks like ten thousand yuan typed as yuan. */
  readonly slips: readonly Slip[];
}

export interface Implication {
  readonly list: string;
  readonly fact: string;
  /** The value that settles the other, or any at all. */
  readonly is: boolean | 'stated';
  readonly implies: string;
}

export interface Share {
  readonly list: string;
  readonly fact: string;
  /** The fact that names the row, and the list and fact of which it is a share. */
  readonly of: string;
  readonly whole: { readonly list: string; readonly fact: string };
}

export interface Contradiction {
  readonly list: string;
  /** What contradicts what, in the row, rows of other lists and facts of the case; undefined where nothing does. */
  readonly found: (row: never, other: Lookup, facts: Row) => Bilingual | undefined;
}

/** Rows of other lists, for a contradiction between two papers. */
export type Lookup = (list: string, id: string) => Row | undefined;

export interface Slip {
  readonly list: string;
  /** The group of the row that holds the fact. */
  readonly group?: string;
  readonly fact: string;
  /** Whether the figure is implausibly small as yuan, given the other facts of the row. */
  readonly tooSmall: (row: never) => boolean;
}

/**
 * The facts with what follows from them, forwards and backwards: what is not new-type is on no list of
 * new-type projects. The same object where nothing follows.
 */
export function implied<F>(facts: F, implications: readonly Implication[]): F {
  const given = facts as Row;
  let known = given;
  const add = (fact: string, value: boolean): void => {
    if (known === given) known = { ...given };
    (known as Record<string, unknown>)[fact] = value;
  };
  for (const { fact, is, implies } of implications) {
    const stated = known[fact];
    if (stated !== undefined && (is === 'stated' || stated === is) && known[implies] === undefined) add(implies, true);
  }
  for (let i = implications.length - 1; i >= 0; i -= 1) {
    const { fact, is, implies } = implications[i] as Implication;
    if (is !== 'stated' && known[implies] === false && known[fact] === undefined) add(fact, !is);
  }
  return known as F;
}

/**
 * The facts with bounds on the amounts that they leave out, `least` being what the shares of other
 * rows come to at the least.
 */
export function bounded<F>(facts: F, within: Relations['within'], least = (_fact: string): Dec => ZERO): F {
  let bounds: Record<string, Bound> | undefined;
  const given = facts as Row;
  for (const { part, whole, least: own } of within) {
    const p = given[part] as Dec | undefined;
    const w = given[whole] as Dec | undefined;
    if (p !== undefined && w !== undefined) continue;
    const held = own === undefined ? undefined : (given[own] as Dec | undefined);
    const floor = maxOf(p ?? ZERO, held ?? least(part));
    if (p === undefined && (w !== undefined || !floor.isZero())) {
      // Facts that contradict each other bound nothing below what is stated.
      const hi = w ?? MAX_MONEY;
      (bounds ??= {})[part] = { span: between(minOf(floor, hi), hi) };
    }
    if (w === undefined && !floor.isZero()) (bounds ??= {})[whole] = { span: between(floor, MAX_MONEY) };
  }
  return bounds === undefined ? facts : { ...facts, [BOUNDS]: bounds };
}

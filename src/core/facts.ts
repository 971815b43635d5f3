import type { Dec } from './decimal.js';
import type { Locate } from './condition.js';
import { type Span, ANY_AMOUNT, exactly } from './span.js';

/** An amount that may be open, with the facts that leave it so. */
export interface Open {
  readonly span: Span;
  readonly missing: readonly string[];
}

/**
 * Where a row carries what its other facts say about facts that it does not state: equipment is part
 * of total investment, so either bounds the other. Kept under a symbol, so that it is no fact itself.
 */
export const BOUNDS: unique symbol = Symbol('bounds');

export interface Bounded {
  readonly [BOUNDS]?: Readonly<Record<string, Bound>> | undefined;
}

/** The facts of a row of a case, or of one subject, by name: amounts as decimals. */
export type Row = Readonly<Record<string, unknown>> & Bounded;

/** What an unknown amount lies within, and the paths that are missing where its own is not. */
export interface Bound {
  readonly span: Span;
  readonly missing?: readonly string[];
}

const CERTAIN: readonly string[] = Object.freeze([]);

/** An amount as stated, or within what the other facts leave it. */
export function amountOf<K extends string>(facts: { readonly [P in K]?: Dec | undefined } & Bounded, name: K, locate: Locate): Open {
  const stated = facts[name];
  if (stated !== undefined) return { span: exactly(stated), missing: CERTAIN };
  const bound = facts[BOUNDS]?.[name];
  if (bound === undefined) return { span: ANY_AMOUNT, missing: [locate(name)] };
  return { span: bound.span, missing: bound.missing ?? [locate(name)] };
}

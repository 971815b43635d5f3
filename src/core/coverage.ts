import type { Limit } from './bound.js';
import type { TextSegment } from './law.js';
import type { Bilingual } from './text.js';

/**
 * Which words of an official text are claimed by what. A table says it sentence by sentence; here the words
 * become spans of characters. The words of a parameter stand in its record and nowhere else.
 */

/** All words of a sentence. */
export const WHOLE = '*';

/**
 * A line of the table: words that occur once in the sentence, or the id of the parameter whose words they are, or
 * all of them; what claims them; and, where the words alone do not say it, the discussion or the reason.
 */
export type Claim<By extends string = string> = readonly [of: string, by: By | readonly By[], why?: Bilingual | `I-${number}`];

/** Why a sentence as a whole has no code: it gives nobody a claim, or what it rules is not modelled. */
export interface Uncoded {
  readonly status: 'programmatic' | 'not-modelled';
  readonly reason: Bilingual;
}

/** What is said of each sentence. */
export type ClaimTable<S extends string = string, By extends string = string> = Readonly<Record<S, readonly Claim<By>[] | Uncoded>>;

/** Words of a sentence with what claims them. */
export interface ClaimedWords {
  readonly words: string;
  /** Characters of the sentence, from the first to the one after the last; −1 where the words are not in it. */
  readonly start: number;
  readonly end: number;
  /** The parameter whose words they are. */
  readonly parameter?: string;
  readonly by: readonly string[];
  /** The number of the question that explains it, such as `I-07`. */
  readonly see?: string;
  readonly reason?: Bilingual;
}

/** A sentence, a heading or the title with what claims its words, in the order of the words. */
export interface CoveredSentence {
  readonly clause: string;
  readonly kind: TextSegment['kind'];
  readonly text: string;
  readonly status: 'heading' | 'modelled' | Uncoded['status'];
  readonly reason?: Bilingual;
  readonly claims: readonly ClaimedWords[];
}

const isUncoded = (entry: readonly Claim[] | Uncoded): entry is Uncoded => !Array.isArray(entry);

/** The whole text with its claims; a sentence that the table leaves out has none. */
export function cover(
  segments: readonly TextSegment[],
  parameters: Readonly<Record<string, Limit & { readonly words: string }>>,
  table: ClaimTable,
): readonly CoveredSentence[] {
  return segments.map(({ id: clause, kind, text }): CoveredSentence => {
    const whole = (by: string): ClaimedWords => ({ words: text, start: 0, end: text.length, by: [by] });
    if (kind !== 'sentence') return { clause, kind, text, status: 'heading', claims: [whole('heading')] };
    const entry = table[clause] ?? [];
    if (isUncoded(entry)) return { clause, kind, text, ...entry, claims: [whole(entry.status)] };
    const claims = entry.map((claim) => locate(claim, text, parameters)).sort((a, b) => a.start - b.start);
    return { clause, kind, text, status: 'modelled', claims };
  });
}

function locate([of, by, why]: Claim, text: string, parameters: Readonly<Record<string, { readonly words: string }>>): ClaimedWords {
  const parameter = Object.hasOwn(parameters, of) ? parameters[of] : undefined;
  const words = of === WHOLE ? text : (parameter?.words ?? of);
  const start = text.indexOf(words);
  return {
    words,
    start,
    end: start < 0 ? start : start + words.length,
    ...(parameter === undefined ? undefined : { parameter: of }),
    by: typeof by === 'string' ? [by] : by,
    ...(why === undefined ? undefined : typeof why === 'string' ? { see: why } : { reason: why }),
  };
}

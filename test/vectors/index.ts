/** All vectors, and the file that ships: one vector a line, the same bytes each time. */
import { article1 } from './article-1.js';
import { article2 } from './article-2.js';
import { articles3to5 } from './articles-3-to-5.js';
import { articles6and7 } from './articles-6-and-7.js';
import { finalProvisions } from './final-provisions.js';
import type { Vector } from './vector.js';

export const vectors: readonly Vector[] = [...article1, ...article2, ...articles3to5, ...articles6and7, ...finalProvisions];

/** The published text and version that the vectors are for. */
export const POLICY = { id: 'chengdu-tech-upgrade-2025', version: '2025-02-02', textSha256: '8941add583d9e72a29439d19fd323b0e48337adbf4da21912eca15c64ebd11d9' } as const;

/** The shipped file. */
export const vectorsJson = (): string =>
  `{"policy":${JSON.stringify(POLICY)},\n"vectors":[\n${vectors.map(({ id, clause, quote, options, case: facts, expected, words }) =>
    JSON.stringify({ id, clause, quote, ...(options === undefined ? {} : { options }), case: facts, expected, words })).join(',\n')}\n]}\n`;

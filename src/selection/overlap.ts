import type { Readings } from '../policy/readings.js';
import { type Bilingual, text } from '../kernel/text.js';

/**
 * F.3 「除另有规定外，同一投入不得重复享受政策补助，可就高享受最高补助政策。」
 *
 * For every pair of measures: may one subject's project, or one pair of subjects around it, enjoy
 * both? The table is section 3 of the reading; A5.5 and A6.3 are the text's 另有规定.
 */

/** Short code of a measure. */
export type Code = '1a' | '1b' | '2a' | '2b' | '3' | '4a' | '4b' | '5a' | '5b' | '6a' | '6b' | '7';

export type Relation =
  /** Both: paid to different beneficiaries. */
  | 'different-beneficiary'
  /** Both: earned by different inputs or matters. */
  | 'different-input'
  /** Both: the text says so (A5.5, A6.3). */
  | 'expressly-stackable'
  /** One: same input, take the highest. */
  | 'same-input'
  /** Both: the later one is paid net of the earlier. */
  | 'sequential';

/** How sure the reading is of the default, not how clear the law is. */
export type Confidence = 'high' | 'medium-high' | 'medium' | 'low-medium';

export interface PairRule {
  readonly pair: readonly [Code, Code];
  readonly relation: Relation;
  /** The relation in words. */
  readonly reason: Bilingual;
  readonly confidence: Confidence;
}

export const RELATION_TEXT: Readonly<Record<Relation, Bilingual>> = {
  'different-beneficiary': text('受益主体不同，可并享', 'different beneficiaries: both'),
  'different-input': text('投入或事项不同，可并享', 'different inputs or matters: both'),
  'expressly-stackable': text('文本明定可叠加', 'the text lets both stack'),
  'same-input': text('同一投入，就高', 'same input: take the highest'),
  sequential: text('先后享受，后者扣减前者', 'in turn: the later one net of the earlier'),
};

const TABLE: readonly (readonly [Code, Code, Relation, Confidence])[] = [
  ['1a', '1b', 'same-input', 'medium-high'],
  ['1a', '2a', 'different-input', 'medium'],
  ['1a', '2b', 'same-input', 'medium'],
  ['1a', '3', 'different-beneficiary', 'high'],
  ['1a', '4a', 'different-beneficiary', 'high'],
  ['1a', '4b', 'different-beneficiary', 'high'],
  ['1a', '5a', 'different-input', 'medium'],
  ['1a', '5b', 'different-input', 'medium'],
  ['1a', '6a', 'different-input', 'medium'],
  ['1a', '6b', 'same-input', 'medium-high'],
  ['1a', '7', 'different-beneficiary', 'high'],
  ['1b', '2a', 'different-input', 'low-medium'],
  ['1b', '2b', 'same-input', 'medium-high'],
  ['1b', '3', 'different-beneficiary', 'high'],
  ['1b', '4a', 'different-beneficiary', 'high'],
  ['1b', '4b', 'different-beneficiary', 'high'],
  ['1b', '5a', 'expressly-stackable', 'high'],
  ['1b', '5b', 'expressly-stackable', 'high'],
  ['1b', '6a', 'expressly-stackable', 'high'],
  ['1b', '6b', 'same-input', 'medium-high'],
  ['1b', '7', 'different-beneficiary', 'high'],
  ['2a', '2b', 'different-input', 'medium'],
  ['2a', '3', 'different-input', 'high'],
  ['2a', '4a', 'different-input', 'high'],
  ['2a', '4b', 'different-input', 'high'],
  ['2a', '5a', 'different-input', 'medium'],
  ['2a', '5b', 'different-input', 'medium'],
  ['2a', '6a', 'different-input', 'medium'],
  ['2a', '6b', 'different-input', 'low-medium'],
  ['2a', '7', 'different-beneficiary', 'high'],
  ['2b', '3', 'different-input', 'high'],
  ['2b', '4a', 'different-beneficiary', 'medium-high'],
  ['2b', '4b', 'different-beneficiary', 'medium-high'],
  ['2b', '5a', 'different-input', 'medium'],
  ['2b', '5b', 'different-input', 'medium'],
  ['2b', '6a', 'different-input', 'medium'],
  ['2b', '6b', 'same-input', 'medium-high'],
  ['2b', '7', 'different-beneficiary', 'high'],
  ['3', '4a', 'different-input', 'medium-high'],
  ['3', '4b', 'different-input', 'medium'],
  ['3', '5a', 'different-beneficiary', 'high'],
  ['3', '5b', 'different-beneficiary', 'high'],
  ['3', '6a', 'different-beneficiary', 'high'],
  ['3', '6b', 'different-beneficiary', 'high'],
  ['3', '7', 'different-beneficiary', 'high'],
  ['4a', '4b', 'different-input', 'medium-high'],
  ['4a', '5a', 'different-beneficiary', 'high'],
  ['4a', '5b', 'different-beneficiary', 'high'],
  ['4a', '6a', 'different-beneficiary', 'high'],
  ['4a', '6b', 'different-beneficiary', 'medium-high'],
  ['4a', '7', 'different-beneficiary', 'high'],
  ['4b', '5a', 'different-beneficiary', 'high'],
  ['4b', '5b', 'different-beneficiary', 'high'],
  ['4b', '6a', 'different-beneficiary', 'high'],
  ['4b', '6b', 'different-beneficiary', 'medium-high'],
  ['4b', '7', 'different-beneficiary', 'high'],
  ['5a', '5b', 'sequential', 'high'],
  ['5a', '6a', 'different-input', 'low-medium'],
  ['5a', '6b', 'different-input', 'medium'],
  ['5a', '7', 'different-beneficiary', 'high'],
  ['5b', '6a', 'different-input', 'low-medium'],
  ['5b', '6b', 'different-input', 'medium'],
  ['5b', '7', 'different-beneficiary', 'high'],
  ['6a', '6b', 'different-input', 'medium'],
  ['6a', '7', 'different-beneficiary', 'high'],
  ['6b', '7', 'different-beneficiary', 'medium-high'],
]

/** The 66 pairs of measures with their default relation. */
export const pairRules: readonly PairRule[] = TABLE.map(([a, b, relation, confidence]) =>
  Object.freeze({ pair: Object.freeze([a, b] as const), relation, reason: RELATION_TEXT[relation], confidence }),
);

const BY_PAIR: ReadonlyMap<Code, ReadonlyMap<Code, PairRule>> = pairRules.reduce((table, rule) => {
  const [a, b] = rule.pair;
  for (const [x, y] of [[a, b], [b, a]] as const) table.set(x, (table.get(x) ?? new Map<Code, PairRule>()).set(y, rule));
  return table;
}, new Map<Code, Map<Code, PairRule>>());

/** The measures that a project earns: all that the strict reading of 同一投入 sees as one input. */
const OF_ONE_PROJECT: readonly Code[] = ['1a', '1b', '2a', '2b', '5a', '5b', '6a', '6b'];

/** The relation of two measures under the readings in force. */
export function relationOf(a: Code, b: Code, readings: Readings): Relation {
  const rule = BY_PAIR.get(a)?.get(b);
  if (rule === undefined) return 'different-input';
  const isPair = (x: Code, y: Code): boolean => (a === x && b === y) || (a === y && b === x);
  // A reading that lets a pair stack holds under either notion of the same input.
  if (readings.rewardWithSubsidy === 'stack' && (isPair('1a', '1b') || isPair('1a', '6b'))) return 'different-input';
  if (readings.consortiumSubsidyWithInvestmentSubsidy === 'stack' && isPair('1b', '6b')) return 'different-input';
  if (readings.leaseWithInvestmentSubsidy === 'stack' && (isPair('2b', '1b') || isPair('2b', '6b'))) return 'different-input';
  if (
    readings.sameInput === 'project' &&
    rule.relation === 'different-input' &&
    OF_ONE_PROJECT.includes(a) &&
    OF_ONE_PROJECT.includes(b)
  ) {
    return 'same-input';
  }
  return rule.relation;
}

/** Whether two measures on one project exclude each other under the readings in force. */
export const excludeEachOther = (a: Code, b: Code, readings: Readings): boolean =>
  relationOf(a, b, readings) === 'same-input';

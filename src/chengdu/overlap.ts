import { byText } from '../core/groups.js';
import { type Overlap, RELATION_TEXT, type Relation } from '../core/overlap.js';
import type { Bilingual } from '../core/text.js';
import type { Readings } from './choices.js';

/**
 * F.3 「除另有规定外，同一投入不得重复享受政策补助，可就高享受最高补助政策。」
 *
 * For every pair of measures: may one subject's project, or one pair of subjects around it, enjoy
 * both? The table is section 3 of the reading; A5.5 and A6.3 are the text's 另有规定.
 */

/** Short code of a measure. */
export type Code = '1a' | '1b' | '2a' | '2b' | '3' | '4a' | '4b' | '5a' | '5b' | '6a' | '6b' | '7';

/** How sure the reading is of the default, not how clear the law is. */
export type Confidence = 'high' | 'medium-high' | 'medium' | 'low-medium';

export interface PairRule {
  readonly pair: readonly [Code, Code];
  readonly relation: Relation;
  /** The relation in words. */
  readonly reason: Bilingual;
  readonly confidence: Confidence;
}

/** Every pair by its relation, surest first. */
const TABLE: readonly (readonly [Relation, Confidence, readonly `${Code} ${Code}`[]])[] = [
  ['same-input', 'medium-high', ['1a 1b', '1a 6b', '1b 2b', '1b 6b', '2b 6b']],
  // A5.5 and A6.3; A5.4 deducts the earlier awards.
  ['expressly-stackable', 'high', ['1b 5a', '1b 5b', '1b 6a']],
  ['sequential', 'high', ['5a 5b']],
  ['different-input', 'high', ['2a 3', '2a 4a', '2a 4b', '2b 3']],
  ['different-input', 'medium-high', ['3 4a', '4a 4b']],
  ['different-input', 'medium', [
    '1a 2a', '1a 2b', '1a 5a', '1a 5b', '1a 6a', '2a 2b', '2a 5a', '2a 5b', '2a 6a', '2b 5a', '2b 5b', '2b 6a', '3 4b', '5a 6b', '5b 6b', '6a 6b',
  ]],
  ['different-input', 'low-medium', ['1b 2a', '2a 6b', '5a 6a', '5b 6a']],
  ['different-beneficiary', 'high', [
    '1a 3', '1a 4a', '1a 4b', '1a 7', '1b 3', '1b 4a', '1b 4b', '1b 7', '2a 7', '2b 7', '3 5a', '3 5b', '3 6a', '3 6b', '3 7',
    '4a 5a', '4a 5b', '4a 6a', '4a 7', '4b 5a', '4b 5b', '4b 6a', '4b 7', '5a 7', '5b 7', '6a 7',
  ]],
  ['different-beneficiary', 'medium-high', ['2b 4a', '2b 4b', '4a 6b', '4b 6b', '6b 7']],
];

const BY_PAIR: ReadonlyMap<string, PairRule> = new Map(
  TABLE.flatMap(([relation, confidence, pairs]) => pairs.map((pair) => [pair, relation, confidence] as const))
    .sort(([a], [b]) => byText(a, b))
    .map(([pair, relation, confidence]) =>
      [pair, Object.freeze({ pair: Object.freeze(pair.split(' ') as [Code, Code]), relation, reason: RELATION_TEXT[relation], confidence })]),
);

/** The 66 pairs of measures with their default relation. */
export const pairRules: readonly PairRule[] = [...BY_PAIR.values()];

/** The measures that a project earns: all that the strict reading of 同一投入 sees as one input. */
const OF_ONE_PROJECT: readonly Code[] = ['1a', '1b', '2a', '2b', '5a', '5b', '6a', '6b'];

/** The pairs that a reading lets stack, under either notion of the same input. */
const stacks = (pair: string, readings: Readings): boolean =>
  pair === '1a 1b' ? readings.rewardWithSubsidy === 'stack'
  : pair === '1b 6b' ? readings.consortiumSubsidyWithInvestmentSubsidy === 'stack'
  : isLease(pair) && readings.leaseWithInvestmentSubsidy === 'stack';

const isLease = (pair: string): boolean => pair === '1b 2b' || pair === '2b 6b';

/** The relation of two measures under the readings in force. */
export function relationOf(a: Code, b: Code, readings: Readings): Relation {
  const pair = a < b ? `${a} ${b}` : `${b} ${a}`;
  const { relation } = BY_PAIR.get(pair) ?? { relation: 'different-input' };
  const byProject = readings.sameInput === 'project';
  if (stacks(pair, readings)) return 'different-input';
  // Equipment that is no investment because it is leased is no input of the subsidy on investment.
  if (isLease(pair) && readings.leasedEquipmentInInvestment === 'no' && !byProject) return 'different-input';
  if (byProject && relation === 'different-input' && a !== b && OF_ONE_PROJECT.includes(a) && OF_ONE_PROJECT.includes(b)) return 'same-input';
  return relation;
}

/** F.3 as the engine takes it. */
export const overlap: Overlap = {
  clause: 'F.3',
  relation: (a, b, readings) => relationOf(a as Code, b as Code, readings as Readings),
  // By funding item a lease takes only its own equipment away; by project, everything.
  byPart: (readings) => (readings as Readings).sameInput === 'funding-item',
  strict: { sameInput: 'project' } satisfies Partial<Readings>,
};

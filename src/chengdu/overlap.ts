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

const TABLE: readonly (readonly [Code, Code, Relation, Confidence])[] = [
  ['1a', '1b', 'same-input', 'medium-high'],
  ['1a', '2a', 'different-input', 'medium'],
  ['1a', '2b', 'different-input', 'medium'],
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
  const isLease = isPair('2b', '1b') || isPair('2b', '6b');
  const byProject = readings.sameInput === 'project';
  // A reading that lets a pair stack holds under either notion of the same input.
  if (readings.rewardWithSubsidy === 'stack' && isPair('1a', '1b')) return 'different-input';
  if (readings.consortiumSubsidyWithInvestmentSubsidy === 'stack' && isPair('1b', '6b')) return 'different-input';
  if (readings.leaseWithInvestmentSubsidy === 'stack' && isLease) return 'different-input';
  // Equipment that is no investment because it is leased is no input of the subsidy on investment.
  if (readings.leasedEquipmentInInvestment === 'no' && isLease && !byProject) return 'different-input';
  if (byProject && rule.relation === 'different-input' && OF_ONE_PROJECT.includes(a) && OF_ONE_PROJECT.includes(b)) return 'same-input';
  return rule.relation;
}

/** F.3 as the engine takes it. */
export const overlap: Overlap = {
  clause: 'F.3',
  relation: (a, b, readings) => relationOf(a as Code, b as Code, readings as Readings),
  // By funding item a lease takes only its own equipment away; by project, everything.
  byPart: (readings) => (readings as Readings).sameInput === 'funding-item',
  strict: { sameInput: 'project' } satisfies Partial<Readings>,
};

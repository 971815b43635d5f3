import type { AnyReadings } from './law.js';
import { type Bilingual, text } from './text.js';

/** How two measures stand to each other for one subject and project. */
export type Relation =
  /** Both: paid to different beneficiaries. */
  | 'different-beneficiary'
  /** Both: earned by different inputs or matters. */
  | 'different-input'
  /** Both: the text says so. */
  | 'expressly-stackable'
  /** One: same input, take the highest. */
  | 'same-input'
  /** Both: the later one is paid net of the earlier. */
  | 'sequential';

export const RELATION_TEXT: Readonly<Record<Relation, Bilingual>> = {
  'different-beneficiary': text('受益主体不同，可并享', 'different beneficiaries: both'),
  'different-input': text('投入或事项不同，可并享', 'different inputs or matters: both'),
  'expressly-stackable': text('文本明定可叠加享受', 'the text lets both stack'),
  'same-input': text('同一投入，就高', 'same input: take the highest'),
  sequential: text('先后享受，后者扣减前者', 'in turn: the later one net of the earlier'),
};

/** The rule against a double subsidy: which measures may be given together for one input. The selection knows no other source. */
export interface Overlap {
  /** The sentence that forbids it. */
  readonly clause: string;
  /** The relation of two measures, by code, under the readings in force. */
  readonly relation: (a: string, b: string, readings: AnyReadings) => Relation;
  /** Whether a contract takes only its own part of a base away, or everything. */
  readonly byPart: (readings: AnyReadings) => boolean;
  /** The stricter readings that are always shown beside the default, where they change the total. */
  readonly strict: Readonly<Record<string, string>>;
}

import type { AssessOptions } from '../assessment/assess.js';
import { type CaseFile, readCase } from '../case/read.js';
import { type Figures, figuresOf } from '../inquiry/figures.js';
import { contextOf } from '../kernel/context.js';
import { InvalidCaseError, show } from '../kernel/error.js';
import type { Range } from '../kernel/span.js';
import type { Bilingual } from '../kernel/text.js';
import { READINGS, type ReadingId, type ReadingRecord, type Readings, readingIds } from '../policy/readings.js';
import { type Change, changeBetween, isChange } from './change.js';
import { type Extreme, everMoving, extreme, higher, lower } from './extremes.js';
import { alternativesOf, isRelevant, standingOf } from './relevance.js';

/** One way to read the words. */
export interface ReadingValue {
  readonly value: string;
  readonly text: Bilingual;
}

/** What one other way to read one phrase would change. */
export interface ReadingEffect {
  readonly reading: ReadingId;
  /** Number of the discussion in the reading (I-01 …). */
  readonly see: string;
  readonly clause: string;
  /** The words that can be read in more than one way. */
  readonly excerpt: string;
  readonly question: Bilingual;
  /** The value in force for this comparison. */
  readonly from: ReadingValue;
  readonly to: ReadingValue;
  /** Why the default is the default. */
  readonly reason: Bilingual;
  readonly change: Change;
}

/** The readings taken together. */
export interface JointExtreme {
  /** The readings that differ from those in force; the others may stay. */
  readonly readings: Partial<Readings>;
  readonly total: Range;
  readonly change: Change;
  /**
   * True: every combination that can move the total was assessed. False: the total is reached by this
   * combination, but a more generous (or stricter) one may exist.
   */
  readonly proven: boolean;
}

/** A case under every reading of the text. */
export interface ReadingsComparison {
  /** The readings in force that everything is compared with. */
  readonly readings: Readings;
  readonly total: Range;
  /** Each alternative that changes something, in the order of the readings. */
  readonly effects: readonly ReadingEffect[];
  /** Readings that were assessed and change nothing here. */
  readonly withoutEffect: readonly ReadingId[];
  /** Readings that cannot touch this case, told without an assessment. */
  readonly irrelevant: readonly ReadingId[];
  /** Highest total, of the most that open amounts can come to. Readings that bear on payments alone stay as they are. */
  readonly mostGenerous: JointExtreme;
  /** Lowest total, of the least that open amounts can come to. */
  readonly mostStrict: JointExtreme;
  /** How many assessments the comparison took, the one of the readings in force included. */
  readonly assessments: number;
}

export interface CompareOptions extends Omit<AssessOptions, 'election'> {
  /** Joint extremes are proven by trying all combinations where there are no more than this; default 64. */
  readonly proveUpTo?: number | undefined;
}

/**
 * What the open questions of the text mean for one case: the assessment under each alternative of
 * each reading, one at a time, and under the most generous and the strictest combination. Reports
 * what changes, how much and why. All alternatives are lawful readings; none is a forecast.
 *
 * @param options.readings the readings to compare with; the defaults where left out
 * @throws InvalidCaseError as `assess` does; the case is not changed
 */
export function compareReadings(caseFile: CaseFile, options?: CompareOptions): ReadingsComparison {
  const { proveUpTo = 64, workLimit } = options ?? {};
  if (!Number.isSafeInteger(proveUpTo) || proveUpTo < 1) {
    throw new InvalidCaseError([{ path: 'options.proveUpTo', code: 'option', expected: 'an integer of 1 or more', received: show(proveUpTo) }]);
  }
  const context = contextOf(options, 'workLimit', 'proveUpTo');
  const read = readCase(caseFile);
  const known = new Map<string, Figures>();
  const under = (readings: Readings): Figures => {
    const name = readingIds.map((id) => readings[id]).join();
    let figures = known.get(name);
    if (figures === undefined) known.set(name, (figures = figuresOf(read, { ...context, readings }, workLimit)));
    return figures;
  };
  const base = under(context.readings);
  const standing = standingOf(read, context, base);
  const effects: ReadingEffect[] = [];
  const withoutEffect: ReadingId[] = [];
  const irrelevant: ReadingId[] = [];
  for (const id of readingIds) {
    if (!isRelevant(id, standing)) {
      irrelevant.push(id);
      continue;
    }
    const own = alternativesOf(id, context.readings).flatMap((value) => {
      const change = changeBetween(base, under({ ...context.readings, [id]: value } as Readings));
      return isChange(change) ? [effectOf(id, context.readings[id], value, change)] : [];
    });
    if (own.length === 0) withoutEffect.push(id);
    effects.push(...own);
  }
  const search = { read, context, under, ids: everMoving(read, context), proveUpTo };
  const joint = (found: Extreme): JointExtreme => ({
    readings: differing(found.readings, context.readings),
    total: found.figures.total,
    change: changeBetween(base, found.figures),
    proven: found.proven,
  });
  const mostGenerous = joint(extreme(search, higher));
  const mostStrict = joint(extreme(search, lower));
  return {
    readings: context.readings,
    total: base.total,
    effects,
    withoutEffect,
    irrelevant,
    mostGenerous,
    mostStrict,
    assessments: known.size,
  };
}

function effectOf(reading: ReadingId, from: string, to: string, change: Change): ReadingEffect {
  const { see, clause, excerpt, question, values, reason }: ReadingRecord = READINGS[reading];
  const named = (value: string): ReadingValue => ({ value, text: values[value] as Bilingual });
  return { reading, see, clause, excerpt, question, from: named(from), to: named(to), reason, change };
}

const differing = (readings: Readings, from: Readings): Partial<Readings> =>
  Object.fromEntries(readingIds.filter((id) => readings[id] !== from[id]).map((id) => [id, readings[id]]));

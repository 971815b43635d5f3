import { type ReadCase, readCase } from '../case/case.js';
import { type Budget, budgetOf } from '../assess/choose.js';
import { type Context, contextOf, contextWith } from '../core/context.js';
import { Dec } from '../core/decimal.js';
import { refuse, show } from '../core/error.js';
import type { Choices, ReadingRecord } from '../core/law.js';
import { listOf } from '../core/measure.js';
import type { Policy } from '../core/policy.js';
import type { Range } from '../core/span.js';
import { type Bilingual, text } from '../core/text.js';
import { type Change, type Figures, ROW_WORK, bearingOf, changeBetween, determineAlone, figuresOf, stakeText, watched } from './figures.js';
import type { QuestionOptions } from './questions.js';

type Readings = Readonly<Record<string, string>>;

/** One way to read the words. */
export interface ReadingValue {
  readonly value: string;
  readonly text: Bilingual;
}

/** What one other way to read one phrase would change, beside what the reading says of itself. */
export interface ReadingEffect extends Omit<ReadingRecord, 'values'> {
  readonly reading: string;
  /** The value in force for this comparison. */
  readonly from: ReadingValue;
  readonly to: ReadingValue;
  readonly change: Change;
}

/** The readings taken together. */
export interface JointExtreme {
  /** The readings that differ from those in force; the others may stay. */
  readonly readings: Readonly<Record<string, string>>;
  readonly total: Range;
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
  readonly withoutEffect: readonly string[];
  /** Readings that nothing in this case looks at: they were not assessed, because they can change nothing. */
  readonly irrelevant: readonly string[];
  /** Readings for which the work limit left no assessment, or no proven one; present where there are any. */
  readonly notProven?: readonly string[];
  /** Highest total, of the most that open amounts can come to. Readings that bear on payments alone stay as they are. */
  readonly mostGenerous: JointExtreme;
  /** Lowest total, of the least that open amounts can come to. */
  readonly mostStrict: JointExtreme;
  /** How many assessments the comparison took, the one of the readings in force included. */
  readonly assessments: number;
}

export interface CompareOptions extends QuestionOptions {
  /** Joint extremes are proven by assessing every combination where that takes no more assessments than this; default 64. */
  readonly proveUpTo?: number | undefined;
}

/**
 * What the open questions of the text mean for one case: the assessment under each alternative of each
 * reading, one at a time, and under the most generous and the strictest combination. Reports what changes,
 * how much and why. All alternatives are lawful readings; none is a forecast.
 *
 * @throws InvalidCaseError as `assess` does; the case is not changed
 */
export function compareReadingsUnder(published: Policy, caseFile: unknown, options?: CompareOptions): ReadingsComparison {
  const context = contextOf(published, options, 'workLimit', 'proveUpTo');
  const { proveUpTo = 64, workLimit } = options ?? {};
  if (!Number.isSafeInteger(proveUpTo) || proveUpTo < 1) {
    refuse({ path: 'options.proveUpTo', code: 'option', expected: text('1以上的整数', 'an integer of 1 or more'), received: show(proveUpTo) });
  }
  const { readings, policy } = context;
  const assessing = new Assessing(readCase(caseFile, policy), context, budgetOf(workLimit));
  const base = assessing.under(readings) as Assessed;
  const moving = assessing.moving(base);
  const effects: ReadingEffect[] = [];
  const withoutEffect: string[] = [];
  const irrelevant: string[] = [];
  const notProven: string[] = [];
  for (const [id, { values, ...record }] of Object.entries(policy.readings)) {
    if (!moving.has(id) && !base.inChoosing.has(id) && !base.inPaying.has(id)) {
      irrelevant.push(id);
      continue;
    }
    let isProven = base.figures.chosen.optimal;
    const own = alternativesOf(policy.choices, id, readings).flatMap((value) => {
      const other = assessing.under({ ...readings, [id]: value });
      isProven &&= other?.figures.chosen.optimal === true;
      const change = other && changeBetween(base.figures, other.figures);
      const [from, to] = [readings[id] as string, value].map((v) => ({ value: v, text: values[v] as Bilingual })) as [ReadingValue, ReadingValue];
      return change !== undefined && bearingOf(change) !== undefined ? [{ reading: id, ...record, from, to, change }] : [];
    });
    effects.push(...own);
    if (!isProven) notProven.push(id);
    else if (own.length === 0) withoutEffect.push(id);
  }
  const proven = assessing.everyJoint(base, moving, proveUpTo);
  const mostGenerous = assessing.extreme(base, moving, (a, b) => compare(a, b, ['max', 'min']) > 0, proven);
  const mostStrict = assessing.extreme(base, moving, (a, b) => compare(a, b, ['min', 'max']) < 0, proven);
  return {
    readings, total: base.figures.total, effects, withoutEffect, irrelevant,
    ...(notProven.length === 0 ? undefined : { notProven }), mostGenerous, mostStrict, assessments: assessing.count,
  };
}

const alternativesOf = (choices: Choices, id: string, inForce: Readings): string[] => (choices[id] as readonly string[]).filter((value) => value !== inForce[id]);

// ---- which readings can change anything --------------------------------------------------------------

interface Assessed {
  readonly readings: Readings;
  readonly figures: Figures;
  /** Readings that were looked at in choosing, apart from the pair table, and in paying. */
  readonly inChoosing: ReadonlySet<string>;
  readonly inPaying: ReadonlySet<string>;
}

/** How one total stands to another: at one end and, where they are the same there, at the other. */
const compare = ({ figures: { total: a } }: Assessed, { figures: { total: b } }: Assessed, ends: readonly ('min' | 'max')[]): number =>
  ends.reduce((order, end) => order || new Dec(a[end]).cmp(b[end]), 0);

/** Beyond that many combinations a reading that is looked at is taken to matter. */
const MOST_COMBINATIONS = 512;

/**
 * Assesses one case under many readings. Every function of a policy gets the readings through the law, so
 * it can be seen which of them it looks at: one that nothing looks at changes nothing.
 */
class Assessing {
  readonly #read: ReadCase;
  readonly #context: Context;
  readonly #budget: Budget;
  readonly #known = new Map<string, Assessed>();

  constructor(read: ReadCase, context: Context, budget: Budget) {
    this.#read = read;
    this.#context = context;
    this.#budget = budget;
  }

  get count(): number {
    return this.#known.size;
  }

  /** The figures under given readings, each combination once; undefined where no work is left, except for the first. */
  under(readings: Readings): Assessed | undefined {
    const name = Object.values(readings).join();
    let found = this.#known.get(name);
    if (found !== undefined) return found;
    if (this.#known.size > 0 && this.#budget.left === 0) return undefined;
    const looked = new Set<string>();
    const context = contextWith(withOverlapOf(this.#context.policy, readings), watched(readings, looked));
    // Rounding is looked at before anything is determined; where a part of an award is chosen, it is applied again.
    const before = [...looked];
    let inChoosing: string[] = [];
    const done = (stage: 'determined' | 'chosen'): void => {
      if (stage === 'chosen') inChoosing = [...looked];
      looked.clear();
    };
    const figures = figuresOf(this.#read, context, this.#budget, { done });
    if (figures.chosen.contests.length > 0) inChoosing.push(...before);
    this.#known.set(name, (found = { readings, figures, inChoosing: new Set(inChoosing), inPaying: looked }));
    return found;
  }

  /** The readings that can move an award, or what awards do to each other, under some choice of the others. */
  moving({ readings, figures }: Assessed): Set<string> {
    const { policy } = this.#context;
    const ofMeasures = policy.measures.flatMap((measure) => {
      const run = (under: Readings): string => determineAlone(this.#read, [measure], this.#context, under).map(stakeText).join('\n');
      return this.#effective(readings, run, ROW_WORK * this.#read.rows(listOf(measure)).length);
    });
    const competing = [...new Set(figures.awards.map((a) => a.measure))].filter((m) => m.uses !== undefined);
    const takes = competing.some((m) => m.uses?.takes !== undefined);
    const table = (under: Readings): string =>
      [takes && policy.overlap.byPart(under), ...competing.flatMap((a, i) => competing.slice(i + 1).map((b) => policy.overlap.relation(a.code, b.code, under) === 'same-input'))].join();
    return new Set([...ofMeasures, ...this.#effective(readings, table, 1)]);
  }

  /** The readings that a function looks at and that change what it gives, under some choice of the others it looks at. */
  #effective(start: Readings, run: (readings: Readings) => string, work: number): readonly string[] {
    const looked = new Set<string>();
    const results = this.#underEach(looked, start, MOST_COMBINATIONS, (readings) => {
      this.#budget.left = Math.max(0, this.#budget.left - work);
      const result = run(watched(readings, looked));
      return this.#budget.left === 0 ? undefined : result;
    });
    const ids = [...looked];
    return results === undefined ? ids : ids.filter((id) => {
      const byOthers = new Map<string, string>();
      return results.some(([readings, result]) => {
        const others = ids.map((other) => (other === id ? '' : readings[other])).join();
        const first = byOthers.get(others) ?? result;
        byOthers.set(others, first);
        return first !== result;
      });
    });
  }

  /**
   * What a function gives under every combination of some readings, and of those that it adds to them on the way;
   * undefined where there are more than `most`, or where it gives up.
   */
  #underEach<T>(ids: ReadonlySet<string>, start: Readings, most: number, run: (readings: Readings) => T | undefined): (readonly [Readings, T])[] | undefined {
    const { choices } = this.#context.policy;
    for (;;) {
      const own = [...ids];
      if (own.reduce((n, id) => n * (choices[id] as readonly string[]).length, 1) > most) return undefined;
      const results: (readonly [Readings, T])[] = [];
      for (const readings of combinations(own, start, choices)) {
        const result = run(readings);
        if (result === undefined) return undefined;
        results.push([readings, result]);
      }
      if (ids.size === own.length) return results;
    }
  }

  /** Whether every combination that can move the total was assessed; they are where that takes no more than so many. */
  everyJoint(base: Assessed, moving: ReadonlySet<string>, most: number): boolean {
    const ids = new Set([...moving, ...base.inChoosing]);
    const results = this.#underEach(ids, base.readings, most, (readings) => {
      const found = this.under(readings);
      for (const id of found?.inChoosing ?? []) ids.add(id);
      return found?.figures.chosen.optimal === true ? found : undefined;
    });
    return results !== undefined;
  }

  /**
   * The extreme of what was assessed in one direction; where that is not all, also what the best alternatives
   * give together: it is reached, but a better one may exist.
   */
  extreme(base: Assessed, moving: ReadonlySet<string>, better: (a: Assessed, b: Assessed) => boolean, proven: boolean): JointExtreme {
    const { choices } = this.#context.policy;
    let best = [...this.#known.values()].reduce((b, a) => (better(a, b) ? a : b), base);
    for (const id of proven ? [] : new Set([...moving, ...base.inChoosing])) {
      const others = alternativesOf(choices, id, best.readings).map((value) => this.under({ ...best.readings, [id]: value }));
      for (const other of others) if (other !== undefined && better(other, best)) best = other;
    }
    // Readings that add nothing stay as they are.
    for (const [id, value] of Object.entries(base.readings)) {
      const without = best.readings[id] === value ? undefined : this.under({ ...best.readings, [id]: value });
      if (without !== undefined && !better(best, without)) best = without;
    }
    const readings = Object.fromEntries(Object.entries(best.readings).filter(([id, value]) => value !== base.readings[id]));
    return { readings, total: best.figures.total, proven };
  }
}

/** A policy whose pair table answers from given readings, whoever asks. */
const withOverlapOf = (policy: Policy, readings: Readings): Policy => ({
  ...policy,
  overlap: { ...policy.overlap, relation: (a, b) => policy.overlap.relation(a, b, readings), byPart: () => policy.overlap.byPart(readings) },
});

/** Every combination of the given readings. */
function* combinations(ids: readonly string[], start: Readings, choices: Choices): Generator<Readings> {
  const [id, ...rest] = ids;
  if (id === undefined) yield start;
  else for (const value of choices[id] as readonly string[]) yield* combinations(rest, { ...start, [id]: value }, choices);
}

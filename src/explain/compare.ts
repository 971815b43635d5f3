import { readCase } from '../case/case.js';
import { type Budget, budgetOf, spend } from '../assess/choose.js';
import { type Context, contextOf, contextWith } from '../core/context.js';
import { Dec } from '../core/decimal.js';
import { refuse, show } from '../core/error.js';
import type { AnyReadings, Choices, ReadingRecord } from '../core/law.js';
import { listOf } from '../core/measure.js';
import type { Policy } from '../core/policy.js';
import type { Range } from '../core/span.js';
import { type Bilingual, text } from '../core/text.js';
import type { ReadCase } from '../core/view.js';
import { type Change, type Figures, ROW_WORK, bearingOf, changeBetween, determineAlone, figuresOf, stakeText, watched } from './figures.js';
import type { QuestionOptions } from './questions.js';

/** One way to read the words. */
export interface ReadingValue {
  readonly value: string;
  readonly text: Bilingual;
}

/** What one other way to read one phrase would change, beside what the reading says of itself. */
export interface ReadingEffect extends Omit<ReadingRecord, 'values' | 'also'> {
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
  /** Every combination that can move the total was assessed. False: a more generous (or stricter) one may exist. */
  readonly proven: boolean;
}

/** A case under every reading of the text. */
export interface ReadingsComparison {
  /** The readings in force that everything is compared with. */
  readonly readings: AnyReadings;
  readonly total: Range;
  /** Each alternative that changes something, in the order of the readings. */
  readonly effects: readonly ReadingEffect[];
  /** Readings that were assessed and change nothing here. */
  readonly withoutEffect: readonly string[];
  /** Readings that nothing in this case looks at: they were not assessed. A fact that is still open may make one matter. */
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

/** All alternatives are lawful readings; none is a forecast. */
export function compareReadingsUnder(published: Policy, caseFile: unknown, options?: CompareOptions): ReadingsComparison {
  const context = contextOf(published, options, 'workLimit', 'proveUpTo');
  const { proveUpTo = 64, workLimit } = options ?? {};
  if (!Number.isSafeInteger(proveUpTo) || proveUpTo < 1) {
    refuse({ path: 'options.proveUpTo', code: 'option', expected: text('不小于1的整数', 'an integer of 1 or more'), received: show(proveUpTo) });
  }
  const { readings, policy } = context;
  const assessing = new Assessing(readCase(caseFile, policy), context, budgetOf(workLimit));
  const { base, moving } = assessing;
  const effects: ReadingEffect[] = [];
  const withoutEffect: string[] = [];
  const irrelevant: string[] = [];
  const notProven: string[] = [];
  for (const [id, { values, also: _also, ...record }] of Object.entries(policy.readings)) {
    if (!moving.has(id) && !base.inPaying.has(id)) {
      irrelevant.push(id);
      continue;
    }
    let isProven = base.figures.chosen.optimal;
    const own = assessing.others(id, readings).flatMap(([value, other]) => {
      isProven &&= other?.figures.chosen.optimal === true;
      const change = other && changeBetween(base.figures, other.figures);
      const [from, to] = [readings[id] as string, value].map((v) => ({ value: v, text: values[v] as Bilingual })) as [ReadingValue, ReadingValue];
      return change !== undefined && bearingOf(change) !== undefined ? [{ reading: id, ...record, from, to, change }] : [];
    });
    effects.push(...own);
    if (!isProven) notProven.push(id);
    else if (own.length === 0) withoutEffect.push(id);
  }
  const proven = assessing.everyJoint(proveUpTo);
  const mostGenerous = assessing.extreme('max', proven);
  const mostStrict = assessing.extreme('min', proven);
  return {
    readings, total: base.figures.total, effects, withoutEffect, irrelevant,
    ...(notProven.length === 0 ? undefined : { notProven }), mostGenerous, mostStrict, assessments: assessing.known.size,
  };
}

// ---- which readings can change anything --------------------------------------------------------------

interface Assessed {
  readonly readings: AnyReadings;
  readonly figures: Figures;
  /** Readings that were looked at in choosing, apart from the pair table, and in paying. */
  readonly inChoosing: readonly string[];
  readonly inPaying: ReadonlySet<string>;
}

/** Whether one total is higher than another, at the most first, or lower, at the least first. */
function isBeyond({ figures: { total: a } }: Assessed, { figures: { total: b } }: Assessed, end: keyof Range): boolean {
  const [most, least] = [new Dec(a.max).cmp(b.max), new Dec(a.min).cmp(b.min)];
  return end === 'max' ? (most || least) > 0 : (least || most) < 0;
}

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
  readonly known = new Map<string, Assessed>();
  /** Under the readings in force. */
  readonly base: Assessed;
  /** The readings that can move an award, what awards do to each other or the choice, under some choice of the others. */
  readonly moving: ReadonlySet<string>;

  constructor(read: ReadCase, context: Context, budget: Budget) {
    this.#read = read;
    this.#context = context;
    this.#budget = budget;
    this.base = this.under(context.readings) as Assessed;
    this.moving = new Set([...this.#movingAwards(), ...this.base.inChoosing]);
  }

  /** The figures under given readings, each combination once; undefined where no work is left, except for the first. */
  under(readings: AnyReadings): Assessed | undefined {
    const name = Object.values(readings).join();
    let found = this.known.get(name);
    if (found !== undefined) return found;
    if (this.known.size > 0 && this.#budget.left === 0) return undefined;
    const looked = new Set<string>();
    // The pair table, which is asked with the readings of the context, is left out: what it turns on is tried by itself.
    const context = { ...contextWith(this.#context.policy, watched(readings, looked)), readings };
    // Rounding is looked at before anything is determined; where a part of an award is chosen, it is applied again.
    const before = [...looked];
    let inChoosing: string[] = [];
    // After determining, then after choosing.
    const done = (): void => {
      inChoosing = [...looked];
      looked.clear();
    };
    const figures = figuresOf(this.#read, context, this.#budget, { done });
    if (figures.chosen.contests.length > 0) inChoosing.push(...before);
    this.known.set(name, (found = { readings, figures, inChoosing, inPaying: looked }));
    return found;
  }

  /** Each other value of a reading with what it gives beside given ones. */
  others(id: string, readings: AnyReadings): (readonly [value: string, Assessed | undefined])[] {
    const values = (this.#context.policy.choices[id] as readonly string[]).filter((value) => value !== readings[id]);
    return values.map((value) => [value, this.under({ ...readings, [id]: value })] as const);
  }

  #movingAwards(): string[] {
    const { policy } = this.#context;
    const ofMeasures = policy.measures.flatMap((measure) => {
      const run = (under: AnyReadings): string => determineAlone(this.#read, [measure], this.#context, under).map(stakeText).join('\n');
      return this.#effective(run, ROW_WORK * this.#read.rows(listOf(measure)).length);
    });
    const competing = [...new Set(this.base.figures.awards.map((a) => a.measure))].filter((m) => m.uses !== undefined);
    const takes = competing.some((m) => m.uses?.takes !== undefined);
    const table = (under: AnyReadings): string =>
      [takes && policy.overlap.byPart(under), ...competing.flatMap((a, i) => competing.slice(i + 1).map((b) => policy.overlap.relation(a.code, b.code, under) === 'same-input'))].join();
    return [...ofMeasures, ...this.#effective(table, 1)];
  }

  /** The readings that a function looks at and that change what it gives, under some choice of the others it looks at. */
  #effective(run: (readings: AnyReadings) => string, work: number): readonly string[] {
    const looked = new Set<string>();
    const results = this.#underEach(looked, MOST_COMBINATIONS, (readings) => {
      const isLeft = spend(this.#budget, work);
      const result = run(watched(readings, looked));
      return isLeft ? result : undefined;
    });
    const ids = [...looked];
    return results === undefined ? ids : ids.filter((id) => {
      const others = (readings: AnyReadings): string => ids.map((other) => (other === id ? '' : readings[other])).join();
      const different = (said: (result: readonly [AnyReadings, string]) => string): number => new Set(results.map(said)).size;
      return different(([readings, result]) => `${others(readings)} ${result}`) > different(([readings]) => others(readings));
    });
  }

  /**
   * What a function gives under every combination of some readings, and of those that it adds to them on the way;
   * undefined where there are more than `most`, or where it gives up.
   */
  #underEach<T>(ids: ReadonlySet<string>, most: number, run: (readings: AnyReadings) => T | undefined): (readonly [AnyReadings, T])[] | undefined {
    const { policy: { choices }, readings: start } = this.#context;
    for (;;) {
      const own = [...ids];
      if (own.reduce((n, id) => n * (choices[id] as readonly string[]).length, 1) > most) return undefined;
      const results: (readonly [AnyReadings, T])[] = [];
      for (const readings of combinations(own, start, choices)) {
        const result = run(readings);
        if (result === undefined) return undefined;
        results.push([readings, result]);
      }
      if (ids.size === own.length) return results;
    }
  }

  /** Whether every combination that can move the total was assessed; they are where that takes no more than so many. */
  everyJoint(most: number): boolean {
    const ids = new Set(this.moving);
    const results = this.#underEach(ids, most, (readings) => {
      const found = this.under(readings);
      for (const id of found?.inChoosing ?? []) ids.add(id);
      return found?.figures.chosen.optimal === true ? found : undefined;
    });
    return results !== undefined;
  }

  /** The extreme of what was assessed in one direction; where that is not all, also what the best alternatives give together. */
  extreme(end: keyof Range, proven: boolean): JointExtreme {
    let best = this.base;
    const take = (other: Assessed | undefined): void => {
      if (other !== undefined && isBeyond(other, best, end)) best = other;
    };
    this.known.forEach(take);
    for (const id of proven ? [] : this.moving) for (const [, other] of this.others(id, best.readings)) take(other);
    // Readings that add nothing stay as they are.
    const { readings: inForce } = this.base;
    for (const [id, value] of Object.entries(inForce)) {
      const without = best.readings[id] === value ? undefined : this.under({ ...best.readings, [id]: value });
      if (without !== undefined && !isBeyond(best, without, end)) best = without;
    }
    const readings = Object.fromEntries(Object.entries(best.readings).filter(([id, value]) => value !== inForce[id]));
    return { readings, total: best.figures.total, proven };
  }
}

/** Every combination of the given readings. */
function* combinations(ids: readonly string[], start: AnyReadings, choices: Choices): Generator<AnyReadings> {
  const [id, ...rest] = ids;
  if (id === undefined) yield start;
  else for (const value of choices[id] as readonly string[]) yield* combinations(rest, { ...start, [id]: value }, choices);
}

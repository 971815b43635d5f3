import { type ReadCase, readCase } from '../case/case.js';
import { type Budget, budgetOf } from '../assess/choose.js';
import { determine } from '../assess/determine.js';
import { type Context, contextOf, contextWith } from '../core/context.js';
import { Dec, formatMoney } from '../core/decimal.js';
import type { Status } from '../core/determination.js';
import { refuse, show } from '../core/error.js';
import type { ReadingRecord } from '../core/law.js';
import type { Payment } from '../core/payment.js';
import type { Policy } from '../core/policy.js';
import type { Range } from '../core/span.js';
import { type Bilingual, text } from '../core/text.js';
import { type Figures, ROW_WORK, figuresOf, figuresOnly, stakeText } from './figures.js';
import { listOf } from './profile.js';
import type { QuestionOptions } from './questions.js';

type Readings = Readonly<Record<string, string>>;

/** What a determination says in one assessment. */
export interface Figure {
  readonly status: Status;
  readonly amount: Range;
}

/** What changes from one assessment to another; everything that is not named stays the same. */
export interface Change {
  /** `by`: how far each end moves, with its sign. */
  readonly total: { readonly from: Range; readonly to: Range; readonly by: Range };
  /** Determinations whose status or amount changes; one that is not there is ineligible. */
  readonly determinations: readonly { readonly key: string; readonly from: Figure; readonly to: Figure }[];
  /** What the payable combination pays, where that changes; nothing where a key is not chosen. */
  readonly payable: readonly { readonly key: string; readonly from: Range; readonly to: Range }[];
  /** Payments that change, appear or disappear. */
  readonly payments: readonly { readonly key: string; readonly from?: Payment; readonly to?: Payment }[];
}

/** One way to read the words. */
export interface ReadingValue {
  readonly value: string;
  readonly text: Bilingual;
}

/** What one other way to read one phrase would change. */
export interface ReadingEffect {
  readonly reading: string;
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
  readonly readings: Readonly<Record<string, string>>;
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
  for (const [id, record] of Object.entries(policy.readings)) {
    if (!moving.has(id) && !base.inChoosing.has(id) && !base.inPaying.has(id)) {
      irrelevant.push(id);
      continue;
    }
    let isProven = base.figures.chosen.optimal;
    const own = alternativesOf(record, readings[id]).flatMap((value) => {
      const other = assessing.under({ ...readings, [id]: value });
      isProven &&= other?.figures.chosen.optimal === true;
      const change = other && changeBetween(base.figures, other.figures);
      return change !== undefined && isChange(change) ? [effectOf(id, record, readings[id] as string, value, change)] : [];
    });
    effects.push(...own);
    if (!isProven) notProven.push(id);
    else if (own.length === 0) withoutEffect.push(id);
  }
  const joint = (better: Better): JointExtreme => {
    const found = assessing.extreme(base, moving, better, proveUpTo);
    return {
      readings: Object.fromEntries(Object.entries(found.readings).filter(([id, value]) => value !== readings[id])),
      total: found.figures.total,
      change: changeBetween(base.figures, found.figures),
      proven: found.proven,
    };
  };
  const [mostGenerous, mostStrict] = [joint(higher), joint(lower)];
  return {
    readings,
    total: base.figures.total,
    effects,
    withoutEffect,
    irrelevant,
    ...(notProven.length === 0 ? undefined : { notProven }),
    mostGenerous,
    mostStrict,
    assessments: assessing.count,
  };
}

const alternativesOf = ({ values }: ReadingRecord, inForce: string | undefined): string[] => Object.keys(values).filter((value) => value !== inForce);

function effectOf(reading: string, record: ReadingRecord, from: string, to: string, change: Change): ReadingEffect {
  const { see, clause, excerpt, question, values, reason } = record;
  const named = (value: string): ReadingValue => ({ value, text: values[value] as Bilingual });
  return { reading, see, clause, excerpt, question, from: named(from), to: named(to), reason, change };
}

// ---- what changes ------------------------------------------------------------------------------------

const NONE: Range = Object.freeze({ min: '0.00', max: '0.00' });
const INELIGIBLE: Figure = Object.freeze({ status: 'ineligible', amount: NONE });

/** What differs between two assessments of one case. */
function changeBetween(a: Figures, b: Figures): Change {
  const by = (end: 'min' | 'max'): string => formatMoney(new Dec(b.total[end]).minus(a.total[end]));
  const figures = ({ awards }: Figures): [string, Figure][] => awards.map(({ determination: { key, status, amount } }) => [key, { status, amount }]);
  const payments = ({ payments: all }: Figures): [string, Payment][] => all.map((p) => [p.key, p]);
  return {
    total: { from: a.total, to: b.total, by: { min: by('min'), max: by('max') } },
    determinations: differences(figures(a), figures(b), INELIGIBLE),
    payable: differences(a.payable, b.payable, NONE),
    payments: differences<Payment | undefined>(payments(a), payments(b), undefined, (p) => p && figuresOnly(p)).map(({ key, from, to }) => ({
      key,
      ...(from === undefined ? undefined : { from }),
      ...(to === undefined ? undefined : { to }),
    })),
  };
}

const isChange = ({ total, determinations, payable, payments }: Change): boolean =>
  !new Dec(total.by.min).isZero() || !new Dec(total.by.max).isZero() || determinations.length + payable.length + payments.length > 0;

/** Keys in the order of the first list, then of the second. */
function differences<T>(
  a: readonly (readonly [string, T])[],
  b: readonly (readonly [string, T])[],
  none: T,
  seen: (value: T) => unknown = (value) => value,
): { key: string; from: T; to: T }[] {
  const [was, is] = [new Map(a), new Map(b)];
  const found: { key: string; from: T; to: T }[] = [];
  for (const key of new Set([...was.keys(), ...is.keys()])) {
    const [from, to] = [was.get(key) ?? none, is.get(key) ?? none];
    if (JSON.stringify(seen(from)) !== JSON.stringify(seen(to))) found.push({ key, from, to });
  }
  return found;
}

// ---- which readings can change anything --------------------------------------------------------------

interface Assessed {
  readonly readings: Readings;
  readonly figures: Figures;
  /** Readings that were looked at in choosing, apart from the pair table, and in paying. */
  readonly inChoosing: ReadonlySet<string>;
  readonly inPaying: ReadonlySet<string>;
}

type Better = (a: Figures, b: Figures) => boolean;

/** Highest total, first with the open amounts at their highest; the mirror of {@link lower}. */
const higher: Better = (a, b) => compare(a, b, 'max', 'min') > 0;
/** Lowest total, first with the open amounts at their lowest. */
const lower: Better = (a, b) => compare(a, b, 'min', 'max') < 0;
const compare = (a: Figures, b: Figures, first: 'min' | 'max', then: 'min' | 'max'): number =>
  new Dec(a.total[first]).cmp(b.total[first]) || new Dec(a.total[then]).cmp(b.total[then]);

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
    const policy = withOverlapOf(this.#context.policy, readings);
    const context = contextWith(policy, watched(readings, looked));
    const rounding = [...looked];
    const seen: string[][] = [];
    const figures = figuresOf(this.#read, context, this.#budget, undefined, undefined, () => {
      seen.push([...looked]);
      looked.clear();
    });
    // Rounding is looked at before anything is determined; where a part of an award is chosen, it is applied again.
    const inChoosing = new Set([...(seen[1] ?? []), ...(figures.chosen.contests.length > 0 ? rounding : [])]);
    this.#known.set(name, (found = { readings, figures, inChoosing, inPaying: looked }));
    return found;
  }

  /** The readings that can move an award, or what awards do to each other, under some choice of the others. */
  moving({ readings, figures }: Assessed): Set<string> {
    const { policy } = this.#context;
    const out = new Set<string>();
    for (const measure of policy.measures) {
      const alone = { ...policy, measures: [measure] };
      const run = (under: Readings): string => determine(this.#read, contextWith(alone, under)).map(stakeText).join('\n');
      this.#effective(readings, run, ROW_WORK * this.#read.rows(listOf(measure)).length).forEach((id) => out.add(id));
    }
    const measures = new Map(figures.awards.filter((a) => a.measure.uses !== undefined).map((a) => [a.measure.code, a.measure]));
    const codes = [...measures.keys()];
    const takes = [...measures.values()].some((m) => m.uses?.takes !== undefined);
    const table = (under: Readings): string =>
      [takes && policy.overlap.byPart(under), ...codes.flatMap((a, i) => codes.slice(i + 1).map((b) => policy.overlap.relation(a, b, under) === 'same-input'))].join();
    this.#effective(readings, table, 1).forEach((id) => out.add(id));
    return out;
  }

  /** The readings that a function looks at and that change what it gives, under some choice of the others it looks at. */
  #effective(start: Readings, run: (readings: Readings) => string, work: number): readonly string[] {
    const looked = new Set<string>();
    const seen = (readings: Readings): string => {
      this.#budget.left = Math.max(0, this.#budget.left - work);
      return run(watched(readings, looked));
    };
    const { readings: table } = this.#context.policy;
    for (let known = -1; known < looked.size; ) {
      known = looked.size;
      if (known === 0) seen(start);
      const ids = [...looked];
      const size = ids.reduce((n, id) => n * Object.keys((table[id] as ReadingRecord).values).length, 1);
      if (size > MOST_COMBINATIONS || this.#budget.left < size * work) return ids;
      const results = new Map<string, string>();
      for (const readings of combinations(ids, start, table)) results.set(ids.map((id) => readings[id]).join(), seen(readings));
      if (looked.size > known) continue;
      const changes = (i: number): boolean => {
        const byOthers = new Map<string, string>();
        return [...results].some(([key, result]) => {
          const others = key.split(',').filter((_v, k) => k !== i).join();
          const first = byOthers.get(others);
          if (first === undefined) byOthers.set(others, result);
          return first !== undefined && first !== result;
        });
      };
      return ids.filter((_id, i) => changes(i));
    }
    return [];
  }

  /**
   * The extreme combination in one direction; the readings in force where none is better. Where the
   * combinations of the readings that matter are few enough, all are assessed. Otherwise the search changes one
   * reading at a time until no single change helps: what it finds is reached, but a better one may exist.
   */
  extreme(base: Assessed, moving: ReadonlySet<string>, better: Better, proveUpTo: number): Assessed & { readonly proven: boolean } {
    const { readings: table } = this.#context.policy;
    let best = base;
    const consider = (readings: Readings): Assessed | undefined => {
      const found = this.under(readings);
      if (found !== undefined && better(found.figures, best.figures)) best = found;
      return found;
    };
    let left = proveUpTo;
    const visit = (at: Readings, fixed: ReadonlySet<string>): boolean => {
      left -= 1;
      const found = left < 0 ? undefined : consider(at);
      if (found === undefined || !found.figures.chosen.optimal) return false;
      const settled = new Set(fixed);
      return [...new Set([...moving, ...found.inChoosing])].filter((id) => !fixed.has(id)).every((id) => {
        settled.add(id);
        return alternativesOf(table[id] as ReadingRecord, at[id]).every((value) => visit({ ...at, [id]: value }, new Set(settled)));
      });
    };
    const proven = visit(base.readings, new Set());
    if (!proven) {
      for (let moved = true; moved; ) {
        const before = best;
        for (const id of new Set([...moving, ...best.inChoosing])) {
          for (const value of alternativesOf(table[id] as ReadingRecord, best.readings[id])) consider({ ...best.readings, [id]: value });
        }
        moved = best !== before;
      }
    }
    // Readings that add nothing stay as they are.
    for (const id of Object.keys(base.readings)) {
      if (best.readings[id] === base.readings[id]) continue;
      const without = this.under({ ...best.readings, [id]: base.readings[id] as string });
      if (without !== undefined && !better(best.figures, without.figures) && !better(without.figures, best.figures)) best = without;
    }
    return { ...best, proven };
  }
}

/** Readings that note which of them are looked at. */
const watched = (readings: Readings, looked: Set<string>): Readings =>
  new Proxy(readings, {
    get: (target, name) => {
      if (typeof name === 'string') looked.add(name);
      return target[name as string];
    },
  });

/** A policy whose pair table answers from given readings, whoever asks. */
const withOverlapOf = (policy: Policy, readings: Readings): Policy => ({
  ...policy,
  overlap: { ...policy.overlap, relation: (a, b) => policy.overlap.relation(a, b, readings), byPart: () => policy.overlap.byPart(readings) },
});

/** Every combination of the given readings. */
function* combinations(ids: readonly string[], start: Readings, table: Readonly<Record<string, ReadingRecord>>): Generator<Readings> {
  const [id, ...rest] = ids;
  if (id === undefined) yield start;
  else for (const value of Object.keys((table[id] as ReadingRecord).values)) yield* combinations(rest, { ...start, [id]: value }, table);
}

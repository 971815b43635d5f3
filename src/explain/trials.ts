import type { Budget } from '../assess/choose.js';
import { Memo } from '../assess/determine.js';
import type { Context } from '../core/context.js';
import { Dec, ZERO, maxOf, minOf, notBelowZero } from '../core/decimal.js';
import { type Answer, candidatesOf } from './answers.js';
import { type Choices, type Figures, type Width, figuresOf, sizeOf, widthsOf } from './figures.js';
import { type Gap, type Path, type Stated, withFact } from './gaps.js';
import type { Part, Parts, Rooted } from './parts.js';

/** An answer with the figures of the part of the case that it can touch. */
export interface Tried {
  readonly answer: Answer;
  readonly after: Figures;
  readonly changesAmounts: boolean;
  readonly changesPayments: boolean;
  /** How much narrower the figures of the part become. */
  readonly gain: Width;
}

/** A gap with its answers, each of them assessed in its place. */
export interface Trial {
  readonly gap: Gap;
  /** Where the gap stands in the part on which it was tried. */
  readonly path: Path;
  readonly before: Figures;
  /** Those that differ from an answer next to them, favourable first; all where none does. */
  readonly results: readonly Tried[];
  /** Another name for each name of the part that was tried, where that is the part of another row. */
  readonly renamed: ReadonlyMap<string, string> | undefined;
  /** False where the work limit was reached in choosing. */
  readonly proven: boolean;
}

export const changes = ({ results }: Trial): boolean => results.some((r) => r.changesAmounts || r.changesPayments);

interface Standing {
  readonly before: Figures;
  readonly width: Width;
  readonly memo: Memo;
  readonly choices: Choices;
}

/** Tries answers within a budget of work; gaps of rows that differ in names alone are tried once. */
export class Trials {
  readonly #whole: Stated;
  readonly #parts: Parts;
  readonly #context: Context;
  readonly #budget: Budget;
  readonly #standing = new Map<Part, Standing>();
  readonly #known = new Map<string, { readonly trial: Trial; readonly names: readonly string[] }>();
  readonly #roots = new Map<string, Rooted>();

  readonly #now: Figures;

  constructor(whole: Stated, now: Figures, parts: Parts, context: Context, budget: Budget) {
    this.#whole = whole;
    this.#parts = parts;
    this.#context = context;
    this.#budget = budget;
    this.#now = now;
  }

  standingOf(part: Part): Standing {
    let known = this.#standing.get(part);
    if (known === undefined) {
      const memo = new Memo();
      const choices: Choices = part.stated === this.#whole ? new Map([[this.#now.stakes, this.#now.chosen]]) : new Map();
      const before = figuresOf(part.stated.read, this.#context, this.#budget, choices, memo);
      memo.close();
      this.#standing.set(part, (known = { before, memo, choices, width: widthsOf(before) }));
    }
    return known;
  }

  /** The trial of a gap; undefined where no work is left for it. */
  of(gap: Gap): Trial | undefined {
    if (this.#budget.left === 0) return undefined;
    const part = this.#parts.of(gap);
    const rooted = this.#rootOf(gap, part);
    const key = rooted && `${gap.inRow} ${rooted.text}`;
    const like = key === undefined ? undefined : this.#known.get(key);
    if (like !== undefined) return { ...like.trial, gap, renamed: new Map(like.names.map((name, i) => [name, rooted?.names[i] as string])) };
    const trial = this.#tried(gap, part);
    if (trial !== undefined && rooted !== undefined) this.#known.set(key as string, { trial, names: rooted.names });
    return trial;
  }

  /** The walk from the row of a gap. */
  #rootOf({ list, path }: Gap, part: Part): Rooted | undefined {
    if (list === undefined) return undefined;
    const name = `${list} ${path[1] as number}`;
    let root = this.#roots.get(name);
    if (root === undefined) {
      this.#budget.left = Math.max(0, this.#budget.left - part.rows.length);
      root = part.walk({ list, at: path[1] as number });
      if (root !== undefined) this.#roots.set(name, root);
    }
    return root;
  }

  #tried(gap: Gap, part: Part): Trial | undefined {
    const { before, width, memo, choices } = this.standingOf(part);
    const path = part.pathOf(gap);
    const results: Tried[] = [];
    for (const answer of candidatesOf(gap, path, part, before, this.#context)) {
      if (this.#budget.left === 0) return undefined;
      const stated = withFact(part.stated, path, answer.known, this.#context.policy);
      // What the case itself states bears on every row.
      const after = figuresOf(stated.read, this.#context, this.#budget, choices, gap.list === undefined ? undefined : memo);
      results.push(outcomeOf(answer, after, before, width));
    }
    if (results.length === 0) return undefined;
    const proven = before.chosen.optimal && results.every((r) => r.after.chosen.optimal);
    return { gap, path, before, results: this.#telling(gap, results), renamed: undefined, proven };
  }

  /** The answers at which something turns, favourable first; where nothing does, all of them, as they were tried. */
  #telling({ fact }: Gap, results: readonly Tried[]): readonly Tried[] {
    if (fact.type === 'boolean' || fact.type === 'choice') return results;
    const differ = (a: Tried | undefined, b: Tried): boolean =>
      a !== undefined && (a.after.amountsText !== b.after.amountsText || a.after.paymentsText !== b.after.paymentsText);
    // A threshold between two neighbours counts if more than the fen between them comes of it.
    const matters = results.filter((r, i) => !r.answer.side || [results[i - 1], results[i + 1]].some((n) => n?.answer.side === true && jumps(n, r)));
    const kept = matters.filter((r, i) => differ(matters[i - 1], r) || (matters[i + 1] !== undefined && differ(r, matters[i + 1] as Tried)));
    if (kept.length === 0) return fact.type === 'day' ? this.#inForceFirst(results) : [...results].reverse();
    const descends = fact.type !== 'rank' && fact.type !== 'day';
    const order = descends ? [...kept].reverse() : kept;
    return order.sort((a, b) => totalOf(b, 'max').cmp(totalOf(a, 'max')) || totalOf(b, 'min').cmp(totalOf(a, 'min')));
  }

  #inForceFirst(results: readonly Tried[]): readonly Tried[] {
    const { at, policy } = this.#context;
    const [from, to] = [policy.period.from, policy.period.to].map((id) => at(undefined).parameter(id).value) as [string, string];
    const inForce = ({ answer: { value } }: Tried): boolean => String(value) >= from && String(value) <= to;
    return [...results.filter(inForce), ...results.filter((r) => !inForce(r))];
  }

  /**
   * Whether a fact changes anything once other open facts are answered: there is a way to answer the
   * others under which two answers of this one give different figures. Tried are the most favourable
   * answers, the least favourable ones, and the favourable ones with one other fact at its least: a
   * witness is proof, the lack of one is not.
   */
  jointly(trial: Trial, others: readonly Trial[]): 'amounts' | 'payments' | undefined {
    const { policy } = this.#context;
    const part = this.#parts.of(trial.gap);
    const { choices } = this.standingOf(part);
    const completions = [others.map(() => 0), others.map(() => -1), ...others.map((_o, varied) => others.map((_p, i) => (i === varied ? -1 : 0)))];
    let payments = false;
    for (const completion of completions) {
      if (this.#budget.left < sizeOf(part.stated.read)) break;
      let completed = part.stated;
      others.forEach(({ path, results }, i) => (completed = withFact(completed, path, results.at(completion[i] as number)?.answer.known, policy)));
      const found = trial.results.map((r) => figuresOf(withFact(completed, trial.path, r.answer.known, policy).read, this.#context, this.#budget, choices));
      if (found.some((f) => f.amountsText !== found[0]?.amountsText)) return 'amounts';
      payments ||= found.some((f) => f.paymentsText !== found[0]?.paymentsText);
    }
    return payments ? 'payments' : undefined;
  }
}

function outcomeOf(answer: Answer, after: Figures, before: Figures, width: Width): Tried {
  const then = widthsOf(after);
  return {
    answer,
    after,
    changesAmounts: after.amountsText !== before.amountsText,
    changesPayments: after.paymentsText !== before.paymentsText,
    gain: {
      total: notBelowZero(width.total.minus(then.total)),
      amounts: width.amounts.minus(then.amounts),
      payments: width.payments.minus(then.payments),
    },
  };
}

const totalOf = ({ after }: Tried, end: 'min' | 'max'): Dec => new Dec(after.total[end]);

function jumps(a: Tried, b: Tried): boolean {
  const statuses = ({ after }: Tried): string => after.awards.map((x) => x.determination.status).join();
  return statuses(a) !== statuses(b) || (['min', 'max'] as const).some((end) => totalOf(a, end).minus(totalOf(b, end)).abs().gte(1));
}

const weights = new WeakMap<readonly Tried[], readonly Dec[]>();

/** What a gap is ranked by, most important first. */
export function weightOf({ results }: Trial): readonly Dec[] {
  let known = weights.get(results);
  if (known !== undefined) return known;
  const most = (of: (w: Width) => Dec): Dec => results.reduce<Dec>((m, r) => maxOf(m, of(r.gain)), ZERO);
  const least = (of: (w: Width) => Dec): Dec => results.map((r) => of(r.gain)).reduce(minOf);
  const [total, amounts, payments] = [(w: Width) => w.total, (w: Width) => w.amounts, (w: Width) => w.payments] as const;
  known = [new Dec(results.some((r) => r.changesAmounts) ? 1 : 0), most(total), least(total), most(amounts), most(payments), least(payments)];
  weights.set(results, known);
  return known;
}

import { readCaseTable } from '../case/read.js';
import type { AssessOptions } from '../assess/assess.js';
import { type Budget, budgetOf } from '../assess/choose.js';
import { Memo } from '../assess/determine.js';
import { type Context, contextOf } from '../core/context.js';
import { Dec, FEN, type Money, ZERO, formatMoney, maxOf, minOf, notBelowZero } from '../core/decimal.js';
import { keyOf } from '../core/determination.js';
import { type FactList, type FactSource, type FactTable, type FactType, type FactUnit, requiredOf, unitOf } from '../core/fact.js';
import type { Row } from '../core/facts.js';
import { remembered } from '../core/groups.js';
import { stagedPay } from '../core/payment.js';
import type { Policy } from '../core/policy.js';
import { type Range, toRange } from '../core/span.js';
import { type Bilingual, text } from '../core/text.js';
import { type Answer, candidatesOf } from './answers.js';
import { type Change, type KnownChoices, type Figure, type Figures, type Widths, bearingOf, changeBetween, figuresOf, isDetermined, widthsOf } from './figures.js';
import { type Part, Parts } from './parts.js';
import { type Gap, type Stated, gapsOf, statedOf, withFact } from './stated.js';

/** What one answer would lead to. */
export interface AnswerOutcome {
  /** As it would be written in the case file. */
  readonly answer: boolean | string | number;
  readonly label: Bilingual;
  /** The payable total of the whole case then. */
  readonly total: Range;
  /** Determinations whose status or amount would change, with what they would be; one that would not be there is ineligible. */
  readonly determinations: readonly (Figure & { readonly key: string })[];
  /** Keys of the payments that would change. */
  readonly payments: readonly string[];
}

/** A missing fact that can still change the assessment, and how to ask for it. */
export interface Question {
  /** Where the answer belongs: `$.projects[0].newType`. */
  readonly path: string;
  /** What the fact is called. */
  readonly fact: Bilingual;
  readonly type: FactType;
  readonly unit?: FactUnit;
  /** Who can state it: the applicant with papers, or an authority by its finding; and which of them. */
  readonly source: { readonly kind: FactSource; readonly who: string; readonly name: Bilingual };
  readonly question: Bilingual;
  /** The sentence that makes it matter. */
  readonly clause: string;
  /** Whether it bears on what is due, or only on when it is paid. */
  readonly bearsOn: 'amounts' | 'payments';
  /** By how much the range of the payable total shrinks: at least, and at most, over the answers. */
  readonly narrows: Range;
  /**
   * Present where it is not proven that the answer changes anything, or what: the work limit was reached,
   * or it can only change something together with other answers. Such questions come last; `narrows` is a bound.
   */
  readonly provisional?: true;
  readonly outcomes: readonly AnswerOutcome[];
}

export type QuestionOptions = Omit<AssessOptions, 'election' | 'payees'>;

/**
 * The missing facts that can still change a figure. Facts that bear on payments alone come after all that bear on amounts.
 *
 * Each representative answer is assessed in place of the gap; nothing is predicted. A fact that only
 * matters once another one is known is listed when that one is; if no answer alone changes an amount
 * although amounts are open, the facts that the assessment names are listed as they are, and so are,
 * beyond the work limit, those that remain (`provisional`).
 */
export function nextQuestionsUnder(published: Policy, caseFile: unknown, options?: QuestionOptions): Question[] {
  const context = contextOf(published, options, 'workLimit');
  const { policy } = context;
  const whole = statedOf(readCaseTable(policy.facts, caseFile) as Row, policy);
  const budget = budgetOf(options?.workLimit);
  const now = figuresOf(whole.read, context, budget);
  const gaps = gapsOf(whole.read, policy.facts);
  const trialOf = trialsIn(whole, context, budget);
  const questions = new Questions(now, whole.read.facts, policy);
  const tried = (some: readonly Gap[]): Question[] => {
    const all = some.map((gap) => ({ gap, trial: trialOf(gap) }));
    const changing = all.filter((t): t is Weighed => t.trial?.bearsOn !== undefined).sort(byWeight);
    return inOrder([...changing, ...all.filter((t) => t.trial === undefined)].map(({ gap, trial }) => questions.of(gap, trial)));
  };

  const named = questions.worthTrying(gaps);
  const found = tried(named);
  if (isDetermined(now) || found.some((q) => q.bearsOn === 'amounts')) return found;
  // No answer alone changes an amount, though amounts are open: some only do together.
  const told = new Set(found.map((q) => q.path));
  const rest = named.filter((g) => !told.has(g.text)).map((g) => questions.of(g));
  return rest.some((q) => q.bearsOn === 'amounts') ? inOrder([...found, ...rest]) : found;
}

/** Equal weights keep the order in which the gaps were tried. */
const byWeight = (a: Weighed, b: Weighed): number => a.trial.weight.reduce((order, own, i) => order || (b.trial.weight[i] as Dec).cmp(own), 0);
type Weighed = { readonly gap: Gap; readonly trial: Trial };

/** Proven ones first, what bears on amounts before what bears on payments. */
function inOrder(questions: readonly Question[]): Question[] {
  const rank = (q: Question): number => (q.provisional ? 2 : 0) + (q.bearsOn === 'payments' ? 1 : 0);
  return [...questions].sort((a, b) => rank(a) - rank(b));
}

// ---- trying answers ------------------------------------------------------------------------------------

/** An answer with the figures of the part of the case that it can touch. */
interface Tried {
  readonly answer: Answer;
  readonly after: Figures;
  readonly change: Change;
  /** How much narrower the total of the part, its amounts and its payments become. */
  readonly gains: Widths;
}

/** A gap with its answers, each of them assessed in its place. */
interface Trial {
  readonly before: Figures;
  /** Those that differ from an answer next to them, favourable first; all where none does. */
  readonly results: readonly Tried[];
  readonly bearsOn: 'amounts' | 'payments' | undefined;
  /** What a gap is ranked by, most important first. */
  readonly weight: readonly Dec[];
  /** Another name for each name of the part that was tried, where that is the part of another row. */
  readonly renamed: ReadonlyMap<string, string> | undefined;
  /** False where the work limit was reached in choosing. */
  readonly proven: boolean;
}

/** Tries answers within a budget of work, while any is left; gaps of rows that differ in names alone are tried once. */
function trialsIn(whole: Stated, context: Context, budget: Budget): (gap: Gap) => Trial | undefined {
  const parts = new Parts(whole, context.policy);
  const known = new Map<string, { readonly trial: Trial; readonly names: readonly string[] }>();
  // The figures of a part as it stands, and what of them may be taken again.
  const standingOf = remembered((part: Part) => {
    const again = { choices: new Map() as KnownChoices, memo: new Memo() };
    const before = figuresOf(part.stated.read, context, budget, again);
    again.memo.close();
    return { before, ...again };
  });
  const tried = (gap: Gap, part: Part): Trial | undefined => {
    const { before, memo, choices } = standingOf(part);
    const path = part.pathOf(gap);
    const widths = widthsOf(before);
    const all: Tried[] = [];
    for (const answer of candidatesOf({ gap, path, stated: part.stated, before, context })) {
      if (budget.left === 0) return undefined;
      const { read } = withFact(part.stated, path, answer.known, context.policy);
      const after = figuresOf(read, context, budget, { choices, memo });
      const [total, amounts, payments] = widthsOf(after);
      const gains: Widths = [notBelowZero(widths[0].minus(total)), widths[1].minus(amounts), widths[2].minus(payments)];
      all.push({ answer, after, change: changeBetween(before, after), gains });
    }
    if (all.length === 0) return undefined;
    const bearings = all.map((r) => bearingOf(r.change));
    const bearsOn = bearings.includes('amounts') ? 'amounts' : bearings.includes('payments') ? 'payments' : undefined;
    const results = telling(gap, all);
    const gains = (i: 0 | 1 | 2): Dec[] => results.map((r) => r.gains[i]);
    const weight = [gains(0).reduce(maxOf), gains(0).reduce(minOf), gains(1).reduce(maxOf), gains(2).reduce(maxOf)];
    const proven = before.chosen.optimal && all.every((r) => r.after.chosen.optimal);
    return { before, results, bearsOn, weight, renamed: undefined, proven };
  };
  return (gap) => {
    if (budget.left === 0) return undefined;
    const walk = parts.walkFrom(gap);
    const key = `${gap.inRow} ${walk?.text}`;
    const like = walk && known.get(key);
    if (like !== undefined) return { ...like.trial, renamed: new Map(like.names.map((name, i) => [name, walk?.names[i] as string])) };
    const trial = tried(gap, parts.of(gap));
    if (trial !== undefined && walk !== undefined) known.set(key, { trial, names: walk.names });
    return trial;
  };
}

/** The answers at which something turns, favourable first; where nothing does, all of them. */
function telling({ fact }: Gap, results: readonly Tried[]): readonly Tried[] {
  if (fact.type === 'boolean' || fact.type === 'choice') return results;
  const around = <T>(all: readonly T[], i: number): T[] => [all[i - 1], all[i + 1]].filter((r) => r !== undefined);
  // A threshold and the fen below it count if more than that fen comes of it.
  const matters = results.filter((r, i) => {
    const near = around(results, i).filter((n) => isFenFrom(n, r));
    return near.length === 0 || near.some((n) => jumps(n, r));
  });
  const turning = matters.filter((r, i) => around(matters, i).some((n) => bearingOf(changeBetween(n.after, r.after)) !== undefined));
  const told = [turning, matters].find((some) => some.length > 0) ?? [...results];
  const isLessBetter = fact.type === 'rank' || fact.type === 'day';
  return (isLessBetter ? told : told.reverse()).sort((a, b) => totalOf(b, 'max').cmp(totalOf(a, 'max')) || totalOf(b, 'min').cmp(totalOf(a, 'min')));
}

const totalOf = ({ after }: Tried, end: 'min' | 'max'): Dec => new Dec(after.total[end]);

const isFenFrom = ({ answer: { known: a } }: Tried, { answer: { known: b } }: Tried): boolean => a instanceof Dec && b instanceof Dec && a.minus(b).abs().eq(FEN);

function jumps(a: Tried, b: Tried): boolean {
  const statuses = ({ after }: Tried): string => after.awards.map((x) => x.determination.status).join();
  return statuses(a) !== statuses(b) || (['min', 'max'] as const).some((end) => totalOf(a, end).minus(totalOf(b, end)).abs().gte(1));
}

// ---- words ---------------------------------------------------------------------------------------------

/** The questions of one case: which gaps are tried, and what each question says. */
class Questions {
  readonly #now: Figures;
  /** How wide the total is. */
  readonly #width: Dec;
  readonly #facts: Row;
  readonly #policy: Policy;
  /** By how much the determinations that name a fact are open together. */
  readonly #open = new Map<string, Dec>();
  /** The facts that payments name. */
  readonly #payments: ReadonlySet<string>;
  /** The sentence that makes a fact matter: that of a condition which it leaves open, else that of a measure. */
  readonly #clauses: ReadonlyMap<string, string>;

  constructor(now: Figures, facts: Row, policy: Policy) {
    [this.#now, this.#facts, this.#policy] = [now, facts, policy];
    [this.#width] = widthsOf(now);
    this.#payments = new Set([...now.payments.values()].flatMap((p) => p.missing ?? []));
    const possible = now.awards.filter((a) => a.determination.status !== 'ineligible');
    for (const { determination: { key, missing = [] }, amount, openBy } of possible) {
      const paid = now.payable.get(key);
      const add = (path: string, width: Dec): unknown => this.#open.set(path, (this.#open.get(path) ?? ZERO).plus(width));
      for (const path of missing) add(path, amount.hi.minus(amount.lo));
      // A cap may hide a fact until contracts take of the base.
      if (paid !== undefined && paid.min !== paid.max) for (const path of openBy) if (!missing.includes(path)) add(path, new Dec(paid.max).minus(paid.min));
    }
    const told = possible.map((a) => a.determination);
    const sentences = [...told.flatMap((d) => d.conditions), ...told].flatMap(({ clause, missing = [] }) => missing.map((path) => [path, clause] as const));
    // Of several sentences the first is meant, and a map keeps the last.
    this.#clauses = new Map(sentences.reverse());
  }

  /**
   * The gaps to try, those that leave most open at the top, since no other one can change a figure: what the assessment
   * names as missing; where it names what may not exist at all (the day of a filing), whether it exists; and the facts that
   * no determination names, because they say what a contract takes away from others or what was advanced.
   */
  worthTrying(gaps: readonly Gap[]): Gap[] {
    const { measures, relations } = this.#policy;
    const unnamed = new Set(measures.flatMap((m) => [m.uses?.takes, stagedPay(m)?.paid]));
    const isNamed = (path: string): boolean => this.#open.has(path) || this.#payments.has(path);
    const mayBeNone = ({ list, name, text: path }: Gap): boolean =>
      relations.implied.some((i) => i.is === 'stated' && i.list === list && i.implies === name && isNamed(`${path.slice(0, -name.length)}${i.fact}`));
    const most = (g: Gap): Dec => this.#open.get(g.text) ?? ZERO;
    return gaps.filter((g) => isNamed(g.text) || unnamed.has(g.name) || mayBeNone(g)).sort((a, b) => most(b).cmp(most(a)));
  }

  /** The question of a gap, with its outcomes where answers were tried. */
  of(gap: Gap, trial?: Trial): Question {
    const { fact, text: path } = gap;
    const unit = unitOf(fact);
    const { who, clause } = fact.asking;
    const gains = trial?.results.map((r) => r.gains[0]) ?? [ZERO, minOf(this.#open.get(path) ?? ZERO, this.#width)];
    return {
      path, fact: fact.name, type: fact.type, ...(unit === undefined ? undefined : { unit }),
      source: { kind: fact.source, who, name: this.#policy.answerers[who] ?? text(who, who) },
      question: this.#worded(gap),
      clause: this.#clauses.get(path) ?? clause,
      bearsOn: trial?.bearsOn ?? (this.#open.has(path) ? 'amounts' : 'payments'),
      narrows: toRange({ lo: gains.reduce(minOf), hi: gains.reduce(maxOf) }),
      ...(trial?.proven === true ? undefined : { provisional: true }),
      outcomes: trial?.results.map((r) => this.#outcome(r, trial)) ?? [],
    };
  }

  /** The question with the name of the row that it is about, and its year. */
  #worded({ list, path, fact: { asking: { question } } }: Gap): Bilingual {
    if (list === undefined) return question;
    const { of, row: name } = this.#policy.facts[list] as FactList;
    const [, at, inside, k] = path as readonly [string, number, string, unknown];
    const row = (this.#facts[list] as readonly Row[])[at] as Row;
    const year = yearIn(of, row) ?? (typeof k === 'number' ? yearIn((of[inside] as FactList).of, (row[inside] as readonly Row[])[k] as Row) : undefined);
    // A row is called by the first name that it must bear: its own id, or that of the person whom it is about.
    const id = String(row[requiredOf(of, 'id') as string]);
    const [ofYear, inYear] = year === undefined ? ['', ''] : [`${String(year)}年`, `, ${String(year)}`];
    return text(`${name.zh}“${id}”：${ofYear}${question.zh}`, `${name.en} “${id}”${inYear}: ${question.en}`);
  }

  #outcome({ answer, after, change }: Tried, { before, renamed }: Trial): AnswerOutcome {
    const end = (which: keyof Range): Money => formatMoney(new Dec(this.#now.total[which]).plus(change.total.by[which]));
    // The key of a determination of the part that was tried, or of the one that it stands for in another part.
    const keyed = (key: string): string => {
      const d = before.determinations.get(key) ?? after.determinations.get(key);
      const id = d && renamed?.get(d.subject.id);
      return d === undefined || id === undefined ? key : keyOf(d.measure, id, d.year);
    };
    return {
      answer: answer.value, label: answer.label, total: { min: end('min'), max: end('max') },
      determinations: change.determinations.map(({ key, to }) => ({ key: keyed(key), ...to })),
      payments: change.payments.map(({ key }) => keyed(key)),
    };
  }
}

const yearIn = (table: FactTable, row: Row): unknown => row[requiredOf(table, 'year') ?? ''];

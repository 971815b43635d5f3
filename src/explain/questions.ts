import type { Row } from '../case/case.js';
import { readCaseTable } from '../case/read.js';
import type { AssessOptions } from '../assess/assess.js';
import { budgetOf } from '../assess/choose.js';
import type { Award } from '../assess/determine.js';
import { contextOf } from '../core/context.js';
import { Dec, ZERO, formatMoney, maxOf, minOf } from '../core/decimal.js';
import type { Status } from '../core/determination.js';
import type { FactList, FactSource, FactTable, FactType } from '../core/fact.js';
import type { Policy } from '../core/policy.js';
import type { Range } from '../core/span.js';
import { type Bilingual, text } from '../core/text.js';
import { type Figures, counts, figuresOf, figuresOnly, isDetermined } from './figures.js';
import { type Gap, gapsOf, put, statedOf, stepsOf } from './gaps.js';
import { partsOf, spaceOf } from './parts.js';
import { type Trial, type Tried, Trials, changes, weightOf } from './trials.js';

/** What one answer would lead to. */
export interface AnswerOutcome {
  /** As it would be written in the case file. */
  readonly answer: boolean | string | number;
  readonly label: Bilingual;
  /** The payable total of the whole case then. */
  readonly total: Range;
  /** Determinations whose status or amount would change, with what they would be. */
  readonly determinations: readonly { readonly key: string; readonly status: Status; readonly amount: Range }[];
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
  readonly unit?: 'CNY' | 'ratio' | 'day' | 'rank' | 'enterprises';
  /** Who can state it: the applicant with papers, or an authority by its finding; and which of them. */
  readonly source: { readonly kind: FactSource; readonly who: string; readonly name: Bilingual };
  readonly question: Bilingual;
  /** The sentence that makes it matter. */
  readonly clause: string;
  /** Whether it bears on what is due, or only on when it is paid. */
  readonly bearsOn: 'amounts' | 'payments';
  /** By how much the range of the payable total shrinks: at least, and at most, over the answers. */
  readonly narrows: Range;
  /** Present where the answer alone changes nothing yet, but does together with other open facts. */
  readonly jointly?: true;
  /**
   * Present where it is not proven that the answer changes anything, or what: the work limit was reached,
   * or no way to answer was found under which it does. Such questions come last; `narrows` is a bound.
   */
  readonly provisional?: true;
  readonly outcomes: readonly AnswerOutcome[];
}

export type QuestionOptions = Omit<AssessOptions, 'election' | 'payees'>;

/**
 * What to find out next: the missing facts that can still change a status, an amount, a payment or a
 * total, the one that can narrow the payable total most first. Facts that bear on payments alone come
 * after all that bear on amounts. An empty list means that no fact of the stated entities can change
 * anything any more.
 *
 * Each representative answer is assessed in place of the gap; nothing is predicted. A fact that only
 * matters once another one is known is listed when that one is; if no answer alone changes anything
 * although figures are open, the facts that matter together are listed (`jointly`). Beyond the work
 * limit the remaining facts are listed as the assessment names them (`provisional`).
 *
 * @throws InvalidCaseError as `assess` does; the case is not changed
 */
export function nextQuestionsUnder(published: Policy, caseFile: unknown, options?: QuestionOptions): Question[] {
  const context = contextOf(published, options, 'workLimit');
  const { policy } = context;
  const whole = statedOf(readCaseTable(policy.facts, caseFile) as Row, policy);
  const budget = budgetOf(options?.workLimit);
  const now = figuresOf(whole.read, context, budget);
  const gaps = gapsOf(whole.read, policy.facts);
  const parts = partsOf(whole, policy);
  const trials = new Trials(whole, now, parts, context, budget);
  const asking = new Asking(now, whole.read.facts, policy);

  const named = asking.named(gaps);
  let tried = tryAll(named, trials);
  if (tried.changing.length === 0 && tried.left.length === 0) {
    if (isDetermined(now)) return [];
    const others = tryAll(gaps.filter((g) => !named.includes(g)), trials);
    tried = { all: [...tried.all, ...others.all], changing: others.changing, left: others.left };
  }
  const found = [...tried.changing].sort(byWeight).map((t) => asking.question(t, t.proven ? {} : { provisional: true }));
  if (found.length > 0 || tried.left.length > 0) return inOrder([...found, ...tried.left.map((g) => asking.untried(g))]);
  const together = [...tried.all].sort(byWeight).flatMap((t) => {
    const others = tried.all.filter((o) => o !== t && o.renamed === undefined && parts.of(o.gap) === parts.of(t.gap));
    const bearsOn = t.renamed === undefined ? trials.jointly(t, others) : undefined;
    return bearsOn === undefined ? [] : [asking.question(t, { jointly: true, bearsOn })];
  });
  return together.length > 0 ? together : named.map((g) => asking.untried(g));
}

/**
 * The case file with one more answer, as a copy; groups on the way are made.
 *
 * @param path `path` of a question
 * @throws InvalidCaseError when there is no such row; the value itself is checked when the case is read
 */
export const withAnswerTo = (caseFile: unknown, path: unknown, value: unknown): unknown => put(caseFile, stepsOf(path), value);

interface Tries {
  readonly all: readonly Trial[];
  readonly changing: readonly Trial[];
  /** Those for which no work was left. */
  readonly left: readonly Gap[];
}

function tryAll(gaps: readonly Gap[], trials: Trials): Tries {
  const all: Trial[] = [];
  const left: Gap[] = [];
  for (const gap of gaps) {
    const trial = trials.of(gap);
    if (trial === undefined) left.push(gap);
    else all.push(trial);
  }
  return { all, changing: all.filter(changes), left };
}

/** Equal weights keep the order of the case file. */
function byWeight(a: Trial, b: Trial): number {
  const [x, y] = [weightOf(a), weightOf(b)];
  return x === y ? 0 : x.reduce((order, own, i) => order || (y[i] as Dec).cmp(own), 0);
}

/** Proven ones first, what bears on amounts before what bears on payments. */
const inOrder = (questions: readonly Question[]): Question[] => {
  const rank = (q: Question): number => (q.provisional ? 2 : 0) + (q.bearsOn === 'payments' ? 1 : 0);
  return [...questions].sort((a, b) => rank(a) - rank(b) || (a.provisional && b.provisional ? new Dec(b.narrows.max).cmp(a.narrows.max) : 0));
};

const UNITS: Readonly<Partial<Record<FactType, NonNullable<Question['unit']>>>> = { money: 'CNY', ratio: 'ratio', day: 'day', rank: 'rank', count: 'enterprises' };

/** Words the questions of one case. */
class Asking {
  readonly #now: Figures;
  readonly #facts: Row;
  readonly #policy: Policy;
  readonly #places: ReadonlyMap<string, number>;
  /** By how much the determinations that name a fact are open together. */
  readonly #open = new Map<string, Dec>();
  readonly #payments = new Set<string>();

  constructor(now: Figures, facts: Row, policy: Policy) {
    this.#now = now;
    this.#facts = facts;
    this.#policy = policy;
    this.#places = new Map(now.awards.map((a) => [a.determination.key, a.index]));
    for (const { determination: d, amount } of now.awards) {
      if (!counts(d)) continue;
      for (const path of d.missing ?? []) this.#open.set(path, (this.#open.get(path) ?? ZERO).plus(amount.hi.minus(amount.lo)));
    }
    for (const { missing } of now.payments) for (const path of missing ?? []) this.#payments.add(path);
  }

  /**
   * The gaps that the assessment itself names, and those that it cannot name because they bear on what
   * contracts take away or on what was paid before: the others need not be tried first. Those that leave
   * most open come first.
   */
  named(gaps: readonly Gap[]): Gap[] {
    const { measures } = this.#policy;
    const extra = new Set(measures.flatMap(({ uses, pays }) => [...(uses?.takes === undefined ? [] : [uses.takes]), ...(pays === undefined || pays.as === 'once' ? [] : [pays.paid])]));
    const open = (g: Gap): Dec => this.#open.get(g.text) ?? ZERO;
    return gaps
      .filter((g) => this.#open.has(g.text) || this.#payments.has(g.text) || extra.has(g.name))
      .map((gap) => ({ gap, by: open(gap) }))
      .sort((a, b) => b.by.cmp(a.by))
      .map(({ gap }) => gap);
  }

  question(trial: Trial, as: { readonly jointly?: true; readonly provisional?: true; readonly bearsOn?: Question['bearsOn'] }): Question {
    const { results, before, path, gap } = trial;
    const gains = results.map((r) => r.gain.total);
    const bearsOn = as.bearsOn ?? (results.some((r) => r.changesAmounts) ? 'amounts' : 'payments');
    return {
      ...this.#wording(gap, clauseOf(before, `$${path.map((s) => (typeof s === 'number' ? `[${s}]` : `.${s}`)).join('')}`)),
      bearsOn,
      narrows: { min: formatMoney(gains.reduce(minOf)), max: formatMoney(gains.reduce(maxOf)) },
      ...(as.jointly && { jointly: true }),
      ...(as.provisional && { provisional: true }),
      outcomes: results.map((r) => this.#outcome(r, trial)),
    };
  }

  /** A question that was ranked without a trial. */
  untried(gap: Gap): Question {
    const open = this.#open.get(gap.text);
    const width = new Dec(this.#now.total.max).minus(this.#now.total.min);
    return {
      ...this.#wording(gap, clauseOf(this.#now, gap.text)),
      bearsOn: open !== undefined ? 'amounts' : 'payments',
      narrows: { min: formatMoney(ZERO), max: formatMoney(minOf(open ?? ZERO, width)) },
      provisional: true,
      outcomes: [],
    };
  }

  #wording(gap: Gap, clause: string | undefined): Omit<Question, 'bearsOn' | 'narrows' | 'outcomes'> {
    const { fact, text: path } = gap;
    const unit = UNITS[fact.type];
    const { who } = fact.asking;
    return {
      path,
      fact: fact.name,
      type: fact.type,
      ...(unit === undefined ? undefined : { unit }),
      source: { kind: fact.source, who, name: this.#policy.answerers[who] ?? text(who, who) },
      question: this.#worded(gap),
      clause: clause ?? fact.asking.clause,
    };
  }

  /** The question with the name of the row that it is about. */
  #worded({ list, path, fact: { asking } }: Gap): Bilingual {
    const { question } = asking;
    if (list === undefined) return question;
    const { of, row: name } = this.#policy.facts[list] as FactList;
    const row = (this.#facts[list] as readonly Row[])[path[1] as number] as Row;
    const inner = typeof path[3] === 'number' ? ([of[path[2] as string], (row[path[2] as string] as readonly Row[])[path[3]]] as const) : undefined;
    const year = yearIn(of, row) ?? (inner && yearIn((inner[0] as FactList).of, inner[1] as Row));
    const id = String(row[calledBy(of)]);
    const [ofYear, inYear] = year === undefined ? ['', ''] : [`${String(year)}年`, `, ${String(year)}`];
    return text(`${name.zh}“${id}”：${ofYear}${question.zh}`, `${name.en} “${id}”${inYear}: ${question.en}`);
  }

  #outcome({ answer, after }: Tried, { before, renamed }: Trial): AnswerOutcome {
    const { total: now } = this.#now;
    const total = (end: 'min' | 'max'): string => formatMoney(new Dec(now[end]).minus(before.total[end]).plus(after.total[end]));
    const place = (key: string): number => this.#places.get(key) ?? Infinity;
    const { awards, payments } = changed(before, after);
    const key = (a: Award): string => keyIn(a, this.#policy.facts, renamed);
    const determinations = awards.map((a) => ({ key: key(a), status: a.determination.status, amount: a.determination.amount }));
    return {
      answer: answer.value,
      label: answer.label,
      total: { min: total('min'), max: total('max') },
      determinations: renamed === undefined ? determinations : determinations.sort((a, b) => place(a.key) - place(b.key) || 0),
      payments: payments.map(key),
    };
  }
}

interface Changed {
  readonly awards: readonly Award[];
  readonly payments: readonly Award[];
}

const known = new WeakMap<Figures, Changed>();

/** The awards whose determination changes, and those whose payment does; found once for rows that are alike. */
function changed(before: Figures, after: Figures): Changed {
  let found = known.get(after);
  if (found !== undefined) return found;
  const told = ({ determination: { status, amount } }: Award): string => `${status} ${amount.min} ${amount.max}`;
  const was = new Map(before.awards.map((a) => [a.determination.key, told(a)]));
  const pays = (f: Figures): Map<string, string> => new Map(f.payments.map((p) => [p.key, JSON.stringify(figuresOnly(p))]));
  const [wasPaid, isPaid] = [pays(before), pays(after)];
  const byKey = new Map([...before.awards, ...after.awards].map((a) => [a.determination.key, a]));
  const payments = [...new Set([...wasPaid.keys(), ...isPaid.keys()])].filter((k) => wasPaid.get(k) !== isPaid.get(k)).map((k) => byKey.get(k) as Award);
  known.set(after, (found = { awards: after.awards.filter((a) => was.get(a.determination.key) !== told(a)), payments }));
  return found;
}

/** The key of a determination of a part, or of the one that it stands for in another part. */
function keyIn({ measure: { id, source }, determination: d }: Award, table: FactTable, renamed: Trial['renamed']): string {
  if (renamed === undefined) return d.key;
  const space = 'group' in source ? 'person' : spaceOf((table[source.each] as FactList).of, source.each, source.id);
  const name = renamed.get(`${space} ${d.subject.id}`)?.slice(space.length + 1) ?? d.subject.id;
  return d.year === undefined ? `${id}:${name}` : `${id}:${name}:${d.year}`;
}

/** The sentence of the first condition that the fact leaves open, else of the first award it opens. */
function clauseOf(a: Figures, path: string): string | undefined {
  const open = a.awards.map((x) => x.determination).filter((d) => counts(d) && d.missing?.includes(path));
  for (const d of open) {
    const condition = d.conditions.find((c) => c.missing?.includes(path));
    if (condition !== undefined) return condition.clause;
  }
  return open[0]?.clause;
}

/** The fact that a row is called by: its id, else the first name that it must bear. */
const calledBy = (table: FactTable): string =>
  'id' in table ? 'id' : (Object.keys(table).find((name) => table[name]?.kind === 'fact' && (table[name] as { type: FactType }).type === 'id') ?? '');

/** The year that a row must state. */
function yearIn(table: FactTable, row: Row): unknown {
  const name = Object.keys(table).find((n) => table[n]?.required === true && (table[n] as { type?: FactType }).type === 'year');
  return name === undefined ? undefined : row[name];
}

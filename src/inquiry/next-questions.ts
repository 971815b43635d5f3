import type { AssessOptions } from '../assessment/assess.js';
import { type CaseFile, type ReadCase, readCase } from '../case/read.js';
import type { FactSource, FactType } from '../facts/fact.js';
import { type Context, contextOf } from '../kernel/context.js';
import { type Dec, Dec as Decimal, ZERO, formatMoney, maxOf, minOf, notBelowZero } from '../kernel/decimal.js';
import type { Status } from '../kernel/determination.js';
import type { Payment } from '../kernel/payment.js';
import type { Range } from '../kernel/span.js';
import { type Bilingual, text } from '../kernel/text.js';
import { ANSWERERS, type Answerer, ROW_NAMES, askingOf } from './asking.js';
import { type Figures, type Width, amountFigures, counts, figuresOf, isDetermined, paymentFigures, widthsOf } from './figures.js';
import { type Gap, gapsOf, jsonPath, put, stepsOf, withFact } from './gaps.js';
import { mattersJointly } from './jointly.js';
import { type Part, partsOf } from './parts.js';
import { type Answer, representatives } from './representatives.js';

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
  readonly source: { readonly kind: FactSource; readonly who: Answerer; readonly name: Bilingual };
  readonly question: Bilingual;
  /** The sentence that makes it matter. */
  readonly clause: string;
  /** Whether it bears on what is due, or only on when it is paid. */
  readonly bearsOn: 'amounts' | 'payments';
  /** By how much the range of the payable total shrinks: at least, and at most, over the answers. */
  readonly narrows: Range;
  /** Present where the answer alone changes nothing yet, but does together with other open facts. */
  readonly jointly?: true;
  readonly outcomes: readonly AnswerOutcome[];
}

/**
 * What to find out next: the missing facts that can still change a status, an amount, a payment or a
 * total, the one that can narrow the payable total most first. Facts that bear on payments alone come
 * after all that bear on amounts. An empty list means that no fact of the stated entities can change
 * anything any more.
 *
 * Each representative answer is assessed in place of the gap; nothing is predicted. A fact that only
 * matters once another one is known is listed when that one is; if no answer alone changes anything
 * although figures are open, the facts that matter together are listed (`jointly`).
 *
 * Absent entities are not asked for, nor is acceptance; see `Gap` in `gaps.ts`.
 *
 * @throws InvalidCaseError as `assess` does; the case is not changed
 */
export function nextQuestions(caseFile: CaseFile, options?: Omit<AssessOptions, 'election'>): Question[] {
  const context = contextOf(options, 'workLimit');
  return questionsOf(readCase(caseFile), context, options?.workLimit);
}

/**
 * The case file with one more answer, as a copy; groups on the way are made.
 *
 * @param path `path` of a question
 * @throws RangeError when there is no such row; the value itself is checked when the case is read
 */
export function withAnswer(caseFile: CaseFile, path: string, value: unknown): CaseFile {
  return put(caseFile, stepsOf(path), value) as CaseFile;
}

function questionsOf(read: ReadCase, context: Context, workLimit: number | undefined): Question[] {
  const assess = (r: ReadCase): Figures => figuresOf(r, context, workLimit);
  const now = assess(read);
  const gaps = gapsOf(read);
  const parts = partsOf(read);
  const standing = new Map<Part, Standing>();
  const standingOf = (part: Part): Standing => {
    let known = standing.get(part);
    if (known === undefined) {
      const before = part.read === read ? now : assess(part.read);
      standing.set(part, (known = { before, amounts: amountFigures(before), payments: paymentFigures(before), width: widthsOf(before) }));
    }
    return known;
  };
  const trial = (gap: Gap): Trial => {
    const part = parts.of(gap);
    const path = gap.list === undefined ? gap.path : [gap.list, part.position(gap.list, gap.path[1] as number), ...gap.path.slice(2)];
    const inPart: Gap = { ...gap, path };
    const before = standingOf(part);
    const answers = representatives(inPart, part.read, context, paymentOf(inPart, part.read, before.before));
    const results = answers.map((a) => tried(a, assess(withFact(part.read, path, a.known)), before));
    return { gap, part: inPart, results, standing: before };
  };

  const named = namedGaps(now, gaps, read);
  let trials = named.map(trial).filter(changes);
  if (trials.length === 0 && isDetermined(now)) return [];
  if (trials.length === 0 && named.length < gaps.length) trials = gaps.map(trial).filter(changes);
  if (trials.length > 0) return rank(trials).map((t) => questionOf(t, now, read, undefined));
  return rank(gaps.map(trial)).flatMap((t) => {
    const others = gaps.filter((g) => g !== t.gap && parts.of(g) === parts.of(t.gap));
    const bearsOn = mattersJointly(t.gap, others, read, context, assess);
    return bearsOn === undefined ? [] : [questionOf(t, now, read, bearsOn)];
  });
}

interface Standing {
  readonly before: Figures;
  readonly amounts: string;
  readonly payments: string;
  readonly width: Width;
}

interface Tried {
  readonly answer: Answer;
  readonly after: Figures;
  readonly changesAmounts: boolean;
  readonly changesPayments: boolean;
  /** How much narrower the figures of the part become. */
  readonly gain: Width;
}

interface Trial {
  readonly gap: Gap;
  /** The gap as its part counts the rows. */
  readonly part: Gap;
  readonly results: readonly Tried[];
  readonly standing: Standing;
}

function tried(answer: Answer, after: Figures, { amounts, payments, width }: Standing): Tried {
  const then = widthsOf(after);
  return {
    answer,
    after,
    changesAmounts: amountFigures(after) !== amounts,
    changesPayments: paymentFigures(after) !== payments,
    gain: {
      total: notBelowZero(width.total.minus(then.total)),
      amounts: width.amounts.minus(then.amounts),
      payments: width.payments.minus(then.payments),
    },
  };
}

const changes = ({ results }: Trial): boolean => results.some((r) => r.changesAmounts || r.changesPayments);

/** The award whose payment a gap bears on. */
function payingKey({ list, path }: Gap, { facts }: ReadCase): string | undefined {
  const row = path[1] as number;
  if (list === 'projects') return `investment-subsidy:${facts.projects?.[row]?.id}`;
  if (list === 'consortia') return `consortium-investment-subsidy:${facts.consortia?.[row]?.id}`;
  return list === 'parks' ? `park-award:${facts.parks?.[row]?.id}` : undefined;
}

function paymentOf(gap: Gap, read: ReadCase, { payments }: Figures): Payment | undefined {
  const key = payingKey(gap, read);
  return payments.find((p) => p.key === key);
}

/**
 * The gaps that the assessment itself names, and those that it cannot name because they bear on the
 * choice under F.3 or on payments: the others need not be tried.
 */
function namedGaps(now: Figures, gaps: readonly Gap[], read: ReadCase): Gap[] {
  const named = new Set(now.determinations.flatMap((d) => (counts(d) ? (d.missing ?? []) : [])));
  const leased = new Set(read.facts.leases?.map((l) => l.project));
  const paid = new Set(now.payments.map((p) => p.key));
  return gaps.filter((gap) => {
    const { text: path, list, name } = gap;
    if (named.has(path) || list === undefined) return true;
    if (list === 'leases') return name === 'equipmentValue' || name === 'mode';
    const id = read.projects[gap.path[1] as number]?.id as string;
    if (list === 'projects' && !name.startsWith('construction.')) return name === 'totalInvestment' && leased.has(id);
    return paid.has(payingKey(gap, read) ?? '');
  });
}

/** What a gap is ranked by, most important first. */
function weight({ results }: Trial): readonly Dec[] {
  const most = (of: (w: Width) => Dec): Dec => results.reduce<Dec>((m, r) => maxOf(m, of(r.gain)), ZERO);
  const least = (of: (w: Width) => Dec): Dec => results.map((r) => of(r.gain)).reduce(minOf);
  return [
    new Decimal(results.some((r) => r.changesAmounts) ? 1 : 0),
    most((w) => w.total),
    least((w) => w.total),
    most((w) => w.amounts),
    most((w) => w.payments),
    least((w) => w.payments),
  ];
}

/** Equal weights keep the order of the case file. */
function rank(trials: readonly Trial[]): Trial[] {
  const weighed = trials.map((trial) => ({ trial, by: weight(trial) }));
  weighed.sort((a, b) => {
    for (const [i, x] of a.by.entries()) {
      const order = (b.by[i] as Dec).cmp(x);
      if (order !== 0) return order;
    }
    return 0;
  });
  return weighed.map((w) => w.trial);
}

const UNITS: Readonly<Partial<Record<FactType, Question['unit']>>> = {
  money: 'CNY',
  ratio: 'ratio',
  day: 'day',
  rank: 'rank',
  count: 'enterprises',
};

function questionOf(trial: Trial, now: Figures, read: ReadCase, jointly: Question['bearsOn'] | undefined): Question {
  const { gap, results, standing } = trial;
  const { fact, list, name } = gap;
  const asking = askingOf(list, name);
  const gains = results.map((r) => r.gain.total);
  const unit = UNITS[fact.type];
  return {
    path: gap.text,
    fact: fact.name,
    type: fact.type,
    ...(unit === undefined ? undefined : { unit }),
    source: { kind: fact.source, who: asking.who, name: ANSWERERS[asking.who] },
    question: worded(gap, read, asking.question),
    clause: clauseOf(standing.before, jsonPath(trial.part.path)) ?? asking.clause,
    bearsOn: jointly ?? (results.some((r) => r.changesAmounts) ? 'amounts' : 'payments'),
    narrows: { min: formatMoney(gains.reduce(minOf)), max: formatMoney(gains.reduce(maxOf)) },
    ...(jointly !== undefined ? { jointly: true as const } : undefined),
    outcomes: results.map((r) => outcomeOf(r, standing.before, now)),
  };
}

/** The sentence of the first condition that the fact leaves open, else of the first award it opens. */
function clauseOf(a: Figures, path: string): string | undefined {
  const open = a.determinations.filter((d) => counts(d) && d.missing?.includes(path));
  for (const d of open) {
    const condition = d.conditions.find((c) => c.missing?.includes(path));
    if (condition !== undefined) return condition.clause;
  }
  return open[0]?.clause;
}

/** The question with the name of the row that it is about. */
function worded({ list, path }: Gap, read: ReadCase, question: Bilingual): Bilingual {
  if (list === undefined) return question;
  const row = read.facts[list]?.[path[1] as number] as unknown as Record<string, unknown>;
  const id = String(row['id'] ?? row['provider'] ?? row['project']);
  const inner = (row[path[2] as string] as readonly { year?: number }[] | undefined)?.[path[3] as number];
  const year = row['year'] ?? (typeof path[3] === 'number' ? inner?.year : undefined);
  const { zh, en } = ROW_NAMES[list];
  const [ofYear, inYear] = year === undefined ? ['', ''] : [`${String(year)}年`, `, ${String(year)}`];
  return text(`${zh}“${id}”：${ofYear}${question.zh}`, `${en} “${id}”${inYear}: ${question.en}`);
}

function outcomeOf({ answer, after }: Tried, before: Figures, now: Figures): AnswerOutcome {
  const total = (end: 'min' | 'max'): string =>
    formatMoney(new Decimal(now.total[end]).minus(before.total[end]).plus(after.total[end]));
  const was = new Map(before.determinations.map((d) => [d.key, `${d.status} ${d.amount.min} ${d.amount.max}`]));
  const wasPaid = new Map(before.payments.map((p) => [p.key, JSON.stringify(p)]));
  const isPaid = new Map(after.payments.map((p) => [p.key, JSON.stringify(p)]));
  return {
    answer: answer.value,
    label: answer.label,
    total: { min: total('min'), max: total('max') },
    determinations: after.determinations
      .filter((d) => was.get(d.key) !== `${d.status} ${d.amount.min} ${d.amount.max}`)
      .map(({ key, status, amount }) => ({ key, status, amount })),
    payments: [...new Set([...wasPaid.keys(), ...isPaid.keys()])].filter((key) => wasPaid.get(key) !== isPaid.get(key)),
  };
}

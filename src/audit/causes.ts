import { type Award as Due, determine } from '../assess/determine.js';
import type { ReadCase, Row } from '../case/case.js';
import { type Context, contextWith } from '../core/context.js';
import { Dec as Decimal, type Dec, FEN, MAX_MONEY, ZERO, downToFen, toFen, upToFen } from '../core/decimal.js';
import type { FactTable } from '../core/fact.js';
import { type Linear, type Stage, onBase } from '../core/formula.js';
import { rounded } from '../core/law.js';
import { type FactsOf, paidOn } from '../core/measure.js';
import { ALL, type Ratio, lower, ratio, share } from '../core/ratio.js';
import { type Span, exactly, isCertain, same } from '../core/span.js';
import { type Bilingual, text } from '../core/text.js';
import { paymentWith, spanOf, stagedPay } from './account.js';
import type { Cause } from './finding.js';
import { cause } from './words.js';

/**
 * Why a figure may have come out as it did. A slip is told only if it gives the paid sum to the fen, the
 * simplest one first: what needs no other figure, one other figure, two; last another reading.
 */

/** What the slips are looked for in. */
export interface Sources {
  readonly read: ReadCase;
  readonly awards: readonly Due[];
  readonly context: Context;
  /** Whether so much work may still be done. */
  readonly spend: (work: number) => boolean;
  /** Determinations under each other value of each reading, by key. */
  readonly otherReadings: () => readonly OtherReading[];
}

export interface OtherReading {
  readonly id: string;
  readonly value: string;
  readonly shown: Bilingual;
  readonly byKey: ReadonlyMap<string, Due>;
}

/** One reading at a time; none where the work limit does not allow it. */
export function otherReadings({ read, awards, context, spend }: Omit<Sources, 'otherReadings'>): OtherReading[] {
  const { policy, readings } = context;
  const before = new Map(awards.map((a) => [a.determination.key, a]));
  const effort = awards.reduce((n, a) => n + 1 + a.rows.length, 0);
  // What a reading leaves as it is explains nothing; how it is paid may change all the same.
  const changes = (a: Due): boolean => {
    const own = before.get(a.determination.key);
    return own === undefined || stagedPay(a.measure) !== undefined || own.determination.status !== a.determination.status || !same(own.amount, a.amount);
  };
  return Object.entries(policy.readings).flatMap(([id, { values }]) =>
    Object.entries(values).flatMap(([value, shown]): OtherReading[] => {
      if (value === readings[id] || !spend(effort)) return [];
      const found = determine(read, contextWith(policy, { ...readings, [id]: value })).filter(changes);
      return [{ id, value, shown, byKey: new Map(found.map((a) => [a.determination.key, a])) }];
    }),
  );
}

const byReading = (s: Sources, { determination: { key } }: Due, fits: (other: Due) => boolean): readonly Cause[] => {
  for (const { id, value, shown, byKey } of s.otherReadings()) {
    const other = byKey.get(key);
    if (other !== undefined && fits(other)) return [cause('other-reading', `${id}=${value}`, shown)];
  }
  return [];
};

/** A reading under which an ineligible award comes to exactly what was paid. */
export const eligibleUnder = (paid: Dec, due: Due, s: Sources): readonly Cause[] =>
  byReading(s, due, (other) => other.determination.status !== 'ineligible' && isCertain(other.amount) && other.amount.hi.eq(paid));

/** The stated money of others on the inputs of an award. */
export function moneyOfOthers(due: Due, { read, context }: Pick<Sources, 'read' | 'context'>): { readonly list: string; readonly name: Bilingual; readonly amount: Dec }[] {
  const { facts, moneyOfOthers: lists = [] } = context.policy;
  return lists.flatMap(({ list, of, amount }) => {
    const table = facts[list];
    if (table?.kind !== 'list') return [];
    const entry = table.of[of];
    const inputs = entry?.kind === 'fact' ? entry.refersTo : undefined;
    const own = read.rows(list).filter((row) => inputs !== undefined && due.inputs.includes(read.position(inputs, row[of] as string)));
    const sum = own.reduce<Dec>((s, row) => s.plus((row[amount] as Dec | undefined) ?? ZERO), ZERO);
    return sum.isZero() ? [] : [{ list, name: table.name, amount: sum }];
  });
}

// ---- figures that are mistaken for the right ones --------------------------------------------------

interface Slip {
  /** Exact, unrounded. */
  readonly figure: Dec;
  readonly causes: readonly Cause[];
}

interface Option<T> {
  readonly value: T;
  readonly cause: Cause;
}

const isMoney = (s: Stage): s is Stage & { readonly span: Span } => s.unit === 'CNY';

/** The figures of earlier stages, each with what was not done afterwards. */
function stageSlips({ valuation }: Due): Slip[] {
  const stages = (valuation?.stages ?? []).filter(isMoney).filter((s) => s.id !== 'base');
  const last = stages.at(-1);
  if (last === undefined) return [];
  return stages.slice(0, -1).flatMap((stage, i): Slip[] => {
    if (!isCertain(stage.span) || stage.span.hi.eq(last.span.hi)) return [];
    // What came between: the first stage that changed the figure; amounts that are only deducted are told by it.
    const next = stages.slice(i + 1).find((s) => s.span.hi.cmp(stage.span.hi) < 0) ?? last;
    const skipped = next.id === 'cap' ? cause('uncapped') : next.id === 'settled' ? cause('factor-ignored', 'factor', factorName(valuation?.stages ?? [])) : cause('gross-of-deduction', next.id, next.label);
    return stage.span.hi.cmp(last.span.hi) > 0 ? [{ figure: stage.span.hi, causes: [skipped] }] : [];
  }).reverse();
}

const factorName = (stages: readonly Stage[]): Bilingual => stages.find((s) => s.id === 'factor')?.label ?? text('', '');

/** Slips in a percentage: another rate, another base, no cap. */
function linearSlips(due: Due, s: Sources): Slip[] {
  const linear = due.valuation?.linear;
  if (linear === undefined || !isCertain(linear.base) || !isCertain(linear.rate)) return [];
  const on = (base: Dec, rate: Dec, cap: Dec = linear.cap): Dec => onBase({ ...linear, cap, rate: exactly(rate) } satisfies Linear, exactly(base)).hi;
  const [base, rate] = [linear.base.hi, linear.rate.hi];
  const rates = ratesOf(due, s);
  const bases = basesOf(due);
  const one = [
    ...rates.map((r): Slip => ({ figure: on(base, r.value), causes: [r.cause] })),
    ...bases.map((b): Slip => ({ figure: on(b.value, rate), causes: [b.cause] })),
    { figure: on(base, rate, MAX_MONEY), causes: [cause('uncapped')] },
  ];
  const two = [
    ...rates.map((r): Slip => ({ figure: on(base, r.value, MAX_MONEY), causes: [cause('uncapped'), r.cause] })),
    ...bases.map((b): Slip => ({ figure: on(b.value, rate, MAX_MONEY), causes: [cause('uncapped'), b.cause] })),
    ...bases.flatMap((b) => rates.map((r): Slip => ({ figure: on(b.value, r.value), causes: [b.cause, r.cause] }))),
  ];
  return [...one, ...two];
}

/** Rates of the measure's other classes, and of measures that the same subject could have in mind. */
function ratesOf(due: Due, { awards, context }: Sources): Option<Dec>[] {
  const { measure, law, inputs, valuation } = due;
  const right = valuation?.linear?.rate.hi as Dec;
  const named = (of: typeof measure, code: 'rate-of-other-class' | 'rate-of-other-measure'): Option<Dec>[] =>
    of.parameters.flatMap((id) => {
      const p = law.parameter(id);
      return p.unit !== 'ratio' || id === stagedPay(of)?.share || p.decimal.eq(right) ? [] : [{ value: p.decimal, cause: cause(code, id, p.name) }];
    });
  const shares = (of: typeof measure): boolean => awards.some((a) => a.measure === of && a.inputs.some((i) => inputs.includes(i)));
  const near = context.policy.measures.filter((m) => m !== measure && ((m.article === measure.article && m.kind === measure.kind) || shares(m)));
  const own = named(measure, 'rate-of-other-class');
  return [...own, ...near.flatMap((m) => named(m, 'rate-of-other-measure')).filter((r) => !own.some((o) => o.value.eq(r.value)))];
}

/** Stated sums of money that could have been taken for the base. */
function basesOf(due: Due): Option<Dec>[] {
  const { measure, facts, law, rows, valuation } = due;
  const right = valuation?.linear?.base.hi as Dec;
  const out: Option<Dec>[] = [];
  const add = (value: Dec | undefined, told: Cause): void => {
    if (value !== undefined && !value.eq(right) && !out.some((o) => o.value.eq(value))) out.push({ value, cause: told });
  };
  if (measure.rows === undefined) {
    for (const { path, name, of } of moneyFacts(measure.facts)) add(of(facts), cause('base-of-other-fact', path, name));
  } else {
    const entry = measure.facts[measure.rows.fact];
    const given = (facts[measure.rows.fact] as readonly FactsOf[] | undefined) ?? [];
    const sum = (of: (row: FactsOf) => Dec | undefined, counting: boolean): Dec | undefined => {
      const own = given.filter((_row, i) => !counting || rows[i]?.status === 'eligible').map(of);
      return own.includes(undefined) ? undefined : (own as Dec[]).reduce((a, b) => a.plus(b), ZERO);
    };
    const money = entry?.kind === 'list' ? moneyFacts(entry.of) : [];
    for (const { path, name, of } of money) add(sum(of, true), cause('base-of-other-fact', path, name));
    for (const { of } of money) add(sum(of, false), cause('base-with-excluded-rows'));
  }
  for (const id of measure.parameters) {
    const p = law.parameter(id);
    if (p.unit === 'CNY' && p.bound === 'at-least' && right.cmp(p.decimal) > 0) add(right.minus(p.decimal), cause('base-above-threshold', id, p.name));
  }
  return out;
}

interface MoneyFact {
  readonly path: string;
  readonly name: Bilingual;
  readonly of: (facts: FactsOf) => Dec | undefined;
}

function moneyFacts(table: FactTable): MoneyFact[] {
  return Object.entries(table).flatMap(([path, entry]): MoneyFact[] => {
    if (entry.kind === 'fact' && entry.type === 'money') return [{ path, name: entry.name, of: (f) => f[path] as Dec | undefined }];
    if (entry.kind !== 'group') return [];
    return moneyFacts(entry.of).map((inner) => ({
      path: `${path}.${inner.path}`,
      name: text(`${entry.name.zh}${inner.name.zh}`, `${entry.name.en}: ${inner.name.en}`),
      of: (f) => (f[path] === undefined ? undefined : inner.of(f[path] as Row)),
    }));
  });
}

// ---- totals ---------------------------------------------------------------------------------------

const TEN_THOUSAND = new Decimal(10_000);

/** What a total was paid as. */
export interface TotalTerms {
  readonly advances: Dec;
  readonly lines: number;
  /** Amounts of the earlier parts of one payable, which it is paid net of. */
  readonly parts: readonly Dec[];
}

/** Why a total may have come out as it did. */
export function explainTotal(target: Dec, due: Due, { advances, lines, parts }: TotalTerms, s: Sources): readonly Cause[] {
  const right = due.amount.hi;
  if (!isCertain(due.amount) || target.eq(right)) return [];
  const beside = moneyOfOthers(due, s).find((m) => m.amount.eq(target.minus(right)));
  if (beside !== undefined) return [cause('money-of-others', beside.list, beside.name)];
  if (!advances.isZero() && target.eq(right.plus(advances))) return [cause('advances-not-deducted')];
  if (lines > 1 && target.eq(right.times(2))) return [cause('paid-twice')];
  const partly = parts.slice(0, -1).map((_p, i) => parts.slice(0, i + 1).reduce((a, b) => a.plus(b), ZERO)).findIndex((sum) => target.eq(right.plus(sum)));
  if (partly >= 0) return [cause('deduction-incomplete', `${partly + 1}`)];
  const round = (a: Dec): Dec => rounded(due.law, a);
  const slips = [...stageSlips(due), ...linearSlips(due, s)];
  const hit = slips.find((x) => round(x.figure).eq(target));
  if (hit !== undefined) return hit.causes;
  const pays = stagedPay(due.measure);
  if (pays !== undefined && downToFen(share(right, ratio(due.law.parameter(pays.share).decimal))).eq(target)) return [cause('half-of-total')];
  if (target.minus(right).abs().eq(FEN)) return [cause('rounding')];
  if (target.eq(right.times(TEN_THOUSAND)) || toFen(right.div(TEN_THOUSAND)).eq(target)) return [cause('unit')];
  if (target.cmp(right) < 0) {
    const left = rowsLeftOut(target, due, s);
    if (left.length > 0) return left;
  }
  return byReading(s, due, (other) => other.determination.status !== 'ineligible' && isCertain(other.amount) && other.amount.hi.eq(target));
}

/** Most rows that are looked for as left out. */
const MOST_LEFT_OUT = 3;

/** Up to three rows whose absence gives the figure; of rows that bring the same, the first ones. */
function rowsLeftOut(target: Dec, due: Due, { spend }: Sources): readonly Cause[] {
  const linear = due.valuation?.linear;
  const counting = due.rows.filter((r) => r.status === 'eligible' && !r.span.hi.isZero());
  if (linear === undefined || counting.length < 2 || counting.some((r) => !isCertain(r.span))) return [];
  const walk = (from: number, base: Dec, gone: readonly string[]): readonly string[] | undefined => {
    for (let i = from; i < counting.length; i += 1) {
      const row = counting[i] as (typeof counting)[number];
      if (!spend(1)) return undefined;
      const left = base.minus(row.span.hi);
      const own = [...gone, row.id];
      if (paidOn(due, exactly(left)).hi.eq(target)) return own;
      const found = own.length < MOST_LEFT_OUT ? walk(i + 1, left, own) : undefined;
      if (found !== undefined) return found;
    }
    return undefined;
  };
  const gone = walk(0, linear.base.hi, []);
  return gone === undefined ? [] : [cause('rows-left-out', gone.join(', '))];
}

// ---- advances -------------------------------------------------------------------------------------

/** Why the advances may have come out as they did; `total` is what the award comes to by itself. */
export function explainAdvance(target: Dec, due: Due, terms: { readonly total: Dec; readonly limit: Dec; readonly lines: number }, s: Sources): readonly Cause[] {
  const { total, limit, lines } = terms;
  const pays = stagedPay(due.measure);
  if (pays === undefined) return [];
  const beside = moneyOfOthers(due, s).find((m) => m.amount.eq(target.minus(limit)));
  if (beside !== undefined) return [cause('money-of-others', beside.list, beside.name)];
  const most = ratio(due.law.parameter(pays.share).decimal);
  const progress = progressOf(due);
  const reach = progress === undefined ? most : lower(progress, most);
  const fractions: { readonly of: Ratio; readonly causes: readonly Cause[] }[] = [
    { of: reach, causes: [] },
    { of: most, causes: [cause('share-of-total-flat')] },
    ...(progress === undefined ? [] : [{ of: progress, causes: [cause('progress-without-share')] }]),
    { of: ALL, causes: [cause('whole-total')] },
  ];
  const on = (figure: Dec): readonly Cause[] | undefined => fractions.find((f) => f.causes.length > 0 && downToFen(share(figure, f.of)).eq(target))?.causes;
  const plain = on(total);
  if (plain !== undefined) return plain;
  if (lines > 1 && target.eq(limit.times(2))) return [cause('paid-twice')];
  if (target.minus(limit).abs().eq(FEN) || upToFen(share(total, reach)).eq(target)) return [cause('rounding')];
  const slip = [...stageSlips(due), ...linearSlips(due, s)].find((x) => downToFen(share(rounded(due.law, x.figure), reach)).eq(target));
  if (slip !== undefined) return slip.causes;
  return byReading(s, due, (other) => {
    const advance = paymentWith(other, other.amount, ZERO)?.advance;
    return advance !== undefined && spanOf(advance.cumulativeLimit).hi.eq(target);
  });
}

/** The progress of an award in stages; undefined where it is open or goes by years. */
function progressOf({ measure, facts, law, subject }: Due): Ratio | undefined {
  const { pays } = measure;
  if (pays?.as !== 'stages') return undefined;
  const { span } = pays.progress(facts as never, law, subject.locate);
  return isCertain(span) ? span.hi : undefined;
}

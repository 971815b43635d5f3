import { type Budget, spend } from '../assess/choose.js';
import type { Award as Due } from '../assess/determine.js';
import type { Context } from '../core/context.js';
import { type Dec, FEN, MAX_MONEY, WAN, ZERO, added, downToFen, toFen, upToFen } from '../core/decimal.js';
import { type FactList, type FactTable, referredBy } from '../core/fact.js';
import { type Stage, onBase } from '../core/formula.js';
import { remembered } from '../core/groups.js';
import { type AnyReadings, rounded } from '../core/law.js';
import type { Row } from '../core/facts.js';
import { paidOn } from '../core/evaluate.js';
import type { Measure } from '../core/measure.js';
import { stagedPay } from '../core/payment.js';
import { lower, ratio, share } from '../core/ratio.js';
import { type Span, exactly, isCertain, spanOf } from '../core/span.js';
import { type Bilingual, text } from '../core/text.js';
import type { ReadCase } from '../core/view.js';
import { determineAlone, watched } from '../explain/figures.js';
import { paymentWith } from './account.js';
import { type Cause, cause } from './finding.js';

/**
 * Why a figure may have come out as it did. A slip is told only if it gives the paid sum to the fen, the
 * simplest one first: what needs no other figure, one other figure, two; last another reading.
 */

/** What the slips are looked for in. */
export interface Sources {
  readonly read: ReadCase;
  readonly awards: readonly Due[];
  readonly context: Context;
  readonly budget: Budget;
}

/** Each other value of each reading; none where the work limit does not allow it. */
const otherValues = remembered(({ awards, context: { policy, readings }, budget }: Sources) => {
  const effort = awards.reduce((n, a) => n + 1 + a.rows.length, 0);
  return Object.entries(policy.readings).flatMap(([id, { question, values }]) => Object.entries(values).flatMap(([value, { zh, en }]) =>
    (value !== readings[id] && spend(budget, effort) ? [{ id, value, shown: text(`${question.zh}${zh}`, `${question.en} ${en}`) }] : [])));
});
type Value = ReturnType<typeof otherValues>[number];

/** The awards of a measure by their key, under each other value and as they are, where it is noted which readings are looked at. */
const awardsOf = remembered(({ read, context }: Sources) => remembered((measure: Measure) => {
  const looked = new Set<string>();
  const under = (readings: AnyReadings): ReadonlyMap<string, Due> =>
    new Map(determineAlone(read, [measure], context, readings).map((a) => [a.determination.key, a]));
  return { looked, now: under(watched(context.readings, looked)), with: remembered(({ id, value }: Value) => under({ ...context.readings, [id]: value })) };
}));

/** A reading under which the award, which does not fit as it is, is paid with what was paid. */
function byReading(s: Sources, { determination: { key }, measure }: Due, fits: (other: Due) => boolean): readonly Cause[] {
  const found = awardsOf(s)(measure);
  const isPaid = (award: Due | undefined): boolean => award !== undefined && fits(award);
  // Another value of a reading that nothing looks at, here either, changes nothing.
  isPaid(found.now.get(key));
  const hit = otherValues(s).find((other) => found.looked.has(other.id) && isPaid(found.with(other).get(key)));
  return hit === undefined ? [] : [cause('other-reading', `${hit.id}=${hit.value}`, hit.shown)];
}

/** A reading under which an award comes to exactly what was paid. */
export const comesTo = (paid: Dec, due: Due, s: Sources): readonly Cause[] =>
  byReading(s, due, ({ amount }) => isCertain(amount) && amount.hi.eq(paid));

/** A figure that comes out if something is done wrong. */
const slip = (figure: Dec, ...causes: readonly Cause[]) => ({ figure, causes });
type Slip = ReturnType<typeof slip>;
/** Of slips, the first that gives the figure. */
const reproduced = (target: Dec, slips: readonly Slip[]): readonly Cause[] | undefined => slips.find((x) => x.figure.eq(target))?.causes;

/** The stated money of others on the inputs of an award, on top of what is right. */
function moneyOfOthers(right: Dec, due: Due, { read, context }: Sources): Slip[] {
  const { facts, moneyOfOthers: lists = [] } = context.policy;
  return lists.flatMap(({ list, of, amount }) => {
    const table = facts[list] as FactList;
    const inputs = referredBy(table.of[of]);
    const own = read.rows(list).filter((row) => inputs !== undefined && due.inputs.includes(read.position(inputs, row[of] as string)));
    const stated = added(own.map((row) => (row[amount] as Dec | undefined) ?? ZERO));
    return stated.isZero() ? [] : [slip(right.plus(stated), cause('money-of-others', list, table.name))];
  });
}

/** The figures of earlier stages, the last first, each with what was not done afterwards: the first stage that lowered it. */
function stageSlips({ valuation, measure: { formula: { derives = {} } } }: Due): Slip[] {
  const all = valuation?.stages ?? [];
  const deducted = Object.values(derives).map((d) => d.as === 'difference' && d.of[1]);
  const stages = all.filter((s): s is Stage & { readonly span: Span } => s.unit === 'CNY' && s.id !== 'base' && !deducted.includes(s.id));
  return stages.flatMap(({ span }): Slip[] => {
    const next = stages.find((s) => s.span.hi.cmp(span.hi) < 0);
    if (next === undefined || !isCertain(span)) return [];
    // A factor and a deduction are told by their own names.
    const how = derives[next.id];
    const { id, label } = all.find((x) => x.id === how?.of[1]) ?? next;
    return [slip(span.hi, next.id === 'cap' ? cause('uncapped') : cause(how?.as === 'product' ? 'factor-ignored' : 'gross-of-deduction', id, label))];
  }).reverse();
}

/** Slips in a percentage: another rate, another base, no cap, or two of these. */
function linearSlips(due: Due, s: Sources): Slip[] {
  const linear = due.valuation?.linear;
  if (linear === undefined || !isCertain(linear.base) || !isCertain(linear.rate)) return [];
  const rates = [slip(linear.rate.hi), ...ratesOf(due, linear.rate.hi, s)];
  const bases = [slip(linear.base.hi), ...basesOf(due, linear.base.hi)];
  const caps = [slip(linear.cap), slip(MAX_MONEY, cause('uncapped'))];
  const all = caps.flatMap((cap) => bases.flatMap((base) => rates.map((rate) => {
    const { hi } = onBase({ ...linear, cap: cap.figure, rate: exactly(rate.figure) }, exactly(base.figure));
    return slip(hi, ...cap.causes, ...base.causes, ...rate.causes);
  })));
  return [1, 2].flatMap((n) => all.filter(({ causes }) => causes.length === n));
}

/** The measures of the awards on each input. */
const measuresOn = remembered(({ awards }: Sources): ReadonlyMap<number, ReadonlySet<Measure>> => {
  const on = new Map<number, Set<Measure>>();
  for (const { inputs, measure } of awards) for (const input of inputs) on.set(input, (on.get(input) ?? new Set()).add(measure));
  return on;
});

/** Rates of the measure's other classes, and of measures that the same subject could have in mind. */
function ratesOf({ measure, law, inputs }: Due, right: Dec, s: Sources): Slip[] {
  const shares = new Set([...new Set(inputs)].flatMap((input) => [...(measuresOn(s).get(input) ?? [])]));
  const near = s.context.policy.measures.filter((m) => m !== measure && (m.kind === measure.kind || shares.has(m)));
  return [measure, ...near].flatMap((of) => of.parameters.filter((id) => id !== stagedPay(of)?.share).flatMap((id) => {
    const { unit, decimal, name } = law.parameter(id);
    const code = of === measure ? 'rate-of-other-class' : 'rate-of-other-measure';
    return unit !== 'ratio' || decimal.eq(right) ? [] : [slip(decimal, cause(code, id, name))];
  }));
}

/** Stated sums of money that could have been taken for the base: of the facts, or of the rows, those that do not count last. */
function basesOf({ measure, facts, law, rows }: Due, right: Dec): Slip[] {
  const { fact } = measure.rows ?? {};
  const given = (fact === undefined ? [facts] : (facts[fact] ?? [])) as readonly Row[];
  const counting = given.filter((_row, i) => fact === undefined || rows[i]?.status === 'eligible');
  const money = moneyFacts(fact === undefined ? measure.facts : (measure.facts[fact] as FactList).of, facts);
  const summed = (own: readonly Row[], of: (row: Row) => Dec | undefined, told: Cause): Slip[] => {
    const figures = own.map(of);
    return figures.includes(undefined) ? [] : [slip(added(figures as Dec[]), told)];
  };
  const thresholds = measure.parameters.map((id) => ({ id, ...law.parameter(id) }))
    .filter((p) => p.unit === 'CNY' && p.bound === 'at-least');
  return [
    ...money.flatMap(({ path, name, of }) => summed(counting, of, cause('base-of-other-fact', path, name))),
    ...money.flatMap(({ of }) => summed(given, of, cause('base-with-excluded-rows'))),
    ...thresholds.map((p) => slip(right.minus(p.decimal), cause('base-above-threshold', p.id, p.name))),
  ];
}

/** The facts of a table that are money, those of its groups included; beside an event that has come, such as acceptance, the others are from before it. */
function moneyFacts(table: FactTable, stated: Row): { readonly path: string; readonly name: Bilingual; readonly of: (facts: Row) => Dec | undefined }[] {
  const [, event] = Object.entries(table).find(([name, entry]) => entry.kind === 'group' && entry.isEvent && stated[name] !== undefined) ?? [];
  return Object.entries(table).flatMap(([path, entry]) => {
    const { zh, en } = entry.name;
    if (entry.kind === 'fact' && entry.type === 'money') {
      const name = event === undefined ? entry.name : text(`${event.name.zh}前的${zh}`, `${en} before ${event.name.en}`);
      return [{ path, name, of: (f: Row) => f[path] as Dec | undefined }];
    }
    return entry.kind !== 'group' ? [] : moneyFacts(entry.of, {}).map((inner) => ({
      path: `${path}.${inner.path}`,
      name: text(`${zh}${inner.name.zh}`, `${en}: ${inner.name.en}`),
      of: (f: Row) => (f[path] === undefined ? undefined : inner.of(f[path] as Row)),
    }));
  });
}

const MOST_LEFT_OUT = 3;
const byAFen = (right: Dec): Slip[] => [right.plus(FEN), right.minus(FEN)].map((figure) => slip(figure, cause('rounding')));

/** Why a total may have come out as it did; `parts` are the amounts of the other parts of one payable, of which it is paid net. */
export function explainTotal(target: Dec, due: Due, advances: Dec, lines: number, parts: readonly Dec[], s: Sources): readonly Cause[] {
  const right = due.amount.hi;
  if (!isCertain(due.amount) || target.eq(right)) return [];
  const most = stagedPay(due.measure)?.share;
  const slips = [
    ...moneyOfOthers(right, due, s),
    ...(advances.isZero() ? [] : [slip(right.plus(advances), cause('advances-not-deducted'))]),
    ...(lines > 1 ? [slip(right.times(2), cause('paid-twice'))] : []),
    ...parts.slice(0, -1).map((_p, i) => slip(right.plus(added(parts.slice(0, i + 1))), cause('deduction-incomplete', `${i + 1}`))),
    ...[...stageSlips(due), ...linearSlips(due, s)].map((x) => ({ ...x, figure: rounded(due.law, x.figure) })),
    ...(most === undefined ? [] : [slip(downToFen(share(right, ratio(due.law.parameter(most).decimal))), cause('half-of-total'))]),
    ...byAFen(right),
    ...[right.times(WAN), toFen(right.div(WAN))].map((figure) => slip(figure, cause('unit'))),
  ];
  return reproduced(target, slips) ?? rowsLeftOut(target, due, s) ?? comesTo(target, due, s);
}

/** Up to three rows whose absence gives the figure, as few as do; of rows that bring the same, the first ones. */
function rowsLeftOut(target: Dec, due: Due, { budget }: Sources): readonly Cause[] | undefined {
  const linear = due.valuation?.linear;
  const { rows, amount } = due;
  if (linear === undefined || target.cmp(amount.hi) > 0 || rows.some((r) => !isCertain(r.span))) return undefined;
  const walk = (count: number, from: number, base: Dec, gone: readonly string[]): readonly string[] | undefined => {
    for (let i = from; i < rows.length && spend(budget, 1); i += 1) {
      const row = rows[i] as (typeof rows)[number];
      const left = base.minus(row.span.hi);
      const own = [...gone, row.id];
      const found = count > 1 ? walk(count - 1, i + 1, left, own) : paidOn(due, exactly(left)).hi.eq(target) ? own : undefined;
      if (found !== undefined) return found;
    }
    return undefined;
  };
  for (let count = 1; count <= MOST_LEFT_OUT; count += 1) {
    const gone = walk(count, 0, linear.base.hi, []);
    if (gone !== undefined) return [cause('rows-left-out', gone.join(', '))];
  }
  return undefined;
}

/** Why the advances may have come out as they did; `limit` is what may be advanced by now. */
export function explainAdvance(target: Dec, due: Due, limit: Dec, lines: number, s: Sources): readonly Cause[] {
  const { measure, facts, law, subject, amount } = due;
  const pays = stagedPay(measure);
  if (pays === undefined || !isCertain(amount)) return [];
  const most = ratio(law.parameter(pays.share).decimal);
  const progress = pays.as === 'stages' ? pays.progress(facts as never, law, subject.locate).span : undefined;
  const reach = progress === undefined || !isCertain(progress) ? most : lower(progress.hi, most);
  const slips = [
    ...moneyOfOthers(limit, due, s),
    slip(downToFen(share(amount.hi, most)), cause('share-of-total-flat')),
    slip(amount.hi, cause('whole-total')),
    ...(lines > 1 ? [slip(limit.times(2), cause('paid-twice'))] : []),
    ...byAFen(limit),
    slip(upToFen(share(amount.hi, reach)), cause('rounding')),
    ...[...stageSlips(due), ...linearSlips(due, s)].map((x) => ({ ...x, figure: downToFen(share(rounded(law, x.figure), reach)) })),
  ];
  return reproduced(target, slips) ?? byReading(s, due, (other) => {
    const advance = paymentWith(other, other.amount, ZERO)?.advance;
    return advance !== undefined && spanOf(advance.cumulativeLimit).hi.eq(target);
  });
}

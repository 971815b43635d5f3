import { paymentsOf } from '../assess/assess.js';
import { type Budget, choose, spend } from '../assess/choose.js';
import type { Chosen } from '../assess/chosen.js';
import { claimedBy } from '../assess/claims.js';
import { type Award, type Memo, determine } from '../assess/determine.js';
import { type Context, contextWith } from '../core/context.js';
import { Dec, type Money, added, formatMoney } from '../core/decimal.js';
import type { Determination } from '../core/determination.js';
import type { AnyReadings } from '../core/law.js';
import type { Measure } from '../core/measure.js';
import type { Payment } from '../core/payment.js';
import { type Range, toRange } from '../core/span.js';
import type { ReadCase } from '../core/view.js';

/** The figures of an assessment: what a reader would act on. Reasons, warnings and the next best combination are none. */
export interface Figures {
  readonly awards: readonly Award[];
  readonly chosen: Chosen;
  readonly total: Range;
  readonly determinations: ReadonlyMap<string, Determination>;
  /** What each chosen determination pays. */
  readonly payable: ReadonlyMap<string, Range>;
  readonly payments: ReadonlyMap<string, Payment>;
}

/** Work of re-assessing one row, in units of the work of the solver: they cost about the same time. */
export const ROW_WORK = 25;

/** Choices made under one context, by what they look at. */
export type KnownChoices = Map<string, Chosen>;
const MOST_CHOICES = 200;

/** What may be taken over from an assessment of the same case with other facts. */
export interface Again {
  readonly choices?: KnownChoices | undefined;
  readonly memo?: Memo | undefined;
  /** Called after determining and after choosing. */
  readonly done?: () => void;
}

/** Assesses one case many times over: where the choice looks at the same as one made before, that stands. */
export function figuresOf(read: ReadCase, context: Context, budget: Budget, { choices, memo, done }: Again = {}): Figures {
  const rows = Object.values(read.facts).reduce<number>((n, value) => n + (Array.isArray(value) ? value.length : 0), 1);
  spend(budget, ROW_WORK * rows);
  const awards = determine(read, context, undefined, memo);
  done?.();
  const stakes = choices === undefined ? '' : awards.map(stakeText).join('\n');
  const chosen = choices?.get(stakes) ?? choose(claimedBy(awards, context.policy), context, { budget, runnerUp: false });
  if (choices !== undefined && choices.size < MOST_CHOICES) choices.set(stakes, chosen);
  done?.();
  return {
    awards, chosen, total: toRange(chosen.total), determinations: new Map(awards.map(({ determination: d }) => [d.key, d])),
    payable: new Map([...chosen.payable].map(([index, amount]) => [(awards[index] as Award).determination.key, toRange(amount)])),
    payments: new Map(paymentsOf(awards, chosen, context).map((p) => [p.key, p])),
  };
}

const STAKES = new WeakMap<Determination, string>();

/** Everything that the choice looks at of one award: its figures stage by stage and row by row, what its contracts take away, and what leaves it open. */
export function stakeText({ determination, exact, amount, valuation, rows, places, measure, openBy }: Award): string {
  let known = STAKES.get(determination);
  if (known !== undefined) return known;
  const { key, status } = determination;
  const takes = measure.uses?.takes;
  const stages = [valuation?.stages.map((s) => [s.id, s.span]), valuation?.linear];
  known = status === 'ineligible' ? key : JSON.stringify(
    [key, status, exact, amount, stages, openBy, rows.map((r) => [r.status, r.span, r.missing]), takes === undefined ? [] : places.map(({ row }) => row[takes])],
  );
  STAKES.set(determination, known);
  return known;
}

// ---- other readings -----------------------------------------------------------------------------------

/** The awards of some measures alone, under given readings. */
export const determineAlone = (read: ReadCase, measures: readonly Measure[], { policy, readings }: Context, under = readings): Award[] =>
  determine(read, contextWith({ ...policy, measures }, under));

/** Readings that note which of them are looked at. */
export const watched = (readings: AnyReadings, looked: Set<string>): AnyReadings =>
  new Proxy(readings, {
    get: (target, name) => {
      looked.add(name as string);
      return target[name as string];
    },
  });

// ---- what changes ------------------------------------------------------------------------------------

/** What a determination says in one assessment. */
export type Figure = Pick<Determination, 'status' | 'amount'>;

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

const NO_MONEY: Range = Object.freeze({ min: '0.00', max: '0.00' });
const INELIGIBLE: Figure = Object.freeze({ status: 'ineligible', amount: NO_MONEY });

/** What differs between two assessments of one case. */
export function changeBetween(a: Figures, b: Figures): Change {
  const by = (end: keyof Range): Money => formatMoney(new Dec(b.total[end]).minus(a.total[end]));
  return {
    total: { from: a.total, to: b.total, by: { min: by('min'), max: by('max') } },
    determinations: differences(a.determinations, b.determinations, (d): Figure => (d === undefined ? INELIGIBLE : { status: d.status, amount: d.amount })),
    payable: differences(a.payable, b.payable, (amount) => amount ?? NO_MONEY),
    // What leaves a payment open is no figure of it.
    payments: differences(a.payments, b.payments, (p) => p && { ...p, missing: undefined }).map(({ key }) => {
      const [from, to] = [a.payments.get(key), b.payments.get(key)];
      return { key, ...(from && { from }), ...(to && { to }) };
    }),
  };
}

/** Keys in the order of the first map, then of the second. */
function differences<T, F>(a: ReadonlyMap<string, T>, b: ReadonlyMap<string, T>, seen: (value: T | undefined) => F): { key: string; from: F; to: F }[] {
  return [...new Set([...a.keys(), ...b.keys()])].flatMap((key) => {
    if (a.get(key) === b.get(key)) return [];
    const [from, to] = [seen(a.get(key)), seen(b.get(key))];
    return JSON.stringify(from) === JSON.stringify(to) ? [] : [{ key, from, to }];
  });
}

/** What a change bears on; undefined where nothing changes. */
export function bearingOf({ total, determinations, payable, payments }: Change): 'amounts' | 'payments' | undefined {
  const { from, to } = total;
  if (from.min !== to.min || from.max !== to.max || determinations.length + payable.length > 0) return 'amounts';
  return payments.length > 0 ? 'payments' : undefined;
}

// ---- what is open ------------------------------------------------------------------------------------

/** Every range in an account. */
export const rangesIn = (value: unknown): Range[] =>
  typeof value !== 'object' || value === null ? [] : 'min' in value ? [value as Range] : Object.values(value).flatMap(rangesIn);

/** How wide the figures of an assessment are: its total, its amounts and its payments. */
export type Widths = readonly [total: Dec, amounts: Dec, payments: Dec];
export const widthsOf = ({ total, determinations, payments }: Figures): Widths => {
  const width = (ranges: readonly Range[]): Dec => added(ranges.flatMap((r) => (r.min === r.max ? [] : new Dec(r.max).minus(r.min))));
  return [width([total]), width([...determinations.values()].map((d) => d.amount)), width([...payments.values()].flatMap(rangesIn))];
};

/** Whether no status is undetermined and no figure is a range. */
export const isDetermined = (figures: Figures): boolean =>
  [...figures.determinations.values()].every((d) => d.status !== 'undetermined') &&
  [...widthsOf(figures), ...[...figures.payable.values()].map((r) => new Dec(r.max).minus(r.min))].every((width) => width.isZero());

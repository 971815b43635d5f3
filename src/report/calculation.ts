import { Dec, ONE, ZERO, downToFen, formatMoney, notBelowZero, readBack, toFen } from '../core/decimal.js';
import type { Determination, Step } from '../core/determination.js';
import type { Derivation } from '../core/formula.js';
import { type Ratio, ratio, share } from '../core/ratio.js';
import type { Range } from '../core/span.js';
import { percent, spanText } from '../words/money.js';
import type { FigureRow } from './model.js';
import type { Bar } from './pictures.js';
import type { Teller } from './teller.js';

/**
 * The steps of an amount as they are printed: each with the figures above it that it follows from, so that whoever has only
 * the paper can count it again. How a step came about is only said where the printed figures give it exactly.
 */

/** A figure of a step: exact, a quotient where it has no end as a decimal, open where its ends differ. */
interface Value {
  readonly lo: Ratio;
  readonly hi: Ratio;
  readonly unit: Step['unit'];
}

/** Decimals beyond which a figure is a quotient that was written out. */
const LONG = 20;
const NEAR = new Dec('1e-30');
/** The quotients that a year can be divided into: months and days. */
const MOST_PARTS = 366;

const decimalOf = ({ over, under }: Ratio): Dec => (under === ONE ? over : over.div(under));
const same = (a: Ratio, b: Ratio): boolean => a.over.times(b.under).eq(b.over.times(a.under));
/** Whether a stage that was written with all its digits is this quotient. */
const isWritten = (written: Ratio, exact: Ratio): boolean =>
  same(written, exact) || (written.over.decimalPlaces() > LONG && decimalOf(written).minus(decimalOf(exact)).abs().cmp(NEAR) < 0);

function read(text: string): Ratio {
  const [over, under] = text.split('/');
  if (under !== undefined) return ratio(readBack(over as string), readBack(under));
  const value = readBack(text);
  if (value.decimalPlaces() <= LONG) return ratio(value);
  for (let parts = 3; parts <= MOST_PARTS; parts += 1) {
    const whole = toFen(value.times(parts));
    if (whole.div(parts).minus(value).abs().cmp(NEAR) < 0) return ratio(whole, new Dec(parts));
  }
  return ratio(value);
}

function valueOf({ value, unit }: Step): Value {
  const [lo = '0', hi = lo] = value.split('..');
  return { lo: read(lo), hi: read(hi), unit };
}

const each = (v: Value, f: (end: Ratio) => Ratio): Value => ({ lo: f(v.lo), hi: f(v.hi), unit: v.unit });
const isCertain = ({ lo, hi }: Pick<Value, 'lo' | 'hi'>): boolean => same(lo, hi);
const times = (a: Ratio, b: Ratio): Ratio => {
  const over = a.over.times(b.over);
  const under = a.under.times(b.under);
  // What ends as a decimal is written as one.
  return under.eq(ONE) || over.div(under).decimalPlaces() <= LONG ? ratio(over.div(under)) : ratio(over, under);
};
const less = (a: Ratio, b: Ratio): Ratio => ratio(notBelowZero(decimalOf(a).minus(decimalOf(b))));
const atMost = (a: Ratio, limit: Dec): Ratio => (share(limit, ratio(a.under)).cmp(a.over) < 0 ? ratio(limit) : a);

/** What a derivation gives, and how it is written. */
interface Derived {
  readonly value: Value;
  readonly how: string;
}

class Calculation {
  readonly #t: Teller;
  readonly #d: Determination;
  readonly #known = new Map<string, Value>();
  readonly rows: FigureRow[] = [];
  readonly bars: Bar[] = [];
  #last: Value | undefined;

  constructor(t: Teller, d: Determination) {
    [this.#t, this.#d] = [t, d];
  }

  /** A figure within another one's calculation. */
  written(value: Value): string {
    const said = this.#digits(value);
    return isCertain(value) && value.lo.under === ONE ? said : this.#t.say(`（${said}）`, `(${said})`);
  }

  #digits({ lo, hi, unit }: Value): string {
    const one = (r: Ratio): string => {
      if (unit === 'ratio') return r.under === ONE ? percent(r.over.toFixed()) : `${r.over.toFixed()}/${r.under.toFixed()}`;
      return r.under === ONE ? this.#t.digits(r.over) : `${this.#t.digits(r.over)} ÷ ${r.under.toFixed()}`;
    };
    return isCertain({ lo, hi }) ? one(hi) : spanText(one(lo), one(hi), this.#t.lang);
  }

  #row(label: string, value: Value, how: string | undefined, strong = false): void {
    const digits = this.#digits(value);
    const figure = value.unit === 'CNY' ? { digits, unit: this.#t.unitWord } : digits.endsWith('%') ? { digits: digits.slice(0, -1), unit: '%' } : { digits, unit: '' };
    this.rows.push({ label, how, figure, strong: strong || undefined });
    if (value.unit === 'ratio') return;
    this.#last = value;
    this.bars.push({ label, amount: rangeOf(value) });
  }

  #derive(how: Derivation): Derived | undefined {
    if (how.as === 'least') {
      const [of, cap] = [this.#known.get(how.of), this.#t.capOf(this.#d)];
      if (of === undefined || cap === undefined) return undefined;
      const [amount, limit] = [this.written(of), this.#t.digits(cap)];
      return { value: each(of, (end) => atMost(end, cap)), how: this.#t.say(`取${amount}与上限${limit}中较低者`, `the lower of ${amount} and the cap of ${limit}`) };
    }
    const [a, b] = how.of.map((id) => this.#known.get(id));
    if (a === undefined || b === undefined) return undefined;
    if (how.as === 'product') return { value: { lo: times(a.lo, b.lo), hi: times(a.hi, b.hi), unit: a.unit }, how: `${this.written(a)} × ${this.written(b)}` };
    return { value: { lo: less(a.lo, b.hi), hi: less(a.hi, b.lo), unit: a.unit }, how: `${this.written(a)} − ${this.written(b)}` };
  }

  stage(step: Step, derivation: Derivation | undefined): void {
    const stated = valueOf(step);
    const derived = derivation && this.#derive(derivation);
    const fits = derived !== undefined && isWritten(stated.lo, derived.value.lo) && isWritten(stated.hi, derived.value.hi);
    const value = fits ? derived.value : stated;
    this.#known.set(step.id, value);
    this.#row(step.label[this.#t.lang], value, fits ? derived.how : this.#fromRows(step.id, value));
  }

  /** The first figure of a measure with rows is their sum. */
  #fromRows(id: string, value: Value): string | undefined {
    const sum = this.rowSum();
    const isSum = this.bars.length === 0 && value.unit === 'CNY' && sum !== undefined && same(sum.lo, value.lo) && same(sum.hi, value.hi);
    return isSum && id !== 'cap' ? this.#t.say('明细合计', 'sum of the rows') : undefined;
  }

  /** What the rows come to together; undefined where one of them is not held from above, or there are none. */
  rowSum(): Value | undefined {
    const { items = [] } = this.#d;
    if (items.length === 0 || items.some((i) => i.amount === undefined)) return undefined;
    const sum = (end: keyof Range): Ratio => ratio(items.reduce((total, i) => total.plus((i.amount as Range)[end]), ZERO));
    return { lo: sum('min'), hi: sum('max'), unit: 'CNY' };
  }

  /** Where only the cap of open rows is told, their sum comes before it. */
  sumOfRows(of: string): void {
    const sum = this.rowSum();
    if (sum === undefined || isCertain(sum)) return;
    this.#known.set(of, sum);
    this.#row(this.#t.say('明细合计', 'sum of the rows'), sum, undefined);
  }

  /** From the last stage to the amount: rounded once, and from nothing where a condition is open. */
  amount(): void {
    const { status, nature, amount } = this.#d;
    const last = this.#last;
    if (last === undefined) return;
    const exact = rangeValue(amount);
    const { policy: { roundsDown }, assessment: { readings } } = this.#t;
    const down = roundsDown(readings);
    const round = (end: Ratio): Ratio => ratio(down ? downToFen(decimalOf(end)) : toFen(decimalOf(end)));
    const rounded = each(last, round);
    const isRounded = !same(rounded.lo, last.lo) || !same(rounded.hi, last.hi);
    if (isRounded) this.#row(this.#t.say('舍入至分', 'rounded to the fen'), rounded, this.#t.say(`${this.written(last)} ${down ? '不足一分舍去' : '四舍五入至分'}`, `${this.written(last)} rounded ${down ? 'down' : 'half up'} to the fen`));
    const opens = status === 'undetermined' && exact.lo.over.isZero() && same(rounded.hi, exact.hi) && !same(rounded.lo, exact.lo);
    const how = opens ? this.#t.say('条件尚待明确，下限为零', 'conditions are open: from nothing')
      : nature === 'ceiling' && exact.lo.over.isZero() && same(rounded.hi, exact.hi) ? this.#t.say('金额待核定，下限为零', 'to be assessed: from nothing') : undefined;
    if (how !== undefined || !same(rounded.lo, exact.lo) || !same(rounded.hi, exact.hi)) this.#row(this.#t.say('测算金额', 'amount'), exact, how);
    // The last figure is the amount.
    const end = this.rows.pop() as FigureRow;
    this.rows.push({ ...end, strong: true });
  }

  /** What is left of it in the combination. */
  payable(): void {
    const { key, amount } = this.#d;
    const payable = this.#t.payable.get(key);
    if (payable === undefined || (payable.min === amount.min && payable.max === amount.max)) return;
    const [whole, left] = [rangeValue(amount), rangeValue(payable)];
    const taken = isCertain(whole) && isCertain(left) ? ratio(whole.lo.over.minus(left.lo.over)) : undefined;
    if (taken !== undefined) this.rows.push({ label: this.#t.say('其中由同一投入的其他措施享受', 'of which other measures enjoy on the same input'), figure: { digits: this.#digits({ lo: taken, hi: taken, unit: 'CNY' }), unit: this.#t.unitWord } });
    const how = taken === undefined ? this.#t.say('在组合中', 'in the combination') : `${this.written(whole)} − ${this.written({ lo: taken, hi: taken, unit: 'CNY' })}`;
    this.#row(this.#t.say('可享受金额', 'payable amount'), left, how, true);
  }
}

const rangeValue = ({ min, max }: Range): Value => ({ lo: ratio(readBack(min)), hi: ratio(readBack(max)), unit: 'CNY' });
const rangeOf = ({ lo, hi }: Value): Range => ({ min: formatMoney(toFen(decimalOf(lo))), max: formatMoney(toFen(decimalOf(hi))) });

/** The printed steps of an award, and the same as bars; none where it is ineligible. */
export function calculationOf(t: Teller, d: Determination): { readonly rows: readonly FigureRow[]; readonly bars: readonly Bar[] } {
  if (d.steps.length === 0) return { rows: [], bars: [] };
  const derives = t.measure(d).formula.derives ?? {};
  const calculation = new Calculation(t, d);
  const told = new Set(d.steps.map((s) => s.id));
  for (const step of d.steps) {
    const derivation = Object.hasOwn(derives, step.id) ? derives[step.id] : undefined;
    if (derivation?.as === 'least' && !told.has(derivation.of)) calculation.sumOfRows(derivation.of);
    calculation.stage(step, derivation);
  }
  calculation.amount();
  calculation.payable();
  return calculation;
}

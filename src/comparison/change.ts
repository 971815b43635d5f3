import type { Figures } from '../inquiry/figures.js';
import { Dec, formatMoney } from '../kernel/decimal.js';
import type { Status } from '../kernel/determination.js';
import type { Payment } from '../kernel/payment.js';
import type { Range } from '../kernel/span.js';

/** What a determination says in one assessment. */
export interface Figure {
  readonly status: Status;
  readonly amount: Range;
}

/** What changes from one assessment to another; everything that is not named stays the same. */
export interface Change {
  readonly total: {
    readonly from: Range;
    readonly to: Range;
    /** How far each end moves, with its sign. */
    readonly by: Range;
  };
  /** Determinations whose status or amount changes; one that is not there is ineligible. */
  readonly determinations: readonly { readonly key: string; readonly from: Figure; readonly to: Figure }[];
  /** What the payable combination pays, where that changes; nothing where a key is not chosen. */
  readonly payable: readonly { readonly key: string; readonly from: Range; readonly to: Range }[];
  /** Payments that change, appear or disappear. */
  readonly payments: readonly { readonly key: string; readonly from?: Payment; readonly to?: Payment }[];
}

const NONE: Range = Object.freeze({ min: '0.00', max: '0.00' });
const INELIGIBLE: Figure = Object.freeze({ status: 'ineligible', amount: NONE });

/** What differs between two assessments of one case. */
export function changeBetween(a: Figures, b: Figures): Change {
  const from = a.total;
  const to = b.total;
  const by = (end: 'min' | 'max'): string => formatMoney(new Dec(to[end]).minus(from[end]));
  const figures = ({ determinations }: Figures): [string, Figure][] =>
    determinations.map(({ key, status, amount }) => [key, { status, amount }]);
  const payable = (x: Figures): [string, Range][] => x.payable.map((p) => [p.key, p.amount]);
  const payments = (x: Figures): [string, Payment][] => x.payments.map((p) => [p.key, p]);
  return {
    total: { from, to, by: { min: by('min'), max: by('max') } },
    determinations: differences(figures(a), figures(b), INELIGIBLE),
    payable: differences(payable(a), payable(b), NONE),
    payments: differences<Payment | undefined>(payments(a), payments(b), undefined).map(({ key, from: was, to: is }) => ({
      key,
      ...(was === undefined ? undefined : { from: was }),
      ...(is === undefined ? undefined : { to: is }),
    })),
  };
}

export const isChange = ({ total, determinations, payable, payments }: Change): boolean =>
  !new Dec(total.by.min).isZero() || !new Dec(total.by.max).isZero() || determinations.length + payable.length + payments.length > 0;

/** Keys in the order of the first list, then of the second. */
function differences<T>(a: readonly [string, T][], b: readonly [string, T][], none: T): { key: string; from: T; to: T }[] {
  const was = new Map(a);
  const is = new Map(b);
  const found: { key: string; from: T; to: T }[] = [];
  for (const key of new Set([...was.keys(), ...is.keys()])) {
    const from = was.get(key) ?? none;
    const to = is.get(key) ?? none;
    if (JSON.stringify(from) !== JSON.stringify(to)) found.push({ key, from, to });
  }
  return found;
}

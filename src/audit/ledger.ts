import { readTable } from '../case/read.js';
import type { Context } from '../core/context.js';
import { keyOf } from '../core/determination.js';
import { refuse, show } from '../core/error.js';
import { type GivenFacts, type KnownFacts, choice, fact, list, required } from '../core/fact.js';
import type { Measure } from '../core/measure.js';
import type { Payer } from '../core/policy.js';
import { type Bilingual, text } from '../core/text.js';

/** The lines of a ledger: payments that were made or came back, as plain data. */

/**
 * `advance`: on account, before the settlement. `settlement`: the balance. `full`: the whole in one sum. `annual`: the
 * award of a year; for a measure that is settled at the end, a yearly payment is one on account. `return`: money that
 * came back.
 */
export const PAYMENTS = {
  advance: text('预拨', 'on account'), settlement: text('结算', 'settlement'), full: text('全额', 'in full'),
  annual: text('年度', 'for the year'), return: text('退回', 'returned'),
} as const;
export type PaymentKind = keyof typeof PAYMENTS;

/** Who paid; only the money of the policy's own payer is judged, where nothing is said the city's. */
export const PAYERS = {
  city: text('市级', 'city'), district: text('区（市）县', 'district'), province: text('省级', 'province'), state: text('国家', 'state'),
} as const satisfies Readonly<Record<Payer, Bilingual>>;

/** The facts of one line. */
export const awardFacts = {
  id: fact('id', 'authority', '拨付编号', 'id of the payment'),
  measure: required(fact('id', 'authority', '政策措施', 'measure')),
  subject: required(fact('id', 'authority', '对象', 'subject')),
  year: fact('year', 'authority', '所属年度', 'year that it is for'),
  amount: required(fact('money', 'authority', '拨付金额', 'amount')),
  date: required(fact('day', 'authority', '拨付日期', 'day of the payment')),
  payment: required(choice(PAYMENTS, 'authority', '拨付方式', 'kind of payment')),
  payer: choice(PAYERS, 'authority', '拨付主体', 'payer'),
} as const;
/** A ledger as a table: the list of its lines. */
export const ledgerFacts = { awards: list(awardFacts, text('台账', 'ledger'), text('拨付记录', 'line of the ledger')) } as const;

/**
 * One line of a ledger: `amount` in yuan, paid on `date`. `measure` is an id or a code; `subject` is the subject of the measure's
 * determination (a project, an enterprise, a provider, a supplier, a consortium, a park) or whoever receives the money; a
 * measure that is given per year needs its `year`.
 */
export type Award = GivenFacts<typeof awardFacts>;
export type KnownAward = KnownFacts<typeof awardFacts>;

export interface LedgerLine {
  readonly award: KnownAward;
  readonly measure: Measure;
}

/** Whether the measure is given for a year, so that its determination is named by one. */
export function isYearly({ source }: Measure, context: Context): boolean {
  const apart = 'group' in source ? source.apart?.(context.at(undefined)) : undefined;
  return source.year !== undefined || (apart !== undefined && 'byYearOf' in apart);
}

/** The key of the determination that a line is held against. */
export const keyFor = (measure: Measure, subject: string, year: number | undefined, context: Context): string =>
  keyOf(measure.id, subject, isYearly(measure, context) ? year : undefined);

/** Reads one line; faults are named under `$.awards[index]`. */
export function readLine(given: unknown, index: number, context: Context): LedgerLine {
  const award = readTable(awardFacts, given, ['awards', index], ledgerFacts.awards.row);
  const at = `$.awards[${index}]`;
  const measure = context.policy.measures.find((m) => m.id === award.measure || m.code === award.measure);
  if (measure === undefined) {
    const codes = context.policy.measures.map((m) => m.code);
    const expected = text(`本政策措施的编号或代码（${codes.join('、')}）`, `the id or the code of a measure (${codes.join(', ')})`);
    refuse({ path: `${at}.measure`, code: 'undeclared', fact: awardFacts.measure.name, expected, received: show(award.measure) });
  }
  if (award.year === undefined && isYearly(measure, context)) {
    const expected = text(`所属年度（${measure.title.zh}按年享受）`, `the year of the award: the ${measure.title.en} is given per year`);
    refuse({ path: `${at}.year`, code: 'missing', fact: awardFacts.year.name, expected });
  }
  return { award, measure };
}

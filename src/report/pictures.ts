import { each, exactRange, record, textOf } from '../constraints/argument.js';
import { type Dec, ZERO, maxOf } from '../core/decimal.js';
import { AN_ARRAY } from '../core/error.js';
import type { Range, Span } from '../core/span.js';
import { type MoneyOptions, formatMoney, looksOf } from '../words/money.js';
import { widthOf } from './columns.js';
import { escaped } from './html.js';

/** Pictures of an amount and of its payment, as SVG: made for a width that a telephone has, and for one colour of ink. */

/** A bar of a picture: what it is called, and how much it is; an amount that may be open is drawn as far as it is certain, and dashed beyond. */
export interface Bar {
  readonly label: string;
  readonly amount: Range;
}

const WIDTH = 360;
const ROW = 40;
const BAR = 12;
/** As wide as half a Chinese character, a letter or a digit at the most. */
const COLUMN = 6.5;
/** A bar that would dwarf the others is drawn broken. */
const MOST = 6;

const FONT = 'font-family="Noto Sans SC,PingFang SC,Microsoft YaHei,WenQuanYi Micro Hei,sans-serif" font-size="12"';
const round = (x: number): string => String(Math.round(x * 10) / 10);
const rect = (x: number, y: number, width: number, look: string): string => `<rect x="${round(x)}" y="${y}" width="${round(width)}" height="${BAR}" ${look}/>`;
const SOLID = 'fill="#3b434d"';
const OPEN = 'fill="#e3e6ea" stroke="#3b434d" stroke-dasharray="3 2"';
const GONE = 'fill="none" stroke="#b9bfc7" stroke-dasharray="1 3"';

/** What a line of a picture says on the left and on the right; smaller where it would not hold both. */
function said(x: number, y: number, left: string, right: string, look = ''): string[] {
  const size = Math.min(1, (WIDTH - x) / (COLUMN * (widthOf(left) + widthOf(right) + 2)));
  const small = size < 1 ? ` font-size="${round(12 * size)}"` : '';
  return [
    `<text x="${x}" y="${y}"${look} fill="#1c1f23"${small}>${escaped(left)}</text>`,
    ...(right === '' ? [] : [`<text x="${WIDTH}" y="${y}" text-anchor="end" fill="#1c1f23"${small}>${escaped(right)}</text>`]),
  ];
}

function svg(height: number, title: string, body: readonly string[]): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" role="img" ${FONT}><title>${escaped(title)}</title>${body.join('')}</svg>`;
}

/** The ends of bars, each of which was checked. */
const barsOf = (bars: unknown, path: string): Span[] => each(bars, path, AN_ARRAY, (bar, at) => {
  const { label, amount } = record(bar, at);
  textOf(label, `${at}.label`);
  return exactRange(amount, `${at}.amount`);
});

function titledLooksOf(options: MoneyOptions & { readonly title?: string }): ReturnType<typeof looksOf> & { readonly title: string | undefined } {
  const looks = looksOf(options);
  return { ...looks, title: options.title === undefined ? undefined : textOf(options.title, 'options.title') };
}

/** A share of the width; nothing of nothing. */
const shareOf = (amount: Dec, whole: Dec): number => (whole.isZero() ? 0 : Math.min(1, amount.div(whole).toNumber()) * WIDTH);

/**
 * From the base of an award to what is payable: a bar for each step, with what fell away since the one above in outline. A
 * first bar many times as long as the others is drawn broken.
 *
 * @param bars in their order; a bar without an amount that holds it from above is left out by the caller
 * @throws InvalidCaseError naming what is no amount, unit or language
 */
export function waterfall(bars: readonly Bar[], options: MoneyOptions & { readonly title?: string } = {}): string {
  const { lang, unit, title } = titledLooksOf(options);
  const ends = barsOf(bars, 'bars');
  const rest = ends.slice(1).reduce((most, e) => maxOf(most, e.hi), ZERO);
  const first = ends[0]?.hi ?? ZERO;
  const isBroken = !rest.isZero() && first.cmp(rest.times(MOST)) > 0;
  const whole = isBroken ? rest.times('1.25') : maxOf(first, rest);
  const body = bars.flatMap((bar, i) => {
    const { lo, hi } = ends[i] as Span;
    const y = i * ROW;
    const [certain, most] = [shareOf(lo, whole), shareOf(hi, whole)];
    const before = i === 0 ? undefined : shareOf((ends[i - 1] as Span).hi, whole);
    return [
      ...said(0, y + 14, bar.label, formatMoney(bar.amount, { unit, lang })),
      ...(before !== undefined && before > most ? [rect(most, y + 20, before - most, GONE)] : []),
      ...(most > certain ? [rect(certain, y + 20, most - certain, OPEN)] : []),
      rect(0, y + 20, Math.max(certain, 1), SOLID),
      ...(i === 0 && isBroken ? [`<path d="M${WIDTH - 36} ${y + 34}l8-16M${WIDTH - 29} ${y + 34}l8-16" stroke="#fff" stroke-width="3"/>`] : []),
    ];
  });
  return svg(bars.length * ROW, title ?? bars.map((b) => b.label).join(' → '), body);
}

/** One stage of a payment: what it is called, when where that is known, and its sums. */
export interface Stage {
  readonly label: string;
  readonly when?: string | undefined;
  readonly sums: readonly Bar[];
}

/**
 * Advance and settlement in their order along a line, each with its sums as bars on one scale.
 *
 * @throws InvalidCaseError naming what is no amount, unit or language
 */
export function timeline(stages: readonly Stage[], options: MoneyOptions & { readonly title?: string } = {}): string {
  const { lang, unit, title } = titledLooksOf(options);
  const left = 20;
  const ends = each(stages, 'stages', AN_ARRAY, (stage, at) => {
    const { label, when, sums } = record(stage, at);
    textOf(label, `${at}.label`);
    if (when !== undefined) textOf(when, `${at}.when`);
    return barsOf(sums, `${at}.sums`);
  });
  const whole = ends.flat().reduce((most, e) => maxOf(most, e.hi), ZERO);
  const scaled = (amount: Dec): number => (shareOf(amount, whole) * (WIDTH - left)) / WIDTH;
  const body: string[] = [];
  const marks: number[] = [];
  let y = 0;
  stages.forEach((stage, s) => {
    marks.push(y + 10);
    body.push(...said(left, y + 14, stage.label, stage.when ?? '', ' font-weight="700"'));
    y += 22;
    stage.sums.forEach((sum, i) => {
      const { lo, hi } = (ends[s] as Span[])[i] as Span;
      body.push(...said(left, y + 13, sum.label, formatMoney(sum.amount, { unit, lang })));
      if (hi.cmp(lo) > 0) body.push(rect(left + scaled(lo), y + 18, scaled(hi) - scaled(lo), OPEN));
      body.push(rect(left, y + 18, Math.max(scaled(lo), 1), SOLID));
      y += 36;
    });
    y += 6;
  });
  const [from, to] = [marks[0] ?? 0, marks.at(-1) ?? 0];
  const line = [`<path d="M6 ${from}V${to}" stroke="#3b434d" stroke-width="1.5"/>`, ...marks.map((m) => `<circle cx="6" cy="${m}" r="4.5" fill="#fff" stroke="#3b434d" stroke-width="1.5"/>`)];
  return svg(y, title ?? stages.map((s) => s.label).join(' → '), [...line, ...body]);
}

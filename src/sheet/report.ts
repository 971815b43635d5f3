import { readBack, toFen } from '../core/decimal.js';
import type { Determination, Status } from '../core/determination.js';
import { byKey } from '../core/groups.js';
import { type Range, spanOf, sum, toRange } from '../core/span.js';
import type { Payment } from '../core/payment.js';
import type { Policy } from '../core/policy.js';
import { type Unit, UNITS, clauseNameUnder, conditionTextUnder, factNameUnder, formatMoney, listing, measureNameUnder, percent, terms } from '../words/index.js';
import type { AssessedSheet, RowResult } from './assessed.js';
import { type Cell, amountCell } from './cell.js';
import { type PlacedRow, type Problem, placeOf } from './lines.js';

/** What is said of tables in cells: row by row, measure by measure, and every problem of the input. */

type Line = Cell[];
type Sheet = AssessedSheet;

/** An amount as a number where it is certain, as words where it is a range. */
const amountOf = ({ min, max }: Range, { said: { unit } }: Sheet): Cell => (min === max ? amountCell(max, unit) : formatMoney({ min, max }, { unit }));

const titled = (d: Determination, policy: Policy): string => `${measureNameUnder(policy, d.measure)}${d.year === undefined ? '' : `（${d.year}年度）`}`;

/** Names of missing facts, each once. */
const missingOf = (all: readonly Pick<Determination, 'missing'>[], { policy, sheet }: Sheet): string =>
  listing([...new Set(all.flatMap((d) => d.missing ?? []))].map((path) => factNameUnder(policy, path, 'zh', sheet.caseFile)), 'zh');

const reasonsOf = (d: Determination, { policy, sheet, said }: Sheet): string =>
  d.conditions.filter((c) => c.outcome === 'unmet').map((c) => conditionTextUnder(policy, c, 'zh', { unit: said.unit, caseFile: sheet.caseFile })).join('；');

/** A list of what was given up, by key: what was taken instead. */
function forgoneBy({ assessment, policy }: Sheet): ReadonlyMap<string, string> {
  const byKey = new Map((assessment?.determinations ?? []).map((d) => [d.key, d]));
  return new Map((assessment?.selection.forgone ?? []).map(({ key, insteadOf, partly }) => {
    const others = listing(insteadOf.flatMap((k) => (byKey.has(k) ? [titled(byKey.get(k) as Determination, policy)] : [])), 'zh');
    return [key, `${partly ? '部分' : ''}让位于${others}（同一投入就高）`];
  }));
}

const statusOf = (all: readonly Determination[]): Status =>
  (['eligible', 'undetermined', 'ineligible'] as const).find((s) => all.some((d) => d.status === s)) ?? 'ineligible';

/** Where a line stands among all tables. */
const where = (line: Pick<Problem, 'table' | 'row'>, { tables }: Sheet['said']): string => placeOf(line.table, [line], tables.length === 1);

/** Other lines as they are called beside a line of a table. */
const besides = (table: number, others: readonly PlacedRow[]): string =>
  [...byKey(others, (r) => r.table)].map(([other, rows]) => placeOf(other, rows, other === table)).join('、');

export const FAILED = { VALUE: '输入有误', NUM: '输入有误', NA: '缺少事实' } as const;

/** A line beside one of a table for which there is no figure. */
const withoutFigures = (status: string, why: string): Line => [status, '', '', '', '', '', why];

/** One line beside each line of a table: status, amount from and to, what was chosen, what is missing, why. */
export function evaluation(of: Sheet, table = 0): Cell[][] {
  const { said, sheet, rows, assessment } = of;
  const unit = UNITS[said.unit].zh;
  const lines: Line[] = (said.tables[table] ?? []).map(() => withoutFigures('', ''));
  const layout = sheet.layouts[table];
  if (layout !== undefined) lines[layout.header] = ['状态', `金额下限（${unit}）`, `金额上限（${unit}）`, '选定', '缺少的事实', `现可预拨（${unit}）`, '说明'];
  const forgone = forgoneBy(of);
  const payments = new Map((assessment?.payments ?? []).map((p) => [p.key, p]));
  for (const [row, result] of rows) if (row.table === table) lines[row.row] = lineOf(row, result, of, forgone, payments);
  for (const p of sheet.problems) {
    const line = lines[p.row];
    if (p.table !== table || line === undefined || line[0] !== '' || p.row === layout?.header) continue;
    lines[p.row] = withoutFigures(p.code === 'NOTE' ? '' : FAILED[p.code], p.message);
  }
  return lines;
}

function lineOf(row: PlacedRow, { own, with: others, isLeftOut }: RowResult, of: Sheet, forgone: ReadonlyMap<string, string>, payments: ReadonlyMap<string, Payment>): Line {
  const { policy, payable, said } = of;
  if (row.failure !== undefined) return withoutFigures(FAILED[row.failure.code], row.failure.message);
  const place = others.length === 0 ? '' : `与${besides(row.table, others)}合并计算`;
  if (own.length === 0) return withoutFigures('', place !== '' ? place : isLeftOut ? '同一对象的其他行有误，本行未能测算' : '本行不单独测算');
  const chosen = own.filter((d) => payable.has(d.key));
  const total = sum(chosen.map((d) => spanOf(payable.get(d.key) as Range)));
  const advances = chosen.flatMap((d) => payments.get(d.key)?.advance?.payableNow ?? []);
  // How much of a base goes with a contract no award lacks by itself.
  const missing = chosen.flatMap((d) => payments.get(d.key)?.missing ?? []).filter((path) => policy.measures.some(({ uses }) => uses?.takes && path.endsWith(`.${uses.takes}`)));
  const why = own.flatMap((d) => {
    if (d.status === 'ineligible') return [`${titled(d, policy)}：${reasonsOf(d, of)}`];
    const instead = forgone.get(d.key);
    return instead === undefined ? [] : [`${titled(d, policy)}${instead}`];
  });
  return [
    terms.status[statusOf(own)].zh,
    amountCell(total.lo, said.unit),
    amountCell(total.hi, said.unit),
    listing(chosen.map((d) => `${titled(d, policy)}${formatMoney(payable.get(d.key) as Range, { unit: said.unit })}`), 'zh'),
    missingOf([...own.filter((d) => d.status !== 'ineligible'), { missing }], of),
    advances.length === 0 ? '' : amountOf(toRange(sum(advances.map(spanOf))), of),
    [...(place === '' ? [] : [place]), ...why].join('；'),
  ];
}

/** Decimals beyond which a step is a quotient that was written out, and is told to the fen. */
const LONG = 20;
function stepText(from: string, to: string, unit: Unit): string {
  const [lo, hi] = [readBack(from), readBack(to)];
  const isLong = [lo, hi].some((end) => end.decimalPlaces() > LONG);
  return isLong ? `约${formatMoney({ min: toFen(lo).toFixed(), max: toFen(hi).toFixed() }, { unit })}` : formatMoney({ min: from, max: to }, { unit });
}

/** A determination as a calculation in words. */
function calculationOf(d: Determination, of: Sheet): string {
  const { said: { unit } } = of;
  if (d.status === 'ineligible') return `不符合：${reasonsOf(d, of)}`;
  const steps = d.steps.map(({ label, value, unit: kind }) => {
    const [from = '', to = from] = value.split('..');
    if (kind === 'CNY') return `${label.zh}${stepText(from, to, unit)}`;
    return `${label.zh}${from === to ? percent(from) : `${percent(from)}至${percent(to)}`}`;
  });
  return [...steps, ...((d.missing ?? []).length === 0 ? [] : [`待定，缺少${missingOf([d], of)}`])].join('；');
}

/** The results of a table, or of all, measure by measure, each with its sentence and its calculation; the last line is the total where all are told. */
export function explanation(of: Sheet, table?: number): Cell[][] {
  const { policy, said, rows, payable, assessment } = of;
  const forgone = forgoneBy(of);
  const sentences = new Map(policy.sentences.map((s) => [s.id, s.text]));
  const lines: Line[] = [['条款', '原文', '计算式', `金额（${UNITS[said.unit].zh}）`, '性质']];
  for (const [row, { own }] of rows) {
    if (table !== undefined && row.table !== table) continue;
    for (const d of own) {
      const instead = forgone.get(d.key);
      const paid = payable.get(d.key);
      lines.push([
        `${d.subject.id} ${titled(d, policy)} ${clauseNameUnder(policy, d.clause, 'zh', { code: true })}`,
        sentences.get(d.clause) ?? '',
        `${calculationOf(d, of)}${instead === undefined ? '' : `；${instead}`}`,
        paid === undefined ? 0 : amountOf(paid, of),
        d.status === 'ineligible' ? terms.status.ineligible.zh : paid === undefined && instead !== undefined ? '就高取舍，不另计' : terms.nature[d.nature].zh,
      ]);
    }
  }
  if (assessment !== undefined && (table === undefined || said.tables.length === 1)) lines.push(['合计', '', '测算结果，不代替主管部门审核决定', amountOf(assessment.selection.total, of), '']);
  for (const [row] of rows) if ((table === undefined || row.table === table) && row.failure !== undefined) lines.push([where(row, said), '', row.failure.message, '', FAILED[row.failure.code]]);
  return lines;
}

/** The combination that brings most, measure by measure: what is taken, what gives way to what, which rows are left out, and the total. */
export function combination(of: Sheet): Cell[][] {
  const { policy, said, payable, assessment } = of;
  const unit = UNITS[said.unit].zh;
  const forgone = forgoneBy(of);
  const lines: Line[] = [['措施', '对象', `测算金额（${unit}）`, '选定', `计入金额（${unit}）`, '说明']];
  for (const d of assessment?.determinations ?? []) {
    if (d.status === 'ineligible') continue;
    const paid = payable.get(d.key);
    lines.push([titled(d, policy), d.subject.id, amountOf(d.amount, of), paid === undefined ? '否' : '是', paid === undefined ? 0 : amountOf(paid, of), forgone.get(d.key) ?? '']);
  }
  const broken = [...of.rows.keys()].flatMap((row) => (row.failure === undefined ? [] : [[FAILED[row.failure.code], where(row, said), '', '', '', row.failure.message]]));
  lines.push(...broken);
  if (assessment === undefined) return [...lines, ['合计', '', '', '', 0, '没有可以测算的行']];
  const { total, optimal } = assessment.selection;
  const rows = toRange(sum([...payable.values()].map(spanOf)));
  const notes = [...(rows.min === total.min && rows.max === total.max ? [] : ['未定事实使各项相互关联，合计不等于各行之和']), ...(broken.length === 0 ? [] : [`另有${broken.length}行未能计入`]), ...(optimal ? [] : ['未能证明为最优组合'])];
  lines.push(['合计', '', '', '', amountOf(total, of), notes.join('；')]);
  return lines;
}

const KIND = { VALUE: '错误', NUM: '错误', NA: '缺少', NOTE: '提示' } as const;

/** Every problem of the input: where it is, and what to do about it; one empty cell where there is none. */
export function problemsOf(of: Sheet): Cell[][] {
  const { policy, said, sheet, assessment } = of;
  const lines: Line[] = sheet.problems.map((p) => [where(p, said), p.column ?? '', KIND[p.code], p.message]);
  for (const [row, { own }] of of.rows) {
    for (const d of own) if (d.status !== 'ineligible' && (d.missing ?? []).length > 0) {
      lines.push([where(row, said), '', KIND.NA, `${titled(d, policy)}尚缺：${missingOf([d], of)}`]);
    }
  }
  for (const w of assessment?.warnings ?? []) lines.push(['', '', KIND.NOTE, w.message.zh]);
  return lines.length === 0 ? [['']] : [['位置', '列', '性质', '问题'], ...lines];
}

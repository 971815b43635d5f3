import { type Claim, noDoubleDipping } from '../constraints/no-double-dipping/index.js';
import type { Context } from '../core/context.js';
import { Dec, added, maxOf, notBelowZero } from '../core/decimal.js';
import { type Fact, fact } from '../core/fact.js';
import { byKey, listUnder } from '../core/groups.js';
import type { Measure } from '../core/measure.js';
import type { Policy } from '../core/policy.js';
import { type Unit, UNITS, formatMoney, listing } from '../words/index.js';
import { type Said, type Table, contextFor } from './assessed.js';
import { type Cell, SheetError, amountCell, isSheetError, halfWidth, readCell, shownCell } from './cell.js';
import { bare, measureCalled } from './columns.js';
import { HIGHEST_HEADER, unitAbove } from './layout.js';
import { FAILED } from './report.js';
import { passedOver } from './lines.js';

/**
 * The best combination of awards whose amounts are known: a table with the columns 措施, 同一投入 and 金额. The amounts are
 * taken as they stand; what could not be an award is refused, and what such a table does not tell is said beside it.
 */

const COLUMNS = {
  measure: ['措施', '政策措施', '条款', 'measure'], input: ['同一投入', '同一投入编号', '投入', '投入编号', '项目编号', '项目', 'input', 'project'], amount: ['金额', '测算金额', 'amount'],
} as const;
/** Pairs of one input that are looked at; beyond it a table is no list of awards. */
const MOST_PAIRS = 1_000_000;

export interface ClaimColumns {
  readonly header: number;
  readonly measure: number;
  readonly input: number;
  readonly amount: number;
  readonly unit: Unit | undefined;
}

/**
 * The three columns of such a table, each by the first of its names that is there; undefined where it is another one.
 *
 * @throws SheetError where two columns have that name, or the unit is none
 */
export function claimColumns(table: Table): ClaimColumns | undefined {
  for (let header = 0; header < Math.min(table.length, HIGHEST_HEADER); header += 1) {
    const names = (table[header] ?? []).map((cell) => (typeof cell === 'string' ? bare(cell) : ''));
    const called = names.map((name) => name.replace(/(?:单位)?(?:万元|元)$/, ''));
    const at = (of: readonly string[]): number => of.map((name) => called.indexOf(name)).find((i) => i >= 0) ?? -1;
    const [measure, input, amount] = [at(COLUMNS.measure), at(COLUMNS.input), at(COLUMNS.amount)];
    if (measure >= 0 && input >= 0 && amount >= 0) {
      const written = names[amount] as string;
      const twice = [measure, input, amount].find((i) => called.lastIndexOf(called[i] as string) > i);
      if (twice !== undefined) throw new SheetError('VALUE', `有两列${shownCell(table[header]?.[twice] ?? null)}；请只保留一列`);
      return { header, measure, input, amount, unit: written.endsWith('万元') ? 'wan' : written.endsWith('元') ? 'yuan' : unitAbove(table, header) };
    }
  }
  return undefined;
}

interface ClaimRow {
  readonly row: number;
  readonly measure: Measure;
  readonly input: string;
  readonly amount: Dec;
}

export function combineClaims(policy: Policy, table: Table, columns: ClaimColumns, said: Said): Cell[][] {
  const unit = columns.unit ?? said.unit;
  const context = contextFor(policy, said);
  const lines: Cell[][] = table.map(() => ['', '', '']);
  lines[columns.header] = ['选定', `计入金额（${UNITS[unit].zh}）`, '说明'];
  let broken = 0;
  /** What comes of a row; nothing where it is told to be broken. */
  const tried = <T>(row: number, read: () => T): T | undefined => {
    try {
      return read();
    } catch (error) {
      if (!isSheetError(error)) throw error;
      broken += 1;
      lines[row] = [FAILED[error.code], '', error.message];
      return undefined;
    }
  };
  const stated = table.flatMap((line, row): ClaimRow[] => {
    if (row <= columns.header) return [];
    // Numbers may stand in front of the columns.
    const why = [0, columns.measure].map((from) => passedOver(line.slice(from), (table[columns.header] as typeof line).slice(from))).find((words) => words !== undefined);
    if (why !== undefined) lines[row] = ['', '', why];
    const claim = why === undefined ? tried(row, () => claimIn(policy, table, row, columns, unit)) : undefined;
    return claim === undefined ? [] : [claim];
  });
  const { exclusive, earlier } = pairsOf(stated, context);
  const net = new Map(stated.map((claim) => [claim, tried(claim.row, () => netOf(claim, earlier.get(claim) ?? [], policy, unit))]));
  const claims = stated.filter((claim) => net.get(claim) !== undefined);
  const pairs = exclusive.filter((pair) => pair.every((claim) => net.get(claim) !== undefined));
  const { chosen, optimal } = noDoubleDipping({
    claims: claims.map(({ row, amount }): Claim => ({ id: String(row), amount })),
    exclusive: pairs.map(([a, b]) => [String(a.row), String(b.row)] as const),
  });
  const ids = new Set(chosen);
  const taken = new Set(claims.filter(({ row }) => ids.has(String(row))));
  const shared = sharedBy(taken, context, unit);
  const instead = new Map<ClaimRow, ClaimRow[]>();
  for (const [a, b] of pairs) for (const [own, other] of [[a, b], [b, a]] as const) if (taken.has(other)) listUnder(instead, own).push(other);
  for (const claim of claims) {
    lines[claim.row] = taken.has(claim)
      ? ['是', amountCell(claim.amount, unit), [net.get(claim), shared.get(claim)].filter(Boolean).join('；')]
      : ['否', 0, instead.has(claim) ? `让位于${called(instead.get(claim) as ClaimRow[])}（同一投入就高）` : ''];
  }
  const notes = [...(broken === 0 ? [] : [`另有${broken}行未能计入`]), ...(optimal ? [] : ['未能证明为最优组合'])];
  return [...lines, ['合计', amountCell(added([...taken].map((c) => c.amount)), unit), notes.join('；')]];
}

const NAME = fact('id', 'applicant', '名称', 'name');
const AMOUNT = fact('money', 'applicant', '金额', 'amount');

const called = (claims: readonly ClaimRow[]): string => listing(claims.map(({ measure, row }) => `${measure.title.zh}（第${row + 1}行）`), 'zh');

/** @throws SheetError where a row cannot be an award of the policy */
function claimIn(policy: Policy, table: Table, row: number, columns: ClaimColumns, unit: Unit): ClaimRow {
  const [line, header] = [table[row], table[columns.header]] as [readonly Cell[], readonly Cell[]];
  const stated = (column: number, fact: Fact): string => {
    const found = readCell(line[column], fact, unit);
    if (found === undefined) throw new SheetError('NA', `缺少${shownCell(header[column] ?? null)}`);
    if ('problem' in found) throw new SheetError(found.code, found.problem);
    return found.value as string;
  };
  const measure = measureCalled(stated(columns.measure, NAME), policy);
  if (typeof measure === 'string') throw new SheetError('VALUE', measure);
  const input = halfWidth(stated(columns.input, NAME)).toLowerCase();
  const amount = new Dec(stated(columns.amount, AMOUNT));
  const most = mostOf(measure, policy);
  if (most !== undefined && amount.cmp(most) > 0) throw new SheetError('VALUE', `超过最高${formatMoney(most, { unit })}；几项奖补请分行填写`);
  return { row, measure, input, amount };
}

/** The most that one award of a measure can be, on whatever day; undefined where nothing holds it. */
function mostOf({ formula: { cap, fixed } }: Measure, { register }: Policy): Dec | undefined {
  const values = (register[cap ?? fixed ?? ''] ?? []).map((p) => p.decimal);
  return values.length === 0 ? undefined : values.reduce(maxOf);
}

/**
 * Awards on one input by the table of pairs: which do not stand beside each other, and which earlier ones each is paid net of.
 * What is given for its subject once is given for an input once.
 */
function pairsOf(claims: readonly ClaimRow[], { policy, readings }: Context): {
  readonly exclusive: readonly (readonly [ClaimRow, ClaimRow])[];
  readonly earlier: ReadonlyMap<ClaimRow, readonly ClaimRow[]>;
} {
  const exclusive: [ClaimRow, ClaimRow][] = [];
  const earlier = new Map<ClaimRow, ClaimRow[]>();
  const order = new Map(policy.measures.map((measure, i) => [measure, i]));
  const place = ({ measure }: ClaimRow): number => order.get(measure) as number;
  let looked = 0;
  for (const own of byKey(claims, (c) => c.input).values()) {
    own.sort((a, b) => place(a) - place(b));
    for (const [k, b] of own.entries()) for (const a of own.slice(0, k)) {
      if ((looked += 1) > MOST_PAIRS) throw new SheetError('NUM', '同一投入下的行过多，无法取舍');
      const relation = a.measure !== b.measure ? policy.overlap.relation(a.measure.code, b.measure.code, readings) : isOnce(a.measure) ? 'same-input' : undefined;
      if (relation === 'same-input') exclusive.push([a, b]);
      if (relation === 'sequential') listUnder(earlier, b).push(a);
    }
  }
  return { exclusive, earlier };
}

const isOnce = ({ source }: Measure): boolean => 'each' in source && source.year === undefined;

/**
 * That an award counts as net of the earlier ones, in words; empty where there are none.
 *
 * @throws SheetError where it is more than they leave of its ceiling
 */
function netOf({ measure, amount }: ClaimRow, earlier: readonly ClaimRow[], policy: Policy, unit: Unit): string {
  if (earlier.length === 0) return '';
  const most = mostOf(measure, policy);
  const left = most && notBelowZero(most.minus(added(earlier.map((c) => c.amount))));
  if (left === undefined || amount.cmp(left) <= 0) return `按已扣减${called(earlier)}的金额计入`;
  throw new SheetError('VALUE', `扣减${called(earlier)}后最高${formatMoney(left, { unit })}；请填扣减后的金额`);
}

/** What several awards of one measure share, if the table does not tell their subjects or years apart. */
function sharedBy(taken: Iterable<ClaimRow>, { policy, at }: Context, unit: Unit): ReadonlyMap<ClaimRow, string> {
  const notes = new Map<ClaimRow, string>();
  // A subject that is no input itself may stand behind several of them.
  const isOfOthers = ({ source, rows }: Measure): boolean => 'group' in source || rows !== undefined;
  for (const own of byKey(taken, ({ measure, input }) => `${measure.id} ${isOfOthers(measure) ? '' : input}`).values()) {
    const { measure } = own[0] as ClaimRow;
    const { source, kind } = measure;
    const apart = 'group' in source ? source.apart?.(at(undefined)) : undefined;
    const most = mostOf(measure, policy);
    if (own.length < 2 || (apart !== undefined && 'byJoined' in apart)) continue;
    const year = source.year === undefined && apart === undefined ? '' : '同一年度';
    const note = !isOfOthers(measure) ? '每年度只计一项' : most && `同一${policy.kinds[kind]?.zh}${year}合计不超过${formatMoney(most, { unit })}`;
    if (note !== undefined) for (const claim of own) notes.set(claim, note);
  }
  return notes;
}

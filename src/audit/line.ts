import { isUnderPolicy } from '../articles/article-7-parks.js';
import type { ReadCase } from '../case/read.js';
import { validityWindow } from '../constraints/validity-window.js';
import type { Context } from '../kernel/context.js';
import { yearOf } from '../kernel/day.js';
import { formatMoney } from '../kernel/decimal.js';
import type { ConditionResult, Determination } from '../kernel/determination.js';
import { type Bilingual, text } from '../kernel/text.js';
import type { KnownAward } from './award.js';
import { conditionInWords } from './facts-in-words.js';
import type { AwardRef, Cause, Finding, FindingCode, Severity } from './finding.js';
import { advanceShare, type AuditedMeasure, isYearly } from './measures.js';
import type { Place } from './places.js';
import { awardName, cause, clauseName, letter, noAction, pleaseCheck, pleaseReturn } from './words.js';

/** Findings that one line shows by itself. */

/** A line with what it is held against. */
export interface Line {
  readonly award: KnownAward;
  readonly ref: AwardRef;
  readonly key: string;
  readonly measure: AuditedMeasure;
  /** Undefined where the case has no such determination. */
  readonly place: Place | undefined;
}

/** Whether a line counts as paid on account: before the settlement of a measure that has one. */
export const isAdvance = ({ award, measure }: Line, context: Context): boolean =>
  award.payment === 'advance' || (award.payment === 'annual' && advanceShare(measure, context) !== undefined);

/** The name of an award in a letter. */
export const nameOf = (line: Line): Bilingual =>
  awardName(line.place?.evaluated.determination.subject.kind, line.award.subject, line.measure.title, line.award.year);

const NONE = { min: '0.00', max: '0.00' };

/** A finding that leaves nothing of the line standing, or one that only asks for a check. */
function finding(
  line: Line,
  code: FindingCode,
  severity: Severity,
  clause: string,
  statement: Bilingual,
  extra: { readonly causes?: readonly Cause[]; readonly unmet?: readonly ConditionResult[] } = {},
): Finding {
  const actual = formatMoney(line.award.amount);
  const returned = severity === 'error' && code !== 'not-in-case';
  return {
    code,
    severity,
    clause,
    awards: [line.ref],
    key: line.key,
    expected: returned ? NONE : { min: '0.00', max: actual },
    actual,
    difference: returned ? actual : '0.00',
    effect: returned ? 'return' : 'none',
    ...(extra.causes === undefined || extra.causes.length === 0 ? undefined : { causes: extra.causes }),
    ...(extra.unmet === undefined ? undefined : { unmet: extra.unmet }),
    message: letter(statement, extra.causes ?? [], returned ? pleaseReturn(actual) : severity === 'note' ? noAction : pleaseCheck),
  };
}

/** The same line again: all of it is to be returned, unless two ids say that it was meant twice. */
export function repeatedLine(line: Line, first: AwardRef): Finding {
  const named = nameOf(line);
  const apart = line.ref.id !== undefined && first.id !== undefined && line.ref.id !== first.id;
  const found = finding(
    line,
    'duplicate',
    apart ? 'warning' : 'error',
    line.measure.clause,
    text(
      `${named.zh}：第${line.ref.index + 1}笔与第${first.index + 1}笔的对象、年度、金额、日期和方式完全相同。`,
      `line ${line.ref.index + 1} repeats line ${first.index + 1} in subject, year, amount, day and kind: ${named.en}.`,
    ),
  );
  return { ...found, awards: [first, line.ref] };
}

/** The id of another line on this one: one of the two is wrong. */
export function reusedId(line: Line, first: AwardRef): Finding {
  const named = nameOf(line);
  const found = finding(
    line,
    'id-reused',
    'warning',
    line.measure.clause,
    text(
      `${named.zh}：第${line.ref.index + 1}笔与第${first.index + 1}笔内容不同，拨付编号同为“${line.ref.id}”。`,
      `line ${line.ref.index + 1} differs from line ${first.index + 1} and has the same id "${line.ref.id}": ${named.en}.`,
    ),
  );
  return { ...found, awards: [first, line.ref] };
}

/** Everything that the line shows by itself, except that it was there before. */
export function lineFindings(line: Line, read: ReadCase, context: Context): Finding[] {
  const { place } = line;
  const found = dateFindings(line, context);
  if (place === undefined) return [...found, notInCase(line)];
  if (place.evaluated.determination.status === 'ineligible') return [...found, ineligible(line, place.evaluated.determination)];
  return [...(found.length > 0 ? found : beforeItsYear(line, context)), ...stageFindings(line, place, read, context)];
}

function notInCase(line: Line): Finding {
  const named = nameOf(line);
  return finding(
    line,
    'not-in-case',
    'error',
    line.measure.clause,
    text(`${named.zh}：案卷中没有该对象享受此项措施的事实，无从核对。`, `no facts of the case stand behind ${named.en}, so it cannot be checked.`),
  );
}

/** F.1, by the day of the payment. Under the default only commencement bounds it (I-04). */
function dateFindings(line: Line, context: Context): Finding[] {
  const { parameters, readings } = context;
  const [from, to] = [parameters['F.1.from'], parameters['F.1.to']];
  if (validityWindow(line.award.date, { from: from.value, to: to.value }) === 'met') return [];
  const early = line.award.date < from.value;
  if (!early && readings.afterExpiry === 'honour-vested') return [];
  const named = nameOf(line);
  const [words, code] = early ? ([from.words, 'before-commencement'] as const) : ([to.words, 'after-expiry'] as const);
  const where = clauseName('F.1');
  return [
    finding(
      line,
      code,
      'error',
      'F.1',
      text(
        `${named.zh}于${line.award.date}拨付，不在政策有效期内（${where.zh}“${words}”）。`,
        `${named.en} was paid on ${line.award.date}, outside the period of the policy (${where.en}: 「${words}」).`,
      ),
    ),
  ];
}

/** What is given for a year is given for what happened in it. */
function beforeItsYear(line: Line, context: Context): Finding[] {
  const { year, date } = line.award;
  if (year === undefined || !isYearly(line.measure, context) || yearOf(date) >= year) return [];
  const named = nameOf(line);
  return [
    finding(line, 'paid-before-year', 'warning', line.measure.clause, text(
      `${named.zh}于${date}拨付，早于所属年度${year}年。`,
      `${named.en} was paid on ${date}, before ${year} began.`,
    )),
  ];
}

/** An ineligible subject, with every condition that is not met. */
function ineligible(line: Line, d: Determination): Finding {
  const named = nameOf(line);
  const unmet = d.conditions.filter((c) => c.outcome === 'unmet');
  const label = (c: ConditionResult): Bilingual => line.measure.labels.get(c.id) ?? text('有可计入的明细', 'there is something that counts');
  const both = (c: ConditionResult): Bilingual => {
    const { required, actual } = conditionInWords(c);
    return text(
      `${label(c).zh}（${c.clause}：要求${required.zh}，实际${actual.zh}）`,
      `${label(c).en} (${c.clause}: required ${required.en}, found ${actual.en})`,
    );
  };
  const first = unmet[0];
  return finding(
    line,
    'ineligible',
    'error',
    first?.clause ?? d.clause,
    text(
      `${named.zh}不符合条件：${unmet.map((c) => both(c).zh).join('；')}。`,
      `${named.en} does not meet the conditions: ${unmet.map((c) => both(c).en).join('; ')}.`,
    ),
    { unmet, causes: leaderCounted(unmet) },
  );
}

/** One supplier short and nothing else: the leader was taken for the missing one (I-31). */
function leaderCounted(unmet: readonly ConditionResult[]): readonly Cause[] {
  const [only, other] = unmet;
  return only?.id === 'direct-suppliers' && only.shortfall === '1' && other === undefined ? [cause('leader-counted')] : [];
}

/** Payments in stages: none on account where the text provides none, no balance before its time. */
function stageFindings(line: Line, place: Place, read: ReadCase, context: Context): Finding[] {
  const named = nameOf(line);
  const share = advanceShare(line.measure, context);
  if (share === undefined) {
    if (line.award.payment !== 'advance') return [];
    return [
      finding(line, 'advance-not-provided', 'warning', line.measure.clause, text(
        `${named.zh}以预拨方式拨付，文本未规定此项措施可以预拨。`,
        `${named.en} was paid on account, which the text does not provide for this measure.`,
      )),
    ];
  }
  if (isAdvance(line, context)) return yearOfPark(line, place, read, share.clause, share.words);
  const ready = readyToSettle(place, line.award.date, read, context);
  if (ready === true) return [];
  const settlementClause = place.kind === 'subsidy' ? 'A1.4' : place.kind === 'consortium' ? 'A6.6' : 'A7.5';
  const where = clauseName(settlementClause);
  return [
    finding(
      line,
      'settled-too-early',
      ready === false ? 'error' : 'warning',
      settlementClause,
      ready === false
        ? text(`${named.zh}于${line.award.date}结算，尚不具备结算条件（${where.zh}）。`, `${named.en} was settled on ${line.award.date}, before it could be (${where.en}).`)
        : text(`${named.zh}已结算，案卷未载明是否具备结算条件（${where.zh}）。`, `${named.en} was settled; the case does not say that it could be (${where.en}).`),
    ),
  ];
}

/** A7.4: on account only in a passed year. */
function yearOfPark(line: Line, place: Place, read: ReadCase, clause: string, words: string): Finding[] {
  const year = place.kind === 'park' ? line.award.year : undefined;
  const evaluations = read.facts.parks?.[place.at]?.evaluations;
  if (year === undefined || evaluations === undefined) return [];
  const evaluation = evaluations.find((e) => e.year === year);
  const named = nameOf(line);
  if (evaluation === undefined) {
    return [
      finding(line, 'advance-without-evaluation', 'warning', clause, text(
        `${named.zh}：案卷未载明${year}年综合评价，对评价达标的年度方可拨款（${clauseName(clause).zh}）。`,
        `${named.en}: the case has no evaluation of ${year}, and only a passed year allows an advance (${clauseName(clause).en}).`,
      )),
    ];
  }
  if (evaluation.passed !== false) return [];
  return [
    finding(line, 'advance-in-failed-year', 'error', clause, text(
      `${named.zh}：${year}年综合评价未达标，当年不得拨款（${clauseName(clause).zh}“对评价达标的……${words}”）。`,
      `${named.en}: the evaluation of ${year} was failed, so nothing may be advanced for it (${clauseName(clause).en}).`,
    )),
  ];
}

/** Whether the case says that the account could be drawn up by that day; undefined while it is silent. */
function readyToSettle(place: Place, date: string, read: ReadCase, context: Context): boolean | undefined {
  switch (place.kind) {
    case 'subsidy': {
      const { acceptance } = read.projects[place.at] ?? {};
      return acceptance === undefined ? undefined : acceptance.date <= date;
    }
    case 'consortium':
      return read.facts.consortia?.[place.at]?.accepted;
    case 'park': {
      const park = read.facts.parks?.[place.at];
      const verdicts = park?.evaluations?.filter((e) => isUnderPolicy(e.year, context)).map((e) => e.passed) ?? [];
      if (park?.allTasksCompleted === false || verdicts.includes(false)) return false;
      return park?.allTasksCompleted === true && verdicts.length > 0 && !verdicts.includes(undefined) ? true : undefined;
    }
    default:
      return true;
  }
}

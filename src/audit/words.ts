import type { SubjectKind } from '../kernel/determination.js';
import type { Range } from '../kernel/span.js';
import { type Bilingual, text } from '../kernel/text.js';
import type { Cause, CauseCode } from './finding.js';

/** The wording of findings: full sentences that a letter can take over. */

const KINDS: Readonly<Record<SubjectKind, Bilingual>> = {
  project: text('项目', 'project '),
  enterprise: text('企业', 'enterprise '),
  'service-provider': text('服务商', 'service provider '),
  supplier: text('供给企业', 'supplier '),
  consortium: text('联合体', 'consortium '),
  park: text('园区', 'park '),
};

const NUMERALS = ['零', '一', '二', '三', '四', '五', '六', '七', '八'];

/** How a letter names a sentence: 第一条第3句 (A1.3), or 文末第3句 (F.3). */
export function clauseName(clause: string): Bilingual {
  const [part = '', sentence = ''] = clause.split('.');
  if (part === 'F') return text(`文末第${sentence}句（${clause}）`, `final paragraph, sentence ${sentence} (${clause})`);
  const article = Number(part.slice(1));
  return text(`第${NUMERALS[article]}条第${sentence}句（${clause}）`, `Article ${article}, sentence ${sentence} (${clause})`);
}

/** What an award is called in a sentence: subject, measure and year. */
export function awardName(kind: SubjectKind | undefined, subject: string, title: Bilingual, year: number | undefined): Bilingual {
  const of = kind === undefined ? text('', '') : KINDS[kind];
  return text(
    `${of.zh}“${subject}”的${year === undefined ? '' : `${year}年度`}${title.zh}`,
    `the ${title.en}${year === undefined ? '' : ` for ${year}`} of ${of.en}"${subject}"`,
  );
}

export const showRange = ({ min, max }: Range): Bilingual =>
  min === max ? text(`${max}元`, `${max} yuan`) : text(`${min}元至${max}元`, `${min} to ${max} yuan`);

const CAUSES: Readonly<Record<CauseCode, (by: Bilingual) => Bilingual>> = {
  'rate-of-other-class': (by) => text(`误用其他类别的比例（${by.zh}）`, `the rate of another class was used (${by.en})`),
  'rate-of-other-measure': (by) => text(`误用其他措施的比例（${by.zh}）`, `the rate of another measure was used (${by.en})`),
  'ceiling-of-other-measure': (by) => text(`误用其他措施的上限（${by.zh}）`, `the ceiling of another measure was used (${by.en})`),
  uncapped: () => text('未按最高限额封顶', 'the figure was not held to its ceiling'),
  'base-total-investment': () => text('以总投资而非设备投资（含软件）为基数', 'the base was total investment instead of equipment including software'),
  'base-as-applied': () => text('以申报数而非核定数为基数', 'the base was the figure applied for instead of the verified one'),
  'base-verified': () => text('以核定数而非申报数为基数', 'the base was the verified figure instead of the one applied for'),
  'base-with-leased-equipment': () =>
    text('基数未剔除已享受融资租赁补助的设备', 'equipment that took the lease subsidy was left in the base'),
  'base-with-excluded-rows': () => text('基数计入了不符合条件或另行享受的明细', 'rows that do not count, or that took another award, were left in the base'),
  'base-above-threshold': () => text('仅以超过门槛的部分为基数', 'only the part above the threshold was taken as the base'),
  'interest-not-bounding': () => text('核定贴息未以实付利息为限', 'the assessed subsidy was not held to the interest paid'),
  'rows-left-out': (by) => text(`未计入明细：${by.zh}`, `rows were left out: ${by.en}`),
  'factor-ignored': () => text('未乘结算系数', 'the settlement factor was not applied'),
  'gross-of-deduction': () => text('未扣减前期年度奖励', 'the earlier yearly awards were not deducted'),
  'deduction-incomplete': (by) => text(`有${by.zh}个年度的奖励未扣减`, `${by.en} of the earlier yearly awards was not deducted`),
  'threshold-at-settlement': () =>
    text('未复核验收核定总投资已低于门槛', 'it was not noticed that the verified total investment misses the threshold'),
  'advances-not-deducted': () => text('结算未扣除已预拨款项', 'the settlement did not deduct the advances'),
  'share-of-total-flat': () => text('按比例上限预拨，未按进度', 'the full share was advanced without regard to progress'),
  'progress-without-share': () => text('按进度预拨，未以比例上限为限', 'progress was followed beyond the share that may be advanced'),
  'whole-total': () => text('预拨了全额', 'the whole total was advanced'),
  'leader-counted': () => text('直接配套企业家数误将链主企业计入', 'the leader was counted as one of the direct suppliers'),
  'paid-twice': () => text('重复拨付一次', 'the amount was paid twice'),
  rounding: () => text('尾差（分位舍入）', 'it was rounded differently by a fen'),
  unit: () => text('元与万元混淆', 'yuan and ten thousand yuan were confused'),
  'other-reading': (by) => text(`按另一种解读计算（${by.zh}）`, `another reading was applied (${by.en})`),
};

/** A cause with its sentence; `by` names the parameter, reading or rows. */
export function cause(code: CauseCode, by?: string, shown?: Bilingual): Cause {
  const message = CAUSES[code](shown ?? text(by ?? '', by ?? ''));
  return by === undefined ? { code, message } : { code, by, message };
}

/** 经核，……，与……相符: the likely cause as the end of a sentence. */
function likely(causes: readonly Cause[]): Bilingual {
  if (causes.length === 0) return text('', '');
  return text(
    `经复算，该金额与下列计算一致：${causes.map((c) => c.message.zh).join('，且')}。`,
    ` The figure is reproduced exactly if ${causes.map((c) => c.message.en).join(' and ')}.`,
  );
}

/** Joins a sentence, the likely cause and what follows from it. */
export function letter(statement: Bilingual, causes: readonly Cause[], consequence: Bilingual): Bilingual {
  const why = likely(causes);
  return text(`${statement.zh}${why.zh}${consequence.zh}`, `${capital(statement.en)}${why.en} ${consequence.en}`.trimEnd());
}

const capital = (sentence: string): string => sentence.slice(0, 1).toUpperCase() + sentence.slice(1);

export const pleaseReturn = (amount: string): Bilingual => text(`请退回${amount}元。`, `${amount} yuan is to be returned.`);
export const pleasePay = (amount: string): Bilingual => text(`请补拨${amount}元。`, `${amount} yuan remains to be paid.`);
export const pleaseCheck: Bilingual = text('请核实。', 'Please verify.');
export const noAction: Bilingual = text('无需退补。', 'Nothing is to be paid or returned.');

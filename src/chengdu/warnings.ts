import { keeps, keepsDay } from '../core/bound.js';
import { dayWords } from '../core/day.js';
import { daysBetween } from '../core/elapsed.js';
import { type Dec, compare, formatMoney, grouped, toFen } from '../core/decimal.js';
import { byKey, byText, listUnder } from '../core/groups.js';
import { dayOfYear } from '../core/law.js';
import { type Span, toRange } from '../core/span.js';
import { quoted, quotedEn, text } from '../core/text.js';
import type { AssessmentView, AwardView, Warning } from '../core/view.js';
import { failedYears } from './articles/article-7-parks.js';
import { type KnownProject, listIn } from './facts.js';
import { parameter, period, readingsOf, years } from './law.js';
import { centralFundsShare, closeFilingDays } from './overlays.js';
import type { WARNING_KINDS } from './wording.js';

/** Gives a warning, about what is paid of certain awards where their keys are given. */
type Warn = (code: keyof typeof WARNING_KINDS, clause: string | undefined, zh: string, en: string, keys?: readonly string[]) => void;

/**
 * What a reader of this policy should know beside the figures: contested readings, overlays from
 * outside the text, and matters that only an authority can settle.
 */
export function warnings(view: AssessmentView): Warning[] {
  const out: Warning[] = [];
  const warning: Warn = (code, clause, zh, en, keys) => void out.push({ code, ...(clause && { clause }), message: text(zh, en), ...(keys && { keys }) });
  for (const check of CHECKS) check(view, warning);
  return out;
}

const projectsOf = (view: AssessmentView): readonly KnownProject[] => listIn(view, 'projects');

/** The awards of a measure by their subject. */
const bySubject = (view: AssessmentView, code: string): ReadonlyMap<string, AwardView> =>
  new Map(view.awards.filter((a) => a.measure.code === code).map((a) => [a.subject.id, a]));

const money = (a: Dec): string => grouped(formatMoney(a));
const range = (s: Span, to: string): string => {
  const { min, max } = toRange(s);
  return min === max ? grouped(max) : `${grouped(min)}${to}${grouped(max)}`;
};

/** The inputs on which an award is paid. */
const inputsOf = (view: AssessmentView, award: AwardView): readonly number[] =>
  view.paid(award) === undefined ? [] : award.rows.length === 0 ? award.inputs : view.chosenRows(award).map((row) => award.inputs[row] as number);

/** 2a beside a subsidy on the equipment: contested, so the strict result is said (I-11). */
function contestedInterest(view: AssessmentView, warning: Warn): void {
  if (view.strict === undefined) return;
  const paidOn = new Map<number, string[]>();
  for (const award of view.awards) for (const input of inputsOf(view, award)) listUnder(paidOn, input).push(award.measure.code);
  const projects = [...paidOn].flatMap(([p, codes]) =>
    codes.includes('2a') && (codes.includes('1b') || codes.includes('6b')) ? [projectsOf(view)[p]?.id as string] : []);
  if (projects.length === 0) return;
  warning(
    'contested-interest-with-subsidy',
    'F.3',
    `项目${quoted(...projects)}同时计投资补助与贷款贴息：设备价款与利息为不同投入，默认可并享，但有争议；若“同一投入”按同一项目理解，合计为${range(view.strict, '至')}元（默认${range(view.total, '至')}元）。`,
    `Investment subsidy and loan interest subsidy both stand for ${quotedEn(...projects)}: price and interest are different inputs by default, but the pair is contested. If the same input means the same project, the total is ${range(view.strict, ' to ')} yuan (default ${range(view.total, ' to ')} yuan).`,
  );
}

/** 5 beside 6a or 6b: two task books by default; one serving both is for the authority (I-12). */
function oneTaskBook(view: AssessmentView, warning: Warn): void {
  if (listIn(view, 'consortia').length === 0) return;
  const paidUnder = (article: number): ReadonlySet<string> =>
    new Set(view.awards.filter((a) => a.measure.article === article && view.paid(a) !== undefined).map((a) => a.subject.id));
  const [demonstrations, consortia] = [paidUnder(5), paidUnder(6)];
  for (const c of listIn(view, 'consortia').filter(({ id }) => consortia.has(id))) {
    for (const id of c.projects.filter((p) => demonstrations.has(p))) {
      warning(
        'one-task-book',
        'F.3',
        `项目${quoted(id)}与联合体${quoted(c.id)}分别享受第五条、第六条奖补，系按两份任务书计；如实为同一任务书，由主管部门认定。`,
        `Project ${quotedEn(id)} and consortium ${quotedEn(c.id)} are counted with two task books under Articles 5 and 6; if one and the same serves both, the authority decides.`,
      );
    }
  }
}

/** 6a is given once for a consortium (一次性): two of one leader over the same projects may be one (I-35). */
function oneConsortium(view: AssessmentView, warning: Warn): void {
  const all = listIn(view, 'consortia');
  if (all.length < 2) return;
  const seen = new Map<string, string>();
  const awards = bySubject(view, '6a');
  for (const { id: own, leader, projects } of all) {
    const award = awards.get(own);
    for (const id of award === undefined || view.paid(award) === undefined ? [] : projects) {
      const key = `${leader} ${id}`;
      const other = seen.get(key) ?? own;
      seen.set(key, other);
      if (other === own) continue;
      warning(
        'same-consortium',
        'A6.2',
        `联合体${quoted(other)}与${quoted(own)}的链主企业同为${quoted(leader)}且都含项目${quoted(id)}：链主奖励为一次性，请核实是否为同一联合体。`,
        `Consortia ${quotedEn(other)} and ${quotedEn(own)} have the same leader ${quotedEn(leader)} and both include project ${quotedEn(id)}: the leader's award is given once, so check that they are two.`,
      );
    }
  }
}

/** The overlay on central money (I-14): 20 % of a project's total investment. */
function centralFunds(view: AssessmentView, warning: Warn): void {
  const { source, decimal, percent } = centralFundsShare;
  projectsOf(view).forEach(({ id, totalInvestment }, i) => {
    if (totalInvestment === undefined) return;
    // To the fen, as the sums that are held against it: none exceeds it by its rounding alone.
    const limit = toFen(decimal.times(totalInvestment));
    // What all come to together bounds what is on one of them.
    if (compare(view.total.hi, limit) <= 0) return;
    const { hi } = view.moneyOn(i);
    if (compare(hi, limit) <= 0) return;
    warning(
      'central-funds-share',
      undefined,
      `项目${quoted(id)}按本政策最高可得${money(hi)}元，超过其总投资的${percent}（${money(limit)}元）；如使用中央奖补资金，${source}对单个项目设有该比例限制（仅约束中央资金）。`,
      `Project ${quotedEn(id)} may reach ${money(hi)} yuan under this policy, above ${percent} of its total investment (${money(limit)} yuan); ${source} limits central money to that share (it binds the central share only).`,
    );
  });
}

/** Several projects of one owner filed close together (I-20). */
function closeFilings(view: AssessmentView, warning: Warn): void {
  const byOwner = new Map<string, { id: string; day: string }[]>();
  for (const { id, owner, filingDate: day } of projectsOf(view)) if (day !== undefined) listUnder(byOwner, owner).push({ id, day });
  for (const [owner, own] of byOwner) {
    if (own.length < 2) continue;
    own.sort((a, b) => byText(a.day, b.day) || byText(a.id, b.id));
    const nearNext = own.slice(1).map(({ day }, i) => daysBetween((own[i] as { day: string }).day, day) <= closeFilingDays);
    const ids = own.flatMap(({ id }, i) => (nearNext[i] === true || nearNext[i - 1] === true ? [id] : []));
    if (ids.length === 0) continue;
    warning(
      'close-filings',
      'A1.3',
      `${quoted(owner)}的项目${quoted(...ids)}备案时间相近：单个项目设有补助上限，请核实是否为同一项目拆分。`,
      `Projects ${quotedEn(...ids)} of ${quotedEn(owner)} were filed close together: the caps are per project, so check that one project was not split.`,
    );
  }
}

/** The rows that may count in the award of their year. */
const mayCount = (view: AssessmentView, code: string): ReadonlySet<string> =>
  new Set(view.awards.flatMap((a) => (a.measure.code !== code ? [] : a.rows.flatMap((r) => (r.status === 'ineligible' ? [] : [`${a.subject.year} ${r.id}`])))));

/** Flows of a year between the filing cutoff and commencement (I-05). */
function earlyFlows(view: AssessmentView, warning: Warn): void {
  const isEarly = (year: number): boolean => year < years(view.law.at(dayOfYear(year))).from;
  for (const [code, name, zh, en] of [['2a', 'loans', '贷款', 'loan'], ['2b', 'leases', '融资租赁', 'lease']] as const) {
    const rows: readonly { readonly id: string; readonly year: number; readonly flowAccepted?: boolean | undefined }[] = listIn(view, name);
    const early = rows.filter((r) => isEarly(r.year) && r.flowAccepted === undefined);
    if (early.length === 0) continue;
    const counting = mayCount(view, code);
    const told = early.filter(({ id, year }) => counting.has(`${year} ${id}`));
    if (told.length === 0) continue;
    const [ids, of] = [[...new Set(told.map((r) => r.id))], [...new Set(told.map((r) => r.year))].sort()];
    warning(
      'flow-before-commencement',
      'F.1',
      `${zh}${quoted(...ids)}的${of.join('、')}年度发生额早于政策施行年度，是否可计由主管部门认定。`,
      `The ${of.join(', ')} flow of ${en} ${quotedEn(...ids)} lies before the year of commencement; whether it counts is for the authority.`,
    );
  }
}

/** Sales to a project of the supplier itself (I-27). */
function selfSupply(view: AssessmentView, warning: Warn): void {
  const own = listIn(view, 'supplies').filter((l) => projectsOf(view)[view.position('projects', l.project)]?.owner === l.supplier);
  for (const [kind, clause] of [['equipment', 'A4.3'], ['software', 'A4.4']] as const) {
    const ids = own.filter((l) => l.kind === kind).map((l) => l.id);
    if (ids.length === 0) continue;
    warning('self-supply', clause, `供给明细${quoted(...ids)}的买方即供给方本身，不计入销售额。`, `Supply of ${quotedEn(...ids)} to the supplier itself does not count.`);
  }
}

/** A settlement after the last day: by default for the authority to confirm; else what was not advanced lapses, though the total holds it (I-04). */
function lateSettlement(view: AssessmentView, warning: Warn): void {
  const settlement = view.facts['settlementDate'] as string | undefined;
  if (settlement === undefined) return;
  const last = period(view.law.at(settlement)).to;
  if (keepsDay(last, settlement)) return;
  const isVested = readingsOf(view.law).afterExpiry === 'honour-vested';
  const bound = isVested ? view.payments : view.payments.filter((p) => p.advance !== undefined);
  if (bound.length === 0) return;
  const [on, end] = [dayWords(settlement), dayWords(last.value)];
  warning(
    'settlement-after-expiry',
    'F.1',
    `结算日${on.zh}在有效期届满（${end.zh}）之后：${isVested ? '默认已在期内申报的可继续结算，请主管部门确认' : '按所选解读届满后不再拨付，已预拨的除外；合计中尚未拨付的部分不再支付'}。`,
    `The settlement of ${on.en} falls after expiry (${end.en}): ${isVested ? 'by default what was applied for in time may be settled; to be confirmed by the authority' : 'under the chosen reading nothing is paid any more beyond what was advanced; what else the total holds lapses'}.`,
    bound.map((p) => p.key),
  );
}

/** An evaluation after the last day that counts by default is for the authority to confirm (I-04). */
function lateEvaluations(view: AssessmentView, warning: Warn): void {
  if (readingsOf(view.law).afterExpiry !== 'honour-vested') return;
  // A failed year of a task book brings nothing; one of a park lowers what its other years bring.
  const demonstrations = listIn(view, 'demonstrations').map(({ project, evaluations = [] }) => ({ code: '5a', name: project, evaluations: evaluations.filter((e) => e.passed !== false) }));
  const parks = listIn(view, 'parks').map(({ id, evaluations = [] }) => ({ code: '7', name: id, evaluations }));
  let evaluated: ReadonlyMap<string, readonly AwardView[]> | undefined;
  for (const { code, name, evaluations } of [...demonstrations, ...parks]) {
    const late = evaluations.filter((e) => e.year > years(view.law.at(dayOfYear(e.year))).to).map((e) => e.year).sort();
    const [first] = late;
    if (first === undefined) continue;
    const expiry = dayWords(period(view.law.at(dayOfYear(first))).to.value);
    evaluated ??= byKey(view.awards, (a) => `${a.measure.code} ${a.subject.id}`);
    const awards = (evaluated.get(`${code} ${name}`) ?? []).filter(({ subject: { year } }) => year === undefined || late.includes(year));
    warning(
      'evaluation-after-expiry',
      'F.1',
      `${quoted(name)}的${late.join('、')}年度评价在有效期届满（${expiry.zh}）之后：默认按任务书计入，请主管部门确认。`,
      `The evaluation of ${late.join(', ')} of ${quotedEn(name)} lies after expiry (${expiry.en}): by default it counts under its task book; to be confirmed by the authority.`,
      awards.map((a) => a.determination.key),
    );
  }
}

/** A subsidy whose verified total no longer reaches the threshold (I-15). */
function lapsedSubsidy(view: AssessmentView, warning: Warn): void {
  if (readingsOf(view.law).thresholdAtSettlement === 'as-approved') return;
  const accepted = projectsOf(view).filter((p) => p.acceptance !== undefined);
  if (accepted.length === 0) return;
  const [rewards, subsidies] = [bySubject(view, '1a'), bySubject(view, '1b')];
  for (const { id, totalInvestment: filed, acceptance } of accepted) {
    const { totalInvestment: verified } = acceptance as NonNullable<typeof acceptance>;
    const subsidy = subsidies.get(id);
    const unmet = subsidy?.determination.conditions.filter((c) => c.outcome === 'unmet') ?? [];
    const least = parameter(subsidy?.law ?? view.law, 'A1.3.threshold');
    const reached = filed !== undefined && keeps(least, filed);
    // Only the verified total speaks against it.
    if (!reached || keeps(least, verified) || unmet.length !== 1) continue;
    // 1a stays on the filed total, where its own conditions let it.
    const remains = rewards.get(id)?.determination.status !== 'ineligible';
    warning(
      'threshold-missed-at-settlement',
      'A1.4',
      `项目${quoted(id)}核定总投资${money(verified)}元低于${money(least.decimal)}元：投资补助不再成立${remains ? '，仍可申请技改奖励' : ''}。`,
      `The verified total investment of ${quotedEn(id)}, ${money(verified)} yuan, falls below ${money(least.decimal)} yuan: the subsidy lapses${remains ? ', the investment reward remains' : ''}.`,
      [(subsidy as AwardView).determination.key],
    );
  }
}

/** A park that failed a year: what becomes of its advances is not stated (I-36). */
function failedParks(view: AssessmentView, warning: Warn): void {
  for (const award of view.awards) {
    if (award.measure.code !== '7' || award.determination.status === 'ineligible') continue;
    const failed = failedYears(award.facts as never, award.law);
    if (failed.length === 0) continue;
    const kept = readingsOf(award.law).parkFailedYear === 'keep-advances';
    warning(
      'authority-decision',
      'A7.5',
      `园区${quoted(award.subject.id)}在${failed.join('、')}年评价中未达标，不能统一结算；${kept ? '其余款项如何处理由主管部门决定。' : '按所选解读，已拨款项全部收回。'}`,
      `Park ${quotedEn(award.subject.id)} failed the evaluation of ${failed.join(', ')} and cannot be settled; ${kept ? 'what becomes of the rest is for the authority.' : 'under the chosen reading all advances are recovered.'}`,
      [award.determination.key],
    );
  }
}

const CHECKS = [
  contestedInterest, oneTaskBook, oneConsortium, centralFunds, closeFilings, earlyFlows, selfSupply, lateSettlement, lateEvaluations, lapsedSubsidy,
  failedParks,
] as const;

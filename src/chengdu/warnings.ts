import { keeps, keepsDay } from '../core/bound.js';
import { yearOf } from '../core/day.js';
import { daysBetween } from '../core/elapsed.js';
import { type Dec, compare, formatMoney, grouped } from '../core/decimal.js';
import type { Wording } from '../core/policy.js';
import { type Span, plus, toRange, exactly } from '../core/span.js';
import { text } from '../core/text.js';
import type { AssessmentView, AwardView, Warning } from '../core/view.js';
import { failedYears } from './articles/article-7-parks.js';
import type { KnownCase, KnownProject } from './facts.js';
import { parameter, readingsOf, validity, years } from './law.js';
import { centralFundsShare, closeFilingDays } from './overlays.js';
import { relationOf } from './overlap.js';

const percentOf = (share: Dec): string => `${share.times(100).toFixed()}%`;

/** The warnings of this policy, by code: when each is given. */
export const WARNING_KINDS = {
  'contested-interest-with-subsidy': text('同一项目同时选取贷款贴息与设备类补助：示明严格口径下的合计',
    'interest subsidy and a subsidy on the equipment are both chosen for one project: says the total under the strict reading'),
  'one-task-book': text('同一项目同时享受第五条、第六条奖补，按两份任务书计', 'Articles 5 and 6 are both paid around one project, counted as two task books'),
  'same-consortium': text('两个联合体链主相同且有共同项目，均获链主奖励', "two consortia with one leader and a common project both earn the leader's award"),
  'central-funds-share': text(`单个项目可得金额超过其总投资的${percentOf(centralFundsShare.decimal)}，即中央资金的比例限制`,
    `a project may reach more than ${percentOf(centralFundsShare.decimal)} of its total investment, the limit on central money`),
  'close-filings': text(`同一单位的项目备案相距不超过${closeFilingDays}天，是否为同一项目拆分`,
    `projects of one owner were filed within ${closeFilingDays} days: was one project split?`),
  'flow-before-commencement': text('政策施行前年度的贷款、租赁发生额，未填是否经认定可计',
    'a loan or lease flow of the year before commencement whose acceptance is not stated'),
  'self-supply': text('销售给供给企业自己的项目，不计入', "a sale to the supplier's own project, which does not count"),
  'settlement-after-expiry': text('结算日在F.1有效期届满之后', 'the settlement day lies after the last day of F.1'),
  'evaluation-after-expiry': text('计入了有效期届满之后年度的评价', 'an evaluation of a year after the last day of F.1 is counted'),
  'threshold-missed-at-settlement': text('核定总投资低于A1.3的门槛：投资补助不再成立，技改奖励仍可申请',
    'the verified total falls below the threshold of A1.3: the subsidy lapses, the reward remains'),
  'authority-decision': text('园区某年评价未达标：其余款项由主管部门决定', 'a park failed a year: what becomes of the rest is for the authority'),
} as const;

/**
 * What a reader of this policy should know beside the figures: contested readings, overlays from
 * outside the text, and matters that only an authority can settle.
 */
export const warnings = (view: AssessmentView): Warning[] => [
  ...contestedInterest(view),
  ...oneTaskBook(view),
  ...oneConsortium(view),
  ...centralFunds(view),
  ...closeFilings(view),
  ...earlyFlows(view),
  ...selfSupply(view),
  ...afterExpiry(view),
  ...lapsedSubsidy(view),
  ...failedParks(view),
];

const warning = (code: keyof typeof WARNING_KINDS, clause: string, zh: string, en: string): Warning => ({ code, clause, message: text(zh, en) });

const projectsOf = (view: AssessmentView): readonly KnownProject[] => view.rows('projects') as unknown as readonly KnownProject[];
const list = <K extends 'loans' | 'leases' | 'supplies' | 'demonstrations' | 'consortia' | 'parks' | 'districtMatching'>(view: AssessmentView, name: K) =>
  view.rows(name) as unknown as NonNullable<KnownCase[K]>;

/** The awards of a measure by their subject. */
const bySubject = (view: AssessmentView, code: string): ReadonlyMap<string, AwardView> =>
  new Map(view.awards.filter((a) => a.measure.code === code).map((a) => [a.subject.id, a]));

const isPaid = (view: AssessmentView) => (award: AwardView): boolean => view.paid(award) !== undefined;

const money = (a: Dec): string => grouped(formatMoney(a));
const range = (s: Span): string => {
  const { min, max } = toRange(s);
  return min === max ? grouped(max) : `${grouped(min)}–${grouped(max)}`;
};

/** The inputs on which an award is paid. */
const inputsOf = (view: AssessmentView, award: AwardView): readonly number[] =>
  !isPaid(view)(award) ? [] : award.rows.length === 0 ? award.inputs : view.chosenRows(award).map((row) => award.inputs[row] as number);

/** 2a beside a subsidy on the equipment: contested, so the strict result is said (I-11). */
function contestedInterest(view: AssessmentView): Warning[] {
  if (view.strict === undefined) return [];
  const paidOn = new Map<number, { interest: boolean; equipment: boolean }>();
  for (const award of view.awards) {
    const { code } = award.measure;
    for (const input of inputsOf(view, award)) {
      let paid = paidOn.get(input);
      if (paid === undefined) paidOn.set(input, (paid = { interest: false, equipment: false }));
      if (code === '2a') paid.interest = true;
      else if (code === '1b' || code === '6b') paid.equipment = true;
    }
  }
  const projects = [...paidOn].flatMap(([p, { interest, equipment }]) => (interest && equipment ? [projectsOf(view)[p]?.id as string] : []));
  if (projects.length === 0) return [];
  return [
    warning(
      'contested-interest-with-subsidy',
      'F.3',
      `项目${projects.join('、')}同时计投资补助与贷款贴息：设备价款与利息为不同投入，默认可并享，但有争议；若“同一投入”按同一项目理解，合计为${range(view.strict)}元（默认${range(view.total)}元）。`,
      `Investment subsidy and loan interest subsidy both stand for ${projects.join(', ')}: price and interest are different inputs by default, but the pair is contested. If the same input means the same project, the total is ${range(view.strict)} (default ${range(view.total)}).`,
    ),
  ];
}

/** 5 beside 6a or 6b: two task books by default; one serving both is for the authority (I-12). */
function oneTaskBook(view: AssessmentView): Warning[] {
  if (list(view, 'consortia').length === 0) return [];
  const paid = view.awards.filter(isPaid(view));
  const demonstrations = new Set(paid.filter((a) => a.measure.article === 5).map((a) => a.subject.id));
  const consortia = new Set(paid.filter((a) => a.measure.article === 6).map((a) => a.subject.id));
  return list(view, 'consortia').flatMap((c) =>
    !consortia.has(c.id) ? [] : c.projects.filter((id) => demonstrations.has(id)).map((id) =>
      warning(
        'one-task-book',
        'F.3',
        `项目${id}与联合体${c.id}分别享受第五条、第六条奖补，系按两份任务书计；如实为同一任务书，由主管部门认定。`,
        `Project ${id} and consortium ${c.id} are counted with two task books under Articles 5 and 6; if one and the same serves both, the authority decides.`,
      ),
    ),
  );
}

/** 6a is given once for a consortium (一次性): two of one leader over the same projects may be one (I-35). */
function oneConsortium(view: AssessmentView): Warning[] {
  const all = list(view, 'consortia');
  if (all.length < 2) return [];
  const seen = new Map<string, string>();
  const awards = bySubject(view, '6a');
  return all.flatMap((c): Warning[] => {
    const award = awards.get(c.id);
    if (award === undefined || !isPaid(view)(award)) return [];
    return c.projects.flatMap((id): Warning[] => {
      const key = `${c.leader} ${id}`;
      const other = seen.get(key);
      if (other === undefined || other === c.id) {
        seen.set(key, c.id);
        return [];
      }
      return [
        warning(
          'same-consortium',
          'A6.2',
          `联合体${other}与${c.id}的链主企业同为${c.leader}且都含项目${id}：链主奖励为一次性，请核实是否为同一联合体。`,
          `Consortia ${other} and ${c.id} have the same leader ${c.leader} and both include project ${id}: the leader's award is given once, so check that they are two.`,
        ),
      ];
    });
  });
}

/** The overlay on central money (I-14): 20 % of a project's total investment. */
function centralFunds(view: AssessmentView): Warning[] {
  return projectsOf(view).flatMap(({ id, totalInvestment }, i): Warning[] => {
    if (totalInvestment === undefined) return [];
    const { hi } = view.moneyOn(i);
    const limit = totalInvestment.times(centralFundsShare.decimal);
    if (compare(hi, limit) <= 0) return [];
    const percent = percentOf(centralFundsShare.decimal);
    const { source } = centralFundsShare;
    return [
      {
        code: 'central-funds-share' satisfies keyof typeof WARNING_KINDS,
        message: text(
          `项目${id}按本政策最高可得${money(hi)}元，超过其总投资的${percent}（${money(limit)}元）；如使用中央奖补资金，${source}对单个项目设有该比例限制（仅约束中央资金）。`,
          `Project ${id} may reach ${money(hi)} under this policy, above ${percent} of its total investment (${money(limit)}); ${source} limits central money to that share (it binds the central share only).`,
        ),
      },
    ];
  });
}

/** Several projects of one owner filed close together (I-20). */
function closeFilings(view: AssessmentView): Warning[] {
  const projects = projectsOf(view);
  if (projects.length < 2) return [];
  const byOwner = new Map<string, { id: string; day: string }[]>();
  for (const { id, owner, filingDate } of projects) {
    if (filingDate === undefined) continue;
    const own = byOwner.get(owner);
    if (own === undefined) byOwner.set(owner, [{ id, day: filingDate }]);
    else own.push({ id, day: filingDate });
  }
  return [...byOwner].flatMap(([owner, own]): Warning[] => {
    if (own.length < 2) return [];
    own.sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0));
    const nearNext = own.map(({ day }, i) => i + 1 < own.length && daysBetween(day, (own[i + 1] as { day: string }).day) <= closeFilingDays);
    const ids = own.flatMap(({ id }, i) => (nearNext[i] === true || nearNext[i - 1] === true ? [id] : []));
    return ids.length < 2 ? [] : [
      warning(
        'close-filings',
        'A1.3',
        `${owner}的项目${ids.join('、')}备案时间相近：单个项目设有补助上限，请核实是否为同一项目拆分。`,
        `Projects ${ids.join(', ')} of ${owner} were filed close together: the caps are per project, so check that one project was not split.`,
      ),
    ];
  });
}

/** The rows that may count in the award of their year. */
const mayCount = (view: AssessmentView, code: string): ReadonlySet<string> =>
  new Set(view.awards.flatMap((a) => (a.measure.code !== code ? [] : a.rows.flatMap((r) => (r.status === 'ineligible' ? [] : [`${a.subject.year} ${r.id}`])))));

/** Flows of a year between the filing cutoff and commencement (I-05). */
function earlyFlows(view: AssessmentView): Warning[] {
  const { from, earliest } = years(view.law);
  return ([['2a', 'loans', '贷款', 'loan'], ['2b', 'leases', '融资租赁', 'lease']] as const).flatMap(([code, name, zh, en]): Warning[] => {
    const rows: readonly { readonly id: string; readonly year: number; readonly flowAccepted?: boolean | undefined }[] = list(view, name);
    const early = rows.filter((r) => r.year >= earliest && r.year < from && r.flowAccepted === undefined);
    if (early.length === 0) return [];
    const counting = mayCount(view, code);
    const ids = [...new Set(early.flatMap(({ id, year }) => (counting.has(`${year} ${id}`) ? [id] : [])))];
    return ids.length === 0 ? [] : [
      warning(
        'flow-before-commencement',
        'F.1',
        `${zh}${ids.join('、')}的${earliest}年度发生额早于政策施行年度，是否可计由主管部门认定。`,
        `The ${earliest} flow of ${en} ${ids.join(', ')} lies before the year of commencement; whether it counts is for the authority.`,
      ),
    ];
  });
}

function selfSupply(view: AssessmentView): Warning[] {
  const own = list(view, 'supplies').filter((l) => projectsOf(view)[view.position('projects', l.project)]?.owner === l.supplier).map((l) => l.id);
  return own.length === 0 ? [] : [
    warning('self-supply', 'A4.3', `供给明细${own.join('、')}的买方即供给方本身，不计入销售额。`, `Supply lines ${own.join(', ')} were supplied to the supplier itself and do not count.`),
  ];
}

/** What is counted or settled after the last day by default is for the authority to confirm (I-04). */
function afterExpiry(view: AssessmentView): Warning[] {
  if (readingsOf(view.law).afterExpiry !== 'honour-vested') return [];
  const { to: last } = validity(view.law);
  const to = last.value;
  const out: Warning[] = [];
  const settlement = view.facts['settlementDate'] as string | undefined;
  if (settlement !== undefined && !keepsDay(last, settlement) && view.payments.length > 0) {
    out.push(
      warning(
        'settlement-after-expiry',
        'F.1',
        `结算日${settlement}在有效期届满（${to}）之后：默认已在期内申报的可继续结算，请主管部门确认。`,
        `The settlement of ${settlement} falls after expiry (${to}): by default what was applied for in time may be settled; to be confirmed by the authority.`,
      ),
    );
  }
  const late = (rows: readonly { readonly evaluations?: readonly { readonly year: number; readonly passed?: boolean | undefined }[] | undefined }[], names: readonly string[]): void =>
    rows.forEach(({ evaluations = [] }, i) => {
      const years = evaluations.filter((e) => e.year > yearOf(to) && e.passed !== false).map((e) => e.year).sort();
      if (years.length === 0) return;
      out.push(
        warning(
          'evaluation-after-expiry',
          'F.1',
          `${names[i]}的${years.join('、')}年度评价在有效期届满（${to}）之后：默认按任务书计入，请主管部门确认。`,
          `The evaluation of ${years.join(', ')} of ${names[i]} lies after expiry (${to}): by default it counts under its task book; to be confirmed by the authority.`,
        ),
      );
    });
  late(list(view, 'demonstrations'), list(view, 'demonstrations').map((d) => d.project));
  late(list(view, 'parks'), list(view, 'parks').map((p) => p.id));
  return out;
}

/** A subsidy whose verified total no longer reaches the threshold (I-15). */
function lapsedSubsidy(view: AssessmentView): Warning[] {
  if (readingsOf(view.law).thresholdAtSettlement === 'as-approved') return [];
  const accepted = projectsOf(view).filter((p) => p.acceptance !== undefined);
  if (accepted.length === 0) return [];
  const subsidies = bySubject(view, '1b');
  return accepted.flatMap(({ id, acceptance, totalInvestment }): Warning[] => {
    const subsidy = subsidies.get(id);
    const unmet = subsidy?.determination.conditions.filter((c) => c.outcome === 'unmet') ?? [];
    const least = parameter(subsidy?.law ?? view.law, 'A1.3.threshold');
    const { decimal: threshold } = least;
    const reached = totalInvestment !== undefined && keeps(least, totalInvestment);
    // Only the verified total speaks against it.
    if (acceptance === undefined || !reached || keeps(least, acceptance.totalInvestment) || unmet.length !== 1) return [];
    return [
      warning(
        'threshold-missed-at-settlement',
        'A1.4',
        `项目${id}核定总投资${money(acceptance.totalInvestment)}元低于${money(threshold)}元：投资补助不再成立，仍可申请技改奖励。`,
        `The verified total investment of ${id}, ${money(acceptance.totalInvestment)}, falls below ${money(threshold)}: the subsidy lapses, the investment reward remains.`,
      ),
    ];
  });
}

/** A park that failed a year: what becomes of its advances is not stated (I-36). */
function failedParks(view: AssessmentView): Warning[] {
  const parks = list(view, 'parks');
  if (parks.length === 0) return [];
  const awards = bySubject(view, '7');
  return parks.flatMap((park): Warning[] => {
    const award = awards.get(park.id);
    if (award === undefined || award.determination.status === 'ineligible') return [];
    const failed = failedYears(award.facts as never, award.law);
    if (failed.length === 0) return [];
    const kept = readingsOf(award.law).parkFailedYear === 'keep-advances';
    return [
      warning(
        'authority-decision',
        'A7.5',
        `园区${park.id}在${failed.join('、')}年评价中未达标，不能统一结算；${kept ? '其余款项如何处理由主管部门决定。' : '按所选解读，已拨款项全部收回。'}`,
        `Park ${park.id} failed the evaluation of ${failed.join(', ')} and cannot be settled; ${kept ? 'what becomes of the rest is for the authority.' : 'under the chosen reading all advances are recovered.'}`,
      ),
    ];
  });
}

/** A8.4: district money beside the city's, never inside its caps. */
export function districtMatching(view: AssessmentView): { readonly districtMatching: readonly DistrictMatching[] } | undefined {
  const rows = list(view, 'districtMatching');
  if (rows.length === 0) return undefined;
  return {
    districtMatching: rows.map(({ project, amount }) => ({
      project,
      amount: formatMoney(amount),
      withCity: toRange(plus(exactly(amount), view.moneyOn(view.position('projects', project)))),
    })),
  };
}

export interface DistrictMatching {
  readonly project: string;
  readonly amount: string;
  /** City and district money for the project together. */
  readonly withCity: { readonly min: string; readonly max: string };
}

export const districtMatchingWords: NonNullable<Wording['besideWords']> = (assessment) =>
  ((assessment['districtMatching'] ?? []) as readonly DistrictMatching[]).flatMap(({ project, amount, withCity }) => [
    { label: text(`区（市）县配套（不计入市级上限）  ${project}`, `district matching (outside the city caps)  ${project}`), amount: { min: amount, max: amount } },
    { label: text('市区两级合计', 'city and district together'), amount: withCity, deep: true },
  ]);

/**
 * Where open facts or readings tie several amounts to one fact, so that the ends of their sum may not
 * come together.
 */
export function ties(view: AssessmentView): boolean {
  const readings = readingsOf(view.law);
  const open = (article: number): boolean => view.awards.some((a) => a.measure.article === article && a.amount.lo !== a.amount.hi);
  if (readings.demonstrationTotalBound === 'one-million' && open(5)) return true;
  if (readings.supplyAggregation === 'per-year' && list(view, 'supplies').some((l) => l.date === undefined)) return true;
  if (readings.leasedEquipmentInInvestment === 'no' && list(view, 'leases').some((l) => l.equipmentValue === undefined || l.mode === undefined)) return true;
  if (sharesEquipmentOpenly(list(view, 'leases'))) return true;
  // Evaluations that are left out make no yearly award here, yet they lower the completion award.
  if (list(view, 'demonstrations').some((d) => d.evaluations === undefined) && open(5)) return true;
  return contestsOnSharedFacts(view);
}

/** Several leases of one project, the part of one of them unknown: together they lie within the equipment, which no end of it looks at. */
function sharesEquipmentOpenly(leases: NonNullable<KnownCase['leases']>): boolean {
  if (leases.every((l) => l.equipmentValue !== undefined)) return false;
  const stated = new Set(leases.flatMap((l) => (l.equipmentValue === undefined ? [] : [l.id])));
  const leasedBy = new Map<string, string>();
  for (const { id, project } of leases) if (!leasedBy.has(project)) leasedBy.set(project, id);
  const shared = new Set(leases.flatMap(({ id, project }) => (leasedBy.get(project) === id ? [] : [project])));
  return leases.some(({ id, project }) => shared.has(project) && !stated.has(id));
}

/** Two open awards on one input of which one is taken: a fact that is unknown for both decides both. */
function contestsOnSharedFacts(view: AssessmentView): boolean {
  const onInput = new Map<number, AwardView[]>();
  for (const award of view.awards) {
    if (award.amount.lo === award.amount.hi) continue;
    for (const input of new Set(award.inputs)) onInput.set(input, [...(onInput.get(input) ?? []), award]);
  }
  const { readings } = view.law;
  const isTied = (a: AwardView, b: AwardView): boolean =>
    relationOf(a.measure.code as never, b.measure.code as never, readings as never) === 'same-input' &&
    a.determination.missing?.some((m) => b.determination.missing?.includes(m)) === true;
  return [...onInput.values()].some((own) => own.some((a, i) => own.slice(i + 1, i + MOST_COMPARED).some((b) => isTied(a, b))));
}

/** On one input: more open awards of different measures than that there cannot be. */
const MOST_COMPARED = 24;

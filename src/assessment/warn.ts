import { overYear } from '../articles/article-2-financing.js';
import { completionNet } from '../articles/article-5-demonstrations.js';
import { isUnderPolicy } from '../articles/article-7-parks.js';
import type { KnownLease, KnownProject, ReadCase } from '../case/read.js';
import type { Context } from '../kernel/context.js';
import { daysBetween, yearOf } from '../kernel/day.js';
import { type Dec, ZERO, formatMoney, minOf, toFen } from '../kernel/decimal.js';
import { NOTHING, type Span, exactly, minusToZero, plus, toRange } from '../kernel/span.js';
import { text } from '../kernel/text.js';
import { centralFundsShare, closeFilingDays } from '../policy/overlays.js';
import type { Evaluated } from '../kernel/measure.js';
import { defaultReadings } from '../policy/readings.js';
import { type Code, excludeEachOther } from '../selection/overlap.js';
import { counts, sumOfValues } from '../selection/parties.js';
import { demonstrationSum } from '../selection/realise.js';
import type { Chosen } from '../selection/select.js';
import type { Warning } from './assessment.js';
import type { Determined } from './determine.js';

/**
 * What a reader should know beside the figures. A warning never changes an amount. The codes are
 * stable; the texts may be improved.
 */
export function warnings(
  read: ReadCase,
  determined: Determined,
  chosen: Chosen,
  strict: Span | undefined,
  context: Context,
): Warning[] {
  return [
    ...contestedInterest(read, determined, chosen, strict),
    ...oneTaskBook(read, determined, chosen),
    ...centralFunds(read, determined, chosen, context),
    ...filings(read),
    ...flows(read, context),
    ...supplies(read, context),
    ...contradictions(read),
    ...settlementNotes(read, determined, chosen, context),
    ...parkDecisions(read, determined, chosen, context),
  ];
}

/** Money for people: thousands apart. */
const money = (a: Dec): string => grouped(formatMoney(a));
const grouped = (written: string): string => written.replace(/\B(?=(\d{3})+\.)/g, ',');

const warning = (code: string, clause: string, zh: string, en: string): Warning => ({ code, clause, message: text(zh, en) });

/** 1b or 6b beside 2a on one project: allowed by default, contested in practice (I-11). */
function contestedInterest(
  read: ReadCase,
  determined: Determined,
  chosen: Chosen,
  strictTotal: Span | undefined,
): Warning[] {
  if (strictTotal === undefined) return [];
  const projects = projectsWithInterestAndSubsidy(read, determined, chosen);
  if (projects.length === 0) return [];
  const strict = toRange(strictTotal);
  const total = toRange(chosen.total);
  const show = (r: { min: string; max: string }): string => grouped(r.min === r.max ? r.max : `${r.min}–${r.max}`);
  return [
    warning(
      'contested-interest-with-subsidy',
      'F.3',
      `项目${projects.join('、')}同时计投资补助与贷款贴息：设备价款与利息为不同投入，默认可并享，但有争议；若“同一投入”按同一项目理解，合计为${show(strict)}元（默认${show(total)}元）。`,
      `Investment subsidy and loan interest subsidy both stand for ${projects.join(', ')}: price and interest are different inputs by default, but the pair is contested. If the same input means the same project, the total is ${show(strict)} (default ${show(total)}).`,
    ),
  ];
}

function projectsWithInterestAndSubsidy(read: ReadCase, determined: Determined, chosen: Chosen): string[] {
  return contestedProjects(read, determined, chosen)
    .filter(({ codes }) => codes.has('2a') && (codes.has('1b') || codes.has('6b')))
    .map(({ id }) => id);
}

/**
 * Projects with two chosen awards that only the default notion of 同一投入 lets stand together: under
 * the stricter one, by project, they would exclude each other (I-07).
 */
export function contestedProjects(
  read: ReadCase,
  determined: Determined,
  chosen: Chosen,
): { readonly id: string; readonly codes: ReadonlySet<Code> }[] {
  const codes = read.projects.map(() => new Set<Code>());
  const paid = (e: Evaluated | undefined): boolean => e !== undefined && chosen.payable.has(e.determination.key);
  determined.projects.forEach(({ reward, subsidy, annual, completion }, p) => {
    if (paid(reward)) codes[p]?.add('1a');
    if (paid(subsidy)) codes[p]?.add('1b');
    if (annual.some(paid) || paid(completion)) codes[p]?.add('5a');
  });
  const flows = (code: Code, groups: Determined['loans'], rows: readonly { readonly project: string }[] | undefined): void => {
    for (const group of groups) {
      if (!paid(group.evaluated)) continue;
      group.rows.forEach((at, row) => {
        if (group.evaluated.rows[row]?.status === 'ineligible') return;
        codes[read.projectIndex.get(rows?.[at]?.project as string) as number]?.add(code);
      });
    }
  };
  flows('2a', determined.loans, read.facts.loans);
  flows('2b', determined.leases, read.facts.leases);
  determined.consortia.forEach(({ leader }, k) => {
    if (paid(leader)) read.facts.consortia?.[k]?.projects.forEach((id) => codes[read.projectIndex.get(id) as number]?.add('6a'));
  });
  for (const p of membersPaid(read, determined, chosen)) codes[p]?.add('6b');
  return codes.flatMap((own, p) => {
    const list = [...own];
    const contested = list.some((a, i) => list.slice(i + 1).some((b) => excludeEachOther(a, b, STRICT)));
    return contested ? [{ id: (read.projects[p] as KnownProject).id, codes: own }] : [];
  });
}

const STRICT = { ...defaultReadings, sameInput: 'project' } as const;

/** Projects whose equipment counts in a chosen consortium subsidy. */
function membersPaid(read: ReadCase, determined: Determined, chosen: Chosen): Set<number> {
  const out = new Set<number>();
  determined.consortia.forEach(({ subsidy }, k) => {
    if (!chosen.payable.has(subsidy.determination.key)) return;
    const on = chosen.members.get(k);
    read.facts.consortia?.[k]?.projects.forEach((id, row) => {
      const p = read.projectIndex.get(id) as number;
      if (subsidy.rows[row]?.status !== 'ineligible' && (on === undefined || on.has(p))) out.add(p);
    });
  });
  return out;
}

/** 5 beside 6a or 6b: two task books by default; one serving both is for the authority (I-12). */
function oneTaskBook(read: ReadCase, determined: Determined, chosen: Chosen): Warning[] {
  const out: Warning[] = [];
  const paid = (e: { determination: { key: string } } | undefined): boolean => e !== undefined && chosen.payable.has(e.determination.key);
  read.facts.consortia?.forEach((c, k) => {
    const awards = determined.consortia[k];
    if (!paid(awards?.leader) && !paid(awards?.subsidy)) return;
    for (const id of c.projects) {
      const own = determined.projects[read.projectIndex.get(id) as number];
      if (!own?.annual.some(paid) && !paid(own?.completion)) continue;
      out.push(
        warning(
          'one-task-book',
          'F.3',
          `项目${id}与联合体${c.id}分别享受第五条、第六条奖补，系按两份任务书计；如实为同一任务书，由主管部门认定。`,
          `Project ${id} and consortium ${c.id} are counted with two task books under Articles 5 and 6; if one and the same serves both, the authority decides.`,
        ),
      );
    }
  });
  return out;
}

/** The overlay on central money (I-14): 20 % of a project's total investment. */
function centralFunds(read: ReadCase, determined: Determined, chosen: Chosen, context: Context): Warning[] {
  const out: Warning[] = [];
  const shared = sharedMoney(read, determined, chosen, context);
  read.projects.forEach((p, i) => {
    if (p.totalInvestment === undefined) return;
    const sum = ownMoney(determined.projects[i] as Determined['projects'][number], chosen, context).hi.plus(shared[i] as Dec);
    const limit = p.totalInvestment.times(centralFundsShare.decimal);
    if (sum.cmp(limit) <= 0) return;
    const { source } = centralFundsShare;
    const percent = `${centralFundsShare.decimal.times(100).toFixed()}%`;
    out.push({
      code: 'central-funds-share',
      message: text(
        `项目${p.id}按本政策最高可得${money(sum)}元，超过其总投资的${percent}（${money(limit)}元）；如使用中央奖补资金，${source}对单个项目设有该比例限制（仅约束中央资金）。`,
        `Project ${p.id} may reach ${money(sum)} under this policy, above ${percent} of its total investment (${money(limit)}); ${source} limits central money to that share (it binds the central share only).`,
      ),
    });
  });
  return out;
}

/** What a project receives of its own awards; those of Article 5 are tied to each other, so their sum is not the sum of their ends. */
function ownMoney(awards: Determined['projects'][number], chosen: Chosen, context: Context): Span {
  const sum = (of: readonly (Evaluated | undefined)[]): Span =>
    of.reduce<Span>((a, e) => plus(a, (e && chosen.payable.get(e.determination.key)) ?? NOTHING), NOTHING);
  const demonstration = [...awards.annual, awards.completion].filter(counts);
  const isWhole = demonstration.every((e) => chosen.payable.has(e.determination.key));
  const article5 = isWhole ? demonstrationSum(awards, (gross, annual) => completionNet(gross, annual, context)) : sum(demonstration);
  return plus(sum([awards.reward, awards.subsidy]), article5);
}

/**
 * What each project may bring of the awards that several projects share: at most its own rows' part
 * of 2a and 2b, and its own equipment's part of 6b, never more than the whole.
 */
function sharedMoney(read: ReadCase, determined: Determined, chosen: Chosen, context: Context): readonly Dec[] {
  const { 'A2.3.rate': leaseRate, 'A6.4.rate': memberRate } = context.parameters;
  const money: Dec[] = read.projects.map(() => ZERO);
  const at = (id: string | undefined): number => read.projectIndex.get(id as string) as number;
  /** Adds an award's parts to their projects, each held to what the award pays. */
  const add = (e: Evaluated, parts: readonly (readonly [number, Dec])[]): void => {
    const paid = chosen.payable.get(e.determination.key);
    if (paid === undefined) return;
    const own = new Map<number, Dec>();
    for (const [p, part] of parts) own.set(p, (own.get(p) ?? ZERO).plus(part));
    own.forEach((part, p) => (money[p] = (money[p] as Dec).plus(toFen(minOf(part, paid.hi)))));
  };
  for (const { evaluated, rows } of determined.loans) {
    add(evaluated, rows.map((i, row) => [at(read.facts.loans?.[i]?.project), evaluated.rows[row]?.span.hi ?? ZERO]));
  }
  const members = membersPaid(read, determined, chosen);
  const leaves = excludeEachOther('1b', '2b', context.readings) && context.readings.leasedEquipmentInInvestment === 'yes';
  const takesSubsidy = (p: number): boolean => members.has(p) || chosen.payable.has(determined.projects[p]?.subsidy.determination.key as string);
  for (const { evaluated, rows } of determined.leases) {
    const parts = rows.map((i, row): readonly [number, Dec] => {
      const { id, project } = read.facts.leases?.[i] as KnownLease;
      const p = at(project);
      // Beside a subsidy on the equipment only the leases that left its base are claimed.
      const isClaimed = !leaves || !takesSubsidy(p) || chosen.withdrawn.get(p)?.some((l) => l.id === id) === true;
      return [p, isClaimed ? overYear(evaluated.rows[row]?.span.hi ?? ZERO, context).times(leaseRate.decimal) : ZERO];
    });
    add(evaluated, parts);
  }
  determined.consortia.forEach(({ subsidy }, k) => {
    const on = chosen.members.get(k);
    const projects = (read.facts.consortia?.[k]?.projects ?? []).map(at);
    const parts = projects.map((p, row): readonly [number, Dec] => {
      if (on !== undefined && !on.has(p)) return [p, ZERO];
      const base = minusToZero(subsidy.rows[row]?.span ?? NOTHING, sumOfValues(chosen.withdrawn.get(p) ?? []));
      return [p, base.hi.times(memberRate.decimal)];
    });
    add(subsidy, parts);
  });
  return money;
}

/** Several projects of one owner filed close together (I-20). */
function filings(read: ReadCase): Warning[] {
  const byOwner = new Map<string, { id: string; day: string }[]>();
  for (const { id, owner, filingDate } of read.projects) {
    if (filingDate === undefined) continue;
    const own = byOwner.get(owner);
    if (own === undefined) byOwner.set(owner, [{ id, day: filingDate }]);
    else own.push({ id, day: filingDate });
  }
  const out: Warning[] = [];
  byOwner.forEach((own, owner) => {
    if (own.length < 2) return;
    own.sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0));
    const close = own.filter((f, i) => {
      const near = (other: { day: string } | undefined): boolean =>
        other !== undefined && Math.abs(daysBetween(f.day, other.day)) <= closeFilingDays;
      return near(own[i - 1]) || near(own[i + 1]);
    });
    if (close.length < 2) return;
    const ids = close.map((f) => f.id);
    out.push(
      warning(
        'close-filings',
        'A1.3',
        `${owner}的项目${ids.join('、')}备案时间相近：单个项目设有补助上限，请核实是否为同一项目拆分。`,
        `Projects ${ids.join(', ')} of ${owner} were filed close together: the caps are per project, so check that one project was not split.`,
      ),
    );
  });
  return out;
}

/** Flows of a year between the filing cutoff and commencement (I-05). */
function flows(read: ReadCase, { parameters }: Context): Warning[] {
  const from = yearOf(parameters['F.1.from'].value);
  const earliest = yearOf(parameters['F.2.cutoff'].value);
  const out: Warning[] = [];
  for (const [list, zh, en] of [
    [read.facts.loans, '贷款', 'loan'],
    [read.facts.leases, '融资租赁', 'lease'],
  ] as const) {
    const ids = (list ?? []).filter((r) => r.year >= earliest && r.year < from && r.flowAccepted === undefined).map((r) => r.id);
    if (ids.length === 0) continue;
    out.push(
      warning(
        'flow-before-commencement',
        'F.1',
        `${zh}${[...new Set(ids)].join('、')}的${earliest}年度发生额早于政策施行年度，是否可计由主管部门认定。`,
        `The ${earliest} flow of ${en} ${[...new Set(ids)].join(', ')} lies before the year of commencement; whether it counts is for the authority.`,
      ),
    );
  }
  return out;
}

function supplies(read: ReadCase, { parameters }: Context): Warning[] {
  const own: string[] = [];
  const late: string[] = [];
  for (const line of read.facts.supplies ?? []) {
    const buyer = read.projects[read.projectIndex.get(line.project) as number] as KnownProject;
    if (buyer.owner === line.supplier) own.push(line.id);
    if (line.date !== undefined && (line.date > parameters['F.1.to'].value || line.date < parameters['F.2.cutoff'].value)) late.push(line.id);
  }
  const out: Warning[] = [];
  if (own.length > 0) {
    out.push(
      warning('self-supply', 'A4.3', `供给明细${own.join('、')}的买方即供给方本身，不计入销售额。`, `Supply lines ${own.join(', ')} were supplied to the supplier itself and do not count.`),
    );
  }
  if (late.length > 0) {
    out.push(
      warning(
        'supply-outside-period',
        'F.1',
        `供给明细${late.join('、')}的日期在政策期之外，请核实是否可计。`,
        `Supply lines ${late.join(', ')} are dated outside the policy period; check whether they count.`,
      ),
    );
  }
  return out;
}

/** Facts that contradict each other; each is taken as stated. */
function contradictions(read: ReadCase): Warning[] {
  const out: Warning[] = [];
  const leased = new Map<string, Dec>();
  const seen = new Set<string>();
  for (const { id, project, equipmentValue } of read.facts.leases ?? []) {
    if (equipmentValue === undefined || seen.has(id)) continue;
    seen.add(id);
    leased.set(project, (leased.get(project) ?? ZERO).plus(equipmentValue));
  }
  const add = (id: string, zh: string, en: string): void => {
    out.push({ code: 'contradictory-facts', message: text(`项目${id}：${zh}。`, `Project ${id}: ${en}.`) });
  };
  for (const p of read.projects) {
    if (p.newType === true && p.technicalUpgrade === false) add(p.id, '认定为新型技改项目，却不属技改项目', 'new-type, yet not a technical upgrading project');
    if (p.nationalDemonstration === true && p.newType === false) add(p.id, '为国家示范项目，却不属新型技改项目', 'a national demonstration project, yet not new-type');
    const { totalInvestment: total, equipmentInvestment: equipment } = p;
    if (total !== undefined && equipment?.cmp(total) === 1) add(p.id, '设备投资大于总投资', 'equipment investment exceeds total investment');
    const own = leased.get(p.id);
    if (own !== undefined && equipment !== undefined && own.cmp(equipment) > 0) {
      add(p.id, '融资租入设备合计大于设备投资', 'leased equipment exceeds equipment investment');
    }
  }
  return out;
}

function settlementNotes(read: ReadCase, determined: Determined, chosen: Chosen, context: Context): Warning[] {
  const out: Warning[] = [];
  const { settlementDate } = read.facts;
  const end = context.parameters['F.1.to'].value;
  if (settlementDate !== undefined && settlementDate > end && context.readings.afterExpiry === 'honour-vested') {
    out.push(
      warning(
        'settlement-after-expiry',
        'F.1',
        `结算日${settlementDate}在有效期届满（${end}）之后：默认已在期内申报的可继续结算，请主管部门确认。`,
        `The settlement of ${settlementDate} falls after expiry (${end}): by default what was applied for in time may be settled; to be confirmed by the authority.`,
      ),
    );
  }
  const threshold = context.parameters['A1.3.threshold'].decimal;
  read.projects.forEach(({ id, acceptance }, p) => {
    const key = determined.projects[p]?.subsidy.determination.key as string;
    if (acceptance === undefined || !chosen.payable.has(key)) return;
    if (context.readings.thresholdAtSettlement === 'as-approved' || acceptance.totalInvestment.cmp(threshold) >= 0) return;
    out.push(
      warning(
        'threshold-missed-at-settlement',
        'A1.4',
        `项目${id}核定总投资${money(acceptance.totalInvestment)}元低于${money(threshold)}元：投资补助不再成立，仍可申请技改奖励。`,
        `The verified total investment of ${id}, ${money(acceptance.totalInvestment)}, falls below ${money(threshold)}: the subsidy lapses, the investment reward remains.`,
      ),
    );
  });
  return out;
}

/** A park that failed a year: what becomes of its advances is not stated (I-36). */
function parkDecisions(read: ReadCase, determined: Determined, chosen: Chosen, context: Context): Warning[] {
  return (read.facts.parks ?? []).flatMap((park, k) => {
    const failed = (park.evaluations ?? []).filter((e) => e.passed === false && isUnderPolicy(e.year, context)).map((e) => e.year);
    if (failed.length === 0 || !chosen.payable.has(determined.parks[k]?.determination.key as string)) return [];
    const kept = context.readings.parkFailedYear === 'keep-advances';
    return [
      warning(
        'authority-decision',
        'A7.5',
        `园区${park.id}在${failed.sort().join('、')}年评价中未达标，不能统一结算；${kept ? '已拨款项如何处理由主管部门决定。' : '按所选解读，已拨款项全部收回。'}`,
        `Park ${park.id} failed the evaluation of ${failed.sort().join(', ')} and cannot be settled; ${kept ? 'what becomes of the advances is for the authority.' : 'under the chosen reading all advances are recovered.'}`,
      ),
    ];
  });
}

/** A8.4: district money beside the city's. */
export function districtMatching(
  read: ReadCase,
  determined: Determined,
  chosen: Chosen,
  context: Context,
): { project: string; amount: string; withCity: { min: string; max: string } }[] {
  return (read.facts.districtMatching ?? []).map(({ project, amount }) => {
    const awards = determined.projects[read.projectIndex.get(project) as number] as Determined['projects'][number];
    return { project, amount: formatMoney(amount), withCity: toRange(plus(exactly(amount), ownMoney(awards, chosen, context))) };
  });
}

import { dayWords } from '../core/day.js';
import { type Dec, ZERO, compare } from '../core/decimal.js';
import type { Open } from '../core/facts.js';
import { byKey } from '../core/groups.js';
import type { Rules } from '../core/policy.js';
import { compareRatios } from '../core/ratio.js';
import type { Contradiction, Relations } from '../core/relations.js';
import { NOTHING, amountOrAny, between, plus } from '../core/span.js';
import { type Bilingual, text } from '../core/text.js';
import type { Readings } from './choices.js';
import type { KnownCase, KnownProject } from './facts.js';
import { inferences } from './facts/projects.js';
import { smallestPlausible } from './overlays.js';

/** What the facts of a case say about each other. */

type Park = NonNullable<KnownCase['parks']>[number];
type Lease = NonNullable<KnownCase['leases']>[number];
type Supply = NonNullable<KnownCase['supplies']>[number];

const inProject = (found: (project: KnownProject) => Bilingual | undefined): Contradiction => ({ list: 'projects', found });
/** A row beside the project that it names, which every case that was read has. */
const beside = <R extends { readonly project: string }>(list: string, found: (row: R, project: KnownProject) => Bilingual | undefined): Contradiction => ({
  list,
  found: (row: R, other) => found(row, other('projects', row.project) as unknown as KnownProject),
});

const contradictions: readonly Contradiction[] = [
  inProject((p) =>
    p.newType === true && p.technicalUpgrade === false
      ? text('认定为新型技改项目，却不属技改项目', 'new-type, yet not a technical upgrading project') : undefined),
  inProject((p) =>
    p.nationalDemonstration === true && p.newType === false
      ? text('为国家示范项目，却不属新型技改项目', 'a national demonstration project, yet not new-type') : undefined),
  inProject((p) =>
    p.filed === false && (p.filingDate !== undefined || p.nationalDemonstration === true)
      ? text('未备案或审批，却有备案日期或已入选国家示范', 'never filed, yet with a filing date or on the national list') : undefined),
  inProject(({ acceptance, filingDate }) =>
    acceptance !== undefined && filingDate !== undefined && acceptance.date < filingDate
      ? text(`竣工验收（${dayWords(acceptance.date).zh}）早于备案（${dayWords(filingDate).zh}）`, `accepted on ${dayWords(acceptance.date).en}, before it was filed on ${dayWords(filingDate).en}`) : undefined),
  inProject(({ acceptance, construction }) =>
    acceptance !== undefined && construction?.started === false
      ? text(`未开工，却已竣工验收（${dayWords(acceptance.date).zh}）`, `works not started, yet accepted on ${dayWords(acceptance.date).en}`) : undefined),
  inProject(({ construction: c }) =>
    c?.started === false && ((c.investmentProgress !== undefined && !c.investmentProgress.over.isZero()) || (c.advancesPaid !== undefined && !c.advancesPaid.isZero()))
      ? text('未开工，却有投资进度或已预拨金额', 'works not started, yet with investment progress or advances paid') : undefined),
  {
    list: 'projects',
    found: ({ acceptance }: KnownProject, _other, { settlementDate }) =>
      acceptance !== undefined && typeof settlementDate === 'string' && settlementDate < acceptance.date
        ? text(`结算日（${dayWords(settlementDate).zh}）早于竣工验收（${dayWords(acceptance.date).zh}）`, `settled on ${dayWords(settlementDate).en}, before it was accepted on ${dayWords(acceptance.date).en}`) : undefined,
  },
  {
    list: 'parks',
    found: ({ evaluations = [] }: Park) => {
      const stated = evaluations.flatMap(({ year, taskProgress }) => (taskProgress === undefined ? [] : [{ year, taskProgress }])).sort((a, b) => a.year - b.year);
      const i = stated.findIndex(({ taskProgress }, n) => n > 0 && compareRatios(taskProgress, (stated[n - 1] as typeof stated[number]).taskProgress) < 0);
      const [before, fallen] = [stated[i - 1], stated[i]];
      return before && fallen && text(`${fallen.year}年度的累计任务进度低于${before.year}年度`, `the cumulative task progress of ${fallen.year} is below that of ${before.year}`);
    },
  },
  beside<Lease>('leases', ({ lessee }, { id, owner }) =>
    owner !== lessee
      ? text(`承租企业“${lessee}”不是项目“${id}”的项目单位“${owner}”`, `the lessee “${lessee}” is not the owner “${owner}” of project “${id}”`) : undefined),
  beside<Supply>('supplies', ({ amount }, { id, equipmentInvestment, totalInvestment }) => {
    const most = equipmentInvestment ?? totalInvestment;
    return amount !== undefined && most !== undefined && compare(amount, most) > 0
      ? text(`销售金额大于买方项目“${id}”的投资`, `the sale is larger than what project “${id}” invests`) : undefined;
  }),
];

const isSmall = (a: Dec | undefined): boolean => a !== undefined && !a.isZero() && compare(a, smallestPlausible) < 0;
/** Ten thousand times as much would fit the other figure better than what is typed. */
const tinyBeside = (a: Dec | undefined, b: Dec | undefined): boolean => isSmall(a) && b !== undefined && compare(b, smallestPlausible) >= 0;

export const relations: Relations = {
  ...inferences,
  shares: [{ list: 'leases', fact: 'equipmentValue', of: 'project', whole: { list: 'projects', fact: 'equipmentInvestment' } }],
  contradictions,
  slips: [
    {
      list: 'projects',
      fact: 'totalInvestment',
      // The statistics begin far above such a sum.
      tooSmall: (p: KnownProject) => isSmall(p.totalInvestment) && (p.inIndustrialStatistics === true || tinyBeside(p.totalInvestment, p.equipmentInvestment)),
    },
    { list: 'projects', fact: 'equipmentInvestment', tooSmall: (p: KnownProject) => tinyBeside(p.equipmentInvestment, p.totalInvestment) },
    ...(['totalInvestment', 'equipmentInvestment'] as const).map((fact) => ({
      list: 'projects',
      group: 'acceptance',
      fact,
      tooSmall: (p: KnownProject) => tinyBeside(p.acceptance?.[fact], p[fact]),
    })),
  ],
};

/** A lease with its position. */
type PlacedLease = readonly [at: number, lease: Lease];

/**
 * The leased equipment of each project, where the reading keeps it out of the investment (I-11). A
 * contract is a lease if one of its rows is direct, and none if all of them are sale and leaseback,
 * whose equipment was bought; otherwise it may be either.
 */
export const leasedEquipment: NonNullable<Rules['derived']> = (facts, readings) => {
  if ((readings as Readings).leasedEquipmentInInvestment === 'yes') return undefined;
  const leases = (facts as Partial<KnownCase>).leases ?? [];
  const byProject = new Map<string, Open>();
  for (const rows of byKey(leases.entries(), ([, { id }]) => id).values()) {
    const own = leasedUnder(rows);
    const [, { project }] = rows[0] as PlacedLease;
    const { span, missing } = byProject.get(project) ?? NO_LEASE;
    byProject.set(project, { span: plus(span, own.span), missing: [...missing, ...own.missing] });
  }
  return { list: 'projects', fact: 'leasedEquipment', of: (id) => byProject.get(id) ?? NO_LEASE };
};

const NO_LEASE: Open = { span: NOTHING, missing: [] };

/** What one contract leases, given its rows. */
function leasedUnder(rows: readonly PlacedLease[]): Open {
  const isLease = rows.some(([, { mode }]) => mode === 'direct');
  const open = isLease ? [] : rows.filter(([, { mode }]) => mode === undefined);
  const [first, { equipmentValue: value }] = rows[0] as PlacedLease;
  if ((!isLease && open.length === 0) || value?.isZero() === true) return NO_LEASE;
  const most = amountOrAny(value);
  return {
    span: isLease ? most : between(ZERO, most.hi),
    missing: [...open.map(([at]) => `$.leases[${at}].mode`), ...(value === undefined ? [`$.leases[${first}].equipmentValue`] : [])],
  };
}

import type { Determined, EnterpriseYear } from '../assessment/determine.js';
import type { Context } from '../kernel/context.js';
import type { Evaluated } from '../kernel/measure.js';
import type { Span } from '../kernel/span.js';
import { excludeEachOther } from './overlap.js';
import type { Contenders, Contract } from './parties.js';
import type { Tag } from './problem.js';
import { baseWithout, consortiumOf, leaseOf, loanOf, subsidyOf } from './realise.js';
import { dividedProjects, dividedSubsidies } from './split.js';

/** Awards whose open amounts are tied to each other: together they come to less than the sum of their ends. */
export interface Joint {
  readonly keys: readonly string[];
  readonly total: Span;
}

/** A choice of the solver as amounts. */
export interface ChoiceAmounts {
  /** Rounded amount of every determination that the choice pays. */
  readonly payable: ReadonlyMap<string, Span>;
  /** Leases claimed under A2.3 whose equipment left the base, by project. */
  readonly withdrawn: ReadonlyMap<number, readonly Contract[]>;
  /** Projects on the consortium's track, by consortium. */
  readonly members: ReadonlyMap<number, ReadonlySet<number>>;
  readonly joint: readonly Joint[];
  /** Pairs of keys of divided awards: the first gives equipment up to the second. */
  readonly givesUp: readonly (readonly [string, string])[];
}

/** Whether a lease claimed under A2.3 takes its equipment out of the base of an investment subsidy (I-11). */
export const leasesLeaveBase = ({ readings }: Context): boolean =>
  excludeEachOther('1b', '2b', readings) && readings.leasedEquipmentInInvestment === 'yes';

/** What the chosen claims pay, determination by determination. */
export function amountsOf(
  conts: readonly Contenders[],
  tags: readonly Tag[],
  chosen: ReadonlySet<string>,
  determined: Determined,
  context: Context,
): ChoiceAmounts {
  const on = tags.filter((_t, i) => chosen.has(`${i}`));
  const contracts = (kind: Tag['kind']): Set<string | undefined> => new Set(on.flatMap((t) => (t.kind === kind ? [t.contract] : [])));
  const projects = (kind: Tag['kind']): Set<number> => new Set(on.flatMap((t) => (t.kind === kind ? [t.project] : [])));
  const leases = contracts('lease');
  const loans = contracts('loan');
  const rewards = projects('reward');
  const subsidies = projects('subsidy');
  const demonstrations = projects('demonstration');
  const leaves = leasesLeaveBase(context);

  const payable = new Map<string, Span>();
  const withdrawn = new Map<number, readonly Contract[]>();
  const members = new Map<number, Set<number>>();
  const put = (e: Evaluated | undefined, span: Span): void => {
    if (e !== undefined && !span.hi.isZero()) payable.set(e.determination.key, span);
  };
  for (const c of conts) {
    const gone = leaves ? c.leases.filter((l) => leases.has(l.id)) : [];
    if (gone.length > 0) withdrawn.set(c.project, gone);
    if (rewards.has(c.project)) put(c.reward, (c.reward as Evaluated).amount);
    if (subsidies.has(c.project)) put(c.subsidy, subsidyOf(c, gone, context));
    if (demonstrations.has(c.project)) for (const e of c.demonstration) put(e, e.amount);
  }
  const byProject = new Map(conts.map((c) => [c.project, c]));
  const bases = new Map<number, Span[]>();
  for (const t of on) {
    const k = t.consortium as number;
    if (t.kind === 'leader') {
      const { leader } = determined.consortia[k] as Determined['consortia'][number];
      put(leader, leader.amount);
    }
    if (t.kind !== 'member') continue;
    const of = members.get(k) ?? new Set<number>();
    if (of.has(t.project)) continue;
    members.set(k, of.add(t.project));
    const c = byProject.get(t.project) as Contenders;
    const row = c.memberships.find((m) => m.consortium === k)?.row as number;
    const base = baseWithout(determined.consortia[k]?.subsidy.rows[row]?.span as Span, c.leases, withdrawn.get(t.project) ?? []);
    const spans = bases.get(k);
    if (spans === undefined) bases.set(k, [base]);
    else spans.push(base);
  }
  const joint: Joint[] = [];
  const givesUp: (readonly [string, string])[] = [];
  dividedProjects(conts, on, withdrawn).forEach((own, k) => {
    const divided = dividedSubsidies(determined, k, own, context);
    for (const [e, span] of divided.payable) put(e, span);
    joint.push({ keys: divided.keys, total: divided.total });
    givesUp.push(...divided.givesUp);
    members.set(k, new Set(own.map((p) => p.contenders.project)));
  });
  bases.forEach((spans, k) => {
    const { subsidy } = determined.consortia[k] as Determined['consortia'][number];
    put(subsidy, consortiumOf(subsidy, spans, context));
  });
  const flows = (kind: 'leases' | 'loans', claimed: ReadonlySet<string | undefined>, amount: typeof leaseOf): void => {
    if (claimed.size === 0) return;
    for (const g of new Set(conts.flatMap((c) => c[kind].flatMap((l) => l.flows.map((f) => f.group))))) {
      const group = determined[kind][g] as EnterpriseYear;
      put(group.evaluated, amount(group, (row) => claimed.has(row.id), context));
    }
  };
  flows('leases', leases, leaseOf);
  flows('loans', loans, loanOf);
  return { payable, withdrawn, members, joint, givesUp };
}

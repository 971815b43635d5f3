import { NOTHING, type Span, between, exactly, plus } from '../core/span.js';
import { MAX_MONEY, ZERO } from '../core/decimal.js';
import type { Open } from '../core/facts.js';
import { listUnder } from '../core/groups.js';
import { type Policy, type PolicyDeclaration, type Rules, policyOf } from '../core/policy.js';
import { investmentReward, investmentSubsidy } from './articles/article-1-investment.js';
import { financeLeaseSubsidy, loanInterestSubsidy } from './articles/article-2-financing.js';
import { serviceProviderAward } from './articles/article-3-service-providers.js';
import { equipmentSupplySubsidy, softwareSupplySubsidy } from './articles/article-4-supply.js';
import { demonstrationAnnualAward, demonstrationCompletionAward, demonstrationSum } from './articles/article-5-demonstrations.js';
import { chainLeaderAward, consortiumInvestmentSubsidy } from './articles/article-6-consortia.js';
import { parkAward } from './articles/article-7-parks.js';
import { type KnownCase, caseFacts } from './facts.js';
import { overlap } from './overlap.js';
import { published } from './law.js';
import type { ParameterId } from './parameters.js';
import type { Readings } from './choices.js';
import { relations } from './relations.js';
import { TEXT_SHA256 } from './text.js';
import { districtMatching, ties, warnings } from './warnings.js';
import { wording } from './wording.js';

type Lease = NonNullable<KnownCase['leases']>[number];

/**
 * The leased equipment of each project, where the reading keeps it out of the investment (I-11). A
 * contract is a lease if one of its rows is direct, and none if all of them are sale and leaseback,
 * whose equipment was bought; otherwise it may be either.
 */
const derived: PolicyDeclaration['derived'] = (facts, readings) => {
  if ((readings as Readings).leasedEquipmentInInvestment === 'yes') return undefined;
  const contracts = new Map<string, number[]>();
  const leases = (facts as Partial<KnownCase>).leases ?? [];
  leases.forEach(({ id }, i) => listUnder(contracts, id).push(i));
  const byProject = new Map<string, Open>();
  for (const rows of contracts.values()) {
    const own = leasedUnder(leases, rows);
    const { project } = leases[rows[0] as number] as Lease;
    const { span, missing } = byProject.get(project) ?? NO_LEASE;
    byProject.set(project, { span: plus(span, own.span), missing: [...missing, ...own.missing] });
  }
  return { list: 'projects', fact: 'leasedEquipment', of: (id) => byProject.get(id) ?? NO_LEASE };
};

const NO_LEASE: Open = { span: NOTHING, missing: [] };

/** What one contract leases, given the positions of its rows. */
function leasedUnder(leases: readonly Lease[], rows: readonly number[]): Open {
  const of = (i: number): Lease => leases[i] as Lease;
  const isLease = rows.some((i) => of(i).mode === 'direct');
  const open = isLease ? [] : rows.filter((i) => of(i).mode === undefined);
  const { equipmentValue: value } = of(rows[0] as number);
  if ((!isLease && open.length === 0) || value?.isZero() === true) return NO_LEASE;
  const most: Span = value === undefined ? { lo: ZERO, hi: MAX_MONEY } : exactly(value);
  return {
    span: isLease ? most : between(ZERO, most.hi),
    missing: [...open.map((i) => `$.leases[${i}].mode`), ...(value === undefined ? [`$.leases[${rows[0] as number}].equipmentValue`] : [])],
  };
}

/** What the policy computes with, without its words. */
export const rules: Rules = /* @__PURE__ */ Object.freeze({
  id: 'chengdu-tech-upgrade-2025',
  version: '2025-02-02',
  textSha256: TEXT_SHA256,
  ...published,
  period: {
    from: 'F.1.from',
    to: 'F.1.to',
    earliest: 'F.2.cutoff',
    applied: 'applicationDate',
    bindsPayments: (readings) => (readings as Readings).afterExpiry === 'validity-only',
  },
  facts: caseFacts,
  relations,
  derived,
  measures: [
    investmentReward,
    investmentSubsidy,
    loanInterestSubsidy,
    financeLeaseSubsidy,
    serviceProviderAward,
    equipmentSupplySubsidy,
    softwareSupplySubsidy,
    demonstrationAnnualAward,
    demonstrationCompletionAward,
    chainLeaderAward,
    consortiumInvestmentSubsidy,
    parkAward,
  ] as PolicyDeclaration['measures'],
  bundles: { demonstration: demonstrationSum },
  overlap,
  warnings,
  moneyOfOthers: [{ list: 'districtMatching', of: 'project', amount: 'amount' }],
  beside: districtMatching,
  ties,
} satisfies Rules);

/** The policy as published, in force from 2025-02-02 to 2026-12-31. */
export const chengdu2025: Policy<ParameterId> = /* @__PURE__ */ policyOf(rules, wording);

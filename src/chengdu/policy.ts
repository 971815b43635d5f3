import { NOTHING, amountOrAny, between, plus } from '../core/span.js';
import { ZERO } from '../core/decimal.js';
import type { Open } from '../core/facts.js';
import { byKey } from '../core/groups.js';
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

/** A lease with its position. */
type Row = readonly [at: number, lease: NonNullable<KnownCase['leases']>[number]];

/**
 * The leased equipment of each project, where the reading keeps it out of the investment (I-11). A
 * contract is a lease if one of its rows is direct, and none if all of them are sale and leaseback,
 * whose equipment was bought; otherwise it may be either.
 */
const derived: PolicyDeclaration['derived'] = (facts, readings) => {
  if ((readings as Readings).leasedEquipmentInInvestment === 'yes') return undefined;
  const leases = (facts as Partial<KnownCase>).leases ?? [];
  const byProject = new Map<string, Open>();
  for (const rows of byKey(leases.entries(), ([, { id }]) => id).values()) {
    const own = leasedUnder(rows);
    const [, { project }] = rows[0] as Row;
    const { span, missing } = byProject.get(project) ?? NO_LEASE;
    byProject.set(project, { span: plus(span, own.span), missing: [...missing, ...own.missing] });
  }
  return { list: 'projects', fact: 'leasedEquipment', of: (id) => byProject.get(id) ?? NO_LEASE };
};

const NO_LEASE: Open = { span: NOTHING, missing: [] };

/** What one contract leases, given its rows. */
function leasedUnder(rows: readonly Row[]): Open {
  const isLease = rows.some(([, { mode }]) => mode === 'direct');
  const open = isLease ? [] : rows.filter(([, { mode }]) => mode === undefined);
  const [first, { equipmentValue: value }] = rows[0] as Row;
  if ((!isLease && open.length === 0) || value?.isZero() === true) return NO_LEASE;
  const most = amountOrAny(value);
  return {
    span: isLease ? most : between(ZERO, most.hi),
    missing: [...open.map(([at]) => `$.leases[${at}].mode`), ...(value === undefined ? [`$.leases[${first}].equipmentValue`] : [])],
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

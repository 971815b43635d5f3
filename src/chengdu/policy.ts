import { inOneShape } from '../core/groups.js';
import { type Policy, type PolicyDeclaration, type Rules, policyOf } from '../core/policy.js';
import { investmentReward, investmentSubsidy } from './articles/article-1-investment.js';
import { financeLeaseSubsidy, loanInterestSubsidy } from './articles/article-2-financing.js';
import { serviceProviderAward } from './articles/article-3-service-providers.js';
import { equipmentSupplySubsidy, softwareSupplySubsidy } from './articles/article-4-supply.js';
import { demonstrationAnnualAward, demonstrationCompletionAward, demonstrationSum } from './articles/article-5-demonstrations.js';
import { chainLeaderAward, consortiumInvestmentSubsidy } from './articles/article-6-consortia.js';
import { parkAward } from './articles/article-7-parks.js';
import { districtMatching } from './articles/article-8-district-matching.js';
import { caseFacts } from './facts.js';
import { overlap } from './overlap.js';
import { published } from './law.js';
import type { ParameterId } from './parameters.js';
import type { Readings } from './choices.js';
import { leasedEquipment, relations } from './relations.js';
import { TEXT_SHA256 } from './text.js';
import { ties } from './ties.js';
import { warnings } from './warnings.js';
import { wording } from './wording.js';

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
  derived: leasedEquipment,
  measures: inOneShape([
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
  ] as PolicyDeclaration['measures']),
  bundles: { demonstration: demonstrationSum },
  overlap,
  warnings,
  moneyOfOthers: [{ list: 'districtMatching', of: 'project', amount: 'amount' }],
  beside: districtMatching,
  ties,
} satisfies Rules);

/** The policy as published, in force from 2025-02-02 to 2026-12-31. */
export const chengdu2025: Policy<ParameterId> = /* @__PURE__ */ policyOf(rules, wording);

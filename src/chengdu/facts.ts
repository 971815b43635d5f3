import { type GivenFacts, type KnownFacts, fact, list, required } from '../core/fact.js';
import { text } from '../core/text.js';
import type { AssessmentView } from '../core/view.js';
import { type leaseFacts, leases, type loanFacts, loans } from './facts/financing.js';
import { type projectFacts, projects } from './facts/projects.js';
import { applicationDate, project, settlementDate } from './facts/shared.js';
import { type serviceProviderFacts, serviceProviders, supplies, type supplyFacts } from './facts/suppliers.js';
import { consortia, type consortiumFacts, type demonstrationFacts, demonstrations, type parkFacts, parks } from './facts/task-books.js';

/**
 * The shape of a case, declared once: the reader, the schema, the types, the questions and the names
 * shown to people derive from its tables. They stand in `facts/`, so that a calculator loads those of
 * its own lists only.
 *
 * `source` says who can state a fact: what an applicant can show, or what only an authority finds.
 */

/** Who answers a question; the text names departments by article, not by fact. */
export const ANSWERERS = Object.freeze({
  enterprise: text('申报单位', 'the applicant'),
  district: text('区（市）县主管部门', 'the district authority'),
  'city-bureau': text('市级主管部门', 'the city bureau'),
  'expert-review': text('专家评审（评价、验收）', 'expert review (evaluation, acceptance)'),
});

export const caseFacts = {
  applicationDate: required(applicationDate),
  settlementDate,
  projects,
  loans,
  leases,
  serviceProviders,
  supplies,
  demonstrations,
  consortia,
  parks,
  districtMatching: list(
    { project, amount: required(fact('money', 'authority', '区（市）县配套金额', 'district matching amount')) },
    text('区（市）县配套', 'district matching'),
    text('区（市）县配套', 'district matching'),
  ),
} as const;

/**
 * A case file: what `assess` takes.
 *
 * Money is yuan, 0 to 1e13, at most two decimals, as a decimal text or a number; a ratio lies between 0 and 1, with at
 * most ten decimals, or is an exact quotient such as `"1/3"`; a day is `YYYY-MM-DD`; a year is an integer; an id is a
 * non-empty text of at most 128 characters, compared exactly. A fact that is left out or null is unknown, which is
 * neither false nor 0. `applicationDate` is the day of the first application or task book and is tested against F.1; a
 * row that states its own is tested on that. `settlementDate` is the day on which accounts are drawn up.
 */
export type CaseFile = GivenFacts<typeof caseFacts>;
/**
 * A project (Article 1): `totalInvestment` is held against the thresholds, `equipmentInvestment` (software included) is
 * what the rates look at, `filingDate` (备案 or 审批) is tested under F.2. `assessedReward` is the authority's figure for
 * A1.2, `construction` what A1.4 advances on, `acceptance` the verified figures of the settlement.
 */
export type Project = GivenFacts<typeof projectFacts>;
/** One year of a loan (A2.2): interest paid and the subsidy that the authority assessed, in yuan. One id is one contract over all its years. */
export type LoanYear = GivenFacts<typeof loanFacts>;
/**
 * One year of a finance lease (A2.3): `annualAmount` is the verified 年实际发生额 in yuan; `equipmentValue`, the leased
 * equipment's share of the project's equipment investment, belongs to the contract and is the same in all its years.
 */
export type LeaseYear = GivenFacts<typeof leaseFacts>;
/** One year of a service provider (A3.3): listed, qualified, its rank (1 is the best) and the amount of its tier in yuan. */
export type ServiceProviderYear = GivenFacts<typeof serviceProviderFacts>;
/** One line of sales (A4.3, A4.4): supplier, kind, the buyer's project, day and amount in yuan, invoiced and delivered. */
export type SupplyLine = GivenFacts<typeof supplyFacts>;
/** The task book of a demonstration project (Article 5): its yearly evaluations and its completion; `assessedAward` is gross, in yuan. */
export type Demonstration = GivenFacts<typeof demonstrationFacts>;
/**
 * A consortium (Article 6): `directSuppliers` does not count the leader; `taskBookSigned` is the task book of A6.2,
 * `benchmarkTaskBookSigned` that of A6.4; `settlementFactor` (0 to 1) is the authority's finding under A6.6.
 */
export type Consortium = GivenFacts<typeof consortiumFacts>;
/** A park (Article 7): the authority's total award in yuan, and yearly evaluations with cumulative task progress (0 to 1). */
export type Park = GivenFacts<typeof parkFacts>;

export type KnownCase = KnownFacts<typeof caseFacts>;
export type KnownProject = KnownFacts<typeof projectFacts>;

/** The rows of a list as this policy knows them; none where the case leaves the list out. */
export const listIn = <K extends Exclude<keyof KnownCase, 'applicationDate' | 'settlementDate'>>(view: AssessmentView, name: K): NonNullable<KnownCase[K]> =>
  view.rows(name) as unknown as NonNullable<KnownCase[K]>;

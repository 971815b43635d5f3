/** The twelve measures, each with the smallest case in which it is payable, for the tests that go through all of them. */
import {
  consortium, equipmentSale, lease, loan, ordinaryProject, otherProject, park, provider, smallProject, softwareSale, taskBook, wan,
} from './policy-facts.js';
import type { caseOf, ProjectFacts } from './policy-facts.js';
import type { Measure } from './policy-outcome.js';

type FactList = Parameters<typeof caseOf>;

export interface MeasureCase {
  code: string;
  measure: Measure;
  key: string;
  /** What the measure gives in this case, and why. */
  amount: string;
  sum: string;
  /** Its own facts; `shape` changes the project they hang on. */
  facts: (shape?: (project: ProjectFacts) => ProjectFacts) => FactList;
}

const asItIs = (project: ProjectFacts): ProjectFacts => project;

/** The measures that hang on a filed project (I-02). */
export const PROJECT_MEASURES: MeasureCase[] = [
  {
    code: '1a', measure: 'investment-reward', key: 'investment-reward:P', amount: wan(6), sum: 'fixed at 6万',
    facts: (shape = asItIs) => [shape(ordinaryProject().rewardedWith(wan(6)))],
  },
  {
    code: '1b', measure: 'investment-subsidy', key: 'investment-subsidy:P', amount: wan(200), sum: '10 % of 2000万',
    facts: (shape = asItIs) => [shape(otherProject().inPilotIndustry())],
  },
  {
    code: '2a', measure: 'loan-interest-subsidy', key: 'loan-interest-subsidy:acme:2025', amount: wan(30), sum: 'assessed at 30万',
    facts: (shape = asItIs) => [shape(smallProject()), loan()],
  },
  {
    code: '2b', measure: 'finance-lease-subsidy', key: 'finance-lease-subsidy:acme:2025', amount: wan(10), sum: '2.5 % of 400万',
    facts: (shape = asItIs) => [shape(smallProject()), lease()],
  },
  {
    code: '4a', measure: 'equipment-supply-subsidy', key: 'equipment-supply-subsidy:maker', amount: wan(90), sum: '1 % of 9000万',
    facts: (shape = asItIs) => [shape(smallProject()), equipmentSale()],
  },
  {
    code: '4b', measure: 'software-supply-subsidy', key: 'software-supply-subsidy:maker', amount: wan(30), sum: '0.5 % of 6000万',
    facts: (shape = asItIs) => [shape(smallProject()), softwareSale()],
  },
  {
    code: '5a', measure: 'demonstration-annual-award', key: 'demonstration-annual-award:P:2026', amount: wan(30), sum: '30万 a passed year',
    facts: (shape = asItIs) => [shape(smallProject()), taskBook().evaluatedIn(2026, true)],
  },
  {
    code: '5b', measure: 'demonstration-completion-award', key: 'demonstration-completion-award:P', amount: wan(80), sum: 'assessed at 80万',
    facts: (shape = asItIs) => [shape(smallProject()), taskBook().completed(wan(80))],
  },
  {
    code: '6a', measure: 'chain-leader-award', key: 'chain-leader-award:C', amount: wan(200), sum: '200万',
    facts: (shape = asItIs) => [shape(smallProject()), consortium().withoutNationalTask()],
  },
  {
    code: '6b', measure: 'consortium-investment-subsidy', key: 'consortium-investment-subsidy:C', amount: wan(45), sum: '15 % of 300万',
    facts: (shape = asItIs) => [shape(smallProject()), consortium().missingTargets()],
  },
];

/** Articles 3 and 7 reward a provider and a park, which have no filed project. */
export const OTHER_MEASURES: MeasureCase[] = [
  {
    code: '3', measure: 'service-provider-award', key: 'service-provider-award:advisor:2025', amount: wan(30), sum: 'a tier of 30万',
    facts: () => [provider()],
  },
  { code: '7', measure: 'park-award', key: 'park-award:park', amount: wan(2000), sum: 'fixed at 2000万', facts: () => [park()] },
];

export const ALL_MEASURES: MeasureCase[] = [...PROJECT_MEASURES, ...OTHER_MEASURES];

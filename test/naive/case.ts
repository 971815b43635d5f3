/** A case in which every fact is stated, as the naive implementation reads it. It shares no type with src. */

interface Matter {
  applicationDate?: string;
}
export interface Project extends Matter {
  id: string;
  owner: string;
  filed: boolean;
  filingDate?: string;
  technicalUpgrade: boolean;
  newType: boolean;
  pilotIndustry: boolean;
  nationalDemonstration: boolean;
  inIndustrialStatistics: boolean;
  totalInvestment: string;
  equipmentInvestment: string;
  assessedReward: string;
  construction: { started: boolean; investmentProgress: string; advancesPaid: string };
  acceptance?: { date: string; totalInvestment: string; equipmentInvestment: string };
}
export interface Loan extends Matter {
  id: string;
  borrower: string;
  project: string;
  year: number;
  productListed: boolean;
  interestPaid: string;
  assessedSubsidy: string;
  flowAccepted: boolean;
}
export interface Lease extends Matter {
  id: string;
  lessee: string;
  project: string;
  year: number;
  lesseeIsIndustrial: boolean;
  mode: string;
  annualAmount: string;
  equipmentValue: string;
  principal: string;
  start: string;
  flowAccepted: boolean;
}
export interface Provider extends Matter {
  provider: string;
  year: number;
  listed: boolean;
  qualified: boolean;
  rank: number;
  tierAmount: string;
}
export interface Supply extends Matter {
  id: string;
  supplier: string;
  kind: string;
  project: string;
  date: string;
  amount: string;
}
export interface Demonstration extends Matter {
  project: string;
  taskBookSigned: boolean;
  evaluations: { year: number; passed: boolean }[];
  completion: { targetsMet: boolean; effectAchieved: boolean; assessedAward: string };
}
export interface Consortium extends Matter {
  id: string;
  leader: string;
  directSuppliers: number;
  taskBookSigned: boolean;
  benchmarkTaskBookSigned: boolean;
  nationalPilotTask: boolean;
  targetsMet: boolean;
  effectAchieved: boolean;
  projects: string[];
  investmentProgress: string;
  taskProgress: string;
  advancesPaid: string;
  settlementFactor: string;
  accepted: boolean;
}
export interface Park extends Matter {
  id: string;
  nationalPilotTask: boolean;
  taskBookSigned: boolean;
  assessedTotal: string;
  evaluations: { year: number; passed: boolean; taskProgress: string }[];
  allTasksCompleted: boolean;
  advancesPaid: string;
}
export interface Case {
  applicationDate: string;
  settlementDate: string;
  projects: Project[];
  loans: Loan[];
  leases: Lease[];
  serviceProviders: Provider[];
  supplies: Supply[];
  demonstrations: Demonstration[];
  consortia: Consortium[];
  parks: Park[];
}
/** A value for every reading. */
export type Readings = Readonly<Record<string, string>>;

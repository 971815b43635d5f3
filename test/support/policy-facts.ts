/**
 * Fact builders in the words of the policy.
 *
 * Every builder starts from a complete case that qualifies for its measure, so that a test names
 * only the fact it is about: `pilotProject().investing(wan(2000))`. Builders are immutable; a fact
 * is made unknown with `.notKnowing('filingDate')`, which is not the same as false or 0.
 */
import type { CaseFile, DayInput, Money, RatioInput } from '../../src/index.js';

type Row<K extends keyof CaseFile> = NonNullable<CaseFile[K]> extends readonly (infer R)[] ? R : never;
type Slot = { [K in keyof CaseFile]-?: NonNullable<CaseFile[K]> extends readonly unknown[] ? K : never }[keyof CaseFile];

// ---- money --------------------------------------------------------------------------------

/** 万元: ten thousand yuan, as the text counts. `wan(2000)` is 20,000,000.00 yuan. */
export const wan = (count: number): Money => yuan(BigInt(Math.round(count * 1_000_000)));

/** One fen more, one fen less: the two sides of a threshold. */
export const fenAbove = (money: Money): Money => yuan(fen(money) + 1n);
export const fenBelow = (money: Money): Money => yuan(fen(money) - 1n);

const fen = (money: Money): bigint => BigInt(money.replace('.', ''));
const yuan = (amountInFen: bigint): Money => {
  const digits = amountInFen.toString().padStart(3, '0');
  return `${digits.slice(0, -2)}.${digits.slice(-2)}` as Money;
};

// ---- builders -----------------------------------------------------------------------------

abstract class Facts<K extends Slot> {
  abstract readonly slot: K;
  readonly row: Row<K>;

  constructor(row: Row<K>) {
    this.row = row;
  }

  with(facts: Partial<Row<K>>): this {
    return this.#copy(Object.assign({}, this.row, facts));
  }

  /** The first application or task book of this matter, where it is not the case's (I-04). */
  appliedForOn(applicationDate: DayInput): this {
    return this.#copy(Object.assign({}, this.row, { applicationDate }));
  }

  notKnowing(...names: (keyof Row<K> & string)[]): this {
    const kept = Object.entries(this.row as object).filter(([name]) => !(names as string[]).includes(name));
    return this.#copy(Object.fromEntries(kept) as Row<K>);
  }

  #copy(row: Row<K>): this {
    const build = this.constructor as new (facts: Row<K>) => this;
    return new build(row);
  }
}

export class ProjectFacts extends Facts<'projects'> {
  readonly slot = 'projects';
  named = (id: string) => this.with({ id });
  ownedBy = (owner: string) => this.with({ owner });
  filedOn = (filingDate: DayInput) => this.with({ filingDate });
  /** A purchase without any 备案 or 审批. */
  neverFiled = () => this.notKnowing('filingDate').with({ filed: false });
  investing = (totalInvestment: Money) => this.with({ totalInvestment });
  equipping = (equipmentInvestment: Money) => this.with({ equipmentInvestment });
  inPilotIndustry = () => this.with({ pilotIndustry: true });
  onNationalList = () => this.with({ nationalDemonstration: true });
  notNewType = () => this.with({ newType: false });
  inStatistics = () => this.with({ inIndustrialStatistics: true });
  rewardedWith = (assessedReward: Money) => this.with({ inIndustrialStatistics: true, assessedReward });
  notStarted = () => this.with({ construction: { started: false, investmentProgress: '0', advancesPaid: '0' } });
  underConstruction = (investmentProgress: RatioInput, advancesPaid: Money = '0') =>
    this.with({ construction: { started: true, investmentProgress, advancesPaid } });
  accepted = (totalInvestment: Money, equipmentInvestment: Money, date: DayInput = '2026-11-02') =>
    this.with({ acceptance: { date, totalInvestment, equipmentInvestment } });
}

export class LoanFacts extends Facts<'loans'> {
  readonly slot = 'loans';
  named = (id: string) => this.with({ id });
  by = (borrower: string) => this.with({ borrower });
  forProject = (project: string) => this.with({ project });
  inYear = (year: number) => this.with({ year });
  payingInterest = (interestPaid: Money) => this.with({ interestPaid });
  assessedAt = (assessedSubsidy: Money) => this.with({ assessedSubsidy });
}

export class LeaseFacts extends Facts<'leases'> {
  readonly slot = 'leases';
  named = (id: string) => this.with({ id });
  by = (lessee: string) => this.with({ lessee });
  forProject = (project: string) => this.with({ project });
  inYear = (year: number) => this.with({ year });
  amounting = (annualAmount: Money) => this.with({ annualAmount });
  ofEquipmentWorth = (equipmentValue: Money) => this.with({ equipmentValue });
  startingOn = (start: DayInput, principal: Money) => this.with({ start, principal });
  asSaleAndLeaseback = () => this.with({ mode: 'sale-and-leaseback' });
}

export class ProviderFacts extends Facts<'serviceProviders'> {
  readonly slot = 'serviceProviders';
  of = (provider: string) => this.with({ provider });
  inYear = (year: number) => this.with({ year });
  ranked = (rank: number) => this.with({ rank });
  inTier = (tierAmount: Money) => this.with({ tierAmount });
}

export class SaleFacts extends Facts<'supplies'> {
  readonly slot = 'supplies';
  named = (id: string) => this.with({ id });
  by = (supplier: string) => this.with({ supplier });
  toProject = (project: string) => this.with({ project });
  on = (date: DayInput) => this.with({ date });
  for = (amount: Money) => this.with({ amount });
}

export class DemonstrationFacts extends Facts<'demonstrations'> {
  readonly slot = 'demonstrations';
  of = (project: string) => this.with({ project });
  /** The yearly evaluations, from 2025 on: `evaluated(true, false)` passed in 2025 and failed in 2026. */
  evaluated = (...passed: boolean[]) =>
    this.with({ evaluations: passed.map((ok, index) => ({ year: 2025 + index, passed: ok })) });
  evaluatedIn = (year: number, passed: boolean) => this.with({ evaluations: [{ year, passed }] });
  completed = (assessedAward?: Money) =>
    this.with({ completion: { targetsMet: true, effectAchieved: true, ...(assessedAward === undefined ? {} : { assessedAward }) } });
}

export class ConsortiumFacts extends Facts<'consortia'> {
  readonly slot = 'consortia';
  ledBy = (leader: string) => this.with({ leader });
  joining = (directSuppliers: number) => this.with({ directSuppliers });
  over = (...projects: string[]) => this.with({ projects });
  /** Outside A6.4: only the leader's award of A6.2 is left. */
  withoutNationalTask = () => this.with({ nationalPilotTask: false });
  named = (id: string) => this.with({ id });
  missingTargets = () => this.with({ targetsMet: false, effectAchieved: false });
  progressing = (investmentProgress: RatioInput, taskProgress: RatioInput, advancesPaid: Money = '0') =>
    this.with({ investmentProgress, taskProgress, advancesPaid });
  acceptedAt = (settlementFactor: RatioInput, advancesPaid: Money = '0') => this.with({ accepted: true, settlementFactor, advancesPaid });
}

export class ParkFacts extends Facts<'parks'> {
  readonly slot = 'parks';
  named = (id: string) => this.with({ id });
  awarded = (assessedTotal: Money) => this.with({ assessedTotal });
  /** Yearly evaluations with cumulative task progress, from 2025 on. */
  evaluated = (...years: (readonly ['passed' | 'failed', RatioInput])[]) =>
    this.with({
      evaluations: years.map(([verdict, taskProgress], index) => ({ year: 2025 + index, passed: verdict === 'passed', taskProgress })),
    });
  paidInAdvance = (advancesPaid: Money) => this.with({ advancesPaid });
  finished = () => this.with({ allTasksCompleted: true });
  unfinished = () => this.with({ allTasksCompleted: false });
}

// ---- the base case of each measure --------------------------------------------------------

/** 1b at 8 %: another new-type project, 2500万 in total, 2000万 of it equipment. Not in the statistics, so 1a stays silent. */
export const otherProject = () =>
  new ProjectFacts({
    id: 'P', owner: 'acme', filingDate: '2025-03-01', technicalUpgrade: true, newType: true, pilotIndustry: false,
    nationalDemonstration: false, inIndustrialStatistics: false, totalInvestment: wan(2500), equipmentInvestment: wan(2000),
  });

/** 1b at 10 %. */
export const pilotProject = () => otherProject().inPilotIndustry();

/** 1b at 20 %. */
export const nationalProject = () => otherProject().onNationalList();

/** 1a: an ordinary technical upgrade of 800万 in the statistics; neither new-type nor in a pilot industry. */
export const ordinaryProject = () =>
  otherProject().notNewType().inStatistics().investing(wan(800)).equipping(wan(500));

/** A pilot-industry new-type project too small for Article 1, for the measures that stand beside it. */
export const smallProject = () => pilotProject().investing(wan(400)).equipping(wan(300));

export const loan = () =>
  new LoanFacts({
    id: 'loan', borrower: 'acme', project: 'P', year: 2025, productListed: true, interestPaid: wan(900), assessedSubsidy: wan(30),
  });

/** What the leased equipment is worth matters only beside 1b or 6b, so the tests of F.3 state it. */
export const lease = () =>
  new LeaseFacts({
    id: 'lease', lessee: 'acme', project: 'P', year: 2025, lesseeIsIndustrial: true, mode: 'direct', annualAmount: wan(400),
  });

export const provider = () =>
  new ProviderFacts({ provider: 'advisor', year: 2025, listed: true, qualified: true, rank: 10, tierAmount: wan(30) });

export const equipmentSale = () =>
  new SaleFacts({ id: 'sale', supplier: 'maker', kind: 'equipment', project: 'P', date: '2025-09-01', amount: wan(9000) });

export const softwareSale = () =>
  new SaleFacts({ id: 'licence', supplier: 'maker', kind: 'software', project: 'P', date: '2025-09-01', amount: wan(6000) });

/** A task book that is signed and not yet completed. */
export const taskBook = () =>
  new DemonstrationFacts({
    project: 'P', taskBookSigned: true, evaluations: [], completion: { targetsMet: false, effectAchieved: false },
  });

/** Both task books are signed, that of A6.2 and the benchmark task book of A6.4; its projects are new-type. */
export const consortium = () =>
  new ConsortiumFacts({
    id: 'C', leader: 'acme', directSuppliers: 10, taskBookSigned: true, benchmarkTaskBookSigned: true, nationalPilotTask: true,
    targetsMet: true, effectAchieved: true, projects: ['P'],
  });

export const park = () =>
  new ParkFacts({ id: 'park', nationalPilotTask: true, taskBookSigned: true, assessedTotal: wan(2000) });

// ---- the case file ------------------------------------------------------------------------

type AnyFacts =
  | ProjectFacts | LoanFacts | LeaseFacts | ProviderFacts | SaleFacts | DemonstrationFacts | ConsortiumFacts | ParkFacts;

/** A case applied for in the middle of 2025. */
export const caseOf = (...facts: AnyFacts[]): CaseFile => appliedOn('2025-06-30', ...facts);

export function appliedOn(applicationDate: DayInput, ...facts: AnyFacts[]): CaseFile {
  const rows: Partial<Record<Slot, unknown[]>> = {};
  for (const { slot, row } of facts) (rows[slot] ??= []).push(row);
  return { applicationDate, ...rows } as CaseFile;
}

/** The account of a case drawn up on a day. */
export const settledOn = (settlementDate: DayInput, caseFile: CaseFile): CaseFile => ({ ...caseFile, settlementDate });

/**
 * Random closed cases for the differential test: small, dense around the thresholds, caps and days, and joined so that the
 * measures meet. The facts of a case never contradict each other. One number draws one case.
 */
import type { Case, Consortium, Demonstration, Lease, Loan, Park, Project, Provider, Readings, Supply } from './case.js';
import { Fraction, lower } from './fraction.js';

/** A stream of draws from one seed (a 32-bit mixer; it only has to spread). */
export class Draw {
  private state: number;
  constructor(seed: number) {
    this.state = (seed * 2654435761) >>> 0;
  }
  /** 0 to below n. */
  below(n: number): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let t = this.state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) % n;
  }
  one<T>(of: readonly T[]): T {
    return of[this.below(of.length)] as T;
  }
  /** True in `percent` of 100 draws. */
  chance(percent: number): boolean {
    return this.below(100) < percent;
  }
  some<T>(of: readonly T[], percent: number): T[] {
    return of.filter(() => this.chance(percent));
  }
  /** Yuan at one of the marks or a fen beside it, or anywhere below a limit. */
  near(marks: readonly number[], limit: number): string {
    if (this.chance(25)) return fen(BigInt(this.below(limit)) * 100n + BigInt(this.below(100)));
    const mark = BigInt(Math.round(this.one(marks) * 100)) + BigInt(this.below(3) - 1);
    return fen(mark < 0n ? 0n : mark);
  }
}
const fen = (n: bigint): string => new Fraction(n, 100n).toMoney();
const least = (...texts: string[]): string => texts.map((t) => Fraction.of(t)).reduce(lower).toMoney();

/** All readings with all their values, typed from the contract; the first is the default. */
export const READINGS: Readonly<Record<string, readonly string[]>> = {
  filingCutoffException: ['exempt-from-cutoff', 'excluded-from-policy', 'no-exception'],
  filingCutoffScope: ['project-linked-measures', 'own-projects-only'],
  sameInput: ['funding-item', 'project'],
  rewardWithSubsidy: ['take-higher', 'stack'],
  consortiumSubsidyWithInvestmentSubsidy: ['take-higher', 'stack'],
  consortiumTrack: ['per-project', 'whole-consortium'],
  leaseWithInvestmentSubsidy: ['take-higher', 'stack'],
  leasedEquipmentInInvestment: ['yes', 'no'],
  pilotIndustryMustBeNewType: ['yes', 'no'],
  thresholdAtSettlement: ['actual', 'as-approved'],
  settlementAboveApproved: ['not-above', 'verified'],
  advanceFormula: ['capped-progress', 'half-of-progress', 'flat-half'],
  loanProjects: ['new-type-only', 'any-technical-upgrade'],
  interestBound: ['interest-paid', 'off'],
  leaseBasis: ['annual-amount', 'time-weighted-principal'],
  leaseDayCount: ['months-12', 'act-365', 'act-360'],
  supplyAggregation: ['policy-period', 'per-year', 'per-project'],
  completionDeduction: ['from-assessed', 'from-cap'],
  demonstrationTotalBound: ['none', 'one-million'],
  directSupplierCount: ['excludes-leader', 'includes-leader'],
  dualProgress: ['min', 'mean', 'product', 'investment-only'],
  parkFailedYear: ['keep-advances', 'claw-back'],
  afterExpiry: ['honour-vested', 'validity-only'],
  rounding: ['half-up-fen', 'down-fen'],
};
/**
 * Each reading at its default in half of the draws, else any of its values. Nothing says what one track of a consortium is
 * where a project may only be paid once whatever for, so these two are not drawn together.
 */
export function drawReadings(draw: Draw): Readings {
  const readings = Object.fromEntries(Object.entries(READINGS).map(([id, values]) => [id, draw.chance(50) ? (values[0] as string) : draw.one(values)]));
  return readings['sameInput'] === 'project' ? { ...readings, consortiumTrack: 'per-project' } : readings;
}

const RATIOS = ['0', '0.3', '0.49', '0.5', '0.51', '0.8', '1', '1/3', '2/3', '1/7'];
const DAYS = ['2025-02-01', '2025-02-02', '2025-06-18', '2026-03-01', '2026-12-31', '2027-01-01'];
const FIRMS = ['甲', '乙'];
const applied = (draw: Draw): { applicationDate?: string } => (draw.chance(15) ? { applicationDate: draw.one(DAYS) } : {});

function drawProject(draw: Draw, id: string): Project {
  const nationalDemonstration = draw.chance(20);
  const newType = nationalDemonstration || draw.chance(85);
  const filed = nationalDemonstration || draw.chance(95);
  const totalInvestment = draw.near([5_000_000, 20_000_000, 25_000_000, 150_000_000, 300_000_000], 400_000_000);
  const marks = [500_000, 799_999.9, 800_000, 1_000_000, 15_000_000, 20_000_000.05, 100_000_000.05, 133_333_333.33, 200_000_000, 250_000_000];
  const equipmentInvestment = least(draw.near(marks, 300_000_000), totalInvestment);
  const verifiedTotal = draw.chance(50) ? totalInvestment : draw.near([20_000_000], 300_000_000);
  return {
    id, owner: draw.one(FIRMS), ...applied(draw), filed, newType, nationalDemonstration,
    ...(filed ? { filingDate: draw.one(['2024-05-31', '2024-06-01', '2024-06-01', '2024-09-12', '2025-02-01', '2025-08-01', '2026-01-01']) } : {}),
    technicalUpgrade: newType || draw.chance(80),
    pilotIndustry: draw.chance(65),
    inIndustrialStatistics: draw.chance(80),
    totalInvestment, equipmentInvestment,
    assessedReward: draw.near([0, 50_000, 80_000, 100_000], 200_000),
    construction: { started: draw.chance(80), investmentProgress: draw.one(RATIOS), advancesPaid: draw.one(['0', '0', '500000', '1000000.01']) },
    ...(draw.chance(25) ? { acceptance: { date: '2026-10-08', totalInvestment: verifiedTotal, equipmentInvestment: least(draw.chance(50) ? equipmentInvestment : draw.near(marks, 300_000_000), verifiedTotal) } } : {}),
  };
}

const drawLoan = (draw: Draw, id: string, projects: readonly string[]): Loan => ({
  id, borrower: draw.one(FIRMS), project: draw.one(projects), year: draw.one([2024, 2025, 2025, 2026, 2027]), ...applied(draw),
  productListed: draw.chance(90), flowAccepted: draw.chance(50),
  interestPaid: draw.near([600_000, 2_000_000], 3_000_000), assessedSubsidy: draw.near([80_000, 600_000, 1_000_000, 2_000_000], 3_000_000),
});

/** The share of the project's equipment that a contract leases; two contracts of one project stay within the whole. */
const drawLease = (draw: Draw, id: string, project: Project): Lease => {
  const equipment = least(project.equipmentInvestment, project.acceptance?.equipmentInvestment ?? project.equipmentInvestment);
  const leased = Fraction.of(equipment).times(Fraction.of(draw.one(['0', '0.1', '0.3', '0.5']))).toFen('down-fen');
  // What the lease earns at or beside 10 % of what it takes from the base: 4 × the leased value at 2.5 %.
  const even = Number(leased.toMoney()) * draw.one([3.2, 4, 6, 8]);
  return {
    id, lessee: draw.one(FIRMS), project: project.id, year: draw.one([2024, 2025, 2025, 2026, 2027]), ...applied(draw),
    lesseeIsIndustrial: draw.chance(90), mode: draw.chance(85) ? 'direct' : 'sale-and-leaseback', flowAccepted: draw.chance(50),
    annualAmount: draw.near([even, 40_000_000, 199_999_999.6, 200_000_000], 300_000_000), equipmentValue: leased.toMoney(),
    principal: draw.near([12_000_000, 200_000_000], 300_000_000), start: draw.one(['2024-01-01', '2024-12-31', '2025-01-01', '2025-03-15', '2025-12-02', '2026-07-01']),
  };
};
/** Some contracts run over two years. */
const overYears = (draw: Draw, rows: Lease[]): Lease[] =>
  rows.flatMap((l) => (draw.chance(25) && l.year < 2027 ? [l, { ...l, year: l.year + 1, annualAmount: draw.near([40_000_000], 100_000_000) }] : [l]));

const evaluations = (draw: Draw, most: number): { year: number; passed: boolean }[] => {
  const from = draw.one([2025, 2025, 2026]);
  return Array.from({ length: draw.below(most + 1) }, (_x, i) => ({ year: from + i, passed: draw.chance(80) }));
};
const drawDemonstration = (draw: Draw, project: string): Demonstration => ({
  project, ...applied(draw), taskBookSigned: draw.chance(90), evaluations: evaluations(draw, 4),
  completion: { targetsMet: draw.chance(75), effectAchieved: draw.chance(85), assessedAward: draw.near([300_000, 600_000, 900_000, 1_000_000], 1_500_000) },
});

const drawConsortium = (draw: Draw, id: string, projects: readonly string[]): Consortium => {
  const members = draw.some(projects, 70);
  return {
    id, leader: draw.one([...FIRMS, '链']), ...applied(draw), directSuppliers: draw.one([8, 9, 10, 10, 11]),
    taskBookSigned: draw.chance(85), benchmarkTaskBookSigned: draw.chance(85), nationalPilotTask: draw.chance(85),
    targetsMet: draw.chance(75), effectAchieved: draw.chance(85), projects: members.length > 0 ? members : [draw.one(projects)],
    investmentProgress: draw.one(RATIOS), taskProgress: draw.one(RATIOS), advancesPaid: draw.one(['0', '0', '400000', '20000000']),
    settlementFactor: draw.one(RATIOS), accepted: draw.chance(35),
  };
};
const drawSupply = (draw: Draw, id: string, projects: readonly string[]): Supply => ({
  id, supplier: draw.one(['供', '供', '供', '甲']), kind: draw.one(['equipment', 'software']), project: draw.one(projects), ...applied(draw),
  date: draw.one(['2024-05-31', '2024-06-01', '2025-02-01', '2025-08-01', '2025-12-31', '2026-01-01', '2026-12-31', '2027-01-01']),
  amount: draw.near([25_000_000, 40_000_000, 50_000_000, 80_000_000, 999_999_999.5, 1_000_000_000], 1_200_000_000),
});
const drawProvider = (draw: Draw): Provider => ({
  provider: draw.one(['服', '甲']), year: draw.one([2024, 2025, 2025, 2026, 2027]), ...applied(draw), listed: draw.chance(90), qualified: draw.chance(90),
  rank: draw.one([1, 49, 50, 50, 51]), tierAmount: draw.near([300_000, 500_000], 800_000),
});
/** All tasks are completed only where some year was evaluated: without one the settlement is open, not closed. */
const drawPark = (draw: Draw): Park => ({
  id: '园', nationalPilotTask: draw.chance(90), taskBookSigned: draw.chance(90), assessedTotal: draw.near([10_000_000, 50_000_000], 60_000_000),
  advancesPaid: draw.one(['0', '0', '3000000', '20000000']),
  ...settledYears(draw, evaluations(draw, 3).map((e) => ({ ...e, taskProgress: draw.one(RATIOS) }))),
});
const settledYears = (draw: Draw, years: Park['evaluations']): Pick<Park, 'evaluations' | 'allTasksCompleted' | 'applicationDate'> => {
  const complete = draw.chance(35);
  return complete && years.length > 0
    ? { evaluations: years.map((e, i) => ({ ...e, year: 2026 + i })), allTasksCompleted: true, applicationDate: '2026-03-01' }
    : { evaluations: years, allTasksCompleted: false, ...applied(draw) };
};

const times = <T>(n: number, make: (i: number) => T): T[] => Array.from({ length: n }, (_x, i) => make(i));

export function drawCase(draw: Draw): Case {
  const projects = times(draw.one([1, 1, 2, 2, 3]), (i) => drawProject(draw, `P${i + 1}`));
  const ids = projects.map((p) => p.id);
  return {
    applicationDate: draw.one(['2025-02-02', '2025-06-18', '2025-06-18', '2025-06-18', '2026-12-31', '2025-02-01']),
    settlementDate: draw.one(['2026-12-31', '2027-01-01']),
    projects,
    loans: times(draw.one([0, 0, 1, 2]), (i) => drawLoan(draw, `L${i + 1}`, ids)),
    leases: overYears(draw, times(draw.one([0, 1, 1, 2]), (i) => drawLease(draw, `S${i + 1}`, draw.one(projects)))),
    serviceProviders: times(draw.one([0, 0, 1]), () => drawProvider(draw)),
    supplies: times(draw.one([0, 0, 1, 2, 3]), (i) => drawSupply(draw, `G${i + 1}`, ids)),
    demonstrations: draw.some(ids, 35).map((id) => drawDemonstration(draw, id)),
    consortia: times(draw.one([0, 1, 1, 2]), (i) => drawConsortium(draw, `C${i + 1}`, ids)),
    parks: times(draw.one([0, 0, 1]), () => drawPark(draw)),
  };
}

/** The smallest rows that a measure grants something on; each vector says what differs. */
import type { Facts, Json } from './vector.js';

export const file = (rows: Facts): Facts => ({ applicationDate: '2025-06-18', ...rows });

/** A pilot-industry project that earns nothing of A1.2 (not in the statistics), so that 1b is alone: 2000万 × 10 %. */
export const project = (more: Facts = {}): Facts => ({
  id: 'P', owner: '甲', filingDate: '2024-09-12', newType: true, pilotIndustry: true, nationalDemonstration: false,
  inIndustrialStatistics: false, totalInvestment: '30000000', equipmentInvestment: '20000000', ...more,
});
/** Too small for 1b, in the statistics: only 1a. */
export const small = (more: Facts = {}): Facts => project({ inIndustrialStatistics: true, totalInvestment: '5000000', equipmentInvestment: '4000000', assessedReward: '80000', ...more });
/** New-type and filed, with neither 1a nor 1b: what loans, leases and sales look at. */
export const plain = (more: Facts = {}): Facts => project({ totalInvestment: '10000000', equipmentInvestment: '10000000', ...more });

export const loan = (more: Facts = {}): Facts => ({ id: 'L', borrower: '甲', project: 'P', year: 2025, productListed: true, interestPaid: '900000', assessedSubsidy: '600000', ...more });
export const lease = (more: Facts = {}): Facts => ({ id: 'S', lessee: '甲', project: 'P', year: 2025, lesseeIsIndustrial: true, mode: 'direct', annualAmount: '40000000', equipmentValue: '0', ...more });
export const provider = (more: Facts = {}): Facts => ({ provider: '服', year: 2025, listed: true, qualified: true, rank: 1, tierAmount: '300000', ...more });
export const sale = (more: Facts = {}): Facts => ({ id: 'G', supplier: '供', kind: 'equipment', project: 'P', date: '2025-08-01', amount: '80000000', ...more });
export const evaluated = (...years: number[]): Json => years.map((year) => ({ year, passed: true }));
export const demonstration = (more: Facts = {}): Facts => ({
  project: 'P', taskBookSigned: true, evaluations: evaluated(2025), completion: { targetsMet: false, effectAchieved: false, assessedAward: '0' }, ...more,
});
export const completed = (assessedAward: string): Json => ({ targetsMet: true, effectAchieved: true, assessedAward });
/** A consortium that has only met its targets (6a), not the national task of 6b. */
export const leading = (more: Facts = {}): Facts => ({
  id: 'C', leader: '链', directSuppliers: 10, taskBookSigned: true, benchmarkTaskBookSigned: false, nationalPilotTask: false,
  targetsMet: true, effectAchieved: true, projects: ['P'], investmentProgress: '0', taskProgress: '0', advancesPaid: '0', accepted: false, ...more,
});
/** A consortium with the national task and the benchmark task book (6b), whose targets are not yet met. */
export const tasked = (more: Facts = {}): Facts => leading({ benchmarkTaskBookSigned: true, nationalPilotTask: true, targetsMet: false, effectAchieved: false, ...more });
export const park = (more: Facts = {}): Facts => ({
  id: '园', nationalPilotTask: true, taskBookSigned: true, assessedTotal: '40000000', evaluations: [{ year: 2025, passed: true, taskProgress: '0.2' }],
  allTasksCompleted: false, advancesPaid: '0', ...more,
});

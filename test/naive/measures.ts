/**
 * The twelve measures, typed a second time from the text: what each claims in a closed case, before F.3. Every number and
 * day here was copied from the sentence named beside it. Kept plain on purpose: an `if` for each condition.
 */
import type { Case, Consortium, Demonstration, Lease, Loan, Park, Project, Readings, Supply } from './case.js';
import { Fraction, ZERO, higher, lower, sum } from './fraction.js';

const yuan = (text: string): Fraction => Fraction.of(text);
const percent = (text: string): Fraction => Fraction.of(text).dividedBy(Fraction.of(100));
const year = (day: string): number => Number(day.slice(0, 4));

// F.1 and F.2; days compare as texts.
const FIRST_DAY = '2025-02-02';
const LAST_DAY = '2026-12-31';
const CUTOFF = '2024-06-01';

const CAP = {
  reward: yuan('100000'), // A1.2 最高10万元
  subsidy: yuan('20000000'), // A1.3 最高补助2000万元
  interest: yuan('2000000'), // A2.2 每年最高贴息200万元
  lease: yuan('5000000'), // A2.3 每年最高补助500万元
  provider: yuan('500000'), // A3.3 最高50万元
  equipment: yuan('10000000'), // A4.3 最高1000万元
  software: yuan('5000000'), // A4.4 最高500万元
  completion: yuan('1000000'), // A5.4 最高100万元
  consortium: yuan('30000000'), // A6.4 最高3000万元
  park: yuan('50000000'), // A7.3 最高5000万元
};

/** What is claimed: the determination, and what the choice under F.3 needs to know of it. */
export interface Claim {
  readonly key: string;
  readonly payee: string;
  readonly eligible: boolean;
  /** The parts that an input can be taken from: a lease, a loan, a project of a consortium; the whole of it otherwise. */
  readonly parts: readonly Part[];
  /** From what its chosen parts come to, exactly, to the award, exactly; with whether its cap bound. */
  readonly award: (of: Fraction) => { amount: Fraction; capped: boolean };
}
export interface Part {
  readonly kind: 'reward' | 'subsidy' | 'loan' | 'lease' | 'demonstration' | 'leader' | 'consortium' | 'apart';
  /** The contract, consortium or project. */
  readonly id: string;
  readonly projects: readonly string[];
  /** What it comes to when `leased` of the project's equipment is taken by leases. */
  readonly worth: (leased: Fraction) => Fraction;
}

const upTo = (cap: Fraction) => (of: Fraction) => ({ amount: lower(of, cap), capped: cap.below(of) });
const asIs = (of: Fraction) => ({ amount: of, capped: false });
const whole = (kind: Part['kind'], id: string, projects: readonly string[], worth: Fraction): Part => ({ kind, id, projects, worth: () => worth });

/** The claims of one case under one set of readings. */
export class Law {
  readonly file: Case;
  readonly readings: Readings;

  constructor(file: Case, readings: Readings) {
    this.file = file;
    this.readings = readings;
  }

  /** Whether a reading has this value. */
  reads = (id: string, value: string): boolean => this.readings[id] === value;
  applied = (row: { applicationDate?: string }): string => row.applicationDate ?? this.file.applicationDate;
  inForce = (row: { applicationDate?: string }): boolean => this.applied(row) >= FIRST_DAY && this.applied(row) <= LAST_DAY;
  project = (id: string): Project => this.file.projects.find((p) => p.id === id) as Project;

  /** F.2 「2024年6月1日（含）后备案（审批）项目（已入选国家制造业新型技术改造示范项目的除外）」 */
  inScope = (p: Project): boolean => {
    if (!p.filed) return false;
    if (p.nationalDemonstration && this.reads('filingCutoffException', 'exempt-from-cutoff')) return true;
    if (p.nationalDemonstration && this.reads('filingCutoffException', 'excluded-from-policy')) return false;
    return p.filingDate !== undefined && p.filingDate >= CUTOFF;
  };
  /** A flow of a year counts from the year of the filing to 2026; one before 2025 only where the authority accepted it. */
  flowCounts = (row: Loan | Lease): boolean => {
    const filed = this.project(row.project).filingDate;
    if (filed !== undefined && row.year < year(filed)) return false;
    return row.year >= 2025 ? row.year <= 2026 : row.flowAccepted;
  };
  /** An evaluation of a year before the task book cannot exist; one after 2026 counts where vested matters are honoured. */
  evaluationCounts = (row: { applicationDate?: string }, of: number): boolean =>
    of >= year(this.applied(row)) && (of <= 2026 || this.reads('afterExpiry', 'honour-vested'));
  settledInTime = (): boolean => this.reads('afterExpiry', 'honour-vested') || this.file.settlementDate <= LAST_DAY;

  get rounding(): 'half-up-fen' | 'down-fen' {
    return this.readings['rounding'] === 'down-fen' ? 'down-fen' : 'half-up-fen';
  }
  leasedValue = (contract: string): Fraction => yuan(this.file.leases.find((l) => l.id === contract)?.equipmentValue ?? '0');

  /** Equipment investment as it counts now: filed, or the lower of filed and verified, or the verified. */
  equipment = (p: Project): Fraction => {
    const filed = yuan(p.equipmentInvestment);
    const counted = p.acceptance === undefined ? filed
      : this.reads('settlementAboveApproved', 'verified') ? yuan(p.acceptance.equipmentInvestment)
        : lower(filed, yuan(p.acceptance.equipmentInvestment));
    return this.reads('leasedEquipmentInInvestment', 'no') ? higher(counted.minus(this.leased(p.id)), ZERO) : counted;
  };
  /** The equipment of a project that is leased directly, each contract once over its years; what was bought and leased back was bought. */
  leased = (project: string): Fraction => {
    const values = new Map(this.file.leases.filter((l) => l.project === project && l.mode === 'direct').map((l) => [l.id, yuan(l.equipmentValue)]));
    return sum([...values.values()]);
  };
  /** What of the equipment is left when leases of this value are chosen. */
  less = (equipment: Fraction, leased: Fraction): Fraction =>
    this.reads('leaseWithInvestmentSubsidy', 'stack') || this.reads('leasedEquipmentInInvestment', 'no') ? equipment : higher(equipment.minus(leased), ZERO);

  // A1.2
  reward = (p: Project): Claim => ({
    key: `investment-reward:${p.id}`,
    payee: `enterprise ${p.owner}`,
    eligible: this.inForce(p) && this.inScope(p) && p.technicalUpgrade && p.inIndustrialStatistics && !yuan(p.totalInvestment).below(yuan('5000000')),
    parts: [whole('reward', p.id, [p.id], yuan(p.assessedReward))],
    award: upTo(CAP.reward),
  });

  // A1.3
  rate = (p: Project): Fraction | undefined => {
    if (p.nationalDemonstration && p.newType) return percent('20');
    if (p.pilotIndustry && (p.newType || this.reads('pilotIndustryMustBeNewType', 'no'))) return percent('10');
    return p.newType ? percent('8') : undefined;
  };
  subsidy = (p: Project): Claim => {
    const rate = this.rate(p);
    const base = this.equipment(p);
    const enough = (total: string): boolean => !yuan(total).below(yuan('20000000'));
    return {
      key: `investment-subsidy:${p.id}`,
      payee: `enterprise ${p.owner}`,
      eligible: this.inForce(p) && this.inScope(p) && rate !== undefined && enough(p.totalInvestment)
        && (p.acceptance === undefined || this.reads('thresholdAtSettlement', 'as-approved') || enough(p.acceptance.totalInvestment)),
      parts: [{ kind: 'subsidy', id: p.id, projects: [p.id], worth: (leased) => this.less(base, leased).times(rate ?? ZERO) }],
      award: upTo(CAP.subsidy),
    };
  };

  // A2.2
  interest = (borrower: string, of: number): Claim => {
    const counted = this.file.loans.filter((l) => {
      const p = this.project(l.project);
      const kind = this.reads('loanProjects', 'new-type-only') ? p.newType : p.technicalUpgrade;
      return l.borrower === borrower && l.year === of && this.inForce(l) && this.inScope(p) && kind && l.productListed && this.flowCounts(l);
    });
    const worth = (l: Loan): Fraction => (this.reads('interestBound', 'off') ? yuan(l.assessedSubsidy) : lower(yuan(l.assessedSubsidy), yuan(l.interestPaid)));
    return {
      key: `loan-interest-subsidy:${borrower}:${of}`,
      payee: `enterprise ${borrower}`,
      eligible: counted.length > 0,
      parts: counted.map((l) => whole('loan', l.id, [l.project], worth(l))),
      award: upTo(CAP.interest),
    };
  };

  // A2.3
  lease = (lessee: string, of: number): Claim => {
    const counted = this.file.leases.filter((l) => {
      const p = this.project(l.project);
      return l.lessee === lessee && l.year === of && this.inForce(l) && this.inScope(p) && p.technicalUpgrade && l.lesseeIsIndustrial && l.mode === 'direct' && this.flowCounts(l);
    });
    const base = (l: Lease): Fraction => (this.reads('leaseBasis', 'annual-amount') ? yuan(l.annualAmount) : yuan(l.principal).times(this.shareOfYear(l)));
    return {
      key: `finance-lease-subsidy:${lessee}:${of}`,
      payee: `enterprise ${lessee}`,
      eligible: counted.length > 0,
      parts: counted.map((l) => whole('lease', l.id, [l.project], base(l).times(percent('2.5')))),
      award: upTo(CAP.lease),
    };
  };
  /** The part of the year in which a lease ran: whole months of 12, or days of 365 or 360. */
  shareOfYear = (l: Lease): Fraction => {
    if (year(l.start) > l.year) return ZERO;
    const ran = year(l.start) === l.year;
    if (this.reads('leaseDayCount', 'months-12')) {
      const [, month = 0, day = 0] = l.start.split('-').map(Number);
      return new Fraction(ran ? BigInt(day === 1 ? 13 - month : 12 - month) : 12n, 12n);
    }
    const from = ran ? Date.parse(`${l.start}T00:00:00Z`) : Date.UTC(l.year, 0, 1);
    const days = (Date.UTC(l.year + 1, 0, 1) - from) / 86_400_000;
    return new Fraction(BigInt(days), this.reads('leaseDayCount', 'act-365') ? 365n : 360n);
  };

  // A3.3
  providers = (): Claim[] => this.file.serviceProviders.map((s) => ({
    key: `service-provider-award:${s.provider}:${s.year}`,
    payee: `enterprise ${s.provider}`,
    eligible: this.inForce(s) && s.listed && s.qualified && s.rank <= 50 && (s.year === 2025 || s.year === 2026),
    parts: [whole('apart', s.provider, [], yuan(s.tierAmount))],
    award: upTo(CAP.provider),
  }));

  // A4.3, A4.4
  supplyCounts = (s: Supply): boolean => {
    const buyer = this.project(s.project);
    if (!this.inForce(s) || !buyer.newType || buyer.owner === s.supplier) return false;
    if (s.date < CUTOFF || s.date > LAST_DAY) return false;
    if (this.reads('filingCutoffScope', 'own-projects-only')) return true;
    return this.inScope(buyer) && (buyer.filingDate === undefined || s.date >= buyer.filingDate);
  };
  supplies = (kind: 'equipment' | 'software'): Claim[] => {
    const [least, rate, cap] = kind === 'equipment' ? [yuan('80000000'), percent('1'), CAP.equipment] : [yuan('50000000'), percent('0.5'), CAP.software];
    const lines = this.file.supplies.filter((s) => s.kind === kind);
    const perYear = this.reads('supplyAggregation', 'per-year');
    const subjects = new Set(lines.map((s) => (perYear ? `${s.supplier}:${s.date.slice(0, 4)}` : s.supplier)));
    return [...subjects].map((subject) => {
      const [supplier = '', of] = subject.split(':');
      const own = lines.filter((s) => s.supplier === supplier && (of === undefined || s.date.startsWith(of)) && this.supplyCounts(s));
      const groups = this.reads('supplyAggregation', 'per-project') ? [...new Set(own.map((s) => s.project))].map((p) => own.filter((s) => s.project === p)) : [own];
      const reached = groups.map((g) => sum(g.map((s) => yuan(s.amount)))).filter((sales) => !sales.below(least));
      const awards = reached.map((sales) => upTo(cap)(sales.times(rate)));
      return {
        key: `${kind}-supply-subsidy:${subject}`,
        payee: `enterprise ${supplier}`,
        eligible: reached.length > 0,
        parts: [whole('apart', supplier, [], ZERO)],
        award: () => ({ amount: sum(awards.map((a) => a.amount)), capped: awards.some((a) => a.capped) }),
      };
    });
  };

  // A5.3, A5.4
  demonstration = (d: Demonstration): Claim[] => {
    const p = this.project(d.project);
    const gate = this.inForce(d) && this.inScope(p) && d.taskBookSigned && p.pilotIndustry && p.newType;
    const bounded = this.reads('demonstrationTotalBound', 'one-million');
    let earned = ZERO;
    const yearly = [...d.evaluations].sort((a, b) => a.year - b.year).map((e): Claim => {
      const eligible = gate && e.passed && this.evaluationCounts(d, e.year);
      const worth = bounded ? lower(yuan('300000'), CAP.completion.minus(earned)) : yuan('300000');
      if (eligible) earned = earned.plus(worth);
      return { key: `demonstration-annual-award:${p.id}:${e.year}`, payee: `enterprise ${p.owner}`, eligible, parts: [whole('demonstration', p.id, [p.id], worth)], award: (of) => ({ amount: of, capped: worth.below(yuan('300000')) }) };
    });
    const assessed = yuan(d.completion.assessedAward);
    const left = higher(CAP.completion.minus(earned), ZERO);
    const net = this.reads('completionDeduction', 'from-cap') ? lower(assessed, left) : higher(lower(assessed, CAP.completion).minus(earned), ZERO);
    return [...yearly, {
      key: `demonstration-completion-award:${p.id}`,
      payee: `enterprise ${p.owner}`,
      eligible: gate && d.completion.targetsMet && d.completion.effectAchieved && this.settledInTime(),
      parts: [whole('demonstration', p.id, [p.id], bounded ? lower(net, left) : net)],
      award: (of) => ({ amount: of, capped: CAP.completion.below(assessed) }),
    }];
  };

  // A6.2, A6.4
  members = (c: Consortium): Project[] => c.projects.map(this.project).filter((p) => p.newType && this.inScope(p));
  enoughSuppliers = (c: Consortium): boolean => c.directSuppliers + (this.reads('directSupplierCount', 'includes-leader') ? 1 : 0) >= 10;
  leader = (c: Consortium): Claim => ({
    key: `chain-leader-award:${c.id}`,
    payee: `enterprise ${c.leader}`,
    eligible: this.inForce(c) && this.enoughSuppliers(c) && c.taskBookSigned && c.targetsMet && c.effectAchieved && this.members(c).length > 0 && this.settledInTime(),
    parts: [whole('leader', c.id, this.members(c).map((p) => p.id), yuan('2000000'))],
    award: asIs,
  });
  consortium = (c: Consortium): Claim => ({
    key: `consortium-investment-subsidy:${c.id}`,
    payee: `consortium ${c.id}`,
    eligible: this.inForce(c) && this.enoughSuppliers(c) && c.nationalPilotTask && c.benchmarkTaskBookSigned && this.members(c).length > 0,
    parts: this.members(c).map((p) => {
      const base = this.equipment(p);
      return { kind: 'consortium', id: c.id, projects: [p.id], worth: (leased) => this.less(base, leased).times(percent('15')) };
    }),
    award: (of) => {
      const { amount, capped } = upTo(CAP.consortium)(of);
      return { amount: c.accepted ? amount.times(Fraction.of(c.settlementFactor)) : amount, capped };
    },
  });

  // A7.3 to A7.5
  parkYears = (k: Park): Park['evaluations'] => [...k.evaluations].sort((a, b) => a.year - b.year).filter((e) => this.evaluationCounts(k, e.year));
  parkFailed = (k: Park): boolean => this.parkYears(k).some((e) => !e.passed);
  parkTotal = (k: Park): Fraction => lower(yuan(k.assessedTotal), CAP.park);
  /** What each year's pass allows on top of the earlier years, within 50 % in all, to the fen below. */
  parkLimits = (k: Park): { year: number; limit: Fraction }[] => {
    let allowed = ZERO;
    return this.parkYears(k).map((e) => {
      const reached = this.parkTotal(k).times(lower(Fraction.of(e.taskProgress), percent('50'))).toFen('down-fen');
      const limit = e.passed ? higher(reached.minus(allowed), ZERO) : ZERO;
      allowed = allowed.plus(limit);
      return { year: e.year, limit };
    });
  };
  park = (k: Park): Claim => ({
    key: `park-award:${k.id}`,
    payee: `park ${k.id}`,
    eligible: this.inForce(k) && k.nationalPilotTask && k.taskBookSigned,
    parts: [whole('apart', k.id, [], yuan(k.assessedTotal))],
    award: (of) => {
      const { amount, capped } = upTo(CAP.park)(of);
      if (!this.parkFailed(k)) return { amount, capped };
      return { amount: this.reads('parkFailedYear', 'claw-back') ? ZERO : sum(this.parkLimits(k).map((y) => y.limit)), capped };
    },
  });

  /** Every claim of the case, eligible or not. */
  claims = (): Claim[] => {
    const { file } = this;
    const each = (rows: { year: number }[], who: string): [string, number][] =>
      [...new Set(rows.map((r) => `${(r as unknown as Record<string, string>)[who]}:${r.year}`))].map((k) => [k.split(':')[0] ?? '', Number(k.split(':')[1])]);
    return [
      ...file.projects.flatMap((p) => [this.reward(p), this.subsidy(p)]),
      ...each(file.loans, 'borrower').map(([who, of]) => this.interest(who, of)),
      ...each(file.leases, 'lessee').map(([who, of]) => this.lease(who, of)),
      ...this.providers(),
      ...this.supplies('equipment'),
      ...this.supplies('software'),
      ...file.demonstrations.flatMap(this.demonstration),
      ...file.consortia.flatMap((c) => [this.leader(c), this.consortium(c)]),
      ...file.parks.map(this.park),
    ];
  };
}

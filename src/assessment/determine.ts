import { type LeasedEquipment, investmentReward, investmentSubsidy } from '../articles/article-1-investment.js';
import { type LeaseRow, type LoanRow, financeLeaseSubsidy, loanInterestSubsidy } from '../articles/article-2-financing.js';
import { serviceProviderAward } from '../articles/article-3-service-providers.js';
import { annualSum, demonstrationAnnualAward, demonstrationCompletionAward } from '../articles/article-5-demonstrations.js';
import { type MemberRow, chainLeaderAward, consortiumInvestmentSubsidy } from '../articles/article-6-consortia.js';
import { parkAward } from '../articles/article-7-parks.js';
import { demonstrationFacts, leaseFacts, loanFacts } from '../case/facts.js';
import type { KnownLease, KnownProject, ReadCase } from '../case/read.js';
import { perEnterpriseYear } from '../constraints/cap.js';
import { type Locate, inPlace } from '../kernel/condition.js';
import type { Context } from '../kernel/context.js';
import { type Evaluated, type Subject, evaluate } from '../kernel/measure.js';
import { type Span, between } from '../kernel/span.js';
import { determineSupplies } from './determine-supplies.js';
import { leasedByProject } from './leased.js';

/**
 * Joins the entities of a case and evaluates every measure for every subject it can concern, in
 * article order.
 */

/** The rows of one enterprise and year with their evaluation. */
export interface EnterpriseYear {
  readonly enterprise: string;
  readonly year: number;
  /** Positions of the rows in the case file, in the order of `evaluated.rows`. */
  readonly rows: readonly number[];
  readonly evaluated: Evaluated;
}

export interface ProjectAwards {
  readonly reward: Evaluated;
  readonly subsidy: Evaluated;
  readonly annual: readonly Evaluated[];
  /** What the yearly awards come to together, where a bound on them makes that less than the sum of their ends. */
  readonly annualTogether?: Span | undefined;
  readonly completion: Evaluated | undefined;
}

export interface ConsortiumAwards {
  readonly leader: Evaluated;
  readonly subsidy: Evaluated;
}

/** All determinations of a case, grouped for selection and payment. */
export interface Determined {
  readonly projects: readonly ProjectAwards[];
  readonly loans: readonly EnterpriseYear[];
  readonly leases: readonly EnterpriseYear[];
  readonly providers: readonly Evaluated[];
  readonly supplies: readonly Evaluated[];
  readonly consortia: readonly ConsortiumAwards[];
  readonly parks: readonly Evaluated[];
  /** Equipment that the reading keeps out of the investment of a project because it is leased. */
  readonly leasedEquipment: (project: string) => LeasedEquipment;
}

const NO_ROWS = (): Locate => inPlace;

export function determine(read: ReadCase, context: Context): Determined {
  const { facts, projects } = read;
  const { applicationDate, settlementDate } = facts;
  const projectOf = (id: string): KnownProject => projects[read.projectIndex.get(id) as number] as KnownProject;
  const atProject = (id: string): string => `$.projects[${read.projectIndex.get(id)}]`;
  const leased = leasedByProject(facts.leases, context);
  const demonstrationOf = new Map(facts.demonstrations?.map((d, i) => [d.project, i]));

  /** Names a fact of a row in its own table, or else in its project's. */
  const locateJoined =
    (table: object, row: string, project: string): Locate =>
    (name) =>
      `${Object.hasOwn(table, name) ? row : atProject(project)}.${name}`;

  const awards = projects.map((p, i): ProjectAwards => {
    const subject: Subject = { id: p.id, locate: (name) => locateOfProject(i, name), locateRow: NO_ROWS };
    const reward = evaluate(
      investmentReward,
      {
        project: p.id,
        applicationDate,
        filingDate: p.filingDate,
        nationalDemonstration: p.nationalDemonstration,
        technicalUpgrade: p.technicalUpgrade,
        inIndustrialStatistics: p.inIndustrialStatistics,
        totalInvestment: p.totalInvestment,
        assessedReward: p.assessedReward,
      },
      subject,
      context,
    );
    const subsidy = evaluate(
      investmentSubsidy,
      {
        project: p.id,
        applicationDate,
        filingDate: p.filingDate,
        nationalDemonstration: p.nationalDemonstration,
        newType: p.newType,
        pilotIndustry: p.pilotIndustry,
        totalInvestment: p.totalInvestment,
        equipmentInvestment: p.equipmentInvestment,
        leased: leased(p.id),
      },
      subject,
      context,
    );
    const d = demonstrationOf.get(p.id);
    if (d === undefined) return { reward, subsidy, annual: [], completion: undefined };
    return { reward, subsidy, ...demonstrate(read, d, p, context) };
  });

  /** Where the rows of an enterprise and year stand in the case file. */
  const rowsOf = (list: 'loans' | 'leases', table: object, { rows }: { readonly rows: readonly number[] }) => (r: number): Locate => {
    const i = rows[r] as number;
    return locateJoined(table, `$.${list}[${i}]`, facts[list]?.[i]?.project as string);
  };

  const loans = groupByEnterpriseYear(facts.loans, (l) => l.borrower).map((group): EnterpriseYear => {
    const rows = group.rows.map((i): LoanRow => {
      const loan = facts.loans?.[i] as NonNullable<typeof facts.loans>[number];
      const p = projectOf(loan.project);
      return {
        id: loan.id,
        year: loan.year,
        productListed: loan.productListed,
        interestPaid: loan.interestPaid,
        assessedSubsidy: loan.assessedSubsidy,
        flowAccepted: loan.flowAccepted,
        newType: p.newType,
        filingDate: p.filingDate,
        nationalDemonstration: p.nationalDemonstration,
      };
    });
    const given = { enterprise: group.enterprise, year: group.year, applicationDate, loans: rows };
    return { ...group, evaluated: evaluate(loanInterestSubsidy, given, subjectOf(group.enterprise, group.year, rowsOf('loans', loanFacts, group)), context) };
  });

  const leases = groupByEnterpriseYear(facts.leases, (l) => l.lessee).map((group): EnterpriseYear => {
    const rows = group.rows.map((i): LeaseRow => {
      const lease = facts.leases?.[i] as KnownLease;
      const p = projectOf(lease.project);
      return {
        id: lease.id,
        year: lease.year,
        lesseeIsIndustrial: lease.lesseeIsIndustrial,
        mode: lease.mode,
        annualAmount: lease.annualAmount,
        principal: lease.principal,
        start: lease.start,
        flowAccepted: lease.flowAccepted,
        technicalUpgrade: p.technicalUpgrade,
        filingDate: p.filingDate,
        nationalDemonstration: p.nationalDemonstration,
      };
    });
    const given = { enterprise: group.enterprise, year: group.year, applicationDate, leases: rows };
    return { ...group, evaluated: evaluate(financeLeaseSubsidy, given, subjectOf(group.enterprise, group.year, rowsOf('leases', leaseFacts, group)), context) };
  });

  const providers = (facts.serviceProviders ?? []).map((s, i) =>
    evaluate(
      serviceProviderAward,
      { ...s, applicationDate },
      { id: s.provider, year: s.year, locate: (name) => `$.serviceProviders[${i}].${name}`, locateRow: NO_ROWS },
      context,
    ),
  );

  const consortia = (facts.consortia ?? []).map((c, i): ConsortiumAwards => {
    const members = c.projects.map((id): MemberRow => {
      const p = projectOf(id);
      return {
        id,
        filingDate: p.filingDate,
        nationalDemonstration: p.nationalDemonstration,
        equipmentInvestment: p.equipmentInvestment,
        leased: leased(id),
      };
    });
    const subject: Subject = {
      id: c.id,
      locate: (name) => (name === 'settlementDate' ? '$.settlementDate' : `$.consortia[${i}].${name}`),
      locateRow: (r) => (name) => locateOfProject(read.projectIndex.get(c.projects[r] as string) as number, name),
    };
    const shared = { consortium: c.id, applicationDate, directSuppliers: c.directSuppliers, taskBookSigned: c.taskBookSigned, projects: members };
    return {
      leader: evaluate(
        chainLeaderAward,
        { ...shared, settlementDate, targetsMet: c.targetsMet, effectAchieved: c.effectAchieved },
        subject,
        context,
      ),
      subsidy: evaluate(consortiumInvestmentSubsidy, { ...shared, nationalPilotTask: c.nationalPilotTask }, subject, context),
    };
  });

  const parks = (facts.parks ?? []).map((p, i) =>
    evaluate(
      parkAward,
      {
        park: p.id,
        applicationDate,
        nationalPilotTask: p.nationalPilotTask,
        taskBookSigned: p.taskBookSigned,
        assessedTotal: p.assessedTotal,
      },
      { id: p.id, locate: (name) => `$.parks[${i}].${name}`, locateRow: NO_ROWS },
      context,
    ),
  );

  return { projects: awards, loans, leases, providers, supplies: determineSupplies(read, context), consortia, parks, leasedEquipment: leased };
}

const locateOfProject = (i: number, name: string): string => `$.projects[${i}].${name}`;

const subjectOf = (id: string, year: number, locateRow: (row: number) => Locate): Subject => ({
  id,
  year,
  locate: inPlace,
  locateRow,
});

/** The awards of one Article 5 task book, year by year, then on completion. */
function demonstrate(
  read: ReadCase,
  index: number,
  p: KnownProject,
  context: Context,
): Pick<ProjectAwards, 'annual' | 'annualTogether' | 'completion'> {
  const { facts, projectIndex } = read;
  const d = facts.demonstrations?.[index] as NonNullable<typeof facts.demonstrations>[number];
  const { applicationDate } = facts;
  const { filingDate, nationalDemonstration, pilotIndustry, newType } = p;
  const { taskBookSigned } = d;
  const at = `$.demonstrations[${index}]`;
  const locate =
    (row: string): Locate =>
    (name) => {
      if (name === 'passed') return `${row}.passed`;
      if (name === 'taskBookSigned') return `${at}.taskBookSigned`;
      if (name === 'settlementDate') return '$.settlementDate';
      if (Object.hasOwn(demonstrationFacts.completion.of, name)) return `${at}.completion.${name}`;
      return `$.projects[${projectIndex.get(p.id)}].${name}`;
    };
  const years = (d.evaluations ?? []).map(({ year, passed }, k) => ({ year, passed, k }));
  if (years.length > 1) years.sort((a, b) => a.year - b.year);
  const annual: Evaluated[] = [];
  // Years passed so far, for certain and at most, where the gate of Article 5 is open: it is the same
  // for all its awards, so where one of them stands the earlier ones did.
  let least = 0;
  let most = 0;
  const open: string[] = [];
  for (const { year, passed, k } of years) {
    const award = evaluate(
      demonstrationAnnualAward,
      {
        project: p.id,
        applicationDate,
        filingDate,
        nationalDemonstration,
        pilotIndustry,
        newType,
        taskBookSigned,
        year,
        passed,
        earlierAwards: annualSum(least, context),
        earlierMost: annualSum(most, context),
        earlierOpen: [...open],
      },
      { id: p.id, year, locate: locate(`${at}.evaluations[${k}]`), locateRow: NO_ROWS },
      context,
    );
    annual.push(award);
    if (award.determination.status === 'ineligible') continue;
    most += 1;
    if (passed === true) least += 1;
    else open.push(`${at}.evaluations[${k}].passed`);
  }
  const completion = evaluate(
    demonstrationCompletionAward,
    {
      project: p.id,
      applicationDate,
      filingDate,
      nationalDemonstration,
      pilotIndustry,
      newType,
      taskBookSigned,
      settlementDate: facts.settlementDate,
      targetsMet: d.completion?.targetsMet,
      effectAchieved: d.completion?.effectAchieved,
      assessedAward: d.completion?.assessedAward,
      annualAwards: annualSum(least, context),
      annualMost: annualSum(most, context),
      annualOpen: open,
    },
    { id: p.id, locate: locate(at), locateRow: NO_ROWS },
    context,
  );
  if (context.readings.demonstrationTotalBound === 'none') return { annual, completion };
  const given = annual.filter((e) => e.determination.status === 'eligible').length;
  return { annual, annualTogether: between(annualSum(given, context), annualSum(most, context)), completion };
}

interface Grouped {
  readonly enterprise: string;
  readonly year: number;
  readonly rows: number[];
}

/** Rows that share one cap per enterprise and year, in the order of their first row. */
function groupByEnterpriseYear<T extends { readonly year: number }>(
  rows: readonly T[] | undefined,
  enterprise: (row: T) => string,
): readonly Grouped[] {
  if (rows === undefined) return [];
  const groups = new Map<string, Grouped>();
  rows.forEach((row, i) => {
    const name = enterprise(row);
    const key = perEnterpriseYear(name, row.year);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { enterprise: name, year: row.year, rows: [i] });
    else group.rows.push(i);
  });
  return [...groups.values()];
}

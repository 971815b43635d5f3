/**
 * Seeded case files for the benchmark and the differential test.
 *
 * Every case is valid under the contract, contradicts itself nowhere and is complete: each fact an official finding or the
 * applicant can supply is there, or follows from one that is (national → new-type → technical upgrade, filing date →
 * filed). The liberties taken are that an *assessed* figure (1a, 2a, 3, 5b, 7) is sometimes not there yet, which the
 * contract answers with a ceiling, and that nobody has said yet whether a flow of 2024 counts (I-05). Values cluster on and one fen beside the thresholds and the points at
 * which a cap starts to bind; dates on and one day beside the days of F.1 and F.2.
 *
 * The same `n` and `seed` always give the same cases, on every machine: integers of fen, no clock, no `Math.random`.
 *
 * @typedef {import('./cases.d.mts').CaseFile} CaseFile
 */

/** mulberry32: 32 bits of state are plenty for test data. */
export class Random {
  /** @param {number} seed */
  constructor(seed) {
    this.state = seed >>> 0;
  }

  /** Uniform in [0, 1). */
  next() {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let t = this.state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  }

  /** @param {number} probability */
  chance(probability) {
    return this.next() < probability;
  }

  /** Whole number from `low` to `high`, both included. @param {number} low @param {number} high */
  int(low, high) {
    return low + Math.floor(this.next() * (high - low + 1));
  }

  /** @template T @param {readonly T[]} values @returns {T} */
  pick(values) {
    return /** @type {T} */ (values[Math.floor(this.next() * values.length)]);
  }
}

const WAN = 1_000_000; // 万元, in fen

/** Fen near a figure of the policy: on it, one fen beside it, or half to twice of it. */
function near(random, wan) {
  const at = wan * WAN;
  const roll = random.next();
  if (roll < 0.12) return at;
  if (roll < 0.22) return at - 1;
  if (roll < 0.32) return at + 1;
  const around = Math.round(at * (0.5 + random.next() * 1.5));
  return random.chance(0.5) ? around - (around % WAN) : around;
}

/** Fen spread evenly over orders of magnitude. */
function spread(random, lowWan, highWan) {
  return Math.round(lowWan * WAN * Math.exp(random.next() * Math.log(highWan / lowWan)));
}

/** The contract takes a decimal string or a number; most callers send the string. */
function money(random, fen) {
  const whole = Math.floor(fen / 100);
  const rest = fen % 100;
  if (rest === 0 && random.chance(0.15)) return random.chance(0.5) ? whole : String(whole);
  return `${whole}.${String(rest).padStart(2, '0')}`;
}

function ratio(random) {
  const roll = random.next();
  if (roll < 0.15) return '0.50';
  if (roll < 0.22) return '0.51';
  if (roll < 0.29) return '0.49';
  if (roll < 0.36) return '1';
  if (roll < 0.43) return 0;
  const text = `0.${String(random.int(1, 9999)).padStart(4, '0')}`;
  return random.chance(0.1) ? Number(text) : text;
}

const DAY_MS = 86_400_000;
function dayBetween(random, from, to) {
  const first = Date.parse(from);
  const days = Math.round((Date.parse(to) - first) / DAY_MS);
  return new Date(first + random.int(0, days) * DAY_MS).toISOString().slice(0, 10);
}

function applicationDay(random) {
  const roll = random.next();
  if (roll < 0.04) return '2025-02-02';
  if (roll < 0.08) return '2026-12-31';
  if (roll < 0.095) return '2025-02-01';
  if (roll < 0.11) return '2027-01-01';
  return dayBetween(random, '2025-02-03', '2026-12-30');
}

function filingDay(random, applicationDate) {
  const roll = random.next();
  if (roll < 0.1) return '2024-06-01';
  if (roll < 0.16) return '2024-05-31';
  if (roll < 0.2) return dayBetween(random, '2023-01-01', '2024-05-30');
  return dayBetween(random, '2024-06-02', applicationDate);
}

/** A matter with its own first application or task book, where the case's is not that of this matter. */
function withOwnDay(random, row) {
  if (random.chance(0.08)) row.applicationDate = applicationDay(random);
  return row;
}

const laterOf = (a, b) => (a > b ? a : b);

function makeProject(random, id, owner, ofCase) {
  const applied = withOwnDay(random, {});
  const applicationDate = applied.applicationDate ?? ofCase;
  const filed = !random.chance(0.02);
  const nationalDemonstration = filed && random.chance(0.15);
  const newType = nationalDemonstration || random.chance(0.85);
  const roll = random.next();
  let total = roll < 0.2 ? near(random, 500) : roll < 0.55 ? near(random, 2000) : spread(random, 300, 60_000);
  let equipment = Math.round(total * (0.35 + random.next() * 0.6));
  if (random.chance(0.18)) {
    // where 20 %, 10 % and 8 % reach the cap of 1b, and 15 % that of 6b
    equipment = near(random, random.pick([10_000, 20_000, 25_000]));
    total = Math.max(total, Math.round(equipment * (1.05 + random.next() * 0.6)));
  }
  const project = {
    id,
    owner,
    ...applied,
    ...(filed ? { filingDate: filingDay(random, applicationDate) } : { filed }),
    ...(newType && random.chance(0.5) ? {} : { technicalUpgrade: newType || random.chance(0.8) }),
    ...(nationalDemonstration && random.chance(0.3) ? {} : { newType }),
    pilotIndustry: random.chance(0.55),
    nationalDemonstration,
    inIndustrialStatistics: random.chance(0.85),
    totalInvestment: money(random, total),
    equipmentInvestment: money(random, equipment),
    construction: { started: random.chance(0.85), investmentProgress: ratio(random), advancesPaid: '0.00' },
  };
  if (random.chance(0.85)) {
    project.assessedReward = money(random, random.chance(0.2) ? near(random, 10) : random.int(1, 10) * WAN);
  }
  if (random.chance(0.3)) project.construction.advancesPaid = money(random, spread(random, 1, 300));
  let freeEquipment = equipment;
  if (filed && random.chance(0.15)) {
    const verified = Math.round(equipment * (0.7 + random.next() * 0.4));
    freeEquipment = Math.min(equipment, verified);
    Object.assign(project.construction, { started: true, investmentProgress: '1' });
    project.acceptance = {
      date: dayBetween(random, laterOf('2026-01-01', project.filingDate), '2027-12-31'),
      totalInvestment: money(random, Math.max(verified, Math.round(total * (0.8 + random.next() * 0.3)))),
      equipmentInvestment: money(random, verified),
    };
  }
  return { project, equipment, freeEquipment };
}

/** A flow of 2024 is possible but contested, one of a year before the filing is none of the project (I-05). */
function flowYears(random, { filingDate = '2025' }) {
  const filed = Number(filingDate.slice(0, 4));
  if (filed <= 2024 && random.chance(0.05)) return random.chance(0.5) ? [2024] : [2024, 2025];
  if (filed >= 2026 && random.chance(0.85)) return [2026];
  return random.pick([[2025], [2026], [2025, 2026]]);
}

function addLoan(random, file, id, borrower, project) {
  const productListed = random.chance(0.92);
  for (const year of flowYears(random, project)) {
    const interest = random.chance(0.35) ? near(random, 200) : spread(random, 5, 700);
    const row = withOwnDay(random, { id, borrower, project: project.id, year, productListed, interestPaid: money(random, interest) });
    if (year === 2024 && random.chance(0.4)) row.flowAccepted = random.chance(0.6);
    if (random.chance(0.9)) {
      row.assessedSubsidy = money(random, Math.round(interest * random.pick([0.3, 0.5, 0.75, 1, 1.1])));
    }
    (file.loans ??= []).push(row);
  }
}

function addLease(random, file, id, lessee, made) {
  const { project } = made;
  const share = random.chance(0.15) ? made.freeEquipment : Math.round(made.freeEquipment * random.next() * 0.6);
  made.freeEquipment -= share;
  const years = flowYears(random, project);
  const earliest = `${years[0]}-01-01`;
  const contract = {
    id,
    lessee,
    project: project.id,
    lesseeIsIndustrial: random.chance(0.95),
    mode: random.chance(0.9) ? 'direct' : 'sale-and-leaseback',
    equipmentValue: money(random, share),
    principal: money(random, share),
    start: dayBetween(random, earliest, `${years[0]}-12-31`),
  };
  for (const year of years) {
    const roll = random.next();
    // usually a third to a fifth of the price a year; sometimes more, so that the lease is the better track
    const annual =
      roll < 0.15 ? near(random, 20_000) : roll < 0.35 ? spread(random, 500, 30_000) : Math.round(share / random.pick([3, 4, 5]));
    const row = withOwnDay(random, { ...contract, year, annualAmount: money(random, annual) });
    if (year === 2024 && random.chance(0.4)) row.flowAccepted = random.chance(0.6);
    (file.leases ??= []).push(row);
  }
}

/** The year of a task book, and that of the first evaluation, which now and then is of the year before. */
function evaluatedFrom(random, row, file) {
  const first = Number((row.applicationDate ?? file.applicationDate).slice(0, 4));
  return [first, random.chance(0.05) ? first - 1 : first];
}

function addDemonstration(random, file, project) {
  const row = withOwnDay(random, { project: project.id });
  const evaluations = [];
  const [first, from] = evaluatedFrom(random, row, file);
  const last = first + random.int(0, 3);
  for (let year = from; year <= last; year++) evaluations.push({ year, passed: random.chance(0.8) });
  const targetsMet = random.chance(0.7);
  const completion = { targetsMet, effectAchieved: targetsMet ? random.chance(0.85) : random.chance(0.1) };
  if (random.chance(0.85)) {
    completion.assessedAward = money(random, random.chance(0.4) ? near(random, 100) : random.int(10, 100) * WAN);
  }
  (file.demonstrations ??= []).push({ ...row, taskBookSigned: random.chance(0.93), evaluations, completion });
}

/** One enterprise with one or two projects, a loan, a lease and a demonstration. */
function addEnterprise(random, file, tag) {
  const owner = `${tag}enterprise`;
  const count = random.chance(0.65) ? 1 : 2;
  const made = [];
  for (let i = 1; i <= count; i++) made.push(makeProject(random, `${tag}project-${i}`, owner, file.applicationDate));
  (file.projects ??= []).push(...made.map((entry) => entry.project));
  if (random.chance(0.9)) addLoan(random, file, `${tag}loan-1`, owner, random.pick(made).project);
  if (random.chance(0.2)) addLoan(random, file, `${tag}loan-2`, owner, random.pick(made).project);
  if (random.chance(0.85)) addLease(random, file, `${tag}lease-1`, owner, random.pick(made));
  if (random.chance(0.15)) addLease(random, file, `${tag}lease-2`, owner, random.pick(made));
  const candidate = made.find((entry) => entry.project.pilotIndustry) ?? made[0];
  if (random.chance(0.75)) addDemonstration(random, file, candidate.project);
  if (random.chance(0.1)) {
    (file.districtMatching ??= []).push({ project: made[0].project.id, amount: money(random, spread(random, 5, 500)) });
  }
}

function addConsortium(random, file, tag) {
  const leader = `${tag}leader`;
  const count = random.int(1, 4);
  const made = [];
  for (let i = 1; i <= count; i++) {
    const owner = i === 1 ? leader : `${tag}member-${i}`;
    made.push(makeProject(random, `${tag}link-${i}`, owner, file.applicationDate));
  }
  (file.projects ??= []).push(...made.map((entry) => entry.project));
  const targetsMet = random.chance(0.75);
  const accepted = random.chance(0.2);
  (file.consortia ??= []).push({
    ...withOwnDay(random, { id: `${tag}consortium`, leader }),
    directSuppliers: random.pick([9, 10, 10, 11, 12, 15, 24]),
    taskBookSigned: random.chance(0.93),
    benchmarkTaskBookSigned: random.chance(0.9),
    nationalPilotTask: random.chance(0.85),
    targetsMet,
    effectAchieved: targetsMet && random.chance(0.85),
    projects: made.map((entry) => entry.project.id),
    investmentProgress: accepted ? '1' : ratio(random),
    taskProgress: ratio(random),
    advancesPaid: random.chance(0.3) ? money(random, spread(random, 1, 300)) : '0.00',
    ...(accepted ? { settlementFactor: random.pick(['1', '0.9', 0.75]) } : {}),
    accepted,
  });
  for (const [i, entry] of made.entries()) {
    if (random.chance(0.3)) addLease(random, file, `${tag}link-lease-${i + 1}`, entry.project.owner, entry);
    if (random.chance(0.3)) addLoan(random, file, `${tag}link-loan-${i + 1}`, entry.project.owner, entry.project);
  }
  const pilot = made.find((entry) => entry.project.pilotIndustry);
  if (pilot && random.chance(0.4)) addDemonstration(random, file, pilot.project);
}

function addSuppliers(random, file, tag) {
  const buyers = [];
  for (let i = random.int(2, 5); i > 0; i--) {
    const made = makeProject(random, `${tag}buyer-project-${i}`, `${tag}buyer-${i}`, file.applicationDate);
    buyers.push({ ...made, bought: 0 });
  }
  (file.projects ??= []).push(...buyers.map((made) => made.project));
  let line = 0;
  for (let s = random.int(1, 2); s > 0; s--) {
    for (const kind of random.pick([['equipment'], ['software'], ['equipment', 'software']])) {
      const threshold = kind === 'equipment' ? 8000 : 5000;
      let rest = random.chance(0.2) ? near(random, 100_000) : near(random, threshold);
      const parts = random.int(1, 4);
      for (let part = 1; part <= parts; part++) {
        const made = random.pick(buyers);
        const { project: buyer } = made;
        const amount = part === parts ? rest : Math.round(rest * random.next() * 0.6);
        rest -= amount;
        made.bought += amount;
        const earliest = laterOf(buyer.filingDate ?? '', '2024-06-01');
        (file.supplies ??= []).push({
          ...withOwnDay(random, { id: `${tag}line-${++line}` }),
          supplier: random.chance(0.04) ? buyer.owner : `${tag}supplier-${s}`,
          kind,
          project: buyer.id,
          date: saleDay(random, earliest),
          amount: money(random, amount),
        });
      }
    }
  }
  // Nobody buys more than it invests.
  for (const { project, equipment, bought } of buyers) {
    if (bought <= equipment) continue;
    project.equipmentInvestment = money(random, bought);
    project.totalInvestment = money(random, Math.round(bought * (1 + random.next() * 0.6)));
    delete project.acceptance;
  }
}

/** Mostly within the days that count, now and then on their edges or one day beside them. */
function saleDay(random, earliest) {
  if (random.chance(0.1)) return random.pick([earliest, '2026-12-31']);
  if (random.chance(0.05)) return random.pick([dayBetween(random, '2024-05-31', earliest), '2027-01-01']);
  return dayBetween(random, earliest, '2026-12-31');
}

function addPark(random, file, tag) {
  const row = withOwnDay(random, { id: `${tag}park` });
  const evaluations = [];
  let progress = 0;
  const [first, from] = evaluatedFrom(random, row, file);
  const last = first + random.int(0, 2);
  const allTasksCompleted = random.chance(0.25);
  for (let year = from; year <= last; year++) {
    progress = allTasksCompleted && year === last ? 10_000 : Math.min(9_999, progress + random.int(500, 5000));
    evaluations.push({ year, passed: random.chance(0.85), taskProgress: (progress / 10_000).toFixed(4) });
  }
  const park = {
    ...row,
    nationalPilotTask: random.chance(0.9),
    taskBookSigned: random.chance(0.93),
    evaluations,
    allTasksCompleted,
    advancesPaid: random.chance(0.3) ? money(random, spread(random, 10, 1000)) : '0.00',
  };
  if (random.chance(0.85)) park.assessedTotal = money(random, near(random, random.pick([1500, 5000])));
  (file.parks ??= []).push(park);
}

function addProviders(random, file, tag) {
  for (let i = random.int(1, 4); i > 0; i--) {
    for (const year of random.pick([[2025], [2026], [2025, 2026], [2026, 2027]])) {
      const row = {
        provider: `${tag}provider-${i}`,
        year,
        listed: random.chance(0.93),
        qualified: random.chance(0.93),
        rank: random.chance(0.4) ? random.int(49, 51) : random.int(1, 80),
      };
      if (random.chance(0.85)) row.tierAmount = money(random, random.chance(0.3) ? near(random, 50) : random.int(5, 50) * WAN);
      (file.serviceProviders ??= []).push(row);
    }
  }
}

/** @param {Random} random @returns {CaseFile} */
function makeCase(random) {
  const applicationDate = applicationDay(random);
  const file = { applicationDate };
  if (random.chance(0.3)) file.settlementDate = dayBetween(random, '2027-06-01', '2028-12-31');
  const roll = random.next();
  if (roll < 0.68) addEnterprise(random, file, '');
  else if (roll < 0.8) addConsortium(random, file, '');
  else if (roll < 0.88) addSuppliers(random, file, '');
  else if (roll < 0.92) addPark(random, file, '');
  else if (roll < 0.96) addProviders(random, file, '');
  else {
    addEnterprise(random, file, 'a/');
    addConsortium(random, file, 'b/');
    addSuppliers(random, file, 'c/');
    addPark(random, file, 'd/');
    addProviders(random, file, 'e/');
  }
  return file;
}

/** @param {number} n @param {number} seed @returns {CaseFile[]} */
export function makeCases(n, seed) {
  const random = new Random(seed);
  return Array.from({ length: n }, () => makeCase(random));
}

/** @param {number} n @param {number} seed cases of the ordinary kind only @returns {CaseFile[]} */
export function makeOrdinaryCases(n, seed) {
  const random = new Random(seed);
  return Array.from({ length: n }, () => {
    const file = { applicationDate: dayBetween(random, '2025-02-02', '2026-12-31') };
    addEnterprise(random, file, '');
    return file;
  });
}

const LISTS = ['projects', 'loans', 'leases', 'serviceProviders', 'supplies', 'demonstrations', 'consortia', 'parks'];

/** Rows of the case file that are projects, contracts, lines, task books … @param {CaseFile} file */
export function countEntities(file) {
  return LISTS.reduce((sum, list) => sum + (file[list]?.length ?? 0), 0);
}

/**
 * One case with at least `entities` rows. `many`: unrelated enterprises, consortia, suppliers … side by side.
 * `one`: a single enterprise that owns, borrows and leases everything, so that its yearly caps tie all the leases together.
 * `consortia`: nothing but consortia with their members, leases, loans and demonstrations.
 *
 * @param {number} entities @param {number} seed @param {'many' | 'one' | 'consortia'} shape @returns {CaseFile}
 */
export function makeLargeCase(entities, seed, shape = 'many') {
  const random = new Random(seed);
  const file = { applicationDate: '2025-06-30' };
  for (let i = 1, rows = 0; rows < entities; i++, rows = countEntities(file)) {
    const tag = `${i}/`;
    const roll = random.next();
    if (shape === 'one' || (shape === 'many' && roll < 0.7)) addEnterprise(random, file, tag);
    else if (shape === 'consortia' || roll < 0.82) addConsortium(random, file, tag);
    else if (roll < 0.91) addSuppliers(random, file, tag);
    else if (roll < 0.95) addPark(random, file, tag);
    else addProviders(random, file, tag);
  }
  if (shape === 'one') {
    for (const project of file.projects ?? []) project.owner = 'group';
    for (const loan of file.loans ?? []) loan.borrower = 'group';
    for (const lease of file.leases ?? []) lease.lessee = 'group';
  }
  return file;
}

/** What a row cannot do without: who and what it is. */
const NAMES = new Set(['id', 'owner', 'borrower', 'lessee', 'project', 'year', 'provider', 'supplier', 'kind', 'leader', 'projects']);

/** The same case with one fact of each row unknown. @param {CaseFile} file @param {number} seed @returns {CaseFile} */
export function withUnknownFacts(file, seed) {
  const random = new Random(seed);
  const without = (row) => {
    const lost = random.pick(Object.keys(row).filter((name) => !NAMES.has(name)));
    return Object.fromEntries(Object.entries(row).filter(([name]) => name !== lost));
  };
  return { ...file, ...Object.fromEntries(LISTS.filter((list) => file[list]).map((list) => [list, file[list].map(without)])) };
}

/** Which facts the sentences of the policy make worth asking, what the answers lead to, and what a reading changes. */
import { describe, expect, it } from 'vitest';
import { type CaseFile, type Money, type Question, assess, compareReadings, match, nextQuestions, withAnswer } from '../../src/index.js';
import { facts } from '../../src/schema.js';
import {
  caseOf, consortium, equipmentSale, fenBelow, lease, loan, nationalProject, ordinaryProject, otherProject, park, pilotProject, provider,
  smallProject, taskBook, wan,
} from '../support/policy-facts.js';

type Options = Parameters<typeof nextQuestions>[1];
const asked = (file: CaseFile, options?: Options): string[] => nextQuestions(file, options).map((q) => q.path);
const question = (file: CaseFile, path: string, options?: Options): Question => {
  const found = nextQuestions(file, options).find((q) => q.path === path);
  if (found === undefined) throw new Error(`${path} is not asked, but ${asked(file, options).join(', ')}`);
  return found;
};
const totals = (q: Question): (readonly [unknown, string])[] => q.outcomes.map((o) => [o.answer, o.total.max]);

describe('a question', () => {
  it('A1.3: whether the project is new-type decides all of 200万', () => {
    const q = question(caseOf(pilotProject().notKnowing('newType')), '$.projects[0].newType');
    expect(totals(q)).toEqual([[true, wan(200)], [false, '0.00']]);
    expect(q.outcomes[1]?.determinations).toEqual([{ key: 'investment-subsidy:P', status: 'ineligible', amount: { min: '0.00', max: '0.00' } }]);
    expect(q).toMatchObject({
      clause: 'A1.3', type: 'boolean', bearsOn: 'amounts', narrows: { min: wan(200), max: wan(200) },
      source: { kind: 'authority', who: 'city-bureau' },
      question: { zh: '项目“P”：是否属新型技改项目？', en: 'project “P”: is it a new-type upgrading project?' },
    });
  });

  it('A1.3 「2000万元（含）以上」: both sides of the threshold are among the answers', () => {
    // 8 % of 1500万; equipment of 2000万 would settle the threshold by itself, being part of the total.
    const q = question(caseOf(otherProject().equipping(wan(1500)).notKnowing('totalInvestment')), '$.projects[0].totalInvestment');
    expect(totals(q)).toContainEqual([wan(2000), wan(120)]);
    expect(totals(q)).toContainEqual([fenBelow(wan(2000)), '0.00']);
    expect(q).toMatchObject({ type: 'money', unit: 'CNY', source: { kind: 'applicant', who: 'enterprise' } });
  });

  it('A1.3 「20%、10%、8%」: the equipment at which the cap is reached is that of the own class, whatever project stands before it', () => {
    // 2000万 are 8 % of 2.5亿 and 10 % of 2亿; the consortium puts the two into one part of the case.
    const other = otherProject().named('Q').investing(wan(30000)).notKnowing('equipmentInvestment');
    const pilot = pilotProject();
    const answers = (...rows: (typeof other)[]): unknown[] => {
      const file = caseOf(...rows, consortium().over('P', 'Q'));
      const at = rows.indexOf(other);
      return totals(question(file, `$.projects[${at}].equipmentInvestment`)).map(([answer]) => answer);
    };
    expect(answers(pilot, other)).toEqual(answers(other, pilot));
    expect(answers(pilot, other)).toContain(wan(25000));
  });

  it('F.2: the filing day, with the cutoff and the day before it', () => {
    const q = question(caseOf(otherProject().notKnowing('filingDate')), '$.projects[0].filingDate');
    expect(totals(q)).toEqual([['2024-06-01', wan(160)], ['2024-05-31', '0.00']]);
    expect(q.clause).toBe('F.2');
  });

  it('F.2: beside the filing day, whether it was filed at all; a project that was not has no day to state', () => {
    const file = caseOf(pilotProject().notKnowing('filingDate'));
    expect(asked(file).slice(0, 2)).toEqual(['$.projects[0].filingDate', '$.projects[0].filed']);
    expect(totals(question(file, '$.projects[0].filed')).at(-1)).toEqual([false, wan(0)]);
    // Either answer leaves nothing of the other to ask.
    expect(asked(withAnswer(file, '$.projects[0].filed', false) as CaseFile)).toEqual([]);
    expect(asked(withAnswer(file, '$.projects[0].filingDate', '2024-06-01') as CaseFile)).not.toContain('$.projects[0].filed');
    expect(asked(withAnswer(file, '$.projects[0].filed', true) as CaseFile)).toContain('$.projects[0].filingDate');
  });

  it('F.2: of a national project the day alone, where it is no exception: a project on the national list was filed', () => {
    const file = caseOf(nationalProject().notKnowing('filingDate'));
    const paths = asked(file, { readings: { filingCutoffException: 'no-exception' } });
    expect(paths).toContain('$.projects[0].filingDate');
    expect(paths).not.toContain('$.projects[0].filed');
  });

  it('A3.3 「前50」: rank 50 and rank 51', () => {
    const q = question(caseOf(provider().notKnowing('rank')), '$.serviceProviders[0].rank');
    expect(totals(q)).toEqual([[50, wan(30)], [51, '0.00']]);
    expect(q.source.who).toBe('expert-review');
  });

  it('A4.3: the sale that brings the others to 8000万, and the one a fen short', () => {
    const q = question(
      caseOf(smallProject(), equipmentSale().named('S1').for(wan(6000)), equipmentSale().named('S2').notKnowing('amount')),
      '$.supplies[1].amount',
    );
    expect(totals(q)).toContainEqual([wan(2000), wan(80)]);
    expect(totals(q)).toContainEqual([fenBelow(wan(2000)), '0.00']);
  });

  it('A1.3 「20%、10%」: the national list settles 400万 or leaves 40万 open, the industry settles less and comes after it', () => {
    const [list, industry] = nextQuestions(caseOf(otherProject().notKnowing('pilotIndustry', 'nationalDemonstration')));
    expect(list).toMatchObject({ path: '$.projects[0].nationalDemonstration', narrows: { min: wan(200), max: wan(240) } });
    expect(industry).toMatchObject({ path: '$.projects[0].pilotIndustry', narrows: { min: '0.00', max: wan(40) } });
  });

  it('names the row, by the person where it has no id, and its year or that of the evaluation', () => {
    const asks = (path: string, ...rows: Parameters<typeof caseOf>) => {
      const { zh, en } = question(caseOf(...rows), path).question;
      return [zh.slice(0, zh.lastIndexOf('：') + 6), en.slice(0, en.indexOf(':') + 1)];
    };
    expect(asks('$.projects[0].newType', pilotProject().notKnowing('newType'))[1]).toBe('project “P”:');
    expect(asks('$.loans[0].productListed', pilotProject(), loan().notKnowing('productListed'))).toEqual([expect.stringMatching(/^贷款“loan”：2025年/), 'loan “loan”, 2025:']);
    expect(asks('$.serviceProviders[0].rank', provider().notKnowing('rank'))).toEqual([expect.stringMatching(/“advisor”：2025年/), expect.stringMatching(/ “advisor”, 2025:$/)]);
    expect(asks('$.parks[0].evaluations[0].passed', park().with({ evaluations: [{ year: 2026, taskProgress: '0.3' }] }))).toEqual([expect.stringMatching(/“park”：2026年/), 'park “park”, 2026:']);
  });

  it('of which no answer was tried says so, with what it leaves open, the most first and payments last', () => {
    const begun = otherProject().notKnowing('newType').with({ construction: { started: true, investmentProgress: '0.3' } });
    const untried = nextQuestions(caseOf(begun, provider().notKnowing('tierAmount')), { workLimit: 0 });
    expect(untried.every((q) => q.provisional === true && q.outcomes.length === 0)).toBe(true);
    const told = untried.map((q) => [q.path, q.bearsOn, q.narrows.max, q.clause]);
    expect(told.slice(0, 2)).toEqual([['$.projects[0].newType', 'amounts', wan(160), 'A1.3'], ['$.serviceProviders[0].tierAmount', 'amounts', wan(50), 'A3.3']]);
    expect(told.at(-1)).toEqual(['$.projects[0].construction.advancesPaid', 'payments', '0.00', 'A1.4']);
    expect(nextQuestions(caseOf(begun)).filter((q) => 'provisional' in q)).toEqual([]);
  });

  it('A6.2 「10家以上」: ten and nine', () => {
    const q = question(caseOf(smallProject(), consortium().notKnowing('directSuppliers')), '$.consortia[0].directSuppliers');
    expect(totals(q).map(([n]) => n)).toEqual([10, 9]);
    // 200万 to the leader and 15 % of 300万 to the consortium.
    expect(totals(q)[0]).toEqual([10, wan(245)]);
  });

  it('A1.4: advances matter for payments only, and come after the amounts', () => {
    const file = caseOf(pilotProject().notKnowing('equipmentInvestment').with({ construction: { started: true, investmentProgress: '0.3' } }));
    const questions = nextQuestions(file);
    expect(questions[0]).toMatchObject({ path: '$.projects[0].equipmentInvestment', bearsOn: 'amounts' });
    expect(questions.at(-1)).toMatchObject({ path: '$.projects[0].construction.advancesPaid', bearsOn: 'payments', clause: 'A1.4' });
  });

  it('A1.4: construction of which nothing is known is asked for by its start; the answer makes the group', () => {
    const file = caseOf(pilotProject());
    expect(asked(file)).toEqual(['$.projects[0].construction.started']);
    const started = withAnswer(file, '$.projects[0].construction.started', true);
    expect(asked(started).sort()).toEqual(['$.projects[0].construction.advancesPaid', '$.projects[0].construction.investmentProgress']);
    // Not started: no advance whatever else is true, and the advance paid earlier cannot be payable now.
    expect(asked(withAnswer(file, '$.projects[0].construction.started', false))).toEqual([]);
  });

  it('A1.3: a class that the cap hides, where a lease takes of the base, though no determination is open by it and other facts are asked', () => {
    const project = otherProject().investing(wan(30_000)).equipping(wan(30_000)).notKnowing('pilotIndustry');
    const file = caseOf(project, lease().ofEquipmentWorth(wan(6000)).amounting(wan(19_200)), provider().notKnowing('tierAmount'));
    expect(totals(question(file, '$.projects[0].pilotIndustry'))).toEqual([[true, wan(2530)], [false, wan(2450)]]);
    expect(asked(file)).toContain('$.serviceProviders[0].tierAmount');
  });
});

describe('the answers of a question', () => {
  const told = (path: string, ...rows: Parameters<typeof caseOf>) => totals(question(caseOf(...rows), path));

  it('come with the favourable one first, also where the total is the same: yes, direct, the better rank, the earlier day, the larger amount', () => {
    // 1b 200万 whatever becomes of the reward of 10万, or of 2.5 % of 400万 for the lease of all the equipment.
    expect(told('$.projects[0].inIndustrialStatistics', pilotProject().notKnowing('inIndustrialStatistics'))).toEqual([[true, wan(200)], [false, wan(200)]]);
    expect(told('$.leases[0].mode', pilotProject(), lease().ofEquipmentWorth(wan(2000)).notKnowing('mode'))).toEqual([['direct', wan(200)], ['sale-and-leaseback', wan(200)]]);
    expect(told('$.serviceProviders[0].rank', provider().inTier('0').notKnowing('rank'))).toEqual([[50, '0.00'], [51, '0.00']]);
    // From the filing of the buyer's project to the last day of the period, and the days beside them; 1 % of 9000万.
    expect(told('$.supplies[0].date', smallProject(), equipmentSale().notKnowing('date')))
      .toEqual([['2025-03-01', wan(90)], ['2026-12-31', wan(90)], ['2025-02-28', '0.00'], ['2027-01-01', '0.00']]);
    // A1.2 from 500万, 5万; A1.3 from 2000万, and then 10 % of 20万, which is less.
    expect(told('$.projects[0].totalInvestment', pilotProject().rewardedWith(wan(5)).equipping(wan(20)).notKnowing('totalInvestment')))
      .toEqual([[wan(2000), wan(5)], [fenBelow(wan(2000)), wan(5)], [wan(500), wan(5)], [fenBelow(wan(500)), '0.00']]);
  });

  it('A1.3: are no two amounts a fen apart where no more than that fen comes of it, as with the equipment, which no threshold looks at', () => {
    const answers = told('$.projects[0].equipmentInvestment', pilotProject().investing(wan(30000)).notKnowing('equipmentInvestment'));
    const amounts = answers.map(([amount]) => amount as Money);
    expect(answers[0]).toEqual([wan(20000), wan(2000)]);
    expect(amounts.filter((amount) => amount !== wan(0) && amounts.includes(fenBelow(amount)))).toEqual([]);
  });

  it('A4.3 project by project: 8000万 to a second one bring 80万 more, though the award is due anyway; so they may where the day is open', () => {
    const sale = equipmentSale().named('S2').toProject('Q').notKnowing('amount');
    const options = { readings: { supplyAggregation: 'per-project' } } as const;
    for (const second of [sale, sale.notKnowing('date')]) {
      const file = caseOf(smallProject(), smallProject().named('Q'), equipmentSale().for(wan(10000)), second);
      const answers = totals(question(file, '$.supplies[1].amount', options));
      expect(answers).toContainEqual([wan(8000), wan(180)]);
      expect(answers).toContainEqual([fenBelow(wan(8000)), wan(100)]);
    }
  });

  it('A4.3 by the year: name the awards of the own supplier, where another one is in the same position', () => {
    const sale = equipmentSale().notKnowing('date');
    const file = caseOf(smallProject(), sale.named('S').by('first'), sale.named('T').by('second'));
    const keys = question(file, '$.supplies[1].date', { readings: { supplyAggregation: 'per-year' } }).outcomes.flatMap((o) => o.determinations.map((d) => d.key));
    expect(keys).toContain('equipment-supply-subsidy:second:2025');
    expect(keys.filter((key) => !key.startsWith('equipment-supply-subsidy:second:'))).toEqual([]);
  });
});

describe('what is asked', () => {
  it('A3.3, A1.4: a rank that decides on an award of nothing comes before advances, which bear on payments alone', () => {
    const begun = pilotProject().with({ construction: { started: true, investmentProgress: '0.3' } });
    expect(asked(caseOf(begun, provider().inTier('0').notKnowing('rank')))).toEqual(['$.serviceProviders[0].rank', '$.projects[0].construction.advancesPaid']);
  });

  it('A6.2: facts that no answer alone makes matter are asked as they are: one of two projects has to be new-type and filed in time', () => {
    const open = smallProject().notKnowing('newType', 'filingDate');
    const members = consortium().over('P', 'Q').withoutNationalTask();
    const file = caseOf(open, open.named('Q'), members.with({ advancesPaid: '0' }));
    const questions = nextQuestions(file);
    expect(questions.map((q) => q.path).sort()).toEqual([0, 1].flatMap((i) => ['filed', 'filingDate', 'newType'].map((name) => `$.projects[${i}].${name}`)));
    expect(questions.every((q) => q.provisional === true && q.outcomes.length === 0)).toBe(true);
    // Also where an answer changes a payment: 6b is ruled out, and what was advanced on it would have to come back.
    expect(asked(caseOf(open, open.named('Q'), members))).toEqual(['$.consortia[0].advancesPaid', ...questions.map((q) => q.path)]);
    // While another fact changes an amount by itself, that one is asked.
    expect(asked(caseOf(open, open.named('Q'), members, provider().notKnowing('rank')))).toEqual(['$.serviceProviders[0].rank', '$.consortia[0].advancesPaid']);
    const q = question(withAnswer(file, '$.projects[0].newType', true) as CaseFile, '$.projects[0].filingDate');
    expect(q.provisional).toBeUndefined();
    expect(q.outcomes.map((o) => [o.answer, o.total.min])).toEqual([['2024-06-01', wan(200)], ['2024-05-31', '0.00']]);
  });

  it('is asked for the sake of the sentence that it leaves open, and not of one that is ruled out anyway', () => {
    const clauseOf = (path: string, ...rows: Parameters<typeof caseOf>) => question(caseOf(...rows), path).clause;
    expect(clauseOf('$.projects[0].totalInvestment', ordinaryProject().equipping(wan(100)).notKnowing('totalInvestment'))).toBe('A1.2');
    const [project, signed] = [pilotProject().notKnowing('pilotIndustry'), taskBook().evaluated(true)];
    expect(clauseOf('$.projects[0].pilotIndustry', project, signed)).toBe('A5.2');
    // F.1: signed too late.
    expect(clauseOf('$.projects[0].pilotIndustry', project, signed.appliedForOn('2027-01-01'))).toBe('A1.3');
  });

  describe('where nothing is tried', () => {
    const untried = (...rows: Parameters<typeof caseOf>): string[] => asked(caseOf(...rows), { workLimit: 0 });

    it('is what the assessment names, the most first', () => {
      const [small, large] = [otherProject().notStarted(), pilotProject().notStarted().named('Q')];
      expect(untried(small.notKnowing('newType'), large.notKnowing('newType'))).toEqual(['$.projects[1].newType', '$.projects[0].newType']);
    });

    it('F.2: is whether a project was filed, beside the day, and nothing else that follows from what is named', () => {
      // A2.2 looks at the day and at newType; technicalUpgrade would follow from that, and 1a, which looks at it, is ruled out at 400万.
      const project = smallProject().notStarted().notKnowing('filingDate', 'newType', 'technicalUpgrade');
      expect(untried(project, loan()).sort()).toEqual(['$.projects[0].filed', '$.projects[0].filingDate', '$.projects[0].newType']);
    });

    it('A1.3: is the class that the cap hides only where a lease takes of the base', () => {
      const project = otherProject().notStarted().investing(wan(30_000)).equipping(wan(30_000)).notKnowing('pilotIndustry');
      expect(untried(project)).toEqual([]);
      expect(untried(project, lease().ofEquipmentWorth(wan(6000)).amounting(wan(19_200)))).toEqual(['$.projects[0].pilotIndustry']);
    });
  });
});

describe('a work limit', () => {
  const at = (workLimit: number, file: CaseFile): Question[] => nextQuestions(file, { workLimit });
  /** The first limit, in steps that are less than one answer costs, at which something of the first question is so. */
  const leastWhere = (file: CaseFile, isSo: (q: Question) => boolean, step = 10): number => {
    for (let limit = 0; limit < 10_000; limit += step) if (isSo(at(limit, file)[0] as Question)) return limit;
    throw new Error('never');
  };
  const isTried = (q: Question): boolean => q.outcomes.length > 0;

  it('counts every answer, so that a question with many of them takes more', () => {
    const [few, many] = [caseOf(pilotProject().notStarted().notKnowing('newType')), caseOf(pilotProject().notStarted().notKnowing('equipmentInvestment'))];
    expect([few, many].map((file) => at(Infinity, file)[0]?.outcomes.length)).toEqual([2, expect.any(Number)]);
    expect(leastWhere(many, isTried)).toBeGreaterThan(leastWhere(few, isTried));
  });

  it('that is reached leaves what remains as it is, after what was tried, also where it is like that', () => {
    const project = pilotProject().notStarted().notKnowing('newType');
    const file = caseOf(project, project.named('Q'), provider().notKnowing('rank'));
    const limit = leastWhere(file, isTried);
    expect(at(limit, file).map((q) => [q.path, isTried(q), q.provisional ?? false])).toEqual([
      ['$.projects[0].newType', true, false], ['$.projects[1].newType', false, true], ['$.serviceProviders[0].rank', false, true],
    ]);
  });

  describe('of nine projects in one consortium, each with a reward and a subsidy', () => {
    const one = (i: number) => (i % 2 === 0 ? pilotProject() : otherProject()).named(`P${i}`).investing(wan(4000 + 100 * i)).equipping(wan(3000 + 100 * i)).rewardedWith(wan(10)).notStarted();
    const projects = Array.from({ length: 9 }, (_, i) => one(i));
    const all = consortium().over(...projects.map(({ row }) => row.id)).progressing('0.1', '0.1');
    const begun = one(0).with({ construction: { started: true, investmentProgress: '0.3' } });
    const [withClass, withAdvances] = [one(0).notKnowing('newType'), begun].map((first) => caseOf(first, ...projects.slice(1), all)) as [CaseFile, CaseFile];

    it('that suffices to try the answers and not to prove what is best then is told beside them', () => {
      const [tried, proven] = [leastWhere(withClass, isTried, 50), leastWhere(withClass, (q) => q.provisional === undefined, 50)];
      expect(at(tried, withClass)[0]).toMatchObject({ path: '$.projects[0].newType', provisional: true, outcomes: [{ answer: true }, { answer: false }] });
      expect(proven).toBeGreaterThan(tried);
    });

    it('is not spent on what is best again where an answer leaves it, as advances do', () => {
      expect(asked(withAdvances)).toEqual(['$.projects[0].construction.advancesPaid']);
      expect(leastWhere(withAdvances, isTried, 50)).toBeLessThan(leastWhere(withClass, isTried, 50));
    });
  });
});

describe('a fact that can no longer change anything is not asked', () => {
  const built = { construction: { started: false, investmentProgress: '0', advancesPaid: '0' } } as const;
  it.each([
    ['F.2 the filing day of a national demonstration project', caseOf(nationalProject().notKnowing('filingDate').with(built))],
    ['A1.3 the industry of a project below the threshold', caseOf(otherProject().investing(wan(400)).notKnowing('pilotIndustry'))],
    ['A2.2 the interest, when the subsidy is ruled out', caseOf(smallProject(), loan().with({ productListed: false }).notKnowing('interestPaid'))],
    ['A3.3 the tier of a provider ranked 51', caseOf(provider().ranked(51).notKnowing('tierAmount', 'listed'))],
    ['A4.3 a further sale, when the others reach the cap', caseOf(smallProject(), equipmentSale().named('S1').for(wan(100000)), equipmentSale().named('S2').notKnowing('amount'))],
    ['A1.4 completion acceptance that has not happened', caseOf(ordinaryProject().rewardedWith(wan(5)))],
    ['A2.3 the principal, while the base is the annual amount', caseOf(smallProject(), lease().notKnowing('principal'))],
    ['A2.3 the leased equipment, where the project has one fen of it', caseOf(smallProject().investing('0.01').with({ equipmentInvestment: '0.01' }), lease().with({ flowAccepted: false }))],
    ['F.2 the leased equipment of a project never filed, though of a park no evaluation is stated, so that its payments are open',
      caseOf(otherProject().neverFiled().with(built), lease(), park().finished().paidInAdvance(wan(100)))],
    ['F.1 the settlement day, while what was applied for in time is honoured', caseOf(smallProject(), taskBook().evaluated(true).completed(wan(80)))],
  ] as const)('%s', (_, file) => {
    expect(asked(file)).toEqual([]);
  });

  it('but the principal is, where a reading makes it the base', () => {
    const options = { readings: { leaseBasis: 'time-weighted-principal' } } as const;
    expect(asked(caseOf(smallProject(), lease()), options)).toContain('$.leases[0].principal');
  });

  it('and the settlement day is, where payment must fall into the validity period', () => {
    const options = { readings: { afterExpiry: 'validity-only' } } as const;
    const q = question(caseOf(smallProject(), taskBook().evaluated(true).completed(wan(80))), '$.settlementDate', options);
    expect(totals(q)).toEqual([['2026-12-31', wan(80)], ['2027-01-01', wan(30)]]);
  });
});

describe('what can I get', () => {
  it('A1.3: a pilot-industry new-type project of 2500万 is eligible for 200万, and 1a, 2b, 6b exclude it', () => {
    const { measures, total } = match(caseOf(pilotProject()));
    expect(measures[0]).toMatchObject({ code: '1b', fit: 'eligible', stated: true, amount: { min: wan(200), max: wan(200) } });
    expect(measures[0]?.subjects[0]).not.toHaveProperty('year');
    expect(measures[0]?.combines.filter((c) => !c.both).map((c) => c.code)).toEqual(['2b', '6b']);
    expect(measures.find((m) => m.code === '1a')).toMatchObject({ fit: 'excluded', combines: [], subjects: [{ unmet: [{ id: 'in-industrial-statistics' }] }] });
    expect(total).toEqual({ min: wan(200), max: wan(200) });
  });

  it('A5.5: the demonstration awards that the project could still sign up for stand beside the subsidy', () => {
    const { measures } = match({ applicationDate: '2025-06-30', projects: [pilotProject().row] });
    expect(measures.find((m) => m.code === '5b')).toMatchObject({ fit: 'possible', stated: false, amount: { min: '0.00', max: wan(100) } });
    expect(measures.find((m) => m.code === '1b')?.combines).toContainEqual(
      expect.objectContaining({ code: '5b', relation: 'expressly-stackable', both: true }),
    );
  });

  it('F.1: without a day of application nothing is certain, and the day is named', () => {
    const { measures } = match({ projects: [pilotProject().row] });
    const subsidy = measures.find((m) => m.code === '1b');
    expect(subsidy).toMatchObject({ fit: 'possible', amount: { min: '0.00', max: wan(200) } });
    expect(subsidy?.missing).toContain('$.applicationDate');
  });

  describe('where a row lacks its year', () => {
    /** Filed in 2026, so that of the two years of F.1 only 2026 can count (I-05). */
    const late = pilotProject().filedOn('2026-03-01');
    const unwritten = { ...loan().row, year: null };
    const of = (code: string, profile: Parameters<typeof match>[0]) => match({ applicationDate: '2026-05-01', projects: [late.row], ...profile }).measures.find((m) => m.code === code);

    it.each([['2a', wan(200), 'loans'], ['2b', wan(500), 'leases']] as const)('I-05: a project filed in 2026 may still get %s up to %s', (code, max, list) => {
      expect(of(code, {})).toMatchObject({ fit: 'possible', stated: false, amount: { min: '0.00', max }, subjects: [{ status: 'undetermined', unmet: [] }] });
      expect(of(code, {})?.missing).toContain(`$.${list}[0].year`);
    });

    it('I-05: a loan of 30万 may be one of 2026', () => {
      expect(of('2a', { loans: [unwritten] })).toMatchObject({ fit: 'possible', stated: true, amount: { min: '0.00', max: wan(30) }, missing: ['$.loans[0].year'] });
    });

    it('I-05: two loans, 30万 and 40万, may both be of 2026; what rules both out whatever the year is told, a year is not', () => {
      const other = { ...unwritten, id: 'other', assessedSubsidy: wan(40) };
      expect(of('2a', { loans: [unwritten, other] })).toMatchObject({ amount: { min: '0.00', max: wan(70) } });
      const unlisted = of('2a', { loans: [{ ...unwritten, productListed: false }] });
      expect([unlisted?.fit, unlisted?.subjects.flatMap((s) => s.unmet.map((c) => c.id))]).toEqual(['excluded', ['listed-product']]);
    });

    it('A5.3: an evaluation that was passed may be one of 2026, the year of the task book', () => {
      const evaluated = { project: 'P', taskBookSigned: true, evaluations: [{ passed: true }] };
      expect(of('5a', { demonstrations: [evaluated] })).toMatchObject({ fit: 'possible', amount: { min: '0.00', max: wan(30) }, missing: ['$.demonstrations[0].evaluations[0].year'], subjects: [{ status: 'undetermined' }] });
    });

    it('A5.3: of two evaluations of no year one was passed, so that each year may bring 30万, and no other year does', () => {
      const evaluated = { project: 'P', taskBookSigned: true, evaluations: [{ passed: true }, { passed: false }] };
      const found = of('5a', { applicationDate: '2025-05-01', projects: [pilotProject().row], demonstrations: [evaluated] });
      expect(found?.amount).toEqual({ min: '0.00', max: wan(30) });
      expect(found?.subjects.map((s) => [s.year, s.status, s.amount.max])).toEqual([2025, 2026].map((year) => [year, 'undetermined', wan(30)]));
    });

    it('A2.2: what a loan of no year lacks beside its year is told of the year in which it counts', () => {
      expect(of('2a', { loans: [{ ...unwritten, productListed: null }] })?.missing).toEqual(['$.loans[0].year', '$.loans[0].productListed']);
    });

    it.each([[[0, 1]], [[1, 0]]])('A2.2: 40万 of 2026 are certain beside 30万 of no year, in either order (%j)', (order) => {
      const loans = [{ ...unwritten, id: 'other', year: 2026, assessedSubsidy: wan(40) }, unwritten];
      const found = of('2a', { loans: order.map((i) => loans[i] as (typeof loans)[number]) });
      expect(found).toMatchObject({ fit: 'eligible', amount: { min: wan(40), max: wan(70) } });
      // The award of the other year is not, nor whether that of 2026 is the larger one.
      expect(found?.subjects.filter((s) => s.status === 'eligible').map((s) => [s.year, s.missing])).toEqual([[2026, [`$.loans[${order.indexOf(1)}].year`]]]);
    });

    it('A2.2: three loans of 150, 150 and 30万 are 330万 where the two years have one of the 150万 each', () => {
      const loans = ['150', '30', '150'].map((assessed, i) => ({ ...unwritten, id: `L${i}`, assessedSubsidy: wan(Number(assessed)) }));
      const found = match({ applicationDate: '2025-06-01', projects: [pilotProject().row], loans }).measures.find((m) => m.code === '2a');
      expect(found?.amount).toEqual({ min: '0.00', max: wan(330) });
      expect(found?.subjects.map((s) => s.year)).toEqual([2025, 2026]);
    });

    it('A2.2 「单户企业每年」: the years of a borrower are those of its own loans, and what others lack settles nothing for it', () => {
      const loans = ['甲', '乙', '甲'].map((borrower, i) => ({ ...unwritten, id: `L${i}`, borrower, assessedSubsidy: wan(10) }));
      const found = match({ applicationDate: '2025-06-01', projects: [pilotProject().row], loans }).measures.find((m) => m.code === '2a');
      const missing = (id: string): readonly string[] => [...new Set(found?.subjects.filter((s) => s.subject.id === id).flatMap((s) => s.missing))];
      expect(missing('甲')).toEqual(['$.loans[0].year', '$.loans[2].year']);
      expect(missing('乙')).toEqual(['$.loans[1].year']);
      expect(found?.missing).toEqual(['$.loans[0].year', '$.loans[2].year', '$.loans[1].year']);
    });
  });

  it('A7.3: a park of which nothing is known may get up to 5000万', () => {
    const { measures } = match({ applicationDate: '2025-06-30', parks: [{}] });
    expect(measures[0]).toMatchObject({ code: '7', fit: 'possible', stated: true, amount: { min: '0.00', max: wan(5000) } });
  });

  it('F.3: a project of which only a loan is stated is nobody’s; the 30万 of a provider are certain beside 30万 of the loan, unless the day is unknown', () => {
    const profile = { serviceProviders: [provider().row], loans: [{ ...loan().row, project: null }] };
    const { measures, total, chosen } = match({ applicationDate: '2025-06-30', ...profile });
    expect(total).toEqual({ min: wan(30), max: wan(60) });
    expect(chosen).toEqual(['loan-interest-subsidy:acme:2025', 'service-provider-award:advisor:2025']);
    expect(measures.filter((m) => m.stated).map((m) => m.code).sort()).toEqual(['2a', '3']);
    expect(match(profile).total).toEqual({ min: '0.00', max: wan(60) });
  });

  it('A4.3 and A4.4: of two sales of 10亿 of unknown kind one may be equipment, 1000万, and one software, 500万', () => {
    const sale = { project: 'P', supplier: 'S', date: '2025-07-01', amount: wan(100_000) } as const;
    const { total } = match({ applicationDate: '2025-06-30', projects: [smallProject().row], supplies: [sale, sale] });
    expect(total).toEqual({ min: '0.00', max: wan(1500) });
  });

  it('A4.3 and A4.4: goods of unknown kind may be either', () => {
    const { measures } = match({ applicationDate: '2025-06-30', projects: [smallProject().row], supplies: [{ project: 'P', date: '2025-07-01', amount: wan(9000) }] });
    for (const [code, max] of [['4a', wan(90)], ['4b', wan(45)]]) {
      const found = measures.find((m) => m.code === code);
      expect(found).toMatchObject({ fit: 'possible', amount: { min: '0.00', max } });
      expect(found?.missing).toEqual(['$.supplies[0].kind']);
    }
  });

  it('A4.4 by the year: a sale whose kind is not stated may be software, beside software of another year that stays below 5000万', () => {
    const profile = {
      applicationDate: '2025-06-30', projects: [smallProject().row],
      supplies: [
        { supplier: 'S', project: 'P', date: '2026-02-01', amount: wan(6000) },
        { supplier: 'S', kind: 'software', project: 'P', date: '2025-07-01', amount: wan(2500) },
      ],
    } as const;
    const found = match(profile, { readings: { supplyAggregation: 'per-year' } }).measures.find((m) => m.code === '4b');
    // 0.5 % of 6000万 are 30万.
    expect(found).toMatchObject({ fit: 'possible', amount: { min: '0.00', max: wan(30) }, missing: ['$.supplies[0].kind'] });
    expect(found?.subjects.map((s) => [s.year, s.status])).toEqual([[2025, 'ineligible'], [2026, 'undetermined']]);
  });
});

describe('what a reading changes', () => {
  it('I-01: a national project filed before the cutoff hangs on what the bracket excepts', () => {
    const { effects, total } = compareReadings(caseOf(nationalProject().filedOn('2023-01-01')));
    expect(total).toEqual({ min: wan(400), max: wan(400) });
    const own = effects.filter((e) => e.reading === 'filingCutoffException');
    expect(own.map((e) => [e.to.value, e.change.total.by.max])).toEqual([
      ['excluded-from-policy', `-${wan(400)}`],
      ['no-exception', `-${wan(400)}`],
    ]);
    expect(own[0]).toMatchObject({ see: 'I-01', clause: 'F.2', excerpt: '已入选国家制造业新型技术改造示范项目的除外', from: { value: 'exempt-from-cutoff' } });
    expect(own[0]?.reason.zh).toContain('国家示范项目的补助比例');
  });

  it('I-08: reward and subsidy stack under the other reading; both extremes are proven', () => {
    const file = caseOf(pilotProject().rewardedWith(wan(10)));
    const { effects, mostGenerous, mostStrict } = compareReadings(file);
    expect(effects.map((e) => [e.reading, e.change.total.to.max])).toEqual([['rewardWithSubsidy', wan(210)]]);
    expect(mostGenerous).toMatchObject({ proven: true, total: { max: wan(210) }, readings: { rewardWithSubsidy: 'stack' } });
    expect(mostStrict).toMatchObject({ proven: true, total: { max: wan(200) }, readings: {} });
  });

  it('a project alone is touched by no reading on leases, loans, consortia, suppliers, task books or parks', () => {
    const { irrelevant, assessments } = compareReadings(caseOf(pilotProject()));
    expect(irrelevant).toEqual(
      expect.arrayContaining([
        'filingCutoffScope', 'sameInput', 'consortiumSubsidyWithInvestmentSubsidy', 'consortiumTrack',
        'leaseWithInvestmentSubsidy', 'leasedEquipmentInInvestment', 'interestBound', 'leaseBasis', 'leaseDayCount', 'supplyAggregation',
        'completionDeduction', 'demonstrationTotalBound', 'directSupplierCount', 'dualProgress', 'parkFailedYear',
      ]),
    );
    expect(assessments).toBeLessThan(10);
  });

  it('I-36: after a failed year the park keeps what the passed one allowed, 30 % of 2000万, or nothing', () => {
    const { effects, mostGenerous, mostStrict } = compareReadings(caseOf(park().evaluated(['passed', '0.3'], ['failed', '0.4']).paidInAdvance(wan(100))));
    const own = effects.filter((e) => e.reading === 'parkFailedYear');
    expect(own.map((e) => [e.change.total.from.max, e.change.total.to.max])).toEqual([[wan(600), '0.00']]);
    expect(mostGenerous.readings).toEqual({});
    expect(mostStrict).toMatchObject({ proven: true, readings: { parkFailedYear: 'claw-back' }, total: { max: '0.00' } });
  });

  it('I-18: what progress allows in advance moves payments, not the total', () => {
    const file = caseOf(pilotProject().with({ construction: { started: true, investmentProgress: '0.3', advancesPaid: '0' } }));
    const { effects, mostGenerous } = compareReadings(file);
    const own = effects.filter((e) => e.reading === 'advanceFormula');
    // 30 %, 15 % and 50 % of 200万.
    expect(own.map((e) => [e.to.value, e.change.payments[0]?.to?.advance?.cumulativeLimit.max])).toEqual([['half-of-progress', wan(30)], ['flat-half', wan(100)]]);
    expect(own.map((e) => e.change.payments[0]?.from?.advance?.cumulativeLimit.max)).toEqual([wan(60), wan(60)]);
    for (const e of own) expect(e.change).toMatchObject({ total: { by: { min: '0.00', max: '0.00' } }, determinations: [], payable: [] });
    expect(mostGenerous.readings).toEqual({});
  });

  it('I-21: of two readings with the same most the one with the higher least is the more generous', () => {
    const { mostGenerous } = compareReadings(caseOf(smallProject(), loan().notKnowing('interestPaid')));
    expect(mostGenerous).toMatchObject({ readings: { interestBound: 'off' }, total: { min: wan(30), max: wan(30) } });
  });

  it('I-39: rounding moves what a lease leaves of the subsidy, 1,999,989.995, though it moves neither of the two awards', () => {
    const { effects } = compareReadings(caseOf(pilotProject(), lease().ofEquipmentWorth('100.05')));
    expect(effects.filter((e) => e.reading === 'rounding').map((e) => [e.change.determinations, e.change.total.from.max, e.change.total.to.max])).toEqual([[[], '2099990.00', '2099989.99']]);
    const under = (reading: string) => effects.find((e) => e.reading === reading)?.change.total.to.max;
    expect([under('leaseWithInvestmentSubsidy'), under('sameInput')]).toEqual([wan(210), wan(200)]);
    expect(compareReadings(caseOf(pilotProject())).irrelevant).toContain('rounding');
  });

  describe('I-08 and I-21: a reward of 8万 beside the subsidy, and interest of 20万 as a bound of the 30万 assessed', () => {
    const rows = [
      pilotProject().rewardedWith(wan(8)), loan().payingInterest(wan(20)).forProject('R'), smallProject().named('R'),
      lease().startingOn('2025-01-01', wan(400)).by('other').forProject('Q'), smallProject().named('Q').ownedBy('other'),
    ] as const;
    it('go together in the more generous reading, where it is not proven, too', () => {
      for (const proveUpTo of [1, 512]) expect(compareReadings(caseOf(...rows), { proveUpTo }).mostGenerous.readings, String(proveUpTo)).toMatchObject({ rewardWithSubsidy: 'stack', interestBound: 'off' });
    });
    it('and in the stricter one, while the basis of a lease, 400万 in rent as in principal, stays as it is in force', () => {
      const readings = { rewardWithSubsidy: 'stack', interestBound: 'off', leaseBasis: 'time-weighted-principal' } as const;
      const { mostStrict } = compareReadings(caseOf(...rows), { readings, proveUpTo: 512 });
      expect(mostStrict).toMatchObject({ proven: true, readings: { interestBound: 'interest-paid' }, total: { min: wan(230), max: wan(230) } });
      expect(mostStrict.readings).not.toHaveProperty('leaseBasis');
    });
  });

  it('I-11: what the leased equipment is worth decides whether the lease adds to the subsidy', () => {
    const worth = question(caseOf(pilotProject(), lease()), '$.leases[0].equipmentValue');
    // 200万 and 10万, less 10 % of what is leased; from 100万 on the lease adds nothing.
    expect(totals(worth)).toEqual(expect.arrayContaining([[wan(0), wan(210)], [wan(10), wan(209)], [wan(400), wan(200)]]));
  });

  it('I-31: nine suppliers and the leader', () => {
    const near = compareReadings(caseOf(smallProject(), consortium().joining(9)));
    expect(near.effects.find((e) => e.reading === 'directSupplierCount')?.change.total.to.max).toBe(wan(245));
    expect(compareReadings(caseOf(smallProject(), consortium().joining(8))).irrelevant).toContain('directSupplierCount');
  });
});

it('F.3 that the consortium carries the national task rules 1b out, though both stay open by whether the project is new-type', () => {
  // 15 % of 3亿 are held to 3000万, 8 % to 2000万: without the task 1b is paid, with it 6b or nothing.
  const open = caseOf(
    otherProject().investing(wan(30_000)).equipping(wan(30_000)).underConstruction('0.3').notKnowing('newType'), consortium().missingTargets().notKnowing('nationalPilotTask'),
  );
  const path = '$.consortia[0].nationalPilotTask';
  const yes = question(open, path).outcomes.find((o) => o.answer === true);
  expect(yes?.payments).toEqual(['investment-subsidy:P']);
  expect(assess(withAnswer(open, path, true) as CaseFile).payments.map((p) => p.key)).toEqual(['consortium-investment-subsidy:C']);
});

describe('the verdict of a year of a park that gets nothing anyway, and to which nothing was advanced', () => {
  const of = (passed?: boolean) => caseOf(park().with({ nationalPilotTask: false, evaluations: [{ year: 2025, taskProgress: '0', ...(passed !== undefined && { passed }) }] }).unfinished().paidInAdvance('0'));

  it('A7.5 is not asked for, and draws up no account: there is no award of which a failed year could leave a part', () => {
    expect(asked(of())).toEqual([]);
    for (const passed of [true, false, undefined]) expect(assess(of(passed)).payments, String(passed)).toEqual([]);
  });
  it('A7.5 a failed year of a park that has an award does, though the years that passed allow nothing of it', () => {
    const failed = of(false);
    expect(assess({ ...failed, parks: failed.parks?.map((p) => ({ ...p, nationalPilotTask: true })) as never }).payments).toMatchObject([
      { key: expect.stringMatching(/^park-award:/), settlement: { final: { max: '0.00' }, payable: { max: '0.00' }, recoverable: { max: '0.00' } } },
    ]);
  });
});

describe('who can state a fact (reading.md, facts by source)', () => {
  const kindOf = (path: string) => facts.find((f) => f.path === `$.${path}`)?.source?.kind;

  it.each([
    'projects[].filingDate', 'projects[].totalInvestment', 'projects[].equipmentInvestment', 'projects[].construction.started',
    'projects[].construction.investmentProgress', 'leases[].annualAmount', 'loans[].interestPaid', 'supplies[].amount', 'supplies[].date',
  ])('the applicant, with papers: %s', (path) => expect(kindOf(path)).toBe('applicant'));

  it.each([
    'projects[].newType', 'projects[].nationalDemonstration', 'projects[].pilotIndustry', 'projects[].inIndustrialStatistics',
    'projects[].assessedReward', 'projects[].acceptance.date', 'projects[].acceptance.totalInvestment', 'loans[].assessedSubsidy',
    'serviceProviders[].listed', 'serviceProviders[].rank', 'serviceProviders[].tierAmount', 'demonstrations[].evaluations[].passed',
    'demonstrations[].completion.targetsMet', 'demonstrations[].completion.effectAchieved', 'demonstrations[].completion.assessedAward',
    'consortia[].directSuppliers', 'consortia[].nationalPilotTask', 'consortia[].targetsMet', 'consortia[].effectAchieved',
    'consortia[].taskProgress', 'consortia[].settlementFactor', 'parks[].nationalPilotTask', 'parks[].assessedTotal', 'parks[].evaluations[].passed',
    'parks[].evaluations[].taskProgress', 'districtMatching[].amount',
  ])('an authority, by its finding: %s', (path) => expect(kindOf(path)).toBe('authority'));
});

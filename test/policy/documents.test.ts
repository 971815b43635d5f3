/** What an office reads: the documents of cases whose figures the law gives. */
import { describe, expect, it } from 'vitest';
import { amendPolicy, assess, chengdu2025 } from '../../src/index.js';
import { explain } from '../../src/words.js';
import { caseOf, consortium, fenBelow, lease, loan, otherProject, park, pilotProject, provider, settledOn, smallProject, softwareSale, taskBook, wan } from '../support/policy-facts.js';

const DOCUMENTS = ['explanation', 'notice', 'sheet'] as const;

/** A document with single spaces, so that a line is told by its words. */
function said(facts: ReturnType<typeof caseOf>, document: (typeof DOCUMENTS)[number], lang: 'zh' | 'en' = 'zh'): string {
  return explain(assess(facts), { document, lang, caseFile: facts, width: 200 }).replace(/ +/g, ' ');
}

describe('what is payable now', () => {
  // A5.4: 100万 in all, of which 30万 are those of 2025 if it passed. Paid at once, either way 100万.
  it.each(DOCUMENTS)('A5.4 is the total of two awards that share it, not more, in the %s', (document) => {
    const facts = caseOf(smallProject(), taskBook().completed(wan(100)).with({ evaluations: [{ year: 2025 }] }));
    const page = said(facts, document);
    expect(page).not.toContain('1,300,000');
    expect(page).toMatch(document === 'sheet' ? /^合计 1,000,000\.00元 1,000,000\.00元$/m : /^其中按拨付进度现可支付 1,000,000\.00元$/m);
  });
});

describe('what the text gives no time of payment for', () => {
  // A1.4 says when 1b is paid, A2.2 does not say when 2a is.
  const built = pilotProject().underConstruction('0.35', '0');
  const rent = loan().assessedAt(wan(10));

  it.each(['explanation', 'notice'] as const)('is named below what is payable now, in the %s', (document) => {
    expect(said(caseOf(built, rent, rent.named('M').inYear(2026)), document)).toMatch(/^其中按拨付进度现可支付 700,000\.00元\n ?不含新型技改专项贷贴息：文件未规定何时拨付$/m);
    expect(said(caseOf(built, rent), document, 'en')).toMatch(/^Of which payable now by the rules of payment 700,000\.00 yuan\n ?Without loan interest subsidy: the text gives no time of payment$/m);
    expect(said(caseOf(built), document)).not.toContain('文件未规定何时拨付');
    expect(said(caseOf(smallProject(), rent), document)).not.toContain('按拨付进度');
  });
});

describe('a total that is not the sum of its rows says why, each sentence only where it is true', () => {
  const NARROWER = '合计区间窄于各项上下限之和';

  // A6.4: 15 % of 2000万 are 300万, certain, before 10 % of 1b; as a national project 1b brings 20 %, 400万 (F.3).
  const turned = caseOf(pilotProject().notKnowing('nationalDemonstration'), consortium().missingTargets());

  it.each(DOCUMENTS)('where another combination may turn out better: 300万 chosen, 400万 at the most, in the %s', (document) => {
    const page = said(turned, document);
    if (document === 'notice') expect(page).toMatch(/合计 0\.00至3,000,000\.00元[\s\S]*所选组合为3,000,000\.00元；如未定事实使另一组合更优，合计最低可至0\.00元。/);
    else expect(page).toContain('所选组合为3,000,000.00元；如未定事实使另一组合更优，合计最高可达4,000,000.00元。');
    expect(page).not.toContain(NARROWER);
    // 300万 are certain; that nothing brings more is not.
    if (document === 'explanation') expect(page).toMatch(/^已证明没有下限更高的组合。未定金额确定后，所选组合未必仍为最优。/m);
    if (document !== 'notice') expect(said(turned, document, 'en').replace(/\n/g, ' ')).toContain('The chosen combination comes to 3,000,000.00 yuan; where open facts make another one better, the total may go up to 4,000,000.00 yuan.');
  });

  // 1b may yet take the place of 6b; until then nothing of it is payable, and the column comes to its total.
  it('in the sheet no award that is not in the combination is payable now', () => {
    const page = explain(assess(turned), { document: 'sheet', caseFile: turned, format: 'markdown' });
    const cells = (row: string) => (page.match(new RegExp(`^\\| ${row}.*$`, 'm'))?.[0] ?? '').split(' | ').map((cell) => cell.replace(/ \|$/, ''));
    expect(cells('1b').slice(4)).toEqual(['', '']);
    expect(cells('6b').at(-1)).toBe(cells('合计').at(-1));
    // Its card tells what might be paid, and that it is not in the combination.
    expect(said(turned, 'explanation')).toMatch(/^ *现可预拨 0\.00至2,000,000\.00元\n *仅在改选本项时$/m);
    expect(said(turned, 'explanation').split('仅在改选本项时')).toHaveLength(2);
  });

  // A5.4: 0 to 30万 for 2025, and 80万 less that.
  it.each(DOCUMENTS)('where amounts share a sum: 80万 in all, in the %s', (document) => {
    const page = said(caseOf(smallProject(), taskBook().completed(wan(80)).with({ evaluations: [{ year: 2025 }] })), document);
    expect(page).toContain(NARROWER);
    expect(page).not.toContain('另一组合');
  });

  it.each(DOCUMENTS)('and nowhere else, in the %s', (document) => {
    const facts = caseOf(pilotProject().notKnowing('nationalDemonstration'), loan().notKnowing('assessedSubsidy'));
    expect(said(facts, document)).not.toMatch(/另一组合|端点之和/);
  });
});

describe('what one payee is told', () => {
  // A6.4: 15 % of 4000万 are 600万 for the consortium, before 10 % of the same 4000万 for the owner of the only member project (F.3).
  const member = pilotProject().ownedBy('甲').investing(wan(5000)).equipping(wan(4000));
  const facts = caseOf(member, consortium().missingTargets().over('P'), loan().with({ borrower: '乙' }).forProject('P'), otherProject().named('Q').ownedBy('乙'));
  const told = (payees: readonly string[] | undefined, document: (typeof DOCUMENTS)[number], lang: 'zh' | 'en' = 'zh') =>
    explain(assess(facts), { document, lang, caseFile: facts, payees, width: 200 }).replace(/ +/g, ' ');

  it('is the letter to it, in the combination of the whole case: nothing is given twice for one input', () => {
    const letters = told(undefined, 'notice').split(/^=+$/m);
    expect(letters).toHaveLength(5);
    const [own, of] = [told(['甲'], 'notice').split(/^=+$/m), told(['C'], 'notice').split(/^=+$/m)];
    expect([own.length, of.length]).toEqual([2, 2]);
    for (const letter of [own[1], of[1]]) expect(letters.map((l) => l.trim())).toContain(letter?.trim());
    expect(own[1]).toContain('\n在此组合中没有可享受的措施。');
    expect(own[1]).toContain('1b 新型技术改造投资补助 P：同一投入已选6b 联合体设备投资补助 C（附则第三句）');
    expect(of[1]).toMatch(/^合计 6,000,000\.00元$/m);
  });

  it('says that it receives nothing at all only where no combination would give it anything', () => {
    const unlisted = caseOf(pilotProject().investing(wan(5000)).equipping(wan(4000)), provider().with({ listed: false }));
    expect(explain(assess(unlisted), { document: 'notice', payees: ['advisor'] })).toContain('\n没有可享受的措施。');
  });

  it('is no sum and no award of another in the explanation and the sheet, which say of whom they tell', () => {
    for (const document of ['explanation', 'sheet'] as const) {
      const page = told(['乙'], document);
      expect(page).toContain('只列乙的措施和款项；组合按全案选取。');
      expect(page).not.toMatch(/甲|6,000,000|次优|联合体/);
      expect(page).toMatch(/^合计 [\d,.]+元/m);
      expect(told(['乙'], document, 'en')).toContain('Only awards and payments of 乙 are listed; the combination is that of the whole case.');
      expect(told(['甲', '乙', 'C', 'acme'], document)).toBe(told(undefined, document));
    }
    expect(told(['甲'], 'explanation')).toContain('因同一投入已选6b 联合体设备投资补助 C，本项放弃');
  });

  it('is refused where it is no list of ids', () => {
    for (const payees of ['甲', [1], {}]) expect(() => told(payees as never, 'notice')).toThrow(expect.objectContaining({ name: 'InvalidCaseError', path: 'options.payees' }));
  });
});

describe('when it is paid', () => {
  const RATES = '「项目开工后，按投资进度给予不超过补助总额50%的拨款，其余部分待项目竣工验收后统一结算。」';

  // A1.3: 10 % of 2000万 are 200万, of which 35 % may be advanced.
  it.each(['explanation', 'notice'] as const)('A1.4 is said in its own words in the %s, until the account is drawn up', (document) => {
    const project = pilotProject().investing(wan(3000)).equipping(wan(2000)).underConstruction('0.35', '0');
    expect(said(caseOf(project), document)).toContain(RATES);
    expect(said(caseOf(project.accepted(wan(3000), wan(2000))), document)).not.toContain(RATES);
    expect(said(caseOf(pilotProject().notStarted()), document)).toContain(RATES);
  });

  it('A1.4 stands once in a letter, below what may be advanced on each project', () => {
    const facts = caseOf(pilotProject().ownedBy('甲').underConstruction('0.35', '0'), pilotProject().named('Q').ownedBy('甲').underConstruction('0.1', '0'));
    const page = said(facts, 'notice');
    expect(page.split(RATES)).toHaveLength(2);
    expect(page).toMatch(/^拨付\n-+\n1b 新型技术改造投资补助 P 现可预拨 [\d,.]+元\n1b 新型技术改造投资补助 Q 现可预拨 [\d,.]+元\n+「项目开工后/m);
  });

  // A1.4: 35 % of 200万; 30万 of the year that passed are paid at once, and up to 70万 more where the targets are met.
  it('everything that is payable now stands in a letter, each with what it is, so that its sum can be counted again', () => {
    const project = smallProject().named('Q').ownedBy('甲');
    const facts = caseOf(pilotProject().ownedBy('甲').underConstruction('0.35', '0'), pilotProject().named('R').ownedBy('甲').underConstruction('1', wan(150)).accepted(wan(2500), wan(1600)), project,
      taskBook().with({ project: 'Q', evaluations: [{ year: 2025, passed: true }] }).notKnowing('completion'));
    const page = said(facts, 'notice').replace(/ +/g, ' ');
    expect(page).toMatch(/^其中按拨付进度现可支付 1,100,000\.00至1,800,000\.00元$/m);
    expect(page).toMatch(/^1b 新型技术改造投资补助 P 现可预拨 700,000\.00元$/m);
    expect(page).toMatch(/^1b 新型技术改造投资补助 R 结算应付 100,000\.00元$/m);
    expect(page).toMatch(/^5a 标杆示范年度奖励 2025年 Q 一次性拨付 300,000\.00元$/m);
    expect(page).toMatch(/^5b 标杆示范目标奖励 Q 一次性拨付 0\.00至700,000\.00元$/m);
    expect(page.split(RATES)).toHaveLength(2);
    expect(said(caseOf(park().evaluated(['passed', '0.25'], ['failed', '0.6']).with({ advancesPaid: wan(500) })), 'notice')).toMatch(/^拨付\n-+\n7 园区奖励 park 不统一结算（现可支付） 0\.00元$/m);
  });

  // 1b is 10 % of 2000万; the lease of 500万 of it leaves 150万 and brings less (F.3).
  it('another combination on the same input says which chosen award it takes a part from', () => {
    const facts = caseOf(pilotProject(), lease().with({ equipmentValue: wan(500) }));
    expect(said(facts, 'explanation')).toContain('另取2b 设备融资租赁补助 2025年 acme（与1b 新型技术改造投资补助 P为同一投入，只计一次）');
    expect(said(facts, 'explanation', 'en')).toContain('with 2b finance lease subsidy 2025 acme (on the same input as 1b new-type investment subsidy P, which counts once)');
  });

  it('A6.5 and A6.6, and A7.4 and A7.5, are said together', () => {
    expect(said(caseOf(smallProject(), consortium().missingTargets()), 'notice')).toContain('「每年开展任务评价，按投资和任务进度给予不超过补助总额50%的拨款，其余部分待项目竣工验收后，按项目任务完成情况和取得成效统一结算。」');
    expect(said(caseOf(park()), 'notice')).toContain('「每年开展综合评价，对评价达标的按任务进度给予不超过奖励总额50%的拨款；待全面完成预期任务且每年评价均达标后统一结算。」');
  });

  it('A1.4 as amended is said with the day from which its new words hold', () => {
    const policy = amendPolicy(chengdu2025, { version: '2026-01-01', parameters: { 'A1.4.advance': { value: '0.6', validFrom: '2026-01-01', words: '不超过补助总额60%' } } });
    const letter = (day: '2025-12-31' | '2026-01-01'): string => {
      const facts = { ...caseOf(pilotProject().underConstruction('0.55', '0')), applicationDate: day };
      return explain(assess(facts, { policy }), { policy, document: 'notice', caseFile: facts, width: 200 });
    };
    expect(letter('2025-12-31')).not.toContain('改为');
    expect(letter('2026-01-01')).toContain('自2026年1月1日起改为“不超过补助总额60%”。');
  });
});

describe('the readings that an award relies on', () => {
  it.each([['zh', '第五条奖励合计是否另有上限？'], ['en', 'Is there a bound on all awards of Article 5 together?']] as const)('A5.3 and A5.4 both hang on whether their sum is bounded (I-29, %s)', (lang, question) => {
    const page = said(caseOf(smallProject(), taskBook().evaluatedIn(2026, true).completed(wan(80))), 'explanation', lang);
    expect(page.replace(/\s+/g, ' ').split(`I-29 ${question}`)).toHaveLength(3);
  });

  it('A7.5 what becomes of advances after a failed year is told of every park, before one fails (I-36)', () => {
    expect(said(caseOf(park()), 'explanation')).toContain('I-36 某年未达标时已拨款如何处理？ 不再结算，已拨款待主管部门决定');
  });
});

describe('what has to be returned', () => {
  // A1.3: 19,999,999.99 verified is below 2000万, so the 150万 that were advanced come back.
  const lapsed = caseOf(pilotProject().underConstruction('1', wan(150)).accepted(fenBelow(wan(2000)), wan(1500)));
  // A7.4, A7.5: a third of 2000万 after the year that passed is 6,666,666.66; of 700万 paid 333,333.34 come back.
  const failed = caseOf(park().evaluated(['passed', '1/3'], ['failed', '0.6']).with({ advancesPaid: wan(700) }));

  it.each(DOCUMENTS)('A1.4 of a subsidy that lapsed stands in the %s, with what it rests on', (document) => {
    const page = said(lapsed, document);
    expect(page).toMatch(document === 'explanation' ? /结算应退：1,500,000\.00 − 0\.00 1,500,000\.00元$/m : /^1b 新型技术改造投资补助 P 1,500,000\.00元\n 第一条第四句（A1\.4）$/m);
    expect(page).toContain('投资补助不再成立');
    expect(page).toContain('各项之间不自动抵扣');
  });

  it.each(DOCUMENTS)('A7.5 of a park that failed a year stands in the %s, and that the authority decides on the rest', (document) => {
    const page = said(failed, document);
    expect(page).toContain('333,333.34元');
    expect(page).toContain('其余款项如何处理由主管部门决定');
    expect(said(failed, document, 'en')).toContain('what becomes of the rest is for the authority');
  });

  // A7.5: every year passed is a condition of the settlement, so that there is none; of the years that passed 25 % of 2000万 are 500万, and stand.
  it('A7.5 of a park that failed a year no words of a settlement are told', () => {
    const rows = (paid: number | undefined, readings = {}) => {
      const facts = caseOf(park().evaluated(['passed', '0.25'], ['failed', '0.6']).finished().with(paid === undefined ? {} : { advancesPaid: wan(paid) }));
      return explain(assess(facts, { readings }), { caseFile: facts, width: 200 }).replace(/ +/g, ' ').split('五、')[0] as string;
    };
    const stands = /^ *不统一结算（最终应得） 5,000,000\.00元\n *其余待主管部门决定$/m;
    for (const page of [rows(500), rows(300), rows(undefined)]) {
      expect(page).toMatch(stands);
      expect(page).not.toMatch(/结算核定总额|结算应|应退回|现可预拨/);
    }
    expect(rows(700)).toMatch(/^ *应退回：7,000,000\.00 − 5,000,000\.00 2,000,000\.00元$/m);
    // I-36: where advances are recovered, nothing is left for the authority to decide.
    const back = rows(500, { parkFailedYear: 'claw-back' });
    expect(back).toMatch(/不统一结算（最终应得） 0\.00元\n *应退回：5,000,000\.00 − 0\.00 5,000,000\.00元/);
    expect(back).not.toContain('待主管部门决定');
    // While a year is open, or once all have passed, it is one.
    for (const second of [{ year: 2026 }, { year: 2026, passed: true, taskProgress: '1' }]) {
      const facts = caseOf(park().with({ evaluations: [{ year: 2025, passed: true, taskProgress: '0.25' }, second] } as never).finished().with({ advancesPaid: wan(500) }));
      expect(said(facts, 'explanation')).toContain('结算核定总额');
    }
  });

  // Without the case nobody says what was advanced: of the 500万 that the year gave, 300万 were paid, and no more is.
  it('A7.5 of a park that failed a year it is not told that all was advanced that the passed years allow, where the case is not at hand', () => {
    const page = (paid: number): string => explain(assess(caseOf(park().evaluated(['passed', '0.25'], ['failed', '0.6']).with({ advancesPaid: wan(paid) }))), { width: 200 }).replace(/ +/g, ' ');
    expect(page(300)).toMatch(/不统一结算（最终应得） 5,000,000\.00元/);
    expect(page(300)).not.toContain('已预拨 ');
    // What returns says it: 500万 and 200万 more.
    expect(page(700)).toContain('已预拨 7,000,000.00元');
  });

  it('a letter tells nobody of the money of others', () => {
    const facts = caseOf(pilotProject().ownedBy('甲').underConstruction('1', wan(150)).accepted(fenBelow(wan(2000)), wan(1500)), park());
    const letters = said(facts, 'notice').split(/^=+$/m).slice(1);
    expect(letters).toHaveLength(2);
    expect(letters[0]).toContain('应退回的款项');
    expect(letters[1]).not.toMatch(/应退|甲|提示/);
  });

  it('F.3 of a contested pair stands in the letter to the only payee, with totals that are all its own', () => {
    const facts = (...others: Parameters<typeof caseOf>) => caseOf(pilotProject().ownedBy('甲'), loan().with({ borrower: '甲' }), ...others);
    expect(said(facts(), 'notice')).toMatch(/^提示\n-+\n附则第三句 项目“P”同时计投资补助与贷款贴息/m);
    expect(said(facts(park()), 'notice')).not.toContain('同时计');
  });

  it('a warning calls an award by its name, not by its key', () => {
    const messages = assess(failed).warnings.map((w) => w.message);
    expect(messages.map((m) => m.zh).join()).toContain('“park”的园区奖励已预拨款项超出最终应得，应退回333,333.34元');
    expect(messages.map((m) => m.en).join()).toContain('More was advanced on the park award of “park” than it comes to');
  });
});

describe('a combination that the applicant elects (F.3 可)', () => {
  // 1b is 10 % of 2000万, 200万; 1a is 10万. 150万 were advanced on 1b.
  const facts = caseOf(pilotProject().rewardedWith(wan(10)).underConstruction('1', wan(150)));
  const saidOf = (election: readonly string[], document: (typeof DOCUMENTS)[number], lang: 'zh' | 'en' = 'zh'): string =>
    explain(assess(facts, { election }), { document, lang, caseFile: facts, width: 400 }).replace(/ +/g, ' ');

  it.each(['explanation', 'sheet'] as const)('is told as such in the %s, with what the highest one brings, and never as the highest', (document) => {
    const page = saidOf(['investment-reward:P'], document);
    expect(page).toContain('按申报单位的选择测算；就高的组合合计2,000,000.00元，比所选多1,900,000.00元。');
    expect(page).not.toContain('没有更高的组合');
    expect(saidOf(['investment-reward:P'], document, 'en')).toContain('As the applicant elected; the highest combination comes to 2,000,000.00 yuan, 1,900,000.00 yuan more.');
    expect(saidOf([], document)).toContain('比所选多2,000,000.00元');
  });

  it('that cannot stand is told with the reason, and the highest one is', () => {
    const both = saidOf(['investment-reward:P', 'investment-subsidy:P'], 'explanation');
    expect(both).toContain('申报单位选择的组合不能成立：1a 技改项目一次性奖励 P与1b 新型技术改造投资补助 P系同一投入；以下按就高的组合测算。');
    expect(both).toContain('已证明没有更高的组合。');
    const small = caseOf(smallProject());
    const page = explain(assess(small, { election: ['investment-subsidy:P'] }), { lang: 'en', width: 400 }).replace(/ +/g, ' ');
    expect(page).toContain('The combination that the applicant elected cannot stand: 1b new-type investment subsidy P is not eligible. The highest one is shown.');
  });

  it('leaves the others out by choice, which the letter says, and names what is taken instead of what was advanced on', () => {
    expect(saidOf(['investment-reward:P'], 'notice')).toContain('1b 新型技术改造投资补助 P：申报单位未选择');
    expect(saidOf(['investment-reward:P'], 'explanation', 'en')).toContain('It is not elected by the applicant.');
    expect(saidOf(['investment-reward:P'], 'explanation')).toContain('应退回1,500,000.00元，已改按“P”的技改项目一次性奖励享受');
    // Two consortia with one project: one of their subsidies is given for it (I-10).
    const two = caseOf(otherProject(), consortium().progressing('1', '1', wan(50)), consortium().named('D'));
    expect(explain(assess(two, { election: ['consortium-investment-subsidy:D'] }), { width: 400 })).toContain('应退回500,000.00元，已改按“D”的联合体设备投资补助享受');
  });
});

describe('what is said', () => {
  const messages = (facts: ReturnType<typeof caseOf>) => assess(facts).warnings.map((w) => w.message);

  it('of a day in a warning is said as letters say it', () => {
    const early = messages(caseOf(pilotProject().filedOn('2024-09-12').notStarted().accepted(wan(2500), wan(2000), '2024-09-01')));
    expect(early.map((m) => m.zh).join('')).toMatch(/竣工验收（2024年9月1日）早于备案（2024年9月12日）.*未开工，却已竣工验收（2024年9月1日）/);
    expect(early.map((m) => m.en).join('')).toContain('accepted on 1 September 2024, before it was filed on 12 September 2024');
    const late = messages(settledOn('2027-06-30', caseOf(pilotProject().underConstruction('1').accepted(wan(2500), wan(2000)), park().with({ evaluations: [{ year: 2027, passed: true, taskProgress: '1' }] }))));
    expect(late.map((m) => m.zh).join('')).toMatch(/结算日2027年6月30日在有效期届满（2026年12月31日）之后.*2027年度评价在有效期届满（2026年12月31日）之后/);
    for (const { zh, en } of [...early, ...late]) expect(zh + en).not.toMatch(/\d{4}-\d{2}-\d{2}/);
  });

  it('of a figure that the authority assessed is that the amount follows from it, not that it is the amount', () => {
    // A7.5: 2000万 were assessed, a third of it is what the year that passed allows.
    const facts = caseOf(park().evaluated(['passed', '1/3'], ['failed', '0.6']));
    expect(said(facts, 'explanation')).toContain('符合条件；按核定金额计算，6,666,666.66元。');
    expect(said(facts, 'explanation', 'en')).toContain('Eligible; from the assessed figure, 6,666,666.66 yuan.');
  });

  it('A1.3 of a threshold that is reached to the yuan is shown what was asked and what was found', () => {
    expect(said(caseOf(pilotProject().investing(wan(2000))), 'explanation')).toContain('投资额达到门槛（第一条第三句）：要求20,000,000.00元（含）以上，实际为20,000,000.00元');
    expect(said(caseOf(smallProject(), consortium()), 'explanation')).toContain('直接配套企业家数（第六条第二句）：要求10家（含）以上，实际为10家');
    // A direct lease is a direct lease.
    expect(said(caseOf(smallProject(), lease()), 'explanation').replace(/\s+/g, '')).toContain('采用直接租赁方式（第二条第三句）；用于技术改造');
  });

  it('A1.2 of a condition without figures in a letter is that it is not met, or it reads as the reason for the award', () => {
    const facts = caseOf(pilotProject());
    expect(said(facts, 'notice')).toContain('1a 技改项目一次性奖励 P：纳入工业投资统计（第一条第二句）：不满足');
    expect(said(facts, 'notice', 'en')).toContain('in the industrial-investment statistics (Article 1, sentence 2): not met');
    // A6.2 of a member that does not count as well.
    const members = caseOf(smallProject(), smallProject().named('Q').notNewType(), consortium().over('P', 'Q'));
    expect(said(members, 'explanation')).toMatch(/Q，不计.*\n? *成员项目属新型技改项目（第六条第二句）：不满足/);
  });

  it('I-29 of a reading is its question and the answer: 无 alone says nothing', () => {
    const facts = caseOf(smallProject(), taskBook().completed(wan(80)));
    expect(said(facts, 'explanation')).toContain('I-29 第五条奖励合计是否另有上限？ 无');
    expect(said(facts, 'explanation', 'en')).toContain('I-29 Is there a bound on all awards of Article 5 together? none');
  });

  it('I-25 and others of a reading that decides on several sentences is told with each of them: sales of software, equipment of a consortium', () => {
    const software = said(caseOf(smallProject(), softwareSale()), 'explanation');
    expect(software).toMatch(/^4b [\s\S]*I-25 供给金额如何归集？ 逐供给企业，政策期内一次/m);
    const [, own = ''] = said(caseOf(smallProject(), consortium()), 'explanation').split(/^6b 联合体设备投资补助 4/m);
    for (const see of ['I-11 租入设备', 'I-44', 'I-39']) expect(own).toContain(see);
    expect(said(caseOf(smallProject(), lease()), 'explanation')).toMatch(/^2b [\s\S]*I-39/m);
  });

  it('A5.4 of an award of which the yearly ones left nothing is that it comes to nothing, not that a combination leaves it out', () => {
    // 60万 were assessed, two years of 30万 are deducted.
    const facts = caseOf(smallProject(), taskBook().completed(wan(60)).with({ evaluations: [{ year: 2025, passed: true }, { year: 2026, passed: true }] }));
    expect(said(facts, 'notice')).toContain('5b 标杆示范目标奖励 P：测算金额为零，不列入组合');
    expect(said(facts, 'explanation')).toContain('按核定金额计算，0.00元。测算金额为零，不列入组合。');
    expect(said(facts, 'explanation', 'en').replace(/\s+/g, ' ')).toContain('It is left out, as it comes to nothing.');
  });

  it('A1.4 after acceptance is what was advanced, and no limit of the verified total against it: 100万 of the filed 200万, 190万 verified', () => {
    const page = said(caseOf(pilotProject().underConstruction('1', wan(100)).accepted(wan(2500), wan(1900))), 'explanation');
    expect(page).toMatch(/已预拨 1,000,000\.00元\n *结算核定总额 1,900,000\.00元\n *结算应付：1,900,000\.00 − 1,000,000\.00 900,000\.00元/);
    expect(page).not.toMatch(/预拨累计上限|现可预拨/);
  });

  it('A6.6 of money to be returned rests on the sentence on the settlement, not on that on advances: 22.5万 advanced, 0.4 of 45万 settled', () => {
    const facts = caseOf(smallProject(), consortium().missingTargets().with({ accepted: true, settlementFactor: '0.4', advancesPaid: wan(22.5) }));
    expect(said(facts, 'notice')).toMatch(/^应退回的款项\n.*\n6b 联合体设备投资补助 C 45,000\.00元\n 第六条第六句（A6\.6）$/m);
  });
});

import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { type CaseFile, assess } from 'chengdu-tech-upgrade';
import { describe, expect, it } from 'vitest';
import { CASES, LANGUAGES, type Run, columns, line, read, run } from './running.js';

/** examples/combinations.mjs: the best combination, the next best, and what it costs to insist. */

describe('combinations.mjs', () => {
  const script = (...args: string[]): Run => run(['examples/combinations.mjs', ...args]);
  const profile: CaseFile = JSON.parse(read('examples/profiles/combinations.json'));
  /** A case of the national P and of Q in a pilot industry, with one consortium over both. */
  const ofTwo = (p: object, q: object): string => {
    const project = (id: string, facts: object) =>
      ({ id, owner: id, filingDate: '2025-03-01', newType: true, totalInvestment: '300000000', inIndustrialStatistics: false, ...facts });
    const file = `${mkdtempSync(`${tmpdir()}/two-`)}/case.json`;
    writeFileSync(file, JSON.stringify({
      applicationDate: '2025-06-18',
      projects: [project('P', { nationalDemonstration: true, ...p }), project('Q', { nationalDemonstration: false, pilotIndustry: true, ...q })],
      consortia: [{ id: 'C', leader: 'P', directSuppliers: 10, taskBookSigned: false, benchmarkTaskBookSigned: true, nationalPilotTask: true, projects: ['P', 'Q'] }],
    }));
    return file;
  };

  it('tells a choice of less than a yuan to the fen: a certain reward beside a subsidy from 0 to 8 % of 2000万', () => {
    const file = `${mkdtempSync(`${tmpdir()}/fen-`)}/case.json`;
    for (const reward of ['0.10', '0.05']) {
      const project = { id: 'P', owner: 'E', filingDate: '2024-09-12', newType: true, pilotIndustry: false, nationalDemonstration: false, inIndustrialStatistics: true, totalInvestment: '20000000' };
      writeFileSync(file, JSON.stringify({ applicationDate: '2025-06-18', projects: [{ ...project, assessedReward: reward }] }));
      expect(script(file).stdout.replace(/\n/g, '')).toContain(`所选组合${reward}元；未定事实如使另一组合更优，合计最高可达1,600,000.00元。`);
    }
  });

  // Consortium: 15 % × 215,000,000 = 32,250,000, capped at 30,000,000. What is above the cap is free to
  //   go elsewhere: 15 % × 11,000,000 = 1,650,000 of the smallest project, for its reward of 60,000, and
  //   15 % × 4,000,000 = 600,000 of leased equipment, for 2.5 % × 1,800,000 = 45,000; 2,250,000 in all.
  // With the leader's 2,000,000: 32,105,000.
  // Next best: A1.3 for 锦屏, 8 % × 44,000,000 = 3,520,000, and A6.4 on the other three,
  //   15 % × 171,000,000 = 25,650,000; with 2,000,000: 31,170,000, 935,000 less.
  // Should the leader's project be national: 20 % × 72,000,000 = 14,400,000 on A1.3, and A6.4 on the
  //   rest, 15 % × 143,000,000 = 21,450,000; with 2,000,000: 37,850,000. Otherwise 10 %, 7,200,000.
  // One subsidy for each project and lease at most (I-07): 30,060,000, or 35,850,000.
  const EXPECTED = {
    zh: [
      line('6b  联合体设备投资补助  涪江电驱联合体', '30,000,000.00元'),
      line('2b  设备融资租赁补助 2025年  锦屏绕组', '45,000.00元'),
      line('合计', '32,105,000.00至37,850,000.00元'),
      '已证明没有下限更高的组合',
      line('合计', '31,170,000.00元'),
      line('    比所选组合少', '935,000.00元'),
      '所选组合32,105,000.00元；未定事实如使另一组合更优，合计最高可达37,850,000.00元。',
      line('1b  新型技术改造投资补助  涪江电驱总装线', '7,200,000.00至14,400,000.00元'),
      '    附则第三句（F.3） 因同一投入已选 6b 联合体设备投资补助 涪江电驱联合体',
      '  涪江电驱总装线的已入选国家示范项目（市级主管部门）',
      line('“同一投入”按同一项目理解（I-07）时合计', '30,060,000.00至35,850,000.00元'),
    ],
    en: [
      line('6b  consortium investment subsidy  涪江电驱联合体', '30,000,000.00 yuan'),
      line('Total', '32,105,000.00 to 37,850,000.00 yuan'),
      'Proven: no combination is certain to bring more.',
      line('    less than the combination chosen', '935,000.00 yuan'),
      line('    less than the best total', '935,000.00 to 6,680,000.00 yuan'),
      '    final provisions, sentence 3 (F.3) same input as 6b consortium investment',
      line('    project (I-07)', '30,060,000.00 to 35,850,000.00 yuan'),
    ],
  };

  for (const lang of LANGUAGES) {
    it(`prints in ${lang} the best, the next best, what is forgone and what can turn it, in 80 columns`, () => {
      const { status, stdout, stderr } = script('--lang', lang);
      expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
      const lines = stdout.split('\n');
      for (const expected of EXPECTED[lang]) expect(lines).toContain(expected);
      for (const l of lines) expect(columns(l), l).toBeLessThanOrEqual(80);
      expect(stdout).not.toMatch(/undefined|\[object|NaN|\x1b/);
    });

    for (const file of CASES) {
      it(`compares ${file} in ${lang} in 80 columns`, () => {
        const { status, stdout } = script(`examples/cases/${file}`, '--lang', lang);
        expect(status).toBe(0);
        for (const l of stdout.split('\n')) expect(columns(l), l).toBeLessThanOrEqual(80);
        expect(stdout).not.toMatch(/undefined|\[object|NaN/);
      });
    }
  }

  it('as JSON gives what assess gives, and for each award forgone a combination that holds it', () => {
    const data = JSON.parse(script('--json').stdout);
    const { selection } = assess(profile);
    const { chosen, total, optimal, upperBound, runnerUp, robust, strict, tight } = selection;
    expect(data).toMatchObject({ best: { chosen, total, optimal, upperBound }, runnerUp, robust, strict, tight });
    expect(data.open).toEqual(['$.projects[0].nationalDemonstration']);
    expect(data.forgone.map((f: { key: string }) => f.key)).toEqual(selection.forgone.map((f) => f.key));
    expect(data).not.toHaveProperty('election');
    for (const { key, insist } of data.forgone) {
      expect(insist.lawful, key).toBe(true);
      expect(insist.chosen).toContain(key);
      const again = assess(profile, { election: insist.chosen }).selection;
      expect({ total: again.total, costs: again.election?.costs }).toEqual({ total: insist.total, costs: insist.costs });
    }
  });

  it('says what each award brings in another combination, so that it can be counted again on paper', () => {
    // 5,236,000 − 4,036,000 − 54,750 − 109,500 = 1,035,750.
    const pages = (...args: string[]): string => script('examples/cases/1-enterprise.json', ...args).stdout.replace(/\n */g, '');
    const fewer = '1b 新型技术改造投资补助 岷锋主轴产线智改项目 由5,236,000.00元变为4,036,000.00元';
    expect(pages()).toContain(`另取 2b 设备融资租赁补助 2025年 岷锋精密（54,750.00元）、2b 设备融资租赁补助 2026年 岷锋精密（109,500.00元）；${fewer}`);
    expect(pages()).toContain(`另取 2b 设备融资租赁补助 2026年 岷锋精密（109,500.00元）；${fewer}`);
    expect(script('--lang', 'en').stdout.replace(/\n */g, ' ')).toMatch(/with 1b new-type investment subsidy 锦屏绕组车间 \(3,520,000\.00 yuan\); 6b consortium investment subsidy 涪江电驱联合体 at 25,650,000\.00 yuan instead of 30,000,000\.00 yuan/);
    const elected = script('examples/cases/1-enterprise.json', '--elect', 'investment-subsidy:岷锋主轴产线智改项目,finance-lease-subsidy:岷锋精密:2025').stdout.split('\n');
    expect(elected).toContain(line('2b  设备融资租赁补助 2025年  岷锋精密', '54,750.00元'));
    expect(elected).toContain(line('1b  新型技术改造投资补助  岷锋主轴产线智改项目', '4,036,000.00元'));
  });

  it('insists on a lease beside the subsidy, without the leased equipment', () => {
    // As worked out for 1-enterprise.json: 1,200,000 less under A1.3, 164,250 more under A2.3.
    const { forgone } = JSON.parse(script('examples/cases/1-enterprise.json', '--json').stdout);
    const lease = forgone.find((f: { key: string }) => f.key === 'finance-lease-subsidy:岷锋精密:2025');
    expect(lease.insist.costs).toEqual({ min: '1035750.00', max: '1035750.00' });
    expect(lease.insist.chosen).toContain('investment-subsidy:岷锋主轴产线智改项目');
    expect(lease.insist.chosen).toContain('finance-lease-subsidy:岷锋精密:2026');
  });

  it('insists on all of what is forgone in part', () => {
    // A1.3 for the national P, 20 % × 120,000,000 held to 20,000,000, beside A6.4 on Q, 15 % × 50,000,000 = 7,500,000: 27,500,000.
    // A6.4 on both: 15 % × 170,000,000 = 25,500,000, 2,000,000 less.
    const file = ofTwo({ equipmentInvestment: '120000000' }, { equipmentInvestment: '50000000' });
    const lines = script(file).stdout.split('\n');
    expect(lines).toContain(line('部分放弃  6b  联合体设备投资补助  C', '18,000,000.00元'));
    const at = lines.indexOf(line('    若坚持全额选取，合计', '25,500,000.00元'));
    expect(lines.slice(at + 1, at + 3)).toEqual([line('    比最优合计少', '2,000,000.00元'), '        不取 1b 新型技术改造投资补助 P']);
  });

  it('insists at the least cost, and on all of an award where it is forgone in part', () => {
    // Best: A1.3 for the national P, 20 % × 150,000,000 held to 20,000,000, beside A6.4 on Q, 15 % × 180,000,000 = 27,000,000: 47,000,000.
    // A6.4 in full is held to 30,000,000 and leaves nothing else: 17,000,000 less.
    // With 80,000 of A1.2 for Q, A6.4 on P is 22,500,000, more than A1.3: 22,580,000, 24,420,000 less.
    const file = ofTwo({ equipmentInvestment: '150000000' }, { equipmentInvestment: '180000000', inIndustrialStatistics: true, assessedReward: '80000' });
    const { best, forgone } = JSON.parse(script(file, '--json').stdout);
    expect(best.total.min).toBe('47000000.00');
    const insisted = Object.fromEntries(forgone.map(({ key, insist }: { key: string; insist: { total: { min: string }; costs: { min: string } } }) => [key, [insist.total.min, insist.costs.min]]));
    expect(insisted).toMatchObject({ 'consortium-investment-subsidy:C': ['30000000.00', '17000000.00'], 'investment-reward:Q': ['22580000.00', '24420000.00'] });
  });

  // A1.3 alone: 7,200,000 (not national) or 14,400,000, 3,520,000 and 10 % × 88,000,000 = 8,800,000.
  const ALONE = ['涪江电驱总装线', '锦屏绕组车间', '云顶壳体压铸线'].map((p) => `investment-subsidy:${p}`);

  it('prices an election that is lawful', () => {
    const { status, stdout } = script('--elect', ALONE.join(','));
    expect(status).toBe(0);
    expect(stdout.split('\n')).toContain(line('合规，合计', '19,520,000.00至26,720,000.00元'));
    // 32,105,000 − 19,520,000 = 12,585,000; 37,850,000 − 26,720,000 = 11,130,000.
    expect(stdout.split('\n')).toContain(line('    比最优合计少', '11,130,000.00至12,585,000.00元'));
    expect(script(...ALONE.flatMap((key) => ['--elect', key])).stdout).toBe(stdout);
    const { election } = JSON.parse(script('--json', '--elect', ALONE.join(', ')).stdout);
    expect(election).toMatchObject({ elected: ALONE, lawful: true, refused: [], total: { min: '19520000.00' } });
  });

  it('says under which clause and for what an election is refused', () => {
    const both = 'investment-reward:锦屏绕组车间,investment-subsidy:锦屏绕组车间';
    const { status, stdout } = script('--lang', 'en', '--elect', both);
    expect(status).toBe(0);
    expect(stdout.replace(/\n */g, ' ')).toContain(
      '1a one-off investment reward 锦屏绕组车间: final provisions, sentence 3 (F.3) same input, not beside 1b new-type investment subsidy 锦屏绕组车间',
    );
    const { election } = JSON.parse(script('--json', '--elect', both).stdout);
    expect(election).toMatchObject({ lawful: false, refused: [{ reason: 'same-input', clause: 'F.3' }] });
    expect(election).not.toHaveProperty('total');
    // 16,000,000 is below the 20,000,000 of A1.3.
    expect(script('--elect', 'investment-subsidy:石盘端盖单元').stdout).toContain('第一条第三句（A1.3） 不符合条件');
  });

  it('follows another reading', () => {
    // I-08: the reward of 100,000 may stand beside the subsidy of the same project, and beside nothing else: with the
    //   leader's project national, 37,850,000 + 100,000; otherwise no project takes the subsidy.
    const { stdout } = script('--json', '--reading', 'rewardWithSubsidy=stack');
    expect(JSON.parse(stdout).best.total).toEqual({ min: '32105000.00', max: '37950000.00' });
    const both = 'investment-reward:锦屏绕组车间,investment-subsidy:锦屏绕组车间';
    expect(JSON.parse(script('--json', '--reading', 'rewardWithSubsidy=stack', '--elect', both).stdout).election).toMatchObject({
      lawful: true,
      // 90,000 + 3,520,000
      total: { min: '3610000.00', max: '3610000.00' },
    });
  });
});

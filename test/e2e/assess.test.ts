import { assess } from 'chengdu-tech-upgrade';
import { describe, expect, it } from 'vitest';
import { CASES, LANGUAGES, caseOf, columns, example, line, read, report } from './running.js';

/** examples/assess.mjs: its report on every shipped case, in both languages, and what it refuses. */

describe('every shipped case', () => {
  it('is one of the five that --help names', () => {
    const { status, stdout } = example(['--help']);
    expect(status).toBe(0);
    expect(CASES).toHaveLength(5);
    for (const file of CASES) expect(stdout).toContain(file);
  });

  for (const file of CASES) {
    for (const lang of LANGUAGES) {
      it(`${file} prints a report in ${lang} that keeps to 80 columns`, () => {
        const text = report(file, lang);
        for (const l of text.split('\n')) expect(columns(l), l).toBeLessThanOrEqual(80);
        expect(text).not.toContain('\x1b');
        expect(text).not.toMatch(/undefined|\[object|NaN|\.\./);
        expect(text).toContain('SHA-256 8941add583d9');
        expect(text).toContain(lang === 'zh' ? '不是审批决定' : 'an estimate, not a decision');
      });

      it(`${file} ends every figure of the ${lang} report in the same column`, () => {
        const figures = report(file, lang).split('\n').filter((l) => /^ *\S.* {2,}\S*\d *(?:元|yuan)$/.test(l));
        // Only running text may end in a figure elsewhere.
        const aligned = figures.filter((l) => !/要求|实际|相差|required|found|short by/.test(l));
        expect(aligned.length).toBeGreaterThan(5);
        for (const l of aligned) expect(columns(l), l).toBe(80);
      });
    }

    it(`${file} as JSON is what assess gives`, () => {
      const expected = `${JSON.stringify(assess(caseOf(file)), null, 2)}\n`;
      expect(example([`examples/cases/${file}`, '--json']).stdout).toBe(expected);
    });

    it(`${file} names no fact or value in the report without a Chinese word for it`, () => {
      // What assess writes for values of conditions is English or a number; none of it may show through.
      expect(report(file, 'zh')).not.toMatch(/(?:要求|实际为?|：) ?(?:true|false|direct|sale|not|national|pilot|[<>!]=)/);
      expect(report(file, 'zh')).not.toContain('$.');
    });
  }

  it('is read from standard input as from its path', () => {
    expect(example(['-'], read('examples/cases/4-park.json')).stdout).toBe(report('4-park.json', 'zh'));
    expect(example(['-'], `\ufeff${read('examples/cases/4-park.json')}`).stdout).toBe(report('4-park.json', 'zh'));
  });

  it('is the enterprise where no file is given', () => {
    expect(example([]).stdout).toBe(report('1-enterprise.json', 'zh'));
  });
});

describe('1-enterprise.json', () => {
  // A1.3, pilot industry: 10 % × 52,360,000 = 5,236,000.
  // A2.3: 2.5 % × 2,190,000 = 54,750 in 2025; 2.5 % × 4,380,000 = 109,500 in 2026.
  // F.3: the leased equipment, 12,000,000, earns 10 % = 1,200,000 under A1.3 and 164,250 under A2.3,
  //   so the leases are forgone; taking them instead would cost 1,200,000 − 164,250 = 1,035,750.
  // A5.4: 1,000,000 at most, less the 300,000 of 2025, is 700,000 at most.
  // Total: 5,236,000 + 486,517.86 assessed + 300,000 = 6,022,517.86; with 2,000,000 interest subsidy
  //   (A2.2, no figure for 2026) and 700,000 at most: 8,722,517.86.
  // A1.4: progress 62 % is bounded at 50 %: 2,618,000, less 1,500,000 paid, 1,118,000 now.
  it('prints in Chinese what the law gives', () => {
    const lines = report('1-enterprise.json', 'zh').split('\n');
    for (const expected of [
      line('1a  技改项目一次性奖励', '最高100,000.00元'),
      line('1b  新型技术改造投资补助', '5,236,000.00元'),
      line('2a  新型技改专项贷贴息 2025年', '486,517.86元'),
      line('2a  新型技改专项贷贴息 2026年', '最高2,000,000.00元'),
      line('2b  设备融资租赁补助 2025年', '54,750.00元'),
      line('2b  设备融资租赁补助 2026年', '109,500.00元'),
      line('5b  标杆示范目标奖励', '最高700,000.00元'),
      line('合计', '6,022,517.86至8,722,517.86元'),
      line('放弃  2b  设备融资租赁补助 2026年  岷锋精密', '109,500.00元'),
      line('    比所选少', '1,035,750.00元'),
      line('             一分舍去', '2,618,000.00元'),
      line('             现可预拨：2,618,000.00 − 1,500,000.00', '1,118,000.00元'),
      // All of it goes to the owner, who is borrower and lessee as well.
      line('收款企业 岷锋精密', '6,022,517.86至8,722,517.86元'),
    ]) {
      expect(lines).toContain(expected);
    }
  });

  it('prints in English what the law gives', () => {
    const lines = report('1-enterprise.json', 'en').split('\n');
    for (const expected of [
      line('1a  one-off investment reward', 'up to 100,000.00 yuan'),
      line('1b  new-type investment subsidy', '5,236,000.00 yuan'),
      line('2b  finance lease subsidy 2025', '54,750.00 yuan'),
      line('Total', '6,022,517.86 to 8,722,517.86 yuan'),
      line('    less than the chosen one', '1,035,750.00 yuan'),
      line('             payable now: 2,618,000.00 − 1,500,000.00', '1,118,000.00 yuan'),
    ]) {
      expect(lines).toContain(expected);
    }
  });

  it('follows another reading', () => {
    // Both at once: 5,236,000 + 486,517.86 + 54,750 + 109,500 + 300,000 = 6,186,767.86.
    const { stdout } = example(['--reading', 'leaseWithInvestmentSubsidy=stack']);
    expect(stdout).toContain('leaseWithInvestmentSubsidy=stack');
    expect(stdout.split('\n')).toContain(line('合计', '6,186,767.86至8,886,767.86元'));
  });
});

describe('2-consortium.json', () => {
  // A1.3: 20 % × 120,000,000 = 24,000,000, capped at 20,000,000; 10 % × 86,000,000 = 8,600,000;
  //   8 % × 64,000,000 = 5,120,000; 18,600,000 is 1,400,000 short of the threshold; 10 % × 45,600,000 = 4,560,000.
  // A6.4: 15 % × 330,400,000 = 49,560,000, capped at 30,000,000.
  // F.3, project by project: the leader's on A1.3 (20,000,000); the other four on A6.4:
  //   15 % × 210,400,000 = 31,560,000, still capped at 30,000,000. Together 50,000,000, and
  //   2,000,000 for the leader once the targets are found met (A6.2).
  // A6.5: min(55 %, 40 %) × 30,000,000 = 12,000,000, less 6,000,000 paid.
  // The leader receives its subsidy and the leader's award: 20,000,000 to 22,000,000; the consortium its own (I-33).
  it('prints in Chinese what the law gives', () => {
    const text = report('2-consortium.json', 'zh');
    for (const expected of [
      line('1b  新型技术改造投资补助', '20,000,000.00元'),
      line('6a  链主企业奖励', '0.00至2,000,000.00元'),
      line('6b  联合体设备投资补助', '30,000,000.00元'),
      line('             基数×比例：330,400,000.00 × 15%', '49,560,000.00元'),
      line('1b  新型技术改造投资补助  蜀轮总装智能工厂', '20,000,000.00元'),
      line('6b  联合体设备投资补助  蜀轮传动联合体', '30,000,000.00元'),
      line('合计', '50,000,000.00至52,000,000.00元'),
      line('放弃  1b  新型技术改造投资补助  沱铸精密铸造产线', '8,600,000.00元'),
      line('             足一分舍去', '12,000,000.00元'),
      line('             现可预拨：12,000,000.00 − 6,000,000.00', '6,000,000.00元'),
      line('收款企业 蜀轮传动', '20,000,000.00至22,000,000.00元'),
      line('收款联合体 蜀轮传动联合体', '30,000,000.00元'),
    ]) {
      expect(text.split('\n')).toContain(expected);
    }
    expect(text.replace(/\n +/g, '')).toContain('要求20,000,000.00元（含）以上，实际为18,600,000.00元，相差1,400,000.00元');
  });

  it('prints in English what the law gives', () => {
    const lines = report('2-consortium.json', 'en').split('\n');
    expect(lines).toContain(line('6b  consortium investment subsidy', '30,000,000.00 yuan'));
    expect(lines).toContain(line('Total', '50,000,000.00 to 52,000,000.00 yuan'));
  });
});

describe('3-supplier.json', () => {
  // A4.3: 36,800,000 + 28,450,000 = 65,250,000 count; the buyer filed on 2024-05-20 (F.2) and the
  //   supplier's own project do not; 15,300,000 hang on one finding. 80,550,000 would reach the
  //   80,000,000: 1 % = 805,500; without it nothing is due.
  // A4.4: 31,600,000 + 19,875,001 = 51,475,001; 0.5 % = 257,375.005, half up to 257,375.01.
  it('prints in Chinese what the law gives', () => {
    const lines = report('3-supplier.json', 'zh').split('\n');
    for (const expected of [
      line('4a  设备供给补助', '0.00至805,500.00元'),
      line('    计算     计算基数：明细合计', '65,250,000.00至80,550,000.00元'),
      line('             设备03，不计', '0.00元'),
      line('             设备04，不计', '0.00元'),
      line('             设备05，待定', '0.00至15,300,000.00元'),
      line('4b  软件供给补助', '257,375.01元'),
      line('             基数×比例：51,475,001.00 × 0.5%', '257,375.005元'),
      line('供给企业 蓉创装备', '257,375.01至1,062,875.01元'),
    ]) {
      expect(lines).toContain(expected);
    }
  });

  it('prints in English what the law gives', () => {
    const lines = report('3-supplier.json', 'en').split('\n');
    expect(lines).toContain(line('4a  equipment supply subsidy', '0.00 to 805,500.00 yuan'));
    expect(lines).toContain(line('4b  software supply subsidy', '257,375.01 yuan'));
  });

  it('rounds down where that is the reading', () => {
    const { stdout } = example(['examples/cases/3-supplier.json', '--reading', 'rounding=down-fen']);
    expect(stdout.split('\n')).toContain(line('4b  软件供给补助', '257,375.00元'));
  });
});

describe('4-park.json', () => {
  // A7.4 on 42,000,000: 25 % = 10,500,000 in 2025; 45 % = 18,900,000, so 8,400,000 more in 2026;
  //   80 % is bounded at 50 % = 21,000,000, so 2,100,000 more in 2027, if that year is passed.
  //   If it is failed, nothing more is advanced, and the award comes to the 18,900,000 of the years passed.
  // The other park: 25 % × 20,000,000.01 = 5,000,000.0025, rounded down; 2026 failed, so that this is all.
  // Total: 18,900,000 + 5,000,000 = 23,900,000, or 42,000,000 + 5,000,000 = 47,000,000.
  it('prints in Chinese what the law gives', () => {
    const lines = report('4-park.json', 'zh').split('\n');
    for (const expected of [
      line('    拨付     2025年度达标可拨', '10,500,000.00元'),
      line('             2026年度达标可拨', '8,400,000.00元'),
      line('             2027年度达标可拨', '0.00至2,100,000.00元'),
      line('             预拨累计上限', '18,900,000.00至21,000,000.00元'),
      line('             现可预拨', '0.00至10,500,000.00元'),
      line('    拨付     2025年度达标可拨', '5,000,000.00元'),
      // No settlement (A7.5): what the passed year allows stays, the rest is for the authority.
      line('             不统一结算（最终应得）', '5,000,000.00元'),
      '                 其余待主管部门决定',
      line('合计', '23,900,000.00至47,000,000.00元'),
    ]) {
      expect(lines).toContain(expected);
    }
  });

  it('prints in English what the law gives', () => {
    const lines = report('4-park.json', 'en').split('\n');
    expect(lines).toContain(line('             2026, payable once the year has passed', '8,400,000.00 yuan'));
    expect(lines).toContain(line('             advances in all, at most', '18,900,000.00 to 21,000,000.00 yuan'));
  });
});

describe('5-filing-cutoff.json', () => {
  // F.2: 2024-05-31 is one day too early; a national demonstration project is free of the date.
  // A1.3: the lower of filed 128,000,000 and verified 126,000,000 counts (I-44): 20 % × 126,000,000 =
  //   25,200,000, capped at 20,000,000. Without the leased 24,000,000 it is 20 % × 102,000,000 = 20,400,000,
  //   capped as well: the lease costs the subsidy nothing and brings 2.5 % × 8,640,000 = 216,000.
  //   Together 20,216,000.
  // A1.4: 10,000,000 were advanced, 10,000,000 are payable.
  // A8.4: the district's 2,000,000 beside all that the city pays on the project, 22,216,000.
  it('prints in Chinese what the law gives', () => {
    const text = report('5-filing-cutoff.json', 'zh');
    for (const expected of [
      line('1b  新型技术改造投资补助', '0.00元'),
      line('1b  新型技术改造投资补助', '20,000,000.00元'),
      line('             基数×比例：126,000,000.00 × 20%', '25,200,000.00元'),
      line('合计', '20,216,000.00元'),
      line('             结算应付：20,000,000.00 − 10,000,000.00', '10,000,000.00元'),
      line('    市区两级合计', '22,216,000.00元'),
    ]) {
      expect(text.split('\n')).toContain(expected);
    }
    expect(text.replace(/\n +/g, '')).toContain('要求2024年6月1日（含）以后，实际为2024年5月31日');
    expect(text.replace(/\n +/g, '')).toContain('备案（审批）日期在政策范围内（附则第二句）：要求2024年6月1日（含）以后，实际为国家示范项目');
  });

  it('prints in English what the law gives', () => {
    const text = report('5-filing-cutoff.json', 'en');
    expect(text.split('\n')).toContain(line('Total', '20,216,000.00 yuan'));
    expect(text.replace(/\n +/g, ' ')).toContain('required on or after 1 June 2024, found 31 May 2024');
  });
});

describe('bad input', () => {
  const refusals: readonly [name: string, args: readonly string[], input: string, said: readonly string[]][] = [
    ['a value out of its type', ['-'], '{"applicationDate":"2025-02-30"}', ['standard input: $.applicationDate (day of the first application or task book): expected a calendar day', 'found "2025-02-30"']],
    ['several faults', ['-'], '{"applicationDate":1,"project":[]}', ['standard input: $.applicationDate (', '\nstandard input: $.project: expected']],
    ['a missing value', ['-'], '{}', ['$.applicationDate (day of the first application or task book): expected a calendar day']],
    ['no JSON', ['-'], '{"a": 1,\n "b": 2025-06', ['standard input: expected JSON, found "-06" in line 2, column 11']],
    ['half a JSON', ['-'], '{"applicationDate": "2025', ['standard input: expected JSON, found a text that ends too early']],
    ['an id that steers the terminal', ['-'], '{"applicationDate":"2025-06-01","parks":[{"id":"\\u001b[31m"}],"loans":[{"id":"x","borrower":"b","project":"\\u001b[31m","year":2025}]}', ['$.loans[0].project']],
    ['no such file', ['no/such/case.json'], '', ['no/such/case.json: expected a file that can be read (there is no such file or folder)']],
    ['a directory', ['examples'], '', ['examples: expected a file that can be read (it is a folder)']],
    ['an unknown language', ['--lang', 'fr'], '', ['--lang: expected zh or en, found "fr"']],
    ['an unknown option', ['--colour'], '', ["expected the options that --help lists, found Unknown option '--colour'"]],
    ['two files', ['a.json', 'b.json'], '', ['expected one case file, found 2']],
    ['an option without its value', ['--reading'], '', ['--reading: expected a value after it: --reading value\n']],
    ['a value for an option that takes none', ['--json=yes'], '', ['--json: expected no value after it\n']],
    ['one reading twice', ['--reading', 'rounding=half-up-fen', '--reading', 'rounding=down-fen'], '', ['--reading: expected one value for each reading, found rounding=half-up-fen, rounding=down-fen']],
    ['an option twice', ['--unit', 'wan', '--unit', 'yuan'], '', ['--unit: expected it only once\n']],
    ['JSON as HTML', ['--json', '--format', 'html'], '', ['arguments: expected --json or --format, found both']],
    ['a document as JSON', ['--document', 'sheet', '--format', 'json'], '', ['arguments: expected --format json or --document, found both']],
    ['JSON in 万元', ['--json', '--unit', 'wan'], '', ['arguments: expected --json or --unit, found both']],
    ['a reading without a value', ['--reading', 'rounding'], '', ['--reading: expected name=value, found "rounding"']],
    ['an unknown reading', ['--reading', 'round=up'], '', ['--reading round: expected the name of a reading']],
    ['an unknown value of a reading', ['--reading', 'rounding=up'], '', ['--reading rounding: expected half-up-fen | down-fen, found "up"']],
  ];
  for (const [name, args, input, said] of refusals) {
    it(`is refused in a line for each fault: ${name}`, () => {
      const { status, stdout, stderr } = example(args.includes('--lang') ? args : [...args, '--lang', 'en'], input);
      expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
      expect(stderr.trimEnd().split('\n')).toHaveLength(name === 'several faults' ? 2 : 1);
      expect(stderr).not.toContain('\x1b');
      for (const words of said) expect(stderr).toContain(words);
    });
  }

  it('is refused in Chinese, where nobody asks for English', () => {
    for (const [name, args, input] of refusals) {
      const { status, stderr } = example(args.filter((a) => a !== '--lang' && a !== 'fr'), input);
      if (name === 'an unknown language') continue;
      expect(status, name).toBe(1);
      expect(stderr, name).toMatch(/：应为/);
      expect(stderr, name).not.toMatch(/expected|found|Unexpected|position/);
    }
  });

  it('is refused in the words of the library, with the file before the path', async () => {
    const { refusalOf, within } = await import('../../examples/lib/cli.mjs');
    const issue = { path: '$.projects[0].owner', code: 'missing', expected: 'a name', message: { zh: '项目单位（$.projects[0].owner）：应为名称', en: '$.projects[0].owner (owner): expected a name' } };
    const refusal = refusalOf({ issues: [issue, issue] }, within('a $& b.json'));
    expect(refusal.said('zh').split('\n')[1]).toBe('项目单位（a $& b.json: $.projects[0].owner）：应为名称');
    expect(refusal.message.split('\n')[0]).toBe('a $& b.json: $.projects[0].owner (owner): expected a name');
  });

  it('shows an id that would steer the terminal without doing so', () => {
    const { status, stdout } = example(['-'], '{"applicationDate":"2025-06-01","parks":[{"id":"\\u001b[2Jpark\\u202e"}]}');
    expect(status).toBe(0);
    expect(stdout).not.toMatch(/[\x1b\u202e]/);
  });
});

describe('the report on a choice', () => {
  const TURNS = { zh: '未定金额确定后，所选组合未必仍为最优。', en: 'Open amounts may turn the choice: it is not proven to be the best in every case.' };

  it('says that open amounts may turn it, and only where they may', () => {
    for (const lang of LANGUAGES) {
      expect(example(['examples/profiles/combinations.json', '--lang', lang]).stdout.replace(/\n/g, lang === 'zh' ? '' : ' ')).toContain(TURNS[lang]);
      expect(report('1-enterprise.json', lang).replace(/\n/g, lang === 'zh' ? '' : ' ')).not.toContain(TURNS[lang]);
    }
  });

  it('says that the range of the total may be wide, and only where it may', () => {
    // The years of a demonstration that are left out lower the award of A5.4 and are no awards here themselves.
    const open = { ...caseOf('1-enterprise.json'), demonstrations: [{ project: '岷锋主轴产线智改项目', taskBookSigned: true }] };
    expect(example(['-'], JSON.stringify(open)).stdout).toContain('合计区间可靠，但可能偏宽。');
    expect(report('1-enterprise.json', 'zh')).not.toContain('可能偏宽');
  });

  it('names the facts that leave a payment open, and no sum to return while nobody says what was advanced', () => {
    const file = caseOf('5-filing-cutoff.json');
    const projects = file.projects?.map((p) => ({ ...p, construction: { started: true, investmentProgress: '1' } }));
    const { stdout } = example(['-'], JSON.stringify({ ...file, projects }));
    expect(stdout).not.toContain('结算应退');
    expect(stdout.replace(/\n +/g, '')).toContain('天工航发示范项目的已预拨金额');
    expect(report('5-filing-cutoff.json', 'zh')).toContain('结算应退');
  });

  it('writes a quotient as it was stated', () => {
    // A6.6: one third of 30,000,000 is 10,000,000, beside the 20,000,000 of the leader's project.
    const file = caseOf('2-consortium.json');
    const consortia = file.consortia?.map((c) => ({ ...c, accepted: true, settlementFactor: '1/3' }));
    const { stdout } = example(['-'], JSON.stringify({ ...file, consortia }));
    expect(stdout).toMatch(/ 1\/3$/m);
    expect(stdout).toContain('乘结算系数后：30,000,000.00 × （1/3）');
  });
});

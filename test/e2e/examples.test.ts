import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';
import { type CaseFile, assess, chengdu2025, safeAssess } from 'chengdu-tech-upgrade';
import { type MeasureEntry, measureCatalogue } from 'chengdu-tech-upgrade/measures';
import { type ParameterRecord, type ReadingRecord, parameters as register, readingIds, readings } from 'chengdu-tech-upgrade/policy';
import { type FactRecord, facts, jsonSchemas, openApi } from 'chengdu-tech-upgrade/schema';
import { describe, expect, it } from 'vitest';
import { gb18030 } from './gb18030.js';

/**
 * The examples and both READMEs against the built package. The generated parts of the READMEs are
 * rewritten with `UPDATE_README=1 npm run test:e2e`.
 */

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const CASES = readdirSync(`${ROOT}examples/cases`).sort();
const LANGUAGES = ['zh', 'en'] as const;
type Lang = (typeof LANGUAGES)[number];

const read = (path: string): string => readFileSync(ROOT + path, 'utf8');
const caseOf = (file: string): CaseFile => JSON.parse(read(`examples/cases/${file}`));

interface Run {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}
function run(args: readonly string[], input = ''): Run {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: ROOT, encoding: 'utf8', input });
  return { status, stdout, stderr };
}
const example = (args: readonly string[], input?: string): Run => run(['examples/assess.mjs', ...args], input);

const reports = new Map<string, string>();
/** The report on a shipped case, made once. */
function report(file: string, lang: Lang): string {
  const key = `${file} ${lang}`;
  let text = reports.get(key);
  if (text === undefined) {
    const { status, stdout, stderr } = example([`examples/cases/${file}`, '--lang', lang]);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    text = stdout;
    reports.set(key, text);
  }
  return text;
}

/** Columns on a terminal: Chinese characters and full-width marks take two. */
const columns = (text: string): number => [...text].reduce((n, c) => n + (/[\u2e80-\uffef]/u.test(c) ? 2 : 1), 0);
/** A line with its figure ending in the 80th column. */
const line = (left: string, right: string): string => left + ' '.repeat(80 - columns(left) - columns(right)) + right;

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
    ['an unknown reading', ['--reading', 'round=up'], '', ['options.readings.round']],
    ['an unknown value of a reading', ['--reading', 'rounding=up'], '', ['options.readings.rounding: expected half-up-fen | down-fen, found "up"']],
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

// ---- The other scripts -----------------------------------------------------------------------

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

describe('combinations.mjs', () => {
  const script = (...args: string[]): Run => run(['examples/combinations.mjs', ...args]);
  const profile: CaseFile = JSON.parse(read('examples/profiles/combinations.json'));

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
      '已证明没有更高的组合',
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
      'Proven: no combination brings more.',
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
    const project = (id: string, equipmentInvestment: string, facts: object) =>
      ({ id, owner: id, filingDate: '2025-03-01', newType: true, totalInvestment: '150000000', equipmentInvestment, inIndustrialStatistics: false, ...facts });
    const file = `${mkdtempSync(`${tmpdir()}/part-`)}/case.json`;
    writeFileSync(file, JSON.stringify({
      applicationDate: '2025-06-18',
      projects: [project('P', '120000000', { nationalDemonstration: true }), project('Q', '50000000', { nationalDemonstration: false, pilotIndustry: true })],
      consortia: [{ id: 'C', leader: 'P', directSuppliers: 10, taskBookSigned: false, benchmarkTaskBookSigned: true, nationalPilotTask: true, projects: ['P', 'Q'] }],
    }));
    const lines = script(file).stdout.split('\n');
    expect(lines).toContain(line('部分放弃  6b  联合体设备投资补助  C', '18,000,000.00元'));
    const at = lines.indexOf(line('    若坚持全额选取，合计', '25,500,000.00元'));
    expect(lines.slice(at + 1, at + 3)).toEqual([line('    比最优合计少', '2,000,000.00元'), '        不取 1b 新型技术改造投资补助 P']);
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

describe('every script that takes a case', () => {
  const SCRIPTS = ['assess', 'audit', 'combinations', 'interview', 'readings'];

  for (const name of SCRIPTS) {
    const script = (...args: string[]): Run => run([`examples/${name}.mjs`, ...args]);

    it(`${name}.mjs explains itself`, () => {
      const { status, stdout, stderr } = script('--help');
      expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
      expect(stdout).toContain(`Usage: node examples/${name}.mjs`);
      for (const l of stdout.split('\n')) expect(columns(l), l).toBeLessThanOrEqual(80);
    });

    it(`${name}.mjs refuses in a line for each fault what it cannot use`, () => {
      const ledger = name === 'audit' ? ['examples/ledgers/clean.csv'] : [];
      for (const [args, said] of [
        [['--lang', 'fr'], '--lang: expected zh or en, found "fr"'],
        [['--colour'], "arguments: expected the options that --help lists, found Unknown option '--colour'"],
        [['no/such.json', ...ledger], 'no/such.json: expected a file that can be read (there is no such file or folder)'],
        [['LICENSE', ...ledger], 'LICENSE: expected JSON, found '],
        [['package.json', ...ledger], 'package.json: $.applicationDate (day of the first application or task book): expected a calendar day'],
        [['a', 'b', 'c'], 'arguments: expected '],
      ] as const) {
        const { status, stdout, stderr } = script(...args, ...(args[0] === '--lang' ? [] : ['--lang', 'en']));
        expect({ status, stdout }, said).toEqual({ status: 1, stdout: '' });
        expect(stderr.startsWith(said), stderr).toBe(true);
        for (const l of stderr.trimEnd().split('\n')) expect(l).toMatch(/^\S+: .*expected /);
      }
    });

    it(`${name}.mjs refuses a file that is not UTF-8, in the language asked for`, () => {
      const file = `${mkdtempSync(`${tmpdir()}/gbk-`)}/case.json`;
      // 丙 in GBK
      writeFileSync(file, Buffer.concat([Buffer.from('{"applicationDate":"2025-06-18","projects":[{"id":"P","owner":"'), Buffer.from([0xb1, 0xfb]), Buffer.from('"}]}')]));
      const files = name === 'audit' ? [file, 'examples/ledgers/clean.csv'] : [file];
      expect(script(...files)).toEqual({ status: 1, stdout: '', stderr: `${file}：应为UTF-8编码的文本（请另存为UTF-8后重试）\n` });
      expect(script(...files, '--lang', 'en')).toEqual({ status: 1, stdout: '', stderr: `${file}: expected UTF-8 text\n` });
      expect(script('no/such.json', ...files.slice(1), '--lang=zh').stderr).toBe('no/such.json：应为可读取的文件（没有这个文件或文件夹）\n');
    });

    it(`${name}.mjs bears a reader that closes the pipe early`, () => {
      const { status, stderr } = spawnSync('sh', ['-c', '"$0" "$1" </dev/null | head -n 1', process.execPath, `examples/${name}.mjs`], { cwd: ROOT, encoding: 'utf8' });
      expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    });
  }

  it('assess.mjs writes the letter to one payee, or names who is none', () => {
    const script = (...args: string[]): Run => run(['examples/assess.mjs', 'examples/cases/2-consortium.json', ...args]);
    const letters = (text: string): string[] => text.split('\n').filter((l) => /^[^（]+：$/.test(l));
    expect(letters(script('--document', 'notice').stdout).length).toBeGreaterThan(1);
    expect(letters(script('--document', 'notice', '--payee', '蜀轮传动').stdout)).toEqual(['蜀轮传动：']);
    // The same as in all letters: what others claim on the same input is looked at.
    const all = script('--document', 'notice').stdout.split(/^=+$/m).map((l) => l.trim());
    for (const payee of ['蜀轮传动', '蜀轮传动联合体']) expect(all).toContain(script('--document', 'notice', '--payee', payee).stdout.split(/^=+$/m)[1]?.trim());
    expect(script('--payee', '蜀轮')).toEqual({ status: 1, stdout: '', stderr: '--payee：应为本案某项措施的收款单位，实为"蜀轮"\n' });
    expect(script('--payee', '蜀轮', '--lang', 'en').stderr).toBe('--payee: expected the payee of a measure of this case, found "蜀轮"\n');
  });

  it('an empty file is called one', () => {
    const file = `${mkdtempSync(`${tmpdir()}/empty-`)}/case.json`;
    writeFileSync(file, '\n');
    expect(run(['examples/assess.mjs', file]).stderr).toBe(`${file}：应为JSON，实为空文件\n`);
  });

  it('interview.mjs takes shares and days as people type them, and says what a yes or no is', () => {
    const [folder, input] = [mkdtempSync(`${tmpdir()}/typed-`), { applicationDate: '2025-06-18', projects: [{ id: 'P', owner: 'E', newType: true, nationalDemonstration: false, pilotIndustry: true, inIndustrialStatistics: false, totalInvestment: '30000000', equipmentInvestment: '20000000' }] }];
    writeFileSync(`${folder}/case.json`, JSON.stringify(input));
    const typed = (...answers: string[]) => spawnSync(process.execPath, ['examples/interview.mjs', `${folder}/case.json`], { cwd: ROOT, encoding: 'utf8', input: `${answers.join('\n')}\n` }).stdout;
    // On which day filed, started or not, how far.
    expect(typed('２０２５/3/1', '也许', 'y', '33.5%')).toMatch(/答：2025-03-01\n[\s\S]*不能这样回答：是\/否\n[\s\S]*答：335\/1000\n/);
  });

  it('interview.mjs refuses answers that the case cannot hold or states otherwise, asked for or not', () => {
    const folder = mkdtempSync(`${tmpdir()}/answers-`);
    const answered = (answers: object, ...more: string[]): Run => {
      writeFileSync(`${folder}/a.json`, JSON.stringify(answers));
      return run(['examples/interview.mjs', ...more, '--answers', `${folder}/a.json`]);
    };
    // In the enterprise that ships as a case everything is stated of the project.
    const whole = 'examples/cases/1-enterprise.json';
    for (const [answers, said, ...more] of [
      [{ '$.projects[0].newTyp': true }, '$.projects[0].newTyp：应为案件格式中的属性名，如newType'],
      [{ '$.projects[0].newType': '是' }, '$.projects[0].newType）：应为'],
      [{ '$.projects[0].newType': '是' }, '$.projects[0].newType：应为案件中已有的true，实为"是"', whole],
      [{ '$.projects[0].newType': false }, '$.projects[0].newType：应为案件中已有的true，实为false', whole],
      [{ '$.projects[9].newType': true }, '$.projects[9]：应为已列出的行'],
      [{ '$.projects[0].construction.investmentProgress': '0.3' }, '$.projects[0].construction.started）：应为'],
    ] as const) {
      const { status, stdout, stderr } = answered(answers, ...more);
      expect({ status, stdout }, said).toEqual({ status: 1, stdout: '' });
      expect(stderr).toContain(`${folder}/a.json: ${said}`.replace(/^.*(?=\$.*）)/, ''));
      expect(stderr).toContain(`${folder}/a.json: `);
    }
    expect(answered({ '$.projects[0].newType': true }, whole)).toMatchObject({ status: 0, stderr: '' });
  });

  it('names no reading, finding or fault by a code of its own in a Chinese text', () => {
    const { stdout } = run(['examples/readings.mjs']);
    expect(stdout).toContain('技改奖励可否与投资补助并享？ 并享（rewardWithSubsidy=stack）');
    // A code stands in brackets, where it is what has to be typed.
    expect(stdout.replace(/（\w+=[\w-]+）/g, '')).not.toMatch(/[a-z]{3}/i);
    expect(run(['examples/audit.mjs']).stdout).toContain('[错误] 附则第三句（F.3）（文件第5行 拨2025-003）');
    expect(run(['examples/audit.mjs']).stdout).not.toMatch(/[a-z]{3}/i);
    const assessed = example(['--reading', 'leaseWithInvestmentSubsidy=stack']).stdout.replace(/\n +/g, '');
    expect(assessed).toContain('解读  租赁补助可否与同一设备的投资补助并享？ 并享（I-11，leaseWithInvestmentSubsidy=stack）');
  });

  it('hosts/write.mjs explains itself, and writes nothing else', () => {
    const folder = mkdtempSync(`${tmpdir()}/hosts-`);
    const script = (...args: string[]) => spawnSync(process.execPath, [`${ROOT}/examples/hosts/write.mjs`, ...args], { cwd: folder, encoding: 'utf8' });
    const { status, stdout } = script('--help');
    expect({ status, written: readdirSync(folder) }).toEqual({ status: 0, written: [] });
    for (const l of stdout.split('\n')) expect(columns(l), l).toBeLessThanOrEqual(80);
    expect(script('a', 'b', 'c', '--lang', 'en').stderr).toBe('arguments: expected at most a folder and an address, found 3\n');
    for (const address of ['notanurl', 'http://example.org', 'https://']) {
      expect(script('a', address)).toMatchObject({ status: 1, stdout: '', stderr: `参数：应为https网址，如https://example.org/cdjg，实为"${address}"\n` });
    }
    writeFileSync(`${folder}/taken`, '');
    expect(script('taken')).toMatchObject({ status: 1, stdout: '' });
    expect(script('taken').stderr).toMatch(/^taken\/excel\/manifest\.xml：应为可写入的文件（.+）\n$/);
    expect(readdirSync(folder)).toEqual(['taken']);
    const { stdout: written } = script('out', 'https://example.org/cdjg/');
    expect(written).toMatch(/^已写入 out：\n {2}excel\/ {2}functions\.html functions\.js functions\.json manifest\.xml\n {2}wps\/ .*\n {2}google\/ .*\n {2}libreoffice\/ .*\n$/);
    expect(readFileSync(`${folder}/out/excel/manifest.xml`, 'utf8')).toContain('"https://example.org/cdjg/functions.js"');
  });

  it('refuses an election or a reading that the case does not know', () => {
    for (const [args, said] of [
      [['--elect', 'investment-subsidy:无此项目'], '--elect: expected the key of a determination of this case, found "investment-subsidy:无此项目"\n'],
      [['--elect', ','], '--elect: expected at least one key of a determination, found ","\n'],
      [['--elect', 'a,b'], '--elect: expected the key of a determination of this case, found "a"\n--elect: expected the key of a determination of this case, found "b"\n'],
      [['--reading', 'rounding'], '--reading: expected name=value, found "rounding"\n'],
      [['--reading', 'rounding=up'], 'options.readings.rounding: expected half-up-fen | down-fen, found "up"\n'],
    ] as const) {
      const { status, stdout, stderr } = run(['examples/combinations.mjs', ...args, '--lang', 'en']);
      expect({ status, stdout, stderr }).toEqual({ status: 1, stdout: '', stderr: said });
    }
  });
});

describe('a ledger audited by audit.mjs', () => {
  const CASE = 'examples/ledgers/case.json';
  const audited = (rows: readonly string[], ...options: string[]): Run => {
    const ledger = `${mkdtempSync(`${tmpdir()}/ledger-`)}/ledger.csv`;
    writeFileSync(ledger, `\ufeff编号,措施,对象,年度,金额,日期,方式\r\n${rows.join('\r\n')}\r\n`);
    return run(['examples/audit.mjs', CASE, ledger, ...options]);
  };

  it('is clean where nothing is wrong, and the shipped defects are found', () => {
    expect(JSON.parse(run(['examples/audit.mjs', CASE, 'examples/ledgers/clean.csv', '--json']).stdout).summary.findings.error).toBe(0);
    expect(JSON.parse(run(['examples/audit.mjs', '--json']).stdout).summary.findings.error).toBeGreaterThan(3);
  });

  it('tells what came back, and what others paid, apart', () => {
    // Of the 100,000 paid beside the subsidy on the same input, 50,000 came back: 50,000 are left, of which 10,000 close
    //   the gap to the 5,180,000 (10 % of the lower, verified 51,800,000), of which 5,170,000 were paid.
    const { findings, summary } = JSON.parse(run(['examples/audit.mjs', '--json']).stdout);
    expect(findings.find((f: { code: string }) => f.code === 'double-dip')).toMatchObject({ difference: '40000.00', effect: 'return' });
    expect(summary).toMatchObject({ returned: '50000.00', otherPayers: [{ payer: 'district', awards: 1, granted: '500000.00' }] });
    const { stdout } = run(['examples/audit.mjs', '--lang', 'en']);
    expect(stdout.split('\n')).toContain(line('returned', '50,000.00 yuan'));
    expect(stdout.split('\n')).toContain(line('beside it, not judged: district', '500,000.00 yuan'));
  });

  it.each(['=HYPERLINK("x")', '+1', '-1', '@SUM(A1)', '＝cmd', '＠x', '  =1', 'a;=1'])('gives no formula away to a spreadsheet: %s', (id) => {
    const row = `"${id.replaceAll('"', '""')}",7,"${id.replaceAll('"', '""')}",,1,2026-01-05,预拨`;
    const { status, stdout } = audited([row], '--csv');
    expect(status).toBe(0);
    // Cells as a spreadsheet takes them apart, by commas or by semicolons.
    const cells = [...stdout.replace('\ufeff', '').matchAll(/"((?:[^"]|"")*)"|([^,;\r\n]+)/g)].map((m) => (m[1] ?? m[2] ?? '').replaceAll('""', '"'));
    expect(cells.length).toBeGreaterThan(20);
    for (const cell of cells) expect(cell).not.toMatch(/^\s*[=+\-@＝＋－＠]/u);
  });

  it('may be saved again by a spreadsheet: its dates, and empty cells left off or added at the end of a row', () => {
    const rows = ['拨1,1a,P1,,100,2026-05-20,全额', '拨2,1a,P1,,100,2026-05-20'];
    const saved = ['拨1,1a,P1,,100,2026/5/20,全额,,,', '拨2,1a,P1,,100,2026/05/20,,'];
    expect(audited(saved.slice(0, 1), '--json')).toEqual(audited(rows.slice(0, 1), '--json'));
    for (const table of [rows, saved]) expect(audited(table, '--lang', 'en').stderr).toMatch(/line 3: 方式 \(kind of payment\): expected .*\n$/);
    expect(audited(['拨1,1a,P1,,100,2026/13/5,全额'], '--lang', 'en').stderr).toContain('found "2026-13-05"');
    expect(audited(['拨1,1a,P1,,100,2026-05-20,全额,,x'], '--lang', 'en').stderr).toContain('line 2: expected at most 7 cells, as in the header, found 9');
  });

  it('may have amounts with thousands separators and days in Chinese, as offices write them', () => {
    const plain = audited(['拨1,1a,P1,,5236000,2026-05-02,全额'], '--json');
    for (const row of ['拨1,1a,P1,,"5,236,000.00",2026年5月2日,全额', '拨1,1a,P1,,5，236，000,2026.5.2,全额']) expect(audited([row], '--json')).toEqual(plain);
    expect(audited(['拨1,1a,P1,,"52,36,000",2026-05-02,全额']).stderr).toContain('实为"52,36,000"');
    expect(audited(['拨1,1a,P1,,5236000,2026年5月,全额']).stderr).toContain('实为"2026年5月"');
  });

  it('is read as a table of an office is, where its header is another one; without any it is refused in the language asked for', () => {
    const ledger = `${mkdtempSync(`${tmpdir()}/ledger-`)}/ledger.csv`;
    const said = (text: string, ...options: string[]): string => {
      writeFileSync(ledger, `\ufeff${text}`);
      return run(['examples/audit.mjs', CASE, ledger, ...options]).stderr;
    };
    const rows = '拨1,1a,P1,,523.6,2026-05-02,全额\r\n合计,,,,523.6,,\r\n';
    writeFileSync(ledger, `\ufeff2026年度台账,,,,,,\r\n编号,措施,对象,年度,金额（万元）,日期,方式\r\n${rows}`);
    expect(JSON.parse(run(['examples/audit.mjs', CASE, ledger, '--json']).stdout).summary).toMatchObject({ awards: 1, granted: '5236000.00' });
    expect(said('编号,对象,金额\r\n拨1,P1,100\r\n')).toMatch(/^\S+：第1行：缺少列“政策措施”\n/);
    expect(said('甲,乙,丙\r\n1,2,3\r\n')).toContain('第1行：应为有下列各列的表头：措施、对象、金额、日期、方式，实为"甲,乙,丙"');
    expect(said('甲,乙,丙\r\n1,2,3\r\n', '--lang', 'en')).toContain('line 1: expected a column for measure, subject, amount, date, payment, found "甲,乙,丙"');
  });

  it('is one ledger in UTF-8, GB18030 or UTF-16 and under a title, with the same words for who paid', () => {
    const folder = mkdtempSync(`${tmpdir()}/ledger-`);
    const text = read('examples/ledgers/defects.csv').replace('\ufeff', '');
    // 区县 in GB18030; the other characters by the table of the decoder.
    const written = { 'plain.csv': text, 'utf16.csv': Buffer.from(`\ufeff${text}`, 'utf16le'), 'gbk.csv': gb18030(text), 'titled.csv': `2026年度拨付台账,,,,,,,,\r\n${text}` };
    const found = Object.entries(written).map(([name, content]) => {
      writeFileSync(`${folder}/${name}`, content);
      const { stdout, stderr } = run(['examples/audit.mjs', CASE, `${folder}/${name}`, '--json']);
      expect({ name, stderr }).toEqual({ name, stderr: '' });
      return JSON.parse(stdout) as unknown;
    });
    for (const one of found) expect(one).toEqual(found[0]);
    const { stdout } = run(['examples/sheet.mjs', CASE, '--ledger', `${folder}/gbk.csv`]);
    expect(stdout).toContain('拨付记录18行，可用18行');
    expect(stdout).not.toMatch(/未能使用/);
  });

  it('is refused in the language asked for, in whatever encoding; what a table of an office lacks, in the Chinese of the tables', () => {
    const ledger = `${mkdtempSync(`${tmpdir()}/ledger-`)}/ledger.csv`;
    const rows = '编号,措施,对象,年度,金额,日期,方式,拨付主体\r\n拨1,1b,P1,,100,2026-05-02,全额,市县\r\n';
    writeFileSync(ledger, gb18030(rows));
    expect(run(['examples/audit.mjs', CASE, ledger, '--lang', 'en']).stderr).toMatch(/line 2: 拨付主体 \(payer\): expected "city" or .*, found "市县"\n$/);
    writeFileSync(ledger, gb18030(`台账,,,,,,,\r\n${rows}`));
    expect(run(['examples/audit.mjs', CASE, ledger, '--lang', 'en']).stderr).toMatch(/ledger\.csv: line 3: it cannot be used as it stands \(拨付主体：无法识别“市县”.*\)\n$/);
    expect(run(['examples/audit.mjs', CASE, ledger]).stderr).toMatch(/ledger\.csv：第3行：拨付主体：无法识别“市县”；/);
  });

  it('may end in rows of empty cells', () => {
    const { status, stdout } = audited([',,,,,,', ',,,,,,'], '--json');
    expect(status).toBe(0);
    expect(JSON.parse(stdout).summary.awards).toBe(0);
  });
});

// ---- The READMEs -----------------------------------------------------------------------------

const README: Readonly<Record<Lang, string>> = { en: 'README.md', zh: 'README.zh-CN.md' };
const parameters = (m: MeasureEntry) => m.parameters.map((id) => ({ ...chengdu2025.parameters[id as keyof typeof chengdu2025.parameters], id }));

const WORDS = {
  en: {
    measures: ['Code', '`id`', 'Measure', 'Clause', 'Threshold', 'Formula', 'Cap and scope', 'Nature'],
    readings: ['Reading', 'Question', 'Default', 'Other values', 'See'],
    facts: ['Fact (* required)', 'Name', 'Type, unit', 'Who answers', 'Measures'],
    parameters: ['Parameter', 'Name', 'Value', 'Bound', 'Words of the text', 'Valid'],
    codes: ['`code`', 'When'],
    base: {
      'investment-subsidy': 'equipment investment including software',
      'finance-lease-subsidy': 'actual amount of the year',
      'equipment-supply-subsidy': 'total sales',
      'software-supply-subsidy': 'total sales',
      'consortium-investment-subsidy': 'equipment investment including software',
    } as Record<string, string>,
    unit: { CNY: '', rank: 'rank ', enterprises: '', day: '', ratio: '' },
    after: { CNY: '', rank: '', enterprises: ' direct suppliers', day: '', ratio: '' },
    scope: {
      project: 'per project',
      'one-off': 'one-off',
      'enterprise-year': 'per enterprise and year',
      'provider-year': 'per provider and year',
      supplier: 'per supplier',
      consortium: 'per consortium',
      park: 'per park',
    },
    assessed: 'fixed by the authority',
    net: 'fixed by the authority, less earlier yearly awards',
    determinate: 'determinate',
    ceiling: 'ceiling',
    none: '–',
    join: '; ',
    amount: (value: string): string => value.replace(/\B(?=(?:\d{3})+$)/g, ','),
    types: {} as Record<string, string>, units: {} as Record<string, string>, bounds: {} as Record<string, string>,
    invented: '// Invented: an instrument that raises the rate of A2.3 from 2026 on.',
    sum: (value: string): string => `${value}`,
  },
  zh: {
    measures: ['代码', '`id`', '措施', '条款', '门槛', '算式', '上限与范围', '性质'],
    readings: ['解读', '问题', '默认', '其他取值', '编号'],
    facts: ['事实（* 必填）', '名称', '类型、单位', '由谁答复', '措施'],
    parameters: ['参数', '名称', '值', '界限', '原文', '有效期'],
    codes: ['`code`', '何时出现'],
    base: {
      'investment-subsidy': '设备投资（含软件）',
      'finance-lease-subsidy': '年实际发生额',
      'equipment-supply-subsidy': '销售总金额',
      'software-supply-subsidy': '销售总金额',
      'consortium-investment-subsidy': '设备投资（含软件）',
    } as Record<string, string>,
    unit: { CNY: '', rank: '名次 ', enterprises: '直接配套企业 ', day: '', ratio: '' },
    after: { CNY: '', rank: '', enterprises: ' 家', day: '', ratio: '' },
    scope: {
      project: '单个项目',
      'one-off': '一次性',
      'enterprise-year': '单户企业每年',
      'provider-year': '单个服务商每年',
      supplier: '单个供给企业',
      consortium: '单个联合体',
      park: '单个园区',
    },
    assessed: '主管部门核定',
    net: '主管部门核定，扣减前期年度奖励',
    determinate: '确定',
    ceiling: '仅有上限',
    none: '–',
    join: '；',
    amount: (value: string): string => `${Number(value) / 10_000}万元`,
    types: { id: '编号', ids: '编号列表', day: '日期', year: '年份', boolean: '是否', money: '金额', ratio: '比例', rank: '名次', count: '数量', list: '列表', group: '一组' } as Record<string, string>,
    units: { CNY: '元', ratio: '', rank: '名', enterprises: '家' } as Record<string, string>,
    bounds: { exactly: '即为', 'at-most': '至多', 'at-least': '至少', 'on-or-after': '当日及以后', 'on-or-before': '当日及以前' } as Record<string, string>,
    invented: '// 虚构：某文件自2026年起提高A2.3的利率。',
    sum: (value: string): string => value,
  },
};

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');

const percent = (ratio: string): string => `${Number((Number(ratio) * 100).toFixed(6))} %`;

/** One row for each measure; every number comes from the package's parameters. */
function measuresTable(lang: Lang): string {
  const w = WORDS[lang];
  return table(
    w.measures,
    measureCatalogue.map((m) => {
      const own = parameters(m);
      const thresholds = own
        .filter((p) => p.id.endsWith('.threshold') || p.unit === 'rank' || p.unit === 'enterprises')
        .map((p) => `${w.unit[p.unit]}${p.bound === 'at-least' ? '≥' : '≤'} ${p.unit === 'CNY' ? w.amount(p.value) : p.value}${w.after[p.unit]}`);
      const rates = own.filter((p) => p.id.includes('.rate')).map((p) => percent(p.value));
      const fixed = own.find((p) => p.id.endsWith('.amount') && p.clause === m.clause);
      const deducted = own.find((p) => p.id.endsWith('.amount') && p.clause !== m.clause);
      const formula =
        rates.length > 0 ? `${rates.join(' / ')} × ${w.base[m.id]}` : fixed !== undefined ? w.amount(fixed.value) : deducted ? w.net : w.assessed;
      // The ceiling of A5.4 bounds the yearly awards only under a reading.
      const cap = own.find((p) => p.id.endsWith('.cap') && p.clause === m.clause);
      const scope = (cap ?? fixed)?.scope;
      const limit = [...(cap === undefined ? [] : [w.amount(cap.value)]), ...(scope === undefined ? [] : [w.scope[scope]])];
      return [
        m.code,
        `\`${m.id}\``,
        m.title[lang],
        m.clause,
        thresholds.join(w.join) || w.none,
        formula,
        limit.join(lang === 'zh' ? '，' : ', ') || w.none,
        rates.length > 0 || fixed !== undefined ? w.determinate : w.ceiling,
      ];
    }),
  );
}

/** One row for each reading, the default with what it means. */
function readingsTable(lang: Lang): string {
  return table(
    WORDS[lang].readings,
    readingIds.map((id) => {
      const record: ReadingRecord = readings[id];
      const [first, ...others] = Object.entries(record.values).map(
        ([value, label]) => `\`${value}\`${lang === 'zh' ? '：' : ': '}${label[lang]}`,
      );
      return [`\`${id}\``, record.question[lang], first as string, others.join('<br>'), `${record.see}, ${record.clause}`];
    }),
  );
}

const CODES = new Map<string, string>(measureCatalogue.map((m) => [m.id, m.code]));

/** One row for each fact, list and group. */
function factsTable(lang: Lang): string {
  const typeOf = ({ kind, type, unit, options }: FactRecord): string =>
    options !== undefined ? options.map((o) => `\`${o.value}\``).join(' ') : kind === 'fact' ? [type as string, ...(unit === undefined || unit === type ? [] : [unit])].map((w) => WORDS[lang].types[w] ?? WORDS[lang].units[w] ?? w).join(lang === 'zh' ? '，' : ', ') : WORDS[lang].types[kind] ?? kind;
  return table(
    WORDS[lang].facts,
    facts.map((f) => [
      `\`${f.path}\`${f.required ? ' *' : ''}`, f.name[lang], typeOf(f), f.source?.name[lang] ?? '', f.measures.map((m) => CODES.get(m)).join(' '),
    ]),
  );
}

/** One row for each number and day of the text. */
const parametersTable = (lang: Lang): string =>
  table(
    WORDS[lang].parameters,
    Object.entries<ParameterRecord>(register).map(([id, p]) => [`\`${id}\``, p.name[lang], `${p.value} ${p.unit === 'day' ? '' : WORDS[lang].units[p.unit] ?? p.unit}`.trim(), WORDS[lang].bounds[p.bound] ?? p.bound, p.words, `${p.validFrom} – ${p.validTo}`]),
  );

/** The codes of an enumeration with their names, as the schema has them. */
function codesTable(lang: Lang, schema: unknown, ...steps: readonly string[]): string {
  const property = steps.reduce<unknown>((at, step) => (at as Record<string, unknown>)[step], schema) as { 'x-enum-labels': Record<string, Record<Lang, string>> };
  return table(WORDS[lang].codes, Object.entries(property['x-enum-labels']).map(([code, label]) => [`\`${code}\``, label[lang]]));
}

const fenced = (language: string, text: string): string => `\`\`\`${language}\n${text.trimEnd()}\n\`\`\``;

/** What stands between the markers of a README. */
function generated(lang: Lang): Record<string, string> {
  const broken = safeAssess({ applicationDate: '2025-06-31', projects: [{ id: 'P1', owner: 'E1', totalInvestment: '1,000' }] });
  return {
    library: fenced('js', read('examples/library.mjs').replace('// @ts-check\n', '')),
    'library-output': fenced('text', run(['examples/library.mjs']).stdout),
    measures: measuresTable(lang),
    readings: readingsTable(lang),
    facts: factsTable(lang),
    parameters: parametersTable(lang),
    codes: codesTable(lang, openApi, 'components', 'schemas', 'InvalidCase', 'properties', 'issues', 'items', 'properties', 'code'),
    warnings: codesTable(lang, jsonSchemas.assessment, 'properties', 'warnings', 'items', 'properties', 'code'),
    error: fenced('text', broken.success ? '' : broken.error.issues.map((issue) => issue.message[lang]).join('\n')),
    measure: fenced('ts', /^export const serviceProviderAward[\s\S]*?^\};/m.exec(read('src/chengdu/articles/article-3-service-providers.ts'))?.[0] ?? ''),
    amendment: fenced('js', read('examples/amendment.mjs').replace('// @ts-check\n', '').replace(WORDS.en.invented, WORDS[lang].invented)),
    'amendment-output': fenced('text', run(['examples/amendment.mjs']).stdout),
  };
}

describe('the READMEs', () => {
  for (const lang of LANGUAGES) {
    const parts = generated(lang);
    for (const [name, text] of Object.entries(parts)) {
      it(`${README[lang]} holds ${name} as the package has it`, () => {
        const between = new RegExp(`(<!-- ${name} -->\n)([\\s\\S]*?)(\n?<!-- /${name} -->)`);
        const page = read(README[lang]);
        expect(page).toMatch(between);
        if (process.env['UPDATE_README'] === '1') {
          writeFileSync(ROOT + README[lang], page.replace(between, (_all, open: string) => `${open}${text}\n<!-- /${name} -->`));
        }
        expect(between.exec(read(README[lang]))?.[2]).toBe(text);
      });
    }

    it(`${README[lang]} names only scripts, cases and files that exist`, () => {
      const page = read(README[lang]);
      const { scripts, version } = JSON.parse(read('package.json')) as { scripts: Record<string, string>; version: string };
      for (const [, script] of page.matchAll(/npm run ([\w:]+)/g)) expect(Object.keys(scripts)).toContain(script);
      for (const [, file] of page.matchAll(/examples\/cases\/([\w-]+\.json)/g)) expect(CASES).toContain(file);
      for (const [, link] of page.matchAll(/\]\(((?!#)[^)]+)\)/g)) {
        expect(existsSync(ROOT + link), link).toBe(true);
      }
      expect(page).toContain(chengdu2025.textSha256);
      expect(page).toContain(`chengdu-tech-upgrade ${version}`);
    });

    it(`${README[lang]} shows only source directories that exist`, () => {
      const shown = [...read(README[lang]).matchAll(/^ {2}([a-z]+)\/ /gm)].map((m) => m[1]);
      const dirs = readdirSync(`${ROOT}src`, { withFileTypes: true }).filter((d) => d.isDirectory()).map((d) => d.name);
      expect(shown.length).toBeGreaterThanOrEqual(7);
      expect(dirs).toEqual(expect.arrayContaining(shown));
    });
  }

  it('have the same headings in the same order', () => {
    const pairs = [
      ['chengdu-tech-upgrade', 'chengdu-tech-upgrade'],
      ['What it is, and what it is not', '是什么，不是什么'],
      ['Install', '安装'],
      ['Ten lines', '十行代码'],
      ['Concepts', '基本概念'],
      ['More questions to a case', '就一个案件再问几句'],
      ['Receipts', '测算回执'],
      ['Other languages', '其他语言'],
      ['Words and documents', '文字与文书'],
      ['Entries', '入口'],
      ['Measures', '措施'],
      ['Readings', '解读'],
      ['Errors', '错误'],
      ['Warnings', '提示'],
      ['Schema and forms', '模式与表单'],
      ['Policies', '政策'],
      ['Test vectors', '测试向量'],
      ['The text and the code', '条文与代码'],
      ['Spreadsheets', '电子表格'],
      ['Hosts', '表格软件'],
      ['What is not modelled', '未予建模'],
      ['How to cite', '引用方式'],
      ['Compatibility', '兼容性'],
      ['Security', '安全'],
      ['Check it yourself', '自行核验'],
      ['Speed', '速度'],
      ['Development', '开发'],
      ['Licence', '许可'],
    ] as const;
    const headings = (lang: Lang): (string | undefined)[] =>
      [...read(README[lang]).replace(/```[\s\S]*?```/g, '').matchAll(/^#+ (.+)$/gm)].map((m) => m[1]);
    expect(headings('en')).toEqual(pairs.map(([en]) => en));
    expect(headings('zh')).toEqual(pairs.map(([, zh]) => zh));
  });

  for (const lang of LANGUAGES) {
    it(`${README[lang]} names only what the entries export`, async () => {
      const rows = [...read(README[lang]).matchAll(/^\| `(chengdu-tech-upgrade[/\w-]*)` \| (.+) \|$/gm)];
      expect(rows.map(([, entry]) => entry)).toEqual(['', '/measures', '/constraints', '/policy', '/schema', '/words', '/sheet'].map((e) => `chengdu-tech-upgrade${e}`));
      for (const [, entry = '', names = ''] of rows) {
        const exported = Object.keys((await import(entry)) as object);
        for (const [, name] of names.matchAll(/`(\w+)`/g)) expect(exported, entry).toContain(name);
      }
    });
  }

  it('list every warning that the library gives, and no other', () => {
    const sources = ['src/assess/warnings.ts', 'src/chengdu/warnings.ts'].map(read).join('\n');
    const given = [...sources.matchAll(/(?:code: |warning\(\s*)'([a-z-]+)'/g)].map((m) => m[1] as string);
    for (const lang of LANGUAGES) {
      const part = /<!-- warnings -->([\s\S]*?)<!-- \/warnings -->/.exec(read(README[lang]))?.[1] ?? '';
      const listed = [...part.matchAll(/^\| `([a-z-]+)` \|/gm)].map((m) => m[1]).filter((code) => code !== 'code');
      expect(listed.sort()).toEqual([...new Set(given)].sort());
    }
  });

  it('begin with the switch of language and the same commands', () => {
    expect(read(README.en).split('\n')[0]).toBe('**English** | [简体中文](README.zh-CN.md)');
    expect(read(README.zh).split('\n')[0]).toBe('[English](README.md) | **简体中文**');
    const commands = (lang: Lang): string[] =>
      [...read(README[lang]).matchAll(/```sh\n([\s\S]*?)```/g)].flatMap(([, block = '']) =>
        block.trimEnd().split('\n').map((l) => l.replace(/ *#.*$/, '')),
      );
    expect(commands('zh')).toEqual(commands('en'));
    expect(commands('en').slice(0, 2)).toEqual(['npm ci && npm run example', 'npm ci && npm test']);
  });
});

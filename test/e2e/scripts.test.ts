import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import type { CaseFile } from 'chengdu-tech-upgrade';
import { describe, expect, it } from 'vitest';
import { ROOT, type Run, columns, example, run } from './running.js';

/** What all scripts that take a case have in common, and what is particular to some. */

describe('every script', () => {
  const HELPED = ['assess', 'audit', 'combinations', 'form', 'hosts/write', 'interview', 'readings', 'service', 'sheet', 'workbook'];

  for (const name of HELPED) {
    it(`${name}.mjs explains itself and each option in Chinese and English, in 80 columns`, () => {
      const help = (...lang: string[]): string => {
        const { status, stdout, stderr } = run([`examples/${name}.mjs`, '--help', ...lang]);
        expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
        for (const l of stdout.split('\n')) expect(columns(l), l).toBeLessThanOrEqual(80);
        return stdout;
      };
      const options = (text = ''): string[] => [...text.matchAll(/^ {2}(--\w+)/gm)].map(([, option]) => option as string).sort();
      // sheet.mjs, which speaks Chinese alone, says both.
      const [zh, en] = name === 'sheet' ? help().split('\n\nUsage: ').map((text, i) => (i === 0 ? text : `Usage: ${text}`)) : [help(), help('--lang', 'en')];
      expect(zh).toMatch(new RegExp(`^用法：node examples/${name}\\.mjs `));
      expect(en).toMatch(new RegExp(`^Usage: node examples/${name}\\.mjs `));
      expect(options(zh)).toContain('--help');
      expect(options(zh)).toEqual(options(en));
    });
  }
});

describe('every script that takes a case', () => {
  const SCRIPTS = ['assess', 'audit', 'combinations', 'interview', 'readings'];

  for (const name of SCRIPTS) {
    const script = (...args: string[]): Run => run([`examples/${name}.mjs`, ...args]);

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

  it('interview.mjs asks beside its JSON, and takes 1,5 neither for 15 nor for 1.5', () => {
    const { status, stdout, stderr } = run(['examples/interview.mjs', '--json'], 'y\n\n\n1,5\n30,000,000元\n');
    expect(status).toBe(0);
    const { case: file } = JSON.parse(stdout) as { case: CaseFile };
    expect(stderr).toMatch(/\[是\/否\] > /);
    expect(stderr).toMatch(/不能这样回答：[^\n]*"1,5"[^\n]*\n[^\n]*答：30000000\n/);
    expect(file.loans?.[0]?.interestPaid).toBe('30000000');
    expect(run(['examples/interview.mjs', '--json', '--answers', 'examples/profiles/project.answers.json'])).toMatchObject({ status: 0, stderr: '' });
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
    expect({ status: script('--help').status, written: readdirSync(folder) }).toEqual({ status: 0, written: [] });
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
      [['--reading', 'rounding=up'], '--reading rounding: expected half-up-fen | down-fen, found "up"\n'],
    ] as const) {
      const { status, stdout, stderr } = run(['examples/combinations.mjs', ...args, '--lang', 'en']);
      expect({ status, stdout, stderr }).toEqual({ status: 1, stdout: '', stderr: said });
    }
  });
});

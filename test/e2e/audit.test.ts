import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { describe, expect, it } from 'vitest';
import { gb18030 } from './gb18030.js';
import { type Run, line, read, run } from './running.js';

/** examples/audit.mjs: a ledger as offices keep it. */

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

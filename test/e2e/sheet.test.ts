/** Files in, files out: tables as offices export them, read by the examples against the built package. */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readXlsx, writeXlsx } from 'hucre/xlsx';
import { readLedger } from 'chengdu-tech-upgrade/sheet';
import { decoded, safeCell, tablesOf } from '../../examples/lib/tabular.mjs';
import { gb18030 } from './gb18030.js';

const SCRIPT = fileURLToPath(new URL('../../examples/sheet.mjs', import.meta.url));
let folder = '';
beforeAll(() => (folder = mkdtempSync(join(tmpdir(), 'sheet-'))));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

type Cell = string | number | boolean | null;
const at = (name: string): string => join(folder, name);

const utf16 = (text: string, isBig = false, mark = true): Uint8Array => {
  const bytes = new Uint8Array(Buffer.from(`${mark ? '\ufeff' : ''}${text}`, 'utf16le'));
  return isBig ? new Uint8Array(Buffer.from(bytes).swap16()) : bytes;
};
const utf8 = (text: string, mark = false): Uint8Array => new TextEncoder().encode(`${mark ? '\ufeff' : ''}${text}`);
const csv = (rows: readonly (readonly Cell[])[], delimiter = ',', end = '\r\n'): string => rows.map((r) => r.map((c) => (/[",\n]/.test(String(c ?? '')) && delimiter === ',' ? `"${String(c).replaceAll('"', '""')}"` : String(c ?? ''))).join(delimiter)).join(end);

/** A ledger in its plain form, and what of it must come out: subject and yuan. */
const HEADER = ['编号', '措施', '对象', '年度', '金额', '日期', '方式', '备注'];
const LINES: Cell[][] = [
  ['拨001', '新型技术改造投资补助', '主轴产线', '', '1500000.00', '2025-09-10', '预拨', ''],
  ['拨002', '1b', '总装工厂', '', '12000000', '2025-11-05', '结算', ''],
  ['拨003', '2a', '岷锋精密', '2025', '486517.86', '2026-03-18', '年度', ''],
];
const READ = [['主轴产线', '1500000', '2025-09-10'], ['总装工厂', '12000000', '2025-11-05'], ['岷锋精密', '486517.86', '2026-03-18']];
const changed = (column: string, ...cells: Cell[]): Cell[][] => [HEADER, ...LINES.map((line, i) => line.map((cell, k) => (HEADER[k] === column ? cells[i] ?? cell : cell)))];
const renamed = (from: string, to: string, rows: Cell[][] = [HEADER, ...LINES]): Cell[][] => rows.map((r, i) => (i === 0 ? r.map((c) => (c === from ? to : c)) : r));
const xlsx = (rows: readonly (readonly (Cell | Date)[])[], merges: unknown[] = []): Promise<Uint8Array> => writeXlsx({ sheets: [{ name: '台账', rows, merges }] } as never) as Promise<Uint8Array>;
const plain = [HEADER, ...LINES];

const LEDGERS: readonly (readonly [string, string, Uint8Array | (() => Promise<Uint8Array>), true | RegExp])[] = [
  ['UTF-8', 'a.csv', utf8(csv(plain)), true],
  ['UTF-8 with a mark', 'b.csv', utf8(csv(plain), true), true],
  ['GB18030', 'c.csv', gb18030(csv(plain)), true],
  ['UTF-16 with a mark, tabs', 'd.txt', utf16(csv(plain, '\t')), true],
  ['UTF-16, the high byte first', 'e.csv', utf16(csv(plain), true), true],
  ['UTF-16 without a mark', 'f.csv', utf16(csv(plain), false, false), true],
  ['semicolons and LF', 'g.csv', utf8(csv(plain, ';', '\n')), true],
  ['full-width commas', 'h.csv', utf8(csv(plain, '，')), true],
  ['amounts with separators', 'i.csv', utf8(csv(changed('金额', '1,500,000.00', '12,000,000', '486,517.86'))), true],
  ['amounts with ￥', 'j.csv', gb18030(csv(changed('金额', '￥1,500,000.00', '￥12000000', '￥486517.86'))), true],
  ['amounts in 万元 by the header', 'k.csv', utf8(csv(renamed('金额', '金额（万元）', changed('金额', '150', '1200', '48.651786')))), true],
  ['amounts in 万元 by a line above', 'l.csv', utf8(`单位：万元,,,,,,,\r\n${csv(changed('金额', '150', '1200', '48.651786'))}`), true],
  ['amounts in 万元 cell by cell', 'm.csv', utf8(csv(changed('金额', '150万元', '1200万', '486517.86元'))), true],
  ['amounts with an exponent', 'n.csv', utf8(csv(changed('金额', '1.5E+06', '1.2E+07', '486517.86'))), true],
  ['full-width digits', 'o.csv', utf8(csv(changed('金额', '１５０００００', '１２，０００，０００', '４８６５１７．８６'))), true],
  ['days with slashes', 'p.csv', utf8(csv(changed('日期', '2025/9/10', '2025/11/5', '2026/3/18'))), true],
  ['days in Chinese', 'q.csv', gb18030(csv(changed('日期', '2025年9月10日', '2025年11月5日', '2026年3月18日'))), true],
  ['days as serial numbers', 'r.csv', utf8(csv(changed('日期', '45910', '45966', '46099'))), true],
  ['days of eight digits, with times', 's.csv', utf8(csv(changed('日期', '20250910', '2025-11-05 00:00:00', '2026.3.18'))), true],
  ['titles, a repeated header, a total and a note', 't.csv', utf8(`2025年度拨付台账,,,,,,,\r\n\r\n${csv([...plain.slice(0, 3), HEADER, ...plain.slice(3), ['合计', '', '', '', '13986517.86', '', '', ''], ['制表人：张三', '', '', '', '', '', '', '']])}`), true],
  ['.xlsx with days and numbers', 'u.xlsx', () => xlsx([HEADER, ...LINES.map((l, i) => l.map((c, k) => (HEADER[k] === '日期' ? new Date(`${READ[i]?.[2]}T00:00:00Z`) : HEADER[k] === '金额' ? Number(c) : c)))]), true],
  ['.xlsx with a merged title and a merged column', 'v.xlsx', () => xlsx([['拨付台账', null, null, null, null, null, null, null], ...changed('方式', '预拨', '', '年度').map((r, i) => (i === 2 ? r.map((c, k) => (HEADER[k] === '方式' ? null : c)) : r))], [{ startRow: 0, endRow: 0, startCol: 0, endCol: 7 }, { startRow: 2, endRow: 3, startCol: 6, endCol: 6 }]), true],
  ['a refund', 'w.csv', utf8(csv([...plain, ['退001', '1b', '总装工厂', '', '2000000', '2026-05-01', '退回', '']])), true],
  ['a refund as a negative amount', 'x.csv', utf8(csv(changed('金额', '1500000', '-200000', '486517.86'))), /第3行.*金额不得为负.*退回的款项请填正数，并在拨付方式中注明“退回”/],
  ['accounting brackets', 'y.csv', utf8(csv(changed('金额', '(1,500,000.00)', '12000000', '486517.86'))), /第2行.*金额不得为负/],
  ['a day without a day', 'z.csv', utf8(csv(changed('日期', '2025年9月', '2025-11-05', '2025-02-30'))), /第2行.*无法将“2025年9月”识别为日期；请写作2025-06-01[\s\S]*第4行.*没有“2025-02-30”这一天/],
  ['a measure that there is none of', 'aa.csv', utf8(csv(changed('措施', '技改奖', '1b', '2a'))), /第2行.*没有名为“技改奖”的措施；可填技改项目一次性奖励、/],
  ['yuan in a column of 万元', 'bb.csv', utf8(csv(renamed('金额', '金额（万元）'))), /疑似以元填写：“12000000”/],
  ['no column of amounts', 'cc.csv', utf8(csv(renamed('金额', '数额'))), /缺少列“拨付金额”/],
  ['a picture', 'dd.csv', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0xff, 0xd8, 0xff]), /请在表格软件中另存为\.xlsx后重试/],
];

describe('ledgers as offices export them', () => {
  it('there are at least twenty-five', () => expect(LEDGERS.length).toBeGreaterThanOrEqual(25));

  it.each(LEDGERS)('%s: read rightly, or refused with what to do', async (_name, name, bytes, expected) => {
    const file = at(name);
    writeFileSync(file, typeof bytes === 'function' ? await bytes() : bytes);
    let said = '';
    let lines: unknown[] = [];
    try {
      const { sheets } = await tablesOf(file);
      const read = readLedger([sheets[0]?.rows as Cell[][]]);
      said = read.problems.filter((p) => p.code !== 'NOTE').map((p) => `第${p.row + 1}行${p.message}`).join('\n');
      lines = read.lines.flatMap(({ award }) => (award === undefined ? [] : [[award['subject'], award['amount'], award['date']]]));
    } catch (error) {
      said = (error as { said?: (lang: string) => string }).said?.('zh') ?? (error as Error).message;
    }
    if (expected === true) {
      expect(said).toBe('');
      expect(lines.slice(0, 3)).toEqual(READ);
    } else expect(said).toMatch(expected);
  });

  it('a text is taken for what its bytes are', () => {
    expect(decoded(gb18030('岷锋精密'), 'f')).toEqual({ text: '岷锋精密', encoding: 'GB18030' });
    expect(decoded(utf8('岷锋精密'), 'f')).toEqual({ text: '岷锋精密', encoding: 'UTF-8' });
  });

  it.each([['=1+1', "'=1+1"], ['+86', "'+86"], ['-1', "'-1"], ['@x', "'@x"], ['＝1', "'＝1"], [' =1', "' =1"], ['\tx', "'\tx"], [-5, '-5'], ['甲,乙', '"甲,乙"'], ['x"y', '"x""y"'], [null, '']])(
    'the cell %j is written to CSV as %j', (cell, written) => expect(safeCell(cell)).toBe(written));
});

const PROJECTS: Cell[][] = [
  ['项目编号', '项目单位', '首次申报或签订任务书日期', '备案（审批）日期', '属新型技改项目', '属试点行业', '已入选国家示范项目', '纳入工业投资统计', '项目总投资（万元）', '设备投资（万元）'],
  ['一号线', '甲公司', '2025-06-01', '2024-07-01', '是', '是', '否', '否', 3000, 2000],
  ['=二号线', '乙公司', '2025-06-01', '2024-07-01', '是', '否', '否', '否', 68500000, 2000],
];

describe('examples/sheet.mjs', () => {
  const run = (...args: string[]): { readonly status: number | null; readonly stdout: string; readonly stderr: string } => spawnSync(process.execPath, [SCRIPT, ...args], { encoding: 'utf8', cwd: folder });

  it('writes a template that it reads itself, with lists to choose from', async () => {
    expect(run('--template', '模板.xlsx').stdout).toBe('已写入模板 模板.xlsx\n');
    const { sheets } = await readXlsx(new Uint8Array(readFileSync(at('模板.xlsx'))));
    expect(sheets.map((s) => s.name).slice(0, 4)).toEqual(['说明', '项目', '贷款', '融资租赁']);
    expect(sheets[1]?.dataValidations?.some((v) => v.values?.join() === '是,否')).toBe(true);
    for (const sheet of sheets.slice(1)) sheet.rows.push([]);
    expect(sheets[1]?.rows[0]?.slice(0, 2)).toEqual(['项目编号*', '项目单位*']);
  });

  it('assesses a file, names every bad row and writes results, reasons and problems', async () => {
    writeFileSync(at('申报.csv'), gb18030(csv(PROJECTS)));
    const { status, stdout } = run('申报.csv', '--out', '结果.xlsx');
    expect(status).toBe(2);
    expect(stdout).toMatch(/申报\.csv：按GB18030读取，项目/);
    expect(stdout).toMatch(/第3行“项目总投资（万元）”：项目总投资：疑似以元填写/);
    expect(stdout).toMatch(/可得合计：200万元/);
    const { sheets } = await readXlsx(new Uint8Array(readFileSync(at('结果.xlsx'))));
    expect(sheets.map((s) => s.name)).toEqual(['项目结果', '测算依据', '就高组合', '问题与转换']);
    expect(sheets[0]?.rows[1]?.slice(0, 5)).toEqual(['一号线', '甲公司', '符合', 200, 200]);
    // Other people's words stay text.
    expect(sheets[0]?.rows[2]?.[0]).toBe('=二号线');
    run('申报.csv', '--out', '结果.csv');
    expect(readFileSync(at('结果.csv'), 'utf8')).toMatch(/\r\n'=二号线,乙公司,输入有误,/);
  });

  it('audits a ledger against tables or a case file', () => {
    writeFileSync(at('项目.csv'), utf8(csv(PROJECTS.slice(0, 2))));
    writeFileSync(at('台账.csv'), gb18030(csv([HEADER, ['拨1', '1b', '一号线', '', '￥3,000,000', '2025/9/10', '结算', '']])));
    const { stdout } = run('项目.csv', '--ledger', '台账.csv');
    expect(stdout).toMatch(/台账\.csv：按GB18030读取，拨付记录1行，可用1行/);
    expect(stdout).toMatch(/\[错误\] 第2行/);
  });

  it('audits every worksheet of a ledger, and tells one that holds none', async () => {
    writeFileSync(at('项目.csv'), utf8(csv(PROJECTS.slice(0, 2))));
    const sheets = (...named: readonly (readonly [string, Cell[][]])[]) => writeXlsx({ sheets: named.map(([name, rows]) => ({ name, rows })) } as never) as Promise<Uint8Array>;
    const year = (id: string, amount: string, day: string): Cell[][] => [HEADER, [id, '1b', '一号线', '', amount, day, '预拨', '']];
    // Half of 200万元 may be advanced: both years together are above it, neither alone is.
    writeFileSync(at('两年.xlsx'), await sheets(['2025', year('拨1', '900000', '2025-09-10')], ['汇总', [['甲', '乙'], ['丙', '丁']]], ['2026', year('拨2', '800000', '2026-09-10')]));
    const { stdout } = run('项目.csv', '--ledger', '两年.xlsx');
    expect(stdout).toMatch(/拨付记录2行，可用2行/);
    expect(stdout).toContain('两年.xlsx“汇总”：未识别为台账，未使用');
    expect(stdout).toMatch(/\[错误\] “2025”第2行、“2026”第2行 .*累计预拨1,700,000\.00元/);
    writeFileSync(at('坏两年.xlsx'), await sheets(['2025', year('拨1', '900000', '2025-09-10')], ['2026', year('拨2', '若干', '2026-09-10')]));
    expect(run('项目.csv', '--ledger', '坏两年.xlsx').stdout).toMatch(/台账“2026”第2行“金额”：拨付金额：无法将“若干”识别为金额/);
    const [AUDIT, CASE] = ['audit.mjs', 'ledgers/case.json'].map((f) => fileURLToPath(new URL(`../../examples/${f}`, import.meta.url))) as [string, string];
    expect(spawnSync(process.execPath, [AUDIT, CASE, '两年.xlsx', '--lang', 'zh'], { encoding: 'utf8', cwd: folder }))
      .toMatchObject({ status: 1, stderr: '两年.xlsx：应为只有一张工作表的台账（多张的请用sheet.mjs --ledger），实为3\n' });
  });

  it('tells tables of one name apart, and writes each', async () => {
    const [header = [], row = []] = PROJECTS;
    writeFileSync(at('甲区.csv'), utf8(csv([header, row])));
    writeFileSync(at('乙区.csv'), utf8(csv([header, row.map((c, i) => (i === 0 ? '二号线' : i === 9 ? '若干' : c))])));
    const { status, stdout, stderr } = run('甲区.csv', '乙区.csv', '--out', '两区.xlsx');
    expect({ status, stderr }).toEqual({ status: 2, stderr: '' });
    expect(stdout).toContain('乙区.csv：按UTF-8读取，项目，以下称“项目2”');
    expect(stdout).toContain('“项目2”第2行“设备投资（万元）”');
    const { sheets } = await readXlsx(new Uint8Array(readFileSync(at('两区.xlsx'))));
    expect(sheets.map((s) => s.name).slice(0, 2)).toEqual(['项目结果', '项目2结果']);
  });

  it('a formula that was written without what it comes to is no empty cell', async () => {
    const [header = [], row = []] = PROJECTS;
    const cells = new Map<string, unknown>([['1,8', { value: null, formula: '1000+2000' }], ['2,8', { value: null, formula: '1000+2000', formulaResult: 3000 }], ['2,5', { value: null, formula: 'IF(TRUE,"","")', formulaResult: '' }]]);
    writeFileSync(at('公式.xlsx'), (await writeXlsx({ sheets: [{ name: '项目', rows: [header, row, row.map((c, i) => (i === 0 ? '二号线' : c))], cells }] } as never)) as Uint8Array);
    const { status, stdout } = run('公式.xlsx');
    expect(status).toBe(2);
    expect(stdout).toMatch(/第2行“项目总投资（万元）”：项目总投资：单元格为错误值“#CALC!公式未计算，请打开后另存：=1000\+2000”/);
    // The second: 8 % to 10 % of 2000万元, its pilot industry being empty.
    expect(stdout).toMatch(/未能使用的内容（1项）[\s\S]*可得合计：160至200万元/);
  });

  it('audit.mjs reads the same ledgers', async () => {
    const rows = [HEADER, ['拨1', '1b', '岷锋主轴产线智改项目', '', '￥1,500,000', '2025/9/10', '预拨', '']];
    writeFileSync(at('台账gb.csv'), gb18030(csv(rows)));
    writeFileSync(at('台账.xlsx'), await xlsx(rows));
    writeFileSync(at('坏台账.csv'), gb18030(csv([...rows, ['拨2', '1b', '岷锋主轴产线智改项目', '', '若干', '2025年', '预拨', '']])));
    const [AUDIT, CASE] = ['audit.mjs', 'ledgers/case.json'].map((f) => fileURLToPath(new URL(`../../examples/${f}`, import.meta.url))) as [string, string];
    const audit = (ledger: string) => spawnSync(process.execPath, [AUDIT, CASE, ledger, '--json'], { encoding: 'utf8', cwd: folder });
    const found = JSON.parse(audit('台账.xlsx').stdout) as { summary: { granted: string } };
    expect(found.summary.granted).toBe('1500000.00');
    expect(JSON.parse(audit('台账gb.csv').stdout)).toEqual(found);
    expect(audit('坏台账.csv').stderr).toMatch(/^拨付金额（坏台账\.csv：第3行：金额）：.*\n拨付日期（坏台账\.csv：第3行：日期）：.*\n$/);
  });

  it('reads text in any encoding from the package alone, and says what .xlsx takes', () => {
    // A folder of somebody who installed the package and nothing else.
    const own = at('own/node_modules/chengdu-tech-upgrade');
    const root = fileURLToPath(new URL('../..', import.meta.url));
    cpSync(join(root, 'examples'), join(own, 'examples'), { recursive: true });
    cpSync(join(root, 'package.json'), join(own, 'package.json'));
    symlinkSync(join(root, 'dist'), join(own, 'dist'));
    const alone = (script: string, ...args: string[]) => spawnSync(process.execPath, [join(own, 'examples', script), ...args], { encoding: 'utf8', cwd: folder });
    writeFileSync(at('单独.csv'), gb18030(csv([HEADER, ['拨1', '1b', '岷锋主轴产线智改项目', '', '1,500,000', '2025/9/10', '预拨', '']])));
    expect(JSON.parse(alone('audit.mjs', join(own, 'examples/ledgers/case.json'), '单独.csv', '--json').stdout)).toMatchObject({ summary: { granted: '1500000.00' } });
    writeFileSync(at('单独项目.csv'), gb18030(csv(PROJECTS.slice(0, 2))));
    expect(alone('sheet.mjs', '单独项目.csv').stdout).toMatch(/可得合计：200万元/);
    for (const args of [['sheet.mjs', '--template', '模板.xlsx'], ['workbook.mjs', '--out', '表.xlsx']] as const) {
      expect(alone(...args)).toMatchObject({ status: 1, stdout: '', stderr: '.xlsx：应为已安装的读写程序（npm install hucre@1），或改用.csv\n' });
    }
  });

  it('refuses what it cannot read in one sentence', () => {
    writeFileSync(at('项目.csv'), utf8(csv(PROJECTS.slice(0, 2))));
    writeFileSync(at('文字.csv'), '甲,乙\r\n1,2\r\n');
    writeFileSync(at('台账.csv'), gb18030(csv([HEADER, ...LINES])));
    writeFileSync(at('错.json'), '{"applicationDate":"2025-06-01","project":[]}');
    writeFileSync(at('对.json'), '{"applicationDate":"2025-06-01"}');
    for (const [args, said] of [
      [['没有.xlsx'], '没有.xlsx：应为可读取的文件（没有这个文件或文件夹）'],
      [['.'], '.：应为可读取的文件（这是文件夹）'],
      [[], '文件：应为至少一个数据表文件；可先用 --template 写出模板'],
      [['文字.csv'], '文字.csv：未找到表头：表中应有一行列名，如“项目编号”“项目单位”“备案（审批）日期”，名称见模板'],
      [['项目.csv', '--unit', '千元'], '无法识别参数“千元”；可填单位“万元”或“元”、申报日期或“名称=值”'],
      [['项目.csv', '--day', '2025/13/1'], '无法识别参数“2025/13/1”；可填单位“万元”或“元”、申报日期或“名称=值”'],
      [['项目.csv', '--set', 'foo=1'], '无法识别参数“foo=1”；可填单位“万元”或“元”、申报日期或“名称=值”'],
      [['项目.csv', '--lang', 'en'], "arguments: expected the options that --help lists, found Unknown option '--lang'"],
      [['项目.csv', '--out', '结果.pdf'], '结果.pdf：应为以.xlsx或.csv结尾的文件名'],
      [['--template', '模板.csv'], '模板.csv：应为以.xlsx结尾的文件名'],
      [['项目.csv', '--out', '无此文件夹/结果.csv'], '无此文件夹/结果.csv：应为可写入的文件（没有这个文件或文件夹；如已在表格软件中打开，请先关闭）'],
      [['错.json', '--ledger', '台账.csv'], '错.json: $.project：应为案件格式中的属性名，如projects，实为"project"'],
      [['对.json', '--ledger', '台账.csv', '--unit', '美元'], '台账.csv：单位应为“万元”或“元”'],
      [['对.json', '--ledger', '台账.csv', '--set', 'rounding=down-fen'], '--day、--set：应为数据表的参数，实为案件文件对.json'],
    ] as const) expect(run(...args), args.join(' ')).toMatchObject({ status: 1, stderr: `${said}\n` });
    expect(readdirSync(folder).filter((name) => name.endsWith('.pdf') || name === '模板.csv')).toEqual([]);
  });

  it('prints what the workbook would say: warnings, how cells were read, and that the total lacks rows', () => {
    const sooner = (row: Cell[], id: string): Cell[] => [id, ...row.slice(1)];
    const [header = [], good = [], bad = []] = PROJECTS;
    // Equipment above the total, on a second project; a tick, and full-width digits.
    const above = sooner(good, '三号线').map((cell, i) => (i === 8 ? '１０００' : i === 5 ? '√' : cell));
    writeFileSync(at('提示.csv'), utf8(csv([header, good, bad, above])));
    for (const args of [[], ['--out', '提示结果.csv']]) {
      const { stdout } = run('提示.csv', ...args);
      expect(stdout).toMatch(/\n提示：\n(?: {2}.*\n)* {2}项目“三号线”.*设备投资/);
      expect(stdout).toContain('属试点行业：转为是或否：1格，如“√”读作“是”');
      expect(stdout).toContain('项目总投资（万元）：金额文字转为数值：1格，如“１０００”读作“1,000万元”');
      expect(stdout).toContain('可得合计：200万元（另有1行未能计入；测算结果，不代替主管部门的审核决定）');
    }
  });

  it('audits what was assessed, under the same readings, and tells a line that the audit cannot take beside the others', () => {
    writeFileSync(at('项目.csv'), utf8(csv(PROJECTS.slice(0, 2))));
    writeFileSync(at('台账.csv'), utf8(csv([HEADER, ['拨1', '2a', '甲公司', '', '1', '2026/9/10', '年度', ''], ['拨2', '1b', '一号线', '', '3,000,000', '2025/9/10', '结算', '']])));
    const { status, stdout } = run('项目.csv', '--ledger', '台账.csv');
    expect(status).toBe(2);
    expect(stdout).toMatch(/台账第2行：所属年度：应为所属年度/);
    expect(stdout).toMatch(/\[错误\] 第3行 /);
    expect(stdout).not.toContain('$.');
  });

  it('reads, assesses and writes ten thousand rows', () => {
    const rows = [PROJECTS[0] as Cell[], ...Array.from({ length: 10_000 }, (_x, i) => (PROJECTS[1] as Cell[]).map((c, k) => (k === 0 ? `项目${i}` : k === 1 ? `公司${i}` : c)))];
    writeFileSync(at('大表.csv'), utf8(csv(rows)));
    expect(run('大表.csv', '--out', '大表结果.xlsx').stdout).toMatch(/可得合计：2,000,000万元/);
  });
});

/** The workbook of formulas against the library, recalculated in process. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { HyperFormula, type RawCellContent } from 'hyperformula';
import { afterAll, describe, expect, it } from 'vitest';
import { chengdu2025 } from 'chengdu-tech-upgrade';
import { readXlsx } from 'hucre/xlsx';
import { workbookOf } from '../../examples/workbook.mjs';
import { DEFAULT_DAY, book, knownOf } from '../../examples/lib/workbook-articles.mjs';
import { parameterSheet, serial, used } from '../../examples/lib/workbook.mjs';
import { neverDrawn } from '../support/drawn.js';
import { workbookCase } from '../support/workbook-cases.mjs';

type Case = ReturnType<typeof workbookCase>;

/** What formulas give that is not what the library says. */
function differences(caseFile: Case): { readonly compared: number; readonly wrong: unknown[] } {
  const sheets: Record<string, RawCellContent[][]> = {};
  const put = (sheet: string, row: number, column: number, value: unknown): void => {
    const rows = (sheets[sheet] ??= []);
    while (rows.length <= row) rows.push([]);
    const cells = rows[row] as RawCellContent[];
    while (cells.length < column) cells.push(null);
    cells[column] = value as RawCellContent;
  };
  parameterSheet().rows.forEach((cells, row) => (cells as unknown[]).forEach((value, column) => put(parameterSheet().name, row, column, value)));
  put(DEFAULT_DAY.sheet, DEFAULT_DAY.row, DEFAULT_DAY.column, serial(caseFile.applicationDate));
  for (const { sheet, row, column, value } of book.inputs(caseFile)) put(sheet, row, column, value);
  const computed = [...book.computed(caseFile, knownOf(caseFile))];
  for (const { sheet, row, column, formula } of computed) put(sheet, row, column, `=${formula}`);
  const engine = HyperFormula.buildFromSheets(sheets, { licenseKey: 'gpl-v3' });
  const wrong: unknown[] = [];
  let compared = 0;
  for (const { sheet, row, column, expected, block, key } of computed) {
    const found = engine.getCellValue({ sheet: engine.getSheetId(sheet) as number, row, col: column });
    if (typeof found === 'object' && found !== null) wrong.push({ block, key, row, found });
    if (expected === undefined) continue;
    compared += 1;
    if ((found ?? '') !== expected) wrong.push({ block, key, row, found, expected });
  }
  engine.destroy();
  return { compared, wrong };
}

describe('the workbook of formulas', () => {
  it.each(['1-enterprise', '2-consortium', '3-supplier', '4-park', '5-filing-cutoff'])('computes the figures of %s', (name) => {
    const caseFile = JSON.parse(readFileSync(new URL(`../../examples/cases/${name}.json`, import.meta.url), 'utf8')) as Case;
    expect(differences(caseFile).wrong).toEqual([]);
  });

  it.each([[1, 0], [2, 0], [3, 15], [4, 30], [5, 60]])('computes figures on and beside every number and day of the policy (case %i, %i %% unknown)', (seed, unknown) => {
    const { compared, wrong } = differences(workbookCase(seed, { unknown }));
    expect(wrong.slice(0, 5)).toEqual([]);
    expect(compared).toBeGreaterThan(3000);
  });

  it('uses every parameter, and types none: with another rate on their sheet all figures follow', () => {
    for (const c of book.computed({} as Case, { determination: () => undefined, payment: () => undefined })) expect(c.formula).not.toBe('');
    expect(Object.keys(chengdu2025.parameters).filter((id) => !used.has(id))).toEqual([]);
    const numbers = Object.values(chengdu2025.parameters).filter((p) => p.unit === 'CNY').map((p) => p.value);
    for (const { formula, key } of book.computed({} as Case, { determination: () => undefined, payment: () => undefined })) {
      // Half of 10^8 rounds the factor; it is no sum of the policy there.
      const typed = [...formula.matchAll(/(?<![\w$.])\d{5,}(?![\w.])/g)].map(([n]) => n).filter((n) => n !== '50000000' || !formula.includes('100000000)'));
      expect(typed.filter((n) => numbers.includes(n)), key).toEqual([]);
    }
  });

  it('covers all measures with every condition that the default readings ask for', () => {
    const keys = [...new Set([...book.computed({} as Case, { determination: () => undefined, payment: () => undefined })].map((c) => c.key))];
    const law = { readings: chengdu2025.defaults } as never;
    const without = chengdu2025.measures.flatMap((m) => {
      const conditions = [...m.conditions, ...(m.rows?.conditions ?? [])].filter((c) => c.applies?.(law) !== false).map((c) => c.id);
      // The measures of an article share what both ask for; 4a and 4b, and the years of 5a, share their columns.
      const ofArticle = keys.filter((key) => key.startsWith(`${m.article}`) || (m.code === '5a' && /^\d{4} /.test(key)));
      return [...conditions, 'status', 'min', 'max'].filter((id) => !ofArticle.some((key) => key.endsWith(` ${id}`))).map((id) => `${m.code} ${id}`);
    });
    // What a year, or the project of a member, fulfils is told as a whole: whether it counts.
    expect(without).toEqual(['5a evaluated-in-force', '5a evaluation-passed', '6a filed-in-scope', '6a new-type', '6b filed-in-scope', '6b new-type']);
  });

  it('is compared on cases that state every fact that the default readings look at', () => {
    const drawn = [1, 2, 3, 4, 5].map((seed) => workbookCase(seed));
    expect(neverDrawn(chengdu2025.facts, drawn)).toEqual(['settlementDate', 'leases[].equipmentValue', 'leases[].principal', 'leases[].start', 'districtMatching']);
  });

  it('is written with the values of the library in its cells, lists to choose from and the words of the parameters', async () => {
    const caseFile = JSON.parse(readFileSync(new URL('../../examples/cases/1-enterprise.json', import.meta.url), 'utf8')) as Case;
    const { sheets } = await readXlsx((await workbookOf(caseFile)) as Uint8Array);
    expect(sheets.map((s) => s.name)).toEqual(['说明', '第一条', '第二条', '第三条', '第四条', '第五条', '第六条', '第七条', '参数']);
    for (const { sheet, row, column, expected } of book.computed(caseFile, knownOf(caseFile))) {
      if (expected === undefined || expected === '') continue;
      expect(sheets.find((s) => s.name === sheet)?.rows[row]?.[column]).toBe(expected);
    }
    expect(sheets[1]?.dataValidations?.some((v) => v.type === 'list' && v.values?.join() === '是,否')).toBe(true);
    expect(sheets.at(-1)?.rows.flat()).toContain(chengdu2025.parameters['A1.2.threshold'].words);
  });
});

describe('examples/workbook.mjs', () => {
  const folder = mkdtempSync(join(tmpdir(), 'workbook-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const script = fileURLToPath(new URL('../../examples/workbook.mjs', import.meta.url));
  const run = (path: string, ...args: string[]) => spawnSync(process.execPath, [path, ...args], { cwd: folder, encoding: 'utf8' });

  it('writes by whatever link it is run', () => {
    // As pnpm installs a package: the folder is a link.
    symlinkSync(dirname(script), join(folder, 'linked'));
    expect(run(join(folder, 'linked/workbook.mjs'), '--out', '表.xlsx')).toMatchObject({ status: 0, stdout: '已写入 表.xlsx\n' });
    expect(readdirSync(folder)).toContain('表.xlsx');
  });

  it.each([
    [['--out', '表.csv'], '表.csv：应为以.xlsx结尾的文件名\n'],
    [['--out', '无/表.xlsx'], '无/表.xlsx：应为可写入的文件（没有这个文件或文件夹；如已在表格软件中打开，请先关闭）\n'],
    [['--empty', 'case.json'], '参数：应为--empty或一个案件文件之一，实为两者并用\n'],
    [['无.json'], '无.json：应为可读取的文件（没有这个文件或文件夹）\n'],
    [['--lang'], '--lang：应为其后的取值：--lang 取值\n'],
  ])('refuses %j', (args, stderr) => {
    expect(run(script, ...args)).toMatchObject({ status: 1, stdout: '', stderr });
    expect(readdirSync(folder).filter((name) => name !== 'linked' && name !== '表.xlsx')).toEqual([]);
  });

  it('refuses what its cells cannot hold: a third as a percentage of two decimals, an evaluation of a year without a column', () => {
    const rows = (caseFile: object) => () => book.sheets(caseFile, knownOf({ applicationDate: '2025-06-01' }));
    const project = (investmentProgress: string) => ({ projects: [{ id: 'P', owner: 'E', construction: { started: true, investmentProgress } }] });
    expect(rows(project('1/3'))).toThrow(/项目“P”投资进度.*: expected a percentage of at most two decimals \(0\.3333, 1\/4 …\), found 0\.333/);
    expect(rows(project('0.33333'))).toThrow(/found 0\.33333$/);
    for (const ratio of ['1/4', '0.3333', '0.07', '1']) expect(rows(project(ratio))).not.toThrow();
    expect([...book.inputs(project('1/4'))].find((c) => c.value === 0.25)).toBeDefined();
    // Four passed years leave nothing of 87万元; without the last of them 27万元 would be left.
    const book4 = { projects: [{ id: 'P', owner: 'E' }], demonstrations: [{ project: 'P', evaluations: [{ year: 2027, passed: true }, { year: 2028, passed: true }] }] };
    expect(rows(book4)).toThrow(/标杆示范任务书“P”: expected evaluations of 2025–2027, found 2028/);
    expect(rows({ parks: [{ id: '园', evaluations: [{ year: 2028, passed: false }] }] })).toThrow(/园区“园”: expected evaluations of 2025–2027, found 2028/);
  });

  it('refuses more rows than its tables have', () => {
    const projects = Array.from({ length: 500 }, (_x, i) => ({ id: `P${i}`, owner: 'E' }));
    expect(() => book.sheets({ projects }, knownOf({ applicationDate: '2025-06-01' }))).toThrow(/: expected at most \d+ rows, found 500/);
  });
});

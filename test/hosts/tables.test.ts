/** Tables as LibreOffice saves them, in the format of Excel 97: what is read of them is what is read of the same tables in .xlsx. */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { writeXlsx } from 'hucre/xlsx';
import { tablesOf } from '../../examples/lib/tabular.mjs';
import { assessTables } from '../../src/sheet.js';

const isThere = spawnSync('which', ['soffice']).status === 0;

/** An office's tables: a title, blank rows above the header, and among the rows, a cell left empty, a cell merged over two rows. */
const SHEETS = [
  {
    name: '项目',
    rows: [
      ['2025年技改项目申报汇总表'],
      [],
      ['项目编号', '项目单位', '备案（审批）日期', '属新型技改项目', '属试点行业', '已入选国家示范项目', '项目总投资（万元）', '设备投资（含软件）（万元）'],
      ['P1', '甲公司', new Date('2024-09-12'), true, true, false, 6850, 5236],
      [],
      ['P2', null, new Date('2024-07-01'), true, false, false, 3000.5, 2000.25],
    ],
    merges: [{ startRow: 3, endRow: 5, startCol: 1, endCol: 1 }],
  },
];

describe.skipIf(!isThere && process.env['CI'] !== 'true')('an .xls of LibreOffice', () => {
  /** Some worksheets in a folder, as a.xlsx and as a.xls. */
  async function saved(sheets: readonly unknown[]): Promise<string> {
    const folder = mkdtempSync(join(tmpdir(), 'tables-'));
    writeFileSync(join(folder, 'a.xlsx'), await writeXlsx({ sheets } as never));
    execFileSync('soffice', ['--headless', '--norestore', `-env:UserInstallation=file://${folder}/profile`, '--convert-to', 'xls:MS Excel 97', '--outdir', folder, join(folder, 'a.xlsx')], { stdio: 'ignore' });
    return folder;
  }

  it('is read as the same tables in .xlsx are', async () => {
    const folder = await saved(SHEETS);
    const read = async (name: string) => assessTables((await tablesOf(join(folder, name))).sheets.map(({ rows }) => rows), 'applicationDate=2025-06-01');
    const [xlsx, xls] = [await read('a.xlsx'), await read('a.xls')];
    rmSync(folder, { recursive: true });
    // 10 % of 5236万 (pilot industry) and 8 % of 2000.25万: 523.6万 and 160.02万 (A1.3).
    expect(xls.assessment?.selection.total.min).toBe('6836200.00');
    expect([xls.caseFile, xls.assessment]).toEqual([xlsx.caseFile, xlsx.assessment]);
  });

  it('holds the worksheets that are hidden, and says so', async () => {
    const folder = await saved([...SHEETS, { name: '旧', rows: [['项目编号'], ['P0']], hidden: true }]);
    const [xlsx, xls] = await Promise.all(['a.xlsx', 'a.xls'].map((name) => tablesOf(join(folder, name))));
    rmSync(folder, { recursive: true });
    expect(xlsx).toMatchObject({ how: 'XLSX', sheets: [{ name: '项目' }] });
    expect(xls).toMatchObject({ how: 'XLS（隐藏的工作表亦在其中）', sheets: [{ name: '项目' }, { name: '旧' }] });
  });
});

/**
 * The workbook of formulas recalculated by LibreOffice and Gnumeric. What a program leaves uncalculated shows: every
 * cell is written with a wrong value in its cache, and a canary with one that no calculation gives.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseCsv } from 'hucre/csv';
import { writeXlsx } from 'hucre/xlsx';
import { DEFAULT_DAY, book, knownOf } from '../../examples/lib/workbook-articles.mjs';
import { parameterSheet, serial } from '../../examples/lib/workbook.mjs';
import { workbookCase } from '../support/workbook-cases.mjs';

const STALE = 999;
const CANARY = '试金石';
const has = (program: string): boolean => {
  try {
    execFileSync('which', [program]);
    return true;
  } catch {
    return false;
  }
};
const CASES = [[1, 0], [2, 15], [3, 30]] as const;

/** A case as a workbook whose caches are all wrong, sheets in order. */
async function stale(caseFile: ReturnType<typeof workbookCase>): Promise<{ readonly bytes: Uint8Array; readonly names: readonly string[] }> {
  const known = knownOf(caseFile);
  const filled = book.sheets(caseFile, known) as { name: string; cells: Map<string, { formula?: string; formulaResult?: unknown }> }[];
  for (const { cells } of filled) for (const cell of cells.values()) if (cell.formula !== undefined) cell.formulaResult = STALE;
  const day = { name: DEFAULT_DAY.sheet, rows: [[], [], ['', serial(caseFile.applicationDate)]] };
  const canary = { name: CANARY, rows: [], cells: new Map([['0,0', { value: null, formula: '1+1', formulaResult: STALE }]]) };
  const sheets = [day, ...filled, parameterSheet(), canary];
  return { bytes: await writeXlsx({ sheets } as never), names: sheets.map((s) => s.name) };
}

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'workbook-'));
  mkdirSync(join(folder, 'profile/user'), { recursive: true });
  // LibreOffice keeps the cached values of files that others wrote, unless it is told to recalculate.
  const always = ['OOXMLRecalcMode', 'ODFRecalcMode'].map((name) => `<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="${name}" oor:op="fuse"><value>0</value></prop></item>`);
  writeFileSync(join(folder, 'profile/user/registrymodifications.xcu'),
    `<?xml version="1.0" encoding="UTF-8"?>\n<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">${always.join('')}</oor:items>`);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

type Sheets = ReadonlyMap<string, readonly (readonly unknown[])[]>;
const csv = (file: string): unknown[][] => parseCsv(readFileSync(file, 'utf8')) as unknown[][];

function byLibreOffice(file: string, names: readonly string[]): Sheets {
  const filter = 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,-1';
  execFileSync('soffice', ['--headless', '--norestore', `-env:UserInstallation=file://${folder}/profile`, '--convert-to', filter, '--outdir', folder, `${file}.xlsx`], { stdio: 'ignore' });
  return new Map(names.map((name) => [name, csv(`${file}-${name}.csv`)]));
}

function byGnumeric(file: string, names: readonly string[]): Sheets {
  execFileSync('ssconvert', ['--recalc', '-S', '-O', 'separator=, format=raw', `${file}.xlsx`, `${file}-%n.txt`], { stdio: 'ignore' });
  return new Map(names.map((name, i) => [name, csv(`${file}-${i}.txt`)]));
}

describe.each([['LibreOffice', 'soffice', byLibreOffice], ['Gnumeric', 'ssconvert', byGnumeric]] as const)('%s', (name, program, recalculated) => {
  it.skipIf(!has(program) && process.env['CI'] !== 'true').each(CASES)('computes what the library computes (case %i, %i %% unknown)', async (seed, unknown) => {
    const caseFile = workbookCase(seed, { unknown });
    const { bytes, names } = await stale(caseFile);
    const file = join(folder, `${name}-${seed}`);
    writeFileSync(`${file}.xlsx`, bytes);
    const sheets = recalculated(file, names);
    expect(Number(sheets.get(CANARY)?.[0]?.[0])).toBe(2);
    const wrong: unknown[] = [];
    let compared = 0;
    for (const { sheet, row, column, expected, block, key } of book.computed(caseFile, knownOf(caseFile))) {
      if (expected === undefined) continue;
      compared += 1;
      const cell = sheets.get(sheet)?.[row]?.[column] ?? '';
      const found = typeof expected === 'number' && cell !== '' ? Number(cell) : String(cell);
      if (found !== expected) wrong.push({ block, key, row, found, expected });
    }
    expect(wrong.slice(0, 5)).toEqual([]);
    expect(compared).toBeGreaterThan(3000);
  });
});

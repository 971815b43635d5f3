/** A formula typed into the sheet of Univer in headless Chromium: what the cell then shows, and a picture of it. */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { type Server, createServer } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Value, asCells, judged, layoutOf } from './vectors.js';

const root = join(import.meta.dirname, '../..');
const tool = join(root, 'node_modules/.hosts/univer');
const isThere = existsSync(join(tool, 'installed')) && spawnSync('which', ['chromium']).status === 0;
const layout = layoutOf();

interface Page {
  goto(url: string): Promise<unknown>;
  evaluate<T>(script: string): Promise<T>;
  waitForFunction(script: string, argument?: unknown, options?: { timeout: number }): Promise<unknown>;
  screenshot(options: { path: string }): Promise<unknown>;
  keyboard: { type(text: string, options: { delay: number }): Promise<void>; press(key: string): Promise<void> };
  mouse: { click(x: number, y: number): Promise<void> };
}

const BUNDLE = `import { createUniver, LocaleType, mergeLocales } from '@univerjs/presets';
import { UniverSheetsCorePreset } from '@univerjs/preset-sheets-core';
import zhCN from '@univerjs/preset-sheets-core/locales/zh-CN';
import '@univerjs/preset-sheets-core/lib/index.css';
const { univerAPI } = createUniver({ locale: LocaleType.ZH_CN, locales: { [LocaleType.ZH_CN]: mergeLocales(zhCN) }, presets: [UniverSheetsCorePreset({ container: 'app' })] });
univerAPI.createWorkbook({ sheetOrder: ['s'], sheets: { s: { id: 's', name: '表', rowCount: 9000, columnCount: 40 } } });
CDJG.registerInUniver(univerAPI.getFormula(), CDJG.sheetCatalogue);
window.api = univerAPI;`;

let folder = '';
let server: Server;
let browser: { newPage(): Promise<Page>; close(): Promise<void> };
beforeAll(async () => {
  if (!isThere) return;
  folder = mkdtempSync(join(tmpdir(), 'univer-'));
  writeFileSync(join(tool, 'page.js'), BUNDLE);
  execFileSync(join(root, 'node_modules/.bin/esbuild'), [join(tool, 'page.js'), '--bundle', '--minify', '--format=iife', `--outfile=${join(folder, 'page.js')}`, '--log-level=error']);
  const html = '<!doctype html><meta charset="utf-8"><link rel="stylesheet" href="/page.css"><div id="app" style="height:700px"></div><script src="/cdjg.js"></script><script src="/page.js"></script>';
  const files: Readonly<Record<string, readonly [string, () => string]>> = {
    '/': ['text/html', () => html], '/page.css': ['text/css', () => readFileSync(join(folder, 'page.css'), 'utf8')],
    '/page.js': ['text/javascript', () => readFileSync(join(folder, 'page.js'), 'utf8')], '/cdjg.js': ['text/javascript', () => readFileSync(join(root, 'dist/cdjg.js'), 'utf8')],
  };
  server = createServer(({ url = '' }, response) => {
    const file = files[url];
    response.writeHead(file === undefined ? 404 : 200, { 'content-type': `${file?.[0] ?? 'text/plain'}; charset=utf-8` });
    response.end(file?.[1]());
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { chromium } = createRequire(join(tool, 'package.json'))('playwright-core') as { chromium: { launch(options: object): Promise<typeof browser> } };
  browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'], timeout: 120_000 });
});
afterAll(async () => {
  await browser?.close();
  server?.close();
  if (folder !== '') rmSync(folder, { recursive: true, force: true });
});

async function opened(): Promise<Page> {
  const page = await browser.newPage();
  await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  await page.waitForFunction('window.api !== undefined && document.querySelector("canvas") !== null', undefined, { timeout: 120_000 });
  return page;
}
const range = (row: number, column: number, rows = 1, columns = 1): string => `api.getActiveWorkbook().getActiveSheet().getRange(${row}, ${column}, ${rows}, ${columns})`;
const letters = (n: number): string => (n < 26 ? '' : String.fromCharCode(64 + Math.floor(n / 26))) + String.fromCharCode(65 + (n % 26));

describe.skipIf(!isThere && process.env['CI'] !== 'true')('Univer', () => {
  // Keys that are typed before the editor has the focus are lost: a slow machine may need another try.
  it('takes a typed formula and shows 10 % of 2000万元', { retry: 4 }, async () => {
    const page = await opened();
    const facts: Value[][] = [['项目编号', '项目单位', '首次申报或签订任务书日期', '备案日期', '属新型技改项目', '属试点行业', '已入选国家示范项目', '项目总投资', '设备投资'],
      ['一号线', '甲公司', '2025-06-01', '2024-07-01', '是', '是', '否', 3000, 2000]];
    await page.evaluate(`${range(0, 0, 2, 9)}.setValues(${JSON.stringify(facts)})`);
    await page.evaluate(`${range(3, 0)}.activate()`);
    await page.keyboard.type('=CDJG.EVALUATE(A1:I2)', { delay: 20 });
    await page.keyboard.press('Enter');
    await page.waitForFunction(`${range(4, 1)}.getValue() === 200`, undefined, { timeout: 30_000 });
    expect(await page.evaluate(`${range(4, 0, 1, 4)}.getValues()`)).toEqual([['符合', 200, 200, '新型技术改造投资补助200万元']]);
    await page.screenshot({ path: join(root, 'node_modules/.hosts/univer.png') });
  });

  it('gives what the vectors say', async () => {
    const page = await opened();
    const left = 20;
    const tops: number[] = [];
    let next = 0;
    for (const { height } of layout.calls) {
      tops.push(next);
      next += height;
    }
    // As in any spreadsheet a quotient would be taken for a day, and 0% for a number: such a text has to be marked as one.
    const rows = layout.rows.map((row) => row.map((v) => (typeof v === 'string' && /^[\d/%]+$/.test(v) ? { v, t: 4 } : v)));
    await page.evaluate(`for (const [i, row] of ${JSON.stringify(rows)}.entries()) if (row.length > 0) api.getActiveWorkbook().getActiveSheet().getRange(i, 0, 1, row.length).setValues([row])`);
    const formulas = layout.calls.map(({ f, args }, i) => [tops[i], `=CDJG.${f}(${args.map((a) => (typeof a === 'string' ? `"${a}"` : `${letters(a.left)}${a.top + 1}:${letters(a.right)}${a.bottom + 1}`)).join(',')})`]);
    await page.evaluate(`for (const [row, formula] of ${JSON.stringify(formulas)}) api.getActiveWorkbook().getActiveSheet().getRange(row, ${left}).setValue(formula)`);
    await page.waitForFunction(`${JSON.stringify(tops)}.every((row) => { const v = api.getActiveWorkbook().getActiveSheet().getRange(row, ${left}).getValue(); return v !== null && v !== undefined && v !== ''; })`, undefined, { timeout: 200_000 });
    const values = await page.evaluate<Value[][]>(`${range(0, left, next, 6)}.getValues()`);
    const { wrong, vectors } = judged(layout, (call, i) => asCells(values.slice(tops[i], (tops[i] as number) + call.height)));
    expect(wrong).toEqual([]);
    expect(vectors).toBeGreaterThan(540);
  });
});

/**
 * The vectors in the cells of LibreOffice Calc, headless, through the add-in as its users install it. Formulas in files name
 * functions by service and method.
 */
import { execFileSync } from 'node:child_process';
import { chmodSync, chownSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseCsv } from 'hucre/csv';
import { libreOfficeName } from '../../src/sheet/hosts/index.js';
import { sheetCatalogue } from '../../src/sheet.js';
import { type Argument, type Value, judged, layoutOf } from './vectors.js';

const isThere = existsSync('/usr/lib/libreoffice/sdk/bin/unoidl-write');
const NOBODY = 65534;
const isRoot = process.getuid?.() === 0;
let home = '';

/** unopkg refuses root: then all is done as nobody. */
function run(program: string, args: readonly string[]): void {
  const environment = [`HOME=${home}`, `PATH=${process.env['PATH']}`, 'LANG=C.UTF-8', `CDJG_NODE=${process.execPath}`];
  const own = [`-env:UserInstallation=file://${home}/profile`];
  const all = isRoot ? ['setpriv', `--reuid=${NOBODY}`, `--regid=${NOBODY}`, '--clear-groups', 'env', '-i', ...environment, program, ...args, ...own] : ['env', ...environment, program, ...args, ...own];
  execFileSync(all[0] as string, all.slice(1), { stdio: ['ignore', 'ignore', 'pipe'], cwd: home });
}

beforeAll(() => {
  if (!isThere) return;
  home = mkdtempSync(join(tmpdir(), 'calc-'));
  execFileSync(process.execPath, [join(import.meta.dirname, '../../examples/hosts/write.mjs'), home], { stdio: 'ignore' });
  mkdirSync(join(home, 'profile'));
  chmodSync(home, 0o755);
  if (isRoot) for (const at of [home, join(home, 'profile')]) chownSync(at, NOBODY, NOBODY);
  run('unopkg', ['add', '--force', join(home, 'libreoffice/cdjg.oxt')]);
});
afterAll(() => void (home !== '' && rmSync(home, { recursive: true, force: true })));

const XML: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const xml = (text: string): string => text.replace(/[&<>"]/g, (c) => XML[c] as string);
const column = (n: number): string => (n < 26 ? '' : String.fromCharCode(64 + Math.floor(n / 26))) + String.fromCharCode(65 + (n % 26));

function cell(value: Value): string {
  if (value === null) return '<table:table-cell/>';
  if (typeof value === 'number') return `<table:table-cell office:value-type="float" office:value="${value}"/>`;
  return `<table:table-cell office:value-type="string"><text:p>${xml(value)}</text:p></table:table-cell>`;
}
const row = (cells: readonly string[]): string => `<table:table-row>${cells.join('') || '<table:table-cell/>'}</table:table-row>`;
const table = (name: string, rows: readonly string[]): string => `<table:table table:name="${name}">${rows.join('')}</table:table>`;
const place = (a: Argument): string => (typeof a === 'string' ? `"${a}"` : `[$facts.${column(a.left)}${a.top + 1}${a.top === a.bottom && a.left === a.right ? '' : `:.${column(a.right)}${a.bottom + 1}`}]`);

/** A formula; one that gives a table has its cells set apart, of which those that it does not fill are #N/A. */
function formula(f: string, args: readonly string[], width = 1, height = 1): string {
  const matrix = width * height === 1 ? '' : ` table:number-matrix-columns-spanned="${width}" table:number-matrix-rows-spanned="${height}"`;
  return `<table:table-cell${matrix} table:formula="${xml(`of:=${f}(${args.join(';')})`)}"/>`;
}

/** The sheets as LibreOffice calculates them. */
function calculated(sheets: Readonly<Record<string, readonly string[]>>, name: string): Value[][] {
  const ns = ['office', 'table', 'text'].map((n) => `xmlns:${n}="urn:oasis:names:tc:opendocument:xmlns:${n}:1.0"`).join(' ');
  writeFileSync(join(home, 'book.fods'), `<?xml version="1.0" encoding="UTF-8"?>
<office:document ${ns} xmlns:of="urn:oasis:names:tc:opendocument:xmlns:of:1.2" office:version="1.2" office:mimetype="application/vnd.oasis.opendocument.spreadsheet"><office:body><office:spreadsheet>${Object.entries(sheets).map(([n, rows]) => table(n, rows)).join('')}</office:spreadsheet></office:body></office:document>`);
  run('soffice', ['--headless', '--norestore', '--convert-to', 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,-1', '--outdir', home, join(home, 'book.fods')]);
  const file = readdirSync(home).find((f) => f === `book-${name}.csv`);
  return parseCsv(readFileSync(join(home, file as string), 'utf8')) as Value[][];
}

describe.skipIf(!isThere && process.env['CI'] !== 'true')('LibreOffice Calc', () => {
  it('gives what the vectors say', () => {
    const layout = layoutOf();
    const tops: number[] = [];
    const results: string[] = [];
    for (const { f, args, width, height } of layout.calls) {
      tops.push(results.length);
      results.push(row([formula(libreOfficeName(sheetCatalogue, f), args.map(place), width, height)]), ...Array.from({ length: height - 1 }, () => row([])));
    }
    const values = calculated({ facts: layout.rows.map((r) => row(r.map(cell))), results: [...results, row([])] }, 'results');
    const { wrong, vectors } = judged(layout, (call, i) => values.slice(tops[i], (tops[i] as number) + call.height));
    expect(wrong).toEqual([]);
    expect(vectors).toBeGreaterThan(540);
  });

  it('shows its own errors, and those that come in go out', () => {
    const call = (f: string, ...args: string[]): string => formula(libreOfficeName(sheetCatalogue, f), args);
    const values = calculated({ results: [
      row([call('VERSION')]), row([call('PARAM', '"没有"')]), row([call('INVESTMENT_REWARD', '"x"')]), row([call('INVESTMENT_REWARD')]), row([call('PARAM', '1/0')]), row([call('EVALUATE', '"x"')]),
    ] }, 'results').map(([first]) => first);
    expect(values[0]).toMatch(/^chengdu-tech-upgrade-2025 /);
    expect(values.slice(1, 6)).toEqual(['#VALUE!', '#VALUE!', '#N/A', '#DIV/0!', '#VALUE!']);
  });
});

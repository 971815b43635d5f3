/**
 * The script bundle where nothing is but the language: one global, no code from text. The vectors go through the functions of
 * Google Sheets, Excel and WPS as those hosts are documented to call them; the hosts themselves are not run.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Context, createContext, runInContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { googleSheetsScript } from '../../src/sheet/hosts/index.js';
import { sheetCatalogue } from '../../src/sheet.js';
import { type Argument, asCells, judged, layoutOf, sent } from './vectors.js';

const bundle = readFileSync(join(import.meta.dirname, '../../dist/cdjg.js'), 'utf8');
type Run = (...args: unknown[]) => unknown;

function bare(): Context {
  const context = createContext({}, { codeGeneration: { strings: false, wasm: false } });
  runInContext(bundle, context);
  return context;
}

describe('the script bundle', () => {
  it('adds one global, and is plain ASCII', () => {
    expect(Object.getOwnPropertyNames(bare()).filter((name) => !Object.getOwnPropertyNames(createContext({})).includes(name))).toEqual(['CDJG']);
    expect([...bundle].every((c) => c.charCodeAt(0) < 128)).toBe(true);
  });

  it('assesses a case', () => {
    const context = bare();
    const total = runInContext(`CDJG.assess({ applicationDate: '2025-06-01', projects: [{ id: 'P', owner: 'E', filingDate: '2024-07-01', newType: true, pilotIndustry: true,
      nationalDemonstration: false, totalInvestment: '30000000', equipmentInvestment: '20000000' }] }).selection.total.max`, context);
    expect(total).toBe('2000000.00');
  });
});

describe('the vectors, as they are sent by', () => {
  const layout = layoutOf();
  const judge = (run: (f: string, args: readonly Argument[]) => unknown): void => {
    const { wrong, vectors } = judged(layout, ({ f, args }) => asCells(run(f, args)));
    expect(wrong).toEqual([]);
    expect(vectors).toBeGreaterThan(540);
  };

  it('Google Sheets: an empty text for an empty cell, single cells by themselves', () => {
    const context = bare();
    runInContext(googleSheetsScript(sheetCatalogue), context);
    judge((f, args) => (context[`CDJG_${f}`] as Run)(...args.map((a) => {
      const cells = sent(layout, a, '');
      return typeof cells !== 'string' && cells.length === 1 && cells[0]?.length === 1 ? cells[0][0] : cells;
    })));
  });

  it('Excel: 0 for an empty cell, a range for every parameter that takes one, repeated ones in a list, and the call itself last', () => {
    const functions = new Map<string, Run>();
    class Refused extends Error {}
    const custom = { associate: (id: string, run: Run) => void functions.set(id, run), Error: Refused, ErrorCode: { invalidValue: '#VALUE!', notAvailable: '#N/A', invalidNumber: '#NUM!' } };
    (bare()['CDJG'] as { associateInExcel: Run; sheetCatalogue: unknown }).associateInExcel(custom, sheetCatalogue);
    judge((f, args) => {
      const { parameters } = sheetCatalogue.functions.find(({ id }) => id === f) as (typeof sheetCatalogue.functions)[number];
      const ranges = args.map((a) => asCells(sent(layout, a, 0)));
      const own = parameters.map((p, i) => (p.repeating === true ? ranges.slice(i) : ranges[i] ?? null));
      return (functions.get(f) as Run)(...own, { address: 'A1' });
    });
    expect(() => (functions.get('PARAM') as Run)('没有', null, {})).toThrow(Refused);
  });

  it('WPS: arguments one by one', () => {
    const functions = new Map<string, Run>();
    const wps = { AddCustomFunction: (space: string, name: string, run: Run) => void functions.set(`${space}.${name}`, run) };
    (bare()['CDJG'] as { registerInWps: Run }).registerInWps(wps, sheetCatalogue);
    judge((f, args) => (functions.get(`CDJG.${f}`) as Run)(...args.map((a) => sent(layout, a, 0))));
  });
});

/** The vectors in the cells of HyperFormula, through the built package. */
import * as hyperformula from 'hyperformula';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Argument, type Value, judged, layoutOf } from './vectors.js';

type Cells = { getSheetValues(sheet: number): unknown[][]; getCellValue(at: { sheet: number; row: number; col: number }): unknown; destroy(): void };
const { HyperFormula } = hyperformula as unknown as { HyperFormula: { buildFromSheets(sheets: Record<string, unknown[][]>, config: object): Cells } };

beforeAll(async () => {
  const { registerInHyperFormula } = (await import('../../dist/sheet/hosts/index.js' as string)) as typeof import('../../src/sheet/hosts/index.js');
  const { sheetCatalogue } = (await import('../../dist/sheet.js' as string)) as typeof import('../../src/sheet.js');
  registerInHyperFormula(hyperformula as never, sheetCatalogue);
});

const column = (n: number): string => (n < 26 ? '' : String.fromCharCode(64 + Math.floor(n / 26))) + String.fromCharCode(65 + (n % 26));
const written = (a: Argument): string => (typeof a === 'string' ? `"${a}"` : `Facts!${column(a.left)}${a.top + 1}${a.top === a.bottom && a.left === a.right ? '' : `:${column(a.right)}${a.bottom + 1}`}`);
const build = (sheets: Record<string, unknown[][]>): Cells => HyperFormula.buildFromSheets(sheets, { licenseKey: 'gpl-v3' });

describe('HyperFormula', () => {
  it('gives what the vectors say', () => {
    const layout = layoutOf();
    const tops: number[] = [];
    const formulas: unknown[][] = [];
    for (const { f, args, height } of layout.calls) {
      tops.push(formulas.length);
      formulas.push([`=CDJG.${f}(${args.map(written).join(',')})`], ...Array.from({ length: height - 1 }, () => []));
    }
    const engine = build({ Facts: layout.rows as unknown[][], Results: formulas });
    const values = engine.getSheetValues(1) as Value[][];
    const { wrong, vectors, calls } = judged(layout, (call, i) => values.slice(tops[i], (tops[i] as number) + call.height));
    engine.destroy();
    expect(wrong).toEqual([]);
    expect(vectors).toBeGreaterThan(540);
    expect(calls).toBeGreaterThan(vectors);
  });

  it('shows an error with its Chinese message', () => {
    const engine = build({ Sheet: [
      ['=CDJG.INVESTMENT_REWARD("x")', '=CDJG.INVESTMENT_REWARD()', '=CDJG.PARAM("没有")', '=CDJG.VERSION()'],
      ['=SUM(CDJG.PARAM("没有"),1)'], ['=CDJG.EVALUATE(A9:B9)'],
    ] });
    const at = (row: number, col: number): unknown => engine.getCellValue({ sheet: 0, row, col });
    expect(at(0, 0)).toMatchObject({ value: '#VALUE!', message: expect.stringMatching(/[一-鿿]/) });
    expect(at(0, 1)).toMatchObject({ value: '#N/A', message: expect.stringMatching(/；缺少/) });
    expect(at(0, 2)).toMatchObject({ value: '#VALUE!', message: expect.stringContaining('没有名为“没有”的参数') });
    expect(at(0, 3)).toMatch(/^chengdu-tech-upgrade-2025 /);
    expect(at(1, 0)).toMatchObject({ value: '#VALUE!' });
    expect(at(2, 0)).toMatchObject({ value: '#VALUE!', message: expect.stringContaining('未找到表头') });
    engine.destroy();
  });
});

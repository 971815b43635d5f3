/** COMBINE on awards whose amounts are known: what one input may be given, and what a table of amounts cannot tell. */
import { describe, expect, it } from 'vitest';
import { type Cell, sheetFunctions } from '../../src/sheet.js';

const combine = sheetFunctions.find((f) => f.id === 'COMBINE')?.call as (...args: (Cell | Cell[][])[]) => Cell[][];
/** Lines beside those of a table in 万元, the total last. */
const lines = (...rows: Cell[][]): Cell[][] => combine([['措施', '同一投入', '金额（万元）'], ...rows]).slice(1);
const total = (...rows: Cell[][]): Cell => lines(...rows).at(-1)?.[1] as Cell;

describe('F.3 同一投入不得重复享受政策补助', () => {
  it.each<[string, Cell, Cell]>([['width', 'P1', 'Ｐ１'], ['spaces', 'P1', ' P 1'], ['case', 'P1', 'p1'], ['a number and a text', 1, '1']])(
    'the same input whatever its %s: 200万元 of 10万元 and 200万元', (_name, a, b) => {
      expect(lines(['1a', a, 10], ['1b', b, 200])).toEqual([['否', 0, '让位于新型技术改造投资补助（第3行）（同一投入就高）'], ['是', 200, ''], ['合计', 200, '']]);
    });

  it('inputs that differ stand beside each other: 10万元 + 200万元', () => expect(total(['1a', 'P1', 10], ['1b', 'P-1', 200])).toBe(210));

  it('an award of no input is not counted: it may be for the same one', () => {
    expect(lines(['1a', '', 10], ['1b', null, 200], ['5a', '待定', 30], ['1b', 'Q', 100])).toEqual([
      ...new Array<Cell[]>(3).fill(['缺少事实', '', '缺少“同一投入”']), ['是', 100, ''], ['合计', 100, '另有3行未能计入'],
    ]);
  });

  it.each<[string, number, number]>([['1a', 10, 8], ['1b', 200, 100], ['5b', 100, 60], ['6a', 200, 200], ['6b', 900, 800], ['7', 5000, 4000]])(
    '%s is given once for one input: of %d and %d万元 the higher', (code, more, less) => {
      const [first, second, sum] = lines([code, 'P1', more], [code, 'P1', less]);
      expect([first?.[0], second?.[0], sum?.[1]]).toEqual(['是', '否', more]);
      expect(second?.[2]).toMatch(/^让位于.*（第2行）（同一投入就高）$/);
      expect(total([code, 'P1', more], [code, 'P2', less])).toBe(more + less);
    });

  it.each<[string, string, string]>([
    ['2a', '每年最高贴息200万元', '同一企业同一年度合计不超过200万元'], ['2b', '每年最高补助500万元', '同一企业同一年度合计不超过500万元'],
    ['4a', '最高1000万元补助', '同一供给企业合计不超过1,000万元'], ['4b', '最高500万元补助', '同一供给企业合计不超过500万元'],
    ['3', '每年', '每年度只计一项'], ['5a', '每年', '每年度只计一项'],
  ])('%s may be given again, %s: both count, and %s is said', (code, _words, note) => {
    expect(lines([code, 'P1', 30], [code, 'P1', 20])).toEqual([['是', 30, note], ['是', 20, note], ['合计', 50, '']]);
    expect(lines([code, 'P1', 30])).toEqual([['是', 30, ''], ['合计', 30, '']]);
  });

  it('a year is one of the reading that adds sales up per year, and nothing is said of the sum where each project stands alone', () => {
    const of = (reading: string): Cell => combine([['措施', '同一投入', '金额（万元）'], ['4a', 'P', 80], ['4a', 'Q', 90]], `supplyAggregation=${reading}`)[1]?.[2] as Cell;
    expect([of('per-year'), of('per-project')]).toEqual(['同一供给企业同一年度合计不超过1,000万元', '']);
  });

  it('A6.4 per consortium 最高3000万元, whatever projects it is given for', () => {
    const note = '同一联合体合计不超过3,000万元';
    expect(lines(['6b', 'P1', 2000], ['6b', 'P2', 1500])).toEqual([['是', 2000, note], ['是', 1500, note], ['合计', 3500, '']]);
  });
});

describe('最高: no award is above its ceiling, or above the stated sum', () => {
  it.each<[string, number]>([['1a', 10], ['1b', 2000], ['2a', 200], ['2b', 500], ['3', 50], ['4a', 1000], ['4b', 500], ['5a', 30], ['5b', 100], ['6a', 200], ['6b', 3000], ['7', 5000]])(
    '%s: %d万元 counts, a fen more does not', (code, most) => {
      expect(lines([code, 'P1', most])).toEqual([['是', most, ''], ['合计', most, '']]);
      const [line, sum] = lines([code, 'P1', most + 0.000001]);
      expect(line?.slice(0, 2)).toEqual(['输入有误', '']);
      expect(line?.[2]).toBe(`超过最高${most.toLocaleString('en')}万元；几项奖补请分行填写`);
      expect(sum).toEqual(['合计', 0, '另有1行未能计入']);
    });
});

describe('A5.4 需扣减前期年度奖励部分', () => {
  const stated = (...years: string[]): string => `按已扣减${years.join('、')}的金额计入`;

  it('100万元 less 30万元 leaves 70万元: that much counts as the net amount, a fen more is refused', () => {
    expect(lines(['5a', 'P1', 30], ['5b', 'P1', 70])).toEqual([['是', 30, ''], ['是', 70, stated('标杆示范年度奖励（第2行）')], ['合计', 100, '']]);
    expect(lines(['5b', 'P1', 70.000001], ['5a', 'P1', 30])).toEqual([['输入有误', '', '扣减标杆示范年度奖励（第3行）后最高70万元；请填扣减后的金额'], ['是', 30, ''], ['合计', 30, '另有1行未能计入']]);
  });

  it('two years of 30万元 leave 40万元, four leave nothing', () => {
    const years = [2, 3, 4, 5].map((): Cell[] => ['5a', 'P1', 30]);
    expect(total(...years.slice(0, 2), ['5b', 'P1', 40])).toBe(100);
    expect(lines(...years.slice(0, 2), ['5b', 'P1', 100])[2]?.[2]).toMatch(/^扣减标杆示范年度奖励（第2行）、标杆示范年度奖励（第3行）后最高40万元/);
    expect(lines(...years, ['5b', 'P1', 0.000001])[4]?.[2]).toMatch(/后最高0万元/);
  });

  it('awards of another project are not deducted: 30万元 + 100万元', () => expect(total(['5a', 'P1', 30], ['5b', 'P2', 100])).toBe(130));
});

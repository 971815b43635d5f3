/** The functions of a spreadsheet: cells in, cells out, for any policy. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assess, chengdu2025 } from '../../src/index.js';
import { type Cell, type SheetFunction, SheetError, assessTables, readLedger, rowsOfTable, sheetFunctions } from '../../src/sheet.js';
import { sheetFunctionsOf } from '../../src/sheet/index.js';
import { readCell } from '../../src/sheet/cell.js';
import { LIBRARY_VERSION } from '../../src/version.js';
import { projectFacts } from '../../src/chengdu/facts/projects.js';
import { choice, fact } from '../../src/core/fact.js';
import { text } from '../../src/core/text.js';
import { toyCase, toyDistrict } from '../support/toy-district.js';

const named = (functions: readonly SheetFunction[]) => (id: string): SheetFunction['call'] => (functions.find((f) => f.id === id) as SheetFunction).call;
const city = named(sheetFunctions);
const toy = named(sheetFunctionsOf(toyDistrict, LIBRARY_VERSION));

/** A call that has no value, as its code and message. */
function refused(call: () => unknown): string {
  try {
    return `gave ${JSON.stringify(call())}`;
  } catch (error) {
    return error instanceof SheetError ? `${error.code} ${error.message}` : `threw ${String(error)}`;
  }
}
const column = (table: unknown, name: string): Cell[] => {
  const rows = table as Cell[][];
  const header = rows.findIndex((r) => r.includes(name));
  const at = (rows[header] as Cell[]).indexOf(name);
  return rows.slice(header + 1).map((r) => r[at] as Cell);
};

const PROJECTS: Cell[][] = [
  ['项目编号', '项目单位', '首次申报或签订任务书日期', '备案（审批）日期', '属新型技改项目', '属试点行业', '已入选国家示范项目', '纳入工业投资统计', '项目总投资', '设备投资（含软件）'],
  ['一号线', '甲公司', '2025-06-01', '2024-07-01', '是', '是', '否', '否', 3000, 2000],
];
const with1 = (changes: Record<string, Cell>): Cell[][] => [
  PROJECTS[0] as Cell[],
  (PROJECTS[1] as Cell[]).map((cell, i) => {
    const name = PROJECTS[0]?.[i] as string;
    return name in changes ? (changes[name] as Cell) : cell;
  }),
];

describe('the catalogue', () => {
  it.each([['the city', sheetFunctions, chengdu2025.measures], ['a toy district', sheetFunctionsOf(toyDistrict, ''), toyDistrict.measures]] as const)(
    'of %s has the functions of tables, one for each measure, parameters and version',
    (_name, functions, measures) => {
      const ids = functions.map((f) => f.id);
      expect(ids).toEqual(['EVALUATE', 'EXPLAIN', 'CHECK', 'COMBINE', ...measures.map((m) => m.id.toUpperCase().replaceAll('-', '_')), 'PARAM', 'VERSION']);
      expect(new Set(functions.map((f) => f.name.zh)).size).toBe(functions.length);
      for (const { id, parameters, description } of functions) {
        // Hosts take no other names, and none that looks like the address of a cell.
        expect(id).toMatch(/^[A-Z][A-Z0-9_]{2,31}$/);
        expect(id).not.toMatch(/^[A-Z]{1,3}\d+$|^R\d*C\d*$/);
        expect(description.zh.length * description.en.length).toBeGreaterThan(0);
        expect(new Set(parameters.map((p) => p.name.zh)).size, id).toBe(parameters.length);
        // A host can leave off arguments at the end only.
        const required = parameters.map((p) => p.optional).lastIndexOf(false);
        expect(required).toBeLessThan(parameters.length);
      }
    },
  );
});

it('a parameter that takes money says in which unit a cell is read, and asks for no yuan', () => {
  const of = (id: string) => sheetFunctions.find((f) => f.id === id)?.parameters.map((p) => p.description) ?? [];
  const all = sheetFunctions.flatMap((f) => f.parameters.map((p) => p.description));
  for (const { zh, en } of all) expect(zh + en).not.toMatch(/多少元|in yuan/);
  expect(of('INVESTMENT_SUBSIDY').map((d) => d.zh)).toContain('项目总投资，按“单位”所填（默认万元）');
  expect(of('LOAN_INTEREST_SUBSIDY').map((d) => d.zh)).toContain('当年实付利息，按“单位”所填（默认万元）（每行一项的一列）');
});

it('a parameter has the name of its group, unless its own begins with it', () => {
  const of = (id: string): string[] => sheetFunctions.find((f) => f.id === id)?.parameters.map((p) => p.name.zh) ?? [];
  expect(of('INVESTMENT_SUBSIDY').slice(-5, -2)).toEqual(['竣工验收日期', '竣工验收核定总投资', '竣工验收核定设备投资（含软件）']);
});

describe('a cell', () => {
  const read = (type: Parameters<typeof fact>[0], cell: Cell, unit: 'wan' | 'yuan' = 'wan'): unknown => {
    const found = readCell(cell, fact(type, 'applicant', '事实', 'fact'), unit);
    return found === undefined ? undefined : 'problem' in found ? `${found.code}` : found.value;
  };

  it.each<[Cell, unknown]>([
    [45809, '2025-06-01'], ['45809', '2025-06-01'], [45809.75, '2025-06-01'], ['2025-06-01', '2025-06-01'], ['2025/6/1', '2025-06-01'],
    ['2025.6.1', '2025-06-01'], ['2025年6月1日', '2025-06-01'], ['２０２５年６月１日', '2025-06-01'], [20250601, '2025-06-01'], ['2025-06-01 00:00:00', '2025-06-01'],
    // The calendar of spreadsheets has a 29 February 1900, the 60th day.
    [59, '1900-02-28'], [60, 'VALUE'], [61, '1900-03-01'], [1, '1900-01-01'], [0, 'VALUE'],
    [2025, 'VALUE'], ['6/1/2025', 'VALUE'], ['2025年6月', 'VALUE'], ['2025-02-29', 'VALUE'], ['2024-02-29', '2024-02-29'], ['25.6.1', 'VALUE'], [true, 'VALUE'],
  ])('a day: %j is %j', (cell, value) => expect(read('day', cell)).toBe(value));

  it.each<[Cell, unknown]>([
    [2000, '20000000'], [0, '0'], [0.1 + 0.2, '3000'], [1234.567891, '12345678.91'], [1234.5678912, 'VALUE'], ['1,234.5', '12345000'], ['１，２３４．５', '12345000'],
    ['￥2,000', '20000000'], ['2000万元', '20000000'], ['2000元', '2000'], ['0元', '0'], ['0.5亿元', '50000000'], ['1.5E+06元', '1500000'], ['1.5E+03', '15000000'], ['(5)', 'VALUE'], [-5, 'VALUE'],
    ['1,2345', 'VALUE'], ['约2000', 'VALUE'], ['2000~3000', 'VALUE'], [1_000_000, '10000000000'], [1_000_001, 'VALUE'], ['68500000', 'VALUE'], ['1e99', 'VALUE'], [NaN, 'NUM'], ['#REF!', 'VALUE'], [true, 'VALUE'],
  ])('an amount in 万元: %j is %j yuan', (cell, value) => expect(read('money', cell)).toBe(value));

  it.each<[Cell, unknown]>([[2000, '2000'], [0.01, '0.01'], [0.001, 'VALUE'], ['68,500,000.00', '68500000'], ['50万', '500000'], [68_500_000, '68500000']])(
    'an amount in yuan: %j is %j', (cell, value) => expect(read('money', cell, 'yuan')).toBe(value));

  it.each<[Cell, unknown]>([[0.5, '0.5'], ['50%', '0.5'], ['５０％', '0.5'], ['1/3', '1/3'], ['12.5%', '0.125'], [1, '1'], [0, '0'], [50, 'VALUE'], ['150%', 'VALUE'], ['一半', 'VALUE'], [0.1 + 0.2, '0.3']])(
    'a ratio: %j is %j', (cell, value) => expect(read('ratio', cell)).toBe(value));

  it.each<[Cell, unknown]>([
    ['是', true], [true, true], [1, true], ['1', true], ['Y', true], ['y', true], ['YES', true], ['TRUE', true], ['√', true], [' 是 ', true],
    ['否', false], [false, false], [0, false], ['N', false], ['×', false], ['不知道', 'VALUE'], [2, 'VALUE'],
  ])('an answer: %j is %j', (cell, value) => expect(read('boolean', cell)).toBe(value));

  it.each<Cell>([null, '', '  ', '\u3000', '-', '——', '/', '未知', '待定'])('%j is unknown, whatever is asked for', (cell) => {
    for (const type of ['id', 'money', 'ratio', 'day', 'year', 'count', 'rank', 'boolean'] as const) expect(read(type, cell)).toBeUndefined();
  });

  it.each<[Cell, unknown]>([['direct', 'direct'], ['直租', 'direct'], [' Direct Lease', 'direct'], ['回租', 'back'], ['租', 'VALUE'], [1, 'VALUE']])('a choice: %j is %j', (cell, value) => {
    const mode = choice({ direct: text('直租', 'direct lease'), back: text('回租', 'leaseback') }, 'applicant', '方式', 'mode');
    const found = readCell(cell, mode, 'wan');
    expect(found !== undefined && 'problem' in found ? found.code : found?.value).toBe(value);
  });

  it.each<[Cell, unknown]>([['P-1', 'P-1'], ['  一号线 ', '一号线'], [1001, '1001'], [915101000000000000, 'VALUE'], [1.5, 'VALUE'], [true, 'VALUE']])('an id: %j is %j', (cell, value) =>
    expect(read('id', cell)).toBe(value));

  it.each<[Parameters<typeof fact>[0], Cell, unknown]>([['year', '2025年', 2025], ['year', 2025, 2025], ['year', 25, 'VALUE'], ['count', '10家', 10], ['rank', '第3名', 3], ['rank', 0, 'VALUE'], ['count', 1.5, 'VALUE']])(
    'a %s: %j is %j', (type, cell, value) => expect(read(type, cell)).toBe(value));

  it('every amount of fen survives the binary number of a cell in 万元', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 1_000_000_000_000 }), (fen) => {
      const found = readCell(fen / 1e6, projectFacts.totalInvestment, 'wan');
      expect(found).toMatchObject({ value: fen % 100 === 0 ? `${fen / 100}` : `${Math.floor(fen / 100)}.${String(fen % 100).padStart(2, '0').replace(/0$/, '')}` });
    }));
  });

  it('never throws anything but what it says, for any cell', () => {
    const any = fc.oneof(fc.string(), fc.double(), fc.boolean(), fc.constant(null), fc.string({ unit: 'binary', maxLength: 600 }));
    fc.assert(fc.property(fc.array(fc.array(any, { maxLength: 6 }), { maxLength: 5 }), (rows) => {
      expect(refused(() => city('CHECK')([PROJECTS[0] as Cell[], ...rows]))).not.toMatch(/^threw/);
      expect(refused(() => city('EVALUATE')(rows as Cell[][], 'x'))).not.toMatch(/^threw/);
    }));
  });
});

describe('EVALUATE', () => {
  it('gives 10 % of 2000万元 for a pilot-industry project, beside its row', () => {
    const out = city('EVALUATE')(PROJECTS) as Cell[][];
    expect(out[0]?.slice(0, 3)).toEqual(['状态', '金额下限（万元）', '金额上限（万元）']);
    expect(out[1]?.slice(0, 4)).toEqual(['符合', 200, 200, '新型技术改造投资补助200万元']);
  });

  it('takes what assess takes and gives what assess gives', () => {
    const { selection } = assess({
      applicationDate: '2025-06-01',
      projects: [{ id: '一号线', owner: '甲公司', filingDate: '2024-07-01', newType: true, pilotIndustry: true, nationalDemonstration: false, inIndustrialStatistics: false, totalInvestment: '30000000', equipmentInvestment: '20000000' }],
    });
    expect(column(city('EVALUATE')(PROJECTS, '元'), '金额上限（元）')[0]).not.toBe(Number(selection.total.max));
    expect(column(city('EVALUATE')(PROJECTS), '金额上限（万元）')[0]).toBe(Number(selection.total.max) / 10_000);
  });

  it('says unit by header, by a line above it or by an argument, the nearest first', () => {
    const header = (PROJECTS[0] as string[]).map((h) => (h === '项目总投资' ? '项目总投资（元）' : h));
    const inYuan = [['单位：元'], header, (PROJECTS[1] as Cell[]).map((c) => (c === 3000 ? 30_000_000 : c === 2000 ? 20_000_000 : c))];
    expect(column(city('EVALUATE')(inYuan as Cell[][]), '金额上限（万元）')).toEqual([200]);
    expect(column(city('EVALUATE')(inYuan.slice(1) as Cell[][], '元'), '金额上限（元）')).toEqual([2_000_000]);
    expect(column(city('EVALUATE')([header, (PROJECTS[1] as Cell[]).map((c) => (c === 3000 ? 30_000_000 : c))]), '金额上限（万元）')).toEqual([200]);
  });

  it.each(['申报单位：元亨机械有限公司', '填报单位:万元通用设备公司', '主管单位：元坝镇人民政府'])('%s is a name, no unit: 3000万元 stay 3000万元', (line) => {
    expect(column(city('EVALUATE')([[line], ...PROJECTS]), '金额上限（万元）')).toEqual([200]);
    expect(city('COMBINE')([[line], ['措施', '同一投入', '金额'], ['1b', 'P', 100]])).toContainEqual(['是', 100, '']);
  });

  it.each(['单位：元', '单 位： 元', '（金额单位:人民币元）', '单位：元（人民币）', '本表金额单位为元', '单位：元 填报人：张三', '单位（元）'])('%s is the unit of the table: 3000元 reach no threshold', (line) => {
    expect(column(city('EVALUATE')([[line], ...PROJECTS]), '状态')).toEqual(['不符合']);
  });

  it.each(['单位：千元', '单位：百万元', '金额单位：亿元', '单位：美元', '单位：亿'])('%s is refused: in 万元 or 元 every figure would be another', (line) => {
    const said = `VALUE 金额单位“${line.split('：')[1]}”无法使用；请改以万元或元填写`;
    expect(refused(() => city('EVALUATE')([[line], ...PROJECTS]))).toBe(said);
    expect(refused(() => city('COMBINE')([[line], ['措施', '同一投入', '金额'], ['1b', 'P', 100]]))).toBe(said);
    expect(refused(() => readLedger([[[line], ['政策措施', '对象', '拨付金额', '拨付日期', '拨付方式'], ['1b', 'P', 1, '2025-09-01', '预拨']]]))).toBe(said);
  });

  it('says the unit of a group of columns above them: 10 % of 20,000,000元, and of 2000元 nothing', () => {
    const [header = [], row = []] = PROJECTS;
    const above = (group: string): Cell[] => header.map((h, i) => (i < 8 ? h : i === 8 ? group : null));
    const below = header.map((h, i) => (i < 8 ? null : h));
    const inYuan = row.map((c) => (c === 3000 ? 30_000_000 : c === 2000 ? 20_000_000 : c));
    expect(column(city('EVALUATE')([above('投资（元）'), below, inYuan]), '金额上限（万元）')).toEqual(['', 200]);
    // As a file has it whose cells are merged downwards: the second line is a whole header.
    expect(column(city('EVALUATE')([above('投资（元）'), header, inYuan]), '金额上限（万元）')).toEqual([200]);
    expect(column(city('EVALUATE')([above('投资（元）'), below, row]), '状态')).toEqual(['', '不符合']);
    expect(column(city('EVALUATE')([above('投资'), below, row], '万元'), '金额上限（万元）')).toEqual(['', 200]);
    expect(refused(() => city('EVALUATE')([above('投资（千元）'), below, row]))).toMatch(/^VALUE 金额单位“千元”/);
    // A figure above a column is no unit, nor is the unit of one column that of the next.
    expect(column(city('EVALUATE')([header.map((_h, i) => (i === 8 ? '合计3000元' : null)), header, row]), '金额上限（万元）')).toEqual([200]);
  });

  it.each([
    ['全部半角', (h: string) => h.normalize('NFKC')],
    ['不带括号', (h: string) => h.replace(/（.*?）/g, '')],
    ['夹空格', (h: string) => [...h].join(' ')],
    ['英文名', (h: string) => ({ 项目编号: 'id', 项目单位: 'project owner', 首次申报或签订任务书日期: 'applicationDate', '备案（审批）日期': 'Filing or approval date', 属新型技改项目: 'newType', 属试点行业: 'pilotIndustry', 已入选国家示范项目: 'nationalDemonstration', 纳入工业投资统计: 'inIndustrialStatistics', 项目总投资: 'Total Investment', '设备投资（含软件）': 'equipmentInvestment' })[h] ?? h],
    ['是否', (h: string) => (h.startsWith('属') ? `是否${h}` : h)],
  ])('knows headers %s', (_name, write) => {
    const header = (PROJECTS[0] as string[]).map((h) => (h === '备案（审批）日期' && _name === '不带括号' ? '备案日期' : write(h)));
    expect(column(city('EVALUATE')([header, PROJECTS[1] as Cell[]]), '状态')).toEqual(['符合']);
  });

  it('passes over titles, totals, notes, empty rows and columns of others, and stays in line', () => {
    const table = [['项目申报汇总表'], [], ...PROJECTS.map((r, i) => [i === 0 ? '序号' : 1, ...r, i === 0 ? '备注' : '无']), [], ['合计', '', '', '', '', '', '', '', '', 3000, 2000], ['制表人：张三']];
    const out = city('EVALUATE')(table as Cell[][]) as Cell[][];
    expect(out).toHaveLength(table.length);
    expect(out.map((r) => r[1])).toEqual(['', '', '金额下限（万元）', 200, '', '', '']);
    expect(out.map((r) => r[6]).slice(5)).toEqual(['合计行，未计入', '附注行，未使用']);
  });

  it('an empty cell is unknown: 8 % to 10 % of 2000万元, and the fact is named', () => {
    const out = city('EVALUATE')(with1({ 属试点行业: null })) as Cell[][];
    expect(out[1]?.slice(1, 3)).toEqual([160, 200]);
    expect(out[1]?.[4]).toBe('一号线的属试点行业');
  });

  it('wrong input, missing facts and ineligibility are three different things', () => {
    const out = city('EVALUATE')([...with1({ 项目总投资: 30_000_000 }), ...with1({ 项目编号: '二', 项目单位: null }).slice(1), ...with1({ 项目编号: '三', '备案（审批）日期': '2024-05-31' }).slice(1), ...with1({ 项目编号: '四' }).slice(1)]) as Cell[][];
    expect(out.slice(1).map((r) => r[0])).toEqual(['输入有误', '缺少事实', '不符合', '符合']);
    expect(out[1]?.[6]).toMatch(/项目总投资：疑似以元填写/);
    expect(out[2]?.[6]).toBe('缺少“项目单位”');
    expect(out[3]?.slice(1, 3)).toEqual([0, 0]);
    expect(out[3]?.[6]).toMatch(/备案（审批）日期在政策范围内：不满足/);
    expect(out[4]?.slice(1, 3)).toEqual([200, 200]);
  });

  const LEASES: Cell[][] = [
    ['租赁编号', '承租企业', '项目编号', '年度', '首次申报或签订任务书日期', '承租人为工业企业', '租赁方式', '年实际发生额', '租入设备在项目设备投资中的金额'],
    ['L1', '甲公司', '一号线', 2025, '2025-06-01', '是', '直接租赁', 400, 0],
    ['L2', '甲公司', '一号线', 2025, '2025-06-01', '是', '直接租赁', 400, 0],
  ];

  it('rows that are added up stand with the first of them, so that the column adds up: 2.5 % of 800万元', () => {
    const out = city('EVALUATE')(LEASES, PROJECTS) as Cell[][];
    expect(out[1]?.slice(1, 3)).toEqual([20, 20]);
    expect(out[2]?.slice(1, 3)).toEqual(['', '']);
    expect(out[2]?.[6]).toBe('与第2行合并计算');
  });

  it('what decides between awards on one input is missing, and the total says why it is not the sum: 200万元, or with 20万元 of rent subsidy up to 220万元', () => {
    const tables = [PROJECTS, LEASES.map((row) => row.slice(0, -1))] as const;
    expect(column(city('EVALUATE')(...tables), '缺少的事实')).toEqual(['L1（2025年度）的租入设备在项目设备投资中的金额、L2（2025年度）的租入设备在项目设备投资中的金额']);
    const total = (city('COMBINE')(...tables) as Cell[][]).at(-1);
    expect([total?.[4], total?.[5]]).toEqual(['200至220万元', '未定事实使各项相互关联，合计不等于各行之和']);
    // Known, or without a lease, the rows are the total.
    expect((city('COMBINE')(PROJECTS, LEASES) as Cell[][]).at(-1)?.[5]).toBe('');
    expect(column(city('EVALUATE')(PROJECTS), '缺少的事实')).toEqual(['']);
  });

  const PARKS: Cell[][] = [
    ['园区', '首次申报或签订任务书日期', '承担国家新型技改试点任务', '已签订标杆任务书', '核定奖励总额', '年度', '综合评价达标', '累计任务进度'],
    ['园', '2025-06-01', '是', '是', 2000, 2025, '是', '30%'], ['园', '2025-06-01', '是', '是', 2000, 2026, '是', '50%'],
  ];

  it('lines that are added up over several tables are told by table and line', () => {
    const sale = (id: string): Cell[][] => [['明细编号', '供给企业', '类别', '项目编号', '销售日期', '销售金额'], [id, '丁', '设备', '一号线', '2025/8/1', 9000]];
    const { evaluation } = assessTables([sale('S1'), sale('S2'), PROJECTS], '2025-06-01');
    // 1 % of 18,000万元 stands with the first of them.
    expect([evaluation(0)[1]?.[1], evaluation(1)[1]?.[6]]).toEqual([180, '与表1第2行合并计算']);
    const park = (total: number, year: number): Cell[][] => PARKS.map((r, i) => (i === 0 ? r : r.map((c) => (c === 2000 ? total : c === 2025 ? year : c)))).slice(0, 2);
    expect(assessTables([park(2000, 2025), park(3000, 2026)]).problems.map((p) => p.message)).toEqual(['核定奖励总额与表1第2行所填不一致']);
  });

  it('a row is no note because its name begins like one: 注塑线', () => {
    const matching: Cell[][] = [['项目编号', '区（市）县配套金额'], ['注塑线', 10], ['注：以上金额', '已核对'], ['注 以上已核对']];
    const out = city('EVALUATE')(matching, with1({ 项目编号: '注塑线' })) as Cell[][];
    expect(out.slice(1).map((r) => r[6])).toEqual(['本行不单独测算', '附注行，未使用', '附注行，未使用']);
  });

  it('a further line of a subject is computed with the first of them; where one of its lines is broken, the others say so', () => {
    const out = city('EVALUATE')(PARKS) as Cell[][];
    expect([out[1]?.[0], out[2]]).toEqual(['符合', ['', '', '', '', '', '', '与第2行合并计算']]);
    const torn = city('EVALUATE')(PARKS.map((r, i) => (i === 2 ? r.map((c) => (c === 2000 ? 3000 : c)) : r))) as Cell[][];
    expect(torn.slice(1).map((r) => r[6])).toEqual(['同一对象的其他行有误，本行未能测算', '核定奖励总额与第2行所填不一致']);
  });

  it('a row on which no measure stands is said to be none', () => {
    const matching: Cell[][] = [['项目编号', '区（市）县配套金额'], ['一号线', 10]];
    expect((city('EVALUATE')(matching, PROJECTS) as Cell[][])[1]?.[6]).toBe('本行不单独测算');
  });

  it('a sale of no day stands where it may count: 1 % of 9000万元 in any of three years, so that the column adds up to the total', () => {
    const sales: Cell[][] = [['明细编号', '供给企业', '类别', '项目编号', '销售日期', '销售金额'], ['S1', '丁', '设备', '一号线', '', 9000], ['S2', '丁', '设备', '一号线', '2025/8/1', 9000]];
    const given = [sales, PROJECTS.map((r, i) => [...r, i === 0 ? '核定技改奖励' : 0]), '2025-06-01', 'supplyAggregation=per-year'] as const;
    const out = city('EVALUATE')(...given) as Cell[][];
    // From the year of the cutoff to the last year in force: 2024 to 2026, 90万元 each, and 90万元 of S2 for 2025.
    expect(out.slice(1).map((r) => r.slice(0, 3))).toEqual([['符合', 90, 360], ['', '', '']]);
    expect(out[2]?.[6]).toBe('与第2行合并计算');
    // Beside 200万元 of the project.
    expect((city('COMBINE')(...given) as Cell[][]).at(-1)?.[4]).toBe('290至560万元');
    expect((city('EVALUATE')(sales.slice(0, 2), ...given.slice(1)) as Cell[][])[1]?.slice(0, 3)).toEqual(['待定', 0, 270]);
  });

  it('takes what a table says of the rows that it refers to', () => {
    const alone = LEASES.map((r, i) => [...r, ...(i === 0 ? ['项目单位', '备案（审批）日期', '属新型技改项目', '已入选国家示范项目'] : ['甲公司', '2024-07-01', '是', '否'])]);
    expect((city('EVALUATE')(alone as Cell[][]) as Cell[][])[1]?.slice(0, 3)).toEqual(['符合', 20, 20]);
    const torn = alone.map((r, i) => (i === 2 ? [...r.slice(0, -1), '是'] : r));
    expect((city('EVALUATE')(torn as Cell[][]) as Cell[][])[2]?.[6]).toMatch(/已入选国家示范项目与项目“一号线”在别处所填不一致/);
  });

  it('a negative amount is refused, and what to write for money that came back is said of ledgers only', () => {
    expect((city('EVALUATE')(with1({ 项目总投资: -1 })) as Cell[][])[1]?.[6]).toBe('项目总投资：金额不得为负，实为“-1”');
    expect(refused(() => city('INVESTMENT_SUBSIDY')('2025-06-01', null, '2024-07-01', '否', '是', '是', -3000, 2000))).toBe('VALUE 项目总投资：金额不得为负，实为“-3000”');
    expect(refused(() => readLedger([PROJECTS], '千元' as never))).toBe('VALUE 单位应为“万元”或“元”');
    const ledger: Cell[][] = [['政策措施', '对象', '拨付金额', '拨付日期', '拨付方式'], ['1b', 'P', -1, '2025-09-01', '预拨']];
    expect(readLedger([ledger]).lines[0]?.failure?.message).toBe('拨付金额：金额不得为负，实为“-1”；退回的款项请填正数，并在拨付方式中注明“退回”');
  });

  it('a choice may be called without what stands in brackets in its name: 区县 is 区（市）县', () => {
    const ledger = (payer: string): Cell[][] => [['政策措施', '对象', '拨付金额', '拨付日期', '拨付方式', '拨付主体'], ['1b', 'P', 1, '2025-09-01', '预拨', payer]];
    for (const payer of ['区县', '区（市）县', '区(市)县', 'district']) expect(readLedger([ledger(payer)]).lines[0]?.award?.['payer'], payer).toBe('district');
    expect(readLedger([ledger('县')]).lines[0]?.failure?.message).toBe('拨付主体：无法识别“县”；请填“市级”或“区（市）县”或“省级”或“国家”');
  });

  it('says in words how a cell was read: an answer, an amount in the unit of its column, a choice', () => {
    const table = with1({ 属试点行业: '√', 项目总投资: '６８５０' });
    const read = (rows: Cell[][], ...options: Cell[]) => assessTables([rows], ...options).conversions.map(({ column, value }) => [column, value]);
    expect(read(table)).toEqual([['属试点行业', '是'], ['项目总投资', '6,850万元']]);
    expect(read(table.map((r, i) => r.map((c, k) => (i === 0 && k === 8 ? '项目总投资（元）' : c))))).toEqual([['属试点行业', '是'], ['项目总投资（元）', '6,850.00元']]);
    expect(read([['明细编号', '供给企业', '类别', '项目编号', '首次申报或签订任务书日期'], ['S1', '丁', 'Equipment', '一号线', '2025/6/1']]))
      .toEqual([['类别', '设备'], ['首次申报或签订任务书日期', '2025-06-01']]);
  });

  it('a row that refers to a broken row or to none is told so', () => {
    expect((city('EVALUATE')(LEASES, with1({ 项目总投资: -1 })) as Cell[][])[1]?.[6]).toBe('所引用的“一号线”所在行有误，本行未能测算');
    expect((city('EVALUATE')(LEASES, with1({ 项目编号: '别的' })) as Cell[][])[1]?.[6]).toMatch(/项目编号：应为本案所列项目的编号，实为"一号线"/);
    expect((city('EVALUATE')([...PROJECTS, PROJECTS[1] as Cell[]]) as Cell[][])[2]?.[6]).toMatch(/编号：应为此前未用过的编号/);
  });

  it('a column 类型 says row by row what a row is', () => {
    const header = ['类型', ...new Set([...(PROJECTS[0] as string[]), ...(LEASES[0] as string[]).slice(1)])];
    const line = (kind: string, names: Cell[], cells: Cell[], id: Cell): Cell[] =>
      header.map((h) => (h === '类型' ? kind : h === '项目编号' && kind === '项目' ? id : (cells[names.indexOf(h)] ?? null)));
    const mixed = [[...header, '编号'],
      [...line('项目', PROJECTS[0] as Cell[], PROJECTS[1] as Cell[], '一号线'), null],
      [...line('融资租赁', LEASES[0] as Cell[], LEASES[1] as Cell[], 'L1'), 'L1'],
      ['车辆'],
    ];
    const out = city('EVALUATE')(mixed as Cell[][]) as Cell[][];
    expect(out.slice(1).map((r) => r[1])).toEqual([200, 10, '']);
    expect(out[3]?.[6]).toMatch(/无法识别类型“车辆”；请填“项目”、“贷款”、“融资租赁”/);
  });

  it('lines of one task book are one: two passed years are twice 30万元, and the award on completion stands with the first line', () => {
    const books: Cell[][] = [
      ['项目编号', '首次申报或签订任务书日期', '已签订标杆示范任务书', '达到任务书目标', '实现预期示范效果', '核定目标奖励（扣减前）', '年度', '年度评价达标'],
      ['一号线', '2025-06-01', '是', '是', '是', 100, 2025, '是'],
      ['一号线', null, null, null, null, null, 2026, '是'],
    ];
    const out = city('EVALUATE')(books, PROJECTS) as Cell[][];
    expect(out.slice(1).map((r) => r[1])).toEqual([70, 30]);
    // Whether 2026 passed or not, 100万元 in all beside the 200万元 of the project.
    const open = books.map((row, i) => (i === 2 ? row.map((cell) => (cell === '是' ? null : cell)) : row));
    expect((city('COMBINE')(open, PROJECTS) as Cell[][]).at(-1)?.slice(4)).toEqual([300, '未定事实使各项相互关联，合计不等于各行之和']);
  });

  it('a header that fits nothing, or two kinds of rows, is refused in words', () => {
    expect(refused(() => city('EVALUATE')([['甲', '乙'], [1, 2]]))).toMatch(/^VALUE 未找到表头/);
    expect(refused(() => city('EVALUATE')([['编号', '项目编号', '年度'], ['a', 'P', 2025]]))).toMatch(/^VALUE 无法从表头判断各行是.*请增加“类型”列/);
    expect(refused(() => city('EVALUATE')([[...(PROJECTS[0] as Cell[]), 'owner'], PROJECTS[1] as Cell[]]))).toBe('VALUE 列“项目单位”与列“owner”含义相同；请只保留一列');
    expect(refused(() => city('EVALUATE')())).toMatch(/^VALUE 请提供带表头的表/);
    expect(refused(() => city('EVALUATE')(PROJECTS, '千元'))).toMatch(/^VALUE 无法识别参数“千元”/);
    expect(refused(() => city('EVALUATE')(PROJECTS, 'rounding=up'))).toMatch(/^VALUE options.readings.rounding/);
  });

  it('takes readings and facts of the case as name=value, and the day of application by itself', () => {
    const both: Cell[][] = with1({ 纳入工业投资统计: '是' }).map((r, i) => [...r, i === 0 ? '核定技改奖励' : 10]);
    expect(column(city('EVALUATE')(both), '金额上限（万元）')).toEqual([200]);
    expect(column(city('EVALUATE')(both, 'rewardWithSubsidy=stack'), '金额上限（万元）')).toEqual([210]);
    const noDay = PROJECTS.map((r) => r.filter((_c, i) => i !== 2));
    expect((city('EVALUATE')(noDay) as Cell[][])[1]?.[6]).toMatch(/缺少“首次申报或签订任务书日期”/);
    expect(column(city('EVALUATE')(noDay, '2025/6/1'), '金额上限（万元）')).toEqual([200]);
    expect(column(city('EVALUATE')(noDay, 45809, '结算日期=2026.12.1'), '金额上限（万元）')).toEqual([200]);
  });
});

describe('EXPLAIN, CHECK and COMBINE', () => {
  it('EXPLAIN quotes the sentence and shows a calculation that adds up', () => {
    const [header, ...lines] = city('EXPLAIN')(PROJECTS) as Cell[][];
    expect(header).toEqual(['条款', '原文', '计算式', '金额（万元）', '性质']);
    const subsidy = lines.find((l) => String(l[0]).includes('新型技术改造投资补助')) as Cell[];
    expect(subsidy[0]).toBe('一号线 新型技术改造投资补助 第一条第三句（A1.3）');
    expect(subsidy[1]).toMatch(/^对投资2000万元（含）以上的国家示范项目/);
    expect(subsidy.slice(2)).toEqual(['计算基数2,000万元；比例10%；基数×比例200万元；封顶后200万元', 200, '按规定计算']);
    expect(lines.at(-1)?.slice(0, 4)).toEqual(['合计', '', '测算结果，不代替主管部门审核决定', 200]);
  });

  it('EXPLAIN tells a step that has no end as a decimal to the fen: 15 % of 1000万元, a seventh of it', () => {
    const consortium: Cell[][] = [['联合体编号', '链主企业', '直接配套企业家数', '已签订标杆任务书', '承担国家试点任务', '成员项目', '已竣工验收', '结算系数'], ['联', '甲公司', 10, '是', '是', '一号线', '是', '1/7']];
    const lines = city('EXPLAIN')(consortium, with1({ '设备投资（含软件）': 1000 }), '2025-06-01') as Cell[][];
    // 1,500,000 ÷ 7 = 214,285.714…
    expect(lines.find((l) => String(l[0]).includes('6.4'))?.[2]).toMatch(/封顶后150万元；结算系数1\/7；.*约21\.428571万元；/);
    const rent: Cell[][] = [['租赁编号', '承租企业', '项目编号', '年度', '承租人为工业企业', '租赁方式', '融资本金', '起租日', '租入设备在项目设备投资中的金额'], ['L1', '甲公司', '一号线', 2025, '是', '直接租赁', 100, '2025-06-02', 0]];
    expect(refused(() => city('EXPLAIN')(rent, PROJECTS, '2025-06-01', 'leaseBasis=time-weighted-principal', 'leaseDayCount=act-365'))).toMatch(/约[\d.]+万元/);
  });

  it('CHECK is empty where there is nothing to say', () => {
    expect(city('CHECK')(PROJECTS)).toEqual([['']]);
  });

  it('CHECK names every problem at once, wherever it is', () => {
    const out = city('CHECK')([...with1({ 项目总投资: '三千万', '备案（审批）日期': '2024年' }), ...with1({ 项目编号: '二', 属试点行业: '大概' }).slice(1), ...with1({ 项目编号: '三', 纳入工业投资统计: null }).slice(1)]) as Cell[][];
    expect(out[0]).toEqual(['位置', '列', '性质', '问题']);
    expect(out.slice(1).map((r) => r.slice(0, 3))).toEqual([
      ['第2行', '备案（审批）日期', '错误'], ['第2行', '项目总投资', '错误'], ['第3行', '属试点行业', '错误'], ['第4行', '', '缺少'],
    ]);
    expect(out[4]?.[3]).toBe('技改项目一次性奖励尚缺：三的纳入工业投资统计、三的核定技改奖励');
  });

  it('a fact that cannot be read is not told as missing as well', () => {
    expect(city('CHECK')(with1({ 项目单位: true, 首次申报或签订任务书日期: '去年' }))).toEqual([
      ['位置', '列', '性质', '问题'], ['第2行', '项目单位', '错误', '项目单位：应为文本，实为“TRUE”'], ['第2行', '首次申报或签订任务书日期', '错误', expect.stringMatching(/^首次申报或签订任务书日期：无法将“去年”识别为日期/) as unknown],
    ]);
  });

  it('CHECK points out columns that it does not know, with what they may be', () => {
    const header = (PROJECTS[0] as string[]).map((h) => (h === '项目总投资' ? '总投资' : h));
    const out = city('CHECK')([header, PROJECTS[1] as Cell[]]) as Cell[][];
    const [, ...hints] = city('CHECK')([['项目编号', '项目单位', '是否新型技改', '是否纳入统计', '备注'], ['P', 'E', '是', '是', '']], '2025-06-01') as Cell[][];
    expect(hints.filter((r) => r[2] === '提示').map((r) => r[3])).toEqual(['列“是否新型技改”未识别，未使用；如为“属新型技改项目”，请改用该列名', '列“是否纳入统计”未识别，未使用；如为“纳入工业投资统计”，请改用该列名', '列“备注”未识别，未使用']);
    expect(out[1]).toEqual(['第1行', '', '提示', '列“总投资”未识别，未使用；如为“项目总投资”或“核定总投资”，请改用该列名']);
  });

  it.each(['千元', '百万元', '亿元', '美元'])('an amount that counts, in a column in %s, is refused: it would be missing, or its figures misread', (unit) => {
    const headed = (header: string) => PROJECTS.map((r, i) => [...r.map((c, k) => (i === 0 && k === 8 ? header : c)), i === 0 ? '类型' : '项目']);
    for (const table of [headed(`项目总投资（${unit}）`).map((r) => r.slice(0, -1)), headed(`项目总投资（${unit}）`)]) {
      for (const call of ['EVALUATE', 'EXPLAIN', 'COMBINE', 'CHECK'] as const) expect(refused(() => city(call)(table))).toBe(`VALUE 列“项目总投资（${unit}）”的单位“${unit}”无法使用；请改以万元或元填写`);
    }
    expect(city('CHECK')(headed(`年产值（${unit}）`).map((r) => r.slice(0, -1)))).toContainEqual(['第1行', '', '提示', `列“年产值（${unit}）”未识别，未使用`]);
  });

  it('COMBINE names the rows that its total leaves out', () => {
    const out = city('COMBINE')([...PROJECTS, ...with1({ 项目编号: '二', 项目总投资: '三千万' }).slice(1)]) as Cell[][];
    expect(out.at(-2)?.slice(0, 2)).toEqual(['输入有误', '第3行']);
    expect(out.at(-2)?.[5]).toMatch(/^项目总投资：无法将.*识别为金额/);
    expect(out.at(-1)).toEqual(['合计', '', '', '', 200, '另有1行未能计入']);
  });

  it('COMBINE takes facts, or awards whose amounts are known', () => {
    const facts = city('COMBINE')(with1({ 纳入工业投资统计: '是' }).map((r, i) => [...r, i === 0 ? '核定技改奖励' : 10])) as Cell[][];
    expect(facts.map((r) => [r[0], r[3], r[4]])).toEqual([['措施', '选定', '计入金额（万元）'], ['技改项目一次性奖励', '否', 0], ['新型技术改造投资补助', '是', 200], ['合计', '', 200]]);
    const known = city('COMBINE')([['措施', '同一投入', '金额（万元）'], ['1a', 'P', 10], ['新型技术改造投资补助', 'P', 523.6], ['5a', 'P', 30], ['1a', 'Q', 10], ['甲', 'Q', 1]]) as Cell[][];
    expect(known).toEqual([
      ['选定', '计入金额（万元）', '说明'], ['否', 0, '让位于新型技术改造投资补助（第3行）（同一投入就高）'], ['是', 523.6, ''], ['是', 30, ''], ['是', 10, ''],
      ['输入有误', '', expect.stringMatching(/^没有名为“甲”的措施；可填技改项目一次性奖励、/) as unknown], ['合计', 563.6, '另有1行未能计入'],
    ]);
  });
});

describe('a table of awards', () => {
  it('takes each column by the first of its names', () => {
    expect(city('COMBINE')([['条款', '项目编号', '措施', '同一投入', '测算金额', '金额'], ['A1.2', 'X', '1a', 'P', 99, 10], ['A1.3', 'Y', '1b', 'P', 99, 20]])).toEqual([
      ['选定', '计入金额（万元）', '说明'], ['否', 0, '让位于新型技术改造投资补助（第3行）（同一投入就高）'], ['是', 20, ''], ['合计', 20, ''],
    ]);
  });

  it('is in the unit of a line above it: 100,000元 are 10万元', () => {
    expect(city('COMBINE')([['奖补汇总表', '单位：元'], ['措施', '同一投入', '金额'], ['1a', 'P', 100_000]])).toEqual([['', '', ''], ['选定', '计入金额（元）', '说明'], ['是', 100_000, ''], ['合计', 100_000, '']]);
  });

  it('passes over what EVALUATE passes over, and nothing else', () => {
    const out = city('COMBINE')([['序号', '措施', '同一投入', '金额'], [1, '1a', 'P', 10], [2, '总和', '', 10], ['共计', '', '', 10], ['注：均已核定'], ['序号', '措施', '同一投入', '金额'], [], [3, '', 'Q', 10]]) as Cell[][];
    expect(out.slice(1).map((r) => [r[0], r[2]])).toEqual([
      ['是', ''], ['', '合计行，未计入'], ['', '合计行，未计入'], ['', '附注行，未使用'], ['', '重复的表头，未使用'], ['', ''], ['缺少事实', '缺少“措施”'], ['合计', '另有1行未能计入'],
    ]);
  });

  it.each<[Cell, Cell, RegExp]>([
    ['#N/A', 10, /^单元格为错误值“#N\/A”/], ['P', '#DIV/0!', /^单元格为错误值/], [true, 10, /^应为文本/], ['x'.repeat(500), 10, /^文字过长/], [915101000000000000, 10, /^编号.*已被表格软件当作数值/],
    [NaN, 10, /^不是有限的数/], ['P', NaN, /^不是有限的数/], ['P', Infinity, /^不是有限的数/], ['P', -1, /^金额不得为负，实为“-1”$/],
  ])('an input %j of %j is refused as it is everywhere', (input, amount, why) => {
    const [, line, total] = city('COMBINE')([['措施', '同一投入', '金额'], ['1a', input, amount]]) as Cell[][];
    expect([line?.[0], total?.[1]]).toEqual(['输入有误', 0]);
    expect(line?.[2]).toMatch(why);
  });

  it('refuses two columns of one name, of which one would be passed over', () => {
    expect(refused(() => city('COMBINE')([['措施', '同一投入', '金额（万元）', '金额（元）'], ['1a', 'P', 10, 1]]))).toBe('VALUE 有两列“金额（万元）”；请只保留一列');
  });

  it('an award of nothing is not taken, and gives way to none', () => {
    expect((city('COMBINE')([['措施', '同一投入', '金额'], ['1a', 'P', 0]]) as Cell[][]).slice(1)).toEqual([['否', 0, ''], ['合计', 0, '']]);
  });

  it('of another policy: 20万元 is a stated sum, 50万元 a cap, and one work earns one of them once', () => {
    const lines = (...rows: Cell[][]): unknown => (toy('COMBINE')([['措施', '投入', '金额（万元）'], ...rows]) as Cell[][]).slice(1).map((r) => [r[0], r[1]]);
    expect(lines(['G', 'W', 15], ['B', 'W', 20], ['B', 'Ｗ', 20], ['S', 'W', 3])).toEqual([['否', 0], ['是', 20], ['否', 0], ['是', 3], ['合计', 23]]);
    expect(lines(['G', 'W', 50.01], ['B', 'V', 20.01])).toEqual([['输入有误', ''], ['输入有误', ''], ['合计', 0]]);
  });
});

describe('an argument beside the tables', () => {
  it('is no table where a row or a cell of it is missing', () => {
    const [rowWithHole, tableWithHole] = [Array.from<Cell>({ length: 2 }), Array.from<Cell[]>({ length: 2 })];
    [rowWithHole, tableWithHole].forEach((list) => delete list[0]);
    rowWithHole[1] = '项目编号';
    tableWithHole[1] = ['项目编号'];
    for (const table of [[rowWithHole], tableWithHole]) {
      for (const call of [() => rowsOfTable(table), () => readLedger([table])]) expect(refused(call)).toBe('VALUE 应为由单元格区域组成的列表');
      expect(refused(() => city('EVALUATE')(table))).toBe('VALUE 第1个参数应为单元格或由单元格组成的区域，实为含有其他内容的区域');
    }
  });

  const claims: Cell[][] = [['措施', '同一投入', '金额（万元）'], ['1a', 'P', 10], ['1b', 'P', 20]];

  it.each(['constructor', '__proto__', 'toString'])('%s is no unit', (cell) => {
    for (const id of ['COMBINE', 'EVALUATE']) expect(refused(() => city(id)(id === 'COMBINE' ? claims : PROJECTS, cell))).toMatch(/^VALUE 无法识别参数/);
  });

  it.each<[string, Cell, Cell, string]>([
    ['days', '2025-06-01', '2026-01-01', '“2026-01-01”'], ['days by name', 45809, '首次申报或签订任务书日期=2026-01-01', '“首次申报或签订任务书日期=2026-01-01”'], ['units', '元', '万元', '“万元”'],
    ['readings', 'sameInput=project', 'sameInput=funding-item', '“sameInput=funding-item”'],
  ])('of two %s neither is passed over; the same twice is one', (_name, a, b, shown) => {
    expect(refused(() => city('EVALUATE')(PROJECTS, a, b))).toBe(`VALUE 参数${shown}与前面的参数不一致；请只保留一个`);
    expect(refused(() => city('EVALUATE')(PROJECTS, a, a))).toMatch(/^gave/);
  });

  it('a value that no reading has is refused, whatever the table', () => {
    for (const table of [claims, PROJECTS]) expect(refused(() => city('COMBINE')(table, 'sameInput=whatever'))).toMatch(/^VALUE .*whatever/);
    expect(refused(() => city('COMBINE')(claims, 'sameInput=project'))).toMatch(/^gave/);
  });
});

describe('functions of measures, parameters and version', () => {
  const subsidy = city('INVESTMENT_SUBSIDY');
  const of = (...cells: Cell[]): (() => unknown) => () => subsidy('2025-06-01', null, '2024-07-01', '否', ...cells);

  it('both sides of the threshold of 2000万元, to the fen', () => {
    expect(of('是', '是', 2000, 2000)()).toBe(200);
    expect(of('是', '是', 1999.999999, 1000)()).toBe(0);
  });

  it('an amount that is open has no value and names what is missing; either end can be asked for', () => {
    expect(refused(of('是', null, 3000, 2000))).toBe('NA 金额尚不能确定，在160至200万元之间；缺少属试点行业');
    expect(of('是', null, 3000, 2000, null, null, null, null, null, '上限')()).toBe(200);
    expect(of('是', null, 3000, 2000, null, null, null, null, '元', '下限')()).not.toBe(160);
    expect(refused(() => city('INVESTMENT_REWARD')('2025-06-01', null, '2024-07-01', '否', '是', null, '是', 3000, null, null))).toBe('NA 金额由主管部门核定，现只知最高10万元；缺少核定技改奖励');
  });

  it('wrong input is told with the name of the fact', () => {
    expect(refused(of('是', '是', 68_500_000, 2000))).toMatch(/^VALUE 项目总投资：疑似以元填写/);
    expect(refused(of('是', '也许', 3000, 2000))).toMatch(/^VALUE 属试点行业：无法将“也许”识别为“是”或“否”/);
    expect(refused(of('是', '是', 3000, 2000, null, null, null, null, '千元'))).toBe('VALUE 单位应为“万元”或“元”，实为“千元”');
    expect(refused(() => subsidy(...new Array<null>(20).fill(null)))).toMatch(/^VALUE 参数过多/);
  });

  const cellsFor = (f: SheetFunction, year: number): Cell[] => f.parameters.slice(0, -2).map(({ name, type, options }): Cell =>
    type === 'day' ? '2025-06-01' : type === 'boolean' ? (name.zh === '已入选国家示范项目' ? '否' : '是') : options !== undefined ? (options[0]?.zh ?? '')
      : type === 'text' ? '甲' : /年度$/.test(name.zh) ? year : /家数/.test(name.zh) ? 10 : /名次|系数|进度/.test(name.zh) ? 1 : 9000);

  it.each([['the city', sheetFunctions, chengdu2025], ['a toy district', sheetFunctionsOf(toyDistrict, ''), toyDistrict]] as const)(
    'messages of %s name facts as the measure calls them, whatever is missing', (_name, functions, policy) => {
      const told = new Set<string>();
      for (const measure of policy.measures) {
        const f = functions.find((one) => one.name === measure.title) as SheetFunction;
        const called = Object.values(measure.facts).flatMap((e) => [e.name.zh, ...('of' in e ? Object.values(e.of).map((own) => own.name.zh) : [])]);
        for (const year of [2024, 2025, 2026]) for (let i = -1; i < f.parameters.length; i += 1) {
          const message = refused(() => f.call(...cellsFor(f, year).map((cell, k) => (k === i || i < 0 ? null : cell))));
          if (!message.startsWith('NA')) continue;
          told.add(measure.id);
          for (const name of (message.split('缺少')[1] ?? '').split('、')) expect(called, `${measure.id}: ${message}`).toContain(name);
        }
      }
      expect(told.size).toBe(policy.measures.length);
    });

  it('a fact of a row is told by its name', () => {
    expect(refused(() => city('EQUIPMENT_SUPPLY_SUBSIDY')('丁', null, '2025-06-01', null, null, [['2025-07-01']], [[9000]], '是', '是', '2024-07-01', '否')))
      .toBe('NA 金额尚不能确定，在0至90万元之间；缺少买方（项目单位）');
    expect(refused(() => city('PARK_AWARD')('2025-06-01', '是', null, 2000))).toMatch(/；缺少已签订标杆任务书$/);
  });

  it('what is wrong together is told without its place in a case', () => {
    expect(refused(() => city('PARK_AWARD')('2025-06-01', '是', '是', 2000, [[2025], [2025]], '是', 1))).toBe('VALUE 年度：应为此前未列出的年度，实为2025');
  });

  it('columns are so many subjects, or the rows that a measure adds up', () => {
    const column = (...cells: Cell[]): Cell[][] => cells.map((c) => [c]);
    expect(subsidy('2025-06-01', null, '2024-07-01', '否', '是', column('是', '否', null, '大概'), column(3000, 3000, null, 3000), column(2000, 2000, null, 2000))).toEqual([
      [200], [160], [''], [expect.stringMatching(/^输入有误：属试点行业：/) as unknown],
    ]);
    // 2.5 % of 800万元; both leases share the cap of the year.
    const lease = city('FINANCE_LEASE_SUBSIDY');
    expect(lease(2025, '2025-06-01', '是', '直接租赁', column(400, 400, null), null, null, null, '是', null, null, '2024-07-01', '否')).toBe(20);
    expect(lease(2025, '2025-06-01', '是', '直接租赁', 400, null, null, null, '是', null, null, '2024-07-01', '否')).toBe(10);
    expect(lease(2025, '2025-06-01', '是', '直接租赁', column(20_000, 20_000), null, null, null, '是', null, null, '2024-07-01', '否')).toBe(500);
    expect(refused(() => lease(null, '2025-06-01', '是', '直接租赁', 400, null, null, null, '是', null, null, '2024-07-01', '否'))).toMatch(/^NA 缺少年度/);
  });

  it('PARAM takes ids and names, VERSION says both versions', () => {
    expect(city('PARAM')('A1.3.cap')).toBe(2000);
    expect(city('PARAM')('单个项目补助上限', '元')).toBe(20_000_000);
    expect(city('PARAM')('A2.3.rate')).toBe(0.025);
    expect(city('PARAM')('F.2.cutoff')).toBe('2024-06-01');
    expect(refused(() => city('PARAM')('补助上限'))).toMatch(/^VALUE 没有名为“补助上限”的参数；是否为“单个项目补助上限”/);
    expect(city('VERSION')()).toBe(`chengdu-tech-upgrade-2025 2025-02-02 / ${LIBRARY_VERSION}`);
  });
});

describe('a policy that was declared elsewhere', () => {
  const works: Cell[][] = [['编号', '企业', '申报日期', '设备投入', '已完成更新', '进度', '已预拨'], ['W1', 'F', '2026-03-01', 300, '是', '1/3', 0], ['W2', 'F', '2026-03-01', 2000, '否', '20%', 5]];
  const services: Cell[][] = [['编号', '企业', '更新项目', '年度', '核定补贴'], ['T1', 'F', 'W1', 2026, 2], ['T2', 'F', 'W2', 2026, 1.5]];

  it('has its own functions: 20 and 50万元 of the works, 3万元 of the services', () => {
    expect(column(toy('EVALUATE')(works), '金额上限（万元）')).toEqual([20, 50]);
    expect(column(toy('EVALUATE')(works), '现可预拨（万元）')).toEqual(['', 5]);
    expect(column(toy('EVALUATE')(services, works, '2026-03-01'), '金额上限（万元）')).toEqual([3, '']);
    expect((toy('EXPLAIN')(works) as Cell[][]).at(-1)?.[3]).toBe(70);
    expect(toy('RENEWAL_GRANT')('2026-03-01', 300)).toBe(15);
    expect(toy('RENEWAL_BONUS')('2026-03-01', '是')).toBe(20);
    expect(toy('PARAM')('补助上限')).toBe(50);
    expect(column(toy('COMBINE')(works), '选定')).toEqual(['否', '是', '是', '']);
    expect(toyCase.works).toHaveLength(2);
  });
});

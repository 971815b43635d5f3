// @ts-check
import { chengdu2025 } from 'chengdu-tech-upgrade';

/**
 * Tables to be filled in: one worksheet for each list of the case, its columns from the declared facts, with lists to
 * choose from. What may not be left out is marked with *.
 */

const ROWS = 1000;
const facts = /** @type {Record<string, any>} */ (chengdu2025.facts);
const FORMATS = /** @type {Record<string, string>} */ ({ money: '#,##0.00####', day: 'yyyy-mm-dd', ratio: '0.00%' });

/** The facts of a row, one after the other. @param {any} list @returns {{ entry: any, header: string }[]} */
function fieldsOf(list) {
  return Object.entries(list.of).flatMap(([name, entry]) => {
    if (entry.kind === 'group' || entry.kind === 'list') return Object.values(entry.of).map((own) => ({ entry: own, header: headed(own, own.name.zh, false) }));
    return [{ entry, header: headed(entry, name === 'id' ? `${list.row.zh}编号` : entry.name.zh, entry.required) }];
  });
}

/** @param {any} entry @param {string} name @param {boolean} isRequired */
const headed = (entry, name, isRequired) => `${name}${entry.type === 'money' ? '（万元）' : ''}${isRequired ? '*' : ''}`;

/** @param {any} entry @param {number} column @param {(n: number) => string} letters */
function validationOf(entry, column, letters) {
  const range = `${letters(column)}2:${letters(column)}${ROWS + 1}`;
  const common = { range, allowBlank: true, showErrorMessage: true, errorTitle: '输入有误' };
  if (entry.type === 'boolean') return [{ ...common, type: 'list', values: ['是', '否'], errorMessage: '请填“是”或“否”，不确定时留空' }];
  if (entry.type === 'choice') return [{ ...common, type: 'list', values: Object.values(entry.options).map((/** @type {any} */ o) => o.zh), errorMessage: '请从列表中选择，不确定时留空' }];
  if (entry.type === 'money') return [{ ...common, type: 'decimal', operator: 'between', formula1: '0', formula2: '1000000', errorMessage: '请填以万元计的金额；超过100亿元的疑似以元填写' }];
  if (entry.type === 'year') return [{ ...common, type: 'whole', operator: 'between', formula1: '1900', formula2: '2199', errorMessage: '请填年份，如2025' }];
  if (entry.type === 'ratio') return [{ ...common, type: 'decimal', operator: 'between', formula1: '0', formula2: '1', errorMessage: '请填0至1的小数或百分数' }];
  return [];
}

/** @param {(n: number) => string} letters */
export function templateOf(letters) {
  const lists = Object.values(facts).filter((entry) => entry.kind === 'list');
  const sheets = lists.map((list) => {
    const fields = fieldsOf(list);
    return {
      name: list.row.zh,
      rows: [fields.map((f) => f.header)],
      widths: fields.map((f) => Math.max(12, 2 * f.header.length)),
      formats: Object.fromEntries(fields.flatMap(({ entry }, i) => (FORMATS[entry.type] === undefined ? [] : [[i, FORMATS[entry.type]]]))),
      validations: fields.flatMap(({ entry }, i) => validationOf(entry, i, letters)),
    };
  });
  const notes = [
    ['填写说明'], ['一、每张表一行一项；只填有关的表，其余留空。列名后的*为必填，列的次序可以调整，不用的列可以删除。'],
    ['二、金额以万元计；改用元的，把列名中的（万元）改为（元）。'],
    ['三、不知道的格留空，留空不等于0或否。比例填百分数；日期填2025-6-1。'],
    ['四、贷款、融资租赁、供给明细等表中的项目编号，须在“项目”表中有同名的一行。'],
    ['五、有年度评价的，一个年度一行，其余各列可只填在第一行。'],
    ['六、成员项目填项目编号，以顿号分开。'],
  ];
  return [{ name: '说明', rows: notes, widths: [90], header: 0 }, ...sheets];
}

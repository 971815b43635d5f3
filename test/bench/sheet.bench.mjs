/**
 * `npm run bench:sheet`: what a table costs. 1,000 and 10,000 rows in one call of EVALUATE, against as many calls of `assess`
 * with the case of one row, which is the least that anybody could do instead. Figures are medians over the rounds; what
 * slows the whole machine for a while cancels out in the ratios, which are taken within a round.
 */
import { assess } from '../../dist/index.js';
import { assessTables, sheetFunctions } from '../../dist/sheet.js';

const ROUNDS = 5;
const HEADER = ['项目编号', '项目单位', '首次申报或签订任务书日期', '备案（审批）日期', '属新型技改项目', '属试点行业', '已入选国家示范项目', '纳入工业投资统计', '项目总投资', '设备投资（含软件）'];
const row = (i) => [`项目${i}`, `公司${i}`, '2025/6/1', 45500, '是', i % 3 ? '是' : '否', '否', i % 2 ? '是' : '否', 2000 + (i % 5000), 1500 + (i % 700)];
const evaluate = sheetFunctions.find((f) => f.id === 'EVALUATE').call;

let sink = 0;
function timed(run) {
  const from = performance.now();
  sink += run().length ?? 1;
  return performance.now() - from;
}
const median = (values) => [...values].sort((a, b) => a - b)[values.length >> 1];

const table = (n) => [HEADER, ...Array.from({ length: n }, (_x, i) => row(i))];
const [small, large] = [table(1_000), table(10_000)];
const { caseFile } = assessTables([large]);
const single = caseFile.projects.map((project) => ({ applicationDate: caseFile.applicationDate, projects: [project] }));

const times = { small: [], large: [], plain: [] };
for (let round = -1; round < ROUNDS; round += 1) {
  const found = { small: timed(() => evaluate(small)), large: timed(() => evaluate(large)), plain: timed(() => single.map((one) => assess(one))) };
  if (round >= 0) for (const name of Object.keys(times)) times[name].push(found[name]);
}
const ratio = (a, b) => median(times[a].map((time, i) => time / times[b][i]));
console.log(`EVALUATE, 10,000 rows in one call   ${median(times.large).toFixed(0)} ms`);
console.log(`assess, 10,000 calls of one row     ${median(times.plain).toFixed(0)} ms`);
console.log(`one call / as many plain calls      ${ratio('large', 'plain').toFixed(2)}x`);
console.log(`10,000 rows / 1,000 rows            ${ratio('large', 'small').toFixed(1)}x`);
if (sink === 0) process.exitCode = 1;

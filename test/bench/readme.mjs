/** The figures of a run as the tables of the READMEs: ratios only, with the day and the class of the machine. */
import { readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { PATIENCE_MS, SIZES } from './growth.mjs';
import { ROOT } from '../gates/tools.mjs';
import { PINNED } from './engines/install.mjs';

const WORDS = {
  en: {
    file: 'README.md',
    measured: (day, node, cores, platform) => `Measured on ${day} with Node ${node} on a shared machine of ${cores} cores (${platform}): ratios of processor time within one run.`,
    contender: ['The twelve measures', 'Equal to the fen', 'Time of a mixed application', 'Import', 'Bundle, gzipped'],
    names: {
      'this library': 'this library, calculators', 'straight-line': 'straight-line decimal.js',
      'zen-engine': 'zen-engine, decision graphs', 'zen expressions': 'zen-engine, one bare expression each',
    },
    equal: (equal, all) => (equal === all ? 'all' : `all but ${all - equal}`),
    of: (count) => `all ${count}`,
    native: (mb) => `native, ${mb} MB`,
    growth: ['One case that grows, in compiled code, time against JSON alone', ...SIZES.map((size) => `${size.toLocaleString('en')} rows`)],
    shapes: {
      many: 'unrelated applicants', one: 'one enterprise, one cap over all leases', consortia: 'consortia',
      unknown: 'a fact of every row unknown', audit: 'audit of a ledger, one line in five wrong',
    },
    givenUp: `> ${PATIENCE_MS / 1000} s`,
    ordinary: (ratio, n, kept) => `An ordinary case of ${n} determinations takes ${ratio} times as long as \`JSON.parse\` of its text and \`JSON.stringify\` of the assessment, which is “JSON alone” above; ${kept} times where hundreds of assessments stay in memory.`,
    pipes: (time, memory) => `Cases a line each through \`examples/service.mjs pipe\` take ${time} times as long as a pipe that parses each line and writes it again, and at their peak ${memory} times its memory.`,
  },
  zh: {
    file: 'README.zh-CN.md',
    measured: (day, node, cores, platform) => `${day}以 Node ${node} 在 ${cores} 核共享机器（${platform}）上测得，均为同一次运行中处理器时间的比值。`,
    contender: ['十二项措施', '精确到分一致', '混合申请每笔用时', '导入用时', '打包体积（压缩后）'],
    names: {
      'this library': '本库计算函数', 'straight-line': '以 decimal.js 直写的代码',
      'zen-engine': 'zen-engine，决策图', 'zen expressions': 'zen-engine，每项仅一个表达式',
    },
    equal: (equal, all) => (equal === all ? '全部' : `除${all - equal}笔外全部`),
    of: (count) => `全部${count}笔`,
    native: (mb) => `本机模块，${mb} MB`,
    growth: ['单个案件逐步增大（代码已编译），与仅作 JSON 处理之比', ...SIZES.map((size) => `${size.toLocaleString('en')} 行`)],
    shapes: {
      many: '互不相关的申请人', one: '同一企业，全部租赁共用一个限额', consortia: '联合体',
      unknown: '每行均有一项事实未知', audit: '核查台账，五行中有一行有误',
    },
    givenUp: `超过${PATIENCE_MS / 1000}秒`,
    ordinary: (ratio, n, kept) => `普通案件（${n}项测算结果）的用时，为对其文本作 \`JSON.parse\`、对测算结果作 \`JSON.stringify\`（即上表所称“仅作 JSON 处理”）的 ${ratio} 倍；如将数百份测算结果留存于内存，则为 ${kept} 倍。`,
    pipes: (time, memory) => `以 \`examples/service.mjs pipe\` 逐行处理案件，用时为仅解析并写回每行的 ${time} 倍，内存峰值为其 ${memory} 倍。`,
  },
};

const rowsOf = (header, rows) => [`| ${header.join(' | ')} |`, `|${'---|'.repeat(header.length)}`, ...rows.map((row) => `| ${row.join(' | ')} |`)].join('\n');
/** Two figures say all that a noisy machine can tell. */
const figure = (value) => (value < 10 ? value.toFixed(1) : value.toFixed(0));

function section(words, { measures, ordinary, grown, loading, pipes }, contenders) {
  const byContender = contenders.map((contender) => {
    const { name, of = name } = typeof contender === 'string' ? { name: contender } : contender;
    const equal = typeof contender === 'string' ? words.of(measures.applications.toLocaleString('en')) : words.equal(measures.equal[name], measures.applications);
    const version = PINNED[of] === undefined ? '' : ` (${PINNED[of]})`;
    const kB = loading.bytes[of] / 1000;
    return [
      `${words.names[name] ?? name}${version}`, equal, `${figure(measures.ratio(name))} ×`, `${figure(loading.start[of])} ×`,
      kB > 1000 ? words.native(figure(kB / 1000)) : `${figure(kB)} kB`,
    ];
  });
  const byShape = Object.keys(words.shapes).map((shape) => [
    words.shapes[shape],
    ...SIZES.map((size) => {
      const found = grown.find((each) => each.shape === shape && each.size === size);
      return found?.ratio === undefined ? words.givenUp : `${figure(found.ratio)} ×`;
    }),
  ]);
  const node = process.versions.node.split('.')[0];
  return [
    words.measured(new Date().toISOString().slice(0, 10), node, cpus().length, `${process.platform} ${process.arch}`),
    rowsOf(words.contender, byContender),
    rowsOf(words.growth, byShape),
    words.ordinary(figure(ordinary.toJson), ordinary.perCase.toFixed(0), figure(ordinary.toJsonKept)),
    words.pipes(figure(pipes.time), figure(pipes.memory)),
  ].join('\n\n');
}

/** Writes what a run found between the markers of both READMEs. */
export function writeReadmes(found, contenders) {
  for (const words of Object.values(WORDS)) {
    const page = readFileSync(ROOT + words.file, 'utf8');
    const between = /(<!-- bench -->\n)[\s\S]*?(\n<!-- \/bench -->)/;
    if (!between.test(page)) throw new Error(`${words.file} has no place for the figures`);
    writeFileSync(ROOT + words.file, page.replace(between, (_all, open, close) => open + section(words, found, contenders) + close));
  }
}

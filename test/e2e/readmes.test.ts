import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { chengdu2025, safeAssess } from 'chengdu-tech-upgrade';
import { type MeasureEntry, measureCatalogue } from 'chengdu-tech-upgrade/measures';
import { type ParameterRecord, type ReadingRecord, parameters as register, readingIds, readings } from 'chengdu-tech-upgrade/policy';
import { type FactRecord, facts, jsonSchemas, openApi } from 'chengdu-tech-upgrade/schema';
import { describe, expect, it } from 'vitest';
import { CASES, LANGUAGES, type Lang, ROOT, read, run } from './running.js';

/** Both READMEs against the built package. Their generated parts are rewritten with `UPDATE_README=1 npm run test:e2e`. */

const README: Readonly<Record<Lang, string>> = { en: 'README.md', zh: 'README.zh-CN.md' };
const parameters = (m: MeasureEntry) => m.parameters.map((id) => ({ ...chengdu2025.parameters[id as keyof typeof chengdu2025.parameters], id }));

const WORDS = {
  en: {
    measures: ['Code', '`id`', 'Measure', 'Clause', 'Threshold', 'Formula', 'Cap and scope', 'Nature'],
    readings: ['Reading', 'Question', 'Default', 'Other values', 'See'],
    facts: ['Fact (* required)', 'Name', 'Type, unit', 'Who answers', 'Measures'],
    parameters: ['Parameter', 'Name', 'Value', 'Bound', 'Words of the text'],
    inForce: (from: string, to: string) => `Each is in force from ${from} to ${to}.`,
    codes: ['`code`', 'When'],
    base: {
      'investment-subsidy': 'equipment investment including software',
      'finance-lease-subsidy': 'actual amount of the year',
      'equipment-supply-subsidy': 'total sales',
      'software-supply-subsidy': 'total sales',
      'consortium-investment-subsidy': 'equipment investment including software',
    } as Record<string, string>,
    unit: { CNY: '', rank: 'rank ', enterprises: '', day: '', ratio: '' },
    after: { CNY: '', rank: '', enterprises: ' direct suppliers', day: '', ratio: '' },
    scope: {
      project: 'per project',
      'one-off': 'one-off',
      'enterprise-year': 'per enterprise and year',
      'provider-year': 'per provider and year',
      supplier: 'per supplier',
      consortium: 'per consortium',
      park: 'per park',
    },
    assessed: 'fixed by the authority',
    net: 'fixed by the authority, less earlier yearly awards',
    determinate: 'determinate',
    ceiling: 'ceiling',
    none: '–',
    join: '; ',
    amount: (value: string): string => value.replace(/\B(?=(?:\d{3})+$)/g, ','),
    types: {} as Record<string, string>, units: {} as Record<string, string>, bounds: {} as Record<string, string>,
    invented: '// Invented: an instrument that raises the rate of A2.3 from 2026 on.',
    sum: (value: string): string => `${value}`,
  },
  zh: {
    measures: ['代码', '`id`', '措施', '条款', '门槛', '算式', '上限与范围', '性质'],
    readings: ['解读', '问题', '默认', '其他取值', '编号'],
    facts: ['事实（* 必填）', '名称', '类型、单位', '由谁答复', '措施'],
    parameters: ['参数', '名称', '值', '界限', '原文'],
    inForce: (from: string, to: string) => `各参数有效期均为${from}至${to}。`,
    codes: ['`code`', '何时出现'],
    base: {
      'investment-subsidy': '设备投资（含软件）',
      'finance-lease-subsidy': '年实际发生额',
      'equipment-supply-subsidy': '销售总金额',
      'software-supply-subsidy': '销售总金额',
      'consortium-investment-subsidy': '设备投资（含软件）',
    } as Record<string, string>,
    unit: { CNY: '', rank: '名次 ', enterprises: '直接配套企业 ', day: '', ratio: '' },
    after: { CNY: '', rank: '', enterprises: ' 家', day: '', ratio: '' },
    scope: {
      project: '单个项目',
      'one-off': '一次性',
      'enterprise-year': '单户企业每年',
      'provider-year': '单个服务商每年',
      supplier: '单个供给企业',
      consortium: '单个联合体',
      park: '单个园区',
    },
    assessed: '主管部门核定',
    net: '主管部门核定，扣减前期年度奖励',
    determinate: '确定',
    ceiling: '仅有上限',
    none: '–',
    join: '；',
    amount: (value: string): string => `${Number(value) / 10_000}万元`,
    types: { id: '编号', ids: '编号列表', day: '日期', year: '年份', boolean: '是否', money: '金额', ratio: '比例', rank: '名次', count: '数量', list: '列表', group: '一组' } as Record<string, string>,
    units: { CNY: '元', ratio: '', rank: '名', enterprises: '家' } as Record<string, string>,
    bounds: { exactly: '即为', 'at-most': '至多', 'at-least': '至少', 'on-or-after': '当日及以后', 'on-or-before': '当日及以前' } as Record<string, string>,
    invented: '// 虚构：某文件自2026年起提高A2.3的利率。',
    sum: (value: string): string => value,
  },
};

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');

const percent = (ratio: string): string => `${Number((Number(ratio) * 100).toFixed(6))} %`;

/** One row for each measure; every number comes from the package's parameters. */
function measuresTable(lang: Lang): string {
  const w = WORDS[lang];
  return table(
    w.measures,
    measureCatalogue.map((m) => {
      const own = parameters(m);
      const thresholds = own
        .filter((p) => p.id.endsWith('.threshold') || p.unit === 'rank' || p.unit === 'enterprises')
        .map((p) => `${w.unit[p.unit]}${p.bound === 'at-least' ? '≥' : '≤'} ${p.unit === 'CNY' ? w.amount(p.value) : p.value}${w.after[p.unit]}`);
      const rates = own.filter((p) => p.id.includes('.rate')).map((p) => percent(p.value));
      const fixed = own.find((p) => p.id.endsWith('.amount') && p.clause === m.clause);
      const deducted = own.find((p) => p.id.endsWith('.amount') && p.clause !== m.clause);
      const formula =
        rates.length > 0 ? `${rates.join(' / ')} × ${w.base[m.id]}` : fixed !== undefined ? w.amount(fixed.value) : deducted ? w.net : w.assessed;
      // The ceiling of A5.4 bounds the yearly awards only under a reading.
      const cap = own.find((p) => p.id.endsWith('.cap') && p.clause === m.clause);
      const scope = (cap ?? fixed)?.scope;
      const limit = [...(cap === undefined ? [] : [w.amount(cap.value)]), ...(scope === undefined ? [] : [w.scope[scope]])];
      return [
        m.code,
        `\`${m.id}\``,
        m.title[lang],
        m.clause,
        thresholds.join(w.join) || w.none,
        formula,
        limit.join(lang === 'zh' ? '，' : ', ') || w.none,
        rates.length > 0 || fixed !== undefined ? w.determinate : w.ceiling,
      ];
    }),
  );
}

/** One row for each reading, the default with what it means. */
function readingsTable(lang: Lang): string {
  return table(
    WORDS[lang].readings,
    readingIds.map((id) => {
      const record: ReadingRecord = readings[id];
      const [first, ...others] = Object.entries(record.values).map(
        ([value, label]) => `\`${value}\`${lang === 'zh' ? '：' : ': '}${label[lang]}`,
      );
      return [`\`${id}\``, record.question[lang], first as string, others.join('<br>'), `${record.see}, ${record.clause}`];
    }),
  );
}

const CODES = new Map<string, string>(measureCatalogue.map((m) => [m.id, m.code]));

/** One row for each fact, list and group. */
function factsTable(lang: Lang): string {
  const typeOf = ({ kind, type, unit, options }: FactRecord): string =>
    options !== undefined ? options.map((o) => `\`${o.value}\``).join(' ') : kind === 'fact' ? [type as string, ...(unit === undefined || unit === type ? [] : [unit])].map((w) => WORDS[lang].types[w] ?? WORDS[lang].units[w] ?? w).join(lang === 'zh' ? '，' : ', ') : WORDS[lang].types[kind] ?? kind;
  return table(
    WORDS[lang].facts,
    facts.map((f) => [
      `\`${f.path}\`${f.required ? ' *' : ''}`, f.name[lang], typeOf(f), f.source?.name[lang] ?? '', f.measures.map((m) => CODES.get(m)).join(' '),
    ]),
  );
}

/** One row for each number and day of the text. */
function parametersTable(lang: Lang): string {
  const all = Object.entries<ParameterRecord>(register);
  const [[from, to] = ['', ''], ...others] = new Map(all.map(([, p]) => [`${p.validFrom} ${p.validTo}`, [p.validFrom, p.validTo] as const])).values();
  expect(others).toEqual([]);
  const rows = all.map(([id, p]) => [`\`${id}\``, p.name[lang], `${p.value} ${p.unit === 'day' ? '' : WORDS[lang].units[p.unit] ?? p.unit}`.trim(), WORDS[lang].bounds[p.bound] ?? p.bound, p.words]);
  return `${WORDS[lang].inForce(from, to)}\n\n${table(WORDS[lang].parameters, rows)}`;
}

function codesTable(lang: Lang, schema: unknown, ...steps: readonly string[]): string {
  const property = steps.reduce<unknown>((at, step) => (at as Record<string, unknown>)[step], schema) as { 'x-enum-labels': Record<string, Record<Lang, string>> };
  return table(WORDS[lang].codes, Object.entries(property['x-enum-labels']).map(([code, label]) => [`\`${code}\``, label[lang]]));
}

const fenced = (language: string, text: string): string => `\`\`\`${language}\n${text.trimEnd()}\n\`\`\``;

/** What stands between the markers of a README. */
function generated(lang: Lang): Record<string, string> {
  const broken = safeAssess({ applicationDate: '2025-06-31', projects: [{ id: 'P1', owner: 'E1', totalInvestment: '1,000' }] });
  return {
    library: fenced('js', read('examples/library.mjs').replace('// @ts-check\n', '')),
    'library-output': fenced('text', run(['examples/library.mjs']).stdout),
    measures: measuresTable(lang),
    readings: readingsTable(lang),
    facts: factsTable(lang),
    parameters: parametersTable(lang),
    codes: codesTable(lang, openApi, 'components', 'schemas', 'InvalidCase', 'properties', 'issues', 'items', 'properties', 'code'),
    warnings: codesTable(lang, jsonSchemas.assessment, 'properties', 'warnings', 'items', 'properties', 'code'),
    error: fenced('text', broken.success ? '' : broken.error.issues.map((issue) => issue.message[lang]).join('\n')),
    measure: fenced('ts', /^export const serviceProviderAward[\s\S]*?^\};/m.exec(read('src/chengdu/articles/article-3-service-providers.ts'))?.[0] ?? ''),
    amendment: fenced('js', read('examples/amendment.mjs').replace('// @ts-check\n', '').replace(WORDS.en.invented, WORDS[lang].invented)),
    'amendment-output': fenced('text', run(['examples/amendment.mjs']).stdout),
  };
}

describe('the READMEs', () => {
  for (const lang of LANGUAGES) {
    const parts = generated(lang);
    for (const [name, text] of Object.entries(parts)) {
      it(`${README[lang]} holds ${name} as the package has it`, () => {
        const between = new RegExp(`(<!-- ${name} -->\n)([\\s\\S]*?)(\n?<!-- /${name} -->)`);
        const page = read(README[lang]);
        expect(page).toMatch(between);
        if (process.env['UPDATE_README'] === '1') {
          writeFileSync(ROOT + README[lang], page.replace(between, (_all, open: string) => `${open}${text}\n<!-- /${name} -->`));
        }
        expect(between.exec(read(README[lang]))?.[2]).toBe(text);
      });
    }

    it(`${README[lang]} names only scripts, cases and files that exist`, () => {
      const page = read(README[lang]);
      const { scripts, version } = JSON.parse(read('package.json')) as { scripts: Record<string, string>; version: string };
      for (const [, script] of page.matchAll(/npm run ([\w:]+)/g)) expect(Object.keys(scripts)).toContain(script);
      for (const [, file] of page.matchAll(/examples\/cases\/([\w-]+\.json)/g)) expect(CASES).toContain(file);
      for (const [, link] of page.matchAll(/\]\(((?!#)[^)]+)\)/g)) {
        expect(existsSync(ROOT + link), link).toBe(true);
      }
      expect(page).toContain(chengdu2025.textSha256);
      expect(page).toContain(`chengdu-tech-upgrade ${version}`);
    });

    it(`${README[lang]} shows only source directories that exist`, () => {
      const shown = [...read(README[lang]).matchAll(/^ {2}([a-z]+)\/ /gm)].map((m) => m[1]);
      const dirs = readdirSync(`${ROOT}src`, { withFileTypes: true }).filter((d) => d.isDirectory()).map((d) => d.name);
      expect(shown.length).toBeGreaterThanOrEqual(7);
      expect(dirs).toEqual(expect.arrayContaining(shown));
    });
  }

  it('have the same headings in the same order', () => {
    const pairs = [
      ['chengdu-tech-upgrade', 'chengdu-tech-upgrade'],
      ['What it is, and what it is not', '是什么，不是什么'],
      ['Install', '安装'],
      ['Ten lines', '十行代码'],
      ['Concepts', '基本概念'],
      ['More questions to a case', '就一个案件再问几句'],
      ['Receipts', '测算回执'],
      ['Other languages', '其他语言'],
      ['Words and documents', '文字与文书'],
      ['Entries', '入口'],
      ['Measures', '措施'],
      ['Readings', '解读'],
      ['Errors', '错误'],
      ['Warnings', '提示'],
      ['Schema and forms', '模式与表单'],
      ['Policies', '政策'],
      ['Test vectors', '测试向量'],
      ['The text and the code', '条文与代码'],
      ['Spreadsheets', '电子表格'],
      ['Hosts', '表格软件'],
      ['What is not modelled', '未予建模'],
      ['How to cite', '引用方式'],
      ['Compatibility', '兼容性'],
      ['Security', '安全'],
      ['Check it yourself', '自行核验'],
      ['Speed', '速度'],
      ['Development', '开发'],
      ['Licence', '许可'],
    ] as const;
    const headings = (lang: Lang): (string | undefined)[] =>
      [...read(README[lang]).replace(/```[\s\S]*?```/g, '').matchAll(/^#+ (.+)$/gm)].map((m) => m[1]);
    expect(headings('en')).toEqual(pairs.map(([en]) => en));
    expect(headings('zh')).toEqual(pairs.map(([, zh]) => zh));
  });

  for (const lang of LANGUAGES) {
    it(`${README[lang]} names only what the entries export`, async () => {
      const rows = [...read(README[lang]).matchAll(/^\| `(chengdu-tech-upgrade[/\w-]*)` \| (.+) \|$/gm)];
      expect(rows.map(([, entry]) => entry)).toEqual(['', '/measures', '/constraints', '/policy', '/schema', '/words', '/sheet'].map((e) => `chengdu-tech-upgrade${e}`));
      for (const [, entry = '', names = ''] of rows) {
        const exported = Object.keys((await import(entry)) as object);
        for (const [, name] of names.matchAll(/`(\w+)`/g)) expect(exported, entry).toContain(name);
      }
    });
  }

  it('list every warning that the library gives, and no other', () => {
    const sources = ['src/assess/warnings.ts', 'src/chengdu/warnings.ts'].map(read).join('\n');
    const given = [...sources.matchAll(/(?:code: |warning\(\s*)'([a-z-]+)'/g)].map((m) => m[1] as string);
    for (const lang of LANGUAGES) {
      const part = /<!-- warnings -->([\s\S]*?)<!-- \/warnings -->/.exec(read(README[lang]))?.[1] ?? '';
      const listed = [...part.matchAll(/^\| `([a-z-]+)` \|/gm)].map((m) => m[1]).filter((code) => code !== 'code');
      expect(listed.sort()).toEqual([...new Set(given)].sort());
    }
  });

  it('begin with the switch of language and the same commands', () => {
    expect(read(README.en).split('\n')[0]).toBe('**English** | [简体中文](README.zh-CN.md)');
    expect(read(README.zh).split('\n')[0]).toBe('[English](README.md) | **简体中文**');
    const commands = (lang: Lang): string[] =>
      [...read(README[lang]).matchAll(/```sh\n([\s\S]*?)```/g)].flatMap(([, block = '']) =>
        block.trimEnd().split('\n').map((l) => l.replace(/ *#.*$/, '')),
      );
    expect(commands('zh')).toEqual(commands('en'));
    expect(commands('en').slice(0, 2)).toEqual(['npm ci && npm run example', 'npm ci && npm test']);
  });
});

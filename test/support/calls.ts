/** Every public call under its entry and name, and sound arguments for them: those of a case, of its assessment, or of the call's own facts. */
import * as constraints from '../../src/constraints/index.js';
import type { FactTable, FactType } from '../../src/core/fact.js';
import * as root from '../../src/index.js';
import * as measures from '../../src/measures.js';
import * as policy from '../../src/policy.js';
import * as schema from '../../src/schema.js';
import * as sheet from '../../src/sheet.js';
import { answerForLibreOffice } from '../../src/sheet/hosts/index.js';
import * as words from '../../src/words.js';
import { ledgerOf } from './broken.js';

export type Call = (...args: readonly unknown[]) => unknown;

const isClass = (f: unknown): boolean => typeof f === 'function' && /^class\b/.test(Function.prototype.toString.call(f));
const callsOf = (entry: string, exported: object): (readonly [string, Call])[] =>
  Object.entries(exported).filter(([, f]) => typeof f === 'function' && !isClass(f)).map(([name, f]) => [`${entry} ${name}`, f as Call]);

/** A policy is no data: what it is changed by may be. */
const AMENDED = '. amendPolicy of chengdu2025';
const amended: Call = (amendment) => root.amendPolicy(root.chengdu2025, amendment as never);

export const CALLS: readonly (readonly [string, Call])[] = [
  ...callsOf('.', root), ...callsOf('/measures', measures), ...callsOf('/constraints', constraints), ...callsOf('/policy', policy), [AMENDED, amended] as const,
  ...callsOf('/words', words), ...callsOf('/sheet', sheet), ['/schema validate', schema.caseSchema['~standard'].validate as Call] as const,
  ...sheet.sheetFunctions.flatMap(({ id, call }): (readonly [string, Call])[] => [
    [`/sheet ${id}`, call as Call],
    // The other functions of this entry take a host itself and the catalogue, which are no data.
    [`/sheet/hosts ${id}`, (...given) => answerForLibreOffice(sheet.sheetCatalogue, id, given)],
  ]),
];

type Sound = (file: root.CaseFile, assessment: root.Assessment) => readonly unknown[];

const DAY = '2025-06-01';
const VALUES: Readonly<Record<Exclude<FactType, 'choice'>, unknown>> = {
  id: 'P', money: '12345678.9', ratio: '1/3', day: DAY, year: 2025, count: 10, rank: 1, boolean: true,
};

/** Facts of a table, all of them stated and one row in every list. */
const stated = (table: FactTable): Readonly<Record<string, unknown>> => Object.fromEntries(Object.entries(table).map(([name, entry]) => {
  if (entry.kind === 'ids') return [name, ['P']];
  if (entry.kind === 'list') return [name, [stated(entry.of)]];
  if (entry.kind === 'group') return [name, stated(entry.of)];
  return [name, entry.type === 'choice' ? Object.keys(entry.options ?? {})[0] : VALUES[entry.type as keyof typeof VALUES]];
}));

const camel = (id: string): string => id.replace(/-(\w)/g, (_all, letter: string) => letter.toUpperCase());

/** The lists of a case as tables: the names of the facts above their values. */
const tablesOf = (file: root.CaseFile): unknown[][][] => Object.entries(file).flatMap(([list, rows]) => {
  const own = schema.facts.filter((f) => f.parent === `$.${list}[]` && f.kind === 'fact');
  return Array.isArray(rows) && rows.length > 0
    ? [[own.map((f) => f.name.zh), ...rows.map((row: object) => own.map((f) => (row as Record<string, unknown>)[f.property] ?? ''))]]
    : [];
});

const LEDGER_HEADER = ['措施', '对象', '所属年度', '拨付金额', '拨付日期', '拨付方式'];
const ledgerTable = (a: root.Assessment): unknown[][] =>
  [LEDGER_HEADER, ...ledgerOf(a).map(({ measure, subject, year, amount, date, payment }) => [measure, subject, year ?? '', amount, date, payment])];

/** The awards of an assessment as claims that compete for the investment of their subject, and whose pool is their payee. */
function claimsOf({ determinations }: root.Assessment): object {
  const claims = determinations.map(({ key, subject, payee, amount }, i) => ({ id: key, amount, inputs: [subject.id, `${payee} ${i % 3}`], pool: payee }));
  return { claims, pools: [...new Set(claims.map((c) => c.pool))].map((id) => ({ id, cap: '3000000' })) };
}

const ofCase: Sound = (file) => [file];
const SELECTION: Sound = (_file, a) => [claimsOf(a)];

const OF_ENTRIES: Readonly<Record<string, Sound>> = {
  '. assess': ofCase, '. safeAssess': ofCase, '. match': ofCase, '. nextQuestions': ofCase, '. compareReadings': ofCase, '. createAuditor': ofCase, '/schema validate': ofCase,
  '. audit': (file, a) => [file, ledgerOf(a)],
  '. withAnswer': (file) => [file, '$.projects[0].newType', true],
  [AMENDED]: () => [{
    version: '2026-01-01', textSha256: '0'.repeat(64), sentences: [{ id: 'A1.9', kind: 'sentence', text: '新的一句。' }],
    parameters: { 'A1.3.cap': { value: '25000000', validFrom: '2026-01-01', words: '最高2500万元' }, 'F.2.cutoff': { value: '2024-07-01' }, 'A3.3.rank': { value: '60' } },
  }],
  '/words receipt': (file, a) => [file, a],
  '/words replay': (file, a) => [words.receipt(file, a)],
  '/words explain': (file, a) => [a, { caseFile: file, format: 'html', lang: 'zh', unit: 'wan' }],
  '/words conditionText': (file, a) => [a.determinations.flatMap((d) => d.conditions)[0], 'en', { caseFile: file }],
  '/words factName': (file) => ['$.projects[0].newType', 'zh', file],
  '/words answererOf': () => ['$.projects[0].newType', 'en'],
  '/words clauseName': () => ['F.3', 'zh', { code: true }],
  '/words departments': () => [1, 'zh'],
  '/words measureName': () => ['park-award', 'zh'],
  '/words readingName': () => ['sameInput', 'project', 'en'],
  '/words awardName': (_file, a) => [a.determinations[0], 'zh'],
  '/words figureOf': (_file, a) => [a.selection.total, { unit: 'wan', nature: 'ceiling' }],
  '/words waterfall': (_file, a) => [[{ label: '合计', amount: a.selection.total }, { label: '可拨付', amount: { min: '0.00', max: '1.00' } }], { lang: 'en', title: '合计' }],
  '/words timeline': (_file, a) => [[{ label: '预拨', when: '2025年', sums: [{ label: '限额', amount: a.selection.total }] }, { label: '结算', sums: [] }]],
  '/words render': () => [{ lang: 'zh', title: '告知', blocks: [{ is: 'heading', level: 1, text: '一' }, { is: 'table', head: ['名'], rows: [['甲']] }, { is: 'card', title: '一', figure: { digits: '1.00', unit: '元' }, blocks: [] }] }, { format: 'markdown' }],
  '/constraints perProject': () => ['P'],
  '/constraints oneOff': () => ['P'],
  '/constraints perEnterpriseYear': () => ['甲公司', 2025],
  '/words formatMoney': () => ['12345678.90', { unit: 'wan', lang: 'zh' }],
  '/words plain': () => ['12345678.90'],
  '/policy sentence': () => ['A1.2'],
  '/constraints noDoubleDipping': SELECTION,
  '/constraints checkSelection': (_file, a) => [claimsOf(a), constraints.noDoubleDipping(claimsOf(a) as constraints.SelectionProblem)],
  '/constraints explainForgone': (_file, a) => [claimsOf(a), { chosen: [] }],
  '/constraints cap': () => ['30000000', '20000000'],
  '/constraints capPerGroup': () => [[{ group: 'P', amount: '1' }, { group: 'P', amount: '2.5' }], '3'],
  '/constraints filingCutoff': () => [{ day: '2024-05-31', excepted: true }, '2024-06-01', 'exempt'],
  '/constraints validityWindow': () => [DAY, { from: '2025-02-02', to: '2026-12-31' }],
  '/constraints advance': () => ['4000000', '1/3', '0.5', '0'],
  '/constraints settlement': () => ['4000000', '5000000'],
  '/constraints disbursement': () => [{ total: '4000000', progress: '0.3', share: '0.5', advancesPaid: '0', final: '3000000' }],
  '/sheet assessTables': (file) => [tablesOf(file), '元', DAY],
  '/sheet rowsOfTable': (file) => [tablesOf(file)[0]],
  '/sheet readLedger': (_file, a) => [[ledgerTable(a)], 'yuan'],
  '/sheet EVALUATE': (file) => [...tablesOf(file), '元'],
  '/sheet EXPLAIN': (file) => [...tablesOf(file), '元'],
  '/sheet CHECK': (file) => [...tablesOf(file), '元'],
  '/sheet COMBINE': (_file, a) => [[['措施', '同一投入', '金额'], ...a.determinations.map((d) => [d.key, d.subject.id, d.amount.max])], '元'],
  '/sheet PARAM': () => [Object.keys(policy.parameters)[0], '元'],
  ...Object.fromEntries(root.chengdu2025.measures.map((m) => [`/measures ${camel(m.id)}`, () => [stated(m.facts), {}]])),
  ...Object.fromEntries(sheet.sheetFunctions.flatMap((f) => {
    if (!root.chengdu2025.measures.some((m) => m.id.toUpperCase().replaceAll('-', '_') === f.id)) return [];
    // A year, a count or a rank, or a figure that is a share as well as an amount.
    const figure = (name: string): number => (/年度/.test(name) ? 2025 : /家数|排名|名次/.test(name) ? 10 : 0.5);
    const cells = f.parameters.map(({ type, name, options }) => (type === 'number' ? figure(name.zh) : type === 'boolean' ? true : type === 'day' ? DAY : (options?.[0]?.zh ?? 'P')));
    return [[`/sheet ${f.id}`, () => cells]];
  })),
};

/** A host sends the cells of a function as they are. */
export const SOUND: Readonly<Record<string, Sound>> = {
  ...OF_ENTRIES, ...Object.fromEntries(sheet.sheetFunctions.flatMap(({ id }) => (OF_ENTRIES[`/sheet ${id}`] === undefined ? [] : [[`/sheet/hosts ${id}`, OF_ENTRIES[`/sheet ${id}`] as Sound]]))),
};

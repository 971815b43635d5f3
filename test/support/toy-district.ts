/**
 * A made-up district policy, declared with the same parts as the city's: its own text, numbers, reading,
 * facts, departments and three measures. It shows that the engine knows no policy by name.
 */
import { type Condition, isTrue, reaches, unknown, whether } from '../../src/core/condition.js';
import { type KnownFacts, ask, fact, list, reference, required } from '../../src/core/fact.js';
import { assessedRows, fixedAmount, percentage } from '../../src/core/formula.js';
import { type Choices, type Law, type ReadingRecord, lawSource } from '../../src/core/law.js';
import type { Measure } from '../../src/core/measure.js';
import { amountOf } from '../../src/core/facts.js';
import { type Policy, type PolicyDeclaration, definePolicy } from '../../src/core/policy.js';
import { exactRatio, ratioOrAny } from '../../src/core/span.js';
import { NONE } from '../../src/core/ratio.js';
import { text } from '../../src/core/text.js';

const sentences = [
  { id: 'D1', kind: 'sentence', text: '对设备投入100万元以上的机床更新项目，按设备投入的5%给予最高50万元补助。' },
  { id: 'D2', kind: 'sentence', text: '项目开工后按进度预拨不超过补助的30%，验收后结算。' },
  { id: 'D3', kind: 'sentence', text: '对完成更新的项目一次性给予20万元奖励。' },
  { id: 'D4', kind: 'sentence', text: '对企业当年购买的检测服务给予补贴，单户企业每年最高3万元。' },
  { id: 'D5', kind: 'sentence', text: '同一投入就高享受。自2026年1月1日起施行，至2027年12月31日止。' },
] as const;

const valid = { validFrom: '2026-01-01', validTo: '2027-12-31' } as const;
const parameters = {
  'D1.threshold': { value: '1000000', unit: 'CNY', bound: 'at-least', words: '100万元以上', clause: 'D1', name: text('设备门槛', 'equipment threshold'), ...valid },
  'D1.rate': { value: '0.05', unit: 'ratio', bound: 'exactly', words: '5%', clause: 'D1', name: text('补助比例', 'rate'), ...valid },
  'D1.cap': { value: '500000', unit: 'CNY', bound: 'at-most', words: '最高50万元', clause: 'D1', name: text('补助上限', 'cap'), ...valid },
  'D2.advance': { value: '0.30', unit: 'ratio', bound: 'at-most', words: '不超过补助的30%', clause: 'D2', name: text('预拨上限', 'limit on advances'), ...valid },
  'D3.amount': { value: '200000', unit: 'CNY', bound: 'exactly', words: '20万元奖励', clause: 'D3', name: text('奖励', 'award'), ...valid },
  'D4.cap': { value: '30000', unit: 'CNY', bound: 'at-most', words: '最高3万元', clause: 'D4', name: text('服务补贴上限', 'service cap'), ...valid },
  'D5.from': { value: '2026-01-01', unit: 'day', bound: 'on-or-after', words: '自2026年1月1日起', clause: 'D5', name: text('施行日', 'first day'), ...valid },
  'D5.to': { value: '2027-12-31', unit: 'day', bound: 'on-or-before', words: '至2027年12月31日止', clause: 'D5', name: text('届满日', 'last day'), ...valid },
} as const;

const readings = {
  bonusBesideGrant: {
    see: 'D-01', clause: 'D5', excerpt: '同一投入就高享受',
    question: text('奖励可否与补助并享？', 'May the bonus stand beside the grant?'),
    values: { higher: text('就高', 'the higher'), both: text('并享', 'both') },
    reason: text('同一投入。', 'Same input.'),
  },
} as const;

/** The values of every reading, the default first. */
export const choicesOf = (of: Readonly<Record<string, Pick<ReadingRecord, 'values'>>>): Choices =>
  Object.freeze(Object.fromEntries(Object.entries(of).map(([id, { values }]) => [id, Object.keys(values)])));

const appliedOn = fact('day', 'applicant', '申报日期', 'day of application', ask('firm', 'D5', '哪一天申报？', 'applied on which day?'));
const works = {
  id: required(fact('id', 'applicant', '编号', 'id')),
  firm: required(fact('id', 'applicant', '企业', 'firm')),
  appliedOn,
  equipment: fact('money', 'applicant', '设备投入', 'equipment', ask('firm', 'D1', '设备投入多少元？', 'how much equipment, in yuan?')),
  finished: fact('boolean', 'authority', '已完成更新', 'renewal completed', ask('office', 'D3', '是否完成更新？', 'is the renewal completed?')),
  progress: fact('ratio', 'applicant', '进度', 'progress', ask('firm', 'D2', '进度多少？', 'how far?')),
  advanced: fact('money', 'authority', '已预拨', 'advanced', ask('office', 'D2', '已预拨多少元？', 'how much was advanced?')),
  accepted: fact('boolean', 'authority', '已验收', 'accepted', ask('office', 'D2', '是否验收？', 'accepted?')),
} as const;
const services = {
  id: required(fact('id', 'applicant', '编号', 'id')),
  firm: required(fact('id', 'applicant', '企业', 'firm')),
  work: reference('works', '项目', 'work'),
  year: required(fact('year', 'applicant', '年度', 'year')),
  granted: fact('money', 'authority', '核定补贴', 'granted', ask('office', 'D4', '核定补贴多少元？', 'how much was granted?')),
} as const;
const caseFacts = {
  appliedOn: required(appliedOn),
  works: list(works, text('更新项目', 'works'), text('更新项目', 'work'), { unique: ['id'] }),
  services: list(services, text('检测服务', 'services'), text('检测服务', 'service'), { unique: ['year', 'id'] }),
} as const;

const inForce: Condition<{ readonly appliedOn?: string | undefined }> = {
  id: 'in-force',
  clause: 'D5',
  label: text('在有效期内申报', 'applied while in force'),
  facts: ['appliedOn'],
  test: ({ appliedOn: day }, law, locate) => {
    const [from, to] = [law.parameter('D5.from').value, law.parameter('D5.to').value];
    return day === undefined ? unknown(`${from}..${to}`, [locate('appliedOn')]) : whether(day >= from && day <= to, `${from}..${to}`, day);
  },
};

const grantFacts = { work: required(fact('id', 'applicant', '项目', 'work')), appliedOn, equipment: works.equipment } as const;
type Grant = KnownFacts<typeof grantFacts>;
const ofWork = { kind: 'work', subject: 'work', source: { each: 'works', id: 'id' }, payee: { kind: 'enterprise', fact: 'firm' }, datedBy: 'appliedOn' } as const;

const grant: Measure<Grant> = {
  ...ofWork,
  id: 'renewal-grant',
  code: 'G',
  article: 1,
  clause: 'D1',
  title: text('更新补助', 'renewal grant'),
  facts: grantFacts,
  parameters: ['D1.threshold', 'D1.rate', 'D1.cap', 'D2.advance'],
  conditions: [inForce, reaches('equipment', 'D1', 'equipment', 'D1.threshold', text('设备投入达到门槛', 'equipment reaches the threshold'))],
  formula: percentage({ base: (facts, { locate }) => amountOf(facts, 'equipment', locate), rate: 'D1.rate', cap: 'D1.cap' }),
  uses: { as: 'base' },
  pays: {
    as: 'stages',
    clause: 'D2',
    settledBy: 'D2',
    share: 'D2.advance',
    facts: { progress: works.progress, advanced: works.advanced, accepted: works.accepted },
    paid: 'advanced' as never,
    progress: (facts: { readonly progress?: never }, _law: Law, locate: (f: string) => string) => ({
      span: facts.progress === undefined ? ratioOrAny(undefined) : exactRatio(facts.progress ?? NONE),
      missing: facts.progress === undefined ? [locate('progress')] : [],
    }),
    settled: (facts: { readonly accepted?: boolean }) => facts.accepted === true,
    inForce: () => true,
  } as never,
};

const bonusFacts = { work: grantFacts.work, appliedOn, finished: works.finished } as const;
const bonus: Measure<KnownFacts<typeof bonusFacts>> = {
  ...ofWork,
  id: 'renewal-bonus',
  code: 'B',
  article: 2,
  clause: 'D3',
  title: text('完工奖励', 'completion bonus'),
  facts: bonusFacts,
  parameters: ['D3.amount'],
  conditions: [inForce, isTrue('finished', 'D3', 'finished', text('完成更新', 'renewal completed'))],
  formula: fixedAmount('D3.amount'),
  uses: { as: 'whole' },
  pays: { as: 'once', clause: 'D3' },
};

const serviceRow = { id: services.id, appliedOn, granted: services.granted } as const;
const serviceFacts = {
  firm: required(fact('id', 'applicant', '企业', 'firm')),
  year: required(fact('year', 'applicant', '年度', 'year')),
  services: list(serviceRow, text('检测服务', 'services'), text('检测服务', 'service'), { unique: ['id'] }),
} as const;
const subsidy: Measure<KnownFacts<typeof serviceFacts>, KnownFacts<typeof serviceRow>> = {
  id: 'service-subsidy',
  code: 'S',
  article: 3,
  clause: 'D4',
  kind: 'firm',
  title: text('服务补贴', 'service subsidy'),
  subject: 'firm',
  source: { group: 'services', by: 'firm', year: 'year', join: 'work' },
  payee: { kind: 'enterprise', fact: 'firm' },
  facts: serviceFacts,
  datedBy: 'year',
  parameters: ['D4.cap'],
  conditions: [],
  rows: {
    fact: 'services',
    inherits: ['year'],
    conditions: [inForce],
    value: ({ granted }, law, locate) =>
      granted === undefined
        ? { span: { lo: law.parameter('D4.cap').decimal.times(0), hi: law.parameter('D4.cap').decimal }, nature: 'ceiling', missing: [locate('granted')] }
        : { span: { lo: granted, hi: granted }, nature: 'assessed' },
  },
  formula: assessedRows('D4.cap'),
};

const declaration: PolicyDeclaration = {
  ...lawSource(parameters, choicesOf(readings), () => false),
  readings,
  id: 'toy-district',
  version: '2026-01-01',
  textSha256: '0'.repeat(64),
  sentences,
  period: { from: 'D5.from', to: 'D5.to', earliest: 'D5.from', applied: 'appliedOn' },
  facts: caseFacts,
  relations: { implied: [], within: [], shares: [], contradictions: [], slips: [] },
  measures: [grant, bonus, subsidy] as unknown as PolicyDeclaration['measures'],
  bundles: {},
  overlap: {
    clause: 'D5',
    relation: (a, b, chosen) =>
      (a === 'G' && b === 'B') || (a === 'B' && b === 'G')
        ? chosen['bonusBesideGrant'] === 'both' ? 'different-input' : 'same-input'
        : 'different-input',
    byPart: () => true,
    strict: {},
  },
  warnings: () => [],
  kinds: { work: text('更新项目', 'work'), firm: text('企业', 'firm') },
  answerers: { firm: text('企业', 'the firm'), office: text('区经信局', 'the district office') },
  responsibilities: [
    { article: 1, clause: 'D1', lead: ['区经信局'], cooperating: ['区财政局'] },
    { article: 2, clause: 'D3', lead: ['区经信局'], cooperating: [] },
    { article: 3, clause: 'D4', lead: ['区市场监管局'], cooperating: [] },
  ],
};

export const toyDistrict: Policy = definePolicy(declaration);

/** Two works and two services: 5 % of 300万 is 15万, below the bonus of 20万; 5 % of 2000万 is cut to 50万. */
export const toyCase = {
  appliedOn: '2026-03-01',
  works: [
    { id: 'W1', firm: 'F', equipment: '3000000', finished: true, progress: '1/3', advanced: '0' },
    { id: 'W2', firm: 'F', equipment: '20000000', finished: false, progress: '0.2', advanced: '50000' },
  ],
  services: [
    { id: 'T1', firm: 'F', work: 'W1', year: 2026, granted: '20000' },
    { id: 'T2', firm: 'F', work: 'W2', year: 2026, granted: '15000' },
  ],
};

/**
 * A second made-up district policy, not shaped like the city's: slabs, a reward per robot, a flat sum by level, a half of what
 * the city paid, rent by the month, heads with a most of heads, growth in percent, instalments, three years, and money of others deducted.
 */
import { type Condition, isTrue, reaches, unknown, unstated, whether } from '../../src/core/condition.js';
import { Dec, ZERO, maxOf, minOf } from '../../src/core/decimal.js';
import { yearOf } from '../../src/core/day.js';
import { type KnownFacts, ask, choice, fact, list, pick, reference, required } from '../../src/core/fact.js';
import { amountOf } from '../../src/core/facts.js';
import { type Formula, STAGES, type Stage, assessedWithin, money, percentage } from '../../src/core/formula.js';
import { type Law, type ParameterRecord, lawSource } from '../../src/core/law.js';
import type { Measure } from '../../src/core/measure.js';
import type { ByYear, InStages } from '../../src/core/payment.js';
import { type Policy, type PolicyDeclaration, definePolicy } from '../../src/core/policy.js';
import { ALL, NONE, ratio } from '../../src/core/ratio.js';
import { type Span, ANY_AMOUNT, NOTHING, between, exactRatio, exactly, isCertain, mapSpan, minusToZero, ratioOrAny, sum } from '../../src/core/span.js';
import { text } from '../../src/core/text.js';
import { choicesOf } from './toy-district.js';

const S = (id: string, words: string) => ({ id, kind: 'sentence' as const, text: words });
export const sentences = [
  { id: 'title', kind: 'title', text: '某区促进制造业智能化若干措施' },
  S('E1.1', '对设备投入500万元以上的产线，1000万元以内部分按5%、1000万元至5000万元部分按8%、5000万元以上部分按10%给予补助，最高500万元。'),
  S('E1.2', '验收后先行拨付60%，运行满一年后拨付其余40%。'),
  S('E2.1', '产线新增工业机器人的，每台奖励5000元，单个产线最高50万元。'),
  S('E3.1', '企业获得国家级、省级、市级认定的，分别给予100万元、50万元、20万元奖励，同一认定就高。'),
  S('E4.1', '产线获得市级奖补的，按市级奖补的50%配套，最高300万元。'),
  S('E5.1', '租用厂房的，按月租金的30%补贴，单户企业每年最高60万元。'),
  S('E6.1', '引进人才每人补贴2万元，单户企业每年最多10人。'),
  S('E7.1', '营业收入增速达到10%以上的，奖励20万元；20%以上的，奖励50万元。'),
  S('E8.1', '对首台套按售价的20%补助，最高200万元，已获上级补助的予以扣减。'),
  S('E9.1', '对承担试点的企业给予最高90万元奖励，分三年按达标情况各拨付三分之一。'),
  S('F1', '同一投入就高不重复。'),
  S('F2', '自2026年1月1日起施行，有效期至2028年12月31日。'),
] as const;

const DAYS = { validFrom: '2026-01-01', validTo: '2028-12-31' } as const;
const P = (clause: string, value: string, unit: ParameterRecord['unit'], bound: ParameterRecord['bound'], words: string, zh: string, en: string, scope?: string): ParameterRecord =>
  ({ clause, value, unit, bound, words, name: text(zh, en), ...(scope && { scope }), ...DAYS });
const parameters = {
  'E1.1.threshold': P('E1.1', '5000000', 'CNY', 'at-least', '500万元以上', '产线门槛', 'threshold of lines'),
  'E1.1.first': P('E1.1', '10000000', 'CNY', 'at-most', '1000万元以内', '第一档上限', 'end of the first slab'),
  'E1.1.second': P('E1.1', '50000000', 'CNY', 'at-most', '1000万元至5000万元', '第二档上限', 'end of the second slab'),
  'E1.1.rate1': P('E1.1', '0.05', 'ratio', 'exactly', '5%', '第一档比例', 'rate of the first slab'),
  'E1.1.rate2': P('E1.1', '0.08', 'ratio', 'exactly', '8%', '第二档比例', 'rate of the second slab'),
  'E1.1.rate3': P('E1.1', '0.10', 'ratio', 'exactly', '10%', '第三档比例', 'rate of the third slab'),
  'E1.1.cap': P('E1.1', '5000000', 'CNY', 'at-most', '最高500万元', '产线补助上限', 'cap per line'),
  'E1.2.share': P('E1.2', '0.60', 'ratio', 'at-most', '60%', '首期比例', 'first instalment'),
  'E2.1.each': P('E2.1', '5000', 'CNY', 'exactly', '每台奖励5000元', '每台奖励', 'reward per robot'),
  'E2.1.cap': P('E2.1', '500000', 'CNY', 'at-most', '最高50万元', '机器人奖励上限', 'cap of the robot reward'),
  'E3.1.state': P('E3.1', '1000000', 'CNY', 'exactly', '100万元', '国家级奖励', 'state level'),
  'E3.1.province': P('E3.1', '500000', 'CNY', 'exactly', '50万元', '省级奖励', 'province level'),
  'E3.1.city': P('E3.1', '200000', 'CNY', 'exactly', '20万元', '市级奖励', 'city level'),
  'E4.1.rate': P('E4.1', '0.50', 'ratio', 'exactly', '50%', '配套比例', 'matching rate'),
  'E4.1.cap': P('E4.1', '3000000', 'CNY', 'at-most', '最高300万元', '配套上限', 'cap of matching'),
  'E5.1.rate': P('E5.1', '0.30', 'ratio', 'exactly', '30%', '租金补贴比例', 'rent rate'),
  'E5.1.cap': P('E5.1', '600000', 'CNY', 'at-most', '每年最高60万元', '租金补贴上限', 'rent cap', 'enterprise-year'),
  'E6.1.each': P('E6.1', '20000', 'CNY', 'exactly', '每人补贴2万元', '每人补贴', 'per head'),
  'E6.1.heads': P('E6.1', '10', 'enterprises', 'at-most', '最多10人', '人数上限', 'most heads'),
  'E7.1.growth': P('E7.1', '0.10', 'ratio', 'at-least', '10%以上', '增速门槛', 'growth threshold'),
  'E7.1.high': P('E7.1', '0.20', 'ratio', 'at-least', '20%以上', '高增速门槛', 'high growth threshold'),
  'E7.1.amount': P('E7.1', '200000', 'CNY', 'exactly', '奖励20万元', '增长奖励', 'growth reward'),
  'E7.1.more': P('E7.1', '500000', 'CNY', 'exactly', '奖励50万元', '高增长奖励', 'high growth reward'),
  'E8.1.rate': P('E8.1', '0.20', 'ratio', 'exactly', '20%', '首台套比例', 'first-set rate'),
  'E8.1.cap': P('E8.1', '2000000', 'CNY', 'at-most', '最高200万元', '首台套上限', 'first-set cap'),
  'E9.1.cap': P('E9.1', '900000', 'CNY', 'at-most', '最高90万元', '试点奖励上限', 'pilot ceiling'),
  'E9.1.share': P('E9.1', '1', 'ratio', 'at-most', '各拨付三分之一', '按年拨付比例', 'share paid by years'),
  'F2.from': P('F2', '2026-01-01', 'day', 'on-or-after', '自2026年1月1日起', '施行日', 'first day'),
  'F2.to': P('F2', '2028-12-31', 'day', 'on-or-before', '至2028年12月31日', '届满日', 'last day'),
} as const;

const readings = {
  sameInput: {
    see: 'E-01', clause: 'F1', excerpt: '同一投入', question: text('机器人奖励与产线补助是否同一投入？', 'Are robots and line one input?'),
    values: { separate: text('不同投入', 'different'), one: text('同一投入', 'one input') }, reason: text('奖励按台数。', 'By the robot.'),
  },
} as const;

const appliedOn = fact('day', 'applicant', '申报日期', 'day of application', ask('firm', 'F2', '哪一天申报？', 'applied on which day?'));
const asked = (clause: string, zh: string, en: string) => ask('firm', clause, `${zh}？`, `${en}?`);

const firms = {
  id: required(fact('id', 'applicant', '企业', 'firm')),
  appliedOn,
} as const;
const lines = {
  id: required(fact('id', 'applicant', '产线', 'line')),
  firm: required(fact('id', 'applicant', '企业', 'firm')),
  appliedOn,
  equipment: fact('money', 'applicant', '设备投入', 'equipment', asked('E1.1', '设备投入多少元', 'how much equipment')),
  robots: { ...fact('count', 'applicant', '机器人台数', 'robots', asked('E2.1', '新增多少台机器人', 'how many robots')), counted: text('台', 'robots') },
  cityAward: fact('money', 'authority', '市级奖补', 'city award', asked('E4.1', '获得市级奖补多少元', 'how much did the city pay')),
  accepted: fact('boolean', 'authority', '已验收', 'accepted', asked('E1.2', '是否验收', 'accepted')),
  ranAYear: fact('boolean', 'authority', '运行满一年', 'ran a year', asked('E1.2', '是否运行满一年', 'did it run a year')),
  paidSoFar: fact('money', 'authority', '已拨付', 'paid so far', asked('E1.2', '已拨付多少元', 'how much was paid')),
} as const;
const recognitions = {
  id: required(fact('id', 'applicant', '认定', 'recognition')),
  firm: reference('firms', '企业', 'firm'),
  appliedOn,
  level: choice({ state: text('国家级', 'state'), province: text('省级', 'province'), city: text('市级', 'city') }, 'authority', '级别', 'level', asked('E3.1', '哪一级认定', 'which level')),
} as const;
const rents = {
  id: required(fact('id', 'applicant', '租约', 'lease')),
  firm: reference('firms', '企业', 'firm'),
  year: required(fact('year', 'applicant', '年度', 'year')),
  monthly: fact('money', 'applicant', '月租金', 'monthly rent', asked('E5.1', '月租金多少元', 'what monthly rent')),
  months: { ...fact('count', 'applicant', '租用月数', 'months', asked('E5.1', '租用几个月', 'how many months')), counted: text('个月', 'months') },
} as const;
const talents = {
  id: required(fact('id', 'applicant', '人才', 'talent')),
  firm: reference('firms', '企业', 'firm'),
  year: required(fact('year', 'applicant', '年度', 'year')),
  confirmed: fact('boolean', 'authority', '经认定', 'confirmed', asked('E6.1', '是否经认定', 'confirmed')),
} as const;
const growths = {
  firm: reference('firms', '企业', 'firm'),
  year: required(fact('year', 'applicant', '年度', 'year')),
  growth: fact('ratio', 'authority', '营业收入增速', 'growth of revenue', asked('E7.1', '增速多少', 'what growth')),
} as const;
const firsts = {
  id: required(fact('id', 'applicant', '首台套', 'first set')),
  firm: required(fact('id', 'applicant', '企业', 'firm')),
  appliedOn,
  price: fact('money', 'applicant', '售价', 'price', asked('E8.1', '售价多少元', 'what price')),
  others: fact('money', 'authority', '上级补助', 'paid by others', asked('E8.1', '上级补助多少元', 'how much did others pay')),
} as const;
const pilots = {
  id: required(fact('id', 'applicant', '试点', 'pilot')),
  firm: required(fact('id', 'applicant', '企业', 'firm')),
  appliedOn,
  chosen: fact('boolean', 'authority', '承担试点', 'carries the pilot', asked('E9.1', '是否承担试点', 'chosen')),
  award: fact('money', 'authority', '核定奖励', 'award', asked('E9.1', '核定奖励多少元', 'what award')),
  years: list({
    year: required(fact('year', 'authority', '年度', 'year')),
    passed: fact('boolean', 'authority', '达标', 'passed', asked('E9.1', '是否达标', 'passed')),
  }, text('考核', 'reviews'), text('考核', 'review'), { unique: ['year'] }),
  paidOut: fact('money', 'authority', '已拨', 'paid out', asked('E9.1', '已拨多少元', 'how much was paid out')),
} as const;

export const caseFacts = {
  appliedOn: required(appliedOn),
  firms: list(firms, text('企业', 'firms'), text('企业', 'firm'), { unique: ['id'] }),
  lines: list(lines, text('产线', 'lines'), text('产线', 'line'), { unique: ['id'] }),
  recognitions: list(recognitions, text('认定', 'recognitions'), text('认定', 'recognition'), { unique: ['id'] }),
  rents: list(rents, text('租约', 'leases'), text('租约', 'lease'), { unique: ['year', 'id'] }),
  talents: list(talents, text('人才', 'talents'), text('人才', 'talent'), { unique: ['year', 'id'] }),
  growths: list(growths, text('增长', 'growths'), text('增长', 'growth'), { unique: ['firm', 'year'] }),
  firsts: list(firsts, text('首台套', 'first sets'), text('首台套', 'first set'), { unique: ['id'] }),
  pilots: list(pilots, text('试点', 'pilots'), text('试点', 'pilot'), { unique: ['id'] }),
} as const;

const inForce: Condition<{ readonly appliedOn?: string | undefined }> = {
  id: 'in-force', clause: 'F2', label: text('在有效期内申报', 'applied while in force'), facts: ['appliedOn'],
  test: ({ appliedOn: day }, law, locate) => {
    const [from, to] = [law.parameter('F2.from').value, law.parameter('F2.to').value];
    return day === undefined ? unknown(`${from}..${to}`, [locate('appliedOn')]) : whether(day >= from && day <= to, `${from}..${to}`, day);
  },
};
const yearInForce: Condition<{ readonly year: number }> = {
  id: 'year-in-force', clause: 'F2', label: text('年度在有效期内', 'year in force'), facts: ['year'],
  test: ({ year }, law) => {
    const [from, to] = [yearOf(law.parameter('F2.from').value), yearOf(law.parameter('F2.to').value)];
    return whether(year >= from && year <= to, `${from}..${to}`, String(year));
  },
};

const lineId = required(fact('id', 'applicant', '产线', 'line'));
const ofLine = { kind: 'line', subject: 'line', source: { each: 'lines', id: 'id' }, payee: { kind: 'enterprise', fact: 'firm' }, datedBy: 'appliedOn' } as const;

/** Slabs: what falls into each by its rate. */
const slabs = (law: Law): readonly (readonly [from: Dec, to: Dec | undefined, rate: Dec])[] => {
  const p = (id: string): Dec => law.parameter(id).decimal;
  return [[ZERO, p('E1.1.first'), p('E1.1.rate1')], [p('E1.1.first'), p('E1.1.second'), p('E1.1.rate2')], [p('E1.1.second'), undefined, p('E1.1.rate3')]];
};
const lineFacts = { line: lineId, ...pick(lines, 'appliedOn', 'equipment') } as const;
type Line = KnownFacts<typeof lineFacts>;
const slabbed: Formula<Line> = {
  cap: 'E1.1.cap',
  nature: () => 'determinate',
  derives: { cap: { as: 'least', of: 'sum' } },
  evaluate: (facts, { law, locate }) => {
    const base = amountOf(facts, 'equipment', locate);
    const { decimal: limit } = law.parameter('E1.1.cap');
    const within = (from: Dec, to: Dec | undefined, rate: Dec): Span =>
      mapSpan(base.span, (b) => (to === undefined ? maxOf(b.minus(from), ZERO) : maxOf(minOf(b, to).minus(from), ZERO)).times(rate));
    const parts = slabs(law).map(([from, to, rate]) => within(from, to, rate));
    const whole = sum(parts);
    const capped = mapSpan(whole, (a) => minOf(a, limit));
    const known = isCertain(base.span);
    const stages: Stage[] = known ? [
      money('base', 'E1.1', STAGES.base, base.span),
      ...parts.map((span, i) => money(`slab-${i + 1}`, 'E1.1', text(`第${'一二三'[i]}档`, `slab ${i + 1}`), span)),
      money('sum', 'E1.1', text('各档合计', 'all slabs'), whole),
    ] : [];
    return { capped, stages: [...stages, money('cap', 'E1.1', STAGES.cap, capped)], capBinding: whole.lo.cmp(limit) > 0, missing: base.missing };
  },
};
const stages: InStages<Line & { accepted?: boolean; ranAYear?: boolean; paidSoFar?: Dec }> = {
  as: 'stages', clause: 'E1.2', settledBy: 'E1.2', share: 'E1.2.share',
  facts: pick(lines, 'accepted', 'ranAYear', 'paidSoFar'),
  paid: 'paidSoFar',
  progress: ({ accepted }, _law, locate) => accepted === undefined
    ? { span: ratioOrAny(undefined), missing: [locate('accepted')] }
    : { span: exactRatio(accepted ? ALL : NONE), missing: [] },
  settled: ({ ranAYear }) => ranAYear === true,
  inForce: () => true,
};
export const line: Measure<Line> = {
  ...ofLine, id: 'line-grant', code: 'L', article: 1, clause: 'E1.1', title: text('产线补助', 'line grant'), facts: lineFacts,
  parameters: ['E1.1.threshold', 'E1.1.first', 'E1.1.second', 'E1.1.rate1', 'E1.1.rate2', 'E1.1.rate3', 'E1.1.cap', 'E1.2.share'],
  conditions: [inForce, reaches('equipment', 'E1.1', 'equipment', 'E1.1.threshold', text('设备投入达到门槛', 'equipment reaches the threshold'))],
  formula: slabbed, uses: { as: 'whole' }, pays: stages as never,
};

const robotFacts = { line: lineId, ...pick(lines, 'appliedOn', 'robots') } as const;
type Robots = KnownFacts<typeof robotFacts>;
const perRobot: Formula<Robots> = {
  cap: 'E2.1.cap',
  nature: () => 'determinate',
  derives: { cap: { as: 'least', of: 'product' } },
  evaluate: ({ robots }, { law, locate }) => {
    const [each, limit] = [law.parameter('E2.1.each').decimal, law.parameter('E2.1.cap').decimal];
    const span = robots === undefined ? ANY_AMOUNT : exactly(each.times(robots));
    const capped = mapSpan(span, (a) => minOf(a, limit));
    return {
      capped, capBinding: span.lo.cmp(limit) > 0, missing: robots === undefined ? [locate('robots')] : [],
      stages: [...(robots === undefined ? [] : [money('product', 'E2.1', text('台数×每台奖励', 'robots × reward'), span)]), money('cap', 'E2.1', STAGES.cap, capped)],
    };
  },
};
const someRobots: Condition<Robots> = {
  id: 'robots', clause: 'E2.1', label: text('新增工业机器人', 'new robots'), facts: ['robots'],
  test: ({ robots }, _law, locate) => (robots === undefined ? unknown('1', [locate('robots')]) : whether(robots > 0, '1', String(robots))),
};
export const robots: Measure<Robots> = {
  ...ofLine, id: 'robot-reward', code: 'R', article: 2, clause: 'E2.1', title: text('机器人奖励', 'robot reward'), facts: robotFacts,
  parameters: ['E2.1.each', 'E2.1.cap'], conditions: [inForce, someRobots], formula: perRobot, uses: { as: 'whole' }, pays: { as: 'once', clause: 'E2.1' },
};

const recognitionRow = pick(recognitions, 'id', 'level');
const recognitionFacts = {
  firm: required(fact('id', 'applicant', '企业', 'firm')), appliedOn,
  recognitions: list(recognitionRow, text('认定', 'recognitions'), text('认定', 'recognition'), { unique: ['id'] }),
} as const;
type Recognized = KnownFacts<typeof recognitionFacts>;
type Recognition = KnownFacts<typeof recognitionRow> & { readonly appliedOn?: string };
const highest: Formula<Recognized> = {
  nature: () => 'determinate',
  evaluate: (_facts, { rows, base, law }) => {
    // Of rows that are not known none may be, or one of the highest level.
    const unlisted = mapSpan(base, (a) => minOf(a, rows.length > 0 ? ZERO : law.parameter('E3.1.state').decimal));
    const span = rows.filter((r) => r.status !== 'ineligible').map((r) => r.span).reduce((a, b) => between(maxOf(a.lo, b.lo), maxOf(a.hi, b.hi)), unlisted);
    return { capped: span, stages: [money('highest', 'E3.1', text('最高一级', 'the highest level'), span)], capBinding: false, missing: [] };
  },
};
export const recognition: Measure<Recognized, Recognition> = {
  id: 'recognition-award', code: 'A', article: 3, clause: 'E3.1', kind: 'firm', title: text('认定奖励', 'recognition award'),
  subject: 'firm', source: { group: 'recognitions', by: 'firm', join: 'firm' }, payee: { kind: 'enterprise', fact: 'firm' },
  facts: recognitionFacts, datedBy: 'appliedOn', parameters: ['E3.1.state', 'E3.1.province', 'E3.1.city'], conditions: [],
  rows: {
    fact: 'recognitions', inherits: ['appliedOn'], conditions: [inForce],
    value: ({ level }, law, locate) => {
      const p = (id: string): Dec => law.parameter(`E3.1.${id}`).decimal;
      return level === undefined ? { span: between(p('city'), p('state')), missing: [locate('level')] } : { span: exactly(p(level)) };
    },
  },
  formula: highest, pays: { as: 'once', clause: 'E3.1' },
};

const matchFacts = { line: lineId, ...pick(lines, 'appliedOn', 'cityAward') } as const;
export const matching: Measure<KnownFacts<typeof matchFacts>> = {
  ...ofLine, id: 'matching', code: 'M', article: 4, clause: 'E4.1', title: text('市级奖补配套', 'matching of the city award'), facts: matchFacts,
  parameters: ['E4.1.rate', 'E4.1.cap'], conditions: [inForce],
  formula: percentage({ base: (facts, { locate }) => amountOf(facts, 'cityAward', locate), rate: 'E4.1.rate', cap: 'E4.1.cap' }),
  pays: { as: 'once', clause: 'E4.1' },
};

const ofYear = { firm: required(fact('id', 'applicant', '企业', 'firm')), year: required(fact('year', 'applicant', '年度', 'year')) } as const;
const rentRow = pick(rents, 'id', 'monthly', 'months');
const rentFacts = { ...ofYear, rents: list(rentRow, text('租约', 'leases'), text('租约', 'lease'), { unique: ['id'] }) } as const;
export const rent: Measure<KnownFacts<typeof rentFacts>, KnownFacts<typeof rentRow> & { readonly year: number }> = {
  id: 'rent-subsidy', code: 'H', article: 5, clause: 'E5.1', kind: 'firm', title: text('厂房租金补贴', 'rent subsidy'),
  subject: 'firm', source: { group: 'rents', by: 'firm', year: 'year', join: 'firm' }, payee: { kind: 'enterprise', fact: 'firm' },
  facts: rentFacts, datedBy: 'year', parameters: ['E5.1.rate', 'E5.1.cap'], conditions: [],
  rows: {
    fact: 'rents', inherits: ['year'], conditions: [yearInForce],
    value: (row, _law, locate) => ({
      span: row.months === 0 ? NOTHING : row.monthly === undefined ? ANY_AMOUNT : row.months === undefined ? { lo: ZERO, hi: row.monthly.times(12) } : exactly(row.monthly.times(Math.min(row.months, 12))),
      missing: unstated(row, ['monthly', 'months'], locate),
    }),
  },
  formula: percentage({ rate: 'E5.1.rate', cap: 'E5.1.cap' }), pays: { as: 'once', clause: 'E5.1' },
};

const talentRow = pick(talents, 'id', 'confirmed');
const talentFacts = { ...ofYear, talents: list(talentRow, text('人才', 'talents'), text('人才', 'talent'), { unique: ['id'] }) } as const;
export const talent: Measure<KnownFacts<typeof talentFacts>, KnownFacts<typeof talentRow> & { readonly year: number }> = {
  id: 'talent-subsidy', code: 'T', article: 6, clause: 'E6.1', kind: 'firm', title: text('人才补贴', 'talent subsidy'),
  subject: 'firm', source: { group: 'talents', by: 'firm', year: 'year', join: 'firm' }, payee: { kind: 'enterprise', fact: 'firm' },
  facts: talentFacts, datedBy: 'year', parameters: ['E6.1.each', 'E6.1.heads'], conditions: [],
  rows: {
    fact: 'talents', inherits: ['year'],
    conditions: [yearInForce, isTrue('confirmed', 'E6.1', 'confirmed', text('经认定', 'confirmed'))],
    value: (_row, law) => ({ span: exactly(law.parameter('E6.1.each').decimal) }),
  },
  formula: {
    nature: () => 'determinate',
    evaluate: (_facts, { base, law }) => {
      const limit = law.parameter('E6.1.each').decimal.times(law.parameter('E6.1.heads').value);
      const capped = mapSpan(base, (a) => minOf(a, limit));
      return { capped, capBinding: base.lo.cmp(limit) > 0, missing: [], stages: [...(isCertain(base) ? [money('product', 'E6.1', text('人数×每人补贴', 'heads × subsidy'), base)] : []), money('cap', 'E6.1', STAGES.cap, capped)] };
    },
  },
  pays: { as: 'once', clause: 'E6.1' },
};

const growthFacts = { firm: ofYear.firm, year: ofYear.year, growth: growths.growth } as const;
type Growth = KnownFacts<typeof growthFacts>;
const grew: Condition<Growth> = {
  id: 'growth', clause: 'E7.1', label: text('营业收入增速达到门槛', 'growth reaches the threshold'), facts: ['growth'],
  test: ({ growth }, law, locate) => {
    const least = law.parameter('E7.1.growth');
    if (growth === undefined) return unknown(least.value, [locate('growth')]);
    const value = growth.over.div(growth.under);
    return whether(value.cmp(least.decimal) >= 0, least.value, value.toFixed());
  },
};
export const growth: Measure<Growth> = {
  id: 'growth-reward', code: 'G', article: 7, clause: 'E7.1', kind: 'firm', title: text('增长奖励', 'growth reward'),
  subject: 'firm', source: { each: 'growths', id: 'firm', year: 'year' }, payee: { kind: 'enterprise', fact: 'firm' },
  facts: growthFacts, datedBy: 'year', parameters: ['E7.1.growth', 'E7.1.high', 'E7.1.amount', 'E7.1.more'], conditions: [yearInForce, grew],
  formula: {
    nature: () => 'determinate',
    evaluate: ({ growth: g }, { law, locate }) => {
      const [low, high] = [law.parameter('E7.1.amount').decimal, law.parameter('E7.1.more').decimal];
      const span = g === undefined ? between(low, high) : exactly(g.over.div(g.under).cmp(law.parameter('E7.1.high').decimal) >= 0 ? high : low);
      return { capped: span, stages: [money('fixed', 'E7.1', STAGES.fixed, span)], capBinding: false, missing: g === undefined ? [locate('growth')] : [] };
    },
  },
  pays: { as: 'once', clause: 'E7.1' },
};

const firstFacts = { first: required(fact('id', 'applicant', '首台套', 'first set')), ...pick(firsts, 'appliedOn', 'price', 'others') } as const;
type First = KnownFacts<typeof firstFacts>;
const priced = percentage<First>({ base: (facts, { locate }) => amountOf(facts, 'price', locate), rate: 'E8.1.rate', cap: 'E8.1.cap' });
export const first: Measure<First> = {
  id: 'first-set', code: 'S', article: 8, clause: 'E8.1', kind: 'first', title: text('首台套补助', 'first-set subsidy'),
  subject: 'first', source: { each: 'firsts', id: 'id' }, payee: { kind: 'enterprise', fact: 'firm' },
  facts: firstFacts, datedBy: 'appliedOn', parameters: ['E8.1.rate', 'E8.1.cap'], conditions: [inForce],
  formula: {
    ...priced,
    derives: { ...priced.derives, net: { as: 'difference', of: ['cap', 'deduction'] } },
    evaluate: (facts, input) => {
      const { linear: _l, ...whole } = priced.evaluate(facts, input);
      const others = amountOf(facts, 'others', input.locate);
      const net = minusToZero(whole.capped, others.span);
      const shown = others.missing.length > 0 ? [] : [money('deduction', 'E8.1', text('扣减上级补助', 'paid by others'), others.span)];
      return { ...whole, capped: net, stages: [...whole.stages, ...shown, money('net', 'E8.1', text('扣减后', 'after deduction'), net)], missing: [...whole.missing, ...others.missing] };
    },
  },
  pays: { as: 'once', clause: 'E8.1' },
};

const pilotFacts = { pilot: required(fact('id', 'applicant', '试点', 'pilot')), ...pick(pilots, 'appliedOn', 'chosen', 'award', 'years') } as const;
type Pilot = KnownFacts<typeof pilotFacts>;
const third = (n: number) => ratio(new Dec(Math.min(n, 3)), new Dec(3));
const byYears: ByYear<Pilot & { paidOut?: Dec }> = {
  as: 'years', clause: 'E9.1', settledBy: 'E9.1', share: 'E9.1.share', facts: pick(pilots, 'paidOut'), paid: 'paidOut',
  total: ({ award }, law) => (award === undefined ? { lo: ZERO, hi: law.parameter('E9.1.cap').decimal } : exactly(minOf(award, law.parameter('E9.1.cap').decimal))),
  years: ({ years }, _law, locate) => years === undefined ? undefined : [...years].sort((a, b) => a.year - b.year).map((y, i, all) => ({
    year: y.year, listed: true, counts: true, passed: y.passed,
    // A year that failed is lost, and those after it are not moved up.
    progress: { lo: third(all.slice(0, i).filter((e) => e.passed === true).length + 1), hi: third(all.slice(0, i).filter((e) => e.passed !== false).length + 1) },
    missing: y.passed === undefined ? [`${locate('years')}[${years.indexOf(y)}].passed`] : [],
  })),
  evaluations: 'years',
  outcome: ({ years = [] }) => (years.some((y) => y.passed === false) ? 'failed' : years.length === 0 || years.some((y) => y.passed === undefined) ? 'open' : 'passed'),
  keeps: () => true,
  completed: ({ years = [] }) => years.length >= 3 && years.every((y) => y.passed === true),
  inForce: () => true,
};
export const pilot: Measure<Pilot> = {
  id: 'pilot-award', code: 'Y', article: 9, clause: 'E9.1', kind: 'pilot', title: text('试点奖励', 'pilot award'),
  subject: 'pilot', source: { each: 'pilots', id: 'id' }, payee: { kind: 'enterprise', fact: 'firm' },
  facts: pilotFacts, datedBy: 'appliedOn', parameters: ['E9.1.cap', 'E9.1.share'],
  conditions: [inForce, isTrue('chosen', 'E9.1', 'chosen', text('承担试点', 'carries the pilot'))],
  formula: assessedWithin({ fact: 'award', cap: 'E9.1.cap' }), pays: byYears as never,
};

export const declaration: PolicyDeclaration = {
  ...lawSource(parameters, choicesOf(readings), () => false),
  readings, id: 'second-district', version: '2026-01-01', textSha256: '1'.repeat(64), sentences,
  period: { from: 'F2.from', to: 'F2.to', earliest: 'F2.from', applied: 'appliedOn' },
  facts: caseFacts,
  payer: 'district',
  relations: { implied: [], within: [], shares: [], contradictions: [], slips: [] },
  measures: [line, robots, recognition, matching, rent, talent, growth, first, pilot] as unknown as PolicyDeclaration['measures'],
  bundles: {},
  overlap: {
    clause: 'F1',
    relation: (a, b, chosen) => ([a, b].sort().join('') === 'LR' && chosen['sameInput'] === 'one' ? 'same-input' : 'different-input'),
    byPart: () => true,
    strict: { sameInput: 'one' },
  },
  warnings: () => [],
  kinds: { line: text('产线', 'line'), firm: text('企业', 'firm'), first: text('首台套', 'first set'), pilot: text('试点', 'pilot') },
  answerers: { firm: text('企业', 'the firm'), office: text('区经信局', 'the district office') },
  responsibilities: [1, 2, 3, 4, 5, 6, 7, 8, 9].map((article) => ({ article, clause: `E${article}.1`, lead: ['区经信局'], cooperating: ['区财政局'] })),
};
export const secondDistrict: Policy = definePolicy(declaration);


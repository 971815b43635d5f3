/** Explanations: every step counted again from what is printed, pages that are well formed whatever the ids hold, any policy. */
import { Decimal } from 'decimal.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assess, amendPolicy, chengdu2025 } from '../../src/index.js';
import { assessUnder } from '../../src/assess/assess.js';
import { explainUnder } from '../../src/report/index.js';
import { type ExplainOptions, explain, render, timeline, waterfall } from '../../src/words.js';
import { nowOf } from '../../src/report/payments.js';
import { Teller } from '../../src/report/teller.js';
import { changed, places } from '../support/broken.js';
import { caseWithGaps, completeCase } from '../support/cases.js';
import { holding } from '../support/holding.js';
import { toyCase, toyDistrict } from '../support/toy-district.js';

const partialCase = caseWithGaps.map((c) => c.partial);

const D = Decimal.clone({ defaults: true, precision: 80, toExpPos: 90, toExpNeg: -90 });
const LANGUAGES = ['zh', 'en'] as const;
const UNITS = ['yuan', 'wan'] as const;

// ---- counting again ------------------------------------------------------------------------------------

/** A printed figure: exact, as a quotient; two where it is a range. */
interface Printed {
  readonly lo: Quotient;
  readonly hi: Quotient;
}
type Quotient = readonly [over: Decimal, under: Decimal];

function figureOf(words: string): Printed {
  const inner = words.replace(/^[（(]|[）)]$/g, '').trim();
  const [a = '', b = a] = inner.split(/至| to /);
  const one = (s: string): Quotient => {
    const plain = s.replace(/[,\s\u2007\u2008]/g, '');
    const [, over = '', sign, under] = /^(\d+(?:\.\d+)?)(?:([÷/%])(\d*))?$/.exec(plain) ?? [];
    if (over === '') throw new Error(`no figure: "${words}"`);
    return sign === '%' ? [new D(over), new D(100)] : [new D(over), new D(under === undefined || under === '' ? 1 : under)];
  };
  return { lo: one(a), hi: one(b) };
}

const product = (a: Quotient, b: Quotient): Quotient => [a[0].times(b[0]), a[1].times(b[1])];
const less = (a: Quotient, b: Quotient): Quotient => {
  const over = a[0].times(b[1]).minus(b[0].times(a[1]));
  return [over.s < 0 ? new D(0) : over, a[1].times(b[1])];
};
const isLess = (a: Quotient, b: Quotient): boolean => a[0].times(b[1]).lt(b[0].times(a[1]));
const same = (a: Quotient, b: Quotient): boolean => a[0].times(b[1]).eq(b[0].times(a[1]));

interface Row {
  readonly label: string;
  readonly how: string;
  readonly figure: string;
}
interface Table {
  readonly title: string;
  readonly rows: readonly Row[];
}

const unescaped = (html: string): string => html.replace(/<[^>]*>/g, '').replace(/&#(\d+);/g, (_all, code: string) => String.fromCharCode(Number(code)));

/** The tables of figures of each card of a page. */
const cardsOf = (html: string): Table[][] =>
  html.split('<section').slice(1).map((card) => [...card.matchAll(/<h4>([^<]*)<\/h4>\s*<table class="figures"><tbody>(.*?)<\/tbody>/gs)].map(([, title = '', body = '']) => ({
    title,
    rows: [...body.matchAll(/<th scope="row">(.*?)<\/th><td>(.*?)<\/td>/gs)].map(([, head = '', value = '']) => ({
      label: unescaped(head.replace(/<span.*$/s, '')),
      how: unescaped(/<span class="how">(.*?)<\/span>/s.exec(head)?.[1] ?? ''),
      figure: unescaped(value).replace(/^(?:最高|up to )/, '').replace(/(?:万?元|(?: × 10,000)? yuan)$/, ''),
    })),
  })));

/** Counts the steps of one page again; gives how many it could. */
function recount(html: string, unit: 'yuan' | 'wan'): number {
  const fen = unit === 'wan' ? 6 : 2;
  let counted = 0;
  for (const tables of cardsOf(html)) {
    const seen: Printed[] = [];
    let items: Printed[] = [];
    for (const { title, rows } of tables) {
      const own: Printed[] = [];
      for (const { label, how, figure } of rows) {
        if (/^(?:待定|open)$/.test(figure)) continue;
        const printed = figureOf(figure);
        const expected = again(how, seen, items, fen);
        if (expected !== undefined) {
          counted += 1;
          const at = `${label}: ${how} = ${figure}`;
          expect(same(expected.lo, printed.lo) && same(expected.hi, printed.hi), at).toBe(true);
        }
        own.push(printed);
        seen.push(printed);
      }
      if (/^(?:明细|rows)$/.test(title)) items = own;
    }
  }
  return counted;
}

/** What the words of a step give; undefined where it is stated. Each operand must stand above it. */
function again(how: string, seen: readonly Printed[], items: readonly Printed[], fen: number): Printed | undefined {
  const last = seen.at(-1);
  const above = (words: string): Printed => {
    const found = figureOf(words);
    expect(seen.some((s) => same(s.lo, found.lo) && same(s.hi, found.hi)), `${words} stands above`).toBe(true);
    return found;
  };
  const held = /^取(.+)与上限(.+)中较低者$/.exec(how) ?? /^the lower of (.+) and the cap of (.+)$/.exec(how);
  if (held !== null) {
    const [a, cap] = [above(held[1] as string), figureOf(held[2] as string)];
    const lower = (x: Quotient): Quotient => (isLess(cap.hi, x) ? cap.hi : x);
    return { lo: lower(a.lo), hi: lower(a.hi) };
  }
  const part = /^(.+) × (.+?)[（(].*[）)](?:，不足一分舍去|, rounded down to the fen)$/.exec(how);
  if (part !== null) {
    const { hi } = figureOf(part[1] as string);
    const [over, under] = product(hi, figureOf(part[2] as string).hi);
    const down: Quotient = [over.div(under).toDecimalPlaces(fen, Decimal.ROUND_DOWN), new D(1)];
    return { lo: down, hi: down };
  }
  const round = /^(.+) (四舍五入至分|不足一分舍去|rounded half up to the fen|rounded down to the fen)$/.exec(how);
  if (round !== null) {
    const a = above(round[1] as string);
    const mode = /不足一分舍去|down/.test(round[2] as string) ? Decimal.ROUND_DOWN : Decimal.ROUND_HALF_UP;
    const to = ([over, under]: Quotient): Quotient => [over.div(under).toDecimalPlaces(fen, mode), new D(1)];
    return { lo: to(a.lo), hi: to(a.hi) };
  }
  const times = /^(.+) × (.+)$/.exec(how);
  if (times !== null) {
    const [a, b] = [above(times[1] as string), above(times[2] as string)];
    return { lo: product(a.lo, b.lo), hi: product(a.hi, b.hi) };
  }
  const minus = /^(.+) − (.+)$/.exec(how);
  if (minus !== null) {
    const [a, b] = [figureOf(minus[1] as string), figureOf(minus[2] as string)];
    return { lo: less(a.lo, b.hi), hi: less(a.hi, b.lo) };
  }
  if (/^(?:明细合计|sum of the rows)$/.test(how)) {
    const sum = (end: 'lo' | 'hi'): Quotient => [items.reduce((total, i) => total.plus(i[end][0]), new D(0)), new D(1)];
    return { lo: sum('lo'), hi: sum('hi') };
  }
  if (/下限为零$|from nothing$/.test(how)) return { lo: [new D(0), new D(1)], hi: (last as Printed).hi };
  expect(how, 'words that are no calculation').toMatch(/^(?:|在组合中|in the combination)$/);
  return undefined;
}

describe('every step of every explanation', () => {
  const READINGS = fc.constantFrom(
    {}, { rounding: 'down-fen' }, { leaseBasis: 'time-weighted-principal' }, { leaseBasis: 'time-weighted-principal', leaseDayCount: 'act-365' },
    { leaseWithInvestmentSubsidy: 'stack', completionDeduction: 'from-cap' }, { demonstrationTotalBound: 'one-million', parkFailedYear: 'claw-back' },
  );

  it.each([['complete', completeCase], ['partial', partialCase]] as const)('counts again from the printed figures, in both languages and units: %s cases', (_name, cases) => {
    let counted = 0;
    fc.assert(fc.property(cases as fc.Arbitrary<object>, READINGS, (caseFile, readings) => {
      const a = assess(caseFile as never, { readings: readings as never });
      for (const lang of LANGUAGES) for (const unit of UNITS) counted += recount(explain(a, { lang, unit, caseFile, format: 'html' }), unit);
    }), { numRuns: 60 });
    expect(counted).toBeGreaterThan(500);
  });

  it('tells a third of a sum, and a year in days, as quotients', () => {
    const project = { id: 'P', owner: 'E', filingDate: '2024-09-01', technicalUpgrade: true, newType: true, nationalDemonstration: false, equipmentInvestment: '300000000' };
    const consortium = { id: 'C', leader: 'E', directSuppliers: 10, nationalPilotTask: true, benchmarkTaskBookSigned: true, projects: ['P'], accepted: true, settlementFactor: '1/7', advancesPaid: '0' };
    const lease = { id: 'L', lessee: 'E', project: 'P', year: 2025, lesseeIsIndustrial: true, mode: 'direct', principal: '1000000', start: '2025-03-02' };
    const a = assess({ applicationDate: '2025-06-01', projects: [project], consortia: [consortium], leases: [lease] } as never,
      { readings: { leaseBasis: 'time-weighted-principal', leaseDayCount: 'act-365', leaseWithInvestmentSubsidy: 'stack' } });
    const page = explain(a, { width: 200 });
    // 15 % of 3亿 is 4,500万, held to 3,000万; a seventh of it has no end as a decimal.
    expect(page).toMatch(/乘结算系数后：30,000,000\.00 × （1\/7） +30,000,000\.00 ÷ 7 *元/);
    expect(page).toMatch(/舍入至分：（30,000,000\.00 ÷ 7） 四舍五入至分 +4,285,714\.29元/);
    // From 2 March 305 days are left of 365: 1,000,000 × 305 ÷ 365 is 61,000,000 ÷ 73.
    expect(page).toMatch(/计算基数 +61,000,000\.00 ÷ 73 *元/);
    expect(page).not.toMatch(/\.\d{7}/);
  });
});

describe('what is payable now over several awards', () => {
  /** Of the whole case, and of each payee. */
  const now = (caseFile: object) => {
    const a = assess(caseFile as never);
    const t = new Teller(chengdu2025, a, 'zh', 'yuan', caseFile);
    const of = (keys: readonly string[], totals: readonly { readonly min: string; readonly max: string }[]) => {
      const { min, max } = nowOf(t, keys, totals as never);
      return { min: new D(min), max: new D(max), most: totals.reduce((sum, r) => sum.plus(r.max), new D(0)) };
    };
    const payees = [...new Set(a.determinations.map((d) => d.payee))];
    const owned = (payee: string) => a.determinations.filter((d) => d.payee === payee && a.selection.chosen.includes(d.key)).map((d) => d.key);
    return { robust: a.selection.robust, sums: [of(a.selection.chosen, [a.selection.total]), ...payees.map((p) => of(owned(p), a.byPayee.filter((b) => b.id === p).map((b) => b.total)))] };
  };

  it('is never above the total, and holds what it comes to once the facts are known', () => {
    holding({ 'a choice that stands': 0.5 }, (given) => fc.assert(fc.property(caseWithGaps, ({ whole, partial }) => {
      const [open, known] = [now(partial), now(whole)];
      for (const { min, max, most } of open.sums) expect(max.lte(most) && min.lte(max), `${min}..${max} of ${most}`).toBe(true);
      if (!given('a choice that stands', open.robust)) return;
      open.sums.forEach(({ min, max }, i) => {
        const { min: from, max: to } = known.sums[i] as (typeof open.sums)[number];
        expect(min.lte(from) && to.lte(max), `${from}..${to} in ${min}..${max}`).toBe(true);
      });
    }), { numRuns: 200 }));
  });
});

// ---- pages ---------------------------------------------------------------------------------------------

const HOSTILE = ['<script>alert(1)</script>', '"><img src=x onerror=alert(1)>', "' onmouseover='x", '&lt;b&gt;', ']]></style><svg/onload=1>', '| a | b |\n# h\n- x', '`code` **b** [l](javascript:x)', '\u001b[2J\u202e', '=1+1', '../..', '至', '__proto__'];
const hostileCase = {
  applicationDate: '2025-06-01',
  projects: HOSTILE.map((id, i) => ({ id, owner: `${id}${id}`, filingDate: '2024-09-01', technicalUpgrade: true, newType: i % 3 !== 0, pilotIndustry: true, nationalDemonstration: false, inIndustrialStatistics: true, totalInvestment: '30000000', ...(i % 2 === 0 && { equipmentInvestment: '20000000.01' }) })),
  loans: HOSTILE.map((id) => ({ id, borrower: id, project: id, year: 2025 })),
  parks: HOSTILE.map((id) => ({ id })),
};

const toyLike = {
  applicationDate: '2025-06-01',
  projects: [{ id: 'P', owner: 'E', filingDate: '2024-09-01', newType: true, pilotIndustry: true, nationalDemonstration: false, totalInvestment: '50000000', equipmentInvestment: '40000000' }],
  loans: [{ id: 'L', borrower: 'E', project: 'P', year: 2025 }], parks: [{ id: 'K' }],
};

const VOID = new Set(['meta', 'path', 'rect', 'circle', 'br']);

/** The elements of a page; throws where one is not closed in its turn. */
function elementsOf(html: string): string[] {
  const open: string[] = [];
  const names: string[] = [];
  for (const [, close, name = '', rest = ''] of html.replace(/^<!doctype html>/, '').replace(/<style>.*?<\/style>/s, '').matchAll(/<(\/?)([a-zA-Z][a-zA-Z0-9]*)((?:\s+[a-zA-Z-]+(?:="[^"<>]*")?)*\s*\/?)>/g)) {
    if (close === '/') expect(open.pop(), html.slice(0, 50)).toBe(name);
    else {
      names.push(name);
      if (!VOID.has(name) && !rest.endsWith('/')) open.push(name);
    }
  }
  expect(open).toEqual([]);
  // Whatever else begins like an element was said by somebody.
  const plain = html.replace(/<style>.*?<\/style>/s, '').replace(/^<!doctype html>/, '').replace(/<\/?[a-zA-Z][a-zA-Z0-9]*(?:\s+[a-zA-Z-]+(?:="[^"<>]*")?)*\s*\/?>/g, '');
  expect(plain).not.toMatch(/[<>]/);
  return names;
}

const DOCUMENTS: readonly NonNullable<ExplainOptions['document']>[] = ['explanation', 'sheet', 'notice'];

describe('a page', () => {
  for (const document of DOCUMENTS) {
    for (const lang of LANGUAGES) {
      it(`is well formed and harmless whatever the ids hold: ${document}, ${lang}`, () => {
        const html = explain(assess(hostileCase as never), { document, lang, format: 'html', caseFile: hostileCase });
        const names = new Set(elementsOf(html));
        for (const name of ['script', 'img', 'iframe', 'link', 'object', 'a', 'form', 'input']) expect(names).not.toContain(name);
        // Attributes stand in tags only, and all of them are the page's own.
        for (const [, tag = ''] of html.matchAll(/<([a-z][^<>]*)>/gi)) expect(tag).not.toMatch(/\s(?:on\w+|src|href|action|srcdoc)=/i);
        expect(html).not.toMatch(/url\(|@import|[\u001b\u202e]/);
        expect(html).toContain(lang === 'zh' ? '不是审批决定' : 'not a decision');
      });
    }

    it(`says in text and Markdown nothing but itself: ${document}`, () => {
      const a = assess(hostileCase as never);
      expect(explain(a, { document, caseFile: hostileCase })).not.toMatch(/[\u001b\u202e]|undefined|\[object|NaN/);
      const markdown = explain(a, { document, format: 'markdown', caseFile: hostileCase });
      expect(markdown).not.toMatch(/(?<!\\)<script|(?<!\\)\[l\](?=\()|^# h$|undefined|\[object|NaN/m);
    });
  }

  it('in Markdown marks nothing that means itself, and begins no list that nobody meant', () => {
    // A mark stays visible before anything but a sign of ASCII.
    const stray = /\\(?![!-/:-@[-`{-~])/;
    fc.assert(fc.property(partialCase as fc.Arbitrary<object>, fc.constantFrom(...LANGUAGES), fc.constantFrom(...UNITS), (caseFile, lang, unit) => {
      for (const document of DOCUMENTS) expect(explain(assess(caseFile as never), { document, lang, unit, format: 'markdown', caseFile })).not.toMatch(stray);
    }), { numRuns: 30 });
    const ids = ['3. x', '3) x', '3.5', '- x', '    x'];
    const caseFile = { applicationDate: '2025-06-01', projects: ids.map((id) => ({ id, owner: 'E', filingDate: '2024-09-01', newType: true, totalInvestment: '5000000' })) };
    const markdown = explain(assess(caseFile as never), { lang: 'en', unit: 'wan', format: 'markdown', caseFile });
    expect(markdown).toContain('| project 3.5 | 0 to 10 × 10,000 yuan |');
    expect(markdown).toContain('## 1. The result');
    const missing = explain(assess(caseFile as never), { document: 'notice', format: 'markdown', caseFile });
    for (const begins of ['- 3\\. x', '- 3\\) x', '- 3.5', '- \\- x', '- x']) expect(missing).toContain(`\n${begins}的`);
    expect(missing + markdown).not.toMatch(stray);
  });

  it('may part a range between its ends and nowhere else, and has one total at its end', () => {
    const of = (digits: string, unit: string, lead?: string) => render({ lang: 'zh', title: 't', blocks: [{ is: 'table', head: ['a'], rows: [], foot: [{ digits, unit, ...(lead && { lead }) }] }] }, { format: 'html' });
    expect(of('0.00至7.00', '元')).toContain('<span class="n"><span>0.00至</span><span>7.00<small>元</small></span></span>');
    expect(of('0.00 to 7.00', ' yuan')).toContain('<span class="n"><span>0.00 to</span> <span>7.00<small> yuan</small></span></span>');
    expect(of('7.00', '元', '最高')).toContain('<span class="n"><small>最高</small><span>7.00<small>元</small></span></span>');
    expect(of('7.00', '元')).toMatch(/\.wide tfoot\{display:table-row-group\}[\s\S]*<tfoot>/);
  });

  it('in Markdown says what belongs to a figure in its own row', () => {
    const figure = { digits: '1.00', unit: '元' };
    const rows = [{ label: 'a|b', figure, note: 'why' }, { label: 'c', figure, how: '0.5 × 2' }];
    const of = (blocks: Parameters<typeof render>[0]['blocks'], lang: 'zh' | 'en' = 'zh') => render({ lang, title: 't', blocks }, { format: 'markdown' });
    expect(of([{ is: 'figures', rows }])).toBe('# t\n\n| 项目 | 算式 | 说明 | 数额 |\n| --- | --- | --- | ---: |\n| a\\|b |  | why | 1.00元 |\n| c | 0.5 × 2 |  | 1.00元 |\n');
    expect(of([{ is: 'figures', rows: rows.slice(0, 1) }], 'en')).toContain('| Item | Note | Figure |\n');
  });

  it('keeps to its width, and begins no line with a mark that closes something', () => {
    // A letter to a name of 128 characters, and emoji, which a terminal draws two columns wide.
    const owners = ['测'.repeat(128), 'x '.repeat(64).trim(), '✅⭐☕', '（全角）【括号】〔六〕'];
    const wide = { ...hostileCase, projects: [...hostileCase.projects, ...owners.map((owner) => ({ id: owner, owner, filingDate: '2024-09-01', newType: true }))] };
    for (const caseFile of [hostileCase, wide]) for (const document of DOCUMENTS) for (const width of [60, 80, 132]) {
      const text = explain(assess(caseFile as never), { width, document, caseFile });
      for (const line of text.split('\n')) {
        expect([...line].reduce((n, c) => n + (/[\u2e80-\uffef✅⭐☕]/u.test(c) ? 2 : 1), 0), line).toBeLessThanOrEqual(width);
        expect(line).not.toMatch(/^ *[，。；：、！？）》」』】〕]/);
      }
    }
  });

  it('has headings of every level between the first and the last, in their order', () => {
    for (const document of DOCUMENTS) {
      const levels = elementsOf(explain(assess(hostileCase as never), { document, format: 'html', caseFile: hostileCase })).flatMap((name) => (/^h\d$/.test(name) ? [Number(name[1])] : []));
      expect(levels[0]).toBe(1);
      levels.forEach((level, i) => expect(level - (levels[i - 1] ?? 0), `${document} ${i}`).toBeLessThanOrEqual(1));
    }
  });

  it('in English says which of its words are Chinese: the title of the policy and its sentences', () => {
    const page = (lang: 'zh' | 'en') => explain(assess(toyLike as never), { lang, format: 'html' });
    expect(page('en')).toMatch(/^<html lang="en">[\s\S]*<h1 lang="zh-CN">成都市/m);
    expect(page('en')).not.toMatch(/<blockquote>/);
    expect(page('zh').split('lang="zh-CN"')).toHaveLength(2);
    expect(render({ lang: 'en', title: 't', blocks: [{ is: 'text', tone: 'quote', text: 'q' }] }, { format: 'html' })).toContain('<h1>t</h1>\n<blockquote>q</blockquote>');
  });

  it('in Markdown makes no link of a name, of those that need no brackets either (GFM)', () => {
    const markdown = (label: string) => render({ lang: 'en', title: 't', blocks: [{ is: 'text', text: label }] }, { format: 'markdown' }).split('\n')[2];
    expect(['www.evil.example', 'WWW.x.example', 'a@b.example', 'http://x'].map(markdown)).toEqual(['www\\.evil.example', 'WWW\\.x.example', 'a\\@b.example', 'http\\://x']);
  });

  // A document may come from a store that somebody else wrote to.
  it('lets nothing out of an attribute or into a terminal, whatever string of an assessment or a document is another', () => {
    const hostile = '"><script>alert(1)</script>\u001b[31m';
    const raw = /<script|\u001b/;
    const a = assess(toyLike as never);
    for (const path of places(a).filter((p) => typeof p.reduce<unknown>((at, step) => (at as Record<string, unknown>)[step], a) === 'string')) {
      const broken = changed(a, path, () => hostile) as never;
      for (const [document, format] of [['explanation', 'html'], ['sheet', 'html'], ['notice', 'html'], ['explanation', 'text']] as const) {
        try {
          expect(explain(broken, { document, format, lang: 'en' }).replace(format === 'text' ? /<script/g : '', ''), path.join('.')).not.toMatch(raw);
        } catch (error) {
          expect(error).toMatchObject({ name: 'InvalidCaseError' });
        }
      }
    }
    const figure = { lead: hostile, digits: hostile, unit: hostile };
    const blocks = [
      { is: 'heading', level: hostile, text: hostile }, { is: 'text', text: hostile, tone: hostile }, { is: 'pairs', lead: '', rows: [[hostile, hostile]] }, { is: 'pairs', rows: [['\u001b', hostile]] },
      { is: 'figures', lead: hostile, rows: [{ label: hostile, how: hostile, note: hostile, figure }] }, { is: 'outcomes', rows: [{ outcome: hostile, word: hostile, items: [hostile] }] },
      { is: 'table', head: [hostile, 'b'], rows: [[hostile, figure]], foot: [hostile, figure] }, { is: 'card', title: hostile, status: hostile, figure, blocks: [] }, { is: 'signature', lines: [hostile] },
    ];
    for (const width of [60, 400]) expect(render({ lang: 'en', title: hostile, blocks } as never, { width })).not.toContain('\u001b');
    for (const block of blocks) expect(render({ lang: 'en', title: hostile, blocks: [block] } as never, { format: 'html' })).not.toMatch(raw);
  });

  it('is the same from the JSON of an assessment, and the same every time', () => {
    const a = assess(hostileCase as never);
    for (const format of ['text', 'markdown', 'html'] as const) expect(explain(JSON.parse(JSON.stringify(a)), { format })).toBe(explain(a, { format }));
  });

  it('is there for a case that holds nothing, and for generated ones in every form', () => {
    const nothing = assess({ applicationDate: '2025-06-01' });
    for (const document of DOCUMENTS) expect(elementsOf(explain(nothing, { document, format: 'html' })).length).toBeGreaterThan(3);
    fc.assert(fc.property(partialCase as fc.Arbitrary<object>, (caseFile) => {
      const a = assess(caseFile as never);
      for (const document of DOCUMENTS) {
        elementsOf(explain(a, { document, format: 'html', lang: 'en', caseFile }));
        for (const said of [explain(a, { document }), explain(a, { document, format: 'markdown', unit: 'wan', caseFile })]) expect(said).not.toMatch(/undefined|\[object|NaN|\.\.\d|true|false/);
      }
    }), { numRuns: 40 });
  });

  it('gives a page or refuses, and soon, whatever number of an assessment is none that the library writes', () => {
    const { whole } = fc.sample(caseWithGaps, { numRuns: 1, seed: 7 })[0] as { whole: object };
    const a = assess(whole as never);
    const numbers = places(a).filter((path) => /^\d+\.\d+$/.test(String(path.reduce<unknown>((at, step) => (at as Record<string, unknown>)[step], a))));
    expect(numbers.length).toBeGreaterThan(50);
    let refused = 0;
    for (const [i, path] of numbers.entries()) {
      const broken = changed(a, path, () => ['1e1000000000', '1e-1000000000', 'Infinity'][i % 3]) as never;
      for (const document of DOCUMENTS) {
        try {
          expect(explain(broken, { document, unit: 'wan', caseFile: whole }).length).toBeLessThan(100_000);
        } catch (error) {
          expect(error).toMatchObject({ name: 'InvalidCaseError', path: 'assessment' });
          refused += 1;
        }
      }
    }
    expect(refused).toBeGreaterThan(numbers.length);
  });

  // The sentence is that of the text; beside it stands what takes the place of its words, from the day from which it does.
  it('tells the words of an amendment beside the sentence that they change', () => {
    const policy = amendPolicy(chengdu2025, { version: '2026-01-01', parameters: { 'A2.3.rate': { value: '0.03', validFrom: '2026-01-01', words: '年利率3%' } } });
    const years = [2025, 2026].map((year) => ({ id: 'L', lessee: 'E', project: 'P', year, lesseeIsIndustrial: true, mode: 'direct', annualAmount: '1000000' }));
    const caseFile = { applicationDate: '2025-06-18', projects: [{ id: 'P', owner: 'E', filingDate: '2024-09-12', newType: true }], leases: years };
    const told = (lang: 'zh' | 'en') => explain(assess(caseFile as never, { policy }), { policy, caseFile, lang, format: 'markdown' });
    const cards = told('zh').split('年利率2.5%');
    expect(cards.map((card) => card.includes('自2026年1月1日起改为“年利率3%”。'))).toEqual([false, false, true]);
    expect(told('en')).toContain('Amended from 1 January 2026 (yearly rate of the lease subsidy): “年利率3%”.');
    expect(explain(assess(caseFile as never), { caseFile })).not.toContain('改为');
  });

  describe('A1.3 as amended is told as amended', () => {
    const project = { id: 'P', owner: 'E', filingDate: '2025-01-01', newType: true, pilotIndustry: false, nationalDemonstration: false, totalInvestment: '400000000', equipmentInvestment: '300000000' };
    const told = (parameters: object, applicationDate = '2026-03-01', sentences: readonly object[] = []) => {
      const policy = amendPolicy(chengdu2025, { version: 'x', parameters, sentences } as never);
      const caseFile = { applicationDate, projects: [project] };
      return explain(assess(caseFile as never, { policy }), { policy, caseFile: caseFile as never, format: 'markdown' });
    };

    it('where its words stand in the sentence for something else: 10 % for other projects, as it says of those of pilot industries', () => {
      const rate = { 'A1.3.rate.other-new-type': { value: '0.10', words: '10%', validFrom: '2026-01-01' } };
      // Three rates stand in the sentence: which of them is another is said, for those of the other classes too.
      expect(told(rate)).toContain('其他新型技术改造项目补助比例自2026年1月1日起改为“10%”。');
      expect(told(rate, '2025-12-31')).not.toContain('改为');
      expect(told({ 'A1.3.rate.other-new-type': { value: '0.10', words: '10%' } })).toContain('自2025年2月2日起改为“10%”。');
    });

    it('where the instrument is not quoted: by the value, because the words of the text no longer state it', () => {
      const text = told({ 'A1.3.cap': { value: '25000000', validFrom: '2026-01-01' } });
      expect(text).toContain('自2026年1月1日起改为不超过25,000,000.00元。');
      expect(told({ 'A1.3.rate.other-new-type': { value: '0.09', validFrom: '2026-01-01' } })).toContain('自2026年1月1日起改为9%。');
    });

    it('where nothing but its bound is another: more than 2000万', () => {
      expect(told({ 'A1.3.threshold': { bound: 'above', validFrom: '2026-01-01' } })).toContain('投资补助投资门槛自2026年1月1日起改为超过20,000,000.00元。');
      expect(told({ 'A1.3.threshold': { bound: 'above', words: '投资超过2000万元', validFrom: '2026-01-01' } })).toContain('自2026年1月1日起改为“投资超过2000万元”。');
    });

    it('where the new words are a sentence of their own', () => {
      const sentence = { id: 'A9.1', kind: 'sentence', text: '单个项目最高补助2500万元。' };
      expect(told({ 'A1.3.cap': { value: '25000000', validFrom: '2026-01-01', words: '最高补助2500万元', clause: 'A9.1' } }, '2026-03-01', [sentence])).toContain('自2026年1月1日起改为“最高补助2500万元”。');
    });

    it('with the day on which it ends, where something else holds after it, and not on the days after', () => {
      const february = { 'A1.3.cap': { value: '25000000', validFrom: '2026-02-01', validTo: '2026-03-31', words: '单个项目最高补助2500万元' } };
      expect(told(february)).toContain('自2026年2月1日起至2026年3月31日改为“单个项目最高补助2500万元”。');
      expect(told(february, '2026-04-01')).not.toContain('改为');
    });

    it('also where a later amendment says it again for other days', () => {
      const nine = { value: '0.09', words: '9%' };
      const first = amendPolicy(chengdu2025, { version: 'x', parameters: { 'A1.3.rate.other-new-type': { ...nine, validFrom: '2026-01-01' } } });
      const policy = amendPolicy(first, { version: 'y', parameters: { 'A1.3.rate.other-new-type': { ...nine, validFrom: '2025-07-01', validTo: '2026-06-30' } } });
      const caseFile = { applicationDate: '2025-08-01', projects: [project] } as never;
      expect(explain(assess(caseFile, { policy }), { policy, caseFile })).toContain('自2025年7月1日起至2026年6月30日改为“9%”。');
    });

    it('not where nothing but its days is said anew', () => {
      expect(told({ 'A1.3.cap': { validFrom: '2026-01-01' } })).not.toContain('改为');
    });
  });

  it('is refused for another version, for what is no assessment, and for options that are none', () => {
    const a = assess({ applicationDate: '2025-06-01' });
    const later = amendPolicy(chengdu2025, { version: '2026-01-01' });
    const refused = (call: () => unknown, path: string): void => expect(call).toThrow(expect.objectContaining({ name: 'InvalidCaseError', path }));
    refused(() => explain(a, { policy: later }), 'assessment.policy.version');
    refused(() => explain(a, { policy: toyDistrict }), 'assessment.policy.id');
    expect(explain(assess({ applicationDate: '2025-06-01' }, { policy: later as never }), { policy: later })).toContain('2026-01-01');
    for (const bad of [undefined, null, 1, [], {}]) expect(() => explain(bad as never)).toThrow(expect.objectContaining({ name: 'InvalidCaseError' }));
    refused(() => explain({ ...a, determinations: undefined } as never), 'assessment.determinations');
    refused(() => explain({ ...a, determinations: [null] } as never), 'assessment');
    refused(() => explain({ ...a, selection: {} } as never), 'assessment');
    refused(() => explain(a, { format: 'pdf' as never }), 'options.format');
    refused(() => explain(a, { document: 'letter' as never }), 'options.document');
    refused(() => explain(a, { width: 1e9 }), 'options.width');
    refused(() => explain(a, { unit: 'fen' as never }), 'options.unit');
  });
});

describe('the pictures', () => {
  it('draw what is certain in full and what is open in outline', () => {
    const svg = waterfall([{ label: '基数', amount: { min: '100.00', max: '100.00' } }, { label: '<b>', amount: { min: '20.00', max: '50.00' } }]);
    elementsOf(svg);
    // 100 is the whole width of 360: 20 are 72, and 30 more are open; from 50 to 100 fell away.
    expect(svg).toMatch(/width="360"[^>]*fill="#3b434d"/);
    expect(svg).toMatch(/x="72" y="60" width="108"[^>]*stroke-dasharray="3 2"/);
    expect(svg).toMatch(/x="180" y="60" width="180"[^>]*fill="none"/);
    expect(svg).toContain('&#60;b&#62;');
    elementsOf(timeline([{ label: '预拨', when: '2025', sums: [{ label: '限额', amount: { min: '0.00', max: '5.00' } }] }, { label: '结算', sums: [] }], { unit: 'wan', lang: 'en' }));
    elementsOf(waterfall([]) + timeline([]));
  });

  // 26 letters and 37 signs do not stand in 360 points at the usual size.
  it('write smaller what a line would not hold, and nothing outside of themselves', () => {
    const sizes = (svg: string) => [...svg.matchAll(/<text [^>]*?y="14"[^>]*?(?:font-size="([\d.]+)")?>([^<]*)</g)].map(([, size = '12', said = '']) => Number(size) * said.length * 0.54);
    const amount = { min: '4932339.35', max: '7364081.40' } as const;
    for (const label of ['final amount at settlement', 'x'.repeat(128)]) {
      for (const svg of [waterfall([{ label, amount }], { lang: 'en', unit: 'wan' }), timeline([{ label, when: 'after acceptance', sums: [] }])]) {
        const widths = sizes(svg);
        expect(widths).toHaveLength(2);
        expect(widths.reduce((sum, w) => sum + w, 0)).toBeLessThan(360);
      }
    }
    expect(waterfall([{ label: '结算核定总额', amount }], { unit: 'wan' })).not.toMatch(/<text[^>]*font-size/);
  });

  it('and a document are refused where they are none', () => {
    const one = { min: '0.00', max: '1.00' } as const;
    const refused = (call: () => unknown, path: string): void => expect(call).toThrow(expect.objectContaining({ name: 'InvalidCaseError', path }));
    refused(() => waterfall([{ label: 'x', amount: { min: 'a' as never, max: '1' } }]), 'bars[0].amount.min');
    refused(() => waterfall([{ label: 1 as never, amount: one }]), 'bars[0].label');
    refused(() => timeline([{ label: 'x', sums: [] }, { label: 'y', sums: [{ label: 'z', amount: { min: '2', max: '1' } }] }]), 'stages[1].sums[0].amount.max');
    refused(() => timeline([], { title: 1 as never }), 'options.title');
    refused(() => render({ lang: 'zh', title: '告知', blocks: [{ is: 'table' } as never] }), 'document');
    refused(() => render({ lang: 'zh', title: '告知', blocks: [] }, { width: 1 }), 'options.width');
  });
});

describe('a policy that the documents have never seen', () => {
  it.each(DOCUMENTS)('has its %s in both languages', (document) => {
    const a = assessUnder(toyDistrict, toyCase);
    for (const lang of LANGUAGES) {
      const html = explainUnder(toyDistrict, a, { document, lang, format: 'html', caseFile: toyCase });
      elementsOf(html);
      if (document === 'explanation') expect(recount(html, 'yuan')).toBeGreaterThan(6);
    }
    // 5 % of 2000万 is held to 50万, of which 20 % may be advanced: 10万, less 5万 paid.
    const page = explainUnder(toyDistrict, a, { width: 160, caseFile: toyCase });
    expect(page).toMatch(/封顶后：取1,000,000\.00与上限500,000\.00中较低者 +500,000\.00元/);
    expect(page).toMatch(/预拨累计上限：500,000\.00 × 20%（进度），不足一分舍去 +100,000\.00元/);
    expect(page).toMatch(/现可预拨：100,000\.00 − 50,000\.00 +50,000\.00元/);
  });
});

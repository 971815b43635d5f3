#!/usr/bin/env node
// @ts-check
/**
 * Writes a form for the case file as one HTML page that needs nothing else. Every field, its name, question, unit, bounds,
 * options and who answers it come from the fact tables of the package; the page makes a case file and sends nothing anywhere.
 *
 *   node examples/form.mjs > form.html
 *   node examples/form.mjs --lang en > form.html
 *   node examples/form.mjs examples/cases/1-enterprise.json > form.html   # and what this case comes to
 */
import { isInvalidCaseError, assess } from 'chengdu-tech-upgrade';
import { measureCatalogue } from 'chengdu-tech-upgrade/measures';
import { textSegments } from 'chengdu-tech-upgrade/policy';
import { facts } from 'chengdu-tech-upgrade/schema';
import { explain, terms } from 'chengdu-tech-upgrade/words';
import { LINES, jsonOf, main, oneFile, optionsOf, refusal, refusalOf, within } from './lib/cli.mjs';
import { SCRIPT, STYLE } from './lib/form-page.mjs';

/** @typedef {import('chengdu-tech-upgrade/schema').FactRecord} FactRecord */
/** @typedef {'zh' | 'en'} Lang */

const HELP = {
  zh: `用法：node examples/form.mjs [案件.json] [选项] > form.html

将案件文件的填报表单写成单个HTML页面。用它填出的案件文件可保存或复制，供测算
使用；页面不向任何地方发送数据。给出案件文件的，下方列出其测算结果。

${LINES.zh.lang}
  --json                   JSON形式的事实表，即表单的来源
${LINES.zh.help}
`,
  en: `Usage: node examples/form.mjs [case.json] [options] > form.html

Writes a form for the case file as one HTML page. It makes a case file to save
or copy, which assess takes, and sends nothing anywhere. With a case file it
shows below what that case comes to.

${LINES.en.lang}
  --json                   the fact tables that it is drawn from, as JSON
${LINES.en.help}
`,
};

const WORDS = {
  zh: {
    note: '未填即未知，既不是“否”，也不是0。本页只在本机生成案件，不上传、不保存；测算结果是估算，不是审批决定。',
    required: '必填', add: '添加', remove: '删除', unknown: '未知', perLine: '每行一个编号', general: '申报',
    event: '尚未发生的不填', measures: '涉及', result: '案件', assessed: '测算结果', save: '保存案件', copy: '复制', copied: '已复制', broken: '尚有必填或写法不符的栏目，已标红。', sound: '各栏写法无误。',
    units: { CNY: '元', ratio: '0至1', day: '', rank: '名', enterprises: '家' },
  },
  en: {
    note: 'What is left empty is unknown, which is neither “no” nor 0. This page makes a case file on this machine; it sends and keeps nothing. An assessment is an estimate, not a decision.',
    required: 'required', add: 'Add: ', remove: 'Remove', unknown: 'not known', perLine: 'one id a line', general: 'application',
    event: 'leave empty what has not happened', measures: 'for', result: 'Case file', assessed: 'Assessment', save: 'Save the case file', copy: 'Copy', copied: 'Copied',
    broken: 'Some fields are required or not written as they should be; they are marked.', sound: 'Every field is written as it should be.',
    units: { CNY: 'yuan', ratio: '0 to 1', day: '', rank: '', enterprises: '' },
  },
};

const ESCAPES = /** @type {Record<string, string>} */ ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' });
/** @param {string} text */
const esc = (text) => text.replace(/[&<>"]/g, (c) => ESCAPES[c] ?? c);
/** Attributes; one that is undefined or false is left out. @param {Record<string, string | number | boolean | undefined>} given */
const attributes = (given) =>
  Object.entries(given).map(([name, value]) => (value === undefined || value === false ? '' : ` ${name}="${value === true ? '' : esc(String(value))}"`)).join('');
/** @param {string} text */
const capital = (text) => text.slice(0, 1).toUpperCase() + text.slice(1);

const CODES = new Map(measureCatalogue.map((m) => [/** @type {string} */ (m.id), m.code]));

/** Draws the facts under one parent, in the order of the tables. */
class Form {
  /** @param {Lang} lang */
  constructor(lang) {
    this.lang = lang;
    this.words = WORDS[lang];
  }

  /** @param {string} parent */
  under(parent) {
    return facts.filter((f) => f.parent === parent);
  }

  /** @param {string | undefined} result the explanation of a case, a page of its own */
  page(result) {
    const { lang, words } = this;
    const title = textSegments.find((s) => s.kind === 'title')?.text ?? '';
    const own = this.under('$');
    const heading = capital(words.general);
    const general = own.filter((f) => f.kind === 'fact').map((f) => this.field(f)).join('');
    return `<!doctype html>
<html lang="${lang === 'zh' ? 'zh-CN' : 'en'}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${esc(words.result)} · ${esc(title)}</title><style>${STYLE}</style></head>
<body><form id="form" data-box novalidate><header><h1>${esc(title)}</h1><p>${esc(words.note)}</p></header>
<section><h2>${esc(heading)}</h2><div class="fields">${general}</div></section>
${own.filter((f) => f.kind !== 'fact').map((f) => `<section>${this.field(f)}</section>`).join('\n')}
</form><section id="result"><h2>${esc(words.result)}</h2><p id="state" role="status"></p>
<p class="buttons"><button type="button" id="save">${esc(words.save)}</button><button type="button" id="copy" data-done="${esc(words.copied)}">${esc(words.copy)}</button></p>
<pre id="case"></pre></section>
${result === undefined ? '' : `<section id="assessed"><iframe title="${esc(words.assessed)}" srcdoc="${esc(result)}"></iframe></section>\n`}<script>(${SCRIPT})(${JSON.stringify({ broken: words.broken, sound: words.sound })})</script></body></html>
`;
  }

  /** @param {FactRecord} f @returns {string} */
  field(f) {
    if (f.kind === 'list') return this.list(f);
    if (f.kind === 'group') {
      const hint = f.isEvent === true ? ` <small>${esc(this.words.event)}</small>` : '';
      const inner = this.under(f.path).map((one) => this.field(one)).join('');
      return `<fieldset data-property="${f.property}" data-kind="group" data-path="${f.path}" data-box><legend>${esc(capital(f.name[this.lang]))}${hint}</legend><div class="fields">${inner}</div></fieldset>`;
    }
    const { required, unknown } = this.words;
    const name = `${esc(capital(f.name[this.lang]))}${f.required ? `<b>${esc(required)}</b>` : ''}`;
    const unit = f.unit === undefined ? '' : this.words.units[f.unit];
    const control = f.type === 'boolean' || f.type === 'choice' ? this.select(f, unknown) : this.input(f);
    return `<label class="field" data-path="${f.path}"><span class="name">${name}</span><span class="control">${control}${unit === '' ? '' : `<i>${esc(unit)}</i>`}</span>${this.help(f)}</label>`;
  }

  /** The question, who answers it, the sentences and the measures that need it. @param {FactRecord} f */
  help(f) {
    const { lang, words } = this;
    const codes = f.measures.map((m) => CODES.get(m) ?? m);
    const about = [f.source?.name[lang], f.clauses.join(' '), codes.length === 0 ? '' : `${words.measures} ${codes.join(' ')}`].filter((part) => part !== undefined && part !== '');
    const question = f.question === undefined ? '' : `<span class="ask">${esc(capital(f.question[lang]))}</span>`;
    const format = f.kind === 'ids' ? `<span class="ask">${esc(words.perLine)}</span>` : '';
    return `${question}${format}<span class="about">${about.map((part) => `<span>${esc(capital(String(part)))}</span>`).join('')}</span>`;
  }

  /** Yes, no and not known are three answers. @param {FactRecord} f @param {string} unknown */
  select(f, unknown) {
    const options = f.options ?? Object.entries(terms.answer).map(([value, label]) => ({ value, label }));
    const all = options.map(({ value, label }) => `<option value="${esc(value)}">${esc(label[this.lang])}</option>`).join('');
    return `<select${attributes({ 'data-property': f.property, 'data-type': f.type, 'data-required': f.required })}><option value="">${esc(f.required ? '' : unknown)}</option>${all}</select>`;
  }

  /** @param {FactRecord} f */
  input(f) {
    const { minimum, maximum, maxLength, pattern } = f.bounds ?? {};
    const common = { 'data-property': f.property, 'data-type': f.kind === 'ids' ? 'ids' : f.type, 'data-required': f.required, 'aria-description': f.format?.[this.lang], title: f.format?.[this.lang] };
    if (f.kind === 'ids') return `<textarea rows="2"${attributes(common)}></textarea>`;
    const list = f.refersTo === undefined ? undefined : `ids-${f.refersTo}`;
    switch (f.type) {
      case 'day':
        return `<input type="date"${attributes(common)}>`;
      case 'year':
      case 'count':
      case 'rank':
        return `<input type="number" step="1"${attributes({ ...common, min: minimum, max: maximum })}>`;
      case 'id':
        return `<input type="text"${attributes({ ...common, maxlength: maxLength, 'data-declares': f.property === 'id' ? `ids-${f.parent.replace(/\[\]$/, '')}` : undefined, list })}>`;
      default:
        return `<input type="text" inputmode="decimal"${attributes({ ...common, pattern })}>`;
    }
  }

  /** @param {FactRecord} f */
  list(f) {
    const { lang, words } = this;
    const row = `${f.path}[]`;
    const inner = this.under(row);
    const [own, nested] = [inner.filter((one) => one.kind === 'fact' || one.kind === 'ids'), inner.filter((one) => one.kind === 'list' || one.kind === 'group')];
    const name = f.row?.[lang] ?? '';
    const level = f.parent === '$' ? 'h2' : 'h3';
    return `<div data-property="${f.property}" data-kind="list" data-path="${f.path}"><${level}>${esc(capital(f.name[lang]))}</${level}><div class="rows"></div>
<button type="button" class="add">${esc(words.add)}${esc(name)}</button><datalist id="ids-${f.path}"></datalist>
<template><article data-box><p class="bar"><strong>${esc(capital(name))}</strong><button type="button" class="remove">${esc(words.remove)}</button></p><div class="fields">${own.map((one) => this.field(one)).join('')}</div>${nested.map((one) => this.field(one)).join('')}</article></template></div>`;
  }
}

await main((args) => {
  const { lang, json, help, files } = optionsOf(args, {});
  if (help) return HELP[lang];
  const file = oneFile(files);
  if (json && file !== undefined) throw refusal((w) => w.arguments, (w) => w.either('--json', w.oneFile), (w) => w.both);
  return json ? `${JSON.stringify(facts, null, 2)}\n` : new Form(lang).page(file === undefined ? undefined : resultOf(file, lang));
});

/** @param {string} file @param {Lang} lang */
function resultOf(file, lang) {
  const caseFile = jsonOf(file);
  try {
    return explain(assess(caseFile), { caseFile, lang, format: 'html' });
  } catch (error) {
    throw isInvalidCaseError(error) ? refusalOf(error, within(file)) : error;
  }
}

import { plain } from '../words/names.js';
import { type Block, type Cell, type Document, type Figure, type FigureRow, decimalsOf, fills } from './model.js';

/** A document as one self-contained HTML page: no scripts, nothing fetched, everything that is said escaped. */

/** Words as HTML; quotes too, so that they may stand in an attribute. */
export const escaped = (words: string): string =>
  plain(words).replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);

/** What is told of an element to its style; whoever stored what is shown may have changed it. */
const classed = (name: string | undefined): string => (name === undefined ? '' : ` class="${escaped(name)}"`);
const heading = (level: number, words: string): string => `<h${level}>${escaped(words)}</h${level}>`;

/** As wide as a digit, where figures are set in digits of one width. */
const FIGURE_SPACE = '\u2007';

const figure = ({ lead = '', digits, unit }: Figure, fill = 0): string => {
  // A missing point is narrower than a digit.
  const pad = decimalsOf(digits) === 0 && fill > 0 ? `\u2008${FIGURE_SPACE.repeat(fill - 1)}` : FIGURE_SPACE.repeat(fill);
  // In a narrow column a line ends between the ends of a range, or before the first.
  const ends = escaped(digits).replace(/(至| to)( ?)/, '$1</span>$2<span>');
  return `<span class="n">${lead === '' ? '' : `<small>${escaped(lead)}</small>`}<span>${ends}${pad}<small>${escaped(unit)}</small></span></span>`;
};

class Writer {
  readonly #lang: Document['lang'];

  constructor({ lang }: Document) {
    this.#lang = lang;
  }

  /** Chinese words of an English page are read out as such. */
  spoken(words: string): string {
    return this.#lang !== 'zh' && /\p{sc=Han}/u.test(words) ? ' lang="zh-CN"' : '';
  }

  blocks = (all: readonly Block[], level: number): string => all.map((block) => this.#block(block, level)).join('\n');

  #block(block: Block, level: number): string {
    switch (block.is) {
      case 'heading':
        return heading(Number(block.level), block.text);
      case 'text':
        return block.tone === 'quote' ? `<blockquote${this.spoken(block.text)}>${escaped(block.text)}</blockquote>` : `<p${classed(block.tone)}>${escaped(block.text)}</p>`;
      case 'pairs':
        return `${this.#titled(block.lead)}<dl>${block.rows.map(([name, text]) => `<div><dt>${escaped(name)}</dt><dd>${escaped(text)}</dd></div>`).join('')}</dl>`;
      case 'figures':
        return this.#titled(block.lead) + this.#figures(block.rows);
      case 'outcomes':
        return `<ul class="outcomes">${block.rows.flatMap(({ outcome, word, items }) => items.map((item) => `<li${classed(outcome)}><b>${escaped(word)}</b><span>${escaped(item)}</span></li>`)).join('')}</ul>`;
      case 'table':
        return table(block.head, block.rows, block.foot);
      case 'card':
        return `<section${classed(block.status)}><header>${heading(level, block.title)}${figure(block.figure)}</header>\n${this.blocks(block.blocks, level + 1)}\n</section>`;
      case 'page':
        return `<article>\n${this.blocks(block.blocks, level)}\n</article>`;
      case 'signature':
        return `<div class="signature">${block.lines.map((line) => `<p>${escaped(line)}</p>`).join('')}</div>`;
      case 'picture':
        return `<figure>${block.svg}</figure>`;
    }
  }

  #titled(lead: string | undefined): string {
    return lead === undefined ? '' : heading(4, lead);
  }

  #figures(rows: readonly FigureRow[]): string {
    const all = fills(rows.map((r) => r.figure));
    const body = rows.map(({ label, how, figure: f, strong, deep, note }, i) => {
      const said = how === undefined ? '' : `<span class="how">${escaped(how)}</span>`;
      const below = note === undefined ? '' : `<span class="note">${escaped(note)}</span>`;
      return `<tr${strong === true ? ' class="strong"' : deep === true ? ' class="deep"' : ''}><th scope="row">${escaped(label)}${said}${below}</th><td>${figure(f, all[i])}</td></tr>`;
    });
    return `<table class="figures"><tbody>${body.join('')}</tbody></table>`;
  }
}

function table(head: readonly string[], rows: readonly (readonly Cell[])[], foot: readonly Cell[] | undefined): string {
  const all = foot === undefined ? rows : [...rows, foot];
  const padded = head.map((_n, c) => {
    const at = all.flatMap((row, r) => (typeof row[c] === 'object' ? [r] : []));
    const fill = fills(at.map((r) => all[r]?.[c] as Figure));
    return new Map(at.map((r, i) => [r, fill[i] as number]));
  });
  const isFigure = padded.map((column) => column.size > 0);
  const cell = (value: Cell, c: number, r: number): string =>
    `<td data-name="${escaped(head[c] as string)}"${isFigure[c] ? ' class="r"' : ''}>${typeof value === 'string' ? escaped(value) : figure(value, padded[c]?.get(r))}</td>`;
  const line = (row: readonly Cell[], r: number): string => `<tr>${row.map((value, c) => cell(value, c, r)).join('')}</tr>`;
  const top = `<thead><tr>${head.map((name, c) => `<th scope="col"${isFigure[c] ? ' class="r"' : ''}>${escaped(name)}</th>`).join('')}</tr></thead>`;
  const bottom = foot === undefined ? '' : `<tfoot>${line(foot, rows.length)}</tfoot>`;
  return `<table class="wide">${top}<tbody>${rows.map(line).join('\n')}</tbody>${bottom}</table>`;
}

/** Quiet on paper and on a telephone; nothing is said by colour alone. */
const STYLE = `
:root{--ink:#1c1f23;--soft:#5b626b;--line:#d4d8dd;--rule:#1c1f23;--wash:#f5f6f7}
*{box-sizing:border-box}
body{margin:0 auto;max-width:50rem;padding:2.5rem 1.5rem;color:var(--ink);background:#fff;font:15px/1.65 "Noto Sans SC","Source Han Sans SC","PingFang SC","Microsoft YaHei","WenQuanYi Micro Hei",system-ui,sans-serif;overflow-wrap:anywhere}
h1{font-family:"Source Han Serif SC","Noto Serif CJK SC","Songti SC",SimSun,Georgia,"WenQuanYi Micro Hei",serif;font-weight:700;line-height:1.35}
h1{font-size:1.4rem;text-wrap:balance;text-align:center;margin:0 0 .4rem}
h2{font-size:1.1rem;margin:2.4rem 0 .8rem;padding-bottom:.3rem;border-bottom:2px solid var(--rule);break-after:avoid}
h3{font-size:1rem;margin:1.3rem 0 .3rem;break-after:avoid}
header h3{margin:0}
h4::first-letter{text-transform:uppercase}
h4{font-size:.82rem;font-weight:600;color:var(--soft);margin:1rem 0 .25rem;break-after:avoid}
p{margin:.5rem 0}
.subtitle{text-align:center;color:var(--soft);margin:0 0 1.8rem}
.lead{font-weight:600}
p.note,span.note{color:var(--soft);font-size:.88rem}
blockquote{margin:.7rem 0;padding:.1rem 0 .1rem .9rem;border-left:3px solid var(--line);color:var(--soft);font-size:.93rem}
dl{margin:.4rem 0}
dl div{display:flex;gap:1rem;padding:.22rem 0}
dt{flex:0 0 8.5rem;color:var(--soft)}
dt:empty{display:none}
dd{margin:0;flex:1;min-width:0}
section{margin:1.1rem 0;padding:1rem 1.2rem;border:1px solid var(--line);border-left:4px solid var(--rule)}
section.ineligible{border-left:1px solid var(--line);background:var(--wash)}
section.undetermined{border-left:4px double var(--rule)}
section header{display:flex;justify-content:space-between;align-items:baseline;gap:1rem;break-after:avoid}
section header .n{font-weight:700;font-size:1.05rem}
.n{font-variant-numeric:tabular-nums}
.n span,.figures td{white-space:nowrap}
.n small{font-size:.82em;color:var(--soft);font-weight:400;margin:0 .15em}
table{width:100%;border-collapse:collapse;margin:.5rem 0}
th,td{text-align:left;vertical-align:top;padding:.38rem .5rem;font-weight:400}
td.r,th.r,.figures td{text-align:right}
.figures th,.figures td{border-bottom:1px solid var(--line);padding-left:0;padding-right:0}
.figures td{padding-left:1rem;width:1%}
.figures .how,.figures .note{display:block;color:var(--soft);font-size:.86rem;font-variant-numeric:tabular-nums}
.figures .strong .how,.figures .strong .note{font-weight:400}
.figures .strong th,.figures .strong td{font-weight:700;border-top:1.5px solid var(--rule);border-bottom:0}
.figures .deep th{padding-left:1.5rem;color:var(--soft)}
.wide{font-size:.9rem}
.wide td,.wide th{padding-left:.3rem;padding-right:.3rem}
.wide thead th{border-bottom:1.5px solid var(--rule);color:var(--soft);font-size:.85rem;overflow-wrap:normal}
.wide td{border-bottom:1px solid var(--line)}
.wide .r{width:1%}
.wide td:not(.r){min-width:5em}
.wide tfoot{display:table-row-group}
.wide tfoot td{border-top:1.5px solid var(--rule);border-bottom:0;font-weight:700}
tr{break-inside:avoid}
.outcomes{list-style:none;margin:.7rem 0;padding:0}
.outcomes li{display:flex;gap:.7rem;padding:.16rem 0}
.outcomes b{flex:0 0 4.2em;font-weight:400;font-size:.85rem;line-height:1.75;text-align:center;border:1px solid var(--line);border-radius:2px;height:1.75em;white-space:nowrap}
.outcomes .unmet b{border-color:var(--rule);background:var(--rule);color:#fff}
.outcomes .unknown b{border:1px dashed var(--rule)}
figure{margin:1rem 0;max-width:30rem}
figure svg{display:block;width:100%;height:auto}
.signature{break-inside:avoid;margin:2.5rem 0 0 auto;width:20rem;max-width:100%}
article+article{break-before:page;margin-top:3rem;padding-top:2.5rem;border-top:1px dashed var(--line)}
@media(max-width:36rem){
body{padding:1.2rem .9rem;font-size:15px}
h1{font-size:1.3rem}
section{padding:.8rem .8rem}
section header{display:block}
dl div{display:block}
dd{margin-left:0}
.outcomes li{display:block}
.outcomes b{display:inline-block;padding:0 .5em;margin-right:.5em}
.figures tr{display:flex;flex-wrap:wrap;justify-content:space-between;align-items:baseline;border-bottom:1px solid var(--line)}
.figures th,.figures td{border:0;padding-top:.3rem;padding-bottom:.3rem}
.figures .strong th,.figures .strong td{border:0}
.figures .strong{border-top:1.5px solid var(--rule)}
.figures td{width:auto;margin-left:auto;white-space:normal}
.wide thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
.wide,.wide tbody,.wide tfoot,.wide tr,.wide td{display:block}
.wide tr{padding:.5rem 0;border-bottom:1px solid var(--line)}
.wide td,.wide tfoot td{border:0;padding:.1rem 0;display:flex;justify-content:space-between;gap:1rem;text-align:right}
.wide td::before{content:attr(data-name);color:var(--soft);flex:none;font-weight:400}
.wide td:first-child{font-weight:600;text-align:left}
.wide td:first-child::before{content:none}
.wide td:empty{display:none}
}
@media print{
@page{size:A4;margin:20mm 18mm}
body{max-width:none;padding:0;font-size:9.5pt;line-height:1.5}
html{font-size:9.5pt}
h2{margin-top:1.6rem}
section{margin:.8rem 0;padding:.7rem 1rem}
th,td{padding-top:.24rem;padding-bottom:.24rem}
dl div{padding:.1rem 0}
figure{max-width:25rem;margin:.7rem 0;break-inside:avoid}
blockquote{margin:.5rem 0}
.signature{margin-top:1.2rem}
section.ineligible{background:none}
.outcomes .unmet b{print-color-adjust:exact;-webkit-print-color-adjust:exact}
article+article{border:0;margin:0;padding:0}
}`;

export function toHtml(document: Document): string {
  const writer = new Writer(document);
  return `<!doctype html>
<html lang="${document.lang === 'zh' ? 'zh-CN' : 'en'}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escaped(document.title)}</title>
<style>${STYLE}
</style>
</head>
<body>
<h1${writer.spoken(document.title)}>${escaped(document.title)}</h1>
${writer.blocks(document.blocks, 3)}
</body>
</html>
`;
}

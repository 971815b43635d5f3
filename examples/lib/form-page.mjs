// @ts-check
/** The style of the form and its script, which knows no field: it reads what the page says of itself. */

export const STYLE = `
*{box-sizing:border-box}
:root{--ink:#1d2733;--soft:#5b6776;--line:#d5dbe2;--paper:#fff;--ground:#f3f5f7;--mark:#0b5cad;--alarm:#b3261e}
body{margin:0;background:var(--ground);color:var(--ink);font:16px/1.6 "PingFang SC","Microsoft YaHei","Noto Sans CJK SC","WenQuanYi Micro Hei",system-ui,sans-serif}
form,#result{max-width:960px;margin:0 auto;padding:0 16px}
header{padding:32px 0 8px}
h1{font-size:24px;line-height:1.35;margin:0 0 8px}
h2{font-size:19px;margin:0 0 12px}
h3{font-size:16px;margin:20px 0 8px}
header p{color:var(--soft);margin:0;max-width:46em}
section{background:var(--paper);border:1px solid var(--line);border-radius:8px;padding:20px;margin:16px 0}
#result{margin:16px auto 48px;padding:20px;max-width:928px}
.fields{display:grid;grid-template-columns:repeat(2,minmax(0,1fr));gap:18px 28px}
.field{display:flex;flex-direction:column;gap:4px;min-width:0}
.name{font-weight:600}
.name b{font-size:12px;font-weight:600;color:var(--alarm);border:1px solid;border-radius:3px;padding:0 5px;margin-left:8px;white-space:nowrap}
.control{display:flex;align-items:center;gap:8px;order:1}
.control i{font-style:normal;color:var(--soft);white-space:nowrap}
.ask{color:var(--soft);font-size:14px;line-height:1.5}
.about{order:2;display:flex;flex-wrap:wrap;gap:2px 12px;color:var(--soft);font-size:12px}
input,select,textarea{font:inherit;color:inherit;width:100%;min-width:0;min-height:42px;padding:7px 10px;border:1px solid #8b97a5;border-radius:5px;background:var(--paper)}
input[inputmode]{text-align:right;font-variant-numeric:tabular-nums}
:is(input,select,textarea,button):focus-visible{outline:3px solid color-mix(in srgb,var(--mark) 45%,transparent);outline-offset:1px}
.bad{border-color:var(--alarm);border-width:2px}
article{position:relative;border:1px solid var(--line);border-left:4px solid var(--mark);border-radius:5px;padding:16px;margin:0 0 14px}
article article{border-left-color:var(--soft)}
fieldset{border:1px solid var(--line);border-radius:5px;margin:20px 0 0;padding:10px 16px 16px;min-width:0}
legend{font-weight:600;padding:0 6px}
legend small{font-weight:400;color:var(--soft)}
button{font:inherit;cursor:pointer;min-height:40px;padding:6px 16px;border-radius:5px;border:1px solid var(--mark);background:var(--paper);color:var(--mark)}
#save{background:var(--mark);color:#fff}
.bar{display:flex;justify-content:space-between;align-items:center;margin:-4px 0 10px;color:var(--soft)}
.bar strong{font-weight:600}
.remove{border-color:transparent;color:var(--soft);font-size:14px;min-height:32px;padding:2px 8px;margin-right:-8px}
.buttons{display:flex;gap:12px;flex-wrap:wrap}
pre{background:var(--ground);border-radius:5px;padding:14px;overflow-x:auto;font:13px/1.5 ui-monospace,Consolas,monospace;margin:0;max-height:60vh}
#state{margin:0;color:var(--soft)}
@media (max-width:640px){.fields{grid-template-columns:minmax(0,1fr)}h1{font-size:20px}header{padding-top:20px}section,#result{padding:16px}form{padding:0 10px}#result{margin:16px 10px 48px}article{padding:12px}}
iframe{display:block;box-sizing:border-box;width:100%;max-width:960px;height:80vh;margin:0 auto 48px;border:0;background:#fff}
@media print{body{background:none}button,pre,#result{display:none}section{break-inside:avoid-page;border:0;padding:0}}
`;

/**
 * Runs in the page. A box holds the facts of one table: the case, a row, a group.
 *
 * @param {{ broken: string, sound: string }} words
 */
function run(words) {
  const form = /** @type {HTMLFormElement} */ (document.getElementById('form'));
  const byId = (/** @type {string} */ id) => /** @type {HTMLElement} */ (document.getElementById(id));

  /** The facts of a box itself, not of the boxes inside it. @param {Element} box */
  const partsOf = (box) => /** @type {HTMLElement[]} */ ([...box.querySelectorAll('[data-property]')]).filter((part) => part.parentElement?.closest('[data-box]') === box);
  /** @param {Element} list */
  const rowsOf = (list) => [...list.querySelectorAll(':scope > .rows > [data-box]')];

  /** What was entered; undefined where nothing was. @param {HTMLElement} part @returns {unknown} */
  function valueOf(part) {
    const { kind, type } = part.dataset;
    if (kind === 'list') {
      const rows = rowsOf(part);
      return rows.length === 0 ? undefined : rows.map(read);
    }
    if (kind === 'group') {
      const facts = read(part);
      return Object.keys(facts).length === 0 ? undefined : facts;
    }
    const text = /** @type {HTMLInputElement} */ (part).value.trim();
    if (text === '' && type !== 'ids') return undefined;
    if (type === 'boolean') return text === 'true';
    if (type === 'year' || type === 'count' || type === 'rank') return Number(text);
    return type === 'ids' ? text.split('\n').map((id) => id.trim()).filter((id) => id !== '') : text;
  }

  /** @param {Element} box */
  const read = (box) => /** @type {Record<string, unknown>} */ (Object.fromEntries(
    partsOf(box).map((part) => [part.dataset.property, valueOf(part)]).filter(([, value]) => value !== undefined),
  ));

  /** Marks what is required or not written as it should be; a group asks for nothing while nothing of it is stated. */
  function check() {
    let broken = 0;
    for (const part of /** @type {NodeListOf<HTMLInputElement>} */ (form.querySelectorAll('[data-type]'))) {
      const group = /** @type {HTMLElement | null} */ (part.closest('[data-box]'));
      const isAsked = part.dataset.required !== undefined && (group?.dataset.kind !== 'group' || valueOf(group) !== undefined);
      part.required = isAsked && part.dataset.type !== 'ids';
      const isBroken = !part.checkValidity();
      part.classList.toggle('bad', isBroken && (part.value !== '' || part.dataset.touched !== undefined));
      if (isBroken) broken += 1;
    }
    byId('state').textContent = broken > 0 ? words.broken : words.sound;
    return broken === 0;
  }

  /** The ids that others may refer to. */
  function declare() {
    for (const list of form.querySelectorAll('datalist')) {
      const declared = /** @type {HTMLInputElement[]} */ ([...form.querySelectorAll(`[data-declares="${list.id}"]`)]);
      list.replaceChildren(...declared.filter((one) => one.value !== '').map((one) => new Option(one.value)));
    }
  }

  function show() {
    check();
    declare();
    byId('case').textContent = JSON.stringify(read(form), null, 2);
  }

  form.addEventListener('input', show);
  form.addEventListener('click', (event) => {
    const button = /** @type {HTMLElement} */ (event.target);
    const list = button.closest('[data-kind=list]');
    if (button.matches('.add') && list !== null) {
      const template = /** @type {HTMLTemplateElement} */ (list.querySelector(':scope > template'));
      list.querySelector(':scope > .rows')?.append(template.content.cloneNode(true));
    } else if (button.matches('.remove')) button.closest('[data-box]')?.remove();
    else return;
    show();
  });
  byId('save').addEventListener('click', () => {
    for (const part of /** @type {NodeListOf<HTMLElement>} */ (form.querySelectorAll('[data-required]'))) part.dataset.touched = '';
    if (!check()) return void /** @type {HTMLElement | null} */ (form.querySelector('.bad'))?.focus();
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([byId('case').textContent ?? ''], { type: 'application/json' }));
    link.download = 'case.json';
    link.click();
    URL.revokeObjectURL(link.href);
  });
  byId('copy').addEventListener('click', async () => {
    await navigator.clipboard.writeText(byId('case').textContent ?? '');
    byId('copy').textContent = byId('copy').dataset.done ?? '';
  });
  show();
}

export const SCRIPT = String(run);

import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { assess, safeAssess } from 'chengdu-tech-upgrade';
import { facts, jsonSchemas, openApi } from 'chengdu-tech-upgrade/schema';
import { afterAll, describe, expect, it } from 'vitest';

/** The schemas as files of the package, and the form that is drawn from the fact tables, filled in by a browser. */

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const home = mkdtempSync(join(tmpdir(), 'form-'));
afterAll(() => rmSync(home, { recursive: true, force: true }));

describe('the schemas as files', () => {
  it('are what the entry exports', async () => {
    const all: Record<string, unknown> = { ...jsonSchemas, openapi: openApi };
    expect(readdirSync(`${ROOT}dist/schema`).filter((name) => name.endsWith('.json')).sort()).toEqual(Object.keys(all).map((name) => `${name}.json`).sort());
    for (const [name, schema] of Object.entries(all)) {
      const url = import.meta.resolve(`chengdu-tech-upgrade/schema/${name}.json`);
      expect(JSON.parse(readFileSync(fileURLToPath(url), 'utf8'))).toEqual(JSON.parse(JSON.stringify(schema)));
    }
  });
});

const LANGUAGES = ['zh', 'en'] as const;
const page = (lang: string): string => {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['examples/form.mjs', '--lang', lang], { cwd: ROOT, encoding: 'utf8' });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  return stdout;
};
const escaped = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');

describe.each(LANGUAGES)('the form in %s', (lang) => {
  const html = page(lang);

  it('has a field for every fact, once, with its question, unit and options', () => {
    const paths = [...html.matchAll(/ data-path="([^"]+)"/g)].map((m) => m[1] as string);
    expect([...paths].sort()).toEqual(facts.map((f) => f.path).sort());
    const lower = html.toLowerCase();
    for (const f of facts) {
      for (const words of [f.name, f.question, f.row, f.source?.name, ...(f.options ?? []).map((o) => o.label)]) {
        if (words !== undefined) expect(lower, f.path).toContain(escaped(words[lang]).toLowerCase());
      }
    }
  });

  it('needs nothing else', () => {
    expect(html).not.toMatch(/(?:src|href|url)\s*[=(]\s*["']?(?:https?:|\/\/|[\w.]+\.(?:js|css))/);
    // The script is the only part that is not drawn from the facts.
    expect(html.slice(0, html.indexOf('<script>'))).not.toMatch(/undefined|\[object|NaN/);
  });
});

/** Run in the page: one row of every list, and in every field a value of its type. */
function fill(): void {
  const all = (selector: string): HTMLElement[] => [...document.querySelectorAll<HTMLElement>(selector)];
  for (const level of ['section > div > .add', 'article .add']) for (const add of all(level)) add.click();
  const values: Record<string, string> = { money: '30000000.00', ratio: '1/3', day: '2025-06-18', year: '2025', count: '10', rank: '10', boolean: 'true' };
  for (const one of all('[data-type]')) {
    const field = one as HTMLInputElement;
    const { type = '', declares } = field.dataset;
    const list = field.getAttribute('list') ?? (type === 'ids' ? 'ids-$.projects' : '');
    if (type === 'choice') field.selectedIndex = 1;
    else field.value = type === 'id' || type === 'ids' ? (declares ?? (list === '' ? '甲公司' : list)) : (values[type] ?? '');
  }
  document.getElementById('form')?.dispatchEvent(new Event('input'));
}
declare const document: {
  querySelectorAll<E>(selector: string): Iterable<E>;
  getElementById(id: string): { dispatchEvent(event: Event): boolean } | null;
};
declare interface HTMLElement { click(): void }
declare interface HTMLInputElement extends HTMLElement {
  readonly dataset: Record<string, string | undefined>;
  getAttribute(name: string): string | null;
  selectedIndex: number;
  value: string;
}

const chromium = ['chromium', 'chromium-browser', 'google-chrome'].find((name) => spawnSync(name, ['--version']).status === 0);

describe('a form with a case', () => {
  it('is no list of facts: one or the other is written', () => {
    const { status, stdout, stderr } = spawnSync(process.execPath, ['examples/form.mjs', 'no/such.json', '--json', '--lang', 'en'], { cwd: ROOT, encoding: 'utf8' });
    expect({ status, stdout, stderr }).toEqual({ status: 1, stdout: '', stderr: 'arguments: expected --json or one case file, found both\n' });
  });

  it('shows below it what the case comes to, in Chinese', () => {
    const { status, stdout } = spawnSync(process.execPath, ['examples/form.mjs', 'examples/cases/1-enterprise.json'], { cwd: ROOT, encoding: 'utf8' });
    expect(status).toBe(0);
    const result = /srcdoc="([^"]*)"/.exec(stdout)?.[1] ?? '';
    expect(result).toContain('&lt;!doctype html&gt;');
    expect(result).toContain('新型技术改造投资补助');
    expect(result).not.toContain('&lt;script');
  });
});

/** The page after a script has run in it. */
function afterRunning(html: string, script: string): string {
  const file = join(home, 'form.html');
  writeFileSync(file, html.replace('</body>', () => `<script>${script}</script></body>`));
  const args = ['--headless', '--no-sandbox', '--disable-gpu', `--user-data-dir=${join(home, 'profile')}`, '--dump-dom', `file://${file}`];
  return spawnSync(chromium as string, args, { encoding: 'utf8', maxBuffer: 1e8 }).stdout;
}
const textOf = (html: string, id: string): string =>
  (new RegExp(`id="${id}"[^>]*>([\\s\\S]*?)</`).exec(html)?.[1] ?? '').replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&quot;/g, '"').replace(/&amp;/g, '&');

describe.skipIf(chromium === undefined)('the form in a browser', () => {
  it('makes a case of every fact, which is assessed', () => {
    const filled = afterRunning(page('zh'), `(${String(fill)})()`);
    const file = JSON.parse(textOf(filled, 'case'));
    const stated = new Set<string>();
    const walk = (value: unknown, at: string): void => {
      if (at !== '$') stated.add(at);
      if (Array.isArray(value)) for (const row of value) typeof row === 'object' ? walk(row, `${at}[]`) : undefined;
      else if (typeof value === 'object' && value !== null) for (const [k, v] of Object.entries(value)) walk(v, `${at}.${k}`);
    };
    walk(file, '$');
    expect([...stated].filter((p) => !p.endsWith('[]')).sort()).toEqual(facts.map((f) => f.path).sort());
    expect(textOf(filled, 'state')).toBe('各栏写法无误。');
    // 5b is 一次性 and 6a too; every measure finds its subject in a case that states one row of each list.
    expect(new Set(assess(file).determinations.map((d) => d.measure)).size).toBeGreaterThanOrEqual(11);
  });

  it('says what is required, and makes no facts of what is left empty', () => {
    const empty = afterRunning(page('zh'), "for (const add of document.querySelectorAll('section > div > .add')) add.click()");
    const file = JSON.parse(textOf(empty, 'case'));
    expect(file.projects).toEqual([{}]);
    expect(textOf(empty, 'state')).toContain('必填');
    const refused = safeAssess(file);
    expect(refused.success ? [] : refused.error.issues.map((i) => i.code)).toContain('missing');
  });
});

/** The vectors in Chromium, from a page that may run scripts of its own server and nothing else. */
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { type Server, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Value, asCells, judged, layoutOf, sent } from './vectors.js';

const isThere = spawnSync('which', ['chromium']).status === 0;
const layout = layoutOf();
const POLICY = "default-src 'none'; script-src 'self'";

const files: Readonly<Record<string, () => string>> = {
  '/': () => `<!doctype html><meta charset="utf-8">${['before', 'cdjg', 'calls', 'after'].map((name) => `<script src="/${name}.js"></script>`).join('')}<pre id="said"></pre>`,
  '/before.js': () => `{
    const refused = [];
    document.addEventListener('securitypolicyviolation', (e) => refused.push(e.blockedURI));
    let isStrict = false;
    try { new Function('') } catch { isStrict = true }
    const known = new Set(Object.getOwnPropertyNames(window));
    document.said = { refused, isStrict, known };
  }`,
  '/cdjg.js': () => readFileSync(join(import.meta.dirname, '../../dist/cdjg.js'), 'utf8'),
  '/calls.js': () => `document.said.added = Object.getOwnPropertyNames(window).filter((name) => !document.said.known.has(name));
    document.calls = ${JSON.stringify(layout.calls.map(({ f, args }) => [f, args.map((a) => sent(layout, a, null))]))};`,
  '/after.js': () => `window.addEventListener('load', () => {
    const functions = new Map(CDJG.sheetFunctions.map((f) => [f.id, f]));
    const results = document.calls.map(([f, args]) => functions.get(f).call(...args));
    const { refused, isStrict, added } = document.said;
    document.getElementById('said').textContent = JSON.stringify({ refused, isStrict, added, results });
  });`,
};

let server: Server;
let profile = '';
beforeAll(async () => {
  profile = mkdtempSync(join(tmpdir(), 'chromium-'));
  server = createServer((request, response) => {
    const file = files[request.url ?? ''];
    response.writeHead(file === undefined ? 404 : 200, { 'content-type': request.url === '/' ? 'text/html' : 'text/javascript; charset=utf-8', 'content-security-policy': POLICY });
    response.end(file?.());
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
});
afterAll(() => {
  server.close();
  rmSync(profile, { recursive: true, force: true });
});

function dumped(url: string): Promise<string> {
  const browser = spawn('chromium', ['--headless', '--no-sandbox', '--disable-gpu', `--user-data-dir=${profile}`, '--dump-dom', url], { stdio: ['ignore', 'pipe', 'ignore'] });
  return new Promise((resolve, reject) => {
    let out = '';
    browser.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
    browser.on('error', reject).on('close', () => resolve(out));
  });
}

describe.skipIf(!isThere && process.env['CI'] !== 'true')('Chromium under a strict policy', () => {
  it('gives what the vectors say, adds one global and asks for nothing that the policy refuses', async () => {
    const page = await dumped(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    const text = /<pre id="said">(.*)<\/pre>/s.exec(page)?.[1] ?? '';
    const said = JSON.parse(text.replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&amp;/g, '&')) as { refused: string[]; isStrict: boolean; added: string[]; results: Value[][] };
    expect(said.isStrict).toBe(true);
    expect(said.refused).toEqual(['eval']);
    expect(said.added).toEqual(['CDJG']);
    const { wrong, vectors } = judged(layout, (_call, i) => asCells(said.results[i]));
    expect(wrong).toEqual([]);
    expect(vectors).toBeGreaterThan(540);
  });
});

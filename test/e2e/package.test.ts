/** The packed tarball as its users get it: ESM, CommonJS, TypeScript, any time zone and locale. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { type OutputFile, build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const home = mkdtempSync(join(tmpdir(), 'chengdu-'));
const run = (command: string, args: string[], cwd = home, env: Record<string, string> = {}): string =>
  execFileSync(command, args, { cwd, encoding: 'utf8', env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
let tarball = '';

beforeAll(() => {
  tarball = join(home, run('npm', ['pack', '--silent', '--pack-destination', home], root).trim().split('\n').pop() as string);
  writeFileSync(join(home, 'package.json'), JSON.stringify({ name: 'consumer', private: true }));
  run('npm', ['install', '--silent', '--no-audit', '--no-fund', tarball]);
});
afterAll(() => rmSync(home, { recursive: true, force: true }));

// 10 % of 2000万 equipment of a pilot-industry project.
const file = JSON.stringify({
  applicationDate: '2025-06-01',
  projects: [{ id: 'P', owner: 'E', filingDate: '2024-07-01', newType: true, pilotIndustry: true, nationalDemonstration: false, totalInvestment: '30000000', equipmentInvestment: '20000000' }],
});

describe('the tarball', () => {
  it('holds the built package, the papers and nothing else', () => {
    const packed = run('tar', ['-tzf', tarball]).trim().split('\n');
    const beside = packed.filter((f) => !f.startsWith('package/dist/') && !f.startsWith('package/examples/'));
    expect(beside.sort()).toEqual(['LICENSE', 'README.md', 'README.zh-CN.md', 'package.json'].map((f) => `package/${f}`).sort());
  });

  it('holds the schemas, and no source maps', () => {
    const packed = run('tar', ['-tzf', tarball]).trim().split('\n');
    expect(packed.filter((f) => f.endsWith('.map'))).toEqual([]);
    expect(packed).toContain('package/dist/schema/case.json');
  });

  it('gives a bundler one calculator at most 30 kB small, without the other measure of its article', async () => {
    const contents = `export { investmentReward } from 'chengdu-tech-upgrade/measures'`;
    const { outputFiles } = await build({ stdin: { contents, resolveDir: home }, bundle: true, minify: true, format: 'esm', platform: 'browser', write: false });
    const [bundle] = outputFiles as [OutputFile];
    expect(bundle.text).toContain('investment-reward');
    expect(bundle.text).not.toContain('investment-subsidy');
    expect(gzipSync(bundle.contents, { level: 9 }).length).toBeLessThan(30_000);
  });

  it('works from ESM', () => {
    writeFileSync(join(home, 'a.mjs'), `import { assess, chengdu2025 } from 'chengdu-tech-upgrade'; import { investmentSubsidy } from 'chengdu-tech-upgrade/measures';
      import { cap } from 'chengdu-tech-upgrade/constraints'; import { sentence } from 'chengdu-tech-upgrade/policy';
      console.log(assess(${file}).selection.total.max, typeof investmentSubsidy, typeof cap, chengdu2025.version, sentence('F.4').length > 10);`);
    expect(run('node', ['a.mjs'])).toBe('2000000.00 function function 2025-02-02 true\n');
  });

  it('works from CommonJS, with one error class in all entries', () => {
    writeFileSync(join(home, 'a.cjs'), `const a = require('chengdu-tech-upgrade'); const m = require('chengdu-tech-upgrade/measures');
      const { cap } = require('chengdu-tech-upgrade/constraints'); const { sentence } = require('chengdu-tech-upgrade/policy');
      const refuses = (call) => { try { call(); return 'nothing'; } catch (e) { return e instanceof a.InvalidCaseError && a.isInvalidCaseError(e) && e.issues[0].message.zh.length > 5; } };
      const broken = [() => a.assess({}), () => a.amendPolicy(a.chengdu2025, { version: 'x', parameters: { no: {} } }), () => m.investmentSubsidy({}), () => cap('-1', '1'), () => sentence('A9')];
      console.log(a.assess(${file}).selection.total.max, ...broken.map(refuses));`);
    expect(run('node', ['a.cjs'])).toBe('2000000.00 true true true true true\n');
  });

  it('type-checks in a consumer, libraries included', () => {
    writeFileSync(join(home, 'a.ts'), `import { assess, safeAssess, type CaseFile, type Assessment, type Determination } from 'chengdu-tech-upgrade';
      import { investmentSubsidy } from 'chengdu-tech-upgrade/measures';
      const file: CaseFile = { applicationDate: '2025-06-01', projects: [{ id: 'P', owner: 'E', totalInvestment: 1 }] };
      const a: Assessment = assess(file, { readings: { sameInput: 'project' } });
      const r = safeAssess(JSON.parse('{}')); if (r.success) { const d: readonly Determination[] = r.data.determinations; void d; } else { void r.error.issues; }
      const total: string = a.selection.total.min; void total; void investmentSubsidy({ project: 'P' });
      const named: string[] = a.determinations.flatMap((d) => [d.payee, ...d.conditions.map((c) => c.label.zh)]); void named;
      const back: string | undefined = a.payments[0]?.settlement?.recoverable?.max; void back;
      // @ts-expect-error a reading has only its own values
      assess(file, { readings: { sameInput: 'both' } });
      // @ts-expect-error a project has an owner
      assess({ applicationDate: '2025-06-01', projects: [{ id: 'P' }] });`);
    for (const [module, moduleResolution] of [['NodeNext', 'NodeNext'], ['ESNext', 'Bundler']]) {
      const compilerOptions = { noEmit: true, strict: true, target: 'ES2022', lib: ['ES2022', 'DOM'], types: [], module, moduleResolution };
      writeFileSync(join(home, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: ['a.ts'] }));
      run(join(root, 'node_modules/.bin/tsc'), ['-p', '.']);
    }
  });

  it('compiles the blocks of the READMEs that read no files under strict TypeScript', () => {
    const scripts = ['README.md', 'README.zh-CN.md'].flatMap((readme) => [...readFileSync(join(root, readme), 'utf8').matchAll(/^```js\n([\s\S]*?)^```$/gm)].map((m) => m[1] as string));
    const plain = scripts.filter((script) => !script.includes("'node:"));
    expect(plain.length).toBeGreaterThanOrEqual(8);
    plain.forEach((script, i) => writeFileSync(join(home, `block-${i}.ts`), script));
    const compilerOptions = { noEmit: true, strict: true, noUncheckedIndexedAccess: true, target: 'ES2022', lib: ['ES2022', 'DOM'], types: [], module: 'NodeNext', moduleResolution: 'NodeNext' };
    writeFileSync(join(home, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: plain.map((_script, i) => `block-${i}.ts`) }));
    run(join(root, 'node_modules/.bin/tsc'), ['-p', '.']);
  });

  it('loads no more than it needs', () => {
    const dist = join(home, 'node_modules/chengdu-tech-upgrade/dist');
    const reached = (entry: string, seen = new Set<string>(), packages = new Set<string>()): Set<string> => {
      if (seen.has(entry)) return packages;
      seen.add(entry);
      // Static imports, with or without names.
      for (const [, name = ''] of readFileSync(join(dist, entry), 'utf8').matchAll(/(?<=^|[;}\n])(?:import|export)(?:[^"';()]*from)? *["']([^"'\n]+)["']/g)) {
        if (name.startsWith('.')) reached(join(dirname(entry), name), seen, packages);
        else packages.add(name);
      }
      return packages;
    };
    // date-fns by sub-path: its barrel would cost half of the start.
    const dates = 'date-fns/differenceInHours';
    expect([...reached('index.js')].sort()).toEqual([dates, 'decimal.js']);
    expect([...reached('measures.js')].sort()).toEqual([dates, 'decimal.js']);
    expect([...reached('constraints/index.js')].sort()).toEqual(['decimal.js']);
    expect([...reached('schema.js')].sort()).toEqual([dates, 'decimal.js', 'zod/mini']);
    expect([...reached('policy.js')]).toEqual([]);
    writeFileSync(join(home, 'c.cjs'), `require('chengdu-tech-upgrade/policy');
      console.log(Object.keys(require.cache).filter((f) => /node_modules.(?!chengdu-tech-upgrade)/.test(f)).length);`);
    expect(run('node', ['c.cjs'])).toBe('0\n');
    expect(readdirSync(join(home, 'node_modules')).filter((n) => !n.startsWith('.')).sort()).toEqual(['chengdu-tech-upgrade', 'date-fns', 'decimal.js', 'zod']);
  });

  it('keeps zod out of its types', () => {
    const dist = join(home, 'node_modules/chengdu-tech-upgrade/dist');
    const types = readdirSync(dist).filter((f) => /\.d\.c?ts$/.test(f));
    expect(types.length).toBeGreaterThanOrEqual(8);
    for (const f of types) expect(readFileSync(join(dist, f), 'utf8'), f).not.toMatch(/['"]zod/);
  });

  for (const readme of ['README.md', 'README.zh-CN.md']) {
    const blocks = (language: string): string[] =>
      [...readFileSync(join(root, readme), 'utf8').matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`, 'gm'))].map((m) => m[1] as string);

    it(`runs every block of code in ${readme}`, () => {
      const installed = join(home, 'node_modules/chengdu-tech-upgrade');
      const scripts = blocks('js');
      expect(scripts.length).toBeGreaterThanOrEqual(4);
      scripts.forEach((script, i) => {
        writeFileSync(join(home, `readme-${i}.mjs`), script);
        run('node', [join(home, `readme-${i}.mjs`)], installed);
      });
      const commands = blocks('sh').join('').split('\n').filter((l) => l.startsWith('node '));
      expect(commands.length).toBeGreaterThanOrEqual(5);
      for (const command of commands) expect(run('sh', ['-c', command], installed).length, command).toBeGreaterThan(500);
    });
  }

  it('gives the same bytes under any time zone and locale', () => {
    const rich = readFileSync(join(root, 'test/e2e/rich-case.json'), 'utf8');
    writeFileSync(join(home, 'b.mjs'), `import { assess } from 'chengdu-tech-upgrade'; const c = ${rich};
      for (const leaseBasis of ['annual-amount', 'time-weighted-principal']) for (const leaseDayCount of ['months-12', 'act-365', 'act-360'])
        console.log(JSON.stringify(assess(c, { readings: { leaseBasis, leaseDayCount } })));`);
    const outputs = ['UTC', 'America/New_York', 'Pacific/Apia', 'Asia/Shanghai', 'America/Sao_Paulo', 'Asia/Kathmandu'].flatMap((TZ) =>
      ['C', 'zh_CN.UTF-8', 'tr_TR.UTF-8', 'ar_EG.UTF-8'].map((LANG) => run('node', ['b.mjs'], home, { TZ, LANG, LC_ALL: LANG })),
    );
    expect(new Set(outputs).size).toBe(1);
    expect(outputs[0]?.length).toBeGreaterThan(10_000);
  });

  it('passes publint and are-the-types-wrong', () => {
    run('npx', ['-y', '-p', 'publint@0.3.25', 'publint', '--strict', '--pack', 'npm'], root);
    run('npx', ['-y', '-p', '@arethetypeswrong/cli@0.18.5', 'attw', tarball, '--profile', 'node16'], root);
  });
});

/** The service and its clients: every line is answered as data, in order, whatever the line holds. */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';
import { type CaseFile, assess, audit, compareReadings, match, nextQuestions, safeAssess } from 'chengdu-tech-upgrade';
import { receipt } from 'chengdu-tech-upgrade/words';
import { describe, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const SERVICE = 'examples/service.mjs';
const read = (path: string): string => readFileSync(ROOT + path, 'utf8');
const enterprise = JSON.parse(read('examples/cases/1-enterprise.json')) as CaseFile;
const MIB = 2 ** 20;

interface Run {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}
const run = (command: string, args: readonly string[], input: string | Buffer = ''): Run => {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd: ROOT, input, encoding: 'utf8', maxBuffer: 1 << 30 });
  return { status, stdout, stderr };
};

interface Answer {
  readonly id: unknown;
  readonly ok: boolean;
  readonly result?: unknown;
  readonly line?: number;
  readonly error?: { readonly code: string; readonly message: { readonly zh: string; readonly en: string }; readonly issues?: readonly { readonly path: string }[] };
}
const lines = ({ status, stdout, stderr }: Run): Answer[] => {
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(stdout === '' || stdout.endsWith('\n')).toBe(true);
  return stdout.split('\n').slice(0, -1).map((line) => JSON.parse(line) as Answer);
};
const served = (...input: readonly (string | Buffer)[]): Answer[] =>
  lines(run(process.execPath, [SERVICE], Buffer.concat(input.flatMap((line) => [Buffer.from(line as string), Buffer.from('\n')]))));
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));
const codes = (answers: readonly Answer[]): unknown[] => answers.map((a) => [a.id, a.ok ? 'ok' : a.error?.code]);

/** A line of at least so many bytes: projects of as many owners; a pilot-industry project of 2000万 equipment brings 10 %. */
function largeCase(bytes: number): CaseFile {
  const project = (i: number) => ({
    id: `项目${i}`, owner: `企业${i}`, filingDate: '2024-07-01', newType: true, pilotIndustry: true, nationalDemonstration: false,
    totalInvestment: '30000000', equipmentInvestment: '20000000',
  });
  const each = Buffer.byteLength(JSON.stringify(project(1000)));
  return { applicationDate: '2025-06-01', projects: Array.from({ length: Math.ceil(bytes / each) }, (_, i) => project(i)) };
}

describe('a request', () => {
  it('is answered under its id, in order, with what the library gives', () => {
    const awards = [{ measure: '1b', subject: enterprise.projects?.[0]?.id as string, amount: '1500000', date: '2025-09-10', payment: 'advance' }] as const;
    const profile = { projects: [{ newType: true }] };
    const options = { readings: { leaseWithInvestmentSubsidy: 'stack' } } as const;
    const kept = receipt(enterprise, assess(enterprise, options), options);
    const requests: [string, object, unknown][] = [
      ['assess', { case: enterprise }, assess(enterprise)],
      ['assess', { case: enterprise, options }, assess(enterprise, options)],
      ['match', { case: profile }, match(profile)],
      ['questions', { case: enterprise }, nextQuestions(enterprise)],
      ['compare', { case: enterprise }, compareReadings(enterprise)],
      ['audit', { case: enterprise, awards }, audit(enterprise, awards)],
      ['receipt', { case: enterprise, options }, kept],
      ['replay', { receipt: kept }, { same: true }],
    ];
    const answers = served(...requests.map(([call, given], i) => JSON.stringify({ id: i === 0 ? '一' : i, call, ...given })));
    expect(answers).toEqual(requests.map(([, , result], i) => ({ id: i === 0 ? '一' : i, ok: true, result: plain(result) })));
  });

  it('of a broken case is answered with every issue, in both languages', () => {
    const broken = { applicationDate: '2025-06-31', projects: [{ id: 'P', owner: 'E', totalInvestment: '1,000' }] };
    const expected = safeAssess(broken);
    const [answer] = served(JSON.stringify({ id: 7, call: 'assess', case: broken }));
    expect(answer).toMatchObject({ id: 7, ok: false, error: { code: 'invalid-case', issues: expected.success ? [] : plain(expected.error.issues) } });
    expect(answer?.error?.message.en).toBe(expected.success ? '' : expected.error.message);
    expect(answer?.error?.message.zh).toContain('应为1900至2199年间的日期YYYY-MM-DD');
  });

  it('that is none is answered as such, and the next one is served', () => {
    const good = '{"id":"good","call":"assess","case":{"applicationDate":"2025-06-01"}}';
    const asked: [string | Buffer, unknown, string][] = [
      ['nonsense', null, 'not-json'],
      ['{"id":1,"call":"assess"', null, 'not-json'],
      [Buffer.from([0x22, 0xb1, 0xfb, 0x22]), null, 'not-utf8'],
      ['[]', null, 'not-a-request'],
      ['null', null, 'not-a-request'],
      ['{"id":2}', 2, 'not-a-request'],
      ['{"id":3,"call":"assess"}', 3, 'not-a-request'],
      ['{"id":4,"call":"constructor","case":{}}', 4, 'not-a-request'],
      ['{"id":5,"call":"__proto__","case":{}}', 5, 'not-a-request'],
      ['{"id":6,"call":"assess","case":{},"awards":[]}', 6, 'not-a-request'],
      ['{"id":{"a":1},"call":"assess","case":{}}', null, 'not-a-request'],
      ['{"id":1e999,"call":"assess","case":{}}', null, 'not-a-request'],
      // Read as 9007199254740992, which may be the id of another request.
      ['{"id":9007199254740993,"call":"assess","case":{}}', null, 'not-a-request'],
      [`{"id":"${'x'.repeat(201)}","call":"assess","case":{}}`, null, 'not-a-request'],
      ['{"id":8,"call":"assess","case":{"applicationDate":"2025-06-01"},"options":{"policy":{}}}', 8, 'invalid-case'],
      ['{"id":9,"call":"assess","case":{"applicationDate":"2025-06-01"},"options":{"workLimit":-1}}', 9, 'invalid-case'],
      ['{"id":10,"call":"replay","receipt":{}}', 10, 'invalid-case'],
    ];
    const answers = served(...asked.flatMap(([line]) => [line, good]), '', '  \t\r');
    expect(codes(answers)).toEqual(asked.flatMap(([, id, code]) => [[id, code], ['good', 'ok']]));
    for (const { error } of answers) if (error !== undefined) expect(Math.min(error.message.zh.length, error.message.en.length)).toBeGreaterThan(5);
  });

  it('that is hostile is answered as data', () => {
    const deep = '['.repeat(2 * MIB) + ']'.repeat(2 * MIB);
    const proto = '{"__proto__":{"applicationDate":"2025-06-01"},"constructor":{"prototype":{}}}';
    const answers = served(
      '['.repeat(5 * MIB),
      `{"id":1,"call":"assess","case":{"applicationDate":"2025-06-01","projects":${deep}}}`,
      `{"id":${deep},"call":"assess","case":{}}`,
      // As deep as it may be, and one whose text only looks deep.
      `{"id":1,"call":"assess","case":${'['.repeat(31)}${']'.repeat(31)}}`,
      `{"id":2,"call":"assess","case":{"applicationDate":"2025-06-01","parks":[{"id":"${'['.repeat(100)}\\""}]}}`,
      `{"id":3,"call":"assess","case":${proto}}`,
      `{"id":4,"call":"assess","case":{"applicationDate":"2025-06-01"},"options":{"__proto__":{"readings":{}}}}`,
      `{"id":5,"call":"assess","case":{"applicationDate":"2025-06-01"},"__proto__":{"options":{}}}`,
      `{"id":6,"call":"assess","case":{"applicationDate":"2025-06-01","projects":[{"id":"P","owner":"E","totalInvestment":"${'9'.repeat(MIB)}e999999999"}]}}`,
      `{"id":7,"call":"replay","receipt":${proto}}`,
      '{"id":8,"call":"match","case":[[]]}',
      '{"id":9,"call":"assess","case":{"applicationDate":"2025-06-01"}}',
    );
    expect(codes(answers)).toEqual([
      [null, 'too-deep'], [null, 'too-deep'], [null, 'too-deep'], [1, 'invalid-case'], [2, 'ok'], [3, 'invalid-case'], [4, 'invalid-case'], [5, 'not-a-request'],
      [6, 'invalid-case'], [7, 'invalid-case'], [8, 'invalid-case'], [9, 'ok'],
    ]);
  });

  it('of 5 MB is answered, and one of more than 16 MiB is refused', () => {
    const large = { id: 1, call: 'assess', case: largeCase(5_000_000), options: { payees: ['企业3'] } };
    const line = JSON.stringify(large);
    expect(Buffer.byteLength(line)).toBeGreaterThan(5_000_000);
    const padded = (bytes: number): string => {
      const start = '{"id":2,"call":"assess","case":{"applicationDate":"2025-06-01"}';
      return `${start}${' '.repeat(bytes - start.length - 1)}}`;
    };
    const [first, ...others] = served(line, padded(16 * MIB), padded(16 * MIB + 1), padded(100));
    // One owner of all: 10 % of 2000万.
    expect(first).toMatchObject({ id: 1, ok: true, result: { selection: { total: { min: '2000000.00', max: '2000000.00' } } } });
    expect(codes(others)).toEqual([[2, 'ok'], [null, 'too-long'], [2, 'ok']]);
  });

  it('that never ends is not held: 300 MB in one line', async () => {
    const peak = "process.on('exit', () => process.stderr.write(String(process.resourceUsage().maxRSS)))";
    const child = spawn(process.execPath, ['--import', `data:text/javascript,${encodeURIComponent(peak)}`, SERVICE], { cwd: ROOT });
    let [out, err] = ['', ''];
    child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text));
    const piece = Buffer.alloc(MIB, 0x5b);
    for (let i = 0; i < 300; i += 1) if (!child.stdin.write(piece)) await new Promise<void>((drained) => child.stdin.once('drain', () => drained()));
    child.stdin.end('\n{"id":1,"call":"assess","case":{"applicationDate":"2025-06-01"}}');
    const status = await new Promise((closed) => child.on('close', closed));
    expect({ status, answers: codes(out.trim().split('\n').map((line) => JSON.parse(line) as Answer)) }).toEqual({ status: 0, answers: [[null, 'too-long'], [1, 'ok']] });
    expect(Number(err) / 1024).toBeLessThan(200);
  });
});

describe('a pipe of cases', () => {
  const piped = (input: string | Buffer, ...args: readonly string[]): Answer[] => lines(run(process.execPath, [SERVICE, 'pipe', ...args], input));

  it('gives an assessment a line, and the number of a line that is wrong', () => {
    const small: CaseFile = { applicationDate: '2025-06-01' };
    const answers = piped(`${JSON.stringify(enterprise)}\r\n\nnonsense\n{}\n${JSON.stringify(small)}`);
    expect([answers[0], answers[3]]).toEqual([plain(assess(enterprise)), plain(assess(small))]);
    expect(answers.slice(1, 3)).toMatchObject([{ line: 3, error: { code: 'not-json' } }, { line: 4, error: { code: 'invalid-case', issues: [{ path: '$.applicationDate' }] } }]);
    expect(answers).toHaveLength(4);
  });

  it('takes readings for all of them', () => {
    const [answer] = piped(JSON.stringify(enterprise), '--reading', 'leaseWithInvestmentSubsidy=stack');
    expect(answer).toEqual(plain(assess(enterprise, { readings: { leaseWithInvestmentSubsidy: 'stack' } })));
  });

  it('keeps the order of many lines', () => {
    const years = Array.from({ length: 3000 }, (_, i) => `${1900 + (i % 300)}-01-01`);
    const answers = piped(years.map((day, i) => JSON.stringify(i % 7 === 0 ? { applicationDate: i } : { applicationDate: day })).join('\n'));
    expect(answers.map((a, i) => a.line === (i % 7 === 0 ? i + 1 : undefined)).every(Boolean)).toBe(true);
  });

  it('bears a reader that stops early, and one that is slow', () => {
    const many = `${JSON.stringify(enterprise)}\n`.repeat(300);
    const stopped = run('sh', ['-c', '"$0" "$1" pipe | head -n 1 | wc -l', process.execPath, SERVICE], many);
    expect({ ...stopped, stdout: stopped.stdout.trim() }).toEqual({ status: 0, stdout: '1', stderr: '' });
    const slow = run('sh', ['-c', '"$0" "$1" pipe | (sleep 2; wc -l)', process.execPath, SERVICE], many);
    expect(slow.stdout.trim()).toBe('300');
  });

  it('refuses what it does not take', () => {
    for (const args of [['tube'], ['pipe', 'pipe'], ['--colour'], ['pipe', '--reading', 'x'], ['pipe', '--reading', 'rounding=up'], ['--reading', 'rounding=down-fen']]) {
      const { status, stdout, stderr } = run(process.execPath, [SERVICE, ...args, '--lang', 'en']);
      expect({ status, stdout }, args.join(' ')).toEqual({ status: 1, stdout: '' });
      expect(stderr).toMatch(/^(?:--reading )?\S+: .*expected /);
    }
  });
});

/** In the pipeline a client is run or the tests fail; elsewhere one may lack the language. */
const lacks = (tool: string): boolean => !process.env['CI'] && spawnSync(tool, ['--version']).error !== undefined;
const vectors = `${ROOT}dist/vectors.json`;

describe.each([
  ['Python', 'python3', ['examples/clients/client.py'], ['examples/clients/client.py', '--vectors']],
  ['Java', 'javac', ['examples/clients/Client.java'], ['examples/clients/Vectors.java']],
])('a client in %s', (_language, tool, client, checker) => {
  const command = tool === 'javac' ? 'java' : tool;

  it.skipIf(lacks(tool)).each(['1-enterprise', '4-park'])('gets the total of %s', (name) => {
    const path = `examples/cases/${name}.json`;
    const { min, max } = assess(JSON.parse(read(path)) as CaseFile).selection.total;
    expect(run(command, [...client, path])).toEqual({ status: 0, stdout: `${min} ${max}\n`, stderr: '' });
  });

  it.skipIf(lacks(tool))('is told in words what is wrong with a case', () => {
    const path = `${mkdtempSync(`${tmpdir()}/client-`)}/case.json`;
    writeFileSync(path, '{"applicationDate":\r\n"2025-06-31"}');
    const { status, stdout, stderr } = run(command, [...client, path]);
    expect([status, stdout]).toEqual([1, '']);
    expect(stderr).toContain('应为1900至2199年间的日期YYYY-MM-DD，实为');
  });

  it.skipIf(lacks(tool))('without a case, or with none that can be read, says so and no more', () => {
    const folder = mkdtempSync(`${tmpdir()}/client-`);
    writeFileSync(`${folder}/empty.json`, '');
    // 丙 in GBK
    writeFileSync(`${folder}/gbk.json`, Buffer.from([0x22, 0xb1, 0xfb, 0x22]));
    for (const [file, said] of [[[], ' examples/clients/'], [[`${folder}/empty.json`], `${folder}/empty.json: `], [[`${folder}/gbk.json`], `${folder}/gbk.json: `], [[`${folder}/none.json`], `${folder}/none.json`], [[folder], folder]] as const) {
      const { status, stdout, stderr } = run(command, [...client, ...file]);
      expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
      expect(stderr).toContain(said);
      expect(stderr).not.toMatch(/Traceback|Exception|\tat /);
    }
  });

  it.skipIf(lacks(tool))('finds one wrong figure among vectors', () => {
    const vector = (amount: string) => ({
      id: amount, case: { applicationDate: '2025-06-01', projects: [{ id: '项\n"目\\u0041', owner: 'E' }] },
      expected: [[['selection', 'total', 'max'], amount], [['determinations', 'investment-subsidy:项\n"目\\u0041', 'status'], 'undetermined'], [['determinations', 'none', 'amount'], null]],
    });
    const path = `${mkdtempSync(`${tmpdir()}/client-`)}/vectors.json`;
    // A ceiling of 2000万 for a project of which nothing is known.
    writeFileSync(path, JSON.stringify({ vectors: [vector('20000000.00'), vector('19999999.99')] }));
    const { status, stdout, stderr } = run(command, [...checker, path]);
    expect([status, stdout]).toEqual([1, '5 of 6\n']);
    expect(stderr).toContain('19999999.99');
  });

  it.skipIf(lacks(tool) || !existsSync(vectors))('gives every figure of the vectors', () => {
    const { status, stdout, stderr } = run(command, [...checker, vectors]);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toMatch(/^(\d+) of \1\n$/);
  });
});

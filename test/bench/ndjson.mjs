/** A case a line in, an assessment a line out, as examples/service.mjs does it: lines per second of processor time and memory, in fresh processes. */
import { spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { median } from './timing.mjs';

const path = (relative) => fileURLToPath(new URL(relative, import.meta.url));
/** Prints what the process took when it ends, its start included. */
const REPORT = `data:text/javascript,import { writeSync } from 'node:fs';
process.on('exit', () => {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  writeSync(2, JSON.stringify({ ms: (userCPUTime + systemCPUTime) / 1000, kB: maxRSS }));
});`;
const CONTENDERS = { assess: [path('../../examples/service.mjs'), 'pipe'], json: [path('./ndjson-alone.mjs')] };
const ROUNDS = 3;

function measured(args, file) {
  const input = openSync(file, 'r');
  const nowhere = openSync('/dev/null', 'w');
  try {
    const { status, stderr } = spawnSync(process.execPath, ['--import', REPORT, ...args], { stdio: [input, nowhere, 'pipe'], encoding: 'utf8' });
    if (status !== 0) throw new Error(stderr);
    return JSON.parse(stderr);
  } finally {
    closeSync(input);
    closeSync(nowhere);
  }
}

/** @param {readonly unknown[]} cases */
export function throughput(cases) {
  const folder = mkdtempSync(join(tmpdir(), 'bench-ndjson-'));
  const file = join(folder, 'cases.ndjson');
  try {
    writeFileSync(file, cases.map((each) => `${JSON.stringify(each)}\n`).join(''));
    const rounds = Array.from({ length: ROUNDS }, () => ({ assess: measured(CONTENDERS.assess, file), json: measured(CONTENDERS.json, file) }));
    const of = (name, unit) => median(rounds.map((round) => round[name][unit]));
    const ratio = (unit) => median(rounds.map(({ assess, json }) => assess[unit] / json[unit]));
    return {
      lines: cases.length,
      contenders: Object.keys(CONTENDERS).map((name) => ({ name, perSecond: (cases.length * 1000) / of(name, 'ms'), megabytes: of(name, 'kB') / 1000 })),
      time: ratio('ms'),
      memory: ratio('kB'),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What the pipe of examples/service.mjs costs without the library: each line is read, parsed, written as JSON and sent on. */
import { once } from 'node:events';
import { linesOf } from '../../examples/lib/lines.mjs';

for await (const lines of linesOf(process.stdin, 2 ** 24)) {
  const text = lines.map((line) => `${JSON.stringify(JSON.parse(String(line)))}\n`).join('');
  if (!process.stdout.write(text)) await once(process.stdout, 'drain');
}

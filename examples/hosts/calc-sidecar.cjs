// @ts-check
// Beside the add-in of LibreOffice: a call a line on the standard input, its answer a line on the standard output.
const { readFileSync } = require('node:fs');
const { join } = require('node:path');
const { createInterface } = require('node:readline');
const { runInThisContext } = require('node:vm');

runInThisContext(readFileSync(join(__dirname, 'cdjg.js'), 'utf8'));
const { answerForLibreOffice, sheetCatalogue } = /** @type {any} */ (globalThis).CDJG;

/** @param {string} line */
function answer(line) {
  try {
    const [id, args] = JSON.parse(line);
    return answerForLibreOffice(sheetCatalogue, id, args);
  } catch (error) {
    return { code: 'VALUE', message: String(error) };
  }
}
createInterface({ input: process.stdin }).on('line', (line) => void process.stdout.write(`${JSON.stringify(answer(line))}\n`));

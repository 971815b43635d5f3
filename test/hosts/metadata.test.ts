/** What the makers' own tools read from functions with the same help is what is written for Excel and WPS. */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type StubDialect, excelMetadata, scriptStubs, wpsMetadata } from '../../src/sheet/hosts/index.js';
import { sheetCatalogue } from '../../src/sheet.js';

const tools = join(import.meta.dirname, '../../node_modules/.hosts');
const toolsOf = (name: string): NodeJS.Require => createRequire(join(tools, name, 'package.json'));
const lacks = (name: string): boolean => !existsSync(join(tools, name, 'installed')) && process.env['CI'] !== 'true';

let folder = '';
beforeAll(() => void (folder = mkdtempSync(join(tmpdir(), 'metadata-'))));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function stubs(dialect: Omit<StubDialect, 'prefix' | 'returns'>): string {
  const file = join(folder, 'functions.js');
  writeFileSync(file, scriptStubs(sheetCatalogue, { prefix: '', returns: () => '[]', ...dialect }));
  return file;
}

describe('the metadata', () => {
  it.skipIf(lacks('office'))('of Excel, as custom-functions-metadata reads it', async () => {
    const { generateCustomFunctionsMetadata } = toolsOf('office')('custom-functions-metadata') as { generateCustomFunctionsMetadata(file: string, told: boolean): Promise<{ metadataJson: string; errors: string[]; associate: { id: string }[] }> };
    const { metadataJson, errors, associate } = await generateCustomFunctionsMetadata(stubs({ isIdTagged: true, hasRest: true }), true);
    expect(errors).toEqual([]);
    expect(excelMetadata(sheetCatalogue)).toEqual(JSON.parse(metadataJson));
    const associated: string[] = [];
    const { associateInExcel } = await import('../../src/sheet/hosts/index.js');
    associateInExcel({ associate: (id: string) => void associated.push(id) } as never, sheetCatalogue);
    expect(associated).toEqual(associate.map(({ id }) => id));
  });

  it.skipIf(lacks('wps'))('of WPS, as wpsjs reads it', () => {
    const { generateFunctionsJson } = toolsOf('wps')('wpsjs/vite_plugins') as { generateFunctionsJson(from: string, to: string): void };
    generateFunctionsJson(stubs({ isIdTagged: false, hasRest: false }), join(folder, 'functions.json'));
    expect(wpsMetadata(sheetCatalogue)).toEqual(JSON.parse(readFileSync(join(folder, 'functions.json'), 'utf8')));
  });

  it('keeps to the rules of names: no cell, no number, nothing but capitals, each parameter once', () => {
    for (const { id, parameters } of sheetCatalogue.functions) {
      expect(id).toMatch(/^[A-Z][A-Z0-9_]{2,}$/);
      expect(id).not.toMatch(/^[A-Z]{1,3}\d+$|^R\d*C\d*$/);
      expect(parameters.filter((p) => p.repeating === true && p !== parameters.at(-1))).toEqual([]);
    }
    const named = excelMetadata(sheetCatalogue) as { functions: { id: string; parameters: { name: string }[] }[] };
    for (const { id, parameters } of named.functions) expect(new Set(parameters.map((p) => p.name)).size, id).toBe(parameters.length);
  });
});

/** What every host is told and what it sends, for a policy that no host has seen. */
import { describe, expect, it } from 'vitest';
import {
  type SheetCatalogue, answerForLibreOffice, associateInExcel, callInGoogleSheets, excelManifest, excelMetadata, googleSheetsScript, libreOfficeFiles,
  registerInUniver, registerInWps, wpsManifest, wpsMetadata,
} from '../../src/sheet/hosts/index.js';
import { type Cell, type SheetFunction, SheetError, sheetFunctionsOf } from '../../src/sheet/index.js';
import { text } from '../../src/core/text.js';
import { toyDistrict } from '../support/toy-district.js';

const toy: SheetCatalogue = { namespace: 'TOY', title: text('示例区 <政策>', 'a district'), functions: sheetFunctionsOf(toyDistrict, '0') };

/** A function that says what it was called with. */
const echo: SheetFunction = {
  id: 'ECHO', name: text('回声', 'echo'), description: text('回声', 'echo'), result: 'table',
  parameters: [{ name: text('表', 'table'), description: text('表', 'table'), type: 'table', optional: false }, { name: text('其他', 'more'), description: text('其他', 'more'), type: 'any', optional: true, repeating: true }],
  call: (...args) => [[JSON.stringify(args)]],
};
const fails = (code: 'VALUE' | 'NUM' | 'NA'): SheetFunction => ({ ...echo, id: code, call: () => { throw new SheetError(code, '原因'); } });
const catalogue: SheetCatalogue = { ...toy, functions: [echo, fails('VALUE'), fails('NUM'), fails('NA'), { ...echo, id: 'BROKEN', call: () => { throw new TypeError('fault'); } }] };

type Run = (...args: unknown[]) => unknown;
function collected(register: (put: (id: string, run: Run) => void) => void): (id: string) => Run {
  const functions = new Map<string, Run>();
  register((id, run) => void functions.set(id, run));
  return (id) => functions.get(id) as Run;
}
class ExcelError extends Error {
  readonly code: string;
  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}
const excel = collected((associate) => associateInExcel({ associate, Error: ExcelError as never, ErrorCode: { invalidValue: '#VALUE!', invalidNumber: '#NUM!', notAvailable: '#N/A' } }, catalogue));
const wps = collected((put) => registerInWps({ AddCustomFunction: (space, name, run) => put(`${space}.${name}`, run) }, catalogue));
const univer = collected((put) => registerInUniver({ registerFunction: (name, run) => put(name, run as never) }, catalogue));
const heard = (result: unknown): Cell[][][] => JSON.parse((result as string[][])[0]?.[0] as string) as Cell[][][];

describe('what arrives', () => {
  it('0 is an empty cell where a host sends 0 for one, and only there', () => {
    const table = [['数量', 0], ['', false]];
    expect(heard(excel('ECHO')(table, null, {}))).toEqual([[['数量', null], ['', false]], null]);
    expect(heard(wps('TOY.ECHO')(table, 0))).toEqual([[['数量', null], ['', false]], null]);
    expect(heard(univer('TOY.ECHO')(table, [[0]]))).toEqual([[['数量', null], ['', false]], [[null]]]);
    expect(heard((answerForLibreOffice(catalogue, 'ECHO', [table, 0]) as { value: unknown }).value)).toEqual([[['数量', 0], ['', false]], null]);
    expect(heard(callInGoogleSheets(catalogue, 'ECHO', [table, 0]))).toEqual([[['数量', 0], ['', false]], 0]);
  });

  it('repeated arguments in a list are arguments, and what comes after them is none', () => {
    expect(heard(excel('ECHO')([['a']], [[['b']], [['c']]], { address: 'A1' }))).toEqual([[['a']], [['b']], [['c']]]);
  });

  it('a day of Google Sheets is a day, any other object nothing', () => {
    expect(heard(callInGoogleSheets(catalogue, 'ECHO', [[[new Date(2025, 5, 1), {}]]]))).toEqual([[['2025-06-01', null]]]);
  });
});

describe('what goes back', () => {
  it('each error is the one of the host, and a fault of the library is not hidden', () => {
    expect(['VALUE', 'NUM', 'NA'].map((id) => univer(`TOY.${id}`)([['a']]))).toEqual(['#VALUE!', '#NUM!', '#N/A']);
    for (const [id, code] of [['VALUE', '#VALUE!'], ['NUM', '#NUM!'], ['NA', '#N/A']] as const) {
      expect(() => excel(id)([['a']])).toThrow(expect.objectContaining({ code, message: '原因' }));
      expect(() => wps(`TOY.${id}`)([['a']])).toThrow('原因');
      expect(() => callInGoogleSheets(catalogue, id, [[['a']]])).toThrow('原因');
      expect(answerForLibreOffice(catalogue, id, [])).toEqual({ code: id, message: '原因' });
    }
    expect(() => excel('BROKEN')([['a']])).toThrow(TypeError);
    // Univer alone cannot stand an exception.
    expect(univer('TOY.BROKEN')([['a']])).toBe('#VALUE!');
  });

  it('LibreOffice is told that a function of single cells gives no column, and that there is no such function', () => {
    const { id } = toy.functions.find((f) => f.result === 'any') as SheetFunction;
    expect(answerForLibreOffice(toy, id, [[['a'], ['b']]])).toMatchObject({ code: 'VALUE', message: expect.stringContaining('一次测算一个对象') });
    expect(answerForLibreOffice(toy, 'NOTHING', [])).toMatchObject({ code: 'VALUE' });
  });
});

describe('what is written', () => {
  const ids = toy.functions.map((f) => f.id);

  it('every host is told every function, in Chinese', () => {
    for (const metadata of [excelMetadata(toy), wpsMetadata(toy)] as { functions: { name: string; description: string; parameters: { name: string }[] }[] }[]) {
      expect(metadata.functions.map((f) => f.name)).toEqual(ids);
      for (const { description, parameters } of metadata.functions) {
        expect(description).toMatch(/[一-鿿]/);
        expect(new Set(parameters.map((p) => p.name)).size).toBe(parameters.length);
        for (const { name } of parameters) expect(name).toMatch(/^[\p{L}_][\p{L}\p{N}_]*$/u);
      }
    }
    const script = googleSheetsScript(toy);
    for (const id of ids) expect(script).toContain(`function TOY_${id}(`);
    expect(script.match(/@customfunction/g)).toHaveLength(ids.length);
  });

  it('LibreOffice finds each method in the interface, with its words under the same name', () => {
    const { 'functions.idl': idl = '', 'CalcAddIns.xcu': words = '', 'addin.json': names = '' } = libreOfficeFiles(toy);
    const { module, functions } = JSON.parse(names) as { module: string; functions: Record<string, string> };
    expect(module).toBe('toy');
    expect(Object.values(functions)).toEqual(ids);
    for (const method of Object.keys(functions)) {
      expect(method).toMatch(/^[a-z0-9]+$/);
      const count = (new RegExp(` ${method}\\((.*)\\);`).exec(idl)?.[1] ?? '').split('[in]').length - 1;
      const node = words.slice(words.indexOf(`<node oor:name="${method}"`)).split('\n')[0] ?? '';
      expect(node.match(/<node oor:name="a\d+"/g) ?? []).toHaveLength(count);
    }
  });

  it('texts are escaped in every manifest', () => {
    const manifest = excelManifest(toy, { id: 'x', version: '1.0.0.0', provider: '甲&乙', url: 'https://example.org/a?b&c' });
    expect(manifest).toContain('甲&amp;乙');
    expect(manifest).toContain('DefaultValue="https://example.org/a?b&amp;c/functions.json"');
    for (const written of [manifest, wpsManifest(toy), libreOfficeFiles(toy)['description.xml']]) expect(written).toContain('示例区 &lt;政策&gt;');
  });
});

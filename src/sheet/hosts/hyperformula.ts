import type { Cell } from '../cell.js';
import { type SheetCatalogue, answered } from './catalogue.js';

/** What is used of the module `hyperformula`. */
export interface HyperFormulaModule {
  readonly HyperFormula: {
    registerFunctionPlugin(plugin: never, translations: never): void;
    getRegisteredLanguagesCodes(): string[];
  };
  readonly FunctionPlugin: abstract new (...args: never[]) => object;
  readonly FunctionArgumentType: { readonly ANY: unknown };
  readonly ArraySize: { new (width: number, height: number): object; scalar(): object };
  readonly SimpleRangeValue: { onlyValues(values: never): unknown };
  readonly CellError: new (type: never, message?: string) => unknown;
  readonly ErrorType: Readonly<Record<'VALUE' | 'NUM' | 'NA' | 'SPILL', unknown>>;
  readonly EmptyValue: unknown;
}

interface Size {
  readonly width: number;
  readonly height: number;
}
interface Call {
  readonly procedureName: string;
  readonly args: readonly unknown[];
}
interface Engine {
  runFunction(args: readonly unknown[], state: unknown, metadata: unknown, run: (...args: unknown[]) => unknown): unknown;
  metadata(name: string): unknown;
  arraySizeForAst(argument: unknown, state: unknown): Size;
}

/** A range, a number with its format, or an error, as the engine holds them. */
function unwrapped(value: unknown): unknown {
  const { data, val, type } = (typeof value === 'object' && value !== null ? value : {}) as { data?: unknown; val?: unknown; type?: unknown };
  if (Array.isArray(data)) return (data as unknown[][]).map((row) => row.map(unwrapped));
  return typeof val === 'number' ? val : typeof type === 'string' ? `#${type}!` : value;
}

/** Makes the functions known to HyperFormula; engines that are built afterwards have them. */
export function registerInHyperFormula(module: HyperFormulaModule, { namespace, functions }: SheetCatalogue): void {
  const { ArraySize, CellError, EmptyValue, ErrorType, FunctionArgumentType: { ANY }, FunctionPlugin, HyperFormula, SimpleRangeValue } = module;
  const byName = new Map(functions.map((f) => [`${namespace}.${f.id}`, f]));
  /** The engine fixes the size of a result before there is one. */
  const sizeOf = (engine: Engine, { procedureName, args }: Call, state: unknown): Size | undefined => {
    const f = byName.get(procedureName);
    const sizes = args.map((a) => engine.arraySizeForAst(a, state)).filter((s) => s.height > 1 || s.width > 1);
    return f?.extent !== undefined ? f.extent(sizes.map((s) => s.height)) : f?.result === 'any' ? sizes[0] : undefined;
  };
  class Plugin extends FunctionPlugin {
    static implementedFunctions = Object.fromEntries(functions.map((f) => [`${namespace}.${f.id}`, {
      method: 'call', sizeOfResultArrayMethod: 'size',
      parameters: f.parameters.map((p) => ({ argumentType: ANY, optionalArg: p.optional })),
      ...(f.parameters.at(-1)?.repeating === true ? { repeatLastArgs: 1 } : undefined),
    }]));
    call(ast: Call, state: unknown): unknown {
      const engine = this as unknown as Engine;
      return engine.runFunction(ast.args, state, engine.metadata(ast.procedureName), (...given) => {
        const answer = answered(byName.get(ast.procedureName) as never, given.map(unwrapped), { zeroIsEmpty: 'never' });
        if (!('value' in answer)) return new CellError(ErrorType[answer.code] as never, answer.message);
        if (!Array.isArray(answer.value)) return answer.value ?? EmptyValue;
        return within(answer.value, sizeOf(engine, ast, state));
      });
    }
    size(ast: Call, state: unknown): unknown {
      const size = sizeOf(this as unknown as Engine, ast, state);
      return size === undefined ? ArraySize.scalar() : new ArraySize(size.width, size.height);
    }
  }
  const within = (table: Cell[][], size: Size = { width: 1, height: 1 }): unknown => {
    if (table.length > size.height) return new CellError(ErrorType.SPILL as never, `结果共${table.length}行，超出预留的${size.height}行`);
    const rows = Array.from({ length: size.height }, (_r, i) => Array.from({ length: size.width }, (_c, k) => table[i]?.[k] ?? EmptyValue));
    return SimpleRangeValue.onlyValues(rows as never);
  };
  const names = Object.fromEntries([...byName.keys()].map((name) => [name, name]));
  HyperFormula.registerFunctionPlugin(Plugin as never, Object.fromEntries(HyperFormula.getRegisteredLanguagesCodes().map((code) => [code, names])) as never);
}

// The library is checked without Node's types, so that nothing of Node can slip into src; the few
// functions that tests need are declared here.
declare function structuredClone<T>(value: T): T;
declare module 'node:crypto' {
  export function createHash(algorithm: string): { update(data: string, encoding: string): { digest(encoding: string): string } };
}
declare module 'node:process' {
  export function cpuUsage(since?: { readonly user: number; readonly system: number }): { readonly user: number; readonly system: number };
  export const env: { readonly [name: string]: string | undefined };
  export const stdout: { write(text: string): boolean };
}
declare module 'node:fs' {
  export function readFileSync(path: string, encoding: string): string;
  export function writeFileSync(path: string, data: string): void;
  export function readdirSync(path: string, options?: { readonly recursive: true }): readonly string[];
}
declare module 'node:path' {
  export function join(...parts: readonly string[]): string;
}
declare class URL {
  constructor(url: string, base: string);
  readonly pathname: string;
}
interface ImportMeta {
  readonly url: string;
}

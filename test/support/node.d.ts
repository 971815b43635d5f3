// The library is checked without Node's types, so that nothing of Node can slip into src; the few
// functions that tests need are declared here.
declare function structuredClone<T>(value: T): T;
declare module 'node:crypto' {
  export function createHash(algorithm: string): { update(data: string, encoding: string): { digest(encoding: string): string } };
}
declare module 'node:process' {
  export const env: { readonly [name: string]: string | undefined };
}

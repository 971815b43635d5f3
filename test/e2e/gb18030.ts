/** GB18030 bytes of a text, by the decoder's own table of the two-byte range. */
const GBK = new Map<string, readonly [number, number]>();
for (let a = 0x81; a <= 0xfe; a += 1) for (let b = 0x40; b <= 0xfe; b += 1) {
  if (b === 0x7f) continue;
  const char = new TextDecoder('gb18030').decode(new Uint8Array([a, b]));
  if (char.length === 1 && !GBK.has(char)) GBK.set(char, [a, b]);
}
export const gb18030 = (text: string): Uint8Array =>
  new Uint8Array([...text].flatMap((char) => (char < '\u0080' ? [char.charCodeAt(0)] : [...(GBK.get(char) ?? [0x3f])])));

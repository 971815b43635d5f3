/** SHA-256 (FIPS 180-4) of a text in UTF-8, without the API of any host. */

const BLOCK = 64;

interface Constants {
  /** Square roots of the first 8 primes, cube roots of the first 64: of each, the 32 bits after the point. */
  readonly start: Int32Array;
  readonly round: Int32Array;
}

let constants: Constants | undefined;

function constantsOf(): Constants {
  const primes: number[] = [];
  for (let n = 2; primes.length < 64; n += 1) if (primes.every((p) => n % p !== 0)) primes.push(n);
  const bits = (root: number): number => ((root % 1) * 2 ** 32) | 0;
  return { start: Int32Array.from(primes.slice(0, 8), (p) => bits(Math.sqrt(p))), round: Int32Array.from(primes, (p) => bits(Math.cbrt(p))) };
}

/** One digest in the making: takes bytes and keeps no more than a block of them. */
class Digest {
  readonly #round: Int32Array;
  readonly #state: Int32Array;
  readonly #words = new Int32Array(BLOCK);
  #bytes = 0;

  constructor({ start, round }: Constants) {
    this.#state = start.slice();
    this.#round = round;
  }

  put(byte: number): void {
    const at = this.#bytes % BLOCK;
    const word = at >> 2;
    this.#words[word] = ((this.#words[word] as number) << 8) | byte;
    this.#bytes += 1;
    if (at === BLOCK - 1) this.#compress();
  }

  /** A one, noughts up to eight bytes before the end of a block, and the length in bits. */
  end(): string {
    const bytes = this.#bytes;
    this.put(0x80);
    while (this.#bytes % BLOCK !== BLOCK - 8) this.put(0);
    const bits = [Math.floor(bytes / 2 ** 29), (bytes << 3) >>> 0];
    for (const part of bits) for (let shift = 24; shift >= 0; shift -= 8) this.put((part >>> shift) & 0xff);
    return Array.from(this.#state, (word) => (word >>> 0).toString(16).padStart(8, '0')).join('');
  }

  #compress(): void {
    const w = this.#words;
    const k = this.#round;
    for (let i = 16; i < BLOCK; i += 1) {
      const x = w[i - 15] as number;
      const y = w[i - 2] as number;
      const s0 = ((x >>> 7) | (x << 25)) ^ ((x >>> 18) | (x << 14)) ^ (x >>> 3);
      const s1 = ((y >>> 17) | (y << 15)) ^ ((y >>> 19) | (y << 13)) ^ (y >>> 10);
      w[i] = ((w[i - 16] as number) + s0 + (w[i - 7] as number) + s1) | 0;
    }
    let [a, b, c, d, e, f, g, h] = this.#state as unknown as [number, number, number, number, number, number, number, number];
    for (let i = 0; i < BLOCK; i += 1) {
      const s1 = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7));
      const t1 = (h + s1 + ((e & f) ^ (~e & g)) + (k[i] as number) + (w[i] as number)) | 0;
      const s0 = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10));
      const t2 = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
      [h, g, f, e] = [g, f, e, (d + t1) | 0];
      [d, c, b, a] = [c, b, a, (t1 + t2) | 0];
    }
    [a, b, c, d, e, f, g, h].forEach((word, i) => (this.#state[i] = ((this.#state[i] as number) + word) | 0));
  }
}

/** The digest of a text as 64 hexadecimal digits. The text holds no half characters. */
export function sha256(text: string): string {
  const digest = new Digest((constants ??= constantsOf()));
  for (let i = 0; i < text.length; i += 1) {
    const unit = text.charCodeAt(i);
    if (unit < 0x80) {
      digest.put(unit);
      continue;
    }
    const point = text.codePointAt(i) as number;
    if (point > 0xffff) i += 1;
    const after = point < 0x800 ? 1 : point < 0x1_0000 ? 2 : 3;
    // 110, 1110 or 11110 and the first bits, then six bits a byte.
    digest.put(((0xf00 >> (after + 1)) & 0xff) | (point >> (6 * after)));
    for (let left = after - 1; left >= 0; left -= 1) digest.put(0x80 | ((point >> (6 * left)) & 0x3f));
  }
  return digest.end();
}

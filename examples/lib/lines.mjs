// @ts-check
/** In place of a line that was too long to be held. */
export const TOO_LONG = Symbol('too long');

const LINE_FEED = 0x0a;

/**
 * The lines of a stream of bytes, without their ends, as many at a time as have come. Of a line longer than `most` bytes
 * nothing is kept.
 *
 * @param {AsyncIterable<Buffer>} input
 * @param {number} most
 * @returns {AsyncGenerator<(Buffer | typeof TOO_LONG)[]>}
 */
export async function* linesOf(input, most) {
  /** The beginning of a line whose end has not come yet. @type {Buffer[]} */
  let parts = [];
  let length = 0;
  const take = (/** @type {Buffer} */ part) => {
    length += part.length;
    if (length > most) parts = [];
    else if (part.length > 0) parts.push(part);
  };
  const ended = () => {
    const line = length > most ? TOO_LONG : parts.length === 1 ? /** @type {Buffer} */ (parts[0]) : Buffer.concat(parts);
    parts = [];
    length = 0;
    return line;
  };
  for await (const chunk of input) {
    const lines = [];
    let start = 0;
    for (let end = chunk.indexOf(LINE_FEED); end >= 0; end = chunk.indexOf(LINE_FEED, start)) {
      take(chunk.subarray(start, end));
      lines.push(ended());
      start = end + 1;
    }
    take(chunk.subarray(start));
    if (lines.length > 0) yield lines;
  }
  if (length > 0) yield [ended()];
}

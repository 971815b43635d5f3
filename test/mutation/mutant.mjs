/** How a mutant is told by what it says and not by where it stands, so that an edit elsewhere in the file loses nothing. */

const squeezed = (text) => text.replace(/\s+/g, ' ').trim();
const short = (text) => (text.length > 240 ? `${text.slice(0, 160)} … ${text.slice(-76)}` : text);

/** The lines of a mutant as they are and as they become; `first` is what Stryker counts lines and columns from: 0 for a runner, 1 in a report. */
export function mutantOf(text, file, { location: { start, end }, replacement, mutatorName }, first = 0) {
  const lines = text.split('\n');
  const from = start.line - first;
  const to = end.line - first;
  const before = lines[from].slice(0, start.column - first);
  const rest = lines[to].slice(end.column - first);
  const whole = lines.slice(from, to + 1).join('\n');
  const original = whole.slice(before.length, whole.length - rest.length);
  const [was, now] = [original, replacement].map((part) => short(squeezed(`${before}${part}${rest}`)));
  const offset = lines.slice(0, from).join('\n').length + (from === 0 ? 0 : 1) + before.length;
  return { mutator: mutatorName, line: from + 1, from: offset, to: offset + original.length, replacement, was, now, key: `${file} ${mutatorName}: ${was} => ${now}` };
}

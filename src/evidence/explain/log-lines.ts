/** A line of IIS or HTTP.sys begins so, and with whom or what it was. */
const beginning = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d [\w.:-]+ /;
const nextOnLine = / (?=\d{4}-\d\d-\d\d \d\d:\d\d:\d\d [\w.:-]+ )/;

/** No line of these logs is wrapped into more. */
const mostPieces = 12;
/** A shorter line was not broken because it was full. */
const shortestFull = 40;

/**
 * Lines as the server wrote them: what a mail program has wrapped is put together, several that stand behind each other are
 * taken apart. `isWhole` says whether a line can be read as it is.
 */
export function unwrappedLines(lines: readonly string[], isWhole: (line: string) => boolean): readonly string[] {
  const parts = lines.flatMap((line) => (beginning.test(line) ? line.split(nextOnLine) : [line]));
  const found: string[] = [];
  for (let index = 0; index < parts.length; index += 1) {
    const line = parts[index] ?? '';
    const pieces = beginning.test(line) && !isWhole(line) ? piecesFrom(parts, index, isWhole) : 1;
    found.push(
      parts
        .slice(index, index + pieces)
        .map((part) => part.trim())
        .join(' '),
    );
    index += pieces - 1;
  }
  return found;
}

/** How many lines make one: up to where it can be read, and on as long as they are full. */
function piecesFrom(parts: readonly string[], start: number, isWhole: (line: string) => boolean): number {
  let joined = (parts[start] ?? '').trim();
  let whole = 0;
  for (let pieces = 2; pieces <= mostPieces; pieces += 1) {
    const next = parts[start + pieces - 1]?.trim() ?? '';
    const previous = parts[start + pieces - 2] ?? '';
    if (next === '' || beginning.test(next) || (whole > 0 && previous.length < shortestFull)) break;
    joined += ` ${next}`;
    if (whole > 0 || isWhole(joined)) whole = pieces;
  }
  return Math.max(whole, 1);
}

import { isReadable, parseToken } from '../protocol/token.js';
import { hasUsualLength, readsAsToken } from './cut-token.js';

/**
 * Finds tokens in what people paste: a header, a log line, a mail, a trace. What mail programs, logs, URLs and JSON did to
 * the text is undone as far as a token needs it; line breaks are taken out where that makes a token of it.
 */
export function* findTokenTexts(pasted: string): Generator<string> {
  const text = undoEscapes(pasted);
  const effort: Effort = { left: mostPieces };
  let from = 0;
  for (const { 0: beginning, index } of text.matchAll(headerStart)) {
    if (index < from || !readsAsToken(beginning.slice(0, 24))) continue;
    const { token, end } = takeToken(text, index, effort);
    if (token.length < 5) continue;
    from = end;
    yield token;
  }
}

/** A header begins with `{"`, `{ ` or `{` and a line break. Exchange takes `Bearer` without a blank behind it, too. */
const headerStart = /(?<![\w.-])e[wy][\w-]+|(?<=\b[Bb]earer)e[wy][\w-]+/g;

/** Zero-width characters, soft hyphens and byte order marks: what web pages and chats put into long words. */
const invisible = /[\u00ad\u200b-\u200f\u2060-\u2064\ufeff]/g;

function undoEscapes(text: string): string {
  let plain = text.replace(invisible, '');
  if (plain.includes('\\')) {
    plain = plain
      .replace(/\\u00([2-7][\da-f])/gi, fromHex)
      .replace(/\\+r\\+n|\\+[nr]/g, '\n')
      .replace(/\\+t/g, ' ');
  }
  for (let times = 0; times < 2 && plain.includes('%'); times += 1) {
    plain = plain.replace(/%([2-7][\da-f]|0[9ad])/gi, fromHex); // a URL within a URL is encoded twice
  }
  return plain;
}

function fromHex(_: string, digits: string): string {
  return String.fromCharCode(Number.parseInt(digits, 16));
}

interface Taken {
  readonly token: string;
  readonly end: number;
}

/** How many more pieces are put together to see whether they are a token: text that only looks like one must end, too. */
interface Effort {
  left: number;
}
const mostPieces = 20_000;
/** More lines than a header of 16 KB has in a mail. */
const mostOfOne = 1000;

const strictRun = /[\w.-]+/y;
/** The usual base64, padding included, as some tools write it. */
const looseRun = /[\w.+/=-]+/y;

function takeToken(text: string, start: number, effort: Effort): Taken {
  const strict = assemble(text, start, strictRun, effort);
  if (isWhole(strict.token) || !/[+/=]/.test(text[strict.end] ?? '')) return strict;
  const loose = assemble(text, start, looseRun, effort);
  return isWhole(loose.token) || (isComplete(loose.token) && !isComplete(strict.token)) ? loose : strict;
}

/** The token that begins here, put together from the pieces that lines, blanks and quotation marks made of it. */
function assemble(text: string, start: number, run: RegExp, effort: Effort): Taken {
  const first = pieceAt(text, start, run);
  if (!first) return { token: '', end: start };
  let best: Taken = { token: trimDots(first.piece), end: first.end };
  if (first.ellipsis || isWhole(best.token)) return best;
  let joined: Taken = { token: first.piece, end: first.end };
  const enough = Math.max(effort.left - mostOfOne, 0);
  let found = false;
  for (let isWrapped = true; dotsOf(joined.token) <= 2 && effort.left > enough; effort.left -= 1) {
    const gap = gapAt(text, joined.end);
    const next = gap && pieceAt(text, gap.end, run);
    if (!next || isAnother(joined.token, next)) break;
    const width = widthBefore(text, joined.end);
    joined = { token: joined.token + next.piece, end: next.end };
    const token = trimDots(joined.token);
    isWrapped &&= gap.isLineBreak && isRestOfWrapped(text, width, next, token);
    const whole = isWhole(token);
    if (whole || (!found && (isWrapped || (isComplete(token) && !isComplete(best.token)))))
      best = { token, end: joined.end };
    found ||= whole;
    if (found && !isWrapped) return best; // else the lines go on: a longer key may have made the signature
  }
  return best;
}

/** Does another token begin here? The claims of this one begin in the same way, behind its first dot. */
function isAnother(token: string, { piece }: Piece): boolean {
  return piece.startsWith('eyJ') && !(token.endsWith('.') && dotsOf(token) === 1);
}

interface Piece {
  readonly piece: string;
  readonly end: number;
  /** Whoever shortened it said so. */
  readonly ellipsis: boolean;
}

function pieceAt(text: string, start: number, run: RegExp): Piece | undefined {
  run.lastIndex = start;
  const found = run.exec(text)?.[0];
  if (found === undefined) return undefined;
  const dots = found.indexOf('...');
  const end = start + (dots < 0 ? found.length : dots);
  const piece = text.slice(start, end).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
  return { piece, end, ellipsis: dots >= 0 || text[end] === '…' };
}

/** Blanks, or the end of a line with what quotes or continues it: `>`, `=`, a backslash, quotation marks with a plus. */
const gapForm = /[=\\`^]?["']?[ \t]*[+&]?[ \t]*(\r?\n|\r)[\s>|]*["']?|[ \t]+/y;

function gapAt(text: string, start: number): { readonly end: number; readonly isLineBreak: boolean } | undefined {
  gapForm.lastIndex = start;
  const found = gapForm.exec(text);
  return found ? { end: start + found[0].length, isLineBreak: found[1] !== undefined } : undefined;
}

/** Characters of the line up to here, without what quotes or indents it. */
function widthBefore(text: string, end: number): number {
  const start = Math.max(text.lastIndexOf('\n', end - 1), text.lastIndexOf('\r', end - 1)) + 1;
  return text.slice(start, end).replace(/^[\s>|]*["']?/, '').length;
}

/**
 * A line of nothing but token, as long as the one before or the last of it: so a mail program breaks a long word. Whether
 * a shorter line belongs to a signature can't be told.
 */
function isRestOfWrapped(text: string, width: number, { piece, end }: Piece, token: string): boolean {
  const isAlone = /^["'”’]?[=\\`^]?[ \t]*[+&]?[ \t]*(?:[\r\n]|$)/.test(text.slice(end, end + 8));
  if (!isAlone || width < 40 || piece.length > width) return false;
  return dotsOf(token) < 2 ? readsAsToken(token) : piece.length >= width - 1;
}

/** Three parts at most; a full stop behind a signed token ends a sentence. An encrypted token has five. */
function trimDots(text: string): string {
  const parts = text.split('.', 6);
  return parts.length === 5 && parts.every((part) => part !== '') ? text : parts.slice(0, 3).join('.');
}

function dotsOf(text: string): number {
  return text.split('.', 6).length - 1;
}

function isComplete(token: string): boolean {
  return isReadable(parseToken(token));
}

/** Complete, and its signature as long as one is. */
function isWhole(token: string): boolean {
  if (dotsOf(token) !== 2) return false;
  const parsed = parseToken(token);
  return (
    isReadable(parsed) &&
    (parsed.encodedSignature === '' || hasUsualLength(parsed.header, parsed.encodedSignature) === true)
  );
}

import type { Diagnostics } from '../../protocol/diagnostics.js';
import { type ExchangeError, type ExchangeErrorName, exchangeErrors } from '../../protocol/exchange-errors.js';

/** Which of Exchange's errors a diagnostics value is, with the arguments in its text, by their numbers. */
export interface KnownRefusal {
  readonly error: ExchangeErrorName;
  readonly arguments: readonly string[];
}

/** A text with {0}, {1} taken apart: what stands between the arguments, and their numbers in order. */
interface Template {
  readonly error: ExchangeErrorName;
  readonly fixed: readonly string[];
  readonly numbers: readonly number[];
}

const rows = Object.entries(exchangeErrors) as [ExchangeErrorName, ExchangeError][];

/** Both builds' words of every row; a text that holds more fixed words is tried first, so that `{0}` alone comes last. */
const templates: readonly Template[] = rows
  .flatMap(([error, row]) =>
    [row.reason, row.newerBuilds?.reason]
      .filter((text) => text !== undefined && text !== '')
      .map((text) => templateOf(error, text ?? '')),
  )
  .filter(({ fixed }) => fixed.join('').trim() !== '')
  .toSorted((a, b) => b.fixed.join('').length - a.fixed.join('').length);

function templateOf(error: ExchangeErrorName, text: string): Template {
  const parts = withoutTail(text).split(/\{(\d)\}/);
  return {
    error,
    fixed: parts.filter((_, index) => index % 2 === 0),
    numbers: parts.filter((_, index) => index % 2 === 1).map(Number),
  };
}

/** The JWT library's words that Exchange passes on begin with their number (facts/oauth-inbound §1.4, Lifetime). */
const libraryText = /^(?:Jwt|IDX)\d{5}/;

/** Recognises the text; undefined where nobody has written it down. Blanks and the final period may vary. */
export function identifyRefusal({ reason, errorCategory }: Diagnostics): KnownRefusal | undefined {
  const text = withoutTail(reason);
  if (text === '') {
    return errorCategory === 'invalid_token' ? { error: 'UnexpectedMissingValue', arguments: [] } : undefined;
  }
  for (const template of templates) {
    const found = matchTemplate(template, text);
    if (found) return { error: template.error, arguments: found };
  }
  return libraryText.test(text) ? { error: 'TokenLibraryText', arguments: [text] } : undefined;
}

/** Part after part from the left, the last one at the end: no pattern, so that a long text takes no longer than it is. */
function matchTemplate({ fixed, numbers }: Template, text: string): readonly string[] | undefined {
  const first = fixed[0] ?? '';
  const last = fixed.at(-1) ?? '';
  if (fixed.length === 1) return text === first ? [] : undefined;
  if (!text.startsWith(first) || !text.endsWith(last) || text.length < first.length + last.length) return undefined;
  const found: string[] = [];
  let at = first.length;
  for (const [index, number] of numbers.entries()) {
    const isLast = index === numbers.length - 1;
    const end = isLast ? text.length - last.length : text.indexOf(fixed[index + 1] ?? '', at);
    if (end < at) return undefined;
    found[number] = text.slice(at, end);
    at = end + (fixed[index + 1] ?? '').length;
  }
  return Array.from(found, (value) => value ?? '');
}

/** Blanks count as one, and the period at the end not at all. */
function withoutTail(text: string): string {
  const plain = text.replace(/\s+/g, ' ').trim();
  return plain.endsWith('.') ? plain.slice(0, -1).trimEnd() : plain;
}

/** A sentence of Exchange's, as it can be looked for in a text, with {a0}, {a1} for its arguments. */
export interface RefusalText {
  readonly sentence: string;
  readonly code: number;
  readonly category: string;
}

/** Shorter ones could be anybody's. */
const shortestTelling = 28;
const shortestBeginning = 10;

/** The sentences that tell by themselves that Exchange wrote them; what holds more words comes first. */
export const refusalTexts: readonly RefusalText[] = rows
  .flatMap(([, row]) => {
    const newer = row.newerBuilds;
    const texts = [row, ...(newer?.reason === undefined ? [] : [{ ...newer, reason: newer.reason }])];
    return texts.map(({ reason, code, category }) => ({
      sentence: (reason.includes('{') ? withoutTail(reason) : reason).replace(/\{(\d)\}/g, '{a$1}'),
      code: newer?.code ?? code,
      category: newer?.category ?? category,
    }));
  })
  .filter(({ sentence }) => {
    const fixed = sentence.split(/\{\w+\}/);
    return (fixed[0] ?? '').length >= shortestBeginning && fixed.join('').length >= shortestTelling;
  })
  .toSorted((a, b) => b.sentence.length - a.sentence.length);

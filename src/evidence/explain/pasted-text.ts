/** A text as somebody pasted it, in the forms that recognisers look at. */
export interface PastedText {
  /** As it came, with quotation marks that are quotation marks. */
  readonly original: string;
  readonly lines: readonly string[];
  /** On one line: each run of blanks and line breaks is one blank. */
  readonly plain: string;
  /** As `plain`, with the line breaks gone that Format-List puts into the middle of words. */
  readonly joined: string;
  /** When it is read, ms since 1970; undefined where nobody says. */
  readonly now?: number | undefined;
}

/** What Format-List indents a continued value by; the facts count 14 blanks (facts/oauth-outbound-admin §1.3). */
const continued = /\r?\n {10,40}(?=\S)/g;

export function pastedText(text: string, now?: number): PastedText {
  const original = withPlainMarks(text);
  return {
    original,
    lines: original.split(/\r\n|\n|\r/),
    plain: onOneLine(original),
    joined: onOneLine(original.replace(continued, '')),
    now,
  };
}

function onOneLine(text: string): string {
  return text.replace(/\s+/g, ' ');
}

/** What a mail puts before each line that it quotes, once for each answer. */
const quoting = /^[ \t]{0,20}(?:>[ \t]?)+/gm;

/** Mails quote lines, word processors bend quotation marks, JSON and HTML escape them, and web pages put in characters nobody sees. */
function withPlainMarks(text: string): string {
  return text
    .replace(quoting, '')
    .replace(/[\u00ad\u200b-\u200f\u2060\ufeff]/g, '')
    .replace(/[“”„«»]/g, '"')
    .replace(/[‘’‚´]/g, "'")
    .replace(/&quot;/g, '"')
    .replace(/&#39;|&apos;/g, "'")
    .replace(/\\u00(2[267])/gi, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 16)))
    .replace(/\\"/g, '"')
    .replace(/\\r\\n|\\n/g, '\n');
}

/** So much of a quotation is shown. */
const longest = 400;

export function shortened(words: string): string {
  const line = onOneLine(words).trim();
  return line.length <= longest ? line : `${line.slice(0, longest)} …`;
}

/** A symptom as a sentence: some end with one of Exchange's own, and its full stop. */
export function sentence(words: string): string {
  return /[.:]"?$/.test(words) ? words : `${words}.`;
}

import { Buffer } from 'node:buffer';

/** A line of iCalendar or vCard (RFC 5545 and RFC 6350, "content line"); undefined where there is nothing to say. */
export type ContentLine = string | undefined;

/** Several values stand beside each other. */
type Parameters = Readonly<Record<string, string | readonly string[] | undefined>>;

/** `SUMMARY;LANGUAGE=en-US:Wave 2`; the value stands as it is. */
export function line(name: string, value: string | number | undefined, parameters: Parameters = {}): ContentLine {
  if (value === undefined || value === '') return undefined;
  const said = Object.entries(parameters).map(([key, one]) =>
    one === undefined ? '' : `;${key}=${[one].flat().map(parameter).join(',')}`,
  );
  return `${name}${said.join('')}:${value}`;
}

/** Text, with its line breaks and separators escaped. */
export function escapedText(text: unknown): string | undefined {
  if (text === undefined || text === null) return undefined;
  return String(text)
    .replace(/[\\;,]/g, '\\$&')
    .replace(/\r?\n/g, '\\n')
    .replace(/\p{Cc}/gu, '');
}

/** Quoted where it has what would end it; a quotation mark it can't have. */
function parameter(text: string): string {
  const plain = text.replace(/["\p{Cc}]/gu, '');
  return /[;:,]/.test(plain) ? `"${plain}"` : plain;
}

const longest = 75;

/** The lines that are there, each in pieces of 75 bytes at most. */
export function contentLines(lines: readonly ContentLine[]): Buffer {
  const folded = lines.filter((one) => one !== undefined).map(fold);
  return Buffer.from(folded.map((one) => `${one}\r\n`).join(''));
}

function fold(text: string): string {
  const pieces: string[] = [];
  let piece = '';
  let bytes = 0;
  for (const character of text) {
    const more = Buffer.byteLength(character);
    if (bytes + more > longest) {
      pieces.push(piece);
      [piece, bytes] = ['', 1]; // the space that the next line begins with
    }
    piece += character;
    bytes += more;
  }
  return [...pieces, piece].join('\r\n ');
}

/** What of a file is known before it is read. */
export interface NamedFile {
  readonly name: string;
  /** Bytes. */
  readonly size: number;
}

/** The control API takes so many bytes of logs in one call: 64 MB of JSON, of which base64 makes three quarters. */
export const mostBytes = 48_000_000;

/** The command that reads logs of any size. */
export const program = 'exchange-oauth-lab analyze-log';

/** A text of this length is something that was said, no log. */
const longestText = 256 * 1024;

/** Files with something to paste in them: a token, a Detail. */
const textName = /\.(?:txt|jwt|json|xml|eml)$/i;

export type Choice =
  | { readonly kind: 'none' }
  /** To be read into the box. */
  | { readonly kind: 'text' }
  | { readonly kind: 'logs' }
  /** Not to be sent, and why. */
  | { readonly kind: 'refused'; readonly why: string };

/** What becomes of files that were dropped: a single short text goes into the box, everything else is analysed. */
export function choose(files: readonly NamedFile[]): Choice {
  const [first] = files;
  if (!first) return { kind: 'none' };
  const bytes = files.reduce((sum, { size }) => sum + size, 0);
  if (bytes > mostBytes) return { kind: 'refused', why: tooLarge(files, bytes) };
  if (files.length === 1 && textName.test(first.name) && first.size <= longestText) return { kind: 'text' };
  return { kind: 'logs' };
}

function tooLarge(files: readonly NamedFile[], bytes: number): string {
  const what = files.length === 1 ? `${files[0]?.name} is` : `These ${files.length} files are`;
  return `${what} too large for the page: ${megabytes(bytes)} of at most ${megabytes(mostBytes)}. The program reads logs of any size:`;
}

/** `12.3 MB` */
export function megabytes(bytes: number): string {
  return `${(bytes / 1_000_000).toFixed(bytes < 10_000_000 ? 1 : 0)} MB`;
}

/** The base64 of a data URL; an empty file's has none. */
export function base64Of(dataUrl: string): string {
  const comma = dataUrl.indexOf(',');
  return comma < 0 ? '' : dataUrl.slice(comma + 1);
}

/** Text of a file as Windows writes it: PowerShell's is UTF-16 with a mark at its beginning. */
export function encodingOf(bytes: Uint8Array): 'utf-8' | 'utf-16le' | 'utf-16be' {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  return first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';
}

/** What the logs of http.sys have in common: W3C extended format, UTC, one line a request. */

/** `2026-11-23 12:00:00`; `time` in milliseconds since 1970. */
export function w3cTime(time: number): string {
  return new Date(time).toISOString().slice(0, 19).replace('T', ' ');
}

/** The directive lines at the top of a file, and wherever its service was started anew. */
export function w3cHeader(software: string, fields: readonly string[], time: number): string {
  return [`#Software: ${software}`, '#Version: 1.0', `#Date: ${w3cTime(time)}`, `#Fields: ${fields.join(' ')}`].join(
    '\n',
  );
}

const harmless = /^[\x21-\x7e]+$/;

/**
 * A field: `-` for nothing, `+` for a blank, and, as Microsoft writes of http.sys's error log ("Format of the HTTP Server API
 * Error Logs"), for tabs and control characters too; that its other logs do the same is inferred. A `+` stays a `+`, so a
 * reader can't tell it from a blank. Other characters stand there in UTF-8, as the `u_` of the file's name says.
 */
export function w3cField(value: string | undefined): string {
  if (!value) return '-';
  if (harmless.test(value)) return value; // nearly all
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
  return value.replace(/[\u0000-\u0020\u007f-\u009f\u2028\u2029]/g, '+');
}

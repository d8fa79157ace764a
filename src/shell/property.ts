/** Values as directory objects hold them, as properties show them. */

/** Empty text is a blank property. */
export function blankable(text: string): string | null {
  return text === '' ? null : text;
}

/** An ISO 8601 date as a date; empty is blank. */
export function dateOrBlank(isoDate: string): Date | null {
  return isoDate === '' ? null : new Date(isoDate);
}

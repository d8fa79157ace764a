/** What a claim, or a parameter of the header, is. */
export interface Meaning {
  /** What it says. */
  readonly what: string;
  /** Who sets it. */
  readonly setBy: string;
  readonly source: string;
}

/** A row of a table: name, who sets it, what it says. */
type Row = readonly [name: string, setBy: string, what: string];

export function table(source: string, rows: readonly Row[]): Readonly<Record<string, Meaning>> {
  return Object.fromEntries(rows.map(([name, setBy, what]) => [name, { what, setBy, source }]));
}

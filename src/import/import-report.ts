/** What an import took over and what it could not, for `GET /api/lab` and for people. Nothing secret is in it. */
export interface ImportReport {
  /** The directory, as it was given. */
  readonly from: string;
  /** The names that the lab goes by for it. */
  readonly names: Readonly<Record<string, string>>;
  readonly taken: readonly TakenOver[];
  readonly notTaken: readonly NotTaken[];
}

export interface TakenOver {
  readonly file: string;
  readonly object: string;
  readonly property: string;
  /** What it is in the lab, where that is not what the export says. */
  readonly as?: string | undefined;
}

export interface NotTaken {
  readonly file: string;
  /** Empty: the file as a whole. */
  readonly object: string;
  /** Empty: the object as a whole. */
  readonly property: string;
  readonly value?: string | undefined;
  readonly why: string;
}

/** Collects the report while the export is taken over. */
export class ReportWriter {
  readonly #taken: TakenOver[] = [];
  readonly #notTaken: NotTaken[] = [];

  took(entry: TakenOver): void {
    this.#taken.push(entry);
  }

  refused(entry: NotTaken): void {
    this.#notTaken.push(entry.value === undefined ? entry : { ...entry, value: shortened(entry.value) });
  }

  report(from: string, names: ImportReport['names']): ImportReport {
    return { from, names, taken: [...this.#taken], notTaken: [...this.#notTaken] };
  }
}

/** Nobody looks for a certificate in a report. */
function shortened(value: string): string {
  return value.length > 200 ? `${value.slice(0, 199)}…` : value;
}

/** The report as text: a line per object, then a line per reason. */
export function renderReport({ from, names, taken, notTaken }: ImportReport): string {
  const objects = grouped(taken, ({ file, object }) => `${file}: ${object}`);
  const reasons = grouped(notTaken, ({ file, object, property, why }) =>
    JSON.stringify([file, property === '' ? '' : object, why]),
  );
  const lines = [
    `Imported from ${from}:`,
    ...Object.entries(names).map(([name, value]) => `  ${name}: ${value}`),
    'Taken over:',
    ...objects.map(([title, entries]) => `  ${title}: ${entries.map(takenText).join(', ')}`),
    ...(reasons.length === 0 ? [] : ['Not taken over:']),
    ...reasons.map(([, entries]) => `  ${notTakenText(entries)}`),
  ];
  return `${lines.join('\n')}\n`;
}

function takenText({ property, as }: TakenOver): string {
  return as === undefined ? property : `${property} (here ${as})`;
}

/** Properties of one object, or whole objects, for one reason. */
function notTakenText(entries: readonly NotTaken[]): string {
  const [{ file, why } = { file: '', why: '' }] = entries;
  const objects = [...new Set(entries.map(({ object }) => object))].filter((object) => object !== '');
  const properties = entries
    .filter(({ property }) => property !== '')
    .map(({ property, value }) => (value === undefined ? property : `${property} = ${value}`));
  const parts = [file, objects.join(', '), properties.join(', ')].filter((part) => part !== '');
  return `${parts.join(': ')}: ${why}.`;
}

function grouped<Entry>(
  entries: readonly Entry[],
  keyOf: (entry: Entry) => string,
): readonly (readonly [key: string, entries: readonly Entry[]])[] {
  const groups = new Map<string, Entry[]>();
  for (const entry of entries) groups.set(keyOf(entry), [...(groups.get(keyOf(entry)) ?? []), entry]);
  return [...groups];
}

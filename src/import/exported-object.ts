/** What a cmdlet printed or serialised, before anybody asks what it means. Both readers make it, of text and of CliXml. */

/** The value of a property. */
export interface ExportedValue {
  /** As text: `True`, `24.04.2013 14:13:57`; empty where it is blank. A list is its items with commas between them. */
  readonly text: string;
  /** The items of a list; undefined of a single value. */
  readonly items?: readonly string[] | undefined;
  /** There were more items than PowerShell printed ($FormatEnumerationLimit). */
  readonly cutOff?: boolean | undefined;
}

/** One object of an output. */
export interface ExportedObject {
  /** Line on which it begins, from 1. */
  readonly line: number;
  /** The cmdlet in whose output it stands, where the text has its prompt: `Get-AuthConfig`. */
  readonly command?: string | undefined;
  /** .NET type, as CliXml names it; the most special one. */
  readonly typeName?: string | undefined;
  /** It is part of another object, as in the collections that scripts write. */
  readonly nested?: boolean | undefined;
  /** By name, as it is spelt. */
  readonly properties: ReadonlyMap<string, ExportedValue>;
}

export function listValue(items: readonly string[], cutOff = false): ExportedValue {
  return { text: items.join(', '), items, ...(cutOff ? { cutOff } : {}) };
}

/** A property by its name in any case. */
export function propertyOf(
  { properties }: Pick<ExportedObject, 'properties'>,
  name: string,
): ExportedValue | undefined {
  const exact = properties.get(name);
  if (exact) return exact;
  const wanted = name.toLowerCase();
  return [...properties].find(([candidate]) => candidate.toLowerCase() === wanted)?.[1];
}

/** The namespaces of a vocabulary: messages, types, Autodiscover. */
export type Prefix = 'm' | 't' | 'a';

/** A simple type of XML Schema: text, and what it means here. */
export interface SimpleType<Value = unknown> {
  readonly kind: 'simple';
  readonly prefix: Prefix | 'xs';
  readonly name: string;
  /** What narrows the type it is made from; a built-in type has none. */
  readonly facet?: Facet | undefined;
  /** The meaning of a text; undefined where the text has none. White space around it is gone already. */
  read(text: string): Value | undefined;
}

export type Facet =
  | { readonly kind: 'enumeration'; readonly values: readonly string[] }
  | { readonly kind: 'pattern'; readonly base: SimpleType; readonly pattern: string }
  | { readonly kind: 'minLength'; readonly base: SimpleType; readonly length: number }
  | { readonly kind: 'range'; readonly base: SimpleType; readonly least?: number; readonly most?: number }
  | { readonly kind: 'list'; readonly item: SimpleType };

function builtIn<Value>(name: string, read: (text: string) => Value | undefined): SimpleType<Value> {
  return { kind: 'simple', prefix: 'xs', name, read };
}

function lexical(name: string, form: RegExp): SimpleType<string> {
  return builtIn(name, (text) => (form.test(text) ? text : undefined));
}

function whole(name: string, least: number, most: number): SimpleType<number> {
  return builtIn(name, (text) => {
    if (!/^[+-]?\d+$/.test(text)) return undefined;
    const value = Number(text);
    return value >= least && value <= most ? value : undefined;
  });
}

const day = String.raw`\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])`;
const timeOfDay = String.raw`(?:(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,30})?|24:00:00(?:\.0{1,30})?)`;
const offset = String.raw`(?:Z|[+-](?:0\d|1[0-3]):[0-5]\d|[+-]14:00)?`;
const dateTimeForm = new RegExp(`^${day}T${timeOfDay}${offset}$`);
const dateForm = new RegExp(`^${day}${offset}$`);
const timeForm = new RegExp(`^${timeOfDay}${offset}$`);

/** A day that the calendar has, in the years that .NET's DateTime knows: 1 to 9999. */
function isDay(text: string): boolean {
  const [year = 0, month = 0, date = 0] = text.slice(0, 10).split('-').map(Number);
  const found = new Date(`${text.slice(0, 10)}T00:00:00Z`);
  return year > 0 && found.getUTCMonth() + 1 === month && found.getUTCDate() === date;
}

/** The built-in types that Exchange Web Services use (XML Schema part 2). Dates and durations keep their text. */
export const xs = {
  string: builtIn('string', (text) => text),
  boolean: builtIn('boolean', (text) =>
    /^(true|1)$/.test(text) ? true : /^(false|0)$/.test(text) ? false : undefined,
  ),
  int: whole('int', -0x8000_0000, 0x7fff_ffff),
  long: whole('long', Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER),
  integer: whole('integer', Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER),
  nonNegativeInteger: whole('nonNegativeInteger', 0, Number.MAX_SAFE_INTEGER),
  short: whole('short', -0x8000, 0x7fff),
  unsignedByte: whole('unsignedByte', 0, 0xff),
  unsignedShort: whole('unsignedShort', 0, 0xffff),
  unsignedInt: whole('unsignedInt', 0, 0xffff_ffff),
  double: builtIn('double', (text) =>
    /^(?:[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?|-?INF|NaN)$/.test(text)
      ? Number(text.replace('INF', 'Infinity'))
      : undefined,
  ),
  dateTime: builtIn('dateTime', (text) => (dateTimeForm.test(text) && isDay(text) ? text : undefined)),
  date: builtIn('date', (text) => (dateForm.test(text) && isDay(text) ? text : undefined)),
  time: lexical('time', timeForm),
  duration: lexical(
    'duration',
    /^-?P(?=[\dT])(?:\d+Y)?(?:\d+M)?(?:\d+D)?(?:T(?=\d)(?:\d+H)?(?:\d+M)?(?:\d+(?:\.\d+)?S)?)?$/,
  ),
  base64Binary: lexical('base64Binary', /^[A-Za-z\d+/\s]*(?:=\s*){0,2}$/),
  anyURI: builtIn('anyURI', (text) => text),
  language: lexical('language', /^[a-zA-Z]{1,8}(?:-[a-zA-Z\d]{1,8})*$/),
} as const;

/** `Facets` in the words in which .NET says which of them a value breaks. */
export const facetNames: Readonly<Record<Exclude<Facet['kind'], 'list'>, string>> = {
  enumeration: 'Enumeration',
  pattern: 'Pattern',
  minLength: 'MinLength',
  range: 'MinInclusive',
};

type Words<Text extends string, Found extends string = never> = Text extends `${infer First} ${infer Rest}`
  ? Words<Rest, Found | First>
  : Found | Text;

/** The words of a text, as the compiler sees them too: a long list of names stays short. */
export function words<const Text extends string>(text: Text): readonly Words<Text>[] {
  return text.split(' ') as unknown as readonly Words<Text>[];
}

export function enumeration<const Values extends readonly string[]>(
  prefix: Prefix,
  name: string,
  values: Values,
): SimpleType<Values[number]> {
  const known = new Set<string>(values);
  const isKnown = (text: string): text is Values[number] => known.has(text);
  return {
    kind: 'simple',
    prefix,
    name,
    facet: { kind: 'enumeration', values },
    read: (text) => (isKnown(text) ? text : undefined),
  };
}

/** A list of values with spaces between them. */
export function listOf<Value>(prefix: Prefix, name: string, item: SimpleType<Value>): SimpleType<readonly Value[]> {
  const read = (text: string) => {
    const values = text.split(/\s+/).filter((word) => word !== '');
    const read = values.map((value) => item.read(value)).filter((value) => value !== undefined);
    return read.length === values.length ? read : undefined;
  };
  return { kind: 'simple', prefix, name, facet: { kind: 'list', item }, read };
}

/** A type whose text also has to fit a regular expression of XML Schema (anchored at both ends). */
export function patterned<Value>(
  prefix: Prefix,
  name: string,
  base: SimpleType<Value>,
  pattern: string,
): SimpleType<Value> {
  const form = new RegExp(`^(?:${pattern})$`);
  const read = (text: string) => (form.test(text) ? base.read(text) : undefined);
  return { kind: 'simple', prefix, name, facet: { kind: 'pattern', base, pattern }, read };
}

export function nonEmpty(prefix: Prefix, name: string): SimpleType<string> {
  const read = (text: string) => (text === '' ? undefined : text);
  return { kind: 'simple', prefix, name, facet: { kind: 'minLength', base: xs.string, length: 1 }, read };
}

export function ranged(
  prefix: Prefix,
  name: string,
  base: SimpleType<number>,
  { least, most }: { readonly least?: number; readonly most?: number },
): SimpleType<number> {
  const read = (text: string) => {
    const value = base.read(text);
    if (value === undefined || (least !== undefined && value < least)) return undefined;
    return most !== undefined && value > most ? undefined : value;
  };
  const bounds = { ...(least === undefined ? {} : { least }), ...(most === undefined ? {} : { most }) };
  return { kind: 'simple', prefix, name, facet: { kind: 'range', base, ...bounds }, read };
}

import { roundToEven, toDate, toNumber, toSpan } from './conversions.js';
import { EvaluationError } from './evaluation-error.js';
import { toText } from './text.js';
import { TimeSpan, type Value } from './values.js';

/** What a script reaches beside the lab: its clock, and the files of who typed it, where they are granted. */
export interface Outside {
  now(): Promise<Date>;
  readonly files: FileAccess | undefined;
}

/** Files of the terminal that a shell runs in. */
export interface FileAccess {
  read(path: string): Promise<Uint8Array>;
  write(path: string, content: Uint8Array): Promise<void>;
}

type Member = (given: readonly Value[], outside: Outside) => Value | Promise<Value>;
const number = (given: readonly Value[], index = 0) => toNumber(given[index] ?? null);

function bytesOf(value: Value | undefined): Uint8Array {
  if (value instanceof Uint8Array) return value;
  if (Array.isArray(value)) return Uint8Array.from(value, (item) => toNumber(item, 'System.Byte'));
  if (typeof value === 'string' && isBase64(value)) return Buffer.from(value, 'base64'); // as cmdlets give bytes
  throw new EvaluationError(
    `Cannot convert value "${toText(value ?? null)}" to type "System.Byte[]".`,
    'InvalidArgument',
  );
}

const isBase64 = (text: string) => text.length % 4 === 0 && /^[A-Za-z0-9+/]+={0,2}$/.test(text);

function fromBase64(text: string): Uint8Array {
  const bare = text.replace(/\s/g, '');
  if (bare === '' || isBase64(bare)) return Uint8Array.from(Buffer.from(bare, 'base64'));
  throw new EvaluationError(
    'Exception calling "FromBase64String" with "1" argument(s): "The input is not a valid Base-64 string as it contains a non-base 64 character, more than two padding characters, or an illegal character among the padding characters. "',
  );
}

const members: Readonly<Record<string, Readonly<Record<string, Member>>>> = {
  datetime: {
    utcnow: (_, { now }) => now(),
    now: (_, { now }) => now(),
    today: async (_, { now }) => new Date(Math.floor((await now()).getTime() / 86_400_000) * 86_400_000),
    parse: ([text = null]) => toDate(text),
    minvalue: () => new Date(-62_135_596_800_000),
    maxvalue: () => new Date(253_402_300_799_999),
  },
  timespan: {
    fromdays: (given) => new TimeSpan(number(given) * 86_400_000),
    fromhours: (given) => new TimeSpan(number(given) * 3_600_000),
    fromminutes: (given) => new TimeSpan(number(given) * 60_000),
    fromseconds: (given) => new TimeSpan(number(given) * 1000),
    parse: ([text = null]) => toSpan(text),
    zero: () => new TimeSpan(0),
  },
  convert: {
    tobase64string: ([value]) => Buffer.from(bytesOf(value)).toString('base64'),
    frombase64string: ([value = null]) => fromBase64(toText(value)),
    toint32: ([value = null]) => roundToEven(toNumber(value)),
    tostring: ([value = null]) => toText(value),
    todatetime: ([value = null]) => toDate(value),
  },
  file: {
    readallbytes: ([path = null], outside) => granted(outside, 'ReadAllBytes').read(toText(path)),
    readalltext: async ([path = null], outside) =>
      Buffer.from(await granted(outside, 'ReadAllText').read(toText(path))).toString('utf8'),
    writeallbytes: async ([path = null, content], outside) => {
      await granted(outside, 'WriteAllBytes').write(toText(path), bytesOf(content));
      return [];
    },
    writealltext: async ([path = null, content = null], outside) => {
      await granted(outside, 'WriteAllText').write(toText(path), Buffer.from(toText(content), 'utf8'));
      return [];
    },
  },
  math: {
    round: (given) => {
      const factor = 10 ** number(given, 1);
      return roundToEven(number(given) * factor) / factor;
    },
    floor: (given) => Math.floor(number(given)),
    ceiling: (given) => Math.ceil(number(given)),
    abs: (given) => Math.abs(number(given)),
    max: (given) => Math.max(number(given), number(given, 1)),
    min: (given) => Math.min(number(given), number(given, 1)),
  },
  string: {
    isnullorempty: ([value = null]) => toText(value) === '',
    isnullorwhitespace: ([value = null]) => toText(value).trim() === '',
    join: ([separator = null, items = null]) =>
      Array.isArray(items) ? items.map(toText).join(toText(separator)) : toText(items),
    empty: () => '',
  },
  guid: { empty: () => '00000000-0000-0000-0000-000000000000', parse: ([text = null]) => toText(text).toLowerCase() },
  regex: { escape: ([text = null]) => toText(text).replace(/[\\*+?|{[()^$.#\s]/g, '\\$&') },
};

/** Files are those of who typed the script: over HTTP and in the library they are not there unless granted. */
export function granted({ files }: Outside, what: string): FileAccess {
  if (files) return files;
  throw new EvaluationError(
    `[lab] '${what}' reads or writes a file: that is for the shell in a terminal only, and refused here. Send the content itself.`,
    'PermissionDenied',
  );
}

/** Whether the lab has that member of a type. */
export function hasStaticMember(type: string, name: string): boolean {
  return members[type]?.[name.toLowerCase()] !== undefined || (name.toLowerCase() === 'new' && type === 'timespan');
}

/** `[DateTime]::UtcNow`, `[Convert]::ToBase64String(…)` */
export async function callStatic(
  type: string,
  name: string,
  given: readonly Value[],
  outside: Outside,
): Promise<Value> {
  const member = members[type]?.[name.toLowerCase()];
  if (!member) throw new EvaluationError(`[lab] '[${type}]::${name}' is outside the PowerShell that this lab runs.`);
  return await member(given, outside);
}

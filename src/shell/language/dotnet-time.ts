import { type Culture, formatDateTime } from '../../connectivity/culture.js';
import { TimeSpan } from './values.js';

/** DateTime and TimeSpan as .NET writes and reads them. All times of the lab are UTC. */

const localeOf: Readonly<Record<Culture, string>> = { 'en-US': 'en-US', 'de-DE': 'de-DE' };
const two = (value: number) => String(value).padStart(2, '0');
const four = (value: number) => String(value).padStart(4, '0');

/** The name of a day or month in the culture. */
function name(date: Date, culture: Culture, part: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat(localeOf[culture], { ...part, timeZone: 'UTC' }).format(date);
}

/** As a string has it in its middle: the invariant culture, `11/25/2026 07:30:00`. */
export function invariantDate(date: Date): string {
  return customDate(date, 'MM/dd/yyyy HH:mm:ss', 'en-US');
}

/** As a console shows it: `Wednesday, November 25, 2026 7:30:00 AM`. */
export function longDate(date: Date, culture: Culture): string {
  return `${formatDate(date, 'D', culture)} ${formatDate(date, 'T', culture)}`;
}

const patterns: Readonly<Record<Culture, Readonly<Record<string, string>>>> = {
  'en-US': { d: 'M/d/yyyy', D: 'dddd, MMMM d, yyyy', t: 'h:mm tt', T: 'h:mm:ss tt', M: 'MMMM d', Y: 'MMMM yyyy' },
  'de-DE': { d: 'dd.MM.yyyy', D: 'dddd, d. MMMM yyyy', t: 'HH:mm', T: 'HH:mm:ss', M: 'd. MMMM', Y: 'MMMM yyyy' },
};

/** `ToString(format)`: a standard format of one letter, or one put together. */
export function formatDate(date: Date, format: string, culture: Culture): string {
  const of = (letter: string) => customDate(date, patterns[culture][letter] ?? '', culture);
  switch (format) {
    case '':
    case 'G':
      return formatDateTime(date.getTime(), culture);
    case 'g':
      return `${of('d')} ${of('t')}`;
    case 'f':
      return `${of('D')} ${of('t')}`;
    case 'F':
    case 'U':
      return `${of('D')} ${of('T')}`;
    case 's':
      return customDate(date, 'yyyy-MM-ddTHH:mm:ss', culture);
    case 'u':
      return customDate(date, 'yyyy-MM-dd HH:mm:ssZ', culture);
    case 'o':
    case 'O':
      return customDate(date, 'yyyy-MM-ddTHH:mm:ss.fffffffZ', culture);
    case 'r':
    case 'R':
      return date.toUTCString();
    default:
      return format.length === 1
        ? of(format === 'm' || format === 'y' ? format.toUpperCase() : format)
        : customDate(date, format, culture);
  }
}

const tokens =
  /d{1,4}|M{1,4}|y{1,4}|H{1,2}|h{1,2}|m{1,2}|s{1,2}|f{1,7}|F{1,7}|t{1,2}|K|z{1,3}|'[^']*'|"[^"]*"|\\.|[\s\S]/g;

function customDate(date: Date, format: string, culture: Culture): string {
  return format.replace(tokens, (token) => part(date, token, culture));
}

function part(date: Date, token: string, culture: Culture): string {
  const hour = date.getUTCHours();
  const fraction = String(date.getUTCMilliseconds()).padStart(3, '0').padEnd(7, '0');
  const parts: Readonly<Record<string, () => string>> = {
    d: () => String(date.getUTCDate()),
    dd: () => two(date.getUTCDate()),
    ddd: () => name(date, culture, { weekday: 'short' }),
    dddd: () => name(date, culture, { weekday: 'long' }),
    M: () => String(date.getUTCMonth() + 1),
    MM: () => two(date.getUTCMonth() + 1),
    MMM: () => name(date, culture, { month: 'short' }),
    MMMM: () => name(date, culture, { month: 'long' }),
    yy: () => two(date.getUTCFullYear() % 100),
    yyyy: () => four(date.getUTCFullYear()),
    H: () => String(hour),
    HH: () => two(hour),
    h: () => String(hour % 12 || 12),
    hh: () => two(hour % 12 || 12),
    m: () => String(date.getUTCMinutes()),
    mm: () => two(date.getUTCMinutes()),
    s: () => String(date.getUTCSeconds()),
    ss: () => two(date.getUTCSeconds()),
    tt: () => (culture === 'de-DE' ? '' : hour < 12 ? 'AM' : 'PM'),
    K: () => 'Z',
    zzz: () => '+00:00',
  };
  if (/^f+$/i.test(token)) return fraction.slice(0, token.length);
  if (/^['"]/.test(token)) return token.slice(1, -1);
  if (token.startsWith('\\')) return token.slice(1);
  return parts[token]?.() ?? token;
}

/** `30.00:00:00`, as .NET writes a TimeSpan. */
export function spanText({ milliseconds }: TimeSpan): string {
  const whole = Math.abs(milliseconds);
  const days = Math.floor(whole / 86_400_000);
  const seconds = Math.floor(whole / 1000);
  const clock = `${two(Math.floor(seconds / 3600) % 24)}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
  const rest = whole % 1000 === 0 ? '' : `.${String(Math.round(whole % 1000)).padStart(3, '0')}0000`;
  return `${milliseconds < 0 ? '-' : ''}${days === 0 ? '' : `${days}.`}${clock}${rest}`;
}

/** Reads a TimeSpan; undefined when it is none. */
export function readSpan(text: string): TimeSpan | undefined {
  const whole = /^(-?)(\d{1,8})$/.exec(text.trim());
  const parts = /^(-?)(?:(\d{1,8})\.)?(\d{1,2}):(\d{2})(?::(\d{2})(?:\.(\d{1,7}))?)?$/.exec(text.trim());
  const [, sign, days = '0', hours = '0', minutes = '0', seconds = '0', fraction = '0'] = parts ?? whole ?? [];
  if (!whole && !parts) return undefined;
  const total = ((Number(days) * 24 + Number(hours)) * 60 + Number(minutes)) * 60 + Number(seconds);
  return new TimeSpan((sign === '-' ? -1000 : 1000) * (total + Number(`0.${fraction}`)));
}

/** Reads a date as the invariant culture or ISO 8601 has it; UTC unless it says otherwise; undefined when it is none. */
export function readDate(text: string): Date | undefined {
  const trimmed = text.trim();
  const hasZone = /(?:Z|GMT|UTC|\d[+-]\d\d:?\d\d)$/i.test(trimmed);
  const iso = /^\d{4}-\d\d-\d\d(?:T|$)/.test(trimmed);
  const moment = Date.parse(hasZone || (iso && !trimmed.includes('T')) ? trimmed : `${trimmed}${iso ? 'Z' : ' UTC'}`);
  return Number.isNaN(moment) || !/\d{4}/.test(trimmed) ? undefined : new Date(moment);
}

import type {
  AuthCertificateRole,
  AuthCertificatesView,
  AuthCertificateView,
  KnownTo,
} from '../../../shell/auth-certificates/view.js';

export const roleWords: Readonly<Record<AuthCertificateRole, string>> = {
  previous: 'Previous',
  current: 'Current',
  next: 'Next',
};

/** `Current`, `Current and next`, `No role yet`. */
export function roleOf({ roles }: AuthCertificateView): string {
  const [first, ...others] = roles.map((role) => roleWords[role]);
  if (first === undefined) return 'No role';
  return [first, ...others.map((other) => other.toLowerCase())].join(' and ');
}

/** What it is drawn as: the role that counts most. */
export function lookOf({ roles }: AuthCertificateView): AuthCertificateRole | 'none' {
  return (['current', 'next', 'previous'] as const).find((role) => roles.includes(role)) ?? 'none';
}

/** Enough of a thumbprint to tell it from others. */
export function shortThumbprint(thumbprint: string): string {
  return `${thumbprint.slice(0, 8)}…`;
}

/** `2026-11-30 11:02 UTC` */
export function minuteOf(time: string): string {
  return `${time.slice(0, 16).replace('T', ' ')} UTC`;
}

export function dayOf(time: string): string {
  return time.slice(0, 10);
}

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const year = 365.25 * day;

/** `in 49 hours`, `12 days ago`, `in 4.6 years`: a moment seen from now, both in milliseconds. */
export function distance(moment: number, now: number): string {
  const away = Math.abs(moment - now);
  if (away < minute) return 'now';
  const words = lengthOf(away);
  return moment > now ? `in ${words}` : `${words} ago`;
}

/** Hours up to three days, days up to two years. */
function lengthOf(time: number): string {
  if (time >= 2 * year) return `${Number((time / year).toFixed(1))} years`;
  const [unit, length] = (
    [
      ['day', day, 3 * day],
      ['hour', hour, hour],
    ] as const
  ).find(([, , least]) => time >= least) ?? ['minute', minute];
  const count = Math.round(time / length);
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
}

/** Where a certificate stands in its life: `valid for another 3 days`. */
export function stateOf({ notBefore, notAfter }: AuthCertificateView, now: number): string {
  if (notBefore === null || notAfter === null) return 'its dates are not known: no side can show it';
  if (Date.parse(notBefore) > now) return `not valid yet, begins ${distance(Date.parse(notBefore), now)}`;
  const end = Date.parse(notAfter);
  return end <= now ? `ended ${distance(end, now)}` : `ends ${distance(end, now)}`;
}

/** When the next one takes effect, of the next one only. */
export function effectOf(
  { roles }: AuthCertificateView,
  { authConfig: { nextEffectiveDate } }: AuthCertificatesView,
  now: number,
): string | undefined {
  if (!roles.includes('next') || nextEffectiveDate === null) return undefined;
  const moment = Date.parse(nextEffectiveDate);
  const verb = moment > now ? 'takes effect' : 'due since';
  return `${verb} ${minuteOf(nextEffectiveDate)} (${distance(moment, now)})`;
}

/** Every moment at which the page looks different. */
export function momentsOf({ authConfig, certificates }: AuthCertificatesView): readonly number[] {
  return [
    authConfig.nextEffectiveDate,
    ...certificates.flatMap(({ notBefore, notAfter }) => [notBefore, notAfter]),
  ].flatMap((time) => (time === null ? [] : [Date.parse(time)]));
}

export interface PlaceRow {
  readonly title: string;
  readonly name: string;
  /** One for each certificate, in their order. */
  readonly cells: readonly KnownTo[];
}

const placeTitles: Readonly<Record<KnownTo['place'], string>> = {
  server: 'Store of the server',
  metadata: 'Metadata document',
  keyCredential: 'Key credential in the cloud',
  loaded: 'In memory, on-premises',
};

/** The matrix of certificate and place; every certificate names the same places in the same order. */
export function placeRows(certificates: readonly AuthCertificateView[]): readonly PlaceRow[] {
  return (certificates[0]?.knownTo ?? []).map(({ place, name }, index) => ({
    title: placeTitles[place],
    name,
    cells: certificates.flatMap(({ knownTo }) => knownTo[index] ?? []),
  }));
}

/** Who does not know the current certificate, a sentence each: no script of Microsoft's asks the cloud. */
export function gapsOf({ certificates }: AuthCertificatesView): readonly string[] {
  const current = certificates.find(({ roles }) => roles.includes('current'));
  return (current?.knownTo ?? [])
    .filter(({ known }) => known === false)
    .map(({ place, name, detail }) => `${placeTitles[place]}, ${name}: ${detail}.`);
}

/** A cell in words; that the current one is unknown somewhere is what breaks the trust. */
export function knownWords({ known }: KnownTo, roles: readonly AuthCertificateRole[]): readonly [string, string] {
  if (known === null) return ['? not known', 'warn'];
  if (known) return ['✓ knows it', 'good'];
  return ['✗ does not know it', roles.includes('current') ? 'bad' : ''];
}

/** A moment as Set-LabClock takes it, from what a date field of the page gives (`2031-11-25T12:00`, meant as UTC). */
export function clockScript(localMoment: string): string | undefined {
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(localMoment)
    ? `Set-LabClock -Date ${localMoment.slice(0, 16)}:00Z`
    : undefined;
}

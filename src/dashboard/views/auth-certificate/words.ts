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

const units: readonly (readonly [string, number])[] = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
];

/** `in 49 hours`, `12 days ago`: a moment seen from now, both in milliseconds; hours up to three days. */
export function distance(moment: number, now: number): string {
  const away = Math.abs(moment - now);
  const [unit, length] = units.find(([name, size]) => away >= (name === 'day' ? 3 : 1) * size) ?? ['minute', 60_000];
  const count = Math.round(away / length);
  if (count === 0) return 'now';
  const words = `${count} ${unit}${count === 1 ? '' : 's'}`;
  return moment > now ? `in ${words}` : `${words} ago`;
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

/** A cell in words; that the current one is unknown somewhere is what breaks the trust. */
export function knownWords({ known }: KnownTo, roles: readonly AuthCertificateRole[]): readonly [string, string] {
  if (known === null) return ['? not to be told', 'warn'];
  if (known) return ['✓ knows it', 'good'];
  return ['✗ does not know it', roles.includes('current') ? 'bad' : ''];
}

/** A moment as Set-LabClock takes it, from what a date field of the page gives (`2031-11-25T12:00`, meant as UTC). */
export function clockScript(localMoment: string): string | undefined {
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(localMoment)
    ? `Set-LabClock -Date ${localMoment.slice(0, 16)}:00Z`
    : undefined;
}

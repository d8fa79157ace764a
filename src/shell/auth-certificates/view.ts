import type { Session } from '../cmdlet.js';

/** What `GET /api/auth-certificates` gives. Times are ISO 8601, thumbprints upper-case hex; data for a page, no words of Exchange's. */
export interface AuthCertificatesView {
  /** The lab's now. */
  readonly time: string;
  readonly authConfig: AuthConfigView;
  /** Every certificate that some side knows as an auth certificate, in the order in which they begin. */
  readonly certificates: readonly AuthCertificateView[];
  /** What MonitorExchangeAuthCertificate.ps1, HealthChecker.ps1 and FreeBusyChecker.ps1 find wrong, a sentence each. */
  readonly problems: readonly string[];
  readonly actions: readonly AuthCertificateAction[];
}

/** Get-AuthConfig; null where it shows a blank. */
export interface AuthConfigView {
  readonly current: string | null;
  readonly previous: string | null;
  readonly next: string | null;
  readonly nextEffectiveDate: string | null;
  readonly lastModified: string | null;
}

export type AuthCertificateRole = 'current' | 'previous' | 'next';

export interface AuthCertificateView {
  readonly thumbprint: string;
  /** This and the dates are null where no side has the certificate itself: only AuthConfig names it. */
  readonly subject: string | null;
  readonly notBefore: string | null;
  readonly notAfter: string | null;
  readonly roles: readonly AuthCertificateRole[];
  /** Names of the servers that have it with its private key. */
  readonly privateKeyOn: readonly string[];
  /** One entry for each side that there is, the same sides in the same order for every certificate. */
  readonly knownTo: readonly KnownTo[];
}

/** `loaded`: what the worker processes sign with until they load the configuration again; not told while a mystery is on. */
export type KnowingPlace = 'server' | 'metadata' | 'keyCredential' | 'loaded';

/** Whether a side knows a certificate. */
export interface KnownTo {
  readonly place: KnowingPlace;
  /** `EX01`; the URL of the metadata document; `msxfaq.onmicrosoft.com, Office 365 Exchange Online (00000002-…)`. */
  readonly name: string;
  /** Null: it can't be asked. A key credential that has ended counts as unknown. */
  readonly known: boolean | null;
  /** How, or why not: a sentence or part of one. */
  readonly detail: string;
  /** Of a key credential: from when to when it counts. */
  readonly start?: string | undefined;
  readonly end?: string | undefined;
}

export const authCertificateActionIds = [
  'create',
  'set-next',
  'set-next-now',
  'publish',
  'clear-previous',
  'upload-current',
  'upload-next',
  'iisreset',
  'test',
  'clock-1-day',
  'clock-30-days',
  'clock-effective-date',
  'clock-expiry',
  'clock-real-time',
] as const;
export type AuthCertificateActionId = (typeof authCertificateActionIds)[number];

/** What an admin may do next, as the lines that he would type; `POST /api/shell` runs them as they are. */
export interface AuthCertificateAction {
  readonly id: AuthCertificateActionId;
  readonly title: string;
  readonly script: string;
  readonly session: Session;
  /** To the questions that the script's cmdlets ask. */
  readonly answers: readonly string[];
  readonly enabled: boolean;
  /** What it does, or why it is of no use at present. */
  readonly why: string;
}

import type { AuthConfig, Organization } from './organization.js';

/** The states of the auth certificate: next, current, previous (facts/oauth-outbound-admin §3.2). Moments are milliseconds since 1970. */

/** Previous becomes what was current, current what was next; there is no next any more. */
export function publishNext(config: AuthConfig, now: number): AuthConfig {
  return {
    ...config,
    previousCertificateThumbprint: config.currentCertificateThumbprint,
    currentCertificateThumbprint: config.nextCertificateThumbprint,
    nextCertificateThumbprint: '',
    nextCertificateEffectiveDate: '',
    whenChanged: new Date(now).toISOString(),
  };
}

/** Is there a next certificate whose effective date is reached? */
export function isNextDue({ nextCertificateThumbprint, nextCertificateEffectiveDate }: AuthConfig, now: number) {
  return nextCertificateThumbprint !== '' && Date.parse(nextCertificateEffectiveDate) <= now;
}

/** Thumbprints of the auth certificates that are set: current, previous, next. */
export function authCertificateThumbprints({ authConfig }: Organization): readonly string[] {
  return [
    authConfig.currentCertificateThumbprint,
    authConfig.previousCertificateThumbprint,
    authConfig.nextCertificateThumbprint,
  ].filter((thumbprint) => thumbprint !== '');
}

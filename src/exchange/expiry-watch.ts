import { formatDateTime } from '../connectivity/culture.js';
import { certificateOn } from '../directory/exchange-server.js';
import { certificateDetails } from '../pki/certificate-details.js';
import type { ServiceHostParts } from './service-host-parts.js';

/** Event 24: Exchange Web Services says once after each start that the current auth certificate of a server has expired. */
export class ExpiryWatch {
  readonly #parts: Pick<ServiceHostParts, 'state' | 'certificates' | 'eventLog'>;
  readonly #told = new Set<string>();
  /** A long jump of the clock looks thousands of times. */
  readonly #ends = new Map<string, number>();

  constructor(parts: Pick<ServiceHostParts, 'state' | 'certificates' | 'eventLog'>) {
    this.#parts = parts;
  }

  look(now: number): void {
    const { state, certificates, eventLog } = this.#parts;
    const { servers, authConfig } = state.state.organization;
    const thumbprint = authConfig.currentCertificateThumbprint;
    const stored = certificates.exchangeCertificates.get(thumbprint);
    if (!stored || this.#endOf(thumbprint, stored.certificate) >= now) return;
    for (const server of servers.filter((each) => each.reachable && certificateOn(each, thumbprint))) {
      const key = `${server.name} ${thumbprint}`;
      if (this.#told.has(key)) continue;
      this.#told.add(key);
      eventLog.write(
        {
          log: 'Application',
          entryType: 'Error',
          source: 'MSExchange Web Services',
          eventId: 24,
          message: expired(stored.certificate),
          machineName: server.fqdn,
        },
        now,
      );
    }
  }

  #endOf(thumbprint: string, certificate: string): number {
    const end = this.#ends.get(thumbprint) ?? certificateDetails(certificate).notAfter;
    this.#ends.set(thumbprint, end);
    return end;
  }

  /** What a restart forgets. */
  forget(): void {
    this.#told.clear();
  }
}

/**
 * Begin and end are facts/oauth-outbound-admin §3.9's. Between them stands the certificate as .NET's
 * X509Certificate2.ToString() prints it (inferred from `[Subject]`), in one line as the source has it.
 */
function expired(certificate: string): string {
  const { subject, issuer, serialNumber, notBefore, notAfter, thumbprint } = certificateDetails(certificate);
  const parts = [
    `[Subject] ${subject}`,
    `[Issuer] ${issuer}`,
    `[Serial Number] ${serialNumber}`,
    `[Not Before] ${dateTime(notBefore)}`,
    `[Not After] ${dateTime(notAfter)}`,
    `[Thumbprint] ${thumbprint}`,
  ];
  return `The Exchange certificate ${parts.join(' ')} expired on ${dateTime(notAfter)}.`;
}

/** An event log is written in English; which form the date has is not known (inferred: that of the other texts). */
function dateTime(moment: number): string {
  return formatDateTime(moment, 'en-US');
}

import { type ForeignFreeBusy, freeBusyByRoute } from '../connectivity/foreign-free-busy.js';
import { type FreeBusyReport, lookUpFreeBusy } from '../connectivity/free-busy.js';
import type { Recipient } from '../directory/recipient.js';
import { findTenant } from '../directory/tenant.js';
import { proxyRequestFailed } from '../evidence/events/availability.js';
import { cloudCaller, onPremisesCaller } from '../shell/callers.js';
import { outboundDependencies, shellServerFqdn } from '../shell/outbound-dependencies.js';
import { type CallingParts, callingSide } from './calling-side.js';
import type { TokenCaches } from './token-caches.js';

/**
 * The availability service of each side, as far as it asks the other organisation: for GetUserAvailability of its EWS and
 * for Get-LabFreeBusy. It has the tokens of the EWS application pool.
 */
export class ForeignCalendars {
  readonly #parts: CallingParts;
  readonly #caches: TokenCaches;

  constructor(parts: CallingParts, caches: TokenCaches) {
    this.#parts = parts;
    this.#caches = caches;
  }

  /** As one of the on-premises servers asks. */
  onPremises(server: string): ForeignFreeBusy {
    return async (request) => {
      const side = callingSide(this.#parts, { session: 'OnPremises', server });
      const dependencies = outboundDependencies(side, this.#caches.ofEws('OnPremises'));
      const caller = onPremisesCaller(side, request.asker, false);
      const reports = await freeBusyByRoute(request, side.state.state.organization, (one) =>
        lookUpFreeBusy(one, caller, dependencies),
      );
      this.#tellFailures(reports, request.asker, shellServerFqdn(side));
      return reports;
    };
  }

  /** As Exchange Online asks for a user of a tenant. */
  cloud(tenantId: string): ForeignFreeBusy {
    return async (request) => {
      const side = callingSide(this.#parts, { session: 'Cloud', server: '' });
      const tenant = findTenant(side.state.state.tenants, tenantId);
      if (!tenant) return request.mailboxes.map(() => ({})); // it was removed just now
      const dependencies = outboundDependencies(side, this.#caches.ofEws(tenantId));
      const caller = cloudCaller({ ...side, tenant }, request.asker);
      return freeBusyByRoute(request, tenant, (one) => lookUpFreeBusy(one, caller, dependencies));
    };
  }

  /** On-premises the availability service has an event log to write to: once for a request that EWS did not answer. */
  #tellFailures(reports: readonly FreeBusyReport[], asker: Recipient, server: string): void {
    const failures = new Map(
      reports.flatMap(({ url = '', error }) => (error?.at === 'proxy' ? [[url, error.text] as const] : [])),
    );
    for (const [url, exception] of failures) {
      const processId = this.#parts.random.bytes(2).readUInt16LE() & ~3; // Windows counts them in fours
      const request = { processId, requester: asker.primarySmtpAddress, url, exception };
      this.#parts.eventLog.write(proxyRequestFailed(request, server));
    }
  }
}

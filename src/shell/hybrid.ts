import type { ServerCertificate } from '../directory/exchange-server.js';
import type { AuthServer, Organization, PartnerApplication } from '../directory/organization.js';
import type { KeyCredential, Tenant } from '../directory/tenant.js';
import { base64DerOf } from '../pki/thumbprint.js';
import { sameText } from '../protocol/audience.js';
import { exchangeApplicationId } from '../protocol/well-known.js';
import type { CmdletContext } from './cmdlet.js';
import { thumbprintOfCredential } from './key-credentials.js';

/** What the hybrid's scripts look at on both sides. */

/** Enabled partner applications that are Exchange Online (facts/oauth-outbound-admin §3.6). */
export function exchangeOnlinePartners({ partnerApplications }: Organization) {
  return partnerApplications.filter((partner) => partner.enabled && isExchangeOnline(partner));
}

export function isExchangeOnline({ applicationIdentifier }: PartnerApplication): boolean {
  return sameText(applicationIdentifier, exchangeApplicationId);
}

/** Auth servers of a kind that are the tenant's. */
export function authServersOf({ authServers }: Organization, type: AuthServer['type'], { tenantId }: Tenant) {
  return authServers.filter((server) => server.type === type && sameText(server.realm, tenantId));
}

/** An auth certificate of the organisation in base64, as a server can show it; undefined where its store lacks it. */
export function authCertificate(thumbprint: string, context: CmdletContext): string | undefined {
  const found = inStore(thumbprint, context) && context.certificates.exchangeCertificates.get(thumbprint);
  return found && base64DerOf(found.certificate);
}

/** Can the server sign with it? */
export function hasPrivateKey(thumbprint: string, context: CmdletContext): boolean {
  return inStore(thumbprint, context)?.hasPrivateKey === true;
}

function inStore(thumbprint: string, { state, server }: CmdletContext): ServerCertificate | undefined {
  const store = state.state.organization.servers.find(({ name }) => name === server)?.certificates ?? [];
  return store.find((entry) => entry.thumbprint === thumbprint);
}

/** Does one of these credentials hold the certificate, and still count? */
export function isKnown(keys: readonly KeyCredential[], thumbprint: string, now: number): boolean {
  return keys.some((key) => thumbprintOfCredential(key) === thumbprint && Date.parse(key.endDateTime) > now);
}

/** Public names of the organisation: those of its external URLs. */
export function publicHosts(organization: Organization): readonly string[] {
  const { webServicesVirtualDirectories, autodiscoverVirtualDirectories } = organization;
  const urls = [...webServicesVirtualDirectories, ...autodiscoverVirtualDirectories].map(
    ({ externalUrl }) => externalUrl,
  );
  return [...new Set(urls.filter((url) => URL.canParse(url)).map((url) => new URL(url).hostname))];
}

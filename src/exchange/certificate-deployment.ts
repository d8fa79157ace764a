import { authCertificateThumbprints } from '../directory/auth-config.js';
import {
  certificateOn,
  type ExchangeServer,
  type ServerCertificate,
  withCertificate,
} from '../directory/exchange-server.js';
import type { Organization } from '../directory/organization.js';
import type { ServiceHostParts } from './service-host-parts.js';

/** The number of this event is in no public source (facts/oauth-outbound-admin §7, 5). */
const unknownEventId = 0;

/** What the Certificate servicelet does: auth certificates are copied to the servers that lack them; where they can't be, it says so. */
export async function deployAuthCertificates(
  { state, eventLog }: Pick<ServiceHostParts, 'state' | 'eventLog'>,
  now: number,
): Promise<void> {
  await state.change((current) => {
    const organization = withDeployedCertificates(current.organization);
    return organization === current.organization ? current : { ...current, organization };
  });
  for (const { server, thumbprint } of lacking(state.state.organization)) {
    eventLog.write(
      {
        log: 'Application',
        entryType: 'Warning',
        source: 'MSExchange Certificate Deployment',
        eventId: unknownEventId,
        message: notFound(thumbprint),
        machineName: server.fqdn,
      },
      now,
    );
  }
}

/** The organisation with what can be copied; the same one when there is nothing. */
function withDeployedCertificates(organization: Organization): Organization {
  let deployed = organization;
  for (const { server, thumbprint } of lacking(organization)) {
    const source = sourceOf(organization, server, thumbprint);
    if (!source) continue;
    const servers = deployed.servers.map((other) => (other.name === server.name ? copied(other, source) : other));
    deployed = { ...deployed, servers };
  }
  return deployed;
}

/** It arrives with what it is called; the services of the other server stay that one's, SMTP apart, which Exchange gives it (inferred). */
function copied(server: ExchangeServer, source: ServerCertificate): ExchangeServer {
  const services = source.services.filter((service) => service === 'SMTP');
  return withCertificate(server, { ...source, services });
}

/** A server of the same site that has it with a key that may leave; from another site it is brought by hand (facts/oauth-outbound-admin §3.3). */
function sourceOf(
  { servers }: Organization,
  target: ExchangeServer,
  thumbprint: string,
): ServerCertificate | undefined {
  return servers
    .filter(({ name, adSite, reachable }) => reachable && adSite === target.adSite && name !== target.name)
    .map((server) => certificateOn(server, thumbprint))
    .find((certificate) => certificate?.hasPrivateKey && certificate.privateKeyExportable);
}

/** Which running server lacks which auth certificate, or its key. */
function lacking(
  organization: Organization,
): readonly { readonly server: ExchangeServer; readonly thumbprint: string }[] {
  const thumbprints = authCertificateThumbprints(organization);
  return organization.servers
    .filter(({ reachable }) => reachable)
    .flatMap((server) =>
      thumbprints
        .filter((thumbprint) => !certificateOn(server, thumbprint)?.hasPrivateKey)
        .map((thumbprint) => ({ server, thumbprint })),
    );
}

/** facts/oauth-outbound-admin §3.4 */
function notFound(thumbprint: string): string {
  return [
    `Federation or Auth certificate not found: ${thumbprint}.`,
    'Unable to find the certificate in the local or neighboring sites.',
    'Confirm that the certificate is available in your topology and if necessary, reset the certificate on the Federation Trust to a valid certificate using Set-FederationTrust or Set-AuthConfig.',
    'The certificate may take time to propagate to the local or neighboring sites.',
  ].join(' ');
}

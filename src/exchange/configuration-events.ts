import type { TrustConfiguration, TrustedIssuer } from '../authentication/trust.js';
import type { AuthServer, Organization, PartnerApplication } from '../directory/organization.js';
import type { NewEvent } from '../evidence/event-log.js';
import {
  authServerNamed,
  authServerWithoutCertificates,
  certificatesUnreadable,
  partnerApplicationNamed,
  partnerWithoutCertificates,
  severalDefaultEndpoints,
} from '../evidence/events/oauth.js';

/**
 * What a server has to say about a configuration that it has just loaded: events 2002, 2003, 2005 and 2009 (facts/oauth-inbound
 * §2.1, §5). Only what is enabled is looked at: the rest is not loaded.
 */
export function configurationEvents(
  organization: Organization,
  trust: TrustConfiguration,
  machineName: string,
): readonly NewEvent[] {
  const keys = keyCounts([...trust.issuers.all, ...trust.urlIssuers.all]);
  const authServers = organization.authServers.filter((server) => server.enabled && isIssuer(server));
  const partners = organization.partnerApplications.filter((partner) => partner.enabled && !partner.useAuthServer);
  return [
    ...partners.flatMap((partner) => {
      const found = keys.partners.get(partner.name) ?? 0;
      return [
        ...(found === 0 ? [partnerWithoutCertificates(partner.name, machineName)] : []),
        ...unreadable(partner, found, partnerApplicationNamed(partner.name), machineName),
      ];
    }),
    ...authServers.flatMap((server) => {
      const found = keys.authServers.get(server.name) ?? 0;
      return [
        ...(found === 0 ? [authServerWithoutCertificates(server.name, machineName)] : []),
        ...unreadable(server, found, authServerNamed(server.name), machineName),
      ];
    }),
    ...defaultEndpoints(organization, machineName),
  ];
}

/** Entra and AD FS without an identifier are no issuers, whatever certificates they have. */
function isIssuer({ type, issuerIdentifier }: AuthServer): boolean {
  return type === 'MicrosoftACS' || issuerIdentifier !== '';
}

/** How many keys each trusted issuer has, by name; one without is not among them. */
function keyCounts(issuers: readonly TrustedIssuer[]) {
  const counted = (kinds: readonly TrustedIssuer['kind'][]) =>
    new Map(issuers.filter(({ kind }) => kinds.includes(kind)).map(({ name, keys }) => [name, keys.length]));
  return { authServers: counted(['authServer', 'entra']), partners: counted(['partnerApplication']) };
}

function unreadable(
  { certificateStrings }: AuthServer | PartnerApplication,
  readable: number,
  named: string,
  machineName: string,
): readonly NewEvent[] {
  const count = certificateStrings.length - readable;
  return count > 0 ? [certificatesUnreadable(count, named, machineName)] : [];
}

function defaultEndpoints({ authServers }: Organization, machineName: string): readonly NewEvent[] {
  const defaults = authServers.filter(
    (server) => server.enabled && server.type !== 'MicrosoftACS' && server.isDefaultAuthorizationEndpoint,
  );
  return defaults.length > 1
    ? [
        severalDefaultEndpoints(
          defaults.map(({ name }) => name),
          machineName,
        ),
      ]
    : [];
}

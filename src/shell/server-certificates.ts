import { authCertificateThumbprints } from '../directory/auth-config.js';
import {
  type CertificateService,
  certificateOn,
  certificateServices,
  type ExchangeServer,
  type ServerCertificate,
} from '../directory/exchange-server.js';
import type { StoredCertificate } from '../pki/certificate.js';
import { thumbprintOf } from '../pki/thumbprint.js';
import { type CmdletContext, CmdletError, delayedEffect, type LabContext, type ParameterDefinition } from './cmdlet.js';
import { objectNotFound } from './not-found.js';
import { changeOrganization } from './organization-change.js';

/** What the certificate cmdlets share: the server they work on and what lies in its store. */

/** A certificate of a server, by either of its names. */
export const whichCertificate: readonly ParameterDefinition[] = [
  {
    name: 'Thumbprint',
    type: 'String',
    mandatory: true,
    position: 0,
    fromPipeline: ['Thumbprint'],
    sets: ['Thumbprint'],
    help: 'The certificate.',
  },
  { name: 'Identity', type: 'String', mandatory: true, sets: ['Identity'], help: 'It, as SERVER\\THUMBPRINT.' },
];

export const serverParameter: ParameterDefinition = {
  name: 'Server',
  type: 'String',
  help: 'The server; the one that the shell is connected to when left out.',
};

/** What Exchange has for domain controllers; the lab has one. */
export const domainControllerParameter: ParameterDefinition = {
  name: 'DomainController',
  type: 'String',
  help: 'Accepted without effect: there is one.',
};

/** Values of -Services; `None` stands alone. */
export const servicesValues: readonly string[] = ['None', ...certificateServices];

/** The server of that name or FQDN, or the one the shell is connected to; a cmdlet can't ask one that is switched off. */
export function serverOf(context: CmdletContext, name: unknown = context.server): ExchangeServer {
  const wanted = String(name).toLowerCase();
  const server = context.state.state.organization.servers.find((candidate) =>
    [candidate.name, candidate.fqdn].some((known) => known.toLowerCase() === wanted),
  );
  if (!server) throw objectNotFound(String(name), context);
  if (!server.reachable) {
    throw new CmdletError('ConnectionError', `[lab] The server ${server.fqdn} can't be reached: it is switched off.`);
  }
  return server;
}

/** Upper-case hex without blanks, as people copy it out of a dialog; the invisible mark before it goes too. */
export function asThumbprint(text: unknown): string {
  return String(text)
    .replace(/[^0-9A-Za-z]/g, '')
    .toUpperCase();
}

/** `SERVER\THUMBPRINT`, or the thumbprint alone. */
export function splitIdentity(identity: string): { readonly server?: string; readonly thumbprint: string } {
  const [, server, thumbprint = ''] = /^(?:(.*)\\)?(.*)$/s.exec(identity) ?? [];
  return { ...(server === undefined ? {} : { server }), thumbprint: asThumbprint(thumbprint) };
}

/** A certificate in a server's store with its bytes. */
export interface CertificateOfServer {
  readonly server: ExchangeServer;
  readonly entry: ServerCertificate;
  readonly stored: StoredCertificate;
}

/** The certificate that the parameters Thumbprint, Identity and Server name; the RPC text of facts/oauth-outbound-admin §3.4 else. */
export function requireCertificate(
  context: CmdletContext,
  { Thumbprint, Identity, Server }: Readonly<Record<string, unknown>>,
): CertificateOfServer {
  const named = typeof Identity === 'string' ? splitIdentity(Identity) : undefined;
  const server = serverOf(context, named?.server ?? Server);
  const thumbprint = named?.thumbprint ?? asThumbprint(Thumbprint);
  const entry = certificateOn(server, thumbprint);
  const stored = entry && storedCertificate(context, thumbprint);
  if (!entry || !stored) throw certificateNotFound(server, thumbprint);
  return { server, entry, stored };
}

/** Every certificate in the server's store, in the order they came. */
export function certificatesOn(context: LabContext, server: ExchangeServer): readonly CertificateOfServer[] {
  return server.certificates.flatMap((entry) => {
    const stored = storedCertificate(context, entry.thumbprint);
    return stored ? [{ server, entry, stored }] : [];
  });
}

/** The TLS certificate lies among the fixed ones, all others by their thumbprint. */
export function storedCertificate({ certificates }: LabContext, thumbprint: string): StoredCertificate | undefined {
  const tls = certificates.exchangeTls;
  return (
    certificates.exchangeCertificates.get(thumbprint) ??
    (thumbprintOf(tls.certificate) === thumbprint ? tls : undefined)
  );
}

/** The servers sign with the store as they have loaded it: a change of an auth certificate there counts later. */
export function delayedForAuthCertificate(context: LabContext, thumbprint: string): readonly string[] {
  return authCertificateThumbprints(context.state.state.organization).includes(thumbprint)
    ? delayedEffect(context)
    : [];
}

/** facts/oauth-outbound-admin §3.4 */
export function certificateNotFound(server: ExchangeServer, thumbprint: string): CmdletError {
  return new CmdletError(
    'ObjectNotFound',
    `A special Rpc error occurs on server ${server.name}: The certificate with thumbprint ${thumbprint} was not found.`,
  );
}

/** facts/oauth-outbound-admin §3.4 */
export function privateKeyMissing(server: ExchangeServer, thumbprint: string): CmdletError {
  return new CmdletError(
    'InvalidOperation',
    `A special Rpc error occurs on server ${server.name}: The certificate with thumbprint ${thumbprint} was found but is not valid for use with Exchange Server (reason: PrivateKeyMissing).`,
  );
}

/** Changes one server; the transition sees it as it is when its turn comes. */
export function changeServer(
  context: LabContext,
  name: string,
  transition: (server: ExchangeServer) => ExchangeServer,
): Promise<void> {
  return changeOrganization(context, (organization) => ({
    ...organization,
    servers: organization.servers.map((server) => (server.name === name ? transition(server) : server)),
  }));
}

/** The services named, in the order of their flags; `None` means none. */
export function servicesOf(named: unknown, otherwise: readonly CertificateService[] = []) {
  if (named === undefined) return otherwise;
  const list = named as readonly string[];
  return certificateServices.filter((service) => list.includes(service));
}

import type { ExchangeServer } from '../directory/exchange-server.js';
import { commonName, type DistinguishedName, parseDistinguishedName } from '../pki/distinguished-name.js';
import { type BoundParameters, type CmdletContext, CmdletError, type ParameterDefinition } from './cmdlet.js';
import { domainControllerParameter, serverParameter } from './server-certificates.js';

/** What is to stand in a certificate or a request. */
export interface CertificateWishes {
  readonly subject: DistinguishedName;
  readonly domainNames: readonly string[];
  readonly keySize: number;
  /** Hex; made from the key when left out. */
  readonly subjectKeyIdentifier?: string;
}

const keySizes: readonly number[] = [1024, 2048, 4096];

/** Parameters of New-ExchangeCertificate that both of its sets have (facts/oauth-outbound-admin §3.5). */
export const certificateWishParameters: readonly ParameterDefinition[] = [
  { name: 'SubjectName', type: 'String', help: 'Distinguished name of its owner; CN=<server> when left out.' },
  { name: 'DomainName', type: 'String[]', help: 'The names it is for; @() for none.' },
  { name: 'FriendlyName', type: 'String', help: 'What it is called; Microsoft Exchange when left out.' },
  { name: 'KeySize', type: 'Int32', help: 'Bits of the key: 1024, 2048 (when left out) or 4096.' },
  { name: 'PrivateKeyExportable', type: 'Boolean', help: 'Whether the key may leave the server; no when left out.' },
  { name: 'IncludeAcceptedDomains', type: 'SwitchParameter', help: 'For the accepted domains too.' },
  { name: 'IncludeAutoDiscover', type: 'SwitchParameter', help: 'For autodiscover.<domain> of each of them too.' },
  { name: 'IncludeServerFQDN', type: 'SwitchParameter', help: 'For the full name of the server too.' },
  { name: 'IncludeServerNetBIOSName', type: 'SwitchParameter', help: 'For the short name of the server too.' },
  { name: 'SubjectKeyIdentifier', type: 'String', help: 'Hex digits that stand for its key.' },
  {
    name: 'Instance',
    type: 'String',
    fromPipeline: ['Thumbprint'],
    help: 'Thumbprint of the certificate that it takes its names and services from: a renewal.',
  },
  serverParameter,
  domainControllerParameter,
];

/** Reads them; throws CmdletError. */
export function certificateWishes(
  parameters: BoundParameters,
  context: CmdletContext,
  server: ExchangeServer,
): CertificateWishes {
  const { FriendlyName: friendlyName, KeySize: keySize = 2048, SubjectKeyIdentifier: identifier } = parameters;
  if (!keySizes.includes(keySize as number)) {
    throw new CmdletError('InvalidArgument', `[lab] -KeySize is ${keySizes.join(', ')}; not ${String(keySize)}.`);
  }
  if (typeof friendlyName === 'string' && friendlyName.length >= 64) {
    throw new CmdletError('InvalidArgument', '[lab] -FriendlyName has less than 64 characters.');
  }
  return {
    subject: subjectOf(parameters, server),
    domainNames: domainNames(parameters, context, server),
    keySize: keySize as number,
    ...(identifier === undefined ? {} : { subjectKeyIdentifier: hexIdentifier(String(identifier)) }),
  };
}

function subjectOf({ SubjectName: text }: BoundParameters, server: ExchangeServer): DistinguishedName {
  if (text === undefined) return commonName(server.name);
  const name = parseDistinguishedName(String(text));
  if (name) return name;
  throw new CmdletError(
    'InvalidArgument',
    `[lab] -SubjectName '${String(text)}' is no distinguished name; write it as "CN=mail.contoso.com, O=Contoso, C=DE".`,
  );
}

function hexIdentifier(text: string): string {
  const hex = text.replace(/\s/g, '').toUpperCase();
  if (/^(?:[0-9A-F]{2}){1,64}$/.test(hex)) return hex;
  throw new CmdletError('InvalidArgument', `[lab] -SubjectKeyIdentifier '${text}' is no list of hex digits.`);
}

/** Names given and included; `@()` gives none, not even that of the subject. Those of internal use come last. */
function domainNames(parameters: BoundParameters, context: CmdletContext, server: ExchangeServer): readonly string[] {
  const accepted = context.state.state.organization.acceptedDomains.map(({ domainName }) => domainName);
  const wanted = [
    ...((parameters.DomainName ?? defaultNames(parameters, server)) as readonly string[]),
    ...(parameters.IncludeAcceptedDomains === true ? accepted : []),
    ...(parameters.IncludeAutoDiscover === true ? accepted.map((domain) => `autodiscover.${domain}`) : []),
    ...(parameters.IncludeServerFQDN === true ? [server.fqdn] : []),
    ...(parameters.IncludeServerNetBIOSName === true ? [server.name] : []),
  ];
  const names = wanted.map((name) => name.trim()).filter((name) => name !== '');
  const wrong = names.find((name) => !/^(?:\*\.)?[a-z0-9_-]+(?:\.[a-z0-9_-]+)*$/i.test(name));
  if (wrong !== undefined) throw new CmdletError('InvalidArgument', `[lab] -DomainName: '${wrong}' is no domain name.`);
  return names.filter((name, index) => names.findIndex((other) => sameName(other, name)) === index);
}

/** What a certificate is for when nothing is said: the names of the server, if it carries its name (inferred). */
function defaultNames({ SubjectName: subject }: BoundParameters, server: ExchangeServer): readonly string[] {
  return subject === undefined ? [server.name, server.fqdn] : [];
}

function sameName(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}

import type { SecureVersion } from 'node:tls';
import type { HostHeaderRule, Publishing } from '../network/publishing.js';
import { type BoundParameters, type BoundValue, CmdletError, type ParameterDefinition } from './cmdlet.js';

/** The network's state in the words of Get-LabPublishing, Set-LabPublishing, Get-LabName and Set-LabServerTls. */

const targets = { Exchange: 'exchange', OtherWebServer: 'otherWebServer' } as const;
const hostHeaders = { Preserve: 'preserve', Rewrite: 'rewrite', Drop: 'drop' } as const;
const authorizationHeaders = { Preserve: 'preserve', Drop: 'drop' } as const;
const schemes = { Https: 'https', Http: 'http' } as const;
const answers = {
  None: 'none',
  HtmlPage: 'htmlPage',
  Redirect: 'redirect',
  ServiceUnavailable: 'serviceUnavailable',
  GatewayTimeout: 'gatewayTimeout',
} as const;
const bodies = { Whole: 'whole', Slow: 'slow', Cut: 'cut' } as const;
const connections = {
  Accept: 'accept',
  Refuse: 'refuse',
  Silent: 'silent',
  ResetBeforeTls: 'resetBeforeTls',
  ResetDuringTls: 'resetDuringTls',
  ResetAfterTls: 'resetAfterTls',
} as const;
const certificates = {
  Valid: 'valid',
  Untrusted: 'untrusted',
  Expired: 'expired',
  WrongName: 'wrongName',
} as const;
const tlsVersions = { Tls10: 'TLSv1', Tls11: 'TLSv1.1', Tls12: 'TLSv1.2', Tls13: 'TLSv1.3' } as const;

type Words<Value extends string> = Readonly<Record<string, Value>>;

/** The value that a word stands for; the old one where none was given. */
function meaning<Value extends string>(words: Words<Value>, given: BoundValue, old: Value): Value {
  return typeof given === 'string' ? (words[given] ?? old) : old;
}

/** The word for a value. */
function wordFor<Value extends string>(words: Words<Value>, value: Value): string {
  return Object.keys(words).find((word) => words[word] === value) ?? value;
}

function choice(name: string, words: Words<string>, help: string): ParameterDefinition {
  return { name, type: 'String', values: Object.keys(words), help };
}

/** -MaxTlsVersion of the cmdlets that set one. */
export function maxTlsVersionParameter(help: string): ParameterDefinition {
  return choice('MaxTlsVersion', tlsVersions, help);
}

export function tlsVersionOf(given: BoundValue, old: SecureVersion): SecureVersion {
  return meaning(tlsVersions, given, old);
}

export const publishingParameters: readonly ParameterDefinition[] = [
  choice('Target', targets, 'Which web server the name leads to: Exchange, or one that is no Exchange.'),
  choice('HostHeader', hostHeaders, 'What the proxy does with Host: passes it on, writes another one, leaves it out.'),
  { name: 'HostHeaderValue', type: 'String', help: 'The Host that -HostHeader Rewrite writes.' },
  choice('AuthorizationHeader', authorizationHeaders, 'Whether Authorization is passed on or left out.'),
  choice('UpstreamScheme', schemes, 'How the proxy speaks to Exchange; Http is SSL offloading.'),
  { name: 'PreAuthentication', type: 'Boolean', help: 'Whether the proxy asks for a login of its own first.' },
  choice('Answer', answers, 'What the proxy answers by itself, in place of Exchange.'),
  choice('Body', bodies, 'How the body of an answer comes through: whole, in drops, or cut off.'),
  choice('Connection', connections, 'What the firewall before the proxy does with a connection.'),
  choice('MinTlsVersion', tlsVersions, 'The oldest TLS version that the published port speaks.'),
  maxTlsVersionParameter('The newest TLS version that the published port speaks.'),
  choice('Certificate', certificates, 'The published certificate, as it should be or with what is wrong with it.'),
];

/** The publishing as Get-LabPublishing shows it. */
export function publishingObject(publishing: Publishing) {
  const { hostHeader, tls } = publishing;
  return {
    Target: wordFor(targets, publishing.target),
    HostHeader: wordFor(hostHeaders, hostHeader.mode),
    HostHeaderValue: hostHeader.mode === 'rewrite' ? hostHeader.to : null,
    AuthorizationHeader: wordFor(authorizationHeaders, publishing.authorizationHeader),
    UpstreamScheme: wordFor(schemes, publishing.upstreamScheme),
    PreAuthentication: publishing.preAuthentication,
    Answer: wordFor(answers, publishing.answer),
    Body: wordFor(bodies, publishing.body),
    Connection: wordFor(connections, publishing.connection),
    MinTlsVersion: wordFor(tlsVersions, tls.minVersion),
    MaxTlsVersion: wordFor(tlsVersions, tls.maxVersion),
    Certificate: wordFor(certificates, publishing.certificate),
  };
}

/** The publishing with what the parameters change; throws CmdletError for what can't be. */
export function changedPublishing(old: Publishing, given: BoundParameters): Publishing {
  return {
    ...old,
    target: meaning(targets, given.Target, old.target),
    hostHeader: hostHeaderRule(old.hostHeader, given),
    authorizationHeader: meaning(authorizationHeaders, given.AuthorizationHeader, old.authorizationHeader),
    upstreamScheme: meaning(schemes, given.UpstreamScheme, old.upstreamScheme),
    preAuthentication: typeof given.PreAuthentication === 'boolean' ? given.PreAuthentication : old.preAuthentication,
    answer: meaning(answers, given.Answer, old.answer),
    body: meaning(bodies, given.Body, old.body),
    connection: meaning(connections, given.Connection, old.connection),
    tls: tlsVersionsOf(old.tls, given),
    certificate: meaning(certificates, given.Certificate, old.certificate),
  };
}

function hostHeaderRule(old: HostHeaderRule, { HostHeader: rule, HostHeaderValue: value }: BoundParameters) {
  const mode = meaning(hostHeaders, rule, old.mode);
  if (mode !== 'rewrite') {
    if (value === undefined) return { mode };
    throw new CmdletError('InvalidArgument', '[lab] -HostHeaderValue is what -HostHeader Rewrite writes.');
  }
  const to = typeof value === 'string' ? value : old.mode === 'rewrite' ? old.to : '';
  if (/^[\w.:[\]-]+$/.test(to)) return { mode, to };
  throw new CmdletError('InvalidArgument', '[lab] -HostHeader Rewrite wants a host name as -HostHeaderValue.');
}

function tlsVersionsOf(old: Publishing['tls'], given: BoundParameters): Publishing['tls'] {
  const minVersion = tlsVersionOf(given.MinTlsVersion, old.minVersion);
  const maxVersion = tlsVersionOf(given.MaxTlsVersion, old.maxVersion);
  const order = Object.values<SecureVersion>(tlsVersions);
  if (order.indexOf(minVersion) <= order.indexOf(maxVersion)) return { minVersion, maxVersion };
  throw new CmdletError(
    'InvalidArgument',
    `[lab] The oldest TLS version, ${wordFor(tlsVersions, minVersion)}, would be newer than the newest, ${wordFor(tlsVersions, maxVersion)}: give -MinTlsVersion and -MaxTlsVersion.`,
  );
}

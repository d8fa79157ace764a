import type { SecureVersion } from 'node:tls';
import { LabError } from '../lab-error.js';
import type { Endpoint } from './names.js';
import type { NginxTemplates } from './nginx-files.js';
import type { Publishing } from './publishing.js';
import type { TlsIdentity } from './tls.js';

/** What the configuration leads to. */
export interface NginxPlaces {
  /** Where nginx listens. */
  readonly listen: Endpoint;
  /** Where the proxy behind it listens, which one fault leads through. */
  readonly innerProxy: Endpoint;
  readonly exchange: Endpoint;
  /** Exchange's http listener, which SSL offloading speaks to. */
  readonly exchangeHttp: Endpoint;
  /** Speaks http, and is no Exchange. */
  readonly otherWebServer: Endpoint;
  /** The name that Exchange's own certificate must bear. */
  readonly exchangeName: string;
  /** The roots it is checked against, PEM. */
  readonly exchangeRoots: string;
}

/** A file that nginx reads, by its path below its own folder, with slashes. */
export interface NginxFile {
  readonly text: string;
  /** A key: nobody else may read it. */
  readonly secret?: true;
}

/** Where the faults are that are on. */
export const enabledFaults = 'conf.d/faults-enabled';

const certificateFile = 'certificate.pem';
const keyFile = 'certificate.key';
const rootsFile = 'exchange-roots.pem';
const usersFile = 'users';

/** All files of an nginx that publishes Exchange in this way. Throws LabError for values nginx can't be told. */
export function nginxFiles(
  templates: NginxTemplates,
  publishing: Publishing,
  identity: TlsIdentity,
  places: NginxPlaces,
): ReadonlyMap<string, NginxFile> {
  const variables = variablesOf(publishing, places);
  const faults = [...templates.faults].map(([name, text]) => [name, { text: fillIn(text, variables) }] as const);
  const enabled = new Set<string>(faultsOf(publishing));
  return new Map<string, NginxFile>([
    ['nginx.conf', { text: templates.main }],
    ['conf.d/exchange.conf', { text: fillIn(templates.exchange, variables) }],
    ['conf.d/inner-proxy.conf', { text: fillIn(templates.innerProxy, variables) }],
    ...faults.map(([name, file]) => [`conf.d/faults/${name}.conf`, file] as const),
    ...faults
      .filter(([name]) => enabled.has(name))
      .map(([name, file]) => [`${enabledFaults}/${name}.conf`, file] as const),
    [certificateFile, { text: identity.certificate }],
    [keyFile, { text: identity.privateKey, secret: true }],
    [rootsFile, { text: places.exchangeRoots }],
    [usersFile, { text: '' }],
  ]);
}

/**
 * The files of nginx/templates/faults that stand for what is wrong with a publishing. The connections are no matter of
 * nginx's: a firewall stands before it.
 */
export function faultsOf(publishing: Publishing): readonly string[] {
  const { hostHeader, answer, body } = publishing;
  const hosts = { preserve: [], rewrite: ['host-rewritten'], drop: ['host-dropped'] } as const;
  const answers = {
    none: [],
    htmlPage: ['html-page'],
    redirect: ['redirect'],
    serviceUnavailable: ['service-unavailable'],
    gatewayTimeout: ['gateway-timeout'],
  } as const;
  const bodies = { whole: [], slow: ['slow-body'], cut: ['truncated-body'] } as const;
  return [
    ...hosts[hostHeader.mode],
    ...(publishing.authorizationHeader === 'drop' ? ['authorization-dropped'] : []),
    ...(publishing.upstreamScheme === 'http' ? ['ssl-offloading'] : []),
    ...(publishing.target === 'otherWebServer' ? ['other-web-server'] : []),
    ...(publishing.preAuthentication ? ['pre-authentication'] : []),
    ...answers[answer],
    ...bodies[body],
  ];
}

const tlsVersions: readonly SecureVersion[] = ['TLSv1', 'TLSv1.1', 'TLSv1.2', 'TLSv1.3'];

function variablesOf({ hostHeader, tls, forwardedFor }: Publishing, places: NginxPlaces) {
  const from = tlsVersions.indexOf(tls.minVersion);
  const protocols = tlsVersions.slice(from, tlsVersions.indexOf(tls.maxVersion) + 1);
  return {
    LISTEN: authority(places.listen),
    INNER_PROXY: authority(places.innerProxy),
    EXCHANGE: authority(places.exchange),
    EXCHANGE_HTTP: authority(places.exchangeHttp),
    OTHER_WEB_SERVER: authority(places.otherWebServer),
    EXCHANGE_NAME: places.exchangeName,
    EXCHANGE_ROOTS: rootsFile,
    CERTIFICATE: certificateFile,
    CERTIFICATE_KEY: keyFile,
    TLS_PROTOCOLS: protocols.join(' '),
    // Below TLS 1.2 OpenSSL 3 needs security level 0, see ciphersFor.
    TLS_CIPHERS: from < 2 ? 'DEFAULT:@SECLEVEL=0' : 'DEFAULT',
    FORWARDED_FOR: forwardedFor,
    HOST_REWRITTEN_TO: hostHeader.mode === 'rewrite' ? hostHeader.to : places.exchangeName,
    PRE_AUTHENTICATION_USERS: usersFile,
  };
}

function authority({ address, port }: Endpoint): string {
  return `${address.includes(':') ? `[${address}]` : address}:${port}`;
}

/** Fills ${NAME} in, as envsubst does; nginx's own variables are lower case. */
function fillIn(template: string, variables: Readonly<Record<string, string>>): string {
  return template.replaceAll(/\$\{([A-Z_]+)\}/g, (_, name: string) => {
    const value = variables[name];
    // nginx has no way to write a dollar sign, and what ends a string or a directive would begin another.
    if (value !== undefined && /^[\w.:@=,/[\] -]*$/.test(value)) return value;
    throw new LabError(`nginx can't be told '${value ?? ''}' as ${name}.`);
  });
}

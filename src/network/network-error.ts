/** How the network failed, in words that do not depend on Node or undici. */
export type NetworkFailure =
  | 'nameNotResolved'
  | 'connectFailure'
  | 'timeout'
  | 'reset'
  | 'closed'
  | 'tlsFailure'
  | 'tlsVersion'
  | 'trustFailure'
  | 'protocolViolation'
  | 'bodyCut'
  /** A web proxy did not open the way; `status` is what it answered. */
  | 'proxyRefused';

/** How far the exchange had come: TCP and TLS; request sent, no answer yet; headers are there, body is not. */
export type NetworkPhase = 'connect' | 'request' | 'body';

/** A request that got no whole answer. `failure` and `phase` are stable; the message is for people. */
export class NetworkError extends Error {
  override readonly name = 'NetworkError';
  readonly failure: NetworkFailure;
  readonly phase: NetworkPhase;
  readonly host: string;
  /** Of a proxy's answer. */
  readonly status: number | undefined;

  constructor(
    failure: NetworkFailure,
    details: { phase: NetworkPhase; host: string; status?: number; cause?: unknown },
  ) {
    super(`${details.host}: ${inWords[failure]}`, { cause: details.cause });
    this.failure = failure;
    this.phase = details.phase;
    this.host = details.host;
    this.status = details.status;
  }
}

const inWords: Readonly<Record<NetworkFailure, string>> = {
  nameNotResolved: 'the name is not in the lab’s name table',
  connectFailure: 'nothing answers at this address and port',
  timeout: 'no answer in time',
  reset: 'the connection was reset by the other side',
  closed: 'the other side closed the connection without an answer',
  tlsFailure: 'the TLS handshake failed',
  tlsVersion: 'the two sides have no TLS version in common',
  trustFailure: 'the server’s certificate is not trusted for this name',
  protocolViolation: 'the answer is not HTTP',
  bodyCut: 'the body of the answer was cut off',
  proxyRefused: 'the web proxy refused the connection',
};

interface Rule {
  readonly code: RegExp;
  /** Part of the message, where the code alone says too little. */
  readonly text?: RegExp;
  readonly phase?: NetworkPhase;
  readonly failure: NetworkFailure;
}

/**
 * The codes of undici, Node and OpenSSL (measured: facts/ews-clients §5.2). The first rule that fits decides. Node
 * wraps OpenSSL's errors in EPROTO where undici shows their own code, hence the look at the text.
 */
const rules: readonly Rule[] = [
  { code: /^(ENOTFOUND|EAI_\w+)$/, failure: 'nameNotResolved' },
  { code: /^(ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|EADDRNOTAVAIL|EACCES|EPERM)$/, failure: 'connectFailure' },
  { code: /^(ETIMEDOUT|UND_ERR_(CONNECT|HEADERS|BODY)_TIMEOUT)$/, failure: 'timeout' },
  { code: /^(UND_ERR_RES_CONTENT_LENGTH_MISMATCH|HPE_INVALID_EOF_STATE)$/, phase: 'body', failure: 'bodyCut' },
  { code: /^UND_ERR_SOCKET$/, phase: 'body', failure: 'bodyCut' },
  // undici 7 gives its parser's errors no code.
  { code: /^HTTPParserError$/, text: /Invalid EOF state/i, phase: 'body', failure: 'bodyCut' },
  { code: /^HTTPParserError$/, text: /Invalid EOF state/i, failure: 'closed' },
  { code: /^ECONNRESET$/, text: /aborted/, phase: 'body', failure: 'bodyCut' },
  // Node says ECONNRESET for a FIN too, when it comes before the handshake or the answer is complete.
  { code: /^ECONNRESET$/, text: /disconnected before secure TLS|socket hang up|aborted/, failure: 'closed' },
  { code: /^(ECONNRESET|ECONNABORTED|EPIPE)$/, failure: 'reset' },
  { code: /^(UND_ERR_SOCKET|UND_ERR_DESTROYED|UND_ERR_CLOSED|HPE_INVALID_EOF_STATE)$/, failure: 'closed' },
  // OpenSSL 3 signs nothing below TLS 1.2 at its default security level: old versions only, so no version in common.
  {
    code: /^ERR_SSL_(.*PROTOCOL_VERSION|UNSUPPORTED_PROTOCOL|NO_PROTOCOLS_AVAILABLE|LEGACY_SIGALG.*)$/,
    failure: 'tlsVersion',
  },
  { code: /^EPROTO$/, text: /protocol version|unsupported protocol|no protocols available/i, failure: 'tlsVersion' },
  // OpenSSL 3.2 and newer call some alerts SSL/TLS_ALERT_…, slash and all.
  { code: /^(ERR_SSL_[\w/]+|EPROTO)$/, failure: 'tlsFailure' },
  { code: /^(CERT_\w+|ERR_TLS_CERT_\w+|HOSTNAME_MISMATCH)$/, failure: 'trustFailure' },
  { code: /^(DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_\w+)$/, failure: 'trustFailure' },
  { code: /^(INVALID_CA|INVALID_PURPOSE|PATH_LENGTH_EXCEEDED)$/, failure: 'trustFailure' },
  // OpenSSL verdicts without a name in Node, a violated name constraint among them.
  { code: /^UNSPECIFIED$/, phase: 'connect', failure: 'trustFailure' },
  { code: /^(HPE_\w+|HTTPParserError)$/, failure: 'protocolViolation' },
  {
    code: /^UND_ERR_(HEADERS_OVERFLOW|RES_EXCEEDED_MAX_SIZE|RES_CONTENT_LENGTH_MISMATCH)$/,
    failure: 'protocolViolation',
  },
];

/** What an error of undici or Node means; undefined when it is no failure of the network but a bug of the caller. */
export function classifyNetworkFailure(error: unknown, phase: NetworkPhase): NetworkFailure | undefined {
  if (!(error instanceof Error)) return undefined;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : error.name;
  const fits = (rule: Rule): boolean =>
    rule.code.test(code) && (rule.text?.test(error.message) ?? true) && (rule.phase ?? phase) === phase;
  return rules.find(fits)?.failure;
}

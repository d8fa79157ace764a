/** Labels of 1 to 63 characters with dots between them, two at least (RFC 1123 §2.1). */
export const hostName = '^(?:(?!-)[a-z0-9-]{1,63}(?<!-)\\.)+(?!-)[a-z0-9-]{1,63}(?<!-)$';

const port = { type: 'integer', minimum: 0, maximum: 65535 } as const;
const milliseconds = { type: 'integer', minimum: 1, maximum: 2_147_483_647 } as const; // setTimeout takes no more

/**
 * Every setting of the lab, once: as JSON schema of lab.json, as flag of `start`, as environment variable and as option of
 * `startLab()`. Types, help and validation come from here.
 */
export const properties = {
  host: {
    type: 'string',
    minLength: 1,
    default: '127.0.0.1',
    description: 'Address that Exchange and the cloud listen on.',
  },
  exchangePort: { ...port, default: 8443, description: 'HTTPS port of the on-premises Exchange; 0 is any free port.' },
  exchangeHttpPort: { ...port, default: 8080, description: 'HTTP port of the on-premises Exchange.' },
  cloudPort: { ...port, default: 9443, description: 'HTTPS port of the token service and Exchange Online.' },
  proxyPort: {
    ...port,
    default: 0,
    description: 'HTTPS port of the reverse proxy that publishes Exchange, always on 127.0.0.1.',
  },
  reverseProxy: {
    type: 'string',
    enum: ['embedded', 'nginx'],
    default: 'embedded',
    description: 'That proxy: the lab’s own, or an nginx that is installed here (docs/nginx.md).',
  },
  proxyCertificate: {
    type: 'string',
    enum: ['exchange', 'own'],
    default: 'exchange',
    description: 'The certificate of that proxy: Exchange’s, or one of its own, which Extended Protection notices.',
  },
  connectTimeoutMs: {
    ...milliseconds,
    default: 21_000,
    description: 'How long the lab’s clients wait for a connection, TLS included.',
  },
  responseTimeoutMs: {
    ...milliseconds,
    default: 100_000,
    description: 'How long they wait for the whole answer then; the default is .NET’s.',
  },
  controlPort: { ...port, default: 8025, description: 'Port of the control API.' },
  controlHost: {
    type: 'string',
    minLength: 1,
    description: 'Address of the control API, if it is to be reached from elsewhere; every call then needs the token.',
  },
  controlAllowedHost: {
    type: 'array',
    items: { type: 'string' },
    default: [],
    description: 'Further Host names that the control API answers to.',
  },
  publicPort: {
    type: 'array',
    items: { type: 'integer', minimum: 1, maximum: 65535 },
    default: [],
    description: 'Ports that count as 443 or 80 when a client names them in Host, beside the listeners’ own.',
  },
  dataDir: { type: 'string', minLength: 1, description: 'Directory for keys and state.' },
  scenario: {
    type: 'array',
    items: { type: 'string' },
    default: [],
    description: 'Scenario to switch on at the start.',
  },
  domain: {
    type: 'string',
    default: 'msxfaq.de',
    pattern: hostName,
    maxLength: 253,
    description: 'Accepted domain of the on-premises organisation.',
  },
  hosts: {
    type: 'array',
    items: { type: 'string', pattern: hostName, maxLength: 253 },
    minItems: 1,
    description: 'Public names of the on-premises Exchange; owa, hybrid and autodiscover of the domain when left out.',
  },
  authCertificate: {
    type: 'string',
    enum: ['auth', 'federation'],
    default: 'auth',
    description:
      'What the first auth certificate is when the lab’s keys are made: one of its own, or, as in older organisations, the one named Federation.',
  },
  tenantId: {
    type: 'string',
    pattern: '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$',
    description: 'GUID of the cloud tenant.',
  },
  tenantDomain: {
    type: 'string',
    pattern: '^[a-z0-9-]{1,63}\\.onmicrosoft\\.com$',
    description: 'First domain of the cloud tenant, contoso.onmicrosoft.com; called after the domain when left out.',
  },
  import: {
    type: 'string',
    minLength: 1,
    description:
      'Directory with outputs of a customer’s Get cmdlets: the lab begins with their names and settings (docs/import.md).',
  },
  culture: { type: 'string', enum: ['en-US', 'de-DE'], default: 'en-US', description: 'Language of the servers.' },
  exchangeVersion: {
    type: 'string',
    enum: ['2013', '2016', '2019', 'SE'],
    default: 'SE',
    description: 'Which Exchange the on-premises servers are.',
  },
  strict: {
    type: 'boolean',
    default: false,
    description: 'The manners of a real server: anonymousChallenge whenOffered and missingHost httpSys.',
  },
  anonymousChallenge: {
    type: 'string',
    enum: ['always', 'whenOffered'],
    description: 'always: a request without Authorization gets the Bearer challenge too (lenient).',
  },
  missingHost: {
    type: 'string',
    enum: ['judge', 'httpSys'],
    description: 'judge: HTTP/1.1 without Host reaches the judgement (lenient); httpSys: it gets 400.',
  },
  configurationReload: {
    type: 'string',
    enum: ['interval', 'immediate'],
    default: 'interval',
    description: 'When the servers see a change of the directory: every 30 minutes as in life, or at once.',
  },
  sharedPrincipalBlocked: {
    type: 'boolean',
    description:
      'Whether the tenants refuse the shared service principal, as real ones have since 31 October 2025; as they were when left out, at first false.',
  },
  journalSize: {
    type: 'integer',
    default: 1000,
    minimum: 1,
    maximum: 100000,
    description: 'How many transactions are remembered.',
  },
  logMaxBytes: {
    type: 'integer',
    default: 100_000_000,
    minimum: 0,
    description: 'Size of all log files together, the oldest are removed; 0 for no log files.',
  },
  iisLogFields: {
    type: 'string',
    enum: ['all', 'default'],
    default: 'all',
    description:
      'Fields of the IIS log files: with host, sizes and the custom fields of docs/logs.md, or those of a fresh IIS 10.',
  },
  logTokens: {
    type: 'boolean',
    default: false,
    description:
      'Write bearer tokens and other credentials into the log files whole, as IIS would; else they can be read, not used.',
  },
  tour: {
    type: 'boolean',
    default: false,
    description: 'Run Test-OAuthConnectivity both ways and one failure first, and show what they left behind.',
  },
  json: {
    type: 'boolean',
    default: false,
    description: 'Once everything answers, one line of JSON on standard output, and nothing else there.',
  },
} as const;

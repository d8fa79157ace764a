import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';

/** Labels of 1 to 63 characters with dots between them, two at least (RFC 1123 §2.1). */
export const hostName = '^(?:(?!-)[a-z0-9-]{1,63}(?<!-)\\.)+(?!-)[a-z0-9-]{1,63}(?<!-)$';

const port = { type: 'integer', minimum: 0, maximum: 65535 } as const;

/**
 * Every setting of the lab, once: as JSON schema of lab.json, as flag of `start`, as environment variable and as option of
 * `startLab()`. Types, help and validation come from here.
 */
const properties = {
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

export const labSchema = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  title: 'lab.json of exchange-oauth-lab',
  type: 'object',
  additionalProperties: false,
  properties: { $schema: { type: 'string' }, ...properties },
} as const;

type Property = (typeof properties)[keyof typeof properties];
type Value<P> = P extends { readonly enum: readonly (infer E)[] }
  ? E
  : P extends { readonly type: 'string' }
    ? string
    : P extends { readonly type: 'integer' }
      ? number
      : P extends { readonly type: 'boolean' }
        ? boolean
        : P extends { readonly type: 'array'; readonly items: infer I }
          ? readonly Value<I>[]
          : never;

export type LabOptionName = keyof typeof properties;
/** How `start` shows the lab; nothing to the lab itself. */
type Presentation = 'tour' | 'json';
/** Settings as `start` takes them. */
export type StartSettings = { readonly [K in LabOptionName]?: Value<(typeof properties)[K]> | undefined };
/** Options as they are given. */
export type LabOptions = Omit<StartSettings, Presentation>;
type Defaulted = {
  [K in Exclude<LabOptionName, Presentation>]: (typeof properties)[K] extends { readonly default: unknown } ? K : never;
}[Exclude<LabOptionName, Presentation>];
/** Options with the defaults filled in. */
export type LabConfig = LabOptions & { readonly [K in Defaulted]-?: Value<(typeof properties)[K]> };

/** A setting is wrong; the message is one line that names it and says what to do. */
export class ConfigError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'ConfigError';
  }
}

export const labOptionNames = Object.keys(properties) as readonly LabOptionName[];

export function describeOption(name: LabOptionName): Property {
  return properties[name];
}

/** `exchangeHttpPort` -> `exchange-http-port`. */
export function flagOf(name: LabOptionName): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

/** `exchangeHttpPort` -> `EXCHANGE_OAUTH_LAB_EXCHANGE_HTTP_PORT`. */
export function environmentVariableOf(name: LabOptionName): string {
  return `EXCHANGE_OAUTH_LAB_${flagOf(name).replaceAll('-', '_').toUpperCase()}`;
}

/** Turns the text of a flag or an environment variable into the option's type; `where` names it in an error. */
export function parseOption(name: LabOptionName, text: string, where: string): StartSettings[LabOptionName] {
  const property = properties[name];
  switch (property.type) {
    case 'integer':
      return toInteger(text, where);
    case 'boolean':
      if (/^(true|1|)$/i.test(text)) return true;
      if (/^(false|0)$/i.test(text)) return false;
      throw new ConfigError(`${where} takes true or false, not '${text}'.`);
    case 'array': {
      const items = text
        .split(',')
        .map((item) => item.trim())
        .filter((item) => item !== '');
      return property.items.type === 'integer' ? items.map((item) => toInteger(item, where)) : items;
    }
    case 'string':
      return text;
  }
}

function toInteger(text: string, where: string): number {
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw new ConfigError(`${where} takes a whole number, not '${text}'.`);
}

/** Settings out of the environment; an empty variable counts as none. */
export function optionsFromEnvironment(environment: NodeJS.ProcessEnv): StartSettings {
  const entries = labOptionNames.flatMap((name) => {
    const variable = environmentVariableOf(name);
    const text = environment[variable];
    return text === undefined || text === '' ? [] : [[name, parseOption(name, text, variable)] as const];
  });
  return Object.fromEntries(entries);
}

/** Settings out of a lab.json; paths in it are relative to it. Windows' editors may have begun it with a byte order mark. */
export async function optionsFromFile(path: string): Promise<StartSettings> {
  let value: unknown;
  try {
    value = JSON.parse((await readFile(path, 'utf8')).replace(/^\uFEFF/, ''));
  } catch (error) {
    throw new ConfigError(`${path} can't be read as JSON: ${(error as Error).message}`);
  }
  const lowerCase = withLowerCaseNames(value);
  await validate(lowerCase, path);
  const { $schema: _, ...options } = lowerCase as StartSettings & { $schema?: string };
  const paths = (['dataDir', 'import'] as const).flatMap((name) => {
    const given = options[name];
    return given === undefined ? [] : [[name, resolve(path, '..', given)] as const];
  });
  return { ...options, ...Object.fromEntries(paths) };
}

/** Checks all options and fills in the defaults; throws ConfigError. `where` says where they come from. */
export async function completeOptions(options: LabOptions, where = 'The options'): Promise<LabConfig> {
  const given = Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
  const lowerCase = withLowerCaseNames(given) as LabOptions;
  await validate(lowerCase, where);
  const defaults = Object.fromEntries(
    Object.entries(properties).flatMap(([name, property]) => ('default' in property ? [[name, property.default]] : [])),
  );
  return { ...defaults, ...lowerCase } as LabConfig;
}

/** Names and GUIDs are compared in lower case; a host that is named twice is one host. What is of no use is left to the validation. */
function withLowerCaseNames(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  const { domain, hosts, tenantId, tenantDomain } = value as Record<string, unknown>;
  return {
    ...value,
    ...(typeof domain === 'string' ? { domain: domain.toLowerCase() } : {}),
    ...(Array.isArray(hosts) ? { hosts: [...new Set(hosts.map((host) => String(host).toLowerCase()))] } : {}),
    ...(typeof tenantId === 'string' ? { tenantId: tenantId.toLowerCase() } : {}),
    ...(typeof tenantDomain === 'string' ? { tenantDomain: tenantDomain.toLowerCase() } : {}),
  };
}

async function validate(value: unknown, where: string): Promise<void> {
  const { Ajv } = await import('ajv');
  const check = new Ajv({ allErrors: false, allowUnionTypes: true }).compile(labSchema);
  if (check(value)) return;
  const [error] = check.errors ?? [];
  if (error?.keyword === 'additionalProperties') {
    const key = String(error.params.additionalProperty);
    throw new ConfigError(`${where}: there is no setting '${key}'; there are ${labOptionNames.join(', ')}.`);
  }
  const key = error?.instancePath.split('/')[1] ?? '';
  if (error?.keyword === 'pattern') {
    const { description = '' } = labOptionNames.includes(key as LabOptionName)
      ? describeOption(key as LabOptionName)
      : {};
    throw new ConfigError(
      `${where}: ${JSON.stringify(valueAt(value, error.instancePath))} does not fit '${key}' (${description})`,
    );
  }
  const allowed = error?.keyword === 'enum' ? `: ${(error.params.allowedValues as readonly string[]).join(', ')}` : '';
  throw new ConfigError(
    `${where}: ${key === '' ? 'the value' : `'${key}'`} ${error?.message ?? 'is not valid'}${allowed}.`,
  );
}

/** The value that a JSON pointer leads to. */
function valueAt(value: unknown, pointer: string): unknown {
  return pointer
    .split('/')
    .slice(1)
    .reduce<unknown>((current, key) => (current as Record<string, unknown> | undefined)?.[key], value);
}

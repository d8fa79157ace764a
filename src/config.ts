import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { properties } from './config/properties.js';

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

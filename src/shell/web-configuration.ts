import type { VirtualDirectory } from '../directory/organization.js';
import { type TokenProfile, tokenProfiles } from '../protocol/token-kind.js';
import { type BoundParameters, CmdletError, type ParameterDefinition } from './cmdlet.js';

/** The web.config of a virtual directory, as far as its appSettings say which tokens it takes. */

/** Virtual directories by their place below the site. */
const directories = {
  ews: 'webServicesVirtualDirectories',
  autodiscover: 'autodiscoverVirtualDirectories',
} as const;

const site = 'IIS:\\Sites\\Default Web Site';

/** A key of appSettings: how it is read out of a virtual directory, and put into one. */
interface AppSetting {
  readonly key: string;
  read(directory: VirtualDirectory): string;
  write(directory: VirtualDirectory, value: string): VirtualDirectory;
}

const appSettings: readonly AppSetting[] = [
  {
    key: 'OAuthHttpModule.Profiles',
    read: ({ oAuthProfiles }) =>
      tokenProfiles.every((profile) => oAuthProfiles.includes(profile)) ? '*' : oAuthProfiles.join('|'),
    write: (directory, value) => ({ ...directory, oAuthProfiles: readProfiles(value) }),
  },
  {
    key: 'OAuthHttpModule.V1AppScopes',
    read: ({ v1AppScopes }) => v1AppScopes ?? '',
    write: (directory, value) => ({ ...directory, v1AppScopes: value.trim() }),
  },
  {
    key: 'OAuthHttpModule.V1AppRoles',
    read: ({ v1AppRoles }) => v1AppRoles ?? '',
    write: (directory, value) => ({ ...directory, v1AppRoles: value.trim() }),
  },
];

/** Parameters that say where in the configuration. */
export const placeParameters: readonly ParameterDefinition[] = [
  {
    name: 'Filter',
    type: 'String',
    mandatory: true,
    position: 0,
    help: `The setting, as appSettings/add[@key='OAuthHttpModule.Profiles'].`,
  },
  { name: 'Name', type: 'String', mandatory: true, position: 1, help: 'The attribute: value.' },
  {
    name: 'PSPath',
    type: 'String',
    mandatory: true,
    help: `The virtual directory, as ${site}\\EWS or ${site}\\Autodiscover; that of every server of the lab.`,
  },
];

export interface ConfigurationPlace {
  readonly kind: (typeof directories)[keyof typeof directories];
  readonly setting: AppSetting;
}

/** The setting that is meant; throws CmdletError, in the words of the module where it has them. */
export function findPlace(parameters: BoundParameters): ConfigurationPlace {
  const path = parameters.PSPath as string;
  const filter = parameters.Filter as string;
  const name = parameters.Name as string;
  const [, below = ''] =
    /^(?:iis:[\\/]sites|machine\/webroot\/apphost)[\\/]default web site[\\/](.*?)[\\/]?$/i.exec(path) ?? [];
  const kind = Object.entries(directories).find(([directory]) => directory === below.toLowerCase())?.[1];
  if (!kind) {
    throw new CmdletError(
      'ObjectNotFound',
      `Cannot find path '${path}' because it does not exist. [lab] There are ${site}\\EWS and ${site}\\Autodiscover.`,
    );
  }
  const [, , key = ''] = /^\/*(?:configuration\/)?appSettings\/add\[@key=(['"])(.*)\1\]$/i.exec(filter.trim()) ?? [];
  const setting = appSettings.find((candidate) => candidate.key.toLowerCase() === key.toLowerCase());
  if (!setting) {
    const known = appSettings.map((one) => `appSettings/add[@key='${one.key}']`).join(', ');
    throw new CmdletError(
      'ObjectNotFound',
      `Target configuration object '${filter}' is not found at path '${path}'. [lab] There are ${known}.`,
    );
  }
  if (name.toLowerCase() !== 'value') {
    throw new CmdletError(
      'InvalidArgument',
      `[lab] appSettings have the attribute value to be read and set, not '${name}'.`,
    );
  }
  return { kind, setting };
}

/** `S2SAppActAs|S2SAppOnly`; `*` is every one. */
function readProfiles(value: string): readonly TokenProfile[] {
  if (value.trim() === '*') return tokenProfiles;
  return value.split('|').map((text) => {
    const wanted = text.trim().toLowerCase();
    const known = tokenProfiles.find((profile) => profile.toLowerCase() === wanted);
    if (known) return known;
    throw new CmdletError(
      'InvalidArgument',
      `[lab] '${text.trim()}' is no profile of a token; there are ${tokenProfiles.join(', ')}, and * for all.`,
    );
  });
}

import { extendedProtectionFlags, extendedProtectionValues } from '../directory/organization.js';
import type { ParameterDefinition } from './cmdlet.js';
import { identityParameter, requiredIdentity } from './given.js';

/** Parameters of a Get cmdlet; `example` is an identity. */
export function getParameters(example: string): readonly ParameterDefinition[] {
  return [
    identityParameter(`One directory, as ${example}.`),
    { name: 'Server', type: 'String', help: 'The directories of one server.' },
    {
      name: 'ADPropertiesOnly',
      type: 'SwitchParameter',
      help: 'Accepted: the lab asks no IIS metabase for what Active Directory has.',
    },
    { name: 'ShowMailboxVirtualDirectories', type: 'SwitchParameter', help: 'Accepted: the lab has front ends only.' },
  ];
}

/** Parameters of a Set cmdlet. */
export function setParameters(example: string): readonly ParameterDefinition[] {
  return [
    requiredIdentity(`The directory, as ${example}.`),
    { name: 'InternalUrl', type: 'Uri', help: 'URL that clients inside are told.' },
    { name: 'ExternalUrl', type: 'Uri', help: 'URL that clients outside are told.' },
    { name: 'OAuthAuthentication', type: 'Boolean', help: 'Whether bearer tokens are taken.' },
    { name: 'WindowsAuthentication', type: 'Boolean', help: 'Whether Negotiate and NTLM are offered.' },
    { name: 'BasicAuthentication', type: 'Boolean', help: 'Whether Basic is offered.' },
    { name: 'WSSecurityAuthentication', type: 'Boolean', help: 'Whether federation is offered.' },
    {
      name: 'ExtendedProtectionTokenChecking',
      type: 'String',
      values: extendedProtectionValues,
      help: 'Whether Windows authentication must be bound to the TLS channel it comes through.',
    },
    {
      name: 'ExtendedProtectionFlags',
      type: 'String[]',
      help: `What else it does: ${extendedProtectionFlags.join(', ')}.`,
    },
    { name: 'ExtendedProtectionSPNList', type: 'String[]', help: 'Names of the service under Proxy, as HTTP/FQDN.' },
    { name: 'Force', type: 'SwitchParameter', help: 'Accepted: the lab has nothing to ask here.' },
  ];
}

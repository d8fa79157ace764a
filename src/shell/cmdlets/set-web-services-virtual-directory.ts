import type { VirtualDirectory } from '../../directory/organization.js';
import type { BoundParameters, Cmdlet } from '../cmdlet.js';
import { objectNotFound } from '../not-found.js';
import { findVirtualDirectory } from './get-web-services-virtual-directory.js';

/** Set-WebServicesVirtualDirectory: URLs and authentication methods of one EWS virtual directory. */
export const setWebServicesVirtualDirectory: Cmdlet = {
  name: 'Set-WebServicesVirtualDirectory',
  synopsis: 'Changes an EWS virtual directory.',
  sessions: ['OnPremises'],
  parameters: [
    {
      name: 'Identity',
      type: 'String',
      mandatory: true,
      position: 0,
      help: 'The directory, as EX01\\EWS (Default Web Site).',
    },
    { name: 'InternalUrl', type: 'Uri', help: 'URL that clients inside are told.' },
    { name: 'ExternalUrl', type: 'Uri', help: 'URL that clients outside are told.' },
    { name: 'OAuthAuthentication', type: 'Boolean', help: 'Whether bearer tokens are taken.' },
    { name: 'WindowsAuthentication', type: 'Boolean', help: 'Whether Negotiate and NTLM are offered.' },
    { name: 'BasicAuthentication', type: 'Boolean', help: 'Whether Basic is offered.' },
    { name: 'WSSecurityAuthentication', type: 'Boolean', help: 'Whether federation is offered.' },
  ],
  async run(parameters, context) {
    const identity = parameters.Identity as string;
    const found = findVirtualDirectory(context.state.state.organization.webServicesVirtualDirectories, identity);
    if (!found) throw objectNotFound(identity, context);
    await context.state.change((state) => ({
      ...state,
      organization: {
        ...state.organization,
        webServicesVirtualDirectories: state.organization.webServicesVirtualDirectories.map((directory) =>
          directory.server === found.server && directory.name === found.name
            ? changed(directory, parameters)
            : directory,
        ),
      },
    }));
    return { output: [] };
  },
};

function changed(directory: VirtualDirectory, parameters: BoundParameters): VirtualDirectory {
  const url = (name: string, old: string) => (parameters[name] instanceof URL ? parameters[name].href : old);
  const flag = (name: string, old: boolean) => (typeof parameters[name] === 'boolean' ? parameters[name] : old);
  return {
    ...directory,
    internalUrl: url('InternalUrl', directory.internalUrl),
    externalUrl: url('ExternalUrl', directory.externalUrl),
    oAuthAuthentication: flag('OAuthAuthentication', directory.oAuthAuthentication),
    windowsAuthentication: flag('WindowsAuthentication', directory.windowsAuthentication),
    basicAuthentication: flag('BasicAuthentication', directory.basicAuthentication),
    wsSecurityAuthentication: flag('WSSecurityAuthentication', directory.wsSecurityAuthentication),
  };
}

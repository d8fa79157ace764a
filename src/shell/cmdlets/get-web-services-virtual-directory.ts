import type { VirtualDirectory } from '../../directory/organization.js';
import type { Cmdlet, PowerShellObject } from '../cmdlet.js';
import { objectNotFound } from '../not-found.js';

/** Get-WebServicesVirtualDirectory: EWS of each server, its URLs and authentication methods. */
export const getWebServicesVirtualDirectory: Cmdlet = {
  name: 'Get-WebServicesVirtualDirectory',
  synopsis: 'Shows the EWS virtual directories of the servers.',
  sessions: ['OnPremises'],
  parameters: [
    { name: 'Identity', type: 'String', position: 0, help: 'One directory, as EX01\\EWS (Default Web Site).' },
    { name: 'Server', type: 'String', help: 'The directories of one server.' },
  ],
  tableView: ['Name', 'Server', 'InternalUrl', 'ExternalUrl'],
  run({ Identity: identity, Server: server }, context) {
    const all = context.state.state.organization.webServicesVirtualDirectories;
    if (typeof identity === 'string') {
      const found = findVirtualDirectory(all, identity);
      if (!found) throw objectNotFound(identity, context);
      return { output: [virtualDirectoryObject(found)] };
    }
    if (typeof server !== 'string') return { output: all.map(virtualDirectoryObject) };
    const ofServer = all.filter((one) => one.server.toLowerCase() === server.toLowerCase());
    if (ofServer.length === 0) throw objectNotFound(server, context);
    return { output: ofServer.map(virtualDirectoryObject) };
  },
};

/** `EX01\EWS (Default Web Site)`, in any case. */
export function findVirtualDirectory(all: readonly VirtualDirectory[], identity: string): VirtualDirectory | undefined {
  return all.find((directory) => identityOf(directory).toLowerCase() === identity.toLowerCase());
}

export function identityOf({ server, name }: VirtualDirectory): string {
  return `${server}\\${name}`;
}

/** A virtual directory as the cmdlets show it; the order is that of Exchange's documentation, fields the lab lacks left out. */
export function virtualDirectoryObject(directory: VirtualDirectory): PowerShellObject {
  const methods = [
    ...(directory.basicAuthentication ? ['Basic'] : []),
    ...(directory.windowsAuthentication ? ['Ntlm', 'WindowsIntegrated'] : []),
    ...(directory.wsSecurityAuthentication ? ['WSSecurity'] : []),
    ...(directory.oAuthAuthentication ? ['OAuth'] : []),
  ];
  return {
    Name: directory.name,
    InternalAuthenticationMethods: methods,
    ExternalAuthenticationMethods: methods,
    WSSecurityAuthentication: directory.wsSecurityAuthentication,
    BasicAuthentication: directory.basicAuthentication,
    WindowsAuthentication: directory.windowsAuthentication,
    OAuthAuthentication: directory.oAuthAuthentication,
    Server: directory.server,
    InternalUrl: directory.internalUrl,
    ExternalUrl: directory.externalUrl,
    Identity: identityOf(directory),
    IsValid: true,
    ObjectState: 'Unchanged',
  };
}

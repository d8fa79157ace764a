import {
  type ExtendedProtection,
  type ExtendedProtectionFlag,
  extendedProtectionFlags,
  type Organization,
  type VirtualDirectory,
} from '../directory/organization.js';
import { paths } from '../protocol/well-known.js';
import {
  type BoundParameters,
  type CmdletContext,
  CmdletError,
  type CmdletResult,
  type PowerShellObject,
} from './cmdlet.js';
import { objectNotFound } from './not-found.js';

/** What the cmdlets of EWS and of Autodiscover have in common. */

type Kind = 'webServicesVirtualDirectories' | 'autodiscoverVirtualDirectories';

export function getVirtualDirectories(kind: Kind, parameters: BoundParameters, context: CmdletContext): CmdletResult {
  const all = context.state.state.organization[kind];
  const { Identity: identity, Server: server } = parameters;
  const show = (directory: VirtualDirectory) => ({
    ...virtualDirectoryObject(directory),
    ...(kind === 'webServicesVirtualDirectories' ? bypassUrl(directory, context) : {}),
  });
  if (typeof identity === 'string') return { output: [show(requireDirectory(all, identity, context))] };
  if (typeof server !== 'string') return { output: all.map(show) };
  const ofServer = all.filter((one) => one.server.toLowerCase() === server.toLowerCase());
  if (ofServer.length === 0) throw objectNotFound(server, context);
  return { output: ofServer.map(show) };
}

export async function setVirtualDirectory(
  kind: Kind,
  parameters: BoundParameters,
  context: CmdletContext,
): Promise<CmdletResult> {
  const all = context.state.state.organization[kind];
  const found = requireDirectory(all, parameters.Identity as string, context);
  changed(found, parameters); // refuses wrong values before it is asked
  if (!(await context.shouldProcess({ target: identityOf(found) }))) return { output: [] };
  await changeVirtualDirectories(context, kind, (directory) =>
    directory.server === found.server && directory.name === found.name ? changed(directory, parameters) : directory,
  );
  return { output: [] };
}

export function changeVirtualDirectories(
  { state }: CmdletContext,
  kind: Kind,
  change: (directory: VirtualDirectory) => VirtualDirectory,
): Promise<void> {
  return state.change((current) => {
    const organization: Organization = { ...current.organization, [kind]: current.organization[kind].map(change) };
    return { ...current, organization };
  });
}

/** `EX01\EWS (Default Web Site)`, in any case; without a server, that of the first one. */
function requireDirectory(
  all: readonly VirtualDirectory[],
  identity: string,
  context: CmdletContext,
): VirtualDirectory {
  const wanted = identity.toLowerCase();
  const found =
    all.find((directory) => identityOf(directory).toLowerCase() === wanted) ??
    all.find((directory) => directory.name.toLowerCase() === wanted);
  if (!found) throw objectNotFound(identity, context);
  return found;
}

function identityOf({ server, name }: VirtualDirectory): string {
  return `${server}\\${name}`;
}

/** How the other servers reach EWS of this one past a load balancer; that setup writes the server's own name is inferred. */
function bypassUrl({ server }: VirtualDirectory, { state }: CmdletContext): PowerShellObject {
  const fqdn = state.state.organization.servers.find(({ name }) => name === server)?.fqdn;
  return { InternalNLBBypassUrl: fqdn === undefined ? null : `https://${fqdn}${paths.ews}` };
}

/** A virtual directory as the cmdlets show it; the order is that of Exchange's documentation, fields the lab lacks left out. */
function virtualDirectoryObject(directory: VirtualDirectory): PowerShellObject {
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
    ExtendedProtectionTokenChecking: directory.extendedProtectionTokenChecking ?? 'None',
    ExtendedProtectionFlags: directory.extendedProtectionFlags ?? [],
    ExtendedProtectionSPNList: directory.extendedProtectionSpnList ?? [],
    Server: directory.server,
    InternalUrl: directory.internalUrl,
    ExternalUrl: directory.externalUrl,
    Identity: identityOf(directory),
    IsValid: true,
    ObjectState: 'Unchanged',
  };
}

function changed(directory: VirtualDirectory, parameters: BoundParameters): VirtualDirectory {
  const url = (name: string, old: string) => (parameters[name] instanceof URL ? parameters[name].href : old);
  const flag = (name: string, old: boolean) => (typeof parameters[name] === 'boolean' ? parameters[name] : old);
  const checking = parameters.ExtendedProtectionTokenChecking as ExtendedProtection | undefined;
  return {
    ...directory,
    internalUrl: url('InternalUrl', directory.internalUrl),
    externalUrl: url('ExternalUrl', directory.externalUrl),
    oAuthAuthentication: flag('OAuthAuthentication', directory.oAuthAuthentication),
    windowsAuthentication: flag('WindowsAuthentication', directory.windowsAuthentication),
    basicAuthentication: flag('BasicAuthentication', directory.basicAuthentication),
    wsSecurityAuthentication: flag('WSSecurityAuthentication', directory.wsSecurityAuthentication),
    extendedProtectionTokenChecking: checking ?? directory.extendedProtectionTokenChecking,
    extendedProtectionFlags: givenFlags(parameters) ?? directory.extendedProtectionFlags,
    extendedProtectionSpnList: givenNames(parameters) ?? directory.extendedProtectionSpnList,
  };
}

/** A list as given; `$null` and nothing are the empty one. */
function givenList(value: BoundParameters[string]): readonly string[] | undefined {
  return Array.isArray(value) ? value.filter((item) => item !== '' && item.toLowerCase() !== '$null') : undefined;
}

function givenFlags({
  ExtendedProtectionFlags: given,
}: BoundParameters): readonly ExtendedProtectionFlag[] | undefined {
  const flags = givenList(given)?.map((text) => {
    const known = extendedProtectionFlags.find((candidate) => candidate.toLowerCase() === text.toLowerCase());
    if (known) return known;
    throw new CmdletError(
      'InvalidArgument',
      `[lab] '${text}' is no value of -ExtendedProtectionFlags; there are ${extendedProtectionFlags.join(', ')}.`,
    );
  });
  if (flags?.includes('ProxyCohosting') && !flags.includes('Proxy')) {
    throw new CmdletError('InvalidArgument', '[lab] The flag ProxyCohosting goes with Proxy only.');
  }
  return flags?.filter((flag) => flag !== 'None');
}

function givenNames({ ExtendedProtectionSPNList: given }: BoundParameters): readonly string[] | undefined {
  const names = givenList(given);
  const wrong = names?.find((name) => !/^http\/[^/\s]+$/i.test(name));
  if (wrong === undefined) return names;
  throw new CmdletError('InvalidArgument', `[lab] '${wrong}' is no name of a web service; write HTTP/ and its host.`);
}

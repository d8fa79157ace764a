import {
  type ExtendedProtectionFlag,
  extendedProtectionFlags,
  extendedProtectionValues,
  type VirtualDirectory,
} from '../directory/organization.js';
import type { Taking } from './taking.js';

/** A virtual directory of a front end. Undefined: it is none, or of a server that nobody knows the name of. */
export function importedDirectory(taking: Taking, model: VirtualDirectory): VirtualDirectory | undefined {
  const [, server, named] = /^([^\\]+)\\(.+)$/.exec(taking.peek('Identity')?.text ?? '') ?? [];
  const name = taking.peek('Name')?.text || named || model.name;
  if (/back ?end/i.test(name)) {
    taking.refuseAll('the lab has front ends only');
    return undefined;
  }
  if (taking.peek('Name')) taking.took('Name');
  const directory: VirtualDirectory = {
    ...model,
    server: taking.text('Server') || server || model.server,
    name,
    internalUrl: taking.text('InternalUrl') ?? model.internalUrl,
    externalUrl: taking.text('ExternalUrl') ?? model.externalUrl,
    oAuthAuthentication: taking.flag('OAuthAuthentication') ?? model.oAuthAuthentication,
    windowsAuthentication: taking.flag('WindowsAuthentication') ?? model.windowsAuthentication,
    basicAuthentication: taking.flag('BasicAuthentication') ?? model.basicAuthentication,
    wsSecurityAuthentication: taking.flag('WSSecurityAuthentication') ?? model.wsSecurityAuthentication,
    extendedProtectionTokenChecking:
      taking.choice('ExtendedProtectionTokenChecking', extendedProtectionValues) ??
      model.extendedProtectionTokenChecking,
    extendedProtectionFlags: flagsOf(taking),
    extendedProtectionSpnList: taking.list('ExtendedProtectionSPNList') ?? [],
  };
  // These say once more what the switches say; the last is the server's own name.
  taking.pass('InternalAuthenticationMethods', 'ExternalAuthenticationMethods', 'InternalNLBBypassUrl', 'Guid');
  taking.rest();
  return directory;
}

function flagsOf(taking: Taking): readonly ExtendedProtectionFlag[] {
  const words = (taking.list('ExtendedProtectionFlags') ?? []).map((word) => word.toLowerCase());
  return extendedProtectionFlags.filter((flag) => flag !== 'None' && words.includes(flag.toLowerCase()));
}

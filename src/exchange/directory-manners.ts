import type { TokenPolicy } from '../authentication/judgement.js';
import type { OfferedSchemes } from '../authentication/unauthorized.js';
import type { VirtualDirectory } from '../directory/organization.js';
import { windowsSchemes } from '../iis/authentication/windows.js';

/** What a virtual directory takes and offers, as long as it is not changed. */
interface DirectoryManners {
  readonly policy: TokenPolicy;
  /** Undefined where Basic is on: its realm is the host of the request. */
  readonly schemes: OfferedSchemes | undefined;
}

const mannersOf = new WeakMap<VirtualDirectory, DirectoryManners>();

/** The settings of the directory's web.config; a scope or a role counts by default (facts/oauth-outbound-admin §5.5). */
export function directoryManners(directory: VirtualDirectory, protocol: TokenPolicy['protocol']): DirectoryManners {
  const known = mannersOf.get(directory);
  if (known) return known;
  const { oAuthProfiles: profiles, v1AppScopes = '*', v1AppRoles = '*' } = directory;
  const manners = {
    policy: { protocol, profiles, v1AppScopes, v1AppRoles },
    schemes: directory.basicAuthentication ? undefined : offeredSchemes(directory, ''),
  };
  mannersOf.set(directory, manners);
  return manners;
}

/** Windows’ schemes, then Basic, in this order behind Bearer (facts/oauth-inbound §2.3 A). */
export function offeredSchemes(directory: VirtualDirectory, authority: string): OfferedSchemes {
  const windows = directory.windowsAuthentication ? windowsSchemes : [];
  const basic = directory.basicAuthentication ? [`Basic realm="${authority}"`] : [];
  return { bearer: directory.oAuthAuthentication, others: [...windows, ...basic] };
}

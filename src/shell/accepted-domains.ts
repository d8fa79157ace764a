import type { AcceptedDomain } from '../directory/organization.js';
import { foldCase } from '../protocol/audience.js';
import { type CmdletContext, CmdletError } from './cmdlet.js';
import { objectNotFound } from './not-found.js';
import type { PowerShellObject } from './object.js';

/** What the cmdlets of accepted domains have in common. */

/** The documented properties that matter here; the order is ours. */
export function acceptedDomainObject(domain: AcceptedDomain): PowerShellObject {
  return {
    DomainName: domain.domainName,
    DomainType: domain.domainType ?? 'Authoritative',
    Default: domain.default,
    Name: nameOf(domain),
    Identity: nameOf(domain),
    IsValid: true,
    ObjectState: 'Unchanged',
  };
}

export function nameOf({ name, domainName }: AcceptedDomain): string {
  return name ?? domainName;
}

/** Those of the session's side; a tenant's are its verified domains, and the initial one is the default. */
export function acceptedDomains({ session, tenant, state }: CmdletContext): readonly AcceptedDomain[] {
  if (session === 'OnPremises') return state.state.organization.acceptedDomains;
  return tenant.domains.map((domainName) => ({ domainName, default: domainName === tenant.initialDomain }));
}

export function requireDomain(
  all: readonly AcceptedDomain[],
  identity: string,
  context: CmdletContext,
): AcceptedDomain {
  const wanted = foldCase(identity.trim());
  const found = all.find((domain) => [nameOf(domain), domain.domainName].some((name) => foldCase(name) === wanted));
  if (!found) throw objectNotFound(identity, context);
  return found;
}

/** A domain, perhaps with `*.` before it for all below; neither it nor the name may be taken. */
export function checkNewDomain({ domainName, name }: AcceptedDomain, all: readonly AcceptedDomain[]): void {
  if (!/^(?:\*\.)?[a-z0-9-]+(?:\.[a-z0-9-]+)+$/.test(domainName)) {
    throw new CmdletError('InvalidArgument', `[lab] '${domainName}' is no SMTP domain.`);
  }
  checkDomainName(name ?? domainName, all);
  if (!all.some((other) => foldCase(other.domainName) === domainName)) return;
  throw new CmdletError('ResourceExists', `[lab] '${domainName}' is an accepted domain already.`);
}

export function checkDomainName(name: string, all: readonly AcceptedDomain[], owner?: AcceptedDomain): void {
  if (name.trim() === '' || name.length > 64) {
    throw new CmdletError('InvalidArgument', `[lab] The name of an accepted domain has 1 to 64 characters.`);
  }
  const holder = all.find((other) => foldCase(nameOf(other)) === foldCase(name));
  if (!holder || holder.domainName === owner?.domainName) return;
  throw new CmdletError('ResourceExists', `[lab] An accepted domain named '${name}' exists already.`);
}

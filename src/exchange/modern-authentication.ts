import type { TrustConfiguration } from '../authentication/trust.js';
import type { Organization } from '../directory/organization.js';
import { foldCase } from '../protocol/audience.js';

/** The switch of an authentication policy that keeps its users' tokens from a protocol. */
const blockingSwitches = { ews: 'BlockModernAuthWebServices', autodiscover: 'BlockModernAuthAutodiscover' } as const;

/**
 * Who is not offered Modern Authentication: everybody in an accepted domain while OAuth2ClientProfileEnabled is off, and
 * the users of a policy that blocks it (facts/oauth-inbound §1.4 step 3, §7).
 */
export function modernAuthenticationRefusals(
  organization: Organization,
): TrustConfiguration['refusesModernAuthentication'] {
  const offered = organization.oAuth2ClientProfileEnabled ?? true;
  const domains = new Set(organization.acceptedDomains.map(({ domainName }) => foldCase(domainName)));
  const blocked = switchesByAddress(organization);
  return (address, protocol) => {
    const folded = foldCase(address);
    if (!offered && domains.has(folded.slice(folded.lastIndexOf('@') + 1))) return true;
    return blocked.get(folded)?.includes(blockingSwitches[protocol]) === true;
  };
}

/** What the policies of users block; nobody is gone through while there are no policies. */
function switchesByAddress({
  authenticationPolicies,
  recipients,
}: Organization): ReadonlyMap<string, readonly string[]> {
  if (authenticationPolicies.length === 0) return new Map();
  const policies = new Map(authenticationPolicies.map(({ name, switches }) => [name, switches]));
  return new Map(
    recipients.flatMap(({ primarySmtpAddress, authenticationPolicy }) => {
      const switches = authenticationPolicy === undefined ? undefined : policies.get(authenticationPolicy);
      return switches ? [[foldCase(primarySmtpAddress), switches] as const] : [];
    }),
  );
}

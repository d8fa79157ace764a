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
  const policies = new Map(organization.authenticationPolicies.map((policy) => [policy.name, policy]));
  const blocked = new Map(
    organization.recipients.flatMap(({ primarySmtpAddress, authenticationPolicy }) => {
      const policy = authenticationPolicy === undefined ? undefined : policies.get(authenticationPolicy);
      return policy ? [[foldCase(primarySmtpAddress), policy.switches] as const] : [];
    }),
  );
  return (address, protocol) => {
    const folded = foldCase(address);
    if (!offered && domains.has(folded.slice(folded.lastIndexOf('@') + 1))) return true;
    return blocked.get(folded)?.includes(blockingSwitches[protocol]) === true;
  };
}

import { type Claims, stringClaim } from '../../protocol/token.js';
import { goOn, required, type Step, stop } from '../judgement.js';
import { permitted } from './permitted.js';

/**
 * What an application may do by itself, `roles`, as far as the virtual directory takes it (`OAuthHttpModule.V1AppRoles`;
 * facts/oauth-inbound §1.4: a V1 app-only token needs roles). A registered partner application without roles needs a
 * linked account (2024: a public capture of Exchange 2016 or 2019 shows the words for Microsoft Graph, whose partner
 * application had neither).
 */
export const roles: Step = {
  name: 'roles',
  place: 'module',
  check({ policy, trust }, found) {
    const { claims } = required(found.signedToken, 'token');
    const all = rolesOf(claims);
    if (all.length === 0) {
      const application = stringClaim(claims, 'appid') ?? '';
      const partner = trust.partnerApplications.withId(application);
      if (!partner) return stop('The claim roles is missing.', 'NoClaimFound', 'roles');
      if (partner.linkedAccount !== '') {
        return goOn(`No roles, but a linked account of partner application '${partner.name}'.`, { grants: [] });
      }
      const version = stringClaim(claims, 'ver') ?? '';
      return stop('No roles, and no linked account instead.', 'NoAuthorizationValuePresent', version, application);
    }
    const grants = permitted(all, policy.v1AppRoles);
    if (grants.length > 0) return goOn(`The application has the roles ${grants.join(', ')}.`, { grants });
    const detail = `This virtual directory takes ${policy.v1AppRoles}.`;
    return stop(detail, 'InvalidClaimValueFound', 'roles', all.join(' '));
  },
};

/** An application alone asks Autodiscover for nobody: 9005 (inferred from its words; facts/oauth-inbound §1.3). */
export const supportedCall: Step = {
  name: 'supported call',
  place: 'module',
  check: ({ policy }) =>
    policy.protocol === 'autodiscover'
      ? stop('Autodiscover answers users.', 'NotSupportedWithV1AppToken')
      : goOn('Exchange Web Services take tokens of applications.'),
};

/** A list of strings, or one string (Entra writes a list). */
function rolesOf(claims: Claims): readonly string[] {
  const value = Object.hasOwn(claims, 'roles') ? claims.roles : undefined;
  const list = Array.isArray(value) ? value : [value];
  return list.filter((role): role is string => typeof role === 'string' && role !== '');
}

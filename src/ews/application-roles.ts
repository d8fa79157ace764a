import type { Findings } from '../authentication/judgement.js';
import { EwsFault } from './fault.js';

/**
 * Roles that a partner application uses: those of the account it links to (facts/oauth-inbound §1.4, "After
 * authentication"; both texts are verbatim there, that they are faults with HTTP 500 is inferred there). That a call for a
 * user is what needs UserApplication, and that an application alone gets by with any role, is inferred from the words.
 */
export function missingRoles({ partnerApplication, applicationRoles, user }: Findings): EwsFault | undefined {
  if (!partnerApplication) return undefined;
  if (!applicationRoles?.size) return withoutRoles();
  return user && !applicationRoles.has('UserApplication') ? withoutUserApplication() : undefined;
}

const withoutRoles = () =>
  new EwsFault(
    'ErrorAccessDenied',
    'The application is missing a linked account for RBAC roles, or the linked account has no RBAC role assignments, or the calling users account is logon disabled.',
  );

const withoutUserApplication = () =>
  new EwsFault(
    'ErrorAccessDenied',
    'The linked account configured for this application is missing the UserApplication role assignment.',
  );

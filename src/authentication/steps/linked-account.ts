import { directorySteps } from '../../evidence/place.js';
import { fail, goOn, type Step } from '../judgement.js';

/**
 * The account that the partner application links to must exist: its roles are what the application may do. A request of
 * an application whose account is gone ends with 403 and a sentence (facts/oauth-errors, others; that it is the status
 * text, and that it comes before the user lookup, is inferred). An application without linked account is let in: Exchange
 * Web Services refuses it (ews/ews.ts).
 */
export const linkedAccount: Step = {
  name: directorySteps.linkedAccount,
  place: 'routing',
  check({ trust }, { partnerApplication }) {
    const account = partnerApplication?.linkedAccount ?? '';
    if (!partnerApplication || account === '') return goOn('The application links to no account.');
    if (trust.hasAccount(account)) {
      const applicationRoles = trust.rolesOf(account);
      const list = [...applicationRoles].join(', ') || 'none';
      return goOn(`The application links to '${account}'; its roles: ${list}.`, { applicationRoles });
    }
    const statusText = `The OAuth partner application "${partnerApplication.name}" links to an invalid service account "${account}".`;
    return fail(`The account '${account}' does not exist.`, { status: 403, statusText });
  },
};

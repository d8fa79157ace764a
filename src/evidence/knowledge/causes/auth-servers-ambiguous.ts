import type { Cause } from '../cause.js';

export const authServersAmbiguous: Cause = {
  id: 'auth-servers-ambiguous',
  title: 'Two auth servers have the same realm, or none',
  part: 'client',
  explanation: "Exchange can't choose between them.",
  tellApart: [
    '"Multiple Auth Servers have an empty realm configured." or "…have same realm"; the dedicated app\'s script says "More than one EvoSTS Auth Server was found that is configured for your tenant".',
  ],
  fix: [
    { say: 'Find them.', command: 'Get-AuthServer | Format-List Name,Type,Realm,Enabled' },
    { say: 'Remove the one too many.', command: 'Remove-AuthServer "<auth server>"' },
  ],
  scenario: 'auth-servers-ambiguous',
  sources: ['facts/oauth-outbound-admin §2, §3.8 and §6.2 C04'],
};

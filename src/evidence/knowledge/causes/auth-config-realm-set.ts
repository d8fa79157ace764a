import type { Cause } from '../cause.js';

export const authConfigRealmSet: Cause = {
  id: 'auth-config-realm-set',
  title: 'The Realm of the auth configuration is set',
  part: 'client',
  explanation: 'It is blank in a healthy hybrid.',
  tellApart: ['FreeBusyChecker says "Realm should be Blank".'],
  fix: [
    { say: 'Put it back.', command: 'Set-AuthConfig -Realm ""' },
    { say: 'Make it count.', command: 'iisreset /noforce' },
  ],
  scenario: 'auth-config-realm-set',
  sources: ['facts/oauth-outbound-admin §3.1 and §6.2 B04'],
};

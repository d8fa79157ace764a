import type { Cause } from '../cause.js';

export const authServerDisabled: Cause = {
  id: 'auth-server-disabled',
  title: 'The auth server of the tenant is disabled or removed',
  part: 'on-premises front end',
  explanation:
    'The issuer of the tenant counts while its auth server is enabled and has certificates. Disabled, its tokens are of an unknown issuer, and the server itself finds no auth server to ask for a token.',
  tellApart: [
    'The issuer in the reason is your own tenant, and Get-AuthServer shows it with Enabled False, or not at all.',
    'On the way to the cloud the same shows as "None of them are configured locally".',
    'A challenge without trusted_issuers: the caller finds it not valid (inferred) and sends no token.',
  ],
  fix: [
    { say: 'Look.', command: 'Get-AuthServer | Format-List Name,Type,Realm,Enabled' },
    { say: 'Enable it.', command: 'Set-AuthServer "<auth server>" -Enabled $true' },
    { say: 'Make it count.', command: 'iisreset /noforce' },
  ],
  scenario: 'auth-server-disabled',
  sources: ['facts/oauth-outbound-admin §6.2 C01', 'facts/oauth-inbound §2.1'],
};

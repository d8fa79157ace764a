import type { Cause } from '../cause.js';

export const applicationUnknownInTenant: Cause = {
  id: 'application-unknown-in-tenant',
  title: 'The application that asks for the token is not in the tenant',
  part: 'token service',
  explanation:
    'The dedicated app was deleted, the auth server names a wrong application id, or the request goes to another tenant.',
  tellApart: ['AADSTS700016 quotes the application id and the directory: compare both.'],
  fix: [
    {
      say: 'See what on-premises asks as.',
      command: 'Get-AuthServer | Format-List Name,Type,ApplicationIdentifier,Realm',
    },
    {
      say: 'See whether it is there.',
      command:
        'Get-MgApplication -Filter "startswith(displayName,\'ExchangeServerApp-\')" | Format-List DisplayName,AppId',
    },
    {
      say: 'Create it again and write its id to the auth server.',
      command: '.\\ConfigureExchangeHybridApplication.ps1 -FullyConfigureExchangeHybridApplication',
    },
  ],
  scenario: 'application-unknown-in-tenant',
  sources: ['facts/oauth-outbound-admin §1.8 F20, §3.8 and §6.2 B12'],
};

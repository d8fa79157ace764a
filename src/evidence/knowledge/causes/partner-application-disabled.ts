import { exchangeApplicationId } from '../../../protocol/well-known.js';
import type { Cause } from '../cause.js';

export const partnerApplicationDisabled: Cause = {
  id: 'partner-application-disabled',
  title: 'The partner application of the caller is disabled, missing or has another realm',
  part: 'on-premises front end',
  explanation: `Behind the issuer the token names an application; Exchange wants an enabled partner application with the same id and, unless its realm is blank, the same realm. For Exchange Online that is "Exchange Online", ${exchangeApplicationId}.`,
  tellApart: [
    '2000006 "The Application Identifier … is unknown." quotes id@realm.',
    'FreeBusyChecker shows Enabled: False.',
  ],
  fix: [
    {
      say: 'Look.',
      command:
        'Get-PartnerApplication | Format-List Name,Enabled,ApplicationIdentifier,Realm,UseAuthServer,LinkedAccount',
    },
    {
      say: 'Enable it.',
      command: `Get-PartnerApplication | Where-Object { $_.ApplicationIdentifier -eq "${exchangeApplicationId}" -and $_.Realm -eq "" } | Set-PartnerApplication -Enabled $true`,
    },
    { say: 'Make it count.', command: 'iisreset /noforce' },
  ],
  scenario: 'partner-application-disabled',
  sources: ['facts/oauth-outbound-admin §3.6 and §6.2 C08', 'facts/oauth-inbound §1.3 (7001) and §1.4 (Application)'],
};

import type { Cause } from '../cause.js';

export const dedicatedAppWithoutConsent: Cause = {
  id: 'dedicated-app-without-consent',
  title: 'The dedicated hybrid app has no admin consent',
  part: 'Exchange Online',
  explanation: 'Without tenant-wide consent to full_access_as_app the app may not act in Exchange Online.',
  tellApart: ['The script says "tenant-wide admin consent has not yet been granted"; Exchange Online answers 403.'],
  fix: [
    {
      say: 'Grant the consent in the Entra admin center, then run the script again.',
      command: '.\\ConfigureExchangeHybridApplication.ps1 -FullyConfigureExchangeHybridApplication',
    },
  ],
  scenario: 'dedicated-app-without-consent',
  sources: ['facts/oauth-outbound-admin §3.8 and §6.2 B10'],
};

import { exchangeApplicationId } from '../../../protocol/well-known.js';
import type { Cause } from '../cause.js';

export const sharedPrincipalHasKeysAgain: Cause = {
  id: 'shared-principal-has-keys-again',
  title: 'The wizard has put the certificate back on the shared service principal',
  part: 'token service',
  explanation: 'No failure, but what the clean-up after CVE-2025-53786 had taken away is back.',
  tellApart: [`Key credentials at ${exchangeApplicationId} after a run of the Hybrid Configuration Wizard.`],
  fix: [
    {
      say: 'Clean up again.',
      command: '.\\ConfigureExchangeHybridApplication.ps1 -ResetFirstPartyServicePrincipalKeyCredentials',
    },
  ],
  scenario: 'shared-principal-has-keys-again',
  sources: ['facts/oauth-outbound-admin §3.8 and §6.2 B14'],
};

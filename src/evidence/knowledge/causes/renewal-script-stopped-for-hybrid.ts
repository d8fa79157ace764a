import type { Cause } from '../cause.js';

export const renewalScriptStoppedForHybrid: Cause = {
  id: 'renewal-script-stopped-for-hybrid',
  title: 'The renewal script has changed nothing because of the hybrid',
  part: 'client',
  explanation:
    'In a hybrid MonitorExchangeAuthCertificate renews only when told to, since the wizard has to run afterwards.',
  tellApart: [
    '"We have not made any configuration change because Exchange Hybrid has been detected in your environment."',
  ],
  fix: [
    {
      say: 'Run it again.',
      command: '.\\MonitorExchangeAuthCertificate.ps1 -ValidateAndRenewAuthCertificate $true -IgnoreHybridConfig $true',
    },
    { say: 'Then run the Hybrid Configuration Wizard.' },
  ],
  scenario: 'renewal-script-stopped-for-hybrid',
  sources: ['facts/oauth-outbound-admin §4.4 and §6.2 A17'],
};

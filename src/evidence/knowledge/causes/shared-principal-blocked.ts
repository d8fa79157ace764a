import { exchangeApplicationId } from '../../../protocol/well-known.js';
import type { Cause } from '../cause.js';

export const sharedPrincipalBlocked: Cause = {
  id: 'shared-principal-blocked',
  title: 'Exchange Online refuses the shared service principal',
  part: 'Exchange Online',
  explanation: `Since 31 October 2025 Exchange Online takes on-premises servers only by a dedicated hybrid app, not as the shared principal ${exchangeApplicationId}. Only the way from on-premises to the cloud is concerned. That the stack names GetResponse is inferred.`,
  tellApart: [
    '(403) Forbidden in a test that ran on-premises, thrown in GetResponse; in GetRequestStream it is your own web proxy.',
    'The marker L:<app id>-AS: in Detail names the shared id, not that of the dedicated app.',
  ],
  fix: [
    {
      say: "Create and enable the dedicated app with Microsoft's script.",
      command: '.\\ConfigureExchangeHybridApplication.ps1 -FullyConfigureExchangeHybridApplication',
    },
    {
      say: 'See that the feature is on, on every server.',
      command: 'Get-SettingOverride | Format-List Name,ComponentName,SectionName,Parameters',
    },
    {
      say: 'Make it count at once.',
      command:
        'Get-ExchangeDiagnosticInfo -Process Microsoft.Exchange.Directory.TopologyService -Component VariantConfiguration -Argument Refresh',
    },
  ],
  direction: 'on-premises -> cloud',
  scenario: 'shared-principal-blocked',
  sources: ['facts/oauth-outbound-admin §1.8 F24, §3.8 and §6.2 B06'],
};

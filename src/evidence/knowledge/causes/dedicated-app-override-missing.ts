import { exchangeApplicationId } from '../../../protocol/well-known.js';
import type { Cause } from '../cause.js';

export const dedicatedAppOverrideMissing: Cause = {
  id: 'dedicated-app-override-missing',
  title: 'The dedicated hybrid app is there, and the servers do not use it: the setting override is missing',
  part: 'Exchange Online',
  explanation:
    'The wizard can create the app, but never the override that switches the feature on; until then servers come as the shared principal, which Exchange Online refuses.',
  tellApart: [
    `The marker L:<app id>-AS: in Detail names ${exchangeApplicationId} though an app exists.`,
    'Get-SettingOverride has nothing for ExchangeOnpremAsThirdPartyAppId; it may take 60 minutes to count.',
  ],
  fix: [
    {
      say: 'Create it.',
      command: '.\\ConfigureExchangeHybridApplication.ps1 -EnableExchangeHybridApplicationOverride',
    },
    {
      say: 'Make it count at once.',
      command:
        'Get-ExchangeDiagnosticInfo -Process Microsoft.Exchange.Directory.TopologyService -Component VariantConfiguration -Argument Refresh',
    },
  ],
  direction: 'on-premises -> cloud',
  scenario: 'dedicated-app-override-missing',
  sources: ['facts/oauth-outbound-admin §3.8 and §6.2 B07'],
};

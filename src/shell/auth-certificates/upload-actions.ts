import { exchangeApplicationId } from '../../protocol/well-known.js';
import type { ActionPlan, ActionsInput } from './action-plan.js';

/** The cloud has to know the key. */
export function uploadActions(input: ActionsInput): readonly ActionPlan[] {
  const { authConfig, dedicatedApplication } = input;
  const byScript = '.\\ConfigureExchangeHybridApplication.ps1 -UpdateCertificate -Confirm:$false';
  return [
    {
      id: 'upload-current',
      title: 'Upload the current one to the cloud',
      script: dedicatedApplication ? byScript : 'Invoke-HybridConfiguration',
      does: dedicatedApplication
        ? 'The dedicated hybrid application gets the current certificate, and the next one.'
        : 'The lab’s own name for this step of the Hybrid Configuration Wizard, which in life is a program with windows: the service principal gets the current certificate. The next one it does not upload.',
      not: noUpload('current', authConfig.current, input),
    },
    {
      id: 'upload-next',
      title: 'Upload the next one to the cloud by hand',
      script: dedicatedApplication ? byScript : byHand,
      does: 'The cloud knows the key before the servers sign with it: then the change interrupts nothing.',
      not: noUpload('next', authConfig.next, input),
    },
  ];
}

/** facts/oauth-outbound-admin §3.3 C */
const byHand = [
  '$next = Get-ExchangeCertificate -Thumbprint (Get-AuthConfig).NextCertificateThumbprint',
  `New-MsolServicePrincipalCredential -AppPrincipalId ${exchangeApplicationId} -Type Asymmetric -Usage Verify -Value $next.RawData`,
].join('\n');

function noUpload(
  which: 'current' | 'next',
  thumbprint: string | null,
  { time, server, certificates, cloudKnows }: ActionsInput,
): string | undefined {
  if (thumbprint === null) return `There is no ${which} certificate.`;
  const found = certificates.find((certificate) => certificate.thumbprint === thumbprint);
  if (!found?.privateKeyOn.includes(server)) return `${server} has it not in its store, or without its private key.`;
  if ((found.notAfter ?? '') <= time) return 'It has expired.';
  return cloudKnows(thumbprint) ? 'The cloud knows it already.' : undefined;
}

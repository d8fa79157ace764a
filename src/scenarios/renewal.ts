import { newAuthCertificateCommand } from '../evidence/knowledge/renewal-steps.js';
import type { ScenarioStep } from './scenario.js';
import { onPremises, restartIis } from './steps.js';

/** Makes an auth certificate, `$new`, as Microsoft says (facts/oauth-outbound-admin §3.3 A), and types the rest. The question is for SMTP's certificate. */
export function withNewAuthCertificate(...type: readonly string[]): ScenarioStep {
  return withNewCertificateOf(2048, type);
}

function withNewCertificateOf(bits: number, type: readonly string[]): ScenarioStep {
  return { ...onPremises(`$new = ${newAuthCertificateCommand(bits)}`, ...type), answers: ['N'] };
}

/** `$new` is next, from now on, and at once the current one. */
const publish: readonly string[] = [
  'Set-AuthConfig -NewCertificateThumbprint $new.Thumbprint -NewCertificateEffectiveDate (Get-Date) -Force',
  'Set-AuthConfig -PublishCertificate',
];

/** The auth certificate is renewed and counts at once; nobody tells the cloud. */
export const renewAuthCertificate: ScenarioStep = withNewAuthCertificate(...publish);

/** The same with a key that is too small to sign with. */
export const renewAuthCertificateWithSmallKey: ScenarioStep = withNewCertificateOf(1024, publish);

/** What every new auth certificate needs in a hybrid. */
export const runHybridWizard: ScenarioStep = {
  ...onPremises('Invoke-HybridConfiguration'),
  say: 'The Hybrid Configuration Wizard: the cloud must know the new key.',
};

/** A new auth certificate at once, on-premises and in the cloud (facts/oauth-outbound-admin §3.3 B; Microsoft KB 2617816). */
export const replaceAuthCertificate: readonly ScenarioStep[] = [
  withNewAuthCertificate(
    ...publish,
    'Set-AuthConfig -ClearPreviousCertificate',
    'Restart-Service MSExchangeServiceHost',
  ),
  restartIis,
  runHybridWizard,
];

/** The lab's clock stands so long after the end of the current auth certificate; before it with a minus. */
export function atEndOfAuthCertificate(change: string): ScenarioStep {
  return onPremises(
    '$end = (Get-ExchangeCertificate -Thumbprint (Get-AuthConfig).CurrentCertificateThumbprint).NotAfter',
    `Set-LabClock -Date $end.${change} | Out-Null`,
  );
}

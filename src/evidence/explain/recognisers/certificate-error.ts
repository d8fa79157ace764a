import { authCertificateExpired } from '../../knowledge/causes/auth-certificate-expired.js';
import { authCertificateMissing } from '../../knowledge/causes/auth-certificate-missing.js';
import { authCertificateNotOnServer } from '../../knowledge/causes/auth-certificate-not-on-server.js';
import { authCertificateWithoutKey } from '../../knowledge/causes/auth-certificate-without-key.js';
import { authConfigRealmSet } from '../../knowledge/causes/auth-config-realm-set.js';
import { authMetadataUnreachable } from '../../knowledge/causes/auth-metadata-unreachable.js';
import { authServerDisabled } from '../../knowledge/causes/auth-server-disabled.js';
import { authServersAmbiguous } from '../../knowledge/causes/auth-servers-ambiguous.js';
import { dedicatedAppNotOnAuthServer } from '../../knowledge/causes/dedicated-app-not-on-auth-server.js';
import { dedicatedAppOverrideMissing } from '../../knowledge/causes/dedicated-app-override-missing.js';
import { dedicatedAppOverridesAmbiguous } from '../../knowledge/causes/dedicated-app-overrides-ambiguous.js';
import { dedicatedAppWithoutConsent } from '../../knowledge/causes/dedicated-app-without-consent.js';
import { extendedProtection } from '../../knowledge/causes/extended-protection.js';
import { intraOrganizationConnectorMissing } from '../../knowledge/causes/intra-organization-connector-missing.js';
import { nextCertificateNotOnServer } from '../../knowledge/causes/next-certificate-not-on-server.js';
import { oauthDisabledOnVirtualDirectory } from '../../knowledge/causes/oauth-disabled-on-virtual-directory.js';
import { partnerApplicationDisabled } from '../../knowledge/causes/partner-application-disabled.js';
import { renewalScriptServerUnreachable } from '../../knowledge/causes/renewal-script-server-unreachable.js';
import { renewalScriptStoppedForHybrid } from '../../knowledge/causes/renewal-script-stopped-for-hybrid.js';
import { serviceNameChanged } from '../../knowledge/causes/service-name-changed.js';
import { setupWithExpiredCertificate } from '../../knowledge/causes/setup-with-expired-certificate.js';
import { sharedPrincipalBlocked } from '../../knowledge/causes/shared-principal-blocked.js';
import { tlsVersionOutbound } from '../../knowledge/causes/tls-version-outbound.js';
import { wizardOauthPartFailed } from '../../knowledge/causes/wizard-oauth-part-failed.js';
import { type Phrase, phraseRecogniser } from '../phrase.js';

/** Errors around the auth certificate, of cmdlets, setup, the wizard and Microsoft’s scripts (facts/oauth-outbound-admin §3.4, §3.8, §3.9, §4.4, §4.5). */
const phrases: readonly Phrase[] = [
  {
    words: 'A special Rpc error occurs on server {server}: The certificate with thumbprint {thumbprint} was not found.',
    meaning: 'The certificate is not on that server.',
    causes: [authCertificateMissing, authCertificateNotOnServer],
  },
  {
    words: '(reason: PrivateKeyMissing)',
    meaning: 'The certificate has no private key there.',
    causes: [authCertificateWithoutKey],
  },
  {
    words: 'System.Security.Cryptography.CryptographicException: The certificate is expired.',
    meaning: 'Setup found the auth certificate expired.',
    causes: [setupWithExpiredCertificate, authCertificateExpired],
  },
  {
    words:
      'Federation or Auth certificate not found: {thumbprint}. Unable to find the certificate in the local or neighboring sites.',
    meaning: 'A server could not get the certificate from another one.',
    causes: [authCertificateNotOnServer, authCertificateMissing],
  },
  {
    words:
      "Exchange OAuth authentication couldn't find the authorization certificate with thumbprint {thumbprint} in your on-premises organization.",
    meaning: 'The wizard looked for the certificate that Get-AuthConfig names, and it is nowhere.',
    causes: [authCertificateMissing],
  },
  {
    words: 'The HCW has completed, but was not able to perform the OAuth portion of your Hybrid configuration.',
    meaning: 'The wizard finished without OAuth.',
    causes: [wizardOauthPartFailed],
  },
  { words: 'HCW8064', meaning: 'The wizard finished without OAuth.', causes: [wizardOauthPartFailed] },
  {
    words: "Cannot acquire auth metadata document from '{url}'.",
    meaning: 'The metadata document of the auth server could not be read.',
    causes: [authMetadataUnreachable, tlsVersionOutbound],
  },
  {
    words: 'We have not made any configuration change because Exchange Hybrid has been detected in your environment.',
    meaning: 'The renewal script stopped because of the hybrid.',
    causes: [renewalScriptStoppedForHybrid],
  },
  {
    words: "We couldn't validate if the Auth Certificate is properly configured because",
    meaning: 'The renewal script gives no verdict.',
    causes: [renewalScriptServerUnreachable],
  },
  {
    words: 'The Auth Certificate in use must be replaced by a new one.',
    meaning: 'The auth certificate is expired or missing.',
    causes: [authCertificateExpired, authCertificateMissing],
  },
  {
    words: 'The current or next Auth Certificate is missing on some servers and must be imported.',
    meaning: 'The auth certificate is not on all servers.',
    causes: [authCertificateNotOnServer, nextCertificateNotOnServer],
  },
  {
    words: 'Auth Certificate has expired',
    meaning: 'HealthChecker found the auth certificate expired.',
    causes: [authCertificateExpired],
  },
  {
    words: 'No valid Auth Certificate found.',
    meaning: 'HealthChecker found no auth certificate.',
    causes: [authCertificateMissing],
  },
  {
    words: 'Auth Certificate seems Not to be present in {server}',
    meaning: 'The auth certificate is missing on that server.',
    causes: [authCertificateNotOnServer],
  },
  {
    words: 'No valid certificate Assigned',
    meaning: 'No auth certificate is configured.',
    causes: [authCertificateMissing],
  },
  {
    words: 'Service Name does not Seems correct.',
    meaning: 'The ServiceName was changed.',
    causes: [serviceNameChanged],
  },
  {
    words: 'Realm should be Blank',
    meaning: 'The Realm of the auth configuration is set.',
    causes: [authConfigRealmSet],
  },
  {
    words: 'seems not to include OAuth Authentication Method.',
    meaning: 'OAuth is off on a virtual directory.',
    causes: [oauthDisabledOnVirtualDirectory],
  },
  {
    words: "Extended Protection isn't configured as expected",
    meaning: 'Extended Protection is not as Microsoft recommends.',
    causes: [extendedProtection],
  },
  {
    words: 'More than one EvoSTS Auth Server was found that is configured for your tenant',
    meaning: 'Auth servers are ambiguous.',
    causes: [authServersAmbiguous],
  },
  {
    words: 'No valid AuthServer object was found that supports the dedicated Exchange Hybrid Application',
    meaning: 'The auth server does not name the dedicated app.',
    causes: [dedicatedAppNotOnAuthServer],
  },
  {
    words: 'Multiple SettingOverrides detected',
    meaning: 'There are two overrides.',
    causes: [dedicatedAppOverridesAmbiguous],
  },
  {
    words: 'Configure the dedicated hybrid app to ensure hybrid features continue working in the future',
    meaning: 'The dedicated hybrid app is not configured.',
    causes: [sharedPrincipalBlocked, dedicatedAppOverrideMissing],
  },
  {
    words: 'tenant-wide admin consent has not yet been granted',
    meaning: 'The dedicated app has no consent.',
    causes: [dedicatedAppWithoutConsent],
  },
  {
    words: 'created without tenant-wide admin consent',
    meaning: 'The dedicated app has no consent.',
    causes: [dedicatedAppWithoutConsent],
  },
  {
    words: 'an Auth Server which is valid for hybrid usage',
    meaning: 'There is no auth server for the hybrid.',
    causes: [authServerDisabled],
  },
  {
    words: "We did not find the 'Exchange Online' partner application in your on-premises environment",
    meaning: 'The partner application is missing.',
    causes: [partnerApplicationDisabled],
  },
  {
    words: 'We did not find any enabled IntraOrganizationConnector in your on-premises environment',
    meaning: 'There is no enabled connector.',
    causes: [intraOrganizationConnectorMissing],
  },
];

export const certificateError = phraseRecogniser(
  'an error about the auth certificate, of the hybrid wizard or of one of Microsoft’s scripts',
  'error of configuration',
  'certificate',
  phrases,
);

import { capture, document, inferred, type Subject, seedPage, testsOf, versions } from '../rows.js';

const application = testsOf('hybrid-application');
const keys = testsOf('cloud-keys');
const blocked = application(
  'a tenant that refuses the shared principal answers a bare 403, until the application comes',
);
const broken = application('the application without its key, its consent or its registration');
const override = application('an override counts when the servers read it: told to, or within 60 minutes');
const wizard = keys('the wizard fails in the words of the KB articles');

/** What the cloud knows of the organisation, and the application that comes in its place since 2025. */
export const hybridApplication: Subject = {
  title: "The cloud's keys and the dedicated hybrid application",
  rows: [
    {
      id: 'hybrid/key-lost',
      what: 'A certificate that the cloud does not know breaks Test-OAuthConnectivity at once, free/busy when the cached actor token has run out',
      versions: versions.all,
      evidence: inferred('each process has its own cache; facts/oauth-inbound §5'),
      witness: keys(
        'a key that the cloud has lost breaks the test at once, free/busy when its actor token has run out',
      ),
    },
    {
      id: 'hybrid/key-dates',
      what: 'A key credential counts from its start to its end, with the clock skew of tokens',
      versions: versions.online,
      evidence: inferred('startDateTime and endDateTime of Microsoft Graph'),
      witness: keys('a key credential counts from its start to its end'),
    },
    {
      id: 'hybrid/key-fields',
      what: "Graph's keyCredential: CustomKeyIdentifier is the thumbprint, Key is blank but for one object that asks for it",
      versions: versions.online,
      evidence: document("Microsoft Graph's reference; no printed sample is public (facts/oauth-outbound-admin §7.9)"),
      witness: keys('the three modules show the same keys, each in its spelling'),
    },
    {
      id: 'hybrid/online-auth-servers',
      what: 'Get-AuthServer in the cloud: 17 names with their TokenIssuingEndpoint, of 23 November 2016',
      versions: versions.online,
      evidence: seedPage('its list of Office 365'),
      witness: keys('Get-AuthServer in the cloud is the seed page’s list'),
    },
    {
      id: 'hybrid/wizard-dangling',
      what: "`Exchange OAuth authentication couldn't find the authorization certificate with thumbprint … in your on-premises organization. Run Get-AuthConfig cmdlet to verify the CurrentCertificateThumbprint information.`",
      versions: versions.onPremises,
      evidence: document('KB 3089171, facts/oauth-outbound-admin §3.9'),
      witness: wizard,
    },
    {
      id: 'hybrid/wizard-hcw8064',
      what: '`HCW8064`, in English and German, as far as the sentences are public',
      versions: versions.onPremises,
      evidence: document('KB 3089172, facts/oauth-outbound-admin §3.9'),
      witness: wizard,
    },
    {
      id: 'hybrid/shared-principal',
      what: 'Exchange Online refuses the shared principal with a bare 403, thrown in GetResponse',
      versions: versions.online,
      evidence: capture('facts/oauth-outbound-admin §1.8 F24; body, frame and place in the order are inferred'),
      witness: blocked,
    },
    {
      id: 'hybrid/marker',
      what: 'Detail names the application that asked: `L:<id>-AS:`; the line around it and its place are ours',
      versions: versions.newerOnPremises,
      evidence: document('facts/oauth-outbound-admin §1.6: the expression scripts search with'),
      witness: blocked,
    },
    {
      id: 'hybrid/application-asks',
      what: "With override and auth server the application's id stands in the place of AuthConfig.ServiceName; all else is as before",
      versions: versions.newerOnPremises,
      evidence: inferred('how Entra issues such a token is unknown: the usual ladder, another client id'),
      witness: override,
    },
    {
      id: 'hybrid/override-delay',
      what: 'A setting override takes up to 60 minutes, or until Get-ExchangeDiagnosticInfo refreshes VariantConfiguration',
      versions: versions.newerOnPremises,
      evidence: document('facts/oauth-outbound-admin §3.8'),
      witness: override,
    },
    {
      id: 'hybrid/old-build',
      what: 'A build older than 15.2.2562.17, 15.2.1748.24, 15.2.1544.25 or 15.1.2507.55 comes as the shared principal',
      versions: versions.onPremises,
      evidence: document('facts/oauth-outbound-admin §3.8'),
      witness: application('a build that is too old comes as the shared principal'),
    },
    {
      id: 'hybrid/application-key',
      what: "`AADSTS700027: Client assertion contains an invalid signature. [Reason - The key was not found., Thumbprint of key used by client: '…'.]` of the tenant's own application",
      versions: versions.online,
      evidence: inferred('Entra wording, in public threads (facts/oauth-outbound-admin §1.8 F18)'),
      witness: broken,
    },
    {
      id: 'hybrid/no-consent',
      what: 'Without admin consent Exchange Online answers 403',
      versions: versions.online,
      evidence: document('facts/oauth-outbound-admin §6.2 B10'),
      witness: broken,
    },
    {
      id: 'hybrid/ews-allowed',
      what: 'EwsEnabled False refuses all of EWS with 403; True, who is not on EwsAllowedAppIDs, where that is not empty',
      versions: versions.online,
      evidence: inferred('facts/oauth-outbound-admin §3.8, §6.2 B15'),
      witness: application('EwsEnabled and EwsAllowedAppIDs decide who may come'),
    },
    {
      id: 'hybrid/script-guards',
      what: 'The guards of ConfigureExchangeHybridApplication.ps1, verbatim; when each is shown is inferred from its words',
      versions: versions.onPremises,
      evidence: document('facts/oauth-outbound-admin §3.8'),
      witness: application('the script’s guards'),
    },
  ],
};

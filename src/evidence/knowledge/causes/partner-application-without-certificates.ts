import type { Cause } from '../cause.js';

export const partnerApplicationWithoutCertificates: Cause = {
  id: 'partner-application-without-certificates',
  title: 'A partner application has no certificates',
  part: 'on-premises front end',
  explanation:
    "A partner that issues its own tokens is trusted by the certificates of its metadata document; without them its tokens can't be checked.",
  tellApart: ['Event 2002 of MSExchange OAuth names it. "Exchange Online" uses the auth server and needs none.'],
  fix: [
    {
      say: 'Look.',
      command: 'Get-PartnerApplication | Format-List Name,UseAuthServer,AuthMetadataUrl,CertificateStrings',
    },
    { say: 'Read its document again.', command: 'Set-PartnerApplication "<partner application>" -RefreshAuthMetadata' },
  ],
  sources: ['facts/oauth-inbound §5 (event 2002)'],
};

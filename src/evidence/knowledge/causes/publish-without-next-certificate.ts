import type { Cause } from '../cause.js';

export const publishWithoutNextCertificate: Cause = {
  id: 'publish-without-next-certificate',
  title: 'There is no next auth certificate to publish',
  part: 'client',
  explanation: 'Set-AuthConfig -PublishCertificate makes the next certificate the current one; none is set.',
  tellApart: ['NextCertificateThumbprint is empty.'],
  fix: [
    {
      say: 'Set it first.',
      command: 'Set-AuthConfig -NewCertificateThumbprint <new thumbprint> -NewCertificateEffectiveDate (Get-Date)',
    },
    { say: 'Then publish.', command: 'Set-AuthConfig -PublishCertificate' },
  ],
  sources: ['facts/oauth-outbound-admin §3.2 and §6.2 A14 (inferred', "Exchange's text is unknown)"],
};

import type { Cause } from '../cause.js';

export const nextCertificateNotPublishedYet: Cause = {
  id: 'next-certificate-not-published-yet',
  title: 'The next auth certificate is due and not published yet',
  part: 'client',
  explanation:
    'Nothing happens on the minute of the effective date: the AuthAdmin servicelet publishes it when it runs, at the start of the service and then every 12 hours. One report says that the date counts as UTC, so that it may be off by the hours to local time.',
  tellApart: [
    'NextCertificateThumbprint is still filled after its date, and event 2014 of MSExchange AuthAdmin has not come.',
  ],
  fix: [
    {
      say: 'Look.',
      command:
        'Get-AuthConfig | Format-List CurrentCertificateThumbprint,NextCertificateThumbprint,NextCertificateEffectiveDate',
    },
    { say: 'Have the servicelet run.', command: 'Restart-Service MSExchangeServiceHost' },
    { say: 'Or publish by hand.', command: 'Set-AuthConfig -PublishCertificate' },
  ],
  scenario: 'next-certificate-not-published-yet',
  sources: ['facts/oauth-outbound-admin §3.3 A and §6.2 A12, A13'],
};

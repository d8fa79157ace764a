import t from 'tap';
import { TestLabs } from './acceptance/labs.js';

const labs = new TestLabs('auth-certificate');
t.teardown(() => labs.close());

const subject = 'cn=Microsoft Exchange Server Auth Certificate';
const hour = 60 * 60 * 1000;

t.test('a renewal as published: next, the date, current; the AuthAdmin servicelet says so', async (t) => {
  const lab = await labs.start('renewal');
  const [made] = (
    await lab.cmdlet(
      'New-ExchangeCertificate',
      { KeySize: 2048, PrivateKeyExportable: true, SubjectName: subject, FriendlyName: 'x', DomainName: '@()' },
      { answers: ['N'] },
    )
  ).output;
  t.match(made, { Services: 'IMAP, POP, SMTP', CertificateDomains: [], Status: 'Valid' });
  const effective = new Date(lab.clock.now() + 49 * hour);
  await lab.cmdlet('Set-AuthConfig', {
    NewCertificateThumbprint: made?.Thumbprint,
    NewCertificateEffectiveDate: effective,
  });
  t.match((await lab.cmdlet('Get-AuthConfig')).output[0], { NextCertificateThumbprint: made?.Thumbprint });
  lab.clock.advance(30 * 24 * hour);
  await lab.clock.settled();
  t.match((await lab.cmdlet('Get-AuthConfig')).output[0], {
    CurrentCertificateThumbprint: made?.Thumbprint,
    NextCertificateThumbprint: null,
  });
  const [event] = lab.eventLog.list('Application');
  t.match(event, { eventId: 2014, source: 'MSExchange AuthAdmin' });
});

t.test('the lab made no mistake of its own', async (t) => {
  t.strictSame(labs.defects, []);
});

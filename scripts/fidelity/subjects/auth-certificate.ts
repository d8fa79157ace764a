import { document, inferred, type Subject, seedPage, testsOf, versions } from '../rows.js';

const life = testsOf('auth-certificate');
const certificates = testsOf('exchange-certificate');

const planned = life(
  'a planned renewal: next, the servicelet when its date is reached, and what each state is good for',
);
const own = life('tokens of the organisation itself are good while their key is current, previous or next');
const emergency = life('an emergency: the certificate has expired, says so, and is replaced');
const servers = life('several servers: each signs with what lies in its own store');
const copied = life('the Certificate servicelet copies when it runs, not with -SkipImmediateCertificateDeployment');
const shown = certificates('Get-ExchangeCertificate shows what each server has, in the three views of the facts');
const asked = certificates(
  'New-ExchangeCertificate asks in Exchange’s words before the default SMTP certificate is replaced',
);

/** The auth certificate from setup to renewal, and the cmdlets of certificates. */
export const authCertificate: Subject = {
  title: 'The auth certificate',
  rows: [
    {
      id: 'auth-certificate/states',
      what: 'Next with its effective date; published it is current, and what was current is previous; `-ClearPreviousCertificate` forgets that one',
      versions: versions.onPremises,
      evidence: document('facts/oauth-outbound-admin §3.2'),
      witness: planned,
    },
    {
      id: 'auth-certificate/at-once',
      what: '`-CertificateThumbprint` replaces the current one; previous and next stay as they are',
      versions: versions.onPremises,
      evidence: inferred('the names of the parameter sets (facts/oauth-outbound-admin §3.2)'),
      witness: own,
    },
    {
      id: 'auth-certificate/event-2014',
      what: 'The AuthAdmin servicelet publishes when the date is reached, at the start of the service and every 12 hours: event 2014, `The current signing certificate for Exchange has been updated to certificate with thumbprint ….`',
      versions: versions.onPremises,
      evidence: document('facts/oauth-outbound-admin §3.3, §3.9'),
      witness: [planned, life('Restart-Service MSExchangeServiceHost publishes what is due without waiting 12 hours')],
    },
    {
      id: 'auth-certificate/uses',
      what: 'Calls out are signed with the current one; own tokens are good by current, previous and next; the metadata document has current and previous, unexpired',
      versions: versions.onPremises,
      evidence: document('facts/oauth-inbound §4.3, §5'),
      witness: [planned, own, emergency],
    },
    {
      id: 'auth-certificate/event-24',
      what: 'Event 24, `The Exchange certificate [Subject] CN=… expired on ….`; between them the certificate as .NET prints it, the date in en-US; once per server after each start of the service',
      versions: versions.onPremises,
      evidence: inferred('begin and end of the text (facts/oauth-outbound-admin §3.9)'),
      witness: emergency,
    },
    {
      id: 'auth-certificate/deployment',
      what: 'The Certificate servicelet copies an exportable certificate to the other servers of the site; else `Federation or Auth certificate not found: ….` of the source `MSExchange Certificate Deployment`',
      versions: versions.onPremises,
      evidence: document(
        'facts/oauth-outbound-admin §3.3, §3.4; that it must be exportable, and how often it looks, is inferred',
      ),
      witness: [servers, copied],
    },
    {
      id: 'auth-certificate/rpc',
      what: '`A special Rpc error occurs on server …: The certificate with thumbprint … was not found.`, or `… was found but is not valid for use with Exchange Server (reason: PrivateKeyMissing).`',
      versions: versions.onPremises,
      evidence: document('facts/oauth-outbound-admin §3.4'),
      witness: [shown, certificates('a certificate without its key is held, and says so where a key is needed')],
    },
    {
      id: 'auth-certificate/fields',
      what: 'Fields of Get-ExchangeCertificate and their order; the table has Services as `....S..`',
      versions: versions.onPremises,
      evidence: seedPage('Get-ExchangeCertificate … | fl; facts/oauth-outbound-admin §3.5'),
      witness: shown,
    },
    {
      id: 'auth-certificate/overwrite',
      what: '`Overwrite the existing default SMTP certificate?` with both thumbprints and their dates',
      versions: versions.onPremises,
      evidence: document('facts/oauth-outbound-admin §3.3'),
      witness: asked,
    },
    {
      id: 'auth-certificate/services',
      what: 'IIS moves from one certificate to the other; other services may have several; No keeps SMTP among the services of the new one',
      versions: versions.onPremises,
      evidence: inferred('a web site has one certificate; the answer N of Microsoft’s own procedure'),
      witness: asked,
    },
  ],
};

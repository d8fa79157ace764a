import { capture, document, inferred, observed2013, type Subject, seedPage, testsOf, versions } from '../rows.js';

const partners = testsOf('partners');
const owa = testsOf('owa');

const script = partners('the script registers Skype for Business');
const wayOut = partners('Exchange gets into a partner with a token that it signs itself');
const renewal = partners('after a renewal a partner knows the new key once it has read the metadata again');
const logon = owa('a log-on with a healthy certificate');
const loop = owa(
  'an expired certificate: the log-on loops with event 1003 until a new one is there and the pools are recycled',
);
const crash = owa('the pool of EWS crashes while the certificate is expired');
const cmdlets = 'facts/oauth-outbound-admin §3.6';
const events = 'facts/oauth-outbound-admin §3.9';

/** Partners that sign their own tokens, and who else needs the auth certificate. */
export const partnersAndCertificate: Subject = {
  title: 'Partners without ACS, and who else needs the auth certificate',
  rows: [
    {
      id: 'partners/unregistered',
      what: 'The token of a partner that is not registered: 2000009 with its `id@realm`',
      versions: versions.newerOnPremises,
      evidence: observed2013('facts/oauth-inbound §1.4, S2S issuer'),
      witness: partners('before it is registered, Exchange refuses a partner in its own words'),
    },
    {
      id: 'partners/gets-in',
      what: 'Registered with UseAuthServer False, it gets in with a token that it signed itself: alone, or for a user',
      versions: versions.onPremises,
      evidence: observed2013('facts/oauth-inbound §1.4, §3.4'),
      witness: [script, partners('SharePoint is a partner as well, by each of its addresses')],
    },
    {
      id: 'partners/roles',
      what: 'What it may do is what the roles of its linked account allow; one that is disabled is unknown',
      versions: versions.onPremises,
      evidence: observed2013('facts/oauth-inbound §1.4, after authentication'),
      witness: partners('what a registered partner may do is what its account may'),
    },
    {
      id: 'partners/script',
      what: '`Configure-EnterprisePartnerApplication.ps1` registers SharePoint and Skype for Business',
      versions: versions.onPremises,
      evidence: document(cmdlets),
      witness: script,
    },
    {
      id: 'partners/script-objects',
      what: 'It makes an account `LyncEnterprise-ApplicationAccount` with UserApplication and ArchiveApplication, and a partner application of a like name; SharePoint has roles of its own',
      versions: versions.onPremises,
      evidence: inferred('what the applications do in mailboxes; the lists of the script are not collected'),
      witness: script,
    },
    {
      id: 'partners/metadata',
      what: 'A partner’s `/metadata/json/1` has the form of Exchange’s; SharePoint’s is below `/_layouts/15` too',
      versions: versions.onPremises,
      evidence: inferred('the protocol is the same (facts/oauth-inbound §4.2, §4.3)'),
      witness: partners('SharePoint is a partner as well, by each of its addresses'),
    },
    {
      id: 'partners/way-out',
      what: 'Exchange signs the actor token for a partner itself: `iss` and `nameid` its own, 24 hours, RS256 with `x5t`',
      versions: versions.onPremises,
      evidence: observed2013('facts/oauth-inbound §3.4'),
      witness: wayOut,
    },
    {
      id: 'partners/way-out-when',
      what: 'It does so for a challenge that names a realm and trusts the organisation itself, when no auth server is trusted',
      versions: versions.onPremises,
      evidence: inferred('"realm from challenge was also empty" (facts/oauth-outbound-admin §1.7)'),
      witness: wayOut,
    },
    {
      id: 'partners/door',
      what: 'A partner judges Exchange’s token by the rules of Exchange, and looks users up in the same forest',
      versions: versions.onPremises,
      evidence: inferred('both speak MS-XOAUTH; no refusal of Lync or SharePoint was collected'),
      witness: wayOut,
    },
    {
      id: 'partners/refresh',
      what: 'A partner reads Exchange’s metadata every 24 hours, or when told; a failed signature makes it read nothing',
      versions: versions.onPremises,
      evidence: inferred('Exchange’s own interval; the partners’ is not known'),
      witness: renewal,
    },
    {
      id: 'partners/renewal',
      what: 'After a renewal Exchange’s tokens can’t be verified by a partner until it has read the metadata again',
      versions: versions.onPremises,
      evidence: inferred('facts/oauth-outbound-admin §6.2 A15'),
      witness: renewal,
    },
    {
      id: 'certificate/federation',
      what: 'In older organisations the auth certificate is `CN=Federation`, with CertificateDomains {Federation}, Services SMTP',
      versions: versions.onPremises,
      evidence: seedPage('Get-ExchangeCertificate'),
      witness: owa('the older variant: the Federation certificate is the auth certificate'),
    },
    {
      id: 'certificate/logon-loop',
      what: 'OWA and ECP loop at log-on, with event 1003 of MSExchange Front End HTTPS Proxy, while the auth certificate is expired or absent',
      versions: versions.onPremises,
      evidence: capture(`${events}, KB 2617816`),
      witness: [
        loop,
        owa('a certificate that can’t be used is as good as expired for a log-on > missing on the server'),
      ],
    },
    {
      id: 'certificate/logon-recycle',
      what: 'A pool that failed goes on failing until it is recycled',
      versions: versions.onPremises,
      evidence: inferred('facts/oauth-outbound-admin §6.2 A20: pools that are not recycled keep failing'),
      witness: [loop, owa('pools are recycled one by one')],
    },
    {
      id: 'certificate/logon-form',
      what: 'The form stands at `/owa/auth/logon.aspx`, posts to `/owa/auth.owa`, and a log-on is the cookie `cadata`',
      versions: versions.onPremises,
      evidence: inferred('well-known names of Exchange’s forms; pages and the content of cookies are the lab’s own'),
      witness: logon,
    },
    {
      id: 'certificate/pool-crash',
      what: 'The pool of EWS crashes while the certificate is expired: events 4999 and 5011, and 503',
      versions: versions.onPremises,
      evidence: capture(events),
      witness: crash,
    },
    {
      id: 'certificate/pool-crash-when',
      what: 'Every 12½ minutes, the first time no sooner than that after the expiry; half a minute down; called or not',
      versions: versions.onPremises,
      evidence: inferred('"every 10–15 min" (§3.9); what triggers it is not known'),
      witness: crash,
    },
    {
      id: 'certificate/serialization',
      what: 'PowerShell serialization needs the certificate since November 2023: a warning of `Get-ExchangeServer`',
      versions: versions.newerOnPremises,
      evidence: inferred('that it needs it stands in the seed page; what a server says is not known'),
      witness: owa('PowerShell serialization needs the certificate too'),
    },
  ],
};

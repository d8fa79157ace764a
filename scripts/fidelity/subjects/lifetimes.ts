import { capture, document, inferred, observed2013, type Subject, seedPage, testsOf, versions } from '../rows.js';

const judgement = testsOf('judgement');
const connectivity = testsOf('connectivity');
const manners = testsOf('manners');

const signed = (title: string) =>
  judgement(
    `each thing that can be wrong with a signed token has its refusal, in both kinds and both personalities > ${title}`,
  );
const skew = judgement('five minutes of skew are granted both ways, to numbers, strings and fractions');
const clientSide = observed2013('facts/oauth-inbound §5, client side');
const serverSide = observed2013('facts/oauth-inbound §5');

/** Times in tokens, and how long servers remember. */
export const lifetimes: Subject = {
  title: 'Lifetimes and caches',
  rows: [
    {
      id: 'lifetimes/skew',
      what: 'Five minutes of clock skew are granted both ways',
      versions: versions.all,
      evidence: inferred(
        'the default of the JWT library (Apache-2.0 source); that Exchange keeps it, and that later ones have it too, is not known (facts/oauth-inbound §5)',
      ),
      witness: skew,
    },
    {
      id: 'lifetimes/forms',
      what: '`nbf` and `exp` may be numbers or digits in a string',
      versions: versions.all,
      evidence: document('facts/oauth-inbound §3.2', 'xoauth'),
      witness: skew,
    },
    {
      id: 'lifetimes/not-yet',
      what: '`The token has expired.` is said of a token that is not valid yet, too',
      versions: versions.all,
      evidence: observed2013('facts/oauth-inbound §1.4, Lifetime'),
      witness: signed('a begin 301 seconds ahead'),
    },
    {
      id: 'lifetimes/no-end',
      what: "`2000001;reason=\"Jwt10322: Lifetime validation failed. The token is missing the 'exp' (Expiration Time) claim.%0ajwt: '…'.\"`, with the readable token",
      versions: versions.all,
      evidence: document('facts/oauth-inbound §1.3', 'jwtLibrary'),
      witness: judgement(
        'a token without end is refused in the words of the JWT library, with the readable token, never its signature',
      ),
    },
    {
      id: 'lifetimes/end-first',
      what: '`2000001;reason="Jwt10403: Invalid dates. validFrom: \'09/21/2026 14:14:20\' > validTo: 09/21/2026 14:13:20."`',
      versions: versions.all,
      evidence: document('facts/oauth-inbound §1.3', 'jwtLibrary'),
      witness: signed('an end before the begin'),
    },
    {
      id: 'lifetimes/user-context',
      what: 'A user context is good for 8 hours, `exp` − `nbf` = 28800',
      versions: versions.all,
      evidence: capture('facts/oauth-outbound-admin §1.6', 'slides'),
      witness: connectivity(
        'on the wire > the user token is unsigned, good for 8 hours, and holds the actor token as it was issued',
      ),
    },
    {
      id: 'lifetimes/actor-token',
      what: 'An actor token of ACS is good for 86700 seconds from a begin five minutes back',
      versions: versions.online,
      evidence: capture('facts/oauth-inbound §3.2', 'slides'),
      witness: manners('what the lab’s tokens hold > the actor token of ACS'),
    },
    {
      id: 'lifetimes/client-assertion',
      what: 'A client assertion is good for 10 minutes',
      versions: versions.onPremises,
      evidence: observed2013('facts/oauth-inbound §3.5'),
      witness: connectivity(
        'on the wire > the token request carries an assertion that jose verifies with the auth certificate',
      ),
    },
    {
      id: 'lifetimes/self-issued',
      what: 'A token an application signs for itself is good for 24 hours',
      versions: versions.onPremises,
      evidence: serverSide,
      witness: manners('what the lab’s tokens hold > a token that Exchange signs for itself'),
    },
    {
      id: 'lifetimes/callback',
      what: 'A callback token is good for 8 hours',
      versions: versions.onPremises,
      evidence: document('facts/oauth-inbound §3.8: Microsoft, Outlook add-in identity tokens'),
      witness: manners('what the lab’s tokens hold > a callback token'),
    },
    {
      id: 'lifetimes/auth-certificate',
      what: "Setup's auth certificate: five years, RSA 2048, `CN=Microsoft Exchange Server Auth Certificate`",
      versions: versions.onPremises,
      evidence: seedPage('its Get-ExchangeCertificate; facts/oauth-inbound §5'),
      witness: testsOf('pki')('a certificate > of the auth key lives five calendar years'),
    },
    {
      id: 'lifetimes/configuration',
      what: 'Servers judge by the OAuth configuration they loaded, and load it again every 30 minutes, or after iisreset',
      versions: versions.onPremises,
      evidence: serverSide,
      witness: testsOf('exchange')(
        'a change of the trust counts after 30 minutes of the lab’s clock, or after iisreset',
      ),
    },
    {
      id: 'lifetimes/user-lookup',
      what: 'The result of a user lookup is kept for 15 minutes, a failed one too; iisreset throws it away',
      versions: versions.onPremises,
      evidence: observed2013('facts/oauth-inbound §1.4, User lookup'),
      witness: testsOf('kinds')('a user lookup is kept for 15 minutes, a failed one too; iisreset throws it away'),
    },
    {
      id: 'lifetimes/cloud-at-once',
      what: 'Exchange Online sees a change of its directory at once',
      versions: versions.online,
      evidence: inferred('nothing; how long it takes is not known'),
      witness: testsOf('cloud')('what changes in the directory counts at once in the cloud'),
    },
    {
      id: 'lifetimes/last-token',
      what: 'With -UseCachedToken the last token is used while more than 7 of its 8 hours remain',
      versions: versions.all,
      evidence: clientSide,
      witness: connectivity('the token cache > reuses the last token while more than 7 of its 8 hours remain'),
    },
    {
      id: 'lifetimes/challenge',
      what: 'A challenge is remembered for 60 minutes',
      versions: versions.all,
      evidence: clientSide,
      witness: connectivity('the token cache > keeps a challenge for 60 minutes, however often it is used'),
    },
    {
      id: 'lifetimes/actor-cache',
      what: 'An actor token is used again while more than 5 minutes of it remain',
      versions: versions.all,
      evidence: clientSide,
      witness: connectivity('the token cache > keeps an actor token while more than 5 minutes remain'),
    },
    {
      id: 'lifetimes/failed-request',
      what: 'A token request that failed is not repeated for 10 minutes',
      versions: versions.all,
      evidence: clientSide,
      witness: connectivity('the token cache > does not repeat a failed token request for 10 minutes'),
    },
    {
      id: 'lifetimes/cache-cleared',
      what: 'Without -UseCachedToken the token cache is cleared first; iisreset clears it as well',
      versions: versions.all,
      evidence: observed2013('facts/oauth-inbound §5; the line in `Detail` says the former'),
      witness: testsOf('hybrid')(
        '-UseCachedToken remembers challenge and token; without it, and after iisreset, all is asked anew',
      ),
    },
  ],
};

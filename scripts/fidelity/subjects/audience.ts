import { capture, document, inferred, observed2013, type Subject, seedPage, testsOf, versions } from '../rows.js';

const judgement = testsOf('judgement');
const hybrid = testsOf('hybrid');

const signed = (title: string) =>
  judgement(
    `each thing that can be wrong with a signed token has its refusal, in both kinds and both personalities > ${title}`,
  );
const compared = (title: string) =>
  judgement(`the host of the audience is compared with the Host header, ports and loopback names included > ${title}`);
const conclusions = hybrid('the seed page’s conclusions: what may be wrong without breaking anything');
const hostless = judgement('without Host, newer builds quote the audience as a URL, 2013 has nothing to expect');

/** What the audience of a server-to-server token must be. */
export const audience: Subject = {
  title: 'The audience',
  rows: [
    {
      id: 'audience/form',
      what: '`appid/host@realm`, split at the first slash and the last at sign; a part that is missing makes it invalid',
      versions: versions.all,
      evidence: observed2013('facts/oauth-inbound §1.4, S2S audience'),
      witness: testsOf('protocol')('the audience of a server-to-server token: first slash, last at sign'),
    },
    {
      id: 'audience/at-before-slash',
      what: 'An at sign before the slash makes it invalid',
      versions: versions.all,
      evidence: observed2013('facts/oauth-inbound §1.4, S2S audience'),
      witness: signed('an audience with the at sign before the slash'),
    },
    {
      id: 'audience/application',
      what: 'The application must be the ServiceName of Get-AuthConfig, else the audience is invalid',
      versions: versions.all,
      evidence: observed2013('facts/oauth-inbound §1.4, S2S audience'),
      witness: signed('an audience for another application'),
    },
    {
      id: 'audience/missing',
      what: 'Without `aud` there is a refusal without words: `2000001;error_category="invalid_token"`',
      versions: versions.all,
      evidence: inferred(
        'the observed refusal of 2013 when a value is missing that it does not expect to be (facts/oauth-inbound §1.3)',
      ),
      witness: signed('no audience'),
    },
    {
      id: 'audience/host',
      what: "`Expected 'owa.msxfaq.de'. Actual 'hybrid.msxfaq.de'.`: Expected is the Host of the request, Actual that of the token",
      versions: versions.all,
      evidence: seedPage('"Hostname falsch"; facts/oauth-inbound §1.4'),
      witness: hybrid('the seed page’s table of failures, each broken, mended and reset > host-rewritten'),
    },
    {
      id: 'audience/case',
      what: 'Ids, realms and hosts are compared without regard to case, although [MS-XOAUTH] §3.2.5.6 says otherwise',
      versions: versions.all,
      evidence: observed2013('facts/oauth-inbound §1.4, last line'),
      witness: compared('https, Host OWA.MSXFAQ.DE, a token for owa.msxfaq.de'),
    },
    {
      id: 'audience/default-port',
      what: 'A default port in Host (443 with https, 80 with http) makes no difference',
      versions: versions.all,
      evidence: observed2013('facts/oauth-inbound §1.4: the Authority of the URL'),
      witness: compared('https, Host owa.msxfaq.de:443, a token for owa.msxfaq.de'),
    },
    {
      id: 'audience/other-port',
      what: "Another port is part of the authority: `Expected 'owa.msxfaq.de:4443'. Actual 'owa.msxfaq.de'.`",
      versions: versions.all,
      evidence: observed2013('facts/oauth-inbound §1.4: the Authority of the URL'),
      witness: compared('https, Host owa.msxfaq.de:4443, a token for owa.msxfaq.de'),
    },
    {
      id: 'audience/http',
      what: 'A server-to-server token is good on the http listener too (SSL offloading with Host preserved)',
      versions: versions.all,
      evidence: inferred('its audience has no scheme'),
      witness: compared('http, Host owa.msxfaq.de, a token for owa.msxfaq.de'),
    },
    {
      id: 'audience/any-name',
      what: 'Any name is good that both Host and audience have; the server need not know it',
      versions: versions.all,
      evidence: observed2013('facts/oauth-inbound §1.4, S2S audience'),
      witness: compared('https, Host mail.example, a token for mail.example'),
    },
    {
      id: 'audience/urls',
      what: 'ExternalUrl and InternalUrl of the virtual directory play no role',
      versions: versions.all,
      evidence: seedPage('its conclusions; facts/oauth-inbound §1.4'),
      witness: conclusions,
    },
    {
      id: 'audience/certificate-names',
      what: 'Names in the auth certificate play no role',
      versions: versions.all,
      evidence: seedPage('its conclusions; facts/oauth-inbound §1.4'),
      witness: conclusions,
    },
    {
      id: 'audience/no-host',
      what: "`The hostname component of the audience claim value 'https://owa.msxfaq.de' is invalid` stands for a missing Host; its argument is `https://` and the host of the audience",
      versions: versions.newer,
      evidence: inferred(
        'the words are of the seed page ("Kein Hostheader") and of Microsoft Learn; which value stands there is inferred',
      ),
      witness: hostless,
    },
    {
      id: 'audience/no-host-2013',
      what: "Without Host: `Expected ''. Actual 'owa.msxfaq.de'.`",
      versions: versions.only2013,
      evidence: inferred('its only other form of the text'),
      witness: hostless,
    },
    {
      id: 'audience/seed-no-host',
      what: 'A proxy that drops Host gets 401 and `2000003` in Test-OAuthConnectivity',
      versions: versions.newer,
      evidence: seedPage('"Kein Hostheader"'),
      witness: hybrid('the seed page’s table of failures, each broken, mended and reset > no-host-header'),
    },
    {
      id: 'audience/online',
      what: '`2000003;reason="The audience claim value is invalid \'aud\'.";error_category="invalid_resource"`: the word aud instead of the value',
      versions: versions.online,
      evidence: capture('facts/oauth-inbound §0', 'online2017'),
      witness: testsOf('cloud')(
        'Exchange Online quotes the word aud for an audience it can’t read, as it was seen to do',
      ),
    },
    {
      id: 'audience/outer',
      what: 'The audience of the user context is not looked at',
      versions: versions.all,
      evidence: observed2013('facts/oauth-inbound §1.4 step 7'),
      witness: judgement(
        'each thing that can be wrong with the user context > its audience is not looked at, its realm may be another of the same organisation',
      ),
    },
    {
      id: 'audience/http-1.0',
      what: 'HTTP/1.0 without Host is judged; it may do without',
      versions: versions.onPremises,
      evidence: document('§3.2: Host is required of HTTP/1.1 alone', 'rfc9112'),
      witness: testsOf('exchange')(
        'leniencies are on by default and named in the steps; strict is as a real server > HTTP/1.0 without Host is judged by both: no leniency',
      ),
    },
  ],
};

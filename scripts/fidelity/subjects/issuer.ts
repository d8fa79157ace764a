import { capture, inferred, observed2013, type Subject, seedPage, testsOf, versions } from '../rows.js';

const judgement = testsOf('judgement');

const signed = (title: string) =>
  judgement(
    `each thing that can be wrong with a signed token has its refusal, in both kinds and both personalities > ${title}`,
  );
const context = (title: string) => judgement(`each thing that can be wrong with the user context > ${title}`);
const partners = (title: string) => judgement(`a lab with more partners > ${title}`);
const ownKey = judgement('the organisation’s own key signs for the organisation, nobody else’s does');
const x5t = judgement('x5t picks the certificate; an unknown one, or none, means that all are tried');
const anyRealm = partners('an auth server without realm speaks for the realm of the audience, and for no other');
const offIsUnknown = partners('who is switched off is unknown');
const issuerPlace = observed2013('facts/oauth-inbound §1.4, S2S issuer');
const applicationPlace = observed2013('facts/oauth-inbound §1.4, Application');

/** Who issued a token, with which key, for whom. */
export const issuer: Subject = {
  title: 'Issuer, signature, organisation, application',
  rows: [
    {
      id: 'issuer/form',
      what: '`id@realm`, blanks around it do not matter, `id/host@realm` counts as `id@realm`',
      versions: versions.all,
      evidence: issuerPlace,
      witness: testsOf('protocol')('an issuer or nameid: id and realm, a host between them is dropped'),
    },
    {
      id: 'issuer/foreign',
      what: "`Issuer was '00000001-0000-0000-c000-000000000000@{tenant}'.`: the whole claim",
      versions: versions.all,
      evidence: capture('facts/oauth-inbound §0', 'qaIssuer', 'seed'),
      witness: testsOf('hybrid')('the seed page’s table of failures, each broken, mended and reset > foreign-tenant'),
    },
    {
      id: 'issuer/any-realm',
      what: 'An auth server with an empty realm or `*` speaks for the realm of the audience and for no other',
      versions: versions.all,
      evidence: issuerPlace,
      witness: anyRealm,
    },
    {
      id: 'issuer/disabled',
      what: 'A disabled auth server is unknown',
      versions: versions.onPremises,
      evidence: issuerPlace,
      witness: offIsUnknown,
    },
    {
      id: 'issuer/partner',
      what: 'A partner application with UseAuthServer `$false` may sign for itself, for its own realm',
      versions: versions.onPremises,
      evidence: issuerPlace,
      witness: partners('takes what a partner signs for itself'),
    },
    {
      id: 'issuer/own-keys',
      what: 'What the organisation signed itself is verified with the current, the previous or the next auth certificate',
      versions: versions.onPremises,
      evidence: seedPage('of callback tokens; facts/oauth-inbound §5'),
      witness: testsOf('exchange')(
        'of the auth certificates, current and previous are published, next counts too, expired ones are not published',
      ),
    },
    {
      id: 'issuer/outer',
      what: "The application in the user context's `iss` must be that of the actor token; words and values of the refusal are crossed, as in Exchange",
      versions: versions.all,
      evidence: observed2013('facts/oauth-inbound §1.3, 2015'),
      witness: context('another application than the actor: the words and the values are crossed, as in Exchange'),
    },
    {
      id: 'issuer/outer-missing',
      what: 'A user context without `iss` is refused without words',
      versions: versions.all,
      evidence: inferred(
        'the observed refusal of 2013 when a value is missing that it does not expect to be (facts/oauth-inbound §1.3)',
      ),
      witness: context('no issuer'),
    },
    {
      id: 'issuer/outer-realm',
      what: 'The realm of the user context is that of the actor token, or another realm of the same organisation',
      versions: versions.all,
      evidence: observed2013('facts/oauth-inbound §1.4 step 7'),
      witness: context('its audience is not looked at, its realm may be another of the same organisation'),
    },
    {
      id: 'issuer/x5t',
      what: '`x5t` picks the certificate; where it names none that is known, all certificates of the issuer are tried',
      versions: versions.all,
      evidence: observed2013('facts/oauth-inbound §1.4, Signature'),
      witness: x5t,
    },
    {
      id: 'issuer/rs256',
      what: 'RS256 alone is a signature, whatever the header says; `none` and HMAC with the public key are not',
      versions: versions.all,
      evidence: inferred('every token seen is RS256; what Exchange does with other algorithms is not known'),
      witness: judgement('a weaker signature is never taken: HMAC with the public key, alg none with a signature'),
    },
    {
      id: 'issuer/organisation-realm',
      what: 'The realm that must be of the organisation is that of the audience',
      versions: versions.all,
      evidence: inferred('the order of checks'),
      witness: signed('a realm that is nobody’s'),
    },
    {
      id: 'issuer/accepted-domain',
      what: 'An accepted domain is a realm of the organisation; a wildcard (`*.contoso.com`) accepts no domain below it',
      versions: versions.onPremises,
      evidence: capture('facts/oauth-inbound §1.4, Organization', 'skype'),
      witness: anyRealm,
    },
    {
      id: 'issuer/auth-server-realm',
      what: "So is the realm of any enabled auth server: that is how a tenant's GUID passes",
      versions: versions.onPremises,
      evidence: observed2013('facts/oauth-inbound §1.4, Organization'),
      witness: judgement('who exists where decides what EWS says (design §2.2)'),
    },
    {
      id: 'issuer/application',
      what: 'The application that an auth server vouches for must be an enabled partner application with UseAuthServer; the refusal quotes the whole `nameid`',
      versions: versions.all,
      evidence: applicationPlace,
      witness: signed('an unknown application'),
    },
    {
      id: 'issuer/application-disabled',
      what: 'A disabled partner application is unknown; one that is bound to a realm is known in that realm alone',
      versions: versions.onPremises,
      evidence: applicationPlace,
      witness: offIsUnknown,
    },
    {
      id: 'issuer/application-realm',
      what: 'A partner application without realm must come from the realm of the issuer',
      versions: versions.all,
      evidence: applicationPlace,
      witness: signed('an application of another realm than the issuer'),
    },
    {
      id: 'issuer/self',
      what: 'Who signs for itself must be the application and the realm that it names in `nameid`',
      versions: versions.onPremises,
      evidence: applicationPlace,
      witness: ownKey,
    },
    {
      id: 'issuer/realms',
      what: 'Tokens of auth servers: the realms of audience and issuer must agree',
      versions: versions.all,
      evidence: applicationPlace,
      witness: signed("an audience of the organisation's domain, an issuer of the tenant"),
    },
    {
      id: 'issuer/tenants-apart',
      what: 'A token for one tenant reaches no user of another',
      versions: versions.online,
      evidence: inferred('what a tenant is'),
      witness: testsOf('cloud')('Exchange Online keeps its tenants apart'),
    },
  ],
};

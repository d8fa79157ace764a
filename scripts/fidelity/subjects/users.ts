import { type Behaviour, capture, document, inferred, observed2013, type Subject, testsOf, versions } from '../rows.js';

const judgement = testsOf('judgement');

const found = judgement(
  'any one of UPN, SMTP and SIP address finds the user, in any case; without nii the nameid is his UPN',
);
const bySid = judgement(
  'a lab with more partners > a partner whose SIDs are accepted may name the user by SID, and only as Active Directory says',
);
const who = judgement('who exists where decides what EWS says (design §2.2)');
const appOnly = judgement('an app-only token is let in, and EWS says what it lacks');
const claims = observed2013('facts/oauth-inbound §1.4, User claims');
const lookup = observed2013('facts/oauth-inbound §1.4, User lookup');

function claim(id: string, what: string, witness: Behaviour['witness']): Behaviour {
  return { id: `users/${id}`, what, versions: versions.all, evidence: claims, witness };
}

/** Who a token speaks for. */
export const users: Subject = {
  title: 'The user',
  rows: [
    claim('no-nii', 'Without `nii` the `nameid` is the UPN; `smtp` and `sip` count as well', found),
    claim(
      'microsoft-online',
      '`urn:federation:MicrosoftOnline` and `urn:office:idp:orgid`: `upn`, `smtp`, `sip` count, the PUID in `nameid` does not',
      found,
    ),
    claim(
      'no-sids',
      "Where the partner application's SIDs are not accepted (the default for Exchange Online), `upn`, `smtp` and `sip` count, whatever `nii` says",
      found,
    ),
    claim(
      'active-directory',
      '`urn:office:idp:activedirectory` and a partner whose SIDs are accepted: `nameid` is the SID, the three count too',
      bySid,
    ),
    claim('unknown-nii', 'Another `nii` and a partner whose SIDs are accepted: `smtp` and `sip` alone', bySid),
    {
      id: 'users/or',
      what: 'Any one of UPN, primary SMTP address, `sip:` proxy address finds the user, in any case',
      versions: versions.all,
      evidence: lookup,
      witness: found,
    },
    {
      id: 'users/sid-picks',
      what: 'Two users are found and the SID is of one: that one',
      versions: versions.all,
      evidence: lookup,
      witness: bySid,
    },
    {
      id: 'users/sid-of-neither',
      what: 'Two users are found and the SID is of neither: ambiguous',
      versions: versions.all,
      evidence: inferred('nobody is picked then'),
      witness: bySid,
    },
    {
      id: 'users/ambiguous',
      what: 'Two users are found: `2000005`, ambiguous',
      versions: versions.all,
      evidence: document('facts/oauth-inbound §1.4', 'freeBusy'),
      witness: who,
    },
    {
      id: 'users/unknown',
      what: 'Nobody is found: `2000005`, does not exist; a user who was not synchronised looks the same',
      versions: versions.all,
      evidence: capture('facts/oauth-outbound-admin §1.8, F13', 'qaUser', 'freeBusy'),
      witness: who,
    },
    {
      id: 'users/remote-mailbox',
      what: 'A user whose mailbox is in the cloud is let in; EWS then answers 200 with `ErrorNonExistentMailbox`, `The SMTP address has no mailbox associated with it.`',
      versions: versions.onPremises,
      evidence: document('facts/oauth-outbound-admin §1.2', 'configureOAuth'),
      witness: who,
    },
    {
      id: 'users/no-impersonation-header',
      what: 'App-only without ExchangeImpersonation: `ErrorInvalidExchangeImpersonationHeaderData`, `ExchangeImpersonation SOAP header must be present for this type of OAuth token.`',
      versions: versions.all,
      evidence: capture('facts/ews-clients §3.3', 'managedApi'),
      witness: appOnly,
    },
    {
      id: 'users/impersonation-forbidden',
      what: 'A user’s token with ExchangeImpersonation: `ExchangeImpersonation SOAP header must not exist for this type of OAuth token.`',
      versions: versions.all,
      evidence: capture('facts/ews-clients §3.3', 'managedApi'),
      witness: appOnly,
    },
    {
      id: 'users/impersonation-denied',
      what: 'App-only with ExchangeImpersonation: `ErrorImpersonateUserDenied`, `The account does not have permission to impersonate the requested user.`',
      versions: versions.all,
      evidence: inferred('the linked account has no such role, and these are the words for a user without it'),
      witness: appOnly,
    },
  ],
};

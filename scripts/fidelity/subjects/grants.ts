import { capture, document, inferred, observed2013, type Subject, testsOf, versions } from '../rows.js';

const kinds = testsOf('kinds');
const refusals = testsOf('refusals');

const says = (title: string) => refusals(`every refusal, as newer builds says it > ${title}`);
const inCloud = (title: string) => refusals(`every refusal, as Exchange Online says it > ${title}`);
const alone = kinds('an application’s own token: V1 app-only');

/** After the door: what a token is enough for, and what of the directory can fail. */
export const grants: Subject = {
  title: 'What a token is enough for',
  rows: [
    {
      id: 'grants/status',
      what: 'EWS refuses a token that is not enough with 403 and `x-ms-diagnostics`, category `2000008`',
      versions: versions.all,
      evidence: capture('facts/oauth-inbound §1.3: microsoft/hands-on-labs 118', 'exchangelib'),
      witness: says('NotEnoughGrantPresented'),
    },
    {
      id: 'grants/headers',
      what: "Then there is no challenge, and the headers are those of the back end's answers, `x-ms-diagnostics` behind `request-id`",
      versions: versions.all,
      evidence: inferred('the back end answers, the front end hands it on (facts/oauth-inbound §1.4)'),
      witness: says('NotEnoughGrantPresented'),
    },
    {
      id: 'grants/scopes',
      what: '`user_impersonation`, `full_access` and `EWS.AccessAsUser.All` open EWS; the other known scopes are not enough (9006), unknown ones are none (9004)',
      versions: versions.all,
      evidence: inferred('the names of the known scopes (facts/oauth-inbound §1.4) and the words of 9004 and 9006'),
      witness: says('NoGrantPresented'),
    },
    {
      id: 'grants/scopes-online',
      what: '`The token contains no permissions, or permissions can not be understood.`',
      versions: versions.online,
      evidence: capture('', 'permissions'),
      witness: inCloud('NoGrantPresented'),
    },
    {
      id: 'grants/id-token',
      what: 'An id token passes the door and grants nothing',
      versions: versions.all,
      evidence: inferred('it has no scope'),
      witness: kinds('an id token has no scope: the door lets it in, the web service does not'),
    },
    {
      id: 'grants/roles',
      what: 'On-premises the role is `full_access`; `full_access_as_app`, that of Exchange Online, is `not enough scope` there',
      versions: versions.onPremises,
      evidence: capture('Garethp/php-ews issue 222'),
      witness: alone,
    },
    {
      id: 'grants/linked-account-gone',
      what: '403 and `The OAuth partner application "…" links to an invalid service account "…".`, as status text, without `x-ms-diagnostics`, before the user is looked up',
      versions: versions.all,
      evidence: inferred(
        'sentence and status were observed of 2013 (facts/oauth-inbound §1.3); where the sentence stands, and when, was not',
      ),
      witness: refusals('an application whose account is gone gets a sentence and no diagnostics'),
    },
    {
      id: 'grants/down-level',
      what: '403, status text `Cannot proxy OAuth request to down level server.`: the mailbox is on a server older than Exchange 2013',
      versions: versions.onPremises,
      evidence: observed2013('facts/oauth-inbound §1.4, Status codes'),
      witness: refusals('a down-level mailbox has its sentence in the status line'),
    },
    {
      id: 'grants/down-level-challenge',
      what: 'That 403 has the Bearer challenge, and none of IIS',
      versions: versions.onPremises,
      evidence: inferred('Exchange writes its challenge for every refusal of a token; IIS adds its own to a 401 only'),
      witness: says('UserOAuthNotSupported'),
    },
    {
      id: 'grants/without-roles',
      what: 'A partner application without linked account: SOAP fault ErrorAccessDenied with HTTP 500, `The application is missing a linked account for RBAC roles, or the linked account has no RBAC role assignments, or the calling users account is logon disabled.`',
      versions: versions.onPremises,
      evidence: document('facts/oauth-inbound §1.4, after authentication; the status is inferred there', 'freeBusy'),
      witness: kinds('an application without a linked account has no roles: a SOAP fault, not a refusal'),
    },
    {
      id: 'grants/autodiscover',
      what: 'At Autodiscover a user’s token needs a scope that Exchange knows, and a token for one item is refused',
      versions: versions.all,
      evidence: inferred('no token is good for more there than at EWS'),
      witness: kinds('no token is good for more at Autodiscover than at EWS'),
    },
    {
      id: 'grants/directory-fails',
      what: 'Active Directory fails while the token is judged: 401, `2000007`, `The Active Directory operation failed.`',
      versions: versions.all,
      evidence: observed2013('facts/oauth-inbound §1.3, 8001'),
      witness: says('ADOperationFailed'),
    },
    {
      id: 'grants/directory-fails-at-routing',
      what: 'It fails when the request is routed: 500 without diagnostics',
      versions: versions.all,
      evidence: inferred(
        'the status was observed of 2013 (facts/oauth-inbound §1.4, Status codes); that nothing else is said was not',
      ),
      witness: refusals('a directory that fails when the request is routed is a server error'),
    },
  ],
};

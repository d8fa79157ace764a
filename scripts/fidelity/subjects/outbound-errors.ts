import {
  type Behaviour,
  document,
  type Evidence,
  inferred,
  observed2013,
  type Subject,
  testsOf,
  versions,
} from '../rows.js';

const connectivity = testsOf('connectivity');
const strings = observed2013('facts/oauth-outbound-admin §2');

function stops(id: string, what: string, title: string, evidence: Evidence = strings): Behaviour {
  return {
    id: `outbound/${id}`,
    what,
    versions: versions.all,
    evidence,
    witness: connectivity(`the ladder > ${title}`),
  };
}

/** Why Exchange builds no token: OAuthTokenRequestFailedException. */
export const outboundErrors: Subject = {
  title: 'Test-OAuthConnectivity: why there is no token',
  rows: [
    stops('configuration', '`Unable to load OAuth configuration.`', 'stops without a configuration'),
    stops(
      'client-id',
      "`The client ID inside the challenge returned from '{url}' was empty.`",
      'stops at a challenge without client_id',
    ),
    stops(
      'challenge',
      "`The challenge value returned from '{url}' is not valid.`",
      'stops at a challenge whose issuers cannot be read',
    ),
    stops(
      'no-issuer',
      "`The trusted issuers contained the following entries '{issuers}'. None of them are configured locally.`",
      'stops without an auth server, and at a disabled or a foreign one',
      { kind: 'capture', source: 'Q&A 1629044; facts/oauth-outbound-admin §1.7' },
    ),
    stops(
      'empty-realm',
      "`The matched Auth Server '{name}' has an empty realm.`",
      'stops at auth servers that cannot be told apart, or have no realm',
    ),
    stops(
      'two-empty-realms',
      '`Multiple Auth Servers have an empty realm configured.`',
      'stops at auth servers that cannot be told apart, or have no realm',
    ),
    stops(
      'same-realm',
      "`Multiple Auth Servers have same realm '{realm}'.`",
      'stops at auth servers that cannot be told apart, or have no realm',
    ),
    stops(
      'no-certificate',
      '`Missing signing certificate.`: there is none, or not its key',
      'stops without a signing certificate: none, without its key, expired, too small',
      document('facts/oauth-outbound-admin §1.8, F16', 'freeBusy'),
    ),
    stops(
      'expired-certificate',
      '`Missing signing certificate.`, of an expired one too',
      'stops without a signing certificate: none, without its key, expired, too small',
      inferred(
        'event 4999 in servers with an expired certificate names the same exception (facts/oauth-outbound-admin §3.9)',
      ),
    ),
    stops(
      'small-key',
      '`The signing certificate should have a private key with at least 2048 bits.`',
      'stops without a signing certificate: none, without its key, expired, too small',
    ),
    stops(
      'token-service',
      "`Unable to get token from Auth Server. Error code: '{error}'. Description: '{error_description}'.`",
      'shows what the auth server said, also when it said nothing',
      document('facts/oauth-outbound-admin §1.8, F17', 'freeBusy'),
    ),
    stops(
      'upn',
      "`The UserPrincipalName property was missing on the mailbox object and couldn't be added to the user context in the token.`",
      'stops at a user who cannot be named',
    ),
    stops(
      'no-claims',
      '`Unable to get at least one valid claim-value for the user to build the user context.`',
      'stops at a user who cannot be named',
    ),
    stops('name-id', '`The claim nameidClaim is empty.`', 'stops at a user who cannot be named'),
    {
      id: 'outbound/log-line',
      what: 'The message is the last line of the log, behind `Error:`',
      versions: versions.all,
      evidence: { kind: 'capture', source: 'Q&A 1629044; facts/oauth-outbound-admin §1.7' },
      witness: connectivity('Detail > of an issuer that is not configured shows the inner exception with its stack'),
    },
    {
      id: 'outbound/canceled',
      what: '`System.Net.WebException: The request was aborted: The request was canceled. ---> Microsoft.Exchange.Security.OAuth.OAuthTokenRequestFailedException: {message}`',
      versions: versions.all,
      evidence: inferred('the English of a captured Spanish text (Q&A 1629044)'),
      witness: connectivity('Detail > of an issuer that is not configured shows the inner exception with its stack'),
    },
    {
      id: 'outbound/refused-by-acs',
      what: "A refusal by the token service shows the target's own 401 outside: `The remote server returned an error: (401) Unauthorized. ---> …`",
      versions: versions.all,
      evidence: document('facts/oauth-outbound-admin §1.8, F17', 'freeBusy'),
      witness: connectivity(
        'Detail > of an auth certificate the cloud does not know shows AADSTS50012 and the target’s 401',
      ),
    },
    {
      id: 'outbound/stack',
      what: 'The stack of the inner exception, from `OAuthTokenBuilder.GetAppToken(…)` to `HttpWebRequest.SetResponse(CoreResponseData coreResponseData)`, `--- End of inner exception stack trace ---`, then the outer one',
      versions: versions.all,
      evidence: {
        kind: 'capture',
        source:
          'Q&A 1629044; facts/oauth-outbound-admin §1.7; parameter lists that are shortened there are those of .NET, or inferred',
      },
      witness: connectivity('Detail > of an issuer that is not configured shows the inner exception with its stack'),
    },
    {
      id: 'outbound/stack-without-401',
      what: 'Where nothing was resubmitted, the frames of .NET are left out',
      versions: versions.all,
      evidence: inferred('nothing was captured of that case'),
      witness: connectivity('the token cache > cancels the request when a remembered challenge leads to no token'),
    },
  ],
};

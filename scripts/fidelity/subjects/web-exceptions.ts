import {
  type Behaviour,
  capture,
  document,
  type Evidence,
  inferred,
  type Subject,
  seedPage,
  testsOf,
  versions,
} from '../rows.js';

const connectivity = testsOf('connectivity');
const hybrid = testsOf('hybrid');

const failures = (id: string) => hybrid(`the seed page’s table of failures, each broken, mended and reset > ${id}`);
const statusTexts = connectivity(
  'the words of .NET > for a status are those of .NET, and of the server where .NET has none',
);
const wellKnown = inferred('a well-known text of .NET; not seen in a Detail');

function saying(name: string, what: string, evidence: Evidence): Behaviour {
  return {
    id: `web/${name}`,
    what,
    versions: versions.all,
    evidence,
    witness: connectivity(`the words of .NET > for ${name}`),
  };
}

/** System.Net.WebException and its stack. */
export const webExceptions: Subject = {
  title: 'Test-OAuthConnectivity: System.Net.WebException',
  rows: [
    {
      id: 'web/name-not-resolved',
      what: "`The remote name could not be resolved: 'hybrid2.msxfaq.de'`",
      versions: versions.all,
      evidence: seedPage('its table of failures'),
      witness: failures('name-not-resolved'),
    },
    {
      id: 'web/not-found',
      what: '`The remote server returned an error: (404) Not Found.`',
      versions: versions.all,
      evidence: seedPage('its table of failures'),
      witness: failures('not-exchange'),
    },
    {
      id: 'web/reset',
      what: '`The underlying connection was closed: An unexpected error occurred on a receive. ---> System.IO.IOException: Unable to read data from the transport connection: An existing connection was forcibly closed by the remote host`',
      versions: versions.all,
      evidence: seedPage('its table of failures'),
      witness: failures('connection-reset'),
    },
    {
      id: 'web/tls-version',
      what: 'A TLS version that does not fit has the words of a reset',
      versions: versions.all,
      evidence: seedPage('its table of failures'),
      witness: failures('tls-version'),
    },
    saying(
      'connectFailure',
      '`Unable to connect to the remote server`',
      document('facts/oauth-outbound-admin §1.8', 'freeBusy'),
    ),
    saying(
      'tlsFailure',
      '`The request was aborted: Could not create SSL/TLS secure channel.`',
      document('facts/oauth-outbound-admin §1.8, F06', 'tls'),
    ),
    saying('timeout', '`The operation has timed out`', wellKnown),
    saying('closed', '`The underlying connection was closed: The connection was closed unexpectedly.`', wellKnown),
    saying(
      'trustFailure',
      '`The underlying connection was closed: Could not establish trust relationship for the SSL/TLS secure channel. ---> System.Security.Authentication.AuthenticationException: The remote certificate is invalid according to the validation procedure.`',
      wellKnown,
    ),
    saying('protocolViolation', '`The server committed a protocol violation. Section=ResponseStatusLine`', wellKnown),
    {
      id: 'web/unauthorized',
      what: '`The remote server returned an error: (401) Unauthorized.`',
      versions: versions.all,
      evidence: capture('facts/oauth-outbound-admin §1.8, F07 to F13', 'seed', 'qaUser', 'freeBusy'),
      witness: connectivity('Detail > of a refused token ends with the diagnostics glued to the last frame'),
    },
    {
      id: 'web/status',
      what: '`(403) Forbidden.`, `(500) Internal Server Error.`',
      versions: versions.all,
      evidence: capture('facts/oauth-outbound-admin §1.8, F23, F25', 'proxy403'),
      witness: statusTexts,
    },
    {
      id: 'web/status-others',
      what: "Other statuses: .NET's words (`(503) Server Unavailable.`), else the server's",
      versions: versions.all,
      evidence: wellKnown,
      witness: statusTexts,
    },
    {
      id: 'web/get-request-stream',
      what: 'No connection: `at System.Net.HttpWebRequest.GetRequestStream(TransportContext& context)`, `at System.Net.HttpWebRequest.GetRequestStream()`',
      versions: versions.all,
      evidence: capture('facts/oauth-outbound-admin §1.4', 'proxy403'),
      witness: connectivity('Detail > of an unknown name says so before any log line'),
    },
    {
      id: 'web/get-response',
      what: 'An answer arrived, or had arrived before: `at System.Net.HttpWebRequest.GetResponse()`',
      versions: versions.all,
      evidence: capture('facts/oauth-outbound-admin §1.4 rule 5', 'seed', 'qaUser'),
      witness: connectivity('the words of .NET > name GetResponse once the target has answered'),
    },
    {
      id: 'web/frame',
      what: '`at Microsoft.Exchange.Monitoring.TestOAuthConnectivityHelper.SendExchangeOAuthRequest(ADUser user, String orgDomain, Uri targetUri, String& diagnosticMessage, Boolean appOnly, Boolean useCachedToken, Boolean reloadConfig)`',
      versions: versions.all,
      evidence: capture('facts/oauth-outbound-admin §1.4', 'proxy403'),
      witness: connectivity('Detail > of an unknown name says so before any log line'),
    },
    {
      id: 'web/frame-others',
      what: 'The same frame for AutoD and Generic; a GET has no request stream',
      versions: versions.all,
      evidence: inferred('the method takes a domain and appOnly, which EWS has no use for'),
      witness: connectivity('on the wire > Generic gets the URI as it was given'),
    },
    {
      id: 'web/no-challenge',
      what: 'A 401 without Bearer challenge (pre-authentication in front) ends the call: no second request, no diagnostics',
      versions: versions.all,
      evidence: document('facts/oauth-outbound-admin §1.8, F27', 'freeBusy'),
      witness: connectivity('the words of .NET > end at a 401 without Bearer challenge, and have no diagnostics then'),
    },
    {
      id: 'web/first-200',
      what: 'A target that answers 200 to the empty Bearer is a Success with an empty outbound log',
      versions: versions.all,
      evidence: inferred('nothing; what Exchange says then is not known'),
      witness: connectivity('the words of .NET > are not needed where the first answer is a 200'),
    },
  ],
};

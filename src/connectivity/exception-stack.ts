import type { ThrowingMethod } from './outbound-errors.js';

/** The call of .NET that failed: before an HTTP answer or after one (facts/oauth-outbound-admin §1.4 rule 5). */
export type OuterFrame = 'GetRequestStream' | 'GetResponse';

const outerFrames: Readonly<Record<OuterFrame, readonly string[]>> = {
  GetRequestStream: [
    'System.Net.HttpWebRequest.GetRequestStream(TransportContext& context)',
    'System.Net.HttpWebRequest.GetRequestStream()',
  ],
  GetResponse: ['System.Net.HttpWebRequest.GetResponse()'],
};

/**
 * Seen with EWS only. It takes an organisation's domain and appOnly, which EWS has no use for: inferred to be the same
 * method for AutoD and Generic.
 */
const cmdletFrame =
  'Microsoft.Exchange.Monitoring.TestOAuthConnectivityHelper.SendExchangeOAuthRequest(ADUser user, String orgDomain, Uri targetUri, String& diagnosticMessage, Boolean appOnly, Boolean useCachedToken, Boolean reloadConfig)';

export function outerStack(frame: OuterFrame): string[] {
  return [...outerFrames[frame], cmdletFrame].map(at);
}

const oauth = 'Microsoft.Exchange.Security.OAuth';
const appTokenParameters =
  'String applicationId, String destinationHost, String realmFromChallenge, IssuerMetadata[] trustedIssuersFromChallenge, String userDomain';

/**
 * From the token up to .NET (facts/oauth-outbound-admin §1.7). The facts shorten some parameter lists: those of .NET are
 * public, the first ones of GetAppWithUserToken are inferred from GetAppToken.
 */
const innerFrames: readonly { readonly method: ThrowingMethod | undefined; readonly frame: string }[] = [
  { method: 'GetAppToken', frame: `${oauth}.OAuthTokenBuilder.GetAppToken(${appTokenParameters})` },
  {
    method: 'GetAppWithUserToken',
    frame: `${oauth}.OAuthTokenBuilder.GetAppWithUserToken(${appTokenParameters}, ClaimProvider claimProvider)`,
  },
  {
    method: 'GetToken',
    frame: `${oauth}.OAuthCredentials.GetToken(WebRequest webRequest, HttpAuthenticationChallenge challengeObject)`,
  },
  {
    method: 'Authenticate',
    frame: `${oauth}.OAuthCredentials.Authenticate(String challengeString, WebRequest webRequest, Boolean preAuthenticate)`,
  },
  ...[
    'System.Net.AuthenticationManagerDefault.Authenticate(String challenge, WebRequest request, ICredentials credentials)',
    'System.Net.AuthenticationState.AttemptAuthenticate(HttpWebRequest httpWebRequest, ICredentials authInfo)',
    'System.Net.HttpWebRequest.CheckResubmitForAuth()',
    'System.Net.HttpWebRequest.CheckResubmit(Exception& e, Boolean& disableUpload)',
    'System.Net.HttpWebRequest.DoSubmitRequestProcessing(Exception& exception)',
    'System.Net.HttpWebRequest.ProcessResponse()',
    'System.Net.HttpWebRequest.SetResponse(CoreResponseData coreResponseData)',
  ].map((frame) => ({ method: undefined, frame })),
];

/** The inner exception's stack with its closing line. Without a 401 to resubmit after, .NET's part of it is unknown and left out. */
export function innerStack(
  thrownIn: ThrowingMethod,
  call: { readonly appOnly: boolean; readonly resubmitted: boolean },
): string[] {
  const first = innerFrames.findIndex(({ method }) => method === thrownIn);
  const frames = innerFrames
    .slice(first)
    .filter(({ method }) => !(call.appOnly && method === 'GetAppWithUserToken'))
    .filter(({ method }) => call.resubmitted || method !== undefined);
  return [...frames.map(({ frame }) => at(frame)), '   --- End of inner exception stack trace ---'];
}

function at(frame: string): string {
  return `   at ${frame}`;
}

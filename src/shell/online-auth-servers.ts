import { acsHost } from '../protocol/well-known.js';

/** Get-AuthServer in Office 365 on 23 November 2016, names and endpoints of the seed page; what else they have is not public. */
export const onlineAuthServers: readonly (readonly [name: string, tokenIssuingEndpoint: string])[] = [
  ['MicrosoftSts', `https://${acsHost}/tokens/OAuth/2`],
  ['EvoSts', 'https://login.windows.net/common/oauth2/token'],
  ['Facebook', 'https://graph.facebook.com/oauth/access_token'],
  ['LinkedIn', 'https://api.linkedin.com/uas/oauth/accessToken'],
  ['SandboxFacebook', 'http://fakedEndPoint'],
  ['SandboxLinkedIn', 'http://fakedEndPoint'],
  ['SandboxGoogle', 'http://fakedEndPoint'],
  ['SandboxTwitter', 'http://fakedEndPoint'],
  ['SandboxYahoo', 'http://fakedEndPoint'],
  ['Dropbox', 'https://api.linkedin.com/uas/oauth/accessToken'],
  ['SandboxSinaWeibo', 'http://fakedEndPoint'],
  ['OutlookMobileGoogle', 'http://fakedEndPoint'],
  ['Box', 'https://api.linkedin.com/uas/oauth/accessToken'],
  ['OwaUserVoice', 'https://outlook.Uservoice.com/oauth/request_token'],
  ['GoogleId', 'https://www.googleapis.com/oauth2/v4/token'],
  ['SubstrateSts', 'https://localhost:444/SubstrateTokenIssuer/tokens/1'],
  ['ebClientGoogle', 'http://fakedEndPoint'],
];

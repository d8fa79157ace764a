import { addressOfTenantMissing } from '../../knowledge/causes/address-of-tenant-missing.js';
import { answerIsNoXml } from '../../knowledge/causes/answer-is-no-xml.js';
import { authCertificateMissing } from '../../knowledge/causes/auth-certificate-missing.js';
import { calendarPermissionMissing } from '../../knowledge/causes/calendar-permission-missing.js';
import { connectTimeout } from '../../knowledge/causes/connect-timeout.js';
import { dauthRefused } from '../../knowledge/causes/dauth-refused.js';
import { dauthTokenServiceUnreachable } from '../../knowledge/causes/dauth-token-service-unreachable.js';
import { discoveryEndpointWrong } from '../../knowledge/causes/discovery-endpoint-wrong.js';
import { intraOrganizationConnectorMissing } from '../../knowledge/causes/intra-organization-connector-missing.js';
import { notExchange } from '../../knowledge/causes/not-exchange.js';
import { oauthDisabledOnVirtualDirectory } from '../../knowledge/causes/oauth-disabled-on-virtual-directory.js';
import { preAuthentication } from '../../knowledge/causes/pre-authentication.js';
import { redirected } from '../../knowledge/causes/redirected.js';
import { requestTimedOut } from '../../knowledge/causes/request-timed-out.js';
import { requesterOfOtherOrganization } from '../../knowledge/causes/requester-of-other-organization.js';
import { wssecurityOff } from '../../knowledge/causes/wssecurity-off.js';
import type { Recogniser } from '../finding.js';
import { type Phrase, phraseRecogniser } from '../phrase.js';

/** What users and traces of free/busy show (facts/oauth-outbound-admin §1.8, run-time siblings; Microsoft Learn, Resolve free/busy errors). */
const phrases: readonly Phrase[] = [
  {
    words:
      'Autodiscover failed for email address {mailbox} with error System.Net.WebException: The request failed with HTTP status code 404 Not Found.',
    meaning: 'Autodiscover is not where the connector leads.',
    causes: [discoveryEndpointWrong, notExchange],
  },
  {
    words: 'Proxy web request failed. ,inner exception: The request failed with HTTP status 401: Unauthorized.',
    meaning: 'EWS was asked and answered 401 without a reason.',
    causes: [preAuthentication, oauthDisabledOnVirtualDirectory, authCertificateMissing],
  },
  {
    words:
      'Proxy web request failed. , inner exception: System.Net.WebException: The request failed with HTTP status 401: Unauthorized.',
    meaning: 'EWS was asked and answered 401 without a reason.',
    causes: [preAuthentication, oauthDisabledOnVirtualDirectory, authCertificateMissing],
  },
  {
    words: 'Proxy web request failed. , inner exception: The request failed with HTTP status 401: Unauthorized.',
    meaning: 'EWS was asked and answered 401 without a reason.',
    causes: [preAuthentication, oauthDisabledOnVirtualDirectory, authCertificateMissing],
  },
  {
    words:
      'Autodiscover failed for email address. ,inner exception: The request failed with HTTP status 401: Unauthorized.',
    meaning: 'Autodiscover was asked and answered 401 without a reason.',
    causes: [preAuthentication, oauthDisabledOnVirtualDirectory],
  },
  {
    words:
      'Unable to connect to the remote server ; System.Net.Sockets.SocketException: A connection attempt failed because the connected party did not properly respond after a period of time, or established connection failed because connected host has failed to respond',
    meaning: 'No connection came about.',
    causes: [connectTimeout],
  },
  {
    words: 'Configuration information for forest/domain {domain} could not be found in Active Directory.',
    meaning: 'Nothing on the asking side says how to reach that domain.',
    causes: [intraOrganizationConnectorMissing],
  },
  {
    words: "failed due to an error in user setting 'ExternalEwsUrl'. Error message: InvalidUser.",
    meaning: 'Autodiscover of the other side does not know the user.',
    causes: [addressOfTenantMissing, discoveryEndpointWrong],
  },
  {
    words: 'The caller does not have access to free/busy data.',
    meaning: 'Everything works but the permission.',
    causes: [calendarPermissionMissing],
  },
  {
    words: 'NoFreeBusyAccessException',
    meaning: 'Everything works but the permission.',
    causes: [calendarPermissionMissing],
  },
  {
    words: 'An error occurred when verifying security for the message',
    meaning: 'DAuth (WS-Security), not OAuth, was used and refused.',
    causes: [wssecurityOff, dauthRefused],
  },
  {
    words: 'An error occurred when processing the security tokens in the message.',
    meaning: 'DAuth (WS-Security), not OAuth, was used and refused.',
    causes: [dauthRefused, wssecurityOff],
  },
  {
    words: "Timeout occurred during 'Waiting-For-Request-Completion'.",
    meaning: 'The other side did not answer in time.',
    causes: [requestTimedOut],
  },
  {
    words: 'Response is not well-formed XML',
    meaning: 'Something else than Exchange answered.',
    causes: [answerIsNoXml, preAuthentication],
  },
  { words: 'Object moved', meaning: 'The answer is a redirect.', causes: [redirected, preAuthentication] },
  {
    words:
      'The cross-organization request for mailbox {mailbox} is not allowed because the requester is from a different organization',
    meaning: 'The requester’s organisation is not the one the connection is for.',
    causes: [requesterOfOtherOrganization],
  },
  {
    words: 'Failed to communicate with https://login.microsoftonline.com/extSTS.srf.',
    meaning: 'DAuth: the federation’s token service was not reached.',
    causes: [dauthTokenServiceUnreachable],
  },
];

const kind = 'free/busy error';
const sentences = phraseRecogniser(
  'a free/busy error, such as “Proxy web request failed. , inner exception: …”',
  kind,
  'freeBusy',
  phrases,
);

/** EWS's code for whatever went wrong on the way to the other side (Microsoft Learn, ResponseCode); what stands beside it tells. */
const codeAlone = phraseRecogniser('', kind, 'token', [
  {
    words: 'ErrorProxyRequestProcessingFailed',
    meaning: 'The other side was asked in vain; this code does not say why.',
    causes: [requestTimedOut, connectTimeout, preAuthentication, dauthRefused],
  },
]);

export const freeBusyError: Recogniser = {
  looksFor: sentences.looksFor,
  find: (text) => [...sentences.find(text), ...codeAlone.find(text)],
};

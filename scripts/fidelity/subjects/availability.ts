import { capture, document, inferred, type Subject, testsOf, versions } from '../rows.js';

const availability = testsOf('ews-availability');
const hybrid = testsOf('hybrid-free-busy');
const freeBusy = testsOf('free-busy');

const inOrder = availability('several mailboxes are answered in their order, each with its own error');
const wishes = availability('what can’t be had of anybody is said for each');
const causes = hybrid('what goes wrong is the free/busy error that an admin sees');
const quality = availability('the quality says how many can come, and each of them has his place');

/** GetUserAvailability, on one side and across the hybrid. */
export const freeBusyAndSuggestions: Subject = {
  title: 'Free/busy and suggestions',
  rows: [
    {
      id: 'availability/views',
      what: 'A FreeBusyResponse for each mailbox, with FreeBusyViewType, MergedFreeBusy, CalendarEventArray, WorkingHours in this order, in default namespaces; MergedOnly has no events, Detailed no merged stream',
      versions: versions.all,
      evidence: capture('facts/ews-clients §1.3 rule 6; Microsoft Learn, FreeBusyViewType'),
      witness: [
        availability('each view has what it is documented to have'),
        availability('merged free/busy has a digit for each interval, the weightiest status of it'),
      ],
    },
    {
      id: 'availability/unknown',
      what: '`ErrorMailRecipientNotFound`: `Unable to resolve e-mail address … to an Active Directory object.`, in an answer of HTTP 200',
      versions: versions.all,
      evidence: document('facts/ews-clients §2.1', 'freeBusy'),
      witness: inOrder,
    },
    {
      id: 'availability/rights',
      what: 'Who may see times alone gets FreeBusy in place of Detailed; of a private appointment nobody else sees subject, location or id',
      versions: versions.all,
      evidence: document('Microsoft Learn, FreeBusyViewType'),
      witness: availability('who looks sees as much as the calendar’s permissions let him'),
    },
    {
      id: 'availability/wishes',
      what: '`ErrorInvalidTimeInterval`, `ErrorTimeIntervalTooBig` beyond 62 days, `ErrorInvalidMergedFreeBusyInterval` outside 5 to 1440 minutes: as the error of each mailbox',
      versions: versions.all,
      evidence: inferred('the codes are documented; that they stand with each mailbox, and the words, are not'),
      witness: wishes,
    },
    {
      id: 'availability/whole-request',
      what: '`ErrorMailboxDataArrayEmpty`, and `ErrorMailboxDataArrayTooBig` for more than 100, are faults',
      versions: versions.all,
      evidence: inferred('codes and limit are documented; there is no message to say it in'),
      witness: availability('a request about nobody, about too many, or for nothing is a fault'),
    },
    {
      id: 'availability/quality',
      what: 'SuggestionQuality: Excellent when all are available, Good from GoodThreshold + 50 percent, Fair from 50 percent, else Poor; each of those invited has his place in AttendeeConflictDataArray',
      versions: versions.all,
      evidence: document('Microsoft Learn, SuggestionQuality and AttendeeConflictDataArray'),
      witness: quality,
    },
    {
      id: 'availability/suggestions',
      what: 'Suggestions begin every half hour, the better ones first; Tentative is a conflict, WorkingElsewhere is none; a day is as good as its best time',
      versions: versions.all,
      evidence: inferred('no document says how Exchange chooses and orders them'),
      witness: availability('times for a meeting are proposed for each day, the best ones first'),
    },
    {
      id: 'availability/discovery',
      what: 'Free/busy of the other side: `ASAutoDiscover/CrossForest/EmailDomain/…` at the connector’s DiscoveryEndpoint, then `ASProxy/CrossForest/EmailDomain/…` at the ExternalEwsUrl it names, in the caller’s view',
      versions: versions.all,
      evidence: document('facts/ews-clients §2.1', 'freeBusy'),
      witness: [
        freeBusy('free/busy crosses the hybrid both ways: Autodiscover at the connector, then the EWS it names'),
        hybrid('a client on-premises sees when a mailbox in the cloud is busy, and the other way round'),
        hybrid('the caller’s view and zone go with the question'),
      ],
    },
    {
      id: 'availability/together',
      what: 'Mailboxes of one connector are asked for in one request',
      versions: versions.all,
      evidence: inferred('GetUserSettings and GetUserAvailability take several users'),
      witness: hybrid('mailboxes of both sides in one request: each has its place, the other side is asked once'),
    },
    {
      id: 'availability/errors',
      what: '`Autodiscover failed for email address. ,inner exception: The request failed with HTTP status 401: Unauthorized diagnostics: …`, `Autodiscover failed for email address … with error System.Net.WebException: The request failed with HTTP status code 404 Not Found.`, `Proxy web request failed. , inner exception: …`, `Configuration information for forest/domain … could not be found in Active Directory.`',
      versions: versions.all,
      evidence: document('facts/oauth-outbound-admin §1.8, run-time siblings', 'freeBusy'),
      witness: [freeBusy('what fails is said in the words of a user’s free/busy error'), causes],
    },
    {
      id: 'availability/codes',
      what: 'Their response codes: `ErrorAutoDiscoverFailed`, `ErrorProxyRequestProcessingFailed`, `ErrorAddressSpaceNotFound`, `ErrorTimeoutExpired`',
      versions: versions.all,
      evidence: inferred('the documented meanings of the codes; no trace shows code and words together'),
      witness: [causes, hybrid('an answer that does not come in time')],
    },
    {
      id: 'availability/circle',
      what: '`The cross-organization request for mailbox … is not allowed because the requester is from a different organization`, `ErrorProxyRequestNotAllowed`: who comes from the other organisation is not passed on',
      versions: versions.all,
      evidence: inferred(
        'the sentence is documented (facts/oauth-outbound-admin §1.8, LID 39660), when it comes is not',
      ),
      witness: hybrid('who comes from another organisation is not passed on: nobody is asked in a circle'),
    },
    {
      id: 'availability/tokens',
      what: 'The EWS application pool has a token cache of its own, which Test-OAuthConnectivity does not clear',
      versions: versions.all,
      evidence: inferred('the cmdlet runs in another process than EWS'),
      witness: freeBusy('the EWS pool has tokens of its own: the test clears those of its own process'),
    },
  ],
};

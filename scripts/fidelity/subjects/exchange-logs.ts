import { capture, document, inferred, observed2013, type Subject, testsOf, versions } from '../rows.js';

const logs = testsOf('exchange-logs');
const traces = testsOf('failed-request-trace');
const section = 'facts/oauth-outbound-admin';

/** What Exchange writes of a request, and IIS's failed request tracing. */
export const exchangeLogs: Subject = {
  title: 'HttpProxy log, EWS log, failed request trace',
  rows: [
    {
      id: 'exchange-logs/http-proxy-columns',
      what: '`#Software: Microsoft Exchange Server`, `#Version: 15.01.2375.007`, `#Log-type: HttpProxy Logs`, `#Date:`, and 74 columns, `RoutingStatus` the last',
      versions: versions.newerOnPremises,
      evidence: capture(`${section} §5.2`),
      witness: logs('the directives of the HttpProxy log are those of a real file'),
    },
    {
      id: 'exchange-logs/http-proxy-row',
      what: 'Protocol, host, stem, agent, status of front end and back end; `CafeV1` in RoutingStatus; `true` and `false` written small',
      versions: versions.newerOnPremises,
      evidence: capture(`${section} §5.2`),
      witness: logs('rows of the HttpProxy log > of a token that was let in'),
      mayBeSkipped: 'Python reads the rows',
    },
    {
      id: 'exchange-logs/bearer',
      what: 'AuthenticationType is `Bearer` for a token; `OAuthError` and `OAuthErrorCategory` of a refusal, here in GenericInfo',
      versions: versions.onPremises,
      evidence: observed2013('facts/oauth-inbound §2.3; in which column of a row they stand is inferred'),
      witness: logs('rows of the HttpProxy log > of a token that was refused, with the diagnostics in GenericInfo'),
      mayBeSkipped: 'Python reads the rows',
    },
    {
      id: 'exchange-logs/generic-errors',
      what: '`WebExceptionStatus=ProtocolError;ResponseStatusCode=…;WebException=System.Net.WebException: The remote server returned an error: (…) ….` where the back end answers with an error',
      versions: versions.newerOnPremises,
      evidence: capture(`${section} §5.2 (Q&A 108027), without its stack`),
      witness: logs('rows of the HttpProxy log > of an error of the back end, in the words of a real row'),
      mayBeSkipped: 'Python reads the rows',
    },
    {
      id: 'exchange-logs/ews',
      what: 'The EWS log has the requests that the front end has passed on, under its own first 29 columns and eight of the later ones',
      versions: versions.newerOnPremises,
      evidence: capture(`${section} §5.3`),
      witness: logs('a call stands in the HttpProxy log twice and in the EWS log once'),
      mayBeSkipped: 'Python reads the rows',
    },
    {
      id: 'exchange-logs/files',
      what: 'IIS’s files are of a day, `HttpProxy_YYYYMMDDHH-n.LOG` and `Ews_YYYYMMDDHH-n.LOG` of an hour, in UTC',
      versions: versions.onPremises,
      evidence: capture(`${section} §5.1–5.3`),
      witness: logs('days are UTC’s, hours are Exchange’s; a request that ends late goes to its own day'),
    },
    {
      id: 'exchange-logs/start',
      what: 'A start goes on in IIS’s file, with the directives once more; of Exchange’s logs it begins the next number',
      versions: versions.onPremises,
      evidence: inferred('files of real servers for IIS; nothing for Exchange'),
      witness: logs('a start goes on in IIS’s file, with the directives again, and begins one of Exchange’s'),
    },
    {
      id: 'exchange-logs/trace-shape',
      what: 'A failed request trace: `failedRequest` with its attributes, an `Event` each with System, EventData and RenderingInfo',
      versions: versions.onPremises,
      evidence: capture(`fixtures of open-source readers, ${section} §5.4`),
      witness: traces('the trace of a refused token > has the attributes of a real file'),
    },
    {
      id: 'exchange-logs/trace-events',
      what: 'GENERAL_REQUEST_START, GENERAL_REQUEST_HEADERS, MODULE_SET_RESPONSE_ERROR_STATUS (a warning, with ModuleName, Notification, HttpStatus, HttpReason, HttpSubStatus, ErrorCode, ConfigExceptionInfo), GENERAL_RESPONSE_HEADERS, GENERAL_REQUEST_END',
      versions: versions.onPremises,
      evidence: document(`${section} §5.4; that OAuthAuthModule sets a 401 is inferred there`, 'traceExample'),
      witness: traces(
        'the trace of a refused token > has the confirmed events as its frame, and the lab’s own between',
      ),
    },
    {
      id: 'exchange-logs/trace-files',
      what: '`fr000001.xml` and on, the newest fifty, for the status codes 400 to 999',
      versions: versions.onPremises,
      evidence: capture(`${section} §5.4`),
      witness: traces('on disk: the newest fifty of the failures, numbered on over restarts'),
    },
  ],
};

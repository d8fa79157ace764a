import { capture, document, inferred, type Subject, seedPage, testsOf, versions } from '../rows.js';

const control = testsOf('control');
const manners = testsOf('manners');

const iis = testsOf('iis-log');
const line = manners('the line of the IIS log > of a refusal, field by field');

/** What IIS writes of a request. */
export const iisLog: Subject = {
  title: 'The IIS log',
  rows: [
    {
      id: 'iis-log/head',
      what: '`#Software: Microsoft Internet Information Services 10.0`, `#Version: 1.0`, `#Date:`, `#Fields:`',
      versions: versions.newerOnPremises,
      evidence: capture('facts/oauth-outbound-admin §5.1', 'seed'),
      witness: manners('the line of the IIS log > the directives above it'),
    },
    {
      id: 'iis-log/fields',
      what: "The default fields of IIS 10 with sc-bytes and cs-bytes, in IIS's order, then the custom fields `cs-host`, `Request-Authorization` and `X-Forwarded-For`",
      versions: versions.newerOnPremises,
      evidence: capture('the seed page’s fields', 'goAccess1596'),
      witness: [line, iis('the line of the seed page, field by field')],
    },
    {
      id: 'iis-log/blanks',
      what: 'UTC; blanks become `+`, what is empty `-`',
      versions: versions.onPremises,
      evidence: capture('facts/oauth-outbound-admin §5.1', 'seed'),
      witness: line,
    },
    {
      id: 'iis-log/query',
      what: 'The front end adds `&CorrelationID=<empty>;&cafeReqId={request-id};` to cs-uri-query',
      versions: versions.onPremises,
      evidence: seedPage('its IIS line; facts/oauth-outbound-admin §5.1'),
      witness: control('transactions: the journal in order, by id, in pages'),
    },
    {
      id: 'iis-log/user-agent',
      what: '`AMProbe/OAUTH/Exchange`',
      versions: versions.all,
      evidence: seedPage('its IIS line'),
      witness: testsOf('docs')('npm start prints what the README shows'),
    },
    {
      id: 'iis-log/authorization',
      what: '`Bearer+eyJ0eXAiOiJK…`; the lab takes the signature out',
      versions: versions.onPremises,
      evidence: seedPage('its IIS line'),
      witness: line,
    },
    {
      id: 'iis-log/port',
      what: 's-port is 443 or 80, although the lab listens elsewhere',
      versions: versions.onPremises,
      evidence: seedPage('its IIS line'),
      witness: line,
    },
    {
      id: 'iis-log/user-and-substatus',
      what: 'cs-username is `-` and sc-substatus `0` for a bearer token',
      versions: versions.onPremises,
      evidence: inferred('nothing; lines of other 401s show `401 0 0`'),
      witness: line,
    },
    {
      id: 'iis-log/real-lines',
      what: 'The default fields of a fresh IIS 10, a request of Autodiscover, one of the back end, and the first leg of NTLM',
      versions: versions.onPremises,
      evidence: capture('facts/oauth-outbound-admin §5.1', 'freeBusy'),
      witness: iis('real lines come out as they stand in real logs'),
    },
    {
      id: 'iis-log/back-end',
      what: 'What the front end passes on stands in W3SVC2 too: port 444, query `-`, c-ip the front end’s address, the same user name and agent',
      versions: versions.onPremises,
      evidence: capture('facts/oauth-outbound-admin §5.1', 'freeBusy'),
      witness: iis('one call on disk: both requests at the front end, the accepted one at the back end'),
    },
    {
      id: 'iis-log/stem',
      what: 'cs-uri-stem is the path as http.sys hands it on, decoded; cs-uri-query is as it was sent',
      versions: versions.onPremises,
      evidence: inferred('well-known manner of IIS'),
      witness: iis('the encoding of fields > whatever a field holds, it stays one field of one line'),
    },
    {
      id: 'iis-log/controls',
      what: 'Tabs and control characters become `+`; a `+` stays one; other characters stand in UTF-8',
      versions: versions.onPremises,
      evidence: inferred('what Microsoft documents of http.sys’s error log'),
      witness: iis(
        'the encoding of fields > blanks, tabs and control characters become +, and + stays; what is empty is -',
      ),
    },
    {
      id: 'iis-log/custom-fields',
      what: 'Custom fields stand behind time-taken, the file is `u_exYYMMDD_x.log`, and IIS cuts a value at 4096 characters',
      versions: versions.newerOnPremises,
      evidence: document('the number is the default of maxCustomFieldLength', 'iisReference'),
      witness: [
        iis('the encoding of fields > custom fields are cut at 4096 characters'),
        iis('one call on disk: both requests at the front end, the accepted one at the back end'),
      ],
    },
    {
      id: 'iis-log/forwarded-for',
      what: '`40.99.157.189` for what comes through the proxy, `-` for what comes directly',
      versions: versions.onPremises,
      evidence: seedPage('its IIS line'),
      witness: [
        iis('one call on disk: both requests at the front end, the accepted one at the back end'),
        iis('a request that comes directly has no X-Forwarded-For'),
      ],
    },
    {
      id: 'iis-log/http-error-log',
      what: 'What http.sys refuses stands in `HTTPERR\\httperr1.log` alone, with `Hostname`, `BadRequest`, `URL` or `RequestLength`, and `AppOffline` with the queue while a pool is down',
      versions: versions.onPremises,
      evidence: document('', 'httpErrorLog'),
      witness: iis('what http.sys refuses stands in HTTPERR, and nowhere else'),
    },
  ],
};

import { capture, inferred, type Subject, seedPage, testsOf, versions } from '../rows.js';

const control = testsOf('control');
const manners = testsOf('manners');

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
      what: "The default fields of IIS 10 with cs-host, sc-bytes and cs-bytes, in IIS's order, then `Request-Authorization` and `X-Forwarded-For`",
      versions: versions.newerOnPremises,
      evidence: seedPage('its IIS line; facts/oauth-outbound-admin §5.1'),
      witness: line,
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
  ],
};

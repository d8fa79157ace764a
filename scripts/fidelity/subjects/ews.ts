import {
  type Behaviour,
  capture,
  document,
  type Evidence,
  inferred,
  type Subject,
  testsOf,
  versions,
} from '../rows.js';

const exchange = testsOf('exchange');
const judgement = testsOf('judgement');
const manners = testsOf('manners');

const trace = capture('facts/ews-clients §3.2', 'ewsTrace');
const mediaType = exchange('text/xml alone is taken, WCF names the type it got');

function fault(id: string, what: string, title: string, evidence: Evidence): Behaviour {
  return {
    id: `ews/${id}`,
    what,
    versions: versions.all,
    evidence,
    witness: exchange(`SOAP that no client should send gets a fault of EWS > ${title}`),
  };
}

/** EWS behind the door. */
export const ews: Subject = {
  title: 'EWS',
  rows: [
    {
      id: 'ews/content-type',
      what: '`Content-Type: text/xml; charset=utf-8`',
      versions: versions.all,
      evidence: capture('facts/ews-clients §1.3 rule 1', 'ewsRs'),
      witness: exchange('an answer carries the server’s headers, and the client’s request id when it asks for it'),
    },
    {
      id: 'ews/server-version-info',
      what: '`<h:ServerVersionInfo MajorVersion="15" MinorVersion="1" MajorBuildNumber="2507" MinorBuildNumber="57" Version="V2017_07_11" …/>` in the header of every answer that is no fault',
      versions: versions.newerOnPremises,
      evidence: capture(
        'facts/ews-clients §1.3 rule 1: Exchange 2016 CU23; the schema version also of 15.2.986',
        'ewsRs',
      ),
      witness: manners('each version names its build > 2016'),
    },
    {
      id: 'ews/server-version-info-2013',
      what: 'Build 15.0.1497.2, schema version `V2_23`',
      versions: versions.only2013,
      evidence: inferred('the build is that of CU23; its schema version was not seen'),
      witness: manners('each version names its build > 2013'),
    },
    {
      id: 'ews/server-version-info-online',
      what: 'Build 15.20.0.0, schema version `V2018_01_08`',
      versions: versions.online,
      evidence: inferred('15.20 is known; the rest changes weekly'),
      witness: manners('what the cloud says of itself > Exchange Online'),
    },
    {
      id: 'ews/no-version',
      what: 'A request without RequestServerVersion is answered',
      versions: versions.all,
      evidence: inferred('clients that send none work with real servers (facts/ews-clients §1.2)'),
      witness: manners('a request that names no version is answered'),
    },
    {
      id: 'ews/fault-shape',
      what: 'Faults: HTTP 500, no SOAP header, `faultcode` `a:{code}`, `faultstring` in en-US, `e:ResponseCode` and `e:Message`',
      versions: versions.all,
      evidence: trace,
      witness: manners('a fault says where the request is wrong'),
    },
    {
      id: 'ews/fault-place',
      what: '`t:MessageXml` of a schema violation: `t:LineNumber`, `t:LinePosition`, `t:Violation`',
      versions: versions.all,
      evidence: trace,
      witness: manners('a fault says where the request is wrong'),
    },
    fault(
      'schema',
      '`ErrorSchemaValidation`, `The request failed schema validation: {violation}`',
      'half an envelope',
      trace,
    ),
    fault(
      'incomplete',
      "`The element 'GetFolder' in namespace '…' has incomplete content.`",
      'an empty operation',
      inferred("the form of .NET's schema validation"),
    ),
    fault(
      'no-root',
      '`Root element is missing.`, `Data at the root level is invalid.`',
      'nothing',
      inferred("well-known texts of .NET's XML reader"),
    ),
    fault('dtd', 'A DTD is refused', 'a DTD', inferred('.NET prohibits DTDs in such readers')),
    fault(
      'server-version',
      '`ErrorInvalidServerVersion`, `The specified server version is invalid.`',
      'an unknown version',
      capture('facts/ews-clients §3.3', 'exchangelib'),
    ),
    {
      id: 'ews/probe-version',
      what: '`Exchange2012`, which is in no published schema, is accepted',
      versions: versions.all,
      evidence: inferred('Test-OAuthConnectivity sends it and succeeds'),
      witness: judgement('who exists where decides what EWS says (design §2.2)'),
    },
    {
      id: 'ews/no-such-folder',
      what: '`ErrorFolderNotFound`, `The specified folder could not be found in the store.`, in an answer of HTTP 200',
      versions: versions.all,
      evidence: inferred('a well-known text of EWS; no trace of it was collected'),
      witness: manners('a folder that is not there is an error in an answer of 200'),
    },
    {
      id: 'ews/error-message',
      what: 'An error in an answer of HTTP 200: `MessageText`, `ResponseCode`, `DescriptiveLinkKey` 0, an empty `m:Folders`',
      versions: versions.all,
      evidence: capture('facts/ews-clients §3.2', 'exchangelib'),
      witness: manners('a folder that is not there is an error in an answer of 200'),
    },
    {
      id: 'ews/shapes',
      what: 'GetFolder answers in the order of the schema; IdOnly is the id and nothing else',
      versions: versions.all,
      evidence: document('facts/ews-clients §1.3 rule 2', 'openSpecs'),
      witness: exchange('every folder in every shape is what Exchange’s schema allows'),
      mayBeSkipped: 'xmllint or the schema is missing',
    },
    {
      id: 'ews/media-type',
      what: "415 with the sentence as reason phrase: `Cannot process the message because the content type '…' was not the expected type 'text/xml; charset=utf-8'.`",
      versions: versions.all,
      evidence: inferred('a well-known text of WCF'),
      witness: mediaType,
    },
    {
      id: 'ews/charset',
      what: '`text/xml` in any case, with any charset that the platform can decode',
      versions: versions.all,
      evidence: inferred('WCF takes UTF-8 and UTF-16; that Exchange takes others is a guess'),
      witness: mediaType,
    },
    {
      id: 'ews/service-page',
      what: '`You have created a service.`: what a GET with a token sees',
      versions: versions.onPremises,
      evidence: inferred('the well-known page of WCF'),
      witness: exchange(
        'what other virtual directories answer > a GET with a token sees the page of the service, without one the challenge',
      ),
    },
    {
      id: 'ews/health-check',
      what: '`/ews/healthcheck.htm`, to anybody: `200 OK<br/>EX01.MSXFAQ.DE`',
      versions: versions.onPremises,
      evidence: inferred('the well-known page that load balancers ask for'),
      witness: exchange('what other virtual directories answer > healthcheck.htm, to anybody'),
    },
  ],
};

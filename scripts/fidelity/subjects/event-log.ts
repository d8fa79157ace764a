import { document, inferred, observed2013, type Subject, testsOf, versions } from '../rows.js';

const events = testsOf('oauth-events');
const log = testsOf('event-log');
const owa = testsOf('owa');

const known = observed2013('facts/oauth-inbound §5: number and meaning; text, entry type and repetition are inferred');
const ninetyMinutes = events('2001 comes after 90 minutes without Active Directory, and again after 90 more');
const bare = events('2002 and 2003 come with a configuration whose issuers have no certificates');
const forged = events('2006 comes for a failed signature, once a minute for each issuer, whatever a client sends');
const readings = events('2007 and 2008 come when the worker process has read metadata itself');
const unreached = events('AuthAdmin 2010: metadata that can’t be reached is tried again after 15 minutes');
const servicelet = events(
  'the AuthAdmin servicelet reads metadata into the directory every 12 hours, and when its service restarts',
);

/** What the on-premises servers write into the event log, beside the events of the auth certificate. */
export const eventLog: Subject = {
  title: 'The event log',
  rows: [
    {
      id: 'event-log/2001',
      what: '*MSExchange OAuth* 2001: the OAuth configuration could not be loaded for 90 minutes',
      versions: versions.onPremises,
      evidence: known,
      witness: [ninetyMinutes, events('how long it was not loaded is counted from the last success or a new process')],
    },
    {
      id: 'event-log/2002-2003',
      what: '2002: a partner application with its own metadata has no certificates; 2003: an auth server has none. Both are no issuers then; said with every loading of the configuration',
      versions: versions.onPremises,
      evidence: known,
      witness: bare,
    },
    {
      id: 'event-log/2004',
      what: '2004: the signing certificate is missing, or has no private key, when a server wants to sign; not when it has expired',
      versions: versions.onPremises,
      evidence: known,
      witness: events('2004 comes when a server wants to sign and has no certificate, or no key'),
    },
    {
      id: 'event-log/2005',
      what: '2005: certificates of an issuer can’t be read; those that can be go on counting',
      versions: versions.onPremises,
      evidence: known,
      witness: events('2005 counts certificates that can’t be read; the others go on counting'),
    },
    {
      id: 'event-log/2006',
      what: '2006: a token’s signature fails',
      versions: versions.onPremises,
      evidence: observed2013('facts/oauth-inbound §1.4 Signature, §5; the text is inferred'),
      witness: forged,
    },
    {
      id: 'event-log/2007-2008',
      what: '2007: the worker process could not read the metadata of an auth server, after its last attempt; 2008: it found new certificates there',
      versions: versions.onPremises,
      evidence: known,
      witness: readings,
    },
    {
      id: 'event-log/2009',
      what: '2009: more than one default authorization endpoint; the challenge has no `authorization_uri` then',
      versions: versions.onPremises,
      evidence: observed2013('facts/oauth-inbound §2.1, §5; the text is inferred'),
      witness: events('2009 comes when more than one auth server is the default authorization endpoint'),
    },
    {
      id: 'event-log/auth-admin-refresh',
      what: 'The AuthAdmin servicelet reads the metadata of the auth servers into the directory every 12 hours',
      versions: versions.onPremises,
      evidence: observed2013('facts/oauth-inbound §5; Microsoft Learn says every 8 hours'),
      witness: servicelet,
    },
    {
      id: 'event-log/auth-admin-retry',
      what: '*MSExchange AuthAdmin* 2010, UnableToAccessMetadata: it can’t be reached; tried again after 15 minutes',
      versions: versions.onPremises,
      evidence: known,
      witness: unreached,
    },
    {
      id: 'event-log/auth-admin-problems',
      what: '2008 InvalidMetadataUrl, 2009 CorruptMetadata, 2011 InvalidCertificateList (no certificate in it), 2012 InvalidCertificates (one that can’t be read): the directory keeps what it has',
      versions: versions.onPremises,
      evidence: known,
      witness: [
        events('AuthAdmin 2008, 2009, 2011: a URL that is none, a document that is none, one without certificates'),
        events('AuthAdmin 2012: certificates that are none'),
      ],
    },
    {
      id: 'event-log/4002',
      what: '*MSExchange Availability* 4002, `Process …: Proxy request CrossForest from Requester:… to https://…/EWS/Exchange.asmx failed. Caller SIDs: . The exception returned is Microsoft.Exchange.InfoWorker.Common.Availability.ProxyWebRequestProcessingException: …`',
      versions: versions.onPremises,
      evidence: document('facts/oauth-outbound-admin §3.9; what stands in place of its dots is inferred'),
      witness: events('4002 comes when free/busy of the cloud can’t be had from EWS'),
    },
    {
      id: 'event-log/quiet',
      what: 'Nothing of this is written while all is well, nor for a token that is refused otherwise',
      versions: versions.onPremises,
      evidence: inferred('facts/oauth-inbound §1.4 names an event for a failed signature alone'),
      witness: events('a healthy lab writes none of these events, for days'),
    },
    {
      id: 'event-log/xml',
      what: 'Shape of `wevtutil qe … /f:RenderedXml`: System, EventData, RenderingInfo, one event after the other',
      versions: versions.onPremises,
      evidence: document(
        'Windows event schema, Microsoft Learn; what Exchange has in Task and EventData is not known: empty',
      ),
      witness: [
        log('an event reads back as it was written'),
        log('events of real servers are read, and what is none is not'),
      ],
    },
    {
      id: 'event-log/index',
      what: 'Each log counts its entries; the numbers go on after a restart of the server',
      versions: versions.onPremises,
      evidence: document('Microsoft Learn, Get-EventLog and Get-WinEvent'),
      witness: log('entries outlive the lab with their indexes; each log counts its own'),
    },
    {
      id: 'event-log/get-win-event',
      what: '`Get-WinEvent -LogName`, `-FilterHashtable @{LogName=…; ProviderName=…; Id=…; Level=…; StartTime=…; EndTime=…}`, `-MaxEvents`, `-Oldest`; `No events were found that match the specified selection criteria.`',
      versions: versions.onPremises,
      evidence: document('Microsoft Learn, Get-WinEvent'),
      witness: log('Get-WinEvent finds events by log and by hashtable'),
    },
    {
      id: 'event-log/1003',
      what: 'Event 1003 comes again as the browser goes round; the lab writes it once a minute',
      versions: versions.onPremises,
      evidence: inferred('KB 2617816 calls it a loop'),
      witness: owa(
        'an expired certificate: the log-on loops with event 1003 until a new one is there and the pools are recycled',
      ),
    },
  ],
};

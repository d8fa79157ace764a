import { type Behaviour, document, type Evidence, inferred, type Subject, testsOf, versions } from '../rows.js';

const exchange = testsOf('exchange');

const fromMemory = 'well known of http.sys; the text of its page is from memory';
const strictHost =
  'leniencies are on by default and named in the steps; strict is as a real server > HTTP/1.1 with no Host';

function refused(id: string, what: string, title: string, evidence: Evidence = inferred(fromMemory)): Behaviour {
  return {
    id: `iis/${id}`,
    what,
    versions: versions.onPremises,
    evidence,
    witness: exchange(`what http.sys refuses never reaches Exchange > ${title}, https`),
  };
}

/** What answers before Exchange, and around it. */
export const webServer: Subject = {
  title: 'http.sys and IIS',
  rows: [
    {
      id: 'iis/no-host',
      what: '`400`, `<h2>Bad Request - Invalid Hostname</h2>`, `Server: Microsoft-HTTPAPI/2.0`: HTTP/1.1 without Host (with `--strict`)',
      versions: versions.onPremises,
      evidence: document('facts/ews-clients §5.1', 'rfc9112'),
      witness: exchange(strictHost),
    },
    refused(
      'illegal-host',
      '`Bad Request - Invalid Hostname`: a Host that is no host',
      'an illegal Host',
      document('facts/ews-clients §5.1', 'rfc9112'),
    ),
    refused('two-hosts', '400: two Host headers', 'two Host headers', document('§3.2', 'rfc9112')),
    refused(
      'long-header',
      '`Bad Request - Request Too Long`: more than 16384 bytes of headers, or of one of them',
      '17 KB of Authorization',
      document('facts/ews-clients §5.1: MaxFieldLength, MaxRequestBytes'),
    ),
    refused(
      'many-headers',
      '`Bad Request - Request Too Long`: many headers, more than 16384 bytes together',
      'many headers',
      document('facts/ews-clients §5.1: MaxFieldLength, MaxRequestBytes'),
    ),
    refused('invalid-verb', '`Bad Request - Invalid Verb`: a method that is none', 'an unknown method'),
    refused(
      'invalid-url',
      '`Bad Request - Invalid URL`: a target that can’t be decoded',
      'a target that can’t be decoded',
    ),
    refused(
      'long-segment',
      '`Bad Request - Invalid URL`: more than 260 characters between two slashes (UrlSegmentMaxLength)',
      'a very long part of the path',
    ),
    refused(
      'colon',
      '400: a blank before the colon of a header',
      'a blank before the colon',
      document('§5.1', 'rfc9112'),
    ),
    refused('malformed', '400: a header without colon, with a NUL, or what is no HTTP at all', 'no HTTP at all'),
    refused('lengths', '400: two lengths, or a length and chunks', 'length and chunks', document('§6.3', 'rfc9112')),
    refused('chunks', '400: a chunk that is none', 'a chunk that is none'),
    refused(
      'http2',
      '400: the preface of HTTP/2; the lab has HTTP/1.1 alone',
      'the preface of HTTP/2',
      inferred('a real server would speak HTTP/2 on Windows Server 2016 and newer'),
    ),
    {
      id: 'iis/tls-on-http',
      what: '400: TLS on the http port',
      versions: versions.onPremises,
      evidence: inferred(fromMemory),
      witness: exchange('TLS on the http port and http on the TLS port end, and nothing else ends'),
    },
    {
      id: 'iis/hang-up',
      what: 'A refusal of http.sys closes the connection',
      versions: versions.onPremises,
      evidence: inferred(fromMemory),
      witness: exchange('what http.sys refuses never reaches Exchange > no HTTP at all, https'),
    },
    {
      id: 'iis/timeout',
      what: 'A request has 120 seconds to be complete; then the connection ends without an answer',
      versions: versions.onPremises,
      evidence: inferred("http.sys's default timeouts"),
      witness: testsOf('manners')('a request has 120 seconds to be complete'),
    },
    {
      id: 'iis/not-found',
      what: '`<h2>404 - File or directory not found.</h2>`, `Content-Type: text/html`, `Server`, `X-Powered-By`',
      versions: versions.onPremises,
      evidence: inferred('the well-known page of IIS 10 as it shows it to another machine'),
      witness: exchange('what other virtual directories answer > what is not there is IIS’s 404'),
    },
    {
      id: 'iis/verbs',
      what: '`405 - HTTP verb used to access this page is not allowed.` for PUT, DELETE, OPTIONS and the like, once the door is passed',
      versions: versions.onPremises,
      evidence: inferred('what IIS says of a handler that does not take a verb'),
      witness: exchange('who is let in may GET the service’s page or POST to it, and nothing else'),
    },
    {
      id: 'iis/too-large',
      what: '`413 - Request entity too large.` for a body over 4 MB',
      versions: versions.onPremises,
      evidence: inferred('the well-known page of IIS 10; the limit is ours'),
      witness: testsOf('manners')('a body that is too large gets IIS’s 413'),
    },
    {
      id: 'iis/continue',
      what: '`Expect: 100-continue` gets `100 Continue`, then the answer',
      versions: versions.onPremises,
      evidence: document('§10.1.1 of RFC 9110; .NET sends it', 'xoauth'),
      witness: exchange('bodies: large, in chunks, announced, cut off > Expect: 100-continue'),
    },
    {
      id: 'iis/pipelining',
      what: 'Requests that are sent at once are answered in order',
      versions: versions.onPremises,
      evidence: document('§9.3.2', 'rfc9112'),
      witness: exchange('bodies: large, in chunks, announced, cut off > pipelined requests are answered in order'),
    },
    {
      id: 'iis/other-site',
      what: 'A web server that is no Exchange: 404 of an IIS',
      versions: versions.all,
      evidence: { kind: 'seedPage', source: 'its table of failures: 404' },
      witness: testsOf('network')('a proxy that points to another web server gets that server’s manners'),
    },
  ],
};

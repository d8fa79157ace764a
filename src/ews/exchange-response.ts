import type { Admission } from '../authentication/door.js';
import type { JudgedStep } from '../evidence/transaction.js';
import type { SiteAnswer, SiteRequest } from '../iis/site.js';
import { diagnosticsHeader, formatDiagnostics, type Refusal, wordRefusal } from '../protocol/diagnostics.js';
import { type ExchangeBuild, packedVersion, type Speaker } from '../protocol/exchange-version.js';
import { type HeaderList, headerValue, type WireResponse } from '../protocol/wire.js';
import { remembered } from '../remembered.js';

/** The Exchange server that answers: what of it shows in response headers. */
export interface ServerIdentity {
  readonly build: ExchangeBuild;
  /** NetBIOS name of the front end; the lab's back end is the same machine. */
  readonly name: string;
  readonly fqdn: string;
  readonly speaker: Speaker;
}

/**
 * The answer to who is not let in: empty body, headers as captures show them. Without diagnostics the order is that of
 * facts/oauth-inbound §2.3 E and F; the OAuth module's diagnostics come between request-id and the others, as in A and D.
 */
export function turnAway(request: SiteRequest, admission: Admission, identity: ServerIdentity): SiteAnswer {
  const rejected = admission.rejected;
  if (!rejected) throw new Error('Only who was rejected is turned away.');
  const { moduleDiagnostics, challenge } = rejected.headers;
  const marks = marksOf(identity);
  const headers: Header[] = [];
  if (moduleDiagnostics.length === 0) {
    headers.push(marks.server);
    pushRequestId(headers, request);
  } else {
    pushRequestId(headers, request);
    headers.push(...moduleDiagnostics, marks.server);
  }
  headers.push(marks.frontEnd, ...challenge, poweredBy);
  return {
    response: { status: rejected.status, statusText: rejected.statusText, headers, body: '' },
    steps: admission.steps,
    diagnostics: rejected.refusal,
    token: admission.token,
    iis: admission.iis,
  };
}

/** An answer of the back end, with the headers that front end and back end add to it (facts/oauth-inbound §2.3 G and H). */
export function exchangeResponse(
  request: SiteRequest,
  identity: ServerIdentity,
  answer: { readonly status: number; readonly contentType: string; readonly body: string },
): WireResponse {
  const marks = marksOf(identity);
  const headers: Header[] = [cacheControl, ['Content-Type', answer.contentType], marks.server];
  pushRequestId(headers, request);
  headers.push(marks.frontEnd, ...marks.backEnd);
  if (wantsAffinity(request)) headers.push(affinityCookie(identity));
  headers.push(aspNetVersion, poweredBy);
  return { status: answer.status, headers, body: answer.body };
}

type Header = HeaderList[number];

function wantsAffinity({ headers }: SiteRequest): boolean {
  return headerValue(headers, 'x-preferserveraffinity')?.trim().toLowerCase() === 'true';
}

/** Brings the client to the same back end again (Microsoft's "Maintain affinity between a group of subscriptions and the Mailbox server"). */
function affinityCookie({ fqdn, build }: ServerIdentity): Header {
  return [
    'Set-Cookie',
    `X-BackEndOverrideCookie=${fqdn.toLowerCase()}~${packedVersion(build)}; path=/; secure; HttpOnly`,
  ];
}

/** Headers that are always the same are the same objects: the journal keeps a thousand answers. */
const cacheControl: Header = ['Cache-Control', 'private'];
const aspNetVersion: Header = ['X-AspNet-Version', '4.0.30319'];
const poweredBy: Header = ['X-Powered-By', 'ASP.NET'];

/** What the answers of a server say of it. */
interface ServerMarks {
  readonly server: Header;
  readonly frontEnd: Header;
  readonly backEnd: HeaderList;
}

/** Made once for a server. */
const marksOf = remembered(
  ({ build, name, fqdn }: ServerIdentity): ServerMarks => ({
    server: ['Server', build.server],
    frontEnd: ['X-FEServer', name],
    backEnd: [
      ['X-CalculatedBETarget', fqdn],
      ['X-DiagInfo', name],
      ['X-BEServer', name],
    ],
  }),
);

/** The activity id, and the client's own id, echoed only when the client asks for it (facts/oauth-inbound §2.3). */
function pushRequestId(headers: Header[], request: SiteRequest): void {
  headers.push(['request-id', request.id]);
  const wanted = headerValue(request.headers, 'return-client-request-id')?.trim().toLowerCase() === 'true';
  const id = wanted ? headerValue(request.headers, 'client-request-id') : undefined;
  if (id !== undefined) headers.push(['client-request-id', id]);
}

/**
 * The back end refuses what the front end has let in: 403 and x-ms-diagnostics, which the front end hands on
 * (facts/oauth-inbound §1.3, 2000008; §1.4, last paragraph but one). Its other headers, and that there is no challenge, are
 * inferred.
 */
export function notEnough(
  request: SiteRequest,
  identity: ServerIdentity,
  refusal: Refusal,
  steps: readonly JudgedStep[],
): SiteAnswer {
  const worded = wordRefusal(refusal, identity.speaker);
  const answer = exchangeResponse(request, identity, { status: 403, contentType: 'text/html', body: '' });
  const headers = answer.headers.filter(([name]) => name !== 'Content-Type');
  const place = headers.findIndex(([name]) => name === 'request-id') + 1;
  return {
    response: { ...answer, headers: headers.toSpliced(place, 0, [diagnosticsHeader, formatDiagnostics(worded)]) },
    steps: [...steps, { name: 'web service', verdict: 'failed', detail: 'The token is not enough for this call.' }],
    diagnostics: worded,
  };
}

import type { Admission } from '../authentication/door.js';
import type { Findings } from '../authentication/judgement.js';
import type { JudgedStep } from '../evidence/transaction.js';
import { methodNotAllowedPage } from '../iis/pages.js';
import type { BodyHandler, SiteAnswer, SiteRequest } from '../iis/site.js';
import { diagnosticsHeader, formatDiagnostics, type Refusal, wordRefusal } from '../protocol/diagnostics.js';
import type { ExchangeBuild, Speaker } from '../protocol/exchange-version.js';
import { soapContentType } from '../protocol/soap.js';
import { type HeaderList, headerValue, type WireResponse } from '../protocol/wire.js';
import { escapeXml } from '../protocol/xml.js';
import type { EwsAnswer } from './ews.js';
import type { EwsContext } from './operation.js';
import { tokenGrant } from './token-grant.js';

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
function turnAway(request: SiteRequest, admission: Admission, identity: ServerIdentity): SiteAnswer {
  const rejected = admission.rejected;
  if (!rejected) throw new Error('Only who was rejected is turned away.');
  const { moduleDiagnostics, challenge } = rejected.headers;
  const [server, requestId, feServer] = opening(request, identity);
  const beginning =
    moduleDiagnostics.length === 0
      ? [...server, ...requestId, ...feServer]
      : [...requestId, ...moduleDiagnostics, ...server, ...feServer];
  const headers: HeaderList = [...beginning, ...challenge, ['X-Powered-By', 'ASP.NET']];
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
  const headers: HeaderList = [
    ['Cache-Control', 'private'],
    ['Content-Type', answer.contentType],
    ...opening(request, identity).flat(),
    ['X-CalculatedBETarget', identity.fqdn],
    ['X-DiagInfo', identity.name],
    ['X-BEServer', identity.name],
    ['X-AspNet-Version', '4.0.30319'],
    ['X-Powered-By', 'ASP.NET'],
  ];
  return { status: answer.status, headers, body: answer.body };
}

/** What every answer says of server, request and front end. */
function opening(
  request: SiteRequest,
  identity: ServerIdentity,
): readonly [server: HeaderList, requestId: HeaderList, feServer: HeaderList] {
  return [
    [['Server', identity.build.server]],
    [['request-id', request.id], ...echoedClientRequestId(request)],
    [['X-FEServer', identity.name]],
  ];
}

/** Echoed only when the client asks for it (facts/oauth-inbound §2.3). */
function echoedClientRequestId({ headers }: SiteRequest): HeaderList {
  const wanted = headerValue(headers, 'return-client-request-id')?.trim().toLowerCase() === 'true';
  const id = headerValue(headers, 'client-request-id');
  return wanted && id !== undefined ? [['client-request-id', id]] : [];
}

/**
 * What follows the door: who is let in gets the service's page for a GET, or posts a SOAP body. That other methods end
 * with IIS's 405 is inferred; authentication comes before.
 */
export function serve(
  request: SiteRequest,
  admission: Admission,
  identity: ServerIdentity,
  service: (admission: Admission) => (body: string) => EwsAnswer,
): SiteAnswer | BodyHandler {
  if (admission.rejected) return turnAway(request, admission, identity);
  if (request.method === 'POST') return soapHandler(request, admission, identity, service(admission));
  const reads = request.method === 'GET' || request.method === 'HEAD';
  const response = reads ? servicePage(request, identity) : methodNotAllowedPage(identity.build.server);
  const { steps, token, iis } = admission;
  return { response, steps, token, userName: userName(admission), iis };
}

/** As IIS shows who logged on, or the user that a token asserts. */
function userName({ iis, admitted }: Admission): string | undefined {
  return iis?.userName ?? admitted?.user?.userPrincipalName;
}

/** Takes the SOAP body of an admitted request and answers it. */
function soapHandler(
  request: SiteRequest,
  admission: Admission,
  identity: ServerIdentity,
  answer: (body: string) => EwsAnswer,
): BodyHandler {
  const { steps, token } = admission;
  const evidence = { steps, token, userName: userName(admission), iis: admission.iis };
  return (bytes) => {
    const contentType = headerValue(request.headers, 'content-type') ?? '';
    const body = decodeBody(contentType, bytes);
    if (body === undefined) return { ...evidence, response: unsupportedMediaType(request, identity, contentType) };
    const reply = answer(body);
    if (reply.refusal) return { ...evidence, ...notEnough(request, identity, reply.refusal, steps) };
    return { ...evidence, response: respond(reply) };
  };
  function respond({ status, body }: SoapAnswer): WireResponse {
    return exchangeResponse(request, identity, { status, contentType: soapContentType, body });
  }
}

type SoapAnswer = Exclude<EwsAnswer, { readonly refusal: Refusal }>;

/**
 * The back end refuses what the front end has let in: 403 and x-ms-diagnostics, which the front end hands on
 * (facts/oauth-inbound §1.3, 2000008; §1.4, last paragraph but one). Its other headers, and that there is no challenge, are
 * inferred.
 */
function notEnough(
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

/** SOAP 1.1 comes as text/xml, in UTF-8 or a charset that the platform can decode. Undefined otherwise. */
function decodeBody(contentType: string, bytes: Buffer): string | undefined {
  if (!/^\s*text\/xml\s*(;|$)/i.test(contentType)) return undefined;
  const charset = /charset\s*=\s*"?([^";\s]+)/i.exec(contentType)?.[1] ?? 'utf-8';
  try {
    return new TextDecoder(charset).decode(bytes);
  } catch {
    return undefined; // a charset nobody knows
  }
}

/** WCF's answer: the sentence is the reason phrase (well-known text of .NET's WCF). */
function unsupportedMediaType(request: SiteRequest, identity: ServerIdentity, contentType: string): WireResponse {
  const printable = contentType.replace(/[^\x20-\x7e]/g, '?');
  return {
    ...exchangeResponse(request, identity, { status: 415, contentType: 'text/html', body: '' }),
    statusText: `Cannot process the message because the content type '${printable}' was not the expected type '${soapContentType}'.`,
  };
}

/** Who the caller is for the web service, and what his token lets him do. */
export function ewsContext(found: Findings | undefined, { build, speaker }: ServerIdentity): EwsContext {
  if (!found?.user) return { build, caller: { kind: 'application' }, grant: found && tokenGrant(found, speaker.side) };
  const loggedOn = found.kind === undefined; // no kind of token: there was none
  return {
    build,
    caller: { kind: 'user', user: found.user, loggedOn },
    grant: tokenGrant(found, speaker.side),
  };
}

/** What a browser sees that GETs the service with a token: WCF's page (well-known text of .NET's WCF). */
function servicePage(request: SiteRequest, identity: ServerIdentity): WireResponse {
  const wsdl = escapeXml(`${request.scheme}://${request.authority}/EWS/Services.wsdl`);
  const body = `<HTML><HEAD><TITLE>Service</TITLE></HEAD><BODY><DIV id="content"><P class="heading1">Service</P><BR/><P class="intro">You have created a service.<P class='intro'>To test this service, you will need to create a client and use it to call the service. You can do this using the svcutil.exe tool from the command line with the following syntax:</P> <BR/><PRE>svcutil.exe <A HREF="${wsdl}">${wsdl}</A></PRE></P></DIV></BODY></HTML>`;
  return exchangeResponse(request, identity, { status: 200, contentType: 'text/html; charset=UTF-8', body });
}

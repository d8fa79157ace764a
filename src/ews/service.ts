import type { Admission } from '../authentication/door.js';
import type { Findings } from '../authentication/judgement.js';
import { methodNotAllowedPage } from '../iis/pages.js';
import type { BodyHandler, SiteAnswer, SiteRequest } from '../iis/site.js';
import type { ExchangeBuild } from '../protocol/exchange-version.js';
import { soapContentType } from '../protocol/soap.js';
import { type HeaderList, headerValue, type WireResponse } from '../protocol/wire.js';
import { escapeXml } from '../protocol/xml.js';
import type { EwsAnswer } from './ews.js';
import type { EwsCaller } from './operation.js';

/** The Exchange server that answers: what of it shows in response headers. */
export interface ServerIdentity {
  readonly build: ExchangeBuild;
  /** NetBIOS name of the front end; the lab's back end is the same machine. */
  readonly name: string;
  readonly fqdn: string;
}

/**
 * The answer to who is not let in: empty body, headers as captures show them. Without diagnostics the order is that of
 * facts/oauth-inbound §2.3 E and F; the OAuth module's diagnostics come between request-id and the others, as in A and D.
 */
function turnAway(request: SiteRequest, admission: Admission, identity: ServerIdentity): SiteAnswer {
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
    response: { status: rejected.status, headers, body: '' },
    steps: admission.steps,
    diagnostics: rejected.refusal,
    token: admission.token,
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
  headers.push(marks.frontEnd, ...marks.backEnd, aspNetVersion, poweredBy);
  return { status: answer.status, headers, body: answer.body };
}

type Header = HeaderList[number];

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

let marked: { readonly identity: ServerIdentity; readonly marks: ServerMarks } | undefined;

/** Made anew only when another server answers than the last time. */
function marksOf(identity: ServerIdentity): ServerMarks {
  const last = marked?.identity;
  if (marked && last?.build === identity.build && last.name === identity.name && last.fqdn === identity.fqdn)
    return marked.marks;
  const marks: ServerMarks = {
    server: ['Server', identity.build.server],
    frontEnd: ['X-FEServer', identity.name],
    backEnd: [
      ['X-CalculatedBETarget', identity.fqdn],
      ['X-DiagInfo', identity.name],
      ['X-BEServer', identity.name],
    ],
  };
  marked = { identity, marks };
  return marks;
}

/** The activity id, and the client's own id, echoed only when the client asks for it (facts/oauth-inbound §2.3). */
function pushRequestId(headers: Header[], request: SiteRequest): void {
  headers.push(['request-id', request.id]);
  const wanted = headerValue(request.headers, 'return-client-request-id')?.trim().toLowerCase() === 'true';
  const id = wanted ? headerValue(request.headers, 'client-request-id') : undefined;
  if (id !== undefined) headers.push(['client-request-id', id]);
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
  const { steps, token, admitted } = admission;
  return { response, steps, token, userName: admitted?.user?.userPrincipalName };
}

/** Takes the SOAP body of an admitted request and answers it. */
function soapHandler(
  request: SiteRequest,
  admission: Admission,
  identity: ServerIdentity,
  answer: (body: string) => EwsAnswer,
): BodyHandler {
  return (bytes) => {
    const contentType = headerValue(request.headers, 'content-type') ?? '';
    const body = decodeBody(contentType, bytes);
    const response = body === undefined ? unsupportedMediaType(request, identity, contentType) : respond(answer(body));
    return {
      response,
      steps: admission.steps,
      token: admission.token,
      userName: admission.admitted?.user?.userPrincipalName,
    };
  };
  function respond({ status, body }: EwsAnswer): WireResponse {
    return exchangeResponse(request, identity, { status, contentType: soapContentType, body });
  }
}

const utf8 = new TextDecoder();

/** SOAP 1.1 comes as text/xml, in UTF-8 or a charset that the platform can decode. Undefined otherwise. */
function decodeBody(contentType: string, bytes: Buffer): string | undefined {
  if (contentType === soapContentType) return utf8.decode(bytes); // what nearly every client says
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

/** Who the caller is for the web service. */
export function ewsCaller(found: Findings | undefined): EwsCaller {
  return found?.user ? { kind: 'user', user: found.user } : { kind: 'application' };
}

/** What a browser sees that GETs the service with a token: WCF's page (well-known text of .NET's WCF). */
function servicePage(request: SiteRequest, identity: ServerIdentity): WireResponse {
  const wsdl = escapeXml(`${request.scheme}://${request.authority}/EWS/Services.wsdl`);
  const body = `<HTML><HEAD><TITLE>Service</TITLE></HEAD><BODY><DIV id="content"><P class="heading1">Service</P><BR/><P class="intro">You have created a service.<P class='intro'>To test this service, you will need to create a client and use it to call the service. You can do this using the svcutil.exe tool from the command line with the following syntax:</P> <BR/><PRE>svcutil.exe <A HREF="${wsdl}">${wsdl}</A></PRE></P></DIV></BODY></HTML>`;
  return exchangeResponse(request, identity, { status: 200, contentType: 'text/html; charset=UTF-8', body });
}

import { isAscii } from 'node:buffer';
import type { Admission } from '../authentication/door.js';
import type { Findings } from '../authentication/judgement.js';
import { compressed } from '../iis/compression.js';
import { methodNotAllowedPage, notFoundPage, tooLargePage } from '../iis/pages.js';
import type { BodyHandler, SiteAnswer, SiteRequest } from '../iis/site.js';
import { soapContentType } from '../protocol/soap.js';
import { paths } from '../protocol/well-known.js';
import { headerValue, normalizedPath, queryOf, type WireResponse } from '../protocol/wire.js';
import { escapeXml } from '../protocol/xml.js';
import { missingRoles } from './application-roles.js';
import { type CodingFailure, withoutCoding } from './content-coding.js';
import type { EwsAnswer } from './ews.js';
import { exchangeResponse, notEnough, type ServerIdentity, turnAway } from './exchange-response.js';
import type { EwsContext } from './operation.js';
import { tokenGrant } from './token-grant.js';

/** Answers a SOAP body. */
export type Service = (body: string) => EwsAnswer | Promise<EwsAnswer>;

/**
 * Request filtering turns away what is longer before anybody is authenticated: 404.13 (learn.microsoft.com, "Configure
 * client-specific message size limits"; IIS, "Request Limits"). The lab takes less: see iis/body.ts.
 */
const maxAllowedContentLength = 67_108_864;
const contentLengthTooLarge = 13;

/**
 * What follows the door: who is let in gets the service's page for a GET, or posts a SOAP body. That other methods end
 * with IIS's 405 is inferred; authentication comes before.
 */
export function serve(
  request: SiteRequest,
  admission: Admission,
  identity: ServerIdentity,
  service: (admission: Admission) => Service,
): SiteAnswer | BodyHandler {
  if (Number(headerValue(request.headers, 'content-length')) > maxAllowedContentLength) {
    return { response: notFoundPage(identity.build.server), iis: { subStatus: contentLengthTooLarge } };
  }
  if (admission.rejected) return turnAway(request, admission, identity);
  if (request.method === 'POST') return soapHandler(request, admission, identity, service(admission));
  const reads = request.method === 'GET' || request.method === 'HEAD';
  const response = reads ? readAnswer(request, identity) : methodNotAllowedPage(identity.build.server);
  return answered(admission, response);
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
  answer: Service,
): BodyHandler {
  return (bytes) => {
    const coding = headerValue(request.headers, 'content-encoding');
    if (coding === undefined) return answerBytes({ request, admission, identity, answer }, bytes);
    const { bytes: plain, failure } = withoutCoding(coding, bytes);
    if (plain) return answerBytes({ request, admission: withLeniency(admission, coding), identity, answer }, plain);
    return answered(admission, codingRefusal(request, identity, failure));
  };
}

/** A request whose body is there, and who answers it. */
interface Taken {
  readonly request: SiteRequest;
  readonly admission: Admission;
  readonly identity: ServerIdentity;
  readonly answer: Service;
}

function answerBytes({ request, admission, identity, answer }: Taken, bytes: Buffer): SiteAnswer | Promise<SiteAnswer> {
  const contentType = headerValue(request.headers, 'content-type') ?? '';
  const body = decodeBody(contentType, bytes);
  if (body === undefined) return answered(admission, unsupportedMediaType(request, identity, contentType));
  const reply = answer(body);
  const respond = (ready: EwsAnswer) => soapResponse(request, admission, identity, ready);
  return reply instanceof Promise ? reply.then(respond) : respond(reply);
}

/** Nothing is published of what Exchange makes of a coded body; IIS by itself undoes no coding. */
function withLeniency(admission: Admission, coding: string): Admission {
  const detail = `[lab] The body came with Content-Encoding ${coding}; whether a real server takes that is not known.`;
  return { ...admission, steps: [...(admission.steps ?? []), { name: 'web service', verdict: 'lenient', detail }] };
}

/** By RFC 9110: 415 for a coding that nobody knows, 413 for too much, 400 for what can't be decoded. */
function codingRefusal(request: SiteRequest, identity: ServerIdentity, failure: CodingFailure): WireResponse {
  if (failure === 'tooLarge') return tooLargePage(identity.build.server);
  const status = failure === 'unknownCoding' ? 415 : 400;
  return exchangeResponse(request, identity, { status, contentType: 'text/html', body: '' });
}

function soapResponse(
  request: SiteRequest,
  admission: Admission,
  identity: ServerIdentity,
  reply: EwsAnswer,
): SiteAnswer {
  if (reply.refusal) {
    const { response, steps, diagnostics } = notEnough(request, identity, reply.refusal, admission.steps);
    return answered(admission, response, steps, diagnostics);
  }
  const { status, body } = reply;
  const response = exchangeResponse(request, identity, { status, contentType: soapContentType, body });
  return answered(admission, compressed(response, request));
}

/** An answer with the evidence of who was let in; one literal, since objects put together piece by piece are slow. */
export function answered(
  admission: Admission,
  response: WireResponse,
  steps: SiteAnswer['steps'] = admission.steps,
  diagnostics?: SiteAnswer['diagnostics'],
): SiteAnswer {
  const { token, iis } = admission;
  return { response, steps: steps ?? [], diagnostics, token, userName: userName(admission), iis };
}

const utf8 = new TextDecoder();

/** SOAP 1.1 comes as text/xml, in UTF-8 or a charset that the platform can decode. Undefined otherwise. */
function decodeBody(contentType: string, bytes: Buffer): string | undefined {
  if (contentType === soapContentType) return isAscii(bytes) ? bytes.toString('latin1') : utf8.decode(bytes); // nearly all
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
export function ewsContext(
  found: Findings | undefined,
  { build, speaker }: ServerIdentity,
  surroundings: Pick<EwsContext, 'organization' | 'budgets' | 'isProxied' | 'now' | 'strict'>,
): EwsContext {
  const { user, kind, applicationRoles } = found ?? {};
  const loggedOn = kind === undefined; // no kind of token: there was none
  return {
    build,
    caller: user ? { kind: 'user', user, loggedOn } : { kind: 'application' },
    grant: found && tokenGrant(found, speaker.side),
    rolesMissing: found && speaker.side === 'OnPremises' ? missingRoles(found) : undefined,
    mayImpersonate: applicationRoles?.has('ApplicationImpersonation') ?? false,
    ...surroundings,
  };
}

function readAnswer(request: SiteRequest, identity: ServerIdentity): WireResponse {
  const wantsWsdl = /^(?:single)?wsdl$/i.test(queryOf(request.target));
  return wantsWsdl && normalizedPath(request.target) === paths.ews.toLowerCase()
    ? toWsdl(request, identity)
    : servicePage(request, identity);
}

/**
 * The page names another place for the WSDL, and WCF redirects there who asks for metadata (.NET's documentation of
 * ExternalMetadataLocation); the status is inferred.
 */
function toWsdl(request: SiteRequest, identity: ServerIdentity): WireResponse {
  const response = exchangeResponse(request, identity, { status: 307, contentType: 'text/html', body: '' });
  return { ...response, headers: [...response.headers, ['Location', wsdlUrl(request)]] };
}

function wsdlUrl({ scheme, authority }: SiteRequest): string {
  return `${scheme}://${authority}${paths.ewsWsdl}`;
}

/** What a browser sees that GETs the service with a token: WCF's page (well-known text of .NET's WCF). */
function servicePage(request: SiteRequest, identity: ServerIdentity): WireResponse {
  const wsdl = escapeXml(wsdlUrl(request));
  const body = `<HTML><HEAD><TITLE>Service</TITLE></HEAD><BODY><DIV id="content"><P class="heading1">Service</P><BR/><P class="intro">You have created a service.<P class='intro'>To test this service, you will need to create a client and use it to call the service. You can do this using the svcutil.exe tool from the command line with the following syntax:</P> <BR/><PRE>svcutil.exe <A HREF="${wsdl}">${wsdl}</A></PRE></P></DIV></BODY></HTML>`;
  return exchangeResponse(request, identity, { status: 200, contentType: 'text/html; charset=UTF-8', body });
}

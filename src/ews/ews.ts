import type { Recipient } from '../directory/recipient.js';
import type { Refusal } from '../protocol/diagnostics.js';
import { namespaces } from '../protocol/namespaces.js';
import { parseSoapRequest, type SoapRequest, soapEnvelope } from '../protocol/soap.js';
import { child, type Xml, type XmlElement, XmlError, xml } from '../protocol/xml.js';
import { EwsFault, faultEnvelope, schemaViolation } from './fault.js';
import type { EwsContext, EwsOperation } from './operation.js';
import { getFolder } from './operations/get-folder.js';
import { getUserAvailability } from './operations/get-user-availability.js';

/** Every operation the lab has; adding one is a file and a line here. */
const operations: ReadonlyMap<string, EwsOperation> = new Map(
  [getFolder, getUserAvailability].map((operation) => [operation.requestElement, operation]),
);

/** A SOAP answer with its HTTP status, 200 or 500 for a fault; or the refusal of a token that is not enough. */
export type EwsAnswer =
  | { readonly status: 200 | 500; readonly body: string; readonly refusal?: never }
  | { readonly refusal: Refusal };

/** Answers a request to /ews/Exchange.asmx that the door has let in. */
export function answerEws(body: string, context: EwsContext): EwsAnswer {
  const answer = dispatch(body, context);
  if ('error' in answer) return { refusal: answer };
  if (answer instanceof EwsFault) return { status: 500, body: faultEnvelope(answer) };
  return { status: 200, body: envelopeOf(answer, context) };
}

function dispatch(body: string, context: EwsContext): Xml | EwsFault | Refusal {
  let request: SoapRequest;
  try {
    request = parseSoapRequest(body);
  } catch (error) {
    if (error instanceof XmlError) return schemaViolation(error.message, error.line, error.column);
    throw error;
  }
  const versionFault = checkServerVersion(request);
  if (versionFault) return versionFault;
  const { operation } = request;
  const refusal = context.grant?.(operation);
  if (refusal) return refusal;
  const known = operation.namespace === namespaces.ewsMessages ? operations.get(operation.name) : undefined;
  if (!known) return notBuilt(operation.name);
  if (context.rolesMissing) return context.rolesMissing;
  const impersonates = child(request.header, namespaces.ewsTypes, 'ExchangeImpersonation') !== undefined;
  if (context.caller.kind === 'application') return impersonates ? impersonationDenied : impersonationMissing;
  if (impersonates) return context.caller.loggedOn ? impersonationDenied : impersonationForbidden;
  return known.steady
    ? steadyAnswer(known, operation, context.caller.user, context)
    : known.answer(operation, context.caller.user, context);
}

interface SteadyAnswer {
  readonly user: Recipient;
  readonly build: EwsContext['build'];
  readonly answer: Xml | EwsFault;
}

/** By the request as it was read: the same text is the same element (protocol/soap.ts). A changed user is another object. */
const steadyAnswers = new WeakMap<XmlElement, SteadyAnswer>();

function steadyAnswer(
  operation: EwsOperation,
  request: XmlElement,
  user: Recipient,
  context: EwsContext,
): Xml | EwsFault {
  const { build } = context;
  const last = steadyAnswers.get(request);
  if (last?.user === user && last.build === build) return last.answer;
  const answer = operation.answer(request, user, context);
  steadyAnswers.set(request, { user, build, answer });
  return answer;
}

/** Whole messages around answers; an answer belongs to one build. */
const envelopes = new WeakMap<Xml, string>();

function envelopeOf(answer: Xml, context: EwsContext): string {
  const known = envelopes.get(answer);
  if (known !== undefined) return known;
  const text = soapEnvelope(serverVersionInfo(context), answer);
  envelopes.set(answer, text);
  return text;
}

/** An app-only token names no mailbox to work on (facts/ews-clients §3.3). */
const impersonationMissing = new EwsFault(
  'ErrorInvalidExchangeImpersonationHeaderData',
  'ExchangeImpersonation SOAP header must be present for this type of OAuth token.',
);

/** A token that asserts a user leaves nothing to impersonate (facts/ews-clients §3.3, §3.4). */
const impersonationForbidden = new EwsFault(
  'ErrorInvalidExchangeImpersonationHeaderData',
  'ExchangeImpersonation SOAP header must not exist for this type of OAuth token.',
);

/**
 * The linked account of "Exchange Online" has no ApplicationImpersonation role (facts/oauth-inbound §4.5), and no user of
 * the lab has; that Exchange words it so for an application is inferred (facts/ews-clients §3.3).
 */
const impersonationDenied = new EwsFault(
  'ErrorImpersonateUserDenied',
  'The account does not have permission to impersonate the requested user.',
);

/** What a real server has and the lab has not; the words are ours and say so. */
function notBuilt(operation: string): EwsFault {
  return new EwsFault('ErrorInvalidRequest', 'The request is invalid.', {
    faultString: `The request is invalid. [lab] The operation ${operation} is not built yet.`,
  });
}

/** Schema versions a server of today knows (facts/ews-clients §2.2, §3.1; Exchange2012 is what the cmdlet sends). */
const schemaVersions: ReadonlySet<string> = new Set([
  ...['Exchange2007', 'Exchange2007_SP1', 'Exchange2009', 'Exchange2010', 'Exchange2010_SP1', 'Exchange2010_SP2'],
  ...['Exchange2012', 'Exchange2013', 'Exchange2013_SP1', 'Exchange2015', 'Exchange2016'],
  ...[
    'V2015_10_05',
    'V2016_01_06',
    'V2016_04_13',
    'V2016_07_13',
    'V2016_10_10',
    'V2017_01_07',
    'V2017_04_14',
    'V2017_07_11',
  ],
]);

/** A request without RequestServerVersion is fine; an unknown version is not (facts/ews-clients §3.3). */
function checkServerVersion(request: SoapRequest): EwsFault | undefined {
  const version = child(request.header, namespaces.ewsTypes, 'RequestServerVersion')?.attributes.Version;
  if (version === undefined || schemaVersions.has(version)) return undefined;
  return new EwsFault('ErrorInvalidServerVersion', 'The specified server version is invalid.');
}

/** In the header of every answer that is no fault; clients guess the server from it (facts/ews-clients §1.3 rule 1). */
function serverVersionInfo({ build }: EwsContext): Xml {
  return xml`<h:ServerVersionInfo MajorVersion="${build.major}" MinorVersion="${build.minor}" MajorBuildNumber="${build.build}" MinorBuildNumber="${build.revision}" Version="${build.schemaVersion}" xmlns:h="${namespaces.ewsTypes}" xmlns="${namespaces.ewsTypes}" xmlns:xsd="${namespaces.schema}" xmlns:xsi="${namespaces.schemaInstance}"/>`;
}

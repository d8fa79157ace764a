import { ewsNamespaces } from '../ews-schema/namespaces.js';
import type { Refusal } from '../protocol/diagnostics.js';
import type { ExchangeBuild } from '../protocol/exchange-version.js';
import { namespaces } from '../protocol/namespaces.js';
import { parseSoapRequest, type SoapRequest, soapEnvelope } from '../protocol/soap.js';
import { type Xml, xml } from '../protocol/xml.js';
import { XmlError } from '../protocol/xml-document.js';
import { remembered } from '../remembered.js';
import type { Reading } from '../xsd/read.js';
import { SchemaViolation } from '../xsd/violation.js';
import { EwsFault, faultEnvelope, ProtocolFault, protocolFaultEnvelope, schemaViolation } from './fault.js';
import { actingUser } from './impersonation.js';
import type { EwsCall, EwsContext, EwsOperation } from './operation.js';
import { operations } from './operations.js';
import { readHeaders, type SoapHeaders } from './soap-headers.js';

/** By the element that asks for it. */
const operationsByElement: ReadonlyMap<string, EwsOperation> = new Map(
  operations.map((operation) => [operation.request.name, operation]),
);

/** A SOAP answer with its HTTP status, 200 or 500 for a fault; or the refusal of a token that is not enough. */
export type EwsAnswer =
  | { readonly status: 200 | 500; readonly body: string; readonly refusal?: never }
  | { readonly refusal: Refusal };

/** Answers a request to /ews/Exchange.asmx that the door has let in. */
export function answerEws(body: string, context: EwsContext): EwsAnswer | Promise<EwsAnswer> {
  try {
    const request = parseSoapRequest(body);
    const headers = readHeaders(request, context);
    const refusal = context.grant?.(request.operation);
    if (refusal) return { refusal };
    const answer = run(request, headers, context);
    const success = (xml: Xml): EwsAnswer => ({
      status: 200,
      body: soapEnvelope(serverVersionInfo(context.build), xml),
    });
    return answer instanceof Promise ? answer.then(success, faultAnswer) : success(answer);
  } catch (error) {
    return faultAnswer(error);
  }
}

/** What went wrong, in EWS's words; what is a mistake of ours is thrown on. */
function faultAnswer(error: unknown): EwsAnswer {
  if (error instanceof EwsFault) return { status: 500, body: faultEnvelope(error) };
  if (error instanceof ProtocolFault) return { status: 500, body: protocolFaultEnvelope(error) };
  if (error instanceof XmlError || error instanceof SchemaViolation) {
    return { status: 500, body: faultEnvelope(schemaViolation(error.message, error.line, error.column)) };
  }
  throw error;
}

function run({ operation }: SoapRequest, headers: SoapHeaders, context: EwsContext): Xml | Promise<Xml> {
  const known = operation.namespace === namespaces.ewsMessages ? operationsByElement.get(operation.name) : undefined;
  if (!known) throw notBuilt(operation.name);
  if (context.rolesMissing) throw context.rolesMissing;
  const { organization, isProxied, build, strict } = context;
  const call: EwsCall = {
    user: actingUser(headers, context),
    organization,
    isProxied,
    build,
    zone: headers.zone,
    now: context.now(),
  };
  const reading: Reading = { namespaces: ewsNamespaces, strict };
  const end = context.budgets?.begin(budgetOf(call, context));
  return ended(() => known.run(operation, call, reading), end);
}

/** Who impersonates a user has a budget of his own for it, apart from the user's (learn.microsoft.com, "EWS throttling in Exchange"). */
function budgetOf({ user }: EwsCall, { caller }: EwsContext): string {
  const isHimself = caller.kind === 'user' && caller.user.guid === user.guid;
  return isHimself ? user.guid : `service account for ${user.guid}`;
}

/** Ends a request when its answer is there, or its failure. */
function ended(work: () => Xml | Promise<Xml>, end: () => void = () => {}): Xml | Promise<Xml> {
  let answer: Xml | Promise<Xml> | undefined;
  try {
    answer = work();
  } finally {
    if (!(answer instanceof Promise)) end();
  }
  return answer instanceof Promise ? answer.finally(end) : answer;
}

/** What a real server has and the lab has not; the words are ours and say so. */
function notBuilt(operation: string): EwsFault {
  return new EwsFault('ErrorInvalidRequest', 'The request is invalid.', {
    faultString: `The request is invalid. [lab] The operation ${operation} is not built yet.`,
  });
}

/** In the header of every answer that is no fault; clients guess the server from it (facts/ews-clients §1.3 rule 1). */
const serverVersionInfo = remembered((build: ExchangeBuild): Xml => {
  return xml`<h:ServerVersionInfo MajorVersion="${build.major}" MinorVersion="${build.minor}" MajorBuildNumber="${build.build}" MinorBuildNumber="${build.revision}" Version="${build.schemaVersion}" xmlns:h="${namespaces.ewsTypes}" xmlns="${namespaces.ewsTypes}" xmlns:xsd="${namespaces.schema}" xmlns:xsi="${namespaces.schemaInstance}"/>`;
});

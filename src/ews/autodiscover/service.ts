import { requestedServerVersion } from '../../ews-schema/autodiscover.js';
import type { ExchangeBuild } from '../../protocol/exchange-version.js';
import { namespaces } from '../../protocol/namespaces.js';
import { parseSoapRequest, type SoapRequest, soapEnvelope } from '../../protocol/soap.js';
import { type Xml, xml } from '../../protocol/xml.js';
import { child, XmlError } from '../../protocol/xml-document.js';
import { SchemaViolation } from '../../xsd/violation.js';
import type { EwsAnswer } from '../ews.js';
import { ProtocolFault, protocolFaultEnvelope } from '../fault.js';
import { requireUnderstood } from '../soap-headers.js';
import type { AutodiscoverContext } from './context.js';
import { getDomainSettings } from './get-domain-settings.js';
import { getFederationInformation } from './get-federation-information.js';
import { getOrganizationRelationshipSettings } from './get-organization-relationship-settings.js';
import { getUserSettings } from './get-user-settings.js';
import type { AutodiscoverOperation } from './operation.js';

const operations: readonly AutodiscoverOperation[] = [
  getUserSettings,
  getDomainSettings,
  getFederationInformation,
  getOrganizationRelationshipSettings,
];

/** Operations by the action of WS-Addressing that asks for them. */
const byAction: ReadonlyMap<string, AutodiscoverOperation> = new Map(
  operations.map((operation) => [actionOf(operation.name), operation]),
);

function actionOf(operation: string): string {
  return `${namespaces.autodiscover}/Autodiscover/${operation}`;
}

/** SOAP Autodiscover (MS-OXWSADISC; facts/ews-clients §2.1). */
export function answerAutodiscover(body: string, context: AutodiscoverContext): EwsAnswer {
  try {
    const request = parseSoapRequest(body);
    requireUnderstood(request.header, understood);
    const operation = operationOf(request);
    const wrong = operation.needsVersion && !knowsVersion(request);
    const answer = wrong ? operation.refuse(versionMissing) : operation.run(request.operation, context);
    return { status: 200, body: soapEnvelope(header(operation, request, context), answer) };
  } catch (error) {
    if (error instanceof ProtocolFault) return fault(error);
    if (error instanceof XmlError || error instanceof SchemaViolation) {
      return fault(new ProtocolFault('s:Client', `[lab] The request is no message of Autodiscover: ${error.message}`));
    }
    throw error;
  }
}

/** Whether a request asks for something that everybody may know. */
export function isAnonymous(body: string): boolean {
  if (!body.includes(getFederationInformation.name)) return false;
  try {
    return operationOf(parseSoapRequest(body)) === getFederationInformation;
  } catch (error) {
    if (error instanceof ProtocolFault || error instanceof XmlError) return false;
    throw error;
  }
}

/** ErrorCode InvalidRequest has these words (ews-managed-api #140, of Exchange Online). */
const versionMissing = 'The RequestedServerVersion header is missing or invalid.';

/** Both header blocks of WS-Addressing and of Autodiscover are understood. */
const understood: readonly string[] = [namespaces.addressing, namespaces.autodiscover];

/**
 * WS-Addressing 1.0 makes the action mandatory, and names the operation. Its faults' words are those of the standard (SOAP
 * Binding §6.4) and of .NET; that Autodiscover's are these is inferred.
 */
function operationOf({ header: head, operation: element }: SoapRequest): AutodiscoverOperation {
  const action = child(head, namespaces.addressing, 'Action')?.text.trim();
  if (action === undefined) {
    throw new ProtocolFault(
      'a:MessageAddressingHeaderRequired',
      'A required header representing a Message Addressing Property is not present',
    );
  }
  const operation = byAction.get(action);
  if (!operation) {
    throw new ProtocolFault(
      'a:ActionNotSupported',
      `The message with Action '${action}' cannot be processed at the receiver, due to a ContractFilter mismatch at the EndpointDispatcher. This may be because of either a contract mismatch (mismatched Actions between sender and receiver) or a binding/security mismatch between the sender and the receiver.  Check that sender and receiver have the same contract and the same binding (including security requirements, e.g. Message, Transport, None).`,
    );
  }
  if (element.namespace !== namespaces.autodiscover || element.name !== operation.request.name) {
    throw new ProtocolFault(
      's:Client',
      `[lab] The Action asks for ${operation.name}, and the Body has ${element.name} in it.`,
    );
  }
  return operation;
}

function knowsVersion({ header: head }: SoapRequest): boolean {
  const { name, type } = requestedServerVersion;
  const version = child(head, namespaces.autodiscover, name)?.text.trim() ?? '';
  return type.kind === 'simple' && type.read(version) !== undefined;
}

/** The answer's action, what it relates to, and the server, which GetFederationInformation keeps to itself (documented examples). */
function header(
  { name, needsVersion }: AutodiscoverOperation,
  { header: head }: SoapRequest,
  { identity: { build } }: AutodiscoverContext,
): Xml {
  const id = child(head, namespaces.addressing, 'MessageID')?.text.trim();
  const relation =
    id === undefined ? undefined : xml`<a:RelatesTo xmlns:a="${namespaces.addressing}">${id}</a:RelatesTo>`;
  return xml`<a:Action xmlns:a="${namespaces.addressing}" s:mustUnderstand="1">${actionOf(name)}Response</a:Action>${relation}${needsVersion ? serverVersionInfo(build) : undefined}`;
}

function serverVersionInfo(build: ExchangeBuild): Xml {
  const version = build.minor === 0 ? 'Exchange2013_SP1' : 'Exchange2015';
  return xml`<h:ServerVersionInfo xmlns:h="${namespaces.autodiscover}"><h:MajorVersion>${build.major}</h:MajorVersion><h:MinorVersion>${build.minor}</h:MinorVersion><h:MajorBuildNumber>${build.build}</h:MajorBuildNumber><h:MinorBuildNumber>${build.revision}</h:MinorBuildNumber><h:Version>${version}</h:Version></h:ServerVersionInfo>`;
}

function fault(error: ProtocolFault): EwsAnswer {
  return { status: 500, body: protocolFaultEnvelope(error) };
}

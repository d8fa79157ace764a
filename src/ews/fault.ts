import { namespaces } from '../protocol/namespaces.js';
import { soapFault } from '../protocol/soap.js';
import { type Xml, xml } from '../protocol/xml.js';

/** A SOAP fault of Exchange Web Services; it travels with HTTP 500 (facts/ews-clients §3.2). */
export class EwsFault extends Error {
  readonly responseCode: string;
  /** `faultstring`, where it says more than the message. */
  readonly faultString: string;
  /** Content of MessageXml, in the types namespace. */
  readonly messageXml: Xml | undefined;

  constructor(responseCode: string, message: string, options: { faultString?: string; messageXml?: Xml } = {}) {
    super(message);
    this.name = 'EwsFault';
    this.responseCode = responseCode;
    this.faultString = options.faultString ?? message;
    this.messageXml = options.messageXml;
  }
}

/** A SOAP fault of what lies below the services, .NET's messaging; `code` is of SOAP (`s:`) or of WS-Addressing (`a:`). */
export class ProtocolFault extends Error {
  readonly code: `${'s' | 'a'}:${string}`;

  constructor(code: ProtocolFault['code'], message: string) {
    super(message);
    this.name = 'ProtocolFault';
    this.code = code;
  }
}

export function protocolFaultEnvelope({ code, message }: ProtocolFault): string {
  const declaration = code.startsWith('a:') ? xml` xmlns:a="${namespaces.addressing}"` : undefined;
  return soapFault(
    xml`<faultcode${declaration}>${code}</faultcode><faultstring xml:lang="en-US">${message}</faultstring>`,
  );
}

const schemaMessage = 'The request failed schema validation.';

/** ErrorSchemaValidation with the place of the violation. */
export function schemaViolation(violation: string, line: number, column: number): EwsFault {
  return new EwsFault('ErrorSchemaValidation', schemaMessage, {
    faultString: `The request failed schema validation: ${violation}`,
    messageXml: xml`<t:LineNumber>${line}</t:LineNumber><t:LinePosition>${column}</t:LinePosition><t:Violation>${violation}</t:Violation>`,
  });
}

/** The message of a fault. */
export function faultEnvelope(fault: EwsFault): string {
  const messageXml = fault.messageXml
    ? xml`<t:MessageXml xmlns:t="${namespaces.ewsTypes}">${fault.messageXml}</t:MessageXml>`
    : undefined;
  return soapFault(
    xml`<faultcode xmlns:a="${namespaces.ewsTypes}">a:${fault.responseCode}</faultcode><faultstring xml:lang="en-US">${fault.faultString}</faultstring><detail><e:ResponseCode xmlns:e="${namespaces.ewsErrors}">${fault.responseCode}</e:ResponseCode><e:Message xmlns:e="${namespaces.ewsErrors}">${fault.message}</e:Message>${messageXml}</detail>`,
  );
}

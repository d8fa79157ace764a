import { ewsNamespaces } from '../ews-schema/namespaces.js';
import { headerElements } from '../ews-schema/vocabulary.js';
import { namespaces } from '../protocol/namespaces.js';
import { paths } from '../protocol/well-known.js';
import { type Xml, xml } from '../protocol/xml.js';
import { schemaDocument } from '../xsd/schema-document.js';
import type { EwsOperation } from './operation.js';
import { operations } from './operations.js';

/** What clients download first that make themselves from a WSDL: by path in lower case, each written when it is asked for. */
const documents: ReadonlyMap<string, () => string> = new Map([
  [paths.ewsWsdl.toLowerCase(), once(servicesWsdl)],
  [paths.ewsMessagesSchema.toLowerCase(), once(messagesSchema)],
  [paths.ewsTypesSchema.toLowerCase(), once(typesSchema)],
]);

/** Paths in lower case of the WSDL and its schemas. */
export const serviceDescriptionPaths: readonly string[] = [...documents.keys()];

export function serviceDescription(path: string): string {
  const write = documents.get(path);
  if (!write) throw new Error(`${path} is none of ${serviceDescriptionPaths.join(', ')}.`);
  return write();
}

function once(write: () => string): () => string {
  let text: string | undefined;
  return () => {
    text ??= write();
    return text;
  };
}

function elements() {
  return [...operations.flatMap(({ request, response }) => [request, response]), ...headerElements];
}

function messagesSchema(): string {
  const imports = [{ prefix: 't', location: 'types.xsd' }] as const;
  return schemaDocument({ prefix: 'm', imports }, elements(), ewsNamespaces);
}

function typesSchema(): string {
  return schemaDocument({ prefix: 't', imports: [] }, elements(), ewsNamespaces);
}

/** SOAP 1.1, document/literal, without a service: where EWS is, Autodiscover tells (Microsoft's EWSStack.wsdl, MIT). */
function servicesWsdl(): string {
  const described = operations.map(describe);
  return `<?xml version="1.0" encoding="utf-8"?>${
    xml`<wsdl:definitions xmlns:wsdl="${namespaces.wsdl}" xmlns:soap="${namespaces.wsdlSoap}" xmlns:xs="${namespaces.schema}" xmlns:tns="${namespaces.ewsMessages}" xmlns:t="${namespaces.ewsTypes}" targetNamespace="${namespaces.ewsMessages}">
<wsdl:types><xs:schema><xs:import namespace="${namespaces.ewsMessages}" schemaLocation="messages.xsd"/></xs:schema></wsdl:types>
${described.map(messages)}
<wsdl:portType name="ExchangeServicePortType">
${described.map(({ name }) => xml`<wsdl:operation name="${name}"><wsdl:input message="tns:${name}SoapIn"/><wsdl:output message="tns:${name}SoapOut"/></wsdl:operation>`)}
</wsdl:portType>
<wsdl:binding name="ExchangeServiceBinding" type="tns:ExchangeServicePortType"><soap:binding style="document" transport="http://schemas.xmlsoap.org/soap/http"/>
${described.map(binding)}
</wsdl:binding>
</wsdl:definitions>`.text
  }`;
}

/** An operation as the WSDL has it. */
interface Described {
  readonly name: string;
  readonly request: string;
  readonly response: string;
  /** What the part with the request is called: by its element where that is not called like the operation. */
  readonly part: string;
  readonly headers: readonly HeaderPart[];
}

/** Parts of a request that travel in the SOAP header, with their elements. */
const headerPartElements = {
  Impersonation: 'ExchangeImpersonation',
  MailboxCulture: 'MailboxCulture',
  RequestVersion: 'RequestServerVersion',
  TimeZoneContext: 'TimeZoneContext',
  DateTimePrecision: 'DateTimePrecision',
  ManagementRole: 'ManagementRole',
} as const;

type HeaderPart = keyof typeof headerPartElements;

const common = ['Impersonation', 'MailboxCulture', 'RequestVersion'] as const;
const zoned = [...common, 'TimeZoneContext'] as const;
const plain = ['Impersonation', 'RequestVersion'] as const;

/** Operations whose header parts are others than the common ones (EWSStack.wsdl; MS-OXWAVLS and MS-OXWOOF, SoapIn messages). */
const headerParts: Readonly<Record<string, readonly HeaderPart[]>> = {
  GetFolder: [...zoned, 'ManagementRole'],
  FindFolder: [...zoned, 'ManagementRole'],
  GetItem: [...zoned, 'DateTimePrecision', 'ManagementRole'],
  FindItem: [...zoned, 'DateTimePrecision', 'ManagementRole'],
  CreateItem: zoned,
  UpdateItem: zoned,
  CreateFolder: zoned,
  UpdateFolder: zoned,
  CreateAttachment: zoned,
  GetAttachment: zoned,
  GetUserAvailability: ['Impersonation', 'TimeZoneContext', 'RequestVersion'],
  GetUserOofSettings: plain,
  SetUserOofSettings: plain,
  ConvertId: plain,
};

function describe({ request, response }: EwsOperation): Described {
  const name = request.name.replace(/Request$/, '');
  const part = name === request.name ? 'request' : request.name;
  return { name, request: request.name, response: response.name, part, headers: headerParts[name] ?? common };
}

function messages({ name, request, response, part, headers }: Described): Xml {
  const parts = headers.map((header) => xml`<wsdl:part name="${header}" element="t:${headerPartElements[header]}"/>`);
  return xml`<wsdl:message name="${name}SoapIn"><wsdl:part name="${part}" element="tns:${request}"/>${parts}</wsdl:message>
<wsdl:message name="${name}SoapOut"><wsdl:part name="${name}Result" element="tns:${response}"/><wsdl:part name="ServerVersion" element="t:ServerVersionInfo"/></wsdl:message>
`;
}

function binding({ name, part, headers }: Described): Xml {
  const inputs = headers.map(
    (header) => xml`<soap:header message="tns:${name}SoapIn" part="${header}" use="literal"/>`,
  );
  return xml`<wsdl:operation name="${name}"><soap:operation soapAction="${namespaces.ewsMessages}/${name}"/><wsdl:input>${inputs}<soap:body parts="${part}" use="literal"/></wsdl:input><wsdl:output><soap:body parts="${name}Result" use="literal"/><soap:header message="tns:${name}SoapOut" part="ServerVersion" use="literal"/></wsdl:output></wsdl:operation>
`;
}

import { LRUCache } from 'lru-cache';
import { namespaces } from './namespaces.js';
import { type Xml, xml } from './xml.js';
import { child, parseXml, type XmlElement, XmlError } from './xml-document.js';

/** Content type of every SOAP 1.1 message (facts/ews-clients §1.3 rule 1). */
export const soapContentType = 'text/xml; charset=utf-8';

/** A SOAP 1.1 envelope taken apart: its header (may be missing) and the one element in its body. */
export interface SoapRequest {
  readonly header: XmlElement | undefined;
  readonly operation: XmlElement;
}

/** Requests read lately, by their whole text: clients say the same thing again and again, and it always means the same. */
const known = new LRUCache<string, SoapRequest>({ max: 64 });
const longestKnown = 8192;

/** Parses a SOAP 1.1 request; throws XmlError with the place of what is wrong. */
export function parseSoapRequest(text: string): SoapRequest {
  const seen = known.get(text);
  if (seen) return seen;
  const request = readSoapRequest(text);
  if (text.length <= longestKnown) known.set(text, request);
  return request;
}

function readSoapRequest(text: string): SoapRequest {
  const envelope = parseXml(text);
  if (envelope.name !== 'Envelope' || envelope.namespace !== namespaces.soapEnvelope) {
    throw new XmlError(`The element '${envelope.name}' is no SOAP 1.1 Envelope.`, envelope.line, envelope.column);
  }
  const body = child(envelope, namespaces.soapEnvelope, 'Body');
  const operation = body?.children[0];
  if (!operation) {
    throw new XmlError(
      'The SOAP Body is missing or empty.',
      body?.line ?? envelope.line,
      body?.column ?? envelope.column,
    );
  }
  return { header: child(envelope, namespaces.soapEnvelope, 'Header'), operation };
}

/** A SOAP 1.1 message around header and body content. */
export function soapEnvelope(header: Xml, body: Xml): string {
  return xml`<?xml version="1.0" encoding="utf-8"?><s:Envelope xmlns:s="${namespaces.soapEnvelope}"><s:Header>${header}</s:Header><s:Body xmlns:xsi="${namespaces.schemaInstance}" xmlns:xsd="${namespaces.schema}">${body}</s:Body></s:Envelope>`
    .text;
}

/** A SOAP 1.1 fault as Exchange writes it: without header, and with nothing declared that it does not need (facts/ews-clients §3.2). */
export function soapFault(fault: Xml): string {
  return xml`<?xml version="1.0" encoding="utf-8"?><s:Envelope xmlns:s="${namespaces.soapEnvelope}"><s:Body><s:Fault>${fault}</s:Fault></s:Body></s:Envelope>`
    .text;
}

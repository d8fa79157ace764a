import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Test } from 'tap';
import { ewsNamespaces } from '../../src/ews-schema/namespaces.js';
import { namespaces } from '../../src/protocol/namespaces.js';
import { child, parseXml, type XmlElement, xml } from '../../src/protocol/xml.js';
import type { ElementDeclaration } from '../../src/xsd/model.js';
import { readElement } from '../../src/xsd/read.js';
import { writeElement } from '../../src/xsd/write.js';
import { schemaViolations } from './tools.js';

/** A message of the EWS vocabulary with something in it: both directions are tried with it. */
export interface Example {
  readonly name: string;
  readonly declaration: ElementDeclaration;
  readonly value: unknown;
}

export function example<Value>(declaration: ElementDeclaration<Value>, value: Value, more = ''): Example {
  return { name: `${declaration.name}${more}`, declaration, value };
}

/** The only message in an envelope. */
export function messageIn(envelope: string): XmlElement {
  const message = child(parseXml(envelope), namespaces.soapEnvelope, 'Body')?.children[0];
  if (!message) throw new Error('There is no message.');
  return message;
}

const reading = { namespaces: ewsNamespaces, strict: true };

/** What the lab reads in a message. */
export function valueIn<Value>({ type }: ElementDeclaration<Value>, message: XmlElement): Value {
  return readElement(type, message, reading);
}

/** The value as the lab writes it is valid by Exchange's schema, and the lab reads it as it was. */
export async function holds(t: Test, { name, declaration, value }: Example, folder: string): Promise<void> {
  const message = writeElement(declaration, value, {
    namespaces: ewsNamespaces,
    style: 'prefixed',
    declared: ['m', 't'],
  });
  const envelope = xml`<s:Envelope xmlns:s="${namespaces.soapEnvelope}"><s:Body>${message}</s:Body></s:Envelope>`.text;
  const file = join(folder, `${name}.xml`);
  writeFileSync(file, envelope);
  t.equal((await schemaViolations(file)).replaceAll(file, name), '', `${name} is valid`);
  t.strictSame(valueIn(declaration, messageIn(envelope)), value, `${name} is read as it was written`);
}

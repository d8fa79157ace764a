import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Test } from 'tap';
import { ewsNamespaces } from '../../src/ews-schema/namespaces.js';
import { namespaces } from '../../src/protocol/namespaces.js';
import { soapEnvelope } from '../../src/protocol/soap.js';
import { xml } from '../../src/protocol/xml.js';
import { child, parseXml, type XmlElement } from '../../src/protocol/xml-document.js';
import type { ElementDeclaration } from '../../src/xsd/model.js';
import { readElement } from '../../src/xsd/read.js';
import { type Writing, writeElement } from '../../src/xsd/write.js';
import { schemaViolations } from './tools.js';

/** A message of the EWS vocabulary with something in it: both directions are tried with it. */
export interface Example {
  readonly declaration: ElementDeclaration;
  readonly value: unknown;
}

export function example<Value>(declaration: ElementDeclaration<Value>, value: Value): Example {
  return { declaration, value };
}

/** A good answer of an operation: one message, with what is `more` in it. */
export function answerOf(operation: string, more: object = {}) {
  const message = { ResponseClass: 'Success', ResponseCode: 'NoError', ...more } as const;
  return { ResponseMessages: [{ [`${operation}ResponseMessage`]: message }] };
}

/** Where the requests of real clients lie. */
const samples = fileURLToPath(new URL('../../../shared/facts/ews-samples/requests/', import.meta.url));
export const noSamples = existsSync(samples) ? false : 'the samples are not beside this checkout (../shared/facts)';

export function sample(file: string): XmlElement | undefined {
  return messageIn(sampleText(file));
}

/** The whole request, as it was sent. */
export function sampleText(file: string): string {
  return readFileSync(join(samples, `${file}.xml`), 'utf8');
}

/** The SOAP header of a request. */
export function header(file: string): XmlElement | undefined {
  return partOf(sampleText(file), 'Header');
}

function messageIn(envelope: string): XmlElement | undefined {
  return partOf(envelope, 'Body')?.children[0];
}

function partOf(envelope: string, name: 'Header' | 'Body'): XmlElement | undefined {
  return child(parseXml(envelope), namespaces.soapEnvelope, name);
}

const reading = { namespaces: ewsNamespaces, strict: true };

/** What the lab reads in a message. */
export function valueIn<Value>({ type, name }: ElementDeclaration<Value>, message: XmlElement | undefined): Value {
  if (message?.name !== name) throw new Error(`This is no ${name}.`);
  return readElement(type, message, reading);
}

const writing = { namespaces: ewsNamespaces, style: 'prefixed', declared: ['m', 't'] } as const;

/** What the lab writes is valid by Exchange's schema, and the lab reads it as it was. */
export async function hold(t: Test, examples: readonly Example[]): Promise<void> {
  const envelopes = await valid(t, examples);
  for (const [index, { declaration, value }] of examples.entries()) {
    const written = messageIn(envelopes[index] ?? '');
    t.strictSame(valueIn(declaration, written), value, `${declaration.name} is read as it was written`);
  }
}

/** What the lab writes is valid by Exchange's schema; returns it. */
export async function valid(
  t: Test,
  examples: readonly Example[],
  style: Writing['style'] = 'prefixed',
): Promise<readonly string[]> {
  const envelopes = examples.map(({ declaration, value }) =>
    soapEnvelope(xml``, writeElement(declaration, value, { ...writing, style })),
  );
  const folder = t.testdir(Object.fromEntries(envelopes.entries()));
  const files = envelopes.map((_, index) => join(folder, `${index}`));
  t.equal(await schemaViolations(files), '', 'all are valid');
  return envelopes;
}

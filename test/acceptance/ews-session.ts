import { join } from 'node:path';
import type { Test } from 'tap';
import { ewsNamespaces } from '../../src/ews-schema/namespaces.js';
import type { Lab } from '../../src/index.js';
import { namespaces } from '../../src/protocol/namespaces.js';
import { soapEnvelope } from '../../src/protocol/soap.js';
import { type Xml, xml } from '../../src/protocol/xml.js';
import { child, parseXml, type XmlElement } from '../../src/protocol/xml-document.js';
import type { ElementDeclaration } from '../../src/xsd/model.js';
import { writeElement } from '../../src/xsd/write.js';
import { valueIn } from './ews-messages.js';
import { noSchema, noXmllint, schemaViolations } from './tools.js';
import { type Answer, ask, type Call } from './wire.js';

/** What an operation is asked with and what it answers, as its file in src/ews-schema/operations has them. */
export interface Messages<Request, Response> {
  readonly request: ElementDeclaration<Request>;
  readonly response: ElementDeclaration<Response>;
}

const writing = { namespaces: ewsNamespaces, style: 'prefixed', declared: ['m', 't'] } as const;

/** A user's calls to /ews/Exchange.asmx, over TLS with a token; what went to and fro is kept, for the schema to judge. */
export class EwsSession {
  readonly messages: string[] = [];
  readonly #lab: Lab;
  readonly #token: string;
  readonly #where: Call;

  /** `where` says which listener is meant, left out: the on-premises one. */
  constructor(lab: Lab, mailbox: string, where: Call = {}) {
    this.#lab = lab;
    const host = where.host ? { host: where.host } : {};
    this.#token = lab.tokens.issue({ kind: 'actAsUser', mailbox, ...host }).token;
    this.#where = where;
  }

  /** Asks, and gives what is in the answer; it must be one. */
  async ask<Request, Response>(
    { request, response }: Messages<Request, Response>,
    value: Request,
    header: Xml = xml``,
  ): Promise<Response> {
    const answer = await this.send(soapEnvelope(header, writeElement(request, value, writing)));
    const message = bodyOf(answer);
    if (answer.status !== 200) throw new Error(`${answer.status}: ${answer.body}`);
    return valueIn(response, message);
  }

  /** Asks, and gives the fault that has to come. */
  async fault<Request>(request: ElementDeclaration<Request>, value: Request, header: Xml = xml``): Promise<string> {
    const answer = await this.send(soapEnvelope(header, writeElement(request, value, writing)));
    if (answer.status !== 500) throw new Error(`${answer.status}: ${answer.body}`);
    return answer.body;
  }

  async send(envelope: string): Promise<Answer> {
    const answer = await ask(this.#lab, this.#token, { ...this.#where, body: envelope });
    this.messages.push(envelope);
    if (answer.status === 200) this.messages.push(answer.body);
    return answer;
  }

  /** Every message so far is valid by Exchange's schema. */
  async hold(t: Test): Promise<void> {
    const skip = noXmllint || noSchema();
    if (skip) return void t.pass('judged by the schema', { skip });
    t.ok(this.messages.length > 0);
    const folder = t.testdir(Object.fromEntries(this.messages.entries()));
    t.equal(await schemaViolations(this.messages.map((_, index) => join(folder, `${index}`))), '', 'all are valid');
  }
}

/** Where Exchange Online of a lab is. */
export function exchangeOnline(lab: Lab): Call {
  return { url: lab.cloud.url, host: 'outlook.office365.com' };
}

function bodyOf({ body }: Answer): XmlElement | undefined {
  return child(parseXml(body), namespaces.soapEnvelope, 'Body')?.children[0];
}

/** The only message of an answer, with its payload. */
export function onlyMessage(answer: {
  readonly ResponseMessages: readonly object[];
}): Readonly<Record<string, unknown>> {
  const [message = {}] = answer.ResponseMessages;
  return Object.values(message)[0] as Readonly<Record<string, unknown>>;
}

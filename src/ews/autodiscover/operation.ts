import { ewsNamespaces } from '../../ews-schema/namespaces.js';
import type { Xml } from '../../protocol/xml.js';
import type { XmlElement } from '../../protocol/xml-document.js';
import type { ElementDeclaration } from '../../xsd/model.js';
import { readElement } from '../../xsd/read.js';
import { writeElement } from '../../xsd/write.js';
import type { AutodiscoverContext } from './context.js';

/** An operation of SOAP Autodiscover, found by the element that asks for it. */
export interface AutodiscoverOperation {
  readonly name: string;
  readonly request: ElementDeclaration;
  readonly response: ElementDeclaration;
  /** A request has to say which schema version it is in (RequestedServerVersion). */
  readonly needsVersion: boolean;
  run(request: XmlElement, context: AutodiscoverContext): Xml;
  /** The answer to a request that can't be answered as a whole. */
  refuse(message: string): Xml;
}

/** What all answers begin with. */
interface Head {
  readonly ErrorCode: 'NoError' | 'InvalidRequest' | 'NotFederated';
  readonly ErrorMessage: string;
}

interface Definition<Request, Response> {
  readonly name: string;
  readonly request: ElementDeclaration<{ readonly Request?: Request | undefined }>;
  readonly response: ElementDeclaration<{ readonly Response?: Response | undefined }>;
  readonly needsVersion?: boolean;
  answer(request: Request, context: AutodiscoverContext): Response;
}

/** Data contracts take what they know and pass over the rest. */
const reading = { namespaces: ewsNamespaces, strict: false };
const writing = { namespaces: ewsNamespaces, style: 'default', declared: [] } as const;

/** The request as a whole is no good; the message is for `ErrorMessage`. */
export class InvalidRequest extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'InvalidRequest';
  }
}

export const noError = { ErrorCode: 'NoError', ErrorMessage: '' } as const;

export function autodiscoverOperation<Request, Response extends { readonly ErrorCode?: unknown }>({
  name,
  request,
  response,
  needsVersion = true,
  answer,
}: Definition<Request, Response | Head>): AutodiscoverOperation {
  const refuse = (message: string) =>
    writeElement(response, { Response: { ErrorCode: 'InvalidRequest', ErrorMessage: message } }, writing);
  return {
    name,
    request,
    response,
    needsVersion,
    refuse,
    run(element, context) {
      try {
        const { Request: asked } = readElement(request.type, element, reading);
        if (asked === undefined) throw new InvalidRequest('[lab] The request has no Request in it.');
        return writeElement(response, { Response: answer(asked, context) }, writing);
      } catch (error) {
        if (error instanceof InvalidRequest) return refuse(error.message);
        throw error;
      }
    },
  };
}

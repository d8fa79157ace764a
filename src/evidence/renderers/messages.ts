import formatXml from 'xml-formatter';
import type { KeptBody, Messages } from '../message-memory.js';

const noMessages = 'The lab keeps the bodies of SOAP and POX calls that a service has answered, the latest ones only.';

/** The bodies of a call, for reading; without them why there are none, which is no failure. */
export type MessagesView =
  | { readonly request: BodyView; readonly answer: BodyView }
  | { readonly request: null; readonly answer: null; readonly reason: string };

export interface BodyView {
  /** Indented where it is XML in one piece, else as it came. */
  readonly text: string;
  readonly bytes: number;
  /** The text is its beginning only. */
  readonly isCut: boolean;
}

export function viewMessages(messages: Messages | undefined): MessagesView {
  if (!messages) return { request: null, answer: null, reason: noMessages };
  return { request: viewBody(messages.request), answer: viewBody(messages.answer) };
}

function viewBody({ text, bytes }: KeptBody): BodyView {
  const isCut = Buffer.byteLength(text) < bytes;
  return { text: isCut ? text : indented(text), bytes, isCut };
}

/** The package's types speak of a module that was compiled another way. */
const format = formatXml as unknown as typeof formatXml.default;

/** What can't be read as XML is shown as it is: that may be what is wrong with it. */
function indented(text: string): string {
  try {
    return format(text, { indentation: '  ', collapseContent: true, lineSeparator: '\n', strictMode: true });
  } catch {
    return text;
  }
}

import formatXml from 'xml-formatter';
import type { KeptBody, Messages } from '../message-memory.js';

/** The bodies of a call, for reading. */
export interface MessagesView {
  readonly request: BodyView;
  readonly answer: BodyView;
}

export interface BodyView {
  /** Indented where it is XML in one piece, else as it came. */
  readonly text: string;
  readonly bytes: number;
  /** The text is its beginning only. */
  readonly isCut: boolean;
}

export function viewMessages({ request, answer }: Messages): MessagesView {
  return { request: viewBody(request), answer: viewBody(answer) };
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

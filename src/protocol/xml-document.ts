import { SaxesParser } from 'saxes';
import { namespaces } from './namespaces.js';

/** An element of a parsed document, with resolved namespace and its place in the text (1-based). */
export interface XmlElement {
  readonly namespace: string;
  readonly name: string;
  /** Attributes by local name; those of XML Schema's instance namespace as `xsi:type`; namespace declarations are left out. */
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlElement[];
  readonly text: string;
  /** Where the name in its start tag begins. */
  readonly line: number;
  readonly column: number;
  /** Where the name in its end tag begins; that of the start tag where there is no other. */
  readonly end: Place;
  /** Where the name of an attribute begins. */
  placeOfAttribute(name: string): Place;
}

/** A place in a text, 1-based, in UTF-16 code units. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** Why a document is refused, and where. */
export class XmlError extends Error {
  readonly line: number;
  readonly column: number;

  constructor(message: string, line: number, column: number) {
    super(message);
    this.name = 'XmlError';
    this.line = line;
    this.column = column;
  }
}

/** How much of a document is read; beyond it the document is refused. */
export interface XmlLimits {
  readonly depth: number;
  readonly elements: number;
}

/** What no request of ours ever needs (facts/ews-clients §4). */
const requestLimits: XmlLimits = { depth: 64, elements: 20_000 };
const mostAttributes = 64;

/** .NET's words for a document with a DTD; nothing in it is expanded, so entity bombs never go off. */
export const dtdProhibited =
  'For security reasons DTD is prohibited in this XML document. To enable DTD processing set the DtdProcessing property on XmlReaderSettings to Parse and pass the settings into XmlReader.Create method.';

const rootMissing = 'Root element is missing.';

/** Its places are counted when they are asked for: that is when something is wrong with it. */
class ParsedElement implements XmlElement {
  readonly namespace: string;
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: ParsedElement[] = [];
  text = '';
  /** Where the name of the end tag begins. */
  endOffset: number;
  readonly #document: string;
  readonly #offset: number;

  constructor(document: string, offset: number, { uri, local, attributes }: SaxTag) {
    this.#document = document;
    this.#offset = offset;
    this.endOffset = offset;
    this.namespace = uri;
    this.name = local;
    this.attributes = attributesOf(attributes);
  }

  get line(): number {
    return placeAt(this.#document, this.#offset).line;
  }

  get column(): number {
    return placeAt(this.#document, this.#offset).column;
  }

  get end(): Place {
    return placeAt(this.#document, this.endOffset);
  }

  placeOfAttribute(name: string): Place {
    const attribute = new RegExp(`\\s(?:[^\\s=:]+:)?${name}\\s*=`, 'g');
    attribute.lastIndex = this.#offset;
    const found = attribute.exec(this.#document);
    return placeAt(this.#document, found ? found.index + 1 : this.#offset);
  }
}

function placeAt(document: string, offset: number): Place {
  const lines = document.slice(0, offset).split(/\r\n|\r|\n/);
  return { line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1 };
}

/** Parses a document strictly, with namespaces; throws XmlError. */
export function parseXml(text: string, limits: XmlLimits = requestLimits): XmlElement {
  const document = text.replace(/^\uFEFF/, '');
  const parser = new SaxesParser({ xmlns: true });
  const open: ParsedElement[] = [];
  let root: ParsedElement | undefined;
  let [count, offset, attributes] = [0, 0, 0];
  const refuse = (message: string): never => {
    throw new XmlError(message, parser.line, parser.column);
  };
  parser.on('error', (error) => {
    refuse(dotNetWords(error.message.replace(/^\d+:\d+:\s*/, ''), parser));
  });
  parser.on('doctype', () => refuse(dtdProhibited));
  parser.on('attribute', () => {
    attributes += 1; // as they come: the parser would go through a hundred thousand of them first
    if (attributes > mostAttributes) refuse('The element has too many attributes.');
  });
  parser.on('opentagstart', ({ name }) => {
    attributes = 0;
    offset = parser.position - name.length - 1; // the character behind the name is read already
  });
  parser.on('opentag', (tag) => {
    count += 1;
    if (open.length >= limits.depth || count > limits.elements)
      refuse('The document is too large or nested too deeply.');
    const element = new ParsedElement(document, offset, tag);
    open.at(-1)?.children.push(element);
    root ??= element;
    open.push(element);
  });
  parser.on('text', (piece) => append(open, piece));
  parser.on('cdata', (piece) => append(open, piece));
  parser.on('closetag', ({ isSelfClosing }) => {
    const element = open.pop();
    if (element && !isSelfClosing) element.endOffset = document.lastIndexOf('</', parser.position - 1) + 2;
  });
  parser.write(document).close();
  return root ?? refuse(rootMissing);
}

function append(open: readonly ParsedElement[], piece: string): void {
  const element = open.at(-1);
  if (element) element.text += piece;
}

/** .NET's words where they are known by heart; the parser's own are as good elsewhere. */
function dotNetWords(message: string, { line, column }: Place): string {
  const known: Readonly<Record<string, string>> = {
    'document must contain a root element.': rootMissing,
    'text data outside of root node.': `Data at the root level is invalid. Line ${line}, position ${column}.`,
  };
  return known[message] ?? message;
}

interface SaxAttribute {
  readonly local: string;
  readonly prefix: string;
  readonly uri: string;
  readonly value: string;
}

interface SaxTag {
  readonly uri: string;
  readonly local: string;
  readonly attributes: Readonly<Record<string, SaxAttribute>>;
}

function attributesOf(all: SaxTag['attributes']): Readonly<Record<string, string>> {
  const attributes: Record<string, string> = {};
  for (const { prefix, local, uri, value } of Object.values(all)) {
    if (prefix === 'xmlns' || (prefix === '' && local === 'xmlns')) continue;
    attributes[uri === namespaces.schemaInstance ? `xsi:${local}` : local] = value;
  }
  return attributes;
}

/** First child of that namespace and name. */
export function child(parent: XmlElement | undefined, namespace: string, name: string): XmlElement | undefined {
  return parent?.children.find((element) => element.name === name && element.namespace === namespace);
}

/** All descendants of that local name, whatever their namespace, in document order. */
export function descendants(parent: XmlElement, name: string): XmlElement[] {
  return parent.children.flatMap((element) => [
    ...(element.name === name ? [element] : []),
    ...descendants(element, name),
  ]);
}

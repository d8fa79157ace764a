import { parseXml, type XmlElement, XmlError } from '../protocol/xml-document.js';
import { type ExportedObject, type ExportedValue, listValue } from './exported-object.js';

/**
 * What Export-Clixml writes: PowerShell's serialisation, [MS-PSRP] §2.2.5. Of an object that was serialised before, as
 * all are that came out of a remote session, the type is `Deserialized.…`.
 */
const namespace = 'http://schemas.microsoft.com/powershell/2004/04';

/** An organisation's virtual directories with all their properties are a few ten thousand elements. */
const limits = { depth: 128, elements: 1_000_000 } as const;

const lists: readonly string[] = ['LST', 'IE', 'QUE', 'STK'];
/** In these, objects are looked for as well. */
const containers: readonly string[] = [...lists, 'DCT', 'En', 'Props', 'MS', 'Obj'];
/** Values that an object may be beside its properties, as a text with properties added (§2.2.5.1). */
const plainValues: readonly string[] = ['S', 'G', 'URI', 'DT', 'I32', 'I64', 'U32', 'U64', 'Version', 'D', 'Db', 'By'];

export function isClixml(text: string): boolean {
  return /^\s*(?:<\?xml[^>]*>\s*)?<Objs\b/.test(text);
}

/** Every object with properties, at whatever depth it stands; throws XmlError. */
export function readClixml(text: string): readonly ExportedObject[] {
  const root = parseXml(text, limits);
  if (root.name !== 'Objs' || root.namespace !== namespace) {
    throw new XmlError('This is no output of Export-Clixml: its root is not Objs.', root.line, root.column);
  }
  const references = new References(root);
  return root.children.flatMap((element) => objectsIn(element, references));
}

function objectsIn(element: XmlElement, references: References, nested = false): readonly ExportedObject[] {
  if (!containers.includes(element.name)) return [];
  const isObject = element.name === 'Obj';
  const own = isObject ? [objectOf(element, references, nested)] : [];
  const within = nested || own.some(({ properties }) => properties.size > 0);
  const inner = element.children.flatMap((child) => objectsIn(child, references, within));
  return [...own.filter(({ properties }) => properties.size > 0), ...inner];
}

function objectOf(element: XmlElement, references: References, nested: boolean): ExportedObject {
  const properties = new Map<string, ExportedValue>();
  for (const bag of element.children.filter(({ name }) => name === 'Props' || name === 'MS')) {
    for (const property of bag.children) {
      const { N: name } = property.attributes;
      // What a remote session adds to tell the type again: bytes that nobody here needs.
      if (name !== undefined && name !== 'SerializationData')
        properties.set(decoded(name), readValue(property, references));
    }
  }
  return { line: element.line, typeName: references.typeOf(element), properties, ...(nested ? { nested } : {}) };
}

function readValue(element: XmlElement, references: References): ExportedValue {
  const list = references.target(element).children.find(({ name }) => lists.includes(name));
  return list
    ? listValue(list.children.map((item) => textOf(item, references)))
    : { text: textOf(element, references) };
}

/** What is no list, or stands in one. Lists in lists are not gone into: references could make them grow without end. */
function textOf(element: XmlElement, references: References): string {
  const { name, text, children } = references.target(element);
  if (name === 'Nil' || name === 'Ref') return '';
  if (name === 'B') return text.trim() === 'true' ? 'True' : 'False';
  if (name !== 'Obj') return decoded(text);
  const shown =
    children.find((child) => child.name === 'ToString') ?? children.find((child) => plainValues.includes(child.name));
  return shown ? decoded(shown.text) : '';
}

/** `_x000A_` is a line break (§2.2.5.3.2). */
function decoded(text: string): string {
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

/** Objects and type names that stand in the document once and are referred to later. */
class References {
  readonly #objects = new Map<string, XmlElement>();
  readonly #types = new Map<string, string>();

  constructor(root: XmlElement) {
    this.#collect(root);
  }

  #collect(element: XmlElement): void {
    const { RefId: id } = element.attributes;
    if (id !== undefined && element.name === 'Obj' && !this.#objects.has(id)) this.#objects.set(id, element);
    if (id !== undefined && element.name === 'TN') this.#types.set(id, decoded(element.children[0]?.text ?? ''));
    for (const child of element.children) this.#collect(child);
  }

  typeOf(element: XmlElement): string | undefined {
    const name = element.children.find((child) => child.name === 'TN' || child.name === 'TNRef');
    return name && this.#types.get(name.attributes.RefId ?? '');
  }

  /** The object that an element refers to; the element itself where it refers to none. */
  target(element: XmlElement): XmlElement {
    return element.name === 'Ref' ? (this.#objects.get(element.attributes.RefId ?? '') ?? element) : element;
  }
}

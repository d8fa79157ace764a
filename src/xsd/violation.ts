import type { XmlElement } from '../protocol/xml-document.js';
import { facetNames, type SimpleType } from './simple-types.js';

/** What in a document does not fit the schema, in the words of .NET's validator (its published resource texts), and where. */
export class SchemaViolation extends Error {
  /** Where the validator stands: at the name of a start or an end tag, or of an attribute. 1-based. */
  readonly line: number;
  readonly column: number;

  constructor(message: string, { line, column }: { readonly line: number; readonly column: number }) {
    super(message);
    this.name = 'SchemaViolation';
    this.line = line;
    this.column = column;
  }
}

export interface QualifiedName {
  readonly namespace: string;
  readonly name: string;
}

const start = ({ line, column }: XmlElement) => ({ line, column });

export function invalidChild(
  parent: XmlElement,
  child: XmlElement,
  expected: readonly QualifiedName[],
): SchemaViolation {
  return new SchemaViolation(`${the(parent)} has invalid child ${a(child)}.${listOf(expected)}`, start(child));
}

export function incomplete(parent: XmlElement, expected: readonly QualifiedName[]): SchemaViolation {
  return new SchemaViolation(`${the(parent)} has incomplete content.${listOf(expected)}`, parent.end);
}

export function textOnly(parent: XmlElement, child: XmlElement): SchemaViolation {
  const why = "because the parent element's content model is text only";
  return new SchemaViolation(`${the(parent)} cannot contain child ${a(child)} ${why}.`, start(child));
}

export function noText(parent: XmlElement, expected: readonly QualifiedName[]): SchemaViolation {
  return new SchemaViolation(`${the(parent)} cannot contain text.${listOf(expected)}`, parent.end);
}

export function missingAttribute(element: XmlElement, name: string): SchemaViolation {
  return new SchemaViolation(`The required attribute '${name}' is missing.`, start(element));
}

export function undeclaredAttribute(element: XmlElement, name: string): SchemaViolation {
  return new SchemaViolation(`The '${name}' attribute is not declared.`, element.placeOfAttribute(name));
}

export function invalidAttribute(element: XmlElement, name: string, type: SimpleType, namespaceOf: NamespaceOf) {
  const value = element.attributes[name] ?? '';
  const message = `The '${name}' attribute is invalid - ${notOfType(value, type, namespaceOf)}`;
  return new SchemaViolation(message, element.placeOfAttribute(name));
}

export function invalidText(element: XmlElement, type: SimpleType, namespaceOf: NamespaceOf): SchemaViolation {
  const { namespace, name, text } = element;
  const message = `The '${namespace}:${name}' element is invalid - ${notOfType(text, type, namespaceOf)}`;
  return new SchemaViolation(message, element.end);
}

/** The namespace that a type stands in. */
export type NamespaceOf = (prefix: SimpleType['prefix']) => string;

function notOfType(value: string, type: SimpleType, namespaceOf: NamespaceOf): string {
  const datatype = `${namespaceOf(type.prefix)}:${type.name}`;
  return `The value '${value}' is invalid according to its datatype '${datatype}' - ${reason(value, type)}`;
}

/** What .NET calls the values of built-in types in its words for a text that can't be converted. */
const dotNetNames: Readonly<Record<string, string>> = {
  boolean: 'Boolean',
  int: 'Int32',
  long: 'Int64',
  short: 'Int16',
  unsignedByte: 'Byte',
  unsignedShort: 'UInt16',
  unsignedInt: 'UInt32',
  integer: 'Decimal',
  nonNegativeInteger: 'Decimal',
  double: 'Double',
  dateTime: 'DateTime',
  date: 'DateTime',
  time: 'DateTime',
  duration: 'TimeSpan',
};

function reason(value: string, { name, facet }: SimpleType): string {
  if (facet?.kind === 'list') return reason(value, facet.item);
  if (!facet) return `The string '${value}' is not a valid ${dotNetNames[name] ?? name} value.`;
  if ('base' in facet && facet.base.read(value) === undefined) return reason(value, facet.base);
  if (facet.kind === 'range' && facet.most !== undefined && Number(value) > facet.most)
    return 'The MaxInclusive constraint failed.';
  return `The ${facetNames[facet.kind]} constraint failed.`;
}

function the(element: XmlElement): string {
  return `The element '${element.name}' in namespace '${element.namespace}'`;
}

function a(element: XmlElement): string {
  return `element '${element.name}' in namespace '${element.namespace}'`;
}

function listOf(expected: readonly QualifiedName[]): string {
  if (expected.length === 0) return '';
  const namespaces = [...new Set(expected.map(({ namespace }) => namespace))];
  const groups = namespaces.map((namespace) => {
    const names = expected.filter((one) => one.namespace === namespace).map(({ name }) => name);
    return `'${[...new Set(names)].join(', ')}' in namespace '${namespace}'`;
  });
  return ` List of possible elements expected: ${groups.join(' as well as ')}.`;
}

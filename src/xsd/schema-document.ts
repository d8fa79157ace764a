import { escapeXml } from '../protocol/xml.js';
import {
  asField,
  type Choice,
  type ComplexType,
  type ElementDeclaration,
  type Fields,
  isChoice,
  type Occurs,
  type Type,
} from './model.js';
import { reachable } from './reachable.js';
import type { Facet, Prefix, SimpleType } from './simple-types.js';

/** One schema document: the types and elements of one namespace. */
export interface SchemaDocument {
  readonly prefix: Prefix;
  /** Other namespaces that it refers to, with the address of their document. */
  readonly imports: readonly { readonly prefix: Prefix; readonly location: string }[];
}

/**
 * The schema document (XML Schema 1.0) of one namespace: all types that the elements are made of, and the elements that
 * stand for themselves or are referred to from the other namespace.
 */
export function schemaDocument(
  { prefix, imports }: SchemaDocument,
  elements: readonly ElementDeclaration[],
  namespaces: Readonly<Record<Prefix, string>>,
): string {
  const found = reachable(elements);
  const declarations = [
    ...found.elements.filter((element) => element.prefix === prefix).map(elementLine),
    ...found.simple.filter((type) => type.prefix === prefix).map(simpleType),
    ...found.complex.filter((type) => type.prefix === prefix).map(complexType),
  ];
  const head = [prefix, ...imports.map((one) => one.prefix)]
    .map((one) => ` xmlns:${one}="${namespaces[one]}"`)
    .join('');
  const imported = imports.map(
    (one) => `  <xs:import namespace="${namespaces[one.prefix]}" schemaLocation="${escapeXml(one.location)}"/>`,
  );
  return `${[
    '<?xml version="1.0" encoding="utf-8"?>',
    `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"${head} targetNamespace="${namespaces[prefix]}" elementFormDefault="qualified">`,
    ...imported,
    ...declarations,
    '</xs:schema>',
  ].join('\n')}\n`;
}

function elementLine({ name, type }: ElementDeclaration): string {
  return `  <xs:element name="${name}" type="${nameOf(type)}"/>`;
}

function nameOf({ prefix, name }: Type): string {
  return `${prefix}:${name}`;
}

function simpleType(type: SimpleType): string {
  return [`  <xs:simpleType name="${type.name}">`, ...facetLines(type.facet), '  </xs:simpleType>'].join('\n');
}

function facetLines(facet: Facet | undefined): readonly string[] {
  if (facet?.kind === 'list') return [`    <xs:list itemType="${nameOf(facet.item)}"/>`];
  const base = facet && 'base' in facet ? nameOf(facet.base) : 'xs:string';
  return [`    <xs:restriction base="${base}">`, ...constraints(facet), '    </xs:restriction>'];
}

function constraints(facet: Exclude<Facet, { kind: 'list' }> | undefined): readonly string[] {
  const line = (name: string, value: string | number) => `      <xs:${name} value="${escapeXml(String(value))}"/>`;
  switch (facet?.kind) {
    case 'enumeration':
      return facet.values.map((value) => line('enumeration', value));
    case 'pattern':
      return [line('pattern', facet.pattern)];
    case 'minLength':
      return [line('minLength', facet.length)];
    case 'range':
      return [
        ...(facet.least === undefined ? [] : [line('minInclusive', facet.least)]),
        ...(facet.most === undefined ? [] : [line('maxInclusive', facet.most)]),
      ];
    default:
      return [];
  }
}

function complexType(type: ComplexType): string {
  const { base, text } = type;
  const mark = type.isAbstract ? ' abstract="true"' : '';
  const own = [...(text ? [] : contentLines(type)), ...Object.entries(type.attributes).map(attributeLine)];
  const inner = base
    ? derived('complexContent', nameOf(base), own)
    : text
      ? derived('simpleContent', nameOf(text), own)
      : own;
  return [
    `  <xs:complexType name="${type.name}"${mark}>`,
    ...inner.map((line) => `    ${line}`),
    '  </xs:complexType>',
  ].join('\n');
}

function derived(content: 'complexContent' | 'simpleContent', base: string, own: readonly string[]): readonly string[] {
  return [
    `<xs:${content}>`,
    `  <xs:extension base="${base}">`,
    ...own.map((line) => `    ${line}`),
    '  </xs:extension>',
    `</xs:${content}>`,
  ];
}

function contentLines(type: ComplexType): readonly string[] {
  if (type.parts.length === 0 && !type.isOpen) return [];
  const group = type.anyOrder ? 'all' : 'sequence';
  const lines = type.parts.flatMap((part) =>
    isChoice(part) ? choiceLines(part, type) : fieldLines(part, type, false),
  );
  if (type.isOpen) lines.push('<xs:any namespace="##any" processContents="skip" minOccurs="0" maxOccurs="unbounded"/>');
  return [`<xs:${group}>`, ...lines.map((line) => `  ${line}`), `</xs:${group}>`];
}

function choiceLines({ of, least, list }: Choice, type: ComplexType): readonly string[] {
  const bounds = `${least === 0 ? ' minOccurs="0"' : ''}${list === undefined ? '' : ' maxOccurs="unbounded"'}`;
  return [`<xs:choice${bounds}>`, ...fieldLines(of, type, true).map((line) => `  ${line}`), '</xs:choice>'];
}

const occurrences: Readonly<Record<Occurs, string>> = {
  once: '',
  optional: ' minOccurs="0"',
  many: ' minOccurs="0" maxOccurs="unbounded"',
  some: ' maxOccurs="unbounded"',
};

function fieldLines(fields: Fields, around: ComplexType, inChoice: boolean): readonly string[] {
  return Object.entries(fields).map(([name, of]) => {
    const field = asField(of);
    const bounds = `${inChoice ? '' : occurrences[field.occurs]}${field.isNillable ? ' nillable="true"' : ''}`;
    return field.prefix !== undefined && field.prefix !== around.prefix
      ? `<xs:element ref="${field.prefix}:${name}"${bounds}/>`
      : `<xs:element name="${name}" type="${nameOf(field.type())}"${bounds}/>`;
  });
}

function attributeLine([name, of]: readonly [string, Fields[string]]): string {
  const field = asField(of);
  return `<xs:attribute name="${name}" type="${nameOf(field.type())}"${field.occurs === 'once' ? ' use="required"' : ''}/>`;
}

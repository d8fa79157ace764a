import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { ewsNamespaces } from '../src/ews-schema/namespaces.js';
import { operationElements } from '../src/ews-schema/vocabulary.js';
import { child, parseXml, type XmlElement } from '../src/protocol/xml.js';
import { asField, type ComplexType, type Fields, isChoice, type Prefix } from '../src/xsd/model.js';
import { reachable } from '../src/xsd/reachable.js';
import { schemaDocument } from '../src/xsd/schema-document.js';
import { noSchema, noXmllint, schemaFolder, schemaViolations } from './acceptance/tools.js';

// The vocabulary of Exchange Web Services, held against the schema that an Exchange server serves.

const elements = operationElements.flat();
const found = reachable(elements);
const documents = {
  types: schemaDocument({ prefix: 't', imports: [] }, elements, ewsNamespaces),
  messages: schemaDocument({ prefix: 'm', imports: [{ prefix: 't', location: 'types.xsd' }] }, elements, ewsNamespaces),
};

t.test('the documents are schema documents', { skip: noXmllint }, async (t) => {
  const folder = t.testdir({
    'types.xsd': documents.types,
    'messages.xsd': documents.messages,
    'empty.xml': `<GetFolder xmlns="${ewsNamespaces.m}"/>`,
  });
  const said = await schemaViolations(join(folder, 'empty.xml'), join(folder, 'messages.xsd'));
  t.match(said, /Missing child element\(s\)/, 'they compile, and say what is missing');
});

t.test('no two types have the same name', async (t) => {
  const names = [...found.complex, ...found.simple].map(({ prefix, name }) => `${prefix}:${name}`);
  t.strictSame(
    names.filter((name, index) => names.indexOf(name) !== index),
    [],
  );
});

const xs = ewsNamespaces.xs;

/** The types of a schema document by name. */
function typesIn(file: string): ReadonlyMap<string, XmlElement> {
  const limits = { depth: 64, elements: 100_000 };
  const root = parseXml(readFileSync(join(schemaFolder, file), 'utf8'), limits);
  return new Map(root.children.map((type) => [type.attributes.name ?? '', type]));
}

const plainName = (name: string | undefined) => name?.replace(/^\w+:/, '') ?? '';

/** Names of elements in a content model, in order; those of a choice between bars. */
function modelOf(group: XmlElement | undefined): readonly string[] {
  return (group?.children ?? []).flatMap((part): readonly string[] => {
    const { name, ref, minOccurs } = part.attributes;
    switch (part.name) {
      case 'element':
        return [`${plainName(name ?? ref)}${minOccurs === '0' ? '?' : ''}`];
      case 'choice':
        return modelOf(part)
          .map((one) => one.replace('?', ''))
          .toSorted();
      case 'sequence':
        return modelOf(part);
      default:
        return [];
    }
  });
}

function contentOf(type: XmlElement): XmlElement {
  const derived = child(type, xs, 'complexContent') ?? child(type, xs, 'simpleContent');
  return (derived && (child(derived, xs, 'extension') ?? child(derived, xs, 'restriction'))) ?? type;
}

const theirElements = (type: XmlElement) =>
  contentOf(type).children.flatMap((group) =>
    group.name === 'choice'
      ? modelOf(group)
          .map((one) => one.replace('?', ''))
          .toSorted()
      : ['sequence', 'all'].includes(group.name)
        ? modelOf(group)
        : [],
  );

const theirAttributes = (type: XmlElement) =>
  contentOf(type)
    .children.filter(({ name }) => name === 'attribute')
    .map(({ attributes }) => `${attributes.name}${attributes.use === 'required' ? '' : '?'}`);

const ourFields = (fields: Fields) =>
  Object.entries(fields).map(([name, of]) => `${name}${/optional|many/.test(asField(of).occurs) ? '?' : ''}`);

const ourElements = ({ parts }: ComplexType) =>
  parts.flatMap((part) => (isChoice(part) ? Object.keys(part.of).toSorted() : ourFields(part)));

/** Types that are ours, or differ from Exchange's, each with the reason. */
const differing: Readonly<Record<string, string>> = {
  MessageXmlType: 'anonymous there, and open',
  ValueType: 'anonymous there',
  MailboxGuidsType: 'anonymous there',
  ChangeDescriptionType: 'a substitution group there',
  EntityExtractionResultType: 'the lab looks for nothing in bodies',
  ArrayOfRecipientsType: 'a choice of one there',
  ArrayOfTransitionsType: 'a substitution group there',
  TimeZoneType: 'all of it may be absent there',
  TimeChangeType: 'all of it may be absent there',
  RecurrenceType: 'groups there',
  TaskRecurrenceType: 'groups there',
  FindFolderParentType: 'its attributes are a group there',
  FindItemParentType: 'its attributes are a group there',
};

/** There all operations share one type for their messages, and answers extend it without a word of their own. */
const isOfAnswers = ({ name, base }: ComplexType) =>
  /^ArrayOf\w+ResponseMessagesType$/.test(name) || (/ResponseType$/.test(name) && !base);

t.test('types have the elements and attributes of Exchange’s', { skip: noSchema() }, async (t) => {
  const theirs: Readonly<Partial<Record<Prefix, ReadonlyMap<string, XmlElement>>>> = {
    m: typesIn('messages.xsd'),
    t: typesIn('types.xsd'),
  };
  for (const type of found.complex) {
    if (Object.hasOwn(differing, type.name) || isOfAnswers(type)) continue;
    const their = theirs[type.prefix]?.get(type.name);
    if (!their) {
      t.fail(`there is no ${type.prefix}:${type.name}`);
      continue;
    }
    t.strictSame(ourElements(type), theirElements(their), `${type.name}: elements`);
    t.strictSame(ourFields(type.attributes).toSorted(), theirAttributes(their).toSorted(), `${type.name}: attributes`);
  }
});

const isDeclaration = ({ name }: XmlElement) => name === 'element' || name === 'attribute';

/** What stands in a type, at any depth, without what stands in its elements. */
const declarationsIn = (group: XmlElement): readonly XmlElement[] =>
  group.children.flatMap((one) => (isDeclaration(one) ? [one] : declarationsIn(one)));

/** Names that Exchange gives to strings without limits. */
const stringNames = ['ItemClassType', 'DerivedItemIdType'];

/** Types by elements and attributes; none of those that are declared elsewhere or have no name. */
const theirTypes = (type: XmlElement) =>
  declarationsIn(type).flatMap(({ name: kind, attributes: { name, type: of } }) =>
    of === undefined ? [] : [`${kind} ${name}: ${stringNames.includes(plainName(of)) ? 'string' : plainName(of)}`],
  );

const ourTypes = ({ parts, attributes }: ComplexType) => {
  const namesOf = (kind: string, fields: Fields) =>
    Object.entries(fields).map(([name, of]) => `${kind} ${name}: ${asField(of).type().name}`);
  const elements = parts.flatMap((part) => namesOf('element', isChoice(part) ? part.of : part));
  return new Set([...elements, ...namesOf('attribute', attributes)]);
};

t.test('elements and attributes have the types of Exchange’s', { skip: noSchema() }, async (t) => {
  const theirs = { m: typesIn('messages.xsd'), t: typesIn('types.xsd'), a: undefined };
  for (const type of found.complex) {
    const their = theirs[type.prefix]?.get(type.name);
    if (!their || Object.hasOwn(differing, type.name) || isOfAnswers(type)) continue;
    const ours = ourTypes(type);
    t.strictSame(
      theirTypes(their).filter((one) => !ours.has(one)),
      [],
      type.name,
    );
  }
});

t.test('values have all that Exchange’s have', { skip: noSchema() }, async (t) => {
  const theirs = [...typesIn('types.xsd'), ...typesIn('messages.xsd')];
  for (const { name, facet } of found.simple) {
    if (facet?.kind !== 'enumeration' || name === 'ResponseCodeType') continue;
    const their = theirs.find(([candidate]) => candidate === name)?.[1];
    const values = their?.children.flatMap(({ children }) =>
      children.filter((facet) => facet.name === 'enumeration').map(({ attributes }) => attributes.value ?? ''),
    );
    if (!values) t.fail(`there is no ${name}`);
    else
      t.strictSame(
        values.filter((value) => !facet.values.includes(value)),
        [],
        name,
      );
  }
});

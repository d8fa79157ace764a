import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { ewsNamespaces } from '../src/ews-schema/namespaces.js';
import { autodiscoverElements, headerElements, operationElements } from '../src/ews-schema/vocabulary.js';
import { child, parseXml, type XmlElement } from '../src/protocol/xml-document.js';
import { asField, type ComplexType, type Fields, isChoice } from '../src/xsd/model.js';
import { reachable } from '../src/xsd/reachable.js';
import { schemaDocument } from '../src/xsd/schema-document.js';
import type { Prefix } from '../src/xsd/simple-types.js';
import { noSchema, noXmllint, schemaFolder, schemaViolations } from './acceptance/tools.js';

// The vocabulary of Exchange Web Services, held against the schema that an Exchange server serves.

const elements = [...operationElements.flat(), ...headerElements];
const found = reachable(elements);
const documents = {
  types: schemaDocument({ prefix: 't', imports: [] }, elements, ewsNamespaces),
  messages: schemaDocument({ prefix: 'm', imports: [{ prefix: 't', location: 'types.xsd' }] }, elements, ewsNamespaces),
  autodiscover: schemaDocument({ prefix: 'a', imports: [] }, autodiscoverElements, ewsNamespaces),
};

t.test('the documents are schema documents', { skip: noXmllint }, async (t) => {
  const folder = t.testdir({
    'types.xsd': documents.types,
    'messages.xsd': documents.messages,
    'autodiscover.xsd': documents.autodiscover,
    'empty.xml': `<GetFolder xmlns="${ewsNamespaces.m}"/>`,
    'autodiscover.xml': `<GetUserSettingsRequestMessage xmlns="${ewsNamespaces.a}"/>`,
  });
  const said = await schemaViolations(join(folder, 'empty.xml'), join(folder, 'messages.xsd'));
  t.match(said, /Missing child element\(s\)/, 'they compile, and say what is missing');
  const saidOfAutodiscover = await schemaViolations(join(folder, 'autodiscover.xml'), join(folder, 'autodiscover.xsd'));
  t.equal(saidOfAutodiscover, '', 'Autodiscover’s compiles');
});

t.test('no two types have the same name', async (t) => {
  const all = [found, reachable(autodiscoverElements)].flatMap(({ complex, simple }) => [...complex, ...simple]);
  const names = all.map(({ prefix, name }) => `${prefix}:${name}`);
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
  const types = root.children.filter(({ name }) => name !== 'element');
  return new Map(types.map((type) => [type.attributes.name ?? '', type]));
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
        return choiceOf(part);
      case 'sequence':
        return modelOf(part);
      default:
        return [];
    }
  });
}

/** The names, sorted; a choice of one element is that element, as often as the choice. */
function choiceOf(choice: XmlElement): readonly string[] {
  const names = modelOf(choice).map((one) => one.replace('?', ''));
  const isAbsent = names.length === 1 && choice.attributes.minOccurs === '0';
  return isAbsent ? [`${names[0]}?`] : names.toSorted();
}

function contentOf(type: XmlElement): XmlElement {
  const derived = child(type, xs, 'complexContent') ?? child(type, xs, 'simpleContent');
  return (derived && (child(derived, xs, 'extension') ?? child(derived, xs, 'restriction'))) ?? type;
}

const theirElements = (type: XmlElement) =>
  contentOf(type).children.flatMap((group) =>
    group.name === 'choice' ? choiceOf(group) : ['sequence', 'all'].includes(group.name) ? modelOf(group) : [],
  );

const attributesIn = (parent: XmlElement, all: ReadonlyMap<string, XmlElement>): readonly string[] =>
  parent.children.flatMap(({ name: kind, attributes: { name, ref, use } }) => {
    if (kind === 'attribute') return [`${name ?? ref}${use === 'required' ? '' : '?'}`];
    const group = kind === 'attributeGroup' ? all.get(plainName(ref)) : undefined;
    return group ? attributesIn(group, all) : [];
  });

const ourFields = (fields: Fields) =>
  Object.entries(fields).map(([name, of]) => `${name}${/optional|many/.test(asField(of).occurs) ? '?' : ''}`);

const ourElements = ({ parts }: ComplexType) =>
  parts.flatMap((part) => {
    if (!isChoice(part)) return ourFields(part);
    const names = Object.keys(part.of).toSorted();
    return names.length === 1 && part.least === 0 ? [`${names[0]}?`] : names;
  });

/** Types that are ours, or differ from Exchange's, each with the reason. */
const differing: Readonly<Record<string, string>> = {
  MessageXmlType: 'anonymous there, and open',
  ValueType: 'anonymous there',
  RequestServerVersionType: 'anonymous there',
  ServerVersionInfoType: 'anonymous there',
  MailboxGuidsType: 'anonymous there',
  ConnectingSIDType: 'its strings have types of their own there',
  ChangeDescriptionType: 'a substitution group there',
  EntityExtractionResultType: 'the lab looks for nothing in bodies',
  ArrayOfTransitionsType: 'a substitution group there',
  ArrayOfGroupedItemsType: 'there a choice of what may be absent: it means the same',
  ArrayOfTimeZoneDefinitionType: 'there a sequence that may be absent: it means the same',
  ArrayOfProtectionRulesType: 'the lab has no rules',
  TimeZoneType: 'all of it may be absent there',
  TimeChangeType: 'all of it may be absent there',
  RecurrenceType: 'groups there',
  TaskRecurrenceType: 'groups there',
  ReplyBody: 'without xml:lang, which is passed over',
  ServiceConfigurationResponseMessageType: 'without protection rules, policy nudges and SharePoint URLs',
  GetServerTimeZonesResponseMessageType: 'an error has no time zones',
  GetPersonaResponseMessageType: 'an error has no persona',
  PersonaType: 'without the values of single sources',
  MailTips: 'without the RecipientSuggestions of Exchange Online',
};

/** There all operations share one type for their messages, and answers extend it without a word of their own. */
const isOfAnswers = ({ name, base }: ComplexType) =>
  /^ArrayOf\w+ResponseMessagesType$/.test(name) || (/ResponseType$/.test(name) && !base);

t.test('types have the elements and attributes of Exchange’s', { skip: noSchema() }, async (t) => {
  const theirs: Readonly<Partial<Record<Prefix, ReadonlyMap<string, XmlElement>>>> = {
    m: typesIn('messages.xsd'),
    t: typesIn('types.xsd'),
  };
  const all = new Map([...typesIn('messages.xsd'), ...typesIn('types.xsd')]);
  for (const type of found.complex) {
    if (Object.hasOwn(differing, type.name) || isOfAnswers(type)) continue;
    const their = theirs[type.prefix]?.get(type.name);
    if (!their) {
      t.fail(`there is no ${type.prefix}:${type.name}`);
      continue;
    }
    t.strictSame(ourElements(type), theirElements(their), `${type.name}: elements`);
    t.strictSame(
      ourFields(type.attributes).toSorted(),
      attributesIn(contentOf(their), all).toSorted(),
      `${type.name}: attributes`,
    );
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

const valuesIn = (type: XmlElement): readonly string[] =>
  type.children.flatMap((part) => (part.name === 'enumeration' ? [part.attributes.value ?? ''] : valuesIn(part)));

/** Values of lists: types without a name there, in the type of the list. */
const unnamed: Readonly<Record<string, string>> = {
  FreeBusyViewNameType: 'FreeBusyViewType',
  MailTipTypeNameType: 'MailTipTypes',
  ServiceConfigurationNameType: 'ServiceConfigurationType',
};

t.test('values have all that Exchange’s have', { skip: noSchema() }, async (t) => {
  const theirs = [...typesIn('types.xsd'), ...typesIn('messages.xsd')];
  for (const { name, facet } of found.simple) {
    if (facet?.kind !== 'enumeration' || name === 'ResponseCodeType') continue;
    const their = theirs.find(([candidate]) => candidate === (unnamed[name] ?? name))?.[1];
    if (!their) t.fail(`there is no ${name}`);
    else
      t.strictSame(
        valuesIn(their).filter((value) => !facet.values.includes(value)),
        [],
        name,
      );
  }
});

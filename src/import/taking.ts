import { type DateOrder, readDate } from './exported-date.js';
import { type ExportedValue, propertyOf } from './exported-object.js';
import type { ReportWriter } from './import-report.js';
import type { OutputKind } from './output-kind.js';
import type { KnownObject } from './read-export.js';

/** What every object of Active Directory and of a remote session has, and what says nothing about OAuth. */
const bookkeeping = new Set(
  [
    'AdminDisplayName',
    'AdminDisplayVersion',
    'DistinguishedName',
    'ExchangeObjectId',
    'ExchangeVersion',
    'Id',
    'Identity',
    'IsValid',
    'MetabasePath',
    'ObjectCategory',
    'ObjectClass',
    'ObjectState',
    'OrganizationId',
    'OrganizationalUnitRoot',
    'OriginatingServer',
    'Path',
    'PSComputerName',
    'PSShowComputerName',
    'RunspaceId',
    'WhenChanged',
    'WhenChangedUTC',
    'WhenCreated',
    'WhenCreatedUTC',
  ].map((name) => name.toLowerCase()),
);

/** Nobody wants these in a report, encrypted or not. */
const secretName = /secret|passw|pwd|privatekey|credential|(?:access|refresh|auth|bearer)token|connectionstring/i;
/** A token, a key or a password wherever somebody has written it: in a note, in a URL. */
const secretValue = /\beyJ[\w-]+\.[\w-]+|PRIVATE KEY-----|\b(?:passw\w*|pwd|secret|access_token)\s*[=:]/i;

/** An exported object while it is taken over: whatever is read of it is reported as taken, the rest as not. */
export class Taking {
  readonly object: KnownObject;
  /** What it is called. */
  readonly name: string;
  readonly #report: ReportWriter;
  readonly #dateOrder: DateOrder | undefined;
  readonly #seen = new Set<string>();

  constructor(object: KnownObject, report: ReportWriter, dateOrder: DateOrder | undefined) {
    this.object = object;
    this.name = nameOf(object);
    this.#report = report;
    this.#dateOrder = dateOrder;
  }

  /** A property without taking it over: to look whether it can be. */
  peek(property: string): ExportedValue | undefined {
    return propertyOf(this.object, property);
  }

  /** Its text, blank as ''; undefined where the output does not have the property. */
  text(property: string): string | undefined {
    const value = this.peek(property);
    if (value === undefined) return undefined;
    this.took(property);
    return value.text;
  }

  flag(property: string): boolean | undefined {
    const text = this.peek(property)?.text.toLowerCase();
    if (text === undefined || text === '') return undefined;
    if (text !== 'true' && text !== 'false') return this.refuse(property, 'it is neither True nor False');
    this.took(property);
    return text === 'true';
  }

  /** One of a set of words, as the set spells it. */
  choice<Word extends string>(property: string, words: readonly Word[]): Word | undefined {
    const text = this.peek(property)?.text;
    if (text === undefined || text === '') return undefined;
    const word = words.find((candidate) => candidate.toLowerCase() === text.toLowerCase());
    if (word === undefined) return this.refuse(property, `the lab knows ${words.join(', ')}`);
    this.took(property);
    return word;
  }

  /** A list; what PowerShell cut off of it is reported. */
  list(property: string): readonly string[] | undefined {
    const value = this.peek(property);
    if (value === undefined) return undefined;
    this.took(property);
    if (value.cutOff) {
      const why = 'PowerShell cut the list off ($FormatEnumerationLimit): export it with Export-Clixml';
      this.#refused(property, `what follows ${value.text}`, why);
    }
    return value.items ?? (value.text === '' ? [] : [value.text]);
  }

  /** ISO 8601, blank as ''. */
  date(property: string): string | undefined {
    const text = this.peek(property)?.text;
    if (text === undefined) return undefined;
    if (text === '') return this.text(property);
    const moment = readDate(text, this.#dateOrder);
    if (moment === undefined) return this.refuse(property, 'it is no date');
    const date = new Date(moment).toISOString();
    this.took(property, date.slice(0, 19) === text.slice(0, 19) ? undefined : date.replace('.000Z', 'Z'));
    return date;
  }

  took(property: string, as?: string): void {
    this.#seen.add(property.toLowerCase());
    const entry = { file: this.object.file, object: this.name, property };
    this.#report.took(as === undefined ? entry : { ...entry, as });
  }

  refuse(property: string, why: string): undefined {
    this.#seen.add(property.toLowerCase());
    this.#refused(property, this.peek(property)?.text, why);
  }

  /** The object as a whole is not taken over. */
  refuseAll(why: string): void {
    this.#refused('', undefined, why);
  }

  /** Read without being of use: no word about it. */
  pass(...properties: readonly string[]): void {
    for (const property of properties) this.#seen.add(property.toLowerCase());
  }

  /** Whatever nobody has asked for and is neither blank nor off is not taken over. */
  rest(why = 'the lab has no such setting'): void {
    for (const [property, { text }] of this.object.properties) {
      const folded = property.toLowerCase();
      const meaningless = text === '' || text === 'False' || text === 'None' || bookkeeping.has(folded);
      if (!meaningless && !this.#seen.has(folded)) this.#refused(property, text, why);
    }
  }

  #refused(property: string, value: string | undefined, why: string): void {
    const entry = { file: this.object.file, object: this.name, property, why };
    const isSecret = secretName.test(property) || secretValue.test(value ?? '');
    this.#report.refused(value === undefined || isSecret ? entry : { ...entry, value });
  }
}

/** What each kind of object is known by. */
const namedBy: Partial<Record<OutputKind, readonly string[]>> = {
  AcceptedDomain: ['DomainName', 'Name'],
  ExchangeCertificate: ['Thumbprint'],
};

/** `EX01\EWS (Default Web Site)`, `Auth Configuration`, a domain, a thumbprint. */
export function nameOf(object: KnownObject): string {
  const names = namedBy[object.kind] ?? ['Identity', 'Name', 'Fqdn'];
  const [name] = names.flatMap((property) => propertyOf(object, property)?.text || []);
  return name ?? `line ${object.line}`;
}

import type { Zone } from 'luxon';
import {
  dateTimePrecision,
  exchangeImpersonation,
  exchangeVersion,
  mailboxCulture,
  managementRole,
  serializedSecurityContext,
  timeZoneContext,
} from '../ews-schema/headers.js';
import { ewsNamespaces } from '../ews-schema/namespaces.js';
import { zoneOf } from '../mailbox/time-zone.js';
import type { ExchangeBuild } from '../protocol/exchange-version.js';
import { namespaces } from '../protocol/namespaces.js';
import type { SoapRequest } from '../protocol/soap.js';
import type { XmlElement } from '../protocol/xml-document.js';
import type { ElementDeclaration, ValueOf } from '../xsd/model.js';
import { readElement } from '../xsd/read.js';
import { missingAttribute } from '../xsd/violation.js';
import { EwsFault, ProtocolFault } from './fault.js';

/** Whom a request is to be made for: one of the four ways to name an account. */
export type ConnectingSid = ValueOf<typeof exchangeImpersonation.type>['ConnectingSID'];

/** What the header of a request says. */
export interface SoapHeaders {
  readonly impersonated: ConnectingSid | undefined;
  readonly zone: Zone;
}

/** Who reads: its build tells which schema versions it knows. */
interface Server {
  readonly build: ExchangeBuild;
}

const versionName = 'RequestServerVersion';

/** Headers that EWS knows; what stands in those that have no effect here is held to the schema all the same. */
const known: ReadonlyMap<string, ElementDeclaration> = new Map(
  [
    exchangeImpersonation,
    timeZoneContext,
    mailboxCulture,
    dateTimePrecision,
    managementRole,
    serializedSecurityContext,
  ].map((declaration: ElementDeclaration) => [declaration.name, declaration] as const),
);

/** Header blocks carry attributes of SOAP's own, so what the schema does not know is passed over here in any case. */
const reading = { namespaces: ewsNamespaces, strict: false };

/** Reads the SOAP header, its version first; throws EwsFault, ProtocolFault, SchemaViolation. */
export function readHeaders({ header }: SoapRequest, server: Server): SoapHeaders {
  const blocks = header?.children ?? [];
  checkServerVersion(blocks.find(isNamed(versionName)), server);
  const values = new Map<string, unknown>();
  for (const block of blocks) {
    const declaration = block.namespace === namespaces.ewsTypes ? known.get(block.name) : undefined;
    if (declaration) values.set(declaration.name, readElement(declaration.type, block, reading));
  }
  requireUnderstood(header, [namespaces.ewsTypes]);
  const given = <Value>({ name }: ElementDeclaration<Value>) => values.get(name) as Value | undefined;
  if (given(serializedSecurityContext)) throw tokenSerializationDenied();
  const role = given(managementRole);
  if (role && !role.UserRoles && !role.ApplicationRoles) throw invalidManagementRole();
  return {
    impersonated: given(exchangeImpersonation)?.ConnectingSID,
    zone: zoneOf(given(timeZoneContext)?.TimeZoneDefinition.Id),
  };
}

function isNamed(name: string): (block: XmlElement) => boolean {
  return (block) => block.name === name && block.namespace === namespaces.ewsTypes;
}

/**
 * A request without RequestServerVersion is fine; an unknown version is not (facts/ews-clients §3.3). Exchange Online is
 * ahead of all that was published: it takes every version that is named by a date.
 */
function checkServerVersion(block: XmlElement | undefined, { build }: Server): void {
  if (!block) return;
  const { Version: version } = block.attributes;
  if (version === undefined) throw missingAttribute(block, 'Version');
  if (exchangeVersion.read(version) !== undefined) return;
  if (isOnline(build) && /^V20\d\d_\d\d_\d\d$/.test(version)) return;
  if (newer.has(version) && refusesNewerAsInvalid(build)) {
    throw new EwsFault('ErrorInvalidRequest', 'The request is invalid.');
  }
  throw new EwsFault('ErrorInvalidServerVersion', 'The specified server version is invalid.');
}

/** Versions of later schemas that clients ask for; Exchange 2019 has other words for them (facts/ews-clients §3.3). */
const newer: ReadonlySet<string> = new Set(['Exchange2019', 'V2018_01_08']);

function refusesNewerAsInvalid({ major, minor }: ExchangeBuild): boolean {
  return major === 15 && minor === 2;
}

function isOnline({ major, minor }: ExchangeBuild): boolean {
  return major === 15 && minor === 20;
}

/**
 * .NET's words (dotnet/wcf #3304) where a block must be understood and is of no namespace that is; that Exchange leaves it to
 * .NET is inferred.
 */
export function requireUnderstood(header: XmlElement | undefined, understood: readonly string[]): void {
  for (const { namespace, name, attributes } of header?.children ?? []) {
    if (understood.includes(namespace) || !/^(?:1|true)$/.test(attributes.mustUnderstand ?? '')) continue;
    throw new ProtocolFault(
      's:MustUnderstand',
      `The header '${name}' from the namespace '${namespace}' was not understood by the recipient of this message, causing the message to not be processed.  This error typically indicates that the sender of this message has enabled a communication protocol that the receiver cannot process.  Please ensure that the configuration of the client's binding is consistent with the service's binding. `,
    );
  }
}

/** The code is that of Microsoft's list, "the ManagementRole header is incorrect"; the words are documented beside it (errors.ts). */
const invalidManagementRole = () =>
  new EwsFault('ErrorInvalidManagementRoleHeader', 'invalid managementrole header value or usage.');

/** No caller of the lab has the right to act by the SIDs of somebody else. */
const tokenSerializationDenied = () =>
  new EwsFault('ErrorTokenSerializationDenied', 'The requesting account does not have permission to serialize tokens.');

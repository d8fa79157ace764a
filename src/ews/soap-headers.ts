import type { Zone } from 'luxon';
import { zoneOf } from '../mailbox/time-zone.js';
import { namespaces } from '../protocol/namespaces.js';
import type { SoapRequest } from '../protocol/soap.js';
import { child, type XmlElement } from '../protocol/xml-document.js';
import { EwsFault } from './fault.js';

/** What the header of a request says. */
export interface SoapHeaders {
  /** Whom ConnectingSID names, in whichever of its ways. */
  readonly impersonated: string | undefined;
  readonly zone: Zone;
}

export function readHeaders({ header }: SoapRequest): SoapHeaders {
  checkServerVersion(header);
  const impersonation = child(header, namespaces.ewsTypes, 'ExchangeImpersonation');
  const connectingSid = child(impersonation, namespaces.ewsTypes, 'ConnectingSID');
  const zone = child(child(header, namespaces.ewsTypes, 'TimeZoneContext'), namespaces.ewsTypes, 'TimeZoneDefinition')
    ?.attributes.Id;
  return {
    impersonated: impersonation && (connectingSid?.children[0]?.text.trim() ?? ''),
    zone: zoneOf(zone),
  };
}

/** Schema versions a server of today knows (facts/ews-clients §2.2, §3.1; Exchange2012 is what the cmdlet sends). */
const schemaVersions: ReadonlySet<string> = new Set([
  ...['Exchange2007', 'Exchange2007_SP1', 'Exchange2009', 'Exchange2010', 'Exchange2010_SP1', 'Exchange2010_SP2'],
  ...['Exchange2012', 'Exchange2013', 'Exchange2013_SP1', 'Exchange2015', 'Exchange2016'],
  ...[
    'V2015_10_05',
    'V2016_01_06',
    'V2016_04_13',
    'V2016_07_13',
    'V2016_10_10',
    'V2017_01_07',
    'V2017_04_14',
    'V2017_07_11',
  ],
]);

/** A request without RequestServerVersion is fine; an unknown version is not (facts/ews-clients §3.3). */
function checkServerVersion(header: XmlElement | undefined): void {
  const version = child(header, namespaces.ewsTypes, 'RequestServerVersion')?.attributes.Version;
  if (version === undefined || schemaVersions.has(version)) return;
  throw new EwsFault('ErrorInvalidServerVersion', 'The specified server version is invalid.');
}

import type { NewEvent } from '../event-log.js';

/** Why the AuthAdmin servicelet could not take over a metadata document, by the names of its events (facts/oauth-inbound §5). */
export type MetadataProblem =
  | 'InvalidMetadataUrl'
  | 'CorruptMetadata'
  | 'UnableToAccessMetadata'
  | 'InvalidCertificateList'
  | 'InvalidCertificates';

const eventIds: Readonly<Record<MetadataProblem, number>> = {
  InvalidMetadataUrl: 2008,
  CorruptMetadata: 2009,
  UnableToAccessMetadata: 2010,
  InvalidCertificateList: 2011,
  InvalidCertificates: 2012,
};

/** The next auth certificate has become the current one (facts/oauth-outbound-admin §3.3, §3.9). */
export function certificatePublished(thumbprint: string, machineName: string): NewEvent {
  const message = `The current signing certificate for Exchange has been updated to certificate with thumbprint ${thumbprint}.`;
  return authAdminEvent(2014, 'Information', message, machineName);
}

/** Of these five the numbers and names are known alone: the words are the lab's. */
export function metadataNotTaken(
  problem: MetadataProblem,
  issuer: string,
  reason: string,
  machineName: string,
): NewEvent {
  const message = `[lab] ${problem}: the metadata of the ${issuer} is not taken over. ${reason}`;
  const entryType = problem === 'UnableToAccessMetadata' ? 'Warning' : 'Error';
  return authAdminEvent(eventIds[problem], entryType, message, machineName);
}

function authAdminEvent(
  eventId: number,
  entryType: NewEvent['entryType'],
  message: string,
  machineName: string,
): NewEvent {
  return { log: 'Application', entryType, source: 'MSExchange AuthAdmin', eventId, message, machineName };
}

import { xs } from '../../xsd/simple-types.js';
import { element, many, optional, some } from '../../xsd/types.js';
import { m, t } from '../namespaces.js';
import { responseElement, responseMessage } from '../responses.js';
import { timeZoneDefinition } from '../time-zones.js';

/** GetServerTimeZones (MS-OXWSGTZ): all of them, or those with these ids. */
export const getServerTimeZonesRequest = element(
  'm',
  'GetServerTimeZones',
  m.complex('GetServerTimeZonesType', {
    attributes: { ReturnFullTimeZoneData: optional(xs.boolean) },
    content: [{ Ids: optional(t.complex('NonEmptyArrayOfTimeZoneIdType', { content: [{ Id: some(xs.string) }] })) }],
  }),
);

const timeZoneDefinitions = t.complex('ArrayOfTimeZoneDefinitionType', {
  content: [{ TimeZoneDefinition: many(timeZoneDefinition) }],
});

export const getServerTimeZonesResponse = responseElement(
  'GetServerTimeZones',
  m.extended('GetServerTimeZonesResponseMessageType', responseMessage, {
    content: [{ TimeZoneDefinitions: optional(timeZoneDefinitions) }],
  }),
);

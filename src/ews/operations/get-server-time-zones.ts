import {
  getServerTimeZonesRequest,
  getServerTimeZonesResponse,
} from '../../ews-schema/operations/get-server-time-zones.js';
import { messageForEach } from '../messages.js';
import { operation } from '../operation.js';
import { definedZone, namedZone, timeZoneIds } from '../time-zones/definition.js';

/**
 * GetServerTimeZones (MS-OXWSGTZ): all of them when no ids are given, with their rules unless these are not wanted. A zone
 * that the server does not know is left out of the answer; that it is no error is inferred.
 */
export const getServerTimeZones = operation({
  request: getServerTimeZonesRequest,
  response: getServerTimeZonesResponse,
  answer({ Ids, ReturnFullTimeZoneData = true }, { now }) {
    const year = new Date(now).getUTCFullYear();
    const show = (id: string) => (ReturnFullTimeZoneData ? definedZone(id, year) : namedZone(id));
    const ids = Ids ? Ids.Id.map((id) => id.trim()) : timeZoneIds;
    const zones = ids.map(show).filter((zone) => zone !== undefined);
    return messageForEach(
      'GetServerTimeZones',
      [zones],
      () => ({ TimeZoneDefinitions: { TimeZoneDefinition: zones } }),
      {},
    );
  },
});

import { element, many, optional } from '../../xsd/types.js';
import { emailAddress } from '../email-address.js';
import { m, t } from '../namespaces.js';
import { responseMessage } from '../responses.js';

/** GetRooms (MS-OXWSGTRM): the rooms of a list. */
export const getRoomsRequest = element(
  'm',
  'GetRooms',
  m.complex('GetRoomsType', { content: [{ RoomList: emailAddress }] }),
);

const directoryEntry = t.complex('DirectoryEntryType', { content: [{ Id: optional(emailAddress) }] });

const rooms = t.complex('ArrayOfRoomsType', {
  content: [{ Room: many(t.extended('RoomType', directoryEntry, {})) }],
});

export const getRoomsResponse = element(
  'm',
  'GetRoomsResponse',
  m.extended('GetRoomsResponseMessageType', responseMessage, { content: [{ Rooms: optional(rooms) }] }),
);

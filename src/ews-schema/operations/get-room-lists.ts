import { element, optional } from '../../xsd/types.js';
import { emailAddresses } from '../email-address.js';
import { m } from '../namespaces.js';
import { responseMessage } from '../responses.js';

/** GetRoomLists (MS-OXWSGTRM). */
export const getRoomListsRequest = element('m', 'GetRoomLists', m.complex('GetRoomListsType', {}));

export const getRoomListsResponse = element(
  'm',
  'GetRoomListsResponse',
  m.extended('GetRoomListsResponseMessageType', responseMessage, {
    content: [{ RoomLists: optional(emailAddresses) }],
  }),
);

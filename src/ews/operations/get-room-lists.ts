import { getRoomListsRequest, getRoomListsResponse } from '../../ews-schema/operations/get-room-lists.js';
import { operation } from '../operation.js';
import { addressOf } from '../people/address-book.js';

/** GetRoomLists (MS-OXWSGTRM): the distribution groups that hold rooms. */
export const getRoomLists = operation({
  request: getRoomListsRequest,
  response: getRoomListsResponse,
  answer(_request, { organization, user }) {
    const lists = organization.groupsOf(user).filter(({ recipientTypeDetails }) => recipientTypeDetails === 'RoomList');
    return { ResponseClass: 'Success', ResponseCode: 'NoError', RoomLists: { Address: lists.map(addressOf) } } as const;
  },
});

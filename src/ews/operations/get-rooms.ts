import { getRoomsRequest, getRoomsResponse } from '../../ews-schema/operations/get-rooms.js';
import type { ValueOf } from '../../xsd/model.js';
import { errors } from '../errors.js';
import { attempt } from '../messages.js';
import { type EwsCall, operation } from '../operation.js';
import { addressBook, addressOf, entryWithAddress, isGroup, membersOf } from '../people/address-book.js';

type Request = ValueOf<typeof getRoomsRequest.type>;

/** GetRooms (MS-OXWSGTRM): the rooms of a list. */
export const getRooms = operation({
  request: getRoomsRequest,
  response: getRoomsResponse,
  answer(request, call) {
    return attempt(() => ({ Rooms: { Room: roomsOf(request, call) } }), {});
  },
});

/** What Exchange says of an address that is no room list is inferred: the same as of a list that can't be expanded. */
function roomsOf({ RoomList }: Request, call: EwsCall) {
  const entries = addressBook(call);
  const list = entryWithAddress(entries, RoomList.EmailAddress ?? '');
  if (!list || !isGroup(list) || list.recipientTypeDetails !== 'RoomList') throw errors.nameNotResolved();
  return membersOf(list, entries).map((room) => ({ Id: addressOf(room) }));
}

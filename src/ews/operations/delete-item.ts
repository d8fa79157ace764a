import { deleteItemRequest, deleteItemResponse } from '../../ews-schema/operations/delete-item.js';
import type { ValueOf } from '../../xsd/model.js';
import { errors } from '../errors.js';
import type { FoundItem } from '../found-item.js';
import { requireItem } from '../item-access.js';
import { removeItem } from '../item-removal.js';
import { announceRemoval } from '../meetings/announcement.js';
import { messageForEach } from '../messages.js';
import { type EwsCall, operation } from '../operation.js';

type Request = ValueOf<typeof deleteItemRequest.type>;

/** DeleteItem (MS-OXWSCORE): to the deleted items, to where they can be recovered from, or for good. */
export const deleteItem = operation({
  request: deleteItemRequest,
  response: deleteItemResponse,
  answer(request, call) {
    const remove = (id: Request['ItemIds'][number]) => {
      const found = requireItem(id, call, 'write');
      announce(found, request, call);
      removeItem(found, request.DeleteType);
      return {};
    };
    return messageForEach('DeleteItem', request.ItemIds, remove, {});
  },
});

/** Who has called a meeting cancels it by deleting it, if the request says so; what was deleted before was cancelled then. */
function announce(found: FoundItem, request: Request, call: EwsCall): void {
  const { SendMeetingCancellations, AffectedTaskOccurrences } = request;
  const { kind, folder } = found.item;
  if (kind === 'Task' && AffectedTaskOccurrences === undefined) throw errors.affectedTaskOccurrencesRequired();
  if (kind !== 'CalendarItem') return;
  if (SendMeetingCancellations === undefined) throw errors.sendMeetingCancellationsRequired();
  if (found.mailbox.folder(folder)?.kind !== 'CalendarFolder') return;
  announceRemoval(found, SendMeetingCancellations, { owner: found.owner, call });
}

import { sendItemRequest, sendItemResponse } from '../../ews-schema/operations/send-item.js';
import { changeOfKey } from '../../mailbox/object-id.js';
import type { ValueOf } from '../../xsd/model.js';
import { errors } from '../errors.js';
import type { FoundItem } from '../found-item.js';
import { requireItem } from '../item-access.js';
import { messageForEach } from '../messages.js';
import { type EwsCall, operation } from '../operation.js';
import { copyPlace, sendMessage } from '../sent-message.js';

type Request = ValueOf<typeof sendItemRequest.type>;

/** SendItem (MS-OXWSCORE): sends what was saved; it leaves its folder, for the sent items where a copy is wanted. */
export const sendItem = operation({
  request: sendItemRequest,
  response: sendItemResponse,
  answer(request, call) {
    const { SaveItemToFolder, SavedItemFolderId, ItemIds } = request;
    const send = (id: Request['ItemIds'][number]) => {
      if (!SaveItemToFolder && SavedItemFolderId) throw errors.sendItemSaveSettings();
      sendSaved(requireItem(id, call, 'write'), id, request, call);
      return {};
    };
    return messageForEach('SendItem', ItemIds, send, {});
  },
});

function sendSaved(
  found: FoundItem,
  id: object,
  { SaveItemToFolder, SavedItemFolderId }: Request,
  call: EwsCall,
): void {
  const { item, mailbox } = found;
  if (item.kind !== 'Message') throw errors.itemInvalidFor.SendItem();
  const [{ ChangeKey }] = Object.values(id) as [{ readonly ChangeKey?: string }];
  if (ChangeKey === undefined) throw errors.changeKeyRequired();
  if (changeOfKey(ChangeKey) !== item.change) throw errors.irresolvableConflict(); // OfficeDev/ews-managed-api #249
  const copyTo = copyPlace(SaveItemToFolder ? 'SendAndSaveCopy' : 'SendOnly', SavedItemFolderId, call);
  sendMessage(item, copyTo, call, errors.missingRecipients);
  mailbox.removeItem(item);
}

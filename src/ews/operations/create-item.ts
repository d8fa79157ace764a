import { createItemRequest, createItemResponse } from '../../ews-schema/operations/create-item.js';
import type { ValueOf } from '../../xsd/model.js';
import { attachmentsOf } from '../attachment-view.js';
import { errors } from '../errors.js';
import type { FoundItem } from '../item-access.js';
import { itemIdOf } from '../item-properties.js';
import { announceNew } from '../meetings/announcement.js';
import { withResolvedAttendees } from '../meetings/meeting.js';
import { messageForEach } from '../messages.js';
import { clientsWord, createIn, folderForNew, newContent, requireOccurrence } from '../new-item.js';
import { type EwsCall, operation } from '../operation.js';
import { answerItem, isResponseObject } from '../response-objects.js';
import { dispose } from '../sent-message.js';

type Request = ValueOf<typeof createItemRequest.type>;
type Said = Readonly<Record<string, unknown>>;

/** CreateItem (MS-OXWSCORE): items, messages to send, meetings to invite to, and answers to items. */
export const createItem = operation({
  request: createItemRequest,
  response: createItemResponse,
  answer(request, call) {
    const create = (one: Request['Items'][number]) => {
      const [[kind, value]] = Object.entries(one) as [[string, Said]];
      return { Items: created(kind, value, request, call).map(shown) as never[] };
    };
    return messageForEach('CreateItem', request.Items, create, { Items: [] });
  },
});

/** What there is afterwards: of a message that was sent nothing. */
function created(kind: string, value: Said, request: Request, call: EwsCall): readonly FoundItem[] {
  if (isResponseObject(kind)) return answerItem(kind, value, request, call);
  const said = clientsWord(value); // what MimeContent says belongs here, before what is said beside it
  const content = newContent(kind, said, call);
  if (kind === 'Message') {
    const { MessageDisposition: disposition, SavedItemFolderId: folder } = request;
    if (disposition === undefined) throw errors.messageDispositionRequired();
    const saved = dispose({ kind, ...content }, { disposition, folder }, call);
    return saved ? [saved] : [];
  }
  if (kind === 'CalendarItem') return [newMeeting(content, request, call)];
  return [createIn(folderForNew(kind, request.SavedItemFolderId, call), { kind, ...content })];
}

/** An appointment is a meeting when others are invited. */
function newMeeting(content: ReturnType<typeof newContent>, request: Request, call: EwsCall): FoundItem {
  const { SendMeetingInvitations: mode, SavedItemFolderId } = request;
  if (mode === undefined) throw errors.sendMeetingInvitationsRequired();
  const place = folderForNew('CalendarItem', SavedItemFolderId, call);
  const sending = { owner: place.owner, call };
  const isSent = mode !== 'SendToNone';
  const properties = isSent ? withResolvedAttendees(content.properties, sending) : content.properties;
  requireOccurrence({ properties });
  return announceNew(createIn(place, { kind: 'CalendarItem', ...content, properties }), mode, sending);
}

/** Its id, and those of its attachments. */
function shown(found: FoundItem): object {
  const Attachments = attachmentsOf(found)?.map((one) => {
    const [[kind, { AttachmentId }]] = Object.entries(one) as [[string, { readonly AttachmentId: object }]];
    return { [kind]: { AttachmentId } };
  });
  return { [found.item.kind]: { ItemId: itemIdOf(found), ...(Attachments ? { Attachments } : {}) } };
}

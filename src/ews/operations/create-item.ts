import { createItemRequest, createItemResponse } from '../../ews-schema/operations/create-item.js';
import type { ValueOf } from '../../xsd/model.js';
import { attachmentsOf } from '../attachment-view.js';
import { errors } from '../errors.js';
import type { FoundItem } from '../found-item.js';
import { itemIdOf } from '../item-properties.js';
import { announceNew } from '../meetings/announcement.js';
import { withResolvedAttendees } from '../meetings/meeting.js';
import { messageForEach, messageForEachInTurn } from '../messages.js';
import { saidInMime, saysMime } from '../mime/said-in-mime.js';
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
    const all = request.Items.map((one) => Object.entries(one)[0] as [string, Said]);
    const create = ([kind, value]: (typeof all)[number], inMime: Said = {}) => {
      const items = created(kind, value, { inMime, request, call });
      return { Items: items.map((one) => shown(one, value)) as never[] };
    };
    if (!all.some(([, value]) => saysMime(value))) {
      return messageForEach('CreateItem', all, (one) => create(one), { Items: [] });
    }
    const read = async (one: (typeof all)[number]) => create(one, await saidInMime(...one));
    return messageForEachInTurn('CreateItem', all, read, { Items: [] });
  },
});

interface Circumstances {
  /** What MimeContent says of the item; what is said beside it counts more. */
  readonly inMime: Said;
  readonly request: Request;
  readonly call: EwsCall;
}

/** What there is afterwards: of a message that was sent nothing. */
function created(kind: string, value: Said, { inMime, request, call }: Circumstances): readonly FoundItem[] {
  if (isResponseObject(kind)) return answerItem(kind, value, request, call);
  const content = newContent(kind, { ...inMime, ...clientsWord(value) }, call);
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

/**
 * Its id, and those of the attachments that the client named (exchangelib reads them). Of what came in MimeContent nothing
 * is said: Thunderbird cannot read an attachment without a name, and saves drafts on Exchange.
 */
function shown(found: FoundItem, said: Said): object {
  const item = { ItemId: itemIdOf(found) };
  if (said.Attachments === undefined) return { [found.item.kind]: item };
  const Attachments = attachmentsOf(found)?.map((one) => {
    const [[kind, { AttachmentId }]] = Object.entries(one) as [[string, { readonly AttachmentId: object }]];
    return { [kind]: { AttachmentId } };
  });
  return { [found.item.kind]: { ...item, ...(Attachments ? { Attachments } : {}) } };
}

import { updateItemRequest, updateItemResponse } from '../../ews-schema/operations/update-item.js';
import { changeOfKey } from '../../mailbox/object-id.js';
import type { ValueOf } from '../../xsd/model.js';
import { errors } from '../errors.js';
import type { Path } from '../extended-properties.js';
import type { FoundItem } from '../found-item.js';
import { type NamedItem, requireItem } from '../item-access.js';
import { checkChange } from '../item-change-check.js';
import { type FieldChange, withChange } from '../item-changes.js';
import { itemIdOf } from '../item-properties.js';
import { announceChange } from '../meetings/announcement.js';
import { changedMeeting } from '../meetings/changed-meeting.js';
import { messageForEach, messageForEachInTurn } from '../messages.js';
import { saidInMime, saysMime } from '../mime/said-in-mime.js';
import { type EwsCall, operation } from '../operation.js';
import { copyPlace, sendMessage } from '../sent-message.js';
import { withTaskState } from '../task-state.js';

type Request = ValueOf<typeof updateItemRequest.type>;
type ItemChange = Request['ItemChanges']['ItemChange'][number];

/** UpdateItem (MS-OXWSCORE): a meeting's attendees hear of it, a message can be sent by it. */
export const updateItem = operation({
  request: updateItemRequest,
  response: updateItemResponse,
  answer(request, call) {
    const all = request.ItemChanges.ItemChange.map((change) => ({ change, changes: change.Updates.map(fieldChange) }));
    const update = ({ change, changes }: (typeof all)[number]) => {
      const found = requireItem(change as NamedItem, call, 'write');
      refuseConflict(change, found, request.ConflictResolution);
      changes.forEach(checkChange);
      const after = updated(found, changes, request, call);
      return {
        Items: (after ? [{ [after.item.kind]: { ItemId: itemIdOf(after) } }] : []) as never[],
        ConflictResults: { Count: 0 },
      };
    };
    if (!all.some(({ changes }) => changes.some(isOfMime))) {
      return messageForEach('UpdateItem', all, update, { Items: [] });
    }
    const read = async ({ change, changes }: (typeof all)[number]) => {
      const { kind } = requireItem(change as NamedItem, call, 'write').item;
      return update({ change, changes: await Promise.all(changes.map((one) => withSaidInMime(one, kind))) });
    };
    return messageForEachInTurn('UpdateItem', all, read, { Items: [] });
  },
});

function isOfMime({ path, kind }: FieldChange): boolean {
  return kind === 'set' && 'FieldURI' in path && path.FieldURI.FieldURI === 'item:MimeContent';
}

/** Of a message alone: the lab reads no other items from MIME. */
async function withSaidInMime(change: FieldChange, kind: string): Promise<FieldChange> {
  if (kind !== 'Message' || !isOfMime(change) || !saysMime(change.value)) return change;
  return { ...change, inMime: await saidInMime(kind, change.value) };
}

/** Who says which change he knows must know the last one; AlwaysOverwrite needs to know none. */
function refuseConflict(
  { ItemId, OccurrenceItemId, RecurringMasterItemId }: ItemChange,
  { item }: FoundItem,
  resolution: Request['ConflictResolution'],
): void {
  if (resolution === 'AlwaysOverwrite') return;
  const { ChangeKey } = ItemId ?? OccurrenceItemId ?? RecurringMasterItemId ?? {};
  if (ChangeKey === undefined) throw errors.changeKeyRequired();
  if (resolution === 'NeverOverwrite' && changeOfKey(ChangeKey) !== item.change) throw errors.irresolvableConflict();
}

/** Undefined where the item was sent, and is there no more. */
function updated(
  found: FoundItem,
  changes: readonly FieldChange[],
  request: Request,
  call: EwsCall,
): FoundItem | undefined {
  const { kind } = found.item;
  if (kind === 'Message') return updatedMessage(found, changes, request, call);
  if (kind !== 'CalendarItem') return { ...found, item: saved(found, changes, call) };
  const { SendMeetingInvitationsOrCancellations: mode } = request;
  if (mode === undefined) throw errors.sendMeetingInvitationsOrCancellationsRequired();
  const sending = { owner: found.owner, call };
  const after = changedMeeting(found, changes, sending, mode !== 'SendToNone');
  return announceChange(found, after, mode, sending);
}

function updatedMessage(
  found: FoundItem,
  changes: readonly FieldChange[],
  { MessageDisposition: disposition, SavedItemFolderId }: Request,
  call: EwsCall,
): FoundItem | undefined {
  if (disposition === undefined) throw errors.messageDispositionRequired();
  const item = saved(found, changes, call);
  if (disposition === 'SaveOnly') return { ...found, item };
  sendMessage(item, copyPlace(disposition, SavedItemFolderId, call), call, errors.noRecipients);
  found.mailbox.removeItem(item);
  return undefined;
}

function saved({ mailbox, item }: FoundItem, changes: readonly FieldChange[], call: EwsCall) {
  const after = changes.reduce(withChange, item);
  const isReadMark = changes.every(({ path }) => 'FieldURI' in path && path.FieldURI.FieldURI === 'message:IsRead');
  const properties = item.kind === 'Task' ? taskState(item.properties, after.properties, call) : after.properties;
  return mailbox.updateItem({ ...item, ...after, properties }, { isReadMark });
}

type Properties = FoundItem['item']['properties'];

/** What was said of a task now tells its state. */
function taskState(before: Properties, after: Properties, call: EwsCall): Properties {
  const said = Object.fromEntries(Object.entries(after).filter(([name, value]) => value !== before[name]));
  const rest = Object.fromEntries(Object.entries(after).filter(([name]) => !(name in said)));
  return withTaskState(rest, said, call.now);
}

const kinds = { SetItemField: 'set', AppendToItemField: 'append', DeleteItemField: 'delete' } as const;

/** `{ SetItemField: { FieldURI: …, Message: { Subject: … } } }` */
function fieldChange(description: ItemChange['Updates'][number]): FieldChange {
  const [[name, content]] = Object.entries(description) as [[keyof typeof kinds, object]];
  const { FieldURI, IndexedFieldURI, ExtendedFieldURI, ...items } = content as Readonly<Record<string, unknown>>;
  const path = Object.fromEntries(
    Object.entries({ FieldURI, IndexedFieldURI, ExtendedFieldURI }).filter(([, value]) => value !== undefined),
  ) as unknown as Path;
  const [value = {}] = Object.values(items) as Readonly<Record<string, unknown>>[];
  return { path, kind: kinds[name], value };
}

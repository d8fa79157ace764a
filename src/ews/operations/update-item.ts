import { updateItemRequest, updateItemResponse } from '../../ews-schema/operations/update-item.js';
import { changeOfKey } from '../../mailbox/object-id.js';
import type { ValueOf } from '../../xsd/model.js';
import { errors } from '../errors.js';
import type { Path } from '../extended-properties.js';
import { type FoundItem, type NamedItem, requireItem } from '../item-access.js';
import { checkChange } from '../item-change-check.js';
import { type FieldChange, withChange } from '../item-changes.js';
import { withMoments } from '../item-moments.js';
import { itemIdOf } from '../item-properties.js';
import { messageForEach } from '../messages.js';
import { type EwsCall, operation } from '../operation.js';

type Request = ValueOf<typeof updateItemRequest.type>;
type ItemChange = Request['ItemChanges']['ItemChange'][number];

/** UpdateItem (MS-OXWSCORE). */
export const updateItem = operation({
  request: updateItemRequest,
  response: updateItemResponse,
  answer(request, call) {
    const update = (change: ItemChange) => {
      const found = requireItem(change as NamedItem, call, 'write');
      refuseUnsaid(request, found);
      refuseConflict(change, found, request.ConflictResolution);
      const updated = { ...found, item: changed(found, change, call) };
      return {
        Items: [{ [found.item.kind]: { ItemId: itemIdOf(updated) } } as never],
        ConflictResults: { Count: 0 },
      };
    };
    return messageForEach('UpdateItem', request.ItemChanges.ItemChange, update, { Items: [] });
  },
});

/** What becomes of a changed message, and who hears of a changed meeting, has to be said (the public page on UpdateItem). */
function refuseUnsaid(
  { MessageDisposition, SendMeetingInvitationsOrCancellations }: Request,
  { item: { kind } }: FoundItem,
): void {
  if (kind === 'Message' && MessageDisposition === undefined) throw errors.messageDispositionRequired();
  if (kind === 'CalendarItem' && SendMeetingInvitationsOrCancellations === undefined) {
    throw errors.invitationsOrCancellationsRequired();
  }
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

function changed({ mailbox, item }: FoundItem, { Updates }: ItemChange, call: EwsCall) {
  const changes = Updates.map(fieldChange);
  changes.forEach(checkChange);
  const after = changes.reduce(withChange, item);
  const properties = item.kind === 'CalendarItem' ? withMoments(after.properties, call.zone) : after.properties;
  const isReadMark = changes.every(({ path }) => 'FieldURI' in path && path.FieldURI.FieldURI === 'message:IsRead');
  return mailbox.updateItem({ ...item, ...after, properties }, { isReadMark });
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

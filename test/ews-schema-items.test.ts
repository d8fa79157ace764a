import t from 'tap';
import { copyItemRequest, copyItemResponse } from '../src/ews-schema/operations/copy-item.js';
import { createAttachmentRequest, createAttachmentResponse } from '../src/ews-schema/operations/create-attachment.js';
import { createItemRequest, createItemResponse } from '../src/ews-schema/operations/create-item.js';
import { deleteAttachmentRequest, deleteAttachmentResponse } from '../src/ews-schema/operations/delete-attachment.js';
import { deleteItemRequest, deleteItemResponse } from '../src/ews-schema/operations/delete-item.js';
import { getAttachmentRequest, getAttachmentResponse } from '../src/ews-schema/operations/get-attachment.js';
import { getItemRequest, getItemResponse } from '../src/ews-schema/operations/get-item.js';
import { moveItemRequest, moveItemResponse } from '../src/ews-schema/operations/move-item.js';
import { sendItemRequest, sendItemResponse } from '../src/ews-schema/operations/send-item.js';
import { updateItemRequest, updateItemResponse } from '../src/ews-schema/operations/update-item.js';
import { attachments, flags, ItemId, subject } from './acceptance/ews-item-values.js';
import { items, replies } from './acceptance/ews-items.js';
import { example, hold, noSamples, sample, valueIn } from './acceptance/ews-messages.js';
import { noSchema, noXmllint } from './acceptance/tools.js';

// Items and attachments in the vocabulary of Exchange Web Services.

t.test('what clients ask for is read', { skip: noSamples }, async (t) => {
  const first = { ItemId: { Id: 'aXRlbTppbmJveDox', ChangeKey: 'CQAAAA1A' } };
  t.strictSame(valueIn(getItemRequest, sample('ewsjs/GetItem-1')), {
    ItemShape: { BaseShape: 'AllProperties' },
    ItemIds: [first],
  });
  const received = { FieldURI: { FieldURI: 'item:DateTimeReceived' } };
  const sender = { FieldURI: { FieldURI: 'message:Sender' } };
  t.strictSame(valueIn(getItemRequest, sample('exchangelib/GetItem-1')), {
    ItemShape: { BaseShape: 'IdOnly', AdditionalProperties: [received, subject, sender] },
    ItemIds: [first, { ItemId: { Id: 'aXRlbTppbmJveDoy', ChangeKey: 'CQAAAA2A' } }],
  });
});

const range = {
  Start: '2026-11-01T00:00:00Z',
  End: '2026-12-01T00:00:00Z',
  Count: 10,
  CompareOriginalStartTime: false,
};

const ids = [
  { ItemId },
  { OccurrenceItemId: { RecurringMasterId: 'AAMk', InstanceIndex: 2 } },
  { RecurringMasterItemId: { OccurrenceId: 'AAMk', ChangeKey: 'CQ' } },
  { RecurringMasterItemIdRanges: { ...ItemId, Ranges: { Range: [range] } } },
] as const;

const sent = { DistinguishedFolderId: { Id: 'sentitems' } } as const;
const ToFolderId = { FolderId: { Id: 'AAMk' } };
const attachmentIds = { AttachmentId: [{ Id: 'AAMkF' }] };
const paths = [
  subject,
  flags,
  { IndexedFieldURI: { FieldURI: 'contacts:EmailAddress', FieldIndex: 'EmailAddress1' } },
] as const;

const changes = {
  ItemChange: [
    {
      ItemId,
      Updates: [
        { SetItemField: { ...subject, Message: { Subject: 'y' } } },
        { SetItemField: { ...flags, Item: { ExtendedProperty: [{ ...flags, Value: '1' }] } } },
        {
          AppendToItemField: {
            FieldURI: { FieldURI: 'message:ToRecipients' },
            Message: { ToRecipients: { Mailbox: [{ EmailAddress: 'user2@lab.test' }] } },
          },
        },
        { DeleteItemField: paths[2] },
      ],
      CalendarActivityData: {
        ActivityAction: 'x',
        ClientId: 'x',
        CasRequestId: '01234567-89ab-cdef-0123-456789abcdef',
        IndexSelected: 0,
      },
    },
    { ...ids[1], Updates: [{ DeleteItemField: flags }] },
    { ...ids[2], Updates: [{ DeleteItemField: flags }] },
  ],
} as const;

const success = { ResponseClass: 'Success', ResponseCode: 'NoError' } as const;
function message<More extends object>(operation: string, more?: More) {
  return { ResponseMessages: [{ [`${operation}ResponseMessage`]: { ...success, ...(more as More) } }] };
}

const refusal = {
  ResponseClass: 'Error',
  MessageText: 'x',
  ResponseCode: 'ErrorItemNotFound',
  DescriptiveLinkKey: 0,
} as const;
const created = { Items: [{ Message: { ItemId } }] };
const RootItemId = { RootItemId: 'AAMk', RootItemChangeKey: 'CQ' };

const examples = [
  example(getItemRequest, {
    ItemShape: {
      BaseShape: 'Default',
      IncludeMimeContent: true,
      BodyType: 'Best',
      FilterHtmlContent: true,
      ConvertHtmlCodePageToUTF8: true,
      AdditionalProperties: paths,
    },
    ItemIds: ids,
  }),
  example(getItemResponse, message('GetItem', { Items: items })),
  example(getItemResponse, { ResponseMessages: [{ GetItemResponseMessage: { ...refusal, Items: [] } }] }),
  example(createItemRequest, {
    MessageDisposition: 'SendAndSaveCopy',
    SendMeetingInvitations: 'SendToAllAndSaveCopy',
    SavedItemFolderId: sent,
    Items: [...items, ...replies],
  }),
  example(createItemResponse, message('CreateItem', created)),
  example(updateItemRequest, {
    ConflictResolution: 'AutoResolve',
    MessageDisposition: 'SaveOnly',
    SendMeetingInvitationsOrCancellations: 'SendToChangedAndSaveCopy',
    SuppressReadReceipts: true,
    SavedItemFolderId: sent,
    ItemChanges: changes,
  }),
  example(updateItemResponse, message('UpdateItem', { ...created, ConflictResults: { Count: 0 } })),
  example(deleteItemRequest, {
    DeleteType: 'SoftDelete',
    SendMeetingCancellations: 'SendOnlyToAll',
    AffectedTaskOccurrences: 'AllOccurrences',
    SuppressReadReceipts: false,
    ItemIds: ids,
  }),
  example(deleteItemResponse, message('DeleteItem')),
  example(sendItemRequest, { SaveItemToFolder: true, ItemIds: [{ ItemId }], SavedItemFolderId: sent }),
  example(sendItemResponse, message('SendItem')),
  example(moveItemRequest, { ToFolderId, ItemIds: ids, ReturnNewItemIds: true }),
  example(moveItemResponse, message('MoveItem', created)),
  example(copyItemRequest, { ToFolderId: sent, ItemIds: [{ ItemId }] }),
  example(copyItemResponse, message('CopyItem', created)),
  example(createAttachmentRequest, { ParentItemId: ItemId, Attachments: attachments }),
  example(createAttachmentResponse, message('CreateAttachment', { Attachments: attachments })),
  example(getAttachmentRequest, {
    AttachmentShape: { IncludeMimeContent: true, BodyType: 'Text', AdditionalProperties: paths },
    AttachmentIds: attachmentIds,
  }),
  example(getAttachmentResponse, message('GetAttachment', { Attachments: attachments })),
  example(deleteAttachmentRequest, { AttachmentIds: attachmentIds }),
  example(deleteAttachmentResponse, message('DeleteAttachment', { RootItemId })),
];

t.test('requests and answers are Exchange’s', { skip: noXmllint || noSchema() }, (t) => hold(t, examples));

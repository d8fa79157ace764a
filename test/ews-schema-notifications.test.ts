import t from 'tap';
import { getEventsRequest, getEventsResponse } from '../src/ews-schema/operations/get-events.js';
import {
  getStreamingEventsRequest,
  getStreamingEventsResponse,
} from '../src/ews-schema/operations/get-streaming-events.js';
import { subscribeRequest, subscribeResponse } from '../src/ews-schema/operations/subscribe.js';
import {
  syncFolderHierarchyRequest,
  syncFolderHierarchyResponse,
} from '../src/ews-schema/operations/sync-folder-hierarchy.js';
import { syncFolderItemsRequest, syncFolderItemsResponse } from '../src/ews-schema/operations/sync-folder-items.js';
import { unsubscribeRequest, unsubscribeResponse } from '../src/ews-schema/operations/unsubscribe.js';
import { answerOf, example, hold } from './acceptance/ews-messages.js';
import { noSchema, noXmllint } from './acceptance/tools.js';

// Synchronising and notifications in the vocabulary of Exchange Web Services.

const FolderId = { Id: 'AAMk', ChangeKey: 'AQAAAA==' };
const ItemId = { Id: 'AAMkI', ChangeKey: 'CQAAAA==' };
const inbox = { DistinguishedFolderId: { Id: 'inbox' } } as const;

const EventTypes = {
  EventType: [
    'CopiedEvent',
    'CreatedEvent',
    'DeletedEvent',
    'ModifiedEvent',
    'MovedEvent',
    'NewMailEvent',
    'FreeBusyChangedEvent',
  ],
} as const;

const ofItem = { Watermark: 'w', TimeStamp: '2026-01-01T00:00:00Z', ItemId, ParentFolderId: FolderId };
const ofFolder = { Watermark: 'w', TimeStamp: '2026-01-01T00:00:00Z', FolderId, ParentFolderId: FolderId };

const notification = {
  SubscriptionId: 's',
  PreviousWatermark: 'w',
  MoreEvents: false,
  events: [
    { CopiedEvent: { ...ofItem, OldItemId: ItemId, OldParentFolderId: FolderId } },
    { CreatedEvent: ofItem },
    { DeletedEvent: ofFolder },
    { ModifiedEvent: { ...ofFolder, UnreadCount: 1 } },
    { MovedEvent: { ...ofFolder, OldFolderId: FolderId, OldParentFolderId: FolderId } },
    { NewMailEvent: ofItem },
    { FreeBusyChangedEvent: ofItem },
    { StatusEvent: { Watermark: 'w' } },
  ],
};

const everyMessage = { FolderIds: [inbox, { FolderId }], EventTypes };

const examples = [
  example(syncFolderHierarchyRequest, {
    FolderShape: { BaseShape: 'IdOnly' },
    SyncFolderId: inbox,
    SyncState: 'aGllcjE=',
  }),
  example(
    syncFolderHierarchyResponse,
    answerOf('SyncFolderHierarchy', {
      SyncState: 'aGllcjE=',
      IncludesLastFolderInRange: true,
      Changes: [
        { Create: { Folder: { FolderId, DisplayName: 'x' } } },
        { Delete: { FolderId } },
        { Update: { TasksFolder: { FolderId } } },
      ],
    }),
  ),
  example(syncFolderItemsRequest, {
    ItemShape: { BaseShape: 'IdOnly' },
    SyncFolderId: inbox,
    SyncState: 'czE=',
    Ignore: [{ ItemId }],
    MaxChangesReturned: 512,
    SyncScope: 'NormalAndAssociatedItems',
  }),
  example(
    syncFolderItemsResponse,
    answerOf('SyncFolderItems', {
      SyncState: 'czE=',
      IncludesLastItemInRange: true,
      Changes: [
        { Create: { Item: { ItemId, Subject: 'x' } } },
        { ReadFlagChange: { ItemId, IsRead: true } },
        { Delete: { ItemId } },
        { Update: { Item: { ItemId } } },
      ],
    }),
  ),
  example(subscribeRequest, { PullSubscriptionRequest: { ...everyMessage, Watermark: 'w', Timeout: 1440 } }),
  example(subscribeRequest, {
    PushSubscriptionRequest: {
      SubscribeToAllFolders: true,
      EventTypes,
      StatusFrequency: 1,
      URL: 'https://lab.test/push',
      CallerData: 'x',
    },
  }),
  example(subscribeRequest, { StreamingSubscriptionRequest: everyMessage }),
  example(subscribeResponse, answerOf('Subscribe', { SubscriptionId: 's', Watermark: 'w' })),
  example(unsubscribeRequest, { SubscriptionId: 's' }),
  example(unsubscribeResponse, answerOf('Unsubscribe')),
  example(getEventsRequest, { SubscriptionId: 's', Watermark: 'w' }),
  example(getEventsResponse, answerOf('GetEvents', { Notification: notification })),
  example(getStreamingEventsRequest, { SubscriptionIds: { SubscriptionId: ['s', 's2'] }, ConnectionTimeout: 30 }),
  example(
    getStreamingEventsResponse,
    answerOf('GetStreamingEvents', {
      Notifications: { Notification: [notification] },
      ErrorSubscriptionIds: { SubscriptionId: ['s2'] },
      ConnectionStatus: 'Closed',
    }),
  ),
];

t.test('requests and answers are Exchange’s', { skip: noXmllint || noSchema() }, (t) => hold(t, examples));

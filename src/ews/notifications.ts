import { Buffer } from 'node:buffer';
import type { notification } from '../ews-schema/notifications.js';
import type { EventHistory, RememberedEvent } from '../mailbox/event-history.js';
import type { Mailbox } from '../mailbox/mailbox.js';
import { changeKeyOf, writeId } from '../mailbox/object-id.js';
import type { Subscription } from '../mailbox/subscriptions.js';
import type { ValueOf } from '../xsd/model.js';
import { EwsError } from './errors.js';
import { folderIdOf } from './folder-view.js';
import type { EwsCall } from './operation.js';

type Notification = ValueOf<typeof notification>;

/** How far a subscriber has come: opaque to him. */
export function writeWatermark(mailbox: string, { born }: EventHistory, position: number): string {
  return Buffer.from(`${mailbox}/${born}/${position}`).toString('base64');
}

/** The position; throws EwsError where it is none of that history, or some events behind it are forgotten. */
export function readWatermark(text: string, mailbox: string, history: EventHistory): number {
  const [, of, born, position] = /^([^/]*)\/(\d+)\/(\d+)$/.exec(Buffer.from(text, 'base64').toString()) ?? [];
  const isKnown = of === mailbox && Number(born) === history.born && history.since(Number(position)) !== undefined;
  if (!isKnown) throw invalidWatermark();
  return Number(position);
}

/** Of another subscription, or of events that are forgotten. */
export const invalidWatermark = () => new EwsError('ErrorInvalidWatermark', 'The watermark is invalid.');

/** The caller's subscription; throws EwsError. What is said of whose it is not, and of one that is over, is inferred. */
export function requireSubscription(id: string, { user, organization }: EwsCall): Subscription {
  const { subscriptions } = organization;
  const found = subscriptions.find(id);
  if (!found) throw new EwsError('ErrorSubscriptionNotFound', 'The specified subscription was not found.');
  if (found.user !== user.guid) {
    throw new EwsError(
      'ErrorSubscriptionAccessDenied',
      'Access is denied. Only the subscription owner may access the subscription.',
    );
  }
  if (subscriptions.hasExpired(found)) {
    subscriptions.remove(found);
    throw new EwsError(
      'ErrorExpiredSubscription',
      'Subscription information is not available. Subscription is expired.',
    );
  }
  return found;
}

/** The lab's own limit: how many events an answer has. */
const mostShown = 50;

/** What has happened since a position that a subscriber has heard of; that nothing has is an event, too. */
export function notificationSince(subscription: Subscription, position: number): Notification {
  const { id, mailbox, history } = subscription;
  const wanted = (history.since(position) ?? []).filter((event) => isWanted(event, subscription));
  const shown = wanted.slice(0, mostShown).map((event) => showEvent(event, subscription));
  const nothing = { StatusEvent: { Watermark: writeWatermark(mailbox.guid, history, history.last) } };
  return {
    SubscriptionId: id,
    PreviousWatermark: writeWatermark(mailbox.guid, history, position),
    MoreEvents: wanted.length > mostShown,
    events: shown.length > 0 ? shown : [nothing],
  };
}

function isWanted({ type, of, number, parent, old }: RememberedEvent, { types, folders }: Subscription): boolean {
  if (!types.has(type)) return false;
  if (!folders) return true;
  return (
    folders.has(parent) || (old !== undefined && folders.has(old.folder)) || (of === 'folder' && folders.has(number))
  );
}

type ShownEvent = NonNullable<Notification['events']>[number];

function showEvent(event: RememberedEvent, { mailbox, history }: Subscription): ShownEvent {
  const { type, of, number, change, parent, old, isOfContents, time, position } = event;
  const idOf = (which: number) => ({
    Id: writeId({ kind: of, mailbox, number: which }),
    ChangeKey: changeKeyOf(change),
  });
  const folder = (which: number) => folderIdOf(mailbox, mailbox.folder(which) ?? { number: which, change });
  const name = of === 'folder' ? 'FolderId' : 'ItemId';
  const value = {
    Watermark: writeWatermark(mailbox.guid, history, position),
    TimeStamp: time,
    [name]: idOf(number),
    ParentFolderId: folder(parent),
    ...(old ? { [`Old${name}`]: idOf(old.number), OldParentFolderId: folder(old.folder) } : {}),
    ...(isOfContents ? { UnreadCount: unreadIn(mailbox, number) } : {}), // as it is now
  };
  return { [type]: value } as unknown as ShownEvent;
}

function unreadIn(mailbox: Mailbox, folder: number): number {
  return mailbox.itemsIn(folder).filter(({ isRead }) => !isRead).length;
}

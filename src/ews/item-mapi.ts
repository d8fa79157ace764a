import { eventsOf } from '../mailbox/calendar.js';
import { utcText } from '../mailbox/time-zone.js';
import type { KnownProperties } from './extended-properties.js';
import type { FoundItem } from './item-access.js';
import { itemIdOf, itemProperties, messageProperties, saidOf } from './item-properties.js';

/**
 * MAPI properties of an item that clients ask for (MS-OXPROPS). The article number grows with every item of a
 * mailbox, so with every item of a folder: mail programs count by it (facts/ews-clients §1.3 rule 3).
 */
export function mapiProperties(found: FoundItem): KnownProperties {
  const { item } = found;
  const said = saidOf(found);
  const from = (said.From ?? said.Sender) as { readonly Mailbox?: Sender } | undefined;
  return new Map<number | string, unknown>([
    [0x0e23, item.number],
    [0x001a, said.ItemClass ?? itemProperties.ItemClass?.(found)],
    [0x0037, said.Subject],
    [0x0e1d, said.Subject],
    [0x0070, said.Subject],
    [0x0039, said.DateTimeSent ?? item.created],
    [0x0e06, said.DateTimeReceived ?? item.created],
    [0x3007, item.created],
    [0x3008, item.modified],
    [0x0e07, item.isRead ? readFlag : 0],
    [0x0e08, itemProperties.Size?.(found)],
    [0x0e1b, (item.attachments ?? []).length > 0],
    [0x0e02, itemProperties.DisplayBcc?.(found)],
    [0x0e03, itemProperties.DisplayCc?.(found)],
    [0x0e04, itemProperties.DisplayTo?.(found)],
    [0x0c1a, from?.Mailbox?.Name],
    [0x0c1f, from?.Mailbox?.EmailAddress],
    [0x5d01, from?.Mailbox?.EmailAddress],
    [0x1035, said.InternetMessageId ?? messageProperties.InternetMessageId?.(found)],
    [0x300b, itemIdOf(found).Id],
    [0x0fff, itemIdOf(found).Id],
    [0x10f4, false],
    ...(item.kind === 'CalendarItem' ? appointmentProperties(found) : []),
  ]);
}

const busyStatuses = ['Free', 'Tentative', 'Busy', 'OOF', 'WorkingElsewhere'];

/** What DavMail looks for appointments by; the names of PSETID_Appointment are numbers. */
function appointmentProperties(found: FoundItem): readonly (readonly [string, unknown])[] {
  const { IsAllDayEvent = false, LegacyFreeBusyStatus = 'Busy', Location, Recurrence } = saidOf(found);
  const [event] = found.occurrence ? [found.occurrence] : eventsOf(found.item, Number.POSITIVE_INFINITY, 1);
  return [
    [`Appointment/${0x8205}`, busyStatuses.indexOf(String(LegacyFreeBusyStatus))],
    [`Appointment/${0x8208}`, Location],
    [`Appointment/${0x820d}`, event && utcText(event.start)],
    [`Appointment/${0x820e}`, event && utcText(event.end)],
    [`Appointment/${0x8215}`, IsAllDayEvent],
    [`Appointment/${0x8223}`, Recurrence !== undefined],
  ];
}

/** mfRead of PidTagMessageFlags. */
const readFlag = 1;

interface Sender {
  readonly Name?: string;
  readonly EmailAddress?: string;
}

import { DateTime, type Zone } from 'luxon';
import { folderPermissions } from '../../directory/folder-permissions.js';
import type { Recipient } from '../../directory/recipient.js';
import type { FreeBusyView } from '../../ews-schema/free-busy.js';
import { type CalendarEvent, eventsBetween } from '../../mailbox/calendar.js';
import type { Mailbox } from '../../mailbox/mailbox.js';
import { localText, zoneOf } from '../../mailbox/time-zone.js';
import { EwsError } from '../errors.js';
import { secret } from '../private-items.js';
import { busyTypeOf, mergedFreeBusy } from './merged.js';
import { serializable } from './serializable-zone.js';

export type ViewType = 'None' | 'MergedOnly' | 'FreeBusy' | 'FreeBusyMerged' | 'Detailed' | 'DetailedMerged';

/** What a request wants to see, of what time. Moments in milliseconds since 1970. */
export interface WantedView {
  readonly from: number;
  readonly to: number;
  readonly minutes: number;
  readonly type: ViewType;
  /** In which the answer's times are. */
  readonly zone: Zone;
}

/** How much of a calendar one may see; `own` is what its owner sees. */
type Sight = 'nothing' | 'times' | 'subjects' | 'all' | 'own';

/** Free/busy of a mailbox that lives here; throws EwsError for who may not see it. */
export function freeBusyOf(mailbox: Mailbox, owner: Recipient, viewer: Recipient, view: WantedView): FreeBusyView {
  const sight = sightOf(owner, viewer);
  if (sight === 'nothing') throw noAccess();
  const type = sight === 'times' ? withoutDetails[view.type] : view.type;
  const calendar = mailbox.folderNamed('calendar')?.number ?? 0;
  const events = eventsBetween(mailbox, calendar, view.from, view.to);
  if (events.length > mostEvents) throw tooMany(events.length);
  const showsEvents = type !== 'MergedOnly' && type !== 'None';
  return {
    FreeBusyViewType: [type],
    ...(/Merged/.test(type) ? { MergedFreeBusy: mergedFreeBusy(events, view) } : {}),
    ...(showsEvents
      ? { CalendarEventArray: { CalendarEvent: events.map((event) => eventOf(event, { view, type, sight })) } }
      : {}),
    WorkingHours: workingHours(view.from),
  };
}

/** facts/oauth-outbound-admin §1.8, LID 47652; that it is the text of the answer is inferred. */
const noAccess = () =>
  new EwsError(
    'ErrorNoFreeBusyAccess',
    'Microsoft.Exchange.InfoWorker.Common.Availability.NoFreeBusyAccessException: The caller does not have access to free/busy data.',
  );

/** learn.microsoft.com, "You can't view free/busy information on another user's Calendar" (KB 2962513). */
const mostEvents = 1000;

const tooMany = (actual: number) =>
  new EwsError(
    'ErrorResultSetTooBig',
    `Microsoft.Exchange.InfoWorker.Common.Availability.ResultSetTooBigException: The result set contains too many calendar entries. The allowed size = ${mostEvents}; the actual size = ${actual}`,
  );

/** Who may see times alone gets the view that has no details. */
const withoutDetails: Readonly<Record<ViewType, ViewType>> = {
  None: 'None',
  MergedOnly: 'MergedOnly',
  FreeBusy: 'FreeBusy',
  FreeBusyMerged: 'FreeBusyMerged',
  Detailed: 'FreeBusy',
  DetailedMerged: 'FreeBusyMerged',
};

const sights: readonly (readonly [Sight, ReadonlySet<string>])[] = [
  [
    'all',
    new Set([
      'ReadItems',
      'Reviewer',
      'Author',
      'NonEditingAuthor',
      'PublishingAuthor',
      'Editor',
      'PublishingEditor',
      'Owner',
    ]),
  ],
  ['subjects', new Set(['LimitedDetails'])],
  ['times', new Set(['AvailabilityOnly'])],
];

/** By the permissions of the calendar: those for him, else those for everybody. */
function sightOf(owner: Recipient, viewer: Recipient): Sight {
  if (owner.guid === viewer.guid) return 'own';
  const entries = folderPermissions(owner, 'Calendar');
  const entry =
    entries.find(({ user }) => user === viewer.displayName) ?? entries.find(({ user }) => user === 'Default');
  const rights = entry?.accessRights ?? [];
  return sights.find(([, enough]) => rights.some((right) => enough.has(right)))?.[0] ?? 'nothing';
}

function eventOf(
  event: CalendarEvent,
  { view, type, sight }: { readonly view: WantedView; readonly type: ViewType; readonly sight: Sight },
) {
  const { start, end } = event;
  return {
    StartTime: localText(start, view.zone),
    EndTime: localText(end, view.zone),
    BusyType: busyTypeOf(event),
    ...(/Detailed/.test(type) ? { CalendarEventDetails: detailsOf(event, sight) } : {}),
  };
}

/** Of a private appointment nobody else sees what it is, nor which (documented for FreeBusyViewType). */
function detailsOf({ item, index, exception }: CalendarEvent, sight: Sight) {
  const said = { ...item.properties, ...exception?.properties } as DetailedProperties;
  const isPrivate = said.Sensitivity === secret;
  const isHidden = isPrivate && sight !== 'own';
  const showsId = sight === 'own' || sight === 'all';
  return {
    ...(showsId && !isHidden ? { ID: String(item.number).padStart(8, '0') } : {}),
    ...(isHidden ? {} : { Subject: said.Subject ?? '', Location: said.Location ?? '' }),
    IsMeeting: said.RequiredAttendees !== undefined,
    IsRecurring: index !== undefined,
    IsException: exception !== undefined,
    IsReminderSet: said.ReminderIsSet ?? false,
    IsPrivate: isPrivate,
  };
}

interface DetailedProperties {
  readonly Subject?: string;
  readonly Location?: string;
  readonly Sensitivity?: string;
  readonly RequiredAttendees?: unknown;
  readonly ReminderIsSet?: boolean;
}

/** Those that a mailbox has when nobody has set others: Monday to Friday, 8 to 17 o'clock. */
const workday = { first: 8 * 60, last: 17 * 60 } as const;
const workingZone = zoneOf('W. Europe Standard Time');

function workingHours(moment: number): NonNullable<FreeBusyView['WorkingHours']> {
  return {
    TimeZone: serializable(workingZone, new Date(moment).getUTCFullYear()),
    WorkingPeriodArray: {
      WorkingPeriod: [
        {
          DayOfWeek: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday'],
          StartTimeInMinutes: workday.first,
          EndTimeInMinutes: workday.last,
        },
      ],
    },
  };
}

/** Whether a time is within working hours, which are those of everybody here. */
export function isWorkTime(from: number, to: number): boolean {
  const [start, end] = [from, to].map((moment) => DateTime.fromMillis(moment, { zone: workingZone }));
  if (!start || !end || start.weekday > 5 || !start.hasSame(end, 'day')) return false;
  const minuteOf = ({ hour, minute }: DateTime) => hour * 60 + minute;
  return minuteOf(start) >= workday.first && minuteOf(end) <= workday.last;
}

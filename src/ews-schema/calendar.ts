import { xs } from '../xsd/simple-types.js';
import { optional } from '../xsd/types.js';
import { course, identity, neighbors, wallClock, when, who } from './calendar-fields.js';
import { calendarActivityData, inboxReminders, legacyFreeBusy, onlineMeetingSettings } from './calendar-parts.js';
import { item } from './item.js';
import { allItems } from './items.js';
import { t } from './namespaces.js';

/** Appointments and meetings (MS-OXWSMTGS). */
export const calendarItem = t.extended('CalendarItemType', () => item, {
  content: [
    {
      ...identity,
      ...when,
      IsResponseRequested: optional(xs.boolean),
      ...who,
      InboxReminders: optional(inboxReminders),
      ...neighbors,
      ConflictingMeetings: optional(() => allItems),
      AdjacentMeetings: optional(() => allItems),
      ...course,
      ...wallClock,
      IntendedFreeBusyStatus: optional(legacyFreeBusy),
      JoinOnlineMeetingUrl: optional(xs.string),
      OnlineMeetingSettings: optional(onlineMeetingSettings),
      IsOrganizer: optional(xs.boolean),
      CalendarActivityData: optional(calendarActivityData),
    },
  ],
});

import { enumeration, words, xs } from '../xsd/simple-types.js';
import { optional } from '../xsd/types.js';
import { duration } from './free-busy.js';
import { t } from './namespaces.js';

/** Out-of-office replies (MS-OXWOOF). */
export const replyBody = t.complex('ReplyBody', { content: [{ Message: optional(xs.string) }] });

/** Who outside the organization gets a reply. */
export const externalAudience = enumeration('t', 'ExternalAudience', words('None Known All'));

export const userOofSettings = t.complex('UserOofSettings', {
  content: [
    {
      OofState: enumeration('t', 'OofState', words('Disabled Enabled Scheduled')),
      ExternalAudience: externalAudience,
      Duration: optional(duration),
      InternalReply: optional(replyBody),
      ExternalReply: optional(replyBody),
      DeclineMeetingReply: optional(replyBody),
      DeclineEventsForScheduledOOF: optional(xs.boolean),
      DeclineAllEventsForScheduledOOF: optional(xs.boolean),
      CreateOOFEvent: optional(xs.boolean),
      OOFEventSubject: optional(xs.string),
      AutoDeclineFutureRequestsWhenOOF: optional(xs.boolean),
      OOFEventID: optional(xs.string),
      EventsToDeleteIDs: optional(t.list('ArrayOfEventIDType', { EventToDeleteID: xs.string })),
    },
  ],
});

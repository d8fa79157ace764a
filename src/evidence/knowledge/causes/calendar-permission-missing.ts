import type { Cause } from '../cause.js';

export const calendarPermissionMissing: Cause = {
  id: 'calendar-permission-missing',
  title: 'The calendar does not give free/busy to the one who asks',
  part: 'web service',
  explanation:
    'OAuth works; the permission Default of the calendar is None, or the relationship does not allow free/busy.',
  tellApart: [
    '"NoFreeBusyAccessException: The caller does not have access to free/busy data." (LID 47652, 44348, 40764)',
  ],
  fix: [
    { say: 'Look.', command: 'Get-MailboxFolderPermission <mailbox>:\\Calendar' },
    {
      say: 'Grant it.',
      command: 'Set-MailboxFolderPermission <mailbox>:\\Calendar -User Default -AccessRights AvailabilityOnly',
    },
  ],
  scenario: 'calendar-permission-missing',
  sources: ['facts/oauth-outbound-admin §1.8 (LID 47652, 44348, 40764) and §6.2 E05'],
};

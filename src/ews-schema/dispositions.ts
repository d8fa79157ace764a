import { enumeration, words } from '../xsd/simple-types.js';

/** What becomes of a message or meeting when its item is created, changed or deleted (MS-OXWSCDATA). */
export const messageDisposition = enumeration(
  't',
  'MessageDispositionType',
  words('SaveOnly SendOnly SendAndSaveCopy'),
);

export const calendarItemCreateOrDelete = enumeration(
  't',
  'CalendarItemCreateOrDeleteOperationType',
  words('SendToNone SendOnlyToAll SendToAllAndSaveCopy'),
);

import { enumeration, words, xs } from '../xsd/simple-types.js';
import { optional } from '../xsd/types.js';
import { strings } from './email-address.js';
import { item } from './item.js';
import { t } from './namespaces.js';
import { taskRecurrence } from './recurrence.js';

/** Tasks (MS-OXWSTASK). */
const taskDelegateState = enumeration(
  't',
  'TaskDelegateStateType',
  words('NoMatch OwnNew Owned Accepted Declined Max'),
);

const taskStatus = enumeration(
  't',
  'TaskStatusType',
  words('NotStarted InProgress Completed WaitingOnOthers Deferred'),
);

export const task = t.extended('TaskType', () => item, {
  content: [
    {
      ActualWork: optional(xs.int),
      AssignedTime: optional(xs.dateTime),
      BillingInformation: optional(xs.string),
      ChangeCount: optional(xs.int),
      Companies: optional(strings),
      CompleteDate: optional(xs.dateTime),
      Contacts: optional(strings),
      DelegationState: optional(taskDelegateState),
      Delegator: optional(xs.string),
      DueDate: optional(xs.dateTime),
      IsAssignmentEditable: optional(xs.int),
      IsComplete: optional(xs.boolean),
      IsRecurring: optional(xs.boolean),
      IsTeamTask: optional(xs.boolean),
      Mileage: optional(xs.string),
      Owner: optional(xs.string),
      PercentComplete: optional(xs.double),
      Recurrence: optional(taskRecurrence),
      StartDate: optional(xs.dateTime),
      Status: optional(taskStatus),
      StatusDescription: optional(xs.string),
      TotalWork: optional(xs.int),
    },
  ],
});

import { utcText } from '../mailbox/time-zone.js';
import { EwsError } from './errors.js';

type Said = Readonly<Record<string, unknown>>;

interface TaskState {
  readonly Status?: string | undefined;
  readonly PercentComplete?: number | undefined;
  readonly CompleteDate?: string | undefined;
}

const texts: Readonly<Record<string, string>> = {
  NotStarted: 'Not Started',
  InProgress: 'In Progress',
  Completed: 'Completed',
  WaitingOnOthers: 'Waiting on someone else',
  Deferred: 'Deferred',
};

const whole = 100;

/**
 * How far a task is, told by what was said last of it: its status, its percentage and the date of its completion agree
 * (MS-OXWSTASK). `said` is what a request says now, `before` what the task was.
 */
export function withTaskState(before: Said, said: Said, now: number): Said {
  const { Status, PercentComplete, CompleteDate } = said as TaskState;
  if (PercentComplete !== undefined && (PercentComplete < 0 || PercentComplete > whole)) {
    throw new EwsError('ErrorInvalidPercentCompleteValue', 'PercentComplete must be an integer between 0 and 100.');
  }
  if (CompleteDate !== undefined && Date.parse(CompleteDate) > now) {
    throw new EwsError('ErrorInvalidCompleteDate', 'CompleteDate cannot be set to a date in the future.');
  }
  const old = before as TaskState;
  const status = statusOf({ Status, PercentComplete, CompleteDate }, old.Status ?? 'NotStarted');
  const isComplete = status === 'Completed';
  const percent = PercentComplete ?? (old.PercentComplete === whole ? 0 : (old.PercentComplete ?? 0));
  const { CompleteDate: _, ...rest } = { ...before, ...said };
  return {
    ...rest,
    Status: status,
    StatusDescription: texts[status],
    PercentComplete: isComplete ? whole : percent,
    IsComplete: isComplete,
    ...(isComplete ? { CompleteDate: CompleteDate ?? old.CompleteDate ?? utcText(now) } : {}),
  };
}

function statusOf({ Status, PercentComplete, CompleteDate }: TaskState, before: string): string {
  if (Status !== undefined) return Status;
  if (PercentComplete === whole || CompleteDate !== undefined) return 'Completed';
  if (PercentComplete === 0) return 'NotStarted';
  if (PercentComplete !== undefined) return 'InProgress';
  return before;
}

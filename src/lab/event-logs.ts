import { join } from 'node:path';
import type { Clock } from '../clock.js';
import { EventLog, type EventLogName, eventLogNames } from '../evidence/event-log.js';
import { EventLogFile } from '../evidence/event-log-file.js';
import { LabError } from '../lab-error.js';
import type { Closer } from './closer.js';
import type { LabStorage } from './storage.js';

/** Where Windows keeps them, below its own directory. */
const directory = ['System32', 'winevt', 'Logs'] as const;

/** The event logs, going on where the last lab left them; a disk that refuses them stops no lab. */
export async function openEventLog({
  storage,
  clock,
  onDefect,
  closer,
}: {
  readonly storage: LabStorage;
  readonly clock: Clock;
  readonly onDefect: (error: unknown) => void;
  readonly closer: Closer;
}): Promise<{
  readonly eventLog: EventLog;
  readonly notices: readonly string[];
}> {
  const stores: Partial<Record<EventLogName, EventLogFile>> = {};
  const notices: string[] = [];
  for (const name of eventLogNames) {
    const path = join(storage.directory.logs, ...directory, `${name}.xml`);
    try {
      const file = await EventLogFile.open(path, (error) => onDefect(notWritten(path, error)));
      stores[name] = file;
      if (file.unreadable.length > 0) notices.push(unreadable(path, file.unreadable));
      closer.add(() => file.settled());
    } catch (error) {
      onDefect(notWritten(path, error));
    }
  }
  return { eventLog: new EventLog(clock, stores), notices };
}

function notWritten(path: string, cause: unknown): LabError {
  return new LabError(`The event log can't be kept in ${path}: ${(cause as Error).message}. The lab goes on without.`, {
    cause,
  });
}

function unreadable(path: string, lines: readonly number[]): string {
  const shown = lines.length > 10 ? `${lines.slice(0, 10).join(', ')} and others` : lines.join(', ');
  const [are, one] = lines.length === 1 ? ['is', 'Line'] : ['are', 'Lines'];
  return `${one} ${shown} of ${path} ${are} no event and left out of the event log.`;
}

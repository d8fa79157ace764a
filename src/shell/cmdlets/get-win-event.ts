import { type EventLogEntry, type EventLogName, eventLevels, eventLogNames } from '../../evidence/event-log.js';
import { type Cmdlet, CmdletError, type PowerShellObject } from '../cmdlet.js';
import { convert } from '../conversion.js';
import type { BoundValue, ParameterDefinition } from '../parameter.js';
import { matchesWildcard } from '../windows-services.js';

/** Get-WinEvent: the same logs as Get-EventLog, in the words of newer Windows; keys of the filter as Microsoft's page has them. */
export const getWinEvent: Cmdlet = {
  name: 'Get-WinEvent',
  synopsis:
    'Shows the Application or the System log of the servers, or those of their events that a filter lets through.',
  description: 'A hashtable is for the shell and for the API; -LogName does on the command line.',
  examples: [
    'Get-WinEvent -LogName Application -MaxEvents 5',
    "Get-WinEvent -FilterHashtable @{LogName='Application'; ProviderName='MSExchange OAuth'; Id=2006; StartTime=(Get-Date).AddHours(-1)}",
  ],
  sessions: ['OnPremises'],
  defaultParameterSet: 'GetLogSet',
  parameters: [
    {
      name: 'LogName',
      type: 'String',
      mandatory: true,
      position: 0,
      values: eventLogNames,
      sets: ['GetLogSet'],
      help: 'The log.',
    },
    {
      name: 'FilterHashtable',
      type: 'Object[]',
      mandatory: true,
      sets: ['HashQuerySet'],
      help: 'What events must have: LogName, ProviderName, Id, Level, StartTime, EndTime.',
    },
    { name: 'MaxEvents', type: 'Int32', help: 'How many at most.' },
    { name: 'Oldest', type: 'SwitchParameter', help: 'The oldest first.' },
  ],
  tableView: ['TimeCreated', 'Id', 'LevelDisplayName', 'Message'],
  listView: ['TimeCreated', 'ProviderName', 'Id', 'Message'],
  tableByDefault: true,
  run({ LogName: log, FilterHashtable: tables, MaxEvents: most, Oldest: oldest }, { eventLog }) {
    if (typeof most === 'number' && most < 1) {
      throw new CmdletError('InvalidArgument', '[lab] -MaxEvents is a number from 1.');
    }
    const filters: readonly Filter[] =
      typeof log === 'string' ? [{ LogName: [log] }] : (tables as readonly PowerShellObject[]).map(filterOf);
    const newest = eventLogNames
      .flatMap((name) => eventLog.list(name).filter((entry) => filters.some((filter) => lets(entry, filter))))
      .toSorted((a, b) => b.time - a.time || b.index - a.index);
    const found = (oldest === true ? newest.toReversed() : newest).slice(
      0,
      typeof most === 'number' ? most : undefined,
    );
    if (found.length > 0) return { output: found.map(eventObject) };
    // PowerShell's own words.
    throw new CmdletError('ObjectNotFound', 'No events were found that match the specified selection criteria.');
  },
};

/** Keys of a filter, and what their values are. */
const filterKeys: readonly ParameterDefinition[] = [
  { name: 'LogName', type: 'String[]', values: eventLogNames, help: '' },
  { name: 'ProviderName', type: 'String[]', help: '' },
  { name: 'Id', type: 'String[]', help: '' },
  { name: 'Level', type: 'String[]', help: '' },
  { name: 'StartTime', type: 'DateTime', help: '' },
  { name: 'EndTime', type: 'DateTime', help: '' },
];

type Filter = Readonly<Record<string, BoundValue>>;

function filterOf(table: PowerShellObject): Filter {
  const filter = Object.fromEntries(
    Object.entries(table).map(([given, value]) => {
      const key = filterKeys.find(({ name }) => name.toLowerCase() === given.toLowerCase());
      if (key) return [key.name, convert(getWinEvent, key, value)];
      const known = filterKeys.map(({ name }) => name).join(', ');
      throw new CmdletError('InvalidArgument', `[lab] A filter has no key '${given}' here; it has ${known}.`);
    }),
  );
  if (!filter.LogName && !filter.ProviderName) {
    throw new CmdletError('InvalidArgument', '[lab] A filter names a log or a provider: LogName, ProviderName.');
  }
  return filter;
}

function lets(entry: EventLogEntry, { LogName, ProviderName, Id, Level, StartTime, EndTime }: Filter): boolean {
  const oneOf = (wanted: BoundValue, matches: (value: string) => boolean) =>
    wanted === undefined || (wanted as readonly string[]).some(matches);
  return (
    oneOf(LogName, (name) => entry.log === (name as EventLogName)) &&
    oneOf(ProviderName, (name) => matchesWildcard(entry.source, name)) &&
    oneOf(Id, (id) => Number(id) === entry.eventId) &&
    oneOf(Level, (level) => Number(level) === eventLevels[entry.entryType]) &&
    (!(StartTime instanceof Date) || entry.time >= StartTime.getTime()) &&
    (!(EndTime instanceof Date) || entry.time <= EndTime.getTime())
  );
}

function eventObject(entry: EventLogEntry): PowerShellObject {
  return {
    TimeCreated: new Date(entry.time),
    ProviderName: entry.source,
    Id: entry.eventId,
    Level: eventLevels[entry.entryType],
    LevelDisplayName: entry.entryType,
    Message: entry.message,
    LogName: entry.log,
    RecordId: entry.index,
    MachineName: entry.machineName,
  };
}

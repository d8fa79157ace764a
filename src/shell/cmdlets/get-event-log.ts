import type { EventLogEntry } from '../../evidence/event-log.js';
import { type BoundParameters, type Cmdlet, CmdletError, type PowerShellObject } from '../cmdlet.js';
import { matchesWildcard } from '../windows-services.js';

/** Get-EventLog: the events of facts/oauth-outbound-admin §3.9, newest first, of every on-premises server. */
export const getEventLog: Cmdlet = {
  name: 'Get-EventLog',
  synopsis: 'Shows the Application or the System log of the servers.',
  examples: ['Get-EventLog -LogName Application -Source "MSExchange AuthAdmin" -Newest 1 | fl'],
  sessions: ['OnPremises'],
  parameters: [
    {
      name: 'LogName',
      type: 'String',
      mandatory: true,
      position: 0,
      values: ['Application', 'System'],
      help: 'The log.',
    },
    { name: 'InstanceId', type: 'String[]', position: 1, help: 'Numbers of events.' },
    { name: 'Source', type: 'String[]', help: 'Who wrote them; * and ? are wildcards.' },
    { name: 'EntryType', type: 'String[]', values: ['Information', 'Warning', 'Error'], help: 'Of what kind.' },
    { name: 'Message', type: 'String', help: 'What they say; * and ? are wildcards.' },
    { name: 'After', type: 'DateTime', help: 'Those after this moment.' },
    { name: 'Before', type: 'DateTime', help: 'Those before this moment.' },
    { name: 'Newest', type: 'Int32', help: 'How many at most.' },
    { name: 'ComputerName', type: 'String[]', aliases: ['Cn'], help: 'Only those of these servers.' },
  ],
  tableView: [
    'Index',
    { label: 'Time', property: 'TimeGenerated' },
    'EntryType',
    'Source',
    { label: 'InstanceID', property: 'InstanceId' },
    'Message',
  ],
  tableByDefault: true,
  run(parameters, { eventLog }) {
    const { LogName: log, Newest: newest } = parameters;
    if (typeof newest === 'number' && newest < 1) {
      throw new CmdletError('InvalidArgument', '[lab] -Newest is a number from 1.');
    }
    const found = eventLog.list(log as EventLogEntry['log']).filter((entry) => isWanted(entry, parameters));
    return { output: found.slice(0, typeof newest === 'number' ? newest : undefined).map(entryObject) };
  },
};

function isWanted(entry: EventLogEntry, parameters: BoundParameters): boolean {
  const { Source, EntryType, InstanceId, ComputerName, Message, After, Before } = parameters;
  const oneOf = (value: unknown, matches: (wanted: string) => boolean) =>
    value === undefined || (value as readonly string[]).some(matches);
  const short = entry.machineName.split('.', 1)[0] ?? '';
  return (
    oneOf(Source, (wanted) => matchesWildcard(entry.source, wanted)) &&
    oneOf(EntryType, (wanted) => wanted === entry.entryType) &&
    oneOf(InstanceId, (wanted) => Number(wanted) === entry.eventId) &&
    oneOf(ComputerName, (wanted) => [short, entry.machineName].some((name) => matchesWildcard(name, wanted))) &&
    (Message === undefined || matchesWildcard(entry.message, String(Message))) &&
    (!(After instanceof Date) || entry.time > After.getTime()) &&
    (!(Before instanceof Date) || entry.time < Before.getTime())
  );
}

function entryObject(entry: EventLogEntry): PowerShellObject {
  return {
    Index: entry.index,
    TimeGenerated: new Date(entry.time),
    EntryType: entry.entryType,
    Source: entry.source,
    InstanceId: entry.eventId,
    EventID: entry.eventId,
    Message: entry.message,
    MachineName: entry.machineName,
  };
}

import { namespaces } from '../protocol/namespaces.js';
import { escapeXml, Xml, xml } from '../protocol/xml.js';
import { child, parseXml, type XmlElement, XmlError } from '../protocol/xml-document.js';
import { type EventLogEntry, eventLevels, eventLogNames } from './event-log.js';

/** What the classic interface, which Exchange writes through, puts there for an event without other keywords. */
const classicKeyword = '0x80000000000000';

/**
 * An entry in the shape of `wevtutil qe Application /f:RenderedXml` (Microsoft's event schema), in one line. Task, opcode
 * and the insertion strings of EventData are left at nothing: what Exchange has there is not known.
 */
export function formatEvent(entry: EventLogEntry): string {
  const { index, time, log, entryType, source, eventId, message, machineName } = entry;
  const system = xml`<System><Provider Name='${source}'/><EventID>${eventId}</EventID><Version>0</Version><Level>${eventLevels[entryType]}</Level><Task>0</Task><Opcode>0</Opcode><Keywords>${classicKeyword}</Keywords><TimeCreated SystemTime='${systemTime(time)}'/><EventRecordID>${index}</EventRecordID><Correlation/><Execution ProcessID='0' ThreadID='0'/><Channel>${log}</Channel><Computer>${machineName}</Computer><Security/></System>`;
  const rendering = xml`<RenderingInfo Culture='en-US'><Message>${inOneLine(message)}</Message><Level>${entryType}</Level><Task></Task><Opcode></Opcode><Channel></Channel><Provider></Provider><Keywords><Keyword>Classic</Keyword></Keywords></RenderingInfo>`;
  return xml`<Event xmlns='${namespaces.windowsEvent}'>${system}<EventData></EventData>${rendering}</Event>`.text;
}

/** Windows counts in units of 100 ns. */
function systemTime(time: number): string {
  return new Date(time).toISOString().replace('Z', '0000Z');
}

function inOneLine(text: string): Xml {
  return new Xml(escapeXml(text).replace(/[\r\n]/g, (character) => `&#${character.charCodeAt(0)};`));
}

/**
 * Reads one event of that schema, the lab's or a real server's; undefined when it is none that can be read. Without
 * RenderingInfo (`/f:xml`) its insertion strings are the message, as far as there are any.
 */
export function readEvent(text: string): EventLogEntry | undefined {
  const event = parsed(text);
  if (event?.name !== 'Event' || event.namespace !== namespaces.windowsEvent) return undefined;
  const system = part(event, 'System');
  const value = (name: string) => part(system, name)?.text.trim() ?? '';
  const index = numberIn(value('EventRecordID'));
  const eventId = numberIn(value('EventID'));
  const time = Date.parse(part(system, 'TimeCreated')?.attributes.SystemTime ?? '');
  const log = eventLogNames.find((name) => name === value('Channel'));
  const source = part(system, 'Provider')?.attributes.Name ?? '';
  if (index === undefined || eventId === undefined || Number.isNaN(time) || !log || source === '') return undefined;
  return {
    index,
    time,
    log,
    entryType: entryTypeOf(value('Level')),
    source,
    eventId,
    message: messageOf(event),
    machineName: value('Computer'),
  };
}

function parsed(text: string): XmlElement | undefined {
  try {
    return parseXml(text);
  } catch (error) {
    if (error instanceof XmlError) return undefined;
    throw error;
  }
}

function part(parent: XmlElement | undefined, name: string): XmlElement | undefined {
  return child(parent, namespaces.windowsEvent, name);
}

function numberIn(text: string): number | undefined {
  return /^\d{1,15}$/.test(text) ? Number(text) : undefined;
}

/** Level 1 is critical, which Get-EventLog shows as an error; 0 and 4 are information. */
function entryTypeOf(level: string): EventLogEntry['entryType'] {
  if (level === '1' || level === '2') return 'Error';
  return level === '3' ? 'Warning' : 'Information';
}

function messageOf(event: XmlElement): string {
  const rendered = part(part(event, 'RenderingInfo'), 'Message');
  if (rendered) return rendered.text;
  const data = part(event, 'EventData')?.children.filter(({ name }) => name === 'Data') ?? [];
  return data.map(({ text }) => text).join('\n');
}

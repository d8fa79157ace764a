import { escapeXml } from '../../protocol/xml.js';
import { redactTransaction } from '../redact.js';
import type { Transaction } from '../transaction.js';
import { type TraceEvent, tracedPool, tracedStatus, tracedUrl, traceEvents } from './failed-request-events.js';
import type { Disclosure } from './iis-log.js';

const eventNamespace = 'http://schemas.microsoft.com/win/2004/08/events/event';
const frebNamespace = 'http://schemas.microsoft.com/win/2006/06/iis/freb';

/**
 * The transaction as IIS's failed request tracing writes it (facts/oauth-outbound-admin §5.4). What was not collected is left
 * out: versions, numbers of opcodes and keywords, GUIDs of events.
 */
export function failedRequestTrace(transaction: Transaction, options: Disclosure = {}): string {
  const shown = options.reveal ? transaction : redactTransaction(transaction);
  const { response, id } = shown;
  const activity = `{${id.toUpperCase()}}`;
  const attributes = {
    url: tracedUrl(shown),
    siteId: '1',
    appPoolId: tracedPool(shown),
    processId: '0',
    verb: shown.request.method,
    remoteUserName: shown.iis?.userName ?? '',
    userName: shown.iis?.userName ?? '',
    tokenUserName: '',
    authenticationType: authenticationType(shown),
    activityId: activity,
    failureReason: 'STATUS_CODE',
    statusCode: tracedStatus(shown),
    triggerStatusCode: tracedStatus(shown),
    timeTaken: String(Math.round(response.timeTakenMs)),
  };
  const listed = Object.entries(attributes).map(([name, value]) => ` ${name}="${escapeXml(value)}"`);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    "<?xml-stylesheet type='text/xsl' href='freb.xsl'?>",
    '<!-- saved from url=(0014)about:internet -->',
    `<failedRequest${listed.join('')} xmlns:freb="${frebNamespace}">`,
    ...traceEvents(shown).map((event) => eventElement(event, shown.server, activity)),
    '</failedRequest>',
    '',
  ].join('\n');
}

/** `anonymous` for a bearer token as well: to IIS itself nobody has logged on. */
export function authenticationType({ request, iis }: Transaction): string {
  if (iis?.userName === undefined) return 'anonymous';
  const authorization = request.headers.find(([name]) => name.toLowerCase() === 'authorization')?.[1] ?? '';
  return /^[A-Za-z]+/.exec(authorization)?.[0] ?? 'anonymous';
}

function eventElement(event: TraceEvent, computer: string, activity: string): string {
  const guid = event.provider === 'WWW Server' ? ' Guid="{3A2A4E84-4C21-4981-AE10-3FDA0D9B0F83}"' : '';
  const data = [['ContextId', activity] as const, ...event.data].map(
    ([name, value]) => `  <Data Name="${escapeXml(name)}">${escapeXml(value)}</Data>`,
  );
  return [
    `<Event xmlns="${eventNamespace}">`,
    ' <System>',
    `  <Provider Name="${event.provider}"${guid}/>`,
    '  <EventID>0</EventID>',
    `  <Level>${event.level}</Level>`,
    `  <TimeCreated SystemTime="${new Date(event.time).toISOString()}"/>`,
    `  <Correlation ActivityID="${escapeXml(activity)}"/>`,
    '  <Execution ProcessID="0" ThreadID="0"/>',
    `  <Computer>${escapeXml(computer)}</Computer>`,
    ' </System>',
    ' <EventData>',
    ...data,
    ' </EventData>',
    ' <RenderingInfo Culture="en-US">',
    `  <Opcode>${event.opcode}</Opcode>`,
    ' </RenderingInfo>',
    '</Event>',
  ].join('\n');
}

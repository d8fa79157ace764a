import { escapeXml } from '../../protocol/xml.js';
import type { Disclosure } from '../logged-request.js';
import { redactTransaction } from '../redact.js';
import type { Transaction } from '../transaction.js';
import { type TraceEvent, tracedPool, tracedStatus, tracedUrl, traceEvents } from './failed-request-events.js';
import { authenticationType } from './failed-request-trace.js';

/**
 * The failed request trace as one page, for who has no freb.xsl: no script, no style, no image, nothing from elsewhere, so the
 * strictest Content-Security-Policy lets it pass. Everything in it is escaped: what a client sends must not become markup.
 */
export function failedRequestTraceHtml(transaction: Transaction, options: Disclosure = {}): string {
  const shown = options.reveal ? transaction : redactTransaction(transaction);
  const title = `${tracedStatus(shown)} ${shown.request.method} ${tracedUrl(shown)}`;
  const summary: readonly (readonly [string, string])[] = [
    ['Url', tracedUrl(shown)],
    ['App pool', tracedPool(shown)],
    ['Authentication', authenticationType(shown)],
    ['User', shown.iis?.userName ?? ''],
    ['Status', tracedStatus(shown)],
    ['Time taken', `${Math.round(shown.response.timeTakenMs)} ms`],
    ['Activity', shown.id],
    ['Server', shown.server],
  ];
  const rows = traceEvents(shown).map(eventRow);
  return [
    '<!DOCTYPE html>',
    `<html lang="en"><head><meta charset="utf-8"><title>${escapeXml(title)}</title></head><body>`,
    `<h1>${escapeXml(title)}</h1>`,
    `<table>${summary.map(([name, value]) => `<tr><th>${name}</th><td>${lines(value)}</td></tr>`).join('')}</table>`,
    '<h2>Events</h2>',
    '<table border="1"><thead><tr><th>No.</th><th>Time</th><th>Event</th><th>Details</th></tr></thead><tbody>',
    ...rows,
    '</tbody></table></body></html>',
    '',
  ].join('\n');
}

const severities: Readonly<Record<TraceEvent['level'], string>> = { 0: '', 3: 'Warning', 4: '' };

function eventRow(event: TraceEvent, index: number): string {
  const own = event.provider === 'WWW Server' ? '' : ` <small>(${event.provider})</small>`;
  const severity = severities[event.level];
  const details = event.data.map(([name, value]) => `<dt>${escapeXml(name)}</dt><dd>${lines(value)}</dd>`);
  const name = `${event.opcode}${own}${severity === '' ? '' : `<br><strong>${severity}</strong>`}`;
  const time = new Date(event.time).toISOString();
  return `<tr><td>${index + 1}</td><td>${time}</td><td>${name}</td><td><dl>${details.join('')}</dl></td></tr>`;
}

/** Line by line. A token, which has no blank, may be broken for the eye, and is still one word for who copies it. */
function lines(value: string): string {
  return value
    .trimEnd()
    .split(/\r\n|\n/)
    .map((line) => line.split(longWord).filter(Boolean).map(escapeXml).join('<wbr>'))
    .join('<br>');
}

const longWord = /(\S{80})(?=\S)/u;

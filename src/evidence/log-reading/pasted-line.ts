import { type Role, roleByContent } from './field-names.js';
import { ewsFields, httpErrFields, httpProxyFields, layoutOf, tellsOf, valuesOf } from './layout.js';
import { csvColumns } from './log-line.js';
import type { LogRecord } from './log-record.js';
import { recordOf, tellsNothing, type Values } from './record-of-values.js';

const pasted = { file: 'pasted line', line: 1 };

/**
 * One line of an IIS, HTTPERR, HttpProxy or EWS log without its header, as people paste it; what the columns are is seen by
 * their look. Its beginning may be missing. Undefined when it looks like none of them.
 */
export function readPastedLogLine(text: string): LogRecord | undefined {
  const line = text.trim();
  if (line.length > 262_144 || line.startsWith('#') || /[\r\n]/.test(line)) return undefined;
  return (
    readNamedValues(line) ?? readExchangeLine(line) ?? readHttpErrLine(line) ?? readIisLine(line) ?? readTableRow(line)
  );
}

/** `cs-method = POST cs-uri-stem = /ews/Exchange.asmx …`: a line beside its header, as the seed page shows one. */
function readNamedValues(line: string): LogRecord | undefined {
  if (!/\bcs-method\s*=\s/.test(line) && !/\bsc-status\s*=\s/.test(line)) return undefined;
  const pairs = [...line.matchAll(/(\S+)\s*=\s(.*?)(?=\s+\S+\s*=\s|$)/g)];
  const names = pairs.map(([, name = '']) => name);
  // Blanks in a value: who wrote it down may have decoded it.
  const layout = layoutOf('iis', names);
  const values = valuesOf(
    layout,
    pairs.map(([, , value = '']) => value.trim().replace(/\s+/g, '+')),
  );
  return recordOf('iis', values, tellsOf(layout, values), pasted);
}

const protocols = /^(?:Ews|Autodiscover|Mapi|Owa|Ecp|Eas|Oab|Rpc|RpcHttp|PowerShell|RemotePowerShell|Rest|Sync)$/i;

function readExchangeLine(line: string): LogRecord | undefined {
  if (!/^"?\d{4}-\d\d-\d\dT[\d:.]+Z"?,/.test(line)) return undefined;
  const columns = columnsOrNone(line);
  const isProxys = protocols.test(columns[7] ?? '');
  if (columns.length < ewsFields.length) return undefined;
  const known = valuesOf(isProxys ? layoutOf('httpProxy', httpProxyFields) : layoutOf('ews', ewsFields), columns);
  const refusal = columns.find((column) => /\bOAuthError=/.test(column)); // builds differ in their last columns
  const values = refusal === undefined ? known : { ...known, genericInfo: refusal };
  return recordOf(isProxys ? 'httpProxy' : 'ews', values, tellsNothing, pasted);
}

/** A line of IIS as Excel, Log Parser or a table in a ticket gives it back. */
function readTableRow(line: string): LogRecord | undefined {
  const delimiter = [';', '|', ','].find((sign) => line.split(sign).length > fewestColumns);
  if (delimiter === undefined) return undefined;
  const cells = columnsOrNone(line, delimiter).map((cell) => cell.trim().replace(/\s+/g, '+') || '-');
  return readIisLine(cells.join(' ').replace(/^- | -$/g, '')); // a table has borders
}

/** IIS writes no fewer, up to the status. */
const fewestColumns = 9;

function columnsOrNone(line: string, delimiter?: string): readonly string[] {
  try {
    return csvColumns(line, delimiter);
  } catch {
    return []; // no CSV: no line of these logs
  }
}

/** Client, its port, server, its port: no other log begins so. The queue's name is newer than the rest. */
function readHttpErrLine(line: string): LogRecord | undefined {
  const columns = line.split(/\s+/);
  const [date = '', time = '', , clientPort = '', , serverPort = '', version = ''] = columns;
  const looksRight =
    /^\d{4}-\d\d-\d\d$/.test(date) && /^[\d:]{8}$/.test(time) && /^\d+$/.test(clientPort) && /^\d+$/.test(serverPort);
  if (!looksRight || !/^(?:HTTP\/\S+|-)$/.test(version)) return undefined;
  const hasStream = columns.length === httpErrFields.length + 1; // `streamid`, since HTTP/2
  const names = hasStream ? httpErrFields.toSpliced(9, 0, 'streamid') : httpErrFields;
  if (columns.length < 12 || columns.length > names.length) return undefined;
  return recordOf('httpErr', valuesOf(layoutOf('httpErr', names), columns), tellsNothing, pasted);
}

const methods = /^(?:GET|POST|HEAD|OPTIONS|PUT|DELETE|PATCH|RPC_IN_DATA|RPC_OUT_DATA|TRACE|PROPFIND)$/;

/**
 * IIS keeps its fields in one order and leaves out those that are not selected, so two places are looked for: the method,
 * and the three numbers of the status. What stands between and behind them is told by its look.
 */
function readIisLine(line: string): LogRecord | undefined {
  const columns = line.split(/\s+/);
  const methodAt = columns.findIndex((column) => methods.test(column));
  if (methodAt < 0 || methodAt > 6 || !columns[methodAt + 1]?.startsWith('/')) return undefined;
  const statusAt = columns.findIndex((_, index) => index > methodAt + 4 && isStatus(columns.slice(index, index + 3)));
  if (statusAt < 0) return undefined;
  const [method, path, query, port, userName, client, ...rest] = columns.slice(methodAt, statusAt);
  const [version] = rest;
  const [userAgent, ...others] = version?.startsWith('HTTP/') ? rest.slice(1) : rest;
  const site = columns.slice(0, methodAt).find((column) => /^W3SVC\d+$/i.test(column));
  const behind = columns.slice(statusAt + 3);
  const host = others.length > 1 ? others.at(-1) : customHost(behind); // alone it is the referer
  const [status, subStatus, win32Status] = columns.slice(statusAt);
  const named = {
    ...{ method, path, query, port, userName, client, userAgent, host, site, status, subStatus, win32Status },
    ...dateOf(columns.slice(0, methodAt)),
    ...behindStatus(behind),
  };
  const values = withoutHyphens(named);
  const tells = { authorization: values.authorization !== undefined, host: host !== undefined };
  return recordOf('iis', values, tells, pasted);
}

function isStatus([status = '', subStatus = '', win32Status = '']: readonly string[]): boolean {
  return /^[1-9]\d\d$/.test(status) && /^\d{1,3}$/.test(subStatus) && /^\d+$/.test(win32Status);
}

function dateOf([date = '', time = '']: readonly string[]): Values {
  return /^\d{4}-\d\d-\d\d$/.test(date) && /^\d\d:\d\d:\d\d$/.test(time) ? { date, time } : {};
}

/** Host as a custom field: what looks like a name, or a hyphen, in front of an Authorization. */
function customHost(columns: readonly string[]): string | undefined {
  const at = columns.findIndex((column) => !/^\d+$/.test(column));
  const [value = '', next = ''] = columns.slice(at);
  if (at < 0) return undefined;
  if (/^(?=.*[a-z])[\w-]+(?:\.[\w-]+)+(?::\d+)?$/i.test(value) || value === 'localhost') return value;
  return value === '-' && /^Bearer\b/i.test(next) ? value : undefined;
}

/** `sc-bytes cs-bytes time-taken`, or time-taken alone, and the custom fields. */
function behindStatus(columns: readonly string[]): Values {
  const firstText = columns.findIndex((column) => !/^\d+$/.test(column));
  const numbers = firstText < 0 ? columns : columns.slice(0, firstText);
  const custom = columns.slice(numbers.length).flatMap((value) => {
    const role = roleByContent(value);
    return role === undefined ? [] : [[role, value] as const];
  });
  const [bytesSent, bytesReceived] = numbers.length === 3 ? numbers : [];
  const timeTaken = numbers.at(-1);
  return withoutHyphens({ bytesSent, bytesReceived, timeTaken, ...Object.fromEntries(custom) });
}

function withoutHyphens(values: Partial<Record<Role, string | undefined>>): Values {
  const told = Object.entries(values).filter(([, value]) => value !== undefined && value !== '-');
  return Object.fromEntries(told) as Values;
}

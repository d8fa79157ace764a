import { METHODS } from 'node:http';
import type { HeaderList } from '../protocol/wire.js';
import type { JudgedStep, Transaction } from './transaction.js';

/**
 * A transaction as one text, for the journal. JSON would do, and takes three times as long: most of a transaction are
 * strings, which JSON looks through character by character. Here they stand one behind the other.
 */

/** Stands between two strings. A transaction with this character in it is written as JSON altogether. */
const separator = '\u001f';

export function packTransaction(transaction: Transaction): string {
  const { request, response, steps, token } = transaction;
  const { headers } = request;
  const parts = headOf(transaction);
  const headLength = parts.length;
  let tokenAt = -1;
  for (const list of [headers, response.headers]) {
    for (const [name, value] of list) {
      if (token !== undefined && tokenAt < 0 && value.endsWith(token)) tokenAt = parts.length + 1 - headLength;
      parts.push(name, value);
    }
  }
  const stepsText = textOf(steps);
  if (stepsText === undefined) return JSON.stringify(transaction);
  if (stepsText !== '') parts.push(stepsText);
  // Most tokens stand in a header already: where, and how long.
  parts.push(tokenAt < 0 ? (token ?? '') : '', token === undefined ? '' : `${tokenAt} ${token.length}`);
  for (const part of parts) if (part !== stepsText && part.includes(separator)) return JSON.stringify(transaction);
  return parts.join(separator);
}

/** Frozen steps say the same as long as they live: their text is made once. */
const told = new WeakMap<readonly JudgedStep[], string>();

/** The steps one behind the other; undefined when the separator stands in one of them. */
function textOf(steps: readonly JudgedStep[]): string | undefined {
  const known = told.get(steps);
  if (known !== undefined) return known;
  const parts: string[] = [];
  for (const { name, verdict, detail } of steps) parts.push(name, verdict, detail);
  for (const part of parts) if (part.includes(separator)) return undefined;
  const text = parts.join(separator);
  if (Object.isFrozen(steps)) told.set(steps, text);
  return text;
}

/** Node's names of methods have two bytes a character, and one of them would make the whole text twice as long. */
const methods: ReadonlyMap<string, string> = new Map(
  METHODS.map((name) => [name, Buffer.from(name).toString('latin1')]),
);

/** All but headers, steps and token, one by one; the rare ones are JSON. */
function headOf({ id, arrived, side, server, request, response, diagnostics, userName, iis }: Transaction): string[] {
  const { method, target, httpVersion, scheme, authority, bytes } = request;
  const { localAddress, localPort, remoteAddress, remotePort } = request;
  const rare = diagnostics || iis ? JSON.stringify({ diagnostics, userName, iis }) : userNameOnly(userName);
  const numbers = `${arrived} ${bytes} ${localPort} ${remotePort} ${response.status} ${response.bytes} ${response.timeTakenMs} ${request.headers.length} ${response.headers.length}`;
  return [
    id,
    side,
    server,
    methods.get(method) ?? method,
    target,
    httpVersion,
    scheme,
    authority,
    localAddress,
    remoteAddress,
    numbers,
    rare,
  ];
}

/** The same JSON for what is nearly always the one of them. */
function userNameOnly(userName: string | undefined): string {
  return userName === undefined ? '' : `{"userName":${JSON.stringify(userName)}}`;
}

export function unpackTransaction(text: string): Transaction {
  if (text.startsWith('{')) return JSON.parse(text) as Transaction;
  const parts = text.split(separator);
  const next = () => parts.shift() ?? '';
  const [id, side, server] = [next(), next() as Transaction['side'], next()];
  const [method, target, httpVersion, scheme] = [next(), next(), next(), next() as 'https' | 'http'];
  const [authority, localAddress, remoteAddress] = [next(), next(), next()];
  const [arrived = 0, bytes = 0, localPort = 0, remotePort = 0, ...answered] = next().split(' ').map(Number);
  const [status = 0, responseBytes = 0, timeTakenMs = 0, requestHeaders = 0, responseHeaders = 0] = answered;
  const rare = next();
  const token = tokenOf(parts);
  const headers = pairs(parts.splice(0, 2 * requestHeaders));
  const ends = { localAddress, localPort, remoteAddress, remotePort };
  return {
    ...{ id, arrived, side, server },
    request: { method, target, httpVersion, headers, scheme, ...ends, bytes, authority },
    response: { status, headers: pairs(parts.splice(0, 2 * responseHeaders)), bytes: responseBytes, timeTakenMs },
    steps: stepsOf(parts),
    ...(token === undefined ? {} : { token }),
    ...(rare === '' ? {} : (JSON.parse(rare) as Pick<Transaction, 'diagnostics' | 'userName' | 'iis'>)),
  };
}

/** Takes the token off the end: as it is, or out of the header it stands in. */
function tokenOf(parts: string[]): string | undefined {
  const place = parts.pop() ?? '';
  const written = parts.pop() ?? '';
  if (place === '') return undefined;
  const [at = 0, length = 0] = place.split(' ').map(Number);
  const carrier = parts[at] ?? '';
  return at < 0 ? written : carrier.slice(carrier.length - length);
}

function pairs(parts: readonly string[]): HeaderList {
  return Array.from({ length: parts.length / 2 }, (_, index) => [parts[2 * index] ?? '', parts[2 * index + 1] ?? '']);
}

function stepsOf(parts: readonly string[]): readonly JudgedStep[] {
  return Array.from({ length: parts.length / 3 }, (_, index) => ({
    name: parts[3 * index] ?? '',
    verdict: parts[3 * index + 1] as JudgedStep['verdict'],
    detail: parts[3 * index + 2] ?? '',
  }));
}

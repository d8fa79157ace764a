import type { HeaderList } from '../protocol/wire.js';
import type { JudgedStep, Transaction } from './transaction.js';

/**
 * A transaction as one text, for the journal. JSON would do, and takes three times as long: most of a transaction are
 * strings, which JSON looks through character by character. Here they stand one behind the other; the rest is JSON.
 */

/** Stands between two strings. A transaction with this character in it is written as JSON altogether. */
const separator = '\u001f';

export function packTransaction(transaction: Transaction): string {
  const { request, response, steps, token } = transaction;
  const { headers } = request;
  const parts = [JSON.stringify(headOf(transaction))];
  let tokenAt = -1;
  for (const list of [headers, response.headers]) {
    for (const [name, value] of list) {
      if (token !== undefined && tokenAt < 0 && value.endsWith(token)) tokenAt = parts.length;
      parts.push(name, value);
    }
  }
  for (const { name, verdict, detail } of steps) parts.push(name, verdict, detail);
  // Most tokens stand in a header already: where, and how long.
  parts.push(tokenAt < 0 ? (token ?? '') : '', token === undefined ? '' : `${tokenAt} ${token.length}`);
  return parts.some((part) => part.includes(separator)) ? JSON.stringify(transaction) : parts.join(separator);
}

/** All but headers, steps and token. Named one by one: a spread costs many times as much. */
function headOf({ id, arrived, side, server, request, response, diagnostics, userName, iis }: Transaction) {
  const { method, target, httpVersion, scheme, authority, bytes } = request;
  const { localAddress, localPort, remoteAddress, remotePort } = request;
  return {
    about: { id, arrived, side, server, diagnostics, userName, iis },
    request: {
      method,
      target,
      httpVersion,
      scheme,
      authority,
      bytes,
      localAddress,
      localPort,
      remoteAddress,
      remotePort,
    },
    response: { status: response.status, bytes: response.bytes, timeTakenMs: response.timeTakenMs },
    requestHeaders: request.headers.length,
    responseHeaders: response.headers.length,
  };
}

export function unpackTransaction(text: string): Transaction {
  if (text.startsWith('{"id"')) return JSON.parse(text) as Transaction;
  const [first = '', ...parts] = text.split(separator);
  const head = JSON.parse(first) as ReturnType<typeof headOf>;
  const place = parts.pop() ?? '';
  const written = parts.pop() ?? '';
  const [at = 0, length = 0] = place.split(' ').map(Number);
  const carrier = parts[at] ?? '';
  const token = at < 0 ? written : carrier.slice(carrier.length - length);
  const headersEnd = 2 * (head.requestHeaders + head.responseHeaders);
  return {
    ...head.about,
    request: { ...head.request, headers: pairs(parts.slice(0, 2 * head.requestHeaders)) },
    steps: stepsOf(parts.slice(headersEnd)),
    response: { ...head.response, headers: pairs(parts.slice(2 * head.requestHeaders, headersEnd)) },
    ...(place === '' ? {} : { token }),
  };
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

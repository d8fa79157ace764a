import { METHODS } from 'node:http';
import type { HeaderList } from '../protocol/wire.js';
import type { JudgedStep, Transaction } from './transaction.js';

/**
 * A transaction as one text, for the journal. JSON would do, and takes three times as long: most of a transaction are
 * strings, which JSON looks through character by character. Here they stand one behind the other, and beside them how long
 * each is.
 */
export interface Packed {
  readonly text: string;
  /** Length of each string in the text, in its order. */
  readonly lengths: readonly number[];
}

export function packTransaction(transaction: Transaction): Packed {
  const { request, response, steps, token } = transaction;
  const headers: string[] = [];
  let tokenAt = -1;
  for (const list of [request.headers, response.headers]) {
    for (const [name, value] of list) {
      if (token !== undefined && tokenAt < 0 && value.endsWith(token)) tokenAt = headers.length + 1;
      headers.push(name, value);
    }
  }
  const head = headOf(transaction);
  // Most tokens stand in a header already: where, and how long.
  head.push(tokenAt < 0 ? (token ?? '') : '', token === undefined ? '' : `${tokenAt} ${token.length}`);
  const parts = head.concat(headers);
  const lengths = parts.map(({ length }) => length);
  const told = packSteps(steps);
  parts.push(told.text);
  return { text: parts.join(''), lengths: lengths.concat(told.lengths) };
}

/** Frozen steps say the same as long as they live: they are packed once. */
const toldBefore = new WeakMap<readonly JudgedStep[], Packed>();

function packSteps(steps: readonly JudgedStep[]): Packed {
  const known = toldBefore.get(steps);
  if (known) return known;
  const parts: string[] = [];
  for (const { name, verdict, detail } of steps) parts.push(name, verdict, detail);
  const packed = { text: parts.join(''), lengths: parts.map(({ length }) => length) };
  if (Object.isFrozen(steps)) toldBefore.set(steps, packed);
  return packed;
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

export function unpackTransaction(packed: Packed): Transaction {
  const parts = stringsOf(packed);
  const next = () => parts.shift() ?? '';
  const [id, side, server] = [next(), next() as Transaction['side'], next()];
  const [method, target, httpVersion, scheme] = [next(), next(), next(), next() as 'https' | 'http'];
  const [authority, localAddress, remoteAddress] = [next(), next(), next()];
  const [arrived = 0, bytes = 0, localPort = 0, remotePort = 0, ...answered] = next().split(' ').map(Number);
  const [status = 0, responseBytes = 0, timeTakenMs = 0, requestHeaders = 0, responseHeaders = 0] = answered;
  const rare = next();
  const token = tokenOf(next(), next(), parts);
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

function stringsOf({ text, lengths }: Packed): string[] {
  let end = 0;
  return lengths.map((length) => {
    end += length;
    return text.slice(end - length, end);
  });
}

/** The token as it was written, or out of the header it stands in: the first of `parts` are the headers. */
function tokenOf(written: string, place: string, parts: readonly string[]): string | undefined {
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

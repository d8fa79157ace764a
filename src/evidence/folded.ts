import type { HeaderList } from '../protocol/wire.js';
import type { JudgedStep, Transaction } from './transaction.js';

/**
 * A transaction as the journal keeps it: one object, and its words in one text. Unfolded, a thousand transactions would be
 * a hundred thousand objects, each copied twice by the garbage collector before the ring drops it.
 */
export interface FoldedTransaction
  extends Pick<Transaction, 'id' | 'arrived' | 'side' | 'server' | 'diagnostics' | 'userName' | 'token'>,
    Omit<Transaction['request'], 'headers'> {
  readonly status: number;
  readonly responseBytes: number;
  readonly timeTakenMs: number;
  /** Names and values of the request's headers and the response's, then names, verdicts and details of the steps. */
  readonly text: string;
  /** Length of each of these words. */
  readonly lengths: readonly number[];
  readonly requestHeaders: number;
  readonly responseHeaders: number;
  /** Where in the text the token stands, and how long it is; -1 when it is kept as `token`. */
  readonly tokenAt: number;
  readonly tokenLength: number;
}

export function foldTransaction(transaction: Transaction): FoldedTransaction {
  const { request, response, steps, token } = transaction;
  const lengths = new Array<number>(2 * (request.headers.length + response.headers.length) + 3 * steps.length);
  let count = 0;
  let text = '';
  let tokenAt = -1;
  for (const headers of [request.headers, response.headers]) {
    for (const [name, value] of headers) {
      text += name + value;
      lengths[count++] = name.length;
      lengths[count++] = value.length;
      if (token !== undefined && tokenAt < 0 && value.endsWith(token)) tokenAt = text.length - token.length;
    }
  }
  for (const { name, verdict, detail } of steps) {
    text += name + verdict + detail;
    lengths[count++] = name.length;
    lengths[count++] = verdict.length;
    lengths[count++] = detail.length;
  }
  text.charCodeAt(0); // V8 joins the pieces now, and lets go of them
  return frame(transaction, text, lengths, tokenAt);
}

/** Field by field: a spread costs many times as much. */
function frame(
  { id, arrived, side, server, request, response, diagnostics, userName, token }: Transaction,
  text: string,
  lengths: readonly number[],
  tokenAt: number,
): FoldedTransaction {
  return {
    id,
    arrived,
    side,
    server,
    diagnostics,
    userName,
    token: tokenAt < 0 ? token : undefined,
    method: request.method,
    target: request.target,
    httpVersion: request.httpVersion,
    scheme: request.scheme,
    localAddress: request.localAddress,
    localPort: request.localPort,
    remoteAddress: request.remoteAddress,
    remotePort: request.remotePort,
    authority: request.authority,
    bytes: request.bytes,
    status: response.status,
    responseBytes: response.bytes,
    timeTakenMs: response.timeTakenMs,
    text,
    lengths,
    requestHeaders: request.headers.length,
    responseHeaders: response.headers.length,
    tokenAt,
    tokenLength: token?.length ?? 0,
  };
}

export function unfoldTransaction(folded: FoldedTransaction): Transaction {
  const { id, arrived, side, server, diagnostics, userName, text, tokenAt, tokenLength } = folded;
  const words = wordsOf(folded);
  const next = () => words.next().value ?? '';
  const headers = (count: number): HeaderList => Array.from({ length: count }, () => [next(), next()]);
  const { method, target, httpVersion, scheme, localAddress, localPort, remoteAddress, remotePort } = folded;
  const ends = { localAddress, localPort, remoteAddress, remotePort };
  const { authority, bytes, status, responseBytes, timeTakenMs } = folded;
  const head = { method, target, httpVersion, headers: headers(folded.requestHeaders) };
  const request = { ...head, scheme, ...ends, authority, bytes };
  const response = { status, headers: headers(folded.responseHeaders), bytes: responseBytes, timeTakenMs };
  const steps: JudgedStep[] = [];
  for (let name = words.next(); !name.done; name = words.next()) {
    steps.push({ name: name.value, verdict: next() as JudgedStep['verdict'], detail: next() });
  }
  const token = tokenAt < 0 ? folded.token : text.slice(tokenAt, tokenAt + tokenLength);
  return { id, arrived, side, server, request, steps, response, diagnostics, token, userName };
}

function* wordsOf({ text, lengths }: FoldedTransaction): Generator<string, undefined> {
  let place = 0;
  for (const length of lengths) {
    yield text.slice(place, place + length);
    place += length;
  }
}

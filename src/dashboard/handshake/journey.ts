import type { AnsweringService } from '../../evidence/place.js';
import type { NetworkFailure } from '../../network/network-error.js';
import type { Caller, HandshakeRequest } from './handshakes.js';

/** A place of the drawing. */
export type Station =
  | 'exchangeOnline'
  | 'tokenService'
  | 'internet'
  | 'reverseProxy'
  | 'frontEnd'
  | 'directory'
  | 'client';

/** The way of one request through the drawing: where it came along, the last place being where it was answered or lost. */
export interface Journey {
  readonly stations: readonly Station[];
  readonly outcome: HandshakeRequest['outcome'];
}

/** The way that a request took. */
export function journeyOf(request: HandshakeRequest): Journey {
  const whole = wholeWay(request);
  const end = endOf(request, whole);
  const stations = whole.slice(0, whole.lastIndexOf(end) + 1);
  return { stations: stations.length > 0 ? stations : whole, outcome: request.outcome };
}

/** Every place between the caller and the one who knows the answer. */
function wholeWay({ caller, service, transaction }: HandshakeRequest): readonly Station[] {
  const start = startOf(caller);
  if (service !== 'Exchange') {
    const end = stationOf(service);
    if (start === end) return [start];
    return start === 'exchangeOnline' ? [start, end] : [start, 'internet', end];
  }
  if (start === 'frontEnd') return ['frontEnd', 'internet', 'reverseProxy', 'frontEnd', 'directory'];
  // A client on this machine can ask the server itself; what came through the proxy says so in X-Forwarded-For.
  const isDirect = caller === 'other' && transaction?.forwardedFor === null;
  return isDirect ? ['client', 'frontEnd', 'directory'] : [start, 'internet', 'reverseProxy', 'frontEnd', 'directory'];
}

function startOf(caller: Caller): Station {
  if (caller === 'Cloud') return 'exchangeOnline';
  return caller === 'OnPremises' ? 'frontEnd' : 'client';
}

function stationOf(service: AnsweringService): Station {
  if (service === 'Exchange') return 'frontEnd';
  return service === 'ExchangeOnline' ? 'exchangeOnline' : 'tokenService';
}

function endOf(request: HandshakeRequest, whole: readonly Station[]): Station {
  const { transaction, call } = request;
  const last = whole.at(-1) ?? 'internet';
  if (call?.end?.kind === 'failure') return lostAt(call.end.failure, whole);
  if (!transaction) return doorOf(whole); // as far as is known while it is under way, and where it was answered on the way
  if (request.service !== 'Exchange') return last;
  // Who was let in was looked up; without a user the front end decides alone.
  return transaction.failedInDirectory || transaction.userName !== null ? 'directory' : 'frontEnd';
}

/** The place that the network failed at, as far as its failure tells. */
function lostAt(failure: NetworkFailure, whole: readonly Station[]): Station {
  return failure === 'nameNotResolved' || failure === 'proxyRefused' ? 'internet' : doorOf(whole);
}

/** The first machine on the way that can answer by itself: the reverse proxy, or the target where there is none. */
function doorOf(whole: readonly Station[]): Station {
  return whole.includes('reverseProxy') ? 'reverseProxy' : (whole.at(-1) ?? 'internet');
}

import type { AnsweringService } from '../../evidence/place.js';
import type { Caller, Handshake, HandshakeRequest, Outcome } from './handshakes.js';
import type { Station } from './journey.js';

/** The lab's own words for what the drawing and the timeline show. */

export const callerName: Readonly<Record<Caller, string>> = {
  Cloud: 'Exchange Online',
  OnPremises: 'Exchange on-premises',
  other: 'Another client',
};

export const serviceName: Readonly<Record<AnsweringService, string>> = {
  Exchange: 'Exchange on-premises',
  ExchangeOnline: 'Exchange Online',
  TokenService: 'the token service',
};

export const stationName: Readonly<Record<Station, string>> = {
  exchangeOnline: 'Exchange Online',
  tokenService: 'Token service',
  internet: 'Internet',
  reverseProxy: 'Reverse proxy',
  frontEnd: 'Exchange front end',
  directory: 'Directory',
  client: 'Another client',
};

export const outcomeWord: Readonly<Record<Outcome, string>> = {
  underway: 'under way',
  accepted: 'accepted',
  challenged: 'challenged',
  refused: 'refused',
  lost: 'lost',
};

/** How an outcome is marked beside its colour. */
export const outcomeSign: Readonly<Record<Outcome, string>> = {
  underway: '…',
  accepted: '✓',
  challenged: '?',
  refused: '✕',
  lost: '✕',
};

/** Class of the badge of an outcome. */
export const outcomeTone: Readonly<Record<Outcome, string>> = {
  underway: 'accent',
  accepted: 'good',
  challenged: 'accent',
  refused: 'bad',
  lost: 'bad',
};

/** `https://hybrid.msxfaq.de/ews/Exchange.asmx` as the client named it, else as the server was asked. */
export function targetOf({ call, transaction }: HandshakeRequest): string {
  if (call) return call.url;
  return transaction ? `${transaction.scheme}://${transaction.host}${transaction.path}` : '';
}

/** What one request did, in a sentence. */
export function purposeOf({ service, transaction, call }: HandshakeRequest): string {
  const method = transaction?.method ?? call?.method;
  if (service === 'TokenService') return method === 'GET' ? 'reads the metadata document' : 'asks for a token';
  if (!transaction) return 'asks';
  if (transaction.bearer === 'token') return 'asks with a token';
  return 'asks without a token';
}

/** `401`, or how the network failed. */
export function resultOf({ call, transaction }: HandshakeRequest): string {
  if (call?.end?.kind === 'failure') return call.end.message;
  if (transaction) return `HTTP ${transaction.status}`;
  return call?.end?.kind === 'answer' ? `HTTP ${call.end.status}` : '';
}

/** The words of the refusal, as they are on the wire where there are any; undefined where there was none. */
export function refusalOf({ outcome, service, call, transaction }: HandshakeRequest): string | undefined {
  if (outcome !== 'refused' && outcome !== 'lost') return undefined;
  if (transaction?.diagnostics) {
    const { code, errorCategory, reason } = transaction.diagnostics;
    return `${code} ${errorCategory}: ${reason}`;
  }
  if (call?.end?.kind === 'failure') return call.end.message;
  if (!transaction) return 'Something on the way answered by itself; no server of the hybrid has seen this request.';
  if (transaction.httpError) return `http.sys answered by itself: ${transaction.httpError}`;
  const isBare = transaction.status === 401 && transaction.bearer !== 'token' && service !== 'TokenService';
  return isBare ? 'It came without the token: something on the way took the Authorization header off.' : undefined;
}

/** `Exchange Online → hybrid.msxfaq.de`; a URL that can't be read stands as it is. */
export function titleOf({ caller, requests }: Handshake): string {
  const target = (requests.find(({ service }) => service !== 'TokenService') ?? requests.at(-1)) as HandshakeRequest;
  const address = targetOf(target);
  return `${callerName[caller]} → ${URL.canParse(address) ? new URL(address).host : address}`;
}

/** Where it ended. What went out and was lost is known to have gone towards its target, no more. */
export function whereOf({ outcome, service }: HandshakeRequest, end: Station): string {
  const isTarget = service !== 'Exchange' && end !== 'internet';
  return outcome === 'lost' && isTarget ? `On the way to ${stationName[end]}` : `At ${stationName[end]}`;
}

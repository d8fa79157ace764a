import type { LogRecord } from '../log-reading/log-record.js';
import type { OAuthRequest } from './oauth-request.js';

/** Both logs write a request down when it ends; a minute is plenty between them. */
const patienceMs = 60_000;
const mostHeld = 4000;

interface Held {
  readonly request: OAuthRequest;
  readonly time: number;
}

/**
 * Puts the IIS line and the HttpProxy row of one request together: its query's `cafeReqId` is the row's RequestId. Whoever
 * stays alone goes on alone, when the logs have come further or too many wait.
 */
export class FrontEndJoin {
  readonly #next: (request: OAuthRequest) => void;
  readonly #held = new Map<string, Held>();

  constructor(next: (request: OAuthRequest) => void) {
    this.#next = next;
  }

  add(request: OAuthRequest): void {
    const { cafeReqId, kind, time = 0 } = request.record;
    this.#letGo(time);
    if (cafeReqId === undefined || (kind !== 'iis' && kind !== 'httpProxy')) {
      this.#next(request);
      return;
    }
    const partner = this.#held.get(cafeReqId);
    if (partner && partner.request.record.kind !== kind) {
      this.#held.delete(cafeReqId);
      this.#next(kind === 'iis' ? merge(request, partner.request) : merge(partner.request, request));
      return;
    }
    if (partner) {
      this.#held.delete(cafeReqId);
      this.#next(partner.request); // the same id twice in one log
    }
    this.#held.set(cafeReqId, { request, time });
  }

  finish(): void {
    for (const { request } of this.#held.values()) this.#next(request);
    this.#held.clear();
  }

  #letGo(now: number): void {
    for (const [id, { request, time }] of this.#held) {
      if (time > now - patienceMs && this.#held.size < mostHeld) return;
      this.#held.delete(id);
      this.#next(request);
    }
  }
}

/** The IIS line with what only the HttpProxy row knows. */
function merge(iis: OAuthRequest, proxy: OAuthRequest): OAuthRequest {
  const { host, userName, authenticationType, errorCode, genericErrors, genericInfo, protocol } = proxy.record;
  const { record } = iis;
  const merged: LogRecord = {
    ...record,
    host: record.host ?? host,
    userName: record.userName ?? userName,
    ...{ authenticationType, errorCode, genericErrors, genericInfo, protocol },
  };
  return { ...iis, record: merged, diagnostics: iis.diagnostics ?? proxy.diagnostics };
}

import type { Transaction } from '../../src/evidence/transaction.js';

/** A transaction put together by hand: a GET of EWS with nothing special, changed as a test wants it. */
export function madeTransaction(
  changes: Partial<Omit<Transaction, 'request' | 'response'>> & {
    readonly request?: Partial<Transaction['request']>;
    readonly response?: Partial<Transaction['response']>;
  } = {},
): Transaction {
  return {
    id: '287f6ba3-0000-4000-8000-000000000001',
    arrived: Date.UTC(2020, 9, 1, 11, 45, 23),
    side: 'OnPremises',
    server: 'EX01',
    steps: [],
    ...changes,
    request: {
      method: 'POST',
      target: '/ews/Exchange.asmx',
      httpVersion: '1.1',
      headers: [],
      scheme: 'https',
      localAddress: '192.168.70.2',
      localPort: 8443,
      remoteAddress: '52.97.244.45',
      remotePort: 50_000,
      authority: 'owa.msxfaq.de',
      bytes: 3703,
      ...changes.request,
    },
    response: { status: 401, headers: [], bytes: 2340, timeTakenMs: 46, ...changes.response },
  };
}

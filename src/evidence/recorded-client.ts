import type { HttpClient } from '../network/http-client.js';
import type { OutgoingCalls } from './outgoing-calls.js';
import type { Side } from './transaction.js';

/** The same client, each of whose calls leaves a record. */
export function recordedClient(http: HttpClient, caller: Side, calls: OutgoingCalls): HttpClient {
  return {
    async request(url, request) {
      const call = calls.begin(caller, url, request);
      try {
        const answer = await http.request(url, request);
        call.answered(answer);
        return answer;
      } catch (error) {
        call.failed(error);
        throw error;
      }
    },
    through: (proxy) => recordedClient(http.through(proxy), caller, calls),
    upTo: (newest) => recordedClient(http.upTo(newest), caller, calls),
    close: () => http.close(),
  };
}

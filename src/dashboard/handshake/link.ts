import { linkTo } from '../router.js';
import type { HandshakeRequest } from './handshakes.js';

/** Where all that is known of a request is shown. */
export function linkOf({ id, transaction }: HandshakeRequest): string {
  return transaction ? linkTo('transactions', id) : linkTo('calls', id);
}

import { element } from '../../xsd/types.js';
import { m } from '../namespaces.js';
import { responseElement, responseMessage } from '../responses.js';
import { subscriptionId } from '../subscriptions.js';

/** Unsubscribe (MS-OXWSNTIF). */
export const unsubscribeRequest = element(
  'm',
  'Unsubscribe',
  m.complex('UnsubscribeType', { content: [{ SubscriptionId: subscriptionId }] }),
);

export const unsubscribeResponse = responseElement('Unsubscribe', responseMessage);

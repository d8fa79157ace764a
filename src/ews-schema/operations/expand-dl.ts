import { element, many, optional } from '../../xsd/types.js';
import { emailAddress } from '../email-address.js';
import { m, t } from '../namespaces.js';
import { responseElement, responseMessage } from '../responses.js';
import { pagingOfAnswer } from '../views.js';

/** ExpandDL (MS-OXWSEDISC): the members of a distribution list. */
export const expandDLRequest = element(
  'm',
  'ExpandDL',
  m.complex('ExpandDLType', { content: [{ Mailbox: emailAddress }] }),
);

const expansion = t.complex('ArrayOfDLExpansionType', {
  attributes: pagingOfAnswer,
  content: [{ Mailbox: many(emailAddress) }],
});

export const expandDLResponse = responseElement(
  'ExpandDL',
  m.extended('ExpandDLResponseMessageType', responseMessage, {
    attributes: pagingOfAnswer,
    content: [{ DLExpansion: optional(expansion) }],
  }),
);

import { element, many, optional } from '../../xsd/model.js';
import { emailAddress } from '../email-address.js';
import { m, t } from '../namespaces.js';
import { pagingAttributes } from '../paging.js';
import { responseElement, responseMessage } from '../responses.js';

/** ExpandDL (MS-OXWSEDISC): the members of a distribution list. */
export const expandDLRequest = element(
  'm',
  'ExpandDL',
  m.complex('ExpandDLType', { content: [{ Mailbox: emailAddress }] }),
);

const expansion = t.complex('ArrayOfDLExpansionType', {
  attributes: pagingAttributes,
  content: [{ Mailbox: many(emailAddress) }],
});

export const expandDLResponse = responseElement(
  'ExpandDL',
  m.extended('ExpandDLResponseMessageType', responseMessage, {
    attributes: pagingAttributes,
    content: [{ DLExpansion: optional(expansion) }],
  }),
);

import { element, many, optional } from '../../xsd/model.js';
import { emailAddress } from '../email-address.js';
import { m, t } from '../namespaces.js';
<<<<<<< HEAD
import { pagingAttributes } from '../paging.js';
import { responseElement, responseMessage } from '../responses.js';
=======
import { responseElement, responseMessage } from '../responses.js';
import { pagingOfAnswer } from '../views.js';
>>>>>>> h8-vc

/** ExpandDL (MS-OXWSEDISC): the members of a distribution list. */
export const expandDLRequest = element(
  'm',
  'ExpandDL',
  m.complex('ExpandDLType', { content: [{ Mailbox: emailAddress }] }),
);

const expansion = t.complex('ArrayOfDLExpansionType', {
<<<<<<< HEAD
  attributes: pagingAttributes,
=======
  attributes: pagingOfAnswer,
>>>>>>> h8-vc
  content: [{ Mailbox: many(emailAddress) }],
});

export const expandDLResponse = responseElement(
  'ExpandDL',
  m.extended('ExpandDLResponseMessageType', responseMessage, {
<<<<<<< HEAD
    attributes: pagingAttributes,
=======
    attributes: pagingOfAnswer,
>>>>>>> h8-vc
    content: [{ DLExpansion: optional(expansion) }],
  }),
);

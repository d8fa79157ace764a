import { xs } from '../../xsd/simple-types.js';
import { element, optional, some } from '../../xsd/types.js';
import { delegateUser, deliverMeetingRequests, userIds } from '../delegates.js';
import { emailAddress } from '../email-address.js';
import { m } from '../namespaces.js';
import { responseMessage } from '../responses.js';

/** GetDelegate (MS-OXWSDLGM). */

const baseDelegate = m.complex('BaseDelegateType', { isAbstract: true, content: [{ Mailbox: emailAddress }] });

export const getDelegateRequest = element(
  'm',
  'GetDelegate',
  m.extended('GetDelegateType', baseDelegate, {
    attributes: { IncludePermissions: xs.boolean },
    content: [{ UserIds: optional(userIds) }],
  }),
);

/** Of each delegate; the element is called like its type. */
const delegateUserResponseMessage = m.extended('DelegateUserResponseMessageType', responseMessage, {
  content: [{ DelegateUser: optional(delegateUser) }],
});

/** Where there is no delegate the messages are left out; an empty list is against the schema. */
const baseDelegateResponseMessage = m.extended('BaseDelegateResponseMessageType', responseMessage, {
  isAbstract: true,
  content: [
    {
      ResponseMessages: optional(
        m.complex('ArrayOfDelegateUserResponseMessageType', {
          content: [{ DelegateUserResponseMessageType: some(delegateUserResponseMessage) }],
        }),
      ),
    },
  ],
});

export const getDelegateResponse = element(
  'm',
  'GetDelegateResponse',
  m.extended('GetDelegateResponseMessageType', baseDelegateResponseMessage, {
    content: [{ DeliverMeetingRequests: optional(deliverMeetingRequests) }],
  }),
);

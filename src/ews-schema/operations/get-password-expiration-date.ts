import { xs } from '../../xsd/simple-types.js';
import { element, optional } from '../../xsd/types.js';
import { m } from '../namespaces.js';
import { responseMessage } from '../responses.js';

/** GetPasswordExpirationDate (MS-OXWSGPED). */
export const getPasswordExpirationDateRequest = element(
  'm',
  'GetPasswordExpirationDate',
  m.complex('GetPasswordExpirationDateType', { content: [{ MailboxSmtpAddress: optional(xs.string) }] }),
);

export const getPasswordExpirationDateResponse = element(
  'm',
  'GetPasswordExpirationDateResponse',
  m.extended('GetPasswordExpirationDateResponseMessageType', responseMessage, {
    content: [{ PasswordExpirationDate: xs.dateTime }],
  }),
);

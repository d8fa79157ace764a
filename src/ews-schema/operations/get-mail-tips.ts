import { element, optional, some } from '../../xsd/types.js';
import { emailAddress, recipients } from '../email-address.js';
import { mailTips, mailTipTypes } from '../mail-tips.js';
import { m } from '../namespaces.js';
import { responseMessage } from '../responses.js';

/** GetMailTips (MS-OXWMT). */
export const getMailTipsRequest = element(
  'm',
  'GetMailTips',
  m.complex('GetMailTipsType', {
    content: [{ SendingAs: emailAddress, Recipients: recipients, MailTipsRequested: mailTipTypes }],
  }),
);

/** Of each recipient; the element is called like its type. */
const mailTipsResponseMessage = m.extended('MailTipsResponseMessageType', responseMessage, {
  content: [{ MailTips: optional(mailTips) }],
});

const responseMessages = m.complex('ArrayOfMailTipsResponseMessageType', {
  content: [{ MailTipsResponseMessageType: some(mailTipsResponseMessage) }],
});

export const getMailTipsResponse = element(
  'm',
  'GetMailTipsResponse',
  m.extended('GetMailTipsResponseMessageType', responseMessage, {
    content: [{ ResponseMessages: optional(responseMessages) }],
  }),
);

import { getMailTipsRequest, getMailTipsResponse } from '../../ews-schema/operations/get-mail-tips.js';
import type { ValueOf } from '../../xsd/model.js';
import { EwsError } from '../errors.js';
import { errorHead } from '../messages.js';
import { operation } from '../operation.js';
import { mailTipsOf } from '../people/mail-tips.js';

type Response = ValueOf<typeof getMailTipsResponse.type>;

/** MaxRecipientsPerGetMailTipsRequest, as Exchange sets it. */
export const mostRecipients = 50;

const success = { ResponseClass: 'Success', ResponseCode: 'NoError' } as const;

/** GetMailTips (MS-OXWMT): a message for each recipient, in their order. */
export const getMailTips = operation({
  request: getMailTipsRequest,
  response: getMailTipsResponse,
  answer({ SendingAs, Recipients, MailTipsRequested }, call): Response {
    const recipients = Recipients.Mailbox ?? [];
    if (recipients.length > mostRecipients) return errorHead(tooMany());
    const messages = recipients.map((recipient) => ({
      ...success,
      MailTips: mailTipsOf(recipient, { sender: SendingAs, wanted: MailTipsRequested, call }),
    }));
    if (messages.length === 0) return success; // the schema has no list without messages
    return { ...success, ResponseMessages: { MailTipsResponseMessageType: messages } };
  },
});

/** How Exchange refuses them is not published. */
const tooMany = () =>
  new EwsError('ErrorInvalidRequest', `[lab] Tips of ${mostRecipients} recipients can be asked for at once.`);

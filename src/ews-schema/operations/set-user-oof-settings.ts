import { element, once, optional } from '../../xsd/types.js';
import { address } from '../free-busy.js';
import { m } from '../namespaces.js';
import { userOofSettings } from '../out-of-office.js';
import { responseMessage } from '../responses.js';

/** SetUserOofSettings (MS-OXWOOF). */
export const setUserOofSettingsRequest = element(
  'm',
  'SetUserOofSettingsRequest',
  m.complex('SetUserOofSettingsRequest', {
    content: [{ Mailbox: once(address, 't'), UserOofSettings: once(userOofSettings, 't') }],
  }),
);

export const setUserOofSettingsResponse = element(
  'm',
  'SetUserOofSettingsResponse',
  m.complex('SetUserOofSettingsResponse', { content: [{ ResponseMessage: optional(responseMessage) }] }),
);

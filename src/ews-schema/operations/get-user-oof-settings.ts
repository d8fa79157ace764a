import { element, once, optional } from '../../xsd/types.js';
import { address } from '../free-busy.js';
import { m } from '../namespaces.js';
import { externalAudience, userOofSettings } from '../out-of-office.js';
import { responseMessage } from '../responses.js';

/** GetUserOofSettings (MS-OXWOOF). */
export const getUserOofSettingsRequest = element(
  'm',
  'GetUserOofSettingsRequest',
  m.complex('GetUserOofSettingsRequest', { content: [{ Mailbox: once(address, 't') }] }),
);

export const getUserOofSettingsResponse = element(
  'm',
  'GetUserOofSettingsResponse',
  m.complex('GetUserOofSettingsResponse', {
    content: [
      {
        ResponseMessage: responseMessage,
        OofSettings: optional(userOofSettings, 't'),
        AllowExternalOof: optional(externalAudience),
      },
    ],
  }),
);

import {
  getUserOofSettingsRequest,
  getUserOofSettingsResponse,
} from '../../ews-schema/operations/get-user-oof-settings.js';
import type { ValueOf } from '../../xsd/model.js';
import { attempt } from '../messages.js';
import { operation } from '../operation.js';
import { oofSettingsOf, requireOwnMailbox } from '../people/out-of-office.js';

type Response = ValueOf<typeof getUserOofSettingsResponse.type>;

/** GetUserOofSettings (MS-OXWOOF). Every user of the lab may have replies sent to anybody (AllowExternalOof). */
export const getUserOofSettings = operation({
  request: getUserOofSettingsRequest,
  response: getUserOofSettingsResponse,
  answer({ Mailbox }, call): Response {
    const work = () => ({ OofSettings: oofSettingsOf(requireOwnMailbox(Mailbox.Address, call), call.now) });
    const { OofSettings, ...ResponseMessage } = attempt(work, { OofSettings: undefined });
    return OofSettings ? { ResponseMessage, OofSettings, AllowExternalOof: 'All' } : { ResponseMessage };
  },
});

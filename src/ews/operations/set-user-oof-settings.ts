import {
  setUserOofSettingsRequest,
  setUserOofSettingsResponse,
} from '../../ews-schema/operations/set-user-oof-settings.js';
import { attempt } from '../messages.js';
import { operation } from '../operation.js';
import { requireOwnMailbox, setOofSettings } from '../people/out-of-office.js';

/** SetUserOofSettings (MS-OXWOOF): the replies are kept; the lab sends none, but mail tips show them. */
export const setUserOofSettings = operation({
  request: setUserOofSettingsRequest,
  response: setUserOofSettingsResponse,
  answer({ Mailbox, UserOofSettings }, call) {
    const set = () => {
      setOofSettings(requireOwnMailbox(Mailbox.Address, call), UserOofSettings, call);
      return {};
    };
    return { ResponseMessage: attempt(set, {}) };
  },
});

import {
  getUserConfigurationRequest,
  getUserConfigurationResponse,
} from '../../ews-schema/operations/get-user-configuration.js';
import { errors } from '../errors.js';
import { requireFolder } from '../folder-access.js';
import { messageForEach } from '../messages.js';
import { operation } from '../operation.js';

/**
 * GetUserConfiguration (MS-OXWSUSRCFG): in the lab's mailboxes no application has stored anything, as in one where nobody
 * has opened Outlook on the web yet. Clients ask for the user's options there, and go on without them (DavMail).
 */
export const getUserConfiguration = operation({
  request: getUserConfigurationRequest,
  response: getUserConfigurationResponse,
  answer({ UserConfigurationName: name }, call) {
    const find = (): object => {
      requireFolder(name, call);
      throw errors.itemNotFound();
    };
    return messageForEach('GetUserConfiguration', [name], find, {});
  },
});

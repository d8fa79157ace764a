import { xs } from '../../xsd/simple-types.js';
import { many, nillable, optional } from '../../xsd/types.js';
import {
  autodiscoverRequest,
  autodiscoverRequestElement,
  autodiscoverResponse,
  autodiscoverResponseElement,
  autodiscoverVersion,
  requestedSettings,
} from '../autodiscover.js';
import { userSetting, userSettingError } from '../autodiscover-settings.js';
import { a } from '../namespaces.js';

/** GetUserSettings of Autodiscover (MS-OXWSADISC). */

const user = a.complex('User', { content: [{ Mailbox: optional(xs.string) }] });

export const getUserSettingsRequest = autodiscoverRequestElement(
  'GetUserSettings',
  a.extended('GetUserSettingsRequest', autodiscoverRequest, {
    content: [
      {
        Users: optional(a.complex('Users', { content: [{ User: many(user) }] })),
        RequestedSettings: optional(requestedSettings),
        RequestedVersion: nillable(autodiscoverVersion),
      },
    ],
  }),
);

const userResponse = a.extended('UserResponse', autodiscoverResponse, {
  content: [
    {
      RedirectTarget: nillable(xs.string),
      UserSettingErrors: optional(
        a.complex('UserSettingErrors', { content: [{ UserSettingError: many(userSettingError) }] }),
      ),
      UserSettings: optional(a.complex('UserSettings', { content: [{ UserSetting: many(userSetting) }] })),
    },
  ],
});

export const getUserSettingsResponse = autodiscoverResponseElement(
  'GetUserSettings',
  a.extended('GetUserSettingsResponse', autodiscoverResponse, {
    content: [
      {
        UserResponses: optional(a.complex('ArrayOfUserResponse', { content: [{ UserResponse: many(userResponse) }] })),
      },
    ],
  }),
);

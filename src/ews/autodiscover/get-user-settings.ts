import { getUserSettingsRequest, getUserSettingsResponse } from '../../ews-schema/operations/get-user-settings.js';
import { type AutodiscoverContext, locate } from './context.js';
import { autodiscoverOperation, InvalidRequest, noError } from './operation.js';
import { userSettingOf } from './user-settings.js';

/** GetUserSettings: what a client needs to know for a mailbox. Public description: MS-OXWSADISC. */
export const getUserSettings = autodiscoverOperation({
  name: 'GetUserSettings',
  request: getUserSettingsRequest,
  response: getUserSettingsResponse,
  answer({ Users, RequestedSettings }, context) {
    const users = Users?.User ?? [];
    const names = [...new Set(RequestedSettings?.Setting?.map((name) => name.trim()))];
    if (users.length === 0) throw new InvalidRequest('[lab] The request names no user.');
    if (names.length === 0) throw new InvalidRequest('[lab] The request names no setting.');
    const responses = users.map(({ Mailbox }) => userResponse(Mailbox?.trim() ?? '', names, context));
    return { ...noError, UserResponses: { UserResponse: responses } };
  },
});

const nothing = { UserSettingErrors: {}, UserSettings: {} };

/** The sentences of a redirection and of success are documented, that of InvalidUser is from memory. */
function userResponse(address: string, names: readonly string[], context: AutodiscoverContext) {
  const located = locate(address, context);
  switch (located.kind) {
    case 'here': {
      const settings = names.map((name) => userSettingOf(name, located.user, context));
      return {
        ErrorCode: 'NoError',
        ErrorMessage: 'No error.',
        UserSettingErrors: { UserSettingError: names.filter((_, index) => !settings[index]).map(notAvailable) },
        UserSettings: { UserSetting: settings.filter((setting) => setting !== undefined) },
      } as const;
    }
    case 'elsewhere': {
      const { address: RedirectTarget } = located;
      return {
        ErrorCode: 'RedirectAddress',
        ErrorMessage: 'Redirection address.',
        RedirectTarget,
        ...nothing,
      } as const;
    }
    case 'invalidUser':
      return { ErrorCode: 'InvalidUser', ErrorMessage: `Invalid user: '${address}'`, ...nothing } as const;
    case 'invalidDomain':
      return { ErrorCode: 'InvalidDomain', ErrorMessage: `[lab] Invalid domain: '${address}'`, ...nothing } as const;
  }
}

/** Verbatim in a trace of ews-javascript-api, the blank at its end too. */
function notAvailable(name: string) {
  const ErrorMessage = `User setting '${name}' is not available. `;
  return { ErrorCode: 'SettingIsNotAvailable', ErrorMessage, SettingName: name } as const;
}

import { namespaces } from '../protocol/namespaces.js';
import { parseSoapRequest } from '../protocol/soap.js';
import { child, descendants, type XmlElement, XmlError } from '../protocol/xml-document.js';

/** What passes for a user: the test is of the door, and each of these is said behind it. */
const ofUsers = ['NoError', 'RedirectAddress', 'InvalidUser'];

/**
 * What is wrong with the answer to GetUserSettings, if anything. Where a mere `@domain` is asked for, InvalidUser is what a
 * healthy server says (facts/ews-clients §3.1). Microsoft has a mailbox of either side tested against Autodiscover of the
 * other (facts/oauth-outbound-admin §1.1), which can only answer with a redirection or, where the target address leads
 * back, with InvalidUser. That both count as success is inferred; how Exchange words a failure is unknown.
 */
export function autodiscoverError(body: string): string | undefined {
  try {
    const { operation } = parseSoapRequest(body);
    const response = child(operation, namespaces.autodiscover, 'Response');
    const user = response && descendants(response, 'UserResponse')[0];
    const levels: readonly (readonly [name: string, element: XmlElement | undefined, accepted: readonly string[]])[] = [
      ['Response', response, ['NoError']],
      ['UserResponse', user, ofUsers],
    ];
    for (const [name, element, accepted] of levels) {
      const code = child(element, namespaces.autodiscover, 'ErrorCode')?.text.trim();
      if (code === undefined) return `[lab] The answer of Autodiscover has no ErrorCode in its ${name}.`;
      if (!accepted.includes(code)) return `[lab] The ErrorCode in Autodiscover's ${name} is '${code}', not 'NoError'.`;
    }
    return undefined;
  } catch (error) {
    if (error instanceof XmlError) return `[lab] The answer is no message of Autodiscover: ${error.message}`;
    throw error;
  }
}

/** A setting of a user, or the error code that stands in its place. */
export type UserSetting = { readonly value: string } | { readonly error: string };

/** A setting of each user out of an answer to GetUserSettings, in the order in which they were asked for. */
export function userSettings(body: string, name: string): readonly UserSetting[] | { readonly error: string } {
  try {
    const { operation } = parseSoapRequest(body);
    return descendants(operation, 'UserResponse').map((user) => userSetting(user, name));
  } catch (error) {
    if (error instanceof XmlError) return { error: `[lab] no message of Autodiscover: ${error.message}` };
    throw error;
  }
}

function userSetting(user: XmlElement, name: string): UserSetting {
  const code = child(user, namespaces.autodiscover, 'ErrorCode')?.text.trim() ?? '[lab] no ErrorCode';
  if (code !== 'NoError') return { error: code };
  const setting = descendants(user, 'UserSetting').find(
    (candidate) => child(candidate, namespaces.autodiscover, 'Name')?.text.trim() === name,
  );
  const value = child(setting, namespaces.autodiscover, 'Value')?.text.trim();
  return value === undefined ? { error: 'SettingIsNotAvailable' } : { value };
}

import { sameText } from '../../protocol/audience.js';

/** Those of the grants that a setting like `user_impersonation|Mail.Read` names; `*` is all of them. */
export function permitted(grants: readonly string[], setting: string): readonly string[] {
  const names = setting.split('|').map((name) => name.trim());
  if (names.includes('*')) return grants;
  return grants.filter((grant) => names.some((name) => sameText(name, grant)));
}

import { activeDirectoryDown } from './catalogue/active-directory-down.js';
import { cachedState } from './catalogue/cached-state.js';
import { calendarPermissionMissing } from './catalogue/calendar-permission-missing.js';
import { connectionReset } from './catalogue/connection-reset.js';
import { first401IsNormal } from './catalogue/first-401-is-normal.js';
import { foreignTenant } from './catalogue/foreign-tenant.js';
import { healthy } from './catalogue/healthy.js';
import { hostRewritten } from './catalogue/host-rewritten.js';
import { mailboxUnknown } from './catalogue/mailbox-unknown.js';
import { nameNotResolved } from './catalogue/name-not-resolved.js';
import { noHostHeader } from './catalogue/no-host-header.js';
import { notExchange } from './catalogue/not-exchange.js';
import { oauthDisabledOnVirtualDirectory } from './catalogue/oauth-disabled-on-virtual-directory.js';
import { oneServerFails } from './catalogue/one-server-fails.js';
import { testCoversTheTokenOnly } from './catalogue/test-covers-the-token-only.js';
import { tlsVersion } from './catalogue/tls-version.js';
import { tokenProfileNotAllowed } from './catalogue/token-profile-not-allowed.js';
import { userAmbiguous } from './catalogue/user-ambiguous.js';
import { userWithoutUpn } from './catalogue/user-without-upn.js';
import { webProxyRefuses } from './catalogue/web-proxy-refuses.js';
import type { Scenario } from './scenario.js';
import { ScenarioError } from './scenario-error.js';

/** Every scenario: the seed page's table in its order, then what is not on the page. Adding one is a file and a line here. */
export const scenarios: readonly Scenario[] = [
  mailboxUnknown,
  nameNotResolved,
  notExchange,
  connectionReset,
  tlsVersion,
  foreignTenant,
  noHostHeader,
  hostRewritten,
  activeDirectoryDown,
  // E: identity and method
  healthy,
  first401IsNormal,
  userAmbiguous,
  calendarPermissionMissing,
  userWithoutUpn,
  testCoversTheTokenOnly,
  cachedState,
  oneServerFails,
  // D: the way in and out
  oauthDisabledOnVirtualDirectory,
  tokenProfileNotAllowed,
  webProxyRefuses,
];

export function findScenario(id: string): Scenario | undefined {
  return scenarios.find((scenario) => scenario.id === id.toLowerCase());
}

/** The same, where there must be one; a ScenarioError names those there are. */
export function requireScenario(id: string): Scenario {
  const scenario = findScenario(id);
  if (scenario) return scenario;
  const known = scenarios.map((one) => one.id).join(', ');
  throw new ScenarioError('unknown', `There is no scenario '${id}'; there are ${known}.`);
}

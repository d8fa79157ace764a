import { activeDirectoryDown } from './catalogue/active-directory-down.js';
import { connectionReset } from './catalogue/connection-reset.js';
import { foreignTenant } from './catalogue/foreign-tenant.js';
import { hostRewritten } from './catalogue/host-rewritten.js';
import { mailboxUnknown } from './catalogue/mailbox-unknown.js';
import { nameNotResolved } from './catalogue/name-not-resolved.js';
import { noHostHeader } from './catalogue/no-host-header.js';
import { notExchange } from './catalogue/not-exchange.js';
import { tlsVersion } from './catalogue/tls-version.js';
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

import type { Organization } from '../directory/organization.js';
import type { SettingOverride } from '../directory/sharing.js';
import { knowsDedicatedApplication } from '../protocol/exchange-version.js';
import type { LabContext } from './cmdlet.js';

/** The override that makes the servers come to Exchange Online as the dedicated application (facts/oauth-outbound-admin §3.8). */
export const dedicatedApplicationOverride = {
  Name: 'EnableExchangeHybrid3PAppFeature',
  Component: 'Global',
  Section: 'ExchangeOnpremAsThirdPartyAppId',
  Parameters: ['Enabled=true'],
} as const;

const guid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * As whom the server asks for tokens: the dedicated application, once the override counts there, its build knows the
 * feature, and an enabled EvoSts auth server names the application; else AuthConfig.ServiceName. How Entra itself would
 * issue such a token is unknown, so the ladder is the usual one, with another client id.
 */
export function askingApplication(
  { server, variantConfiguration }: Pick<LabContext, 'server' | 'variantConfiguration'>,
  { exchangeVersion, authServers, authConfig }: Organization,
): string {
  const isOn = (variantConfiguration.current ?? []).some(
    (override) => isDedicatedApplicationOverride(override) && isFor(override, server),
  );
  if (!isOn || !knowsDedicatedApplication(exchangeVersion)) return authConfig.serviceName;
  const named = authServers.find(
    (candidate) => candidate.type === 'AzureAD' && candidate.enabled && guid.test(candidate.applicationIdentifier),
  );
  return named?.applicationIdentifier ?? authConfig.serviceName;
}

export function isDedicatedApplicationOverride({ componentName, sectionName, parameters }: SettingOverride): boolean {
  const { Component, Section, Parameters } = dedicatedApplicationOverride;
  const isSame = (a: string, b: string) => a.toLowerCase() === b.toLowerCase();
  return (
    isSame(componentName, Component) &&
    isSame(sectionName, Section) &&
    parameters.some((parameter) => isSame(parameter.replace(/\s/g, ''), Parameters[0]))
  );
}

function isFor({ server }: SettingOverride, name: string): boolean {
  return server.length === 0 || server.some((one) => one.toLowerCase() === name.toLowerCase());
}

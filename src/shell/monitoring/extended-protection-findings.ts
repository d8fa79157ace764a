import type { Organization, VirtualDirectory } from '../../directory/organization.js';
import type { Finding } from './finding.js';

/**
 * HealthChecker's findings about Extended Protection: EWS of the front end is expected to be Allow, Autodiscover None
 * (facts/oauth-outbound-admin §4.5). The lab has no back end, nor the virtual directory of the API.
 */
export function extendedProtectionFindings(organization: Organization, server: string): readonly Finding[] {
  const { webServicesVirtualDirectories, autodiscoverVirtualDirectories } = organization;
  return [
    ...webServicesVirtualDirectories.map((directory) => [directory, 'Allow'] as const),
    ...autodiscoverVirtualDirectories.map((directory) => [directory, 'None'] as const),
  ].flatMap(([directory, expected]) => (directory.server === server ? findingsOf(directory, expected) : []));
}

function findingsOf(
  { server, name, extendedProtectionTokenChecking: actual = 'None' }: VirtualDirectory,
  expected: string,
): readonly Finding[] {
  const section = 'Extended Protection';
  const asExpected = actual === expected;
  const value: Finding = { server, section, name, value: actual, color: asExpected ? 'Green' : 'Red' };
  if (asExpected) return [value];
  return [
    value,
    { server, section, name: '', value: "Extended Protection isn't configured as expected", color: 'Red' },
  ];
}

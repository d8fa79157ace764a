import type { PowerShellObject } from '../cmdlet.js';
import type { Finding } from './finding.js';

const methods = ['InternalAuthenticationMethods', 'ExternalAuthenticationMethods'] as const;
const switches = ['WSSecurityAuthentication', 'WindowsAuthentication', 'OAuthAuthentication'] as const;

/**
 * FreeBusyChecker's findings about a virtual directory as its Get cmdlet shows it: the methods include OAuth, the three
 * switches are True (facts/oauth-outbound-admin §4.5).
 */
export function virtualDirectoryFindings(directory: PowerShellObject): readonly Finding[] {
  const where = { server: String(directory.Server), section: String(directory.Name) };
  return [
    ...methods.flatMap((name): readonly Finding[] => {
      const value = (directory[name] ?? []) as readonly string[];
      const hasOAuth = value.includes('OAuth');
      const finding: Finding = { ...where, name, value, color: hasOAuth ? 'Green' : 'Red' };
      const sentence = `${name} seems not to include OAuth Authentication Method.`;
      return hasOAuth ? [finding] : [finding, { ...where, name: '', value: sentence, color: 'Red' }];
    }),
    ...switches.map((name): Finding => {
      const value = directory[name] === true;
      return { ...where, name, value, color: value ? 'Green' : 'Red' };
    }),
  ];
}

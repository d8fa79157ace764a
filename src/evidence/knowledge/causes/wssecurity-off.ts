import type { Cause } from '../cause.js';

export const wssecurityOff: Cause = {
  id: 'wssecurity-off',
  title: 'WSSecurity is off on the virtual directory (DAuth)',
  part: 'on-premises front end',
  explanation:
    'Free/busy by organization relationship (DAuth) uses WS-Security, not OAuth. Switched off or damaged there, the request is refused.',
  tellApart: ['The path ends with /WSSecurity; "An error occurred when verifying security for the message".'],
  fix: [
    { say: 'Look.', command: 'Get-WebServicesVirtualDirectory | Format-List Identity,WSSecurityAuthentication' },
    {
      say: 'Toggle it.',
      command: 'Set-WebServicesVirtualDirectory "<server>\\EWS (Default Web Site)" -WSSecurityAuthentication $false',
    },
    {
      say: 'And on again.',
      command: 'Set-WebServicesVirtualDirectory "<server>\\EWS (Default Web Site)" -WSSecurityAuthentication $true',
    },
    { say: 'Make it count.', command: 'iisreset /noforce' },
  ],
  sources: ['facts/oauth-outbound-admin §1.8, run-time siblings, and §6.2 D10'],
};

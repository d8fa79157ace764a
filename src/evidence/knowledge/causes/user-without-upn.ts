import type { Cause } from '../cause.js';

export const userWithoutUpn: Cause = {
  id: 'user-without-upn',
  title: 'The mailbox has no UPN to put into the token',
  part: 'client',
  explanation: 'The calling side names the user by UPN, SMTP and SIP address, and the UPN is missing.',
  tellApart: ['"The UserPrincipalName property was missing on the mailbox object…"'],
  fix: [
    { say: 'Look.', command: 'Get-Mailbox <mailbox> | Format-List UserPrincipalName,PrimarySmtpAddress' },
    { say: 'Set it.', command: 'Set-Mailbox <mailbox> -UserPrincipalName <mailbox>' },
  ],
  scenario: 'user-without-upn',
  sources: ['facts/oauth-outbound-admin §2 (UPNValueNotProvided) and §6.2 E10'],
};

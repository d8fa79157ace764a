import type { Cause } from '../cause.js';

export const activeDirectoryUnreachable: Cause = {
  id: 'active-directory-unreachable',
  title: 'Exchange can’t ask Active Directory',
  part: 'on-premises front end',
  explanation:
    'The token was checked up to the point where the directory is asked. 2000007, internal_error, is no fault of the token.',
  tellApart: [
    '2000007 "The Active Directory operation failed.", for all users, on servers of one site.',
    'Other clients have trouble, too; events of MSExchange ADAccess.',
  ],
  fix: [
    {
      say: "See the server's view of Active Directory.",
      command: 'Get-ExchangeServer <server> -Status | Format-List CurrentDomainControllers,CurrentGlobalCatalogs',
    },
    { say: 'See the services.', command: 'Test-ServiceHealth' },
  ],
  scenario: 'active-directory-down',
  sources: ['facts/oauth-inbound §1.3 (8001) and §1.4'],
};

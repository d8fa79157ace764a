import type { Cause } from '../cause.js';

export const realmNotAccepted: Cause = {
  id: 'realm-not-accepted',
  title: "The realm of the token is none of this organisation's",
  part: 'on-premises front end',
  explanation:
    'A realm counts if it is an accepted domain, the realm of the auth configuration, or that of an enabled auth server. An accepted domain with a wildcard (*.contoso.com) does not count.',
  tellApart: [
    'The reason quotes the realm; newer builds say "tenant guid" even for a domain.',
    'Get-AcceptedDomain has it with a wildcard only, or not at all.',
  ],
  fix: [
    { say: 'Compare.', command: 'Get-AcceptedDomain | Format-List DomainName,DomainType' },
    {
      say: 'List the domain explicitly.',
      command: 'New-AcceptedDomain -Name <domain> -DomainName <domain> -DomainType Authoritative',
    },
    { say: 'Make it count.', command: 'iisreset /noforce' },
  ],
  sources: [
    'facts/oauth-inbound §1.3 (5001, 5002), §1.4 (Organization) and §7',
    'Microsoft Learn, Skype for Business and Exchange integration fails',
  ],
};

import type { Cause } from '../cause.js';

export const nameNotResolved: Cause = {
  id: 'name-not-resolved',
  title: 'The name does not resolve',
  part: 'network',
  explanation:
    'The caller finds no address for the name in the target URL. No connection is made and no server has a line in its log.',
  tellApart: [
    'The exception says "The remote name could not be resolved", and the log part of Detail is empty.',
    'Resolve the name where the caller does: Exchange Online asks the public DNS.',
  ],
  fix: [
    { say: 'Look the name up in the public DNS.', command: 'Resolve-DnsName <host> -Server 1.1.1.1' },
    { say: 'Create the record, or test the name that is published.' },
  ],
  scenario: 'name-not-resolved',
  sources: ['facts/oauth-outbound-admin §1.8 F02 and §6.2 D06'],
};

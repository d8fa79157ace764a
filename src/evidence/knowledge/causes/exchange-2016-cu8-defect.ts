import type { Cause } from '../cause.js';

export const exchange2016Cu8Defect: Cause = {
  id: 'exchange-2016-cu8-defect',
  title: 'Exchange 2016 CU8 fails for a cloud user without archive',
  part: 'web service',
  explanation: 'A defect of that build answers 500; misconfigurations of other kinds do so as well.',
  tellApart: ['(500) Internal Server Error thrown in GetResponse, without diagnostics, on 2016 CU8.'],
  fix: [
    { say: 'Install a newer cumulative update.', command: 'Get-ExchangeServer | Format-List Name,AdminDisplayVersion' },
  ],
  sources: ['facts/oauth-outbound-admin §1.8 F25 and §6.2 E13', 'Microsoft Q&A 108027'],
};

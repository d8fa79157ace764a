import type { Cause } from '../cause.js';

export const requestTimedOut: Cause = {
  id: 'request-timed-out',
  title: 'The other side did not answer in time',
  part: 'network',
  explanation: 'The availability service waits for a limited time; the path or the server is slow.',
  tellApart: ['"Timeout occurred during \'Waiting-For-Request-Completion\'." (LID 43404)'],
  fix: [
    {
      say: 'See how long a request takes: time-taken in the IIS log, TotalRequestTime in HttpProxy\\Ews.',
      command:
        'Select-String -Path "$env:ExchangeInstallPath\\Logging\\HttpProxy\\Ews\\*.LOG" -Pattern "ASProxy/CrossForest/EmailDomain"',
    },
  ],
  scenario: 'answer-too-slow',
  sources: ['facts/oauth-outbound-admin §1.8 (LID 43404) and §5.2'],
};

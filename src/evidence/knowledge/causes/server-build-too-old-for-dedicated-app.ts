import type { Cause } from '../cause.js';

export const serverBuildTooOldForDedicatedApp: Cause = {
  id: 'server-build-too-old-for-dedicated-app',
  title: "A server's build is too old for the dedicated hybrid app",
  part: 'client',
  explanation: 'It still comes as the shared principal, whose keys were taken away: it fails, others pass.',
  tellApart: [
    'The test fails on this server only; its build is below the minimum (SE 15.2.2562.17, 2019 CU15 15.2.1748.24, 2019 CU14 15.2.1544.25, 2016 CU23 15.1.2507.55).',
  ],
  fix: [
    { say: 'See the builds.', command: 'Get-ExchangeServer | Format-List Name,AdminDisplayVersion' },
    { say: 'Install the update.' },
  ],
  sources: ['facts/oauth-outbound-admin §3.8 and §6.2 B13'],
};

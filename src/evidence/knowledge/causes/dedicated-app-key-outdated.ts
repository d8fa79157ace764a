import type { Cause } from '../cause.js';

export const dedicatedAppKeyOutdated: Cause = {
  id: 'dedicated-app-key-outdated',
  title: 'The dedicated hybrid app does not know the new auth certificate',
  part: 'token service',
  explanation: 'The auth certificate was renewed; the app keeps the old key until it is uploaded.',
  tellApart: ["AADSTS700027 in a call for the app's id, and the thumbprint is the new one."],
  fix: [{ say: 'Upload current and next.', command: '.\\ConfigureExchangeHybridApplication.ps1 -UpdateCertificate' }],
  scenario: 'dedicated-app-key-outdated',
  sources: ['facts/oauth-outbound-admin §3.8 and §6.2 B11'],
};

import { exchangeApplicationId } from '../../protocol/well-known.js';
import type { Cmdlet } from '../cmdlet.js';
import { msolCredential } from '../key-credentials.js';
import { msolIdentity, msolServicePrincipal } from '../service-principals.js';

/** Get-MsolServicePrincipalCredential: without -ReturnKeyValues the Value is blank (facts/oauth-outbound-admin §3.7). */
export const getMsolServicePrincipalCredential: Cmdlet = {
  name: 'Get-MsolServicePrincipalCredential',
  synopsis: 'Shows the credentials of a service principal, in the spelling of the retired MSOnline module.',
  examples: [
    `Get-MsolServicePrincipalCredential -ServicePrincipalName "${exchangeApplicationId}" -ReturnKeyValues $true`,
  ],
  sessions: ['Cloud'],
  parameters: [
    ...msolIdentity,
    { name: 'ReturnKeyValues', type: 'Boolean', help: 'With the certificates themselves.' },
  ],
  run: (parameters, context) => ({
    output: msolServicePrincipal(parameters, context).keyCredentials.map((credential) =>
      msolCredential(credential, parameters.ReturnKeyValues === true),
    ),
  }),
};

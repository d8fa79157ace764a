import type { Cmdlet } from '../cmdlet.js';
import { azureAdKeyCredential } from '../key-credentials.js';
import { requireServicePrincipal } from '../service-principals.js';

/** Get-AzureADServicePrincipalKeyCredential: which certificates the cloud knows (seed page). */
export const getAzureAdServicePrincipalKeyCredential: Cmdlet = {
  name: 'Get-AzureADServicePrincipalKeyCredential',
  synopsis: 'Shows the key credentials of a service principal, in the spelling of the retired AzureAD module.',
  sessions: ['Cloud'],
  parameters: [
    {
      name: 'ObjectId',
      type: 'String',
      mandatory: true,
      position: 0,
      fromPipeline: ['ObjectId'],
      help: 'Object id of the service principal.',
    },
  ],
  run: ({ ObjectId: objectId }, context) => ({
    output: requireServicePrincipal(objectId as string, context).keyCredentials.map(azureAdKeyCredential),
  }),
};

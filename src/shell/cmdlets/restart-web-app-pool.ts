import { type Cmdlet, CmdletError } from '../cmdlet.js';

/** What recyclePool knows has a memory in the lab; of the others it is nothing that the lab plays. */
const pools: readonly string[] = [
  'MSExchangeServicesAppPool',
  'MSExchangeAutodiscoverAppPool',
  'MSExchangeOWAAppPool',
  'MSExchangeECPAppPool',
  'MSExchangeMapiFrontEndAppPool',
  'MSExchangeOABAppPool',
  'MSExchangePowerShellFrontEndAppPool',
  'MSExchangeRestFrontEndAppPool',
  'MSExchangeRpcProxyFrontEndAppPool',
  'MSExchangeSyncAppPool',
];

/**
 * Restart-WebAppPool: a recycled pool of EWS or Autodiscover loads its configuration anew (facts/oauth-inbound §5), one of
 * OWA or ECP reads the auth certificate again (facts/oauth-outbound-admin §6.2 A20).
 */
export const restartWebAppPool: Cmdlet = {
  name: 'Restart-WebAppPool',
  synopsis: 'Recycles an application pool of the web server.',
  examples: ['Restart-WebAppPool MSExchangeOWAAppPool'],
  sessions: ['OnPremises'],
  supportsShouldProcess: true,
  parameters: [
    { name: 'Name', type: 'String', mandatory: true, position: 0, fromPipeline: ['Name'], help: 'The pool.' },
  ],
  async run({ Name: name }, context) {
    const known = pools.find((pool) => pool.toLowerCase() === String(name).toLowerCase());
    if (known === undefined) {
      throw new CmdletError(
        'ObjectNotFound',
        `[lab] There is no application pool '${String(name)}'. There are ${pools.join(', ')}.`,
      );
    }
    if (!(await context.shouldProcess({ target: known }))) return { output: [] };
    context.workerProcesses.recyclePool(known);
    return { output: [] };
  },
};

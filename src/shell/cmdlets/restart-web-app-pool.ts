import { type Cmdlet, CmdletError } from '../cmdlet.js';

/** Pools whose worker processes judge and ask for tokens: one stands for them all in the lab. */
const judging: readonly string[] = ['MSExchangeServicesAppPool', 'MSExchangeAutodiscoverAppPool'];
/** Pools that are there; what they have in memory is nothing that the lab plays. */
const others: readonly string[] = [
  'MSExchangeOWAAppPool',
  'MSExchangeECPAppPool',
  'MSExchangeMapiFrontEndAppPool',
  'MSExchangeOABAppPool',
  'MSExchangePowerShellFrontEndAppPool',
  'MSExchangeRestFrontEndAppPool',
  'MSExchangeRpcProxyFrontEndAppPool',
  'MSExchangeSyncAppPool',
];

/** Restart-WebAppPool: a recycled pool of EWS or Autodiscover loads its configuration anew (facts/oauth-inbound §5). */
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
    const known = [...judging, ...others].find((pool) => pool.toLowerCase() === String(name).toLowerCase());
    if (known === undefined) {
      const list = [...judging, ...others].join(', ');
      throw new CmdletError(
        'ObjectNotFound',
        `[lab] There is no application pool '${String(name)}'. There are ${list}.`,
      );
    }
    if (!(await context.shouldProcess({ target: known }))) return { output: [] };
    if (judging.includes(known)) context.workerProcesses.recycle();
    return { output: [] };
  },
};

import type { Cmdlet } from '../cmdlet.js';
import { servicesNamed } from '../windows-services.js';

/** Restart-Service: MSExchangeServiceHost runs its servicelets at once, W3SVC starts the worker processes anew (facts/oauth-outbound-admin §3.3). */
export const restartService: Cmdlet = {
  name: 'Restart-Service',
  synopsis: 'Restarts a Windows service of the servers.',
  examples: ['Restart-Service MSExchangeServiceHost'],
  sessions: ['OnPremises'],
  supportsShouldProcess: true,
  parameters: [
    {
      name: 'Name',
      type: 'String[]',
      mandatory: true,
      position: 0,
      aliases: ['ServiceName'],
      fromPipeline: ['Name'],
      help: 'Its name.',
    },
    { name: 'Force', type: 'SwitchParameter', help: 'Accepted without effect: no other service depends on it here.' },
  ],
  async run({ Name: names }, context) {
    for (const service of servicesNamed(names as readonly string[])) {
      const target = `${service.displayName} (${service.name})`;
      if (await context.shouldProcess({ target })) await service.restart(context);
    }
    return { output: [] };
  },
};

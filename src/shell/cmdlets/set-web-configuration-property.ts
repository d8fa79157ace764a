import type { Cmdlet } from '../cmdlet.js';
import { changeVirtualDirectories } from '../virtual-directories.js';
import { findPlace, placeParameters } from '../web-configuration.js';

/** Set-WebConfigurationProperty. A changed web.config starts its application anew, and that loads everything again. */
export const setWebConfigurationProperty: Cmdlet = {
  name: 'Set-WebConfigurationProperty',
  synopsis: 'Changes which tokens a virtual directory takes, in its web.config; it counts at once.',
  sessions: ['OnPremises'],
  parameters: [
    ...placeParameters,
    { name: 'Value', type: 'String', mandatory: true, help: 'The new value; several with | between them, * for all.' },
  ],
  async run(parameters, context) {
    const { kind, setting } = findPlace(parameters);
    const value = parameters.Value as string;
    await changeVirtualDirectories(context, kind, (directory) => setting.write(directory, value));
    context.workerProcesses.recycle();
    return { output: [] };
  },
};

import type { Cmdlet } from '../cmdlet.js';
import { servicesNamed } from '../windows-services.js';

/** Get-Service: the Windows services that the lab plays. They run as long as the lab does. */
export const getService: Cmdlet = {
  name: 'Get-Service',
  aliases: ['gsv'],
  synopsis: 'Shows the Windows services of the servers that the lab plays.',
  sessions: ['OnPremises'],
  parameters: [
    { name: 'Name', type: 'String[]', position: 0, aliases: ['ServiceName'], help: 'Names; * and ? are wildcards.' },
  ],
  tableByDefault: true,
  run({ Name: names }) {
    const output = servicesNamed(names as readonly string[] | undefined).map(({ name, displayName }) => ({
      Status: 'Running',
      Name: name,
      DisplayName: displayName,
    }));
    return { output };
  },
};

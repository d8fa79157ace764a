import type { Cmdlet } from '../cmdlet.js';
import { recordOf, requireHost } from '../lab-names.js';

/** Get-LabName, a cmdlet of the lab's own: what the lab's DNS says of the organisation's names. */
export const getLabName: Cmdlet = {
  name: 'Get-LabName',
  synopsis: "[lab] Shows the organisation's names in the lab's DNS, and where each leads.",
  examples: ['Get-LabName', 'Get-LabName -Name hybrid.msxfaq.de'],
  sessions: ['OnPremises'],
  tableByDefault: true,
  parameters: [{ name: 'Name', type: 'String', position: 0, help: 'The name to show; all of them when left out.' }],
  run({ Name: name }, { state }) {
    const { world, network } = state.state;
    const hosts = typeof name === 'string' ? [requireHost(name, world)] : world.hosts;
    return { output: hosts.map((host) => ({ Name: host, Record: recordOf(host, network) })) };
  },
};

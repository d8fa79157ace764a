import type { Cmdlet } from '../cmdlet.js';
import { type RecordKind, recordKinds, requireHost, withRecord } from '../lab-names.js';
import { changeNetwork } from '../network-change.js';

/** Set-LabName, a cmdlet of the lab's own: what in life is changed in the DNS. */
export const setLabName: Cmdlet = {
  name: 'Set-LabName',
  synopsis: "[lab] Changes where a name of the organisation leads in the lab's DNS.",
  description: 'A change takes effect at once: the lab has no caches of DNS.',
  examples: ['Set-LabName -Name hybrid.msxfaq.de -Record None', 'Set-LabName hybrid.msxfaq.de Published'],
  sessions: ['OnPremises'],
  supportsShouldProcess: true,
  parameters: [
    {
      name: 'Name',
      type: 'String',
      mandatory: true,
      position: 0,
      fromPipeline: ['Name'],
      help: 'A public name of the on-premises Exchange.',
    },
    {
      name: 'Record',
      type: 'String',
      mandatory: true,
      position: 1,
      values: recordKinds,
      help: "Published: it leads to Exchange; None: it does not resolve; Misdirected: it leads to a stranger's computer.",
    },
  ],
  async run({ Name: name, Record: record }, context) {
    const host = requireHost(name as string, context.state.state.world);
    if (!(await context.shouldProcess({ target: host }))) return { output: [] };
    await changeNetwork(context, (network) => withRecord(network, host, record as RecordKind));
    return { output: [] };
  },
};

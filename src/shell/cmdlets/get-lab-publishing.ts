import type { Cmdlet } from '../cmdlet.js';
import { publishingObject } from '../publishing-words.js';

/** Get-LabPublishing, a cmdlet of the lab's own: how the on-premises Exchange is published to the Internet. */
export const getLabPublishing: Cmdlet = {
  name: 'Get-LabPublishing',
  synopsis: '[lab] Shows how Exchange is published: the firewall, the reverse proxy and its certificate.',
  examples: ['Get-LabPublishing', '(Get-LabPublishing).Connection'],
  sessions: ['OnPremises'],
  parameters: [],
  run(_, { state }) {
    return { output: [publishingObject(state.state.network.publishing)] };
  },
};

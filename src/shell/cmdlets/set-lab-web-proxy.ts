import type { Cmdlet } from '../cmdlet.js';

const rules = { Forward: 'forward', Forbid: 'forbid' } as const;

/** Set-LabWebProxy, a cmdlet of the lab's own: what the web proxy does that Set-ExchangeServer -InternetWebProxy can name. */
export const setLabWebProxy: Cmdlet = {
  name: 'Set-LabWebProxy',
  synopsis: "[lab] Has the lab's web proxy let requests out, or refuse them with 403; no cmdlet of Exchange does that.",
  description:
    'It stands at http://proxy.<domain>:8080 and is used by the servers that are told so with Set-ExchangeServer.',
  examples: ['Set-LabWebProxy -Rule Forbid'],
  sessions: ['OnPremises'],
  supportsShouldProcess: true,
  parameters: [
    {
      name: 'Rule',
      type: 'String',
      mandatory: true,
      position: 0,
      values: Object.keys(rules),
      help: 'Forward: it lets everybody out; Forbid: it answers 403.',
    },
  ],
  async run({ Rule: rule }, context) {
    if (!(await context.shouldProcess({ target: 'web proxy' }))) return { output: [] };
    const webProxy = rules[rule as keyof typeof rules];
    await context.state.change((state) => ({ ...state, network: { ...state.network, webProxy } }));
    return { output: [] };
  },
};

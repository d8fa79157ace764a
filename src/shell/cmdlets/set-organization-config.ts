import { type Cmdlet, delayedEffect } from '../cmdlet.js';

/** Set-OrganizationConfig -OAuth2ClientProfileEnabled: offers Modern Authentication to clients, or does not (facts/oauth-inbound §7). */
export const setOrganizationConfig: Cmdlet = {
  name: 'Set-OrganizationConfig',
  synopsis: 'Changes the settings of the organisation that concern OAuth.',
  sessions: ['OnPremises'],
  parameters: [
    {
      name: 'OAuth2ClientProfileEnabled',
      type: 'Boolean',
      help: 'Whether clients such as Outlook are offered Modern Authentication.',
    },
  ],
  async run({ OAuth2ClientProfileEnabled: enabled }, context) {
    if (typeof enabled !== 'boolean') return { output: [] };
    await context.state.change((state) => ({
      ...state,
      organization: { ...state.organization, oAuth2ClientProfileEnabled: enabled },
    }));
    return { output: [], warnings: delayedEffect(context) };
  },
};

import { type Scenario, usualTest } from '../scenario.js';

/** Seed page: "TargetMailbox gibt es nicht in Exchange Online". */
export const mailboxUnknown: Scenario = {
  id: 'mailbox-unknown',
  title: 'The mailbox is unknown in Exchange Online',
  difficulty: 'easy',
  direction: 'cloud -> on-premises',
  teaches:
    'The cmdlet ends with an error before it makes any connection: nothing on-premises is wrong, and no log there has a line.',
  source: 'seed page, table of failures; facts/oauth-outbound-admin §1.8 F01',
  cause: 'mailbox-unknown',
  test: usualTest,
  break: async ({ cmdlet, world }) => {
    await cmdlet('Remove-Mailbox', { Identity: `user1@${world.domain}` }, { session: 'Cloud' });
  },
  mend: async ({ cmdlet, world }) => {
    await cmdlet(
      'New-Mailbox',
      { Name: 'user1', MicrosoftOnlineServicesID: `user1@${world.domain}` },
      { session: 'Cloud' },
    );
  },
};

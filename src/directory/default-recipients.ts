import { routingDomain } from './default-sharing.js';
import type { Recipient } from './recipient.js';
import type { World } from './world.js';

const domainSid = 'S-1-5-21-1275210071-448539723-725345543';

/** user1 lives in the cloud (a remote mailbox here), user2 and admin live here (design: the default lab's mailboxes). */
export function onPremisesRecipients(world: World): readonly Recipient[] {
  const { domain } = world;
  const recipient = (
    alias: string,
    rid: number,
    guid: string,
    details: Recipient['recipientTypeDetails'],
  ): Recipient => ({
    guid,
    name: alias,
    alias,
    displayName: alias,
    userPrincipalName: `${alias}@${domain}`,
    primarySmtpAddress: `${alias}@${domain}`,
    emailAddresses: [`SMTP:${alias}@${domain}`, `sip:${alias}@${domain}`],
    recipientTypeDetails: details,
    sid: `${domainSid}-${rid}`,
  });
  return [
    {
      ...recipient('user1', 1601, 'f1a63b7c-0d52-4e8f-9c31-5b7ad2e64081', 'RemoteUserMailbox'),
      targetAddress: `SMTP:user1@${routingDomain(world)}`,
    },
    recipient('user2', 1602, 'a92d5e10-7c4b-43f6-8e0d-1f6b3c9d7a52', 'UserMailbox'),
    { ...recipient('admin', 1603, '3c7f81e4-b26a-4d09-a5f3-e80c4d1b9263', 'UserMailbox'), cloudFiltered: true },
  ];
}

import type { World } from './world.js';

/** A distribution group, or a list of rooms, as Active Directory or Exchange Online holds it. */
export interface DistributionGroup {
  readonly guid: string;
  readonly name: string;
  readonly alias: string;
  readonly displayName: string;
  readonly primarySmtpAddress: string;
  /** Proxy addresses: `SMTP:` the primary one, `smtp:` others. */
  readonly emailAddresses: readonly string[];
  readonly recipientTypeDetails: 'MailUniversalDistributionGroup' | 'RoomList';
  /** GUIDs of recipients, and of groups that are members themselves. */
  readonly members: readonly string[];
}

/** What the default lab has: all the staff, and the group of the administrators that is a part of it. */
export function onPremisesGroups({ domain }: World): readonly DistributionGroup[] {
  const it = group('IT', domain, 'c4d08e57-2f61-4b9a-8e13-7a5f9b60d2c4', ['3c7f81e4-b26a-4d09-a5f3-e80c4d1b9263']);
  const staff = group('Staff', domain, '58b1f2a9-6d3e-4c70-9a84-e1d7035c6b9f', [
    'f1a63b7c-0d52-4e8f-9c31-5b7ad2e64081',
    'a92d5e10-7c4b-43f6-8e0d-1f6b3c9d7a52',
    it.guid,
  ]);
  return [it, staff];
}

/** Synchronised from there, as far as the members are. */
export function cloudGroups(domain: string): readonly DistributionGroup[] {
  return [
    group('Staff', domain, '0f7c3d68-91ae-4b25-b6d4-c8e2571f9a03', [
      '1e7b94c5-80d3-4fa2-b6e1-93c5f02d7a48',
      '7d41f0a6-3b9e-4c58-8210-6ea5b7d9c0f3',
    ]),
  ];
}

function group(name: string, domain: string, guid: string, members: readonly string[]): DistributionGroup {
  const alias = name.toLowerCase();
  const address = `${alias}@${domain}`;
  return {
    guid,
    name,
    alias,
    displayName: name,
    primarySmtpAddress: address,
    emailAddresses: [`SMTP:${address}`],
    recipientTypeDetails: 'MailUniversalDistributionGroup',
    members,
  };
}

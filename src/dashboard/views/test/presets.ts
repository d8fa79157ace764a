import type { LabDetails } from '../../../lab/description.js';
import type { Session } from '../../../shell/cmdlet.js';
import type { FieldValues } from './form-values.js';

/** The cmdlet that the view begins with. */
export const firstCmdlet = 'Test-OAuthConnectivity';

export interface Preset {
  readonly title: string;
  readonly session: Session;
  readonly values: FieldValues;
}

type World = Pick<LabDetails, 'exchange' | 'cloud' | 'mailboxes' | 'tenants'>;

/** The two directions, with names of this lab. */
export function presetsOf(lab: World): readonly Preset[] {
  const hosts = publishedHosts(lab);
  return [
    {
      title: 'Exchange Online asks on-premises',
      session: 'Cloud',
      values: test(hosts.find((host) => host.startsWith('hybrid.')) ?? hosts[0], mailboxIn('Cloud', lab)),
    },
    {
      title: 'On-premises asks Exchange Online',
      session: 'OnPremises',
      values: test(webServiceOf(lab), mailboxIn('OnPremises', lab)),
    },
  ];
}

/** What a field may be filled with, by its parameter's name. */
export function suggestionsFor(name: string, lab: World): readonly string[] {
  if (name === 'TargetUri') return [...publishedHosts(lab), webServiceOf(lab)].map((host) => `https://${host}`);
  if (name !== 'Mailbox') return [];
  const mailboxes = lab.mailboxes.filter(({ type }) => type.endsWith('Mailbox'));
  return [...new Set(mailboxes.map(({ address }) => address))];
}

function test(host: string | undefined, mailbox: string | undefined): FieldValues {
  return { Service: 'EWS', TargetUri: `https://${host ?? ''}`, Mailbox: mailbox ?? '' };
}

function publishedHosts({ exchange }: World): readonly string[] {
  return exchange.hosts.filter((host) => host !== 'localhost');
}

function webServiceOf({ cloud }: World): string {
  return cloud.hosts.find((host) => host.startsWith('outlook.')) ?? cloud.hosts[0] ?? '';
}

/** The first mailbox of a side whose user the other side knows too. */
function mailboxIn(side: Session, { mailboxes, tenants }: World): string | undefined {
  const own = tenants[0]?.initialDomain;
  const here = mailboxes.filter(
    (one) => one.side === side && one.type === 'UserMailbox' && (side === 'OnPremises' || one.organization === own),
  );
  const isKnownOverThere = (address: string) =>
    mailboxes.some((one) => one.side !== side && one.address.toLowerCase() === address.toLowerCase());
  return (here.find(({ address }) => isKnownOverThere(address)) ?? here[0])?.address;
}

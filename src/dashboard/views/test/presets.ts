import type { LabDetails, UsualTest } from '../../../lab/description.js';
import type { Session } from '../../../shell/cmdlet.js';
import type { FieldValues } from './form-values.js';

/** The cmdlet that the view begins with. */
export const firstCmdlet = 'Test-OAuthConnectivity';

export interface Preset {
  readonly title: string;
  readonly session: Session;
  readonly values: FieldValues;
}

/** The two directions, with names of this lab. */
export function presetsOf({ usualTests }: Pick<LabDetails, 'usualTests'>): readonly Preset[] {
  return [
    {
      title: 'Exchange Online asks on-premises',
      session: 'Cloud',
      values: valuesOf(usualTests.cloudAsksOnPremises),
    },
    {
      title: 'On-premises asks Exchange Online',
      session: 'OnPremises',
      values: valuesOf(usualTests.onPremisesAsksCloud),
    },
  ];
}

function valuesOf({ parameters }: UsualTest): FieldValues {
  return Object.fromEntries(Object.entries(parameters).map(([name, value]) => [name, String(value)]));
}

/** What a field may be filled with, by its parameter's name. */
export function suggestionsFor(
  name: string,
  { exchange, mailboxes, usualTests }: Pick<LabDetails, 'exchange' | 'mailboxes' | 'usualTests'>,
): readonly string[] {
  if (name === 'TargetUri') {
    const published = exchange.hosts.filter((host) => host !== 'localhost').map((host) => `https://${host}`);
    return [...published, String(usualTests.onPremisesAsksCloud.parameters.TargetUri)];
  }
  if (name !== 'Mailbox') return [];
  const own = mailboxes.filter(({ type }) => type.endsWith('Mailbox'));
  return [...new Set(own.map(({ address }) => address))];
}

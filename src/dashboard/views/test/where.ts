import type { LabDetails } from '../../../lab/description.js';
import type { Session } from '../../../shell/cmdlet.js';

/** Where a cmdlet is run: a shell of one of the two sides. */
export interface Place {
  /** `Cloud`, or `OnPremises` with the server that the shell is connected to. */
  readonly id: string;
  readonly title: string;
  readonly session: Session;
  /** The server that is named in the call; the first one needs no name. */
  readonly server?: string;
}

const cloud: Place = { id: 'Cloud', title: 'Exchange Online PowerShell', session: 'Cloud' };

/** The shells that there are for a cmdlet of these sessions. */
export function placesFor(
  sessions: readonly Session[],
  servers: LabDetails['organization']['servers'],
): readonly Place[] {
  const onPremises = (servers.length === 0 ? [''] : servers).map(
    (server, index): Place => ({
      id: index === 0 ? 'OnPremises' : `OnPremises:${server}`,
      title: `Exchange Management Shell${server === '' ? '' : ` on ${server}`}`,
      session: 'OnPremises',
      ...(index === 0 ? {} : { server }),
    }),
  );
  return [...(sessions.includes('OnPremises') ? onPremises : []), ...(sessions.includes('Cloud') ? [cloud] : [])];
}

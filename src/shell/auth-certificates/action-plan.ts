import type { ClockSetting } from '../../clock.js';
import type { AuthCertificateAction, AuthCertificatesView } from './view.js';

/** What the actions are computed from. */
export interface ActionsInput extends Omit<AuthCertificatesView, 'problems' | 'actions'> {
  /** The server that the Exchange Management Shell is connected to. */
  readonly server: string;
  /** A user on-premises whom the cloud knows, for whom a test asks the cloud; undefined where there is none. */
  readonly mailbox: string | undefined;
  /** The servers come to the cloud as a dedicated hybrid application, whose script uploads the keys. */
  readonly dedicatedApplication: boolean;
  /** Does the application that they come as have the key? */
  readonly cloudKnows: (thumbprint: string) => boolean;
  readonly clock: ClockSetting;
}

/** An action before it is decided whether it is of use. */
export interface ActionPlan extends Pick<AuthCertificateAction, 'id' | 'title' | 'script'> {
  readonly answers?: readonly string[];
  readonly does: string;
  /** Why it is of no use at present; undefined: it is of use. */
  readonly not: string | undefined;
}

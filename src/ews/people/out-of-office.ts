import type { userOofSettings } from '../../ews-schema/out-of-office.js';
import type { Mailbox } from '../../mailbox/mailbox.js';
import { momentOf, utcText } from '../../mailbox/time-zone.js';
import type { ValueOf } from '../../xsd/model.js';
import { EwsError, errors } from '../errors.js';
import { inAddressBook, requireMailbox } from '../folder-access.js';
import type { EwsCall } from '../operation.js';

/** Out-of-office replies: a setting of the mailbox. */
export type OofSettings = ValueOf<typeof userOofSettings>;
type Duration = NonNullable<OofSettings['Duration']>;

const settingName = 'UserOofSettings';
const day = 24 * 60 * 60 * 1000;

/** The caller's own mailbox: nobody else sees or sets its replies. Throws EwsError for another. */
export function requireOwnMailbox(address: string, call: EwsCall): Mailbox {
  const owner = inAddressBook(address, call);
  if (!owner) throw errors.nonExistentMailbox();
  if (owner.guid !== call.user.guid) throw errors.accessDenied();
  return requireMailbox(owner, call);
}

/** Times in UTC. Which duration a mailbox shows that never had one is inferred: the day to come. */
export function oofSettingsOf(mailbox: Mailbox, now: number): OofSettings {
  const set = mailbox.setting(settingName) as OofSettings | undefined;
  const midnight = Math.ceil(now / day) * day;
  const Duration = { StartTime: utcText(midnight), EndTime: utcText(midnight + day) };
  const blank = { Message: '' };
  return set
    ? { ...set, Duration: set.Duration ?? Duration }
    : { OofState: 'Disabled', ExternalAudience: 'All', Duration, InternalReply: blank, ExternalReply: blank };
}

/** Keeps them; throws EwsError where a reply is missing, or the time is none. */
export function setOofSettings(mailbox: Mailbox, said: OofSettings, call: EwsCall): void {
  const { OofState, ExternalAudience, InternalReply, ExternalReply } = said;
  if (OofState !== 'Disabled' && !(InternalReply && ExternalReply)) throw repliesMissing();
  const Duration = said.Duration && inUtc(said.Duration, call);
  if (OofState === 'Scheduled') requireTime(Duration, call);
  const before = oofSettingsOf(mailbox, call.now);
  mailbox.changeSetting(settingName, {
    OofState,
    ExternalAudience,
    Duration: Duration ?? before.Duration,
    InternalReply: InternalReply ?? before.InternalReply,
    ExternalReply: ExternalReply ?? before.ExternalReply,
  });
}

/** The code is documented for a missing internal or external reply; the words are ours. */
const repliesMissing = () =>
  new EwsError(
    'ErrorInvalidUserOofSettings',
    '[lab] Replies for senders inside and outside the organisation are needed, if only empty ones.',
  );

function inUtc({ StartTime, EndTime }: Duration, { zone }: EwsCall): Duration {
  return { StartTime: utcText(momentOf(StartTime, zone)), EndTime: utcText(momentOf(EndTime, zone)) };
}

/** The code is documented for a time that is over, or ends before it begins; the words are ours. */
function requireTime(duration: Duration | undefined, { now }: EwsCall): void {
  const [start, end] = duration ? [Date.parse(duration.StartTime), Date.parse(duration.EndTime)] : [0, 0];
  if (end <= start || end < now) {
    throw new EwsError(
      'ErrorInvalidScheduledOofDuration',
      '[lab] A time is needed that ends after it begins, and later.',
    );
  }
}

/** What a sender is told while the owner is away: undefined when he is not, or when outsiders are told nothing. */
export function currentReply(
  mailbox: Mailbox,
  { now, isInternal }: { readonly now: number; readonly isInternal: boolean },
): { readonly Message: string; readonly Duration?: Duration } | undefined {
  const { OofState, ExternalAudience, Duration, InternalReply, ExternalReply } = oofSettingsOf(mailbox, now);
  const isScheduled = OofState === 'Scheduled';
  const isThen = Duration && now >= Date.parse(Duration.StartTime) && now < Date.parse(Duration.EndTime);
  if (OofState === 'Disabled' || (isScheduled && !isThen)) return undefined;
  if (!isInternal && ExternalAudience !== 'All') return undefined;
  const { Message = '' } = (isInternal ? InternalReply : ExternalReply) ?? {};
  return { Message, ...(isScheduled && Duration ? { Duration } : {}) };
}

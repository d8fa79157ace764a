import type { WantedFreeBusy } from '../../connectivity/availability-messages.js';
import type { FreeBusyReport } from '../../connectivity/free-busy.js';
import { findRecipient, isMailbox, type Recipient } from '../../directory/recipient.js';
import { foreignMailbox } from '../../directory/sharing-route.js';
import { type Cmdlet, type CmdletContext, CmdletError } from '../cmdlet.js';
import { objectNotFound } from '../not-found.js';

const day = 24 * 60 * 60 * 1000;

/**
 * Get-LabFreeBusy: ours; what happens when Outlook shows a colleague's calendar of the other side. It has the tokens of the
 * EWS application pool, which Test-OAuthConnectivity does not clear, so it may work for hours after the trust broke.
 */
export const getLabFreeBusy: Cmdlet = {
  name: 'Get-LabFreeBusy',
  synopsis: 'Looks up free/busy of a mailbox of the other side, as the availability service does when Outlook asks.',
  sessions: ['OnPremises', 'Cloud'],
  parameters: [
    { name: 'TargetMailbox', type: 'String', mandatory: true, position: 0, help: 'Whose calendar, on the other side.' },
    { name: 'Mailbox', type: 'String', mandatory: true, position: 1, help: 'Who looks, on this side.' },
    { name: 'Start', type: 'DateTime', help: 'From when, UTC; the beginning of today when left out.' },
  ],
  async run(parameters, context) {
    const asking = requireMailbox(parameters.Mailbox as string, context);
    const target = requireRecipient(parameters.TargetMailbox as string, context);
    const { Start: given } = parameters;
    const start = given instanceof Date ? given : new Date(Math.floor(context.clock.now() / day) * day);
    const mailboxes = [foreignMailbox(target)];
    const [report = {}] = await context.foreignFreeBusy({ asker: asking, mailboxes, wanted: dayFrom(start) });
    if (report.error?.at === 'configuration') throw new CmdletError('InvalidOperation', report.error.text);
    return { output: [freeBusyObject(target, asking, report)] };
  },
};

/** Half an hour for half an hour, in UTC. */
function dayFrom(start: Date): WantedFreeBusy {
  const time = (moment: number) => new Date(moment).toISOString().slice(0, 19);
  const never = { Bias: 0, Time: '00:00:00', DayOrder: 0, Month: 0, DayOfWeek: 'Sunday' } as const;
  return {
    TimeZone: { Bias: 0, StandardTime: never, DaylightTime: never },
    FreeBusyViewOptions: {
      TimeWindow: { StartTime: time(start.getTime()), EndTime: time(start.getTime() + day) },
      MergedFreeBusyIntervalInMinutes: 30,
      RequestedView: ['FreeBusyMerged'],
    },
  };
}

function recipientsOf({ session, tenant, state }: CmdletContext): readonly Recipient[] {
  return session === 'Cloud' ? tenant.recipients : state.state.organization.recipients;
}

function requireMailbox(identity: string, context: CmdletContext): Recipient {
  const found = findRecipient(recipientsOf(context), identity);
  if (!found || !isMailbox(found)) throw objectNotFound(identity, context);
  return found;
}

/** A recipient whose mailbox is on the other side. */
function requireRecipient(identity: string, context: CmdletContext): Recipient {
  const found = findRecipient(recipientsOf(context), identity);
  if (!found) throw objectNotFound(identity, context);
  if (!isMailbox(found)) return found;
  throw new CmdletError(
    'InvalidArgument',
    `[lab] The mailbox ${found.primarySmtpAddress} is on this side; nothing crosses the hybrid for it.`,
  );
}

function freeBusyObject(target: Recipient, asking: Recipient, report: FreeBusyReport) {
  return {
    TargetMailbox: target.primarySmtpAddress,
    Mailbox: asking.primarySmtpAddress,
    ResultType: report.error === undefined ? 'Success' : 'Error',
    MergedFreeBusy: report.view?.MergedFreeBusy ?? null,
    Url: report.url ?? null,
    Error: report.error?.text ?? null,
  };
}

import { folderPermissions } from '../../directory/folder-permissions.js';
import { isMailbox, type Recipient } from '../../directory/recipient.js';
import { namespaces } from '../../protocol/namespaces.js';
import { child, descendants, type Xml, type XmlElement, xml } from '../../protocol/xml.js';
import { type EwsFault, schemaViolation } from '../fault.js';
import type { EwsContext, EwsOperation } from '../operation.js';

/**
 * GetUserAvailability: free/busy, in the shape of facts/ews-clients §1.3 rule 6. The calendars of the lab are empty so
 * far, so everybody is free; suggestions come with calendars. Public description: MS-OXWAVLS §3.1.4.1.
 */
export const getUserAvailability: EwsOperation = {
  requestElement: 'GetUserAvailabilityRequest',
  answer(request, user, context) {
    const options =
      child(request, namespaces.ewsMessages, 'FreeBusyViewOptions') ?? typed(request, 'FreeBusyViewOptions');
    const mailboxes = descendants(request, 'MailboxData');
    const view = readView(options);
    if (mailboxes.length === 0 || view === undefined) return incomplete(request);
    const responses = mailboxes.map((mailbox) => freeBusyResponse(addressOf(mailbox), view, user, context));
    return xml`<GetUserAvailabilityResponse xmlns="${namespaces.ewsMessages}"><FreeBusyResponseArray>${responses}</FreeBusyResponseArray></GetUserAvailabilityResponse>`;
  },
};

/** What is asked for: how it is shown, and how many intervals of merged free/busy fit into the time. */
interface View {
  readonly type: (typeof viewTypes)[number];
  readonly intervals: number;
}

const viewTypes = ['None', 'MergedOnly', 'FreeBusy', 'FreeBusyMerged', 'Detailed', 'DetailedMerged'] as const;

/** The default of MergedFreeBusyIntervalInMinutes (MS-OXWAVLS §2.2.4.11). */
const usualInterval = 30;
const longestWindowMs = 62 * 24 * 60 * 60 * 1000;

function typed(element: XmlElement | undefined, name: string): XmlElement | undefined {
  return child(element, namespaces.ewsTypes, name);
}

/** Undefined when the time is missing, ends before it begins, or is longer than the 62 days that Exchange allows (MS-OXWAVLS). */
function readView(options: XmlElement | undefined): View | undefined {
  const window = typed(options, 'TimeWindow');
  const length = momentOf(typed(window, 'EndTime')) - momentOf(typed(window, 'StartTime'));
  const minutes = Number(typed(options, 'MergedFreeBusyIntervalInMinutes')?.text.trim() || usualInterval);
  const wanted = typed(options, 'RequestedView')?.text.trim() ?? 'FreeBusyMerged';
  const type = viewTypes.find((candidate) => candidate === wanted);
  const sensible = length > 0 && length <= longestWindowMs && minutes >= 5 && minutes <= 1440;
  return sensible && type ? { type, intervals: Math.ceil(length / (minutes * 60_000)) } : undefined;
}

/** Local times without zone count as UTC: the lab's calendars have no other. */
function momentOf(element: XmlElement | undefined): number {
  const text = element?.text.trim() ?? '';
  return Date.parse(/(?:Z|[+-]\d\d:\d\d)$/.test(text) ? text : `${text}Z`);
}

function addressOf(mailbox: XmlElement): string {
  return typed(typed(mailbox, 'Email'), 'Address')?.text.trim() ?? '';
}

function freeBusyResponse(address: string, view: View, user: Recipient, { findRecipient }: EwsContext): Xml {
  const recipient = findRecipient(address);
  if (!recipient) {
    return failed(
      'ErrorMailRecipientNotFound',
      `Unable to resolve e-mail address ${address} to an Active Directory object.`,
    );
  }
  if (!isMailbox(recipient)) {
    return failed('ErrorProxyRequestNotAllowed', '[lab] This server passes no request on to another organisation yet.');
  }
  if (!maySee(user, recipient)) return failed('ErrorNoFreeBusyAccess', noAccess);
  return xml`<FreeBusyResponse><ResponseMessage ResponseClass="Success"><ResponseCode>NoError</ResponseCode></ResponseMessage><FreeBusyView>${freeBusyView(view)}</FreeBusyView></FreeBusyResponse>`;
}

/** facts/oauth-outbound-admin §1.8, LID 47652; that it is the text of the answer is inferred. */
const noAccess =
  'Microsoft.Exchange.InfoWorker.Common.Availability.NoFreeBusyAccessException: The caller does not have access to free/busy data.';

/** Everybody but the owner has the permission of Default: Set-MailboxFolderPermission changes entries, it adds none. */
function maySee(user: Recipient, mailbox: Recipient): boolean {
  if (user.guid === mailbox.guid) return true;
  const everybody = folderPermissions(mailbox, 'Calendar').find((entry) => entry.user === 'Default');
  return everybody?.accessRights.includes('None') !== true;
}

/** Text of facts/ews-clients §2.1; the exact MessageXml is not known. */
function failed(code: string, text: string): Xml {
  return xml`<FreeBusyResponse><ResponseMessage ResponseClass="Error"><MessageText>${text}</MessageText><ResponseCode>${code}</ResponseCode><DescriptiveLinkKey>0</DescriptiveLinkKey></ResponseMessage></FreeBusyResponse>`;
}

/** All elements in every view: clients insist on one or the other (facts/ews-clients §1.3). */
function freeBusyView({ type, intervals }: View): Xml {
  const merged = /Merged/.test(type)
    ? xml`<MergedFreeBusy xmlns="${namespaces.ewsTypes}">${'0'.repeat(intervals)}</MergedFreeBusy>`
    : '';
  const events = /FreeBusy|Detailed/.test(type) ? xml`<CalendarEventArray xmlns="${namespaces.ewsTypes}"/>` : '';
  return xml`<FreeBusyViewType xmlns="${namespaces.ewsTypes}">${type}</FreeBusyViewType>${merged}${events}${workingHours}`;
}

/** Monday to Friday, 8 to 17 o'clock, in UTC. */
const workingHours = xml`<WorkingHours xmlns="${namespaces.ewsTypes}"><TimeZone><Bias>0</Bias><StandardTime><Bias>0</Bias><Time>00:00:00</Time><DayOrder>0</DayOrder><Month>0</Month><DayOfWeek>Sunday</DayOfWeek></StandardTime><DaylightTime><Bias>0</Bias><Time>00:00:00</Time><DayOrder>0</DayOrder><Month>0</Month><DayOfWeek>Sunday</DayOfWeek></DaylightTime></TimeZone><WorkingPeriodArray><WorkingPeriod><DayOfWeek>Monday Tuesday Wednesday Thursday Friday</DayOfWeek><StartTimeInMinutes>480</StartTimeInMinutes><EndTimeInMinutes>1020</EndTimeInMinutes></WorkingPeriod></WorkingPeriodArray></WorkingHours>`;

function incomplete(request: XmlElement): EwsFault {
  const violation = `The element 'GetUserAvailabilityRequest' in namespace '${namespaces.ewsMessages}' has incomplete or invalid content.`;
  return schemaViolation(violation, request.line, request.column);
}

import { type FreeBusyReport, lookUpFreeBusy } from '../../connectivity/free-busy.js';
import { routingDomain } from '../../directory/default-sharing.js';
import { findRecipient, isMailbox, type Recipient } from '../../directory/recipient.js';
import type { IntraOrganizationConnector } from '../../directory/sharing.js';
import { proxyRequestFailed } from '../../evidence/events/availability.js';
import { sameText } from '../../protocol/audience.js';
import { type Cmdlet, type CmdletContext, CmdletError } from '../cmdlet.js';
import { objectNotFound } from '../not-found.js';
import { outboundDependencies, shellServerFqdn } from '../outbound-dependencies.js';
import { cloudCaller, onPremisesCaller } from './test-oauth-connectivity.js';

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
    const connector = connectorFor(target, context);
    const { Start: given } = parameters;
    const start = given instanceof Date ? given : new Date(Math.floor(context.clock.now() / day) * day);
    const report = await lookUpFreeBusy(
      { address: target.primarySmtpAddress, ...connector, start, end: new Date(start.getTime() + day) },
      context.session === 'Cloud' ? cloudCaller(context, asking) : onPremisesCaller(context, asking, false),
      outboundDependencies(context, context.ewsTokenCache),
    );
    if (report.proxyRequestFailed) tellFailure(report, asking, context);
    return { output: [freeBusyObject(target, asking, report)] };
  },
};

/** On-premises the availability service has an event log to write to. */
function tellFailure(report: FreeBusyReport, asking: Recipient, context: CmdletContext): void {
  if (context.session === 'Cloud') return;
  const processId = context.random.bytes(2).readUInt16LE() & ~3; // Windows counts them in fours
  const { url = '', error = '' } = report;
  const request = { processId, requester: asking.primarySmtpAddress, url, exception: error };
  context.eventLog.write(proxyRequestFailed(request, shellServerFqdn(context)));
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

/** The enabled connector for the domain where the mailbox is; DAuth, which comes after it, is not built. */
function connectorFor(target: Recipient, { session, tenant, state }: CmdletContext): IntraOrganizationConnector {
  const { organization, world } = state.state;
  const domain = session === 'Cloud' ? (target.primarySmtpAddress.split('@').at(-1) ?? '') : routingDomain(world);
  const { intraOrganizationConnectors, organizationRelationships } = session === 'Cloud' ? tenant : organization;
  const matches = (domains: readonly string[]) => domains.some((candidate) => sameText(candidate, domain));
  const connector = intraOrganizationConnectors.find(
    ({ enabled, targetAddressDomains }) => enabled && matches(targetAddressDomains),
  );
  if (connector) return connector;
  const relationship = organizationRelationships.find(({ enabled, domainNames }) => enabled && matches(domainNames));
  throw new CmdletError(
    'InvalidOperation',
    relationship
      ? `[lab] No enabled IntraOrganizationConnector has the domain ${domain}, so Exchange uses DAuth by the organization relationship '${relationship.name}'; the lab has no DAuth.`
      : `Configuration information for forest/domain ${domain} could not be found in Active Directory.`, // facts/oauth-outbound-admin §1.8, LID 47932
  );
}

function freeBusyObject(target: Recipient, asking: Recipient, report: FreeBusyReport) {
  return {
    TargetMailbox: target.primarySmtpAddress,
    Mailbox: asking.primarySmtpAddress,
    ResultType: report.error === undefined ? 'Success' : 'Error',
    MergedFreeBusy: report.mergedFreeBusy ?? null,
    Url: report.url ?? null,
    Error: report.error ?? null,
  };
}

import type { ConnectivityService } from '../../connectivity/connectivity-request.js';
import { testOAuthConnectivity } from '../../connectivity/test-oauth-connectivity.js';
import { findRecipient, isMailbox, type Recipient } from '../../directory/recipient.js';
import { headerValue } from '../../protocol/wire.js';
import { cloudCaller, onPremisesCaller } from '../callers.js';
import { type Cmdlet, type CmdletContext, CmdletError } from '../cmdlet.js';
import { objectNotFound } from '../not-found.js';
import { outboundDependencies } from '../outbound-dependencies.js';

/** Test-OAuthConnectivity: parameter rules and caller here, the ladder of requests in connectivity/ (facts/oauth-outbound-admin §1). */
export const testOAuthConnectivityCmdlet: Cmdlet = {
  name: 'Test-OAuthConnectivity',
  synopsis: 'Tests whether a mailbox of one side of the hybrid gets in on the other side with OAuth.',
  sessions: ['OnPremises', 'Cloud'],
  parameters: [
    {
      name: 'Service',
      type: 'String',
      mandatory: true,
      values: ['EWS', 'AutoD', 'Generic'],
      help: 'The service to test.',
    },
    {
      name: 'TargetUri',
      type: 'Uri',
      mandatory: true,
      help: 'Where it is; of EWS and AutoD everything behind the host is cut off.',
    },
    { name: 'Mailbox', type: 'String', help: 'The mailbox on whose behalf the call is made.' },
    { name: 'AppOnly', type: 'SwitchParameter', help: 'As Exchange itself, without a user.' },
    { name: 'UseCachedToken', type: 'SwitchParameter', help: 'Try a token that is already there.' },
    { name: 'ReloadConfig', type: 'SwitchParameter', help: 'Load the OAuth configuration anew first.' },
    { name: 'WhatIf', type: 'SwitchParameter', aliases: ['wi'], help: 'Check the parameters, and test nothing.' },
  ],
  tableView: ['Task', 'ResultType'],
  async run(parameters, context) {
    const service = parameters.Service as ConnectivityService;
    const appOnly = parameters.AppOnly === true;
    const mailbox = parameters.Mailbox as string | undefined;
    checkCombination(service, appOnly, mailbox);
    const user = mailbox === undefined ? undefined : findMailbox(mailbox, context);
    if (parameters.WhatIf === true) return { output: [], warnings: ['[lab] What if: nothing was tested.'] };
    const report = await testOAuthConnectivity(
      {
        service,
        targetUri: parameters.TargetUri as URL,
        appOnly,
        useCachedToken: parameters.UseCachedToken === true,
        reloadConfig: parameters.ReloadConfig === true,
      },
      context.session === 'Cloud'
        ? cloudCaller(context, user)
        : onPremisesCaller(context, user, parameters.ReloadConfig === true),
      outboundDependencies(context, context.tokenCache),
    );
    return {
      output: [
        {
          Task: report.task,
          Detail: report.detail,
          ResultType: report.resultType,
          Identity: 'Microsoft.Exchange.Security.OAuth.ValidationResultNodeId',
          IsValid: true,
          ObjectState: 'New',
        },
      ],
      transactionIds: transactionsOf(report.clientRequestId, context),
    };
  },
};

/** Texts of facts/oauth-inbound §6, the trailing blank included. */
function checkCombination(service: ConnectivityService, appOnly: boolean, mailbox: string | undefined): void {
  if (appOnly && service === 'EWS') {
    throw new CmdletError('InvalidArgument', "EWS doesn't support AppOnly mode. For testing AppOnly mode, use AutoD. ");
  }
  if (appOnly && mailbox === undefined) {
    throw new CmdletError('InvalidArgument', 'In AppOnly mode you must specify either a mailbox or an organization.');
  }
  if (!appOnly && mailbox === undefined) {
    throw new CmdletError(
      'InvalidArgument',
      "The mailbox parameter can't be null when in App+User mode. Use AppOnly mode for testing with no user context.",
    );
  }
}

/** A mailbox of the side the cmdlet runs on; no connection is made when there is none (seed page). */
function findMailbox(identity: string, context: CmdletContext): Recipient {
  const { session, tenant, state } = context;
  const recipients = session === 'Cloud' ? tenant.recipients : state.state.organization.recipients;
  const recipient = findRecipient(recipients, identity);
  if (!recipient || !isMailbox(recipient)) throw objectNotFound(identity, context);
  return recipient;
}

/** Every request of one run carries the same client-request-id, to whichever server it went. */
function transactionsOf(clientRequestId: string, { journal }: CmdletContext): readonly string[] {
  return journal
    .list()
    .filter(({ request }) => headerValue(request.headers, 'client-request-id') === clientRequestId)
    .map(({ id }) => id);
}

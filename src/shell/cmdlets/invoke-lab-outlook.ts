import { getFolderRequest } from '../../connectivity/probe.js';
import { findRecipient, isMailbox } from '../../directory/recipient.js';
import { NetworkError } from '../../network/network-error.js';
import { hmaClaims } from '../../protocol/token-claims.js';
import { outlookMobileApplicationId, paths } from '../../protocol/well-known.js';
import { signOnce } from '../../tokens/signer.js';
import { type Cmdlet, type CmdletContext, CmdletError } from '../cmdlet.js';
import { ewsAnswer, transactionsOf } from '../ews-answer.js';
import { objectNotFound } from '../not-found.js';

/**
 * Invoke-LabOutlook, a cmdlet of the lab's own: a user's Outlook asks on-premises with Hybrid Modern Authentication. Its
 * token is Entra's, for the URL of the server, and not that of the hybrid (facts/oauth-inbound §1.4 and §3.6).
 */
export const invokeLabOutlook: Cmdlet = {
  name: 'Invoke-LabOutlook',
  synopsis:
    '[lab] Has Outlook open a mailbox on-premises with a token of Hybrid Modern Authentication; no cmdlet of Exchange does that.',
  examples: ['Invoke-LabOutlook -Mailbox user2@msxfaq.de -TargetUri https://owa.msxfaq.de'],
  sessions: ['OnPremises'],
  parameters: [
    { name: 'Mailbox', type: 'String', mandatory: true, position: 0, help: 'Whose mailbox, on-premises.' },
    { name: 'TargetUri', type: 'Uri', position: 1, help: 'Where Exchange is published; only the host counts.' },
  ],
  async run({ Mailbox: mailbox, TargetUri: target }, context) {
    const { http, random, journal, state } = context;
    const host = target instanceof URL ? target.hostname : (state.state.world.hosts[0] ?? '');
    const clientRequestId = random.uuid();
    const token = await tokenFor(mailbox as string, host, context);
    try {
      const answer = await http.request(new URL(paths.ews, `https://${host}`), {
        method: 'POST',
        headers: [
          ['Authorization', `Bearer ${token}`],
          ['User-Agent', 'exchange-oauth-lab/Outlook'],
          ['Content-Type', 'text/xml; charset=utf-8'],
          ['client-request-id', clientRequestId],
        ],
        body: getFolderRequest(),
      });
      const output = [{ Mailbox: mailbox as string, TargetHost: host, ...ewsAnswer(answer) }];
      return { output, transactionIds: transactionsOf(clientRequestId, journal) };
    } catch (error) {
      if (!(error instanceof NetworkError)) throw error;
      throw new CmdletError('ConnectionError', `[lab] Outlook can’t reach '${host}': ${error.message}`);
    }
  },
};

async function tokenFor(mailbox: string, host: string, context: CmdletContext): Promise<string> {
  const { organization, world } = context.state.state;
  const user = findRecipient(organization.recipients, mailbox);
  if (!user || !isMailbox(user)) throw objectNotFound(mailbox, context);
  const claims = hmaClaims({
    tenantId: world.tenantId,
    host,
    applicationId: outlookMobileApplicationId,
    userPrincipalName: user.userPrincipalName,
    sid: user.sid,
    now: Math.floor(context.clock.now() / 1000),
  });
  return signOnce(context.certificates.tokenSigning, claims);
}

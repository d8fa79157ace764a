import { NetworkError } from '../../network/network-error.js';
import { type BoundParameters, type Cmdlet, type CmdletContext, CmdletError } from '../cmdlet.js';
import { ewsAnswer, transactionsOf } from '../ews-answer.js';
import { partnerNames } from '../lab-partners.js';

const refresh = ['RefreshMetadata'];
const call = ['Call'];

/** Invoke-LabPartner, a cmdlet of the lab's own: what an admin of Skype for Business or SharePoint would do on that side. */
export const invokeLabPartner: Cmdlet = {
  name: 'Invoke-LabPartner',
  synopsis:
    '[lab] Has Skype for Business or SharePoint call Exchange Web Services, or read Exchange’s metadata; no cmdlet of Exchange does that.',
  examples: ['Invoke-LabPartner -Partner sfb -Mailbox user2@msxfaq.de', 'Invoke-LabPartner sfb -RefreshMetadata'],
  sessions: ['OnPremises'],
  defaultParameterSet: 'Call',
  parameters: [
    { name: 'Partner', type: 'String', mandatory: true, position: 0, values: partnerNames, help: 'Which of them.' },
    { name: 'Mailbox', type: 'String', sets: call, help: 'On whose behalf; as the application itself when left out.' },
    { name: 'TargetUri', type: 'Uri', sets: call, help: 'Where Exchange is; only the host counts.' },
    { name: 'RefreshMetadata', type: 'SwitchParameter', sets: refresh, help: 'Read the keys of Exchange again.' },
  ],
  run(parameters, context) {
    const name = parameters.Partner as string;
    return parameters.RefreshMetadata === true
      ? refreshMetadata(name, context)
      : callExchange(name, parameters, context);
  },
};

async function refreshMetadata(name: string, { partners }: CmdletContext) {
  const failure = await partners.refresh(name);
  if (failure !== undefined) throw new CmdletError('ConnectionError', failure);
  return { output: [{ Partner: name, Status: 'Refreshed' }] };
}

async function callExchange(name: string, { Mailbox, TargetUri }: BoundParameters, context: CmdletContext) {
  const { partners, random, state } = context;
  const clientRequestId = random.uuid();
  const host = TargetUri instanceof URL ? TargetUri.hostname : (state.state.world.hosts[0] ?? '');
  const mailbox = Mailbox as string | undefined;
  const asked = { Partner: name, TargetHost: host, Mailbox: mailbox ?? null };
  try {
    const answer = await partners.callExchange(name, { host, mailbox, clientRequestId });
    return {
      output: [{ ...asked, ...ewsAnswer(answer) }],
      transactionIds: transactionsOf(clientRequestId, context.journal),
    };
  } catch (error) {
    if (!(error instanceof NetworkError)) throw error;
    throw new CmdletError('ConnectionError', `[lab] ${name} can’t reach '${host}': ${error.message}`);
  }
}

import { isMailbox } from '../../directory/recipient.js';
import { exchangeOnlineHosts } from '../../directory/world.js';
import { paths } from '../../protocol/well-known.js';
import { type CmdletContext, CmdletError } from '../cmdlet.js';
import type { Finding } from './finding.js';

const where = { server: '', section: 'Test-OAuthConnectivity' };

/** What Test-OAuthConnectivity says for a mailbox on-premises; FreeBusyChecker asks for another where it fails (facts/oauth-outbound-admin §4.5). */
export async function connectivityFindings(
  named: string | undefined,
  context: CmdletContext,
): Promise<readonly Finding[]> {
  const mailbox = named ?? context.state.state.organization.recipients.find(isMailbox)?.primarySmtpAddress;
  if (mailbox === undefined) return [failure('[lab] There is no mailbox on-premises'), another];
  try {
    const [result] = (
      await context.invoke('Test-OAuthConnectivity', {
        Service: 'EWS',
        TargetUri: `https://${exchangeOnlineHosts[0]}${paths.ews}`,
        Mailbox: mailbox,
      })
    ).output;
    const succeeded = result?.ResultType === 'Success';
    const color = succeeded ? 'Green' : 'Red';
    const findings: readonly Finding[] = [
      { ...where, name: 'Mailbox', value: mailbox },
      { ...where, name: 'ResultType', value: String(result?.ResultType), color },
    ];
    return succeeded ? findings : [...findings, another];
  } catch (error) {
    if (!(error instanceof CmdletError)) throw error;
    return [failure(error.message), another];
  }
}

function failure(value: string): Finding {
  return { ...where, name: '', value, color: 'Red' };
}

const another: Finding = {
  ...where,
  name: '',
  value: 'Please run Test-OAuthConnectivity with a different Exchange On Premises Mailbox',
  color: 'Yellow',
};

import { issueTokenSigningCertificate } from '../../pki/lab-certificates.js';
import { acsHost } from '../../protocol/well-known.js';
import { type Cmdlet, CmdletError } from '../cmdlet.js';

/**
 * Set-LabTokenService, a cmdlet of the lab's own: Microsoft changes the key that its token service signs with (facts/oauth-
 * outbound-admin §6.2, C02). The new key and the one before it are published from then on; how long Microsoft announces a
 * key before it signs with it is left out.
 */
export const setLabTokenService: Cmdlet = {
  name: 'Set-LabTokenService',
  synopsis: '[lab] Has the token service sign with a new key, as Microsoft does from time to time.',
  description:
    'On-premises servers take its tokens again when they have read the metadata of the auth servers. `scenarios reset` brings the first key back.',
  examples: ['Set-LabTokenService -NewSigningKey'],
  sessions: ['Cloud'],
  supportsShouldProcess: true,
  parameters: [{ name: 'NewSigningKey', type: 'SwitchParameter', help: 'Make a key, and sign with it from now on.' }],
  async run({ NewSigningKey: wanted }, context) {
    if (wanted !== true) throw new CmdletError('InvalidArgument', '[lab] There is nothing to change.');
    if (!(await context.shouldProcess({ target: acsHost }))) return { output: [] };
    const made = await issueTokenSigningCertificate(acsHost, context);
    const thumbprint = await context.certificates.addExchangeCertificate(made);
    await context.state.change((state) => ({
      ...state,
      tokenSigningKeys: [thumbprint, ...(state.tokenSigningKeys ?? [])],
    }));
    return { output: [] };
  },
};

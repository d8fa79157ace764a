import { acsHost, acsIssuerId, acsMetadataPath } from '../../protocol/well-known.js';
import type { Scenario } from '../scenario.js';
import { cloudAsksOnPremises, onPremises, restartIis } from '../steps.js';

/** facts/oauth-outbound-admin §6.2, C03: what the wizard of another tenant, or somebody who copies a line, leaves behind. */
export const metadataOfAnotherTenant: Scenario = {
  id: 'metadata-of-another-tenant',
  title: 'The auth server was pointed at another tenant',
  difficulty: 'medium',
  direction: 'cloud -> on-premises',
  subjects: ['authServer'],
  teaches:
    'An auth server belongs to one tenant: its metadata brings the realm along. The refusal quotes your own tenant as the stranger, so the mistake is on your side.',
  ticket: () =>
    'For a proof of concept somebody has run the hybrid wizard against a second tenant and cancelled it half-way. Nobody knows how far it got. Now free/busy fails from our productive tenant, and the people of the proof of concept swear that they touched nothing of ours.',
  hints: () => [
    'The request arrives and is refused with a reason: read it.',
    'The issuer is unknown to Exchange. Behind the @ stands a tenant; is it a stranger, or is it yours?',
    'Compare that GUID with Realm and AuthMetadataUrl of the auth server on-premises.',
  ],
  cause: 'tenant-not-trusted',
  sources: ['facts/oauth-outbound-admin §1.8 F07 and §6.2 C03', 'facts/oauth-inbound §1.3 (2008) and §7'],
  check: cloudAsksOnPremises,
  break: ({ foreignTenantDomain }) => [
    onPremises(
      `Get-AuthServer | Where-Object Type -eq MicrosoftACS | Set-AuthServer -AuthMetadataUrl https://${acsHost}${acsMetadataPath(foreignTenantDomain)}`,
    ),
    restartIis,
  ],
  expected: ({ tenantId, foreignTenantId }) => ({
    result: 'Error',
    diagnostics: '2000009;reason="The issuer of the token is unknown. Issuer was',
    says: [`'${acsIssuerId}@${tenantId}'`],
    iisStatus: [401, 401],
    looks: [
      {
        ...onPremises('Get-AuthServer | Where-Object Type -eq MicrosoftACS | Format-List Realm,AuthMetadataUrl'),
        shows: `Realm : ${foreignTenantId}`,
      },
    ],
  }),
  mend: ({ tenantDomain }) => [
    onPremises(
      `Get-AuthServer | Where-Object Type -eq MicrosoftACS | Set-AuthServer -AuthMetadataUrl https://${acsHost}${acsMetadataPath(tenantDomain)}`,
    ),
    restartIis,
  ],
};

import { certificateOn } from '../../directory/exchange-server.js';
import type { Organization } from '../../directory/organization.js';
import { sameText } from '../../protocol/audience.js';
import { exchangeApplicationId } from '../../protocol/well-known.js';
import type { Finding } from './finding.js';

/** FreeBusyChecker's findings about Get-AuthConfig and its certificate: facts/oauth-outbound-admin §4.5. */
export function authConfigFindings({ authConfig, servers }: Organization): readonly Finding[] {
  const { currentCertificateThumbprint: thumbprint, serviceName, realm } = authConfig;
  const section = 'Auth Config';
  const findings: readonly (Omit<Finding, 'server' | 'section'> | false)[] = [
    { name: 'CurrentCertificateThumbprint', value: thumbprint, color: thumbprint === '' ? 'Red' : 'Green' },
    thumbprint === '' && { name: '', value: 'No valid certificate Assigned', color: 'Red' },
    { name: 'ServiceName', value: serviceName, color: sameText(serviceName, exchangeApplicationId) ? 'Green' : 'Red' },
    !sameText(serviceName, exchangeApplicationId) && {
      name: '',
      value: `Service Name does not Seems correct. Should be ${exchangeApplicationId}`,
      color: 'Red',
    },
    { name: 'Realm', value: realm, color: realm === '' ? 'Green' : 'Red' },
    realm !== '' && { name: '', value: 'Realm should be Blank', color: 'Red' },
  ];
  return [
    ...findings.filter((finding) => finding !== false).map((finding) => ({ server: '', section, ...finding })),
    ...servers.flatMap((server): readonly Finding[] => {
      if (thumbprint === '' || !server.reachable) return [];
      const where = { server: server.name, section: 'Auth Certificate' };
      return certificateOn(server, thumbprint)
        ? [{ ...where, name: 'Thumbprint', value: thumbprint, color: 'Green' }]
        : [{ ...where, name: '', value: `Auth Certificate seems Not to be present in ${server.name}`, color: 'Red' }];
    }),
  ];
}

import { formatDateTime } from '../../connectivity/culture.js';
import { certificateOn, type ExchangeServer } from '../../directory/exchange-server.js';
import type { AuthConfig } from '../../directory/organization.js';
import { certificateDetails } from '../../pki/certificate-details.js';
import { certificateObject } from '../certificate-object.js';
import type { LabContext } from '../cmdlet.js';
import { certificatesOn } from '../server-certificates.js';
import type { Finding } from './finding.js';
import { daysLeft } from './lifetime.js';

/**
 * HealthChecker's summary of a server's certificates (facts/oauth-outbound-admin §4.5). A certificate with less than a day
 * left has 0 days, which is not more than 0: it counts as expired here while its own finding says that it has not.
 */
export function authCertificateFindings(
  context: LabContext,
  server: ExchangeServer,
  authConfig: AuthConfig,
): readonly Finding[] {
  const finding = (name: string, value: Finding['value'], color?: Finding['color'], moreInformation?: string) => ({
    server: server.name,
    section: 'Auth certificate',
    name,
    value,
    ...(color === undefined ? {} : { color }),
    ...(moreInformation === undefined ? {} : { moreInformation }),
  });
  const staged = authConfig.nextCertificateThumbprint !== '';
  return [
    ...validity(context, server, authConfig).map((parts) => finding(...parts)),
    finding('Next Auth Certificate Staged For Rotation', staged),
    ...(staged
      ? [
          finding(
            'Next Auth Certificate Effective Date',
            formatDateTime(Date.parse(authConfig.nextCertificateEffectiveDate), context.culture),
          ),
        ]
      : []),
    finding('Valid Internal Transport Certificate Found On Server', ...transport(context, server)),
  ];
}

type Parts = readonly [name: string, value: Finding['value'], color: Finding['color'], moreInformation?: string];

function validity(
  context: LabContext,
  server: ExchangeServer,
  { currentCertificateThumbprint: thumbprint }: AuthConfig,
): readonly Parts[] {
  const name = 'Valid Auth Certificate Found On Server';
  const found = certificatesOn(context, server).find(({ entry }) => entry.thumbprint === thumbprint);
  if (!found) {
    return [
      [name, false, 'Red'],
      [
        '',
        'No valid Auth Certificate found. This may cause several problems.',
        'Red',
        'https://aka.ms/HC-FindOAuthHybrid',
      ],
    ];
  }
  const { notAfter } = certificateDetails(found.stored.certificate);
  if (daysLeft(notAfter, context.clock.now()) > 0) return [[name, true, 'Green']];
  return [
    [name, false, 'Red'],
    ['', 'Auth Certificate has expired', 'Red', 'https://aka.ms/HC-OAuthExpired'],
  ];
}

function transport(context: LabContext, server: ExchangeServer): readonly [boolean, 'Green' | 'Red'] {
  const entry = certificateOn(server, server.internalTransportCertificate);
  const found = certificatesOn(context, server).find((one) => one.entry === entry);
  const isValid = found !== undefined && certificateObject(found, context).Status === 'Valid';
  return [isValid, isValid ? 'Green' : 'Red'];
}

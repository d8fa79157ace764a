import type { Cause } from '../../knowledge/cause.js';
import { applicationUnknownInTenant } from '../../knowledge/causes/application-unknown-in-tenant.js';
import { assertionSignedWithAnotherKey } from '../../knowledge/causes/assertion-signed-with-another-key.js';
import { authCertificateUnknownInCloud } from '../../knowledge/causes/auth-certificate-unknown-in-cloud.js';
import { clockOff } from '../../knowledge/causes/clock-off.js';
import { dauthApplicationMissing } from '../../knowledge/causes/dauth-application-missing.js';
import { dedicatedAppKeyOutdated } from '../../knowledge/causes/dedicated-app-key-outdated.js';
import { resourcePrincipalMissing } from '../../knowledge/causes/resource-principal-missing.js';
import { serviceNameChanged } from '../../knowledge/causes/service-name-changed.js';
import { tenantUnknownAtEntra } from '../../knowledge/causes/tenant-unknown-at-entra.js';
import { tokenServiceRefuses } from '../../knowledge/causes/token-service-refuses.js';
import { given } from '../../knowledge/token-names.js';
import { type Finding, type Recogniser, weights } from '../finding.js';
import { shortened } from '../pasted-text.js';

/** Entra's numbers that the hybrid meets (facts/oauth-outbound-admin §1.8 F17 to F21, §3.8). */
const known: Readonly<Record<string, { readonly meaning: string; readonly causes: readonly Cause[] }>> = {
  '50012': {
    meaning: 'The token service can’t verify the signature of the token request.',
    causes: [authCertificateUnknownInCloud, dedicatedAppKeyOutdated, serviceNameChanged],
  },
  '700027': {
    meaning: 'The token service can’t verify the signature of the token request.',
    causes: [authCertificateUnknownInCloud, dedicatedAppKeyOutdated, serviceNameChanged],
  },
  '700024': { meaning: 'To the token service the request is out of its time.', causes: [clockOff] },
  '700016': {
    meaning: 'The application that asks is not in the tenant.',
    causes: [applicationUnknownInTenant, serviceNameChanged],
  },
  '500011': {
    meaning: 'The resource that a token is asked for is not in the tenant.',
    causes: [resourcePrincipalMissing],
  },
  '90002': { meaning: 'The token service does not know the tenant.', causes: [tenantUnknownAtEntra] },
  '901124': { meaning: 'DAuth: the federation’s application does not exist.', causes: [dauthApplicationMissing] },
};

/** Only says that a second number follows. */
const umbrella = '70002';
const most = 20;
const longestDescription = 600;

/** An error of ACS or Entra, as JSON, as text or in a Detail. */
export const tokenServiceError: Recogniser = {
  looksFor: 'an error of ACS or Entra, such as AADSTS50012',
  find({ plain }) {
    const numbers = [...plain.matchAll(/\bAADSTS(\d{4,9})\b/g)].slice(0, most);
    const telling = numbers.length > 1 ? numbers.filter(([, number]) => number !== umbrella) : numbers;
    return telling.map(({ 1: number = '', index }) =>
      findingOf(number, plain.slice(index, index + longestDescription)),
    );
  },
};

function findingOf(number: string, from: string): Finding {
  const words = from.slice(0, endOfDescription(from));
  const entry = Object.hasOwn(known, number) ? known[number] : undefined;
  const otherKey = words.includes('The key was found, but use of the key to verify the signature failed');
  return {
    kind: 'error of the token service',
    words: shortened(words),
    meaning: entry?.meaning ?? `The token service refuses with AADSTS${number}.`,
    normal: false,
    causes: otherKey ? [assertionSignedWithAnotherKey] : (entry?.causes ?? [tokenServiceRefuses]),
    quoted: namesIn(words),
    weight: entry ? weights.tokenService : weights.tokenService - 1,
    direction: 'on-premises -> cloud',
  };
}

/** Where the stack, the next field of JSON or another error begins. */
function endOfDescription(text: string): number {
  const end = text.slice(1).search(/ at (?:Microsoft|System)\.|","|AADSTS\d| Trace ID:/);
  return end < 0 ? text.length : end + 1;
}

function namesIn(words: string): Readonly<Record<string, string>> {
  const first = (pattern: RegExp) => pattern.exec(words)?.[1];
  return given({
    thumbprint: first(/[Tt]humbprint of key used by client: '([0-9A-Fa-f]{8,128})'/),
    application: first(/[Aa]pplication (?:with identifier )?'([^']{1,200})'/),
    resource: first(/resource principal named (\S{1,200}) was not found/),
    tenantId: first(/(?:directory|[Tt]enant|tenant named) '?([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})/),
  });
}

import type { AuthConfig } from '../directory/organization.js';
import { organizationName, type World } from '../directory/world.js';
import type { Random } from '../random.js';
import { guidOf } from './imported-trust.js';
import type { Taking } from './taking.js';

export const thumbprintProperties = [
  'CurrentCertificateThumbprint',
  'PreviousCertificateThumbprint',
  'NextCertificateThumbprint',
] as const;

/** A thumbprint of the export in upper case; '' when it is blank or none. */
export function readThumbprint(taking: Taking, property: (typeof thumbprintProperties)[number]): string {
  const text = (taking.peek(property)?.text ?? '').toUpperCase().replace(/[^0-9A-F]/g, '');
  return text.length === 40 ? text : '';
}

export interface AuthConfigSurroundings {
  readonly own: ReadonlyMap<string, string>;
  readonly random: Random;
  readonly world: World;
}

/** `own` gives the lab's certificate for the customer's; where it has none, no server had it either, and the name stays. */
export function importedAuthConfig(
  taking: Taking,
  model: AuthConfig,
  { own, random, world }: AuthConfigSurroundings,
): AuthConfig {
  const thumbprint = (property: (typeof thumbprintProperties)[number], otherwise: string): string => {
    if (taking.peek(property) === undefined) return otherwise;
    const theirs = readThumbprint(taking, property);
    if (theirs === '' && taking.peek(property)?.text !== '') {
      taking.refuse(property, 'it is no thumbprint');
      return otherwise;
    }
    const ours = own.get(theirs);
    taking.took(property, theirs === '' ? undefined : (ours ?? 'on no server, as in the export'));
    return ours ?? theirs;
  };
  const config: AuthConfig = {
    currentCertificateThumbprint: thumbprint('CurrentCertificateThumbprint', model.currentCertificateThumbprint),
    previousCertificateThumbprint: thumbprint('PreviousCertificateThumbprint', ''),
    nextCertificateThumbprint: thumbprint('NextCertificateThumbprint', ''),
    nextCertificateEffectiveDate: taking.date('NextCertificateEffectiveDate') ?? '',
    serviceName: taking.text('ServiceName') || model.serviceName,
    realm: taking.text('Realm') ?? '',
    guid: taking.peek('Guid') ? guidOf(taking, random) : model.guid,
    whenCreated: taking.date('WhenCreatedUTC') || taking.date('WhenCreated') || model.whenCreated,
    whenChanged: taking.date('WhenChangedUTC') || taking.date('WhenChanged') || model.whenChanged,
  };
  const [, organization] =
    /,CN=([^,]+),CN=Microsoft Exchange,/i.exec(taking.peek('DistinguishedName')?.text ?? '') ?? [];
  if (organization !== undefined && organization.toLowerCase() !== organizationName(world).toLowerCase()) {
    taking.refuse('DistinguishedName', `the lab’s organisation is called ${organizationName(world)}, after its domain`);
  }
  taking.pass('Name');
  taking.rest();
  return config;
}

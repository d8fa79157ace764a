import type { LabClock } from '../clock.js';
import type { AuthConfig, Organization } from '../directory/organization.js';
import type { LabState } from '../directory/state.js';
import { findApplication, findServicePrincipal, findTenant } from '../directory/tenant.js';
import type { WorkerProcess } from '../exchange/worker-process.js';
import { certificateDetails } from '../pki/certificate-details.js';
import { sameText } from '../protocol/audience.js';
import { exchangeApplicationId } from '../protocol/well-known.js';
import type { ActionsInput } from '../shell/auth-certificates/action-plan.js';
import { authCertificateActions } from '../shell/auth-certificates/actions.js';
import type {
  AuthCertificateRole,
  AuthCertificatesView,
  AuthCertificateView,
  AuthConfigView,
} from '../shell/auth-certificates/view.js';
import { isKnown } from '../shell/hybrid.js';
import { authCertificateProblems } from './auth-certificate-problems.js';
import type { CmdletHost } from './cmdlet-host.js';
import { type KnowingSide, knowingSides, loadedSide } from './knowing-sides.js';
import type { LabStorage } from './storage.js';

interface Sources {
  readonly storage: LabStorage;
  readonly clock: LabClock;
  readonly worker: WorkerProcess;
  readonly cmdlets: CmdletHost;
}

/** Previous, current and next auth certificate, who knows them, and what may be done; changes and loads nothing. */
export async function viewAuthCertificates({
  storage,
  clock,
  worker,
  cmdlets,
}: Sources): Promise<AuthCertificatesView> {
  const { state } = storage.state;
  const { organization, mystery } = state;
  const now = clock.now();
  // A mystery shows what cmdlets show: none tells what is loaded.
  const sides = [...knowingSides(storage, clock), ...(mystery ? [] : [loadedSide(worker)])];
  const facts = {
    time: new Date(now).toISOString(),
    authConfig: authConfigOf(organization.authConfig),
    certificates: certificatesOf(organization, sides),
  };
  const actions = authCertificateActions({
    ...facts,
    ...cloudOf(state, now),
    ...shellOf(state),
    clock: clock.setting,
  });
  return { ...facts, problems: await authCertificateProblems(organization, cmdlets), actions };
}

function authConfigOf(config: AuthConfig): AuthConfigView {
  return {
    current: config.currentCertificateThumbprint || null,
    previous: config.previousCertificateThumbprint || null,
    next: config.nextCertificateThumbprint || null,
    nextEffectiveDate: config.nextCertificateEffectiveDate || null,
    lastModified: config.whenChanged || null,
  };
}

function certificatesOf(organization: Organization, sides: readonly KnowingSide[]): readonly AuthCertificateView[] {
  const { authConfig, servers } = organization;
  const roles: readonly (readonly [AuthCertificateRole, string])[] = [
    ['previous', authConfig.previousCertificateThumbprint],
    ['current', authConfig.currentCertificateThumbprint],
    ['next', authConfig.nextCertificateThumbprint],
  ];
  const configured = roles.map(([, thumbprint]) => thumbprint).filter((thumbprint) => thumbprint !== '');
  const known = new Set([...configured, ...sides.flatMap(({ certificates }) => [...certificates.keys()])]);
  return [...known]
    .map((thumbprint) => ({
      thumbprint,
      ...detailsOf(thumbprint, sides),
      roles: roles.filter(([, other]) => other === thumbprint).map(([role]) => role),
      privateKeyOn: servers
        .filter(
          ({ reachable, certificates }) =>
            reachable && certificates.some((one) => one.thumbprint === thumbprint && one.hasPrivateKey),
        )
        .map(({ name }) => name),
      knownTo: sides.map(({ place, name, look }) => ({ place, name, ...look(thumbprint) })),
    }))
    .toSorted((one, other) => (one.notBefore ?? '').localeCompare(other.notBefore ?? ''));
}

/** What the certificate says of itself, where some side can show it. */
function detailsOf(
  thumbprint: string,
  sides: readonly KnowingSide[],
): Pick<AuthCertificateView, 'subject' | 'notBefore' | 'notAfter'> {
  const [certificate] = sides.flatMap(({ certificates }) => certificates.get(thumbprint) ?? []);
  if (certificate === undefined) return { subject: null, notBefore: null, notAfter: null };
  const isPem = certificate.startsWith('-----');
  const { subject, notBefore, notAfter } = certificateDetails(isPem ? certificate : Buffer.from(certificate, 'base64'));
  return { subject, notBefore: new Date(notBefore).toISOString(), notAfter: new Date(notAfter).toISOString() };
}

/** The application that the servers come to the cloud as: the dedicated one where an auth server names it. */
function cloudOf(
  { tenants, world, organization }: LabState,
  now: number,
): Pick<ActionsInput, 'dedicatedApplication' | 'cloudKnows'> {
  const tenant = findTenant(tenants, world.tenantId);
  const [application] = organization.authServers
    .filter(({ type, enabled }) => type === 'AzureAD' && enabled)
    .flatMap(({ applicationIdentifier }) => (tenant && findApplication(tenant, applicationIdentifier)) ?? []);
  const principal = tenant && findServicePrincipal(tenant, exchangeApplicationId);
  const keys = (application ?? principal)?.keyCredentials ?? [];
  return {
    dedicatedApplication: application !== undefined,
    cloudKnows: (thumbprint) => isKnown(keys, thumbprint, now),
  };
}

/** A shell that names no server is connected to the first; who is tested with is on both sides. */
function shellOf({ organization, tenants, world }: LabState): Pick<ActionsInput, 'server' | 'mailbox'> {
  const cloud = findTenant(tenants, world.tenantId)?.recipients ?? [];
  const user = organization.recipients.find(
    ({ recipientTypeDetails, primarySmtpAddress }) =>
      recipientTypeDetails === 'UserMailbox' &&
      cloud.some((other) => sameText(other.primarySmtpAddress, primarySmtpAddress)),
  );
  return { server: organization.servers[0]?.name ?? '', mailbox: user?.primarySmtpAddress };
}

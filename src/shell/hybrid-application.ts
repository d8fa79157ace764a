import type { Application, Tenant } from '../directory/tenant.js';
import { fullAccessAsApp } from '../protocol/well-known.js';
import { type BoundParameters, type CmdletContext, CmdletError, type HostLine } from './cmdlet.js';
import { authCertificate, authServersOf, exchangeOnlinePartners, hasPrivateKey, isKnown } from './hybrid.js';
import { newKeyCredential, thumbprintOfCredential } from './key-credentials.js';
import { changeApplication } from './service-principals.js';
import { changeTenant } from './tenant-change.js';

/** What ConfigureExchangeHybridApplication.ps1 works with; its texts are those of facts/oauth-outbound-admin §3.8. */
export interface Configuring {
  readonly parameters: BoundParameters;
  /** Of the tenant that -TenantId names. */
  readonly context: CmdletContext;
  /** What it says on the way. */
  readonly host: HostLine[];
}

export const texts = {
  withoutConsent:
    'IMPORTANT: The application was created without tenant-wide admin consent, which is required to enable the dedicated Exchange hybrid application feature',
  overrideNeedsConsent:
    'Unable to create the Setting Override to enable the feature because tenant-wide admin consent has not yet been granted',
  invalidConfiguration: 'It seems like your OAuth configuration is invalid - are you using DAuth instead of OAuth?',
  noPartner: "We did not find the 'Exchange Online' partner application in your on-premises environment",
  severalPartners:
    "Multiple enabled 'Exchange Online' partner applications found - this may indicate a misconfiguration",
  noConnector: 'We did not find any enabled IntraOrganizationConnector in your on-premises environment',
  noAuthServer: "We did not find an Auth Server which is valid for hybrid usage - script can't continue",
  severalAuthServers: 'More than one EvoSTS Auth Server was found that is configured for your tenant',
  removeDuplicate: 'Re-run Hybrid Configuration Wizard (HCW) or manually  remove the duplicate EvoSTS Auth Server',
  incomplete:
    'The dedicated hybrid application feature is enabled, but your OAuth configuration appears to be incomplete',
  checkCertificate:
    'If the script was already run from an elevated Exchange Management Shell (EMS), ensure the Auth Certificate is valid',
  cleanUpBreaksOldBuilds:
    'Servers that do not run a supported build may end up in a broken hybrid state after running the clean-up operation',
} as const;

export function say(host: HostLine[], color: HostLine['color'], ...lines: readonly string[]): void {
  host.push(...lines.map((text) => ({ text, color })));
}

/** The tenant as it is now, after what was changed. */
export function tenantNow({ state, tenant }: CmdletContext): Tenant {
  return state.state.tenants.find(({ tenantId }) => tenantId === tenant.tenantId) ?? tenant;
}

/** `ExchangeServerApp-<GUID of the organisation>`; the lab's organisation has the GUID of its auth configuration. */
export function applicationName({ state }: CmdletContext): string {
  return `ExchangeServerApp-${state.state.organization.authConfig.guid}`;
}

/** The application that -CustomAppId names, or the one with the script's name. */
export function findHybridApplication({ parameters, context }: Configuring): Application | undefined {
  const { CustomAppId: custom } = parameters;
  const name = applicationName(context);
  return tenantNow(context).applications.find(({ appId, displayName }) =>
    typeof custom === 'string' ? appId.toLowerCase() === custom.toLowerCase() : displayName === name,
  );
}

export function requireHybridApplication(configuring: Configuring): Application {
  const found = findHybridApplication(configuring);
  if (found) return found;
  throw new CmdletError(
    'ObjectNotFound',
    '[lab] There is no dedicated hybrid application in this tenant; run the script with -CreateApplication.',
  );
}

/** The first hybrid problem on-premises, as the script words it. */
export function oauthProblem({ state, tenant }: CmdletContext): readonly string[] {
  const { organization } = state.state;
  const partners = exchangeOnlinePartners(organization);
  if (partners.length === 0) return [texts.noPartner, texts.invalidConfiguration];
  if (partners.length > 1) return [texts.severalPartners];
  if (!organization.intraOrganizationConnectors.some(({ enabled }) => enabled))
    return [texts.noConnector, texts.invalidConfiguration];
  const servers = authServersOf(organization, 'AzureAD', tenant).filter(({ enabled }) => enabled);
  if (servers.length === 0) return [texts.noAuthServer];
  return servers.length > 1 ? [texts.severalAuthServers, texts.removeDuplicate] : [];
}

/** Creates the application with its service principal; consent is given or not, and may be given later. */
export async function createApplication(configuring: Configuring, consent: boolean): Promise<void> {
  const { context, host } = configuring;
  const existing = findHybridApplication(configuring);
  if (existing) {
    if (consent) await changeApplication(context, existing.objectId, (one) => ({ ...one, adminConsent: true }));
    say(host, 'Yellow', `[lab] The application ${existing.displayName} exists already`);
  } else {
    await register(context, consent);
    say(host, 'Green', `[lab] The application ${applicationName(context)} was created`);
  }
  if (!requireHybridApplication(configuring).adminConsent) say(host, 'Yellow', texts.withoutConsent);
}

async function register(context: CmdletContext, adminConsent: boolean): Promise<void> {
  const [appId, displayName] = [context.random.uuid(), applicationName(context)];
  const application: Application = {
    objectId: context.random.uuid(),
    appId,
    displayName,
    keyCredentials: [],
    requiredAppRoles: [fullAccessAsApp],
    adminConsent,
  };
  const principal = {
    objectId: context.random.uuid(),
    appId,
    displayName,
    servicePrincipalNames: [appId],
    keyCredentials: [],
  };
  await changeTenant(context, (tenant) => ({
    ...tenant,
    applications: [...tenant.applications, application],
    servicePrincipals: [...tenant.servicePrincipals, principal],
  }));
}

/** -UpdateCertificate uploads the current auth certificate and the next one; false where there is none to upload. */
export async function updateCertificate(configuring: Configuring): Promise<boolean> {
  const { context, host } = configuring;
  const application = requireHybridApplication(configuring);
  const certificates = certificatesToUpload(configuring);
  if (certificates.length === 0) {
    say(host, 'Red', texts.checkCertificate);
    return false;
  }
  const fresh = certificates
    .map((key) => newKeyCredential({ key }, context.random))
    .filter(
      (credential) => !isKnown(application.keyCredentials, thumbprintOfCredential(credential), context.clock.now()),
    );
  await changeApplication(context, application.objectId, (one) => ({
    ...one,
    keyCredentials: [...one.keyCredentials, ...fresh],
  }));
  say(host, 'Green', ...fresh.map((one) => `[lab] The certificate ${thumbprintOfCredential(one)} was uploaded`));
  if (fresh.length === 0) say(host, 'Yellow', '[lab] The application knows the certificates already');
  return true;
}

function certificatesToUpload({ parameters, context }: Configuring): readonly string[] {
  const { CertificateMethod: method, CertificateInformation: given } = parameters;
  const { currentCertificateThumbprint: current, nextCertificateThumbprint: next } =
    context.state.state.organization.authConfig;
  if (method === 'File') {
    if (typeof given === 'string') return [given];
    throw new CmdletError(
      'InvalidArgument',
      '[lab] -CertificateMethod File takes the file’s content in -CertificateInformation, never a path.',
    );
  }
  const thumbprints = method === 'Thumbprint' ? [String(given ?? '').toUpperCase()] : [current, next];
  const keys = thumbprints
    .filter((one) => one !== '')
    .map((one) => (hasPrivateKey(one, context) ? authCertificate(one, context) : undefined));
  const found = keys.filter((key) => key !== undefined);
  return keys[0] === undefined ? [] : found;
}

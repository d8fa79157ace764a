import { X509Certificate } from 'node:crypto';
import { autodiscoverEpr, routingDomain } from '../../directory/default-sharing.js';
import type { AuthServer } from '../../directory/organization.js';
import { findServicePrincipal } from '../../directory/tenant.js';
import { acsHost, acsMetadataPath, exchangeApplicationId, federationMetadataPath } from '../../protocol/well-known.js';
import { type Cmdlet, type CmdletContext, CmdletError, type PowerShellObject } from '../cmdlet.js';
import {
  authCertificate,
  authServersOf,
  exchangeOnlinePartners,
  hasPrivateKey,
  isKnown,
  publicHosts,
} from '../hybrid.js';
import { changeOrganization } from '../organization-change.js';

/** HCW8064 (KB 3089172), as far as it is public: the English is elided there (facts/oauth-outbound-admin §3.9). */
const oauthPortionFailed = {
  'en-US':
    'HCW8064 - The HCW has completed, but was not able to perform the OAuth portion of your Hybrid configuration. If you need features that rely on OAuth …, you can try running the HCW again or manually configure OAuth using these manual steps …',
  'de-DE':
    'HCW8064 - Der Assistent für Hybridkonfiguration wurde abgeschlossen, er konnte den OAuth-Anteil der Hybridkonfiguration aber nicht ausführen. …',
} as const;

/** Invoke-HybridConfiguration: our name for a run of the Hybrid Configuration Wizard (facts/oauth-outbound-admin §3.3, §3.9). */
export const invokeHybridConfiguration: Cmdlet = {
  name: 'Invoke-HybridConfiguration',
  synopsis: '[lab] Runs the OAuth part of the Hybrid Configuration Wizard, which in life is a program with windows.',
  description: `The name is the lab’s own. It reads the auth servers’ metadata, enables what the hybrid needs on both sides, and uploads the current auth certificate to the service principal ${exchangeApplicationId}; the next one it does not.`,
  sessions: ['OnPremises'],
  supportsShouldProcess: true,
  tableByDefault: true,
  parameters: [],
  async run(_, context) {
    const { authConfig, name } = context.state.state.organization;
    const thumbprint = authConfig.currentCertificateThumbprint;
    const certificate = authCertificate(thumbprint, context);
    if (certificate === undefined) throw certificateNotFound(thumbprint);
    if (!(await context.shouldProcess({ target: name }))) return { output: [] };
    await recordHybrid(context);
    try {
      requireValid(thumbprint, certificate, context);
      const output = [
        ...(await trustAuthServers(context)),
        ...(await enablePartner(context)),
        ...(await connect(context)),
        ...(await upload(thumbprint, certificate, context)),
      ];
      return { output };
    } catch (error) {
      if (!(error instanceof CmdletError)) throw error;
      throw new CmdletError('InvalidOperation', `${oauthPortionFailed[context.culture]} [lab] ${error.message}`);
    }
  },
};

/** KB 3089171, verbatim (facts/oauth-outbound-admin §3.9). */
function certificateNotFound(thumbprint: string): CmdletError {
  return new CmdletError(
    'ObjectNotFound',
    `Exchange OAuth authentication couldn't find the authorization certificate with thumbprint ${thumbprint} in your on-premises organization. Run Get-AuthConfig cmdlet to verify the CurrentCertificateThumbprint information.`,
  );
}

function recordHybrid(context: CmdletContext): Promise<void> {
  return changeOrganization(context, (organization) =>
    organization.hybridConfiguration
      ? organization
      : {
          ...organization,
          hybridConfiguration: {
            domains: organization.acceptedDomains
              .filter((domain) => domain.default)
              .map(({ domainName }) => domainName),
            onPremisesSmartHost: publicHosts(organization)[0] ?? '',
          },
        },
  );
}

function requireValid(thumbprint: string, certificate: string, context: CmdletContext): void {
  const { clock, server } = context;
  if (!hasPrivateKey(thumbprint, context)) {
    throw new CmdletError('InvalidOperation', `The auth certificate has no private key on ${server}.`);
  }
  const { validTo } = new X509Certificate(Buffer.from(certificate, 'base64'));
  if (Date.parse(validTo) <= clock.now())
    throw new CmdletError(
      'InvalidOperation',
      `The auth certificate has expired on ${new Date(validTo).toISOString()}.`,
    );
}

const did = (Step: string, Target: string): PowerShellObject => ({ Step, Target });

/** There are auth servers for ACS and EvoSts; each is enabled and its metadata read. */
async function trustAuthServers(context: CmdletContext): Promise<readonly PowerShellObject[]> {
  const { initialDomain } = context.tenant;
  const guid = context.random.uuid();
  const wanted: readonly (readonly [AuthServer['type'], string, string])[] = [
    ['MicrosoftACS', `ACS - ${guid}`, `https://${acsHost}${acsMetadataPath(initialDomain)}`],
    ['AzureAD', `EvoSts - ${guid}`, `https://login.windows.net${federationMetadataPath(initialDomain)}`],
  ];
  const done: PowerShellObject[] = [];
  for (const [type, name, url] of wanted) {
    const [found] = authServersOf(context.state.state.organization, type, context.tenant);
    if (found) await context.invoke('Set-AuthServer', { Identity: found.name, RefreshAuthMetadata: true });
    else await context.invoke('New-AuthServer', { Name: name, Type: type, AuthMetadataUrl: url });
    if (found && !found.enabled) await context.invoke('Set-AuthServer', { Identity: found.name, Enabled: true });
    done.push(did(found ? 'Read the metadata of the auth server' : 'Create the auth server', found?.name ?? name));
  }
  return done;
}

async function enablePartner(context: CmdletContext): Promise<readonly PowerShellObject[]> {
  const { organization } = context.state.state;
  if (exchangeOnlinePartners(organization).length > 0) return [];
  const off = organization.partnerApplications.find((one) => one.applicationIdentifier === exchangeApplicationId);
  if (!off) throw new CmdletError('ObjectNotFound', 'There is no partner application for Exchange Online.');
  await context.invoke('Set-PartnerApplication', { Identity: off.name, Enabled: true });
  return [did('Enable the partner application', off.name)];
}

/** An enabled IntraOrganizationConnector on both sides. */
async function connect(context: CmdletContext): Promise<readonly PowerShellObject[]> {
  const { organization, world } = context.state.state;
  const done: PowerShellObject[] = [];
  for (const session of ['OnPremises', 'Cloud'] as const) {
    const { intraOrganizationConnectors: all } = session === 'Cloud' ? context.tenant : organization;
    if (all.some(({ enabled }) => enabled)) continue;
    const where = { session };
    const name = all[0]?.name ?? `HybridIOC - ${context.random.uuid()}`;
    if (all[0]) await context.invoke('Set-IntraOrganizationConnector', { Identity: name, Enabled: true }, where);
    else {
      const domain = session === 'Cloud' ? world.domain : routingDomain(world);
      const endpoint = { TargetAddressDomains: [domain], DiscoveryEndpoint: autodiscoverEpr(world, session) };
      await context.invoke('New-IntraOrganizationConnector', { Name: name, ...endpoint }, where);
    }
    done.push(did(`Enable the connector (${session})`, name));
  }
  return done;
}

/** The cloud learns the current key and the public names; what it knew before stays. */
async function upload(
  thumbprint: string,
  certificate: string,
  context: CmdletContext,
): Promise<readonly PowerShellObject[]> {
  const principal = findServicePrincipal(context.tenant, exchangeApplicationId);
  if (!principal) throw new CmdletError('ObjectNotFound', 'The tenant has no service principal of Exchange Online.');
  const where = { session: 'Cloud' } as const;
  const done: PowerShellObject[] = [];
  if (!isKnown(principal.keyCredentials, thumbprint, context.clock.now())) {
    const credential = { AppPrincipalId: principal.appId, Type: 'Asymmetric', Usage: 'Verify', Value: certificate };
    await context.invoke('New-MsolServicePrincipalCredential', credential, where);
    done.push(did('Upload the current auth certificate', thumbprint));
  }
  const names = publicHosts(context.state.state.organization).map((host) => `https://${host}/`);
  const missing = names.filter((name) => !principal.servicePrincipalNames.includes(name));
  if (missing.length > 0) {
    const all = [...principal.servicePrincipalNames, ...missing];
    await context.invoke(
      'Update-MgServicePrincipal',
      { ServicePrincipalId: principal.objectId, ServicePrincipalNames: all },
      where,
    );
    done.push(...missing.map((name) => did('Add the service principal name', name)));
  }
  return done;
}

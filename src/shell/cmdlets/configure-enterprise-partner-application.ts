import { directoryDomain, findAccountName } from '../../directory/account.js';
import { foldCase } from '../../protocol/audience.js';
import { type Cmdlet, type CmdletContext, CmdletError, delayedEffect, type HostLine } from '../cmdlet.js';
import { changeOrganization } from '../organization-change.js';

/** Roles by what Microsoft's pages say the applications do in a mailbox; the script's own lists are not public: inferred. */
const rolesOf: Readonly<Record<string, readonly string[]>> = {
  Lync: ['UserApplication', 'ArchiveApplication'],
  SharePoint: ['UserApplication', 'LegalHoldApplication', 'Mailbox Search', 'TeamMailboxLifecycleApplication'],
};

/**
 * Configure-EnterprisePartnerApplication.ps1 of Exchange's Scripts folder, re-created from what is documented of it
 * (facts/oauth-outbound-admin §3.6): an account for the application, its roles, and the partner application itself.
 */
export const configureEnterprisePartnerApplication: Cmdlet = {
  name: 'Configure-EnterprisePartnerApplication.ps1',
  synopsis: 'Registers a partner application that signs its own tokens: Skype for Business or SharePoint.',
  description: 'A re-creation of the script in the Scripts folder of Exchange; its output is the lab’s own.',
  sessions: ['OnPremises'],
  parameters: [
    { name: 'AuthMetadataUrl', type: 'Uri', mandatory: true, help: 'Metadata document of the application.' },
    {
      name: 'ApplicationType',
      type: 'String',
      mandatory: true,
      values: Object.keys(rolesOf),
      help: 'What it is.',
    },
    { name: 'TrustAnySSLCertificate', type: 'SwitchParameter', help: 'Handed on to New-PartnerApplication.' },
  ],
  async run(parameters, context) {
    const url = parameters.AuthMetadataUrl as URL;
    const type = parameters.ApplicationType as string;
    const { partnerApplications } = context.state.state.organization;
    const known = partnerApplications.find(({ authMetadataUrl }) => authMetadataUrl === url.href);
    if (known) throw new CmdletError('ResourceExists', `[lab] '${known.name}' has this AuthMetadataUrl already.`);
    const lines: string[] = ['A re-creation of Exchange’s script; what it writes is the lab’s own.'];
    const account = await makeAccount(`${type}Enterprise-ApplicationAccount`, context, lines);
    for (const role of rolesOf[type] ?? []) await assignRole(role, account, context, lines);
    const name = `${type}Enterprise-${context.random.uuid().replaceAll('-', '')}`;
    const { output } = await context.invoke('New-PartnerApplication', {
      Name: name,
      AuthMetadataUrl: url,
      ...(parameters.TrustAnySSLCertificate === true ? { TrustAnySSLCertificate: true } : {}),
      LinkedAccount: account,
    });
    lines.push(`Created partner application '${name}' with the keys of ${url.href}.`, 'Done.');
    const host = lines.map(
      (text): HostLine => ({ text: `[lab] ${text}`, color: text === 'Done.' ? 'Green' : undefined }),
    );
    return { output, host, warnings: delayedEffect(context) };
  },
};

/** The account as Active Directory would have it; a second run finds it there. */
async function makeAccount(name: string, context: CmdletContext, lines: string[]): Promise<string> {
  const { organization } = context.state.state;
  const there = findAccountName(organization, name);
  if (there !== undefined) {
    lines.push(`The account '${there}' is there already.`);
    return there;
  }
  const account = `${directoryDomain(organization)}/Users/${name}`;
  await changeOrganization(context, (current) => ({
    ...current,
    applicationAccounts: [...(current.applicationAccounts ?? []), account],
  }));
  lines.push(`Created account '${account}'.`);
  return account;
}

async function assignRole(role: string, account: string, context: CmdletContext, lines: string[]): Promise<void> {
  const { managementRoleAssignments } = context.state.state.organization;
  const has = managementRoleAssignments.some(
    (one) => one.role === role && foldCase(one.roleAssignee) === foldCase(account),
  );
  if (has) return;
  await context.invoke('New-ManagementRoleAssignment', { Role: role, User: account });
  lines.push(`Assigned role '${role}' to '${account}'.`);
}

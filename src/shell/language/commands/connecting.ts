import type { ShellCall, ShellCommand } from '../shell-command.js';
import { toggle, value } from '../shell-command.js';
import { toText } from '../text.js';

const optionalText = (given: ShellCall['given'], name: string) =>
  given[name] === undefined ? undefined : toText(given[name]);

export const connectExchangeOnline: ShellCommand = {
  name: 'Connect-ExchangeOnline',
  synopsis: 'Switches the shell to Exchange Online.',
  parameters: [
    value('DelegatedOrganization', 'The tenant, by a domain of it or its id; the lab’s own when left out.'),
    value('UserPrincipalName', 'Accepted: the lab asks for no password.'),
    value('Credential', 'Accepted: the lab asks for no password.'),
    value('Organization', 'The tenant, as with an application’s certificate.'),
    toggle('ShowBanner', 'Accepted without effect.'),
  ],
  async run({ given, shell }) {
    const delegatedOrganization = optionalText(given, 'DelegatedOrganization') ?? optionalText(given, 'Organization');
    const next = { connected: 'Cloud', delegatedOrganization } as const;
    await shell.probe('Get-Mailbox', next);
    Object.assign(shell.session, next);
    return [];
  },
};

export const disconnectExchangeOnline: ShellCommand = {
  name: 'Disconnect-ExchangeOnline',
  synopsis: 'Leaves Exchange Online: the shell is on-premises again.',
  parameters: [toggle('Confirm', 'Accepted: it asks nothing.')],
  run({ shell }) {
    Object.assign(shell.session, { connected: 'OnPremises', delegatedOrganization: undefined });
    return [];
  },
};

export const connectExchangeServer: ShellCommand = {
  name: 'Connect-ExchangeServer',
  synopsis: 'Connects the Exchange Management Shell to a server.',
  parameters: [
    value('ServerFqdn', 'The server, as ex02.msxfaq.de.', 0),
    toggle('auto', 'The first server.'),
    value('ClientApplication', 'Accepted without effect.'),
    value('UserName', 'Accepted without effect.'),
  ],
  async run({ given, shell }) {
    const next = { connected: 'OnPremises', server: optionalText(given, 'ServerFqdn') } as const;
    await shell.probe('Get-OrganizationConfig', next);
    Object.assign(shell.session, next);
    return [];
  },
};

/** Modules of Entra: their cmdlets run without being connected. */
function connectTo(name: string, kind: string, ...parameters: readonly string[]): ShellCommand {
  return {
    name,
    synopsis: `Accepted: the cmdlets of ${kind} work in the lab anyway.`,
    parameters: [
      ...parameters.map((one) => value(one, 'Accepted without effect.')),
      toggle('NoWelcome', 'Accepted without effect.'),
    ],
    run({ shell }) {
      shell.write(`[lab] The cmdlets of ${kind} work here without being connected.\n`, 'host');
      return [];
    },
  };
}

export const connectMgGraph = connectTo('Connect-MgGraph', 'Microsoft Graph', 'Scopes', 'TenantId', 'ClientId');
export const connectMsolService = connectTo('Connect-MsolService', 'MSOnline', 'Credential');
export const connectAzureAd = connectTo('Connect-AzureAD', 'AzureAD', 'Credential', 'TenantId', 'AccountId');

/** What prepares a real PowerShell, and has nothing to prepare here. */
function harmless(name: string, aliases: readonly string[], what: string): ShellCommand {
  return {
    name,
    aliases,
    synopsis: 'Accepted: there is nothing to do in the lab.',
    rest: 'Name',
    parameters: [
      value('Name', 'Accepted without effect.', 0),
      value('Scope', 'Accepted without effect.'),
      value('ExecutionPolicy', 'Accepted without effect.'),
      toggle('Force', 'Accepted without effect.'),
    ],
    run({ shell }) {
      shell.write(`[lab] ${what}\n`, 'host');
      return [];
    },
  };
}

export const importModule = harmless('Import-Module', ['ipmo'], 'Every cmdlet of the lab is there without its module.');
export const installModule = harmless('Install-Module', [], 'Every cmdlet of the lab is there without its module.');
export const addPsSnapin = harmless('Add-PSSnapin', ['asnp'], 'Every cmdlet of the lab is there without its snap-in.');
export const setExecutionPolicy = harmless('Set-ExecutionPolicy', [], 'The lab has no execution policy.');

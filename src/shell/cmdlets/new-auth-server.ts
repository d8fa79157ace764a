import { networkFailureText } from '../../connectivity/web-exception.js';
import { fetchAuthMetadata } from '../../directory/auth-metadata.js';
import type { AuthServer, AuthServerType } from '../../directory/organization.js';
import { NetworkError } from '../../network/network-error.js';
import type { AuthServerMetadata } from '../../protocol/metadata-document.js';
import { type Cmdlet, type CmdletContext, CmdletError, delayedEffect } from '../cmdlet.js';
import { authServerObject, findAuthServer } from './get-auth-server.js';

/** New-AuthServer: trusts one more issuer, by its metadata document (facts/oauth-outbound-admin §3.6). */
export const newAuthServer: Cmdlet = {
  name: 'New-AuthServer',
  synopsis: 'Trusts an issuer of tokens; its keys and endpoints are read from its metadata document.',
  sessions: ['OnPremises'],
  supportsShouldProcess: true,
  parameters: [
    {
      name: 'Name',
      type: 'String',
      mandatory: true,
      position: 0,
      help: 'Name of the auth server, at most 64 characters.',
    },
    { name: 'AuthMetadataUrl', type: 'Uri', mandatory: true, help: 'Where its metadata document is.' },
    {
      name: 'Type',
      type: 'String',
      values: ['MicrosoftACS', 'AzureAD', 'ADFS'],
      help: 'What kind of issuer it is; MicrosoftACS when left out.',
    },
    { name: 'Enabled', type: 'Boolean', help: 'Whether its tokens count at once; $true when left out.' },
  ],
  tableView: ['Name', 'Type', 'Enabled', 'TokenIssuingEndpoint'],
  async run(parameters, context) {
    const name = parameters.Name as string;
    checkName(name, context.state.state.organization.authServers);
    const { href } = parameters.AuthMetadataUrl as URL;
    const metadata = await acquireMetadata(href, context);
    const server: AuthServer = {
      name,
      guid: context.random.uuid(),
      type: (parameters.Type as AuthServerType | undefined) ?? 'MicrosoftACS',
      enabled: parameters.Enabled !== false,
      issuerIdentifier: metadata.issuerIdentifier,
      realm: metadata.realm,
      tokenIssuingEndpoint: metadata.tokenIssuingEndpoint,
      authorizationEndpoint: metadata.authorizationEndpoint,
      authMetadataUrl: href,
      isDefaultAuthorizationEndpoint: false,
      domainName: [],
      applicationIdentifier: '',
      certificateStrings: metadata.certificates,
    };
    if (!(await context.shouldProcess({ target: name }))) return { output: [] };
    await context.state.change((state) => {
      const { authServers } = state.organization;
      checkName(name, authServers); // another call may have been quicker
      return { ...state, organization: { ...state.organization, authServers: [...authServers, server] } };
    });
    return { output: [authServerObject(server)], warnings: delayedEffect(context) };
  },
};

/** A name must fit, and be nobody else's than `owner`'s. */
export function checkName(name: string, authServers: readonly AuthServer[], owner?: AuthServer): void {
  if (name.trim() === '') throw new CmdletError('InvalidArgument', '[lab] An auth server needs a name.');
  if (name.length > 64)
    throw new CmdletError('InvalidArgument', `The length of the Name '${name}' is more than 64 characters.`);
  const holder = findAuthServer(authServers, name);
  if (!holder || holder.guid === owner?.guid) return;
  throw new CmdletError(
    'ResourceExists',
    `[lab] An auth server named '${name}' exists already; remove it, or choose another name.`,
  );
}

/** The metadata document, or the cmdlet's error that there is none to be had (facts/oauth-inbound §4.4). */
export async function acquireMetadata(url: string, { http }: CmdletContext): Promise<AuthServerMetadata> {
  try {
    return await fetchAuthMetadata(new URL(url), http);
  } catch (error) {
    throw new CmdletError('ConnectionError', inWordsOfDotNet(error as Error));
  }
}

/** Behind "Error:" stands the message of the WebException, without those inside it (facts/oauth-outbound-admin §3.6). */
function inWordsOfDotNet({ message, cause }: Error): string {
  if (!(cause instanceof NetworkError)) return message;
  const [words = ''] = networkFailureText(cause).split(' ---> ');
  return message.replace(cause.message, () => words);
}

import { fetchAuthMetadata } from '../../directory/auth-metadata.js';
import type { AuthServer, AuthServerType } from '../../directory/organization.js';
import { type Cmdlet, CmdletError, delayedEffect } from '../cmdlet.js';
import { authServerObject, findAuthServer } from './get-auth-server.js';

/** New-AuthServer: trusts one more issuer, by its metadata document (facts/oauth-outbound-admin §3.6). */
export const newAuthServer: Cmdlet = {
  name: 'New-AuthServer',
  synopsis: 'Trusts an issuer of tokens; its keys and endpoints are read from its metadata document.',
  sessions: ['OnPremises'],
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
    if (name.length > 64)
      throw new CmdletError('InvalidArgument', `The length of the Name '${name}' is more than 64 characters.`);
    if (findAuthServer(context.state.state.organization.authServers, name)) {
      throw new CmdletError(
        'ResourceExists',
        `[lab] An auth server named '${name}' exists already; remove it, or choose another name.`,
      );
    }
    const url = parameters.AuthMetadataUrl as URL;
    const metadata = await fetchAuthMetadata(url, context.http).catch((error: Error) => {
      throw new CmdletError('ConnectionError', error.message);
    });
    const server: AuthServer = {
      name,
      guid: context.random.uuid(),
      type: (parameters.Type as AuthServerType | undefined) ?? 'MicrosoftACS',
      enabled: parameters.Enabled !== false,
      issuerIdentifier: metadata.issuerIdentifier,
      realm: metadata.realm,
      tokenIssuingEndpoint: metadata.tokenIssuingEndpoint,
      authorizationEndpoint: metadata.authorizationEndpoint,
      authMetadataUrl: url.href,
      isDefaultAuthorizationEndpoint: false,
      domainName: [],
      applicationIdentifier: '',
      certificateStrings: metadata.certificates,
    };
    await context.state.change((state) => ({
      ...state,
      organization: { ...state.organization, authServers: [...state.organization.authServers, server] },
    }));
    return { output: [authServerObject(server)], warnings: delayedEffect(context) };
  },
};

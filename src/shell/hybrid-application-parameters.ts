import type { ParameterDefinition } from './cmdlet.js';

/** Switches of ConfigureExchangeHybridApplication.ps1 (facts/oauth-outbound-admin §3.8). */
export const hybridApplicationParameters: readonly ParameterDefinition[] = [
  { name: 'FullyConfigureExchangeHybridApplication', type: 'SwitchParameter', help: 'All five steps that follow.' },
  { name: 'CreateApplication', type: 'SwitchParameter', help: 'Create the application in the tenant, and consent.' },
  {
    name: 'UpdateCertificate',
    type: 'SwitchParameter',
    help: 'Upload the current auth certificate and the next one.',
  },
  { name: 'ConfigureAuthServer', type: 'SwitchParameter', help: 'Give the EvoSts auth server the application’s id.' },
  {
    name: 'ConfigureTargetSharingEpr',
    type: 'SwitchParameter',
    help: 'Point the organization relationship at EWS itself.',
  },
  { name: 'EnableExchangeHybridApplicationOverride', type: 'SwitchParameter', help: 'Create the setting override.' },
  {
    name: 'ResetFirstPartyServicePrincipalKeyCredentials',
    type: 'SwitchParameter',
    help: 'Take the keys of the shared service principal away.',
  },
  {
    name: 'DeleteApplication',
    type: 'SwitchParameter',
    help: 'Delete the application; auth server and override stay.',
  },
  { name: 'CustomAppId', type: 'String', help: 'An application of another name, by its id.' },
  { name: 'TenantId', type: 'String', help: 'The tenant; the one of the session when left out.' },
  {
    name: 'RemoteRoutingDomain',
    type: 'String',
    help: 'The domain of the auth server; <tenant>.mail.onmicrosoft.com when left out.',
  },
  {
    name: 'CertificateMethod',
    type: 'String',
    values: ['Automated', 'Thumbprint', 'File'],
    help: 'Which certificates; Automated when left out.',
  },
  { name: 'CertificateInformation', type: 'String', help: 'The thumbprint, or the content of a .cer file.' },
  {
    name: 'AzureEnvironment',
    type: 'String',
    values: ['Global', 'USGovernmentL4', 'USGovernmentL5', 'ChinaCloud', 'BleuCloud', 'DelosCloud'],
    help: 'The lab has Global alone.',
  },
  { name: 'WithoutAdminConsent', type: 'SwitchParameter', help: '[lab] Nobody consents: what is left then.' },
];

import { type Cmdlet, CmdletError } from './cmdlet.js';
import { getAuthConfig } from './cmdlets/get-auth-config.js';
import { getAuthServer } from './cmdlets/get-auth-server.js';
import { getAutodiscoverVirtualDirectory } from './cmdlets/get-autodiscover-virtual-directory.js';
import { getExchangeCertificate } from './cmdlets/get-exchange-certificate.js';
import { getMailbox } from './cmdlets/get-mailbox.js';
import { getMsolServicePrincipal } from './cmdlets/get-msol-service-principal.js';
import { getOrganizationConfig } from './cmdlets/get-organization-config.js';
import { getWebConfigurationProperty } from './cmdlets/get-web-configuration-property.js';
import { getWebServicesVirtualDirectory } from './cmdlets/get-web-services-virtual-directory.js';
import { iisreset } from './cmdlets/iisreset.js';
import { newAuthServer } from './cmdlets/new-auth-server.js';
import { newMailbox } from './cmdlets/new-mailbox.js';
import { newMgDomain } from './cmdlets/new-mg-domain.js';
import { removeAuthServer } from './cmdlets/remove-auth-server.js';
import { removeMailbox } from './cmdlets/remove-mailbox.js';
import { removeMgDomain } from './cmdlets/remove-mg-domain.js';
import { setAdAccountPassword } from './cmdlets/set-ad-account-password.js';
import { setAuthServer } from './cmdlets/set-auth-server.js';
import { setAutodiscoverVirtualDirectory } from './cmdlets/set-autodiscover-virtual-directory.js';
import { setLabDirectoryFault } from './cmdlets/set-lab-directory-fault.js';
import { setMsolServicePrincipal } from './cmdlets/set-msol-service-principal.js';
import { setOrganizationConfig } from './cmdlets/set-organization-config.js';
import { setWebConfigurationProperty } from './cmdlets/set-web-configuration-property.js';
import { setWebServicesVirtualDirectory } from './cmdlets/set-web-services-virtual-directory.js';
import { testOAuthConnectivityCmdlet } from './cmdlets/test-oauth-connectivity.js';

/** Every cmdlet of the lab; the only way to change its directory. Adding one is a file and a line here. */
export const cmdlets: readonly Cmdlet[] = [
  getAuthConfig,
  getAuthServer,
  getAutodiscoverVirtualDirectory,
  getExchangeCertificate,
  getMailbox,
  getMsolServicePrincipal,
  getOrganizationConfig,
  getWebConfigurationProperty,
  getWebServicesVirtualDirectory,
  iisreset,
  newAuthServer,
  newMailbox,
  newMgDomain,
  removeAuthServer,
  removeMailbox,
  removeMgDomain,
  setAdAccountPassword,
  setAuthServer,
  setAutodiscoverVirtualDirectory,
  setLabDirectoryFault,
  setMsolServicePrincipal,
  setOrganizationConfig,
  setWebConfigurationProperty,
  setWebServicesVirtualDirectory,
  testOAuthConnectivityCmdlet,
];

/** The cmdlet of a name, in any case; throws CmdletError in PowerShell's words. */
export function findCmdlet(name: string): Cmdlet {
  const found = cmdlets.find((cmdlet) => cmdlet.name.toLowerCase() === name.toLowerCase());
  if (found) return found;
  throw new CmdletError(
    'CommandNotFound',
    `The term '${name}' is not recognized as the name of a cmdlet. This lab has: ${cmdlets.map((cmdlet) => cmdlet.name).join(', ')}.`,
  );
}

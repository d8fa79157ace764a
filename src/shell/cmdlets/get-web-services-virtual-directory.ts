import type { Cmdlet } from '../cmdlet.js';
import { getVirtualDirectories } from '../virtual-directories.js';
import { getParameters } from '../virtual-directory-parameters.js';

/** Get-WebServicesVirtualDirectory: EWS of each server, its URLs and authentication methods. */
export const getWebServicesVirtualDirectory: Cmdlet = {
  name: 'Get-WebServicesVirtualDirectory',
  synopsis: 'Shows the EWS virtual directories of the servers.',
  sessions: ['OnPremises'],
  parameters: getParameters('EX01\\EWS (Default Web Site)'),
  tableView: ['Name', 'Server', 'InternalUrl', 'ExternalUrl'],
  run: (parameters, context) => getVirtualDirectories('webServicesVirtualDirectories', parameters, context),
};

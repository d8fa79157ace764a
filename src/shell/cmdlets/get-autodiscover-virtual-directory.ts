import type { Cmdlet } from '../cmdlet.js';
import { getVirtualDirectories } from '../virtual-directories.js';
import { getParameters } from '../virtual-directory-parameters.js';

/** Get-AutodiscoverVirtualDirectory: Autodiscover of each server, its URLs and authentication methods. */
export const getAutodiscoverVirtualDirectory: Cmdlet = {
  name: 'Get-AutodiscoverVirtualDirectory',
  synopsis: 'Shows the Autodiscover virtual directories of the servers.',
  sessions: ['OnPremises'],
  parameters: getParameters('EX01\\Autodiscover (Default Web Site)'),
  tableView: ['Name', 'Server', 'InternalUrl', 'ExternalUrl'],
  run: (parameters, context) => getVirtualDirectories('autodiscoverVirtualDirectories', parameters, context),
};
